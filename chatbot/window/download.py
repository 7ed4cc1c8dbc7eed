"""A conversation of the window as a file to download.

How a file looks is the business of `export`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from chatbot.export import export_conversation, render
from chatbot.transcripts import Transcript
from chatbot.window.exchange import Exchange

FILES = {"Markdown": "md", "HTML": "html", "PDF": "pdf", "Word": "docx", "JSON": "json"}
"""The kinds of files, each with the ending of its name."""


def file_name(to: str) -> str:
    """The name of a file that is downloaded today, local time: "conversation-2026-11-28.pdf"."""
    return f"conversation-{datetime.now(UTC).astimezone():%Y-%m-%d}.{to}"


def conversation_file(exchanges: Iterable[Exchange], transcripts: Iterable[Transcript], to: str) -> bytes:
    """The answers that have arrived, as a file of the kind with that ending; what is said to thanks is none."""
    records = [record for exchange in exchanges if (record := exchange.record)]
    answers = [record for record in records if record["sentences"] or record["nearest"]]
    notes = {each.id: (each.title, each.sha256) for each in transcripts}
    return render(export_conversation(answers, notes, datetime.now(UTC)), to)
