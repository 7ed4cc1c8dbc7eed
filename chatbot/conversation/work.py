"""One answer on its way: what is known so far about a question, and how long it has taken.

It holds what the steps of answering hand on; it decides nothing.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from chatbot.answers import Line
from chatbot.citations import CheckedSentence, CitationNumbers, Fault
from chatbot.conversation.asked import Asked
from chatbot.conversation.values import Seconds
from chatbot.questions import Question


@dataclass
class Work:
    """One answer on its way."""

    question: Question
    started: float = field(default_factory=time.perf_counter)
    retrieved: float = 0.0
    first_evidence: float = 0.0
    asked: Asked = Asked("", (), None, {}, {})
    rows: tuple[int, ...] = ()
    probability: float = 0.0
    support: float = 0.0
    unsaid_names: int = 0
    margin: float = 0.0
    numbers: CitationNumbers = field(default_factory=CitationNumbers)
    sentences: list[CheckedSentence] = field(default_factory=list)
    to_translate: dict[CheckedSentence, Line] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)

    def clock(self) -> float:
        """Give the seconds since the question was asked."""
        return time.perf_counter() - self.started

    def seconds(self) -> Seconds:
        """Give how long the stages took, up to now."""
        return Seconds(round(self.retrieved, 3), round(self.first_evidence, 3), round(self.clock(), 3))
