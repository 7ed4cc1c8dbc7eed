"""A question that asks several things: each that its answer leaves open is answered by itself, or told to be open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from test_conversation import TRUE, Scripted, after_the_opening, assert_sound

from chatbot.conversation import AnswerFinished, Conversation, SentenceChecked, SentenceTranslated
from chatbot.conversation.framing import part_not_found, part_without_more
from chatbot.embeddings import SentenceTransformerEmbeddings
from chatbot.errors import ModelError
from chatbot.retrieval import Searcher

BRANDS = "We have more than 100 brands under the helloITA name."
TOLD = {"wine": ("highest part of the market", TRUE), "helloITA": ("more than 100 brands", BRANDS)}
WINE_AND_BRANDS = "Who owns the wine market in China, and how many brands are there under the helloITA name?"
WINE_AND_STUDIO = "Who owns the wine market in China, and who paid for the studio in Rome?"


class Knowing(Scripted):
    """Knows which place answers which question, and says so word by word."""

    text: str = ""

    def _told(self, messages: list[BaseMessage]) -> str:
        asked = after_the_opening(messages)
        self.seen.append(asked)
        excerpt, _, question = asked.partition("Question: ")
        return next((said for word, (there, said) in TOLD.items() if word in question and there in excerpt), "")

    def _generate(self, messages: list[BaseMessage], *arguments: Any, **options: Any) -> ChatResult:
        word = "Yes" if self._told(messages) else "No"
        word = word if options.get("logprobs") else ""
        return ChatResult(generations=[ChatGeneration(message=AIMessage(word))])

    def _stream(self, messages: list[BaseMessage], *arguments: Any, **options: Any) -> Iterator[ChatGenerationChunk]:
        yield ChatGenerationChunk(message=AIMessageChunk(self._told(messages)))


@pytest.fixture
def model() -> Knowing:
    return Knowing()


@pytest.fixture
def conversation(quoting_conversation: Conversation, embeddings: SentenceTransformerEmbeddings, model: Knowing) -> Conversation:
    return Conversation(Searcher(quoting_conversation.index, embeddings), embeddings, "scripted", lambda: model)


def test_what_an_answer_leaves_open_is_answered_behind_it(conversation: Conversation) -> None:
    *events, last = conversation.stream(WINE_AND_BRANDS)
    assert isinstance(last, AnswerFinished)
    answer = last.answer
    assert_sound(answer, conversation.index)
    assert [sentence.text for sentence in answer.sentences] == [BRANDS, TRUE]
    assert answer.answer == f"{BRANDS} [1] {TRUE} [2] [3]"
    assert answer.note == ""
    assert [event.sentence for event in events if isinstance(event, SentenceChecked)] == list(answer.sentences)
    assert conversation.answers == (answer,)


def test_a_part_that_is_not_answered_is_named(conversation: Conversation) -> None:
    answer = conversation.ask(WINE_AND_STUDIO)
    assert_sound(answer, conversation.index)
    assert [sentence.text for sentence in answer.sentences] == [TRUE]
    assert answer.note == "The transcripts do not answer this part: “who paid for the studio in Rome?”"


def test_where_no_part_is_answered_the_whole_is_not(conversation: Conversation) -> None:
    answer = conversation.ask("Who paid for the studio in Rome, and how old is the microphone?")
    assert_sound(answer, conversation.index)
    assert (answer.status, len(answer.nearest)) == ("not_found", 3)
    assert "microphone" not in answer.note


def test_a_part_that_is_answered_is_not_asked_again(conversation: Conversation, model: Knowing) -> None:
    conversation.ask("Who owns the wine market in China, and how do the French own the wine there?")
    assert len([asked for asked in model.seen if asked.startswith("<excerpt>") and re.search("in (one|two) to three", asked)]) == 1


def test_a_part_is_understood_from_the_one_before_it(conversation: Conversation, model: Knowing) -> None:
    conversation.ask("How many brands are there under the helloITA name, and who pays for it in the end?")
    rewriting = [asked for asked in model.seen if "Last question: who pays for it in the end?" in asked]
    assert len(rewriting) == 1
    assert "Q: How many brands are there under the helloITA name?" in rewriting[0]
    assert BRANDS in rewriting[0]


def test_a_part_for_which_only_what_is_there_already_is_found_is_named_too(conversation: Conversation) -> None:
    answer = conversation.ask("How many brands are there under the helloITA name, and who pays for it in the end?")
    assert [sentence.text for sentence in answer.sentences] == [BRANDS]
    assert answer.note == "Nothing more was found on this part: “who pays for it in the end?”"


def test_each_part_is_asked_again_in_another_language(conversation: Conversation) -> None:
    conversation.ask(WINE_AND_STUDIO)
    answer = conversation.ask("in italiano per favore")
    assert answer.language == "it"
    assert "Le trascrizioni non rispondono a questa parte: «who paid for the studio in Rome?»" in answer.note


def test_the_same_question_is_not_worked_on_twice(conversation: Conversation, model: Knowing) -> None:
    first = conversation.ask(WINE_AND_BRANDS)
    asked = len(model.seen)
    assert conversation.fresh().ask(WINE_AND_BRANDS).sentences == first.sentences
    assert len(model.seen) == asked


def test_a_part_s_translation_comes_behind_its_quote(conversation: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chatbot.conversation.answering.quote_for", lambda *arguments: "Tradotto.")
    *events, last = conversation.stream("Who owns the wine market in China, and how many brands are there under the helloITA name? Answer in Italian.")
    assert isinstance(last, AnswerFinished)
    assert_sound(last.answer, conversation.index)
    shown: dict[int, str] = {}
    for event in events:
        if isinstance(event, SentenceChecked):
            shown[len(shown)] = event.sentence.text
        elif isinstance(event, SentenceTranslated):
            assert event.sentence.text.startswith(shown[event.place])
            shown[event.place] = event.sentence.text
    assert [sentence.text for sentence in last.answer.sentences] == list(shown.values())
    assert sum("(traduzione automatica: Tradotto.)" in text for text in shown.values()) == 2


def test_a_part_is_asked_behind_what_the_whole_leans_on_and_nothing_else(conversation: Conversation, model: Knowing) -> None:
    conversation.ask("How do French producers sell wine in Shanghai?")
    conversation.ask("Who is Carlo, and which platforms do the Italian companies use?")
    assert any("Who is Carlo?" in asked for asked in model.seen)
    assert not any("Shanghai" in asked for asked in model.seen if "Who is Carlo?" in asked)


def test_what_is_stopped_while_a_part_is_answered_is_not_remembered(conversation: Conversation, model: Knowing) -> None:
    events = conversation.stream(WINE_AND_BRANDS)
    shown = 0
    while shown < 2:
        shown += isinstance(next(events), SentenceChecked)
    events.close()
    assert conversation.answers == ()
    asked = len(model.seen)
    conversation.ask(WINE_AND_BRANDS)
    assert len(model.seen) > asked


class Failing(Knowing):
    """Fails when it is asked whether quotes answer a part."""

    def _told(self, messages: list[BaseMessage]) -> str:
        if "Question: who paid" in after_the_opening(messages):
            raise ConnectionError("the line is dead")
        return super()._told(messages)


def test_a_model_that_fails_over_a_part_is_told_and_nothing_is_remembered(
    quoting_conversation: Conversation, embeddings: SentenceTransformerEmbeddings
) -> None:
    conversation = Conversation(Searcher(quoting_conversation.index, embeddings), embeddings, "scripted", Failing)
    with pytest.raises(ModelError, match="the line is dead"):
        conversation.ask(WINE_AND_STUDIO)
    assert conversation.answers == ()


@pytest.mark.parametrize("language", ["en", "it", "zh", "fr"])
def test_of_a_long_part_its_end_is_told(language: str) -> None:
    part = "We sell oil. " * 50 + "Who pays for it?"
    for told in (part_not_found(language, part), part_without_more(language, part)):
        assert "oil. Who pays for it?" in told
        assert len(told) < 260
