"""More than, or fewer than: on which side of a number a text has what it counts, in four languages.

A number that a quote gives plainly bears out either. Beside a condition or a denial nothing is told: "with fewer than 50 you
lose" says that one needs more. It does not compare one number with another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chatbot.citations.numbers import PLACE, numbers_placed
from chatbot.index import fold

_ABOUT = (
    r"(?:(?:about|around|some|roughly|an?|circa|un[ea]?|environ|quelques?|a total of|有|是|为|了|达到?|约|大约|大概)\s?|d['’]\s?"
    r"|(?:us|hk|rmb|eur)?\s?[€$£¥]\s?|(?:eur|rmb|usd)\s){0,3}"
)
"""What may stand between "more than" and its number, in folded text."""
_TIME = rf"(?! ?(?:an? )?{PLACE}[ -]?(?:years?|months?|weeks?|days?|hours?|minutes?)\b)"
"""What tells "over 5 shops" from "over 5 years", in the course of them."""
_NOT = r"(?:\bno|\bnot|n't|\bnever)"
_LESS = (
    rf"{_NOT} (?:(?:more|greater|higher|larger) than|over|above)\b|\bat(?: the)? most\b|\bup to\b|\b(?:under|below)\b"
    r"|\b(?:less|fewer|lower|smaller) than\b|\ba maximum of\b"
    r"|\bnon (?:piu di|oltre)\b|\bmeno d(?:i\b|')|\binferior[ei] a\b|\bal massimo\b|\bfino a(?:i|gli|lle)?\b"
    r"|\b(?:al di )?sotto(?: d(?:i|ei|egli|elle))?(?: i| gli| le)?\b"
    r"|\bpas plus d(?:e\b|')|\bmoins d(?:e\b|')|\binferieure?s? a\b|\bau[- ]dessous d(?:e\b|')|\bau (?:plus|maximum)\b"
    r"|\bjusqu'a(?:ux)?\b"
    r"|(?:[不未没]|没有)(?:超过|多于|高于|大于)|(?<![看找得听买卖达想])不到|不足|少于|低于|小于|最多|至多"
)
_MORE = (
    rf"{_NOT} (?:less|fewer|lower|smaller) than\b|\bat (?:the very )?least\b|\b(?:more|greater|higher|larger) than\b"
    rf"|\bover\b{_TIME}|\babove\b|\bupwards? of\b|\bin excess of\b|\bexceed(?:s|ed|ing)?\b|\ba minimum of\b"
    r"|\bnon meno d(?:i\b|')|\bpiu d(?:i\b|')|\boltre\b(?! a\b)|\balmeno\b|\bsuperior[ei] a\b|\bal di sopra d(?:i|ei|egli|elle)\b"
    r"|\bpas moins d(?:e\b|')|\bplus d(?:e\b|')|\bau (?:moins|minimum)\b|\bau[- ]dela d(?:e\b|')|\bsuperieure?s? a\b"
    r"|\bau[- ]dessus d(?:e\b|')|(?:[不未没]|没有)(?:少于|低于|小于)|不下|超过|多于|高于|大于|至少"
)
"""Words for either side, before a number. A denial right before turns them round, and so stands in the list of the other."""
_BEFORE = re.compile(rf"(?:(?P<less>{_LESS})|(?P<more>{_MORE}))\s?{_ABOUT}{PLACE}")
_COUNTED = r"[%个家人名位年天万亿元次]{0,2}"
_LESS_BEHIND = re.compile(rf"(?: [a-z]+)?,? (?:or (?:less|fewer|under)|o meno|ou moins)\b|\s?{_COUNTED}(?:以下|以内|之内)")
_MORE_BEHIND = re.compile(
    r"\s?\+|,? and (?:more|over|above|up)\b|,? e piu\b|,? in su\b|,? et plus\b"
    r"|(?: [a-z]+)?,? (?:or (?:more|over|above|up)|o piu|ou plus)\b"
    rf"|\s?{_COUNTED}(?:以上|之上)|\s?[%万亿]?(?:多(?![样元种])|余(?!额))"
)
_DENIED = re.compile(
    r"\b(?:not?|never|cannot|without|nothing|nobody|hardly|rarely|non|senza|mai|niente|nulla|nessun[oa]?|difficil\w*|raramente"
    r"|ne|pas|jamais|sans|rien|personne|rarement)\b|n't\b|\bn'|[不没未无]|很[少难]|几乎"
)
"""A denial, or next to one, in the same sentence: it may turn the words round, so that nothing can be told."""
_ABOVE = (
    r"|^\s*(?:(?:above|below|under)|(?:al di )?(?:sopra|sotto)(?: d(?:i|ei|egli|elle))?(?: i| gli| le)?"
    rf"|au[- ]dess(?:us|ous) d(?:e|'))\s?{_ABOUT}{PLACE}"
)
"""What begins with it says what holds then: "above 50 euros shipping is free"."""
_CONDITIONS = {
    "en": re.compile(r"\b(?:if|unless|with|without|those)\b" + _ABOVE),
    "it": re.compile(r"\b(?:se|con|senza|chi|quell[ie])\b" + _ABOVE),
    "fr": re.compile(r"\b(?:si|s'ils?|avec|sans|ceux|celles)\b" + _ABOVE),
    "zh": re.compile("如果|要是|假如|若"),
}
"""What makes a clause a condition, where it stands before a number; "si" is no "if" in Italian, nor "se" in French."""
_SENTENCE_END, _CLAUSE_END = r"[.!?。！？]", r"[.!?。！？,;:，；：]"
_REACH, _NEXT_WORD = 60, 10
"""How many characters before and behind a number are looked at for what "more than" counts."""
_YEARS = (1900, 2100)
_OTHER_SIDE = {"less": "more", "more": "less"}


def numbers_turned_round(sentence: str, language: str, quotes: Sequence[str], quote_language: str) -> frozenset[float]:
    """Give the numbers of which the sentence says "more than" where the quotes only ever say "fewer than", or the reverse.

    >>> sorted(numbers_turned_round("Meno di 70.000 follower.", "it", ["more than 70,000 followers"], "en"))
    [70000.0]
    """
    said: dict[float, set[str]] = {}
    for quote in quotes:
        for value, side in _sides(quote, quote_language):
            said.setdefault(value, set()).add(side)
    return frozenset(value for value, side in _sides(sentence, language) if said.get(value) == {_OTHER_SIDE.get(side)})


def _sides(text: str, language: str) -> Iterator[tuple[float, str]]:
    """Give each number with "less", "more" or "" for the words around it; what may be a year is left out ("up to 2018")."""
    numbers, marked = numbers_placed(text, language)
    plain = fold(marked.replace("’", "'"))
    for values, place in zip(numbers, re.finditer(PLACE, plain), strict=True):
        before, behind = plain[: place.start()], plain[place.end() :]
        condition = _CONDITIONS.get(language, _CONDITIONS["en"]).search(re.split(_CLAUSE_END, before)[-1] + PLACE)
        side = "" if condition else _side(re.split(_SENTENCE_END, before)[-1], re.split(_SENTENCE_END, behind)[0])
        yield from ((value, side) for value in values if not _YEARS[0] <= value <= _YEARS[1])


def _side(before: str, behind: str) -> str:
    """Give the side of a number by the rest of its sentence, ``before`` and ``behind`` it."""
    near = before[-_REACH:].replace(PLACE, "#")
    match = _BEFORE.search(f"{near}{PLACE}{behind[:_NEXT_WORD]}")
    others = before[: len(before) - len(near) + match.start()] if match else before
    if _DENIED.search(others) or _DENIED.search(behind):
        return ""
    told = {match.lastgroup} if match else set[str | None]()
    told |= {side for side, form in (("less", _LESS_BEHIND), ("more", _MORE_BEHIND)) if form.match(behind)}
    return next(iter(told)) or "" if len(told) == 1 else ""
