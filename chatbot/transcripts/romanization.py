"""How a Chinese personal name is written in Latin letters: "Shen Yulan", "Yulan Shen" or "Shen Yu-lan" for 沈玉兰.

It goes by Hanyu Pinyin without tones, and by how surnames read: 曾 is Zeng, though the letter mostly reads ceng. It does not know
the spellings of Hong Kong and Taiwan, and in doubt whether a label is a person's name it takes it for none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import product

from chatbot.transcripts.names import read_speaker_label
from chatbot.transcripts.vocabulary import COMMON, SPEAKER_ROLES, SURNAMES

_READ_AS_SURNAMES = {
    "单": "shan", "解": "xie", "仇": "qiu", "任": "ren", "区": "ou", "查": "zha", "曾": "zeng", "翟": "zhai", "盖": "ge",
    "覃": "qin", "乐": "yue", "缪": "miao", "冼": "xian", "朴": "piao", "华": "hua", "纪": "ji", "谌": "chen", "葛": "ge",
    "宁": "ning", "褚": "chu", "牟": "mou", "卜": "bu", "柏": "bai", "瞿": "qu", "石": "shi", "沈": "shen", "叶": "ye",
    "欧阳": "ouyang", "司马": "sima", "上官": "shangguan", "诸葛": "zhuge", "东方": "dongfang", "皇甫": "huangfu",
    "尉迟": "yuchi", "公孙": "gongsun", "慕容": "murong", "司徒": "situ", "令狐": "linghu", "夏侯": "xiahou", "长孙": "zhangsun",
}  # fmt: skip
"""The surnames of two letters, and how those are read that as words are read otherwise too."""
_OTHER_SURNAMES = "施洪倪柯柴欧裴梅温鲁俞翁耿章关樊聂齐庄苗骆路岳涂游柳殷霍詹曲申尤谷舒毕屈兰邢匡费卓冉卞闫牛鲍伍焦祝韦凌安包"
_SURNAME = "|".join(sorted({*_READ_AS_SURNAMES, *SURNAMES, *_OTHER_SURNAMES}, key=lambda name: (-len(name), name)))
_PERSON = re.compile(
    rf"(?P<surname>{_SURNAME})(?P<given>[\u4e00-\u9fff]{{0,2}}?)"
    r"(?P<title>先生|女士|小姐|太太|老师|博士|教授|医生|律师|师傅|总|(?:副?总)?经理|总监|总裁|董事长|主任|会长|院长|校长|记者)?"
)
_NO_NAME = re.compile(r"高[管层级]|安[保全].?|路人.?|..[人员者商族式]")
_ALSO_PLACES = frozenset({"china", "milan", "mali", "bali", "lima"})
"""Given names that alone would be a place: 米兰 is Milan."""
_UMLAUT = ("u", "ü", "yu", "v")
"""How ü is written: Lu, Lü and Lyu, and Lv for want of the letter."""
_READINGS = 2
"""How many readings of a letter count, the most common first; the rest is hardly met in names."""


@dataclass(frozen=True)
class Romanized:
    """A name in Latin letters, in each way it may be written; ``given`` is empty where a title stands in its place (沈女士)."""

    surname: tuple[str, ...]
    given: tuple[str, ...]
    syllables: int
    """Those of the given name; one alone is no name to call anybody by."""

    @property
    def whole(self) -> tuple[str, ...]:
        """The whole name, in either order."""
        return tuple(form for family, own in product(self.surname, self.given) for form in (f"{family} {own}", f"{own} {family}"))

    @property
    def alone(self) -> tuple[str, ...]:
        """The given name as it may stand alone: of two syllables, in one word, and no place's."""
        return tuple(each for each in self.given if self.syllables > 1 and " " not in each and each.lower() not in _ALSO_PLACES)


@lru_cache(maxsize=4096)
def romanized(label: str) -> Romanized | None:
    """Give how the name on a speaker's label is written in Latin letters; None where it is no Chinese person's, or has some.

    >>> romanized("沈玉兰").alone, romanized("李伟").whole, romanized("主持人")
    (('Yulan', 'Yu-lan', 'Yu-Lan'), ('Li Wei', 'Wei Li'), None)
    """
    named = read_speaker_label(label)
    found = _PERSON.fullmatch(named.name.replace(" ", "")) if named else None
    if found is None or not _is_a_person_s(found.group(), found["given"], found["title"]):
        return None
    surname = tuple(each.capitalize() for each in _surname(found["surname"]))
    given = tuple(dict.fromkeys(form for each in _spelled(found["given"]) for form in _written(each))) if found["given"] else ()
    return Romanized(surname, given, len(found["given"]))


def is_written_in(text: str, surname: str, given: str) -> bool:
    """Say whether a Chinese text has a name whose letters, one behind the other, read as these folded words.

    >>> is_written_in("我是高健", "gao", "jian"), is_written_in("在这里", "li", "zai")
    (True, False)
    """
    found = (each for each in re.finditer(_SURNAME, text) if surname in map(_plain, _surname(each.group())))
    return any(given in _readings_of(text[each.end() : each.end() + letters]) for each in found for letters in (1, 2))


def _is_a_person_s(name: str, given: str, title: str | None) -> bool:
    """Say whether what has the shape of a name is one: no word, as 高兴 and 马拉松 are, and nobody's role."""
    if name in COMMON or name in SPEAKER_ROLES or not (given or title):
        return False
    return title is not None or not (_NO_NAME.fullmatch(name) or name in _library()[1])


def _surname(letters: str) -> Iterator[str]:
    if letters in _READ_AS_SURNAMES:
        return iter((_READ_AS_SURNAMES[letters],))
    return _with_umlauts(_readings(letters)[:1])


def _with_umlauts(readings: Iterable[str]) -> Iterator[str]:
    for reading in readings:
        yield from (reading.replace("ü", each) for each in _UMLAUT) if "ü" in reading else (reading,)


def _spelled(letters: str) -> Iterator[tuple[str, ...]]:
    return product(*(tuple(_with_umlauts(_readings(letter))) for letter in letters))


def _written(syllables: tuple[str, ...]) -> Iterator[str]:
    """Give "Yulan", "Yu-lan", "Yu-Lan" and "Yu Lan"; and "Xi'an", where the second syllable begins with a vowel."""
    first, *rest = syllables
    yield (first + "".join(rest)).capitalize()
    for second in rest:
        behind = [f"-{second}", f"-{second.capitalize()}", f" {second.capitalize()}"]
        behind += [f"'{second}", f"’{second}"] if second[0] in "aeo" else []
        yield from (first.capitalize() + each for each in behind)


def _readings_of(letters: str) -> frozenset[str]:
    spelled = _spelled(letters) if re.fullmatch(r"[\u4e00-\u9fff]+", letters) else ()
    return frozenset(_plain("".join(each)) for each in spelled)


def _plain(spelt: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(each))


@lru_cache(maxsize=8192)
def _readings(letter: str) -> tuple[str, ...]:
    return tuple(_library()[0](letter)[0][:_READINGS])


@lru_cache(maxsize=1)
def _library() -> tuple[Callable[[str], list[list[str]]], Container[str]]:
    """Give what reads a letter, and the words that the library knows."""
    # late: its tables take a fifth of a second to load, which `chatbot --help` need not wait for
    from pypinyin import Style, pinyin
    from pypinyin.phrases_dict import phrases_dict

    return partial(pinyin, style=Style.NORMAL, heteronym=True, v_to_u=True), phrases_dict
