"""What stands directly behind a number: a unit of time, "percent", or a thing that is counted; in four languages.

Six months are not six weeks, and 96 companies not 96%. It converts no unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chatbot.citations.numbers import PLACE, numbers_placed
from chatbot.index import fold

_UNITS = {
    "year": r"years?|yrs?|ann[oi]|ans|annees?|年(?![级代轻龄度糕夜货画])|周?岁",
    "month": r"months?|mes[ei]|mois|个月|月",
    "week": r"weeks?|settiman[ae]|semaines?|个?星期|个?礼拜|周(?![年岁末边期])",
    "day": r"days?|giorn[oi]|giornate|jours?|journees|天(?![猫津然])",
    "hour": r"hours?|hrs?|or[ae]|heures?|个?小时|个?钟头",
    "minute": r"minutes?|mins?|minut[oi]|分钟",
    "second": r"seconds|secs|secondi|secondes|秒",
    "percent": r"%|percent\w*|pct|(?:percentage |basis )points?|punti percentuali|points? de pourcentage"
               r"|成(?![立为功本员都就])|个?百分点",
}
_UNIT = "|".join(rf"(?P<{unit}>{words})" for unit, words in _UNITS.items())
_PERHAPS = r"(?:(?:maybe|perhaps|even|forse|magari|anche|peut-etre|voire|也许|甚至|可能)\s?){0,2}"
_RANGE = rf"(?:\s?(?:[,、~–—-]|to\b|or\b|and\b|o\b|a\b|e\b|ou\b|et\b|到|至|或|和)?\s?{_PERHAPS}{PLACE}){{0,4}}"
"""Between a number and a unit that it shares: "six to eight months", "70, maybe 80 percent"."""
_LAST = r"(?:\s(?:more|full|whole|last|past|derni\w+|premi\w+|proch\w+))?"
_BEHIND = re.compile(rf"{_RANGE}{_LAST}[多余来几]?个?半?[\s-]?(?:{_UNIT})(?![a-z])")
_SMALL_WORDS = (
    "about|over|from|with|that|were|have|because|when|which|than|then|also|well|only|until|through|between|more|less|most|other"
    "|points?|punt[oi]|della|delle|degli|dello|dalla|sono|hanno|come|perche|quando|anche|oltre|meno|dans|pour|avec|sont|dont|mais|plus|chez|entre"
)
_THING = re.compile(rf"[\s-](?!(?:{_SMALL_WORDS})\b)[^\W\d_]{{4,}}|[家个名位种款条件间](?!百?分?点|月|星期|礼拜|小时|钟头)")
"""A bare "points" may be a share as well as a thing, and is told to be neither."""
_SHARE_IN_CHINESE = re.compile(rf"(?<!{PLACE})分之$")
_OUT_OF = 100.0
_YEARS = (1900, 2100)
_CANNOT_BE = {"percent": "thing", "thing": "percent"}


def numbers_of_another_unit(sentence: str, language: str, quotes: Sequence[str], quote_language: str) -> frozenset[float]:
    """Give the numbers that have one unit in the sentence, and only others wherever the quotes have them.

    Of things, only percent is another unit: "six months" may be "six long months". Where a quote tells no unit of a number, or
    counts it out of a hundred, nothing is found.

    >>> sorted(numbers_of_another_unit("六周以前", "zh", ["in the past six months"], "en"))
    [6.0]
    """
    said: dict[float, set[str]] = {}
    for quote in quotes:
        for value, unit in _units(quote, quote_language):
            said.setdefault(value, set()).add(unit)
    return frozenset(value for value, unit in _units(sentence, language) if _is_another(unit, said.get(value), _OUT_OF in said))


def _is_another(unit: str, said: set[str] | None, out_of_a_hundred: bool) -> bool:
    """Say whether none of the units ``said`` of a number can be ``unit``."""
    if not unit or not said or "" in said or unit in said:
        return False
    if {unit, *said} & {"percent"} and out_of_a_hundred:
        return False
    return "thing" not in {unit, *said} or all(_CANNOT_BE.get(unit) == other for other in said)


def _units(text: str, language: str) -> Iterator[tuple[float, str]]:
    """Give each number with its unit, or "" where none stands behind it; what may be a year has none ("2018年")."""
    numbers, marked = numbers_placed(text, language)
    plain = fold(marked)
    for values, place in zip(numbers, re.finditer(PLACE, plain), strict=True):
        unit = _unit(plain[max(0, place.start() - 4) : place.start()], plain[place.end() :])
        yield from ((value, "" if _YEARS[0] <= value <= _YEARS[1] else unit) for value in values)


def _unit(before: str, behind: str) -> str:
    if _SHARE_IN_CHINESE.search(before):
        return "percent"
    if match := _BEHIND.match(behind):
        return match.lastgroup or ""
    return "thing" if _THING.match(behind) else ""
