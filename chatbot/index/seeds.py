"""The seeds as an index is made of them, and what has changed in them since.

A file is read again only to tell whether what is new in it can be read; that it is the same is told by its SHA-256.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from chatbot.errors import SeedError
from chatbot.index.layout import CUT
from chatbot.index.store import manifest_of
from chatbot.transcripts import Transcript, find_seeds, read_transcript, transcript_id


@dataclass(frozen=True)
class Seeds:
    """The transcripts that can be read, and one line for each file that cannot."""

    transcripts: tuple[Transcript, ...]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class State:
    """How an index stands to its seeds, to the model set and to this program: up to date, unless something here says otherwise.

    ``other_version`` says that this program would cut the transcripts otherwise.
    ``unreadable`` names new and changed files that cannot be read; ``fault`` says why there are no seeds to compare with.
    """

    new: int = 0
    deleted: int = 0
    changed: int = 0
    unreadable: tuple[str, ...] = ()
    other_model: bool = False
    fault: str = ""
    other_version: bool = False

    def sentence(self) -> str:
        """Say it in one line: ``up to date``, or what has changed since, and what to do."""
        if self.other_model:
            return "made with another embedding model than is set; run: chatbot index"
        if self.other_version:
            return "made by another version of this program; run: chatbot index"
        if self.fault:
            return f"the seeds cannot be read: {self.fault}"
        changes = {"new": self.new, "deleted": self.deleted, "changed": self.changed}
        found = [f"{count} {kind}" for kind, count in changes.items() if count]
        if found:
            return f"seeds have changed ({', '.join(found)}); run: chatbot index"
        names = ", ".join(self.unreadable)
        return f"up to date, but for what cannot be read: {names}" if names else "up to date"


def read_seeds(seeds: Path) -> Seeds:
    """Read every transcript below ``seeds``; raises SeedError where not one of them can be read."""
    read, faults = [], []
    for path in find_seeds(seeds):
        try:
            read.append(read_transcript(path, seeds))
        except SeedError as error:
            faults.append(str(error))
    if not read:
        raise SeedError(faults[0])
    return Seeds(tuple(read), tuple(faults))


def state_of(seeds: Path, index: Path, embedding: str | None = None) -> State:
    """Tell how the index stands to the seeds and the model set; raises IndexUnusableError where there is none to use."""
    manifest = manifest_of(index)
    if embedding not in (None, manifest.embedding):
        return State(other_model=True)
    if manifest.cut != CUT:
        return State(other_version=True)
    indexed = {entry.id: entry.file or entry.sha256 for entry in manifest.transcripts}
    try:
        paths = {transcript_id(path, seeds): path for path in reversed(find_seeds(seeds))}  # of namesakes the first stays
    except SeedError as error:
        return State(fault=str(error))
    other = {id for id, path in paths.items() if _sha256(path) != indexed.get(id)}
    unreadable = sorted(id for id in other if not _is_readable(paths[id], seeds))
    new = other - indexed.keys() - set(unreadable)
    return State(len(new), len(indexed.keys() - paths.keys()), len(other & indexed.keys()), tuple(unreadable))


def _sha256(path: Path) -> str | None:
    try:
        return _sha256_of(path, *_version(path))
    except OSError:
        return None


def _is_readable(path: Path, seeds: Path) -> bool:
    try:
        return _is_readable_version(path, seeds, *_version(path))
    except OSError:
        return False


def _version(path: Path) -> tuple[int, int]:
    """What tells a file from the one that stood there before: its size and when it was written."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns


@lru_cache(maxsize=100_000)
def _sha256_of(path: Path, _size: int, _written: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@lru_cache(maxsize=1000)
def _is_readable_version(path: Path, seeds: Path, _size: int, _written: int) -> bool:
    try:
        read_transcript(path, seeds)
    except SeedError:
        return False
    return True
