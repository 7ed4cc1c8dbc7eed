"""Puts dropped transcripts into the folder of seeds: under a safe name, checked first, never over another file.

It does not build the index.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from chatbot.errors import SeedError
from chatbot.transcripts import KINDS, SUFFIXES, transcript_from

LARGEST = 5_000_000  # bytes; an hour of talk is some 60,000
_LONGEST_NAME = 60  # characters, of up to four bytes each
_UNSAFE = re.compile(r"[^\w .,()\[\]&'+-]")


def add_transcripts(seeds: Path, files: Iterable[tuple[str, bytes]]) -> tuple[int, tuple[str, ...]]:
    """Put files, each a name and what it holds, into the folder; give how many were added and one line for each refused."""
    added, refused = 0, []
    for name, data in files:
        try:
            _add(seeds, safe_name(name), data)
            added += 1
        except SeedError as error:
            refused.append(str(error))
    return added, tuple(refused)


def safe_name(name: str) -> str:
    """A name that stays in its folder and is not hidden there; raises SeedError where it is not a transcript's."""
    shown = unicodedata.normalize("NFC", re.split(r"[\\/]", name)[-1])
    file = Path(" ".join(_UNSAFE.sub("_", shown).split()).lstrip(". -"))
    if file.suffix.lower() not in SUFFIXES:
        raise SeedError(f"{file.name[-_LONGEST_NAME:]} is no transcript: drop {KINDS} files.")
    kept = file.stem[:_LONGEST_NAME].strip() + file.suffix.lower()
    if kept.lower() == "readme.md":
        raise SeedError("README.md is not read as a transcript: give it another name.")
    return kept


def _add(seeds: Path, name: str, data: bytes) -> None:
    if len(data) > LARGEST:
        raise SeedError(f"{name} has {len(data):,} bytes, and {LARGEST:,} is the most: split it.")
    transcript_from(data, Path(name), Path())
    try:
        seeds.mkdir(parents=True, exist_ok=True)
        if Path(name).stem.casefold() in {path.stem.casefold() for path in seeds.iterdir() if path.suffix.lower() in SUFFIXES}:
            raise SeedError(f"A transcript called {Path(name).stem} is there already: give {name} another name.")
        _write(seeds / name, data)
    except OSError as error:
        raise SeedError(f"{name} cannot be written to {seeds}: {(error.strerror or str(error)).lower()}.") from error


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        try:
            file.write(data)
            file.flush()
        except OSError:
            path.unlink()
            raise
