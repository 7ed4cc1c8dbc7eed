"""Invented interviews (``interviews.jsonl``) with what was asked about them, in the forms that the trainings read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from benchmarks.reranker.asked import Asked
from benchmarks.sets import Document

FILE = Path(__file__).with_name("interviews.jsonl")


@dataclass(frozen=True)
class Item:
    """A question that an interview answers at ``span`` (characters), the answer, and a question that nothing there answers.

    The answer is in the question's language; ``wrong`` is the same with one thing wrong, of which ``kind`` says what it is.
    """

    question: str
    span: tuple[int, int]
    answer: str
    wrong: str
    kind: str
    near_miss: str


@dataclass(frozen=True)
class Interview:
    """An invented interview and what was asked about it."""

    doc_id: str
    language: str
    text: str
    items: tuple[Item, ...]


def interviews(held_out: bool) -> Sequence[Interview]:
    """Give the interviews that are held out, or all others; raises ValueError where evidence is not in its interview."""
    return [interview for kept, interview in _all() if kept == held_out]


def documents(held_out: bool) -> Sequence[Document]:
    """Give the interviews' texts."""
    return [Document(each.doc_id, "", each.language, each.text) for each in interviews(held_out)]


def questions(held_out: bool) -> Sequence[Asked]:
    """Give the questions that interviews answer, and where."""
    return [Asked(item.question, each.doc_id, (item.span,)) for each, item in _items(held_out)]


def near_misses(held_out: bool) -> Sequence[Asked]:
    """Give the questions that no place answers, each with the place that answers the question beside it."""
    return [Asked(item.near_miss, each.doc_id, (item.span,)) for each, item in _items(held_out)]


def _items(held_out: bool) -> Iterator[tuple[Interview, Item]]:
    return ((each, item) for each in interviews(held_out) for item in each.items)


@lru_cache(maxsize=1)
def _all() -> Sequence[tuple[bool, Interview]]:
    return [_read(json.loads(line)) for line in FILE.read_text("utf-8").splitlines()]


def _read(value: Mapping[str, Any]) -> tuple[bool, Interview]:
    items = tuple(_item(value["text"], item) for item in value["items"])
    return value["held_out"], Interview(value["id"], value["language"], value["text"], items)


def _item(text: str, value: Mapping[str, str]) -> Item:
    start = text.index(value["evidence"])
    names = ("answer", "wrong", "kind", "near_miss")
    return Item(value["question"], (start, start + len(value["evidence"])), *(value[name] for name in names))
