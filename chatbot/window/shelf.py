"""The transcripts as the window lists them.

It does not build or change anything; a transcript is read again only when its file has changed.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from chatbot.errors import SeedError
from chatbot.transcripts import Transcript, find_seeds, read_transcript, transcript_id


def transcripts_in(seeds: Path) -> tuple[dict[str, Transcript], tuple[str, ...]]:
    """The transcripts by id, and one line for each file, or for the folder, that cannot be read."""
    found: dict[str, Transcript] = {}
    faults: list[str] = []
    try:
        paths = find_seeds(seeds)
    except SeedError as error:
        return {}, (str(error),)
    first = {transcript_id(path, seeds): path for path in reversed(paths)}
    for path in paths:
        try:
            status = path.stat()
            transcript = _read(path, seeds, first[transcript_id(path, seeds)], status.st_size, status.st_mtime_ns)
            found[transcript.id] = transcript
        except (SeedError, FileNotFoundError) as error:
            faults.append(str(error))
    return found, tuple(faults)


@lru_cache(maxsize=1000)
def _read(path: Path, seeds: Path, _first: Path, _size: int, _written: int) -> Transcript:
    return read_transcript(path, seeds)
