"""The formats, and a file that is written whole or not at all.

It does not decide what an export contains.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from chatbot.errors import ExportError
from chatbot.export.conversation import ExportedConversation
from chatbot.export.json_lines import to_json
from chatbot.export.markdown import to_markdown
from chatbot.export.page import to_html

FORMATS: dict[str, Callable[[ExportedConversation], str]] = {"md": to_markdown, "html": to_html, "json": to_json}
_LATER = ("pdf", "docx")


def render(conversation: ExportedConversation, to: str) -> str:
    """The conversation in a format of FORMATS; raises ExportError for any other, pdf and docx included."""
    if to in _LATER:
        raise ExportError(f"Export to {to} comes later; use `--to html` and print the page from a browser.")
    if to not in FORMATS:
        raise ExportError(f"No export format is named {to!r}; use one of {', '.join(FORMATS)}.")
    return FORMATS[to](conversation)


def write_export(text: str, path: Path) -> None:
    """Write the text as UTF-8, line ends unchanged; what stood there stays until the new file is complete.

    Raises ExportError when the folder is missing, the disk is full or writing is not allowed.
    """
    try:
        _replace(path, text.encode("utf-8"))
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(f"{path}: could not be written ({reason}); nothing was changed there.") from error


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _give_usual_mode(Path(name), path)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _give_usual_mode(temporary: Path, path: Path) -> None:
    # mkstemp makes a file that only its owner may read; an export is meant to be passed on.
    umask = os.umask(0)
    os.umask(umask)
    temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~umask)
