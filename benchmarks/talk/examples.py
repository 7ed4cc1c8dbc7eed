"""Questions about the invented interviews with places that answer and places that do not, and how they are mixed with others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from benchmarks.peers import MODELS
from benchmarks.reranker.examples import Example, read_texts, spoken_examples
from benchmarks.reranker.training import kept_examples
from benchmarks.talk.interviews import documents, near_misses, questions
from chatbot.embeddings import PLAIN, load_embeddings

OF_TALK, OF_FIVE = 2, 5
"""How many of how many examples are of the invented interviews."""
T = TypeVar("T")


@dataclass(frozen=True)
class TalkExamples:
    """Questions of one half of the interviews, and questions that nothing there answers: these have in ``answering`` what stands
    where the question beside them is answered."""

    answered: Sequence[Example]
    near_misses: Sequence[Example]


def talk_examples(work: Path, held_out: bool, limit: int | None) -> TalkExamples:
    """Give the examples of the interviews that are held out, or of all others; made once, and kept below ``work``."""
    name = "talk held out" if held_out else "talk"
    return TalkExamples(*kept_examples(work / f"{name}{limit or ''}.json", lambda: _made(work / name, held_out, limit)))


def _made(folder: Path, held_out: bool, limit: int | None) -> Iterator[list[Example]]:
    texts, embeddings = read_texts({"talk": documents(held_out)}, folder), load_embeddings(PLAIN, MODELS, lambda *_: None)
    for asked in (questions(held_out), near_misses(held_out)):
        yield list(spoken_examples(asked[:limit], texts, embeddings, "talk"))


def mixed(talk: Iterator[T], others: Iterator[T]) -> Iterator[T]:
    """Give examples of talk and others by turns, two of five of talk."""
    while True:
        for place in range(OF_FIVE):
            yield next(talk if place < OF_TALK else others)
