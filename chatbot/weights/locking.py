"""One holder of a lock at a time, whichever program or thread it runs in: a file that several might write at once.

The operating system keeps the lock and takes it back when its holder ends, however that ends. The file itself stays.
It does not know what is locked.
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
"""Seconds between two looks at whether the other holder has ended; waiting can be interrupted at each."""


@contextmanager
def only_one(lock: Path, waiting: Callable[[], None]) -> Iterator[bool]:
    """Keep every other holder of the file ``lock`` out; where there is one, call ``waiting`` until it has ended.

    Gives False on a file system without locks, where another may hold it all the same.
    """
    with _opened(lock) as file:
        while (taken := _take(file)) is False:
            waiting()
            time.sleep(PAUSE)
        yield taken is True


def _opened(file: Path) -> BinaryIO:
    try:
        return file.open("ab")
    except PermissionError:  # made by another user, and may be read: that is enough to lock it
        return file.open("rb")


def _take(file: BinaryIO) -> bool | None:
    """Say whether the lock was free and is taken now; None where the file system has no locks."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return None
    return True
