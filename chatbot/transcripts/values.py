"""The values that the rest of the program knows a transcript by.

They hold places in the text, never copies of it. They do not read files and do not parse.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Span:
    """A stretch of a transcript's text: characters start up to, not including, end."""

    start: int
    end: int


@dataclass(frozen=True)
class Turn:
    """What one speaker says until the next one begins.

    start and end go from the label's first character to the last paragraph's last one. paragraphs hold the spoken text
    alone, in order: no label, no page furniture. speaker is None for content that nobody is named for; time is in
    seconds from the start, where the source gives it.
    """

    speaker: str | None
    start: int
    end: int
    time: float | None
    paragraphs: tuple[Span, ...]


@dataclass(frozen=True)
class Transcript:
    """One interview, meeting or article; text is the file's decoded UTF-8, unchanged, so that offsets hold.

    The text of captions is their cues' words: then times say from which character on what is said when (seconds), and file
    is the SHA-256 of the file itself.
    """

    id: str
    title: str
    text: str
    turns: tuple[Turn, ...]
    url: str | None = None
    times: tuple[tuple[int, float], ...] = ()
    file: str | None = None

    @property
    def speakers(self) -> tuple[str, ...]:
        """The named speakers, in order of appearance."""
        return tuple(dict.fromkeys(turn.speaker for turn in self.turns if turn.speaker is not None))

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the text's UTF-8, as 64 hexadecimal digits."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def file_sha256(self) -> str:
        """The SHA-256 of the file: other than the text's only for captions."""
        return self.file or self.sha256

    def time_at(self, place: int, turn: Turn) -> float | None:
        """When the words at a character of a turn are said, in seconds: their cue's time, or else the turn's."""
        before = bisect_right(self.times, place, key=lambda each: each[0])
        return self.times[before - 1][1] if before else turn.time
