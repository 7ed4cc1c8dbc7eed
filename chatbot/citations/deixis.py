"""The speaker's "here" in a sentence that tells of what they said: its reader stands elsewhere, and it points to nothing.

"Carlo has been studying here" is no answer, and "here in Shanghai" is one. It reads one sentence and no quote, and of each
language its own word alone: "qui" is a place in Italian, and in French it is "who".
"""

from __future__ import annotations

import re

from chatbot.citations.names import names_in, words_in
from chatbot.index import fold
from chatbot.retrieval import CITIES, COUNTRIES

_PLACES = frozenset(row.split()[0] for row in (*COUNTRIES, *CITIES))
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"|「[^」]*」|『[^』]*』|(?<!\w)[‘'][^‘’']+[’'](?!\w)")
_NAME = re.compile(r"(?<=[\w,] )(?:Here|Ici|Qui|Qua)\b|\bHERE\b|\bHere(?= [A-ZÀ-Þ])")
"""The word as part of a name: with a capital inside a sentence, or before one."""
_HERE = {
    "en": re.compile(r"\bhere\b(?!-)"), "it": re.compile(r"\bqu[ia]\b"), "fr": re.compile(r"\bici\b"),
    "zh": re.compile("这里(?![程面])|这儿(?![子女童])"),
}  # fmt: skip
_MATTER = "points?|problem\\w*|issue|key|question\\w*|idea|trick|lesson|difference|differenza|challenge|punto|chiave|enjeu|cle"
_NO_PLACE = {
    "en": re.compile(
        rf"\bhere (?:and|or|nor) there\b|\bhere to stay\b|\bsame here\b|\bfrom here on\b|\b(?:{_MATTER}) here\b"
        r"|(?:^|[.:;!?,] ?)\W*(?:and )?here(?:'s| is| are| comes?| goes?)\b|\bhere we (?:are|go)\b"
    ),
    "it": re.compile(
        rf"\b(?:[qd]i )?qu[ia] [eo] (?:di )?la\b|\b(?:d[ai]|fino? a?|fin|in) ?qu[ia]\b|\bqui pro quo\b|\bsine qua non\b"
        rf"|\b(?:{_MATTER}) qui\b|\bqui (?:si tratta|il (?:{_MATTER})|la (?:{_MATTER}))\b|\becco\w* qu[ia]\b"
    ),
    "fr": re.compile(
        r"\bd'ici\b|\bjusqu'ici\b|\bici(?: |-)(?:(?:et|ou) la|bas)\b"
        rf"|\b(?:{_MATTER}) ici\b|\bici,? (?:il s'agit|la (?:{_MATTER}))\b"
    ),
    "zh": re.compile(
        r"从这[里儿](?=[可就也能开]|看|得出)|(?:[讲说谈做]到|停在)这[里儿]"
        r"|这[里儿](?=指|所[说指]|说的|提到|的?(?:关键|问题|重点|意思))"
    ),
}
"""The word where it stands for the matter, a time, or in a set phrase."""
_TIME = (
    r"(?!(?:[\w']+ ){0,3}(?:\d+|cours|moments?|moment[oi]|times?|years?|ann\w+|months?|mes[ei]|mois|period\w*|tempo?|tempi|temps"
    r"|past|last|heure|way)\b)"
)
_BEHIND = {
    "en": re.compile(rf"\bhere,? (?:in|at|inside|near) (?:the|an?|our|my|his|her|their|its|this) {_TIME}"),
    "it": re.compile(
        rf"\bqu[ia],? (?:(?:nell?[aoe]?|nei|negli|all?[ao]?|presso|dentro)[ ']{_TIME}|da noi\b"
        r"|in (?:azienda|ufficio|citta|fiera|universita|negozio|sede|patria|campagna|provincia)\b)"
    ),
    "fr": re.compile(rf"\bici,? (?:(?:aux? |a la |a l'|dans (?:l[ae]s? |l')?){_TIME}|en (?:ville|fac)\b|chez )"),
    "zh": re.compile(r"(?:大学|学校|公司|店|展会|城市|办公室|我们|他们|你们)这[里儿]"),
}
"""The place that it is: right behind the word, in Chinese right before it."""
_WITHIN = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]el(?:l[aoe]|l['’])?|[Nn]e(?:i|gli)|[Ee]n|[Dd]ans|[Cc]hez)[ '’]")
_TOWARDS = re.compile(r"\b(?:[Tt]o|[Nn]ear|[Aa]d?|[Aa]l(?:l[aoe])?|[ÀàAa]|[Aa]ux?|[Pp]resso)[ '’]|[在到来去于]|这[里儿]是")
_BEFORE = re.compile(r"([\u4e00-\u9fff]{2,4}(?<![在到来去从离往]))这[里儿]")
_REACH = 30
"""How many characters behind a preposition are looked at for the name of a place."""


def points_nowhere(sentence: str, language: str) -> bool:
    """Say whether ``sentence``, outside quotation marks, has a "here" and does not say where that is.

    >>> points_nowhere("He has been studying here.", "en"), points_nowhere("He has been studying here in Shanghai.", "en")
    (True, False)
    """
    if language not in _HERE:
        return False
    own = _NAME.sub(" ", _QUOTED.sub(" … ", sentence))
    plain = _NO_PLACE[language].sub(" ", fold(own.replace("’", "'")))
    here = _HERE[language].search(plain)
    return bool(here) and not (_BEHIND[language].search(plain) or _names_a_place(own) or _tells_of_a_place(plain, language))


def _tells_of_a_place(plain: str, language: str) -> bool:
    """Say whether a clause before the one with "here" tells of a known place: "the Chinese market is big, and here …"."""
    *before, _ = re.split(r"[,;:，；：。]|\b(?:and|but|e|ma|et|mais)\b", _HERE[language].split(plain)[0])
    told = re.sub("[\u4e00-\u9fff]{2,3}人", " ", " ".join(before))  # where somebody comes from is not where they are
    return bool(words_in(told) & _PLACES)


def _names_a_place(text: str) -> bool:
    """Say whether a name stands behind "in", or a known place behind "to", or right before a Chinese "here"."""
    within = any(names_in(_next(text, match.end())) for match in _WITHIN.finditer(text))
    towards = any(names_in(_next(text, match.end())) & _PLACES for match in _TOWARDS.finditer(text))
    return within or towards or any(names_in(before) & _PLACES for before in _BEFORE.findall(text))


def _next(text: str, at: int) -> str:
    """Give the few words from ``at`` on, a small one before them so that the first counts as a name."""
    return "a " + " ".join(re.split(r"[,.;:，。；：]", text[at : at + _REACH])[0].split()[:3])
