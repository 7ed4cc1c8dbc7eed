"""Finds the transcripts in the seeds folder and reads them.

Whatever cannot be read becomes one clear line. It does not guess encodings and does not change a file.
"""

from __future__ import annotations

from pathlib import Path

from chatbot.errors import SeedError
from chatbot.transcripts.parsing import parse_transcript
from chatbot.transcripts.values import Transcript

SUFFIXES = (".txt", ".md")


def find_seeds(folder: Path) -> tuple[Path, ...]:
    """The transcripts in a folder and the folders below it, sorted by their identifier.

    Hidden files, README.md and links that lead out of the folder are passed over.
    Raises SeedError where the folder is missing, holds no transcript, or two of its files share one identifier.
    """
    if not folder.is_dir():
        raise SeedError(f"No seeds folder at {folder}: create it and put transcripts (.txt or .md) in it.")
    try:
        found = [path for path in folder.rglob("*") if _is_seed(path, folder)]
    except OSError as error:
        raise SeedError(f"Cannot look into the seeds folder {folder}: {_reason(error)}.") from error
    if not found:
        raise SeedError(f"No transcripts in {folder}: put .txt or .md files in it.")
    by_id: dict[str, Path] = {}
    for path in sorted(found):
        other = by_id.setdefault(transcript_id(path, folder), path)
        if other != path:
            raise SeedError(f"{other} and {path} would both be called {transcript_id(path, folder)!r}: rename one.")
    return tuple(by_id[name] for name in sorted(by_id))


def read_transcript(path: Path, folder: Path) -> Transcript:
    """Read and parse one transcript of a seeds folder.

    Raises SeedError where the file cannot be read, is empty, or is not UTF-8.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SeedError(f"Cannot read {path}: {_reason(error)}.") from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SeedError(
            f"{path} is not UTF-8 (byte {error.start} cannot be decoded): convert it, for example with "
            f"`iconv -f WINDOWS-1252 -t UTF-8`, and put the result in its place."
        ) from error
    if not text.replace("\ufeff", "").strip():
        raise SeedError(f"{path} is empty: put the transcript's text in it, or remove it.")
    return parse_transcript(text, transcript_id(path, folder))


def transcript_id(path: Path, folder: Path) -> str:
    """A transcript's identifier: its path below the folder without the suffix, parted by "/"."""
    return path.relative_to(folder).with_suffix("").as_posix()


def _is_seed(path: Path, folder: Path) -> bool:
    if path.suffix.lower() not in SUFFIXES or path.name.lower() == "readme.md":
        return False
    if any(part.startswith(".") for part in path.relative_to(folder).parts):
        return False
    return path.is_file() and path.resolve().is_relative_to(folder.resolve())


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
