"""The errors that reach a user: one small tree, one clear line each.

    ChatbotError            the work failed                          exit status 1
    ├── UsageError          the command or a setting was misused     exit status 2
    ├── SeedError           a transcript cannot be read
    ├── WeightsError        the bundled weights are missing or damaged
    ├── ModelError          a model cannot be loaded or did not answer
    ├── IndexUnusableError  the index is missing, damaged or made with another model
    ├── QuestionError       a question that cannot be asked
    └── ExportError         a conversation cannot be read or written

Every message says what was wrong, where, and what to do.
It does not print or log: the edges (cli, streamlit_app) decide how a message is shown.
"""

from __future__ import annotations

from typing import Literal

SeedFault = Literal["", "encoding", "empty", "captions"]
"""What is wrong with a transcript, for whoever says it in other words: not UTF-8, nothing in it, no captions that can be read."""


class ChatbotError(Exception):
    """Something failed that the user can act upon."""

    exit_status = 1


class UsageError(ChatbotError):
    """The command line or a setting was misused."""

    exit_status = 2


class SeedError(ChatbotError):
    """A transcript, or the folder of transcripts, cannot be read; ``fault`` says why where a file's content is at fault."""

    def __init__(self, message: str, fault: SeedFault = "") -> None:
        super().__init__(message)
        self.fault = fault


class WeightsError(ChatbotError):
    """The weights that come with the installation are missing, damaged or cannot be unpacked."""


class ModelError(ChatbotError):
    """A model cannot be loaded, or did not answer."""


class IndexUnusableError(ChatbotError):
    """The index is missing, damaged, or was made with another embedding model."""


class QuestionError(ChatbotError):
    """A question is empty, too long, or about a transcript that is not indexed."""


class ExportError(ChatbotError):
    """A conversation cannot be read, written, or verified."""
