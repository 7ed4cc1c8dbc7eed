"""A text from outside in a message: as it reads, on one line, and harmless in a terminal.

It does not say what is wrong: whoever raises the error does.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any


def one_line(text: str) -> str:
    """The text with any white space as a space, and each character that is not shown, or controls a terminal, as a picture."""
    return "".join(map(_shown, text))


def in_quotes(text: str, length: int = 80) -> str:
    """The text in quotation marks, cut at `length` characters."""
    return f'"{one_line(text[:length])}…"' if len(text) > length else f'"{one_line(text)}"'


def contrasted(one: str, other: str, length: int) -> tuple[str, str]:
    """Both texts quoted; where they would look the same, as with a no-break space, the codes of the first that differ."""
    there, here = (in_quotes(text, length) if text else "nothing more" for text in (one, other))
    differing = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    return (_code(differing[0][0]), _code(differing[0][1])) if there == here and differing else (there, here)


def kind_of(value: Any) -> str:
    """What a file holds where something else belongs: a text or a number itself, of anything larger only what it is."""
    if isinstance(value, (Mapping, list)):
        return "an object" if isinstance(value, Mapping) else "a list"
    if isinstance(value, str):
        return in_quotes(value, 40)
    shown = repr(value)
    return shown if len(shown) <= 40 else shown[:39] + "…"


def _shown(character: str) -> str:
    if character.isspace():
        return " "
    if character.isprintable():
        return character
    return chr(0x2400 + ord(character)) if character < " " else "␡" if character == "\x7f" else "\N{REPLACEMENT CHARACTER}"


def _code(character: str) -> str:
    name = unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X} ({name})" if name else f"U+{ord(character):04X}"
