"""JSON out, and JSON or JSON Lines in.

It does not read files.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from chatbot.errors import ExportError
from chatbot.export.contract import check_answer, is_text
from chatbot.export.conversation import ExportedConversation, TranscriptNote
from chatbot.export.messages import in_quotes, kind_of

FORMAT, VERSION = "chatbot-conversation", 1


def to_json(conversation: ExportedConversation, ascii_only: bool = False) -> str:
    """The whole conversation as JSON, as `read_conversation` takes it back without a loss.

    With `ascii_only` any other character is written as its escape, for a place that cannot hold every character.
    """
    notes = {note.id: {"title": note.title, "sha256": note.sha256} for note in conversation.transcripts}
    value = {
        "format": FORMAT,
        "version": VERSION,
        "created": conversation.created,
        "transcripts": notes,
        "answers": list(conversation.answers),
    }
    return json.dumps(value, ensure_ascii=ascii_only, indent=2, allow_nan=False) + "\n"


def from_json(text: str, name: str) -> ExportedConversation:
    """An exported conversation, one `ask --json` object, or JSON Lines of them; raises ExportError naming the place."""
    try:
        value = _load(text)
    except (ValueError, RecursionError) as error:
        if not isinstance(error, json.JSONDecodeError) or not error.msg.startswith("Extra data"):
            raise ExportError(f"{name}: not valid JSON ({_one_line(error)}); export the conversation again.") from error
        return _from_lines(text, name)
    if isinstance(value, dict) and "format" in value:
        return _from_conversation(value, name)
    return _from_answers([(value, name)], name)


def _from_lines(text: str, name: str) -> ExportedConversation:
    # Only "\n" ends a line of JSON Lines: other separators may stand inside its strings.
    values = []
    for number, line in enumerate(text.split("\n"), 1):
        place = f"{name}, line {number}"
        if not line.strip():
            continue
        try:
            values.append((_load(line), place))
        except (ValueError, RecursionError) as error:
            raise ExportError(f"{place}: not valid JSON ({_one_line(error)}); one object per line.") from error
    return _from_answers(values, name)


def _from_answers(values: list[tuple[Any, str]], name: str) -> ExportedConversation:
    answers = tuple(check_answer(value, place) for value, place in values if not _is_error_line(value))
    if not answers:
        raise ExportError(f"{name}: it holds no answer; give a file that `ask --json` or `export` has written.")
    return ExportedConversation("", (), answers)


def _is_error_line(value: Any) -> bool:
    return isinstance(value, dict) and "error" in value and set(value) <= {"id", "error"}


def _from_conversation(value: dict[str, Any], name: str) -> ExportedConversation:
    if value["format"] != FORMAT or value.get("version") != VERSION:
        raise ExportError(f"{name}: not a {FORMAT} of version {VERSION}; use the program that wrote it.")
    answers = value.get("answers")
    if not isinstance(answers, list):
        raise ExportError(f"{name}: 'answers' must be a list; export the conversation again.")
    checked = tuple(check_answer(answer, f"{name}, answer {number}") for number, answer in enumerate(answers, 1))
    return ExportedConversation(check_created(value.get("created"), name), _notes(value, name), checked)


def check_created(created: Any, name: str) -> str:
    """The time of export if it is an ISO time, or ""; raises ExportError otherwise."""
    try:
        if created != "":
            datetime.fromisoformat(created)
    except (TypeError, ValueError) as error:
        raise ExportError(f"{name}: 'created' must be an ISO time, found {kind_of(created)}.") from error
    return str(created)


def _notes(value: dict[str, Any], name: str) -> tuple[TranscriptNote, ...]:
    notes = value.get("transcripts")
    if not isinstance(notes, dict):
        raise ExportError(f"{name}: 'transcripts' must be an object; export the conversation again.")
    for id, note in notes.items():
        fields = [id, *(note.get(key) for key in ("title", "sha256"))] if isinstance(note, dict) else [None]
        if not all(is_text(field) for field in fields):
            raise ExportError(f"{name}, transcripts, {in_quotes(id, 40)}: expected a title and a sha256, both text.")
    return tuple(TranscriptNote(id, note["title"], note["sha256"]) for id, note in notes.items())


def _load(text: str) -> Any:
    return json.loads(text, parse_constant=_refuse)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not a number that JSON knows")


def _one_line(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)
