"""A small English model's view of how near sentences are to a question, beside the first model's.

It chooses nothing, and it stores nothing on disk.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from chatbot.embeddings.models import SentenceTransformerEmbeddings, Vectors
from chatbot.weights import ENGLISH_PACKAGE, Progress, english_folder, has_bundled

ENGLISH = "all-MiniLM-L6-v2"
KEPT = 20_000
"""How many sentences' vectors are kept: thirty megabytes."""


class SecondOpinion:
    """How near English sentences are in meaning to English questions, by a small model that knows no other language.

    It reads only what the first model found. What it read once it keeps, so that a follow-up costs little.
    """

    def __init__(self, embeddings: SentenceTransformerEmbeddings) -> None:
        self._embeddings = embeddings
        self._known: dict[str, Vectors] = {}

    def closeness(self, sentences: Sequence[str], questions: Sequence[str]) -> Vectors:
        """Give each sentence's cosine to the nearest of the ``questions``, (sentences,)."""
        if len(self._known) > KEPT:
            self._known = {}  # a new one: another session of the window may be reading the old one
        kept = self._known
        new = list(dict.fromkeys(sentence for sentence in sentences if sentence not in kept))
        if new:
            kept.update(zip(new, np.asarray(self._embeddings.embed_documents(new), dtype=np.float32), strict=True))
        known = np.stack([kept[sentence] for sentence in sentences])
        return np.asarray((known @ self._embeddings.embed_questions(questions).T).max(axis=1), dtype=np.float32)


def load_second_opinion(progress: Progress, precision: str = "auto") -> SecondOpinion | None:
    """Load the English model that comes with the installation; None where it is not installed."""
    if not has_bundled(ENGLISH_PACKAGE):
        return None
    return SecondOpinion(SentenceTransformerEmbeddings(ENGLISH, english_folder(progress), precision))
