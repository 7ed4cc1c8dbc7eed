"""The names in a text: people, companies, places, anything that stands with a capital or in Latin letters in Chinese.

A name in an answer must stand in its quotes, be their speaker, or be a known form of one that does (Cina, 中国: China).
It does not tell a person from a company.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from chatbot.citations.pinyin import names_in_pinyin
from chatbot.index import fold, lexical_tokens
from chatbot.retrieval import ALSO_WORDS, BRANDS, CITIES, COUNTRIES, DAYS, NOT_BRANDS, NOT_PLACES, TERMS

_ENDINGS = ("", "s", "o", "a", "i", "e", "es", "ne", "nes", "hi", "he")


def _forms(row: str) -> Iterator[str]:
    for form in row.split():
        yield from (form.removesuffix("*") + ending for ending in (_ENDINGS if form.endswith("*") else ("",)))


_CANONICAL = {form: row.split()[0] for row in (*DAYS, *TERMS, *BRANDS, *CITIES, *COUNTRIES) for form in _forms(row)}
_KIND = {row.split()[0]: kind for kind, rows in enumerate((COUNTRIES, CITIES, BRANDS)) for row in rows}
_BRAND = 2
_COUNTRIES = frozenset(row.split()[0] for row in COUNTRIES)
_DAYS = frozenset(row.split()[0] for row in DAYS)
_OF_HAN = {form: name for form, name in _CANONICAL.items() if re.search(r"[\u4e00-\u9fff]", form)}


def _han(form: str) -> str:
    """Give the pattern of a Chinese form; a month's has no other digit before it ("十一月" is no "一月")."""
    return rf"(?<![\d十]){form}" if form.endswith("月") else form


_HAN_FORM = re.compile("|".join(map(_han, sorted((*_OF_HAN, *NOT_PLACES.split(), *NOT_BRANDS.split()), key=len, reverse=True))))
"""The longest form counts: 罗马尼亚 is not 罗马."""
_OF_JOINED = {form.casefold(): name for form, name in _CANONICAL.items() if re.search(r"[-.&']", form) or form.isupper()}


def _joined(form: str) -> str:
    words = r"[\s-]+".join(re.escape(word) for word in form.split("-"))
    return words if form.isupper() else f"(?i:{words})"


_JOINED = sorted((form for form in _CANONICAL if form.casefold() in _OF_JOINED), key=len, reverse=True)
_IN_WORDS = re.compile(rf"\b(?:{'|'.join(map(_joined, _JOINED))})\b")
"""The known forms that stand in a text as several words (those with a hyphen) or only in capitals."""
_CURRENCY = re.compile(r"\b(?:US|HK|C|A|NT)(?=\$)")
_ABBREVIATED = re.compile(r"\b([A-Z])\.([A-Z])\.(?:([A-Z])\.)?")
_ELISION = re.compile(
    r"(?i)(?<![^\W\d_])(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|[ad]all|[dns]ell|sull|coll|un|nessun|quest|quell|tutt|anch|com|sant"
    r"|bell|grand|senz|mezz|entr)'(?=[^\W\d_])"
)
"""An article or other short word cut before a vowel: it is no part of the name behind it, which has its own capital."""
_LETTERS = "A-Za-z0-9À-ɏ"
_LATIN_NAME = re.compile(rf"[A-ZÀ-Þ][{_LETTERS}’'&-]*|(?<![{_LETTERS}])[a-z]+[A-Z][{_LETTERS}]*")
_LATIN_WORD = re.compile(rf"[A-Za-zÀ-ɏ][{_LETTERS}&-]*")
_IN_CAPITALS = re.compile(r"(?<![A-Za-z])[A-Z]{3,}(?![A-Za-z])")
_CAPITAL = re.compile(r"\b[A-ZÀ-Þ]")
_LONG_NAME = re.compile(r"\b[A-ZÀ-Þ][\w'’]+"
                        r"(?:[ -](?:(?:of|for|and|the|in|di|del|dell[aeo]|degli|dei|per|e|de|du|des|pour|et) |d['’]|dell['’])*"
                        r"[A-ZÀ-Þ][\w'’]+){2,}")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;“\"«(\n–—-]\s*)$")
_CAPITALISED_ALWAYS = {"i", "i'm", "i’m", "am", "pm", "mr", "mrs", "ms"}
FEWEST_CAPITALS = 0.01
"""The share of capitals among a text's letters from which they are taken to mark its names; the shipped transcript has .036."""


def names_in(text: str) -> frozenset[str]:
    """Give the names in ``text``, folded and without what inflects them; days and months are none.

    A capital at the start of a sentence says nothing by itself, so such a word counts only when it has another capital
    or a digit inside.

    >>> sorted(names_in("Today the Italian Trade Agency works with TMall."))
    ['agency', 'italy', 'tmall', 'trade']
    """
    return _names(text)[0] - _DAYS


@lru_cache(maxsize=4096)
def _names(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the names in ``text``, and the known ones that begin a sentence, where a capital alone would not show them."""
    bare = _bare(text)
    plain = _in_one_word(bare)
    chinese = _is_chinese(plain)
    found, first = set(_han_names(bare)), set()
    for match in (_LATIN_WORD if chinese else _LATIN_NAME).finditer(plain):
        word = match.group().strip("’'-&")
        folded = _folded(word)
        inside = any(c.isupper() or c.isdigit() for c in word[1:])
        if not folded or folded in _CAPITALISED_ALWAYS:
            continue
        if inside or chinese or not _SENTENCE_START.search(plain[: match.start()]):
            found.add(canonical(folded))
        elif folded in _CANONICAL and folded not in ALSO_WORDS:
            first.add(canonical(folded))
    return frozenset(found), frozenset(first - found)


@lru_cache(maxsize=1024)
def shows_names(text: str) -> bool:
    """Say whether names can be told from other words in ``text``: not in Chinese, nor in captions without capitals."""
    letters = [character for character in text if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    cased = capitals + sum(character.islower() for character in letters)
    return 2 * cased > len(letters) and capitals >= FEWEST_CAPITALS * cased


@lru_cache(maxsize=4096)
def words_in(text: str) -> frozenset[str]:
    """Give all words of ``text`` in the form that names are compared in."""
    bare = _bare(text)
    words = {canonical(_folded(word)) for each in (bare, _in_one_word(bare)) for word in _LATIN_WORD.findall(each)}
    return frozenset(words.union(_han_names(bare), _within_han_names(bare)))


def missing_countries(text: str, translation: str) -> frozenset[str]:
    """Give the countries that ``text`` names, itself or by what is theirs, and its ``translation`` does not.

    >>> missing_countries("The French own the market", "Gli italiani hanno il mercato")
    frozenset({'france'})
    """
    inside, first = _names(text)
    return ((inside | first) & _COUNTRIES) - words_in(translation)


def missing_names(text: str, quotes: Sequence[str]) -> frozenset[str]:
    """Give the names in ``text`` that stand in none of ``quotes``, in full or (ITA, for the Italian Trade Agency) by initials.

    A Chinese name (沈玉兰) stands there in Latin letters too (Shen Yulan).

    A known name at the start of a sentence is missing only where the quotes have another of its kind in its place: "Chinese
    consumers" may be the "consumers" of a quote, and not its "Italian consumers".
    """
    there = frozenset[str]().union(*(words_in(quote) for quote in quotes))
    stems = {stem for word in there for stem in lexical_tokens(word)}
    names, first = _names(text)
    instead = {_KIND[name] for name in there - names - first if name in _KIND}
    told = names | {name for name in first if _KIND.get(name) in instead}
    missing = [name for name in told if name not in there and not set(lexical_tokens(name)) <= stems]
    if missing:
        pinyin = {canonical(word) for word in names_in_pinyin(text, quotes)}
        missing = [name for name in missing if name not in pinyin]
    short = {letters.lower() for letters in _IN_CAPITALS.findall(text)}
    written_out = _initials(quotes) if short.intersection(missing) else frozenset()
    return frozenset(name for name in missing if name not in short & written_out)


def brands_of_elsewhere(question: str, near: Sequence[str]) -> frozenset[str]:
    """Give the known brands in ``question``, however they are written ("jd"), where none of them is ``near`` a place.

    >>> sorted(brands_of_elsewhere("What did jd sell with Hema?", ["We sell a lot."]))
    ['hema', 'jd']
    """
    shown = _LATIN_WORD.sub(lambda word: word.group().upper() if _is_brand(word.group()) else word.group(), question)
    named = frozenset(name for name in names_in(shown) if _KIND.get(name) == _BRAND)
    joined = re.sub(r"[\s-]+", "", "".join(near)).casefold()  # "Xiao Hong Shu", as captions may have it
    missing = frozenset(name for name in missing_names(shown, near) & named if name not in joined)
    return missing if missing == named else frozenset()


def _is_brand(word: str) -> bool:
    return _KIND.get(canonical(_folded(word))) == _BRAND and word.lower() not in ALSO_WORDS


def _initials(quotes: Iterable[str]) -> frozenset[str]:
    """Give what names of three words or more are shortened to ("ita" from "Italian Trade Agency").

    The first word may begin a sentence and be no part of the name, so initials are given without it too.
    """
    names = [name for quote in quotes for name in _LONG_NAME.findall(quote)]
    initials = ["".join(_CAPITAL.findall(name)).lower() for name in names]
    return frozenset(initials).union(each[1:] for each in initials if len(each) > 3)


def canonical(word: str) -> str:
    """Give the one form under which all known forms of a name are compared."""
    return _CANONICAL.get(word, word)


def _bare(text: str) -> str:
    """Take off accents and what is cut before a vowel ("L'Italia": "_ Italia")."""
    letters = (c for c in unicodedata.normalize("NFKD", text.replace("’", "'")) if not unicodedata.combining(c))
    return _ELISION.sub("_ ", unicodedata.normalize("NFC", "".join(letters)))


def _in_one_word(text: str) -> str:
    """Join names of several words ("Hong Kong": "Hongkong"), and abbreviations ("U.S.")."""
    text = _ABBREVIATED.sub(lambda letters: "".join(filter(None, letters.groups())), _CURRENCY.sub("", text))
    return _IN_WORDS.sub(lambda name: _OF_JOINED[re.sub(r"[\s-]+", "-", name.group().casefold())].capitalize(), text)


def _han_names(text: str) -> Iterator[str]:
    found = _HAN_FORM.findall(text) if _HAN.search(text) else ()
    return (_OF_HAN[form] for form in found if form in _OF_HAN)


def _within_han_names(text: str) -> Iterator[str]:
    """Give the known names inside a longer one, but for places and days: 微信支付 says 微信, and 印度尼西亚 not 印度."""
    for longer in _HAN_FORM.findall(text) if _HAN.search(text) else ():
        name = _OF_HAN.get(longer)
        if name and name not in _DAYS and _KIND.get(name, _BRAND) == _BRAND:
            yield from (_OF_HAN[form] for form in _HAN_FORM.findall(longer[:-1]) if form in _OF_HAN)
            yield from (_OF_HAN[form] for form in _HAN_FORM.findall(longer[1:]) if form in _OF_HAN)


def _is_chinese(text: str) -> bool:
    """Say whether a text is Chinese, with Latin words in it, and not the other way about."""
    return len(_HAN.findall(text)) > 2 * len(_LATIN_WORD.findall(text))


def _folded(word: str) -> str:
    return re.sub(r"[’'](?:s|ve|ll|d|m|re)?$", "", fold(word).replace("-", ""))
