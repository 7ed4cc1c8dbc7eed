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
_HAN = re.compile(r"[\u4e00-\u9fff]")
_KNOWN_FORMS = [form for row in (*BRANDS, *DAYS, *TERMS, *CITIES, *COUNTRIES) for form in fold(row).replace("-", " ").split()]
_KNOWN = frozenset(form for form in _KNOWN_FORMS if not form.endswith("*"))
_KNOWN_STEMS = tuple(form.rstrip("*") for form in _KNOWN_FORMS if form.endswith("*"))
FEWEST = 2
"""How often a name is said at least: what is named once in passing is not what a talk is about."""

MOST_CAPITALS = 0.25
"""The share of a talk's words with a capital within a sentence up to which capitals mark names: .03 to .14 in talk."""


def names_said(transcript: Transcript) -> frozenset[str]:
    """Give the names said more than once in a talk: words with a capital within a sentence, that nowhere stand without one.

    In a text in which nobody is named as speaking there are none, nor where capitals mark more than names (headings, German).
    """
    if not transcript.speakers:
        return frozenset()
    labels = "|".join(map(re.escape, sorted(transcript.speakers, key=len, reverse=True)))
    text = re.sub(labels, "", transcript.text)
    times, within = Counter(_LATIN_WORD.findall(text)), _WITHIN_A_SENTENCE.findall(text)
    if len(within) > MOST_CAPITALS * times.total() and not _HAN.search(text):
        return frozenset()
    often = {word for word in set(within) if times[word] >= FEWEST and not times[word.lower()]}
    return frozenset(word for word in often if fold(word) not in NON_NAME_WORDS and not _is_known(fold(word)))


def _is_known(folded: str) -> bool:
    return folded in _KNOWN or folded.startswith(_KNOWN_STEMS)
