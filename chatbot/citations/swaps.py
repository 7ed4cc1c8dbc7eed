"""One country put in the place of another: a sentence says of the Italians what a quote says, in the same words, of the French.

That another quote names the Italians too bears nothing out. It goes by equal words behind the names, so within one language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.citations.names import canonical
from chatbot.index import fold
from chatbot.retrieval import COUNTRIES

_COUNTRIES = frozenset(row.split()[0] for row in COUNTRIES)
_WORD = re.compile(r"[^\W_]+")
_SAME = re.compile(r"\b(?:so (?:is|are|does|do|has|have)|too|also|same|anche|stess[oaie]|aussi|pareil\w*|meme)\b|也|同样")
"""Words by which a sentence says of a country what was said of another."""
_SAID_OF_IT = 3
"""How many equal words behind a country's name say the same of it: "own the highest"."""


def swapped_countries(sentence: str, quotes: Sequence[str]) -> frozenset[str]:
    """Give the countries of which the sentence says what its quotes say of another alone, in the same words.

    >>> swapped_countries("The Italians own the highest part.", ["The French own the highest part.", "I sell Italian wine."])
    frozenset({'italy'})
    """
    told = _told(sentence)
    own = {name for name, _ in told}
    there = [_told(quote) for quote in quotes]
    borne_out = set[tuple[str, str]]().union(*there)
    parts = [part for quote in quotes for part in re.split(r"[.!?;。！？；]", quote)]
    same = {name for part in parts if _SAME.search(fold(part)) for name, _ in _told(part)}
    return frozenset(
        name for name, words in told - borne_out for quote in there
        if words and name not in same | {each for each, _ in quote}
        and any(other not in own and words == said for other, said in quote)
    )  # fmt: skip


def _told(text: str) -> set[tuple[str, str]]:
    """Give each country in a text with the words right behind it; none where the text ends before there are enough."""
    words = _WORD.findall(fold(text))
    behind = [words[at + 1 : at + 1 + _SAID_OF_IT] for at in range(len(words))]
    return {(canonical(word), " ".join(said) if len(said) == _SAID_OF_IT else "")
            for word, said in zip(words, behind, strict=True) if canonical(word) in _COUNTRIES}  # fmt: skip
