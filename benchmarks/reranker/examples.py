"""Questions to what a reranker learns from: places that answer, and places that a search puts beside them and that do not.

A place is rendered as the program renders it: a sentence with up to two before and two after it; in the program all are of one
passage. That a place elsewhere does not answer was not read, only taken from where it stands.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.ours import write_seeds
from benchmarks.peers import MODELS
from benchmarks.reranker.asked import Asked, written_questions
from benchmarks.sets import Document
from chatbot.answers import Reading, SourceSentence
from chatbot.answers.prompts import said
from chatbot.answers.source_sentences import PASSAGE, windows
from chatbot.conversation import rebuild
from chatbot.embeddings import PLAIN, SentenceTransformerEmbeddings, Vectors
from chatbot.index import PassageIndex
from chatbot.retrieval.speakers import without_speakers

NEAR, FEWEST_NEAR, AWAY = 14, 3, 300
"""How many places are taken to be near a question, how few are not enough, and how many characters from the answer they stand."""
OTHERS, READ_OTHERS = 6, 2
"""Of how many other interviews the best place is looked up, and how many of these are kept."""
WRITTEN_NEAR, WRITTEN_TEXTS = 12, 9


@dataclass(frozen=True)
class Example:
    """A question, places that answer it, places near it that do not, and places of other interviews."""

    question: str
    answering: tuple[str, ...]
    near: tuple[str, ...]
    elsewhere: tuple[str, ...]


@dataclass(frozen=True)
class Drawn:
    """How places are drawn to be shown with a question: how many that do not answer, from how many of the nearest, how often one
    of them is of another interview, and how often the place that answers is the excerpt that the question was written for."""

    wrong: int
    nearest: int
    others_share: float
    whole_share: float


def shown(example: Example, chance: random.Random, drawn: Drawn) -> list[tuple[str, str]]:
    """Give a question with a place that answers it, first, and ``drawn.wrong`` that do not."""
    right = example.answering[-1] if chance.random() < drawn.whole_share else example.answering[0]
    other = [chance.choice(example.elsewhere)] if example.elsewhere and chance.random() < drawn.others_share else []
    wrong = chance.sample(example.near[: drawn.nearest], drawn.wrong - len(other)) + other
    return [(example.question, place) for place in (right, *wrong)]


class Text:
    """A document's sentences, each once, to be scored against a question."""

    def __init__(self, index: PassageIndex, transcript: str) -> None:
        first, end = index.rows_of(transcript)
        self.transcript = index.transcripts[transcript]
        self._passages = index.dense.vectors(np.arange(first, end))
        found: dict[int, tuple[SourceSentence, Vectors, list[int]]] = {}
        for row in range(first, end):
            for sentence, vector in zip(index.passage(row).sentences, index.sentence_vectors(row), strict=True):
                words = self.transcript.text[sentence.start : sentence.end]
                source = SourceSentence(transcript, sentence, words, None, 0.0, 0)
                found.setdefault(sentence.start, (source, vector, []))[2].append(row - first)
        ordered = [found[start] for start in sorted(found)]
        self._sources = [replace(source, row=row) for row, (source, _, _) in enumerate(ordered)]
        self._vectors = np.stack([vector for _, vector, _ in ordered])
        self._rows = [rows for _, _, rows in ordered]

    def closeness(self, question: Vectors) -> float:
        """Give the cosine of the best passage."""
        return float((self._passages @ question).max())

    def reading(self, question: Vectors, only: Sequence[tuple[int, int]] = ()) -> Reading:
        """Score all sentences; where ``only`` gives spans, those outside them come last."""
        passages = self._passages @ question
        scores = self._vectors @ question + PASSAGE * np.array([passages[rows].max() for rows in self._rows])
        sources = [replace(source, score=float(score) - (0.0 if not only or overlaps((source,), only) else 9.0))
                   for source, score in zip(self._sources, scores, strict=True)]  # fmt: skip
        return Reading(tuple(sorted(sources, key=lambda source: -source.score)), self._vectors)

    def inside(self, spans: Sequence[tuple[int, int]]) -> list[SourceSentence]:
        """Give the sentences of spans, in their order."""
        return [source for source in self._sources if overlaps((source,), spans)]


def overlaps(sources: Sequence[SourceSentence], spans: Sequence[tuple[int, int]], away: int = 0) -> bool:
    """Say whether a place, from its first sentence to its last, is nearer than ``away`` characters to one of the spans."""
    start, end = sources[0].sentence.start - away, sources[-1].sentence.end + away
    return any(start < last and first < end for first, last in spans)


def read_texts(documents: Mapping[str, Sequence[Document]], folder: Path) -> dict[str, Text]:
    """Index documents below ``folder`` and give them by their ids, with the set's name before it."""
    index, transcripts = indexed(documents, folder)
    return {name: Text(index, transcript) for name, transcript in transcripts.items()}


def indexed(documents: Mapping[str, Sequence[Document]], folder: Path) -> tuple[PassageIndex, Mapping[str, str]]:
    """Index documents below ``folder``, as the program does but by the embedding model as it came; returns the index, and which
    transcript in it a document is, by the document's id with the set's name before it."""
    seeds = write_seeds(folder / "seeds", documents)
    rebuild(seeds.folder, folder / "index", PLAIN, MODELS, lambda *_: None)
    names = {f"{transcript.split('/')[0]}/{doc_id}": transcript for transcript, doc_id in seeds.doc_ids.items()}
    return PassageIndex(folder / "index"), names


def spoken_examples(
    asked: Sequence[Asked], texts: Mapping[str, Text], embeddings: SentenceTransformerEmbeddings, name: str = "podcasts"
) -> Iterator[Example]:
    """Give what is learnt from questions over talk, in which most is near and most does not answer; ``name`` is the set's."""
    chance, names = random.Random(11), sorted(texts)
    for each in asked:
        here = f"{name}/{each.doc_id}"
        text = texts[here]
        if not (inside := text.inside(each.spans)):
            continue
        vector = embeddings.embed_questions([without_speakers(each.question, text.transcript.speakers)])[0]
        answering = said(windows(text.reading(vector, each.spans), 1)[0]), said(inside)
        near = [said(place) for place in windows(text.reading(vector), NEAR) if not overlaps(place, each.spans, AWAY)]
        others = [windows(texts[other].reading(vector), 1)[0] for other in chance.sample(names, OTHERS) if other != here]
        others.sort(key=lambda place: -max(source.score for source in place))
        yield Example(each.question, answering, tuple(near), tuple(said(place) for place in others[:READ_OTHERS]))


def written_examples(folder: Path, embeddings: SentenceTransformerEmbeddings) -> Iterator[Example]:
    """Give what is learnt from questions over written texts, which are short, so that what is near is in other ones."""
    sets = written_questions()
    texts = read_texts({name: documents for name, (documents, _) in sets.items()}, folder)
    for name, (_, asked) in sets.items():
        own = {key: text for key, text in texts.items() if key.startswith(f"{name}/")}
        for each in asked:
            vector = embeddings.embed_questions([each.question])[0]
            here = f"{name}/{each.doc_id}"
            answering = said(windows(own[here].reading(vector, each.spans), 1)[0])
            nearest = sorted(own, key=lambda key: -own[key].closeness(vector))[:WRITTEN_TEXTS]
            places = [place for key in nearest for place in windows(own[key].reading(vector), 2)
                      if key != here or not overlaps(place, each.spans)]  # fmt: skip
            near = [said(place) for place in sorted(places, key=lambda place: -max(source.score for source in place))]
            yield Example(each.question, (answering,), tuple(near[:WRITTEN_NEAR]), tuple(near[-READ_OTHERS:]))
