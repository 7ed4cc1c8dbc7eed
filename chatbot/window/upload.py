"""Puts dropped transcripts into the folder of seeds: under a safe name, checked first, never over another file.

It does not build the index.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from chatbot.errors import SeedError
from chatbot.transcripts import SUFFIXES, transcript_from
from chatbot.window.words import PageWords

LARGEST = 5_000_000  # bytes; an hour of talk is some 60,000
_LONGEST_NAME = 60  # characters, of up to four bytes each
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")  # tabs, ends of lines, pages and files, and escapes are in texts
_MOST_CONTROLS = 0.03  # of all bytes; a file of random ones has a tenth
_UNSAFE = re.compile(r"[^\w .,()\[\]&'+-]")


def add_transcripts(seeds: Path, files: Iterable[tuple[str, bytes]], words: PageWords) -> tuple[int, tuple[str, ...]]:
    """Put files, each a name and what it holds, into the folder; give how many were added and one line for each refused."""
    added, refused = 0, []
    for name, data in files:
        try:
            _add(seeds, safe_name(name, words), data, words)
            added += 1
        except SeedError as error:
            refused.append(str(error))
    return added, tuple(refused)


def safe_name(name: str, words: PageWords) -> str:
    """A name that stays in its folder and is not hidden there; raises SeedError where it is not a transcript's."""
    shown = unicodedata.normalize("NFC", re.split(r"[\\/]", name)[-1])
    file = Path(" ".join(_UNSAFE.sub("_", shown).split()).lstrip(". -"))
    if file.suffix.lower() not in SUFFIXES:
        *kinds, last = SUFFIXES
        raise SeedError(words.no_transcript.format(name=file.name[-_LONGEST_NAME:], kinds=", ".join(kinds), last=last))
    kept = file.stem[:_LONGEST_NAME].strip() + file.suffix.lower()
    if kept.lower() == "readme.md":
        raise SeedError(words.readme)
    return kept


def _add(seeds: Path, name: str, data: bytes, words: PageWords) -> None:
    if len(data) > LARGEST:
        raise SeedError(words.too_large.format(name=name, size=words.number(len(data)), most=words.number(LARGEST)))
    _check(name, data, words)
    try:
        seeds.mkdir(parents=True, exist_ok=True)
        if Path(name).stem.casefold() in {path.stem.casefold() for path in seeds.iterdir() if path.suffix.lower() in SUFFIXES}:
            raise SeedError(words.taken.format(stem=Path(name).stem, name=name))
        _write(seeds / name, data)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise SeedError(words.unwritable.format(name=name, folder=seeds, why=why)) from error


def _check(name: str, data: bytes, words: PageWords) -> None:
    if not _is_text(data):
        raise SeedError(words.no_text.format(name=name))
    try:
        transcript_from(data, Path(name), Path())
    except SeedError as error:
        said = {"encoding": words.encoding, "empty": words.empty, "captions": words.no_captions}.get(error.fault)
        raise SeedError(said.format(name=name) if said else str(error)) from error


def _is_text(data: bytes) -> bool:
    """Say whether bytes are text, in whatever encoding: of two bytes a letter where they begin as such a text does."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    return b"\0" not in data and len(_CONTROLS.findall(data)) <= _MOST_CONTROLS * len(data)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        try:
            file.write(data)
            file.flush()
        except OSError:
            path.unlink()
            raise
