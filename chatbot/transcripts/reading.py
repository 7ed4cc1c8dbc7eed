"""Finds the transcripts in the seeds folder and reads them.

Whatever cannot be read becomes one clear line, a name too, which on Linux may be any bytes. It does not guess encodings and
does not change a file.
"""

from __future__ import annotations

import codecs
import glob
import hashlib
import os
import re
from dataclasses import replace
from itertools import product
from pathlib import Path

from chatbot.errors import SeedError
from chatbot.transcripts.captions import parse_captions
from chatbot.transcripts.parsing import parse_transcript
from chatbot.transcripts.values import Transcript

CAPTIONS = (".srt", ".vtt")
SUFFIXES = (".txt", ".md", *CAPTIONS)
KINDS = ".txt, .md, .srt or .vtt"
_SPELT = tuple(
    f".{''.join(letters)}" for suffix in SUFFIXES for letters in product(*({each, each.upper()} for each in suffix[1:]))
)
_UNDECODED = re.compile(r"[\udc80-\udcff]")  # how Python reads the bytes of a name that are not UTF-8
_CJK = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def find_seeds(folder: Path) -> tuple[Path, ...]:
    """The transcripts in a folder and the folders below it, sorted by their identifier, then by their suffix.

    Hidden files, README.md and links that lead out of the folder are passed over.
    Raises SeedError where the folder is missing, or holds no transcript.
    """
    try:
        if not folder.is_dir():
            raise SeedError(f"No seeds folder at {_shown(folder)}: create it and put transcripts ({KINDS}) in it.")
        next(folder.iterdir(), None)  # tells a folder that may not be listed, which rglob takes for an empty one
        found = [path for path in folder.rglob("*") if _is_seed(path, folder)]
    except OSError as error:
        why = f"{_reason(error)}; make it readable, or choose another with --seeds"
        raise SeedError(f"Cannot look into the seeds folder {_shown(folder)}: {why}.") from error
    if not found:
        raise SeedError(f"No transcripts in {_shown(folder)}: put {KINDS} files in it.")
    return tuple(sorted(found, key=lambda path: (transcript_id(path, folder), path)))


def read_transcript(path: Path, folder: Path) -> Transcript:
    """Read and parse one transcript of a seeds folder.

    Raises SeedError where the file cannot be read, is empty, is not UTF-8, by its name or in it, has captions that are not well
    formed, or would be called like another, whose suffix comes first.
    """
    if _shown(name := path.relative_to(folder)) != str(name):
        raise SeedError(f"{_shown(path)} has a name that is not UTF-8: rename it.")
    if (first := first_of_its_name(path, folder)) != path:
        id = transcript_id(path, folder)
        raise SeedError(f"{_shown(path)} is left out: it and {first.name} would both be called {id!r}: rename one.")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SeedError(f"Cannot read {_shown(path)}: {_reason(error)}; make it readable, or remove it.") from error
    return transcript_from(data, path, folder)


def transcript_from(data: bytes, path: Path, folder: Path) -> Transcript:
    """Parse what a transcript's file holds, or is to hold; raises SeedError as ``read_transcript`` does."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SeedError(
            f"{_shown(path)} is not UTF-8 (byte {error.start} cannot be decoded): convert it, for example with "
            f"`iconv -f {_likely_encoding(data)} -t UTF-8`, and put the result in its place.",
            "encoding",
        ) from error
    if not text.replace("\ufeff", "").strip():
        raise SeedError(f"{_shown(path)} is empty: put the transcript's text in it, or remove it.", "empty")
    if path.suffix.lower() not in CAPTIONS:
        return parse_transcript(text, transcript_id(path, folder))
    try:
        return replace(parse_captions(text, transcript_id(path, folder)), file=hashlib.sha256(data).hexdigest())
    except ValueError as error:
        raise SeedError(f"{_shown(path)} cannot be read as captions: {error}; mend it, or remove it.", "captions") from error


def transcript_id(path: Path, folder: Path) -> str:
    """A transcript's identifier: its path below the folder without the suffix, parted by "/".

    Bytes that are not UTF-8 are written out in it, so that it can always be shown.
    """
    return _shown(path.relative_to(folder).with_suffix("").as_posix())


def first_of_its_name(path: Path, folder: Path) -> Path:
    """Of the files that would be called like one, itself among them, the one that is read."""
    own = str(path).removesuffix(path.suffix)
    if not any(os.path.lexists(own + suffix) for suffix in _SPELT if suffix != path.suffix):
        return path  # without a look at the whole folder, which would cost its square
    there = path.parent.glob(f"{glob.escape(path.stem)}.*")
    return min((other for other in there if other.stem == path.stem and _is_seed(other, folder)), default=path)


def _is_seed(path: Path, folder: Path) -> bool:
    if path.suffix.lower() not in SUFFIXES or path.name.lower() == "readme.md":
        return False
    if any(part.startswith(".") for part in path.relative_to(folder).parts):
        return False
    return path.is_file() and path.resolve().is_relative_to(folder.resolve())


def _shown(name: Path | str) -> str:
    """A name as it can be written anywhere: each byte of it that is not UTF-8 as a backslash, x and two digits."""
    return _UNDECODED.sub(lambda found: f"\\x{ord(found[0]) - 0xDC00:02x}", str(name))


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _likely_encoding(data: bytes) -> str:
    """The encoding to convert from: UTF-16 by its mark, GB18030 where it gives mostly Chinese, or else Western Europe's."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    try:
        other = [character for character in data.decode("gb18030") if not character.isascii()]
    except UnicodeDecodeError:
        return "WINDOWS-1252"
    return "GB18030" if sum(bool(_CJK.match(each)) for each in other) > len(other) / 2 else "WINDOWS-1252"
