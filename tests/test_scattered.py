"""A number from one place and its subject's name from another are nobody's words."""

from __future__ import annotations

import numpy as np
import pytest

from chatbot.answers import SourceSentence
from chatbot.citations import Fault, judge
from chatbot.citations.scattered import ONE_PLACE, is_scattered
from chatbot.passages import Sentence

FOLLOWERS = "On social media, with helloITA, we have more than 70,000 followers."
VIDEO = "The biggest account that shared it, Peer Video, has something like 50 million followers."
BEFORE = "Peer Video is a channel for short films."


def source(text: str, row: int, transcript: str = "talk", speaker: str = "Carlo Dragonetti") -> SourceSentence:
    return SourceSentence(transcript, Sentence(100 * row, 100 * row + len(text), speaker, None, row), text, None, 0.5, row)


@pytest.mark.parametrize(
    ("sentence", "language", "scattered"),
    [
        ("Carlo Dragonetti says that Peer Video has more than 70,000 followers.", "en", True),
        ("Carlo Dragonetti dice che Peer Video ha oltre 70.000 follower.", "it", True),
        ("Carlo Dragonetti dit que Peer Video a plus de 70 000 abonnés.", "fr", True),
        ("卡罗说Peer Video有超过7万粉丝。", "zh", True),
        ("HelloITA has 70,000 followers, and Peer Video has 50 million.", "en", False),
        ("Con helloITA hanno oltre 70.000 follower e Peer Video ne ha 50 milioni.", "it", False),
        ("The account Peer Video has some 50 million followers.", "en", False),
        ("They have followers on social media and shared it on an account.", "en", False),
    ],
)
def test_a_name_and_a_number_are_told_in_one_place(sentence: str, language: str, scattered: bool) -> None:
    quoted = [source(FOLLOWERS, 90), source(VIDEO, 20)]
    assert is_scattered(sentence, language, quoted, [], "en") is scattered


@pytest.mark.parametrize(
    ("sentence", "language", "one", "other"),
    [
        ("Carlo uses two platforms: WeChat and Douyin.", "en", "We use WeChat.", "We also use Douyin."),
        ("They sell wine in Beijing and Shanghai through 30 shops.", "en", "We sell in Beijing and Shanghai.", "We have thirty shops."),
        ("Carlo studied at Tsinghua for 2 years before he joined Alibaba in 2014.", "en", "At Tsinghua I was 2 years.", "In 2014 I joined Alibaba."),
        ("Carlo è arrivato a Pechino nel 2008 per poi fondare helloITA nel 2015.", "it", "I came to Beijing in 2008.", "helloITA is of 2015."),
        ("卡罗2008年到北京然后在2015年创办了helloITA。", "zh", "I came to Beijing in 2008.", "helloITA is of 2015."),
        ("Wine is sold on Tmall as well as on JD.", "en", "Wine is on Tmall.", "Wine is on JD."),
        ("The first of two reasons is WeChat; the second is price.", "en", "One is WeChat.", "The other is price. Two reasons."),
    ],
)
def test_what_two_places_tell_may_stand_in_one_sentence(sentence: str, language: str, one: str, other: str) -> None:
    assert not is_scattered(sentence, language, [source(one, 20), source(other, 90)], [], "en")


def test_what_stands_near_a_quote_is_told_there_too() -> None:
    sentence, quoted = "Carlo Dragonetti says that Peer Video has more than 70,000 followers.", [source(FOLLOWERS, 90), source(VIDEO, 20)]
    assert not is_scattered(sentence, "en", quoted, [source(BEFORE, 90 - ONE_PLACE)], "en")
    assert is_scattered(sentence, "en", quoted, [source(BEFORE, 89 - ONE_PLACE)], "en")
    assert is_scattered(sentence, "en", quoted, [source(BEFORE, 90, transcript="other")], "en")


def test_quotes_of_one_place_may_share_what_they_tell() -> None:
    sentence = "Carlo Dragonetti says that Peer Video has more than 70,000 followers."
    assert not is_scattered(sentence, "en", [source(FOLLOWERS, 21), source(VIDEO, 20)], [], "en")


def test_a_scattered_sentence_does_not_hold() -> None:
    sources = [source(FOLLOWERS, 0), source(VIDEO, 1 + ONE_PLACE)]
    vectors = np.zeros((2 + ONE_PLACE, 2), np.float32)
    vectors[0], vectors[-1] = (1, 0), (0.98, 0.199)
    sentence = "Carlo Dragonetti says that with Peer Video they have more than 70,000 followers on social media."
    judgement = judge(sentence, vectors[0], sources, vectors, ["Carlo Dragonetti"])
    assert Fault("meaning") in judgement.faults
    assert not judgement.holds and not judgement.is_doubted_for_words
