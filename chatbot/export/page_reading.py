"""An exported HTML page → the conversation it shows.

What counts is what a reader sees: a quote or a speaker changed on the page is changed here too. The page is then written
anew from what was read, and refused where the two differ in anything but white space: in a word, a link, the style sheet.
What the page does not show (the passages searched) does not come back.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from typing import Any

from chatbot.errors import ExportError
from chatbot.export.comparison import difference
from chatbot.export.contract import check_answer
from chatbot.export.conversation import ExportedConversation, TranscriptNote
from chatbot.export.json_lines import check_created
from chatbot.export.messages import in_quotes, kind_of
from chatbot.export.page import GENERATOR, RECORD, digests_of, to_html
from chatbot.export.page_parser import Piece, pieces_of

Place = str
"""Where in which file, for a message: "answers.html, question 2"."""


def from_html(page: str, name: str) -> ExportedConversation:
    """Read an exported page back; raises ExportError when it is not one, or shows other than what its data say."""
    page = _LINE_ENDS.sub("\n", page)  # as a browser takes them: a carriage return that was said is a reference
    pieces = pieces_of(page, name)
    if not any(piece.kind == "generator" and piece.text == GENERATOR for piece in pieces):
        raise ExportError(f"{name}: not a page that `chatbot export` has written; give an exported HTML or JSON file.")
    if "</html>" not in page:
        raise ExportError(f"{name}: the page is cut short; export the conversation again.")
    created = next((piece.attributes.get("data-created", "") for piece in pieces if piece.kind == "created"), "")
    notes = tuple(_note(piece) for piece in pieces if piece.kind == "transcript")
    answers = [
        _answer(group, f"{name}, question {number}") for number, group in enumerate(_articles(pieces), 1)
    ]
    conversation = ExportedConversation(check_created(created, name), notes, tuple(answers))
    _refuse_other_page(page, to_html(conversation), name)
    return conversation


def _refuse_other_page(page: str, written: str, name: str) -> None:
    # The sources are compared, not what a parser makes of them: a browser may make something else of the same page.
    there, here = _source(page), _source(written)
    if there == here:
        return
    if _words(there) != _words(here):
        there, here = _words(there), _words(here)
    raise ExportError(
        f"{name}: the page has been changed: {difference(there, here)}; "
        "give it as it was exported, or export again what another version wrote."
    )


def _source(page: str) -> str:
    return _SPACE.sub(" ", _DATA_RECORD.sub(r"\1>", page)).strip(" ")


def _words(source: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", source)).split())


def _note(piece: Piece) -> TranscriptNote:
    return TranscriptNote(
        piece.attributes.get("data-transcript", ""), piece.text, piece.attributes.get("data-sha256", "")
    )


def _articles(pieces: Iterable[Piece]) -> list[list[Piece]]:
    articles: list[list[Piece]] = []
    for piece in pieces:
        if piece.kind == "article":
            articles.append([piece])
        elif articles and piece.kind != "transcript":
            articles[-1].append(piece)
    return articles


def _answer(pieces: list[Piece], place: Place) -> dict[str, Any]:
    cited, nearest = _citations(pieces, place)
    by_number: dict[int, list[dict[str, Any]]] = {}
    for citation in cited:
        by_number.setdefault(citation["number"], []).append(citation)
    sentences, said = _sentences(pieces, by_number, place)
    _refuse_uncited(cited, sentences, place)
    answer = {
        **_record(pieces[0], place),
        "question": _text_of(pieces, "question"),
        "answer": said or _text_of(pieces, "whole"),
        "sentences": sentences,
        "nearest": nearest,
        "passages": [],
    }
    note = _text_of(pieces, "note")
    _refuse_other_status(pieces, answer["status"], place)
    _refuse_other_wording(pieces, answer, note, place)
    return check_answer({**answer, "note": note} if note else answer, place)


def _record(article: Piece, place: Place) -> dict[str, Any]:
    record = _whole_record(article, place)
    return {key: record.get(key) for key in RECORD}


def _whole_record(article: Piece, place: Place) -> dict[str, Any]:
    try:
        record = json.loads(article.attributes.get("data-record", ""))
    except (ValueError, RecursionError) as error:
        raise ExportError(f"{place}: the page has been changed: its data-record is damaged; export again.") from error
    if not isinstance(record, dict):
        raise ExportError(f"{place}: the page has been changed: its data-record is no object; export again.")
    return record


def _text_of(pieces: Iterable[Piece], kind: str) -> str:
    return next((piece.text for piece in pieces if piece.kind == kind), "")


def _citations(pieces: list[Piece], place: Place) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    cited: list[dict[str, Any]] = []
    nearest: list[dict[str, Any]] = []
    shown: dict[str, Piece] = {}
    for piece in pieces:
        if piece.kind == "number":
            shown = {}
        shown[piece.kind] = piece
        if piece.kind == "place":
            quote = shown.get("citation") or shown.get("nearest")
            if quote is None:
                raise ExportError(f"{place}: the page has been changed: a quote is missing; export again.")
            kind = cited if quote.kind == "citation" else nearest
            kind.append(_citation(quote, shown, f"{place}, citation {len(kind) + 1}"))
    quotes = sum(piece.kind in ("citation", "nearest") for piece in pieces)
    if quotes != len(cited) + len(nearest):
        raise ExportError(f"{place}: the page has been changed: a quote has lost its place; export again.")
    return cited, nearest


def _citation(quote: Piece, shown: dict[str, Piece], place: Place) -> dict[str, Any]:
    data = {key.removeprefix("data-"): value for key, value in quote.attributes.items()}
    return {
        "number": _number(data.get("number"), place),
        "transcript": data.get("transcript"),
        "start": _number(data.get("start"), place),
        "end": _number(data.get("end"), place),
        "quote": quote.text,
        "speaker": shown["speaker"].text if "speaker" in shown else None,
        "time": _decimal(data.get("time"), place),
        "url": data.get("url"),
        "support": _decimal(data.get("support"), place),
    }


def _number(value: str | None, place: Place) -> int:
    if value is None or not (value.isascii() and value.isdigit() and len(value) <= 15):
        raise ExportError(f"{place}: the page has been changed: {in_quotes(value or '', 40)} is not a whole number.")
    return int(value)


def _decimal(value: str | None, place: Place) -> int | float | None:
    if value is None:
        return None
    if not re.fullmatch(r"[0-9]{1,15}(\.[0-9]+)?(e-[0-9]{1,3})?", value):
        raise ExportError(f"{place}: the page has been changed: {in_quotes(value, 40)} is not a number.")
    return int(value) if value.isdigit() else float(value)


def _sentences(
    pieces: list[Piece], by_number: dict[int, list[dict[str, Any]]], place: Place
) -> tuple[list[dict[str, Any]], str]:
    sentences: list[dict[str, Any]] = []
    said: list[str] = []
    for piece in pieces:
        if piece.kind == "sentence":
            sentences.append({"text": piece.text, "citations": []})
            said.append(piece.text)
        elif piece.kind == "marker" and sentences:
            number = _number(piece.text, place)
            sentences[-1]["citations"] += by_number.get(number, [])
            said[-1] += f"[{number}]"
    return sentences, " ".join(said)


def _refuse_uncited(cited: list[dict[str, Any]], sentences: list[dict[str, Any]], place: Place) -> None:
    used = {citation["number"] for sentence in sentences for citation in sentence["citations"]}
    for citation in cited:
        if citation["number"] not in used:
            raise ExportError(f"{place}: the page has been changed: no sentence cites quote {citation['number']}.")


def _refuse_other_status(pieces: list[Piece], status: Any, place: Place) -> None:
    if any(piece.kind == "absent" for piece in pieces) != (status == "not_found"):
        raise ExportError(f"{place}: the page has been changed: it does not show that its status is {kind_of(status)}.")


def _refuse_other_wording(pieces: list[Piece], answer: dict[str, Any], note: str, place: Place) -> None:
    exported = _whole_record(pieces[0], place).get("wording")
    if not isinstance(exported, list):
        return  # pages had no digests at first
    said = [sentence["text"] for sentence in answer["sentences"]] or [answer["answer"]]
    shown = [answer["question"], *said, note]
    other = next((text for text, one, two in zip(shown, digests_of(shown), exported, strict=False) if one != two), None)
    if other is not None or len(shown) != len(exported):
        what = f"{in_quotes(other)} is not what was exported" if other is not None else "a sentence is missing or was added"
        raise ExportError(f"{place}: the page has been changed: {what}; export the conversation again.")


_LINE_ENDS = re.compile(r"\r\n?")
_SPACE = re.compile(r"[ \t\n\f]+")
# Nothing of it is shown, and pages had no digests in it at first. Only as `page` writes it: elsewhere a browser might show it.
_DATA_RECORD = re.compile(r'(<article id="q[0-9]+" class="[a-z_]+" lang="[A-Za-z0-9-]*") data-record="[^"<>]*">')
