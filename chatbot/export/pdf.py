"""A conversation as a PDF document: its fonts embedded, its questions as bookmarks, its markers and addresses as links.

What it shows is `document`; the conversation itself goes along as an attached JSON file, so that `pdf_reading` can hold
the one against the other. Nothing in the file comes from the clock or the machine: the same conversation gives the same bytes.
It does not read documents.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain, groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from fpdf import FPDF
from fpdf.enums import TextMode

from chatbot.export.conversation import ExportedConversation
from chatbot.export.document import SpanKind, carried, language_of, paragraphs_of
from chatbot.export.json_lines import to_json
from chatbot.export.pdf_embedding import embed_fonts
from chatbot.export.pdf_fonts import Letter, letters_of
from chatbot.export.pdf_pages import (
    ACCENT,
    HEIGHT,
    INK,
    LEFT,
    QUIET,
    RULE,
    WARNING,
    WIDTH,
    Block,
    Colour,
    Drawn,
    Placed,
    blocks_of,
    pages_of,
)  # fmt: skip
from chatbot.export.pdf_text import pdf_text
from chatbot.export.wording import export_labels

ATTACHMENT = "conversation.json"
"""The name of the attached file that holds the conversation."""


def to_pdf(conversation: ExportedConversation) -> bytes:
    """The document: a heading for each question, its answer with linked markers, and the numbered quotes in full.

    Raises ExportError when the fonts that belong to the installation are missing.
    """
    title = export_labels(language_of(conversation)).title
    blocks = blocks_of(paragraphs_of(conversation))
    pages = pages_of(blocks)
    feet = [_foot(title, number, len(pages)) for number in range(1, len(pages) + 1)]
    document = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    document.set_auto_page_break(False)
    _set_properties(document, conversation, title)
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        embed_fonts(document, chain(_letters(blocks), *chain(*feet)), Path(folder))
        _draw_pages(document, pages, feet)
        data = to_json(carried(conversation)).encode("utf-8")
        document.embed_file(bytes=data, basename=ATTACHMENT, mime_type="application/json", compress=True)
        return bytes(document.output())


def foot_of(title: str, page: int, pages: int) -> tuple[str, str]:
    """What stands at the foot of a page, on its left and on its right."""
    return title, f"{page} / {pages}"


def _foot(title: str, page: int, pages: int) -> list[list[Letter]]:
    return [letters_of(pdf_text(text), serif=False, bold=False, size=8.5) for text in foot_of(title, page, pages)]


def _letters(blocks: Sequence[Block]) -> Iterator[Letter]:
    for block in blocks:
        for drawn in chain(block.label, *block.lines):
            yield drawn.letter


def _set_properties(document: FPDF, conversation: ExportedConversation, title: str) -> None:
    document.set_title(title)
    document.set_lang(language_of(conversation))
    document.set_creation_date(datetime.fromisoformat(conversation.created) if conversation.created else _UNDATED)


def _draw_pages(document: FPDF, pages: Sequence[Sequence[Placed]], feet: Sequence[Sequence[Sequence[Letter]]]) -> None:
    links: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        for placed in page:
            anchor = placed.block.paragraph.anchor
            if anchor and anchor not in links:
                links[anchor] = document.add_link(y=placed.y - placed.block.step, page=number)
    for page, foot in zip(pages, feet, strict=True):
        document.add_page()
        for placed in page:
            _draw_line(document, placed, links)
        _draw_foot(document, foot)


def _draw_line(document: FPDF, placed: Placed, links: Mapping[str, int]) -> None:
    block, indent = placed.block, placed.block.look.indent
    if block.paragraph.kind == "absent":
        _draw_band(document, placed)
    if placed.line == 0:
        _mark_section(document, placed)
        _draw_runs(document, block, block.label, (LEFT, placed.y), links)
    _draw_runs(document, block, block.lines[placed.line], (LEFT + indent, placed.y), links)


def _draw_band(document: FPDF, placed: Placed) -> None:
    top = placed.y - placed.block.look.size * 1.15
    document.set_fill_color(*_PALE)
    document.rect(LEFT, top, WIDTH - 2 * LEFT, placed.block.step, style="F")
    document.set_fill_color(*WARNING)
    document.rect(LEFT, top, 2.5, placed.block.step, style="F")


def _mark_section(document: FPDF, placed: Placed) -> None:
    if placed.block.paragraph.kind == "question":
        document.set_y(placed.y - placed.block.step)
        text = pdf_text("".join(span.text for span in placed.block.paragraph.spans))
        document.start_section(" ".join(text.split()))


def _draw_runs(
    document: FPDF, block: Block, drawn: Sequence[Drawn], place: tuple[float, float], links: Mapping[str, int]
) -> None:
    x, y = place
    for (_, span), group in groupby(drawn, lambda each: (each.letter.face, each.span)):
        letters = [each.letter for each in group]
        width = sum(letter.width for letter in letters)
        colour = _COLOURS.get(span.kind, block.look.colour)
        raised = block.look.size * 0.36 if span.kind == "marker" else 0
        _draw_letters(document, letters, x, y - raised, colour)
        target: str | int = quote(span.target, safe=string.punctuation) if span.kind == "address" else links.get(span.target, "")
        if target:
            document.link(x, y - block.look.size, width, block.look.size * 1.25, target)
        x += width


def _draw_letters(document: FPDF, letters: Sequence[Letter], x: float, y: float, colour: Colour) -> None:
    text = "".join(letter.character for letter in letters).rstrip("\n")
    if not text:
        return
    face, size = letters[0].face, letters[0].size
    document.set_font(face.family, face.style, size)
    document.set_text_color(*colour)
    document.set_draw_color(*colour)
    if not face.thickened:
        document.text(x, y, text)
        return
    # Chinese characters come in one weight: an outline of their own colour makes them bold.
    with document.local_context(text_mode=TextMode.FILL_STROKE, line_width=size * 0.028):
        document.text(x, y, text)


def _draw_foot(document: FPDF, foot: Sequence[Sequence[Letter]]) -> None:
    y = HEIGHT - 44
    document.set_draw_color(*RULE)
    document.set_line_width(0.6)
    document.line(LEFT, y - 16, WIDTH - LEFT, y - 16)
    for letters, on_the_right in zip(foot, (False, True), strict=True):
        x = WIDTH - LEFT - sum(letter.width for letter in letters) if on_the_right else LEFT
        for _, group in groupby(letters, lambda letter: letter.face):
            run = list(group)
            _draw_letters(document, run, x, y, QUIET)
            x += sum(letter.width for letter in run)


_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)  # where the conversation does not say when it was exported
_PALE = (250, 243, 224)
_COLOURS: dict[SpanKind, Colour] = {"marker": ACCENT, "number": ACCENT, "address": ACCENT, "speaker": INK}
