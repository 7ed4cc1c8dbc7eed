"""A conversation as one HTML page that needs nothing else: no script, no font, no picture, no network.

All text that the program did not write itself is escaped, and the page forbids scripts besides.
The quote that a reader sees is the quote that `page_reading` takes back: there is no hidden copy.
A page is compared with the one that is written here when it is verified: if this one comes out otherwise, its style sheet
included, pages that were sent out earlier no longer verify (tests/test_export.py holds it fast).
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from chatbot.export.conversation import ExportedConversation, bare_sentence, cited_by_sentences, distinct
from chatbot.export.page_style import STYLE
from chatbot.export.wording import ExportLabels, character_span, export_labels, language_tag, moment, timestamp, web_address

GENERATOR = "chatbot-conversation 1"
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""The characters that HTML cannot carry as they are."""
RECORD = ("id", "standalone_question", "language", "status", "model", "index_fingerprint", "seconds")
"""What an answer keeps in its article's data-record, as JSON, beside a digest of its wording; nothing of it is shown."""


def to_html(conversation: ExportedConversation) -> str:
    """The page: a card for each question, its answer with linked markers, and the numbered quotes in full."""
    language = language_tag(conversation.language)
    labels = export_labels(language)
    answers = (_answer(conversation, answer, number) for number, answer in enumerate(conversation.answers, 1))
    return "\n".join(
        [
            f'<!DOCTYPE html>\n<html lang="{attribute(language)}">',
            _head(labels),
            f"<body>\n{_header(conversation, labels)}\n<main>",
            *answers,
            f"</main>\n{_footer(conversation, labels)}\n</body>\n</html>\n",
        ]
    )


def _head(labels: ExportLabels) -> str:
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<meta name="generator" content="{GENERATOR}">\n'
        f"<title>{visible(labels.title)}</title>\n<style>{STYLE}</style>\n</head>"
    )


def _header(conversation: ExportedConversation, labels: ExportLabels) -> str:
    created = f'<p class="created" data-created="{attribute(conversation.created)}">'
    return (
        f"<header>\n<h1>{visible(labels.title)}</h1>\n<p>{visible(labels.subtitle)}</p>\n"
        f"{created}{visible(moment(conversation.created))}</p>\n</header>"
    )


def _footer(conversation: ExportedConversation, labels: ExportLabels) -> str:
    notes = "\n".join(
        f'<li><span class="transcript" data-transcript="{attribute(note.id)}" data-sha256="{attribute(note.sha256)}" '
        f'dir="auto">{visible(note.title)}</span> <span class="quiet">{_bdi(note.id)}</span></li>'
        for note in conversation.transcripts
    )
    listed = f"<h2>{visible(labels.transcripts)}</h2>\n<ul>\n{notes}\n</ul>\n" if notes else ""
    return f"<footer>\n{listed}<p>{visible(labels.verify)} <code>chatbot verify</code></p>\n</footer>"


def _answer(conversation: ExportedConversation, answer: Mapping[str, Any], number: int) -> str:
    labels, tag = export_labels(answer["language"]), attribute(language_tag(answer["language"]))
    kept = {key: answer[key] for key in RECORD} | {"wording": digests_of(_wording(answer))}
    record = json.dumps(kept, ensure_ascii=False, allow_nan=False)
    lines = [
        f'<article id="q{number}" class="{answer["status"]}" lang="{tag}" data-record="{attribute(record)}">',
        f'<p class="kicker">{visible(labels.question)} {number}</p>',
        f'<h2 class="question" dir="auto">{visible(answer["question"])}</h2>',
        *_said(answer, number, labels),
        *_quotes(conversation, cited_by_sentences(answer), labels.sources, f"q{number}-c", labels),
        *_quotes(conversation, distinct(answer["nearest"]), labels.nearest, f"q{number}-n", labels),
        "</article>",
    ]
    return "\n".join(lines)


def digests_of(wording: Iterable[str]) -> list[str]:
    """Give a digest of each text that a page shows as an answer's question, sentences and note, in their order."""
    return [hashlib.sha256(text.encode()).hexdigest()[:16] for text in wording]


def _wording(answer: Mapping[str, Any]) -> list[str]:
    said = [bare_sentence(sentence) for sentence in answer["sentences"]] or [answer["answer"]]
    note = answer.get("note")
    return [answer["question"], *said, note if isinstance(note, str) else ""]


def _said(answer: Mapping[str, Any], number: int, labels: ExportLabels) -> list[str]:
    lines = [f'<p class="absent">{visible(labels.not_found)}</p>'] if answer["status"] == "not_found" else []
    if answer["sentences"]:
        seen: set[int] = set()
        sentences = "\n".join(_sentence(sentence, number, seen) for sentence in answer["sentences"])
        lines.append(f'<p class="said" dir="auto">{sentences}</p>')
    elif answer["answer"]:
        lines.append(f'<p class="whole" dir="auto">{visible(answer["answer"])}</p>')
    if isinstance(answer.get("note"), str) and answer["note"]:
        lines.append(f'<p class="note" dir="auto">{visible(answer["note"])}</p>')
    return lines


def _sentence(sentence: Mapping[str, Any], question: int, seen: set[int]) -> str:
    numbers = dict.fromkeys(citation["number"] for citation in sentence["citations"])
    markers = "".join(_marker(question, number, seen) for number in numbers)
    return f'<span class="sentence">{visible(bare_sentence(sentence))}</span>{markers}'


def _marker(question: int, number: int, seen: set[int]) -> str:
    # The way back from a quote leads to the first marker that cites it.
    anchor = "" if number in seen else f' id="q{question}-m{number}"'
    seen.add(number)
    return f'<sup><a class="marker"{anchor} href="#q{question}-c{number}">{number}</a></sup>'


def _quotes(
    conversation: ExportedConversation, citations: list[dict[str, Any]], heading: str, anchor: str, labels: ExportLabels
) -> list[str]:
    if not citations:
        return []
    lines, seen = [f'<h3>{visible(heading)}</h3>\n<ol class="quotes">'], set[int]()
    for citation in citations:
        first = citation["number"] not in seen
        seen.add(citation["number"])
        lines.append(_citation(conversation, citation, anchor, first, labels))
    return [*lines, "</ol>"]


def _citation(
    conversation: ExportedConversation, citation: Mapping[str, Any], anchor: str, first: bool, labels: ExportLabels
) -> str:
    number, nearest = citation["number"], anchor.endswith("n")
    own = f' id="{anchor}{number}"' if first else ""
    back = "" if nearest else _back(anchor, number, labels)
    kind = "nearest" if nearest else "citation"
    return (
        f'<li{own}><span class="number">{number}</span>\n'
        f'<blockquote class="{kind}" dir="auto" {_data(citation)}>{visible(citation["quote"])}</blockquote>\n'
        f'<p class="source">{_source(conversation, citation, labels)}{back}</p></li>'
    )


def _back(anchor: str, number: int, labels: ExportLabels) -> str:
    mark = f"{anchor[:-1]}m{number}"
    return f' <a class="back" href="#{mark}" aria-label="{attribute(labels.back)}" title="{attribute(labels.back)}">↩</a>'


def _data(citation: Mapping[str, Any]) -> str:
    keys = ("transcript", "start", "end", "number", "support", "time", "url")
    given = ((key, citation[key]) for key in keys if citation[key] is not None)
    return " ".join(f'data-{key}="{attribute(str(value))}"' for key, value in given)


def _source(conversation: ExportedConversation, citation: Mapping[str, Any], labels: ExportLabels) -> str:
    note = conversation.note(citation["transcript"])
    named = citation["speaker"] is not None
    kind, speaker = ("speaker", citation["speaker"]) if named else ("nobody", labels.nobody)
    parts = [f'<b class="{kind}" dir="auto">{visible(speaker)}</b>']
    if citation["time"] is not None:
        parts.append(f'<span class="clock">{timestamp(citation["time"])}</span>')
    parts.append(_bdi(note.title if note and note.title else citation["transcript"]))
    place = character_span(citation["start"], citation["end"])
    parts.append(f'{visible(labels.characters)} <span class="place">{place}</span>')
    address = web_address(citation["url"])
    if address:
        parts.append(f'<a class="out" rel="noopener noreferrer" href="{attribute(address)}">{visible(labels.open)}</a>')
    return '<span class="dot"> · </span>'.join(parts)


def _bdi(text: str) -> str:
    return f"<bdi>{visible(text)}</bdi>"


def visible(text: str) -> str:
    """Text escaped for the body of the page, so that a browser and a parser give back the very same characters.

    A line-feed is kept as it is; a carriage return is written as a reference, which no parser turns into a line-feed;
    any other control character is shown as its picture, with its code beside it, because HTML cannot carry it.
    """
    return CONTROLS.sub(_control, html.escape(text)).replace("\r", "&#13;")


def attribute(text: str) -> str:
    """Text escaped for a double-quoted attribute."""
    return html.escape(text).replace("\r", "&#13;").replace("\n", "&#10;")


def _control(match: re.Match[str]) -> str:
    code = ord(match[0])
    picture = chr(0x2400 + code) if code < 0x20 else "\ufffd"
    return f'<span class="control" data-code="{code}">{picture}</span>'
