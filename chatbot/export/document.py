"""What a Word or PDF document shows, paragraph by paragraph: the same for both, and for reading them back.

A document is compared with these paragraphs when it is verified: if one reads otherwise, documents that were sent out
earlier no longer verify (tests/test_export_word.py holds them fast).
It knows neither Word nor PDF, and what the paragraphs look like is not its affair.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from chatbot.export.conversation import ExportedConversation, bare_sentence, cited_by_sentences, distinct
from chatbot.export.wording import ExportLabels, character_span, export_labels, language_tag, moment, timestamp, web_address

ParagraphKind = Literal[
    "title", "subtitle", "created", "question", "absent", "said", "note", "heading", "quote", "source", "transcript", "verify"
]
SpanKind = Literal["plain", "marker", "number", "speaker", "nobody", "address", "command"]


@dataclass(frozen=True)
class Span:
    """Words of one look; `target` is the anchor that a marker leads to, or the web address behind an address."""

    text: str
    kind: SpanKind = "plain"
    target: str = ""


TAB = Span("\t")
"""Between a quote's number and its words."""


@dataclass(frozen=True)
class Quoted:
    """Which citation of which answer a paragraph quotes: `answer` counts from 0."""

    answer: int
    citation: Mapping[str, Any] = field(hash=False)


@dataclass(frozen=True)
class Paragraph:
    """One paragraph in its order; `anchor` names it for the markers that lead to it."""

    kind: ParagraphKind
    spans: tuple[Span, ...]
    language: str
    anchor: str = ""
    quoted: Quoted | None = None


def carried(conversation: ExportedConversation) -> ExportedConversation:
    """What a document carries as data: everything but the passages searched, which nobody sees in it."""
    return replace(conversation, answers=tuple({**answer, "passages": []} for answer in conversation.answers))


def language_of(conversation: ExportedConversation) -> str:
    """The language of the document's own words: that of its first answer."""
    return language_tag(conversation.language)


def paragraphs_of(conversation: ExportedConversation) -> list[Paragraph]:
    """The document from its title to its last line."""
    language = language_of(conversation)
    labels = export_labels(language)
    shown = [_plain("title", labels.title, language), _plain("subtitle", labels.subtitle, language)]
    shown += [_plain("created", moment(conversation.created), language)] if conversation.created else []
    for index, answer in enumerate(conversation.answers):
        shown += _answer(conversation, answer, index)
    return [*shown, *_ending(conversation, labels, language)]


def _plain(kind: ParagraphKind, text: str, language: str) -> Paragraph:
    return Paragraph(kind, (Span(text),), language)


def _answer(conversation: ExportedConversation, answer: Mapping[str, Any], index: int) -> Iterator[Paragraph]:
    language = language_tag(answer["language"])
    labels = export_labels(language)
    yield _plain("question", f"{index + 1}. {answer['question']}", language)
    if answer["status"] == "not_found":
        yield _plain("absent", labels.not_found, language)
    if answer["sentences"]:
        yield Paragraph("said", tuple(_sentences(answer, index)), language)
    elif answer["answer"]:
        yield _plain("said", answer["answer"], language)
    if isinstance(answer.get("note"), str) and answer["note"]:
        yield _plain("note", answer["note"], language)
    yield from _quotes(conversation, cited_by_sentences(answer), index, labels.sources, language)
    yield from _quotes(conversation, distinct(answer["nearest"]), index, labels.nearest, language)


def _quotes(
    conversation: ExportedConversation, citations: list[dict[str, Any]], index: int, heading: str, language: str
) -> Iterator[Paragraph]:
    labels, numbered = export_labels(language), set[int]()
    if citations:
        yield _plain("heading", heading, language)
    for citation in citations:
        # Only a quote that a sentence cites is led to; where a number stands twice, its first one.
        leads = heading == labels.sources and citation["number"] not in numbered
        numbered.add(citation["number"])
        yield from _citation(conversation, Quoted(index, citation), _anchor(index, citation["number"]) if leads else "", language)


def _sentences(answer: Mapping[str, Any], index: int) -> Iterator[Span]:
    for position, sentence in enumerate(answer["sentences"]):
        yield Span((" " if position else "") + bare_sentence(sentence))
        for number in dict.fromkeys(citation["number"] for citation in sentence["citations"]):
            yield Span(f"[{number}]", "marker", _anchor(index, number))


def _anchor(index: int, number: int) -> str:
    return f"q{index + 1}c{number}"


def _citation(conversation: ExportedConversation, quoted: Quoted, anchor: str, language: str) -> Iterator[Paragraph]:
    number, quote = str(quoted.citation["number"]), quoted.citation["quote"]
    yield Paragraph("quote", (Span(number, "number"), TAB, Span(quote)), language, anchor, quoted)
    yield Paragraph("source", _source(conversation, quoted.citation, export_labels(language)), language)


def _source(conversation: ExportedConversation, citation: Mapping[str, Any], labels: ExportLabels) -> tuple[Span, ...]:
    note = conversation.note(citation["transcript"])
    named = citation["speaker"] is not None
    parts = [Span(citation["speaker"], "speaker") if named else Span(labels.nobody, "nobody")]
    parts += [] if citation["time"] is None else [Span(timestamp(citation["time"]))]
    parts.append(Span(note.title if note and note.title else citation["transcript"]))
    parts.append(Span(f"{labels.characters} {character_span(citation['start'], citation['end'])}"))
    address = web_address(citation["url"])
    parts += [Span(address, "address", address)] if address else []
    return _joined(parts)


def _joined(parts: list[Span]) -> tuple[Span, ...]:
    return (parts[0], *(each for part in parts[1:] for each in (Span(" · "), part)))


def _ending(conversation: ExportedConversation, labels: ExportLabels, language: str) -> Iterator[Paragraph]:
    if conversation.transcripts:
        yield _plain("heading", labels.transcripts, language)
    for note in conversation.transcripts:
        yield _plain("transcript", f"{note.title} · {note.id}" if note.title else note.id, language)
    yield Paragraph("verify", (Span(labels.verify + " "), Span("chatbot verify", "command")), language)
