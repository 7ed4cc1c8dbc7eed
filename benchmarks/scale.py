"""Where exact search stops being fast enough, and what a FAISS index loses: latency, memory and recall@10 by size.

    python -m benchmarks.scale --passages 10000 100000 1000000

Vectors are real passages' with Gaussian noise, of length 1, from a fixed seed; questions are made in the same way. They lie
in as many groups as there were real ones, which suits IVF better than real text does: take many (``--real``).
It says nothing of ranking: recall is against exact search over the same vectors.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt

from benchmarks.pictures import scale_picture
from benchmarks.program import our_embeddings, passage_vectors
from benchmarks.results import table, write_result
from benchmarks.sets import bench_folder, read_documents

Vectors = npt.NDArray[np.float32]
Figures = dict[str, Any]
REAL, QUESTIONS, NEAREST, SEED = 2000, 200, 10, 7
NOISE = 0.5
"""Length of the noise beside a vector of length 1: near enough to have neighbours, far enough to be another passage."""


def main() -> None:
    """Measure the sizes that the command line names, print the curve, write results/scale.json and the picture."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__.split("\n")[0])
    parser.add_argument("--passages", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--real", type=int, default=REAL, help="how many real passages to start from")
    parser.add_argument("--indexes", nargs="+", default=list(INDEXES), choices=list(INDEXES))
    options = parser.parse_args()
    documents = read_documents(bench_folder() / "podcasts" / "docs.jsonl")
    real = np.array(passage_vectors(documents, our_embeddings(), options.real), dtype=np.float32)
    figures = measure(real, options.passages, options.indexes)
    print(as_table(figures))
    scale_picture(figures, write_result("scale", figures).with_suffix(".png"))


def measure(real: Vectors, sizes: Sequence[int], indexes: Sequence[str]) -> list[Figures]:
    """Build each index at each size over synthesised vectors; the exact one is always there, as the measure of recall."""
    figures: list[Figures] = []
    for size in sizes:
        vectors = synthesised(real, size, SEED)
        questions = synthesised(real, QUESTIONS, SEED + 1)
        exact, points = _measured("flat", INDEXES["flat"], vectors, questions, None)
        figures.append(points)
        for name in indexes:
            if name != "flat":
                figures.append(_measured(name, INDEXES[name], vectors, questions, exact)[1])
                print(as_table(figures[-1:]), flush=True)
    return figures


def synthesised(real: Vectors, count: int, seed: int) -> Vectors:
    """Make ``count`` vectors of length 1 out of real ones (rows, dimensions) and noise; always the same for one seed."""
    random = np.random.default_rng(seed)
    made = np.empty((count, real.shape[1]), dtype=np.float32)
    for start in range(0, count, 50_000):  # bounded memory: noise for a million at once would need it twice
        rows = random.integers(0, len(real), min(50_000, count - start))
        noise = random.standard_normal((len(rows), real.shape[1]), dtype=np.float32)
        made[start : start + len(rows)] = real[rows] + noise * np.float32(NOISE / real.shape[1] ** 0.5)
    faiss.normalize_L2(made)
    return made


def recall_at(found: npt.NDArray[np.int64], exact: npt.NDArray[np.int64]) -> float:
    """Give the share of the exact neighbours, (questions, nearest), that were found."""
    hits = [len(set(one) & set(other)) for one, other in zip(found.tolist(), exact.tolist(), strict=True)]
    return sum(hits) / exact.size


def as_table(figures: Sequence[Figures]) -> str:
    """Lay the curve out, one row a size and index."""
    rows = [
        [f"{p['passages']:,}", p["index"], f"{p['milliseconds']:.2f}", f"{p['megabytes']:,.0f}", f"{p['recall']:.3f}",
         f"{p['build_seconds']:.1f}"]
        for p in figures
    ]  # fmt: skip
    return table(["passages", "index", "median ms a search", "MB", "recall@10", "seconds to build"], rows)


def _flat(dimensions: int, rows: int) -> Any:
    return faiss.IndexFlatIP(dimensions)


def _graph(dimensions: int, rows: int) -> Any:
    graph = faiss.IndexHNSWFlat(dimensions, 32, faiss.METRIC_INNER_PRODUCT)
    graph.hnsw.efConstruction, graph.hnsw.efSearch = 80, 256
    return graph


def _inverted(dimensions: int, rows: int) -> Any:
    lists = max(1, int(4 * rows**0.5))
    inverted: Any = faiss.index_factory(dimensions, f"IVF{lists},Flat", faiss.METRIC_INNER_PRODUCT)
    inverted.nprobe = max(1, lists // 16)
    return inverted


def _inverted_bytes(dimensions: int, rows: int) -> Any:
    lists = max(1, int(4 * rows**0.5))
    inverted: Any = faiss.index_factory(dimensions, f"IVF{lists},SQ8", faiss.METRIC_INNER_PRODUCT)
    inverted.nprobe = max(1, lists // 16)
    return inverted


INDEXES: dict[str, Callable[[int, int], Any]] = {
    "flat": _flat, "HNSW32": _graph, "IVF": _inverted, "IVF, 8 bits": _inverted_bytes,
}  # fmt: skip
"""Each kind of index, made for a number of dimensions and rows; those of the graph are the program's own settings."""


def _measured(
    name: str, make: Callable[[int, int], Any], vectors: Vectors, questions: Vectors,
    exact: npt.NDArray[np.int64] | None,
) -> tuple[npt.NDArray[np.int64], Figures]:  # fmt: skip
    started = time.perf_counter()
    index = make(vectors.shape[1], len(vectors))
    if not index.is_trained:
        index.train(vectors[:200_000])
    index.add(vectors)
    built = time.perf_counter() - started
    taken, found = [], []
    for question in questions:
        started = time.perf_counter()
        found.append(index.search(question[None], NEAREST)[1][0])
        taken.append((time.perf_counter() - started) * 1000)
    rows = np.array(found)
    return rows, {
        "passages": len(vectors), "index": name, "milliseconds": median(taken), "megabytes": _size(index) / 1e6,
        "recall": 1.0 if exact is None else recall_at(rows, exact), "build_seconds": built,
    }  # fmt: skip


def _size(index: Any) -> int:
    """Give the bytes that the index holds, which are those it writes: counted, as a copy of a million would not fit."""
    size = 0

    def count(data: bytes) -> int:
        nonlocal size
        size += len(data)
        return len(data)

    faiss.write_index(index, faiss.PyCallbackIOWriter(count, 1 << 24))  # type: ignore[attr-defined]
    return size


if __name__ == "__main__":
    main()
