"""What stands in the index folder, and how one generation of it takes the place of another.

    index/
    ├── README.md          says what each file is (kept in the repository)
    ├── CURRENT            the name of the generation in use
    ├── unfinished/        vectors of an interrupted build, one file a transcript
    └── <generation>/      manifest.json, transcripts.jsonl, passages.jsonl, passages.npy,
                           vectors.faiss, sentences.npy, bm25/

A generation is never changed once CURRENT names it: a build writes a new one beside it and then replaces CURRENT,
which is one file, in one step. It does not know what the files mean.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from chatbot.errors import IndexUnusableError

FORMAT = 1


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
    """What a generation was made from: embedding model, passage size, transcripts; ``sizes`` are its files' bytes."""

    fingerprint: str
    created: str
    embedding: str
    dimensions: int
    passage_tokens: int
    sentences: int
    transcripts: tuple[IndexedTranscript, ...]
    sizes: dict[str, int]

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


def current_generation(index: Path) -> Generation | None:
    """Give the generation in use, or None where nothing was indexed yet."""
    try:
        name = (index / "CURRENT").read_text("utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise damaged(index, f"CURRENT cannot be read ({error})") from error
    if not name or Path(name).name != name:
        raise damaged(index, "CURRENT does not name a folder")
    return Generation(index / name)


def make_current(index: Path, generation: Generation) -> None:
    """Put ``generation`` into use in one step, and remove the others."""
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


def read_manifest(index: Path) -> tuple[Generation, Manifest]:
    """Read the manifest in use; raises IndexUnusableError when there is none or a file is missing or cut short."""
    generation = current_generation(index)
    if generation is None:
        raise IndexUnusableError(f"there is no index in {index}; run: chatbot index")
    try:
        value = json.loads(generation.manifest.read_text("utf-8"))
        manifest = _manifest(value)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged(index, f"its manifest cannot be read ({type(error).__name__})") from error
    sizes = generation.sizes()
    for name, size in manifest.sizes.items():
        if sizes.get(name) != size:
            raise damaged(index, f"{name} has {sizes.get(name, 0)} bytes in place of {size}")
    return generation, manifest


def damaged(index: Path, what: str) -> IndexUnusableError:
    """Say that an index cannot be used, and what to run."""
    return IndexUnusableError(f"the index in {index} is damaged: {what}; run: chatbot index --full")


def _manifest(value: dict[str, Any]) -> Manifest:
    if value.pop("format") != FORMAT:
        raise ValueError("another format")
    transcripts = tuple(IndexedTranscript(**entry) for entry in value.pop("transcripts"))
    return Manifest(transcripts=transcripts, **value)
