"""Excerpts with questions that they answer or nearly answer, and statements, rendered as the program's prompts render them.

``spoken.jsonl``, ``neighbours.jsonl`` and ``found.jsonl`` have questions over the podcasts, written for this, the last over
excerpts that a search puts first; ``written.jsonl`` picks from tuning halves of clapnq, nomiracl and xquad; the reranker's
``questions.jsonl`` has near misses too; ``statements.jsonl`` has statements that excerpts bear out or do not, ``answers.jsonl``
answers to the reranker's questions, each beside the same with one thing wrong. All point into the bench sets, whose texts stay
there.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from benchmarks.reranker.asked import excerpts, held_out_interviews
from benchmarks.sets import bench_folder, read_documents, read_queries
from chatbot.answers import SourceSentence
from chatbot.answers.prompts import said
from chatbot.passages import Sentence
from chatbot.passages.sentences import sentences_of
from chatbot.transcripts import parse_transcript

HERE = Path(__file__).parent
PODCASTS = "podcasts/docs.jsonl"
CROSSED = 0.25
"""For how many of the first excerpts the question that the second answers is asked as well, for a No."""
MOVED = 0.35
"""Which share of the statements that an excerpt bears out is asked about another one as well, for a No."""

Item = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """An excerpt, and questions (or statements) with whether it answers (or says) them."""

    excerpt: str
    questions: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Answered:
    """An excerpt, a question that it answers, the language to answer in, the answer, and the same with one thing wrong."""

    excerpt: str
    question: str
    language: str
    right: str
    wrong: str


def training_pairs() -> list[Asked]:
    """Give the first round's excerpts, in an order of chance that is the same each time."""
    pairs = [*_spoken(lambda item: not item["held_out"]), *_written()]
    random.Random(3).shuffle(pairs)
    return pairs


def held_out_pairs() -> list[Asked]:
    """Give the excerpts that the first round keeps for seeing whether it learns."""
    return list(_spoken(lambda item: bool(item["held_out"])))


def further_pairs() -> list[Asked]:
    """Give the second round's excerpts, of all interviews but those held out: the first's, neighbours, and many near misses."""
    return [*_spoken(_learnt), *_neighbours(_learnt), *_found(), *_written(), *_near_misses()]


def further_held_out_pairs() -> list[Asked]:
    """Give excerpts of the interviews held out from the second round, not trained on in the first; ten overlap with one."""
    return [*_spoken(lambda item: not _learnt(item) and item["held_out"]), *_neighbours(lambda item: not _learnt(item))]


def statement_pairs(held_out: bool) -> list[Asked]:
    """Give excerpts with statements and whether they bear them out, of the interviews that are held out or of all others.

    Answers are such statements too, a right one and a wrong one. Of what is trained on, a third of the statements that are borne
    out stand beside another excerpt of their interview too, for a No, where there is one.
    """
    pairs = [(item["doc_id"], _with_statements(item)) for item in _lines("statements.jsonl") if item["held_out"] == held_out]
    pairs += [(item["doc_id"], _with_answers(item)) for item in _lines("answers.jsonl") if item["held_out"] == held_out]
    return [pair for _, pair in pairs] if held_out else [*(pair for _, pair in pairs), *_crossed(pairs)]


def _with_statements(item: Item) -> Asked:
    told = [(statement, kind == "said") for kind in ("said", "not_said") for statement in item[kind].values()]
    return Asked(_rendered(PODCASTS, item["doc_id"], item["span"]), tuple(told))


def _with_answers(item: Item) -> Asked:
    told = [(answer[kind], kind == "right") for answer in item["answers"].values() for kind in ("right", "wrong")]
    return Asked(_rendered(PODCASTS, item["doc_id"], item["span"]), tuple(told))


def answered(held_out: bool) -> list[Answered]:
    """Give questions over podcasts with their answers, of the interviews that are held out or of all others."""
    return [Answered(_rendered(PODCASTS, item["doc_id"], item["span"]), told["question"], language, told["right"], told["wrong"])
            for item in _lines("answers.jsonl") if item["held_out"] == held_out for language, told in item["answers"].items()]


def _crossed(pairs: Sequence[tuple[str, Asked]]) -> Iterator[Asked]:
    chance = random.Random(9)
    for interview, pair in pairs:
        others = [other.excerpt for where, other in pairs if where == interview and other.excerpt != pair.excerpt]
        moved = [(statement, False) for statement, label in pair.questions if label and chance.random() < MOVED]
        if others and moved:
            yield Asked(chance.choice(others), tuple(moved))


def _learnt(item: Item) -> bool:
    return item["doc_id"] not in held_out_interviews()


def _spoken(taken: Callable[[Item], bool]) -> Iterator[Asked]:
    chance = random.Random(3)
    for item in _lines("spoken.jsonl"):
        first, second = item["first"], item["second"]
        crossed = chance.random() < CROSSED
        if taken(item):
            also = ((second["answered"], False),) if crossed else ()
            for part, more in ((first, also), (second, ())):
                yield Asked(_rendered(PODCASTS, item["doc_id"], part["span"]),
                            ((part["answered"], True), (part["near_miss"], False), *more))  # fmt: skip


def _neighbours(taken: Callable[[Item], bool]) -> Iterator[Asked]:
    """Ask each excerpt what it answers and what its neighbour answers, and every second one what neither does."""
    for number, item in enumerate(_lines("neighbours.jsonl")):
        if taken(item):
            parts = (item["first"], item["second"])
            for place, (part, other) in enumerate((parts, parts[::-1])):
                asked = [(part["answered"], True), (other["answered"], False)]
                asked += [(item["neither"], False)] if number % 2 == place else []
                yield Asked(_rendered(PODCASTS, item["doc_id"], part["span"]),
                            tuple((question, label) for question, label in asked if question))  # fmt: skip


def _found() -> Iterator[Asked]:
    for item in filter(_learnt, _lines("found.jsonl")):
        yield Asked(_rendered(PODCASTS, item["doc_id"], item["span"]), ((item["question"], item["answered"]),))


def _near_misses() -> Iterator[Asked]:
    for item in excerpts():
        if item["near_misses"]:
            asked = [*((question, True) for question in item["questions"]), *((one, False) for one in item["near_misses"])]
            yield Asked(_rendered(PODCASTS, item["doc_id"], item["span"]), tuple(asked))


def _written() -> Iterator[Asked]:
    for item in _lines("written.jsonl"):
        name, _, kind = item["set"].partition("-")
        question = _questions(f"{name}/queries{'.' if kind else ''}{kind}.jsonl")[item["query_id"]]
        language = {"nomiracl": f".{kind}", "xquad": ".zh" if kind == "zh-zh" else ""}.get(name, "")
        yield Asked(_rendered(f"{name}/docs{language}.jsonl", item["doc_id"], item["span"]), ((question, item["answered"]),))


def _rendered(file: str, doc_id: str, span: tuple[int, int]) -> str:
    """Give the sentences of a span as a prompt says them."""
    text = _texts(file)[doc_id]
    inside = [each for each in _sentences(file, doc_id) if span[0] <= each.start and each.end <= span[1]]
    return said([SourceSentence(doc_id, each, text[each.start : each.end], None, 0.0, row) for row, each in enumerate(inside)])


@lru_cache(maxsize=2)
def _sentences(file: str, doc_id: str) -> list[Sentence]:
    return sentences_of(parse_transcript(_texts(file)[doc_id], doc_id))


@lru_cache(maxsize=8)
def _texts(file: str) -> dict[str, str]:
    return {document.doc_id: document.text for document in read_documents(bench_folder() / file)}


@lru_cache(maxsize=8)
def _questions(file: str) -> dict[str, str]:
    return {query.query_id: query.question for query in read_queries(bench_folder() / file)}


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]
