"""Parses a text into turns: who speaks, which paragraphs are their words, which lines are the page's.

Three shapes are known: a page with "Name: …" turns over several paragraphs, a file with one turn a line, and prose
without speakers. It does not read files and does not change the text.
"""

from __future__ import annotations

import re

from chatbot.transcripts import furniture
from chatbot.transcripts.cast import find_labels
from chatbot.transcripts.labels import Label
from chatbot.transcripts.lines import Line, ends_sentence, lines_of, starts_paragraph
from chatbot.transcripts.values import Span, Transcript, Turn

_HEAD_LINES = 30  # how far down a title or an address is looked for
_LONGEST_TITLE = 160
_TITLE_LINE = re.compile(r"(?:title|titolo|titre|标题)\s*[:：]\s*(?P<title>.+)", re.IGNORECASE)
_TITLE_HINT = re.compile(
    r"\b(?:transcript|episode|podcast|interview|intervista|entretien|#\d+)|访谈|采访|播客", re.IGNORECASE
)


def parse_transcript(text: str, id: str) -> Transcript:
    """Parse a text; id is the transcript's identifier, from which a title is made where the text has none."""
    lines = lines_of(text)
    labels = find_labels(text, lines)
    head = [
        text[line.start : line.end] for line in lines[: labels[0].line if labels else _HEAD_LINES] if not line.blank
    ]
    turns = _conversation(text, lines, labels) if labels else _prose(text, lines)
    url = next((found for line in head[:_HEAD_LINES] if (found := furniture.address(line))), None)
    return Transcript(id, _title(head[:_HEAD_LINES], bool(labels)) or name_of(id), text, tuple(turns), url)


def _conversation(text: str, lines: list[Line], labels: list[Label]) -> list[Turn]:
    before = lines[: labels[0].line]
    headings = frozenset(text[line.start : line.end] for line in before if not line.blank)
    introduction = [span for span in _paragraphs(text, before) if furniture.is_introduction(_at(text, span))]
    turns = [_nobodys(introduction)] if introduction else []
    ends = [label.line for label in labels[1:]] + [len(lines)]
    for label, end in zip(labels, ends, strict=True):
        spoken = _spoken(text, label, lines[label.line : end], headings)
        after: list[Span] = []
        if label is labels[-1]:
            spoken, after = _closing(text, spoken)
        last = spoken[-1].end if spoken else label.end
        turns.append(Turn(label.speaker, label.start, last, label.time, tuple(spoken)))
        if after:
            turns.append(_nobodys(after))
    return turns


def _prose(text: str, lines: list[Line]) -> list[Turn]:
    paragraphs = _paragraphs(text, lines)
    return [_nobodys(paragraphs)] if paragraphs else []


def _nobodys(paragraphs: list[Span]) -> Turn:
    return Turn(None, paragraphs[0].start, paragraphs[-1].end, None, tuple(paragraphs))


def _spoken(text: str, label: Label, lines: list[Line], headings: frozenset[str]) -> list[Span]:
    """The paragraphs of a turn; its first line is the label's, of which the label itself is left out."""
    first = Line(_skip_space(text, label.end, lines[0].end), lines[0].end)
    spoken: list[Span] = []
    for span in _paragraphs(text, [first, *lines[1:]], markup_is_page=True):
        words = _at(text, span)
        continues = span.start != first.start and bool(spoken)
        after_sentence = continues and ends_sentence(_at(text, spoken[-1]))
        if continues and (words in headings or (after_sentence and furniture.is_caption(words))):
            continue
        spoken.append(span)
    return spoken


def _closing(text: str, spoken: list[Span]) -> tuple[list[Span], list[Span]]:
    """The last turn's paragraphs: those the speaker says, and those that the page says after the goodbye."""
    farewells = [n for n, span in enumerate(spoken) if _says_farewell(_at(text, span))]
    goodbye = farewells[-1] if farewells else len(spoken)
    after = [span for span in spoken[goodbye + 1 :] if not furniture.is_invitation(_at(text, span))]
    return spoken[: goodbye + 1], [span for span in after if furniture.is_account(_at(text, span))]


def _says_farewell(words: str) -> bool:
    return furniture.says_farewell(words) and not furniture.is_invitation(words)


def _paragraphs(text: str, lines: list[Line], markup_is_page: bool = False) -> list[Span]:
    """The paragraphs that lines form, without the lines that are the page's own."""
    paragraphs: list[Span] = []
    open_line: Line | None = None
    for line in lines:
        words = text[line.start : line.end]
        if line.blank or _is_page_line(words, markup_is_page):
            open_line = None
            continue
        if open_line is None or starts_paragraph(text[open_line.start : open_line.end], words):
            paragraphs.append(Span(line.start, line.end))
        else:
            paragraphs[-1] = Span(paragraphs[-1].start, line.end)
        open_line = line
    return paragraphs


def _is_page_line(words: str, markup_is_page: bool) -> bool:
    if furniture.is_page_phrase(words) or furniture.address(words) is not None or furniture.is_rule(words):
        return True
    return markup_is_page and furniture.is_markup(words)


def _title(head: list[str], is_conversation: bool) -> str | None:
    """The title that the first lines give; in prose only a first line that is not a sentence is one."""
    lines = [line.lstrip("\ufeff") for line in head]
    for line in lines:
        if named := _TITLE_LINE.fullmatch(line):
            return named["title"].strip("\"' ")[:_LONGEST_TITLE]
    for line in lines:
        if line.startswith("# "):
            return line[2:].strip("# ")[:_LONGEST_TITLE]
    fitting = [line for line in (lines if is_conversation else lines[:1]) if _may_be_title(line)]
    hinted = [line for line in fitting if _TITLE_HINT.search(line)]
    return next(iter(hinted or fitting), None)


def _may_be_title(line: str) -> bool:
    if not 3 <= len(line) <= _LONGEST_TITLE or line[-1] in ":：,，;；":
        return False
    return not (ends_sentence(line) or furniture.is_page_phrase(line) or furniture.is_rule(line) or "://" in line)


def name_of(id: str) -> str:
    """A title made from a transcript's identifier, for a text that has none."""
    return " ".join(id.rsplit("/", 1)[-1].replace("_", " ").replace("-", " ").split()) or id


def _at(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _skip_space(text: str, start: int, end: int) -> int:
    return end - len(text[start:end].lstrip())
