"""One build of an index at a time, whichever program or thread it runs in.

The operating system keeps the lock and takes it back when its holder ends, however that ends. Reading an index needs none.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PAUSE = 0.2
"""Seconds between two looks at whether the other build has ended; waiting can be interrupted at each."""


@contextmanager
def only_build(index: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Keep every other build of this index out; where one is running, call ``waiting`` until it has ended."""
    with _opened(index / "LOCK") as file:
        while not _take(file):
            waiting()
            time.sleep(PAUSE)
        yield


def _opened(file: Path) -> BinaryIO:
    try:
        return file.open("ab")
    except PermissionError:  # made by another user, and may be read: that is enough to lock it
        return file.open("rb")


def _take(file: BinaryIO) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        pass  # a file system without locks: building there is better than never building
    return True
