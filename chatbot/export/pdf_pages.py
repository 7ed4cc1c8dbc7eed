"""The paragraphs of a document → pages of lines, each with its place, and how each kind of paragraph looks.

A heading stays with what follows, a quote with its source. It draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chatbot.export.document import TAB, Paragraph, ParagraphKind, Span
from chatbot.export.pdf_fonts import Letter, letters_of
from chatbot.export.pdf_lines import lines_of
from chatbot.export.pdf_text import pdf_text

WIDTH, HEIGHT = 595.28, 841.89  # A4, in points
LEFT, TOP, BOTTOM = 68.0, 68.0, 72.0
Colour = tuple[int, int, int]
INK, QUIET, ACCENT, WARNING, RULE = (34, 33, 30), (107, 103, 95), (15, 95, 88), (109, 84, 22), (228, 225, 218)
_TOGETHER = 10  # lines of one paragraph that are not parted by the end of a page
_RAISED = 0.68  # a marker's size beside its sentence's


@dataclass(frozen=True)
class Look:
    """How a kind of paragraph looks; sizes and distances in points, `leading` from line to line by the size."""

    size: float
    serif: bool = False
    bold: bool = False
    colour: Colour = INK
    before: float = 0
    after: float = 5
    indent: float = 0
    leading: float = 1.45
    with_next: bool = False


@dataclass(frozen=True)
class Drawn:
    """A letter and the span that it belongs to."""

    letter: Letter
    span: Span


@dataclass(frozen=True)
class Block:
    """A paragraph broken into lines; `label` is what stands in its indent, as a quote's number does."""

    paragraph: Paragraph
    look: Look
    label: tuple[Drawn, ...]
    lines: tuple[tuple[Drawn, ...], ...]

    @property
    def step(self) -> float:
        """From one line to the next."""
        return self.look.size * self.look.leading


@dataclass(frozen=True)
class Placed:
    """A line of a block, and how far its baseline is from the top of its page."""

    block: Block
    line: int
    y: float


def blocks_of(paragraphs: Sequence[Paragraph]) -> list[Block]:
    """Break each paragraph into lines as wide as its column."""
    return [_block(paragraph, LOOKS[paragraph.kind]) for paragraph in paragraphs]


def pages_of(blocks: Sequence[Block]) -> list[list[Placed]]:
    """Place the lines of all blocks on pages."""
    pages: list[list[Placed]] = [[]]
    y = TOP
    for index, block in enumerate(blocks):
        y += block.look.before if pages[-1] else 0
        if y + _wanted(blocks, index) > HEIGHT - BOTTOM and pages[-1]:
            pages.append([])
            y = TOP
        for line in range(len(block.lines)):
            if y + block.step > HEIGHT - BOTTOM:
                pages.append([])
                y = TOP
            pages[-1].append(Placed(block, line, y + block.look.size))
            y += block.step
        y += block.look.after
    return pages


def _wanted(blocks: Sequence[Block], index: int) -> float:
    block = blocks[index]
    lines = len(block.lines) if len(block.lines) <= _TOGETHER else 2
    own = lines * block.step
    if not block.look.with_next or index + 1 == len(blocks):
        return own
    following = blocks[index + 1]
    return own + block.look.after + following.look.before + _wanted(blocks, index + 1)


def _block(paragraph: Paragraph, look: Look) -> Block:
    drawn = list(_drawn(paragraph, look))
    tab = next((at for at, each in enumerate(drawn) if each.span == TAB), 0)
    label, rest = tuple(drawn[:tab]), [each for each in drawn[tab:] if each.span != TAB]
    text = "".join(each.letter.character for each in rest)
    # A marker never begins a line: it belongs to the word before it.
    glued = {at for at, each in enumerate(rest) if each.span.kind == "marker"}
    lines = lines_of(text, [each.letter.width for each in rest], WIDTH - 2 * LEFT - look.indent, glued)
    return Block(paragraph, look, label, tuple(tuple(rest[start:end]) for start, end in lines))


def _drawn(paragraph: Paragraph, look: Look) -> Iterator[Drawn]:
    for span in paragraph.spans:
        size = look.size * (_RAISED if span.kind == "marker" else 1)
        bold = look.bold or span.kind in ("marker", "number", "speaker", "command")
        serif = look.serif and span.kind != "number"
        for letter in letters_of(pdf_text(span.text), serif, bold, size):
            yield Drawn(letter, span)


LOOKS: dict[ParagraphKind, Look] = {
    "title": Look(27, serif=True, bold=True, after=0, leading=1.25),
    "subtitle": Look(12, colour=QUIET, after=0),
    "created": Look(9.5, colour=QUIET, after=12),
    "question": Look(16.5, serif=True, bold=True, before=24, after=7, leading=1.3, with_next=True),
    "absent": Look(11, bold=True, colour=WARNING, before=3, after=8, indent=12),
    "said": Look(11.2, after=6, leading=1.5),
    "note": Look(9.5, colour=QUIET, after=6),
    "heading": Look(9.5, bold=True, colour=QUIET, before=12, after=5, with_next=True),
    "quote": Look(11.2, serif=True, before=3, after=1.5, indent=24, with_next=True),
    "source": Look(9, colour=QUIET, after=8, indent=24),
    "transcript": Look(9, colour=QUIET, after=1),
    "verify": Look(9, colour=QUIET, before=10),
}
