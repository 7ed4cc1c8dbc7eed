"""A file → an exported conversation, whichever of the readable formats it has.

It goes by what the file holds, not by its name.
"""

from __future__ import annotations

from pathlib import Path

from chatbot.errors import ExportError
from chatbot.export.conversation import ExportedConversation
from chatbot.export.json_lines import from_json
from chatbot.export.page_reading import from_html

_LARGEST = 512 * 2**20
_ZIP, _PDF, _OLD_OFFICE = b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0"


def read_conversation(path: Path) -> ExportedConversation:
    """Read an exported JSON, HTML, PDF or Word file, one `ask --json` object, or JSON Lines of them (from `ask --batch`).

    Batch lines that report an error are skipped. Raises ExportError, in one line that names the place.
    """
    content = _content_of(path)
    if content.startswith(_ZIP):
        from chatbot.export.word_reading import from_docx  # python-docx takes a fifth of a second to import

        return from_docx(content, path.name)
    if content.startswith(_PDF):
        from chatbot.export.pdf_reading import from_pdf  # fpdf2 takes more than half a second to import

        return from_pdf(content, path.name)
    if content.startswith(_OLD_OFFICE):
        raise ExportError(f"{path.name}: an encrypted or an old Word file; give the .docx as it was exported.")
    return _from_text(_decoded(content, path), path.name)


def _from_text(text: str, name: str) -> ExportedConversation:
    start = text.lstrip()[:1]
    if start == "<":
        return from_html(text, name)
    if start in ("{", "["):
        return from_json(text, name)
    raise ExportError(f"{name}: neither JSON, HTML, PDF nor Word that `chatbot export` writes; Markdown cannot be read back.")


def _content_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise ExportError(f"{path}: larger than {_LARGEST >> 20} MB; give an exported file.")
        return path.read_bytes()
    except OSError as error:
        raise ExportError(f"{path}: cannot be read ({error.strerror}); give the path of an exported file.") from error


def _decoded(content: bytes, path: Path) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExportError(f"{path}: not UTF-8 text (at byte {error.start}); export the conversation again.") from error
