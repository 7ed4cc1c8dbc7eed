"""The numbers in a text, as values: 70,000 is 70000 is seventy thousand is 七万.

It reads English, Italian, French and Chinese, in digits and in words. It does not convert units or currencies.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from chatbot.citations.chinese_numbers import split_at_chinese_numbers

_DIGITS = re.compile(r"(?<![\w.])[-−]?[1-9]\d{0,2}(?:[.,'’\u00a0\u202f ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?")
_SCALES = {
    "hundred": 1e2, "cento": 1e2, "thousand": 1e3, "mila": 1e3, "mille": 1e3, "k": 1e3,
    "million": 1e6, "millions": 1e6, "milione": 1e6, "milioni": 1e6, "mln": 1e6, "m": 1e6,
    "billion": 1e9, "billions": 1e9, "miliardo": 1e9, "miliardi": 1e9, "milliard": 1e9, "milliards": 1e9, "bn": 1e9,
}  # fmt: skip
_LETTERS = {"k", "m"}
_SCALE_NAMES = "|".join(sorted(_SCALES.keys() - _LETTERS, key=len, reverse=True))
_SCALE = re.compile(
    rf"(?i)\s?({_SCALE_NAMES})(?![^\W\d_\u4e00-\u9fff])"
    r"|([km])(?![^\W\d_\u4e00-\u9fff]|[²³]| (?:long|wide|high|tall|deep|of|lungh|larg|alt|di|de)\w*)"
    r"|\s([km])(?=\s?(?:[€$£¥]|eur|rmb|usd|d['’]euros?))"
)
"""A letter is a scale only close behind its number ("5k") or before a currency ("5 M€"): "5 m" are metres."""
_POWER = re.compile(r"\s(1000|1000000|1000000000)(?!\d)")
"""What text2num leaves of "1.5 million" in words: the scale, apart."""
_HALF = re.compile(r"\b(?:half an? |half of an? |mezzo |un demi[- ])(?=milion|million|milliard|miliard|billion)", re.IGNORECASE)
_AND_A_HALF = re.compile(r"(?i)\b(?:un|one) (milione|miliardo|million|milliard|billion) (?:e mezzo|et demi|and a half)\b")
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
    (re.compile(r"(?<!\d)1?\d月|(?<![A-Za-z])(?:B2[BC]|O2O|(?i:covid-19))(?![A-Za-z])"), " _ "),
    (re.compile(r"(?i)\btwice\b"), " 2 "),
    (_AND_A_HALF, r" 1.5 \1 "),
    (_HALF, "0.5 "),
)
"""What is read before any number: shares and fractions, and words with a number in them that count nothing ("secondo Carlo")."""
_BORNE_OUT = (
    (re.compile(r"(?i)\b(?:both|entramb[ie]|tutt[ie] e due|les deux)\b"), 2.0),
    (re.compile(r"(?i)\b(?:doubl\w+|doppi[oa]|raddoppi\w+|twofold)\b|翻(?:了|一)*[倍番]|(?<!\d)[一两]倍"), 2.0),
    (re.compile(r"(?i)\b25\s?%|百分之二十五|\b(?:one in four|uno? su quattro|un sur quatre)\b|四分之一"), 0.25),
    (re.compile(r"(?i)\b75\s?%|百分之七十五|\b(?:three in four|tre su quattro|trois sur quatre)\b"), 0.75),
    (re.compile(r"(?i)\b3[03]\s?%|百分之三十三|三成|\b(?:one in three|uno? su tre|un sur trois)\b"), 0.333),
)
"""Other words of a quote that bear out a number, though they are none that a sentence would need to have in its quotes."""
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
    text = unicodedata.normalize("NFKC", text).replace(PLACE, "")
    for pattern, plain in _PLAIN:
        text = pattern.sub(plain, text)
    pieces: list[Piece] = split_at_chinese_numbers(text) if _HAN.search(text) else [text]
    pieces = _each_cut(pieces, _split_at_digits)
    pieces = _each_cut(pieces, lambda words: _split_at_digits(_spelled_in_digits(words, language)))
    numbers = tuple(piece for piece in pieces if not isinstance(piece, str))
    return numbers, "".join(piece if isinstance(piece, str) else PLACE for piece in pieces)


def numbers_borne_out(quote: str, language: str) -> frozenset[float]:
    """Give the values of all numbers in a quote, and those that it bears out in other words: "both" two, "25%" a quarter.

    >>> sorted(numbers_borne_out("Both sell 25% of it.", "en"))
    [0.25, 2.0, 25.0]
    """
    return numbers_in(quote, language) | {value for pattern, value in _BORNE_OUT if pattern.search(quote)}


def _each_cut(pieces: Iterable[Piece], cut: Callable[[str], list[Piece]]) -> list[Piece]:
    return [part for piece in pieces for part in (cut(piece) if isinstance(piece, str) else [piece])]


def _split_at_digits(text: str) -> list[Piece]:
    """Give ``text`` cut at the numbers written in digits, and the value of each, with the scale behind it, in its place."""
    pieces: list[Piece] = []
    at = 0
    while match := _DIGITS.search(text, at):
        pieces.append(text[at : match.start()])
        value, at = _value(match.group()), match.end()
        while scale := _SCALE.match(text, at):
            value, at = value * _SCALES[next(filter(None, scale.groups())).lower()], scale.end()
        if power := _POWER.match(text, at):
            value, at = value * float(power.group(1)), power.end()
        pieces.append(frozenset({round(value, 6)}))
    return [*pieces, text[at:]]


def _spelled_in_digits(text: str, language: str) -> str:
    if language not in _SPELLED or not text.strip():
        return text
    from text_to_num import alpha2digit  # late: only checking an answer needs it

    small = _SMALL_WORD.get(language, {})
    text = str(alpha2digit(text, language))
    return re.sub(r"[^\W\d_]+", lambda word: str(small.get(word.group().lower(), word.group())), text)


def _value(digits: str) -> float:
    """Read digits with whatever stands between them: three after a separator are thousands, else decimals."""
    plain = digits.replace("−", "-")
    groups = re.fullmatch(r"([-]?[1-9]\d{0,2}(?:[.,'’\u00a0\u202f ]\d{3})+)(?:[.,](\d+))?", plain)
    if groups:
        return float(re.sub(r"[.,'’\u00a0\u202f ]", "", groups.group(1)) + "." + (groups.group(2) or "0"))
    return float(plain.replace(",", "."))
