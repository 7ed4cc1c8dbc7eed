"""What a sentence joins and no one place of the transcripts does: a name there, a number here, "Peer Video has 70,000 followers".

Neither quote says so. It looks at clauses that give a number to a name ("… has", "… ha raggiunto", "…有"), and at nothing else: a
sentence may well tell in one breath what two places tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from chatbot.answers import SourceSentence
from chatbot.citations.names import missing_names
from chatbot.citations.numbers import numbers_in

ONE_PLACE = 10
"""How many sentences apart two quotes may stand that are of one place: more than are read around a source."""
_BETWEEN_CLAUSES = re.compile(
    r"(?i)[;:；：，、]|,(?!\d)|\b(?:and|but|or|while|then|before|after|as well as|e|ed|ma|o|mentre|poi|prima|dopo"
    r"|et|mais|ou|tandis|puis|avant|après)\b|而且?|并且?|但是?|同时|然后|后来|之前|之后|或者?"
)
_HAS = re.compile(
    r"(?i)\b(?:has|have|had|counts?|reach\w*|owns?|ha|hanno|aveva|avevano|conta|raggiun\w+|a|ont|avai\w+|compte|attei\w+)\b"
    r"|有|达到?|超过|拥有"
)


def is_scattered(
    sentence: str, language: str, quoted: Sequence[SourceSentence], beside: Sequence[SourceSentence], spoken: str
) -> bool:
    """Say whether a clause gives a number to a name that quotes of two places tell together, and neither place by itself.

    ``beside`` are more sources that were read: what stands in one of them, near the quotes of a place, is told there too.
    """
    places = _places(quoted)
    if len(places) < 2:
        return False
    speakers = [source.speaker or "" for source in quoted]
    told = [[*(source.text for source in {*place, *_near(place, beside)}), *speakers] for place in places]
    clauses = [clause for clause in _BETWEEN_CLAUSES.split(sentence) if _gives_a_number(clause, language, speakers)]
    return not all(any(_tells(clause, language, texts, spoken) for texts in told) for clause in clauses)


def _gives_a_number(clause: str, language: str, speakers: Sequence[str]) -> bool:
    """Say whether a name that is no speaker's is said to have a number of something."""
    verbs = list(_HAS.finditer(clause))
    return any(missing_names(clause[: verb.start()], speakers) and numbers_in(clause[verb.end() :], language) for verb in verbs)


def _places(quoted: Iterable[SourceSentence]) -> list[list[SourceSentence]]:
    """Put together the quotes that stand in one place."""
    places: list[list[SourceSentence]] = []
    for source in sorted(quoted, key=lambda source: (source.transcript, source.row)):
        if places and _in_one_place(places[-1][-1], source):
            places[-1].append(source)
        else:
            places.append([source])
    return places


def _near(place: Sequence[SourceSentence], sources: Iterable[SourceSentence]) -> list[SourceSentence]:
    return [source for source in sources if any(_in_one_place(source, quote) for quote in place)]


def _in_one_place(one: SourceSentence, other: SourceSentence) -> bool:
    return one.transcript == other.transcript and abs(one.row - other.row) <= ONE_PLACE


def _tells(clause: str, language: str, texts: Sequence[str], spoken: str) -> bool:
    numbers = frozenset[float]().union(*(numbers_in(text, spoken) for text in texts))
    return numbers_in(clause, language) <= numbers and not missing_names(clause, texts)
