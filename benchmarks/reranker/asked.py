"""Questions with known places in the bench sets' documents: podcasts (``questions.jsonl``, ``../verdict``) and written texts.

The texts stay in the bench sets; of clapnq and xquad only questions of the tuning halves are taken.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from benchmarks.sets import Document, bench_folder, read_documents, read_queries

HERE = Path(__file__).parent
WRITTEN = {
    "clapnq": ("clapnq/docs.jsonl", {"clapnq/queries.jsonl": 250}),
    "xquad": ("xquad/docs.jsonl",
              {"xquad/queries.jsonl": 130, "xquad/queries.it-en.jsonl": 130, "xquad/queries.zh-en.jsonl": 130}),
    "xquad-zh": ("xquad/docs.zh.jsonl", {"xquad/queries.zh-zh.jsonl": 150}),
}  # fmt: skip
"""Which documents, and how many questions of which files at most."""


@dataclass(frozen=True)
class Asked:
    """A question, the document that answers it (or nearly does), and where: spans in characters."""

    question: str
    doc_id: str
    spans: tuple[tuple[int, int], ...]


def podcast_questions(held_out: bool, further: bool = False) -> list[Asked]:
    """Give the questions over podcasts, of the 60 interviews that are held out or of all others; ``further`` with those that were
    written for the second round of ../verdict."""
    kept = held_out_interviews()
    return [asked for asked in (*_by_excerpt(further), *_of_pairs()) if (asked.doc_id in kept) == held_out]


def podcasts(asked: Sequence[Asked]) -> list[Document]:
    """Give the interviews that questions are about."""
    wanted = {each.doc_id for each in asked}
    return [each for each in read_documents(bench_folder() / "podcasts" / "docs.jsonl") if each.doc_id in wanted]


def written_questions() -> Mapping[str, tuple[Sequence[Document], Sequence[Asked]]]:
    """Give each written set's documents, all of them, and the questions taken of it."""
    chance, found = random.Random(11), {}
    for name, (documents, files) in WRITTEN.items():
        asked: list[Asked] = []
        for file, count in files.items():
            queries = [each for each in read_queries(bench_folder() / file) if each.half == "tune" and each.gold]
            chance.shuffle(queries)
            asked += [Asked(each.question, each.gold[0].doc_id, tuple((g.start, g.end) for g in each.gold))
                      for each in queries[:count]]  # fmt: skip
        found[name] = (read_documents(bench_folder() / documents), asked)
    return found


def near_miss_questions() -> list[Asked]:
    """Give questions that excerpts nearly answer, with the excerpts' places."""
    return [Asked(question, item["doc_id"], (tuple(item["span"]),)) for item in excerpts() for question in item["near_misses"]]


def excerpts() -> Iterator[Mapping[str, Any]]:
    """Give the excerpts of ``questions.jsonl``: doc_id, span, and lists of questions and near_misses, which may be empty."""
    for line in (HERE / "questions.jsonl").read_text("utf-8").splitlines():
        item = json.loads(line)
        asked = {name: list(item.get(name, {}).values()) for name in ("questions", "near_misses")}
        yield {"doc_id": item["doc_id"], "span": item["span"], **asked}


@lru_cache(maxsize=1)
def held_out_interviews() -> frozenset[str]:
    """Give the interviews of which nothing is trained on."""
    return frozenset(json.loads((HERE / "held_out.json").read_text("utf-8")))


def _by_excerpt(further: bool) -> Iterator[Asked]:
    for item in excerpts():
        for question in item["questions"] if further or not item["near_misses"] else ():
            yield Asked(question, item["doc_id"], (tuple(item["span"]),))


def _of_pairs() -> Iterator[Asked]:
    for name in ("spoken.jsonl", "neighbours.jsonl"):
        for line in (HERE.parent / "verdict" / name).read_text("utf-8").splitlines():
            item = json.loads(line)
            for part in (item["first"], item["second"]):
                if part["answered"]:
                    yield Asked(part["answered"], item["doc_id"], (tuple(part["span"]),))
