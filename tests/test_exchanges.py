"""Exchanges within a place, and which of them answer."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from langchain_core.messages import BaseMessage

from chatbot.answers import SourceSentence, exchanges, those_answering
from chatbot.passages import Sentence


def talk(*said: tuple[int, str]) -> list[SourceSentence]:
    """Give sentences by turn; two speakers take turns."""
    starts = [sum(len(text) + 1 for _, text in said[:row]) for row in range(len(said))]
    return [SourceSentence("talk", Sentence(start, start + len(text), "AB"[turn % 2], None, turn), text, None, 0.0, row)
            for row, (start, (turn, text)) in enumerate(zip(starts, said, strict=True))]  # fmt: skip


def words(found: Sequence[Sequence[SourceSentence]]) -> list[list[str]]:
    return [[source.text for source in each] for each in found]


PLACE = talk((0, "I see."), (0, "Why Beijing?"), (1, "The landlord."), (1, "He wanted more."), (2, "Oh."), (3, "So we left."))


def test_an_exchange_is_a_turn_with_the_question_before_it() -> None:
    assert words(exchanges.exchanges_of(PLACE)) == [["I see.", "Why Beijing?", "The landlord.", "He wanted more."], ["Oh."], ["So we left."]]
    assert exchanges.exchanges_of([]) == []


@pytest.fixture
def sure_of(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """How sure a model is of a place with these words, to be filled in; other places are none."""
    odds: dict[str, float] = {}

    def yes(model: object, prompt: Sequence[BaseMessage]) -> float:
        return next(one for words, one in odds.items() if words in str(prompt[-1].content))

    monkeypatch.setattr(exchanges, "probability_of_yes", yes)
    return odds


MODEL = object()


def answering(sources: Sequence[SourceSentence], with_word: str = "") -> list[str]:
    found = those_answering(MODEL, "Why?", sources, lambda source: with_word in source.text)  # type: ignore[arg-type]
    return [source.text for source in found]


def test_the_surest_exchange_and_those_half_as_sure_are_given(sure_of: dict[str, float]) -> None:
    sure_of |= {"landlord": 0.8, "Oh": 0.1, "left": 0.39}
    assert answering(PLACE) == ["I see.", "Why Beijing?", "The landlord.", "He wanted more."]
    sure_of["left"] = 0.4
    assert answering(PLACE) == ["I see.", "Why Beijing?", "The landlord.", "He wanted more.", "So we left."]


def test_only_an_exchange_that_has_what_is_asked_for_is_given_and_one_alone_is_not_read(sure_of: dict[str, float]) -> None:
    assert answering(PLACE, "left") == ["So we left."]  # nobody is asked: sure_of is empty
    assert answering(PLACE[:4]) == [source.text for source in PLACE[:4]]


def test_where_none_is_sure_at_all_everything_is_given(sure_of: dict[str, float]) -> None:
    sure_of |= {"landlord": 0.0, "Oh": 0.0, "left": 0.0}
    assert answering(PLACE) == [source.text for source in PLACE]
