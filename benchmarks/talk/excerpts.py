"""Excerpts with questions that they answer or nearly answer, for the fourth round of the Yes or No."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.talk.interviews import Interview, Item, interviews
from benchmarks.verdict.pairs import Asked
from chatbot.answers import SourceSentence
from chatbot.answers.prompts import said
from chatbot.passages.sentences import sentences_of
from chatbot.transcripts import parse_transcript

FILE = Path(__file__).with_name("excerpts.jsonl")
HELD_OUT = 11
"""One excerpt in so many is kept for seeing whether it learns."""
BESIDE = 1
"""How many sentences stand before and behind the evidence."""


def invented_excerpts(held_out: bool) -> list[Asked]:
    """Give the excerpts written for this round, with three questions or so that they answer and three that they nearly answer."""
    items = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
    kept = [item for number, item in enumerate(items) if (number % HELD_OUT == 0) == held_out]
    return [Asked(item["excerpt"], tuple((each["question"], each["yes"]) for each in item["asked"])) for item in kept]


def excerpts_of_interviews(held_out: bool) -> list[Asked]:
    """Give what stands around each evidence of the invented interviews, with its question, its near miss, and a question that is
    answered elsewhere in the interview."""
    return [asked for interview in interviews(held_out) for asked in _around(interview)]


def _around(interview: Interview) -> Iterator[Asked]:
    transcript, chance = parse_transcript(interview.text, interview.doc_id), random.Random(interview.doc_id)
    sentences = sentences_of(transcript)
    for item in interview.items:
        start, end = item.span
        rows = [row for row, each in enumerate(sentences) if each.start < end and start < each.end]
        shown = range(max(0, rows[0] - BESIDE), min(len(sentences), rows[-1] + BESIDE + 1))
        sources = [SourceSentence(interview.doc_id, sentences[row], interview.text[sentences[row].start : sentences[row].end],
                                  transcript.turns[sentences[row].turn].speaker, 0.0, row) for row in shown]  # fmt: skip
        elsewhere = _elsewhere(interview.items, sentences[shown[0]].start, sentences[shown[-1]].end)
        other = [(chance.choice(elsewhere).question, False)] if elsewhere else []
        yield Asked(said(sources), ((item.question, True), (item.near_miss, False), *other))


def _elsewhere(items: Sequence[Item], start: int, end: int) -> list[Item]:
    return [item for item in items if item.span[1] <= start or end <= item.span[0]]
