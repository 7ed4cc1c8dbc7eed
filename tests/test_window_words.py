"""The page speaks the browser's language: every word in four languages, counts and numbers as each writes them."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from string import Formatter

import pytest

from chatbot.citations import CheckedSentence, Citation
from chatbot.conversation import Answer, Conversation, Seconds
from chatbot.embeddings import BUNDLED
from chatbot.index import State, Summary
from chatbot.transcripts import parse_transcript
from chatbot.window import (
    PageWords,
    add_transcripts,
    evidence_html,
    footer_html,
    index_state,
    no_source_html,
    page_words_in,
    progress_on,
    source_html,
    source_line_html,
    state_html,
    state_line,
    stopped_html,
    summary_line,
    transcripts_html,
)

ENGLISH, ITALIAN, CHINESE, FRENCH = (page_words_in(language) for language in ("en", "it", "zh", "fr"))
OTHERS = {"it": ITALIAN, "zh": CHINESE, "fr": FRENCH}
MARKS = {"singular", "thousands", "decimal", "separator"}  # how numbers are written; no words
EQUAL = {("it", "seconds"), ("it", "doing"), ("fr", "doing"), ("fr", "source"), ("fr", "index"), ("fr", "passages")}
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
    assert "Interlocutore non indicato" in source_line_html(cite(TALK, "How"), "A talk", ITALIAN)
    assert "<b>Fonte</b>" in no_source_html(True, ITALIAN) and no_source_html(True, ITALIAN) != no_source_html(False, ITALIAN)


def test_the_sidebar_and_the_marks_of_an_answer_are_in_the_pages_language() -> None:
    listed = transcripts_html([parse_transcript(TALK, "talk")], (), ITALIAN)
    assert f"<small>1 intervento · {len(TALK)} caratteri</small>" in listed
    assert "Risposta interrotta: ciò che precede" in stopped_html([CheckedSentence("Uno.", ())], ITALIAN)
    assert "Risposta interrotta prima della prima frase." in stopped_html([], ITALIAN)
    answer = Answer(None, "?", "?", "en", "answered", "", (), (), (), "none", "f", Seconds(0, 0, 5.2))
    assert "none · 5,2 s" in footer_html(answer, {}, ITALIAN)


@pytest.mark.parametrize(
    ("state", "italian", "chinese"),
    [
        (State(), "Aggiornato", "已是最新"),
        (State(new=1, deleted=2), "Le trascrizioni sono cambiate (1 nuova, 2 eliminate): ricostruisci l’indice", "访谈记录有变动（新增 1 篇、删除 2 篇）：请重建索引"),
        (State(changed=1, unreadable=("tè",)), "Le trascrizioni sono cambiate (1 modificata): ricostruisci l’indice", "访谈记录有变动（修改 1 篇）：请重建索引"),
        (State(unreadable=("pane", "tè")), "Aggiornato, tranne ciò che non si può leggere: pane, tè", "已是最新，但以下文件无法读取：pane、tè"),
        (State(other_model=True), "Creato con un modello di embedding diverso da quello impostato: ricostruisci l’indice", "索引所用的嵌入模型与当前设置不同：请重建索引"),
        (State(other_version=True), "Creato da un’altra versione di questo programma: ricostruisci l’indice", "索引由本程序的其他版本创建：请重建索引"),
        (State(fault="no such folder"), "Impossibile leggere le trascrizioni: no such folder", "无法读取访谈记录：no such folder"),
    ],
)  # fmt: skip
def test_how_the_index_stands_is_said_in_the_pages_language(state: State, italian: str, chinese: str) -> None:
    assert (state_line(state, ITALIAN), state_line(state, CHINESE)) == (italian, chinese)


def test_how_far_a_rebuild_is_and_that_it_waits_for_another_is_said_in_the_pages_language() -> None:
    shown: list[tuple[float, str]] = []
    show = progress_on(lambda part, line: shown.append((part, line)), ITALIAN)
    show("waiting for another build", 0, 0)
    show("embedding", 1500, 3000)
    assert shown == [
        (0.0, "È in corso un’altra ricostruzione: questa attende che finisca…"), (0.5, "Indicizzazione: 1.500 di 3.000")]  # fmt: skip


def test_what_a_rebuild_did_is_said_in_the_pages_language() -> None:
    done = Summary(transcripts=1200, embedded=1, kept=1199, removed=2, passages=41_000, bytes=12_340_000, changed=True)
    assert summary_line(done, Path("index"), ENGLISH) == (
        "Indexed 1,200 transcripts (1 embedded, 1,199 kept, 2 removed): 41,000 passages, 12.3 MB in index")
    assert summary_line(done, Path("index"), ITALIAN) == (
        "Indicizzazione completata: 1.200 trascrizioni (1 elaborata, 1.199 già presenti, 2 rimosse), 41.000 passaggi, 12,3 MB in index")
    assert summary_line(done, Path("index"), CHINESE) == (
        "索引已更新：1,200 篇访谈记录（处理 1 篇、沿用 1,199 篇、移除 2 篇），41,000 个段落，12.3 MB，位于 index")
    nothing = Summary(transcripts=1, embedded=0, kept=1, removed=0, passages=1, bytes=50_000, changed=False)
    assert summary_line(nothing, Path("index"), FRENCH) == (
        "Rien de nouveau à indexer\u00a0: 1 transcription, 1 passage, 0,1\u00a0Mo dans index")


def test_an_index_that_is_up_to_date_looks_like_it_and_others_do_not(built_index: tuple[Path, Path], tmp_path: Path) -> None:
    assert index_state(*built_index, BUNDLED, ITALIAN) == (True, "Aggiornato")
    assert index_state(tmp_path / "seeds", built_index[1], BUNDLED, ITALIAN)[0] is False
    missing, why = index_state(built_index[0], tmp_path / "index", BUNDLED, ITALIAN)
    assert not missing and str(tmp_path / "index") in why
    assert '<i class="current"></i>Aggiornato<br>Fatto</div>' in state_html(True, "Aggiornato", "Fatto")
    assert '<i class="changed"></i>Cambiato</div>' in state_html(False, "cambiato", "")


def test_a_refused_file_is_named_in_the_pages_language(tmp_path: Path) -> None:
    (tmp_path / "tea.txt").write_text("Anna: Hello.")
    _, refused = add_transcripts(tmp_path, [("{x}.pdf", b""), ("README.md", b""), ("tea.srt", b"1\n00:00:01,000 --> 00:00:02,000\nTea.\n")], ITALIAN)
    assert refused == (
        "_x_.pdf non è una trascrizione: trascina qui file .txt, .md, .srt o .vtt.",
        "README.md non viene letto come trascrizione: dagli un altro nome.",
        "Esiste già una trascrizione di nome tea: dai un altro nome a tea.srt.",
    )


@pytest.mark.parametrize("words", [ENGLISH, *OTHERS.values()], ids=["en", *OTHERS])
@pytest.mark.parametrize(
    ("name", "data", "why"),
    [("t.txt", b"perch\xe9", "encoding"), ("t.txt", b"\n", "empty"), ("t.txt", b"\x00\x01", "no_text"), ("t.vtt", b"WEBVTT\n\nTea.\n", "no_captions")],
)
def test_a_file_that_cannot_be_read_is_refused_in_the_pages_language(words: PageWords, name: str, data: bytes, why: str, tmp_path: Path) -> None:
    assert add_transcripts(tmp_path, [(name, data)], words) == (0, (phrases(words)[why][0].format(name=name),))


def test_the_page_promises_no_more_than_is_checked() -> None:
    for words, marked in ((ENGLISH, "machine translations"), (ITALIAN, "traduzioni automatiche"), (CHINESE, "机器翻译"), (FRENCH, "traductions automatiques")):
        assert marked in words.purpose


def test_where_the_index_lies_is_said_by_its_folder_s_name_alone(tmp_path: Path) -> None:
    done = Summary(transcripts=1, embedded=1, kept=0, removed=0, passages=1, bytes=50_000, changed=True)
    assert summary_line(done, tmp_path / "index", ENGLISH).endswith("0.1 MB in index")


def test_the_words_of_the_page_are_escaped_too() -> None:
    hostile = replace(ITALIAN, **{name: "<u>&" for name in ("nobody", "stopped", "stopped_early", "source", "click", "gone", "characters", "looking")})
    pieces = (
        stopped_html([CheckedSentence("Uno.", ())], hostile), stopped_html([], hostile), no_source_html(True, hostile), source_html(None, cite(TALK, "How"), hostile), state_html(True, hostile.gone, ""),
        source_html(parse_transcript(TALK, "talk"), cite(TALK, "How"), hostile), evidence_html((), 0, 0, False, words=hostile),
    )  # fmt: skip
    assert all("&lt;u&gt;&amp;" in piece and "<u>" not in piece for piece in pieces)
