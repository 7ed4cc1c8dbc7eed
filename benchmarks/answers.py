"""Answers as a user gets them: citations against gold sentences, exact quotes, abstention, risk against coverage, seconds.

    python -m benchmarks.answers --set clapnq --limit 60              # each question asked of its own document
    python -m benchmarks.answers --set clapnq --open --limit 60       # of the whole set
    python -m benchmarks.answers --set nomiracl-fr nomiracl-zh mtrag_un --limit 60

An answer counts as wrong, for risk, when the question cannot be answered, or when it has gold spans and none is cited.
An answer's confidence is the highest support among its citations; a ``not_found`` comes after every answer.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.measures import Cited, Scores, abstention_scores, citation_scores, exactness, risk_coverage
from benchmarks.ours import Line, Seeds, batch_line, build_index, place_in, run_batch, write_seeds
from benchmarks.pictures import risk_picture
from benchmarks.results import FOLDER, share, table, write_result
from benchmarks.sets import Document, Place, Query, balanced, bench_folder, read_documents, read_queries

Figures = dict[str, Any]
FILES = {
    "clapnq": ("clapnq/docs.jsonl", "clapnq/queries.jsonl"),
    "mtrag_un": ("mtrag_un/docs.jsonl", "mtrag_un/queries.jsonl"),
    "nomiracl-fr": ("nomiracl/docs.fr.jsonl", "nomiracl/queries.fr.jsonl"),
    "nomiracl-zh": ("nomiracl/docs.zh.jsonl", "nomiracl/queries.zh.jsonl"),
}


@dataclass(frozen=True)
class Asked:
    """A question and the program's reply to it, as ``ask --batch`` gives it."""

    query: Query
    reply: Line

    @property
    def refused(self) -> bool:
        return bool(self.reply["status"] == "not_found")

    @property
    def citations(self) -> list[Line]:
        return [citation for sentence in self.reply["sentences"] for citation in sentence["citations"]]

    @property
    def confidence(self) -> float:
        shown = self.reply["nearest"] if self.refused else self.citations
        best = max((float(citation["support"]) for citation in shown), default=0.0)
        return best - 1.0 - 1e-9 if self.refused else best


def main() -> None:
    """Run the sets that the command line names, print a table, write results/answers-<set>.json and the picture."""
    options = _options()
    found: dict[str, Figures] = {}
    for name in options.set:
        with tempfile.TemporaryDirectory() as folder:
            work = Path(options.work) / name if options.work else Path(folder)
            found[name] = measure(bench_folder(), name, work, options)
        write_result(f"answers-{name}{'-open' if options.open else ''}", found[name])
    print(as_table(found))
    risk_picture({name: figures["curve"] for name, figures in found.items()}, FOLDER / "risk-coverage.png")


def measure(bench: Path, name: str, work: Path, options: argparse.Namespace) -> Figures:
    """Index what the questions need, ask them, and score the replies."""
    documents_file, queries_file = FILES[name]
    queries = [q for q in read_queries(bench / queries_file) if options.half in (q.half, "all")]
    queries = list(balanced(queries, options.limit))
    documents = needed(read_documents(bench / documents_file), queries, options.open)
    seeds = write_seeds(work / "seeds", {name: documents})
    index = work / "index"
    build_index(seeds, index)
    lines = [batch_line(query, seeds, within=not options.open) for query in queries]
    command = ["ask", *(["--model", options.model] if options.model else [])]
    replies = run_batch(seeds, index, command, lines)
    figures = score(queries, replies, seeds, {document.doc_id: document.text for document in documents})
    return {"half": options.half, "open": options.open, "model": options.model, "documents": len(documents)} | figures


def score(queries: Sequence[Query], replies: Sequence[Line], seeds: Seeds, texts: Mapping[str, str]) -> Figures:
    """Score replies in the order of their questions; those with an ``error`` are counted and left out."""
    asked = [Asked(q, r) for q, r in zip(queries, replies, strict=True) if "error" not in r]
    with_gold = [one for one in asked if one.query.answerable and one.query.gold]
    answered = [one for one in with_gold if not one.refused]
    sentences = [sentence for one in asked if not one.refused for sentence in one.reply["sentences"]]
    refused, answerable = [one.refused for one in asked], [one.query.answerable for one in asked]
    curve, area = risk_coverage([one.confidence for one in asked], [_is_right(one, seeds) for one in asked])
    return {
        "questions": len(asked), "answerable": sum(answerable), "errors": len(replies) - len(asked),
        "answered": len(asked) - sum(refused),
        "citations": _as_dict(citation_scores([_cited(one, seeds) for one in with_gold])) if with_gold else None,
        "citations_where_answered": _as_dict(citation_scores([_cited(one, seeds) for one in answered])) if answered else None,
        "exactness": exactness([_quoted(c, seeds) for one in asked for c in _all_citations(one)], texts),
        "sentences_without_citation": sum(not s["citations"] for s in sentences) / max(1, len(sentences)),
        "not_found": _as_dict(abstention_scores(refused, answerable)),
        "refused_by_label": _refused_by_label(asked),
        "risk_coverage_area": area, "curve": curve,
        "seconds": {key: median([float(one.reply["seconds"][key]) for one in asked] or [0.0])
                    for key in ("retrieve", "first_evidence", "total")},
    }  # fmt: skip


def as_table(found: Mapping[str, Figures]) -> str:
    """Lay the sets out, one row each."""
    head = ["set", "questions", "citation P R F1", "exactness", "sentences without citation", "not_found P R F1",
            "risk-coverage area", "median s: evidence, complete"]
    rows = [
        [name, str(f["questions"]), scores_cell(f["citations"]), f"{f['exactness']:.1%}",
         f"{f['sentences_without_citation']:.1%}",
         scores_cell(f["not_found"]), share(f["risk_coverage_area"]),
         f"{f['seconds']['first_evidence']:.2f}, {f['seconds']['total']:.1f}"]
        for name, f in found.items()
    ]  # fmt: skip
    return table(head, rows)


def _refused_by_label(asked: Sequence[Asked]) -> dict[str, float]:
    labels = sorted({one.query.label for one in asked})
    groups = {label: [one.refused for one in asked if one.query.label == label] for label in labels}
    return {label: sum(refused) / len(refused) for label, refused in groups.items()}


def _is_right(one: Asked, seeds: Seeds) -> bool:
    if not one.query.answerable or not one.query.gold:
        return one.query.answerable
    case = Cited(tuple(place_in(c, seeds) for c in one.citations or one.reply["nearest"]), one.query.gold)
    return citation_scores([case]).precision > 0


def _cited(one: Asked, seeds: Seeds) -> Cited:
    """Each place once: two sentences that cite the same quote make one citation."""
    return Cited(tuple(dict.fromkeys(place_in(citation, seeds) for citation in one.citations)), one.query.gold)


def _all_citations(one: Asked) -> list[Line]:
    return [*one.citations, *(one.reply["nearest"] or ())]


def _quoted(citation: Line, seeds: Seeds) -> tuple[Place, str]:
    return place_in(citation, seeds), citation["quote"]


def needed(documents: Sequence[Document], queries: Sequence[Query], whole: bool) -> list[Document]:
    """Keep the questions' candidates, or their own documents unless the ``whole`` set is asked; all where they name none."""
    offered = {doc_id for query in queries for doc_id in query.candidates}
    if not whole and all(query.doc_id for query in queries):
        offered |= {query.doc_id for query in queries if query.doc_id}
    return [document for document in documents if not offered or document.doc_id in offered]


def _as_dict(scores: Scores) -> dict[str, float]:
    return asdict(scores)


def scores_cell(scores: Mapping[str, float] | None) -> str:
    """Write precision, recall and F1, or that there is nothing to score by."""
    return " ".join(share(value) for value in scores.values()) if scores else "no gold spans"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.answers", description=__doc__.split("\n")[0])
    parser.add_argument("--set", nargs="+", choices=sorted(FILES), default=["clapnq"])
    parser.add_argument("--limit", type=int, help="how many questions a set, half of them unanswerable")
    parser.add_argument("--half", choices=["report", "tune", "all"], default="report")
    parser.add_argument("--open", action="store_true", help="ask of the whole set, where questions have their own document")
    parser.add_argument("--model", help="the chat model, as chatbot ask --model takes it")
    parser.add_argument("--work", metavar="FOLDER", help="keep seeds and index here")
    return parser.parse_args()


if __name__ == "__main__":
    main()
