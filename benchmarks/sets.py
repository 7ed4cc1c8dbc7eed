"""Reads the bench sets: documents, questions with their gold spans, and claims with their evidence.

It does not measure, and it does not change a text: offsets are character offsets into ``Document.text``.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Half = Literal["tune", "report"]
SETTING = "CHATBOT_BENCH"
DEFAULT_FOLDER = Path("../shared/bench")


@dataclass(frozen=True)
class Place:
    """Characters ``start`` to ``end`` of a document."""

    doc_id: str
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    doc_id: str
    title: str
    lang: str
    text: str


@dataclass(frozen=True)
class Query:
    """A question; ``gold`` are the spans that answer it, ``candidates`` the documents it was offered (often none).

    ``label`` says more than ``answerable`` where a set does: mtrag_un's UNDERSPECIFIED want a question back, no refusal.
    """

    query_id: str
    lang: str
    question: str
    doc_id: str | None
    gold: tuple[Place, ...]
    answerable: bool
    history: tuple[tuple[str, str], ...]
    candidates: tuple[str, ...]
    label: str

    @property
    def half(self) -> Half:
        return half_of(self.query_id)


@dataclass(frozen=True)
class Claim:
    """A claim and texts offered as its evidence; ``supported`` is false for partial support too."""

    id: str
    claim: str
    evidence: tuple[str, ...]
    supported: bool
    source: str

    @property
    def half(self) -> Half:
        return half_of(self.id)


def bench_folder() -> Path:
    """Give the folder of the bench sets, from CHATBOT_BENCH; raises SystemExit when it is not there."""
    folder = Path(os.environ.get(SETTING) or DEFAULT_FOLDER)
    if not folder.is_dir():
        raise SystemExit(f"no bench sets in {folder}; set {SETTING} to the folder that holds xquad, clapnq and the others")
    return folder


def read_documents(file: Path) -> tuple[Document, ...]:
    """Read one ``docs*.jsonl``."""
    return tuple(Document(v["doc_id"], v["title"], v["lang"], v["text"]) for v in _lines(file))


def read_queries(file: Path) -> tuple[Query, ...]:
    """Read one ``queries*.jsonl``."""
    return tuple(_query(value) for value in _lines(file))


def read_claims(file: Path) -> tuple[Claim, ...]:
    """Read one file of claim and evidence pairs."""
    return tuple(
        Claim(v["id"], v["claim"], tuple(v["evidence"]), v["label"] == "supported", v["source"]) for v in _lines(file)
    )


def half_of(identifier: str) -> Half:
    """Say which half a question belongs to: even SHA-256 of its id for tuning, odd for reporting."""
    return "report" if int(_digest(identifier), 16) % 2 else "tune"


def sampled(queries: Sequence[Query], count: int | None) -> tuple[Query, ...]:
    """Take ``count`` questions, always the same ones whatever their order; None takes all."""
    if count is None or count >= len(queries):
        return tuple(queries)
    return tuple(sorted(queries, key=lambda query: _digest("sample:" + query.query_id))[:count])


def balanced(queries: Sequence[Query], count: int | None) -> tuple[Query, ...]:
    """Take ``count`` questions, half of them answerable as far as there are enough of each."""
    if count is None:
        return tuple(queries)
    yes = sampled([query for query in queries if query.answerable], count - count // 2)
    return yes + sampled([query for query in queries if not query.answerable], count - len(yes))


def _query(value: dict[str, Any]) -> Query:
    places = value.get("evidence_docs") or [
        {"doc_id": value["doc_id"], "start": start, "end": end} for start, end in value["evidence"]
    ]
    return Query(
        query_id=value["query_id"], lang=value["lang"], question=value["question"], doc_id=value["doc_id"],
        gold=tuple(Place(p["doc_id"], p["start"], p["end"]) for p in places),
        answerable=value["answerable"],
        history=tuple((turn["role"], turn["content"]) for turn in value["history"] or ()),
        candidates=tuple(value.get("candidates") or ()),
        label=value.get("answerability") or ("answerable" if value["answerable"] else "unanswerable"),
    )  # fmt: skip


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield json.loads(line)
