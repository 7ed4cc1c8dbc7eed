"""What a speaker is called in a text: the whole name, a first name or surname, a Chinese surname with a title.

A name that is an ordinary word too ("vini rossi") tells its bearer by a capital alone. It does not say what is told of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import chain, pairwise

from chatbot.index import fold
from chatbot.retrieval import (
    BRANDS,
    CITIES,
    COUNTRIES,
    NAME_PARTICLES,
    NAMES_THAT_ARE_WORDS,
    NON_NAME_WORDS,
    SYLLABLES_THAT_ARE_WORDS,
    TERMS,
    words_of_name,
)
from chatbot.transcripts import detect_language, is_given_name, romanized

MARK = "_"
"""Put behind an ordinary word where a capital shows that it is a name."""
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,}")
_HAN_VERBS = frozenset({"提问", "回答"})
"""Labels that a sentence has as verbs: "她回答说"."""
_TWO_CHARACTERS = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|夏侯"
_SURNAME = re.compile(rf"(?P<surname>{_TWO_CHARACTERS}|[\u4e00-\u9fff])[\u4e00-\u9fff]{{0,2}}")
_TITLE = (
    "(?:先生|女士|小姐|老师(?!傅)|博士|教授"
    "|(?<![提最很更较新偏过].)总(?!是|的|共|部|额|量|体|数|计|结|产|销|值|价|成|收|投|需|供|资|规))"
)
_NO_LONGER_WORD = "(?!(?<=[明正准精])确(?![实立定保信]|认(?!为))|(?<=小红)书|(?<=师)傅)"
"""What does not follow a Chinese name: it would make other words of its end, as in 李明确表示, 小红书 and 王老师傅."""
_LETTER = r"[^\W\d_\u3040-\u9fff]"
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]"
_ENGLISH_SAYING = "says?|said|thinks|thought|believes|explains|explained|argues|adds|added|notes|noted|told|states|claims"
_SAYING = (
    rf"{_ENGLISH_SAYING}|dice|ha detto|spiega|racconta|afferma|sostiene|ritiene|pensa|aggiunge|dit|a dit|explique|affirme|raconte"
    r"|pense|estime|ajoute|précise"
)
HONORIFIC = (
    r"(?:(?:signor[ae]?|sig|dott|dottor(?:e|essa)?|prof|professor(?:e|essa)?|ingegner|avvocato|mrs?|ms|dr|doctor|monsieur|madame|m|mme"
    r"|mlle)\b\.?(?:ra\b|ssa\b)?)"
)
"""What is put before a name, in folded text."""
_BEHIND_A_TITLE = "|".join(rf"(?<=\b{title}\. )" for title in ("M", "Mr", "Mrs", "Ms", "Dr", "Prof", "Sig", "Dott", "Avv", "Ing"))
_MONTHS = frozenset({"may", "june", "april", "august", "summer", "winter"})
_BEFORE_A_MONTH = ("In", "in", "By", "by", "Since", "since", "Last", "last", "early", "late")
_BEFORE_A_SURNAME = "Al|Da|Dal|De|Dei|Del|Della|Dello|Den|Der|Des|Di|Do|Dos|Du|El|La|Le|Lo|San|Ter|[Vv][ao]n"
"""Most are words of a sentence without the capital: "Cosa pensa Carlo di Alibaba?"."""
_MEDIA = ("internet", "instagram", "livestreaming")
_THINGS = frozenset(form for row in (*BRANDS, *TERMS, *CITIES, *COUNTRIES, *_MEDIA) for form in row.split())
"""What is no surname; peoples, of which an ending is cut off, are surnames too (Russo, Greco)."""
_ACCORDING = re.compile(r"(?i)\b(?:secondo|selon|according to|d['’]après)\b[^,]*$")
_OFFICES = (
    "chef|presidente?|direttore|direttrice|director|directeur|directrice|founder|fondatore|fondatrice|fondateur|manager"
    "|ambassador|ambasciatore|ambasciatrice|console|consul"
)
"""What is no first name, though a capital may stand there: "What does President Bini say?"."""


def name_pattern(speaker: str) -> str:
    """Give a pattern for what a speaker may be called, in folded text."""
    names = {name for name in _names(speaker) if len(name) > 2 or _HAN_NAME.fullmatch(name)}
    return _pattern(names | set(map(fold, _in_full(speaker)[0])), _surnames(speaker))


def marked_name_pattern(speaker: str, unlike: Collection[str] = ()) -> str:
    """Give a pattern for it in folded text whose names are marked; without what those are called who are ``unlike`` the speaker.

    >>> bool(re.search(marked_name_pattern("Anna Rossi"), fold(marked("Sales of vini rossi rise, Rossi says.", "Anna Rossi"))))
    True
    """
    names = _names(speaker).difference(*map(_names, unlike))
    pinyin = _in_pinyin(speaker).difference(*map(_names, unlike), *map(_in_pinyin, unlike))
    return _pattern({name + MARK if name in pinyin or _is_ordinary(name) else name for name in names | pinyin},
                    _surnames(speaker).difference(*map(_surnames, unlike)))  # fmt: skip


def is_named(speaker: str, folded: str) -> bool:
    """Say whether a folded text has what a speaker may be called, as words of their own."""
    return re.search(name_pattern(speaker), folded) is not None


def may_be_named(speaker: str, text: str) -> bool:
    """Say whether a text has the letters of what a speaker may be called; a pattern for each of many speakers takes long."""
    folded = fold(text).replace("’", "'")
    return any(name in folded for name in (*_names(speaker), *_surnames(speaker), *_in_pinyin(speaker)))


def marked(text: str, speaker: str) -> str:
    """Mark where ``text`` has a name of the speaker's that is an ordinary word, or too short to tell but by its capital.

    At the start of a sentence even the capital tells nothing ("Ma dice"), unless a verb of saying follows; nor does it of a month
    behind "in", nor of an Italian "Ma" that begins a clause.
    """
    for word in words_of_name(speaker) or speaker.split()[:1]:
        if _is_ordinary(fold(word)) and (word := word.title() if len(word) > 2 else word).istitle():
            text = _mark(text, word, speaker)
    return _mark_pinyin(text, speaker)


def _mark(text: str, word: str, speaker: str) -> str:
    name, saying = re.escape(word), _ENGLISH_SAYING if len(word) == 2 else _SAYING
    before = rf"(?<=[\w,;:’'] )(?<![.!?] )|(?<=[\u4e00-\u9fff，。：])|{_BEHIND_A_TITLE}"
    first = rf"(?<![\w’'])(?={name} (?:{saying})\b)(?!He |So )"
    whole = rf"{re.escape(speaker)}|" if " " in speaker else ""
    no_name = "".join(f"(?<!\\b{one} )" for one in _BEFORE_A_MONTH) if fold(word) in _MONTHS else ""
    no_name += r"(?!(?<=[,;:] )Ma [a-zà-ÿ])" if word == "Ma" and detect_language(text) == "it" else ""
    found = rf"{whole}(?:{before}|{first}){no_name}{name}(?!{_LETTER}|[\d’'])|\b{name}(?=['’]s\b)"
    return re.sub(found, lambda one: one[0] + MARK if one[0] == word and not _is_of_a_longer_name(one) else one[0], text)


def _mark_pinyin(text: str, speaker: str) -> str:
    """Mark a Chinese name in Latin letters: the whole, the given name alone, the surname behind a title."""
    name = romanized(speaker)
    if name is None:
        return text
    told, words = map(_any_of, _in_full(speaker))
    titled = rf"(?i:(?<!['’]){HONORIFIC}) (?:{_any_of(name.surname)})(?! {_CAPITALISED})"
    found = rf"(?<!{_LETTER})(?:(?i:{told})|{words}|(?P<alone>{_any_of(name.alone)})|{titled})(?!-?{_LETTER}|\d)"
    return re.sub(found, lambda one: one[0] if one["alone"] and _is_another(one) else one[0] + MARK, text)


def _is_another(given: re.Match[str]) -> bool:
    """Say whether a given name alone is of a longer name, or only begins a sentence: "Wang Yulan", "Change costs".

    A verb of saying behind it makes it a name there too.
    """
    first = re.search(r"(?:^|[.!?…“\"«(]) ?$", given.string[: given.start()]) is not None
    return _is_of_a_longer_name(given) or first and not re.match(rf" (?:{_SAYING})\b", given.string[given.end() :])


def _is_of_a_longer_name(found: re.Match[str]) -> bool:
    """Say whether an ordinary word stands in another name: "Costa Rica", "Paolo Rossi"."""
    before = re.search(rf"(?<=\w )({_CAPITALISED}[a-zß-öø-ÿ]+) $", found.string[: found.start()])
    foreign = before is not None and fold(before[1]) not in NON_NAME_WORDS
    return len(found[0]) > 2 and (foreign or re.match(rf" {_CAPITALISED}", found.string[found.end() :]) is not None)


def without_namesakes(text: str, speaker: str, others: Iterable[str] = ()) -> str:
    """Take out of ``text`` the whole names of others that have one of the speaker's in them: "Carlo Bini", for Carlo Rossi.

    ``others`` are known, however they are written; of anybody else capitals tell.
    """
    for other in others:
        same = _names(other) & _names(speaker) or _in_pinyin(other) & _in_pinyin(speaker)
        if fold(other) not in fold(speaker) and (same or speaker in other):
            whole = _any_of((other, *chain(*_in_full(other))))
            text = re.sub(rf"(?i)(?<!{_LETTER})(?:{whole})(?!{_LETTER})", "…", text)
    words = words_of_name(speaker)
    return re.sub(_namesakes(words), _left_out, text) if len(words) > 1 and not _HAN_NAME.search(speaker) else text


def _namesakes(words: Sequence[str]) -> str:
    """Give a pattern for the first of ``words`` with another surname, and for the last with another first name."""
    own = "|".join(map(re.escape, words))
    aside = "|".join(re.escape(word) for word in NON_NAME_WORDS if word.isascii())
    another = rf"(?!(?:{own}|(?i:{aside}|{_OFFICES}))\b){_CAPITALISED}"
    surname = rf"\b{re.escape(words[0])} (?:(?:{_BEFORE_A_SURNAME}) ){{0,2}}(?P<surname>{another}[\w’'-]+)"
    first = rf"(?<=[\w,;:] )(?P<first>{another}[\w-]+) {re.escape(words[-1])}\b"
    return rf"{surname}|{first}"


def _left_out(found: re.Match[str]) -> str:
    """Give a mark for another's name; what is known as a place or brand is none ("Secondo Carlo WeChat è utile?").

    Such a word is a surname too ("Cosa dice Carlo Ferrari?"), but where what is asked begins behind the speaker's name.
    """
    begins = found["first"] or found[0].count(" ") > 1 or _ACCORDING.search(found.string[: found.start()])
    other = found["surname"] or found["first"]
    return found[0] if begins and fold(other) in _THINGS and not is_given_name(other) else "…"


def _names(speaker: str) -> set[str]:
    """Give, folded, the whole name, the words of it, and those with the particle before them."""
    if speaker in _HAN_VERBS:
        return set()
    words = {fold(word).replace("’", "'") for word in words_of_name(speaker)}
    whole = fold(re.sub(r"[(\[（【].*", "", speaker).strip() or speaker).replace("’", "'")
    behind = {f"{one} {word}" for one, word in pairwise(whole.split()) if one in NAME_PARTICLES and word in words}
    return {name for name in {whole, *words, *behind} if len(name) > 1}


@lru_cache(maxsize=4096)
def _in_pinyin(speaker: str) -> frozenset[str]:
    """Give, folded, what a speaker with a Chinese name is called in Latin letters, the surname behind a title among it."""
    name = romanized(speaker)
    return frozenset(map(fold, (*name.whole, *name.alone, *name.surname))) if name else frozenset()


def _in_full(speaker: str) -> tuple[list[str], list[str]]:
    """Give a Chinese speaker's whole name in Latin letters, and apart where only capitals tell it from other words."""
    name = romanized(speaker)
    told: tuple[list[str], list[str]] = ([], [])
    for form in name.whole if name else ():
        told[set(fold(form).split()) <= SYLLABLES_THAT_ARE_WORDS].append(form)
    return told


def _any_of(forms: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(forms, key=len, reverse=True))) or r"(?!)"


def _surnames(speaker: str) -> set[str]:
    """Give the Chinese surnames that a title may follow."""
    return {name["surname"] for word in words_of_name(speaker) if (name := _SURNAME.fullmatch(word))}


def _pattern(names: Collection[str], surnames: Iterable[str]) -> str:
    """Give a pattern that finds no name within another Latin word; in Chinese nothing stands between words."""
    latin = {name for name in names if not _HAN_NAME.search(name)}
    alone = "|".join(re.escape(name).replace("'", "['’]") for name in sorted(latin, key=len, reverse=True))
    forms = [rf"(?<!{_LETTER})(?<!{_LETTER}-)(?:{alone})(?!-?{_LETTER}|\d)"] if latin else []
    forms += [f"(?<![很太真更最]){re.escape(name)}{_NO_LONGER_WORD}" for name in sorted({*names} - latin, key=len, reverse=True)]
    return "|".join([*forms, *(f"{surname}{_TITLE}" for surname in surnames)]) or r"(?!)"


def _is_ordinary(name: str) -> bool:
    *before, last = name.split()
    return (last in NAMES_THAT_ARE_WORDS or len(last) == 2 and last.isascii()) and all(word in NAME_PARTICLES for word in before)
