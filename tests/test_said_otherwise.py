"""A number or superlative that the quotes have, and have otherwise: fewer than for more than, weeks for months, least for most."""

from __future__ import annotations

import pytest

from chatbot.citations import Fault, faults
from chatbot.citations.bounds import numbers_turned_round
from chatbot.citations.extremes import opposite_extremes
from chatbot.citations.swaps import swapped_countries
from chatbot.citations.units import numbers_of_another_unit
from tests.conftest import SEED

MORE = "We had more than 70,000 followers."
FEWER = ("fewer than 35 million", "less than thirty-five million", "at most 35 million", "not more than 35 million", "up to 35 million")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "They have fewer than 70,000 followers."), ("en", "They have less than seventy thousand followers."),
        ("en", "They have under 70,000 followers."), ("en", "It is below 70,000."), ("en", "They have up to 70,000."),
        ("en", "They have at most about 70,000."), ("en", "They have no more than 70,000."), ("en", "70,000 or fewer follow them."),
        ("it", "Hanno meno di settantamila follower."), ("it", "Al massimo 70.000 follower."), ("it", "Fino a settantamila follower."),
        ("fr", "Ils ont moins de 70 000 abonnés."), ("fr", "Ils ont au plus 70 000 abonnés."), ("fr", "Jusqu’à 70 000 abonnés."),
        ("zh", "粉丝不到七万。"), ("zh", "粉丝少于七万。"), ("zh", "他们最多有七万粉丝。"), ("zh", "至多7万粉丝。"), ("zh", "7万以下。"),
    ],
)  # fmt: skip
def test_fewer_than_is_not_more_than(language: str, sentence: str) -> None:
    found = faults(sentence, language, [MORE], "en", [None], ())
    assert Fault("meaning") in found
    assert "number" not in {fault.kind for fault in found}  # the quote has it


@pytest.mark.parametrize("quote", FEWER)
@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "more than 35 million"), ("en", "over 35 million"), ("en", "at least thirty-five million"), ("en", "35 million or more"),
        ("it", "più di 35 milioni"), ("it", "oltre trentacinque milioni"), ("it", "almeno 35 milioni"),
        ("fr", "plus de 35 millions"), ("fr", "au moins trente-cinq millions"),
        ("zh", "超过3500万"), ("zh", "至少三千五百万"), ("zh", "三千五百多万"), ("zh", "3500万多人"),
    ],
)  # fmt: skip
def test_more_than_is_not_fewer_than(quote: str, language: str, sentence: str) -> None:
    assert numbers_turned_round(sentence, language, [quote], "en") == {35_000_000}


@pytest.mark.parametrize(
    ("language", "sentence", "quotes"),
    [
        ("en", "They have more than 70,000 followers.", ["We had 70,000 followers."]),  # a plain number bears out either
        ("en", "They have about 70,000 followers.", [MORE]),
        ("en", "They have no less than 70,000 followers.", [MORE]),
        ("it", "Hanno non meno di settantamila follower.", [MORE]),
        ("fr", "Ils n'ont pas moins de 70 000 abonnés.", [MORE]),
        ("zh", "他们的粉丝不少于七万。", [MORE]),
        ("zh", "他们有七万多粉丝。", [MORE]),
        ("it", "Hanno più di settantamila follower.", [MORE]),
        ("fr", "Ils ont plus de 70 000 abonnés.", [MORE]),
        ("zh", "超过七万。", [MORE]),
        ("en", "They have fewer than 70,000.", ["It was more than 70,000 once.", "Now it is fewer than 70,000."]),
        ("en", "They do not have more than 70,000 followers.", ["We have fewer than 70,000."]),  # a denial farther off
        ("en", "They opened it over 5 years.", ["It took us less than 5 years."]),  # in the course of
        ("en", "They sold it up to 2018.", ["After more than 2018 shops they sold it."]),  # may be a year
        ("en", "At least seven shops sell it.", ["Less than half do, seven shops."]),
        ("it", "Oltre a 5 negozi hanno un sito.", ["We had fewer than 5 shops."]),  # besides
        ("zh", "在店里看不到7个品牌。", ["We had more than 7 brands."]),  # cannot be seen
    ],
)  # fmt: skip
def test_what_agrees_with_a_number_or_says_nothing_of_its_side(language: str, sentence: str, quotes: list[str]) -> None:
    assert numbers_turned_round(sentence, language, quotes, "en") == frozenset()


@pytest.mark.parametrize(
    ("languages", "sentence", "quote"),
    [
        ("en en", "You need at least 10,000 euros.", "With less than 10,000 euros you can't do anything."),
        ("en en", "You need at least 10,000 euros.", "You lose money with less than 10,000 euros."),
        ("it it", "Servono almeno 10.000 euro.", "Con meno di 10.000 euro perdi soldi."),
        ("it it", "Servono almeno 10.000 euro.", "Se hai meno di 10.000 euro perdi soldi."),
        ("fr fr", "Il faut au moins 10 000 euros.", "Avec moins de 10 000 euros on perd de l'argent."),
        ("fr fr", "Il faut au moins 10 000 euros.", "Si tu as moins de 10 000 euros, tu perds."),
        ("zh zh", "至少五十个订单。", "如果少于五十个订单，你会亏钱。"),
        ("en en", "At least 50 orders are needed.", "If you get less than 50 orders, you lose money."),
        ("en en", "Above 50 euros shipping is free.", "Below 50 euros you pay."),
        ("it it", "Sopra i 50 euro la spedizione è gratis.", "Sotto i 50 euro paghi."),
        ("it it", "Al di sopra dei 50 euro è gratis.", "Si paga fino a 50 euro."),
        ("fr fr", "Au-dessus de 50 euros, c'est gratuit.", "Au-dessous de 50 euros, on paie."),
        ("en en", "Most buyers are under 35.", "Those above 35 don't buy it."),
        ("en en", "Most buyers are under 35.", "The ones above 35 never buy it."),
        # scarce
        ("en en", "A bottle costs at least 20 euros.", "There is nothing below 20 euros."),
        ("en en", "A bottle costs at least 20 euros.", "You find hardly anything for under 20 euros."),
        ("it it", "Una bottiglia costa almeno 20 euro.", "Si trova difficilmente sotto i 20 euro."),
        ("it it", "Una bottiglia costa almeno 20 euro.", "Niente sotto i 20 euro."),
        ("fr fr", "Une bouteille coûte au moins 20 euros.", "Rien à moins de 20 euros."),
        ("fr fr", "Une bouteille coûte au moins 20 euros.", "Elle coûte rarement moins de 20 euros."),
        ("zh zh", "一瓶至少20欧元。", "很少低于20欧元。"), ("zh zh", "一瓶至少20欧元。", "很难低于20欧元。"),
        ("it it", "Almeno 3 giorni.", "Fino a 3 giorni o più."),
        ("en en", "At least 3 days.", "Up to 3 days or more."),
        ("fr fr", "Au moins 3 jours.", "Jusqu'à 3 jours ou plus."),
    ],
)  # fmt: skip
def test_a_condition_or_a_denial_tells_no_side(languages: str, sentence: str, quote: str) -> None:
    spoken, quoted = languages.split()
    assert numbers_turned_round(sentence, spoken, [quote], quoted) == frozenset()
    assert numbers_turned_round(quote, quoted, [sentence], spoken) == frozenset()


@pytest.mark.parametrize(
    ("language", "sentence", "quote"),
    [
        ("en", "It has fewer than 50 shops.", "We do not sell oil. It has more than 50 shops."),  # denied in another sentence
        ("en", "It has fewer than 50 shops.", "If you ask me, it has more than 50 shops."),  # another clause
        ("it", "Ha meno di 50 negozi.", "Si vende in più di 50 negozi."),  # no "if"
        ("fr", "Il a moins de 50 magasins.", "Il se vend dans plus de 50 magasins."),
        ("zh", "有不到50家店。", "有超过50家店。"),
    ],
)
def test_what_stands_elsewhere_leaves_a_number_its_side(language: str, sentence: str, quote: str) -> None:
    assert numbers_turned_round(sentence, language, [quote], language) == {50}


@pytest.mark.parametrize(
    ("languages", "quote", "true", "false"),
    [
        ("en en", "In the past six months we opened two.", "That was in the past six months.", "That was in the past six weeks."),
        ("it en", "In the past six months we opened two.", "Negli ultimi sei mesi.", "Nelle ultime sei settimane."),
        ("fr en", "In the past six months we opened two.", "Il y a six mois.", "Les six dernières semaines."),
        ("zh en", "In the past six months we opened two.", "六个月前。", "六周以前。"),
        ("zh en", "It is a 6-month plan.", "这是六个月的计划。", "这是六个星期的计划。"),
        ("en it", "Ci vogliono trenta minuti.", "It takes thirty minutes.", "It takes thirty seconds."),
        ("en fr", "Cela prend dix heures.", "It takes ten hours.", "It takes ten days."),
        ("en zh", "他在中国住了五年。", "He lived in China for five years.", "He lived in China for five days."),
        ("en zh", "十分钟就到。", "It takes ten minutes.", "It takes ten hours."),
        ("zh en", "I am 28 years old.", "他28岁。", "他28个月。"),
        ("en en", "It takes six to eight months.", "It takes 6-8 months.", "It takes 6-8 weeks."),
        # shares
        ("en en", "The 96% of companies are small.", "96 percent of companies are small.", "There are 96 companies."),
        ("en en", "There are 96 companies.", "We know 96 companies.", "It is 96% of companies."),
        ("it en", "There are 96 companies.", "Le 96 aziende.", "Il 96 per cento delle aziende."),
        ("zh en", "It is 96 percent.", "占百分之九十六。", "有96家公司。"),
        ("zh en", "There are 70 shops.", "有七十家店。", "占七成。"),
        ("fr zh", "有96家公司。", "96 entreprises.", "96 % des entreprises."),
    ],
)  # fmt: skip
def test_a_number_keeps_its_unit(languages: str, quote: str, true: str, false: str) -> None:
    spoken, quoted = languages.split()
    assert numbers_of_another_unit(true, spoken, [quote], quoted) == frozenset()
    assert "meaning" in {fault.kind for fault in faults(false, spoken, [quote], quoted, [None], ())}


@pytest.mark.parametrize(
    ("language", "sentence", "quotes"),
    [
        ("en", "It takes six weeks.", ["It takes six, maybe more."]),  # no unit is told
        ("en", "It takes six weeks.", ["Six months, they said.", "It took six weeks."]),
        ("en", "It takes six months.", ["It took six long months."]),
        ("zh", "公司成立于2018年。", ["In 2018, 6 months later, we began."]),  # a year, and no years
        ("zh", "三周年庆典。", ["After three years we had a party."]),
        ("zh", "二十多年。", ["It is more than 20 years."]),
        ("en", "It is 10% today.", ["It is 10, maybe 20 percent."]),
        ("en", "It is 10% today.", ["It is 10 maybe even 20 percent."]),
        ("it", "Dal 10 al 20%.", ["It is from 10 to 20 percent."]),
        ("en", "It is 96% of companies.", ["Of 100 companies 96 companies are small."]),
        ("en", "Seven of them went.", ["It is seven percent."]),
        ("it", "Hanno 96 punti vendita.", ["We have 96 shops."]),
        ("fr", "Pendant 3 ans.", ["For three years."]),
        ("en", "They have a three-year plan.", ["The plan is of three years."]),
        ("en", "The fee is 5 percent.", ["The fee is 5 points."]), ("en", "It is 5 percent.", ["It is 5 points of VAT."]),
        ("en", "The fee is 5 points.", ["The fee is 5 percent."]),
        ("it", "Sono 5 punti di commissione.", ["It is 5 percent."]), ("zh", "佣金是5个点。", ["It is 5 percent."]),
        ("zh", "佣金是百分之五。", ["The fee is 5 points."]),
    ],
)  # fmt: skip
def test_a_unit_that_may_be_the_same_is_none_other(language: str, sentence: str, quotes: list[str]) -> None:
    assert numbers_of_another_unit(sentence, language, quotes, "en") == frozenset()


WINE = "As you know, the French own the highest part of the market in terms of wine."


@pytest.mark.parametrize(
    ("sentence", "quote", "word"),
    [
        ("The French own the smallest part.", WINE, "smallest"),
        ("The French own the lowest part.", WINE, "lowest"),
        ("It is the French who own the least.", WINE, "least"),
        ("I francesi hanno la parte più piccola.", WINE, "piccola"),
        ("La France a la plus petite part.", WINE, "petite"),
        ("法国人占最小的份额。", WINE, "最小"),
        ("It is the biggest shop.", "È il negozio più piccolo.", "biggest"),
        ("C'est le marché le plus grand.", "It is the smallest market.", "grand"),
        ("这是最大的市场。", "It is the smallest market.", "最大"),
        ("It is the worst brand.", "This is the best brand in China.", "worst"),
        ("È la peggiore marca.", "This is the best brand in China.", "peggiore"),
        ("这是最差的品牌。", "This is the best brand in China.", "最差的"),
    ],
)
def test_one_end_of_a_scale_is_not_the_other(sentence: str, quote: str, word: str) -> None:
    assert opposite_extremes(sentence, [quote]) == [word]


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("The French own the biggest part.", WINE),
        ("I francesi possiedono la maggior parte.", WINE),
        ("La Francia è più piccola della Cina.", WINE),  # smaller, not smallest
        ("法国人占最大的份额。", WINE),
        ("At the least the French own it.", WINE),
        ("It is the worst problem.", "It is the biggest problem."),  # size and worth
        ("They have the lowest price.", "They have the best price."),
        ("最好不要去。", "It is the worst thing you can do."),  # had better not
        ("It is the smallest shop.", "The biggest is not here, this is a small one."),
        ("They pay the lowest tax.", "It is not the highest."),
        ("It is the smallest firm in the biggest market.", "It is in the biggest market."),
        ("Le plus souvent ils achètent du vin.", "They have the lowest price."),
        ("At best there are five.", "That is the worst case."),
        ("Almost all sell wine.", "Even the smallest sell wine."),
        ("The biggest problem is trust.", "The main problem, even for the smallest firms, is trust."),
        ("The biggest problem is trust.", "The number one problem, even for the smallest firms, is trust."),
        ("Il problema più grande è la fiducia.", "Il problema principale, anche per i più piccoli, è la fiducia. La più piccola."),
        ("Le plus grand problème est la confiance.", "Le premier problème, même pour la plus petite, est la confiance."),
        ("最大的问题是信任。", "对最小的公司来说，主要的问题是信任。"),
        ("It has the lowest rank.", "It is last of the highest."),
        ("È la più piccola.", "È l'ultima tra le più grandi."),
        ("It is the best choice.", "It is the right one; the worst is another."),
        ("È la migliore scelta.", "È quella giusta, la peggiore è un'altra."),
    ],
)
def test_what_is_no_clear_opposite(sentence: str, quote: str) -> None:
    assert opposite_extremes(sentence, [quote]) == []


def test_a_turned_superlative_is_one_doubtful_word() -> None:
    found = faults("The French own the smallest part of the market in terms of wine.", "en", [WINE], "en", [None], ())
    assert [fault.kind for fault in found] == ["word"]


@pytest.mark.parametrize(
    ("language", "quote", "sentence"),
    [
        ("en", WINE, "In China the Italians own the highest part of the market."),
        ("it", "I francesi possiedono la parte più alta.", "Gli italiani possiedono la parte più alta."),
        ("fr", "Les Français possèdent la plus grande part.", "Les Italiens possèdent la plus grande part."),
    ],
)
def test_what_is_said_of_one_country_is_not_borne_out_of_another_that_a_second_quote_names(
    language: str, quote: str, sentence: str
) -> None:
    named = {"en": "I sell Italian wine.", "it": "Vendo vino italiano.", "fr": "Je vends du vin italien."}[language]
    assert Fault("meaning") in faults(sentence, language, [quote, named], language, [None, None], ())


@pytest.mark.parametrize(
    ("sentence", "quotes"),
    [
        ("The French own the highest part.", [WINE]),
        ("The Italians own the highest part.", [WINE, "In oil the Italians own the highest part."]),
        ("The Italians own the highest part.", ["The Italians and the French own the highest part."]),
        ("The Italians and the French own the highest part.", [WINE, "The Italians do too."]),
        ("Italian wine sells well.", ["French wine sells.", "Italian wine sells well too."]),
        ("Italy is behind.", ["France is ahead.", "Italy comes after."]),
        ("Italian wine in China is growing.", ["French wine in China is growing.", "So is Italian wine."]),
        ("Italian wine in China is growing.", ["French wine in China is growing.", "The Italian one grows too."]),
        ("Il vino italiano in Cina cresce.", ["Il vino francese in Cina cresce.", "Anche quello italiano cresce."]),
        ("Le vin italien en Chine augmente.", ["Le vin français en Chine augmente.", "Le vin italien aussi."]),
        ("Gli italiani possiedono la parte più alta.", [WINE, "I sell Italian wine."]),  # only within one language
        ("意大利人占最大的份额。", [WINE, "I sell Italian wine."]),
    ],
)
def test_a_second_country_that_swaps_nothing(sentence: str, quotes: list[str]) -> None:
    assert swapped_countries(sentence, quotes) == frozenset()


def test_every_sentence_of_a_talk_agrees_with_itself() -> None:
    for sentence in SEED.read_text("utf-8").splitlines():
        assert not numbers_turned_round(sentence, "en", [sentence], "en")
        assert not numbers_of_another_unit(sentence, "en", [sentence], "en")
        assert not opposite_extremes(sentence, [sentence])
