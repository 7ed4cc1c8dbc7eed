"""Answers and passages for a terminal. Text from outside loses its control characters: a transcript cannot move the cursor."""

from __future__ import annotations

import sys
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chatbot.citations import Citation
    from chatbot.conversation import Answer
    from chatbot.retrieval import Hit


def passage_text(number: int, hit: Hit) -> str:
    """Show a ranked passage."""
    passage = hit.passage
    place = _place(passage.transcript, passage.start, passage.end, passage.speaker, passage.time)
    return f"{number}. {place}  (score {hit.score:.3f})\n{_indented(passage.text)}\n"


def answer_text(answer: Answer) -> str:
    """Show an answer with its citations, or what is nearest to one."""
    from chatbot.conversation import paragraphs  # late, as in every edge: its room takes time to import

    parts = [textwrap.fill(plain(text), 100) for text in paragraphs(answer.sentences) or [answer.answer]]
    if answer.status == "answered":
        parts += [citation_text(citation) for citation in answer.citations]
    elif answer.nearest:
        from chatbot.export import export_labels  # late, see above

        parts += [f"{export_labels(answer.language).nearest}:", *(citation_text(citation) for citation in answer.nearest)]
    if answer.note:
        parts.append(plain(answer.note))
    return "\n\n".join(parts)


def citation_text(citation: Citation) -> str:
    """Show a citation: number, speaker, place, and its quote."""
    place = _place(citation.transcript, citation.start, citation.end, citation.speaker, citation.time)
    return f"[{citation.number}] {place}\n{_indented(citation.quote)}"


def plain(text: str) -> str:
    """Take control characters out of ``text``, line ends aside."""
    return "".join(c if c == "\n" or (c.isprintable() or c in "\t\u3000\u00a0") else " " for c in text)


def message(text: str) -> None:
    """Say something to the user that is not data."""
    print(plain(text).replace("\n", " "), file=sys.stderr, flush=True)


def _place(transcript: str, start: int, end: int, speaker: str | None, time: float | None) -> str:
    from chatbot.export import timestamp  # late, see answer_text

    at = f", {timestamp(time)}" if time is not None else ""
    who = f"{plain(speaker)}, " if speaker else ""
    return f"{who}{plain(transcript)}, characters {start}–{end}{at}"


def _indented(text: str) -> str:
    return textwrap.fill(" ".join(plain(text).split()), 96, initial_indent="    ", subsequent_indent="    ")
