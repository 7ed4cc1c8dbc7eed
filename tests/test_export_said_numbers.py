"""A bracketed number that was said ("See table [1]") is no marker: it is shown, and files that lack it still verify."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from test_export import NOON, answer, citation

from chatbot.errors import ExportError
from chatbot.export import ExportedConversation, export_conversation, read_conversation, render, to_markdown, verify
from chatbot.export.conversation import as_once_shown, bare_sentence

TEXT = "Anna Bianchi: See table [1]\n李雷: We have 12 shops [see note].\n"
TABLE, SHOPS = "See table [1]", "We have 12 shops [see note]."
SAID = "Anna Bianchi: “See table [1]”"


def sentence(text: str, number: int, quote: str) -> dict[str, Any]:
    return {"text": text, "citations": [citation(number, quote)]}


@pytest.mark.parametrize(
    ("text", "number", "quote", "bare"),
    [
        (SAID, 1, TABLE, SAID),
        ("She points to table [1].", 1, TABLE, "She points to table [1]."),
        ("They have 12 [1].", 1, SHOPS, "They have 12."),
        ("They have “12” [1].", 1, SHOPS, "They have “12”."),
        ("They have 12. [1] [1]", 1, SHOPS, "They have 12."),
        ("They have 12 [2].", 1, SHOPS, "They have 12 [2]."),
        ("They [1] have 12.", 1, SHOPS, "They [1] have 12."),
        (SAID + " [2]", 2, TABLE, SAID),
        ("[1]", 1, SHOPS, ""),
    ],
)
def test_only_markers_that_nobody_said_are_left_out(text: str, number: int, quote: str, bare: str) -> None:
    assert bare_sentence(sentence(text, number, quote)) == bare


@pytest.mark.parametrize("long", ["[1] " * 20_000 + "a", " " * 100_000 + "a", "a" + " " * 100_000 + "[1]"])
def test_a_sentence_made_to_be_slow_does_not_take_for_ever(long: str) -> None:
    bare_sentence(sentence(long, 1, SHOPS))


def said() -> ExportedConversation:
    cited = citation(1, TABLE, start=TEXT.find(TABLE))
    shops = citation(2, SHOPS, "李雷", start=TEXT.find(SHOPS))
    return export_conversation([answer("Where is it?", (SAID, [cited]), ("They have 12 shops.", [shops]))], {}, NOON)


def read(content: bytes, form: str, tmp_path: Any) -> ExportedConversation:
    (tmp_path / f"a.{form}").write_bytes(content)
    return read_conversation(tmp_path / f"a.{form}")


def by_the_first_version(form: str, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The document as it was written when every such number was taken for a marker: its data have it, its words do not."""
    with monkeypatch.context() as then:
        for module in ("document", "page"):
            then.setattr(f"chatbot.export.{module}.bare_sentence", _shown_at_first(said()))
        return render(said(), form)


def _shown_at_first(conversation: ExportedConversation) -> Callable[[dict[str, Any]], str]:
    shown = [each["text"] for each in as_once_shown(conversation).answers[0]["sentences"]]
    texts = [each["text"] for each in conversation.answers[0]["sentences"]]
    return lambda sentence: shown[texts.index(sentence["text"])]


@pytest.mark.parametrize("form", ["html", "docx", "pdf", "json"])
def test_what_was_said_is_shown_and_verifies(form: str, tmp_path: Any) -> None:
    back = read(render(said(), form), form, tmp_path)
    assert back.answers[0]["sentences"][0]["text"] == SAID
    assert verify(back, {"talks/one": TEXT}).failures == ()


def test_what_was_said_is_shown_in_markdown() -> None:
    assert "“See table \\[1\\]” \\[1\\]" in to_markdown(said())


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_a_file_of_the_first_version_still_verifies(form: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    old = by_the_first_version(form, monkeypatch)
    assert old != render(said(), form)
    assert verify(read(old, form, tmp_path), {"talks/one": TEXT}).failures == ()


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_words_changed_in_a_file_of_the_first_version_are_named(
    form: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as then:
        then.setattr("chatbot.export.document.bare_sentence", lambda each: each["text"].replace("12", "13").replace(" [1]", ""))
        forged = render(said(), form)
    with pytest.raises(ExportError, match="13 shops"):
        read(forged, form, tmp_path)
