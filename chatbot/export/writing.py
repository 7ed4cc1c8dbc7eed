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
from chatbot.export.messages import in_quotes
from chatbot.export.page import to_html


def render(conversation: ExportedConversation, to: str) -> bytes:
    """The conversation as a file of a format of FORMATS, text as UTF-8; raises ExportError for any other format."""
    if to not in FORMATS:
        raise ExportError(f"No export format is named {in_quotes(to)}; use one of {', '.join(FORMATS)}.")
    written = FORMATS[to](conversation)
    return written.encode("utf-8") if isinstance(written, str) else written


def write_export(content: bytes, path: Path) -> None:
    """Write the file as it is; what stood there stays until the new file is complete.

    A link goes on leading to its file, which is what is written; what is no file, such as a pipe, is written into.
    Raises ExportError when the folder is missing, the disk is full or writing is not allowed.
    """
    is_other = path.exists() and not path.is_file()
    try:
        if is_other:
            path.write_bytes(content)
        else:
            _replace(path.resolve(), content)
    except (OSError, RuntimeError) as error:  # a link that leads to itself is a RuntimeError
        reason = getattr(error, "strerror", None) or str(error)
        kept = "" if is_other else "; nothing was changed there"
        raise ExportError(f"{path}: could not be written ({reason}){kept}.") from error


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


def _to_docx(conversation: ExportedConversation) -> bytes:
    from chatbot.export.word import to_docx  # python-docx takes a fifth of a second to import

    return to_docx(conversation)


def _to_pdf(conversation: ExportedConversation) -> bytes:
    from chatbot.export.pdf import to_pdf  # fpdf2 takes more than half a second to import

    return to_pdf(conversation)


FORMATS: dict[str, Callable[[ExportedConversation], str | bytes]] = {
    "md": to_markdown, "html": to_html, "pdf": _to_pdf, "docx": _to_docx, "json": to_json,
}  # fmt: skip
BINARY = ("pdf", "docx")
"""The formats that a terminal cannot show."""
