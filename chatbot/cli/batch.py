"""JSON Lines in, JSON Lines out, in the same order; a bad line becomes an error in its place and the rest goes on."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chatbot.errors import ChatbotError, UsageError
from chatbot.questions import Message


@dataclass(frozen=True)
class BatchLine:
    """One question of a batch."""

    id: str | None
    question: str
    transcript: str | None
    history: tuple[Message, ...]


def run_batch(file: Path, answer: Callable[[BatchLine], dict[str, Any]]) -> bool:
    """Answer every line of ``file`` (``-``: standard input); returns whether all went well.

    Raises ChatbotError when the file cannot be read.
    """
    well = True
    for number, line in enumerate(_lines(file), 1):
        if not line.strip():
            continue
        identity: Any = None
        try:
            value = _value(line, number)
            identity = value.get("id")
            result = answer(_batch_line(value, number))
        except ChatbotError as error:
            result, well = {"id": identity, "error": str(error)}, False
        except Exception as error:
            # What one line brings about must not lose the lines behind it.
            logging.getLogger(__name__).exception("line %d failed", number)
            told = f"line {number} failed in a way that was not foreseen ({type(error).__name__}); ask it another way"
            result, well = {"id": identity, "error": told}, False
        print(json.dumps(result, ensure_ascii=False), flush=True)
    return well


def _lines(file: Path) -> Iterator[bytes]:
    try:
        if str(file) == "-":
            yield from sys.stdin.buffer
        else:
            with file.open("rb") as lines:
                yield from lines
    except OSError as error:
        raise ChatbotError(f"the batch file {file} cannot be read: {error.strerror}; give a file of JSON Lines") from error


def _value(line: bytes, number: int) -> dict[str, Any]:
    try:
        value = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise UsageError(f"line {number} is not JSON in UTF-8 ({error}); "
                         'write it like {"id": "q1", "question": "…"}') from error
    if not isinstance(value, dict):
        raise UsageError(f'line {number} is not an object; write it like {{"id": "q1", "question": "…"}}')
    return value


def _batch_line(value: dict[str, Any], number: int) -> BatchLine:
    question, transcript = value.get("question"), value.get("transcript")
    if not isinstance(question, str):
        raise UsageError(f'line {number} has no "question" that is a string')
    if not (transcript is None or isinstance(transcript, str)):
        raise UsageError(f'line {number}: "transcript" is not a string')
    identity = value.get("id")
    check_whole(question, f'line {number}: "question"')
    check_whole(transcript or "", f'line {number}: "transcript"')
    return BatchLine(identity, question, transcript, _history(value.get("history"), number))


def check_whole(text: str, where: str) -> None:
    """Raise UsageError for text with half a character (a lone surrogate, as in JSON's "\\ud83d"), which no model reads."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise UsageError(f"{where} has half a character in it (a lone surrogate); write it in whole characters, in UTF-8")


def _history(value: Any, number: int) -> tuple[Message, ...]:
    if value is None:
        return ()
    good = isinstance(value, list) and all(
        isinstance(m, dict) and m.get("role") in ("user", "assistant") and isinstance(m.get("content"), str) for m in value)
    if not good:
        raise UsageError(f'line {number}: "history" is not a list of {{"role": "user" or "assistant", "content": "…"}}')
    for message in value:
        check_whole(message["content"], f'line {number}: "history"')
    return tuple(Message(m["role"], m["content"]) for m in value)
