"""Questions, sentences, sources and messages as HTML in which every text is escaped.

Nothing here reads a transcript's structure (see `source`), and nothing calls streamlit.
Only `escape` lets text into the HTML, so text cannot become an element, a link, a picture or a formula.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from chatbot.answers import Excerpt
from chatbot.citations import Citation
from chatbot.conversation import Answer
from chatbot.retrieval import Hit
from chatbot.transcripts import Transcript
from chatbot.window.words import words_in

_SHOWN_HITS = 3
_SNIPPET = 150  # characters


def clock(seconds: float) -> str:
    """Seconds as m:ss, or h:mm:ss from one hour on."""
    minutes, second = divmod(int(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"


def speaker_and_time(speaker: str | None, time: float | None) -> str:
    """Who spoke and when, escaped: "Carlo Dragonetti · 12:34"."""
    name = escape(speaker) if speaker else "No speaker named"
    return f"{name} · {clock(time)}" if time is not None else name


def header_html(title: str, purpose: str) -> str:
    """The name of the program and what it is for."""
    return f'<div class="masthead"><h1>{escape(title)}</h1><p>{escape(purpose)}</p></div>'


def heading_html(text: str) -> str:
    """A small heading."""
    return f'<div class="heading" dir="auto">{escape(text)}</div>'


def question_html(question: str) -> str:
    """The user's question as a bubble."""
    return f'<div class="question" dir="auto">{escape(question)}</div>'


def sentence_html(text: str) -> str:
    """One sentence of an answer, in line with the others."""
    return f'<span class="sentence" dir="auto">{escape(text)} </span>'


def error_html(message: str) -> str:
    """What went wrong, in one line."""
    return f'<div class="error" role="alert" dir="auto">{escape(message)}</div>'


def stopped_html() -> str:
    """The mark under an answer that the user stopped."""
    return '<div class="stopped">Stopped: what stands above is checked, but it is not the whole answer.</div>'


def evidence_html(
    hits: tuple[Hit, ...], excerpts_read: int, seconds: float, answering: bool, likeliest: Excerpt | None = None
) -> str:
    """The quiet line while an answer is on its way, and until the first sentence is there what to read meanwhile.

    That is the ``likeliest`` excerpt, whole; as long as there is none, the first passages.
    """
    if not hits:
        return _progress("Looking through the transcripts", seconds)
    count = f"Found {len(hits)} passage{'s' if len(hits) > 1 else ''}"
    if answering:
        return _progress(f"{count}, checking each sentence against them", seconds)
    read = f", {excerpts_read} excerpt{'s' if excerpts_read > 1 else ''} read" if excerpts_read else ", reading"
    shown = _excerpt(likeliest) if likeliest else "".join(_hit(hit) for hit in hits[:_SHOWN_HITS])
    return _progress(count + read, seconds) + shown


def _excerpt(excerpt: Excerpt) -> str:
    """What each speaker says in an excerpt, under a heading."""
    said = []
    for speaker, lines in groupby(excerpt.read, lambda line: line.speaker):
        first, *others = lines
        text = " ".join(" ".join(line.text.split()) for line in (first, *others))
        said.append(f'<p dir="auto"><b>{speaker_and_time(speaker, first.sentence.time)}</b> {escape(text)}</p>')
    heading = "<small>Likely the place; the answer is still being checked</small>"
    return f'<div class="likeliest">{heading}{"".join(said)}</div>'


def _progress(what: str, seconds: float) -> str:
    return f'<div class="progress"><i></i>{escape(what)}… <b>{int(seconds)} s</b></div>'


def _hit(hit: Hit) -> str:
    passage = hit.passage
    who = speaker_and_time(passage.speaker, passage.time)
    return f'<div class="hit" dir="auto"><b>{who}</b> {escape(_shortened(passage.text))}</div>'


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SNIPPET else line[:_SNIPPET].rstrip() + "…"


def not_found_html(answer: Answer) -> str:
    """The calm card of a question that the transcripts do not answer."""
    title = words_in(answer.language).not_found
    text = f'<p dir="auto">{escape(answer.answer)}</p>' if answer.answer.strip() else ""
    return f'<div class="not-found" role="status"><b dir="auto">{escape(title)}</b>{text}</div>'


def source_line_html(citation: Citation, title: str) -> str:
    """One line of the list of sources: the speaker, the time, the transcript and the quote."""
    who = speaker_and_time(citation.speaker, citation.time)
    return (
        f'<div class="source-line" dir="auto"><div><b>{who}</b><span>{escape(title)}</span></div>'
        f"<q>{escape(' '.join(citation.quote.split()))}</q></div>"
    )


def footer_html(answer: Answer) -> str:
    """Under an answer: what was left out, the model, and the time it took."""
    note = f'<div class="note" dir="auto">{escape(answer.note)}</div>' if answer.note else ""
    seconds = f"{answer.seconds.total:.1f} s"
    return f'{note}<div class="footer">{escape(answer.model)} · {seconds}</div>'


def transcripts_html(transcripts: Iterable[Transcript], faults: Iterable[str]) -> str:
    """The transcripts with their speakers and sizes, and below them a line for each that cannot be read."""
    listed = "".join(_transcript(transcript) for transcript in transcripts)
    return f'<div class="transcripts">{listed}</div>{"".join(map(error_html, faults))}'


def _transcript(transcript: Transcript) -> str:
    speakers = ", ".join(transcript.speakers) or "No speaker named"
    size = f"{len(transcript.turns):,} turns · {len(transcript.text):,} characters"
    return (
        f'<div class="transcript" dir="auto"><b>{escape(transcript.title)}</b>'
        f"<span>{escape(speakers)}</span><small>{size}</small></div>"
    )


def state_html(state: str, summary: str) -> str:
    """How the index stands to the transcripts ("up to date", or what changed), and what the last rebuild did."""
    kind = "current" if state == "up to date" else "changed"
    done = f"<br>{escape(summary)}" if summary else ""
    return f'<div class="state" dir="auto"><i class="{kind}"></i>{escape(state[:1].upper() + state[1:])}{done}</div>'
