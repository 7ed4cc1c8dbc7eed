"""A text and the widths of its characters → lines, broken where a reader of Latin letters or of Chinese expects it.

It knows neither fonts nor pages.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence

Line = tuple[int, int]
"""From which character to before which."""


def lines_of(text: str, widths: Sequence[float], room: float, glued: Collection[int] = ()) -> list[Line]:
    """Fill lines as wide as `room`; a line never begins at a `glued` place, but where nothing else is left.

    >>> lines_of("one two", [1] * 7, 5)
    [(0, 4), (4, 7)]
    """
    lines, start, chance, used = [], 0, 0, 0.0
    for at, character in enumerate(text):
        if text[at - 1 : at] == "\n":
            lines.append((start, at))
            start, used = at, 0.0
        elif at > start and at not in glued and _may_break(text[at - 1], character):
            chance = at
        used += widths[at]
        while used > room and at > start and not character.isspace():  # spaces may stand over
            end = chance if chance > start else at
            lines.append((start, end))
            start, used = end, sum(widths[end : at + 1])
    return [*lines, (start, len(text))]


def _may_break(before: str, after: str) -> bool:
    if after.isspace() or before in _NOT_LAST or after in _NOT_FIRST:
        return False
    return before in _BREAKS or (before in "-/" and after.isalpha()) or is_wide(before) or is_wide(after)


def is_wide(character: str) -> bool:
    """Whether a character is as wide as a Chinese one, which a line may end before and after."""
    return unicodedata.east_asian_width(character) in ("W", "F")


_BREAKS = frozenset(" \u3000?&")
_NOT_FIRST = frozenset("，。、；：？！…—·～）》〉」』】〕”’％℃!%),.:;?]}»")
_NOT_LAST = frozenset("（《〈「『【〔“‘([{«\u00a0")
