"""The window's name and purpose, and the few words that follow the language of the question.

It does not translate answers: an answer comes in its own language.
"""

from __future__ import annotations

from dataclasses import dataclass

TITLE = "Ask the interviews"
PURPOSE = (
    "Ask in English, Italian, Chinese or French: each sentence of the answer is checked, "
    "and opens the words it rests on, with who said them and where."
)
UPLOAD_HELP = "Text and Markdown in UTF-8, and SubRip and WebVTT captions. A file of the same name is never replaced."


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


def words_in(language: str) -> Words:
    """The headings in a language ("it", "zh-CN"); English where there are none in that language."""
    return _WORDS.get(language[:2].lower(), _ENGLISH)
