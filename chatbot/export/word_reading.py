"""An exported Word document → the conversation it shows.

What counts is what a reader sees: every paragraph is held against the conversation that the file carries as data.
It refuses what `word` never writes and a reader could be misled by: tables, text boxes, hidden or tracked text.
It takes no notice of the look, of comments, and of pictures in a header.
"""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from chatbot.errors import ExportError
from chatbot.export.comparison import as_shown, refuse_other_addresses
from chatbot.export.conversation import ExportedConversation, as_once_shown
from chatbot.export.document import Paragraph, language_of, paragraphs_of
from chatbot.export.json_lines import from_json
from chatbot.export.messages import in_quotes
from chatbot.export.word import NAMESPACE, word_text
from chatbot.export.wording import export_labels

LARGEST = 64 * 2**20
"""Bytes that a document may hold when unpacked; those that `word` writes hold less than two."""
Parts = dict[str, bytes]
"""What the file holds, by its name in there."""


def from_docx(content: bytes, name: str) -> ExportedConversation:
    """Read an exported document back; raises ExportError when it is not one, or shows other than what its data say."""
    parts = _parts(content, name)
    conversation = _carried(parts, name)
    shown = [text for text in _paragraphs(parts, name) if text.strip()]
    expected = _expected(conversation, shown)
    _refuse_hidden(parts, name)
    _refuse_text_elsewhere(parts, export_labels(language_of(conversation)).title, name)
    refuse_other_addresses((paragraph for paragraph, _ in expected), _addresses(parts, name), name)
    return as_shown(conversation, [each for each in expected if each[1].strip()], shown, name)


def _expected(conversation: ExportedConversation, shown: Sequence[str]) -> list[tuple[Paragraph, str]]:
    """Each paragraph that the data call for, with its text: as it is written now or, where that is what is shown, as at first."""
    now, once = _with_texts(conversation), _with_texts(as_once_shown(conversation))
    only_once = {text for _, text in once}.difference(text for _, text in now)
    return now if only_once.isdisjoint(shown) else once


def _with_texts(conversation: ExportedConversation) -> list[tuple[Paragraph, str]]:
    return [(each, word_text("".join(span.text for span in each.spans))) for each in paragraphs_of(conversation)]


def _parts(content: bytes, name: str) -> Parts:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            entries = file.infolist()
            if sum(entry.file_size for entry in entries) > LARGEST:
                raise ExportError(f"{name}: unpacked it is larger than {LARGEST >> 20} MB; no exported document is.")
            parts = {entry.filename: file.read(entry) for entry in entries if entry.filename.endswith((".xml", ".rels"))}
    except _UNREADABLE as error:
        raise ExportError(f"{name}: damaged or encrypted ({error}); give the file as it was exported.") from error
    if _BODY not in parts:
        raise ExportError(f"{name}: not a Word document; give a file that `chatbot export` has written.")
    return parts


def _carried(parts: Parts, name: str) -> ExportedConversation:
    for place in sorted(parts):
        if place.startswith("customXml/item") and NAMESPACE.encode() in parts[place]:
            return from_json(_xml(parts, place, name).text or "", name)
    raise ExportError(
        f"{name}: not a Word document that `chatbot export` has written, or saved since by a program that drops its data; "
        "give the file as it was exported."
    )


def _xml(parts: Parts, place: str, name: str) -> Element:
    try:
        if b"<!DOCTYPE" in parts[place]:
            raise ValueError("it declares a document type")
        return ElementTree.fromstring(parts[place])
    except (ValueError, ElementTree.ParseError) as error:
        raise ExportError(f"{name}: {place} in it is damaged ({error}); give the file as it was exported.") from error


def _paragraphs(parts: Parts, name: str) -> Iterator[str]:
    for body in _xml(parts, _BODY, name):
        for element in body:
            if element.tag == f"{_W}p":
                yield _text(element, name)
            elif _plain_name(element) not in _SHOWS_NOTHING:
                raise _foreign(element, name)


def _text(element: Element, name: str, depth: int = 0) -> str:
    kind = _plain_name(element)
    if depth > _DEEPEST:
        raise ExportError(f"{name}: the document has been changed: it is nested too deeply; give the file as it was exported.")
    if kind in _HOLDS_TEXT:
        return "".join(_text(child, name, depth + 1) for child in element)
    if kind == "t":
        return element.text or ""
    if kind in _CHARACTERS:
        return _CHARACTERS[kind]
    if kind in _SHOWS_NOTHING:
        return ""
    raise _foreign(element, name)


def _foreign(element: Element, name: str) -> ExportError:
    kind = _plain_name(element)
    what = "tracked changes; accept or reject them all" if kind in _TRACKED else f"a <{kind}>, which no export writes"
    return ExportError(f"{name}: the document has been changed: it holds {what}.")


def _plain_name(element: Element) -> str:
    return element.tag.removeprefix(_W)


def _refuse_hidden(parts: Parts, name: str) -> None:
    for place in (_BODY, "word/styles.xml"):
        if place in parts and any(element.get(f"{_W}val") not in _NO for element in _xml(parts, place, name).iter(f"{_W}vanish")):
            raise ExportError(f"{name}: the document has been changed: it holds hidden text.")


def _refuse_text_elsewhere(parts: Parts, title: str, name: str) -> None:
    for place in sorted(parts):
        if re.fullmatch(r"word/(header|footer|footnotes|endnotes)\d*\.xml", place):
            text = "".join(element.text or "" for element in _xml(parts, place, name).iter() if element.tag.endswith("}t"))
            if text and not re.fullmatch(rf"{re.escape(title)} · \d+ / \d+", text):
                raise ExportError(f"{name}: the document has been changed: a header, footer or note says {in_quotes(text, 60)}.")


def _addresses(parts: Parts, name: str) -> list[str]:
    place = "word/_rels/document.xml.rels"
    relations = _xml(parts, place, name) if place in parts else ()
    return [each.get("Target", "") for each in relations if each.get("Type", "").endswith("/hyperlink")]


_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, ValueError, OSError,
)  # fmt: skip
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "word/document.xml"
_DEEPEST = 50  # a word of an export lies three deep, in a link; Word puts a few smart tags around it
_HOLDS_TEXT = {"p", "r", "hyperlink", "smartTag"}
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_SHOWS_NOTHING = {
    "pPr", "rPr", "smartTagPr", "sectPr", "bookmarkStart", "bookmarkEnd", "proofErr", "lastRenderedPageBreak", "permStart",
    "permEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef",
}  # fmt: skip
_TRACKED = {"ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart"}
_NO = ("0", "false", "off")
