"""Evidence recall of the program beside its peers, over the open pool and inside the meetings; one table, one picture.

    python -m benchmarks.retrieval --quick     # 30 questions a set, of the reporting half, over the documents they need
    python -m benchmarks.retrieval --full        # every question, over every document; --questions 60: of the reporting half
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.measures import BUDGETS, ceiling, evidence_recall
from benchmarks.ours import batch_line, build_index, ours, write_seeds
from benchmarks.peers import PEERS, Question, build_peer
from benchmarks.pictures import recall_picture
from benchmarks.program import passages_in
from benchmarks.results import share, table, write_result
from benchmarks.sets import Document, Place, Query, bench_folder, read_documents, read_queries, sampled

OURS = "ours"
QUICK = 30
QUICK_MEETINGS = 4
Ranker = Callable[["Row", Sequence[Query]], list[list[Place]]]
Figures = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """A row of the table: which questions, over which pool, in their own document (``within``), with their history."""

    name: str
    pool: str
    file: str
    within: bool = False
    history: bool = False

    @property
    def set(self) -> str:
        return self.file.split("/")[0]


POOLS = {"open": ("xquad", "clapnq", "mtrag_un"), "meetings": ("qmsum_val",)}
ROWS = (
    Row("xquad, English", "open", "xquad/queries.jsonl"),
    Row("xquad, Italian to English", "open", "xquad/queries.it-en.jsonl"),
    Row("xquad, Chinese to English", "open", "xquad/queries.zh-en.jsonl"),
    Row("xquad, German to English", "open", "xquad/queries.de-en.jsonl"),
    Row("xquad, Spanish to English", "open", "xquad/queries.es-en.jsonl"),
    Row("clapnq, answerable", "open", "clapnq/queries.jsonl"),
    Row("mtrag_un with history", "open", "mtrag_un/queries.jsonl", history=True),
    Row("mtrag_un, last question alone", "open", "mtrag_un/queries.jsonl"),
    Row("qmsum_val, in the meeting", "meetings", "qmsum_val/queries.jsonl", within=True),
)
FULL_ONLY = ("xquad, German to English", "xquad, Spanish to English")


def main() -> None:
    """Run what the command line asks for, print the table and write results/retrieval-quick.json or retrieval-full.json."""
    options = _options()
    kept = Path(options.work) if options.work else None
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(bench_folder(), kept or Path(folder), options.full, options.questions, options.systems)
    size = f"-{options.questions}" if options.questions else ""
    name = f"retrieval-{'full' if options.full else 'quick'}{size}"
    print(as_table(figures))
    recall_picture(figures, write_result(name, figures).with_suffix(".png"))


def measure(
    bench: Path, work: Path, full: bool, questions: int | None = None, systems: Sequence[str] | None = None
) -> Figures:
    """Measure every system on every row; ``systems`` keeps those whose names contain one of its words."""
    figures: Figures = {"rows": {}, "build": {}, "documents": {}}
    for pool, sets in POOLS.items():
        whole = full and questions is None
        rows = [row for row in ROWS if row.pool == pool and (whole or row.name not in FULL_ONLY)]
        asked = {row: questions_of(bench, row, full, questions) for row in rows}
        documents = {name: _documents(bench, name, asked, full) for name in sets}
        figures["documents"][pool] = {name: len(members) for name, members in documents.items()}
        for system, rank, passages, build in _systems(documents, work / pool, systems):
            figures["build"].setdefault(system, {})[pool] = build
            for row in rows:
                scores = score(asked[row], rank(row, asked[row]), passages)
                figures["rows"].setdefault(row.name, {})[system] = scores
                print(f"{row.name}: {system}: {_cell(scores)}", flush=True)
    return figures


def questions_of(bench: Path, row: Row, full: bool, count: int | None = None) -> tuple[Query, ...]:
    """Give a row's questions that have gold spans: all of them, or a sample of the reporting half."""
    queries = [query for query in read_queries(bench / row.file) if query.answerable and query.gold]
    if full and count is None:
        return tuple(queries)
    reported = [query for query in queries if query.half == "report"]
    if row.within and not full:
        meetings = list(dict.fromkeys(query.doc_id for query in reported))[:QUICK_MEETINGS]
        reported = [query for query in reported if query.doc_id in meetings]
    return sampled(reported, count or QUICK)


def score(queries: Sequence[Query], rankings: Sequence[Sequence[Place]], passages: Mapping[str, Sequence[Place]]) -> Figures:
    """Give the mean evidence recall of each half and of all, by budget, and the ceiling of these passages."""
    figures: Figures = {}
    for half in ("tune", "report", "all"):
        chosen = [(q, r) for q, r in zip(queries, rankings, strict=True) if half in (q.half, "all")]
        if chosen:
            figures[half] = {
                "questions": len(chosen),
                "recall": {str(b): _mean([evidence_recall(r, q.gold, b) for q, r in chosen]) for b in BUDGETS},
                "ceiling": {str(b): _mean([ceiling(passages, q.gold, b) for q, _ in chosen]) for b in BUDGETS},
            }
    return figures


def as_table(figures: Figures) -> str:
    """Lay the reporting half out: one row a set, one column a system, evidence recall at 1,000 / 2,000 / 4,000."""
    systems = list(figures["build"])
    rows = [
        [name, str(next(iter(found.values()))["report"]["questions"]), *(_cell(found.get(s, {})) for s in systems)]
        for name, found in figures["rows"].items()
    ]
    built = ["seconds to build", "", *(_built(figures["build"][system]) for system in systems)]
    return table(["set", "questions", *systems], [*rows, built])


def peer_text(query: Query, history: bool) -> str:
    """Give what a peer is asked: they rewrite nothing, so that with history the user's earlier turns go before."""
    earlier = [content for role, content in query.history if role == "user"] if history else []
    return "\n".join([*earlier, query.question])


def _systems(
    documents: Mapping[str, Sequence[Document]], work: Path, wanted: Sequence[str] | None
) -> Iterator[tuple[str, Ranker, Mapping[str, Sequence[Place]], Figures]]:
    def chosen(name: str) -> bool:
        return not wanted or any(word.lower() in name.lower() for word in wanted)

    if chosen(OURS):
        yield _our_system(documents, work)
    together = [document for members in documents.values() for document in members]
    for name, (cut, load) in PEERS.items():
        if chosen(name):
            peer = build_peer(name, together, cut, load)

            def rank(row: Row, queries: Sequence[Query], peer: Any = peer) -> list[list[Place]]:
                asked = [Question(peer_text(q, row.history), q.doc_id if row.within else None) for q in queries]
                found: list[list[Place]] = peer.rank(asked)
                return found

            places = {doc: [peer.chunks[row].place for row in rows] for doc, rows in peer.rows_of.items()}
            yield name, rank, places, {"seconds": peer.seconds, "chunks": len(peer.chunks), "kept": peer.cached}


def _our_system(
    documents: Mapping[str, Sequence[Document]], work: Path
) -> tuple[str, Ranker, Mapping[str, Sequence[Place]], Figures]:
    seeds = write_seeds(work / "seeds", documents)
    index = work / "index"
    kept = index.is_dir()
    seconds = build_index(seeds, index)
    passages = passages_in(index, seeds)

    def rank(row: Row, queries: Sequence[Query]) -> list[list[Place]]:
        return ours(seeds, index)([batch_line(query, seeds, row.within, row.history) for query in queries])

    return OURS, rank, passages, {"seconds": seconds, "chunks": sum(map(len, passages.values())), "index_kept": kept}


def _documents(bench: Path, name: str, asked: Mapping[Row, Sequence[Query]], full: bool) -> tuple[Document, ...]:
    documents = read_documents(bench / name / "docs.jsonl")
    if full:
        return documents
    queries = [query for row, members in asked.items() if row.set == name for query in members]
    needed = {place.doc_id for query in queries for place in query.gold}
    return tuple(document for document in documents if document.doc_id in needed)


def _built(pools: Figures) -> str:
    """Give the seconds of all pools; nothing where an index of an earlier run was taken."""
    return "–" if any(pool.get("index_kept") for pool in pools.values()) else f"{sum(p['seconds'] for p in pools.values()):.0f}"


def _cell(scores: Figures) -> str:
    found = scores.get("report", {}).get("recall", {})
    return " ".join(share(value) for value in found.values())


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.retrieval", description=__doc__.split("\n")[0])
    size = parser.add_mutually_exclusive_group(required=True)
    size.add_argument("--quick", action="store_true", help=f"{QUICK} questions a set, over the documents they need")
    size.add_argument("--full", action="store_true", help="every question, over every document")
    parser.add_argument("--questions", type=int, help="how many questions a set")
    parser.add_argument("--systems", nargs="+", metavar="WORD", help="only systems whose name contains a word, as: ours BM25")
    parser.add_argument("--work", metavar="FOLDER", help="keep seeds and index here, so that a second run need not build")
    return parser.parse_args()


if __name__ == "__main__":
    main()
