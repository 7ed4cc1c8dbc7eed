"""What is exported: the answers, when, and the transcripts that they cite.

It does not read or write files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
    """The text of a sentence without the markers of its own citations, should it end in them: "So it is [1]." """
    own = {citation["number"] for citation in sentence["citations"]}

    def keep(marker: re.Match[str]) -> str:
        return "" if int(marker[1]) in own else marker[0]

    return re.sub(r"\s*\[(\d{1,9})\](?=\W*(?:\[\d{1,9}\]\W*)*$)", keep, str(sentence["text"]))


_IDENTITY = ("number", "transcript", "start", "end", "quote", "speaker", "time", "url")
