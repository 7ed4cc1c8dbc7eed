"""Text as a PDF can draw it, and text as it is seen, for comparing the one with the other.

It draws nothing and reads no files.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from chatbot.export.pdf_fonts import can_draw


def pdf_text(text: str) -> str:
    """Text as the document can draw it: a character that no font has is named by its number.

    Accents are joined with their letters, a tab is four spaces, and what has nothing to draw (a soft hyphen, a mark of
    direction) is left out.

    >>> pdf_text("wine 🍷")
    'wine [U+1F377]'
    """
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text).replace("\t", "    "))
    return "".join(_drawable(character) for character in text if not _is_unseen(character))


def seen(text: str) -> list[tuple[str, int]]:
    """What there is to see in a text but white space: each character, and where in the text it stands."""
    places = [at for at, character in enumerate(text) if not character.isspace()]
    found = []
    for match in _CHARACTER.finditer("".join(text[at] for at in places)):
        character = chr(int(match[1], 16)) if match[1] else match[0]
        found += [(each, places[match.start()]) for each in unicodedata.normalize("NFC", character) if not _is_blank(each)]
    return found


@cache
def _drawable(character: str) -> str:
    if character == "\n" or can_draw(character):
        return character
    return " " if unicodedata.category(character) == "Zs" else f"[U+{ord(character):04X}]"


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) == "Cf" or unicodedata.name(character, "").startswith("VARIATION SELECTOR")


def _is_blank(character: str) -> bool:
    return character.isspace() or _is_unseen(character)


_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CHARACTER = re.compile(r"\[U\+((?:10|[0-9A-F])?[0-9A-F]{4})\]|.", re.DOTALL)
