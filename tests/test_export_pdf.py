"""A conversation goes out as a PDF document; what was changed in it on the way is found."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Link
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from test_export import HOSTILE, TEXT, WINE, answer, any_text, citation, hostile, sample, sample_answers

from chatbot import export
from chatbot.errors import ExportError
from chatbot.export import ExportedConversation, pdf_fonts, read_conversation, render, to_json, verify, write_export
from chatbot.export.pdf import ATTACHMENT, to_pdf
from chatbot.export.pdf_lines import lines_of
from chatbot.export.pdf_reading import from_pdf
from chatbot.export.pdf_text import pdf_text, seen

ODD = "🍷 שלום"


def pages_of(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def visible(text: str) -> str:
    return "".join(character for character, _ in seen(text))


def saved(content: bytes, change: Callable[[PdfWriter], Any]) -> bytes:
    """The document after another program opened it, changed something and saved it."""
    writer = PdfWriter(clone_from=io.BytesIO(content))
    change(writer)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def showing(conversation: ExportedConversation, data: bytes) -> bytes:
    """A document that shows one conversation and carries the data of another."""
    reader = PdfReader(io.BytesIO(to_pdf(conversation)))
    writer = PdfWriter()
    for page in reader.pages:
        writer.add_page(page)
    writer.add_attachment(ATTACHMENT, data)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def with_first(change: dict[str, Any]) -> ExportedConversation:
    """The sample with something else in its first answer."""
    return sample([{**sample_answers()[0], **change}, sample_answers()[1]])


def requoted(**change: Any) -> ExportedConversation:
    opened, *others = sample_answers()[0]["sentences"][0]["citations"]
    sentences = [{**each, "citations": [{**cited, **change} if cited == opened else cited for cited in each["citations"]]}
                 for each in sample_answers()[0]["sentences"]]  # fmt: skip
    return with_first({"sentences": sentences})


# --- round trips


def test_pdf_comes_back_equal_and_holds(tmp_path: Path) -> None:
    write_export(render(sample(), "pdf"), tmp_path / "a.pdf")
    back = read_conversation(tmp_path / "a.pdf")
    assert back == sample()
    assert verify(back, {"talks/one": TEXT}) == export.Verification(3, 3, ())


@settings(max_examples=25)
@given(any_text)
def test_any_text_comes_back_exactly(text: str) -> None:
    assert from_pdf(to_pdf(hostile(text)), "a.pdf") == hostile(text)


@settings(max_examples=15)
@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x24F) | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)))
def test_every_character_that_a_font_has_comes_out_as_itself(text: str) -> None:
    text = "".join(filter(pdf_fonts.can_draw, text))
    assert visible(f"1. {text}") in visible("".join(pages_of(to_pdf(sample([answer(text)])))))


def test_the_same_conversation_gives_the_same_bytes() -> None:
    first = to_pdf(sample())
    time.sleep(1.1)  # a clock that shows seconds would show another
    assert to_pdf(sample()) == first


# --- how it reads


def test_another_reader_finds_the_words() -> None:
    (page,) = pages_of(to_pdf(sample()))
    assert "1. When did they open?\nThey opened in 2014.[1] 意大利的酒卖得很好。[2][1]\nQuotes\n" in page
    assert "We opened in Shanghai in 2014.\nAnna Bianchi · 01:05 · A talk · characters 14–44 · https://example.org/talk?t=65\n" in page
    assert WINE in page and "Non è nelle trascrizioni" in page and "Nobody asked for cheese." in page
    assert page.endswith("Cited answers 1 / 1")


def test_questions_are_bookmarks_and_markers_and_addresses_links() -> None:
    reader = PdfReader(io.BytesIO(to_pdf(sample())))
    assert [mark["/Title"] for mark in reader.outline] == ["1. When did they open?", "2. Chi ha chiesto la pasta?"]
    links = [note.get_object() for note in reader.pages[0].annotations or []]
    assert [link["/A"]["/URI"] for link in links if "/A" in link] == ["https://example.org/talk?t=65"]
    assert sum("/Dest" in link for link in links) == 3


def test_what_the_file_says_of_itself_comes_from_the_conversation() -> None:
    reader = PdfReader(io.BytesIO(to_pdf(sample())))
    assert reader.metadata == {"/Title": "Cited answers", "/CreationDate": "D:20261123124000Z"}
    assert reader.root_object["/Lang"] == "en"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "//evil.example", 'https://a"b'])
def test_only_web_addresses_become_links(url: str) -> None:
    made = to_pdf(sample([answer("?", ("Yes.", [citation(1, WINE, url=url)]))]))
    assert b"/URI" not in made


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()])
def test_text_stays_text(text: str) -> None:
    assert visible(pdf_text(text)) == visible(text)


def test_a_character_that_no_font_has_is_named_and_never_lost() -> None:
    (page,) = pages_of(to_pdf(sample([answer(f"{ODD}\x01")])))
    assert "1. [U+1F377] [U+05E9][U+05DC][U+05D5][U+05DD][U+0001]" in page


def test_chinese_is_set_in_one_font_with_its_quotation_marks() -> None:
    letters = pdf_fonts.letters_of("说“好”。 “Good” Škoda", serif=True, bold=False, size=10)
    assert [letter.face.family for letter in letters] == ["serif-chinese"] * 5 + ["serif"] * 13
    assert {letter.width for letter in letters[:5]} == {10}


def test_a_long_conversation_has_numbered_pages_and_no_heading_left_alone() -> None:
    long = sample([answer(f"Question {number}?", ("They did. " * 30, [citation(1, WINE)])) for number in range(30)])
    pages = pages_of(to_pdf(long))
    assert from_pdf(to_pdf(long), "a.pdf") == long
    for number, page in enumerate(pages, 1):
        assert page.endswith(f"Cited answers {number} / {len(pages)}")
        assert not page.splitlines()[-2].startswith(("Question", "Quotes"))


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("one two three", 8, ["one two ", "three"]),
        ("意大利的酒，在中国", 4, ["意大利的", "酒，在中", "国"]),
        ("意大利的酒，在中国", 5, ["意大利的", "酒，在中国"]),
        ("他说“好”了", 3, ["他说", "“好”", "了"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("a\n\nb", 9, ["a\n", "\n", "b"]),
        ("x well-known", 8, ["x well-", "known"]),
        ("-a ”", 2, ["-", "a ", "”"]),
        ("", 3, [""]),
    ],
)
def test_lines_break_where_a_reader_expects_it(text: str, room: float, lines: list[str]) -> None:
    assert [text[start:end] for start, end in lines_of(text, [1] * len(text), room)] == lines


@settings(max_examples=400)
@given(st.text(st.sampled_from("ab 意，“”\n-"), max_size=40), st.integers(1, 9))
def test_no_character_is_lost_between_lines(text: str, room: int) -> None:
    lines = lines_of(text, [1] * len(text), room)
    assert "".join(text[start:end] for start, end in lines) == text
    assert all(len(text[start:end].rstrip()) <= room for start, end in lines)


# --- what was changed is found


@pytest.mark.parametrize(
    ("shown", "message"),
    [
        (requoted(quote="We opened in Shanghai in 2015."), r'shows "d in Shanghai in 2015\..*" where its data say "d in Shanghai in 2014\.'),
        (requoted(speaker="Anna Rossi"), "Anna Rossi .* where its data say .*Anna Bianchi"),
        (requoted(time=66.5), "01:06"),
        (with_first({"question": "Why did they open?"}), "Why did they"),
        (sample([*sample_answers(), answer("And now?")]), r"3\. And now\?"),
        (sample(sample_answers()[:1]), "2. Chi ha chiesto"),
    ],
    ids=["quote", "speaker", "time", "question", "more", "less"],
)  # fmt: skip
def test_a_document_that_shows_other_than_its_data_is_refused(shown: ExportedConversation, message: str) -> None:
    with pytest.raises(ExportError, match=message) as caught:
        from_pdf(showing(shown, to_json(sample()).encode()), "a.pdf")
    assert str(caught.value).startswith("a.pdf: the document has been changed: ") and "\n" not in str(caught.value)


def test_a_quote_changed_in_the_document_and_in_its_data_is_named() -> None:
    forged = requoted(quote="We opened in Shanghai in 2015.")
    (failure,) = verify(from_pdf(to_pdf(forged), "a.pdf"), {"talks/one": TEXT}).failures
    assert "differs from character 28 of the quote on" in failure.reason


def test_words_written_over_a_page_are_found() -> None:
    def write(writer: PdfWriter) -> None:
        page = writer.pages[0]
        font = DictionaryObject({NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in
                                 {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica"}.items()})  # fmt: skip
        page["/Resources"]["/Font"][NameObject("/Other")] = font
        stream = DecodedStreamObject()
        stream.set_data(page.get_contents().get_data() + b" BT /Other 12 Tf 100 400 Td (We agreed.) Tj ET")
        page[NameObject("/Contents")] = writer._add_object(stream)

    with pytest.raises(ExportError, match='page 1: the document has been changed: the page does not end with "Cited answers 1 / 1"'):
        from_pdf(saved(to_pdf(sample()), write), "a.pdf")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda writer: writer.add_annotation(0, FreeText(text="We agreed.", rect=(0, 0, 90, 20))), r"it holds a note \(FreeText\)"),
        (lambda writer: writer.add_annotation(0, Link(rect=(0, 0, 90, 20), url="https://evil.example")), 'links to "https://evil.example"'),
        (lambda writer: writer.root_object.update({NameObject("/AcroForm"): DictionaryObject()}), "form fields, layers or scripts"),
        (lambda writer: writer.root_object.update({NameObject("/OCProperties"): DictionaryObject()}), "form fields, layers or scripts"),
        (lambda writer: writer.root_object["/Names"].update({NameObject("/JavaScript"): DictionaryObject()}), "layers or scripts"),
        (lambda writer: writer.pages[0]["/Resources"].update({NameObject("/XObject"): DictionaryObject({NameObject("/I"): DictionaryObject()})}),
         "a picture or a form"),
        (lambda writer: writer.add_blank_page(), 'page 1: .* the page does not end with "Cited answers 1 / 2"'),
        (lambda writer: writer.add_attachment(ATTACHMENT, b"{}"), "not a PDF that"),
        (lambda writer: writer.encrypt("secret"), "an encrypted PDF"),
    ],
    ids=["note", "link", "form", "layers", "script", "picture", "page", "data", "password"],
)  # fmt: skip
def test_what_could_mislead_a_reader_is_refused(change: Callable[[PdfWriter], Any], message: str) -> None:
    with pytest.raises(ExportError, match=message):
        from_pdf(saved(to_pdf(sample()), change), "a.pdf")


def test_saving_it_again_is_no_change() -> None:
    assert from_pdf(saved(to_pdf(sample()), lambda writer: writer.compress_identical_objects()), "a.pdf") == sample()


# --- files that are no export


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.4\nand then nothing", "x.pdf: a damaged PDF"),
        (to_pdf(sample())[:2000], "x.pdf: a damaged PDF"),
        (saved(to_pdf(sample()), lambda writer: writer.root_object.pop("/Names")), "not a PDF that `chatbot export` has written"),
        (showing(sample(), b"{"), "not valid JSON"),
        (showing(sample(), b"\xff"), "a damaged PDF"),
    ],
    ids=["nothing", "cut", "foreign", "json", "bytes"],
)
def test_a_file_that_is_no_export_gives_one_clear_line(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "x.pdf").write_bytes(content)
    with pytest.raises(ExportError, match=message) as caught:
        read_conversation(tmp_path / "x.pdf")
    assert "\n" not in str(caught.value)


def test_missing_fonts_are_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(package: str) -> Path:
        raise ModuleNotFoundError(package)

    monkeypatch.setattr(pdf_fonts, "files", missing)
    with pytest.raises(ExportError, match=r"The fonts for PDF are missing \(font_source_sans_pro\); install"):
        pdf_fonts.font_file("sans", "")
