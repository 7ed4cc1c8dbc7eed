"""The names in a text: people, companies, places, anything that stands with a capital or in Latin letters in Chinese.

A name in an answer must stand in its quotes, be their speaker, or be a known form of one that does (Cina, 中国: China).
It does not tell a person from a company.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from chatbot.index import fold, lexical_tokens

_EQUIVALENTS = (
    "china chinese cina cinese cinesi chine chinois chinoise chinoises 中国 中國 中文 汉语",
    "italy italian italians italia italiano italiana italiani italiane italie italien italienne italiens italiennes "
    "意大利 意大利语",
    "france french francia francese francesi francais francaise francaises 法国 法國",
    "europe european europa europeo europeen europeenne 欧洲 歐洲",
    "beijing pechino pekin 北京", "shanghai sciangai 上海", "hongkong hong-kong 香港", "taiwan 台湾 台灣", "canada 加拿大",
    "vancouver 温哥华", "bordeaux 波尔多", "polish polacco polonais 波兰 波兰语", "indian indiano indien 印度",
    "english inglese anglais 英语 英国", "alibaba 阿里巴巴", "taobao 淘宝", "tmall 天猫", "weibo 微博", "wechat 微信",
    "xiaohongshu red 小红书", "hema 盒马", "alimama 阿里妈妈", "ferrari 法拉利", "nike 耐克", "adidas 阿迪达斯",
    "kraft 卡夫", "zoom", "youtube", "parmigiano parmigianino parmesan 帕尔马", "kol kols 意见领袖",
)  # fmt: skip
_CANONICAL = {form: forms.split()[0] for forms in _EQUIVALENTS for form in forms.split()}
_IN_WORDS = re.compile(
    "|".join(r"\b" + form.replace("-", r"[\s-]+") + r"\b" for form in _CANONICAL if "-" in form), re.IGNORECASE)
"""The known forms that stand in a text as several words: those with a hyphen."""
_LETTERS = "A-Za-z0-9À-ɏ"
_LATIN_NAME = re.compile(rf"[A-ZÀ-Þ][{_LETTERS}’'&-]*|\b[a-z]+[A-Z][{_LETTERS}]*")
_LATIN_WORD = re.compile(rf"[A-Za-zÀ-ɏ][{_LETTERS}&-]*")
_HAN_FORMS = sorted((form for form in _CANONICAL if re.match(r"[\u4e00-\u9fff]", form)), key=len, reverse=True)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;“\"«(\n–—-]\s*)$")
_CAPITALISED_ALWAYS = {"i", "i'm", "i’m", "am", "pm", "kols", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
                       "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september",
                       "october", "november", "december"}  # fmt: skip
FEWEST_CAPITALS = 0.01
"""The share of capitals among a text's letters from which they are taken to mark its names; the shipped transcript has .036."""


def names_in(text: str) -> frozenset[str]:
    """Give the names in ``text``, folded and without what inflects them.

    A capital at the start of a sentence says nothing by itself, so such a word counts only when it has another capital
    or a digit inside.

    >>> sorted(names_in("Today the Italian Trade Agency works with TMall."))
    ['agency', 'italy', 'tmall', 'trade']
    """
    text = _in_one_word(text)
    han = bool(_HAN.search(text))
    pattern = _LATIN_WORD if han else _LATIN_NAME
    found = set()
    for match in pattern.finditer(text):
        word = match.group().strip("’'-&")
        folded = _folded(word)
        inside = any(c.isupper() or c.isdigit() for c in word[1:])
        at_start = not han and bool(_SENTENCE_START.search(text[: match.start()]))
        if folded and folded not in _CAPITALISED_ALWAYS and (inside or not at_start):
            found.add(canonical(folded))
    found.update(_CANONICAL[form] for form in _HAN_FORMS if form in text)
    return frozenset(found)


@lru_cache(maxsize=1024)
def shows_names(text: str) -> bool:
    """Say whether names can be told from other words in ``text``: not in Chinese, nor in captions without capitals."""
    letters = [character for character in text if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    cased = capitals + sum(character.islower() for character in letters)
    return 2 * cased > len(letters) and capitals >= FEWEST_CAPITALS * cased


def words_in(text: str) -> frozenset[str]:
    """Give all words of ``text`` in the form that names are compared in."""
    words = {canonical(_folded(word)) for word in _LATIN_WORD.findall(_in_one_word(text))}
    words.update(_CANONICAL[form] for form in _HAN_FORMS if form in text)
    return frozenset(words)


def missing_names(text: str, quotes: Iterable[str]) -> frozenset[str]:
    """Give the names in ``text`` that stand in none of ``quotes``."""
    there = frozenset[str]().union(*(words_in(quote) for quote in quotes))
    stems = {stem for word in there for stem in lexical_tokens(word)}
    return frozenset(name for name in names_in(text) if name not in there and not set(lexical_tokens(name)) <= stems)


def canonical(word: str) -> str:
    """Give the one form under which all known forms of a name are compared."""
    return _CANONICAL.get(word, word)


def _in_one_word(text: str) -> str:
    """Join names of several words ("Hong Kong": "HongKong")."""
    return _IN_WORDS.sub(lambda name: "".join(word.capitalize() for word in re.split(r"[\s-]+", name.group())), text)


def _folded(word: str) -> str:
    return re.sub(r"[’']s?$", "", fold(word).replace("-", ""))
