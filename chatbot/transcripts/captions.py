"""Parses SubRip and WebVTT captions: the cues' words become one text, and each cue's time is kept for its place there.

Markup, sound descriptions and lines that roll up from one cue into the next are left out; a file gives the same text each
time. It does not read files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from itertools import groupby, pairwise

from chatbot.transcripts import furniture
from chatbot.transcripts.cast import find_labels
from chatbot.transcripts.labels import seconds
from chatbot.transcripts.lines import ends_sentence, lines_of
from chatbot.transcripts.names import Kind, read_speaker_label
from chatbot.transcripts.parsing import name_of
from chatbot.transcripts.values import Span, Transcript, Turn

PARAGRAPH = 45.0  # seconds after which a sentence's end begins a paragraph
STRETCH, PAUSE = 12.0, 1.0  # without full stops a paragraph, and with it a sentence, ends after so long, or at such a pause
_SLOWEST_SENTENCE = 30.0  # seconds; fewer stops than one in so long, and the captions are not punctuated
_AT_ONCE = 0.1  # seconds between two cues, or of a cue, that are only a step of rolling

_TIME = r"(?:\d{1,3}:)?[0-5]?\d:[0-5]\d(?:[.,]\d{1,3})?"
_TIMING = re.compile(rf"\s*(?P<start>{_TIME})\s*-->\s*(?P<end>{_TIME})(?:\s.*)?")
_LIKE_TIMING = re.compile(r".*-->|\s*[\d:.,]+\s*-+>")
_HEADER = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)\b")
_NAMED_HEADER = re.compile(r"WEBVTT[ \t]+(?:[-–—:][ \t]*)?(?P<title>\S.*)")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>\n]*)>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:c|i|b|u|s|p|em|strong|span|div|ruby|rt|v|lang|font|br)(?:\.[^\s<>]*)?(?:\s+[\w:-]+\s*=[^<>]*|\s*/?)>"
    rf"|<(?:v|lang)(?:\.[^\s<>]*)?\s[^<>]*>|<{_TIME}>|\{{\\[^{{}}]*\}}",
    re.IGNORECASE,
)
_SOUND = re.compile(r"\[[^\]]*\]|【[^】]*】|[♪♫].*")
_CHANGE = re.compile(r"(?:>{2,}|[-–—]\s?(?=[^\W\d]))\s*")
_ANNOUNCED = re.compile(r">{2,}\s*(?P<name>[^:：]{1,60})[:：]\s*")
_STOP = re.compile(r"[.!?…](?=[\s\"'”’»)]|\Z)|[。！？]")


@dataclass(frozen=True)
class _Said:
    """A line of a cue, or what one voice says of it; ``turn`` tells that another speaker, perhaps unnamed, begins."""

    start: float
    end: float
    words: str
    speaker: str | None = None
    turn: bool = False


def parse_captions(text: str, id: str) -> Transcript:
    """Parse captions; raises ValueError with one line about what is wrong with them."""
    head, cues = _cues(text)
    said = [line for cue in _unrolled(cues) for line in cue]
    if not said:
        raise ValueError("its captions have no words")
    has_voices = any(line.speaker for line in said)
    turns = list(_turns(_voiced(said) if has_voices else _labelled(said)))
    title = next((named["title"] for line in head if (named := _NAMED_HEADER.fullmatch(line))), None)
    url = next((found for line in head if (found := furniture.address(line.removeprefix("NOTE ")))), None)
    return _written(turns, Transcript(id, title or name_of(id), "", (), url))


def _cues(text: str) -> tuple[list[str], list[list[_Said]]]:
    """The lines that belong to no cue, and the cues, each as the lines that it shows."""
    head: list[str] = []
    bodies: list[tuple[float, float, list[str]]] = []
    for block in _blocks(text):
        timings = [place for place, (_, line) in enumerate(block) if _LIKE_TIMING.match(line)]
        before = [line for _, line in block[: timings[0] if timings else None]]
        if bodies and timings:
            before = before[:-1]  # without the cue's own number or name
        if bodies and before and not _HEADER.match(before[0]) and not before[0].strip().isdigit():
            bodies[-1][2].extend(before)  # a blank line stood inside the cue
        else:
            head += before
        for place, after in pairwise([*timings, len(block)]):
            words = [line for _, line in block[place + 1 : after]]
            if after < len(block) and words and words[-1].strip() in (str(len(bodies) + 1), str(len(bodies) + 2)):
                words.pop()  # the next cue's number, counted from nought or one, with no blank line before it
            bodies.append((*_timing(*block[place]), words))
    if not bodies:
        raise ValueError('it has no captions, which begin with a line such as "00:00:01,000 --> 00:00:04,000"')
    return head, [list(_lines_said(start, end, "\n".join(words))) for start, end, words in bodies]


def _blocks(text: str) -> Iterator[list[tuple[int, str]]]:
    """The numbered lines between blank ones."""
    lines = enumerate(re.split(r"\r\n|\n|\r", text.removeprefix("\ufeff")), 1)
    for is_blank, block in groupby(lines, lambda line: not line[1].strip()):
        if not is_blank:
            yield list(block)


def _timing(number: int, line: str) -> tuple[float, float]:
    found = _TIMING.fullmatch(line)
    start, end = (seconds(found["start"]), seconds(found["end"])) if found else (None, None)
    if start is None or end is None:
        raise ValueError(f'line {number} should read like "00:00:01,000 --> 00:00:04,000"')
    if end < start:
        raise ValueError(f"line {number} has a caption that ends before it begins")
    return start, end


def _lines_said(start: float, end: float, body: str) -> Iterator[_Said]:
    """What a cue shows, line by line, without markup and without what only describes a sound."""
    before, *voiced = _VOICE.split(body)
    for speaker, spoken in [("", before), *zip(voiced[::2], voiced[1::2], strict=True)]:
        for line in spoken.split("\n"):
            words = " ".join(unescape(_TAG.sub("", line)).replace("\ufeff", "").split())
            if words and not _SOUND.fullmatch(words):
                yield _Said(start, end, words, " ".join(unescape(speaker).split()) or None)


def _unrolled(cues: Iterable[list[_Said]]) -> Iterator[list[_Said]]:
    """The cues without the lines that the one before showed already, as captions made live do while they roll up."""
    shown: list[_Said] = []
    for cue in cues:
        if not cue:
            continue
        yield cue[_repeated(shown, cue) :]
        shown = cue


def _repeated(shown: list[_Said], cue: list[_Said]) -> int:
    if not shown or abs(cue[0].start - shown[0].end) > _AT_ONCE:
        return 0
    old, new = [line.words for line in shown], [line.words for line in cue]
    is_step = cue[0].end - cue[0].start <= _AT_ONCE
    same = (count for count in range(min(len(old), len(new)), 0, -1) if old[-count:] == new[:count])
    return next((count for count in same if count < len(new) or is_step), 0)


def _voiced(said: Iterable[_Said]) -> Iterator[_Said]:
    """Lines whose voices the file names; what it names none for is nobody's."""
    speaker: str | None = None
    for place, line in enumerate(said):
        yield replace(line, turn=place == 0 or line.speaker != speaker)
        speaker = line.speaker


def _labelled(said: list[_Said]) -> Iterator[_Said]:
    """Lines with the speakers that stand in their words: ">> Name:", "Name:", or a mark that somebody else speaks."""
    raw = "\n".join(line.words for line in said)
    labels = {label.line: label for label in find_labels(raw, lines_of(raw))}
    speaker: str | None = None
    start = 0
    for number, line in enumerate(said):
        words = line.words
        label, announced, change = labels.get(number), _ANNOUNCED.match(words), _CHANGE.match(words)
        before = speaker
        if label is not None and label.speaker is not None:
            speaker, words = label.speaker, words[label.end - start :].strip()
        elif announced and (named := read_speaker_label(announced["name"])) and named.kind is Kind.NAME:
            speaker, words = named.name, words[announced.end() :]
        elif change and not words[change.end() :][:1].islower():
            speaker, words = None, words[change.end() :]
        elif label is not None:
            speaker = None
        is_turn = number == 0 or speaker != before or bool(change and speaker is None and words != line.words)
        yield replace(line, words=words, speaker=speaker, turn=is_turn)
        start += len(line.words) + 1


def _turns(said: Iterable[_Said]) -> Iterator[list[_Said]]:
    """The lines of each turn; a label alone on its line begins one without words of its own."""
    turn: list[_Said] = []
    for line in said:
        if line.turn and turn:
            yield turn
            turn = []
        turn += [line] if line.words else []
    if turn:
        yield turn


def _written(turns: list[list[_Said]], bare: Transcript) -> Transcript:
    """Write the turns' words one after the other, and note their places and times."""
    punctuated = _is_punctuated([line for turn in turns for line in turn])
    text, times, known = "", [], []
    for turn in turns:
        paragraphs: list[Span] = []
        for paragraph in _paragraphs(turn, punctuated):
            text += ("\n" if paragraphs else "\n\n") if text else ""
            start = len(text)
            for line in paragraph:
                text += " " if len(text) > start else ""
                times.append((len(text), line.start))
                text += line.words
            paragraphs.append(Span(start, len(text)))
        known.append(Turn(turn[0].speaker, paragraphs[0].start, len(text), turn[0].start, tuple(paragraphs)))
    return replace(bare, text=text, turns=tuple(known), times=tuple(times))


def _is_punctuated(said: list[_Said]) -> bool:
    lasting = sum(end - start for start, end in {(line.start, line.end) for line in said})
    return _SLOWEST_SENTENCE * sum(len(_STOP.findall(line.words)) for line in said) >= lasting


def _paragraphs(turn: list[_Said], punctuated: bool) -> Iterator[list[_Said]]:
    paragraph: list[_Said] = []
    for line in turn:
        if paragraph and _begins_paragraph(paragraph, line, punctuated):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _begins_paragraph(before: list[_Said], line: _Said, punctuated: bool) -> bool:
    if punctuated:
        return ends_sentence(before[-1].words) and before[-1].end - before[0].start >= PARAGRAPH
    return line.start - before[-1].end >= PAUSE or line.end - before[0].start > STRETCH
