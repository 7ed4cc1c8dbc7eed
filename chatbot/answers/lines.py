"""Passages to the few sentences worth reading: scored one by one, the best with what stands around them.

A small model reads eighty tokens a second, and what it reads beside the point it repeats; so the best sentences go to it, not
the passages they stand in. It does not judge whether they answer the question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from chatbot.answers.planted import is_planted
from chatbot.embeddings import Vectors
from chatbot.index import lexical_tokens
from chatbot.passages import Sentence, asks
from chatbot.passages.tokens import count_tokens
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
"""What the mean score of the lines before and after counts for, where a place to read is chosen."""
REACH, WINDOW_TOKENS = 2, 140
"""How many lines on each side are read with a line, and how long they may be together, in tiktoken's tokens; most are half of
that."""
MORE, MORE_TOKENS = 3, 360
"""How many lines on each side of a place in a text are drafted from as well, and how long all of them may be together."""
SAID_AROUND, SAID_AROUND_TOKENS = 8, 300
"""The same for a place in talk that is read again with what is said around it."""
LABEL_CHARACTERS = 80
"""What may stand between two lines that are read as one: a speaker's name, a time."""
APART = 10
"""How many rows are left out between passages that do not follow one another: more than is ever looked around a line."""


@dataclass(frozen=True)
class Line:
    """A sentence that may be read and quoted: its place, its words, who says them, and its score for the question.

    ``url`` is the transcript's address, at the sentence's time where it can be; ``passage`` tells which of the passages found
    it stands in.
    """

    transcript: str
    sentence: Sentence
    text: str
    url: str | None
    score: float
    row: int
    passage: int = 0

    @property
    def speaker(self) -> str | None:
        """Who says it, or None."""
        return self.sentence.speaker


@dataclass(frozen=True)
class Reading:
    """All sentences of the passages found, best first, and their vectors by ``row`` (rows, dimensions).

    Rows go on as the transcripts do; where what stands between was not found, rows are left out, with vectors of zeros.
    """

    lines: tuple[Line, ...]
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
    lines = []
    for number, ((_, hit, _), first) in enumerate(zip(found, first_rows, strict=True)):
        passage = hit.passage
        transcript = transcripts[passage.transcript]
        for row, sentence in enumerate(passage.sentences, first):
            text = transcript.text[sentence.start : sentence.end]
            if is_planted(text):
                continue
            url = address_at(transcript.url, sentence.time)
            score = float(cosines[row]) + LEXICAL * _shared(words, text) + PASSAGE * hit.score
            lines.append(Line(passage.transcript, sentence, text, url, score, row, number))
    lines.sort(key=_best_first)
    if second is not None and lines:
        lines = sorted(_heard(lines, second), key=_best_first)
    return Reading(tuple(lines), stacked)


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


def _best_first(line: Line) -> tuple[float, int]:
    return -line.score, line.row


def _heard(lines: Sequence[Line], second: Callable[[Sequence[str]], Vectors]) -> list[Line]:
    """Add a second model's view to each line's score; those that it is not asked about get the lowest of what it gave."""
    asked = second([line.text for line in lines[:ASKED_OF_SECOND]]).tolist()
    views = [*asked, *[min(asked)] * (len(lines) - len(asked))]
    return [replace(line, score=line.score + SECOND * view) for line, view in zip(lines, views, strict=True)]


def windows(reading: Reading, count: int, wanted: Callable[[Line], bool] = lambda line: True) -> list[tuple[Line, ...]]:
    """Give up to ``count`` places worth reading, best first: a line that is ``wanted`` with two before and two after it.

    These say what "they" or "96%" mean; they are left out where they are long. No line is the middle of two windows, nor of
    one that stands in an earlier one.
    """
    by_row = {line.row: line for line in reading.lines}
    found: list[tuple[Line, ...]] = []
    read: set[int] = set()
    for line in sorted(reading.lines, key=lambda line: -_with_neighbours(line, by_row)):
        if len(found) == count:
            break
        if line.row not in read and wanted(line):
            found.append(_around(line, by_row))
            read.update(each.row for each in found[-1])
    return found


def more_of(place: Sequence[Line], reading: Reading) -> list[Line]:
    """Give the lines of a place in a text and those before and after it, since a text explains where talk comes to the point."""
    return _grown(place, {line.row: line for line in reading.lines}, MORE, MORE_TOKENS, _follows)


def said_around(place: Sequence[Line], reading: Reading) -> tuple[Line, ...]:
    """Give the lines of a place in talk and those around it: of its speaker's turn, and between a question and its answer."""
    by_row = {line.row: line for line in reading.lines}
    return tuple(_grown(place, by_row, SAID_AROUND, SAID_AROUND_TOKENS, _in_one_exchange))


def lines_beside(lines: Iterable[Line], read: Iterable[Line], reach: int) -> list[Line]:
    """Give those of ``lines``, by row, that were ``read`` or are up to ``reach`` rows from one in the same transcript."""
    near = {(line.transcript, line.row + step) for line in read for step in range(-reach, reach + 1)}
    return sorted((line for line in lines if (line.transcript, line.row) in near), key=lambda line: line.row)


def _with_neighbours(line: Line, by_row: Mapping[int, Line]) -> float:
    before, after = by_row.get(line.row - 1), by_row.get(line.row + 1)
    scores = [before.score] if before and _follows(before, line) else []
    scores += [after.score] if after and _follows(line, after) else []
    return line.score + BESIDE * (sum(scores) / len(scores) if scores else line.score)


def excerpts_of(lines: Iterable[Line]) -> list[list[Line]]:
    """Put lines, each once, in the order they stand in the transcripts, and join those that follow one another."""
    joined: list[list[Line]] = []
    each_once = {line.row: line for line in lines}.values()
    for line in sorted(each_once, key=lambda line: (line.transcript, line.sentence.start)):
        if joined and _follows(joined[-1][-1], line):
            joined[-1].append(line)
        else:
            joined.append([line])
    return joined


def _around(line: Line, by_row: Mapping[int, Line]) -> tuple[Line, ...]:
    return tuple(_grown([line], by_row, REACH, WINDOW_TOKENS, _in_one_passage))


def _grown(
    place: Sequence[Line], by_row: Mapping[int, Line], reach: int, tokens: int, goes_on: Callable[[Line, Line], bool]
) -> list[Line]:
    window = list(place)
    left = tokens - sum(count_tokens(line.text) for line in window)
    for _ in range(reach):
        before, after = by_row.get(window[0].row - 1), by_row.get(window[-1].row + 1)
        if before and goes_on(before, window[0]) and count_tokens(before.text) <= left:
            left -= count_tokens(before.text)
            window.insert(0, before)
        if after and goes_on(window[-1], after) and count_tokens(after.text) <= left:
            left -= count_tokens(after.text)
            window.append(after)
    return window


def _follows(one: Line, other: Line) -> bool:
    """Say whether nothing but white space, a speaker's name and a time can stand between two lines."""
    beside = other.row == one.row + 1 and one.transcript == other.transcript
    return beside and 0 <= other.sentence.start - one.sentence.end <= LABEL_CHARACTERS


def _in_one_exchange(one: Line, other: Line) -> bool:
    return _follows(one, other) and (one.speaker == other.speaker or asks(one.text))


def _in_one_passage(one: Line, other: Line) -> bool:
    """Say whether two lines follow one another in a passage, or as a question and what another speaker says to it."""
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
