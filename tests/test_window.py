"""What the window shows: escaped text, the quote marked at its exact place, an answer that can be stopped."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from html import escape, unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.answers import Excerpt, SourceSentence
from chatbot.citations import CheckedSentence, Citation
from chatbot.conversation import (
    Answer,
    AnswerFinished,
    Conversation,
    Event,
    EvidenceFound,
    ExcerptRead,
    Seconds,
    SentenceChecked,
    SentenceTranslated,
)  # fmt: skip
from chatbot.conversation.framing import quoted, translated
from chatbot.errors import ModelError
from chatbot.export import read_conversation, verify
from chatbot.passages.sentences import sentences_of
from chatbot.transcripts import Transcript, parse_transcript
from chatbot.window import (
    FILES,
    Exchange,
    KeptConversations,
    conversation_file,
    download,
    evidence_html,
    example_questions,
    file_name,
    new_id,
    not_found_html,
    page_words_in,
    question_html,
    sentence_html,
    source_html,
    source_line_html,
    sources_heading_html,
)
from chatbot.window.kept import MOST
from chatbot.window.shelf import transcripts_in

ENGLISH = page_words_in("en")
TALK = """A talk

Anna Rossi: How is it going?

Li Wei: Very well & <b>fine</b>.

We sold 70,000 cups.

Anna Rossi: Good.
"""


def cite(transcript: Transcript, quote: str, number: int = 1, url: str | None = None) -> Citation:
    start = transcript.text.index(quote)
    return Citation(number, transcript.id, start, start + len(quote), quote, "Li Wei", None, url, 0.9)


def read(transcript: Transcript, *texts: str, yes: float | None) -> Excerpt:
    """Give sentences of a transcript as they were read together."""
    sentences = [each for each in sentences_of(transcript) if transcript.text[each.start : each.end] in texts]
    sources = (SourceSentence(transcript.id, each, transcript.text[each.start : each.end], None, 0.5, row) for row, each in enumerate(sentences))
    return Excerpt(tuple(sources), yes)


def marked(html: str) -> str:
    return unescape("".join(re.findall(r"<mark>(.*?)</mark>", html, re.DOTALL)))


def test_a_sentence_of_another_place_stands_below_the_one_before_it() -> None:
    def said(text: str, start: int, transcript: str = "a") -> CheckedSentence:
        return CheckedSentence(text, (Citation(1, transcript, start, start + 10, "0123456789", None, None, None, 1.0),))

    sentences = [said("One.", 0), said("Two.", 300), said("Three.", 5000), said("Four.", 5000, "b"), CheckedSentence("Five.", ())]
    below = ["paragraph" in sentence_html(sentences, number) for number in range(5)]
    assert below == [False, False, True, True, True]


@pytest.mark.parametrize(
    ("language", "before"), [("en", " (machine translation: "), ("it", " (traduzione automatica: "), ("zh", "（机器翻译："), ("fr", " (traduction automatique\u00a0: ")]
)
def test_the_machine_s_translation_stands_apart_from_the_quote(language: str, before: str) -> None:
    cited = cite(parse_transcript(TALK, "talk"), "Very well & <b>fine</b>.")
    quote = quoted(language, cited.speaker, cited.quote)
    html = sentence_html([CheckedSentence(translated(language, quote, "<i>Bene</i>"), (cited,))], 0)
    assert f'{escape(quote)}<span class="translation">{before}&lt;i&gt;Bene&lt;/i&gt;' in html
    own = f"He feels fine{before}good)."
    assert "translation\"" not in sentence_html([CheckedSentence(quote, (cited,)), CheckedSentence(own, (cited,))], 0)
    assert "translation\"" not in sentence_html([CheckedSentence(own, (cited,))], 0)


def test_the_quote_is_marked_within_its_turn_and_the_turns_beside_it() -> None:
    talk = parse_transcript(TALK, "talk")
    html = source_html(talk, cite(talk, "We sold 70,000 cups."), ENGLISH)
    assert marked(html) == "We sold 70,000 cups."
    assert "How is it going?" in html and "Good." in html and "Li Wei" in html


def test_a_quote_over_two_paragraphs_is_marked_in_both() -> None:
    talk = parse_transcript(TALK, "talk")
    html = source_html(talk, cite(talk, "<b>fine</b>.\n\nWe sold"), ENGLISH)
    assert marked(html) == "<b>fine</b>.We sold"
    assert "<b>fine" not in html


def test_a_transcript_that_changed_is_not_marked_at_the_wrong_place() -> None:
    talk = parse_transcript(TALK, "talk")
    changed = parse_transcript("Note.\n" + TALK, "talk")
    html = source_html(changed, cite(talk, "We sold 70,000 cups."), ENGLISH)
    assert "<mark>" not in html and "has changed" in html and "We sold 70,000 cups." in html


def test_a_transcript_that_is_gone_still_shows_the_quote() -> None:
    talk = parse_transcript(TALK, "talk")
    assert "no longer in the folder" in source_html(None, cite(talk, "Very well"), ENGLISH)


def test_only_a_web_address_becomes_a_link() -> None:
    talk = parse_transcript(TALK, "talk")
    assert "<a " not in source_html(talk, cite(talk, "Very well", url="javascript:alert(1)"), ENGLISH)
    assert 'href="https://a.b/?x=1&amp;t=2"' in source_html(talk, cite(talk, "Very well", url="https://a.b/?x=1&t=2"), ENGLISH)


def test_the_link_names_the_time_only_where_it_leads_there() -> None:
    talk = replace(parse_transcript(TALK, "talk"), url="https://a.b/44")
    quote = replace(cite(talk, "Very well", url="https://a.b/44"), time=754.0)
    assert "open the original</a>" in source_html(talk, quote, ENGLISH)
    talk, quote = replace(talk, url="https://youtu.be/x"), replace(quote, url="https://youtu.be/x?t=754")
    assert "open the original at 12:34</a>" in source_html(talk, quote, ENGLISH)


def test_a_time_is_written_as_in_an_export() -> None:
    talk = replace(parse_transcript(TALK, "talk"), url="https://youtu.be/x")
    early = replace(cite(talk, "Very well", url="https://youtu.be/x?t=65"), time=65.9)
    shown = [source_html(talk, each, ENGLISH) + source_line_html(each, "A talk", ENGLISH) for each in (early, replace(early, time=4504.0))]
    assert [html.count(time) for html, time in zip(shown, ("Li Wei · 01:05<", "Li Wei · 1:15:04<"), strict=True)] == [2, 2]
    assert "open the original at 01:05</a>" in shown[0]


@given(st.text())
def test_text_never_becomes_markup(text: str) -> None:
    citation = Citation(1, "t", 0, len(text), text, text, None, None, 0.5)
    pieces = (question_html(text), sentence_html([CheckedSentence(text, ())], 0), source_line_html(citation, text, ENGLISH), source_html(None, citation, ENGLISH))
    for html in pieces:
        tags = set(re.findall(r"<[^>]*>", html))
        known = {"div", "span", "b", "q", "blockquote", "/div", "/span", "/b", "/q", "/blockquote"}
        assert {tag[1:-1].split()[0] for tag in tags} <= known


@given(st.data())
def test_any_span_is_marked_exactly(data: st.DataObject) -> None:
    talk = parse_transcript(TALK, "talk")
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(TALK))] * 2)))
    quote = TALK[start:end]
    html = source_html(talk, Citation(1, "talk", start, end, quote, None, None, None, 0.5), ENGLISH)
    spoken = [p for turn in talk.turns for p in turn.paragraphs]
    expected = "".join(TALK[max(p.start, start) : min(p.end, end)] for p in spoken)
    assert expected.replace(" ", "") in marked(html).replace(" ", "").replace("\n", "")


def test_headings_follow_the_question_and_fall_back_to_english() -> None:
    told = Answer(None, "?", "?", "zh-CN", "answered", "", (), (), (), "none", "f", Seconds(0, 0, 0))
    assert ">引文<" in sources_heading_html(told)
    assert ">最接近的原话<" in sources_heading_html(replace(told, status="not_found"))
    assert ">Quotes<" in sources_heading_html(None)
    assert ">Not in the transcripts<" in not_found_html(replace(told, language="sw", status="not_found", nearest=(cite(parse_transcript(TALK, "talk"), "Good."),)))


def interview(*said: str) -> str:
    return "\n\n".join(f"{name}: {words}" for name, words in zip(("Host Anna", "Bo Li") * len(said), said, strict=False))


def test_a_newcomer_is_offered_what_hosts_really_asked_and_guests_took_up() -> None:
    talk = interview(
        "How are you doing today, my friend?", "Very well. Shall we speak about packaging?",
        "Yes. How did you choose the packaging of the bottles?", "The packaging is of glass, and the bottles are green. " * 3,
        "And what did they say about that packaging?", "They liked the packaging a lot. " * 9,
        "Is **the price** [high](http://a.b) in Hangzhou?", "The price in Hangzhou is high. " * 9,
    )  # fmt: skip
    assert example_questions({"own": parse_transcript(talk, "own")}) == (("English", "How did you choose the packaging of the bottles?"),)
    chinese = interview("你们在杭州的茶叶市场卖多少茶叶？", "杭州的茶叶市场很大。" * 5, "谢谢你今天来到节目。", "不客气。").replace(": ", "：")
    assert example_questions({"zh": parse_transcript(chinese, "zh")}) == (("中文", "你们在杭州的茶叶市场卖多少茶叶？"),)
    assert example_questions({"prose": parse_transcript("What is tea? Tea is a drink.", "prose")}) == ()


def test_own_interviews_come_before_the_one_that_is_known() -> None:
    talk = interview("What does the factory produce?", "The factory can produce tea. " * 9, "I see.", "Yes.")
    offered = example_questions({"china-paradigm-044": parse_transcript(TALK, "china-paradigm-044"), "own": parse_transcript(talk, "own")})
    assert offered[0] == ("English", "What does the factory produce?") and len(offered) == 4


def test_an_exchange_gathers_sentences_and_lists_each_citation_once() -> None:
    talk = parse_transcript(TALK, "talk")
    first, second = cite(talk, "Very well"), cite(talk, "We sold 70,000 cups.", 2)
    events: list[Event] = [
        EvidenceFound(()),
        ExcerptRead(read(talk, "How is it going?", yes=0.2)),
        SentenceChecked(CheckedSentence("Sales went well.", (second, first))),
        SentenceChecked(CheckedSentence("All is well.", (first,))),
    ]
    exchange = Exchange("How?", iter(events), ENGLISH)
    exchange.wait(60)
    assert exchange.excerpts_read == 1
    assert [citation.number for citation in exchange.citations] == [1, 2]
    assert exchange.citation(2) == second and exchange.citation(3) is None
    assert (exchange.beside(1), exchange.beside(2)) == ((None, 2), (1, None))


def test_a_translation_takes_the_place_of_the_bare_quote() -> None:
    talk = parse_transcript(TALK, "talk")
    first, second = cite(talk, "Very well"), cite(talk, "We sold 70,000 cups.", 2)
    bare, other = CheckedSentence("“Very well”", (first,)), CheckedSentence("“We sold 70,000 cups.”", (second,))
    with_translation = CheckedSentence("“Very well” (machine translation: Bene)", (first,))
    events: list[Event] = [SentenceChecked(bare), SentenceChecked(other), SentenceTranslated(0, with_translation)]
    exchange = Exchange("How?", iter(events), ENGLISH)
    exchange.wait(60)
    assert exchange.sentences == (with_translation, other)


def test_the_line_above_an_answer_on_its_way_says_how_far_it_is(quoting_conversation: Conversation) -> None:
    _, hits = quoting_conversation.search("Who owns the wine market in China?")
    assert "Looking through the transcripts… <b>0 s</b>" in evidence_html((), 0, 0.2, False, words=ENGLISH)
    assert "Found 10 passages, reading… <b>1 s</b>" in evidence_html(hits, 0, 1.2, False, words=ENGLISH)
    assert "Found 10 passages, 1 excerpt read…" in evidence_html(hits, 1, 3.0, False, words=ENGLISH)
    assert "Found 10 passages, 2 excerpts read…" in evidence_html(hits, 2, 5.0, False, words=ENGLISH)
    assert "Found 10 passages, checking each sentence" in evidence_html(hits, 2, 7.0, True, words=ENGLISH)


def test_what_likely_answers_stands_there_until_the_first_sentence(quoting_conversation: Conversation) -> None:
    _, hits = quoting_conversation.search("Who owns the wine market in China?")
    talk = parse_transcript(TALK, "talk")
    excerpt = read(talk, "How is it going?", "Very well & <b>fine</b>.", "We sold 70,000 cups.", yes=0.9)
    html = evidence_html(hits, 1, 3.0, False, excerpt, words=ENGLISH)
    assert "Likely the place" in html
    assert '<p dir="auto"><b>Anna Rossi</b> How is it going?</p><p dir="auto"><b>Li Wei</b> Very well &amp; &lt;b&gt;fine&lt;/b&gt;. We sold 70,000 cups.</p>' in html
    assert 'class="hit"' not in html and 'class="hit"' in evidence_html(hits, 1, 3.0, False, words=ENGLISH)
    assert "Likely the place" not in evidence_html(hits, 1, 3.0, True, excerpt, words=ENGLISH)


@pytest.mark.parametrize(
    ("chances", "shown"),
    [((None, None), None), ((0.1, 0.4), None), ((0.6, 0.2), 0), ((0.5, 0.9), 1), ((0.9, 0.7), 0), ((0.7, 0.7), 0)],
)
def test_the_likeliest_excerpt_read_so_far_is_kept(chances: tuple[float | None, ...], shown: int | None) -> None:
    talk = parse_transcript(TALK, "talk")
    excerpts = [read(talk, text, yes=yes) for text, yes in zip(("How is it going?", "We sold 70,000 cups."), chances, strict=True)]
    exchange = Exchange("How?", iter([ExcerptRead(excerpt) for excerpt in excerpts]), ENGLISH)
    exchange.wait(60)
    assert exchange.likeliest == (None if shown is None else excerpts[shown])


@pytest.mark.parametrize("to", FILES.values())
def test_a_conversation_is_downloaded_as_a_file_that_can_be_verified(to: str, tmp_path: Path) -> None:
    talk = parse_transcript(TALK, "talk")
    sentence = CheckedSentence("Sales went well.", (cite(talk, "We sold 70,000 cups."),))
    answer = Answer(None, "How?", "How?", "en", "answered", "Sales went well. [1]", (sentence,), (), (), "none", "f", Seconds(0, 0, 0))
    exchange = Exchange("How?", iter([AnswerFinished(answer)]), ENGLISH)
    exchange.wait(60)
    unanswered = Exchange("Why?", iter([]), ENGLISH)
    unanswered.wait(60)
    file = tmp_path / f"conversation.{to}"
    file.write_bytes(conversation_file([exchange, unanswered], [talk], to))
    assert to == "md" or verify(read_conversation(file), {"talk": talk.text}).held == 1
    assert to != "md" or "We sold 70,000 cups." in file.read_text("utf-8")


@pytest.mark.parametrize(("zone", "named"), [("UTC0", "conversation-2026-11-28.pdf"), ("CST-8", "conversation-2026-11-29.pdf")])
def test_a_file_is_named_after_the_day_where_it_is_downloaded(zone: str, named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "datetime", SimpleNamespace(now=lambda zone: datetime(2026, 11, 28, 20, tzinfo=zone)))
    with monkeypatch.context() as changed:
        changed.setenv("TZ", zone)
        time.tzset()
        assert file_name("pdf") == named
    time.tzset()


def test_a_conversation_that_is_kept_is_found_by_its_id_and_grows() -> None:
    kept, asked = KeptConversations(), [Exchange("How?", iter([]), ENGLISH)]
    kept.keep("a", asked)
    asked.append(Exchange("And why?", iter([]), ENGLISH))
    assert [exchange.question for exchange in kept.find("a")] == ["How?", "And why?"]
    assert kept.find("b") == kept.find("../a") == kept.find("") == []


def test_the_conversation_that_was_longest_not_asked_in_is_dropped() -> None:
    kept, ids = KeptConversations(), [new_id() for _ in range(MOST)]
    for id in ids:
        kept.keep(id, [Exchange("How?", iter([]), ENGLISH)])
    kept.keep(ids[0], kept.find(ids[0]))
    assert all(map(kept.find, ids))
    kept.keep(new_id(), [Exchange("How?", iter([]), ENGLISH)])
    assert kept.find(ids[0]) and not kept.find(ids[1]) and kept.find(ids[2])


def test_an_id_cannot_be_guessed() -> None:
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000 and all(re.fullmatch(r"[\w-]{22}", id) for id in ids)  # 128 random bits


def test_stopping_keeps_what_came_and_closes_the_work() -> None:
    closed, go_on = threading.Event(), threading.Event()

    def events() -> Iterator[Event]:
        try:
            yield SentenceChecked(CheckedSentence("One.", ()))
            go_on.wait(60)
            yield SentenceChecked(CheckedSentence("Two.", ()))
        finally:
            closed.set()

    exchange = Exchange("How?", events(), ENGLISH)
    while not exchange.sentences:
        time.sleep(0.01)
    exchange.stop()
    assert exchange.stopped and not exchange.running
    go_on.set()
    assert closed.wait(60)
    exchange.wait(60)
    assert [sentence.text for sentence in exchange.sentences] == ["One."]


def test_what_was_stopped_stays_stopped() -> None:
    go_on = threading.Event()

    def events() -> Iterator[Event]:
        yield SentenceChecked(CheckedSentence("One.", ()))
        go_on.wait(60)
        yield SentenceChecked(CheckedSentence("Two.", ()))

    exchange = Exchange("How?", events(), ENGLISH)
    while not exchange.sentences:
        time.sleep(0.01)
    exchange.stop()
    exchange.stop()  # as a new conversation does with each answer of the one before
    assert exchange.stopped and not exchange.running
    go_on.set()
    exchange.wait(60)
    assert [sentence.text for sentence in exchange.sentences] == ["One."]


def test_an_answer_that_is_whole_is_not_stopped() -> None:
    exchange = Exchange("How?", iter([EvidenceFound(())]), ENGLISH)
    exchange.wait(60)
    exchange.stop()
    assert not exchange.stopped


def test_an_error_of_the_program_is_one_line_and_others_are_not_shown() -> None:
    def failing(error: Exception) -> Iterator[Event]:
        raise error
        yield

    ours = Exchange("How?", failing(ModelError("No key: set it.")), ENGLISH)
    bug = Exchange("How?", failing(ValueError("secret")), ENGLISH)
    ours.wait(60)
    bug.wait(60)
    assert ours.error == "No key: set it."
    assert "secret" not in bug.error and bug.error.startswith("The answer failed")


def test_the_next_question_waits_until_the_one_before_has_let_go() -> None:
    order: list[str] = []

    def events(name: str, seconds: float) -> Iterator[Event]:
        time.sleep(seconds)
        order.append(name)
        yield EvidenceFound(())

    first = Exchange("1", events("first", 0.2), ENGLISH)
    Exchange("2", events("second", 0), ENGLISH, after=first).wait(60)
    assert order == ["first", "second"]


def test_the_window_lists_the_same_of_two_namesakes_as_the_index(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Anna: One.", "utf-8")
    assert transcripts_in(tmp_path)[0]["a"].text == "Anna: One."
    (tmp_path / "a.md").write_text("Anna: Two.", "utf-8")
    found, faults = transcripts_in(tmp_path)
    assert found["a"].text == "Anna: Two."
    assert len(faults) == 1 and "a.txt is left out: it and a.md" in faults[0]
    (tmp_path / "a.md").unlink()
    found, faults = transcripts_in(tmp_path)
    assert (found["a"].text, faults) == ("Anna: One.", ())
