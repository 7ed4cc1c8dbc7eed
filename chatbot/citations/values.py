"""What a verified answer is made of. Values only: nothing here checks anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FaultKind = Literal["name", "number", "quotation", "word", "denial", "speaker", "language", "meaning"]


@dataclass(frozen=True)
class Fault:
    """Why a sentence may not be shown: the ``kind`` of fault, and the name, number or words that it is about.

    ``number``, ``name``, ``word`` and ``quotation``: no quote has it. ``denial``: one side denies what the other affirms.
    ``speaker``: another said it. ``language``: not the one that was asked for. ``meaning``: no quote means it.
    """

    kind: FaultKind
    about: str = ""


@dataclass(frozen=True)
class Citation:
    """A verbatim quote and its place: characters ``start`` to ``end`` of a transcript.

    ``number`` is the one shown everywhere; ``time`` is in seconds or None; ``support`` (0 to 1) is how sure the checker is
    that the quotes of the sentence it is cited for support it, or, where a chat model was asked, how sure that one is.
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

