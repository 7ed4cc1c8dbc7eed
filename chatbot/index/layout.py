"""What stands in the index folder, and how one generation of it takes the place of another.

    index/
    ├── README.md          says what each file is (kept in the repository)
    ├── CURRENT            the name of the generation in use
    ├── LOCK               held by the build that is running (see locking)
    ├── unfinished/        vectors of an interrupted build, one file a transcript
    └── <generation>/      manifest.json, transcripts.jsonl, passages.jsonl, passages.npy,
                           vectors.faiss, sentences.npy, bm25/

A generation is never changed once CURRENT names it: a build writes a new one beside it and then replaces CURRENT,
which is one file, in one step. Whoever has opened the old one's files reads on in them. It does not know what they mean.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from chatbot.errors import IndexUnusableError

FORMAT = 1
"""Which files there are and what they hold. Raise it when that changes: an index of another format is not read at all."""
CUT = 2
"""How a transcript becomes turns, sentences and passages. Raise it when the parser (chatbot.transcripts) or the cutting
(chatbot.passages) changes: the next build embeds the transcripts of an older index anew."""

Read = TypeVar("Read")


@dataclass(frozen=True)
class IndexedTranscript:
    """A transcript in the index: the sha256 of its text and of its file, and its passages, ``count`` from row ``first``."""

    id: str
    title: str
    language: str
    sha256: str
    characters: int
    first: int
    count: int
    file: str = ""


@dataclass(frozen=True)
class Manifest:
    """What a generation was made from: embedding model, passage size, transcripts; ``sizes`` are its files' bytes.

    ``cut`` is the CUT that it was made with, 0 where that was not written down yet.
    """

    fingerprint: str
    created: str
    embedding: str
    dimensions: int
    passage_tokens: int
    sentences: int
    transcripts: tuple[IndexedTranscript, ...]
    sizes: dict[str, int]
    cut: int = 0

    @property
    def passages(self) -> int:
        """How many passages there are in all."""
        return sum(transcript.count for transcript in self.transcripts)


@dataclass(frozen=True)
class Generation:
    """The paths of one generation's files."""

    folder: Path

    @property
    def manifest(self) -> Path:
        return self.folder / "manifest.json"

    @property
    def transcripts(self) -> Path:
        return self.folder / "transcripts.jsonl"

    @property
    def passages(self) -> Path:
        return self.folder / "passages.jsonl"

    @property
    def rows(self) -> Path:
        return self.folder / "passages.npy"

    @property
    def vectors(self) -> Path:
        return self.folder / "vectors.faiss"

    @property
    def sentences(self) -> Path:
        return self.folder / "sentences.npy"

    @property
    def bm25(self) -> Path:
        return self.folder / "bm25"

    def sizes(self) -> dict[str, int]:
        """Give the bytes of every file but the manifest, by name."""
        files = (path for path in self.folder.rglob("*") if path.is_file() and path != self.manifest)
        return {path.relative_to(self.folder).as_posix(): path.stat().st_size for path in sorted(files)}


def current_generation(index: Path) -> Generation:
    """Give the generation in use; raises IndexUnusableError where nothing was indexed yet."""
    try:
        name = (index / "CURRENT").read_text("utf-8").strip()
    except FileNotFoundError as error:
        raise IndexUnusableError(f"there is no index in {index}; run: chatbot index") from error
    except PermissionError as error:
        raise _forbidden(index, index) from error
    except (OSError, UnicodeDecodeError) as error:
        raise damaged(index, f"CURRENT cannot be read ({error})") from error
    if not name or Path(name).name != name:
        raise damaged(index, "CURRENT does not name a folder")
    return Generation(index / name)


def read_current(index: Path, read: Callable[[Generation], Read]) -> Read:
    """Give what ``read`` makes of the generation in use, or of the one that a build puts in its place meanwhile.

    Raises IndexUnusableError when there is none, or it cannot be read.
    """
    while True:
        generation = current_generation(index)
        try:
            return read(generation)
        except IndexUnusableError:
            if current_generation(index) == generation:
                raise
        except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
            if current_generation(index) == generation:
                raise _unreadable(generation, error) from error


def new_generation(index: Path) -> Generation:
    """Make the folder of a generation; whoever may read the index folder may read it, as the umask has it."""
    generation = Generation(index / f"generation-{secrets.token_hex(8)}")
    generation.folder.mkdir()
    return generation


def make_current(index: Path, generation: Generation) -> None:
    """Put ``generation`` into use in one step, and remove the others: the one before and what crashed builds left.

    It is for the build that holds the lock: then no other one is writing a generation.
    """
    beside = index / "CURRENT.new"
    beside.write_text(generation.folder.name + "\n", "utf-8")
    beside.replace(index / "CURRENT")
    for path in index.iterdir():
        if path.is_dir() and path.name.startswith("generation-") and path != generation.folder:
            shutil.rmtree(path, ignore_errors=True)


def write_manifest(generation: Generation, manifest: Manifest) -> None:
    """Write the manifest, the last file of a generation."""
    value = {"format": FORMAT, **asdict(manifest)}
    generation.manifest.write_text(json.dumps(value, ensure_ascii=False, indent=1), "utf-8")


def read_manifest(generation: Generation) -> Manifest:
    """Read a generation's manifest, for ``read_current``, which tells what may not be read.

    Raises IndexUnusableError when a file is missing, cut short or of another version.
    """
    index = generation.folder.parent
    try:
        manifest = _manifest(json.loads(generation.manifest.read_text("utf-8")), index)
    except PermissionError:
        raise
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged(index, f"its manifest cannot be read ({type(error).__name__})") from error
    sizes = generation.sizes()
    for name, size in manifest.sizes.items():
        if sizes.get(name) != size:
            raise damaged(index, f"{name} has {sizes.get(name, 0)} bytes in place of {size}")
    return manifest


def damaged(index: Path, what: str) -> IndexUnusableError:
    """Say that an index cannot be used, and what to run."""
    return IndexUnusableError(f"the index in {index} is damaged: {what}; run: chatbot index --full")


def _unreadable(generation: Generation, error: Exception) -> IndexUnusableError:
    index = generation.folder.parent
    if isinstance(error, PermissionError):
        return _forbidden(index, generation.folder)
    return damaged(index, f"{type(error).__name__} while reading it")


def _forbidden(index: Path, folder: Path) -> IndexUnusableError:
    return IndexUnusableError(
        f"the index in {index} may not be read by this account; {_owner(folder)} can allow it with: chmod -R a+rX {index}"
    )


def _owner(folder: Path) -> str:
    try:
        return f"its owner, {folder.owner()},"
    except (OSError, KeyError, NotImplementedError):
        return "its owner"


def _manifest(value: dict[str, Any], index: Path) -> Manifest:
    if value.pop("format") != FORMAT:
        raise IndexUnusableError(f"the index in {index} was made by another version of this program; run: chatbot index")
    transcripts = tuple(IndexedTranscript(**entry) for entry in value.pop("transcripts"))
    return Manifest(transcripts=transcripts, **value)
