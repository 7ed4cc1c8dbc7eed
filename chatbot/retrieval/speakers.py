"""Names in a question: which transcript they tell, and what the question asks for without its speakers' names.

A guest's name tells which transcript to look in, and hardly where in it: people do not say their own names, so that the name
pulls towards where they are introduced and thanked, and away from what they said. It goes by capitals, and takes a guest called
Florence for the city where a question says no more than that.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from chatbot.index import fold, lexical_tokens
from chatbot.retrieval.name_words import (
    HONORIFICS,
    NAME_PARTICLES,
    NAMES_THAT_ARE_WORDS,
    NON_NAME_WORDS,
    SYLLABLES_THAT_ARE_WORDS,
)
from chatbot.retrieval.names_said import names_said
from chatbot.transcripts import Transcript, romanized

FEWEST_WORDS = 2
"""How many words that say something a question must have left: "Who is Carlo, and what does he do?" asks for the name itself."""
_BEGINS_QUESTIONS = frozenset({"an", "in", "will", "may"})
"""Words that begin too many questions to tell a speaker: Will Smith is known by his surname."""
_SAYS_NOTHING = frozenset(lexical_tokens(
    "who what when where why how which is are was were be do does did has have had can could will would tell me us know say "
    "something anything more little bit about a an the of and or to in on for from with by he she his her him they you it this "
    "chi che cosa come dove quando perché quale è era sono fa ha fatto può parlami dimmi racconta qualcosa un po di del della "
    "su il lo la le gli i e o a in per con lui lei sai "
    "qui que quoi quel quelle comment où quand pourquoi est était fait peux parle dis moi peu de du des sur le les et ou il elle"
))  # fmt: skip
_SAYS_NOTHING_HAN = frozenset("请介绍一下讲说谈这那个位人是谁的了吗呢吧和有做什么么怎样关于我们给")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = "A-Za-zÀ-ɏ"
_BEFORE = re.compile(rf"(?<=[^.!?:] )([A-ZÀ-Þ][{_LATIN}'’-]+) $")
_BEHIND = re.compile(rf" ([A-ZÀ-Þ][{_LATIN}'’-]+)")
_COMMON_WORDS = NAMES_THAT_ARE_WORDS | SYLLABLES_THAT_ARE_WORDS
LONG_ENOUGH = 6
"""Letters of a name that begins a question, where its capital tells nothing."""
_TITLED, _INSIDE = "Mr ", "… "
"""Put before a Chinese surname in Latin letters, which tells somebody behind a title alone, and before a given name, which tells
nobody where it begins a sentence: both have the letters of other words (Ma, Song, Change)."""


class SpeakerNames:
    """Who speaks in which transcripts, and which other names are said in them."""

    def __init__(self, transcripts: Mapping[str, Transcript]) -> None:
        self._names = {id: names_of(transcript.speakers) | names_said(transcript) for id, transcript in transcripts.items()}
        self._transcripts_with = Counter(name for names in self._names.values() for name in names)
        self._transcripts = transcripts
        self._words: dict[str, frozenset[str]] = {}

    def named(self, forms: Iterable[str]) -> frozenset[str]:
        """Give the names of speakers, and those said, that stand in the forms of a question."""
        found = frozenset(name for form in forms for name in named_in(form, self._transcripts_with))
        return frozenset(name for name in found if fold(name) not in _SAYS_NOTHING)

    def told(self, named: frozenset[str], transcript: str) -> float:
        """Say how far names tell this transcript: 0 (none speaks or is said here, or everywhere) to 1 (only here)."""
        here = named & self._names[transcript]
        if not here or len(self._names) == 1:
            return 0.0
        return 1.0 - math.log(min(self._transcripts_with[name] for name in here)) / math.log(len(self._names))

    def told_of(self, question: str) -> frozenset[str]:
        """Give the names in a question that can only be those of firms and people known here.

        No ordinary word is one ("Costa poco?"), no abbreviation, no Chinese given name by itself, and none beside which stands
        another's first name or surname ("David Beckham", where a Matthieu David speaks).
        """
        found = (name for name in self.named([question]) if not name.isupper() and not name.startswith(_INSIDE))
        return frozenset(name for name in found if not _is_ordinary(name, question) and not self._is_another_s(name, question))

    def are_of_others(self, names: frozenset[str], transcript: str) -> bool:
        """Say whether a transcript has none of these names in any case; in Chinese they may be written otherwise."""
        if not names or _HAN.search(self._transcripts[transcript].text):
            return False
        words = self._words.get(transcript) or self._words.setdefault(transcript, _words_of(self._transcripts[transcript]))
        return not any(words.intersection(re.findall(r"\w+", fold(_letters(name)))) for name in names)

    def _is_another_s(self, name: str, question: str) -> bool:
        there = frozenset[str]().union(*(names for names in self._names.values() if name in names))
        for found in re.finditer(_standing_alone(name), question):
            beside = [_BEFORE.search(question[: found.start()]), _BEHIND.match(question[found.end() :])]
            words = {one[1] for one in beside if one and fold(one[1]) not in _SAYS_NOTHING | NON_NAME_WORDS}
            if words - {word for each in there for word in _letters(each).split()}:
                return True
        return False


def _is_ordinary(name: str, question: str) -> bool:
    """Say whether a name may be a common word: one that is known as such, or a short one at the start of a question."""
    folded = fold(_letters(name))
    short = len(folded) < LONG_ENOUGH and not _HAN.search(name)
    return folded in _COMMON_WORDS or (short and question.lstrip(" ¿«“\"'").startswith(name))


def _words_of(transcript: Transcript) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", fold(" ".join((transcript.text, transcript.title, *transcript.speakers)))))


def without_speakers(question: str, speakers: Sequence[str]) -> str:
    """Take the speakers' names, whole or in part, out of a question; as it was where hardly anything would be left.

    >>> without_speakers("How much wine does Carlo Rossi's firm sell in China?", ["Carlo Rossi", "Host"])
    'How much wine does firm sell in China?'
    """
    named = named_in(question, names_of(speakers))
    if not named:
        return question
    whole = [name for name in map(_bare, speakers) if " " in name and set(name.split()) & named]
    name = "|".join(map(_standing_alone, sorted({*whole, *named}, key=len, reverse=True)))
    left = " ".join(re.sub(rf"(?:\b(?:d|l|qu)['’])?(?:(?:{name})(?:['’]s?(?!\w))?[ ·]?)+", "", question).split())
    return left if _words_that_say_something(left) >= FEWEST_WORDS else question


def names_of(speakers: Iterable[str]) -> frozenset[str]:
    """Give what speakers may be called by: each word of a name that begins with a capital, and a Chinese name whole.

    A Chinese name is there in Latin letters too, as questions in other languages have it.
    """
    speakers = list(speakers)
    words = {word for name in map(_bare, speakers) for word in (words_of_name(name) if not _HAN.search(name) else [name])}
    no_names = NON_NAME_WORDS - NAME_PARTICLES | _BEGINS_QUESTIONS
    return frozenset(word for word in words if len(word) > 1 and fold(word) not in no_names
                     and (word[0].isupper() or _HAN.match(word))).union(*map(_in_latin_letters, speakers))  # fmt: skip


def _in_latin_letters(speaker: str) -> frozenset[str]:
    name = romanized(speaker)
    if name is None:
        return frozenset()
    return frozenset((*name.whole, *(_TITLED + form for form in name.surname), *(_INSIDE + form for form in name.alone)))


def words_of_name(speaker: str) -> list[str]:
    """Give the words of a label that are names: no title, no particle, nothing in brackets.

    >>> words_of_name("Dr. Marco Del Vecchio (Google)"), words_of_name("The Host"), words_of_name("Du Fu")
    (['Marco', 'Vecchio'], [], ['Du', 'Fu'])
    """
    words = [word.strip(".,") for word in _bare(speaker).split()]
    first = [word for word in words[:1] if len(words) > 1 and len(word) == 2 and fold(word) in NAME_PARTICLES]
    return first + [word for word in words if fold(word) not in NON_NAME_WORDS]


def named_in(question: str, names: Iterable[str]) -> frozenset[str]:
    """Give those of ``names`` that stand in a question as words of their own."""
    return frozenset(name for name in names if _letters(name) in question and re.search(_standing_alone(name), question))


def _letters(name: str) -> str:
    return name.removeprefix(_TITLED).removeprefix(_INSIDE)


def _standing_alone(name: str) -> str:
    """Give a pattern for a name that is no part of another word; in Chinese nothing stands between words."""
    if _HAN.search(name):
        return re.escape(name)
    alone = rf"(?<![{_LATIN}]){re.escape(_letters(name))}(?![{_LATIN}])"
    if name.startswith(_INSIDE):
        return rf"(?:(?<=[\w,;:] )|(?<=['’])){alone}(?!-[{_LATIN}])"
    titled = rf"(?<![\w'’])(?i:{HONORIFICS})\.? {alone}(?!-[{_LATIN}]| [A-ZÀ-Þ])"
    return titled if name.startswith(_TITLED) else alone


def _bare(speaker: str) -> str:
    """Give a speaker's label without what stands in brackets, and without capitals all through."""
    name = re.sub(r"[(\[（【].*", "", speaker).strip()
    return name.title() if name.isupper() and len(name) > 2 else name


def _words_that_say_something(text: str) -> int:
    words = [word for word in lexical_tokens(text) if word not in _SAYS_NOTHING]
    return sum(not _HAN.match(word) or not set(word) & _SAYS_NOTHING_HAN for word in words)
