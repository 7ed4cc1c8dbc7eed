"""The few words of the window that follow the language of the question, and the example questions.

It does not translate answers: an answer comes in its own language.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Headings around an answer, in one language."""

    not_found: str
    nearest: str
    sources: str


_ENGLISH = Words("Not in the transcripts", "The nearest things that were said", "Sources")
_WORDS = {
    "en": _ENGLISH,
    "it": Words("Non è nelle trascrizioni", "Le cose più vicine che sono state dette", "Fonti"),
    "fr": Words("Ce n’est pas dans les transcriptions", "Ce qui a été dit de plus proche", "Sources"),
    "zh": Words("访谈记录中没有提到", "访谈中最接近的内容", "出处"),
}

_EXAMPLES = {
    "china-paradigm-044": (
        ("English", "Who owns the wine market in China?"),
        ("Italiano", "Chi possiede il mercato del vino in Cina?"),
        ("中文", "意大利贸易署为什么与慢食协会合作？"),
        ("Français", "Comment sa vidéo est-elle devenue virale ?"),
    )
}


def words_in(language: str) -> Words:
    """The headings in a language ("it", "zh-CN"); English where there are none in that language."""
    return _WORDS.get(language[:2].lower(), _ENGLISH)


def example_questions(transcripts: Collection[str]) -> tuple[tuple[str, str], ...]:
    """(language, question) pairs that the transcripts with these ids can answer; empty for others."""
    return tuple(pair for transcript, pairs in _EXAMPLES.items() if transcript in transcripts for pair in pairs)
