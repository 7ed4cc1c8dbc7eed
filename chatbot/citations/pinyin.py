"""The names in a text that are Chinese names of its quotes, written in Latin letters: "Gao Jian", where the quote says 高健.

Two letters that read as one word are met by chance in any Chinese text, so that there only a surname and a given name together
count; of a speaker the surname or the given name is enough. It does not say who is told what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chatbot.index import fold
from chatbot.transcripts import is_written_in, romanized

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LONGEST_LABEL = 40
_WORD = r"[A-ZÀ-Þ][A-Za-zÀ-ɏ]+(?:[-'’](?!s\b)[A-Za-zÀ-ɏ]+)?"
_SEVERAL = re.compile(rf"(?<![A-Za-zÀ-ɏ]){_WORD}(?: {_WORD})+")
_MOST_WORDS = 3
"""As in "Shen Yu Lan"."""


def names_in_pinyin(text: str, quotes: Sequence[str]) -> frozenset[str]:
    """Give the folded words of ``text`` that are names in ``quotes``, speakers' labels among these.

    >>> sorted(names_in_pinyin("Secondo Gao Jian il vino piace a Li.", ["我和高健在这里喝酒"]))
    ['gao', 'jian']
    """
    chinese = [quote for quote in quotes if _HAN.search(quote)]
    speakers = [name for quote in chinese if len(quote) <= _LONGEST_LABEL and (name := romanized(quote))]
    alone = {_joined(form) for name in speakers for form in (*name.surname, *name.alone)}
    together = [words for words in _runs(text) if _is_in(words, "\n".join(chinese))]
    return frozenset(alone).union(*together)


def _runs(text: str) -> Iterator[list[str]]:
    """Give the words with capitals that stand side by side, two and three at a time."""
    for run in _SEVERAL.findall(text):
        words = [fold(word).replace("-", "") for word in run.split()]
        for size in range(2, _MOST_WORDS + 1):
            yield from (words[at : at + size] for at in range(len(words) - size + 1))


def _is_in(words: Sequence[str], chinese: str) -> bool:
    plain = [_joined(word) for word in words]
    orders = ((plain[0], "".join(plain[1:])), (plain[-1], "".join(plain[:-1])))
    return any(is_written_in(chinese, *order) for order in orders)


def _joined(form: str) -> str:
    return re.sub(r"[-'’ ]", "", fold(form))
