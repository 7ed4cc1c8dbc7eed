"""The names in a question, as far as capital letters tell them."""

from __future__ import annotations

import re

from chatbot.index import lexical_tokens

_INNER_CAPITAL = re.compile(r"[A-Za-z][A-Za-z0-9]*[A-Z0-9][A-Za-z0-9]*")
_CAPITALISED = re.compile(r"(?<=[\w,;:'’] )[A-ZÀ-Þ][A-Za-z0-9À-ɏ-]+")


def fixed_names(text: str) -> set[str]:
    """Give the names that no language changes: with a capital or digit inside (KOL, helloITA, TMall)."""
    return {token for name in _INNER_CAPITAL.findall(text) for token in lexical_tokens(name)}


def latin_names(text: str) -> set[str]:
    """Give the words that must survive: capitalised inside the sentence, or with a capital or digit inside the word."""
    inner = [*_CAPITALISED.findall(text), *_INNER_CAPITAL.findall(text)]
    return {token for name in inner for token in lexical_tokens(name)}
