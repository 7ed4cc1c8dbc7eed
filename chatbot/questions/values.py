"""What is asked: a message of a conversation, and a question ready to be searched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from chatbot.errors import QuestionError

MAX_CHARACTERS = 4000


@dataclass(frozen=True)
class Message:
    """One message of a conversation's history."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True)
class Question:
    """A question ready to be searched: as typed, standing alone, and in every form worth searching.

    ``language`` is the one to answer in (ISO 639-1); ``brief`` asks for one sentence ("shorter");
    ``threaded`` is the form in which a follow-up stands behind the questions that it leans on, empty for others.
    """

    text: str
    standalone: str
    language: str
    forms: tuple[str, ...]
    brief: bool = False
    threaded: str = ""

    @property
    def own(self) -> tuple[str, ...]:
        """The forms that ask nothing but this question, without what stands behind an earlier one and its translation."""
        if self.threaded == self.standalone:
            return self.forms[:1]
        return tuple(form for form in self.forms if form != self.threaded)


def checked_question(text: str) -> str:
    """Return the question without white space around it; raises QuestionError when it is empty or too long."""
    stripped = text.strip()
    if not stripped:
        raise QuestionError("the question is empty; write one, for example: Who owns the wine market in China?")
    if len(stripped) > MAX_CHARACTERS:
        raise QuestionError(f"the question has {len(stripped):,} characters, and {MAX_CHARACTERS:,} is the most; "
                            "shorten it, or put long material into the seeds as a transcript")
    return stripped
