"""An exported HTML page → its pieces, in order: what a reader sees, with the data beside it.

It refuses a page that holds what `page` never writes: a script, a frame, a style of its own, something hidden.
It does not know what the pieces mean: that is `page_reading`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from chatbot.errors import ExportError
from chatbot.export.messages import in_quotes
from chatbot.export.page import CONTROLS


@dataclass(frozen=True)
class Piece:
    """One element of the page by its class, its attributes, and the text that it shows, character by character."""

    kind: str
    attributes: Mapping[str, str]
    text: str


def pieces_of(page: str, name: str) -> list[Piece]:
    """The pieces of a page; raises ExportError when it holds what an exported page never does."""
    parser = _Pieces(name)
    try:
        parser.feed(page)
        parser.close()
    except AssertionError as error:  # what Python's parser raises for a declaration that it does not know
        raise ExportError(f"{name}: the page has been changed: it holds a declaration; export the conversation again.") from error
    return parser.pieces


class _Pieces(HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self._name = name
        self._open: tuple[str, str, dict[str, str]] | None = None  # tag, kind and attributes of the piece being read
        self._text: list[str] = []
        self._control = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {key: value or "" for key, value in attrs}
        self._refuse_foreign(tag, attributes)
        kind = attributes.get("class", "")
        if tag == "meta" and attributes.get("name") == "generator":
            self.pieces.append(Piece("generator", attributes, attributes.get("content", "")))
        elif kind == "control":
            self._control = True
            self._text.append(_control_character(attributes.get("data-code", ""), self._name))
        elif self._open is not None:
            raise ExportError(f"{self._name}: the page has been changed: <{tag}> stands inside a {self._open[1]}.")
        elif tag == "article":
            self.pieces.append(Piece("article", attributes, ""))
        elif kind in _TEXT_PIECES:
            self._open, self._text = (tag, kind, attributes), []

    def handle_endtag(self, tag: str) -> None:
        if self._control:
            self._control = False
        elif self._open is not None and tag == self._open[0]:
            self.pieces.append(Piece(self._open[1], self._open[2], "".join(self._text)))
            self._open = None

    def handle_data(self, data: str) -> None:
        if not self._control:
            self._text.append(data)

    def _refuse_foreign(self, tag: str, attributes: Mapping[str, str]) -> None:
        foreign = next((key for key in attributes if key not in _ATTRIBUTES and not key.startswith("data-")), None)
        if tag not in _TAGS or foreign is not None:
            found = f"<{tag}>" if tag not in _TAGS else f'{foreign}="…"'
            raise ExportError(f"{self._name}: not an exported page, or changed since: it holds {found}; export again.")


def _control_character(code: str, name: str) -> str:
    # Only what `page` writes so: otherwise letters could be slipped into a quote behind the picture of another.
    value = int(code) if code.isascii() and code.isdigit() and len(code) <= 3 else -1
    if value < 0 or not CONTROLS.match(chr(value)):
        raise ExportError(f"{name}: the page has been changed: {in_quotes(code, 20)} is no control character.")
    return chr(value)


_TEXT_PIECES = {
    "created", "transcript", "question", "absent", "sentence", "marker", "whole", "note",
    "number", "citation", "nearest", "speaker", "nobody", "clock", "place",
}  # fmt: skip
_TAGS = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "article", "h1", "h2", "h3",
    "p", "span", "sup", "a", "ol", "ul", "li", "blockquote", "b", "bdi", "code",
}  # fmt: skip
_ATTRIBUTES = {
    "lang", "dir", "class", "id", "href", "rel", "title", "aria-label", "charset", "name", "content", "http-equiv",
}  # fmt: skip
