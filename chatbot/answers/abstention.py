"""Do the transcripts answer this question? A calibrated probability from what retrieval and the model saw.

With a chat model its own Yes or No tells nearly all; beside it stand what the question names that nobody says, whether it asks
for an amount, a name or somebody's words that nothing near has, and whether what was read names its speakers. Without one, the
best sentence's cosine to the question, with the question's language taken off, and the share of its words in one sentence.
It does not look at drafts: an answer that fails its checks is dropped elsewhere.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

STRICTNESS = {"strict": 0.6, "balanced": 0.35, "generous": 0.2}
"""The probability from which a question counts as answered; see benchmarks/README.md for what each costs."""


@dataclass(frozen=True)
class Signals:
    """What was seen: ``relevance`` (a centred cosine, about 0 to 0.2), ``words`` (0 to 1), ``missing_names`` (a count),
    ``yes`` (0 to 1, or None without a chat model), ``missing_kind``: no line has what the question asks for, an amount, a
    name, or somebody's words; and ``written``: what answers best is of a text that names no speaker."""

    relevance: float
    words: float
    missing_names: int
    yes: float | None
    missing_kind: bool = False
    written: bool = False


@dataclass(frozen=True)
class AnswerableModel:
    """A logistic model of "the transcripts answer this", set near a fit to the 72 questions of benchmarks/transcript to tune on.

    There the trained Yes or No of the bundled model tells nearly all: its weight in the fit is 1.2, and ``relevance`` and
    ``words`` have none beside it. ``written`` was set on 16 questions of clapnq's tuning half: a model says Yes more surely to a
    text that explains than to talk.
    """

    intercept: float = 0.3
    relevance: float = 0.0
    words: float = 0.0
    missing_names: float = -1.3
    yes: float = 1.2
    missing_kind: float = -1.5
    written: float = -1.0

    def probability(self, signals: Signals) -> float:
        """Give the probability (0 to 1) that the transcripts answer the question."""
        score = self.intercept + self.relevance * signals.relevance + self.words * signals.words
        score += self.missing_names * signals.missing_names
        score += self.missing_kind * signals.missing_kind + self.written * signals.written
        if signals.yes is not None:
            score += self.yes * log_odds(signals.yes)
        return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, score))))


WITH_MODEL = AnswerableModel()
WITHOUT_MODEL = AnswerableModel(intercept=-2.0, relevance=25.0, words=1.5, missing_names=-0.7, yes=0.0, written=0.0)


def log_odds(probability: float) -> float:
    """Give the log odds, with the probability kept within 0.01 and 0.99."""
    kept = min(0.99, max(0.01, probability))
    return math.log(kept / (1.0 - kept))
