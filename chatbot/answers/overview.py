"""The few sentences that stand for a whole transcript: those to which most of what is said is near.

Greedy facility location, after Lin and Bilmes, "A class of submodular functions for document summarization", 2011
(aclanthology.org/P11-1052): each next sentence is the one that brings the transcript's sentences nearest to those chosen.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from chatbot.embeddings import Vectors

MOST = 3000
"""How many sentences are compared with how many: 36 MB."""


def covering(vectors: Vectors, candidates: Sequence[int], count: int) -> list[int]:
    """Give up to ``count`` of ``candidates``, rows of ``vectors`` (sentences, dimensions), that cover all rows best, in order.

    What all sentences have in common is taken off first. Sentences count for how near the nearest chosen one is, from 0 to 1.
    Of very many, evenly spread ones are looked at.
    """
    among = candidates[:: 1 + len(candidates) // MOST]
    apart = vectors - vectors.mean(axis=0, keepdims=True)
    apart = apart / np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-9)
    near = np.maximum(apart[:: 1 + len(apart) // MOST] @ apart[list(among)].T, 0.0)
    covered = np.zeros(len(near), np.float32)
    chosen: list[int] = []
    while len(chosen) < min(count, len(among)):
        gains = np.maximum(near, covered[:, None]).sum(axis=0)
        gains[chosen] = -1.0
        chosen.append(int(gains.argmax()))
        covered = np.maximum(covered, near[:, chosen[-1]])
    return sorted(among[place] for place in chosen)
