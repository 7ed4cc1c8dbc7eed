"""Numbers as they are said rather than written: two and a half, nineteen ninety-nine, a dozen, 两个半小时.

It writes them as the reader of numbers knows them, or tells that they are none (十几, ten-odd). It finds no numbers itself.
"""

from __future__ import annotations

import re

_AND_A_HALF = r"(?:and[ -]a[ -]half(?! of\b)|e mezz[oa]|et demie?(?!-))\b"
_SINGULAR = (
    "million|billion|milione|miliardo|milliard"
    "|year|month|week|day|hour|minute|percent|point|kilo|lit(?:er|re)|met(?:er|re)|mile|euro|dollar|decade|century"
    "|anno|mese|settimana|giorno|giornata|ora|minuto|punto|chilo|litro|metro|dollaro|secolo"
    "|an|année|mois|semaine|jour|heure|siècle|mètre"
)
_PLURAL = (
    "years|months|weeks|days|hours|minutes|percent|points|kilos|kg|lit(?:er|re)s|met(?:er|re)s|miles|euros?|dollars|decades"
    "|anni|mesi|settimane|giorni|giornate|ore|minuti|punti|chili|litri|metri|dollari|secoli"
    "|ans|années|mois|semaines|jours|heures|siècles|mètres|%"
)
_AND_HALF = r"and[ -]half(?=\s*(?:[,.;:!?)]|$)| (?:ago|later|before|after|in|for|to|from|with|at|on|by|since|until|now)\b)"
_BEHIND_UNIT = (
    rf"(?:{_AND_HALF}|and[ -]a[ -]half(?! (?:{_SINGULAR})\b)"
    r"(?! of (?:the|them|it|this|that|these|those|my|our|your|his|her|their)\b)"
    r"|(?:(?<=ora )|(?<=ore )|(?<=settimana )|(?<=settimane )|(?<=giornata )|(?<=giornate ))e mezza|e mezzo|et demie?(?!-))\b"
)
"""What follows a unit: "an hour and a half of work" is one, "5 months and half our money" or "dieci anni e mezza Cina" none."""
_ONE = r"(?<!-)(?<!ty )(?<!et )(?<!hundred )(?<!hundred and )\b(?:one|un[oae]?)"
_TEEN = "eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty"
_TEN_OR_MORE = rf"ten|{_TEEN}|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_CHINESE = "零〇一二三四五六七八九十两兩百千万萬"
_UNIT_IN_CHINESE = "年|天|周|岁|点|倍|成|块|米|公里|公斤|斤|吨|升|小时|个(?:小时|钟头|月|星期|礼拜)"
_NO_HALF = r"(?!(?<=[年天]半)(?:[个日]|工(?![作程厂])|生(?![意产活])))(?![年天夜数导成径价球圆岛场决载信途路推票边])"
"""What 半 begins a word with: 三年半价 is half price for three years, 十天半个月 ten days to half a month."""
_HALF_IN_CHINESE = (
    rf"(?:(?P<unit>{_UNIT_IN_CHINESE})半{_NO_HALF}"
    r"|个半(?=[亿億])|(?P<piece>个)半(?=小时|钟头|月(?!刊)|星期|礼拜|百分点|世纪))"
)
_WRITTEN = (
    (re.compile(r"(?i)\bhalf[- ]past (?=\w)(\w+)"), r"\1 and a half"),
    (re.compile(rf"(?i)(?:{_ONE}['’ ]\s?|\ban? )({_SINGULAR})[ -]{_BEHIND_UNIT}"), r"1.5 \1"),
    (re.compile(rf"(?i){_ONE}[ -](?:and half(?= (?:{_SINGULAR}|{_PLURAL})\b)|{_AND_A_HALF})"), "1.5"),
    (re.compile(r"(?i)\b(?:half(?: a)?[- ]dozen|mezza dozzina|(?:une )?demi-douzaine)\b"), "6"),
    (re.compile(r"(?i)\b(?:a|one|the|un[ae]|la) (?:dozen|dozzina|douzaine)\b"), "12"),
    (re.compile(rf"(?i)\b({_TEEN})-(?=(?:{_TEN_OR_MORE})\b)"), r"\1 "),
    (re.compile(r"(?<!\d)10几|(?<![一二三四五六七八九])十几"), "数十"),
    (re.compile(r"(?<=十)几|(?<=\d)几(?=[万萬亿億])"), "多"),
    (re.compile(r"(?<![个\d])半个?[亿億]"), "5000万"),
    (re.compile(rf"(?<=[{_CHINESE}]){_HALF_IN_CHINESE}"), r"点五\g<unit>\g<piece>"),
    (re.compile(rf"(?<=\d)(?<!\d{{4}}){_HALF_IN_CHINESE}"), r".5\g<unit>\g<piece>"),
)
_HALF_BEHIND = re.compile(rf"(?i)[ -](?:and half(?= (?:1000|{_PLURAL}|million|billion))|{_AND_A_HALF})")
_HALF_BEHIND_UNIT = re.compile(rf"(?i)[ -]?(?:{_PLURAL}),?[ -]{_BEHIND_UNIT}")
_HALVED = (1e9, 1e6)
"""What is halved in "two million and a half"; behind other numbers half of one is meant."""

_RECENT, _NEARLY_RECENT = 19, 18
"""The centuries from which a bare pair is a year sooner than a time or a price, and one behind "in" sooner than a range."""
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_YEAR = re.compile(
    rf"(?i)(?:\b(?:(?P<plain>in)|(?P<told>since|year|early|late|mid|{_MONTHS})"
    r"|(?P<hinted>from|by|until|till|of|after|before|during)) )?"
    r"(?<!\bat )(?<![\d.,])\b(?P<century>1[1-9]|20) (?:(?P<year>[1-9]\d)|oh (?P<one>\d))(?![\d.,]?\d)\b"
    rf"(?![ -](?:{_SINGULAR}|{_PLURAL}|people|persons|companies|shops|stores|times|thousand|1000|seconds|degrees|cents|pounds)\b"
    r"| ?[%€$£])(?P<end>(?=\s*(?:[,.;:!?)]|$)"
    r"|,? (?:and|but|or|when|while|because|so|the|this|that|there|i|you|he|she|we|they|it|my|our|is|was|were|after|before)\b))?"
)


def as_written(text: str) -> str:
    """Give ``text`` with its halves, dozens and Chinese forms written as the reader of numbers knows them.

    >>> as_written("one and a half million, or a dozen")
    '1.5 million, or 12'
    """
    for pattern, written in _WRITTEN:
        text = pattern.sub(written, text)
    return text


def with_half(value: float, text: str, at: int) -> tuple[float, int]:
    """Give ``value`` with the half that stands at ``at``, and where the text goes on; behind a unit the unit is kept.

    >>> with_half(2e6, "2000000 e mezzo", 7)
    (2500000.0, 15)
    """
    half = next((each / 2 for each in _HALVED if value and value % each == 0), 0.5)
    if match := _HALF_BEHIND.match(text, at):
        return value + half, match.end()
    return (value + 0.5, at) if _HALF_BEHIND_UNIT.match(text, at) else (value, at)


def years_joined(text: str) -> str:
    """Give ``text`` with the halves of English years as one number: "20 18", from "twenty eighteen", is 2018.

    >>> years_joined("in 19 99, 18 or 19 years")
    'in 1999, 18 or 19 years'
    """
    return _YEAR.sub(lambda match: _year(match) if _is_year(match) else match.group(), text)


def _is_year(match: re.Match[str]) -> bool:
    """Say whether two numbers are a year: what may be a range ("twenty thirty") or a time ("at eighteen thirty") only if told.

    A plain "in" tells it only where nothing follows that is counted: "in twenty thirty cities".
    """
    century, year = int(match["century"]), int(match["year"] or 0)
    perhaps_a_range = century < year <= 2 * century and not match["hinted"]
    placed = match["plain"] and match["end"] is not None and not (perhaps_a_range and century < _NEARLY_RECENT)
    return bool(match["told"] or placed) or not (century < _RECENT or perhaps_a_range)


def _year(match: re.Match[str]) -> str:
    last = match["year"] or f"0{match['one']}"
    return f"{match.group()[: match.start('century') - match.start()]}{match['century']}{last}"
