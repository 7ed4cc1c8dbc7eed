"""Words to ranks: BM25 over passages in any script.

Words are lower-cased, stripped of accents and lightly stemmed; runs of Chinese, Japanese and Korean characters become pairs
of neighbours, as Lucene's CJKAnalyzer does, since these scripts set no spaces. A score comes with what share
of the question it could have reached, so that fusion knows how much BM25 knows about this question.

It does not know of vectors, and it removes no stop words: their weight is near zero by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
import numpy.typing as npt

K1, B = 1.2, 0.75
"""The usual constants of BM25 (Robertson and Zaragoza 2009, section 3.3)."""

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_WORD = re.compile(rf"[{_CJK}]+|\d+(?:[.,]\d+)*|[^\W\d_{_CJK}]+")
_CJK_ONLY = re.compile(rf"[{_CJK}]")


def lexical_tokens(text: str) -> list[str]:
    """Cut ``text`` into what BM25 counts.

    >>> lexical_tokens("The brands' 70,000 followers, 意大利酒")
    ['the', 'brand', '70000', 'follower', '意大', '大利', '利酒']
    """
    tokens: list[str] = []
    for word in _WORD.findall(fold(text)):
        if _CJK_ONLY.match(word):
            tokens.extend(word[i : i + 2] for i in range(max(1, len(word) - 1)))
        elif word[0].isdigit():
            tokens.append(re.sub(r"[.,](?=\d{3}(?!\d))", "", word))
        else:
            tokens.append(_stem(word))
    return tokens


def fold(text: str) -> str:
    """Lower-case ``text``, in compatibility form and without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def _stem(word: str) -> str:
    """Take off an English plural's ending (Harman's S-stemmer, 1991)."""
    if len(word) > 3 and word.endswith("ies") and word[-4] not in "ae":
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("es") and word[-3] not in "aeo":
        return word[:-1]
    if len(word) > 3 and word.endswith("s") and word[-2] not in "us":
        return word[:-1]
    return word


class LexicalIndex:
    """BM25 over passages, in memory; row numbers are the passages'."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self._vocabulary: dict[str, int] = engine.vocab_dict
        self._rows = int(engine.scores["num_docs"])
        self._frequencies = np.diff(engine.scores["indptr"])

    @classmethod
    def build(cls, texts: Iterable[str]) -> LexicalIndex:
        """Index ``texts`` in their order."""
        vocabulary: dict[str, int] = {}
        ids = [[vocabulary.setdefault(token, len(vocabulary)) for token in lexical_tokens(text)] for text in texts]
        vocabulary.setdefault("", len(vocabulary))
        engine = bm25s.BM25(k1=K1, b=B, method="lucene")
        engine.index((ids, vocabulary), show_progress=False)
        return cls(engine)

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Read what ``save`` wrote; raises OSError or ValueError when it cannot be read."""
        return cls(bm25s.BM25.load(str(folder), show_progress=False, mmap=True))

    def save(self, folder: Path) -> None:
        """Write NumPy arrays and JSON into ``folder``."""
        self._engine.save(str(folder), show_progress=False)

    def scores(self, question: str) -> tuple[npt.NDArray[np.float32], float]:
        """Give BM25's score of every passage, and the most that a passage could reach for this question.

        The bound counts words that no passage has, at the weight of a word seen once: a question of which half is
        unknown can reach at most half of it.
        """
        tokens = sorted(set(lexical_tokens(question)))
        known = [token for token in tokens if token in self._vocabulary]
        bound = sum(self.weight(token) for token in tokens)
        if not known:
            return np.zeros(self._rows, dtype=np.float32), bound
        ids = [self._vocabulary[token] for token in known]
        return np.asarray(self._engine.get_scores(ids), dtype=np.float32), bound

    def knows(self, question: str) -> bool:
        """Say whether every word of ``question`` stands in some passage."""
        return all(token in self._vocabulary for token in lexical_tokens(question))

    def weight(self, token: str) -> float:
        """Give a word's inverse document frequency, as Lucene's BM25 has it; unknown words count as seen once."""
        row = self._vocabulary.get(token)
        frequency = 1 if row is None else max(1, int(self._frequencies[row]))
        return float(np.log1p((self._rows - frequency + 0.5) / (frequency + 0.5)))
