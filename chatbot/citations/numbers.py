"""The numbers in a text, as values: 70,000 is 70000 is seventy thousand is 七万.

It reads English, Italian, French and Chinese, in digits and in words. It does not convert units or currencies.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from functools import lru_cache

_HAN_NUMBER = re.compile(r"(?:百分之)?[零〇一二两三四五六七八九十百千万亿]+(?:点[零一二三四五六七八九]+)?")
_NOT_A_NUMBER = re.compile(
    r"一(?:个|些|下|种|直|样|定|般|起|点|家|位|名|部分|方面|次|旦|切|致|边|同|共|番)|万一|千万别|十分|百姓|统一|唯一|之一|第一"
)
_DIGITS = re.compile(r"(?<![\w.])[-−]?\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?")
_SCALES = {
    "hundred": 1e2, "cento": 1e2, "thousand": 1e3, "mila": 1e3, "mille": 1e3, "k": 1e3, "万": 1e4, "萬": 1e4,
    "million": 1e6, "millions": 1e6, "milione": 1e6, "milioni": 1e6, "mln": 1e6, "m": 1e6, "亿": 1e8, "億": 1e8,
    "billion": 1e9, "billions": 1e9, "miliardo": 1e9, "miliardi": 1e9, "milliard": 1e9, "milliards": 1e9, "bn": 1e9,
    "千": 1e3, "百": 1e2,
}  # fmt: skip
_SCALE_NAMES = "|".join(sorted(_SCALES, key=len, reverse=True))
_SCALE = re.compile(rf"\s?({_SCALE_NAMES})(?![^\W\d_\u4e00-\u9fff])", re.IGNORECASE)
_HALF = re.compile(r"\b(?:half an? |half of an? |mezzo |un demi[- ])(?=milion|million|milliard|miliard|billion)", re.IGNORECASE)
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


@lru_cache(maxsize=4096)
def numbers_in(text: str, language: str) -> frozenset[float]:
    """Give the values of all numbers in ``text``; a spelled-out "one" is no number, since it mostly counts nothing.

    >>> sorted(numbers_in("more than 70,000 followers and twenty million views", "en"))
    [70000.0, 20000000.0]
    """
    plain = unicodedata.normalize("NFKC", text)
    plain = _in_digits(_HALF.sub("0.5 ", plain), language)
    values = set()
    at = 0
    while match := _DIGITS.search(plain, at):
        value, at = _value(match.group()), match.end()
        while scale := _SCALE.match(plain, at):
            value, at = value * _SCALES[scale.group(1).lower()], scale.end()
        # "20 1000000" is what is left of "20 million" once the word is spelled in digits
        if power := re.compile(r"\s(1000|1000000|1000000000)(?!\d)").match(plain, at):
            value, at = value * float(power.group(1)), power.end()
        values.add(round(value, 6))
    return frozenset(values)


def _in_digits(text: str, language: str) -> str:
    if language == "zh" or _HAN_NUMBER.search(text):
        text = _chinese_in_digits(text)
    if language in _SPELLED:
        from text_to_num import alpha2digit  # late: only checking an answer needs it

        text = str(alpha2digit(text, language))
        small = _SMALL_WORD.get(language, {})
        text = re.sub(r"[^\W\d_]+", lambda word: str(small.get(word.group().lower(), word.group())), text)
    return text


def _chinese_in_digits(text: str) -> str:
    import cn2an  # late, see _in_digits

    def convert(match: re.Match[str]) -> str:
        word = match.group()
        before = text[match.start() - 1 : match.start()]
        if before.isdigit() and word[0] in "百千万亿":
            return word
        if _NOT_A_NUMBER.match(text, match.start()) or (word == "一"):
            return word
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                return str(cn2an.transform(word, "cn2an"))
            except (ValueError, KeyError, IndexError):
                return word

    return _HAN_NUMBER.sub(convert, text)


def _value(digits: str) -> float:
    """Read digits with whatever stands between them: three after a separator are thousands, else decimals."""
    plain = digits.replace("−", "-")
    groups = re.fullmatch(r"([-]?\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+)(?:[.,](\d+))?", plain)
    if groups:
        return float(re.sub(r"[.,'’\u00a0\u202f ]", "", groups.group(1)) + "." + (groups.group(2) or "0"))
    return float(plain.replace(",", "."))
