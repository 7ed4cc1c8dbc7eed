"""Vectors to neighbours: the only importer of faiss.

Search is exact up to EXACT_UP_TO passages; beyond that, an HNSW graph that stays near exact (benchmarks/scale.py).
It does not embed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from chatbot.embeddings import Vectors

EXACT_UP_TO = 200_000
"""Passages: an exact search of so many takes about 12 ms on two cores, and a graph of as many a minute or less to build."""
GRAPH_LINKS, BUILD_BREADTH, SEARCH_BREADTH = 32, 80, 256


class DenseIndex:
    """FAISS over unit vectors, by inner product, which for them is the cosine."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self.rows = int(engine.ntotal)
        self.dimensions = int(engine.d)

    @classmethod
    def build(cls, vectors: Vectors) -> DenseIndex:
        """Index ``vectors`` (rows, dimensions) in their order."""
        import faiss  # late: half a second that `chatbot --help` need not pay

        dimensions = vectors.shape[1]
        if len(vectors) <= EXACT_UP_TO:
            engine: Any = faiss.IndexFlatIP(dimensions)
        else:
            engine = faiss.IndexHNSWFlat(dimensions, GRAPH_LINKS, faiss.METRIC_INNER_PRODUCT)
            engine.hnsw.efConstruction = BUILD_BREADTH
        engine.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(engine)

    @classmethod
    def load(cls, file: Path) -> DenseIndex:
        """Read what ``save`` wrote; raises RuntimeError when it is no FAISS index."""
        import faiss  # late, see build

        return cls(faiss.read_index(str(file)))

    def save(self, file: Path) -> None:
        """Write one FAISS file; raises OSError when it cannot be written whole, which FAISS's own writer does not tell."""
        import faiss  # late, see build

        file.write_bytes(faiss.serialize_index(self._engine).tobytes())

    def search(
        self, questions: Vectors, count: int, within: tuple[int, int] | None = None
    ) -> tuple[npt.NDArray[np.int64], Vectors]:
        """Find the ``count`` nearest rows of each question, best first: (rows, cosines), each (questions, found).

        ``within`` limits the search to rows from its first number up to its second.
        """
        faiss = _faiss()
        first, end = within or (0, self.rows)
        count = min(count, end - first)
        engine, settings = self._engine, None
        if end - first < self.rows:
            # A graph walks past most of what a narrow range leaves; the vectors that it stores are searched one by one.
            engine = faiss.downcast_index(engine.storage) if isinstance(engine, faiss.IndexHNSW) else engine
            settings = faiss.SearchParameters(sel=faiss.IDSelectorRange(first, end))
        elif isinstance(engine, faiss.IndexHNSW):
            settings = faiss.SearchParametersHNSW(efSearch=max(SEARCH_BREADTH, count))
        cosines, rows = engine.search(np.ascontiguousarray(questions, np.float32), count, params=settings)
        return rows, cosines

    def vectors(self, rows: npt.NDArray[np.int64]) -> Vectors:
        """Give the vectors of ``rows``."""
        return np.asarray(self._engine.reconstruct_batch(np.ascontiguousarray(rows, np.int64)), dtype=np.float32)


def _faiss() -> Any:
    import faiss  # late, see build; untyped here, since its stubs lack the search parameters

    return faiss
