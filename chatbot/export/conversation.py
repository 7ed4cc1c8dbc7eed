"""What is exported: the answers, when, and the transcripts that they cite.

It does not read or write files.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chatbot.export.contract import check_answer


@dataclass(frozen=True)
class TranscriptNote:
    """A cited transcript as it was at export: its `sha256` is of the text's UTF-8, in hexadecimal."""

    id: str
    title: str
    sha256: str


@dataclass(frozen=True)
class ExportedConversation:
    """A conversation apart from the program that held it.

    `created` is an ISO time, or "" where the file did not say; `answers` are objects as `ask --json` gives them.
    """

    created: str
    transcripts: tuple[TranscriptNote, ...]
    answers: tuple[dict[str, Any], ...]

    @property
    def language(self) -> str:
        """The language of the first answer, which a document's own words are in."""
        return str(self.answers[0]["language"]) if self.answers else "en"

    def note(self, transcript: str) -> TranscriptNote | None:
        """The note on a transcript, or None where the file carries none."""
        return next((note for note in self.transcripts if note.id == transcript), None)


def export_conversation(
    answers: Sequence[Mapping[str, Any]], transcripts: Mapping[str, tuple[str, str]], created: datetime
) -> ExportedConversation:
    """Gather answers and what is known of the transcripts that they cite.

    `transcripts` maps an id to its title and sha256; those that no answer cites are left out.
    Raises ExportError when an answer is not as `ask --json` gives it.
    """
    checked = tuple(check_answer(answer, f"answer {number}") for number, answer in enumerate(answers, 1))
    cited = dict.fromkeys(citation["transcript"] for answer in checked for citation in all_citations(answer))
    notes = tuple(TranscriptNote(id, *transcripts[id]) for id in cited if id in transcripts)
    return ExportedConversation(created.isoformat(timespec="seconds"), notes, checked)


def all_citations(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every citation of an answer, of its sentences and then the nearest; one that is cited twice stands once."""
    return cited_by_sentences(answer) + distinct(answer["nearest"])


def cited_by_sentences(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The citations of an answer's sentences, by number; one that is cited twice stands once."""
    citations = distinct(citation for sentence in answer["sentences"] for citation in sentence["citations"])
    return sorted(citations, key=lambda citation: int(citation["number"]))


def distinct(citations: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The citations without repeats: two are the same when all but the checker's score is the same."""
    kept: dict[tuple[Any, ...], dict[str, Any]] = {}
    for citation in citations:
        kept.setdefault(tuple(citation[key] for key in _IDENTITY), citation)
    return list(kept.values())


def bare_sentence(sentence: Mapping[str, Any]) -> str:
    """The text of a sentence without the markers of its own citations, should it end in them: "So it is [1]."

    A bracketed number that one of its quotes holds was said, and is no marker: "See table [1]".
    """
    own = {citation["number"] for citation in sentence["citations"]}
    return _without_markers(sentence, {number for number in own if not _is_said(number, sentence)})


def as_once_shown(conversation: ExportedConversation) -> ExportedConversation:
    """The conversation as documents showed it at first: without any number in brackets at a sentence's end that it cites."""
    answers = ({**answer, "sentences": [_once_shown(each) for each in answer["sentences"]]} for answer in conversation.answers)
    return replace(conversation, answers=tuple(answers))


def _once_shown(sentence: Mapping[str, Any]) -> dict[str, Any]:
    own = {citation["number"] for citation in sentence["citations"]}
    return {**sentence, "text": _without_markers(sentence, own)}


def _is_said(number: int, sentence: Mapping[str, Any]) -> bool:
    return any(f"[{number}]" in citation["quote"] for citation in sentence["citations"])


def _without_markers(sentence: Mapping[str, Any], numbers: Container[int]) -> str:
    """The text without markers of those numbers after its last word."""

    def keep(marker: re.Match[str]) -> str:
        return "" if int(marker[1]) in numbers else marker[0]

    text = str(sentence["text"])
    end = max((found.end() for found in _WORD_OR_MARKER.finditer(text) if found[0][0] != "["), default=0)
    return text[:end] + _MARKER.sub(keep, text[end:])


_WORD_OR_MARKER = re.compile(r"\[\d{1,9}\]|\w+")
_MARKER = re.compile(r"(?<!\s)\s*+\[(\d{1,9})\]")
_IDENTITY = ("number", "transcript", "start", "end", "quote", "speaker", "time", "url")
