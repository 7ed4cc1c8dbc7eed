"""A sentence that was falsified in an export is named, and what the program itself writes always holds."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from chatbot.citations import faults
from chatbot.conversation import framing
from chatbot.errors import ExportError
from chatbot.export import ExportedConversation, read_conversation, render, to_html, verify
from chatbot.export.page_reading import from_html
from chatbot.export.sentences import unsupported
from chatbot.transcripts import detect_language

TEXT = (
    "Carlo Rossi: The French own ten percent of it, Italy has 6.\nIn Hong Kong we have 12 shops.\n"
    "李雷: 意大利的酒在上海卖得很好，有三百家店。\n"
)
SHARE, SHOPS = "The French own ten percent of it, Italy has 6.", "In Hong Kong we have 12 shops."
WINE = "意大利的酒在上海卖得很好，有三百家店。"


def conversation(text: str, quote: str = SHARE, speaker: str | None = "Carlo Rossi", language: str = "en") -> ExportedConversation:
    start = TEXT.find(quote)
    cited = {"number": 1, "transcript": "talk", "start": start, "end": start + len(quote), "quote": quote, "speaker": speaker,
             "time": None, "url": None, "support": 0.9}  # fmt: skip
    answer: dict[str, Any] = {
        "id": None, "question": "Who owns the market?", "standalone_question": "Who owns the market of Parma?", "language": language,
        "status": "answered", "answer": f"{text} [1]", "sentences": [{"text": text, "citations": [cited]}], "nearest": [],
        "passages": [], "model": "none", "index_fingerprint": "abc", "note": "",
        "seconds": {"retrieve": 0.1, "first_evidence": 0.2, "total": 1.5},
    }  # fmt: skip
    return ExportedConversation("", (), (answer,))


def reasons(exported: ExportedConversation) -> list[str]:
    return [failure.reason for failure in verify(exported, {"talk": TEXT}).failures]


@pytest.mark.parametrize("form", ["json", "html", "docx", "pdf"])
@pytest.mark.parametrize(
    ("text", "about"),
    [("Italy has 96 percent.", "the number 96"), ("Since then Danone has 6 percent.", 'the name "danone"')],
)
def test_a_number_or_name_in_no_quote_is_named_in_every_format(form: str, text: str, about: str, tmp_path: Path) -> None:
    (tmp_path / f"a.{form}").write_bytes(render(conversation(text), form))
    (reason,) = reasons(read_conversation(tmp_path / f"a.{form}"))
    assert reason.startswith(f"sentence 1 of the answer has {about}, which is in none of its quotes: ")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Carlo Rossi says that Italy has six percent and France 10.", "en"),
        ("Carlo Rossi dice che a Parma l’Italia ha il 6%, i francesi il 10%.", "it"),
        ("Selon Carlo Rossi, en Italie on en a 6 et en France dix.", "fr"),
        ("Carlo Rossi说法国人占10，意大利占6。", "zh"),
    ],
)
def test_numbers_and_names_in_another_language_hold(text: str, language: str) -> None:
    assert reasons(conversation(text, language=language)) == []


@pytest.mark.parametrize(
    ("quote", "text", "language"),
    [
        ("Both companies are in Shanghai.", "两家公司都在上海。", "zh"),
        ("25%的消费者很年轻。", "A quarter of the consumers are young.", "en"),
        ("In Cina vendono il doppio.", "They sell twice as much in China.", "en"),
        ("付款通过微信支付。", "Payments go through WeChat.", "en"),
    ],
)
def test_what_the_checks_let_through_verifies(quote: str, text: str, language: str) -> None:
    quote_language = detect_language(quote)
    assert faults(text, language, [quote], quote_language, ["Carlo Rossi"], ["Carlo Rossi"]) == []
    (answer,) = conversation(text, quote, language=language).answers
    assert list(unsupported(answer, ())) == []


@pytest.mark.parametrize("speaker", ["Carlo Rossi", "Speaker 7", "李雷", None])
@pytest.mark.parametrize("quote", [SHARE, SHOPS, WINE, f"{SHARE}\n{SHOPS}"])
@pytest.mark.parametrize(
    ("language", "translation"),
    [("en", ""), ("it", "A Hong Kong abbiamo 12 negozi."), ("fr", "Il y a 12 magasins à Hong Kong."), ("zh", "香港有12家店。")],
)
def test_quotes_in_their_frames_hold(speaker: str | None, quote: str, language: str, translation: str) -> None:
    text = framing.quoted(language, speaker, quote)
    if translation and quote == SHOPS:
        text = framing.translated(language, text, translation)
    assert reasons(conversation(text, quote, speaker, language)) == []


def test_a_number_changed_in_a_translation_is_named() -> None:
    text = framing.translated("it", framing.quoted("it", "李雷", SHOPS), "A Hong Kong abbiamo 13 negozi.")
    (reason,) = reasons(conversation(text, SHOPS, "李雷", "it"))
    assert "the number 13" in reason


def test_a_sentence_is_not_held_against_a_quote_that_does_not_hold() -> None:
    false = conversation("In Hong Kong they have 12 shops.", "In Hong Kong we have 13 shops.")
    (reason,) = reasons(false)
    assert "the quote is not in the transcript" in reason or "out of range" in reason


@pytest.mark.parametrize("wording", ["Who owns the market?", "Italy has 6 percent"])
def test_other_wording_on_the_page_is_refused(wording: str) -> None:
    page = to_html(conversation("Italy has 6 percent."))
    assert page.count(f">{wording}") == 1
    with pytest.raises(ExportError, match='question 1: the page has been changed: "[^"]*Not.*" is not what was exported'):
        from_html(page.replace(f">{wording}", f">Not {wording}"), "a.html")


@pytest.mark.parametrize("form", ["html", "docx"])
def test_words_changed_between_no_break_spaces_read_in_the_message_as_on_the_page(form: str, tmp_path: Path) -> None:
    said = framing.quoted("fr", "Carlo Rossi", "Giappone otto euro…")
    assert "«\u00a0" in said
    exported = render(conversation(said, language="fr"), form)
    (tmp_path / f"a.{form}").write_bytes(with_other_words(exported, "otto euro", "nove euro"))
    with pytest.raises(ExportError, match="Rossi : « Giappone nove euro… »"):
        read_conversation(tmp_path / f"a.{form}")


def with_other_words(exported: bytes, true: str, false: str) -> bytes:
    """The page, or the Word document, with other words."""
    if not exported.startswith(b"PK"):
        return exported.replace(true.encode(), false.encode())
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(exported)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(true.encode(), false.encode()) if name == "word/document.xml" else part)
    return changed.getvalue()


def test_a_page_without_digests_of_its_wording_is_read_and_checked() -> None:
    old = re.sub(r", &quot;wording&quot;: \[.*?\]", "", to_html(conversation("Italy has 6 percent.")))
    assert "wording" not in old
    assert reasons(from_html(old, "a.html")) == []
    (reason,) = reasons(from_html(old.replace("6 percent", "96 percent"), "a.html"))
    assert "the number 96" in reason
