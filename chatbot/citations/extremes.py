"""The smallest for the biggest, the worst for the best: a sentence that has one end of a scale where its quotes have the other.

It goes by plain superlatives in four languages, and finds nothing where a quote has any word of the sentence's own end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.index import fold

_NO_VERB = r"(?:(?!e |sono |era |erano |sia |diventa|est |sont |etait |un |una |une )[\w']+ ){0,3}"
_THE_MORE = rf"\b(?:(?:il|lo|la|i|gli|le|les|d?ei|d?el(?:la|le)?|a[li]|alla|nel(?:la)?|du|des|aux?) |(?:dell?|all?)?l'){_NO_VERB}"
_NOT_THAN = r"(?! (?:di|che|rispetto|que?)\b)"
"""What tells "la parte più piccola" from "più piccola di": only the former has an article before, and only the latter "than"."""
_PART = r"(?= (?:part|share|amount|number|portion)\b|\W*$|[,.;])"


@dataclass(frozen=True)
class _End:
    """One end of a scale: how a text says it plainly (``has``), and all words that lie towards it (``near``)."""

    has: str
    near: str


_LOW = _End(
    r"\b(?:smallest|lowest|tiniest|fewest)\b|(?<!at )\bthe least\b" + _PART
    + rf"|{_THE_MORE}(?:piu (?:piccol|bass|scars)[oaie]|plus (?:petit|faible|bas(?:se)?)e?s?)\b{_NOT_THAN}"
    + r"|\b(?:il|la) minor(?= )|最[小低](?!消费|工资)|最少的",
    r"\b(?:small\w*|low\w*|tin(?:y|iest)|few\w*|less\w*|(?<!at )least|little|minim\w*|cheap\w*|bottom|piccol\w*|bass[oaie]\w*"
    r"|scars\w*|minor\w*|meno|poc\w*|petit\w*|faibl\w*|bas(?:ses?)?|moins|moindres?|peu|last|fourth|ultim\w*|derni\w*)\b"
    r"|最[小低少弱后]|[较更很太][小低少]|不[大高多]",
)
_HIGH = _End(
    r"\b(?:biggest|largest|highest|greatest)\b|(?<!at )(?<!for )\bthe most\b" + _PART
    + rf"|{_THE_MORE}(?:piu (?:grand|alt)[oaie]|plus (?:grand|haut|eleve|gros(?:se)?)e?s?)\b{_NOT_THAN}"
    + r"|最[大高](?!限度|程度|化|法院)|最多的",
    r"\b(?:big\w*|larg\w*|high\w*|great\w*|huge|most\w*|maxim\w*|major\w*|grand\w*|alt[oaie]|altissim\w*|maggior\w*|massim\w*|molt\w*"
    r"|hauts?|hautes?|elevee?s?|gross?e?s?|majeur\w*|majorite|important\w*|main|top|leading|first|number one|principal\w*"
    r"|prim[oaie]|premi\w+)\b|最[大高多强]|[较更很太巨][大高多]|大部分|大多|主要|第一|首",
)
_WORST = _End(
    r"\b(?:the|their|our|its|his|her) worst\b|\b(?:il|la|i|le|lo) peggior[ei]?\b|\b(?:le|la|les) pires?\b|最[差糟坏]的",
    r"\b(?:worst|worse|bad\w*|poor\w*|terribl\w*|awful|peggio\w*|cattiv\w*|brutt\w*|pires?|mauvais\w*|mal)\b|[差糟坏]",
)
_BEST = _End(
    r"\b(?:the|their|our|its|his|her) best\b|\b(?:il|la|i|le|lo) miglior[ei]?\b|\b(?:le|la|les) meilleure?s?\b|最[好佳优]的",
    r"\b(?:best|better|good|well|right|nice\w*|excellent\w*|miglior\w*|meglio|buon\w*|ben[ei]?|giust\w*|meilleur\w*|mieux|bonn?e?s?"
    r"|bien)\b|[好佳优对]",
)
_OPPOSITES = ((_LOW, _HIGH), (_HIGH, _LOW), (_WORST, _BEST), (_BEST, _WORST))
"""Size and worth are scales of their own: the worst problem may well be the biggest."""
_DENIED = re.compile(r"(?:\b(?:not|never|isn't|aren't|wasn't|non|pas|jamais)\b|[不没非])[^.,;，。；]{0,25}$")


def opposite_extremes(sentence: str, quotes: Sequence[str]) -> list[str]:
    """Give the superlatives of a sentence whose opposites are all that its quotes have.

    >>> opposite_extremes("The French own the smallest part.", ["They own the highest part."])
    ['smallest']
    """
    words = _plain(sentence)
    said = [_plain(quote) for quote in quotes]
    found = ((re.search(one.has, words), one, other) for one, other in _OPPOSITES)
    return [match.group().split()[-1] for match, one, other in found if match and _is_turned_round(words, said, one, other)]


def _is_turned_round(sentence: str, quotes: Sequence[str], one: _End, other: _End) -> bool:
    """Say whether the quotes are all at the ``other`` end, and the sentence is not there too."""
    if re.search(other.near, sentence) or any(re.search(one.near, quote) for quote in quotes):
        return False
    there = ((re.search(other.has, quote), quote) for quote in quotes)
    return any(match and not _DENIED.search(quote[: match.start()]) for match, quote in there)


def _plain(text: str) -> str:
    return fold(text.replace("’", "'"))
