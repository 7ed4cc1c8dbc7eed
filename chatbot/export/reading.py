"""A file → an exported conversation, whichever of the readable formats it has.

It goes by what the file holds, not by its name.
"""

from __future__ import annotations

from pathlib import Path

from chatbot.errors import ExportError
from chatbot.export.conversation import ExportedConversation
from chatbot.export.json_lines import from_json
from chatbot.export.page_reading import from_html


def read_conversation(path: Path) -> ExportedConversation:
    """Read an exported JSON or HTML file, one `ask --json` object, or JSON Lines of them (from `ask --batch`).

    Batch lines that report an error are skipped. Raises ExportError, in one line that names the place.
    """
    text = _text_of(path)
    start = text.lstrip()[:1]
    if start == "<":
        return from_html(text, path.name)
    if start in ("{", "["):
        return from_json(text, path.name)
    raise ExportError(f"{path.name}: neither JSON nor HTML that `chatbot export` writes; Markdown cannot be read back.")


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ExportError(f"{path}: cannot be read ({error.strerror}); give the path of an exported file.") from error
    except UnicodeDecodeError as error:
        raise ExportError(f"{path}: not UTF-8 text (at byte {error.start}); export the conversation again.") from error
