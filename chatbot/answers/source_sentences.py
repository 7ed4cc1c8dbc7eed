"""Passages to the few sentences worth reading: scored one by one, the best with what stands around them.

A small model reads eighty tokens a second, and what it reads beside the point it repeats; so the best sentences go to it, not
the passages they stand in. It does not judge whether they answer the question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from chatbot.answers.prompt_injection import is_prompt_injection
from chatbot.embeddings import Vectors
from chatbot.index import lexical_tokens
from chatbot.passages import Sentence, asks, count_tokens
from chatbot.retrieval import Hit
from chatbot.transcripts import Transcript, address_at

LEXICAL = 0.1
"""What a sentence gains when it has all the question's words, on the scale of cosines."""
SECOND, ASKED_OF_SECOND = 0.25, 120
"""What a second model's cosine counts for, such cosines spread five times as wide as those of the first; and how many of the
best sentences it is asked about."""
PASSAGE = 0.4
"""What its passage's score counts for: a passage has seen what a sentence's neighbours say."""

BESIDE = 0.2
"""What the mean score of the sentences before and after counts for, where a place to read is chosen."""
REACH, WINDOW_TOKENS = 2, 140
"""How many sentences on each side are read with a sentence, and how long they may be together, in tiktoken's tokens."""
SHORT_TURNS = 60
"""How many tokens a talk's turns have on average, at most, for its turns to be short; the shipped talk's have some 220."""
FEWEST_TOKENS, FARTHEST = 100, 6
"""How long a place is there at least, where as many sentences more on each side make it so: two sentences end before the answer
does (benchmarks/experiments/34-short-turns.md)."""
MORE, MORE_TOKENS = 3, 360
"""How many sentences on each side of a place in a text are drafted from as well, and how long all of them may be together."""
SAID_AROUND, SAID_AROUND_TOKENS = 8, 300
"""The same for a place in talk that is read again with what is said around it."""
LABEL_CHARACTERS = 80
"""What may stand between two sentences that are read as one: a speaker's name, a time."""
APART = 10
"""How many rows are left out between passages that do not follow one another: more than is ever looked around a sentence."""


@dataclass(frozen=True)
class SourceSentence:
    """A transcript's sentence that may be read and quoted: its place, its words, who says them, its score for the question.

    ``url`` is the transcript's address, at the sentence's time where it can be; ``passage`` tells which of the passages found
    it stands in, ``among_short_turns`` whether its talk's turns are short.
    """

    transcript: str
    sentence: Sentence
    text: str
    url: str | None
    score: float
    row: int
    passage: int = 0
    among_short_turns: bool = False

    @property
    def speaker(self) -> str | None:
        """Who says it, or None."""
        return self.sentence.speaker


@dataclass(frozen=True)
class Reading:
    """All sentences of the passages found, best first, and their vectors by ``row`` (rows, dimensions).

    Rows go on as the transcripts do; where what stands between was not found, rows are left out, with vectors of zeros.
    """

    sources: tuple[SourceSentence, ...]
    vectors: Vectors


def read_passages(
    hits: Sequence[Hit], rows: Sequence[int], vectors: Sequence[Vectors], question: Vectors, forms: Sequence[str],
    transcripts: Mapping[str, Transcript], second: Callable[[Sequence[str]], Vectors] | None = None,
) -> Reading:  # fmt: skip
    """Score every sentence of the passages found against the question's forms.

    ``rows`` are the passages' in the index, where the next row is what follows in a transcript, ``vectors`` their sentences',
    ``question`` the forms' (forms, dimensions); ``second`` gives for sentences another model's cosines, (sentences,).
    """
    found = sorted(zip(rows, hits, vectors, strict=True), key=lambda each: each[0])
    first_rows, stacked = _by_row([row for row, _, _ in found], [each for _, _, each in found], question.shape[1])
    cosines = (stacked @ question.T).mean(axis=1)
    words = [set(lexical_tokens(form)) for form in forms]
    sources = []
    for number, ((_, hit, _), first) in enumerate(zip(found, first_rows, strict=True)):
        passage = hit.passage
        transcript = transcripts[passage.transcript]
        for row, sentence in enumerate(passage.sentences, first):
            text = transcript.text[sentence.start : sentence.end]
            if is_prompt_injection(text):
                continue
            url = address_at(transcript.url, sentence.time)
            score = float(cosines[row]) + LEXICAL * _shared(words, text) + PASSAGE * hit.score
            short = has_short_turns(transcript)
            sources.append(SourceSentence(passage.transcript, sentence, text, url, score, row, number, short))
    sources.sort(key=_best_first)
    if second is not None and sources:
        sources = sorted(_heard(sources, second), key=_best_first)
    return Reading(tuple(sources), stacked)


def has_short_turns(transcript: Transcript) -> bool:
    """Say whether a transcript is talk in which much is said in few words at a time."""
    return bool(transcript.speakers) and _tokens_of(transcript.text) <= SHORT_TURNS * len(transcript.turns)


@lru_cache(maxsize=1000)
def _tokens_of(text: str) -> int:
    return count_tokens(text)


def _by_row(rows: Sequence[int], vectors: Sequence[Vectors], dimensions: int) -> tuple[list[int], Vectors]:
    """Give the row of each passage's first sentence, and the sentences' vectors by row."""
    first_rows: list[int] = []
    end, before = 0, -1
    for row, theirs in zip(rows, vectors, strict=True):
        end += APART if first_rows and row != before + 1 else 0
        first_rows.append(end)
        end, before = end + len(theirs), row
    stacked = np.zeros((end, dimensions), np.float32)
    for first, theirs in zip(first_rows, vectors, strict=True):
        stacked[first : first + len(theirs)] = theirs
    return first_rows, stacked


def _best_first(source: SourceSentence) -> tuple[float, int]:
    return -source.score, source.row


def _heard(sources: Sequence[SourceSentence], second: Callable[[Sequence[str]], Vectors]) -> list[SourceSentence]:
    """Add a second model's view to each sentence's score; those that it is not asked about get the lowest of what it gave."""
    asked = second([source.text for source in sources[:ASKED_OF_SECOND]]).tolist()
    views = [*asked, *[min(asked)] * (len(sources) - len(asked))]
    return [replace(source, score=source.score + SECOND * view) for source, view in zip(sources, views, strict=True)]


def windows(
    reading: Reading, count: int, wanted: Callable[[SourceSentence], bool] = lambda source: True
) -> list[tuple[SourceSentence, ...]]:
    """Give up to ``count`` places worth reading, best first: a sentence that is ``wanted`` with two before and two after it.

    These say what "they" or "96%" mean; they are left out where they are long. No sentence is the middle of two windows, nor of
    one that stands in an earlier one.
    """
    by_row = {source.row: source for source in reading.sources}
    found: list[tuple[SourceSentence, ...]] = []
    read: set[int] = set()
    for source in sorted(reading.sources, key=lambda source: -_with_neighbours(source, by_row)):
        if len(found) == count:
            break
        if source.row not in read and wanted(source):
            found.append(_around(source, by_row))
            read.update(each.row for each in found[-1])
    return found


def more_of(place: Sequence[SourceSentence], reading: Reading) -> list[SourceSentence]:
    """Give the sentences of a place in a text and those around it, since a text explains where talk comes to the point."""
    return _grown(place, {source.row: source for source in reading.sources}, MORE, MORE_TOKENS, _follows)


def said_around(place: Sequence[SourceSentence], reading: Reading) -> tuple[SourceSentence, ...]:
    """Give the sentences of a place in talk and those around it: of its speaker's turn, and between a question and its answer."""
    by_row = {source.row: source for source in reading.sources}
    return tuple(_grown(place, by_row, SAID_AROUND, SAID_AROUND_TOKENS, _in_one_exchange))


def sources_beside(sources: Iterable[SourceSentence], read: Iterable[SourceSentence], reach: int) -> list[SourceSentence]:
    """Give those of ``sources``, by row, that were ``read`` or are up to ``reach`` rows from one in the same transcript."""
    near = {(source.transcript, source.row + step) for source in read for step in range(-reach, reach + 1)}
    return sorted((source for source in sources if (source.transcript, source.row) in near), key=lambda source: source.row)


def _with_neighbours(source: SourceSentence, by_row: Mapping[int, SourceSentence]) -> float:
    before, after = by_row.get(source.row - 1), by_row.get(source.row + 1)
    scores = [before.score] if before and _follows(before, source) else []
    scores += [after.score] if after and _follows(source, after) else []
    return source.score + BESIDE * (sum(scores) / len(scores) if scores else source.score)


def excerpts_of(sources: Iterable[SourceSentence]) -> list[list[SourceSentence]]:
    """Put sentences, each once, in the order they stand in the transcripts, and join those that follow one another."""
    joined: list[list[SourceSentence]] = []
    each_once = {source.row: source for source in sources}.values()
    for source in sorted(each_once, key=lambda source: (source.transcript, source.sentence.start)):
        if joined and _follows(joined[-1][-1], source):
            joined[-1].append(source)
        else:
            joined.append([source])
    return joined


def _around(source: SourceSentence, by_row: Mapping[int, SourceSentence]) -> tuple[SourceSentence, ...]:
    place = _grown([source], by_row, REACH, WINDOW_TOKENS, _in_one_passage)
    for _ in range(FARTHEST if source.among_short_turns else 0):
        if sum(count_tokens(each.text) for each in place) >= FEWEST_TOKENS:
            break
        place = _grown(place, by_row, 1, WINDOW_TOKENS, _follows)
    return tuple(place)


def _grown(
    place: Sequence[SourceSentence], by_row: Mapping[int, SourceSentence], reach: int, tokens: int,
    goes_on: Callable[[SourceSentence, SourceSentence], bool],
) -> list[SourceSentence]:
    window = list(place)
    left = tokens - sum(count_tokens(source.text) for source in window)
    for _ in range(reach):
        before, after = by_row.get(window[0].row - 1), by_row.get(window[-1].row + 1)
        if before and goes_on(before, window[0]) and count_tokens(before.text) <= left:
            left -= count_tokens(before.text)
            window.insert(0, before)
        if after and goes_on(window[-1], after) and count_tokens(after.text) <= left:
            left -= count_tokens(after.text)
            window.append(after)
    return window


def _follows(one: SourceSentence, other: SourceSentence) -> bool:
    """Say whether nothing but white space, a speaker's name and a time can stand between two sentences."""
    beside = other.row == one.row + 1 and one.transcript == other.transcript
    return beside and 0 <= other.sentence.start - one.sentence.end <= LABEL_CHARACTERS


def _in_one_exchange(one: SourceSentence, other: SourceSentence) -> bool:
    return _follows(one, other) and (one.speaker == other.speaker or asks(one.text))


def _in_one_passage(one: SourceSentence, other: SourceSentence) -> bool:
    """Say whether two sentences follow one another in a passage, or as a question and what another speaker says to it."""
    answers = asks(one.text) and one.speaker != other.speaker
    return _follows(one, other) and (one.passage == other.passage or answers)


def _shared(forms: Sequence[set[str]], text: str) -> float:
    there = set(lexical_tokens(text))
    shares = [
        sum(_weight(word) for word in words & there) / max(1e-9, sum(_weight(word) for word in words)) for words in forms
    ]
    return max(shares, default=0.0)


def _weight(word: str) -> float:
    return 1.0 if len(word) > 3 or not word.isascii() or word.isdigit() else 0.2
