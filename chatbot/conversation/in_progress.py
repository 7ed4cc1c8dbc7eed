"""One answer on its way: what is known so far about a question, and how long it has taken.

It holds what the steps of answering hand on; it decides nothing.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from chatbot.answers import SourceSentence
from chatbot.citations import CheckedSentence, CitationNumbers, Fault
from chatbot.conversation.asked import Asked
from chatbot.conversation.values import Seconds
from chatbot.questions import Question


@dataclass
class AnswerInProgress:
    """One answer on its way; times are seconds, probabilities are 0 to 1."""

    question: Question
    parted: bool = False
    """Whether parts of the question are answered by themselves where this leaves them open."""
    started: float = field(default_factory=time.perf_counter)
    retrieved: float = 0.0
    """When the passages had been found, from ``started``."""
    first_evidence: float = 0.0
    """When the first of them could be shown, from ``started``."""
    asked: Asked = Asked("", (), None, {}, {})
    rows: tuple[int, ...] = ()
    """The rows in the index of the passages found."""
    probability: float = 0.0
    """That the transcripts answer the question."""
    support: float = 0.0
    """What a quote that stands for an answer is given as its support."""
    unsaid_names: int = 0
    """How many of the question's names nobody says."""
    margin: float = 0.0
    """How much surer than the threshold the evidence had to be to be quoted."""
    numbers: CitationNumbers = field(default_factory=CitationNumbers)
    sentences: list[CheckedSentence] = field(default_factory=list)
    """What has been shown of the answer."""
    to_translate: dict[CheckedSentence, SourceSentence] = field(default_factory=dict)
    """The sentences shown that quote another language than the user's, and what each quotes."""
    shown: set[str] = field(default_factory=set)
    """The texts of the draft's sentences shown: none is shown twice."""
    faults: list[Fault] = field(default_factory=list)
    """What was wrong with the sentences left out."""

    def clock(self) -> float:
        """Give the seconds since the question was asked."""
        return time.perf_counter() - self.started

    def seconds(self) -> Seconds:
        """Give how long the stages took, up to now."""
        return Seconds(round(self.retrieved, 3), round(self.first_evidence, 3), round(self.clock(), 3))
