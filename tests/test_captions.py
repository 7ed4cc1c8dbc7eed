"""Captions: whose words, at which time, in a text that is the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.errors import SeedError
from chatbot.index.store import transcript_from_json, transcript_to_json
from chatbot.passages import passages_of, sentences_of
from chatbot.transcripts import Transcript, find_seeds, read_transcript
from chatbot.transcripts.captions import parse_captions

VOICES = """WEBVTT - A talk about tea

NOTE Source: https://youtu.be/abc

first
00:01.000 --> 00:04.000 align:start
<v Anna Rossi>Where do you sell
your tea?</v>

00:04.500 --> 00:09.000
<v.loud Li Wei>We sell it in <i>Hangzhou</i> &amp; since

00:00:09.000 --> 00:00:12.000
<v Li Wei>last year in Parma. <v Anna Rossi>Forty kilos?
"""


def said(transcript: Transcript) -> list[tuple[str | None, float | None, str]]:
    return [(turn.speaker, turn.time, transcript.text[turn.start : turn.end]) for turn in transcript.turns]


def srt(*cues: str, seconds: float = 2) -> str:
    """Give captions one after the other, each of so many seconds."""
    def clock(time: float) -> str:
        return f"{int(time // 3600):02}:{int(time // 60 % 60):02}:{time % 60:06.3f}".replace(".", ",")

    return "\n".join(f"{n}\n{clock((n - 1) * seconds)} --> {clock(n * seconds)}\n{cue}\n" for n, cue in enumerate(cues, 1))


def test_voices_become_turns_and_the_cues_words_are_joined() -> None:
    talk = parse_captions(VOICES, "tea")
    assert (talk.title, talk.url) == ("A talk about tea", "https://youtu.be/abc")
    assert talk.speakers == ("Anna Rossi", "Li Wei")
    assert said(talk) == [
        ("Anna Rossi", 1.0, "Where do you sell your tea?"),
        ("Li Wei", 4.5, "We sell it in Hangzhou & since last year in Parma."),
        ("Anna Rossi", 9.0, "Forty kilos?"),
    ]


@pytest.mark.parametrize(
    "cues",
    [
        ("Anna: Why Parma?", "Bo Li: It is near. And", "it is fine.", "Anna: I see.", "Bo Li: Yes."),
        (">> Anna: Why Parma?", ">> Bo Li: It is near. And", "it is fine.", ">> Anna: I see.", ">> Bo Li: Yes."),
        (">> Anna:\nWhy Parma?", "&gt;&gt; Bo Li: It is near. And", "<i>it is fine.</i>", "&gt;&gt; Anna: I see.\n&gt;&gt; Bo Li: Yes."),
    ],
)
def test_speakers_are_named_as_they_stand_there(cues: tuple[str, ...]) -> None:
    assert [(speaker, words) for speaker, _, words in said(parse_captions(srt(*cues), "t"))] == [
        ("Anna", "Why Parma?"), ("Bo Li", "It is near. And it is fine."), ("Anna", "I see."), ("Bo Li", "Yes."),
    ]  # fmt: skip


def test_each_cue_may_name_the_speaker_again() -> None:
    talk = parse_captions(srt("Anna: We sell tea.", "Anna: In Parma.", "Bo: Really?", "Bo: Well."), "t")
    assert [turn.speaker for turn in talk.turns] == ["Anna", "Bo"]
    assert [sentence.time for sentence in sentences_of(talk)] == [0.0, 2.0, 4.0, 6.0]


def test_a_mark_without_a_name_begins_a_turn_of_nobody() -> None:
    talk = parse_captions(srt("- In Parma?\n- Yes. It is", "- as I said - near.", ">> Go on."), "t")
    assert said(talk) == [(None, 0.0, "In Parma?"), (None, 0.0, "Yes. It is - as I said - near."), (None, 4.0, "Go on.")]


def test_a_sentence_has_the_time_of_the_cue_it_begins_in() -> None:
    talk = parse_captions(srt("We sell tea. It is", "green and fresh. In Parma", "we sell forty kilos."), "t")
    timed = [(talk.text[each.start : each.end], each.time) for each in sentences_of(talk)]
    assert timed == [("We sell tea.", 0.0), ("It is green and fresh.", 0.0), ("In Parma we sell forty kilos.", 2.0)]


def test_lines_that_roll_up_are_said_once_and_a_repeated_answer_twice() -> None:
    rolling = """WEBVTT
Kind: captions

00:00.000 --> 00:02.000
 \nso<00:00:00.500><c> hello</c>

00:02.000 --> 00:02.010
so hello

00:02.010 --> 00:04.000
so hello
and<00:00:03.000><c> welcome</c>

00:04.000 --> 00:06.000
so hello
and welcome
to the show
"""
    assert parse_captions(rolling, "t").text == "so hello and welcome to the show"
    assert parse_captions(srt("Yes.", "Yes."), "t").text == "Yes. Yes."


def test_sounds_and_markup_are_no_words() -> None:
    talk = parse_captions(srt("[Music]", "♪ la la ♪", r"{\an8}<font color='red'>Tea</font> &lt;3 [laughs]", "【掌声】"), "t")
    assert talk.text == "Tea <3 [laughs]"


@pytest.mark.parametrize(
    "cues", [["so we went to china with the wine and"] * 300, ["然后我们去了中国 带着葡萄酒", "他们 很喜欢 我们的产品"] * 150]
)
def test_captions_without_stops_or_capitals_still_give_passages(cues: list[str]) -> None:
    talk = parse_captions(srt(*cues, seconds=3), "t")
    passages = passages_of(talk)
    assert len(passages) > 20
    assert all(len(passage.text) < 700 and passage.time is not None for passage in passages)
    begins = {place for place, _ in talk.times}
    assert all(sentence.start in begins for passage in passages for sentence in passage.sentences)


def test_a_long_punctuated_turn_is_cut_between_sentences() -> None:
    talk = parse_captions(srt(*["We went to China with", "the wine of Parma."] * 30), "t")
    (turn,) = talk.turns
    assert len(turn.paragraphs) > 1
    assert all(talk.text[each.start : each.end].endswith("Parma.") for each in turn.paragraphs)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("We sell tea.", "it has no captions"),
        ("1\n00:00:01 -> 00:00:02\nTea", "line 2 should read like"),
        (srt("Tea") + "\n2\n00:00:99,000 --> 00:01:00,000\nTea", "line 6 should read like"),
        ("WEBVTT\n\n00:05.000 --> 00:02.000\nTea", "line 3 has a caption that ends before it begins"),
        (srt("[Music]", "<i></i>"), "have no words"),
    ],
)
def test_what_is_malformed_is_named_in_one_line(text: str, why: str, tmp_path: Path) -> None:
    file = tmp_path / "talk.vtt"
    file.write_text(text, "utf-8")
    with pytest.raises(SeedError, match=why) as caught:
        read_transcript(file, tmp_path)
    assert str(file) in str(caught.value) and "\n" not in str(caught.value)


def test_blank_lines_and_missing_ones_are_taken_as_they_are_meant() -> None:
    text = "1\r\n00:00:01,000 --> 00:00:02,000\r\nWe sell\r\n\r\nforty kilos.\r\n2\r\n0:00:03 --> 0:00:04\r\nIn 2011.\r\n"
    talk = parse_captions("\ufeff" + text, "a/tea-talk")
    assert (talk.text, talk.title) == ("We sell forty kilos. In 2011.", "tea talk")


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_an_address_may_stand_before_the_first_caption(gap: str) -> None:
    talk = parse_captions(f"Source: https://youtu.be/abc{gap}" + srt("Tea is green."), "t")
    assert (talk.url, talk.text) == ("https://youtu.be/abc", "Tea is green.")


def test_captions_are_found_and_read_as_other_seeds(tmp_path: Path) -> None:
    (tmp_path / "tea.VTT").write_text(VOICES, "utf-8")
    (path,) = find_seeds(tmp_path)
    talk = read_transcript(path, tmp_path)
    assert talk.id == "tea" and talk.file_sha256 != talk.sha256
    assert transcript_from_json(transcript_to_json(talk)) == talk
    path.write_text(VOICES.replace("00:04.500", "00:04.600"), "utf-8")
    assert read_transcript(path, tmp_path).file_sha256 != talk.file_sha256


@given(st.lists(st.text(st.sampled_from("Ab :：>-<v/\n.。?♪[]&;中\ufeff\u2028\r"), max_size=30), min_size=1, max_size=8))
def test_any_cues_give_ordered_turns_whose_spans_are_their_words(cues: list[str]) -> None:
    try:
        talk = parse_captions(srt(*cues), "any")
    except ValueError as error:
        assert "\n" not in str(error)
        return
    assert parse_captions(srt(*cues), "any") == talk
    place = 0
    for turn in talk.turns:
        assert place <= turn.start < turn.end <= len(talk.text)
        for span in turn.paragraphs:
            assert place <= span.start < span.end <= turn.end
            place = span.end
    for passage in passages_of(talk):
        assert talk.text[passage.start : passage.end] == passage.text
    assert [at for at, _ in talk.times] == sorted({at for at, _ in talk.times})


def test_a_year_at_the_end_of_a_caption_is_said_and_the_next_one_s_number_is_not() -> None:
    captions = "1\n00:00:01,000 --> 00:00:02,000\nWe opened in\n2015\n00:00:03,000 --> 00:00:04,000\nIn Parma.\n3\n00:00:05,000 --> 00:00:06,000\nYes.\n"
    assert "2015" in parse_captions(captions, "talk").text
    assert "3" not in parse_captions(captions, "talk").text


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("I said 5 <b and c> d", "I said 5 <b and c> d"),
        ("so <laughs> a<x b>c", "so <laughs> a<x b>c"),
        ("<b>so</b> <c.yellow.bg>it</c> <00:01.500>is <FONT color=\"#fff\">here</FONT>", "so it is here"),
        ("<span class='x'>so</span> <p align=left>it</p> <em>is</em> <strong>here</strong>", "so it is here"),
        ("<div align=center>so</div> <i class='a'>it</i> <b id=a data-b=c>is</b> <u>so</u><br/>", "so it is so"),
        ("so <b and c=d> <place x=1> <pair>", "so <b and c=d> <place x=1> <pair>"),
        ("<ruby>漢<rt>han</rt></ruby> <lang en-GB>yes</lang> {\\i1}no", "漢han yes no"),
    ],
)
def test_only_the_tags_of_captions_are_left_out(words: str, shown: str) -> None:
    assert parse_captions(srt(words), "t").text == shown


def test_a_cue_made_of_halves_of_tags_does_not_take_for_ever() -> None:
    parse_captions(srt("so " + "<b a=" * 20_000 + "<p" + " " * 50_000 + "x" + "=" * 50_000), "t")


@pytest.mark.parametrize("form", ["{}（嘉宾）：", "[{}] ", "({}): ", ">> {} [guest]: "])
def test_names_with_roles_and_in_brackets_are_speakers(form: str) -> None:
    cues = [form.format(name) + words for name, words in (("李伟", "Wine?"), ("Anna Rossi", "Tea."), ("李伟", "Why?"), ("Anna Rossi", "So."))]
    assert [(speaker, words) for speaker, _, words in said(parse_captions(srt(*cues), "t"))] == [
        ("李伟", "Wine?"), ("Anna Rossi", "Tea."), ("李伟", "Why?"), ("Anna Rossi", "So."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cue", "speaker", "words"),
    [("Sun: The sun.", None, "Sun: The sun."), (">> Sun: The sun.", "Sun", "The sun."), ("- Sun: The sun.", None, "Sun: The sun.")],
)
def test_words_under_a_label_in_doubt_are_nobody_elses(cue: str, speaker: str | None, words: str) -> None:
    cues = ("Anna: So?", "Bo: Yes.", "Anna: And?", "Bo: It is.", cue, "Anna: Ah.", "Bo: Thanks.")
    assert [(name, spoken) for name, _, spoken in said(parse_captions(srt(*cues), "t"))][3:6] == [
        ("Bo", "It is."), (speaker, words), ("Anna", "Ah."),
    ]  # fmt: skip


def test_sounds_before_words_are_no_speakers() -> None:
    talk = parse_captions(srt("[Music] So?", "[Laughter] Tea.", "[Music] Why?", "[Laughter] So."), "t")
    assert talk.speakers == ()
