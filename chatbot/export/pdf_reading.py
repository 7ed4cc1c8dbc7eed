"""An exported PDF document → the conversation attached to it, if it shows that conversation and nothing else.

The text of all pages is held against the text that the conversation calls for, character by character but for white
space, which a PDF does not keep. It refuses what `pdf` never writes and a reader could be misled by: notes, form fields,
layers, pictures, links to elsewhere. It does not look at shapes and colours: words that are covered are read all the same.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from unicodedata import normalize

from pypdf import PageObject, PdfReader

from chatbot.errors import ExportError
from chatbot.export.comparison import differs, refuse_other_addresses
from chatbot.export.conversation import ExportedConversation, as_once_shown
from chatbot.export.document import Paragraph, language_of, paragraphs_of
from chatbot.export.json_lines import from_json
from chatbot.export.messages import in_quotes
from chatbot.export.pdf import ATTACHMENT, foot_of
from chatbot.export.pdf_text import seen
from chatbot.export.wording import export_labels


def from_pdf(content: bytes, name: str) -> ExportedConversation:
    """Read an exported document back; raises ExportError when it is not one, or shows other than what its data say."""
    try:
        return _read(content, name)
    except ExportError:
        raise
    except Exception as error:  # of any kind: pypdf meets a damaged file in hundreds of places
        reason = " ".join(str(error).split())[:80] or type(error).__name__
        raise ExportError(f"{name}: a damaged PDF ({reason}); give the file as it was exported.") from error


def _read(content: bytes, name: str) -> ExportedConversation:
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        raise ExportError(f"{name}: an encrypted PDF; give the file as it was exported.")
    conversation = _attached(reader, name)
    paragraphs = paragraphs_of(conversation)
    _refuse_foreign(reader, paragraphs, name)
    title = export_labels(language_of(conversation)).title
    pages = list(reader.pages)
    shown = "\n".join(_body(page.extract_text(), foot_of(title, number, len(pages)), f"{name}, page {number}")
                      for number, page in enumerate(pages, 1))  # fmt: skip
    _refuse_other_text(conversation, shown, name)
    return conversation


def _attached(reader: PdfReader, name: str) -> ExportedConversation:
    files = reader.attachments.get(ATTACHMENT, [])
    if len(files) != 1:
        raise ExportError(
            f"{name}: not a PDF that `chatbot export` has written, or made anew since by a program that drops its data; "
            "give the file as it was exported."
        )
    return from_json(files[0].decode("utf-8"), name)


def _refuse_foreign(reader: PdfReader, paragraphs: Sequence[Paragraph], name: str) -> None:
    names: Any = reader.root_object["/Names"]
    if _FOREIGN & {*reader.root_object, *names.get_object()}:
        raise ExportError(f"{name}: the document has been changed: it holds form fields, layers or scripts.")
    for number, page in enumerate(reader.pages, 1):
        place = f"{name}, page {number}"
        resources: Any = page.get("/Resources", {})
        if resources.get_object().get("/XObject"):
            raise ExportError(f"{place}: the document has been changed: it holds a picture or a form, which no export writes.")
        refuse_other_addresses(paragraphs, _addresses(page, place), place)


def _addresses(page: PageObject, place: str) -> Iterator[str]:
    for each in page.annotations or []:
        note: Mapping[str, Any] = each.get_object()
        if note["/Subtype"] != "/Link":
            kind = note["/Subtype"].removeprefix("/")
            raise ExportError(f"{place}: the document has been changed: it holds a note ({kind}), which no export writes.")
        if "/A" in note:
            yield str(note["/A"].get_object().get("/URI", "a place that is no address"))


def _body(text: str, foot: tuple[str, str], place: str) -> str:
    characters, ending = seen(text), seen("".join(foot))
    if [each for each, _ in characters[-len(ending) :]] != [each for each, _ in ending]:
        raise ExportError(f"{place}: the document has been changed: the page does not end with {in_quotes(' '.join(foot))}.")
    return text[: characters[-len(ending)][1]]


def _refuse_other_text(conversation: ExportedConversation, shown: str, name: str) -> None:
    text, there = _text_of(conversation), seen(shown)
    characters = [each for each, _ in there]
    if any(characters == [each for each, _ in seen(form)] for form in (text, _text_of(as_once_shown(conversation)))):
        return
    here = seen(text)
    at = next((at for at, (one, other) in enumerate(zip(there, here, strict=False)) if one[0] != other[0]), None)
    at = min(len(there), len(here)) if at is None else at
    raise differs(name, _from(shown, there, at), _from(text, here, at))


def _text_of(conversation: ExportedConversation) -> str:
    paragraphs = paragraphs_of(conversation)
    return normalize("NFC", "\n".join("".join(span.text for span in paragraph.spans) for paragraph in paragraphs))


def _from(text: str, characters: Sequence[tuple[str, int]], at: int) -> str:
    start = characters[max(0, at - 20)][1] if at < len(characters) else len(text)
    return " ".join(text[start : start + 80].split())


_FOREIGN = {"/AcroForm", "/OCProperties", "/AA", "/JavaScript"}
