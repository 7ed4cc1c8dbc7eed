"""What a verified answer is made of. Values only: nothing here checks anything."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Citation:
    """A verbatim quote and its place: characters ``start`` to ``end`` of a transcript.

    ``number`` is the one shown everywhere; ``time`` is in seconds or None; ``support`` (0 to 1) is how sure the checker is
    that the quote supports the sentence it is cited for.
    """

    number: int
    transcript: str
    start: int
    end: int
    quote: str
    speaker: str | None
    time: float | None
    url: str | None
    support: float


@dataclass(frozen=True)
class CheckedSentence:
    """A sentence that may be shown, with the quotes that it was checked against, at least one."""

    text: str
    citations: tuple[Citation, ...]

