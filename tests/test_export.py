"""A conversation goes out, comes back, and every quote that was tampered with is named."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from chatbot import export
from chatbot.errors import ExportError
from chatbot.export import (
    ExportedConversation,
    export_conversation,
    read_conversation,
    render,
    to_html,
    to_json,
    to_markdown,
    verify,
    write_export,
)
from chatbot.export.json_lines import from_json
from chatbot.export.markdown import block_quote, escape_line
from chatbot.export.page_reading import from_html
from chatbot.export.page_style import STYLE

TEXT = (
    "Anna Bianchi: We opened in Shanghai in 2014. Nobody asked for cheese.\n"
    "李雷: 意大利的酒在中国卖得很好。🍷 Really well.\n"
)
WINE = "意大利的酒在中国卖得很好。"
NOON = datetime(2026, 11, 23, 12, 40, tzinfo=UTC)
HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</blockquote><h1>Owned</h1>", "&lt;b&gt; &amp;amp; &#13;",
    "[click](javascript:alert(1))", "![x](http://evil.example/x.png)", "<https://evil.example>", "www.evil.example",
    "# Heading", "- item\n- item", "1. item", "> quote\n\nout of it", "```\ncode\n```", "    code", "a\n===", "a\n---",
    "| a | b |\n|---|---|\n| c | d |", "[ref]: http://evil.example", "*em* _em_ **b** ~~s~~ `c`", "\\*not\\*", "a  \nb\\",
    "\r\nfirst", "\n\n leading", "trailing \n\n", "a\rb\r\nc\u2028d\u0085e", "\x00\x01\x0c\x7f\x9f", "\u202eevil\u202c", "שלום",
    "🍷👩‍👩‍👧", "中文。“引号”", "\"'`", "\ufeff", "<!-- x", "]]>", "{.class}", "$x$", "a@b.example",
]  # fmt: skip


def citation(number: int, quote: str, speaker: str | None = "Anna Bianchi", **other: Any) -> dict[str, Any]:
    start = other.pop("start", TEXT.find(quote))
    place = {"transcript": "talks/one", "start": start, "end": start + len(quote), "quote": quote}
    return {"number": number, **place, "speaker": speaker, "time": None, "url": None, "support": 0.9, **other}


def answer(question: str, *sentences: tuple[str, list[dict[str, Any]]], **other: Any) -> dict[str, Any]:
    said = " ".join(text + "".join(f" [{cited['number']}]" for cited in citations) for text, citations in sentences)
    return {
        "id": None,
        "question": question,
        "standalone_question": question,
        "language": "en",
        "status": "answered" if sentences else "not_found",
        "answer": said,
        "sentences": [{"text": text, "citations": citations} for text, citations in sentences],
        "nearest": [],
        "passages": [],
        "model": "none",
        "index_fingerprint": "abc",
        "seconds": {"retrieve": 0.1, "first_evidence": 0.2, "total": 1.5},
        **other,
    }


def sample_answers() -> list[dict[str, Any]]:
    opened = citation(1, "We opened in Shanghai in 2014.", time=65.5, url="https://example.org/talk?t=65")
    sells = citation(2, WINE, "李雷")
    return [
        answer("When did they open?", ("They opened in 2014.", [opened]), ("意大利的酒卖得很好。", [sells, opened])),
        answer("Chi ha chiesto la pasta?", language="it", nearest=[citation(1, "Nobody asked for cheese.")]),
    ]


def sample(answers: list[dict[str, Any]] | None = None, text: str = TEXT) -> ExportedConversation:
    notes = {"talks/one": ("A talk", hashlib.sha256(text.encode()).hexdigest()), "talks/two": ("Uncited", "0" * 64)}
    return export_conversation(sample_answers() if answers is None else answers, notes, NOON)


def reasons(conversation: ExportedConversation, text: str = TEXT) -> list[str]:
    return [failure.reason for failure in verify(conversation, {"talks/one": text}).failures]


# --- round trips


def test_json_comes_back_equal(tmp_path: Path) -> None:
    write_export(to_json(sample()).encode(), tmp_path / "a.json")
    assert read_conversation(tmp_path / "a.json") == sample()


def test_html_comes_back_but_for_what_it_does_not_show(tmp_path: Path) -> None:
    write_export(to_html(sample()).encode(), tmp_path / "a.html")
    back = read_conversation(tmp_path / "a.html")
    assert (back.created, back.transcripts) == (sample().created, sample().transcripts)
    assert [shown["sentences"] for shown in back.answers] == [one["sentences"] for one in sample().answers]
    assert [shown["nearest"] for shown in back.answers] == [one["nearest"] for one in sample().answers]
    assert verify(back, {"talks/one": TEXT}) == export.Verification(3, 3, ())
    assert to_html(back) == to_html(sample())


def test_only_cited_transcripts_are_noted() -> None:
    assert [note.id for note in sample().transcripts] == ["talks/one"]


def test_a_citation_cited_twice_is_listed_once() -> None:
    assert to_html(sample()).count("We opened in Shanghai in 2014.") == 1
    assert to_markdown(sample()).count("We opened in Shanghai in 2014.") == 1


def test_what_ask_writes_can_be_read(tmp_path: Path) -> None:
    one, two = sample_answers()
    (tmp_path / "one.json").write_text(json.dumps(one, indent=2))
    lines = [json.dumps(one), json.dumps({"id": "q7", "error": "the question is empty"}), "", json.dumps(two)]
    (tmp_path / "all.jsonl").write_text("\n".join(lines))
    assert read_conversation(tmp_path / "one.json").answers == (one,)
    assert read_conversation(tmp_path / "all.jsonl").answers == (one, two)


# --- verification


def test_everything_holds() -> None:
    speakers = {14: "Anna Bianchi", 45: "Anna Bianchi", TEXT.find(WINE): "李雷"}
    assert verify(sample(), {"talks/one": TEXT}, lambda _, start: speakers[start]) == export.Verification(3, 3, ())


@pytest.mark.parametrize("form", [to_json, to_html])
@pytest.mark.parametrize(("true", "false"), [("in 2014.", "in 2015."), ("卖得很好。<", "卖得很差。<"), ("for cheese", "for Cheese")])
def test_one_altered_character_is_named(form: Any, true: str, false: str) -> None:
    written = form(sample())
    true, false = (true.rstrip("<"), false.rstrip("<")) if form is to_json else (true, false)
    at = written.rfind(true)
    altered = written[:at] + written[at:].replace(true, false, 1)
    back = from_html(altered, "a.html") if form is to_html else from_json(altered, "a.json")
    found = verify(back, {"talks/one": TEXT})
    (named,) = [failure for failure in found.failures if "it differs from character" in failure.reason]
    assert false.rstrip("<") in named.quote
    assert found.checked - found.held == 1


def test_the_altered_character_is_pointed_at() -> None:
    quote = "We opened in Shanghai in 2015."
    altered = sample([answer("?", ("They did.", [citation(3, quote, start=14)]))])
    (failure,) = verify(altered, {"talks/one": TEXT}).failures
    assert (failure.question, failure.number, failure.start, failure.end) == ("?", 3, 14, 44)
    assert 'differs from character 28 of the quote on, "5." where the transcript has "4."' in failure.reason


def test_a_missing_transcript_is_named() -> None:
    found = verify(sample(), {})
    assert (found.checked, found.held) == (3, 0)
    assert {failure.reason for failure in found.failures} == {"the transcript is gone: it is not among the transcripts here"}


def test_a_changed_transcript_is_named_with_the_place_where_the_quote_is_now() -> None:
    (first, *_) = reasons(sample(), "New: " + TEXT)
    assert first == (
        "the transcript has changed since the export; the quote is not at characters 14–44; it stands at 19–49"
    )


def test_a_changed_transcript_where_the_quote_still_stands_holds() -> None:
    assert reasons(sample(), TEXT + "Later: more.\n") == []


def test_a_quote_no_longer_there_is_named() -> None:
    assert "the transcript has changed since the export; the quote is not in the" in reasons(sample(), TEXT.replace("4", "5"))[0]


@pytest.mark.parametrize(
    ("start", "end", "quote", "reason"),
    [
        (15, 45, "We opened in Shanghai in 2014.", "it stands at 14–44"),
        (900, 904, "Nono", "the offsets are out of range"),
        (30, 14, "Nono", "the offsets are out of range"),
        (3, 3, "", "the quote is empty"),
    ],
)
def test_wrong_places_are_named(start: int, end: int, quote: str, reason: str) -> None:
    wrong = citation(1, quote, start=start, end=end)
    assert reason in reasons(sample([answer("?", ("Yes.", [wrong]))]))[0]


def test_another_speaker_is_named() -> None:
    found = verify(sample(), {"talks/one": TEXT}, lambda _, start: None if start == 14 else "李雷")
    assert [failure.reason for failure in found.failures] == [
        "the speaker there is not named, not Anna Bianchi",
        "the speaker there is 李雷, not Anna Bianchi",
    ]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"sentences": []}, "yet it has no sentences"),
        ({"sentences": [{"text": "They did.", "citations": []}]}, "sentence 1 of the answer has no citation"),
        ({"answer": "They did. [1] [7]"}, "the answer cites [7], which is no citation of it"),
        ({"answer": "They did. [1] And more."}, "the answer's text is not that of its cited sentences"),
        ({"answer": "They, did. [1]"}, "the answer's text is not that of its cited sentences"),
        ({"answer": "They [1] did."}, "the answer's text is not that of its cited sentences"),
        ({"status": "not_found"}, "yet it gives an answer"),
    ],
)
def test_faults_of_an_answer_are_named(changes: dict[str, Any], reason: str) -> None:
    faulty = answer("?", ("They did.", [citation(1, "Nobody asked for cheese.")]))
    assert any(reason in found for found in reasons(sample([{**faulty, **changes}])))


def test_numbers_that_changed_places_are_named() -> None:
    cited = [citation(1, "Nobody asked for cheese."), citation(2, WINE, "李雷")]
    faulty = answer("?", ("They did.", cited[:1]), ("意大利的酒卖得很好。", cited[1:]))
    assert reasons(sample([faulty])) == []
    (reason,) = reasons(sample([{**faulty, "answer": "They did. [2] 意大利的酒卖得很好。 [1]"}]))
    assert reason == "the answer's text is not that of its cited sentences"


def test_a_number_that_stands_in_its_sentence_is_its_number() -> None:
    cited = [citation(1, "Nobody asked for cheese.")]
    said = answer("?", ("They did [1].", cited), answer="They did [1].")
    assert reasons(sample([said])) == reasons(from_html(to_html(sample([said])), "a.html")) == []


@pytest.mark.parametrize(
    "line",
    ["", "The transcripts do not answer this.", "Le trascrizioni non rispondono a questa domanda.", "访谈记录中没有这个问题的答案。",
     "Les transcriptions ne répondent pas à cette question."],
)  # fmt: skip
def test_an_answer_may_say_in_any_language_that_nothing_was_found(line: str) -> None:
    """Files sent out earlier hold these lines: should one be worded otherwise, the old wording must hold too."""
    assert reasons(sample([answer("?", answer=line)])) == []


@pytest.mark.parametrize("form", [to_json, to_html])
def test_an_answer_without_sentences_may_say_nothing_else(form: Any) -> None:
    forged = form(sample([answer("Who has it?", answer="Yes: Italy holds 96% of the market.")]))
    back = from_html(forged, "a.html") if form is to_html else from_json(forged, "a.json")
    assert reasons(back) == ['the answer says what no sentence of it says: "Yes: Italy holds 96% of the market."']


def test_one_number_for_two_quotes_is_named() -> None:
    both = [citation(1, "Nobody asked for cheese."), citation(1, WINE, "李雷")]
    assert "number 1 stands for different quotes" in reasons(sample([answer("?", ("They did.", both))]))


def test_an_altered_marker_on_the_page_is_named() -> None:
    altered = to_html(sample()).replace('href="#q1-c2">2<', 'href="#q1-c2">9<')
    with pytest.raises(ExportError, match="no sentence cites quote 2"):
        from_html(altered, "a.html")


@pytest.mark.parametrize(
    ("true", "false"), [(">14–44<", ">14–45<"), (">01:05<", ">01:06<"), ('class="number">1<', 'class="number">2<')]
)
def test_an_altered_place_on_the_page_is_refused(true: str, false: str) -> None:
    with pytest.raises(ExportError, match="the page has been changed: it shows"):
        from_html(to_html(sample()).replace(true, false), "a.html")


# --- what was changed on the page is found


SAID = "<p>Carlo also says Italy holds 96% of the market.</p>"


@pytest.mark.parametrize(
    "place", ["<body>", "<header>", "<main>", "</h3>", "</blockquote>", "</article>", "</footer>", "</body>", "</html>"]
)
def test_words_that_were_added_to_the_page_are_named(place: str) -> None:
    page = to_html(sample())
    assert place in page
    with pytest.raises(ExportError, match='page has been changed: it shows ".*Carlo also says Italy .*" where its data') as caught:
        from_html(page.replace(place, place + SAID, 1), "a.html")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("true", "false", "message"),
    [
        ("<bdi>A talk</bdi>", "<bdi>The audit</bdi>", 'shows ".*The audit · .*" where its data say ".*A talk · '),
        ("<title>Cited", "<title>Audited", 'shows "Audited answers'),
        ("<h1>Cited", "<h1>Audited", "Audited answers"),
        ("<h3>Quotes", "<h3>Proof", "Proof"),
        ("Question 1", "Question 7", "Question 7"),
        ("speaker not named", "Carlo Rossi", "Carlo Rossi"),
        ("· </span>characters", "· </span>audited", "audited 14–44"),
        ("2026-11-23 12:40 UTC", "2027-11-23 12:40 UTC", "2027-11-23"),
        ("Check these quotes again", "No need to check these quotes again", "No need to check"),
        ("<code>chatbot verify", "<code>curl evil.example", "curl evil"),
        ("Non è nelle trascrizioni", "È nelle trascrizioni", 'shows ".*È nelle'),
        ('href="https://example.org/talk?t=65"', 'href="https://evil.example/"', 'shows ".*href="https://evil.example/"'),
        ('href="https://example.org', 'href="https://evil.example/" href="https://example.org', "evil.example"),
        ('href="#q1-c2"', 'href="#q1-c1"', "q1-c1"),
        ('title="back to the answer"', 'title="audited"', "audited"),
        ("<main>", "<main><!-- > It is 96%. -->", "It is 96%"),
        ("<main>", "<main><![CDATA[ > It is 96%. ]]>", "It is 96%"),
        ("<main>", "<main><![see[ It is 96%. ]]>", "it holds a declaration"),
        ("<main>", '<main> data-record="It is 96%."', "It is 96%"),
        ('class="answered"', 'class="absent"', 'class="absent"'),
    ],
)  # fmt: skip
def test_anything_else_that_was_changed_on_the_page_is_refused(true: str, false: str, message: str) -> None:
    page = to_html(sample([*sample_answers(), answer("?", ("Yes.", [citation(1, "Nobody asked for cheese.", None)]))]))
    assert true in page
    with pytest.raises(ExportError, match=message) as caught:
        from_html(page.replace(true, false, 1), "a.html")
    assert str(caught.value).startswith("a.html: the page has been changed: ") and "\n" not in str(caught.value)


def test_a_style_sheet_of_somebody_else_is_refused() -> None:
    style = STYLE + '.citation{font-size:0}.citation::after{content:"It is 96%."}'
    true, false = (base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in (STYLE, style))
    forged = to_html(sample()).replace(STYLE, style).replace(true, false)
    with pytest.raises(ExportError, match=r'shows ".*\.citation\{font-size:0\}.*export again what another version wrote'):
        from_html(forged, "a.html")


def test_letters_behind_the_picture_of_a_control_character_are_found() -> None:
    page = to_html(hostile("a\x01b"))
    with pytest.raises(ExportError, match="shows .*96%"):
        from_html(page.replace('data-code="1">␁', 'data-code="1">96%'), "a.html")


def test_other_line_ends_and_white_space_between_the_parts_are_no_change() -> None:
    two_lines = sample([answer("?", ("Yes.", [citation(1, "2014. Nobody asked for cheese.\n李雷")]))])
    page = to_html(two_lines)
    back = from_html(page.replace("<h3>", "  <h3>").replace("\n", "\r\n"), "a.html")
    assert back.answers == from_html(page, "a.html").answers
    assert back.answers[0]["sentences"] == two_lines.answers[0]["sentences"]


@pytest.mark.parametrize("seconds", ["1e999", "NaN"])
def test_a_record_that_cannot_be_written_again_is_damaged(seconds: str) -> None:
    page = to_html(sample()).replace("&quot;retrieve&quot;", f"&quot;more&quot;: {seconds}, &quot;retrieve&quot;", 1)
    with pytest.raises(ExportError, match="question 1: it holds (inf|nan), which is no number that JSON knows"):
        from_html(page, "a.html")


def test_the_page_is_what_it_always_was() -> None:
    """Pages sent out earlier are held against it, its style sheet included: change it only with a way to verify the old ones."""
    assert hashlib.sha256(to_html(sample()).encode()).hexdigest() == "ddbe46d1b0cc5fba608893fede9f8725c3dcbe729cef818db6995d6de9891664"


# --- hostile text


def hostile_answers(text: str) -> list[dict[str, Any]]:
    cited = citation(1, text, text, start=5, transcript=text, url=text)
    said = answer(text, (text, [cited]), language=text, model=text, note=text)
    return [said, answer(text, nearest=[cited], answer=text)]


def hostile(text: str) -> ExportedConversation:
    return export_conversation(hostile_answers(text), {text: (text, "0" * 64)}, NOON)


any_text = st.text(st.characters(codec="utf-8"), max_size=40) | st.lists(
    st.sampled_from([*HOSTILE, " ", "\n"]), max_size=3
).map("".join)


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)


@settings(max_examples=150)
@given(any_text)
def test_html_gives_back_any_text_exactly(text: str) -> None:
    back = from_html(to_html(hostile(text)), "a.html")
    (said, missing) = back.answers
    assert back.transcripts[0].title == text
    assert said["question"] == missing["question"] == missing["answer"] == text
    assert said["sentences"][0]["citations"] == hostile_answers(text)[0]["sentences"][0]["citations"]
    assert missing["nearest"] == hostile_answers(text)[1]["nearest"]


@settings(max_examples=100)
@given(any_text)
def test_html_never_lets_text_become_markup(text: str) -> None:
    plain = [tag for tag in Tags(to_html(hostile("x"))).seen if tag != "span"]
    assert [tag for tag in Tags(to_html(hostile(text))).seen if tag not in ("span", "p", "a")] == [
        tag for tag in plain if tag not in ("p", "a")
    ]
    assert not re.search(r'href="(?!#q\d|https?://)', to_html(hostile(text)))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "https://", 'https://a"b', "http://[x"])
def test_only_web_addresses_become_links(url: str) -> None:
    made = sample([answer("?", ("Yes.", [citation(1, WINE, url=url)]))])
    assert 'class="out"' not in to_html(made)
    assert "<http" not in to_markdown(made)


def tokens(markdown: str) -> list[str]:
    found = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    return [token.type for block in found for token in [block, *(block.children or [])]]


HARMLESS = {"inline", "text", "softbreak", "hardbreak", "paragraph_open", "paragraph_close", "text_special"}


@settings(max_examples=200)
@given(any_text)
def test_markdown_shows_text_and_nothing_else(text: str) -> None:
    assert set(tokens(escape_line(text))) <= HARMLESS
    assert set(tokens(block_quote(text))) <= HARMLESS | {"blockquote_open", "blockquote_close"}
    assert tokens(block_quote(text)).count("blockquote_open") == 1


@settings(max_examples=100)
@given(any_text)
def test_markdown_of_hostile_text_has_the_same_parts(text: str) -> None:
    parts = ("heading_open", "blockquote_open", "strong_open")
    made, plain = tokens(to_markdown(hostile(text))), tokens(to_markdown(hostile("x")))
    assert [made.count(part) for part in parts] == [plain.count(part) for part in parts]
    assert not {"html_block", "html_inline", "image", "code_inline", "code_block", "fence", "em_open"} & set(made)
    assert not {"table_open", "bullet_list_open", "ordered_list_open", "link_open", "hr", "s_open"} & set(made)


@pytest.mark.parametrize("text", ["We said: *no*, 3.5% [sic] at www.a.example & 1. more", "意大利的酒。“好”", "-5 degrees", "2014. A year"])
def test_markdown_shows_the_very_words(text: str) -> None:
    (block,) = [token for token in MarkdownIt("commonmark").parse(escape_line(text)) if token.type == "inline"]
    assert "".join(child.content for child in block.children or []) == text


def test_a_quote_of_several_paragraphs_stays_one_block() -> None:
    assert block_quote("One.\n\nTwo.\r\n# Three.") == "> One.\n>\n> Two.\\\n> \\# Three."


# --- how it reads


def test_markdown_reads_well() -> None:
    assert "They opened in 2014. \\[1\\] 意大利的酒卖得很好。 \\[2\\] \\[1\\]" in to_markdown(sample())
    assert "\\[1\\] **Anna Bianchi** · 01:05 · A talk · talks/one · characters 14–44 · <https://exam" in to_markdown(sample())
    assert "**Non è nelle trascrizioni**\n\n### Le cose più vicine" in to_markdown(sample())


def test_markers_lead_to_quotes_and_back() -> None:
    page = to_html(sample())
    for target in re.findall(r'href="#([^"]+)"', page):
        assert page.count(f'id="{target}"') == 1


def test_the_page_needs_nothing_else() -> None:
    page = to_html(sample())
    assert "default-src 'none'; style-src 'sha256-" in page
    assert not re.search(r"<script|<link|<img|@import|url\(|style=", page)


@pytest.mark.parametrize(("seconds", "shown"), [(0, "00:00"), (65.99, "01:05"), (3599, "59:59"), (3661, "1:01:01")])
def test_times_are_shown_in_minutes(seconds: float, shown: str) -> None:
    assert export.to_markdown(sample([answer("?", ("Yes.", [citation(1, WINE, time=seconds)]))])).count(f" {shown} ") == 1


# --- bad input


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "neither JSON, HTML, PDF nor Word"),
        (b"# Cited answers", "neither JSON, HTML, PDF nor Word"),
        (b"\xff\xfe", r"not UTF-8 text \(at byte 0\)"),
        (b"{", "not valid JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[]", "expected an object, found a list"),
        (b'{"id": "q1", "error": "bad"}', "it holds no answer"),
        (b'{"format": "other"}', "not a chatbot-conversation of version 1"),
        (b'{"question": "?"}', "the key 'standalone_question' is missing"),
        (b'{"id": "q1", "error": "bad"}\n{"x"', "x.json, line 2: not valid JSON"),
        (b"<html><body>Hello</body></html>", "not a page that `chatbot export` has written"),
        (b"<html><script>1</script></html>", "it holds <script>"),
    ],
)
def test_a_file_that_is_no_export_gives_one_clear_line(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "x.json").write_bytes(content)
    with pytest.raises(ExportError, match=message) as caught:
        read_conversation(tmp_path / "x.json")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("key", "value"),
    [("start", -1), ("start", "5"), ("start", True), ("end", 1.5), ("time", "x"), ("time", float("inf")), ("time", 10**400),
     ("quote", None), ("quote", "\ud800"), ("speaker", 5), ("url", []), ("number", None)],
)  # fmt: skip
def test_a_value_of_the_wrong_type_is_named_with_its_place(key: str, value: Any) -> None:
    wrong = {**citation(1, WINE), key: value}
    with pytest.raises(ExportError, match=f"answer 2, sentence 1, citation 1: '{key}' must be"):
        sample([sample_answers()[0], answer("?", ("Yes.", [wrong]))])


@pytest.mark.parametrize(
    ("true", "false", "message"),
    [
        ("<main>", "<main><iframe src=x>", "it holds <iframe>"),
        ('class="citation"', 'style="display:none" class="citation"', "it holds style="),
        ("in 2014.</blockquote", "in <b>2014.</b></blockquote", "<b> stands inside a citation"),
        ('data-record="', 'data-record="[1', "data-record is damaged"),
        ('data-start="14"', 'data-start="fourteen"', '"fourteen" is not a whole number'),
        ("</html>", "", "cut short"),
        ('<p class="absent">', "<p>", 'does not show that its status is "not_found"'),
    ],
)
def test_a_page_made_into_something_else_is_refused(true: str, false: str, message: str) -> None:
    assert true in to_html(sample())
    with pytest.raises(ExportError, match=message):
        from_html(to_html(sample()).replace(true, false, 1), "a.html")


@pytest.mark.parametrize(
    ("more", "message"),
    [('1e999', "it holds inf"), ('-1e999', "it holds -inf"), ('[[1e999]]', "it holds inf"), ('"\\ud83d"', "half a character"),
     ('{"\\ud83d": 1}', "half a character"), ("[" * 60 + "]" * 60, "nested too deeply")],
)  # fmt: skip
def test_a_value_that_no_export_can_hold_is_refused_wherever_it_stands(more: str, message: str) -> None:
    written = json.dumps(sample_answers()[0])
    with pytest.raises(ExportError, match=f"a.json: .*{message}"):
        from_json(written.replace('{"id"', f'{{"more": {more}, "id"', 1), "a.json")


@pytest.mark.parametrize("more", ["1e300", "-1.5e-9", '"🍷 Infinity"', '"\\ud83c\\udf77"', "[" * 40 + "]" * 40, "null", "true"])
@pytest.mark.parametrize("form", ["json", "html", "docx", "pdf", "md"])
def test_any_other_value_that_is_not_known_is_kept_or_left_out(more: str, form: str) -> None:
    written = json.dumps(sample_answers()[0])
    assert render(from_json(written.replace('{"id"', f'{{"more": {more}, "id"', 1), "a.json"), form)


@pytest.mark.parametrize("code", ["65", "10", "-1", "x", ""])
def test_no_letter_hides_behind_the_picture_of_a_control_character(code: str) -> None:
    made = to_html(hostile("a\x01b"))
    assert 'data-code="1"' in made
    with pytest.raises(ExportError, match="is no control character"):
        from_html(made.replace('data-code="1"', f'data-code="{code}"'), "a.html")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"nowhere\.json: cannot be read"):
        read_conversation(tmp_path / "nowhere.json")


# --- writing


def test_a_format_that_there_is_not_is_named() -> None:
    with pytest.raises(ExportError, match='named "odt"; use one of md, html, pdf, docx, json'):
        render(sample(), "odt")


def test_every_format_can_be_written(tmp_path: Path) -> None:
    for name in export.FORMATS:
        write_export(render(sample(), name), tmp_path / f"a.{name}")
        assert (tmp_path / f"a.{name}").read_bytes() == render(sample(), name)


def test_a_missing_folder_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="could not be written"):
        write_export(b"x", tmp_path / "no" / "a.md")


def test_a_link_goes_on_leading_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "a.md").write_text("old")
    (tmp_path / "link.md").symlink_to("kept/a.md")
    (tmp_path / "empty.md").symlink_to("kept/b.md")  # to where there is nothing yet
    for name in ("link.md", "empty.md"):
        write_export(b"new", tmp_path / name)
        assert (tmp_path / name).is_symlink()
    assert {path.name: path.read_text() for path in (tmp_path / "kept").iterdir()} == {"a.md": "new", "b.md": "new"}


def test_a_link_to_itself_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("a.md")
    with pytest.raises(ExportError, match="a.md: could not be written"):
        write_export(b"new", tmp_path / "a.md")
    assert (tmp_path / "a.md").is_symlink()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this platform")
def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    # Never a device such as /dev/null here: should this break, root would lose it.
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    for name in ("pipe", "link"):
        write_export(b"new", tmp_path / name)
        assert os.read(reader, 100) == b"new"
    os.close(reader)
    assert (tmp_path / "pipe").is_fifo() and (tmp_path / "link").is_symlink()


def test_a_folder_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(ExportError, match="could not be written"):
        write_export(b"new", tmp_path / "folder")
    assert [path.name for path in tmp_path.rglob("*")] == ["folder"]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "a.md").write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match="No space left on device"):
        write_export(b"new", tmp_path / "a.md")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.md", "old")]
