"""Requests for the last answer in another form, and what only looks like one."""

from __future__ import annotations

import pytest

from chatbot.questions import Message, answer_language, as_asked, asks_for_brevity, is_change_of_form

ASKED = [Message("user", "Wer verkauft den Wein in China?"), Message("assistant", "Die Franzosen.")]
"""Its language is none of those that are asked for below."""


@pytest.mark.parametrize("text", [
    "shorter, please", "Can you make it shorter?", "too long, shorten it", "Make it a bit shorter", "a shorter answer please",
    "puoi accorciare?", "accorcia", "più breve", "piu breve", "più breve per favore", "PIÙ BREVE!", "in breve",
    "plus court s'il te plaît", "plus court s’il te plaît", "raccourcis", "Peux-tu raccourcir ?", "en bref",
    "更短一点", "简短一些", "能短一点吗？", "太长了，短一点",
    "sii breve", "sois bref", "简短回答",
])  # fmt: skip
def test_a_request_for_fewer_words(text: str) -> None:
    assert is_change_of_form(text)
    assert asks_for_brevity(text)
    asked = as_asked(text, ASKED)
    assert (asked.standalone, asked.brief, asked.language) == (ASKED[0].content, True, answer_language(ASKED[0].content))


@pytest.mark.parametrize(("text", "language"), [
    ("now in English", "en"), ("English please", "en"), ("English, please!", "en"), ("e ora in inglese", "en"),
    ("e in italiano?", "it"), ("italiano per favore", "it"), ("Could you translate it into Italian please?", "it"),
    ("dimmi in cinese", "zh"), ("ora in francese", "fr"), ("et en français ?", "fr"), ("réponds en français", "fr"), ("翻译成法语", "fr"),
    ("maintenant en chinois", "zh"), ("dis-le en chinois", "zh"), ("Can you say that in Chinese?", "zh"),
    ("puoi dirlo in cinese?", "zh"), ("in cinese per favore", "zh"), ("中文", "zh"), ("中文呢", "zh"), ("用中文", "zh"),
    ("能用中文说吗？", "zh"),
])  # fmt: skip
def test_a_request_for_a_language(text: str, language: str) -> None:
    assert is_change_of_form(text)
    asked = as_asked(text, ASKED)
    assert (asked.standalone, asked.brief, asked.language) == (ASKED[0].content, False, language)


def test_a_request_for_both() -> None:
    asked = as_asked("OK, shorter and in Chinese please", ASKED)
    assert (asked.standalone, asked.brief, asked.language) == (ASKED[0].content, True, "zh")


@pytest.mark.parametrize("text", [
    "What is it called in Chinese?", "how do you say that in Chinese?", "What about English-speaking customers?", "Chinese?",
    "Is a shorter video better?", "Which is shorter?", "Is it too long?", "Does he say it in Chinese?", "French wine please",
    "Chi parla cinese?", "Il corso breve quanto costa?", "Come si dice in italiano?", "Qual è il più breve?", "Può rispondere in inglese?",
    "La versione più breve dove si vende?",
    "Qui parle français ?", "Comment dit-on ça en chinois ?", "Et le plus court ?", "en Chine ?",
    "中文平台有哪些？", "他们用中文吗？", "他会说中文吗？", "短视频呢？", "为什么更短？", "英文名是什么？",
])  # fmt: skip
def test_a_question_about_a_language_or_a_length(text: str) -> None:
    assert not is_change_of_form(text)
    assert not asks_for_brevity(text)
    assert as_asked(text, ASKED).standalone == text


def test_a_longer_answer_is_no_shorter_one() -> None:
    assert is_change_of_form("longer")
    assert not asks_for_brevity("longer")


def test_a_message_of_many_requests_is_none() -> None:
    assert not is_change_of_form("shorter please " * 200)


def test_two_changes_of_form_in_a_row_ask_the_same_question_in_both_forms() -> None:
    said = [*ASKED, Message("user", "中文呢"), Message("assistant", "法国人。")]
    asked = as_asked("shorter, please", said)
    assert (asked.standalone, asked.brief, asked.language) == (ASKED[0].content, True, "zh")


def test_a_question_that_had_no_answer_is_asked_again_too() -> None:
    said = [*ASKED, Message("user", "Who sells tea in Peru?"), Message("assistant", "The transcripts do not say.")]
    asked = as_asked("e in italiano?", said)
    assert (asked.forms, asked.language) == (("Who sells tea in Peru?",), "it")
