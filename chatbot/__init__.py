"""Answers questions over podcast and interview transcripts, with citations that can be trusted.

    >>> from chatbot import Conversation
    >>> answer = Conversation.open(index="index").ask("Who owns the wine market in China?")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chatbot.conversation import Answer, Conversation

__all__ = ["Answer", "Conversation"]


def __getattr__(name: str) -> Any:
    # Late: `chatbot --help` imports this package and must not wait for LangChain.
    if name in __all__:
        from chatbot import conversation

        return getattr(conversation, name)
    raise AttributeError(f"module 'chatbot' has no attribute {name!r}")
