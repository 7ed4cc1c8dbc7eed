"""Finds the labels that say who speaks: "Name: …", with or without a time, and the few shapes that have no colon.

It tells a label by its line alone. Which of the labels are speakers', the cast decides. It does not decide which text belongs to
a turn.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from chatbot.transcripts.lines import Line
from chatbot.transcripts.names import Kind, Named, read_speaker_label

_TIME = r"\d{1,3}:[0-5]\d(?::[0-5]\d)?(?:[.,]\d{1,3})?"
_COLON_LABEL = re.compile(
    rf"""[\s\ufeff>]*(?P<bullet>[-–—•]\s)?\s*
    [*_]{{0,3}}(?:[\[(（]?(?P<before>{_TIME})[\])）]?\s*[-–—|]?\s*)?[*_]{{0,3}}
    (?P<name>[\[(（【]?[^\W_][^:：\n]{{0,100}}?)
    \s*[*_]{{0,3}}\s*(?:[\[(（]?\s*(?P<after>{_TIME})\s*[\])）]?)?\s*[*_]{{0,3}}\s*
    [:：][*_]{{0,3}}(?!//)(?!(?<=\d:)\d)
    (?:\s*[\[(](?P<inside>{_TIME})[\])])?""",
    re.VERBOSE,
)
# Some recorders write a name and a time on a line of their own, with no colon.
_TIMED_LABEL = re.compile(rf"[\s\ufeff]*(?P<name>[^\W\d_][^:：\n]{{0,60}}?)\s+[\[(]?(?P<after>{_TIME})[\])]?\s*$")
_TIME_FIRST = re.compile(
    rf"[\s\ufeff]*[\[(]?(?P<before>{_TIME})[\])]?\s*[-–—|]?\s*[*_]{{0,3}}(?P<name>[^\W\d_][^:：\n*]{{0,60}})[*_]{{0,3}}$"
)
_BOLD = re.compile(r"[\s\ufeff]*(?P<mark>\*\*|__)(?P<name>[^\W\d_][^:：\n*]{0,60})(?P=mark)$")
_IN_BRACKETS = re.compile(r"[\s\ufeff]*[\[【](?P<name>[^\W\d_][^:：\n\[\]【】]{0,60})[\]】](?=\s*\w)")
_LONGEST = 160  # characters of a line in which a label may lie


class Shape(Enum):
    """How a label is told from the words: by a colon, by a time behind or before the name, by bold letters, by brackets."""

    COLON = "colon"
    TIME_FIRST = "time first"
    BOLD = "bold"
    BRACKETS = "brackets"


@dataclass(frozen=True)
class Label:
    """A label that begins a turn: the place of its line in the list of lines, its span in the text, and who speaks.

    Where ``speaker`` is None it only ends the turn before.
    """

    line: int
    start: int
    end: int
    speaker: str | None
    time: float | None


@dataclass(frozen=True)
class Candidate:
    """What may be a label: its place, the words in it, and its shape; ``bullet`` where it stands in a list."""

    line: int
    start: int
    end: int
    named: Named
    time: float | None
    shape: Shape
    bullet: bool


def label_at(text: str, line: Line, index: int) -> Candidate | None:
    """What may be a label at the beginning of a line."""
    if line.blank:
        return None
    stop = min(line.end, line.start + _LONGEST)
    found = _match(text, line.start, stop, stop == line.end)
    named = read_speaker_label(found[1]["name"]) if found else None
    if found is None or named is None:
        return None
    shape, match = found
    if shape is not Shape.COLON and named.kind is not Kind.NAME:
        return None
    groups = match.groupdict()
    time = next((groups[key] for key in ("before", "after", "inside") if groups.get(key)), None)
    start = match.end() - len(match.group().lstrip(" \t\ufeff\u3000\xa0"))
    return Candidate(index, start, match.end(), named, seconds(time), shape, bool(groups.get("bullet")))


def seconds(time: str | None) -> float | None:
    """Seconds of "1:02:03" or "02:03.5"."""
    if time is None:
        return None
    total = 0.0
    for part in time.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def _match(text: str, start: int, stop: int, whole: bool) -> tuple[Shape, re.Match[str]] | None:
    if whole and (timed := _TIMED_LABEL.match(text, start, stop)) and _is_named(timed):
        return Shape.COLON, timed
    if colon := _COLON_LABEL.match(text, start, stop):
        return Shape.COLON, colon
    if bracketed := _IN_BRACKETS.match(text, start, stop):
        return Shape.BRACKETS, bracketed
    alone = ((Shape.TIME_FIRST, _TIME_FIRST), (Shape.BOLD, _BOLD)) if whole else ()
    return next(((shape, match) for shape, form in alone if (match := form.match(text, start, stop))), None)


def _is_named(timed: re.Match[str]) -> bool:
    named = read_speaker_label(timed["name"])
    return named is not None and named.kind is Kind.NAME
