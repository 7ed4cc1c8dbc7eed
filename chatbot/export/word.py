"""A conversation as a Word document (.docx), with real headings, styles, links and a page number.

What it shows is `document`; the conversation itself goes along as data, so that `word_reading` can hold the one against
the other. Nothing in the file comes from the clock or the machine: the same conversation gives the same bytes.
It does not read documents.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from docx import Document as new_document
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph as WordParagraph

from chatbot.export.conversation import ExportedConversation
from chatbot.export.document import Paragraph, Span, carried, language_of, paragraphs_of
from chatbot.export.json_lines import to_json
from chatbot.export.word_style import SPAN_STYLES, STYLES, run_language, set_page, set_styles
from chatbot.export.wording import export_labels

NAMESPACE = "urn:chatbot:conversation"
"""Marks the part of the file that holds the conversation as JSON."""
StyleIds = Mapping[str | None, str]
"""A style's name → its name in the file."""


def to_docx(conversation: ExportedConversation) -> bytes:
    """The document: a heading for each question, its answer with linked markers, and the numbered quotes in full."""
    document = new_document()
    language = language_of(conversation)
    set_page(document)
    set_styles(document, language)
    ids = {style.name: style.style_id for style in document.styles}
    for position, paragraph in enumerate(paragraphs_of(conversation)):
        _add(document, paragraph, position, ids)
    title = export_labels(language).title
    _add_footer(document, title)
    _set_properties(document, title, language, conversation.created)
    _carry(document, conversation)
    return _saved(document)


def word_text(text: str) -> str:
    """Text as Word shows it: any line end is a line break, any other control character its picture.

    >>> word_text("a\\r\\nb\\x01")
    'a\\nb␁'
    """
    return _NOT_IN_XML.sub(_picture, _LINE_ENDS.sub("\n", text))


def _picture(control: re.Match[str]) -> str:
    code = ord(control[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


def _add(document: Document, paragraph: Paragraph, position: int, ids: StyleIds) -> None:
    made = document.add_paragraph()
    made._p.style = ids[STYLES[paragraph.kind]]
    if paragraph.anchor:
        made._p.extend(_bookmark(paragraph.anchor, position))
    for span in paragraph.spans:
        run = _run(span, "" if paragraph.kind == "quote" else paragraph.language, ids)
        made._p.append(_link(document, span, run) if span.target else run)


def _run(span: Span, language: str, ids: StyleIds) -> BaseOxmlElement:
    run = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    if span.kind in SPAN_STYLES:
        style = OxmlElement("w:rStyle")
        style.set(qn("w:val"), ids[SPAN_STYLES[span.kind]])
        properties.append(style)
    if any("\u3400" <= character <= "\u9fff" for character in span.text):
        # Without it Word takes quotation marks and dots among Chinese characters from the Latin font.
        hint = OxmlElement("w:rFonts")
        hint.set(qn("w:hint"), "eastAsia")
        properties.append(hint)
    if language:
        properties.append(run_language(language))
    run.append(properties)
    run.extend(_characters(word_text(span.text)))
    return run


def _characters(text: str) -> list[BaseOxmlElement]:
    return [_character_element(piece) for piece in re.split(r"([\n\t])", text) if piece]


def _character_element(piece: str) -> BaseOxmlElement:
    if piece in _SEPARATORS:
        return OxmlElement(_SEPARATORS[piece])
    element = OxmlElement("w:t")
    element.text = piece
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def _link(document: Document, span: Span, run: BaseOxmlElement) -> BaseOxmlElement:
    link = OxmlElement("w:hyperlink")
    if span.kind == "address":
        link.set(qn("r:id"), document.part.relate_to(span.target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    else:
        link.set(qn("w:anchor"), span.target)
    link.append(run)
    return link


def _bookmark(name: str, position: int) -> list[BaseOxmlElement]:
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:name"), name)
    for element in (start, end):
        element.set(qn("w:id"), str(position))
    return [start, end]


def _add_footer(document: Document, title: str) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style = document.styles[STYLES["created"]]
    paragraph.add_run(f"{title} · ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" / ")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: WordParagraph, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    run.append(_character_element("1"))
    field.append(run)
    paragraph._p.append(field)


def _set_properties(document: Document, title: str, language: str, created: str) -> None:
    properties = document.core_properties
    for element in list(properties._element):  # those of the template: its author, its date
        properties._element.remove(element)
    properties.title, properties.language = title, language
    if created:
        moment = datetime.fromisoformat(created)
        properties.created = properties.modified = moment.astimezone(UTC) if moment.tzinfo else moment


def _carry(document: Document, conversation: ExportedConversation) -> None:
    package = document.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:  # a picture of the template
            del package.rels[name]
    data = escape(to_json(carried(conversation), ascii_only=True))
    content = f'<?xml version="1.0" encoding="UTF-8"?>\n<conversation xmlns="{NAMESPACE}">{data}</conversation>'
    place = package.next_partname("/customXml/item%d.xml")
    document.part.relate_to(Part(place, "application/xml", content.encode("ascii"), package), RELATIONSHIP_TYPE.CUSTOM_XML)


def _saved(document: Document) -> bytes:
    saved, dated = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as original, zipfile.ZipFile(dated, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in original.namelist():
            # The date of an entry is the clock's unless it is given.
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            copy.writestr(entry, original.read(name), zipfile.ZIP_DEFLATED)
    return dated.getvalue()


_LINE_ENDS = re.compile(r"\r\n|[\r\x85\u2028\u2029]")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SEPARATORS = {"\n": "w:br", "\t": "w:tab"}
