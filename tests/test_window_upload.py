"""Dropped files: under a safe name, checked first, never over another one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.errors import SeedError
from chatbot.transcripts import SUFFIXES, find_seeds
from chatbot.window.translations import page_words_in
from chatbot.window.upload import LARGEST, add_transcripts, safe_name

ENGLISH = page_words_in("en")
CAPTIONS = b"WEBVTT\n\n00:01.000 --> 00:02.000\nWe sell tea.\n"


def test_good_files_are_put_into_the_folder_as_they_are(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    files = [("My talk.txt", "Anna: 你好。\r\n".encode()), ("茶.vtt", CAPTIONS)]
    assert add_transcripts(seeds, files, ENGLISH) == (2, ())
    assert {path.name: path.read_bytes() for path in find_seeds(seeds)} == dict(files)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/cron.txt", "cron.txt"), ("C:\\talks\\a.SRT", "a.srt"), ("..hidden.md", "hidden.md"),
        ("a\n<b>`$x`.txt", "a_b_x_.txt"), ("-rf.txt", "rf.txt"), ("长" * 300 + ".txt", "长" * 60 + ".txt"),
    ],
)  # fmt: skip
def test_a_name_never_leads_out_of_the_folder(name: str, safe: str) -> None:
    assert safe_name(name, ENGLISH).replace("__", "_").replace("__", "_") == safe


@given(st.text(max_size=80), st.sampled_from((*SUFFIXES, ".exe", "")))
def test_any_name_is_refused_in_one_line_or_stays_in_its_folder(name: str, suffix: str) -> None:
    try:
        safe = safe_name(name + suffix, ENGLISH)
    except SeedError as error:
        assert "\n" not in str(error)
        return
    assert Path(safe).name == safe and safe[0] not in ".-" and Path(safe).suffix in SUFFIXES and len(safe.encode()) < 255


@pytest.mark.parametrize("name", ["tea.txt", "TEA.srt", "Tea.vtt"])
def test_a_transcript_of_that_name_is_not_replaced(name: str, tmp_path: Path) -> None:
    (tmp_path / "tea.txt").write_text("Anna: Hello.")
    data = CAPTIONS if not name.endswith("txt") else b"Bo: Other."
    added, (line,) = add_transcripts(tmp_path, [(name, data)], ENGLISH)
    assert added == 0 and "there already" in line and "another name" in line
    assert [path.name for path in tmp_path.iterdir()] == ["tea.txt"]
    assert (tmp_path / "tea.txt").read_text() == "Anna: Hello."


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("talk.pdf", b"%PDF", "talk.pdf is no transcript: drop .txt, .md, .srt or .vtt files"),
        ("talk.txt", b" ", "talk.txt is empty"),
        ("talk.txt", b"\xff\xfeh\x00", "talk.txt is not UTF-8 text: save it again as UTF-8"),
        ("talk.txt", b"Anna: perch\xe9", "talk.txt is not UTF-8 text: save it again as UTF-8"),
        ("talk.txt", b"Anna: tea\x00", "talk.txt is not a text file"),
        ("talk.txt", bytes(range(1, 256)), "talk.txt is not a text file"),
        ("talk.srt", b"We sell tea.", "talk.srt holds no captions that can be read"),
        ("talk.srt", b"1\n00:00:01,000 --> 00:00:02,000\n[music]\n", "talk.srt holds no captions that can be read"),
        ("talk.txt", b"a" * (LARGEST + 1), "5,000,001 bytes"),
        ("README.md", b"# Read me", "another name"),
    ],
)
def test_a_bad_file_is_named_in_one_line_and_the_others_are_taken(name: str, data: bytes, why: str, tmp_path: Path) -> None:
    added, refused = add_transcripts(tmp_path, [(name, data), ("good.vtt", CAPTIONS)], ENGLISH)
    assert added == 1 and [path.name for path in tmp_path.iterdir()] == ["good.vtt"]
    with pytest.raises(AssertionError, match=why):
        raise AssertionError(*refused)
    assert "\n" not in refused[0]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Anna: perché no? Così è più città.", "latin-1"), ("Anna : où est-ce que ça s’achète ?", "cp1252"), ("李雷：我们在杭州卖茶叶。" * 9, "gb18030"),
        ("李雷：我們在杭州賣茶葉。", "big5"), ("Анна: Мы продаём чай.", "koi8-r"), ("アンナ：お茶を売ります。", "iso2022_jp"), ("アンナ：お茶", "utf-16"),
    ],
)  # fmt: skip
def test_text_in_another_encoding_is_still_text_and_can_be_saved_again(text: str, encoding: str, tmp_path: Path) -> None:
    added, refused = add_transcripts(tmp_path, [("talk.txt", text.encode(encoding))], ENGLISH)
    assert refused == (() if encoding == "iso2022_jp" else (ENGLISH.encoding.format(name="talk.txt"),))


def test_a_tab_an_escape_or_a_new_page_in_a_text_does_not_make_it_another_kind_of_file(tmp_path: Path) -> None:
    assert add_transcripts(tmp_path, [("talk.txt", "Anna:\tTè.\r\n\x0c\x1b[1mBo: 你好。\x1a".encode() * 5)], ENGLISH) == (1, ())


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "seeds").write_text("a file")
    _, (line,) = add_transcripts(tmp_path / "seeds", [("a.vtt", CAPTIONS)], ENGLISH)
    assert "a.vtt cannot be written to" in line
