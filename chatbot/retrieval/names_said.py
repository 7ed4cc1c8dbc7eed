"""The names said in a talk that may tell it from others: those of firms and people, by their capitals.

Places and known brands are none: many talks are about them, each in its own language. Nor does a written text tell by its names,
which names much that it is not about.
"""

from __future__ import annotations

import re
from collections import Counter

from chatbot.index import fold
from chatbot.retrieval.brands import BRANDS, DAYS, TERMS
from chatbot.retrieval.name_words import NON_NAME_WORDS
from chatbot.retrieval.places import CITIES, COUNTRIES
from chatbot.transcripts import Transcript

_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]{3,}")
_WITHIN_A_SENTENCE = re.compile(r"(?<=[a-zà-ÿ,\u4e00-\u9fff，、][ '’])[A-ZÀ-Þ][A-Za-zÀ-ɏ]{2,}")
_KNOWN_FORMS = [form for row in (*BRANDS, *DAYS, *TERMS, *CITIES, *COUNTRIES) for form in fold(row).replace("-", " ").split()]
_KNOWN = frozenset(form for form in _KNOWN_FORMS if not form.endswith("*"))
_KNOWN_STEMS = tuple(form.rstrip("*") for form in _KNOWN_FORMS if form.endswith("*"))
FEWEST = 2
"""How often a name is said at least: what is named once in passing is not what a talk is about."""


def names_said(transcript: Transcript) -> frozenset[str]:
    """Give the names said more than once in a talk: words with a capital within a sentence, that nowhere stand without one.

    In a text in which nobody is named as speaking there are none.
    """
    if not transcript.speakers:
        return frozenset()
    times = Counter(_LATIN_WORD.findall(transcript.text))
    within = set(_WITHIN_A_SENTENCE.findall(transcript.text))
    often = {word for word in within if times[word] >= FEWEST and not times[word.lower()]}
    return frozenset(word for word in often if fold(word) not in NON_NAME_WORDS and not _is_known(fold(word)))


def _is_known(folded: str) -> bool:
    return folded in _KNOWN or folded.startswith(_KNOWN_STEMS)
