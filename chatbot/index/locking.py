"""One build of an index at a time, whichever program or thread it runs in. Reading an index needs no lock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from chatbot.weights import only_one


@contextmanager
def only_build(index: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Keep every other build of this index out; where one is running, call ``waiting`` until it has ended."""
    with only_one(index / "LOCK", waiting):  # a file system without locks: building there is better than never building
        yield
