"""What else the cities, brands and terms in a question are called: a transcript may say 北京 or Beijing where "Pechino" is asked.

A translation of the whole question, where there is one, does not always keep them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from chatbot.index import fold
from chatbot.retrieval.brands import ALSO_WORDS, BRANDS, TERMS
from chatbot.retrieval.places import CITIES

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LONGEST = 4
"""Words of the longest name."""
_WORDS_TOO = ALSO_WORDS | {"bari", "lago", "yuan", "natale", "euro", "lille", "parma", "pavia", "sale", "pisa", "amazon"}
"""Names that are words too, in one language or another: they get no others."""


def _named() -> dict[str, tuple[str, ...]]:
    """Give for each name, folded, all names of the same thing; abbreviations in capitals are too short to go by."""
    named: dict[str, tuple[str, ...]] = {}
    for row in (*CITIES, *BRANDS, *TERMS):
        forms = tuple(each.replace("-", " ") for each in row.split() if "*" not in each and not each.isupper())
        forms = tuple(form for form in forms if fold(form) not in _WORDS_TOO)
        named |= {fold(form): forms for form in forms}
    return named


_NAMED = _named()
_HAN_NAME = re.compile("|".join(sorted(filter(_HAN.search, _NAMED), key=len, reverse=True)))


def with_other_names(question: str, is_said: Callable[[str], bool]) -> str:
    """Give a question with the other names of what it names behind it, of those that ``is_said`` knows.

    >>> with_other_names("Quanto costa a Pechino?", {"beijing", "北京"}.__contains__)
    'Quanto costa a Pechino? beijing 北京'
    """
    words = re.findall(r"[^\W\u3400-\u9fff]+(?:['’.-][^\W\u3400-\u9fff]+)*", fold(question).replace("’", "'"))
    runs = (" ".join(words[first : first + length]) for first in range(len(words)) for length in range(1, _LONGEST + 1))
    found = {run for run in (*runs, *_HAN_NAME.findall(question)) if run in _NAMED}
    others = {form for name in found for form in _NAMED[name] if fold(form) not in found and is_said(form)}
    return " ".join((question, *sorted(others)))
