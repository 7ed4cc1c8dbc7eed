"""How often: a sentence that says "often" or "always" where its quotes say "sometimes", in four languages."""

from __future__ import annotations

import pytest

from chatbot.citations import Fault, faults
from chatbot.citations.frequency import other_frequencies
from tests.conftest import SEED

SOMETIMES = "Italy has 96% of small or medium enterprises that sometimes cannot make numbers to feed on China."


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Small enterprises often cannot make numbers to feed on China."), ("en", "They always cannot make numbers."),
        ("en", "Usually they cannot make numbers."), ("en", "They rarely cannot make numbers."),
        ("it", "Le piccole imprese spesso non possono fare i numeri."), ("it", "Di solito non possono fare i numeri."),
        ("it", "Sempre più imprese spesso non possono fare i numeri."), ("it", "Raramente non possono fare i numeri."),
        ("fr", "Souvent, elles ne peuvent pas."), ("fr", "Elles ne peuvent souvent pas."), ("fr", "D’habitude, elles ne peuvent pas."),
        ("fr", "La plupart du temps, elles ne peuvent pas."), ("fr", "Rarement, elles ne peuvent pas."),
        ("zh", "小企业经常做不到。"), ("zh", "小企业总是做不到。"), ("zh", "小企业通常做不到。"), ("zh", "小企业很少做不到。"),
    ],
)  # fmt: skip
def test_what_is_said_of_sometimes_is_of_no_other_frequency(language: str, sentence: str) -> None:
    assert other_frequencies(sentence, [SOMETIMES])
    assert Fault("meaning") in faults(sentence, language, [SOMETIMES], "en", [None], ())


@pytest.mark.parametrize(
    ("sentence", "quote", "word"),
    [
        ("A volte vendono vino.", "They often sell wine.", "a volte"), ("有时卖酒。", "They always sell wine.", "有时"),
        ("偶尔卖酒。", "Vendono spesso vino.", "偶尔"), ("Parfois ils vendent.", "他们经常卖酒。", "parfois"),
        ("They sometimes sell wine.", "他们总是卖酒。", "sometimes"), ("They often sell wine.", "Ils vendent rarement du vin.", "often"),
        ("They always sell wine.", "他们很少卖酒。", "always"), ("They seldom sell wine.", "Vendono sempre vino.", "seldom"),
        ("Ils vendent toujours du vin.", "A volte vendono vino.", "toujours"), ("他们难得卖酒。", "They usually sell wine.", "难得"),
        ("De temps en temps ils vendent.", "Di solito vendono.", "de temps en temps"),
        ("They occasionally sell.", "D'habitude ils vendent.", "occasionally"),
    ],
)  # fmt: skip
def test_every_class_is_told_from_the_others_across_languages(sentence: str, quote: str, word: str) -> None:
    assert other_frequencies(sentence, [quote]) == [word]


@pytest.mark.parametrize(
    "sentence",
    [
        "They sometimes cannot.", "A volte non possono.", "Talvolta non possono.", "Ogni tanto non possono.", "Parfois non.",
        "De temps en temps, non.", "有时候做不到。", "偶尔做不到。", "They cannot make numbers.",
        # asides, and comparisons
        "As always, they cannot.", "Come sempre non possono.", "Comme toujours, elles ne peuvent pas.", "How often is not told.",
        "They fail more often.", "Un vetro più spesso.",
        # a denied "always" is nearly "sometimes"
        "They cannot always make numbers.", "Non sempre possono.", "Elles ne peuvent pas toujours.", "他们不总是做得到。",
        "They don't often make numbers.", "他们并不经常做到。",
        # still, also, more and more
        "Carlo travaille toujours à Shanghai.", "Elles n'y arrivent toujours pas.", "Sempre in Cina, le imprese non possono.",
        "Il vino è sempre più caro.",
        # amounts, time, a denial, a hedge
        "他们有很少的钱。", "他们的钱很少。", "很少有人知道。", "Mostly they cannot.", "Elles ne peuvent jamais.", "Non possono mai.",
        "Pochi possono.",
        # one of its frequencies is the quote's
        "They often cannot, and sometimes they can.",
    ],
)  # fmt: skip
def test_what_is_sometimes_too_or_no_frequency(sentence: str) -> None:
    assert other_frequencies(sentence, [SOMETIMES]) == []


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("They often sell online.", "We sell online a lot, and sometimes in shops."),
        ("He says he usually works with Italians.", "Nine times out of ten I work with Italians; sometimes with the French."),
        ("他经常去上海。", "I go to Shanghai every week, sometimes twice."),
        ("He always answers the phone.", "Any time you call I answer, usually within a minute."),
        ("He rarely drinks.", "I drink occasionally."),
    ],
)
def test_what_is_told_without_such_a_word_may_be_the_same(sentence: str, quote: str) -> None:
    assert other_frequencies(sentence, [quote]) == []


@pytest.mark.parametrize(
    ("sentence", "quotes"),
    [
        ("They often fail.", ["They fail."]),  # no frequency there
        ("他们经常卖酒。", ["他们有时间卖酒。"]), ("他们经常卖酒。", ["他们拥有时装店。"]), ("他们经常卖酒。", ["钱很少。"]),
        ("They often fail.", ["Often they fail, and sometimes they do not."]),
        ("They sometimes fail.", ["They often fail.", "And sometimes they do not."]),
        ("They usually fail.", ["Mostly they fail, sometimes they do not."]),  # near
        ("Sometimes it works.", ["It usually works, for some."]),
        ("They often ask about ethics.", ["They always ask about ethics."]),
        ("Di solito la gente compra vino.", ["Most people sometimes buy wine."]),
        ("They always buy.", ["They sometimes buy, every week."]),
        ("Elles vendent souvent.", ["Almost always they sell, sometimes not."]),
        ("They sometimes fit.", ["They don't always fit."]), ("They rarely fit.", ["They don't always fit."]),
        ("Raramente comprano.", ["They often do not buy."]),  # the same, turned round
        ("他们经常不买。", ["Ils achètent rarement."]),
        ("They often sell wine.", ["As always, they sell wine."]),
    ],
)  # fmt: skip
def test_quotes_that_come_near_or_say_nothing_of_it(sentence: str, quotes: list[str]) -> None:
    assert other_frequencies(sentence, quotes) == []


def test_every_sentence_of_a_talk_is_as_frequent_as_itself() -> None:
    for sentence in SEED.read_text("utf-8").splitlines():
        assert other_frequencies(sentence, [sentence]) == []
