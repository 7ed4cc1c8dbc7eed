"""Names in questions: those that a talk says, those that are of other talks alone, and what else a thing is called."""

from __future__ import annotations

import pytest

from chatbot.retrieval.names_said import names_said
from chatbot.retrieval.other_names import with_other_names
from chatbot.retrieval.speakers import SpeakerNames
from chatbot.transcripts import parse_transcript

BAGS = parse_transcript(
    "Rob: You run China for Corvelli?\n\nSilvia: I joined Corvelli in 2019. Why? Because China. Well, Leo runs Tmall.\n\n"
    "Rob: And China? And Tmall? Why?\n\nSilvia: Good question. We sell what Rob sells, and we sell it to people who work in shops and in banks.\n",
    "bags",
)
OIL = parse_transcript(
    "Marta: Quanto olio fate, Ettore?\n\nEttore: Dipende. Quindi poco. Con Huaxin in Cina.\n\n"
    "Marta: E Huaxin vende in Cina?\n\nEttore: Quindi, Huaxin vende. Dipende.\n",
    "oil",
)
TEA = parse_transcript("陈楠：您在哪里？\n\n沈玉兰：我在 Corvelli 隔壁，Corvelli 很大。\n\n陈楠：好。\n", "tea")


def test_a_name_is_said_twice_with_a_capital_within_a_sentence_and_is_no_place_and_no_known_brand() -> None:
    assert names_said(BAGS) == {"Corvelli"}  # Leo once; Why at the start of sentences alone; China, Tmall
    assert names_said(OIL) == {"Huaxin"}
    assert names_said(TEA) == {"Corvelli"}


def test_a_text_in_which_nobody_speaks_tells_by_no_name() -> None:
    assert names_said(parse_transcript("The firm Corvelli grew. Then Corvelli sold.", "page")) == frozenset()


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Perché Corvelli ha chiuso?", {"bags": 0.37, "oil": 0.0, "tea": 0.37}),  # 1 - log 2 / log 3
        ("Does Huaxin sell on Tmall?", {"bags": 0.0, "oil": 1.0, "tea": 0.0}),
        ("Why is China hard?", {"bags": 0.0, "oil": 0.0, "tea": 0.0}),
    ],
)
def test_a_firm_s_name_tells_the_talks_that_say_it(question: str, told: dict[str, float]) -> None:
    names = SpeakerNames({each.id: each for each in (BAGS, OIL, TEA)})
    assert {id: names.told(names.named([question]), id) for id in told} == pytest.approx(told, abs=0.005)


@pytest.mark.parametrize(
    ("question", "others"),
    [
        ("Perché Corvelli ha chiuso?", {"oil"}),
        ("Corvelli ha chiuso?", {"oil"}),
        ("Does Huaxin sell?", {"bags"}),  # in the Chinese talk it may be said in characters
        ("Do Huaxin and Corvelli sell the same?", set()),
        ("What does Ettore say of Silvia?", set()),
        ("沈玉兰卖什么？", {"bags", "oil"}),
        ("Does Bulgari sell?", set()),  # said nowhere
        ("Why is China hard?", set()),
        ("Does Leo sell?", set()),  # said once, so no name that tells a talk
        ("What did Silvia Bianchi sell?", set()),  # somebody else
        ("Rob, how much?", set()),  # short, at the start: it may be a word
    ],
)
def test_a_talk_is_about_others_where_none_of_the_names_asked_about_is_said_in_it(question: str, others: set[str]) -> None:
    names = SpeakerNames({each.id: each for each in (BAGS, OIL, TEA)})
    assert {id for id in ("bags", "oil", "tea") if names.are_of_others(names.told_of(question), id)} == others


@pytest.mark.parametrize(
    "text",
    ["Corvelli closed three shops.", "Bo: Why did corvelli close?", "BO: CORVELLI HAD HIGH RENTS.", "Bo: Corvelli. Corvelli closed."],
    ids=["a page", "captions without capitals", "captions in capitals", "at the start of sentences"],
)
def test_a_talk_that_says_the_name_in_any_way_is_not_about_others(text: str) -> None:
    names = SpeakerNames({"bags": BAGS, "other": parse_transcript(text, "other")})
    assert not names.are_of_others(names.told_of("Why did Corvelli close?"), "other")


def test_an_ordinary_word_is_no_name_that_tells_other_talks_to_be_about_others() -> None:
    cost = parse_transcript("Host: And you, Costa?\n\nPaolo Costa: I sell with Jack Ma.\n\nJack Ma: Yes.\n", "cost")
    names = SpeakerNames({"cost": cost, "oil": OIL})
    for question in ("Costa molto aprire un negozio?", "Quanto costa aprire? Costa poco?", "Ma perché ha chiuso?"):
        assert not names.are_of_others(names.told_of(question), "oil")
    assert names.are_of_others(names.told_of("Cosa vende Paolo Costa?"), "oil")


def test_where_capitals_mark_more_than_names_none_is_said() -> None:
    german = "Anna: Die Firma hat gute Kunden, und der Wein ist gut.\n\nBo: Der Wein? Und die Firma?\n\nAnna: Nur der Wein, die Firma nicht.\n"
    assert names_said(parse_transcript(german, "de")) == frozenset()
    assert names_said(parse_transcript("Bo: Today We Talk About Wine And The Wine Market.\n\nAl: The Wine Market?\n", "t")) == frozenset()


@pytest.mark.parametrize(
    ("question", "said", "behind"),
    [
        ("Quanto costa a Pechino?", "Beijing is dear", "beijing"),
        ("Why did Sam's Club refuse?", "山姆要求独家", "山姆"),
        ("天猫贵吗？", "We sell on Tmall", "tmall"),
        ("What of Little Red Book?", "Xiaohongshu works", "xiaohongshu"),
        ("Do they use RED labels?", "小红书", ""),  # too short a name to go by
        ("And in Beijing?", "Beijing is dear", ""),
        ("Quanto costa a Pechino?", "Shanghai is dear", ""),
        ("Is he nice?", "In Nizza we sell", ""),  # a word that is a name too
    ],
)
def test_what_is_named_gets_the_other_names_that_are_said(question: str, said: str, behind: str) -> None:
    is_said = {name.casefold() for name in ["Beijing", "山姆", "Tmall", "Xiaohongshu", "小红书", "Shanghai", "Nizza"]
               if name.casefold() in said.casefold()}.__contains__  # fmt: skip
    assert with_other_names(question, is_said) == f"{question} {behind}".strip()
