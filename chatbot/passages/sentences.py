"""Cuts text into sentences: exact spans that cover every character but white space.

Full stops after abbreviations, initials and in numbers do not end a sentence; CJK stops need no space after them. What
goes on without a stop, as speech may, is cut at pauses so that no sentence is too long to be embedded.
It does not rate sentences and does not join them to passages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from chatbot.passages import abbreviations as known
from chatbot.passages.tokens import count_tokens
from chatbot.transcripts import Span, Transcript

LONGEST_UNCUT = 120  # tokens up to which a sentence is left whole; a longer one is cut at its pauses
_FREE_BYTES = 120  # a text has at most as many tokens as bytes
_LONGEST_COUNTED = 900  # characters above which a text is halved without being counted

_CJK = r"\u3040-\u30ff\u3400-\u9fff\uff00-\uffef\U00020000-\U0003ffff"
_CLOSERS = r"[\"'”’»)\]}」』）】》〉*_]"
# Stops that end nothing are matched too, as a whole: to try again from each of them would take hours for a page of dots.
_STOP = re.compile(
    rf"""[。！？｡]+(?:[.!?…。！？｡]|{_CLOSERS})*
    |[.!?…؟۔।]++(?:{_CLOSERS}|\[\d{{1,3}}\])*(?:[ \t](?:''|”|»)(?=\s|\Z))?(?=\s|\Z|[{_CJK}])
    |(?P<inside>[.!?…؟۔।]++)""",
    re.VERBOSE,
)
_HARD_BREAK = re.compile(
    rf"\r?\n[^\S\n]*\r?\n\s*|\r\r\s*|(?<=[{_CJK}])[^\S\n]*\r?\n(?=[^\S\n]*[{_CJK}])|\r?\n(?=[^\S\n]*(?:[-*•]|\d{{1,3}}[.)])\s)|[\u2028\u2029]"
)
_WORD_BEFORE = re.compile(r"[^\s\"'’“”(\[«]*\Z")
_WORD_AFTER = re.compile(r"\s*[\"'“”‘’«(\[¿¡*_]*(\w*)")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_PAUSES = tuple(
    re.compile(pause) for pause in (r"[;；:：](?=\s|[^\x00-\x7f])", r"[,，、](?=\s|[^\x00-\x7f])|\s[–—-](?=\s)", r"\s+")
)


@dataclass(frozen=True)
class Sentence:
    """A sentence of a transcript's spoken text: its span, the speaker of its turn, and the time in seconds.

    The time is that of the caption it begins in, or else of its turn.
    turn is the turn's place in the transcript's turns; the label "Name: " is never part of a sentence.
    """

    start: int
    end: int
    speaker: str | None
    time: float | None
    turn: int


def sentences_of(transcript: Transcript) -> tuple[Sentence, ...]:
    """All sentences that a transcript's turns hold, in order; furniture is in none of them."""
    return tuple(
        Sentence(span.start, span.end, turn.speaker, transcript.time_at(span.start, turn), number)
        for number, turn in enumerate(transcript.turns)
        for paragraph in turn.paragraphs
        for span in split_sentences(transcript.text, paragraph.start, paragraph.end)
    )


def asks(words: str) -> bool:
    """Whether a sentence is a question, by the mark at its end."""
    return words.rstrip("\"'”’»)]」』）")[-1:] in ("?", "？", "؟")


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of text[start:end], in order, without the white space around them.

    Every character but white space lies in exactly one of them. None is longer than 200 tokens (cl100k_base): what is
    longer is cut at a semicolon, a comma, a dash, a space or, where there is none, anywhere.
    """
    end = len(text) if end is None else end
    found: list[Span] = []
    for block_start, block_end in _blocks(text, start, end):
        for span in _with_stray_marks(text, _stopped(text, block_start, block_end)):
            found.extend(_short_enough(text, span))
    return found


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between paragraph breaks and list items, which always end a sentence."""
    position = start
    for match in _HARD_BREAK.finditer(text, start, end):
        yield position, match.start()
        position = match.end()
    yield position, end


def _stopped(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretches that end with a stop, trimmed; the last one may lack it."""
    position = start
    for match in _STOP.finditer(text, start, end):
        if match["inside"] or match.end() < end and not _ends_sentence(text, position, match, end):
            continue
        if span := _trimmed(text, position, match.end()):
            yield span
        position = match.end()
    if span := _trimmed(text, position, end):
        yield span


def _ends_sentence(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether a stop, with something after it, ends the sentence that began at start."""
    marks = match.group()
    if marks[0] in "。！？｡؟۔।":
        return True
    after = _word_after(text, match.end(), end)
    lower = after[:1].islower()
    closed = marks[-1] not in ".!?…"
    if "?" in marks or "!" in marks:
        return not (closed and lower)
    detached = match.start() > start and text[match.start() - 1].isspace()
    if len(marks.rstrip("\"'”’»)]}*_")) > 1 or marks[0] == "…":
        return detached or not lower
    if match.start() - start <= 4 and text[start : match.start()].strip().isdigit():
        return False  # the number of a list item
    return _full_stop_ends(_word_before(text, start, match.start(), detached), after, detached, closed)


def _full_stop_ends(word: str, after: str, detached: bool, closed: bool) -> bool:
    """Whether the single full stop after word ends its sentence, given the word that follows."""
    bare = word.casefold()
    if bare in known.NEVER_LAST:
        return False
    if bare in known.BEFORE_NUMBER and after[:1].isdigit():
        return False
    if closed and after[:1].islower():
        return False
    if detached:
        return True
    if bare in known.LISTS:
        return not after[:1].islower()
    if bare in known.MAYBE_LAST or _DOTTED.fullmatch(word) or (len(word) == 1 and word.isupper()):
        return not after or (after[:1].isupper() and after.casefold() in known.STARTERS) or not after[:1].isalnum()
    # In careless typing a sentence begins with a small letter; after a short word that may be an abbreviation's stop.
    return not after[:1].islower() or len(word) > 5 or after in known.STARTERS


def _word_before(text: str, start: int, stop: int, detached: bool) -> str:
    """The word that a stop follows; in tokenised text ("Mr . Rossi") a space lies between."""
    while detached and stop > start and text[stop - 1].isspace():
        stop -= 1
    match = _WORD_BEFORE.search(text[max(start, stop - 24) : stop])
    return match.group() if match else ""


def _word_after(text: str, position: int, end: int) -> str:
    match = _WORD_AFTER.match(text, position, min(end, position + 60))
    return match.group(1) if match else ""


def _with_stray_marks(text: str, spans: Iterator[Span]) -> Iterator[Span]:
    """Joins what holds neither a letter nor a digit (a lone "." or quotation mark) to the sentence before it."""
    last: Span | None = None
    for span in spans:
        if last is not None and _is_mark(text, span):
            last = Span(last.start, span.end)
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _is_mark(text: str, span: Span) -> bool:
    return span.end - span.start <= 40 and not any(c.isalnum() or ord(c) > 0xFFFF for c in text[span.start : span.end])


def _short_enough(text: str, span: Span) -> Iterator[Span]:
    """Cuts a span near its middle, at the best pause there, until each part is short enough."""
    waiting = [span]
    while waiting:
        part = waiting.pop()
        cut = None if _is_short(text, part) else _middle_cut(text, part)
        if cut is None:
            yield part
            continue
        halves = (_trimmed(text, part.start, cut), _trimmed(text, cut, part.end))
        waiting.extend(half for half in reversed(halves) if half)


def _is_short(text: str, span: Span) -> bool:
    length = span.end - span.start
    if length * 4 <= _FREE_BYTES:
        return True
    if length > _LONGEST_COUNTED:
        return False
    words = text[span.start : span.end]
    return len(words.encode("utf-8", "replace")) <= _FREE_BYTES or count_tokens(words) <= LONGEST_UNCUT


def _middle_cut(text: str, span: Span) -> int | None:
    """The place of the best pause in the middle half (or the middle 800 characters) of a span."""
    middle = (span.start + span.end) // 2
    reach = min((span.end - span.start) // 4, 400)
    for pause in _PAUSES:
        ends = [match.end() for match in pause.finditer(text, middle - reach, middle + reach)]
        if ends:
            return min(ends, key=lambda place: abs(place - middle))
    cut = middle
    while cut < middle + 8 and _joins(text[cut]):
        cut += 1
    return cut if span.start < cut < span.end else None


def _joins(character: str) -> bool:
    """Whether a character belongs to the one before it: an accent, a variation selector, a joiner."""
    return character == "\u200d" or unicodedata.category(character).startswith("M")


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
