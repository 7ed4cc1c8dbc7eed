"""A chat model of another name drafts, and the bundled one, which was trained to tell, reads each sentence beside its quotes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chatbot import language_models
from chatbot.conversation import Answer, Conversation
from chatbot.embeddings import SentenceTransformerEmbeddings
from chatbot.index import PassageIndex
from chatbot.retrieval import Searcher
from tests.test_conversation import WINE, Scripted

FOLLOWERS = "How many followers did the platform gain?"
LIES = (
    (WINE, "In China the Italians own the highest part of the market in terms of wine."),
    (WINE, "The French refuse to own the highest part of the market in terms of wine."),
    (WINE, "The French own the highest part of the market in terms of beer."),
    (WINE, "The French hardly own any part of the wine market in China."),
    (FOLLOWERS, "The platform has more than 70,000 impressions and more than 20 million followers."),
    ("How many brands are there under the helloITA name?", "Under the helloITA name there are more than 100 employees."),
    ("Who promotes fair food?", "Slow Food is a company that promotes the fast food culture."),
)
"""Each passes the checks of numbers, names and denials; a model that only writes would have it shown."""


@pytest.fixture(scope="module")
def asked(
    built_index: tuple[Path, Path], embeddings: SentenceTransformerEmbeddings, real_conversation: Conversation
) -> Callable[[str, str], Answer]:
    """Ask a question of a model that writes what it is told to, with the bundled model as reader."""
    searcher = Searcher(PassageIndex(built_index[1]), embeddings)

    def answer(question: str, text: str) -> Answer:
        drafts, reads = Scripted(text=text), real_conversation.model
        return Conversation(searcher, embeddings, "scripted", lambda: drafts, load_reader=lambda: reads).ask(question)

    return answer


@pytest.mark.parametrize(("question", "lie"), LIES)
def test_what_another_model_makes_up_is_not_shown(question: str, lie: str, asked: Callable[[str, str], Answer]) -> None:
    assert lie not in [sentence.text for sentence in asked(question, lie).sentences]


def test_what_another_model_says_rightly_is_shown(asked: Callable[[str, str], Answer]) -> None:
    right = "Carlo decided to go to Beijing to study."
    answer = asked("Where did Carlo study?", right)
    assert [sentence.text for sentence in answer.sentences] == [right]
    assert answer.citations[0].support > 0.9


def test_a_model_of_another_name_is_opened_with_this_reader(
    built_index: tuple[Path, Path], models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    question, lie = LIES[0]
    load = language_models.load_chat_model
    monkeypatch.setattr(
        language_models, "load_chat_model",
        lambda name, *rest: Scripted(text=lie) if name == "other:model" else load(name, *rest))  # fmt: skip
    answer = Conversation.open(built_index[1], models_folder=models, model="other:model").ask(question)
    assert answer.model == "other:model" and lie not in [sentence.text for sentence in answer.sentences]
