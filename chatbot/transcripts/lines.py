"""The lines of a text with their places in it, and the paragraphs that they form.

It does not know who speaks and what is furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_SENTENCE_END = re.compile(r"[.!?…。！？｡؟।][\"'”’»)\]」』）】》*_]*$")
_LIST_ITEM = re.compile(r"[-*•–—]\s|\d{1,3}[.)]\s")
_SHORT = 45  # a line below this many characters may be a heading; wrapped lines are longer


@dataclass(frozen=True)
class Line:
    """A line: where its text starts and ends, without white space around it and without the line break."""

    start: int
    end: int

    @property
    def blank(self) -> bool:
        return self.start >= self.end


def lines_of(text: str) -> list[Line]:
    """All lines, blank ones included, in order; a byte order mark counts as white space."""
    return list(_lines(text))


def ends_sentence(text: str) -> bool:
    """Whether a line or paragraph ends as a sentence does."""
    return _SENTENCE_END.search(text[-12:].rstrip()) is not None


def starts_paragraph(before: str, after: str) -> bool:
    """Whether of two lines that follow each other directly the second begins a paragraph.

    It continues the first where a long line was wrapped in the middle of a sentence.
    """
    if ends_sentence(before) or _LIST_ITEM.match(after):
        return True
    return len(before) < _SHORT and len(before) < 0.6 * len(after) and not after[:1].islower()


def _lines(text: str) -> Iterator[Line]:
    position = 0
    while position < len(text):
        match = _LINE.match(text, position)
        end = match.end() if match else len(text)
        line = text[position:end]
        body = line.strip().strip("\ufeff").strip()
        start = position + (line.find(body) if body else 0)
        yield Line(start, start + len(body))
        position = end
