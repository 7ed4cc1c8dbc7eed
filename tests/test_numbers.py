"""Numbers as they are said: halves, years in two halves, dozens, ten-odd; beside each, what must not be read so."""

from __future__ import annotations

import pytest

from chatbot.citations import faults
from chatbot.citations.numbers import numbers_borne_out, numbers_in

HALVES = [
    ("two and a half million views", "en", {2_500_000}),
    ("two million and a half", "en", {2_500_000}),
    ("two and half million views", "en", {2_500_000}),
    ("one and a half million", "en", {1_500_000}),
    ("a million and a half", "en", {1_500_000}),
    ("three and a half percent", "en", {3.5}),
    ("two-and-a-half-year plans", "en", {2.5}),
    ("three years and a half", "en", {3.5}),
    ("twenty-one and a half", "en", {21.5}),
    ("a year-and-a-half ago", "en", {1.5}),
    ("at half past three", "en", {3.5}),
    ("due milioni e mezzo di follower", "it", {2_500_000}),
    ("un milione e mezzo", "it", {1_500_000}),
    ("tre anni e mezzo", "it", {3.5}),
    ("due ore e mezza", "it", {2.5}),
    ("un'ora e mezza", "it", {1.5}),
    ("un’ora e mezza", "it", {1.5}),
    ("il due e mezzo per cento", "it", {2.5}),
    ("deux millions et demi", "fr", {2_500_000}),
    ("un million et demi", "fr", {1_500_000}),
    ("trois ans et demi", "fr", {3.5}),
    ("deux heures et demie", "fr", {2.5}),
    ("vingt et un et demi", "fr", {21.5}),
    ("三年半", "zh", {3.5}),
    ("3年半", "zh", {3.5}),
    ("一年半", "zh", {1.5}),
    ("两个半小时", "zh", {2.5}),
    ("2个半小时", "zh", {2.5}),
    ("三个半月", "zh", {3.5}),
    ("两成半", "zh", {25}),
    ("三个半亿", "zh", {350_000_000}),
    ("半个亿", "zh", {50_000_000}),
    ("an hour and a half of work", "en", {1.5}),
    ("three years and a half of talks", "en", {3.5}),
    ("two years and half ago", "en", {2.5}),
    ("five months and half", "en", {5.5}),
    ("una settimana e mezza", "it", {1.5}),
    ("una giornata e mezza", "it", {1.5}),
    ("三年半工作", "zh", {3.5}),
    ("做了三年半生意", "zh", {3.5}),
]
NO_HALVES = [
    ("half of the people", "en", set()),
    ("two and half of the people", "en", {2}),
    ("two and a half of the people", "en", {2}),
    ("ten people and a half of them", "en", {10}),
    ("half an hour", "en", set()),
    ("two or three", "en", {2, 3}),
    ("two and three", "en", {2, 3}),
    ("one or two", "en", {2}),
    ("mezzogiorno", "it", set()),
    ("alle due e mezzogiorno", "it", {2}),
    ("mezz'ora", "it", set()),
    ("un'ora", "it", set()),
    ("un beurre demi-sel", "fr", set()),
    ("deux et demi-sel", "fr", {2}),
    ("une demi-heure", "fr", set()),
    ("半导体", "zh", set()),
    ("三个半导体", "zh", {3}),
    ("一半", "zh", set()),
    ("半年", "zh", set()),
    ("三年", "zh", {3}),
    ("三年半价", "zh", {3}),
    ("2018年半年报", "zh", {2018}),
    ("2018年半个月后", "zh", {2018}),
    ("an hour and a half of the day", "en", set()),
    ("5 months and half our money was gone", "en", {5}),
    ("Two weeks and half a day", "en", {2}),
    ("dopo dieci anni e mezza azienda", "it", {10}),
    ("in due anni e mezza Cina", "it", {2}),
    ("十天半个月", "zh", {10}),
    ("5天半日游", "zh", {5}),
    ("三年半工半读", "zh", {3}),
]
INDEFINITE = [
    ("十几", "zh", set()),
    ("十几万", "zh", set()),
    ("10几家", "zh", set()),
    ("几十", "zh", set()),
    ("几百", "zh", set()),
    ("几万", "zh", set()),
    ("dozens of shops", "en", set()),
    ("a few dozen", "en", set()),
    ("decine di aziende", "it", set()),
    ("des dizaines de boutiques", "fr", set()),
    ("十", "zh", {10}),
    ("十万", "zh", {100_000}),
    ("二十几家", "zh", {20}),
    ("二十几万", "zh", {200_000}),
    ("a dozen", "en", {12}),
    ("half a dozen", "en", {6}),
    ("two dozen", "en", {24}),
    ("una dozzina", "it", {12}),
    ("due dozzine", "it", {24}),
    ("une douzaine", "fr", {12}),
    ("une demi-douzaine", "fr", {6}),
]
YEARS = [
    ("nineteen ninety-nine", "en", {1999}),
    ("in twenty eighteen", "en", {2018}),
    ("twenty-eighteen", "en", {2018}),
    ("twenty twenty", "en", {2020}),
    ("nineteen oh five", "en", {1905}),
    ("by twenty thirty", "en", {2030}),
    ("in seventeen eighty-nine", "en", {1789}),
    ("nineteen, ninety-nine", "en", {19, 99}),
    ("nineteen and ninety-nine", "en", {19, 99}),
    ("nineteen years ninety-nine", "en", {19, 99}),
    ("nineteen ninety-nine euros", "en", {19, 99}),
    ("twenty thirty people", "en", {20, 30}),
    ("twenty thirty", "en", {20, 30}),
    ("twenty eighteen people", "en", {20, 18}),
    ("in twenty twenty-five minutes", "en", {20, 25}),
    ("fifteen twenty years ago", "en", {15, 20}),
    ("until eleven thirty", "en", {11, 30}),
    ("until eighteen thirty", "en", {18, 30}),
    ("costs seventeen fifty", "en", {17, 50}),
    ("dix-neuf cent quatre-vingt-dix-neuf", "fr", {1999}),
    ("in twenty thirty, we sell", "en", {2030}),
    ("in twenty twenty-two we opened", "en", {2022}),
    ("since seventeen eighty-nine", "en", {1789}),
    ("We sell in fifteen twenty cities", "en", {15, 20}),
    ("We sell in fifteen twenty.", "en", {15, 20}),
    ("in eleven twelve countries", "en", {11, 12}),
    ("shops in twenty thirty cities", "en", {20, 30}),
    ("in twenty twenty five provinces", "en", {20, 25}),
]
LETTERS = [
    ("2.5B", "en", {2_500_000_000}),
    ("$2.5bn", "en", {2_500_000_000}),
    ("2.5 b€", "en", {2_500_000_000}),
    ("5 b", "en", {5}),
    ("5bis", "fr", {5}),
    ("B2B, b2b, S2B and C2M", "en", set()),
    ("2B端", "zh", set()),
    ("2b wide", "en", {2}),
    ("$3B", "en", {3_000_000_000}),
    ("3B dollars", "en", {3_000_000_000}),
    ("RMB 30B", "en", {30_000_000_000}),
    ("hall 5B at Vinitaly", "en", {5}),
    ("padiglione 7B", "it", {7}),
    ("section 3b", "en", {3}),
    ("apartment 12B", "en", {12}),
]


@pytest.mark.parametrize(("text", "language", "values"), [*HALVES, *NO_HALVES, *INDEFINITE, *YEARS, *LETTERS])
def test_what_is_said_is_read_and_what_is_like_it_is_not(text: str, language: str, values: set[float]) -> None:
    assert numbers_in(text, language) == values


@pytest.mark.parametrize(
    ("quote", "language", "value"),
    [("We open at 3:30.", "en", 3.5), ("eighteen months ago", "en", 1.5), ("diciotto mesi fa", "it", 1.5), ("九十分钟", "zh", 1.5)],
)
def test_a_half_is_borne_out_by_the_same_time_in_other_words(quote: str, language: str, value: float) -> None:
    assert value in numbers_borne_out(quote, language)
    assert value not in numbers_borne_out("8 months ago, at 13:35:30", "en")


def test_one_and_a_half_has_its_unit() -> None:
    quote = "It takes a year and a half."
    assert faults("Ci vuole un anno e mezzo.", "it", [quote], "en", [], []) == []
    assert [fault.kind for fault in faults("Ci vuole una settimana e mezza.", "it", [quote], "en", [], [])] == ["meaning"]
    quote = "Ci vuole un anno e mezzo."
    assert [fault.kind for fault in faults("It takes a week and a half.", "en", [quote], "it", [], [])] == ["meaning"]


@pytest.mark.parametrize(
    ("languages", "quote", "true", "false"),
    [
        ("it it", "Hanno due milioni e mezzo di follower.", "Hanno 2,5 milioni di follower.", "Hanno due milioni di follower."),
        ("en en", "They have one and a half million followers.", "They have 1.5 million followers.", "They have one million followers."),
        ("en en", "They have two and a half million followers.", "They have 2.5 million followers.", "They have 1 million followers."),
        ("en fr", "Ils ont deux millions et demi d'abonnés.", "They have 2.5 millions of followers.", "They have 2 millions of followers."),
        ("en en", "It grows by three and a half percent.", "It grows by 3.5 percent.", "It grows by three percent."),
        ("it it", "Dura tre anni e mezzo.", "Dura 3,5 anni.", "Dura tre anni."),
        ("zh en", "It lasts three and a half years.", "要三年半。", "要三年。"),
        ("en zh", "要一个半小时。", "It lasts an hour and a half.", "It lasts two hours and a half."),
        ("en zh", "他们有十几万粉丝。", "They have followers.", "They have 10 followers."),
        ("en zh", "十几家店", "They have shops.", "They have ten shops."),
        ("zh en", "It opened in nineteen ninety-nine.", "它是1999年开的。", "它是1998年开的。"),
        ("it en", "They have a dozen shops.", "Hanno dodici negozi.", "Hanno dieci negozi."),
        ("en en", "The turnover is 2.5B.", "The turnover is 2.5 billion.", "The turnover is 2.5 million."),
    ],
)
def test_a_sentence_passes_with_the_number_of_its_quote_and_not_without_its_half(
    languages: str, quote: str, true: str, false: str
) -> None:
    spoken, quoted = languages.split()
    assert [fault for fault in faults(true, spoken, [quote], quoted, [], []) if fault.kind == "number"] == []
    assert [fault for fault in faults(false, spoken, [quote], quoted, [], []) if fault.kind == "number"] != []


@pytest.mark.parametrize(
    ("languages", "quote", "true", "false"),
    [
        ("en zh", "我们有十几家店。", "They have more than ten shops.", "They have ten shops."),
        ("it zh", "我们有十几家店。", "Hanno più di dieci negozi.", "Hanno dieci negozi."),
        ("en zh", "我们有10几家店。", "They have ten-odd shops.", "They have no more than ten shops."),
        ("en zh", "我们有十几家店。", "They have a dozen or so shops.", "They have twelve shops."),
        ("en zh", "十几万粉丝", "They have more than 100,000 fans.", "They have more than 10 fans."),
        ("en en", "It took two and a half years.", "It took more than two years.", "It took two years."),
        ("en en", "It took two and a half years.", "It took over two years.", "It took not more than two years."),
        ("it it", "Ci sono voluti due anni e mezzo.", "Ci sono voluti oltre due anni.", "Ci sono voluti non più di due anni."),
        ("fr fr", "Deux ans et demi.", "Plus de deux ans.", "Plus de trois ans."),
        ("zh en", "It took two and a half years.", "花了两年多。", "花了两年。"),
        ("it it", "Hanno due milioni e mezzo di follower.", "Hanno più di due milioni di follower.", "Hanno due milioni di follower."),
        ("en zh", "我们有二十几家店。", "They have more than twenty shops.", "They have more than ten shops."),
    ],
)
def test_what_is_said_to_be_exceeded_is_borne_out_by_a_little_more_than_it(
    languages: str, quote: str, true: str, false: str
) -> None:
    spoken, quoted = languages.split()
    assert [fault for fault in faults(true, spoken, [quote], quoted, [], []) if fault.kind == "number"] == []
    assert [fault for fault in faults(false, spoken, [quote], quoted, [], []) if fault.kind == "number"] != []
    assert numbers_in(true, spoken) <= numbers_borne_out(quote, quoted)
