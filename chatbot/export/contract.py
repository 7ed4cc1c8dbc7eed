"""The shape of one answer, as `ask --json` gives it, checked before anything else looks at it.

It does not ask whether a quote is true: that is `verification`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from chatbot.errors import ExportError
from chatbot.export.messages import kind_of

Check = Callable[[Any], bool]
_LIMIT = 10**15  # no offset, number or time comes near; NaN and infinity fail the comparison
_DEEPEST = 50  # an answer's own values lie six deep; each format is written by functions that call themselves


def check_answer(value: Any, place: str) -> dict[str, Any]:
    """Return the answer as a dict of its own, or say in one line what is wrong with it and where.

    `place` names where the answer stands, for the message: "answers.json, answer 2".
    Unknown keys are kept, if they can be written again; `nearest` may be absent and is then empty. Raises ExportError.
    """
    _require(value, _ANSWER, place)
    for number, sentence in enumerate(value["sentences"], 1):
        here = f"{place}, sentence {number}"
        _require(sentence, _SENTENCE, here)
        _check_citations(sentence["citations"], here)
    _check_citations(value.get("nearest", []), f"{place}, nearest")
    _require(value["seconds"], _SECONDS, f"{place}, seconds")
    _require_writable(value, place)
    return {**value, "id": value.get("id"), "nearest": value.get("nearest", [])}


def _check_citations(citations: list[Any], place: str) -> None:
    for number, citation in enumerate(citations, 1):
        _require(citation, _CITATION, f"{place}, citation {number}")


def _require(value: Any, keys: Mapping[str, tuple[str, Check]], place: str) -> None:
    if not isinstance(value, Mapping):
        raise ExportError(f"{place}: expected an object, found {kind_of(value)}; export the conversation again.")
    for key, (wanted, check) in keys.items():
        if key not in value and key in _MAY_BE_ABSENT:
            continue
        if key not in value:
            raise ExportError(f"{place}: the key {key!r} is missing; export the conversation again.")
        if not check(value[key]):
            found = kind_of(value[key])
            raise ExportError(f"{place}: {key!r} must be {wanted}, found {found}; export the conversation again.")


def _require_writable(value: Any, place: str) -> None:
    """Refuse what JSON can hold and no export: the whole of it is looked at, unknown keys too."""
    level, depth = [value], 0
    while level:
        if depth > _DEEPEST:
            raise ExportError(f"{place}: it is nested too deeply; export the conversation again.")
        for each in level:
            if isinstance(each, float) and not math.isfinite(each):
                raise ExportError(f"{place}: it holds {each}, which is no number that JSON knows; export the conversation again.")
            if isinstance(each, str) and not is_text(each):
                raise ExportError(f"{place}: it holds half a character (a lone surrogate); export the conversation again.")
        level, depth = [part for each in level for part in _parts(each)], depth + 1


def _parts(value: Any) -> list[Any]:
    if isinstance(value, Mapping):
        return [*value.keys(), *value.values()]
    return value if isinstance(value, list) else []


def is_text(value: Any) -> bool:
    """Whether the value is text that can be written as UTF-8: half a surrogate pair cannot."""
    return isinstance(value, str) and not any("\ud800" <= character <= "\udfff" for character in value)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LIMIT


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < _LIMIT


def _or_null(check: Check) -> Check:
    return lambda value: value is None or check(value)


_TEXT: tuple[str, Check] = ("text", is_text)
_TEXT_OR_NULL: tuple[str, Check] = ("text or null", _or_null(is_text))
_WHOLE: tuple[str, Check] = ("a whole number, 0 or more", _is_whole)
_NUMBER_OR_NULL: tuple[str, Check] = ("a number, 0 or more, or null", _or_null(_is_number))
_LIST: tuple[str, Check] = ("a list", lambda value: isinstance(value, list))
_OBJECT: tuple[str, Check] = ("an object", lambda value: isinstance(value, Mapping))

_MAY_BE_ABSENT = {"id", "nearest"}
_ANSWER: dict[str, tuple[str, Check]] = {
    "id": ("text, a whole number or null", _or_null(lambda value: is_text(value) or _is_whole(value))),
    "question": _TEXT,
    "standalone_question": _TEXT,
    "language": _TEXT,
    "status": ("'answered' or 'not_found'", lambda value: value in ("answered", "not_found")),
    "answer": _TEXT,
    "sentences": _LIST,
    "nearest": _LIST,
    "passages": _LIST,
    "model": _TEXT,
    "index_fingerprint": _TEXT,
    "seconds": _OBJECT,
}
_SENTENCE: dict[str, tuple[str, Check]] = {"text": _TEXT, "citations": _LIST}
_CITATION: dict[str, tuple[str, Check]] = {
    "number": _WHOLE,
    "transcript": _TEXT,
    "start": _WHOLE,
    "end": _WHOLE,
    "quote": _TEXT,
    "speaker": _TEXT_OR_NULL,
    "time": _NUMBER_OR_NULL,
    "url": _TEXT_OR_NULL,
    "support": _NUMBER_OR_NULL,
}
_SECONDS: dict[str, tuple[str, Check]] = {
    "retrieve": _NUMBER_OR_NULL,
    "first_evidence": _NUMBER_OR_NULL,
    "total": _NUMBER_OR_NULL,
}
