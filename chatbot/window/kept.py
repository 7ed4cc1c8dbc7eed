"""The conversations that this process keeps, so that a page which is loaded again finds its own.

They are kept in memory alone and end with the process; an id is looked up and never becomes a part of a path.
It does not know streamlit.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterable

from chatbot.window.exchange import Exchange

MOST = 50
"""How many conversations are kept."""


def new_id() -> str:
    """An id for a conversation, which nobody can guess: whoever knows it can read along."""
    return secrets.token_urlsafe(16)


class KeptConversations:
    """The questions and answers of the conversations last asked in, by their ids; pages of all sessions share it."""

    def __init__(self) -> None:
        self._kept: dict[str, list[Exchange]] = {}
        self._lock = threading.Lock()

    def keep(self, id: str, exchanges: list[Exchange]) -> None:
        """Keep a conversation, as the newest; where there are too many the oldest is dropped."""
        with self._lock:
            self._kept.pop(id, None)
            self._kept[id] = exchanges
            if len(self._kept) > MOST:
                del self._kept[next(iter(self._kept))]

    def find(self, id: str) -> list[Exchange]:
        """The conversation of an id, the very list that grows; an empty one for an id that is not known."""
        return self._kept.get(id, [])

    def others(self, ids: Iterable[str], here: str) -> list[tuple[str, list[Exchange]]]:
        """Of the conversations of ``ids`` those that are kept, the last begun first, but for that of ``here``."""
        return [(id, kept) for id in reversed([*ids]) if id != here and (kept := self.find(id))]
