"""Do the transcripts answer this question? A calibrated probability from what retrieval and the model saw.

It weighs what the question names that nobody says; whether it names a brand that is not spoken of where the answer should be;
whether it asks for an amount, a name or somebody's words that nothing near has; the best sentence's cosine to the question, with
the question's language taken off; the share of its words that one sentence has; and, where there is a chat model, its own Yes or
No and whether what it read names its speakers. A model that was trained for that Yes or No is believed more than one that was
not, and then nearly alone.
It does not look at drafts: an answer that fails its checks is dropped elsewhere.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from langchain_core.language_models import BaseChatModel

from chatbot.language_models import is_trained_for

STRICTNESS = {"strict": 0.6, "balanced": 0.35, "generous": 0.2}
"""The probability from which a question counts as answered.

What each costs: benchmarks/experiments/09-refusing-on-texts.md."""


@dataclass(frozen=True)
class Signals:
    """What was seen of a question and the places that may answer it."""

    relevance: float
    """The best sentence's cosine to the question, the question's language taken off: about 0 to 0.2."""
    words: float
    """The share (0 to 1) of the question's words that one sentence has."""
    missing_names: int
    """How many of the question's names nobody says."""
    yes: float | None
    """The chat model's probability (0 to 1) that the surest place answers; None without a chat model."""
    missing_kind: bool = False
    """No sentence has what the question asks for: an amount, a name, or somebody's words."""
    written: bool = False
    """What answers best is of a text that names no speaker."""
    elsewhere: bool = False
    """The brand which the question names is not named near what answers best."""


@dataclass(frozen=True)
class AnswerableModel:
    """A logistic model of "the transcripts answer this": a weight for each of the ``Signals``, added up to log odds.

    The values here are near a fit to 96 questions of the tuning halves of benchmarks/transcript, clapnq and nomiracl in Chinese.
    ``yes`` weighs the log odds of the chat model's Yes, and tells most. ``relevance`` and ``words`` helped on clapnq alone, and
    were given less than they had there. ``written`` was set on 136 questions of the tuning halves of clapnq, mtrag_un and
    nomiracl: a model says Yes more surely to a text that explains than to talk.
    """

    intercept: float = -2.6
    relevance: float = 5.0
    words: float = 0.5
    missing_names: float = -1.3
    yes: float = 1.66
    missing_kind: float = -1.5
    written: float = -1.2
    elsewhere: float = -3.5
    surest: float = 0.95
    """A Yes counts for no more than this probability, and for no less than its opposite."""

    def probability(self, signals: Signals) -> float:
        """Give the probability (0 to 1) that the transcripts answer the question."""
        score = self.intercept + self.relevance * signals.relevance + self.words * signals.words
        score += self.missing_names * signals.missing_names
        score += self.missing_kind * signals.missing_kind + self.written * signals.written + self.elsewhere * signals.elsewhere
        if signals.yes is not None:
            score += self.yes * log_odds(signals.yes, self.surest)
        return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, score))))


WITH_MODEL = AnswerableModel()
WITH_TRAINED_MODEL = AnswerableModel(intercept=0.1, relevance=0.0, words=0.0, yes=1.2, written=-1.4, surest=0.99)
"""Set near a fit to the 72 questions of benchmarks/transcript to tune on, where closeness and words had no weight beside the Yes;
``written`` on 80 questions of clapnq's tuning half; ``intercept`` so that "balanced" lies between two right answers of four
sets to tune on that are far apart (benchmarks/experiments/26-follow-ups-and-threshold.md)."""
WITHOUT_MODEL = AnswerableModel(intercept=-2.0, relevance=25.0, words=1.5, missing_names=-0.7, yes=0.0, written=0.0)


def answerable_model_for(model: BaseChatModel | None) -> AnswerableModel:
    """Give the weights for what a chat model sees, which may be trained for its Yes or No, or for what is seen without one."""
    if model is None:
        return WITHOUT_MODEL
    return WITH_TRAINED_MODEL if is_trained_for(model, "question") else WITH_MODEL


def log_odds(probability: float, surest: float) -> float:
    """Give the log odds of a probability (0 to 1), which counts for no more than ``surest`` and no less than its opposite."""
    within = min(surest, max(1.0 - surest, probability))
    return math.log(within / (1.0 - within))
