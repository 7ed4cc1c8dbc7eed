"""The page speaks the browser's language: every word in four languages, counts and numbers as each writes them."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from string import Formatter

import pytest

from chatbot.citations import Citation
from chatbot.conversation import Answer, Conversation, Seconds
from chatbot.transcripts import parse_transcript
from chatbot.window import (
    PageWords,
    add_transcripts,
    evidence_html,
    footer_html,
    no_source_html,
    page_words_in,
    source_html,
    source_line_html,
    state_html,
    stopped_html,
    transcripts_html,
)

ENGLISH, ITALIAN, CHINESE, FRENCH = (page_words_in(language) for language in ("en", "it", "zh", "fr"))
OTHERS = {"it": ITALIAN, "zh": CHINESE, "fr": FRENCH}
MARKS = {"singular", "thousands", "decimal"}  # how numbers are written; no words
EQUAL = {("it", "seconds"), ("it", "doing"), ("fr", "doing"), ("fr", "source"), ("fr", "index")}
TALK = "A talk\n\nAnna Rossi: How is it going?\n\nWe sold 70,000 cups.\n"


def phrases(words: PageWords) -> dict[str, tuple[str, ...]]:
    """Every word of a language, by name; what depends on a count in all its forms."""
    return {name: said if isinstance(said, tuple) else (said,) for name, said in asdict(words).items() if name not in MARKS}


def placeholders(phrase: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(phrase) if name is not None)


def cite(text: str, quote: str, speaker: str | None = None) -> Citation:
    start = text.index(quote)
    return Citation(1, "talk", start, start + len(quote), quote, speaker, None, None, 0.9)


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("it-IT", ITALIAN), ("it", ITALIAN), ("IT-ch", ITALIAN), ("zh-CN", CHINESE), ("zh-Hant-TW", CHINESE), ("fr", FRENCH), ("fr-CA", FRENCH),
        ("en-GB", ENGLISH), ("de", ENGLISH), ("fra-x", ENGLISH), ("", ENGLISH), (None, ENGLISH),
    ],
)  # fmt: skip
def test_the_page_speaks_the_browsers_language_or_english(locale: str | None, words: PageWords) -> None:
    assert page_words_in(locale) is words


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_is_translated(language: str) -> None:
    translated, english = phrases(OTHERS[language]), phrases(ENGLISH)
    assert all(phrase.strip() for said in translated.values() for phrase in said)
    assert {(language, name) for name in english if set(translated[name]) & set(english[name])} == {each for each in EQUAL if each[0] == language}


@pytest.mark.parametrize("language", OTHERS)
def test_every_phrase_has_the_places_that_it_has_in_english(language: str) -> None:
    for name, said in phrases(OTHERS[language]).items():
        wanted = placeholders(phrases(ENGLISH)[name][0])
        assert [placeholders(phrase) for phrase in said] == [wanted] * len(said), name


@pytest.mark.parametrize("words", [ENGLISH, *OTHERS.values()], ids=["en", *OTHERS])
def test_what_to_press_is_called_as_its_button(words: PageWords) -> None:
    assert words.stop in words.busy


def test_counts_and_numbers_are_written_as_in_each_language() -> None:
    assert [ENGLISH.count(ENGLISH.turns, number) for number in (0, 1, 1200)] == ["0 turns", "1 turn", "1,200 turns"]
    assert [ITALIAN.count(ITALIAN.turns, number) for number in (0, 1, 1200)] == ["0 interventi", "1 intervento", "1.200 interventi"]
    assert [CHINESE.count(CHINESE.turns, number) for number in (0, 1, 1200)] == ["0 段发言", "1 段发言", "1,200 段发言"]
    french = [FRENCH.count(FRENCH.turns, number) for number in (0, 1, 1200)]
    assert french == ["0 prise de parole", "1 prise de parole", "1\u202f200 prises de parole"]
    assert [words.time(5.25, 1) for words in (ENGLISH, ITALIAN, CHINESE, FRENCH)] == ["5.2 s", "5,2 s", "5.2 秒", "5,2\u00a0s"]


def test_the_line_above_an_answer_on_its_way_is_in_the_pages_language(quoting_conversation: Conversation) -> None:
    _, hits = quoting_conversation.search("Who owns the wine market in China?")
    assert "Ricerca nelle trascrizioni… <b>0 s</b>" in evidence_html((), 0, 0.2, False, words=ITALIAN)
    assert "1 passaggio trovato, 2 estratti letti…" in evidence_html(hits[:1], 2, 1.2, False, words=ITALIAN)
    assert "10 passaggi trovati, 1 estratto letto…" in evidence_html(hits, 1, 3.0, False, words=ITALIAN)
    assert "找到 10 个段落，正在据此逐句核对… <b>7 秒</b>" in evidence_html(hits, 2, 7.0, True, words=CHINESE)


def test_the_source_is_framed_in_the_pages_language_and_quoted_as_it_was_said() -> None:
    long = TALK + "\n" + "Anna Rossi: Good. " * 100 + "The end."
    html = source_html(parse_transcript(long, "talk"), cite(long, "The end."), ITALIAN)
    assert "<mark>The end.</mark>" in html
    assert "Intervento 2 di 2 · caratteri 1.860–1.868" in html
    assert "non è più nella cartella" in source_html(None, cite(TALK, "How"), ITALIAN)
    assert "Voce non indicata" in source_line_html(cite(TALK, "How"), "A talk", ITALIAN)
    assert "<b>Fonte</b>" in no_source_html(True, ITALIAN) and no_source_html(True, ITALIAN) != no_source_html(False, ITALIAN)


def test_the_sidebar_and_the_marks_of_an_answer_are_in_the_pages_language() -> None:
    listed = transcripts_html([parse_transcript(TALK, "talk")], (), ITALIAN)
    assert f"<small>1 intervento · {len(TALK)} caratteri</small>" in listed
    assert '<i class="current"></i>Aggiornato</div>' in state_html("up to date", "", ITALIAN)
    assert '<i class="changed"></i>Seeds have changed</div>' in state_html("seeds have changed", "", ITALIAN)
    assert "Risposta interrotta" in stopped_html(ITALIAN)
    answer = Answer(None, "?", "?", "en", "answered", "", (), (), (), "none", "f", Seconds(0, 0, 5.2))
    assert "none · 5,2 s" in footer_html(answer, ITALIAN)


def test_a_refused_file_is_named_in_the_pages_language(tmp_path: Path) -> None:
    (tmp_path / "tea.txt").write_text("Anna: Hello.")
    _, refused = add_transcripts(tmp_path, [("{x}.pdf", b""), ("README.md", b""), ("tea.srt", b"1\n00:00:01,000 --> 00:00:02,000\nTea.\n")], ITALIAN)
    assert refused == (
        "_x_.pdf non è una trascrizione: trascina qui file .txt, .md, .srt o .vtt.",
        "README.md non viene letto come trascrizione: dagli un altro nome.",
        "Esiste già una trascrizione di nome tea: dai un altro nome a tea.srt.",
    )


def test_the_words_of_the_page_are_escaped_too() -> None:
    hostile = replace(ITALIAN, **{name: "<u>&" for name in ("nobody", "stopped", "source", "click", "gone", "up_to_date", "characters", "looking")})
    pieces = (
        stopped_html(hostile), no_source_html(True, hostile), source_html(None, cite(TALK, "How"), hostile), state_html("up to date", "", hostile),
        source_html(parse_transcript(TALK, "talk"), cite(TALK, "How"), hostile), evidence_html((), 0, 0, False, words=hostile),
    )  # fmt: skip
    assert all("&lt;u&gt;&amp;" in piece and "<u>" not in piece for piece in pieces)
