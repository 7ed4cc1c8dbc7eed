"""A conversation goes out as a Word document; what was changed in it on the way is found."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from test_export import HOSTILE, TEXT, WINE, answer, any_text, citation, hostile, sample, sample_answers

from chatbot import export
from chatbot.errors import ExportError
from chatbot.export import ExportedConversation, read_conversation, render, verify, write_export
from chatbot.export.word import to_docx, word_text
from chatbot.export.word_reading import from_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY, STYLES = "word/document.xml", "word/styles.xml"


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def changed(true: str, false: str, part: str = BODY, conversation: ExportedConversation | None = None) -> bytes:
    """The document with the first `true` in a part of it made `false`."""
    parts = parts_of(to_docx(conversation or sample()))
    assert true in parts[part].decode()
    return zipped({**parts, part: parts[part].decode().replace(true, false, 1).encode()})


def saved_by_word(change: Callable[[Any], None]) -> bytes:
    """The document after somebody opened it, changed something and saved it."""
    document = Document(io.BytesIO(to_docx(sample())))
    change(document)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def text_of(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]


# --- round trips


def test_word_comes_back_equal_and_holds(tmp_path: Path) -> None:
    write_export(render(sample(), "docx"), tmp_path / "a.docx")
    back = read_conversation(tmp_path / "a.docx")
    assert back == sample()
    assert verify(back, {"talks/one": TEXT}) == export.Verification(3, 3, ())


def test_the_passages_searched_do_not_go_along() -> None:
    passage = {"transcript": "talks/one", "start": 0, "end": 4, "score": 1, "speaker": None, "time": None, "text": "Anna"}
    (back,) = from_docx(to_docx(sample([{**sample_answers()[0], "passages": [passage]}])), "a.docx").answers
    assert back == sample_answers()[0]


@settings(max_examples=40)
@given(any_text)
def test_any_text_comes_back_exactly(text: str) -> None:
    assert from_docx(to_docx(hostile(text)), "a.docx") == hostile(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_another_reader_sees_the_very_words(text: str) -> None:
    shown = text_of(to_docx(hostile(text)))
    assert f"1. {word_text(text)}" in shown
    assert f"1\t{word_text(text)}" in shown


@settings(max_examples=30)
@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_every_part_is_well_formed_whatever_the_text(text: str) -> None:
    for name, part in parts_of(to_docx(hostile(text))).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)


def test_the_same_conversation_gives_the_same_bytes() -> None:
    assert to_docx(sample()) == to_docx(sample())
    with zipfile.ZipFile(io.BytesIO(to_docx(sample()))) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}  # not the clock's


# --- how it reads


def test_the_document_says_what_it_always_said() -> None:
    """Documents sent out earlier are held against these lines: change one only with a way to verify the old ones."""
    assert text_of(to_docx(sample())) == [
        "Cited answers",
        "Every statement with the words it rests on",
        "2026-11-23 12:40 UTC",
        "1. When did they open?",
        "They opened in 2014.[1] 意大利的酒卖得很好。[2][1]",
        "Quotes",
        "1\tWe opened in Shanghai in 2014.",
        "Anna Bianchi · 01:05 · A talk · characters 14–44 · https://example.org/talk?t=65",
        f"2\t{WINE}",
        "李雷 · A talk · characters 74–87",
        "2. Chi ha chiesto la pasta?",
        "Non è nelle trascrizioni",
        "Le cose più vicine che sono state dette",
        "1\tNobody asked for cheese.",
        "Anna Bianchi · A talk · caratteri 45–69",
        "Transcripts",
        "A talk · talks/one",
        "Check these quotes again at any time: chatbot verify",
    ]


def test_paragraphs_have_word_s_own_styles() -> None:
    styles = [paragraph.style.name for paragraph in Document(io.BytesIO(to_docx(sample()))).paragraphs if paragraph.style]
    assert styles[:8] == ["Title", "Subtitle", "Exported", "Heading 1", "Answer", "Heading 2", "Quote", "Source"]
    assert "Not Found" in styles


def test_markers_lead_to_quotes_and_addresses_out() -> None:
    body = etree.fromstring(parts_of(to_docx(sample()))[BODY])
    anchors = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} - {None}
    assert anchors == {"q1c1", "q1c2"} == {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    assert b'Target="https://example.org/talk?t=65" TargetMode="External"' in parts_of(to_docx(sample()))["word/_rels/document.xml.rels"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "//evil.example", 'https://a"b'])
def test_only_web_addresses_become_links(url: str) -> None:
    made = to_docx(sample([answer("?", ("Yes.", [citation(1, WINE, url=url)]))]))
    assert b"External" not in parts_of(made)["word/_rels/document.xml.rels"]


def test_chinese_has_its_font_and_each_language_its_mark() -> None:
    parts = parts_of(to_docx(sample()))
    fonts = {element.get(f"{W}eastAsia") for element in etree.fromstring(parts[STYLES]).iter(f"{W}rFonts")}
    assert {"Microsoft YaHei", "SimSun"} <= fonts
    assert '<w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">意' in parts[BODY].decode()
    assert b'<w:lang w:val="it-IT" w:eastAsia="zh-CN"/>' in parts[BODY]


def test_properties_come_from_the_conversation_alone() -> None:
    properties = Document(io.BytesIO(to_docx(sample()))).core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == ("Cited answers", "", "")
    assert properties.created == datetime(2026, 11, 23, 12, 40, tzinfo=UTC)


# --- what was changed is found


def test_a_quote_with_one_letter_changed_in_word_is_named() -> None:
    back = from_docx(changed("in Shanghai in 2014", "in Shanghai in 2015"), "a.docx")
    (failure,) = verify(back, {"talks/one": TEXT}).failures
    assert failure.quote == "We opened in Shanghai in 2015."
    assert 'differs from character 28 of the quote on, "5." where the transcript has "4."' in failure.reason


def test_a_quote_changed_among_the_nearest_is_named() -> None:
    (failure,) = verify(from_docx(changed("for cheese", "for Cheese"), "a.docx"), {"talks/one": TEXT}).failures
    assert failure.quote == "Nobody asked for Cheese."


@pytest.mark.parametrize(
    ("true", "false", "message"),
    [
        ("opened in 2014.<", "opened in 2015.<", r'shows "They opened in 2015\.\[1\].*" where its data say "They opened in 2014\.'),
        ("When did they", "Why did they", r'shows "1\. Why did they'),
        ("[2]", "[1]", r'shows "2014\.\[1\] 意大利的酒卖得很好。\[1\]\[1\]"'),
        ("Anna Bianchi", "Anna Rossi", 'shows "Anna Rossi'),
        ("14–44", "14–45", "characters 14–45"),
        ("01:05", "01:06", "01:06"),
        ("Non è nelle trascrizioni", "È nelle trascrizioni", 'shows "È nelle trascrizioni"'),
        ('preserve">1<', 'preserve">7<', 'shows "7 We opened'),
        ("<w:sectPr", "<w:p><w:r><w:t>And we agreed.</w:t></w:r></w:p><w:sectPr", 'shows "And we agreed." where its data say nothing more'),
        ("Quotes</w:t>", "Quotes</w:t><w:br/><w:t>Trust us.</w:t>", r"Trust us\."),
    ],
)  # fmt: skip
def test_anything_else_that_was_changed_is_refused(true: str, false: str, message: str) -> None:
    with pytest.raises(ExportError, match=message) as caught:
        from_docx(changed(true, false), "a.docx")
    assert str(caught.value).startswith("a.docx: the document has been changed: ") and "\n" not in str(caught.value)


def test_a_paragraph_that_was_taken_away_is_missed() -> None:
    def drop(document: Any) -> None:
        last = document.paragraphs[-1]._p
        last.getparent().remove(last)

    with pytest.raises(ExportError, match='shows nothing more where its data say "Check these quotes'):
        from_docx(saved_by_word(drop), "a.docx")


@pytest.mark.parametrize(
    ("true", "false", "message"),
    [
        ("<w:sectPr", "<w:tbl/><w:sectPr", "a <tbl>, which no export writes"),
        ("<w:t ", "<w:drawing/><w:t ", "a <drawing>, which no export writes"),
        ("<w:hyperlink ", "<w:ins><w:r/></w:ins><w:hyperlink ", "tracked changes; accept or reject them all"),
        ("<w:rPr>", "<w:rPr><w:vanish/>", "hidden text"),
    ],
)
def test_what_could_mislead_a_reader_is_refused(true: str, false: str, message: str) -> None:
    with pytest.raises(ExportError, match=message):
        from_docx(changed(true, false), "a.docx")


def test_a_style_that_hides_is_refused() -> None:
    with pytest.raises(ExportError, match="hidden text"):
        from_docx(changed("<w:noProof/>", "<w:vanish/>", STYLES), "a.docx")


def test_a_footer_that_says_more_is_refused() -> None:
    def add(document: Any) -> None:
        document.sections[0].footer.paragraphs[0].add_run(" as audited")

    with pytest.raises(ExportError, match='header, footer or note says "Cited answers · 1 / 1 as audited"'):
        from_docx(saved_by_word(add), "a.docx")


def test_a_link_that_leads_elsewhere_is_refused() -> None:
    with pytest.raises(ExportError, match='links to "https://evil.example", which no quote of it names'):
        from_docx(changed("https://example.org/talk?t=65", "https://evil.example", "word/_rels/document.xml.rels"), "a.docx")


def test_saving_it_again_and_blank_lines_are_no_change() -> None:
    assert from_docx(saved_by_word(lambda document: document.add_paragraph("")), "a.docx") == sample()


# --- files that are no export


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04 and then nothing", "damaged or encrypted"),
        (zipped({"hello.txt": b"Hello"}), "not a Word document"),
        (to_docx(sample())[:-200], "damaged or encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an encrypted or an old Word file"),
        (zipped({BODY: b"\0" * (65 * 2**20)}), "larger than 64 MB"),
        (zipped({**parts_of(to_docx(sample())), BODY: b"<w:document"}), "word/document.xml in it is damaged"),
        (changed("<?xml version='1.0' encoding='UTF-8' standalone='yes'?>", "<!DOCTYPE x [<!ENTITY a 'b'>]>"), "declares a document type"),
        (changed('"question"', '"asked"', "customXml/item2.xml"), "x.docx, answer 1: the key 'question' is missing"),
    ],
    ids=["cut", "zip", "short", "old", "bomb", "xml", "doctype", "data"],
)  # fmt: skip
def test_a_file_that_is_no_export_gives_one_clear_line(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "x.docx").write_bytes(content)
    with pytest.raises(ExportError, match=message) as caught:
        read_conversation(tmp_path / "x.docx")
    assert "\n" not in str(caught.value)


def nested_in_smart_tags(depth: int) -> bytes:
    """The sample with its first words in as many smart tags, one in the other."""
    parts = parts_of(to_docx(sample()))
    opened, closed = "<w:smartTag>" * depth, "</w:smartTag>" * depth
    body = parts[BODY].decode("utf-8")
    first, last = body.index("<w:r>"), body.index("</w:r>") + len("</w:r>")
    return zipped({**parts, BODY: f"{body[:first]}{opened}{body[first:last]}{closed}{body[last:]}".encode()})


def test_a_document_nested_without_end_is_refused_and_a_few_smart_tags_are_not() -> None:
    with pytest.raises(ExportError, match="x.docx: the document has been changed: it is nested too deeply"):
        from_docx(nested_in_smart_tags(3000), "x.docx")
    assert from_docx(nested_in_smart_tags(5), "x.docx").answers == from_docx(to_docx(sample()), "x.docx").answers


def test_a_word_document_of_somebody_else_is_named(tmp_path: Path) -> None:
    Document().save(str(tmp_path / "x.docx"))
    with pytest.raises(ExportError, match="x.docx: not a Word document that `chatbot export` has written, or saved since"):
        read_conversation(tmp_path / "x.docx")
