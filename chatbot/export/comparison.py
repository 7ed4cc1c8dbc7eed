"""What a document shows against what the data in it say.

In a Word document a changed quote is taken over as it is shown, so that verification names the character; whatever
else was changed, added or taken away, and anything in a PDF, is refused with the first words that differ. A page, too, is
refused with those: `page_reading` finds them.
It does not read documents, and does not look at transcripts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from chatbot.errors import ExportError
from chatbot.export.conversation import ExportedConversation
from chatbot.export.document import Paragraph, Quoted
from chatbot.export.messages import contrasted, in_quotes


def as_shown(
    conversation: ExportedConversation, expected: Sequence[tuple[Paragraph, str]], shown: Sequence[str], name: str
) -> ExportedConversation:
    """The conversation with its quotes as the document shows them.

    `expected` is each paragraph that the data call for, with its text; `shown` is each one that is there.
    Raises ExportError where anything but a quote differs.
    """
    for (paragraph, text), there in zip(expected, shown, strict=False):
        if there == text:
            continue
        quote = _quote_of(paragraph, there)
        if quote is None or len(expected) != len(shown):
            raise differs(name, there, text)
        conversation = _with_quote(conversation, paragraph.quoted, quote) if paragraph.quoted else conversation
    if len(shown) != len(expected):
        longer = [text for _, text in expected] if len(expected) > len(shown) else list(shown)
        extra = longer[min(len(expected), len(shown))]
        raise differs(name, *((extra, "") if len(shown) > len(expected) else ("", extra)))
    return conversation


def refuse_other_addresses(paragraphs: Iterable[Paragraph], linked: Iterable[str], name: str) -> None:
    """Raise ExportError when a link leads to an address that the data do not name."""
    named = {_address(span.target) for paragraph in paragraphs for span in paragraph.spans if span.kind == "address"}
    for address in linked:
        if _address(address) not in named:
            there = in_quotes(address)
            raise ExportError(f"{name}: the document has been changed: it links to {there}, which no quote of it names.")


def _address(text: str) -> str:
    return unquote(text).rstrip("/")  # programs that save a document again write the same address in other ways


def _quote_of(paragraph: Paragraph, shown: str) -> str | None:
    number, tab, quote = shown.partition("\t")
    same = paragraph.quoted is not None and tab and number == str(paragraph.quoted.citation["number"])
    return quote if same else None


def _with_quote(conversation: ExportedConversation, quoted: Quoted, quote: str) -> ExportedConversation:
    answers = list(conversation.answers)
    answer = answers[quoted.answer]

    def altered(citations: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{**each, "quote": quote} if _same(each, quoted.citation) else each for each in citations]

    sentences = [{**sentence, "citations": altered(sentence["citations"])} for sentence in answer["sentences"]]
    answers[quoted.answer] = {**answer, "sentences": sentences, "nearest": altered(answer["nearest"])}
    return replace(conversation, answers=tuple(answers))


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(one[key] == other[key] for key in ("number", "transcript", "start", "end", "quote"))


def differs(name: str, shown: str, text: str) -> ExportError:
    """The error that quotes both from just before the first character that differs."""
    return ExportError(f"{name}: the document has been changed: {difference(shown, text)}.")


def difference(shown: str, text: str) -> str:
    """What is shown and what the data say, both quoted from just before the first character that differs."""
    shared = next((at for at, (one, other) in enumerate(zip(shown, text, strict=False)) if one != other), None)
    at = max(0, (min(len(shown), len(text)) if shared is None else shared) - 20)
    there, here = contrasted(shown[at:], text[at:], 60)
    return f"it shows {there} where its data say {here}"
