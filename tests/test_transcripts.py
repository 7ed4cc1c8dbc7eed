"""A transcript's title, speakers and turns, and what in its text is nobody's words."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.errors import SeedError
from chatbot.transcripts import Transcript, Turn, find_seeds, parse_transcript, read_transcript, transcript_id

SEEDS = Path(__file__).parents[1] / "seeds"
SEED = SEEDS / "china-paradigm-044.txt"


def spoken(transcript: Transcript, turn: Turn) -> list[str]:
    return [transcript.text[span.start : span.end] for span in turn.paragraphs]


@pytest.fixture(scope="module")
def seed() -> Transcript:
    return read_transcript(SEED, SEEDS)


class TestTheSeed:
    def test_title_and_speakers(self, seed: Transcript) -> None:
        assert seed.id == "china-paradigm-044"
        assert seed.title == "Podcast transcript #44: The challenges of promoting Italian products in China"
        assert seed.speakers == ("Matthieu David", "Carlo Dragonetti")
        assert seed.url is None

    def test_text_is_the_file_unchanged(self, seed: Transcript) -> None:
        assert seed.text.encode() == SEED.read_bytes()

    def test_every_label_begins_a_turn(self, seed: Transcript) -> None:
        labels = sum(line.startswith(("Matthieu David: ", "Carlo Dragonetti: ")) for line in seed.text.split("\n"))
        assert len([turn for turn in seed.turns if turn.speaker]) == labels == 28

    def test_a_turn_goes_on_over_paragraphs(self, seed: Transcript) -> None:
        story = spoken(seed, seed.turns[3])
        assert story[0].startswith("Definitely, yes.")
        assert story[1].startswith("That’s what I did.")
        assert any(
            paragraph.startswith("In closing, I wanted") for turn in seed.turns for paragraph in spoken(seed, turn)
        )

    def test_furniture_is_nobodys_words(self, seed: Transcript) -> None:
        said = [paragraph for turn in seed.turns for paragraph in spoken(seed, turn)]
        for furniture in (
            "Close this search box",
            "Find here the China",
            "Full transcript below",
            "Do not hesitate to",
        ):
            assert furniture in seed.text
            assert not any(furniture in paragraph for paragraph in said)
        assert "Italian products in China" not in said

    def test_the_sponsor_is_named_by_nobody(self, seed: Transcript) -> None:
        *_, goodbye, sponsor = seed.turns
        assert goodbye.speaker == "Carlo Dragonetti"
        assert spoken(seed, goodbye)[-1].endswith("keep in touch. Bye.")
        assert sponsor.speaker is None
        (words,) = spoken(seed, sponsor)
        assert words.startswith("China paradigm is a China business podcast sponsored by")
        assert words.endswith("Youtube page.")


def test_one_turn_a_line() -> None:
    text = "Grad E: I guess .\nHon. Lynne Neagle AM: Yep .\nProject Manager: OK .\nGrad E: So\n"
    parsed = parse_transcript(text, "m")
    assert [(turn.speaker, spoken(parsed, turn)) for turn in parsed.turns] == [
        ("Grad E", ["I guess ."]),
        ("Hon. Lynne Neagle AM", ["Yep ."]),
        ("Project Manager", ["OK ."]),
        ("Grad E", ["So"]),
    ]


@pytest.mark.parametrize(
    "label",
    [
        "[00:12:34] Anna Rossi:",
        "Anna Rossi (12:34):",
        "00:12:34 Anna Rossi:",
        "**Anna Rossi** [12:34]:",
        "Anna Rossi 12:34\n",
    ],
)
def test_times_in_labels(label: str) -> None:
    parsed = parse_transcript(f"{label} Hello there.\nBo Li: Hi.\n{label} Well.\nBo Li: Bye.", "t")
    expected = 12 * 60 + 34.0
    assert [(turn.speaker, turn.time) for turn in parsed.turns] == [("Anna Rossi", expected), ("Bo Li", None)] * 2
    assert spoken(parsed, parsed.turns[0]) == ["Hello there."]


def test_fullwidth_colons_and_markdown_labels() -> None:
    chinese = parse_transcript("主持人：你好。\n王小龙：大家好！\n主持人：谢谢。", "zh")
    assert chinese.speakers == ("主持人", "王小龙")
    markdown = parse_transcript("# Wine\n\n**Anna:** Hello.\n\n**Bo:** Hi.\n\n## Part two\n\n**Anna:** So.", "md")
    assert markdown.title == "Wine"
    assert [spoken(markdown, turn) for turn in markdown.turns] == [["Hello."], ["Hi."], ["So."]]


def test_prose_has_no_speakers_and_keeps_its_short_lines() -> None:
    text = "Primary source\n\nNote: this is short.\n\nA diary is one.\n\nShare this\n\nExample: a letter.\n\nSee also: maps"
    parsed = parse_transcript(text, "p")
    assert parsed.speakers == ()
    assert spoken(parsed, parsed.turns[0]) == [
        "Primary source", "Note: this is short.", "A diary is one.", "Example: a letter.", "See also: maps",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("Source: https://example.org/44", "https://example.org/44"),
        ("URL: javascript://alert(1)", None),
        ("URL: ftp://example.org/44", None),
    ],
)
def test_address(line: str, url: str | None) -> None:
    parsed = parse_transcript(f"{line}\n\nAnna: Hello.\n\nBo: Hi.\n", "u")
    assert parsed.url == url
    assert parsed.speakers == ("Anna", "Bo")


def test_byte_order_mark_and_line_ends_stay() -> None:
    text = "\ufeffAnna: One.\r\n\r\nGoes on.\r\nBo: Two.\r\n"
    parsed = parse_transcript(text, "crlf")
    assert parsed.text == text
    assert [(turn.speaker, turn.start) for turn in parsed.turns] == [("Anna", 1), ("Bo", 25)]
    assert spoken(parsed, parsed.turns[0]) == ["One.", "Goes on."]


def test_caption_needs_a_finished_sentence_before_it() -> None:
    finished = parse_transcript("Anna: It ended.\n\nItalian wine\n\nSo.\n\nBo: Yes.", "a")
    assert spoken(finished, finished.turns[0]) == ["It ended.", "So."]
    unfinished = parse_transcript("Anna: it goes on and\n\nItalian wine\n\nBo: yes", "b")
    assert spoken(unfinished, unfinished.turns[0]) == ["it goes on and", "Italian wine"]


class TestReading:
    def test_finds_transcripts_and_nothing_else(self, tmp_path: Path) -> None:
        outside = tmp_path / "outside.txt"
        outside.write_text("secret")
        folder = tmp_path / "seeds"
        (folder / "b").mkdir(parents=True)
        for name in ("z.txt", "b/a.md", "README.md", ".hidden.txt", "notes.pdf"):
            (folder / name).write_text("Anna: Hi.")
        (folder / "link.txt").symlink_to(outside)
        assert [transcript_id(path, folder) for path in find_seeds(folder)] == ["b/a", "z"]

    def test_missing_and_empty_folder(self, tmp_path: Path) -> None:
        with pytest.raises(SeedError, match="No seeds folder"):
            find_seeds(tmp_path / "none")
        with pytest.raises(SeedError, match="No transcripts in"):
            find_seeds(tmp_path)

    def test_of_two_files_with_one_identifier_the_first_is_read(self, tmp_path: Path) -> None:
        for name in ("a[1].txt", "a[1].srt.txt", "a[1].md", "b.txt", "README.md", "readme.txt"):
            (tmp_path / name).write_text("Anna: Hi.")
        read, left_out = [], []
        for path in find_seeds(tmp_path):
            try:
                read.append(read_transcript(path, tmp_path).id)
            except SeedError as error:
                left_out.append(str(error))
        assert read == ["a[1]", "a[1].srt", "b", "readme"]
        assert left_out == [f"{tmp_path / 'a[1].txt'} is left out: it and a[1].md would both be called 'a[1]': rename one."]

    def test_namesakes_are_told_however_their_suffixes_are_written(self, tmp_path: Path) -> None:
        for name in ("a.TXT", "a.Md", "b.txt", "b.pdf", "b.txt.bak"):
            (tmp_path / name).write_text("Anna: Hi.")
        assert read_transcript(tmp_path / "a.Md", tmp_path).id == "a"
        assert read_transcript(tmp_path / "b.txt", tmp_path).id == "b"
        with pytest.raises(SeedError, match=r"a\.TXT is left out: it and a\.Md"):
            read_transcript(tmp_path / "a.TXT", tmp_path)

    def test_a_file_without_namesakes_does_not_cost_a_look_at_its_whole_folder(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "a.txt").write_text("Anna: Hi.")
        monkeypatch.setattr(Path, "glob", None)
        assert read_transcript(tmp_path / "a.txt", tmp_path).id == "a"

    @pytest.mark.parametrize(
        ("data", "message"),
        [(b"caff\xe8", "not UTF-8 .byte 4 "), (b"", "is empty"), (b" \n\xef\xbb\xbf\n", "is empty")],
    )
    def test_bad_files(self, tmp_path: Path, data: bytes, message: str) -> None:
        path = tmp_path / "bad.txt"
        path.write_bytes(data)
        with pytest.raises(SeedError, match=message) as caught:
            read_transcript(path, tmp_path)
        assert "\n" not in str(caught.value)

    def test_unreadable_file(self, tmp_path: Path) -> None:
        with pytest.raises(SeedError, match="Cannot read"):
            read_transcript(tmp_path / "gone.txt", tmp_path)

    def test_a_file_that_may_not_be_read_says_what_to_do(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def forbidden(self: Path) -> bytes:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "read_bytes", forbidden)
        with pytest.raises(SeedError) as caught:
            read_transcript(tmp_path / "mine.txt", tmp_path)
        assert str(caught.value) == f"Cannot read {tmp_path}/mine.txt: permission denied; make it readable, or remove it."

    @pytest.mark.parametrize("method", ["is_dir", "iterdir"])
    def test_a_folder_that_may_not_be_read_is_not_called_empty(
        self, method: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def forbidden(self: Path) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, method, forbidden)
        with pytest.raises(SeedError, match="Cannot look into .*: permission denied; make it readable, or .* with --seeds"):
            find_seeds(tmp_path)

    @pytest.mark.parametrize("name", [b"caff\xe8.txt", b"caff\xe8/wine.txt"])
    def test_a_name_that_is_not_utf_8_is_shown_with_its_bytes(self, tmp_path: Path, name: bytes) -> None:
        path = tmp_path / os.fsdecode(name)
        path.parent.mkdir(exist_ok=True)
        path.write_text("Anna: Hi.")
        assert find_seeds(tmp_path) == (path,)
        assert transcript_id(path, tmp_path).startswith(r"caff\xe8")
        with pytest.raises(SeedError, match=r"/caff\\xe8\S*\.txt has a name that is not UTF-8: rename it") as caught:
            read_transcript(path, tmp_path)
        assert str(caught.value).encode("utf-8")


@given(st.text(alphabet=st.sampled_from("Ab :：\n\r\t.。é😀中[]()1*#\ufeff\u2028"), max_size=200))
def test_any_text_gives_ordered_turns(text: str) -> None:
    parsed = parse_transcript(text, "any")
    assert parsed.text == text
    place = 0
    for turn in parsed.turns:
        assert place <= turn.start <= turn.end <= len(text)
        place = turn.start
        for span in turn.paragraphs:
            assert place <= span.start < span.end <= turn.end
            assert text[span.start : span.end].strip() == text[span.start : span.end]
            place = span.end
        place = turn.end


def test_verses_and_hours_are_not_labels() -> None:
    assert parse_transcript("Psalm 23:4 is old.\n\nPsalm 23:4 is read.\n\nAt 10:30 we met.", "v").speakers == ()


def test_the_page_speaks_after_the_goodbye() -> None:
    text = "Anna: Ciao?\n\nBo: Grazie, arrivederci.\n\nThis podcast is made in Parma by a small team.\n\nContact us today!\n"
    parsed = parse_transcript(text, "g")
    assert [(turn.speaker, spoken(parsed, turn)) for turn in parsed.turns][1:] == [
        ("Bo", ["Grazie, arrivederci."]),
        (None, ["This podcast is made in Parma by a small team."]),
    ]


def test_the_last_speaker_keeps_what_follows_where_nobody_says_goodbye() -> None:
    parsed = parse_transcript("Anna: Why?\n\nBo: Because.\n\nContact with buyers is what we need most of all.", "k")
    assert spoken(parsed, parsed.turns[-1]) == ["Because.", "Contact with buyers is what we need most of all."]


def test_one_known_label_amid_prose_is_no_speaker() -> None:
    assert (
        parse_transcript("We met them.\n\nPaolo Bianchi: a founder of the firm.\n\nThen we left.", "1").speakers == ()
    )
