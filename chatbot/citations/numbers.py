"""The numbers in a text, as values: 70,000 is 70000 is seventy thousand is 七万.

It reads English, Italian, French and Chinese, in digits and in words. It does not convert units or currencies.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from chatbot.citations.chinese_numbers import split_at_chinese_numbers
from chatbot.citations.spoken_numbers import as_written, with_half, years_joined

_DIGITS = re.compile(r"(?<![\w.])[-−]?[1-9]\d{0,2}(?:[.,'’\u00a0\u202f ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?")
_SCALES = {
    "hundred": 1e2, "cento": 1e2, "thousand": 1e3, "mila": 1e3, "mille": 1e3, "k": 1e3,
    "million": 1e6, "millions": 1e6, "milione": 1e6, "milioni": 1e6, "mln": 1e6, "m": 1e6,
    "billion": 1e9, "billions": 1e9, "miliardo": 1e9, "miliardi": 1e9, "milliard": 1e9, "milliards": 1e9, "bn": 1e9, "b": 1e9,
    "dozen": 12.0, "dozzine": 12.0, "douzaines": 12.0,
}  # fmt: skip
_LETTERS = {"k", "m", "b"}
_SCALE_NAMES = "|".join(sorted(_SCALES.keys() - _LETTERS, key=len, reverse=True))
_SCALE = re.compile(
    rf"(?i)\s?({_SCALE_NAMES})(?![^\W\d_\u4e00-\u9fff])"
    r"|([kmb])(?![^\W\d_\u4e00-\u9fff]|[²³]| (?:long|wide|high|tall|deep|of|lungh|larg|alt|di|de)\w*)"
    r"|\s([kmb])(?=\s?(?:[€$£¥]|eur|rmb|usd|d['’]euros?))"
)
"""A letter is a scale only close behind its number ("5k") or before a currency ("5 M€"): "5 m" are metres."""
_CURRENCY = r"[€$£¥]|(?:eur|euros?|rmb|usd|cny|yuan|renminbi|dollars?|dollari?|pounds|d['’]euros?)\b|[美欧日]?元|人民币"
_BILLIONS_BEHIND = re.compile(r"(?i)(?:[€$£¥]|\b(?:eur|rmb|usd|cny))\s?[\d.,]+$|\d[.,]\d+$")
_BILLIONS_BEFORE = re.compile(rf"(?i)\s?(?:{_CURRENCY})")
"""What makes a "b" behind a number billions, where others are places: "hall 5B", "section 3b"."""
_POWER = re.compile(r"\s(1000|1000000|1000000000)(?!\d)")
"""What text2num leaves of "1.5 million" in words: the scale, apart."""
_HALF = re.compile(r"\b(?:half an? |half of an? |mezzo |un demi[- ])(?=milion|million|milliard|miliard|billion)", re.IGNORECASE)
_PLAIN = (
    (re.compile(r"(?i)\b(?:per\s?cento|pour\s?cent)\b"), "%"),
    (re.compile(r"(?i)\b(?:two[- ]thirds|due terzi|deux tiers)\b|三分之二"), " 0.667 "),
    (re.compile(r"(?i)\b(?:(?:a|one)[- ]third(?= of\b|[.,;!?]|$)|un terzo|un tiers)\b|三分之一"), " 0.333 "),
    (re.compile(r"(?i)\b(?:three[- ]quarters|tre quarti|trois quarts)\b|四分之三"), " 0.75 "),
    (re.compile(r"(?i)\b(?:(?:a|one)[- ]quarter(?= of\b)|un quarto(?= de| di)|un quart(?= de| d'))|四分之一"), " 0.25 "),
    (re.compile(r"(?i)\bsecond[- ]tier\b"), " 2 "),
    (re.compile(r"(?i)\bthird[- ]tier\b"), " 3 "),
    (re.compile(r"(?i)\bfourth[- ]tier\b"), " 4 "),
    (re.compile(r"(?i)\b(?:second[oaie]|deuxièmes?|[12](?:st|nd)|tier[- ](?:1|one))\b"), " _ "),
    (re.compile(r"(?i)(?<![\d.])11\.11(?![\d.])|双(?:11|十一|十二|12)|\bdouble (?:11|12|eleven|twelve)\b"), " _ "),
    (re.compile(r"(?<![A-Za-z\d.])2[BC](?=[端业])"), " _ "),
    (re.compile(r"(?<!\d)1?\d月|(?<![A-Za-z])(?:(?:[A-Z]2)+[A-Z]|b2[bc]|(?i:covid-19))(?![A-Za-z])"), " _ "),
    (re.compile(r"(?i)\btwice\b"), " 2 "),
    (_HALF, "0.5 "),
)
"""What is read before any number: shares and fractions, and words with a number in them that count nothing ("secondo Carlo")."""
_BORNE_OUT = (
    (re.compile(r"(?i)\b(?:both|entramb[ie]|tutt[ie] e due|les deux)\b"), 2.0),
    (re.compile(r"(?i)\b(?:doubl\w+|doppi[oa]|raddoppi\w+|twofold)\b|翻(?:了|一)*[倍番]|(?<!\d)[一两]倍"), 2.0),
    (re.compile(r"(?i)\b(?:18|eighteen) months\b|\b(?:18|diciotto) mesi\b|\b(?:18|dix-huit) mois\b|(?:18|十八)个月"), 1.5),
    (re.compile(r"(?i)\b(?:90|ninety|novanta|quatre-vingt-dix) minut(?:es|i)\b|(?:90|九十)分钟"), 1.5),
    (re.compile(r"(?i)\b25\s?%|百分之二十五|\b(?:one in four|uno? su quattro|un sur quatre)\b|四分之一"), 0.25),
    (re.compile(r"(?i)\b75\s?%|百分之七十五|\b(?:three in four|tre su quattro|trois sur quatre)\b"), 0.75),
    (re.compile(r"(?i)\b3[03]\s?%|百分之三十三|三成|\b(?:one in three|uno? su tre|un sur trois)\b"), 0.333),
)
"""Other words of a quote that bear out a number, though they are none that a sentence would need to have in its quotes."""
_HALF_PAST = re.compile(r"(?<![\d:])(\d{1,2}):30(?![\d:])")
_SPELLED = {"en", "it", "fr", "de", "es", "pt"}
_SMALL = {
    "en": "two three four five six seven eight nine ten eleven twelve",
    "it": "due tre quattro cinque sei sette otto nove dieci undici dodici",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze",
}
_AMBIGUOUS = {"sei", "neuf"}  # Italian "you are", French "new"
_SMALL_WORD = {
    code: {word: value for value, word in enumerate(words.split(), 2) if word not in _AMBIGUOUS}
    for code, words in _SMALL.items()
}
_HAN = re.compile(r"[\u3007\u4e00-\u9fff]")


PLACE = "\ue000"
"""Stands for a number in a text that ``numbers_placed`` gives: a character for private use, so that no text has it."""
Piece = str | frozenset[float]
_MORE_THAN = re.compile(
    rf"(?i)(?<!\bno )(?<!\bnot )(?<!n't )(?<!n’t )(?<!\bnever )(?<!\bnon )(?<!\bpas )\b"
    rf"(?:more than|over|above|più d(?:i|['’])|oltre|plus d(?:e|['’])) ?(?:an? )?{PLACE}"
    rf"|(?<![不没未])(?<!没有)超过了?{PLACE}"
    rf"|{PLACE}(?=[年天周岁万亿%]?多(?![样元种])|[- ]odd\b|\s?\+| or more\b| o più\b| ou plus\b)"
)
"""Words by which a number is exceeded; a denial before turns them round."""
_TEN_ODD = re.compile(r"(?:(?<![\d.,])10|(?<![一二三四五六七八九])十)几个?([万萬亿億]?)")
_SCALE_IN_CHINESE = {"": 1, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8}
_DOZEN = re.compile(r"(?i)\b(?:(?:a|an?other) dozen(?! of)|dozzina|douzaine)\b")
_HALF_WORD = re.compile(r"(?i)half|\bmezz[oa]\b|\bdemie?\b|半")


@lru_cache(maxsize=4096)
def numbers_in(text: str, language: str) -> frozenset[float]:
    """Give the values of all numbers in ``text``; a spelled-out "one" is no number, since it mostly counts nothing.

    >>> sorted(numbers_in("more than 70,000 followers and twenty million views", "en"))
    [70000.0, 20000000.0]
    """
    return frozenset[float]().union(*numbers_placed(text, language)[0])


@lru_cache(maxsize=4096)
def numbers_placed(text: str, language: str) -> tuple[tuple[frozenset[float], ...], str]:
    """Give the numbers of ``text`` in their order, each with all that it may say, and the text with ``PLACE`` for each.

    >>> numbers_placed("less than seventy thousand", "en") == ((frozenset({70000.0}),), f"less than {PLACE}")
    True
    """
    text = as_written(unicodedata.normalize("NFKC", text).replace(PLACE, ""))
    for pattern, plain in _PLAIN:
        text = pattern.sub(plain, text)
    pieces: list[Piece] = split_at_chinese_numbers(text) if _HAN.search(text) else [text]
    pieces = _each_cut(pieces, _split_at_digits)
    pieces = _each_cut(pieces, lambda words: _split_at_digits(_spelled_in_digits(words, language)))
    numbers = tuple(piece for piece in pieces if not isinstance(piece, str))
    return numbers, "".join(piece if isinstance(piece, str) else PLACE for piece in pieces)


def missing_numbers(sentence: str, language: str, quotes: Sequence[str], quote_language: str) -> frozenset[float]:
    """Give the numbers of a sentence that its quotes do not bear out, or only roughly where it says them plainly.

    >>> sorted(missing_numbers("They have two million.", "en", ["due milioni e mezzo"], "it"))
    [2000000.0]
    >>> sorted(missing_numbers("They have more than two million.", "en", ["due milioni e mezzo"], "it"))
    []
    """
    missing = numbers_in(sentence, language).difference(*(_told(quote, quote_language) for quote in quotes))
    roughly = _said_roughly(sentence, language) if missing else frozenset[float]()
    return missing.difference(*(roughly & _exceeded(quote, quote_language) for quote in quotes))


def numbers_borne_out(quote: str, language: str) -> frozenset[float]:
    """Give the values of all numbers in a quote, those that it bears out in other words ("both" two, "25%" a quarter), and those
    that it bears out roughly: ten for 十几, two for "two and a half".

    >>> sorted(numbers_borne_out("Both sell 25% of it.", "en"))
    [0.25, 2.0, 25.0]
    """
    return _told(quote, language) | _exceeded(quote, language)


def _exceeded(quote: str, language: str) -> frozenset[float]:
    """Give the numbers that a quote says a little more than: 10, or a dozen, for 十几; the whole one where it has a half."""
    tens = [_SCALE_IN_CHINESE[scale] for scale in _TEN_ODD.findall(quote)]
    halves = numbers_in(quote, language) if _HALF_WORD.search(quote) else frozenset[float]()
    whole = {value - scale / 2 for value in halves for scale in (1e9, 1e6, 1) if value % scale == scale / 2}
    return frozenset({10 * scale for scale in tens} | {12 * scale for scale in tens} | whole)


def _said_roughly(sentence: str, language: str) -> frozenset[float]:
    """Give the numbers that a sentence says something is more than; a dozen is always rough."""
    numbers, marked = numbers_placed(sentence, language)
    places = {marked[: match.end()].count(PLACE) - 1 for match in _MORE_THAN.finditer(marked)}
    return frozenset[float]({12.0} if _DOZEN.search(sentence) else ()).union(*(numbers[place] for place in places))


def _told(quote: str, language: str) -> frozenset[float]:
    told = {value for pattern, value in _BORNE_OUT if pattern.search(quote)}
    return numbers_in(quote, language) | told | {int(hour) + 0.5 for hour in _HALF_PAST.findall(quote)}


def _each_cut(pieces: Iterable[Piece], cut: Callable[[str], list[Piece]]) -> list[Piece]:
    return [part for piece in pieces for part in (cut(piece) if isinstance(piece, str) else [piece])]


def _split_at_digits(text: str) -> list[Piece]:
    """Give ``text`` cut at the numbers written in digits, and the value of each, with the scale behind it, in its place."""
    pieces: list[Piece] = []
    at = 0
    while match := _DIGITS.search(text, at):
        pieces.append(text[at : match.start()])
        value, behind = with_half(_value(match.group()), text, match.end())
        value, at = _scaled(value, text, behind)
        if at > behind:
            value, at = with_half(value, text, at)
        pieces.append(frozenset({round(value, 6)}))
    return [*pieces, text[at:]]


def _scaled(value: float, text: str, at: int) -> tuple[float, int]:
    """Give ``value`` times the scales that stand at ``at``, and where the text goes on."""
    while (scale := _SCALE.match(text, at)) and not _is_a_place(text, scale):
        value, at = value * _SCALES[next(filter(None, scale.groups())).lower()], scale.end()
    if power := _POWER.match(text, at):
        value, at = value * float(power.group(1)), power.end()
    return value, at


def _is_a_place(text: str, scale: re.Match[str]) -> bool:
    return scale[0].lower() == "b" and not (
        _BILLIONS_BEHIND.search(text, max(0, scale.start() - 16), scale.start()) or _BILLIONS_BEFORE.match(text, scale.end()))


def _spelled_in_digits(text: str, language: str) -> str:
    if language not in _SPELLED or not text.strip():
        return text
    from text_to_num import alpha2digit  # late: only checking an answer needs it

    small = _SMALL_WORD.get(language, {})
    text = str(alpha2digit(text, language))
    text = re.sub(r"[^\W\d_]+", lambda word: str(small.get(word.group().lower(), word.group())), text)
    return years_joined(text) if language == "en" else text


def _value(digits: str) -> float:
    """Read digits with whatever stands between them: three after a separator are thousands, else decimals."""
    plain = digits.replace("−", "-")
    groups = re.fullmatch(r"([-]?[1-9]\d{0,2}(?:[.,'’\u00a0\u202f ]\d{3})+)(?:[.,](\d+))?", plain)
    if groups:
        return float(re.sub(r"[.,'’\u00a0\u202f ]", "", groups.group(1)) + "." + (groups.group(2) or "0"))
    return float(plain.replace(",", "."))
