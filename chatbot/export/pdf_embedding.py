"""The fonts that a PDF document uses, put into it.

The Chinese ones have PostScript outlines, whose characters many readers of PDF files cannot name again: they are cut
down to the characters needed and given TrueType outlines first.
It does not choose fonts: that is `pdf_fonts`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fpdf import FPDF

from chatbot.export.pdf_fonts import Letter, font_file


def embed_fonts(document: FPDF, letters: Iterable[Letter], folder: Path) -> None:
    """Add each font that the letters use; `folder` must stay until the document has been put out."""
    used: dict[tuple[str, str], set[int]] = {}
    for letter in letters:
        used.setdefault((letter.face.family, letter.face.style), set()).add(ord(letter.character))
    for (family, style), characters in used.items():
        file = font_file(family, style)
        if file.suffix == ".otf":
            file = _with_truetype_outlines(file, characters, folder / f"{family}.ttf")
        document.add_font(family, style, file)


def _with_truetype_outlines(file: Path, characters: Collection[int], target: Path) -> Path:
    with TTFont(file, lazy=True, recalcTimestamp=False) as font:  # nothing in a document comes from the clock
        _cut_down(font, characters)
        _convert(font)
        font.save(target)
    return target


def _cut_down(font: TTFont, characters: Collection[int]) -> None:
    options = Options(hinting=False, notdef_outline=True, layout_features=[], name_IDs=["*"])
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def _convert(font: TTFont) -> None:
    outlines, order = font.getGlyphSet(), font.getGlyphOrder()
    table = newTable("glyf")
    table.glyphOrder, table.glyphs = order, {name: _quadratic(outlines, name) for name in order}
    font["loca"], font["glyf"] = newTable("loca"), table
    del font["CFF "]
    font.sfntVersion = "\x00\x01\x00\x00"
    maximum: Any = font["maxp"]
    maximum.tableVersion = 0x00010000
    for name in _MAXIMA:  # those that count outlines are counted anew on saving
        setattr(maximum, name, 1 if name == "maxZones" else 0)
    names: Any = font["post"]
    names.formatType, names.extraNames, names.mapping, names.glyphOrder = 2.0, [], {}, order


def _quadratic(outlines: Any, name: str) -> Any:
    pen = TTGlyphPen(outlines)
    outlines[name].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))  # in thousandths of the size: not to be seen
    return pen.glyph()


_MAXIMA = (
    "maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
    "maxSizeOfInstructions", "maxComponentElements", "maxPoints", "maxContours", "maxCompositePoints",
    "maxCompositeContours", "maxComponentDepth",
)  # fmt: skip
