"""A sentence put to a model again: its quotes first, then the place they stand in."""

from __future__ import annotations

import math
from typing import Any

import pytest
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from chatbot.answers import SourceSentence
from chatbot.citations import Fault, Judgement
from chatbot.citations.values import FaultKind
from chatbot.conversation.second_reading import second_reading
from chatbot.passages import Sentence


class Reader(BaseChatModel):
    """Gives each excerpt the probability of Yes that ``chances`` has for the number of its sentences."""

    chances: dict[int, float]
    asked: list[int] = []

    @property
    def _llm_type(self) -> str:
        return "reader"

    def _generate(self, messages: list[BaseMessage], stop: list[str] | None = None,
                  run_manager: CallbackManagerForLLMRun | None = None, **options: Any) -> ChatResult:  # fmt: skip
        excerpt = str(messages[-1].content).split("Statement: ")[0]
        sentences = excerpt.count("sentence")
        self.asked.append(sentences)
        yes = self.chances[sentences]
        told = [{"token": word, "logprob": math.log(chance)} for word, chance in (("Yes", yes), ("No", 1 - yes))]
        reply = AIMessage("Yes", response_metadata={"logprobs": {"content": [{"top_logprobs": told}]}})
        return ChatResult(generations=[ChatGeneration(message=reply)])


def source(row: int) -> SourceSentence:
    text = f"This is sentence {row}."
    return SourceSentence("talk", Sentence(100 * row, 100 * row + len(text), "Bo", None, 0), text, None, 0.0, row)


PLACE = [source(row) for row in range(4)]
DRAFTED = Judgement("Something is said.", (PLACE[1],), 0.2, ())


@pytest.mark.parametrize(
    ("alone", "whole", "asked"),
    [
        (0.9, 0.0, [1]),
        (0.6, 0.95, [1, 4]),
        (0.6, 0.88, [1, 4]),
        (0.6, 0.6, [1, 4]),
        (0.3, 0.99, [1]),
    ],
)
def test_quotes_are_asked_about_first_and_the_place_where_they_nearly_say_it(alone: float, whole: float, asked: list[int]) -> None:
    model = Reader(chances={1: alone, 4: whole})
    found = second_reading(model, DRAFTED, PLACE)
    assert model.asked == asked
    if alone >= 0.85:
        assert found.holds and found.sources == DRAFTED.sources and found.support == alone and not found.whole
    elif asked == [1, 4] and whole >= 0.9:
        assert found.holds and found.sources == tuple(PLACE) and found.support == whole and found.whole
    else:
        assert not found.holds and found.faults == (Fault("meaning"),)


def test_quotes_that_are_the_whole_place_are_asked_about_once() -> None:
    model = Reader(chances={4: 0.6})
    drafted = Judgement("Something is said.", tuple(PLACE), 0.9, ())
    assert not second_reading(model, drafted, PLACE).holds
    assert model.asked == [4]


@pytest.mark.parametrize(("kind", "alone", "holds"), [("denial", 0.96, True), ("word", 0.96, True), ("denial", 0.93, False)])
def test_a_doubtful_word_is_none_where_the_quotes_surely_say_the_sentence(kind: FaultKind, alone: float, holds: bool) -> None:
    model = Reader(chances={1: alone, 4: 0.99})
    drafted = Judgement("Nothing is left unsaid.", (PLACE[1],), 0.0, (Fault(kind),))
    found = second_reading(model, drafted, PLACE)
    assert drafted.is_doubted_for_words and not drafted.has_no_fault
    assert found.holds is holds
    assert found == (Judgement(drafted.text, drafted.sources, alone, ()) if holds else drafted)
    assert model.asked == [1]
