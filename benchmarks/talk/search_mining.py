"""What the search's training shows: questions with the passage that answers, and passages that do not, as rows of an index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from benchmarks.reranker.asked import Asked, podcast_questions, podcasts, written_questions
from benchmarks.reranker.examples import indexed
from benchmarks.sets import Document
from benchmarks.talk.interviews import documents, interviews, questions
from chatbot.embeddings import SentenceTransformerEmbeddings, Vectors
from chatbot.index import PassageIndex
from chatbot.retrieval.speakers import without_speakers

NEAR, FAR, FARTHEST = 12, 10, 20
"""How many passages of the same document, and of others, are kept to be drawn from; of how many of the set's best the latter."""
CLOSER = 0.03
"""By how much a passage may be closer to the question than the one that answers: above that it may well answer too."""
TALK_TIMES = 3
Sets = Mapping[str, tuple[Sequence[Document], Sequence[Asked]]]


@dataclass(frozen=True)
class Mined:
    """A question, the row of a passage that answers it and which of its sentences do, all rows that answer, and rows that do not:
    near ones of the same document, far ones of others."""

    question: str
    row: int
    sentences: frozenset[int]
    answering: frozenset[int]
    near: tuple[int, ...]
    far: tuple[int, ...]


@dataclass(frozen=True)
class Told:
    """An answer, and the passage and its sentences that tell as much."""

    answer: str
    row: int
    sentences: frozenset[int]


def learnt_sets(limit: int | None) -> Sets:
    """Give the documents and questions to train on; with a limit, none over written texts."""
    asked = podcast_questions(held_out=False, further=True)[:limit]
    return {"podcasts": (podcasts(asked), asked), "talk": (documents(False), list(questions(False))[:limit] * TALK_TIMES),
            **({} if limit else written_questions())}  # fmt: skip


def held_out_sets(limit: int | None) -> Sets:
    """Give the documents and questions held out."""
    asked = podcast_questions(held_out=True, further=True)[:limit]
    return {"podcasts": (podcasts(asked), asked), "talk": (documents(True), questions(True)[:limit])}


class Mine:
    """The documents of sets, indexed below ``folder``, looked through by the vectors of the model as it came."""

    def __init__(self, sets: Sets, folder: Path) -> None:
        self._sets = sets
        self.index, self._transcripts = indexed({name: texts for name, (texts, _) in sets.items()}, folder)

    def rows_of(self, name: str) -> list[int]:
        """Give the rows of a set's passages."""
        return [row for key, transcript in self._transcripts.items() if key.startswith(f"{name}/")
                for row in range(*self.index.rows_of(transcript))]  # fmt: skip

    def mined(self, name: str, embeddings: SentenceTransformerEmbeddings) -> Iterator[Mined]:
        """Give a set's questions with what is near them; those that no sentence answers are left out."""
        rows = np.array(self.rows_of(name))
        for each in self._sets[name][1]:
            first, end = self.index.rows_of(transcript := self._transcripts[f"{name}/{each.doc_id}"])
            if answering := self._answering(first, end, each.spans):
                said = without_speakers(each.question, self.index.transcripts[transcript].speakers)
                vector = embeddings.embed_questions([said])[0]
                hits = self._hits(first, end, vector)
                best = max(answering, key=lambda row: hits[row - first])
                far = [int(row) for row in rows[np.argsort(-(self._vectors[rows] @ vector))[:FARTHEST]] if not first <= row < end]
                near = _near(hits, first, best, answering)
                yield Mined(said, best, answering[best], frozenset(answering), near, tuple(far[:FAR]))

    def told(self, limit: int | None) -> Iterator[Told]:
        """Give the answers to the invented interviews' questions, each with the middle one of the passages that tell it."""
        for interview in interviews(held_out=False)[:limit]:
            first, end = self.index.rows_of(self._transcripts[f"talk/{interview.doc_id}"])
            for item in interview.items:
                if answering := self._answering(first, end, [item.span]):
                    row = sorted(answering)[len(answering) // 2]
                    yield Told(item.answer, row, answering[row])

    @cached_property
    def _vectors(self) -> Vectors:
        return self.index.dense.vectors(np.arange(self.index.manifest.passages))

    def _answering(self, first: int, end: int, spans: Sequence[tuple[int, int]]) -> dict[int, frozenset[int]]:
        """Give the rows that have something of the spans, and which of their sentences do."""
        found = {row: _inside(self.index, row, spans) for row in range(first, end)}
        return {row: inside for row, inside in found.items() if inside}

    def _hits(self, first: int, end: int, question: Vectors) -> Vectors:
        """Give passages' scores, (rows,): the mean of the passage's cosine and its best sentence's."""
        best = [(self.index.sentence_vectors(row) @ question).max() for row in range(first, end)]
        return np.asarray((self._vectors[first:end] @ question + best) / 2, dtype=np.float32)


def _inside(index: PassageIndex, row: int, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    sentences = enumerate(index.passage(row).sentences)
    return frozenset(place for place, each in sentences if any(each.start < end and start < each.end for start, end in spans))


def _near(hits: Vectors, first: int, best: int, answering: Mapping[int, frozenset[int]]) -> tuple[int, ...]:
    """Give the best rows that neither answer nor stand beside one that does."""
    ordered = [first + int(place) for place in np.argsort(-hits)]
    allowed = [row for row in ordered if hits[row - first] < hits[best - first] + CLOSER]
    return tuple(row for row in allowed if min(abs(row - other) for other in answering) > 1)[:NEAR]
