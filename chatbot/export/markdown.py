"""A conversation as Markdown, for a mail, a wiki or an editor.

All text that the program did not write itself is escaped: it never becomes a heading, a list, a link or HTML.
Markdown is for reading: it cannot be read back to be verified.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from chatbot.export.conversation import ExportedConversation, bare_sentence, cited_by_sentences, distinct
from chatbot.export.wording import ExportLabels, character_span, export_labels, moment, timestamp, web_address


def to_markdown(conversation: ExportedConversation) -> str:
    """Each question with its answer, numbered markers on the sentences, and the numbered quotes in full."""
    labels = export_labels(conversation.language)
    parts = [f"# {labels.title}"]
    parts += [escape_line(moment(conversation.created))] if conversation.created else []
    for number, answer in enumerate(conversation.answers, 1):
        parts += _answer(conversation, answer, number)
    return "\n\n".join(parts) + "\n"


def _answer(conversation: ExportedConversation, answer: Mapping[str, Any], number: int) -> list[str]:
    labels = export_labels(answer["language"])
    parts = [f"## {number}. {escape_line(answer['question'])}"]
    if answer["status"] == "not_found":
        parts.append(f"**{labels.not_found}**")
    if answer["sentences"]:
        parts.append(" ".join(_sentence(sentence) for sentence in answer["sentences"]))
    elif answer["answer"].strip():
        parts.append(escape_line(answer["answer"]))
    if isinstance(answer.get("note"), str) and answer["note"].strip():
        parts.append(escape_line(answer["note"]))
    parts += _quotes(conversation, cited_by_sentences(answer), labels.sources, labels)
    return parts + _quotes(conversation, distinct(answer["nearest"]), labels.nearest, labels)


def _sentence(sentence: Mapping[str, Any]) -> str:
    numbers = dict.fromkeys(citation["number"] for citation in sentence["citations"])
    return escape_line(bare_sentence(sentence)) + "".join(f" \\[{number}\\]" for number in numbers)


def _quotes(
    conversation: ExportedConversation, citations: list[dict[str, Any]], heading: str, labels: ExportLabels
) -> list[str]:
    if not citations:
        return []
    return [f"### {heading}", *(_quote(conversation, citation, labels) for citation in citations)]


def _quote(conversation: ExportedConversation, citation: Mapping[str, Any], labels: ExportLabels) -> str:
    note = conversation.note(citation["transcript"])
    speaker = labels.nobody if citation["speaker"] is None else escape_line(citation["speaker"])
    source = [f"\\[{citation['number']}\\] **{speaker or labels.nobody}**"]
    source += [] if citation["time"] is None else [timestamp(citation["time"])]
    source += [escape_line(note.title)] if note and note.title else []
    source.append(escape_line(citation["transcript"]))
    source.append(f"{labels.characters} {character_span(citation['start'], citation['end'])}")
    address = web_address(citation["url"])
    source += [f"<{address}>"] if address else []
    return f"{' · '.join(source)}\n\n{block_quote(citation['quote'])}"


def block_quote(text: str) -> str:
    """Text as a block quote that it cannot leave: each of its lines is quoted, and broken where the text breaks.

    >>> print(block_quote("One.\\n# Two."))
    > One.\\
    > \\# Two.
    """
    lines = [escape_line(line) for line in text.strip().splitlines() or [""]]
    following = [*lines[1:], ""]
    quoted = (f"> {line}{_hard_break(line, after)}".rstrip() for line, after in zip(lines, following, strict=True))
    return "\n".join(quoted)


def _hard_break(line: str, after: str) -> str:
    return "\\" if line and after else ""


def escape_line(text: str) -> str:
    """Text as one line of Markdown that shows just that text; white space, line breaks too, becomes single spaces.

    >>> escape_line("1. <b>*Ciao*</b>")
    '1\\\\. \\\\<b\\\\>\\\\*Ciao\\\\*\\\\</b\\\\>'
    """
    line = _CONTROLS.sub(_picture, " ".join(text.split()))
    line = _SPECIAL.sub(r"\\\g<0>", line)
    return _AT_THE_START.sub(r"\g<0>\\", line)


def _picture(control: re.Match[str]) -> str:
    code = ord(control[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
# Dots and colons inside a word are what makes an address a link of its own on many sites.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#&|~$^=@]|(?<=\w)\.(?=[^\W\d_])|:(?=[^\s\d])|(?<=/)/")
_AT_THE_START = re.compile(r"^(?=[-+])|^\d+(?=[.)])")
