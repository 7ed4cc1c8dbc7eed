"""Questions, sentences, sources and messages as HTML in which every text is escaped.

Nothing here reads a transcript's structure (see `source`), and nothing calls streamlit.
Only `escape` lets text into the HTML, so text cannot become an element, a link, a picture or a formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby

from chatbot.answers import Excerpt
from chatbot.citations import CheckedSentence, Citation
from chatbot.conversation import Answer, begins_paragraph, without_translation
from chatbot.export import export_labels, timestamp
from chatbot.retrieval import Hit
from chatbot.transcripts import Transcript
from chatbot.window.copying import copy_html
from chatbot.window.words import PageWords

_SHOWN_HITS = 3
_SNIPPET = 150  # characters


def speaker_and_time(speaker: str | None, time: float | None, words: PageWords) -> str:
    """Who spoke and when, escaped: "Carlo Dragonetti · 12:34", the time as exports have it."""
    name = escape(speaker or words.nobody)
    return f"{name} · {timestamp(time)}" if time is not None else name


def header_html(title: str, purpose: str) -> str:
    """The name of the program and what it is for."""
    return f'<div class="masthead"><h1>{escape(title)}</h1><p>{escape(purpose)}</p></div>'


def heading_html(text: str) -> str:
    """A small heading."""
    return f'<div class="heading" dir="auto">{escape(text)}</div>'


def question_html(question: str) -> str:
    """The user's question as a bubble."""
    return f'<div class="question" dir="auto">{escape(question)}</div>'


def earlier_html(question: str, count: int) -> str:
    """A conversation in the list of those before: its first question, and how many came after."""
    more = f" <small>+{count - 1}</small>" if count > 1 else ""
    return f'<div class="earlier" dir="auto">{escape(" ".join(question.split()))}{more}</div>'


def sentence_html(sentences: Sequence[CheckedSentence], number: int) -> str:
    """One sentence of an answer, in line with the one before it, or below it where it is of another place."""
    above = '<span class="paragraph"></span>' if begins_paragraph(sentences, number) else ""
    said, translation = _parted(sentences[number])
    apart = f'<span class="translation">{escape(translation)}</span>' if translation else ""
    return f'{above}<span class="sentence" dir="auto">{escape(said)}{apart} </span>'


def _parted(sentence: CheckedSentence) -> tuple[str, str]:
    """A sentence that is a quote, and behind it the machine's translation of it; of any other sentence all and nothing."""
    for cited in sentence.citations:
        said = without_translation(sentence.text, cited.speaker, cited.quote)
        if said != sentence.text:
            return said, sentence.text[len(said) :]
    return sentence.text, ""


def error_html(message: str) -> str:
    """What went wrong, in one line."""
    return f'<div class="error" role="alert" dir="auto">{escape(message)}</div>'


def stopped_html(sentences: Sequence[CheckedSentence], words: PageWords) -> str:
    """The mark under an answer that the user stopped, after some sentences or before the first."""
    return f'<div class="stopped">{escape(words.stopped if sentences else words.stopped_early)}</div>'


def evidence_html(
    hits: tuple[Hit, ...], excerpts_read: int, seconds: float, answering: bool, likeliest: Excerpt | None = None,
    *, words: PageWords,
) -> str:  # fmt: skip
    """The quiet line while an answer is on its way, and until the first sentence is there what to read meanwhile.

    That is the ``likeliest`` excerpt, whole; as long as there is none, the first passages.
    """
    if not hits:
        return _progress(words.looking, seconds, words)
    found = words.count(words.found, len(hits))
    if answering:
        return _progress(words.doing.format(found=found, doing=words.checking), seconds, words)
    read = words.count(words.excerpts, excerpts_read) if excerpts_read else words.reading
    shown = _excerpt(likeliest, words) if likeliest else "".join(_hit(hit, words) for hit in hits[:_SHOWN_HITS])
    return _progress(words.doing.format(found=found, doing=read), seconds, words) + shown


def _excerpt(excerpt: Excerpt, words: PageWords) -> str:
    """What each speaker says in an excerpt, under a heading."""
    said = []
    for speaker, sources in groupby(excerpt.read, lambda source: source.speaker):
        first, *others = sources
        text = " ".join(" ".join(source.text.split()) for source in (first, *others))
        said.append(f'<p dir="auto"><b>{speaker_and_time(speaker, first.sentence.time, words)}</b> {escape(text)}</p>')
    return f'<div class="likeliest"><small>{escape(words.likely)}</small>{"".join(said)}</div>'


def _progress(what: str, seconds: float, words: PageWords) -> str:
    return f'<div class="progress"><i></i>{escape(what)}… <b>{escape(words.time(int(seconds)))}</b></div>'


def _hit(hit: Hit, words: PageWords) -> str:
    passage = hit.passage
    who = speaker_and_time(passage.speaker, passage.time, words)
    return f'<div class="hit" dir="auto"><b>{who}</b> {escape(_shortened(passage.text))}</div>'


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SNIPPET else line[:_SNIPPET].rstrip() + "…"


def not_found_html(answer: Answer) -> str:
    """The calm card of a question that the transcripts do not answer, or of a message that asks nothing."""
    title = f'<b dir="auto">{escape(export_labels(answer.language).not_found)}</b>' if answer.nearest else ""
    text = f'<p dir="auto">{escape(answer.answer)}</p>' if answer.answer.strip() else ""
    return f'<div class="not-found" role="status">{title}{text}</div>'


def sources_heading_html(answer: Answer | None) -> str:
    """The heading over the quotes of an answer, or over the nearest ones, in the answer's language."""
    labels = export_labels(answer.language if answer else "en")
    return heading_html(labels.nearest if answer and answer.status == "not_found" else labels.sources)


def source_line_html(citation: Citation, title: str, words: PageWords) -> str:
    """One line of the list of sources: the speaker, the time, the transcript and the quote."""
    who = speaker_and_time(citation.speaker, citation.time, words)
    return (
        f'<div class="source-line" dir="auto"><div><b>{who}</b><span>{escape(title)}</span></div>'
        f"<q>{escape(' '.join(citation.quote.split()))}</q></div>"
    )


def footer_html(answer: Answer, titles: Mapping[str, str], words: PageWords) -> str:
    """Under an answer: what was left out, the model and the time it took, and the button that copies it with its quotes."""
    note = f'<div class="note" dir="auto">{escape(answer.note)}</div>' if answer.note else ""
    made = f"{escape(answer.model)} · {escape(words.time(answer.seconds.total, 1))}"
    return f'{note}<div class="footer">{made}{copy_html(answer, titles, words)}</div>'


def transcripts_html(transcripts: Iterable[Transcript], faults: Iterable[str], words: PageWords) -> str:
    """The transcripts with their speakers and sizes, and below them a line for each that cannot be read."""
    listed = "".join(_transcript(transcript, words) for transcript in transcripts)
    return f'<div class="transcripts">{listed}</div>{"".join(map(error_html, faults))}'


def _transcript(transcript: Transcript, words: PageWords) -> str:
    speakers = ", ".join(transcript.speakers) or words.nobody
    size = f"{words.count(words.turns, len(transcript.turns))} · {words.count(words.length, len(transcript.text))}"
    return (
        f'<div class="transcript" dir="auto"><b>{escape(transcript.title)}</b>'
        f"<span>{escape(speakers)}</span><small>{escape(size)}</small></div>"
    )


def state_html(current: bool, state: str, summary: str) -> str:
    """How the index stands to the transcripts, and what the last rebuild did."""
    done = f"<br>{escape(summary)}" if summary else ""
    kind, shown = "current" if current else "changed", state[:1].upper() + state[1:]
    return f'<div class="state" dir="auto"><i class="{kind}"></i>{escape(shown)}{done}</div>'
