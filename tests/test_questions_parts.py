"""Which questions ask several things, and what each of them is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot.questions import Message, as_asked, as_part, parts_of

SEVERAL = {
    "What did he study, and where does he live now?": ("What did he study?", "where does he live now?"),
    "How many people work there and how much do they earn?": ("How many people work there?", "how much do they earn?"),
    "Which platforms do they use and are there any fees?": ("Which platforms do they use?", "are there any fees?"),
    "According to Carlo, why is wine hard to sell and what should a producer do first?":
        ("According to Carlo, why is wine hard to sell?", "what should a producer do first?"),
    "I make olive oil in Puglia. How do I begin, and how much should I invest?":
        ("I make olive oil in Puglia. How do I begin?", "how much should I invest?"),
    "Who founded the agency? And who pays for it today? Please be precise.":
        ("Who founded the agency?", "And who pays for it today? Please be precise."),
    "Who is the guest and what does he do and where does he live?":
        ("Who is the guest?", "what does he do?", "where does he live?"),
    "Chi è Carlo e perché è venuto in Cina?": ("Chi è Carlo?", "perché è venuto in Cina?"),
    "Di cosa si occupa l'azienda e da dove viene il fondatore?": ("Di cosa si occupa l'azienda?", "da dove viene il fondatore?"),
    "chi è carlo dragonetti e cosa fa in cina": ("chi è carlo dragonetti?", "cosa fa in cina?"),
    "Qui est l'invité et depuis quand vit-il en Chine ?": ("Qui est l'invité?", "depuis quand vit-il en Chine ?"),
    "Quelles marques vendent bien et combien coûtent-elles ?": ("Quelles marques vendent bien?", "combien coûtent-elles ?"),
    "为什么中国人喜欢法国酒，意大利酒应该怎么做？": ("为什么中国人喜欢法国酒？", "意大利酒应该怎么做？"),
    "嘉宾是谁？他为什么来中国？": ("嘉宾是谁？", "他为什么来中国？"),
}  # fmt: skip
ONE = [
    "Why do the Chinese prefer French wine?",
    "Did it work, and why?",
    "When and where was the agency founded?",
    "What is WeChat and how it works?",
    "Does he explain who pays and how?",
    "What is the difference between how the French sell and how the Italians do?",
    "What does he say about how they started and why they stopped?",
    "When he arrived in China, what did he do and how did he feel?",
    "Is it Italian? Or is it French?",
    "Which restaurant did they go to? Quanjude?",
    "Is that in the transcripts? I am preparing a presentation about wine and pasta.",
    "Perché e come lo fanno?",
    "Cosa dice di come hanno iniziato e perché hanno smesso?",
    "Dà consigli sul vino? DOP, certificati, altro?",
    "Il parle d'une entreprise qui vend du vin et qui exporte ?",
    "Il trouve comment les outils d'Alibaba ? Facile à prendre en main ?",
    "如果我想卖酒，应该怎么做？",
    "无论卖什么产品，应该怎么推广？",
    "他有没有说为什么来中国，怎么开始的？",
    "他们在北京吃鸭子是在哪家店？全聚德吗？",
    "¿Quién es Carlo y qué hace en China?",
]


@pytest.mark.parametrize("text", SEVERAL)
def test_what_asks_several_things_is_cut_where_the_next_question_begins(text: str) -> None:
    assert parts_of(text) == SEVERAL[text]


@pytest.mark.parametrize("text", ONE)
def test_what_asks_one_thing_or_leaves_a_doubt_stays_whole(text: str) -> None:
    assert parts_of(text) == (text,)


@settings(deadline=None)  # what tells languages is loaded at the first question
@given(st.lists(st.sampled_from([*SEVERAL, *ONE, "Wine", "?", "，", " e ", "and what is", "\n", "…", "(why)"]), max_size=5).map(" ".join))
def test_parts_are_the_words_of_the_question_in_their_order(text: str) -> None:
    place = 0
    for part in parts_of(text):
        words = part if part in text[place:] else part[:-1]  # the mark at its end may be its own
        place = text.index(words, place) + len(words)


def test_a_part_is_asked_behind_the_one_before_it_and_answered_in_the_language_of_the_whole() -> None:
    whole = as_asked("Who founded the agency, and where does he live? Answer in Italian please.")
    part = as_part("where does he live?", whole, [Message("user", "Who founded the agency?")])
    assert part.language == whole.language == "it"
    assert "Who founded the agency? where does he live?" in part.forms
