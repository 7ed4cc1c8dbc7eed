"""How an exported Word document looks: its page, its fonts, Chinese ones included, and a style for each kind of paragraph.

No font is embedded: those named come with Word and LibreOffice, and a machine that lacks one takes its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from chatbot.export.document import ParagraphKind, SpanKind


@dataclass(frozen=True)
class _Look:
    """Sizes are in points; a hanging paragraph's first line starts `hanging` centimetres before the others."""

    style: str
    size: float
    serif: bool = False
    bold: bool = False
    italic: bool = False
    colour: str = "22211E"
    before: float = 0
    after: float = 4
    indent: float = 0
    hanging: float = 0
    with_next: bool = False


QUIET, ACCENT, WARNING = "6B675F", "0F5F58", "6D5416"
_LOOKS: dict[ParagraphKind, _Look] = {
    "title": _Look("Title", 26, serif=True, bold=True, after=2),
    "subtitle": _Look("Subtitle", 12, colour=QUIET, after=2),
    "created": _Look("Exported", 9.5, colour=QUIET, after=14),
    "question": _Look("Heading 1", 16, serif=True, bold=True, before=22, after=8, with_next=True),
    "absent": _Look("Not Found", 11.5, bold=True, colour=WARNING, after=8),
    "said": _Look("Answer", 11.5, after=8),
    "note": _Look("Note", 9.5, italic=True, colour=QUIET, after=8),
    "heading": _Look("Heading 2", 10, bold=True, colour=QUIET, before=14, after=6, with_next=True),
    "quote": _Look("Quote", 11.5, serif=True, before=4, after=2, indent=0.9, hanging=0.9, with_next=True),
    "source": _Look("Source", 9.5, colour=QUIET, after=8, indent=0.9),
    "transcript": _Look("Transcript", 9.5, colour=QUIET, after=2),
    "verify": _Look("Verify", 9.5, colour=QUIET, before=10),
}
STYLES: dict[ParagraphKind, str] = {kind: look.style for kind, look in _LOOKS.items()}
SPAN_STYLES: dict[SpanKind, str] = {
    "marker": "Citation Marker", "number": "Citation Number", "speaker": "Speaker", "nobody": "Speaker Unknown",
    "address": "Web Address", "command": "Command",
}  # fmt: skip
# Latin letters, Chinese characters: fonts that Word brings along.
_SANS, _SERIF, _FIXED = ("Calibri", "Microsoft YaHei"), ("Cambria", "SimSun"), ("Consolas", "Microsoft YaHei")
_ATTRIBUTES = ("w:ascii", "w:hAnsi", "w:cs")


def set_page(document: Document) -> None:
    """An A4 page with calm margins, and a settings part that asks for no compatibility mode."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def set_styles(document: Document, language: str) -> None:
    """Give the document a style for every kind of paragraph and span; `language` is that of its own words."""
    for run in document.styles.element.iter(qn("w:rPrDefault")):
        _set_language(run[0], language)
    for look in _LOOKS.values():
        _set_paragraph_style(_paragraph_style(document, look.style), look)
    for name in SPAN_STYLES.values():
        document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    _set_character_styles({kind: _character_style(document, name) for kind, name in SPAN_STYLES.items()})
    # Quotes may be in any language: none of their words is to be underlined as a spelling mistake.
    _paragraph_style(document, "Quote").element.get_or_add_rPr().append(OxmlElement("w:noProof"))


def run_language(language: str) -> BaseOxmlElement:
    """The mark that tells Word which language a run is in."""
    element = OxmlElement("w:lang")
    _name_language(element, language)
    return element


def _set_language(properties: BaseOxmlElement, language: str) -> None:
    for element in properties.iter(qn("w:lang")):
        _name_language(element, language)


def _name_language(element: BaseOxmlElement, language: str) -> None:
    chinese = language.lower().startswith("zh")
    element.set(qn("w:val"), "en-US" if chinese else _REGIONS.get(language, language))
    element.set(qn("w:eastAsia"), "zh-CN")


def _paragraph_style(document: Document, name: str) -> ParagraphStyle:
    if name not in document.styles:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _character_style(document: Document, name: str) -> CharacterStyle:
    style = document.styles[name]
    assert isinstance(style, CharacterStyle)
    return style


def _set_paragraph_style(style: ParagraphStyle, look: _Look) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, look.italic
    style.font.color.rgb = RGBColor.from_string(look.colour)
    set_fonts(style, _SERIF if look.serif else _SANS)
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(look.before), Pt(look.after), 1.25
    shape.left_indent, shape.first_line_indent = Cm(look.indent), Cm(-look.hanging)
    shape.keep_with_next, shape.widow_control = look.with_next, True
    style.quick_style = True
    for border in style.element.iter(qn("w:pBdr")):
        border.getparent().remove(border)


def set_fonts(style: CharacterStyle, fonts: tuple[str, str]) -> None:
    """Name the fonts for Latin letters and for Chinese, in the place of the theme's."""
    element = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(element.attrib):
        del element.attrib[attribute]
    for attribute in _ATTRIBUTES:
        element.set(qn(attribute), fonts[0])
    element.set(qn("w:eastAsia"), fonts[1])


def _set_character_styles(styles: dict[SpanKind, CharacterStyle]) -> None:
    for kind in ("marker", "number", "address"):
        styles[kind].font.color.rgb = RGBColor.from_string(ACCENT)
    styles["marker"].font.superscript = styles["number"].font.bold = styles["speaker"].font.bold = True
    styles["nobody"].font.italic = styles["address"].font.underline = True
    styles["speaker"].font.color.rgb = RGBColor.from_string("22211E")
    set_fonts(styles["number"], _SANS)
    set_fonts(styles["command"], _FIXED)


_REGIONS = {"en": "en-GB", "it": "it-IT", "fr": "fr-FR"}
