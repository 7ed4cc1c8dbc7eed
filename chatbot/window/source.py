"""A transcript and a citation -> the turns around the quote as escaped HTML, the quote marked.

It does not look for a quote: where the transcript no longer has it at its place, it says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from chatbot.citations import Citation
from chatbot.export import timestamp, web_address
from chatbot.transcripts import Span, Transcript, Turn
from chatbot.window.markup import speaker_and_time
from chatbot.window.words import PageWords


@dataclass(frozen=True)
class _Block:
    """A turn, or what stands between two turns, cut into paragraphs that cover all of it but the label."""

    speaker: str | None
    time: float | None
    start: int
    end: int
    pieces: tuple[tuple[Span, bool], ...]  # bool: spoken


def no_source_html(seen_answers: bool, words: PageWords) -> str:
    """What the panel says while no citation is open."""
    hint = words.click if seen_answers else words.no_answer
    return f'<div class="no-source"><b>{escape(words.source)}</b><p>{escape(hint)}</p></div>'


def source_html(transcript: Transcript | None, citation: Citation, words: PageWords) -> str:
    """The citation's number, speaker and place, and the turns around the quote with the quote in <mark>.

    `transcript` None: it is no longer among the seeds. Every text is escaped.
    """
    if transcript is None:
        return _head(citation, "", words) + _gone(citation, words.gone)
    head = _head(citation, transcript.title, words) + _place(transcript, citation, words)
    if transcript.text[citation.start : citation.end] != citation.quote:
        return head + _gone(citation, words.changed)
    blocks = "".join(_block(transcript.text, block, citation, words) for block in _around(transcript, citation))
    return f'{head}<div class="source-text" tabindex="0">{blocks}</div>'


def _head(citation: Citation, title: str, words: PageWords) -> str:
    who = speaker_and_time(citation.speaker, citation.time, words)
    return (
        f'<div class="source-head"><span class="number">{citation.number}</span>'
        f'<div dir="auto"><b>{who}</b><span>{escape(title or citation.transcript)}</span></div></div>'
    )


def _place(transcript: Transcript, citation: Citation, words: PageWords) -> str:
    total = max(len(transcript.text), 1)
    left, width = 100 * citation.start / total, 100 * (citation.end - citation.start) / total
    turn = next((n for n, turn in enumerate(transcript.turns, 1) if turn.start <= citation.start < turn.end), None)
    said = f"{words.turn.format(turn=turn, total=len(transcript.turns))} · " if turn else ""
    characters = words.characters.format(start=words.number(citation.start), end=words.number(citation.end))
    return (
        f'<div class="strip"><i style="left:{left:.2f}%;width:{max(width, 1):.2f}%"></i></div>'
        f'<div class="place">{escape(said + characters)}{_address(transcript, citation, words)}</div>'
    )


def _address(transcript: Transcript, citation: Citation, words: PageWords) -> str:
    address = web_address(citation.url)
    if not address:
        return ""
    name = words.open
    if citation.time is not None and citation.url != transcript.url:
        name = words.open_at.format(time=timestamp(citation.time))
    return f' · <a href="{escape(address)}" target="_blank" rel="noopener noreferrer">{escape(name)}</a>'


def _gone(citation: Citation, why: str) -> str:
    quote = f'<blockquote dir="auto">{escape(citation.quote)}</blockquote>'
    return f'<div class="error" role="alert">{escape(why)}</div>{quote}'


def _around(transcript: Transcript, citation: Citation) -> list[_Block]:
    """The blocks that the quote touches, with one more on either side."""
    blocks = list(_blocks(transcript))
    touched = [n for n, block in enumerate(blocks) if block.start < citation.end and citation.start < block.end]
    return blocks[max(touched[0] - 1, 0) : touched[-1] + 2] if touched else []


def _blocks(transcript: Transcript) -> Iterator[_Block]:
    place = 0
    for turn in transcript.turns:
        yield from _between(transcript.text, place, turn.start)
        yield _Block(turn.speaker, turn.time, turn.start, turn.end, tuple(_pieces(turn)))
        place = turn.end
    yield from _between(transcript.text, place, len(transcript.text))


def _between(text: str, start: int, end: int) -> Iterator[_Block]:
    if text[start:end].strip():
        yield _Block(None, None, start, end, ((Span(start, end), False),))


def _pieces(turn: Turn) -> Iterator[tuple[Span, bool]]:
    place = turn.paragraphs[0].start if turn.paragraphs else turn.start
    for paragraph in turn.paragraphs:
        yield Span(place, paragraph.start), False
        yield paragraph, True
        place = paragraph.end
    yield Span(place, turn.end), False


def _block(text: str, block: _Block, citation: Citation, words: PageWords) -> str:
    name = f'<div class="speaker">{speaker_and_time(block.speaker, block.time, words)}</div>' if block.speaker else ""
    paragraphs = "".join(_paragraph(text, span, spoken, citation) for span, spoken in block.pieces)
    return f'<section dir="auto">{name}{paragraphs}</section>'


def _paragraph(text: str, span: Span, spoken: bool, citation: Citation) -> str:
    if not text[span.start : span.end].strip():
        return ""
    start, end = max(span.start, citation.start), min(span.end, citation.end)
    if start < end:
        before, quote, after = text[span.start : start], text[start:end], text[end : span.end]
        inner = f"{escape(before)}<mark>{escape(quote)}</mark>{escape(after)}"
    else:
        inner = escape(text[span.start : span.end])
    return f"<p>{inner}</p>" if spoken else f'<p class="unspoken">{inner}</p>'
