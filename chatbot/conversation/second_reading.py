"""A sentence without a fault, or with a doubtful word, put to a model that was trained to tell: is it said, and by which words?

It writes no sentence, and it never mends one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from langchain_core.language_models import BaseChatModel

from chatbot.answers import SAID, SourceSentence, probability_said
from chatbot.citations import Fault, Judgement

NEARLY_SAID = 0.5
"""The probability for the quotes below which the whole place is not asked about.

Measured in benchmarks/experiments/15-answers-in-the-questions-language.md."""
SAID_AROUND = 0.9
"""The probability from which the whole place says what its quotes leave in doubt.

Measured in benchmarks/experiments/24-users-own-words.md."""
SURELY_SAID = 0.95
"""The probability above which a sentence holds though a "not" or a word of it is not as in its quotes.

Measured in benchmarks/experiments/18-doubtful-words.md."""


def second_reading(model: BaseChatModel, judgement: Judgement, place: Sequence[SourceSentence]) -> Judgement:
    """Say that a sentence holds where the model finds it said in its quotes, or in ``place`` and them; else, that it does not.

    Found in the whole place alone, it has all of it quoted. One with a doubtful word holds where its quotes surely say it, and
    else keeps its faults.
    """
    alone = probability_said(model, judgement.text, judgement.sources)
    if judgement.faults:
        return replace(judgement, support=round(alone, 4), faults=()) if alone > SURELY_SAID else judgement
    if alone >= SAID:
        return replace(judgement, support=round(alone, 4))
    around = sorted({source.row: source for source in (*place, *judgement.sources)}.values(), key=lambda source: source.row)
    if alone < NEARLY_SAID or len(around) == len(judgement.sources):
        return replace(judgement, faults=(Fault("meaning"),))
    said = probability_said(model, judgement.text, around)
    if said < SAID_AROUND:
        return replace(judgement, faults=(Fault("meaning"),))
    return replace(judgement, sources=tuple(around), support=round(said, 4), whole=True)
