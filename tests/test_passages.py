"""Sentences and passages: exact, in order, whole, and a question kept with its answer."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.passages import Passage, passages_of, sentences_of, split_sentences
from chatbot.passages.tokens import count_tokens
from chatbot.transcripts import Transcript, parse_transcript, read_transcript

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture(scope="module")
def seed() -> Transcript:
    return read_transcript(SEEDS / "china-paradigm-044.txt", SEEDS)


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Mr. Rossi paid 1.000,50 euros to J. F. Kennedy at 5 p.m. in the U.S. market.", "He left."],
        ["It is e.g. good, i.e. fine, etc.", "Then we go on.", "And so on.", "Tell me.", "Now."],
        ["La Sig. Bianchi vende vino, formaggio, ecc.", "Poi p.es. altro.", "Il Dott. Neri no."],
        ["M. Dupont et Mme Curie.", "Ils vont bien... non?", "Oui !"],
        ["I guess .", "Yep .", "Mr . Smith said .", "OK ."],
        ['He said "Stop!" and left.', '"Why?" she asked.', "(Really.)", "I said no.", "Then No. 5 came, up 3.5%."],
        ["At 8 a.m. China time it began.", "We left at 5 p.m.", "The day after it ended."],
        ["It is 2019.", "1. item is not apart."],
        ["We go.", "i like it.", "Wait… what?"],
    ],
)
def test_sentences(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


def test_sentences_without_spaces() -> None:
    assert cut("我喜欢。你呢？好！“是的。”走了；再见") == ["我喜欢。", "你呢？", "好！", "“是的。”", "走了；再见"]


def test_paragraphs_and_list_items_end_a_sentence_and_wrapped_lines_do_not() -> None:
    assert cut("a line\nthat is wrapped\n\nnext") == ["a line\nthat is wrapped", "next"]
    assert cut("We sell:\n- wine\n- cheese\r\n\r\nEnd") == ["We sell:", "- wine", "- cheese", "End"]


@pytest.mark.parametrize(
    "text",
    ["a" * 100_000, "中" * 100_000, "word " * 20_000, "😀" * 20_000, "! " * 50_000, "a." * 50_000, "e.g. " * 20_000],
)
def test_what_has_no_stop_is_cut_and_does_not_take_for_ever(text: str) -> None:
    sentences = cut(text)
    assert "".join("".join(sentences).split()) == "".join(text.split())
    assert max(map(count_tokens, sentences)) <= 200


def seconds_for(text: str) -> float:
    """The shortest of three times: another program may take the processor in one of them."""
    times = []
    for _ in range(3):
        began = time.process_time()
        cut(text)
        times.append(time.process_time() - began)
    return min(times)


@pytest.mark.parametrize("stops", [".", "…", "?!", "؟", "。", '."', ".[1]", ".）", "中\n", "\n ", "\r"])
def test_eight_times_as_many_stops_take_no_more_than_some_eight_times_as_long(stops: str) -> None:
    cut("warm up. " * 100)
    once, more = (seconds_for(stops * (count // len(stops)) + "a") for count in (1500, 12_000))
    assert more < 24 * once + 0.1  # 64 times as long where each stop looks at all behind it


@pytest.mark.parametrize(
    "sentences",
    [["We go...so it is.", "Well....", "Then we left."], ["See 3.5.1 and a..b here.", "Yes."],
     ["走了...", "我们去。", "好。"], ["他说（好。）", "再见。"], ['He said "Stop...now" there.', "Fine."]],
)  # fmt: skip
def test_stops_that_end_nothing_stand_in_their_sentence(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


def test_long_speech_is_cut_at_pauses() -> None:
    sentences = cut("we went to the market and we bought wine, " * 30)
    assert len(sentences) > 1
    assert all(sentence.endswith("wine,") for sentence in sentences)


class TestTheSeed:
    def test_no_sentence_holds_furniture_or_a_label(self, seed: Transcript) -> None:
        sentences = [seed.text[s.start : s.end] for s in sentences_of(seed)]
        for furniture in (
            "Close this search box",
            "Full transcript",
            "Do not hesitate",
            "Matthieu David:",
            "Dragonetti:",
        ):
            assert not any(furniture in sentence for sentence in sentences)
        assert "Italian products in China" not in sentences
        assert "Thanks Carlo for your time, thanks for talking to us this early at 8 a.m. China time." in sentences

    def test_the_sponsor_has_no_speaker(self, seed: Transcript) -> None:
        sponsor = [s for s in sentences_of(seed) if "sponsored by Daxue" in seed.text[s.start : s.end]]
        assert [s.speaker for s in sponsor] == [None]
        assert passages_of(seed)[-1].speaker is None

    def test_the_question_stays_with_its_answer(self, seed: Transcript) -> None:
        (found,) = [p for p in passages_of(seed) if "How much?" in p.text]
        assert "How much?\n\nCarlo Dragonetti: 96%" in found.text
        assert found.speaker == "Carlo Dragonetti"
        assert [s.speaker for s in found.sentences][:2] == ["Matthieu David", "Carlo Dragonetti"]

    def test_later_passages_of_an_answer_know_the_question(self, seed: Transcript) -> None:
        (found,) = [p for p in passages_of(seed) if "The pop-up notification" in p.text]
        assert found.context.startswith(seed.title + ". ")
        assert found.context.endswith("and could you be more specific on it?")

    def test_sizes(self, seed: Transcript) -> None:
        sizes = [count_tokens(p.text) for p in passages_of(seed, max_tokens=96)]
        assert max(sizes) <= 1.3 * 96 + 10
        assert len([size for size in sizes if size < 30]) <= 3


def test_a_meeting_worked_by_hand() -> None:
    text = "Grad A: Yep .\nGrad B: Is it on ?\nGrad A: It is . We start now .\n"
    meeting = parse_transcript(text, "m")
    assert [(s.speaker, text[s.start : s.end]) for s in sentences_of(meeting)] == [
        ("Grad A", "Yep ."), ("Grad B", "Is it on ?"), ("Grad A", "It is ."), ("Grad A", "We start now ."),
    ]  # fmt: skip
    (passage,) = passages_of(meeting)
    assert (passage.start, passage.end) == (8, 63)
    assert passage.text == "Yep .\nGrad B: Is it on ?\nGrad A: It is . We start now ."
    assert passage.speaker == "Grad A"


def test_a_passage_never_spans_furniture() -> None:
    parsed = parse_transcript("Anna: One is here.\n\nShare this\n\nTwo is here.\n\nBo: Three.", "f")
    assert [p.text for p in passages_of(parsed)] == ["One is here.", "Two is here.\n\nBo: Three."]


def test_overlap_repeats_the_last_sentences_within_a_turn() -> None:
    parsed = parse_transcript(" ".join(f"This is sentence number {n} of them." for n in range(40)), "o")
    for before, after in pairwise(passages_of(parsed, max_tokens=50, overlap=1)):
        assert after.sentences[0] == before.sentences[-1]


_words = st.text(
    alphabet=st.sampled_from("abcXYZ .!?,;。！？…中文字é😀👩\u200d🍳\u0301\"”' \t"), min_size=1, max_size=120
)
_turns = st.lists(
    st.tuples(
        st.sampled_from(["Anna Rossi", "Bo", "主持人", "Dr. Li"]),
        st.lists(_words, min_size=1, max_size=4),
        st.sampled_from(["\n", "\r\n", "\n\n", "\r\n\r\n", "\n \t\n\n"]),
    ),
    max_size=12,
)


@given(_turns, st.sampled_from([1, 8, 32, 96]), st.sampled_from([0, 2]))
def test_offsets_hold_for_any_transcript(turns: list[tuple[str, list[str], str]], size: int, overlap: int) -> None:
    text = "".join(f"{name}: {gap.join(paragraphs)}{gap}" for name, paragraphs, gap in turns)
    parsed = parse_transcript(text, "any")
    sentences = sentences_of(parsed)
    covered = [0] * len(text)
    for sentence in sentences:
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end] != ""
        for place in range(sentence.start, sentence.end):
            covered[place] += 1
    for turn in parsed.turns:
        for span in turn.paragraphs:
            assert all(covered[place] == 1 for place in range(span.start, span.end) if not text[place].isspace())
    assert list(sentences) == sorted(sentences, key=lambda sentence: sentence.start)
    passages = passages_of(parsed, max_tokens=size, overlap=overlap)
    assert {s for passage in passages for s in passage.sentences} == set(sentences)
    _check_passages(parsed, passages, overlap)


def _check_passages(parsed: Transcript, passages: tuple[Passage, ...], overlap: int) -> None:
    end = 0
    for passage in passages:
        assert passage.text == parsed.text[passage.start : passage.end]
        assert (passage.start, passage.end) == (passage.sentences[0].start, passage.sentences[-1].end)
        assert passage.context and "\n" not in passage.context
        assert overlap or passage.start >= end
        end = passage.end
