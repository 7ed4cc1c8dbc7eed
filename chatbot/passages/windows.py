"""Joins sentences to passages of a size that embeds well, a question with its answer where it is short.

A passage is contiguous, holds whole sentences and never spans page furniture. It does not embed and does not rank.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from chatbot.passages.context import Contexts
from chatbot.passages.sentences import Sentence, asks, sentences_of
from chatbot.passages.tokens import count_tokens
from chatbot.transcripts import Transcript

SHORT_QUESTION = 40  # tokens up to which a turn may stand at the head of the next turn's first passage
_STRETCH = 1.3  # how far above max_tokens a passage may go to take in a last piece that would be tiny


@dataclass(frozen=True)
class Passage:
    """A stretch of whole sentences: text is the transcript's text[start:end], always.

    speaker and time are those of the turn that has most of the passage's characters (the first of them when equal), in
    captions the time where the passage, or that turn, begins; each sentence keeps its own. context is one line to embed
    with the passage: the title, and the last question that another speaker asked before it.
    """

    transcript: str
    start: int
    end: int
    text: str
    speaker: str | None
    time: float | None
    sentences: tuple[Sentence, ...]
    context: str


@dataclass(frozen=True)
class _Counted:
    sentence: Sentence
    tokens: int
    asks: bool


def passages_of(transcript: Transcript, max_tokens: int = 96, overlap: int = 0) -> tuple[Passage, ...]:
    """The passages of a transcript, in order.

    max_tokens (at least 1) is kept but for a single longer sentence, a short question at the head, and a tiny last
    piece, which may make a passage 1.3 times as long. overlap is how many sentences of the passage before, from the
    same turns, each passage takes in again; with 0 passages do not overlap. Every sentence is in at least one passage.
    """
    sentences = sentences_of(transcript)
    counted = [_counted(transcript.text, sentence) for sentence in sentences]
    contexts = Contexts(transcript, sentences)
    passages: list[Passage] = []
    for run in _runs(transcript, counted):
        for window in _overlapping(list(_windows(run, max_tokens)), overlap):
            passages.append(_passage(transcript, [item.sentence for item in window], contexts))
    return tuple(passages)


def _counted(text: str, sentence: Sentence) -> _Counted:
    words = text[sentence.start : sentence.end]
    return _Counted(sentence, count_tokens(words), asks(words))


def _runs(transcript: Transcript, counted: list[_Counted]) -> Iterator[list[_Counted]]:
    """Stretches of sentences with nothing but white space and labels between them."""
    run: list[_Counted] = []
    for item in counted:
        if run and not _joinable(transcript, run[-1].sentence, item.sentence):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _joinable(transcript: Transcript, before: Sentence, after: Sentence) -> bool:
    text = transcript.text
    if before.turn == after.turn:
        return not text[before.end : after.start].strip()
    turn = transcript.turns[after.turn]
    if (before.speaker is None) != (after.speaker is None) or after.turn != before.turn + 1:
        return False
    label = text[turn.start : after.start].strip()
    return not text[before.end : turn.start].strip(" \t\r\n\ufeff>*-") and "\n" not in label


def _windows(run: list[_Counted], max_tokens: int) -> Iterator[list[_Counted]]:
    """Cuts a run: short turns are joined, a long one is cut evenly, with a short question before it at its head."""
    waiting: list[list[_Counted]] = []
    for _, group in groupby(run, key=lambda item: item.sentence.turn):
        turn = list(group)
        if sum(map(_size, waiting)) + _size(turn) <= max_tokens:
            waiting.append(turn)
            continue
        head = waiting.pop() if waiting and _heads(waiting[-1], turn, max_tokens) else []
        if waiting:
            yield _joined(waiting)
        waiting = [head, turn] if head else [turn]
        if sum(map(_size, waiting)) > _STRETCH * max_tokens:
            yield from _even(_joined(waiting), len(head), max_tokens)
            waiting = []
    if waiting:
        yield _joined(waiting)


def _heads(before: list[_Counted], turn: list[_Counted], max_tokens: int) -> bool:
    return _size(before) <= SHORT_QUESTION and (_size(turn) > max_tokens or any(item.asks for item in before))


def _even(items: list[_Counted], head: int, max_tokens: int) -> Iterator[list[_Counted]]:
    """Cuts sentences into windows of much the same size; the first `head` of them stay with the one that follows."""
    left = _size(items)
    window: list[_Counted] = []
    size, target = 0, _target(left, max_tokens)
    for place, item in enumerate(items):
        is_full = size + item.tokens > max_tokens or size + item.tokens / 2 > target
        if place > head and window and is_full and size + left > _STRETCH * max_tokens:
            yield window
            window, size, target = [], 0, _target(left, max_tokens)
        window.append(item)
        size += item.tokens
        left -= item.tokens
    yield window


def _target(tokens: int, max_tokens: int) -> float:
    return tokens / max(1, math.ceil(tokens / max_tokens))


def _overlapping(windows: list[list[_Counted]], overlap: int) -> Iterator[list[_Counted]]:
    """Each window with the last sentences of the one before at its head, where the two share a turn."""
    if windows:
        yield windows[0]
    for before, window in pairwise(windows):
        shared = before[-1].sentence.turn == window[0].sentence.turn
        yield (before[-overlap:] if shared and overlap > 0 else []) + window


def _joined(turns: list[list[_Counted]]) -> list[_Counted]:
    return [item for turn in turns for item in turn]


def _size(items: list[_Counted]) -> int:
    return sum(item.tokens for item in items)


def _passage(transcript: Transcript, sentences: list[Sentence], contexts: Contexts) -> Passage:
    start, end = sentences[0].start, sentences[-1].end
    characters: Counter[int] = Counter()
    for sentence in sentences:
        characters[sentence.turn] += sentence.end - sentence.start
    most = transcript.turns[characters.most_common(1)[0][0]]
    context = contexts.of(characters.most_common(1)[0][0], start)
    text = transcript.text[start:end]
    time = transcript.time_at(max(start, most.start), most)
    return Passage(transcript.id, start, end, text, most.speaker, time, tuple(sentences), context)
