"""Sentences and quotes in the user's language: a translation is shown only when it passes every check."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from chatbot.answers import SourceSentence
from chatbot.citations import Judgement
from chatbot.conversation import Conversation
from chatbot.conversation.translating import quote_for, sentence_for
from chatbot.embeddings import SentenceTransformerEmbeddings
from chatbot.language_models.calls import TRAINED
from chatbot.passages import Sentence
from chatbot.questions import Question
from chatbot.transcripts import detect_language

BRANDS = "So now we have 103 brands under the helloITA name."
ASKED = Question("Quanti marchi ci sono?", "Quanti marchi ci sono?", "it", ("Quanti marchi ci sono?",))


class Translator(BaseChatModel):
    """Says ``said`` when it is asked to translate what was said, and ``back`` when asked to translate that into English."""

    said: str
    back: str = ""

    @property
    def _llm_type(self) -> str:
        return "translator"

    def _generate(self, messages: list[BaseMessage], *arguments: Any, **options: Any) -> ChatResult:
        into_english = "words into English" in str(messages[0].content)
        return ChatResult(generations=[ChatGeneration(message=AIMessage(self.back if into_english else self.said))])


@pytest.fixture
def close(embeddings: SentenceTransformerEmbeddings) -> Callable[[str, str], float]:
    def cosine(one: str, other: str) -> float:
        first, second = embeddings.as_it_came.embed_documents([one, other])
        return float(np.dot(first, second))

    return cosine


def source(text: str) -> SourceSentence:
    return SourceSentence("talk", Sentence(0, len(text), "Carlo Dragonetti", None, 0), text, None, 0.9, 0)


@pytest.mark.parametrize(
    ("text", "said", "shown"),
    [
        (BRANDS, "Abbiamo 103 marchi sotto il nome helloITA.", True),
        (BRANDS, "Abbiamo 130 marchi sotto il nome helloITA.", False),
        (BRANDS, "Abbiamo molti marchi sotto il nome helloITA.", False),
        ("The French sell more wine than we Italians.", "I francesi vendono più vino di noi italiani.", True),
        ("The French sell more wine than we Italians.", "Gli italiani vendono più vino di noi.", False),
        ("You have to polish what you say about it.", "Bisogna perfezionare quello che se ne dice.", True),
        (BRANDS, "Abbiamo 103 marchi sotto il nome Ferrero.", False),
        (BRANDS, "We have 103 brands under the helloITA name.", False),
        (BRANDS, "Il gatto dorme volentieri sul vecchio divano 103.", False),
        ("We do not sell wine, we sell cheese.", "Vendiamo vino, vendiamo formaggio.", False),
        ("We have three brands.", "we have  three brands.", False),
        ("We have three brands.", "", False),
    ],
)
def test_a_quote_comes_with_a_checked_translation(
    text: str, said: str, shown: bool, close: Callable[[str, str], float]
) -> None:
    assert quote_for(Translator(said=said), source(text), "en", "it", close) == (said if shown else "")


class ReadTranslator(Translator):
    """Says what it is told to, and has the bundled model tell whether that is said in the quote."""

    reader: BaseChatModel

    def _generate(self, messages: list[BaseMessage], *arguments: Any, **options: Any) -> ChatResult:
        return (self.reader if options.get("logprobs") else super())._generate(messages, *arguments, **options)


@pytest.mark.parametrize(("said", "shown"), [
    ("Hanno finito l'anatra, e al posto del vino hanno bevuto acqua di cocco.", True),
    ("Hanno finito il baccalà, e al posto dell'acqua di cocco hanno bevuto vino.", False),
    ("Les clients ont fini leur canard, et ont bu de l'eau de coco au lieu de vin.", True),
    ("Je m'excuse, les clients ont canard, et le coco a bu du vin à la place.", False),
])  # fmt: skip
def test_a_translation_that_the_quote_does_not_say_is_left_out(
    said: str, shown: bool, close: Callable[[str, str], float], real_conversation: Conversation
) -> None:
    reader = real_conversation.model
    assert reader is not None
    trained = {TRAINED: {"statement": (reader.metadata or {})[TRAINED]["statement"]}}
    quote = source("They finished their duck, and instead of wine they drank coconut water.")
    model = ReadTranslator(said=said, reader=reader, metadata=trained)
    assert quote_for(model, quote, "en", detect_language(said), close) == (said if shown else "")


def test_a_quote_in_the_user_s_language_is_not_translated(close: Callable[[str, str], float]) -> None:
    quote = source("The French own the wine market.")
    assert quote_for(Translator(said="anything"), quote, "en", "en", close) == ""
    assert quote_for(None, quote, "en", "it", close) == ""


@pytest.mark.parametrize(
    ("said", "back", "shown"),
    [
        ("Sotto il nome helloITA abbiamo 103 marchi.", "Under the helloITA name we have 103 brands.", True),
        ("Sotto il nome helloITA abbiamo 130 marchi.", "Under the helloITA name we have 103 brands.", False),
        ("Sotto il nome helloITA abbiamo 103 case.", "The 103 houses of helloITA have low roofs.", False),
        ("Sotto il nome Ferrero abbiamo 103 marchi.", "Under the helloITA name we have 103 brands.", False),
        ("Sotto quel nome abbiamo 103 marchi.", "Under that name we have 103 brands.", False),
        ("Abbiamo 103 marchi sotto il nome helloITA.", "We have 103 brands under the helloITA name, and all of them sell very well "
         "in the big cities of the south.", False),
        ("Quanti marchi ci sono?", "How many brands are there?", False),
        ("Sotto il nome helloITA abbiamo 103 marchi.", "", False),
        ("", "We have 103 brands under the helloITA name.", False),
    ],
)  # fmt: skip
def test_a_sentence_is_put_into_the_user_s_language_and_back(
    said: str, back: str, shown: bool, close: Callable[[str, str], float]
) -> None:
    held = Judgement("We have 103 brands under the helloITA name.", (source(BRANDS),), 0.9, ())
    assert sentence_for(Translator(said=said, back=back), ASKED, [source(BRANDS)], "en", held, close) == (said if shown else "")


def test_a_sentence_in_the_user_s_language_stays_as_it_was_checked(close: Callable[[str, str], float]) -> None:
    held = Judgement("Abbiamo 103 marchi.", (source("Abbiamo 103 marchi."),), 0.9, ())
    assert sentence_for(Translator(said="altro"), ASKED, held.sources, "it", held, close) == held.text


@pytest.mark.models
def test_the_bundled_model_answers_in_the_user_s_language_from_quotes_in_theirs(real_conversation: Conversation) -> None:
    answer = real_conversation.fresh().ask("Chi possiede la parte più grande del mercato del vino in Cina?")
    assert (answer.language, answer.status) == ("it", "answered")
    assert any("the French own the highest part" in citation.quote for citation in answer.citations)
    assert all(detect_language(s.text) == "it" or s.citations[0].quote[:20] in s.text for s in answer.sentences)
