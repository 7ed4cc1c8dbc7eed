"""Speed beside LangChain's defaults with the same model as it came, in the same run: building an index, and a warm question.

    python -m benchmarks.timing --transcripts 8 --questions 40

Both sides are loaded and warm before the clock starts, and take turns, so that a busy machine slows both.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.ours import write_seeds
from benchmarks.peers import FlatDense, Model, Peer, Question, e5_small, langchain_chunks
from benchmarks.program import index_in_process, our_embeddings
from benchmarks.results import table, write_result
from benchmarks.sets import Document, bench_folder, read_documents, read_queries, sampled
from chatbot.embeddings import SentenceTransformerEmbeddings
from chatbot.index import PassageIndex
from chatbot.retrieval import Searcher

Figures = dict[str, Any]
ROUNDS = 3


def main() -> None:
    """Measure both, print a table and write results/timing.json."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.timing", description=__doc__.split("\n")[0])
    parser.add_argument("--transcripts", type=int, default=8, help="how many of the podcasts to index")
    parser.add_argument("--questions", type=int, default=40)
    options = parser.parse_args()
    documents = read_documents(bench_folder() / "podcasts" / "docs.jsonl")[: options.transcripts]
    queries = sampled(read_queries(bench_folder() / "xquad" / "queries.jsonl"), options.questions)
    figures = compare(documents, [query.question for query in queries])
    print(as_table(figures))
    write_result("timing", figures)


def compare(documents: Sequence[Document], questions: Sequence[str]) -> Figures:
    """Index the documents both ways by turns, then ask the questions both ways by turns."""
    embeddings, model = our_embeddings(), e5_small()
    embeddings.embed_query("warm")
    model.questions(["warm"])
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        figures = {"index": index_speed(documents, embeddings, model, work)}
        theirs = langchain_peer(documents, model)
        figures["question"] = question_latency(
            {"ours": open_ours(work / "index", embeddings), "LangChain": lambda q: len(theirs.rank([Question(q)], 8)[0])},
            questions,
        )
    return figures


def open_ours(index: Path, embeddings: SentenceTransformerEmbeddings, count: int = 8) -> Callable[[str], int]:
    """Give a warm search of the program's: a question to the number of passages found. The program's retriever is called here."""
    searcher = Searcher(PassageIndex(index), embeddings)
    return lambda question: len(searcher.search([question], count).hits)


def index_speed(
    documents: Sequence[Document], embeddings: SentenceTransformerEmbeddings, model: Model, work: Path
) -> Figures:
    """Give the median seconds of building, with chunks and characters a second and the ratio (by characters)."""
    seeds = write_seeds(work / "seeds", {"podcasts": documents})
    builders: dict[str, Callable[[], int]] = {
        "ours": lambda: index_in_process(seeds.folder, work / "index", embeddings),
        "LangChain": lambda: len(langchain_peer(documents, model).chunks),
    }
    seconds: dict[str, list[float]] = {name: [] for name in builders}
    chunks: dict[str, int] = {}
    for _ in range(ROUNDS):
        for name, build in builders.items():
            started = time.perf_counter()
            chunks[name] = build()
            seconds[name].append(time.perf_counter() - started)
    characters = sum(len(document.text) for document in documents)
    figures: Figures = {
        name: {"seconds": median(taken), "chunks": chunks[name], "chunks_per_second": chunks[name] / median(taken),
               "characters_per_second": characters / median(taken)}
        for name, taken in seconds.items()
    }  # fmt: skip
    return figures | {"ratio": median(seconds["LangChain"]) / median(seconds["ours"]), "characters": characters}


def langchain_peer(documents: Sequence[Document], model: Model) -> Peer:
    """Cut, embed and index as LangChain's defaults do, with nothing kept from an earlier run."""
    chunks = langchain_chunks(documents)
    return Peer("LangChain", chunks, FlatDense(model, model.passages([chunk.text for chunk in chunks])), 0.0)


def question_latency(searches: dict[str, Callable[[str], int]], questions: Sequence[str]) -> Figures:
    """Give the median and 95th percentile of milliseconds a question, each side warmed by one question first."""
    taken: dict[str, list[float]] = {name: [] for name in searches}
    for number, question in enumerate([questions[0], *questions]):
        for name, ask in searches.items():
            started = time.perf_counter()
            ask(question)
            if number:
                taken[name].append((time.perf_counter() - started) * 1000)
    return {
        name: {"median_ms": median(times), "p95_ms": sorted(times)[int(len(times) * 0.95)]}
        for name, times in taken.items()
    }


def as_table(figures: Figures) -> str:
    """Lay both sides out, one row each."""
    rows = []
    for name in ("ours", "LangChain"):
        index, asked = figures["index"][name], figures["question"][name]
        rows.append([name, f"{index['seconds']:.1f}", f"{index['chunks_per_second']:.0f}",
                     f"{index['characters_per_second']:,.0f}", f"{asked['median_ms']:.0f}", f"{asked['p95_ms']:.0f}"])
    head = ["", "index, s", "chunks a second", "characters a second", "question, median ms", "95th percentile ms"]
    return table(head, rows) + f"\n\nIndexing: {figures['index']['ratio']:.1f} times LangChain's speed, by characters."


if __name__ == "__main__":
    main()
