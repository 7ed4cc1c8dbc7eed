"""Questions to ranked passages: dense and lexical evidence, fused by how much each knows about the question.

A passage's score is a sum of three things on one scale, each between 0 and 1: its cosine to the question, that of its best
sentence, and the share of the question's words, weighted by their rarity, that BM25 finds in it. A question in another language
shares almost no words with the passages, so that the last term fades by itself; ranks alone would not tell
(plain reciprocal rank fusion halved the evidence found for such questions). A speaker's name speaks for the transcript;
inside it, passages are scored by the question without that name.

It does not rewrite questions, and it does not judge whether what it found answers them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from chatbot.embeddings import BUNDLED, SentenceTransformerEmbeddings, Vectors
from chatbot.index import PassageIndex
from chatbot.passages import Passage
from chatbot.retrieval.background import LanguageBackground
from chatbot.retrieval.other_names import with_other_names
from chatbot.retrieval.speakers import SpeakerNames, without_speakers
from chatbot.transcripts import detect_language

CANDIDATES = 100
"""How many passages each of the two searches hands to the ranking."""
REACH, FARTHER = 2, 0.98
"""How many passages away a neighbour may be, and what each one beyond the first takes off it."""

TRAINED_SPREAD = 3.3
"""How many times as far apart the bundled model's cosines lie since it was trained for talk (129 questions to tune on)."""
TRAINED_LANGUAGE = 0.5
"""How much of its language's mean a question in another language loses with the bundled model, which was trained across them."""

NAMED = 0.1
"""What a transcript gains of which a speaker, or a name said in it, is named that is in no other."""
UNNAMED_IN = 3
"""How many of the best transcripts are scored again without their speakers' names."""

HEAD, AROUND, AROUND_WEIGHT = 4, 3, 2.0
"""How many passages keep the rank of their score; how far around each of the others is looked, and what that counts for."""


@dataclass(frozen=True)
class Weights:
    """What each kind of evidence counts for; tuned on the tuning half of the public sets.

    See benchmarks/experiments/01-ranking-passages.md.
    """

    passage: float = 1.0
    sentence: float = 1.0
    lexical: float = 0.5
    neighbours: float = 0.5
    transcript: float = 1.0


@dataclass(frozen=True)
class Hit:
    """A passage and its score; scores rank the passages of one question and mean nothing between questions."""

    passage: Passage
    score: float


@dataclass(frozen=True)
class Evidence:
    """What one search saw: hits, best first, their index rows, and the vectors of the question's forms (forms, dimensions)."""

    hits: tuple[Hit, ...]
    rows: tuple[int, ...]
    vectors: Vectors


@dataclass(frozen=True)
class _Asked:
    """Forms of a question made ready: their vectors (forms, dimensions), and each row's lexical shares (rows, forms)."""

    vectors: Vectors
    shares: npt.NDArray[np.float32]


class Searcher:
    """An index and the embedding model it was made with, ready to be asked."""

    def __init__(
        self, index: PassageIndex, embeddings: SentenceTransformerEmbeddings, weights: Weights | None = None
    ) -> None:
        self.index = index
        self._embeddings = embeddings
        self._weights = weights or Weights()
        self._background = LanguageBackground(embeddings)
        self._speakers = SpeakerNames(index.transcripts)

    def search(self, forms: Sequence[str], count: int, transcript: str | None = None) -> Evidence:
        """Find the ``count`` best passages for a question in all its ``forms``, best first.

        ``transcript`` limits the search to one; raises QuestionError when the index does not have it.
        """
        within = self.index.rows_of(transcript) if transcript is not None else (0, self.index.dense.rows)
        languages = self._languages(forms, transcript)
        asked = self._asked(forms, languages)
        scores = self._scores(forms, asked, languages, within)
        best = filled_in(scores, {row: self.index.transcript_number(row) for row in scores})[:count]
        hits = tuple(Hit(self.index.passage(row), round(score, 6)) for row, score in best)
        return Evidence(hits, tuple(row for row, _ in best), asked.vectors)

    def relevance(self, forms: Sequence[str], sentences: Vectors) -> float:
        """Give the best cosine of a sentence to a form of the question, their languages taken off (about 0 to 0.2)."""
        if not len(sentences):
            return -1.0
        plain = np.stack([self._background.mean(detect_language(form)) for form in forms])
        centred = self._embeddings.embed_questions(forms) - plain
        spread = TRAINED_SPREAD if self._embeddings.name == BUNDLED else 1.0
        return float((sentences @ centred.T).max(axis=0).mean()) / spread

    def of_others(self, question: str, transcripts: Sequence[str]) -> list[bool]:
        """Say of each transcript whether the firms and people whom a question names are told of in others of these alone."""
        names = self._speakers.told_of(question)
        found = [self._speakers.are_of_others(names, transcript) for transcript in transcripts]
        return found if not all(found) else [False] * len(found)

    def _languages(self, forms: Sequence[str], transcript: str | None) -> Vectors:
        """Give what each form is to lose, (forms, dimensions): its language, where that is not the transcripts'."""
        spoken = self.index.language(transcript)
        languages = [detect_language(form) for form in forms]
        plain = [
            self._background.mean(language) if language != spoken else np.zeros(self._embeddings.dimensions)
            for language in languages
        ]
        part = TRAINED_LANGUAGE if self._embeddings.name == BUNDLED else 1.0
        return np.asarray(np.multiply(part, np.stack(plain)), dtype=np.float32)

    def _asked(self, forms: Sequence[str], languages: Vectors) -> _Asked:
        shares = np.stack([self._shares(form) for form in forms], axis=1)
        return _Asked(self._embeddings.embed_questions(forms) - languages, shares)

    def _shares(self, form: str) -> npt.NDArray[np.float32]:
        """Give each passage's share of a question's words, any name of a thing for another."""
        scores, bound = self.index.lexical.scores(form)
        named = with_other_names(form, self.index.lexical.knows)
        return np.minimum(1.0, lexical_share(self.index.lexical.scores(named)[0] if named != form else scores, bound))

    def _scores(
        self, forms: Sequence[str], asked: _Asked, languages: Vectors, within: tuple[int, int]
    ) -> dict[int, float]:
        """Score the rows worth it, where speakers are named with regard to that."""
        own = self._own(asked, within)
        transcript_of = {row: self.index.transcript_number(row) for row in own}
        leading = best_rows(own, transcript_of)
        best = {number: own[row] for number, row in leading.items()}
        named = self._speakers.named(forms)
        if named:
            ids = {number: self.index.passage(row).transcript for number, row in leading.items()}
            best = {number: score + NAMED * self._speakers.told(named, ids[number]) for number, score in best.items()}
            first = sorted(best, key=lambda number: -best[number])[:UNNAMED_IN]
            own.update(self._unnamed(forms, languages, [ids[number] for number in first], own))
            transcript_of.update({row: self.index.transcript_number(row) for row in own.keys() - transcript_of.keys()})
        return in_context(own, transcript_of, best, self._weights)

    def _unnamed(
        self, forms: Sequence[str], languages: Vectors, transcripts: Sequence[str], own: Mapping[int, float]
    ) -> dict[int, float]:
        """Score rows of transcripts by the question without their speakers' names; each one's best row keeps its score."""
        found: dict[int, float] = {}
        ready: dict[tuple[str, ...], _Asked] = {}
        for transcript in transcripts:
            unnamed = tuple(without_speakers(form, self.index.transcripts[transcript].speakers) for form in forms)
            if unnamed == tuple(forms):
                continue
            if unnamed not in ready:
                ready[unnamed] = self._asked(unnamed, languages)
            first, end = self.index.rows_of(transcript)
            before = {row: score for row, score in own.items() if first <= row < end}
            inside = self._own(ready[unnamed], (first, end), before)
            found.update(levelled(inside, max(before.values())))
        return found

    def _own(self, asked: _Asked, within: tuple[int, int], also: Iterable[int] = ()) -> dict[int, float]:
        """Score what either search finds, and what stands beside it, by itself: the mean over the forms of all evidence."""
        if within[0] == within[1]:  # a transcript in which nothing is said
            return {}
        nearest, _ = self.index.dense.search(asked.vectors, CANDIDATES, within)
        rows = sorted({*with_neighbours(candidates(nearest, asked.shares, within), within), *also})
        weights, chosen = self._weights, np.array(rows, dtype=np.int64)
        dense = self.index.dense.vectors(chosen) @ asked.vectors.T
        sentences = np.stack([best_sentences(self.index.sentence_vectors(row), asked.vectors) for row in rows])
        own = weights.passage * dense + weights.sentence * sentences + weights.lexical * asked.shares[chosen]
        return dict(zip(rows, own.mean(axis=1).tolist(), strict=True))


def levelled(scores: Mapping[int, float], best: float) -> dict[int, float]:
    """Move scores up or down together, until the largest is ``best``."""
    moved = best - max(scores.values())
    return {row: score + moved for row, score in scores.items()}


def best_rows(scores: Mapping[int, float], transcript_of: Mapping[int, int]) -> dict[int, int]:
    """Give the row with the largest score of each transcript."""
    best: dict[int, int] = {}
    for row in sorted(scores, key=lambda row: scores[row]):
        best[transcript_of[row]] = row
    return best


def in_context(
    own: Mapping[int, float], transcript_of: Mapping[int, int], best: Mapping[int, float], weights: Weights
) -> dict[int, float]:
    """Add to each row's score what its best neighbour and its transcript say for it; ``best`` scores the transcripts.

    A neighbour is a row of the same transcript up to REACH away, and counts for a little less when it is farther; both terms
    are weighted and then the sum is divided by the weights, so that scores keep their scale.
    """
    whole = 1.0 + weights.neighbours + weights.transcript
    found = {}
    for row, score in own.items():
        beside = [own[other] * FARTHER ** (abs(other - row) - 1) for other in range(row - REACH, row + REACH + 1)
                  if other != row and transcript_of.get(other) == transcript_of[row]]
        neighbour = max(beside, default=score)
        found[row] = (score + weights.neighbours * neighbour + weights.transcript * best[transcript_of[row]]) / whole
    return found


def filled_in(scores: Mapping[int, float], transcript_of: Mapping[int, int]) -> list[tuple[int, float]]:
    """Rank rows, (row, score), best first: the HEAD best as they are, then the others by what is scored around them too.

    The first answer a pointed question; those after them read on where much is near the point, as a broad question needs.
    No score is above the one before it.
    """
    ranked = sorted(scores, key=lambda row: (-scores[row], row))
    head, rest = ranked[:HEAD], ranked[HEAD:]
    around = {}
    for row in rest:
        near = range(row - AROUND, row + AROUND + 1)
        beside = [scores[other] for other in near if transcript_of.get(other) == transcript_of[row]]
        around[row] = (scores[row] + AROUND_WEIGHT * sum(beside) / len(beside)) / (1.0 + AROUND_WEIGHT)
    lowest = scores[head[-1]] if head else 0.0
    rest.sort(key=lambda row: (-around[row], row))
    return [*((row, scores[row]) for row in head), *((row, min(around[row], lowest)) for row in rest)]


def lexical_share(scores: npt.NDArray[np.float32], bound: float) -> npt.NDArray[np.float32]:
    """Turn BM25 scores into shares (0 to about 1) of what a passage with all the question's words would get."""
    return scores / np.float32(bound) if bound > 0 else scores


def best_sentences(sentences: Vectors, questions: Vectors) -> Vectors:
    """Give the cosine of the best of a passage's sentences to each question form, (forms,)."""
    return np.asarray((sentences @ questions.T).max(axis=0), dtype=np.float32)


def candidates(
    rows_of_forms: npt.NDArray[np.int64], shares: npt.NDArray[np.float32], within: tuple[int, int]
) -> set[int]:
    """Join what the two searches found: rows of the nearest vectors, and rows with the largest lexical shares."""
    rows = set(rows_of_forms[rows_of_forms >= 0].ravel().tolist())
    inside = shares[within[0] : within[1]]
    count = min(CANDIDATES, len(inside))
    for column in inside.T:
        top = np.argpartition(column, -count)[-count:]
        rows.update(int(row) + within[0] for row in top if column[row] > 0)
    return rows


def with_neighbours(rows: set[int], within: tuple[int, int]) -> set[int]:
    """Add the rows up to REACH before and after each row, so that they are scored too."""
    near = {row + step for row in rows for step in range(-REACH, REACH + 1)}
    return {row for row in near if within[0] <= row < within[1]}


class PassageRetriever(BaseRetriever):
    """The search as a LangChain retriever: each passage a Document, its place and score in the metadata."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    searcher: Any
    count: int = 8
    transcript: str | None = None

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        found = self.searcher.search([query], self.count, self.transcript)
        return [Document(page_content=hit.passage.text, metadata=place_of(hit)) for hit in found.hits]


def place_of(hit: Hit) -> dict[str, Any]:
    """Give where a hit's passage stands, who speaks and when, and its score."""
    passage = hit.passage
    return {"transcript": passage.transcript, "start": passage.start, "end": passage.end, "score": hit.score,
            "speaker": passage.speaker, "time": passage.time}
