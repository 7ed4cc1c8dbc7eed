"""The fonts of an exported PDF: which of them draws a character, and how wide.

They come with the installation, so that Italian, French, English and Chinese look the same everywhere: Source Sans and
Serif, and for Chinese Noto Sans and Serif SC, which were drawn to go with them.
It does not know where a character stands on a page, and embeds nothing: that is `pdf_embedding`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from fontTools.ttLib import TTFont

from chatbot.errors import ExportError
from chatbot.export.pdf_lines import is_wide


@dataclass(frozen=True)
class Face:
    """A font; `thickened` where a bold one is wanted and it comes in one weight only."""

    family: str
    style: str
    thickened: bool = False


@dataclass(frozen=True)
class Letter:
    """One character as it is drawn, its width in points."""

    character: str
    face: Face
    size: float
    width: float


def letters_of(text: str, serif: bool, bold: bool, size: float) -> list[Letter]:
    """The characters of a text that `pdf_text` gave; raises ExportError when the fonts are missing."""
    made = []
    for at, character in enumerate(text):
        chinese = is_wide(character) or (character in _EITHER and any(map(is_wide, text[max(0, at - 1) : at + 2])))
        face = _face_of(character, chinese, serif, bold)
        made.append(Letter(character, face, size, _widths(face.family, face.style).get(ord(character), 0) * size))
    return made


def can_draw(character: str) -> bool:
    """Whether one of the fonts has the character."""
    return any(ord(character) in _widths(*font) for font in _FILES)


def font_file(family: str, style: str) -> Path:
    """Where the font is; raises ExportError when its package is missing."""
    package, place = _FILES[family, style]
    try:
        return Path(str(files(package) / place))
    except ModuleNotFoundError as error:
        raise ExportError(f"The fonts for PDF are missing ({package}); install the program's packages again.") from error


@cache
def _face_of(character: str, chinese: bool, serif: bool, bold: bool) -> Face:
    kind, other = ("serif", "sans") if serif else ("sans", "serif")
    style = "B" if bold else ""
    latin, east = [Face(kind, style), Face(other, style)], [Face(f"{kind}-chinese", "", bold), Face(f"{other}-chinese", "", bold)]
    for face in [*east, *latin] if chinese else [*latin, *east]:
        if ord(character) in _widths(face.family, face.style):
            return face
    return latin[0]


@cache
def _widths(family: str, style: str) -> Mapping[int, float]:
    with TTFont(font_file(family, style), lazy=True) as font:
        advances, unit = font["hmtx"], font["head"].unitsPerEm
        return {code: advances[name][0] / unit for code, name in font.getBestCmap().items()}


_FILES = {
    ("sans", ""): ("font_source_sans_pro", "files/SourceSansPro-Regular.ttf"),
    ("sans", "B"): ("font_source_sans_pro", "files/SourceSansPro-Semibold.ttf"),
    ("serif", ""): ("font_source_serif_pro", "files/SourceSerifPro-Regular.ttf"),
    ("serif", "B"): ("font_source_serif_pro", "files/SourceSerifPro-Semibold.ttf"),
    ("sans-chinese", ""): ("pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf"),
    ("serif-chinese", ""): ("pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf"),
}
_EITHER = frozenset("“”‘’…—·")  # as wide as a character among Chinese, narrow among Latin letters
