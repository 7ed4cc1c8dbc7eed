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

    ``language`` is the one to answer in (ISO 639-1); ``brief`` asks for one sentence ("shorter").
    """

    text: str
    standalone: str
    language: str
    forms: tuple[str, ...]
    brief: bool = False

    @property
    def own(self) -> tuple[str, ...]:
        """The forms that ask nothing but this question, without those in which it stands behind an earlier one."""
        joined = [form for form in self.forms[1:] if form.endswith(self.forms[0])]
        return self.forms[:1] if self.standalone in joined else tuple(form for form in self.forms if form not in joined)


def checked_question(text: str) -> str:
    """Return the question without white space around it; raises QuestionError when it is empty or too long."""
    stripped = text.strip()
    if not stripped:
        raise QuestionError("the question is empty; write one, for example: Who owns the wine market in China?")
    if len(stripped) > MAX_CHARACTERS:
        raise QuestionError(f"the question has {len(stripped):,} characters, and {MAX_CHARACTERS:,} is the most; "
                            "shorten it, or put long material into the seeds as a transcript")
    return stripped
