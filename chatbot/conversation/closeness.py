"""How near sentences are in meaning to what is said, by the embedding model as it came.

The search's vectors are of a model trained to bring questions to their answers; the checks of sentences were fitted to those of
the model before that, and read the few passages that a draft is checked against once more. It does not judge.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from chatbot.answers import Reading, SourceSentence
from chatbot.embeddings import SentenceTransformerEmbeddings, Vectors
from chatbot.index import PassageIndex, text_to_embed


class Closeness:
    """The embedding model as it came, over an index made with the trained one."""

    def __init__(self, index: PassageIndex, embeddings: SentenceTransformerEmbeddings) -> None:
        self._index, self._embeddings = index, embeddings.as_it_came

    def vector(self, sentence: str) -> Vectors:
        """Embed a sentence, (dimensions,)."""
        return np.asarray(self._embeddings.embed_documents([sentence])[0], dtype=np.float32)

    def of(self, one: str, other: str) -> float:
        """Give the cosine of two texts."""
        return float(self.vector(one) @ self.vector(other))

    def vectors_for(self, sources: Sequence[SourceSentence], reading: Reading, rows: Sequence[int]) -> Vectors:
        """Give the reading's vectors, this model's for the passages of ``sources``; ``rows`` are those of all passages read."""
        found = sorted(rows)
        numbers = sorted({source.passage for source in sources})
        passages = [self._index.passage(found[number]) for number in numbers]
        embedded = self._embeddings.embed_passages([text_to_embed(passage) for passage in passages], lambda _: None)
        vectors = reading.vectors.copy()
        for number, each in zip(numbers, embedded, strict=True):
            first = min(source.row for source in reading.sources if source.passage == number)
            vectors[first : first + len(each.sentences)] = each.sentences
        return vectors
