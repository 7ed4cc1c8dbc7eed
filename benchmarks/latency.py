"""A warm question's first passages, beside LangChain's in the same run: over the shipped transcript and over all podcasts.

    python -m benchmarks.latency --work FOLDER        # keeps the podcasts' index there, which takes a quarter of an hour

The program searches its own index. LangChain's side has its own chunks in a flat FAISS index, embeds the question with the same
weights, and has random vectors of length 1 for the podcasts' chunks: a flat search takes as long whatever is in it.
Both take turns, each warmed by one question.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.ours import Seeds, build_index, write_seeds
from benchmarks.peers import FlatDense, Model, Vectors, e5_small, langchain_chunks
from benchmarks.program import our_embeddings
from benchmarks.results import table, write_result
from benchmarks.sets import Document, bench_folder, read_documents, read_queries, sampled
from benchmarks.timing import open_ours, question_latency
from chatbot.embeddings import SentenceTransformerEmbeddings
from chatbot.index import PassageIndex, read_seeds

ROOT = Path(__file__).parent.parent
COUNT = 10
"""How many passages are found, which is what the program shows at once."""

Figures = dict[str, Any]


def main() -> None:
    """Measure both sides over both collections, print a table and write results/latency.json."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.latency", description=__doc__.split("\n")[0])
    parser.add_argument("--work", type=Path, required=True, help="where the podcasts' seeds and index are kept")
    parser.add_argument("--questions", type=int, default=60)
    options = parser.parse_args()
    embeddings, model = our_embeddings(), e5_small()
    podcasts = read_documents(bench_folder() / "podcasts" / "docs.jsonl")
    figures = {
        "shipped transcript": shipped(options.work / "shipped", embeddings, model, options.questions),
        f"{len(podcasts)} podcasts": podcast(options.work, podcasts, embeddings, model, options.questions),
    }
    print(as_table(figures))
    write_result("latency", figures)


def shipped(work: Path, embeddings: SentenceTransformerEmbeddings, model: Model, count: int) -> Figures:
    """Ask the transcript that comes with the program the English questions of its own benchmark."""
    work.mkdir(parents=True, exist_ok=True)
    build_index(Seeds(ROOT / "seeds", {}, {}), work / "index")
    lines = (ROOT / "benchmarks" / "transcript" / "queries.jsonl").read_text("utf-8").splitlines()
    asked = [each for each in map(json.loads, lines) if each["lang"] == "en" and not each["history"]]
    chunks = langchain_chunks([Document(each.id, each.title, "en", each.text) for each in read_seeds(ROOT / "seeds").transcripts])
    vectors = model.passages([chunk.text for chunk in chunks])
    return _measured(work / "index", embeddings, model, vectors, [each["question"] for each in asked[:count]])


def podcast(
    work: Path, documents: Sequence[Document], embeddings: SentenceTransformerEmbeddings, model: Model, count: int
) -> Figures:
    """Ask all podcasts the English questions of xquad; no podcast answers them, and a search does not know that."""
    build_index(write_seeds(work / "seeds", {"podcasts": documents}), work / "index")
    english = [query for query in read_queries(bench_folder() / "xquad" / "queries.jsonl") if query.lang == "en"]
    asked = [query.question for query in sampled(english, count)]
    chunks = langchain_chunks(documents)
    vectors = np.random.default_rng(7).standard_normal((len(chunks), embeddings.dimensions), dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return _measured(work / "index", embeddings, model, vectors, asked)


def _measured(
    index: Path, embeddings: SentenceTransformerEmbeddings, model: Model, vectors: Vectors, questions: Sequence[str]
) -> Figures:
    theirs = FlatDense(model, vectors)
    searches = {
        "ours": open_ours(index, embeddings, COUNT),
        "LangChain": lambda question: len(theirs.rank([question], None, COUNT)[0]),
    }
    sizes = {"ours": PassageIndex(index).dense.rows, "LangChain": len(vectors)}
    found = question_latency(searches, questions)
    return {name: {**found[name], "rows": sizes[name], "questions": len(questions)} for name in searches}


def as_table(figures: Figures) -> str:
    """Lay out one row a collection and side."""
    rows = [
        [where, name, f"{side['rows']:,}", str(side["questions"]), f"{side['median_ms']:.0f}", f"{side['p95_ms']:.0f}"]
        for where, sides in figures.items() for name, side in sides.items()
    ]  # fmt: skip
    return table(["collection", "", "passages", "questions", "median ms", "95th percentile ms"], rows)


if __name__ == "__main__":
    main()
