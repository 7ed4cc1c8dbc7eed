"""A progress bar on stderr that tells the time left; none where stderr is no terminal."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any

from tqdm import tqdm


class ProgressBar:
    """Shows what is being done; a new bar begins when something else is."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._total = -1

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.close()

    def show(self, doing: str, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` is done."""
        if self._bar is None or self._total != total:
            if self._bar is not None:
                self._bar.close()
            large = total > 1_000_000
            self._bar = tqdm(total=total, file=sys.stderr, disable=None, unit="B" if large else " passages", unit_scale=large)
            self._total = total
        self._bar.set_description("".join(c for c in doing if c.isprintable())[:40], refresh=False)
        self._bar.update(done - self._bar.n)
