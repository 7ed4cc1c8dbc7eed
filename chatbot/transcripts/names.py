"""Tells a person's or a role's name from other words before a colon, and the name from the role beside it.

It goes by their shape and by lists of words (vocabulary). It does not look at the rest of a text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from chatbot.transcripts.vocabulary import (
    COMMON,
    GIVEN,
    LABEL_PARTICLES,
    NOT_FIRST,
    OPENERS,
    PRONOUNS,
    SENTENCE,
    SPEAKER_ROLES,
    STAGE,
    SURNAMES,
)

_LETTER = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_CJK = re.compile(_LETTER)
_NAME_WORD = re.compile(r"[^\W_][\w'’‘`´·&/#-]*,?|[^\W\d_]{1,5}\.|(?:[^\W\d_]\.-?)+")
_CJK_NAME = re.compile(rf"(?:{_LETTER}|[·\w]){{1,12}}(?:\s?[A-Za-z0-9]{{1,3}})?")
_NUMBER = re.compile(r"[\s_#-]*\d{1,3}$")
_BRACKETED = re.compile(r"[\[(（【]\s*([^\[\]()（）【】]+?)\s*[\])）】]")
_BESIDE = re.compile(
    r"(?P<name>[^\[\]()（）【】]+?)\s*[\[(（【](?P<bracket>[^\[\]()（）【】]*)[\])）】]"
    r"|(?P<before>.+?)(?:\s+[-–—•@]+\s*|\s*[|｜]\s*|—+)(?P<after>[^\W_].*)"
)
_STOP = re.compile(r"[!?。！？；;，、…“”\"«»]|\.\s.*\.\s")
_LONGEST, _LONGEST_CJK, _MOST_WORDS = 40, 12, 5  # of words before a colon that may be a label, though no name is known in them


_CJK_TITLE = re.compile(
    r".{0,6}(?:经理|总裁|董事长|教授|博士|老师|先生|女士|主任|记者|创始人|总监|会长|秘书长|主持人?|嘉宾|编辑|顾问|代表|专家|翻译|主播)"
)
_COMMON_CJK = re.compile(
    r"(?:第[一二三四五六七八九十\d]+(?:[点条个步章节部集期季届次种类件项].{0,6})?|其[一二三四五]|[一二三四五六七八九十]+[是点]?|.{2,}[说道是如为的了问]|.*[我你他她们这是的了吗呢么说很都就还但].+)"
)
_MAY_END_A_NAME = "如为道"  # 王大为 is a name; 王大说 is somebody who speaks
_ELIDED = re.compile(r"(?:un|dell|nell|all|[ld])['’](?=\w)")
_COMMON_ENDING = re.compile(r"\w{2,}(?:mente|zion[ei]|sion[ei]|tions?|[ai]mento|ità|ité)", re.IGNORECASE)




class Kind(Enum):
    """What the words of a label are: a name by their shape, a word that a text like this has often, or neither."""

    NAME = "name"
    WORD = "word"
    COMMON = "common"


@dataclass(frozen=True)
class Named:
    """What a label says: the words as they stand, the name in them, and what stands beside it, such as a role."""

    whole: str
    name: str
    beside: str
    kind: Kind


def read_speaker_label(words: str) -> Named | None:
    """Read the words before a colon; None where they are no label, as in "What I mean is: …"."""
    whole = " ".join(words.strip("*_ \t").split())
    if bracketed := _BRACKETED.fullmatch(whole):
        whole = bracketed[1]
    name, beside, aside = _parted(whole)
    kind = _kind(name)
    if kind is None or (aside and not _may_stand_beside(aside)):
        return None
    if _is_role(name) and beside.casefold() not in STAGE:
        return Named(whole, whole, "", kind)  # "Speaker (Rome)" and "Speaker (Parma)" are two
    if kind is Kind.NAME and aside and not (_is_title(aside) or " " in name):
        kind = Kind.WORD
    return Named(whole, name, "" if beside.casefold() in STAGE else beside, kind)


def is_role(name: str) -> bool:
    """Whether a name is a role's: "Host", "speaker_01", "嘉宾"."""
    return _is_role(name)


def is_cjk(name: str) -> bool:
    """Whether Chinese, Japanese or Korean letters stand in a name."""
    return _CJK.search(name) is not None


def name_in_each_script(name: str) -> tuple[str, ...]:
    """The two halves of a name that is written in two scripts, "Li Wei 李伟"; none of any other."""
    words = name.split()
    latin, cjk = [word for word in words if not is_cjk(word)], [word for word in words if is_cjk(word)]
    return (" ".join(latin), " ".join(cjk)) if latin and cjk else ()


def is_given_name(name: str) -> bool:
    """Whether a word is a given name that is often met in Italy, France or England, or begins as a Chinese name does."""
    if _is_surnamed(name):
        return name not in COMMON and name[-1] not in _MAY_END_A_NAME
    return name.casefold() in GIVEN


def _is_surnamed(name: str) -> bool:
    return 2 <= len(name) <= 3 and name[0] in SURNAMES


def ends_as_a_common_word(name: str) -> bool:
    """Whether a word ends as nouns and adverbs do that are no names: "Distribuzione", "Finalmente"."""
    return _COMMON_ENDING.fullmatch(name) is not None


def _parted(whole: str) -> tuple[str, str, str]:
    """The name, all that stands beside it, and what of that stands behind a dash or a bar."""
    name, beside, aside = whole, "", ""
    while found := _BESIDE.fullmatch(name):
        name = (found["name"] or found["before"]).strip()
        here = (found["bracket"] or found["after"] or "").strip()
        aside = (found["after"] or "").strip() or aside
        beside = f"{here} {beside}".strip()
    words = name.split()
    if is_cjk(name) and len(words) > 1:
        own = [word for word in words if not (word in SPEAKER_ROLES or _CJK_TITLE.fullmatch(word))]
        if own != words and re.search(rf"{_LETTER}.*{_LETTER}|[^\W\d_]{{3}}", "".join(own)):
            return " ".join(own), " ".join([word for word in words if word not in own] + [beside]).strip(), aside
    return name, beside, aside


def _kind(name: str) -> Kind | None:
    folded, words = name.casefold(), name.split()
    if not words:
        return None
    if _is_role(name):
        return Kind.NAME
    if folded in COMMON or _ELIDED.sub("", folded) in COMMON or words[0].casefold() in NOT_FIRST:
        return Kind.COMMON
    if is_cjk(name):
        return _cjk_kind(name, words)
    if _is_cased_name(words):
        return Kind.NAME
    return Kind.WORD if _may_be_label(name, words) else None


def _cjk_kind(name: str, words: list[str]) -> Kind | None:
    named = _is_surnamed(name) and name[-1] in _MAY_END_A_NAME
    if not named and _COMMON_CJK.fullmatch(name):
        return Kind.COMMON
    shaped = all(_CJK_NAME.fullmatch(word) or _is_name_word(word) for word in words)
    if shaped and len(words) <= 4 and (named or name[-1] not in "说道是如为的了问"):
        return Kind.NAME
    return Kind.WORD if len(name) <= _LONGEST_CJK and not _STOP.search(name) else None


def _is_cased_name(words: list[str]) -> bool:
    if len(words) > 7 or not words[0][0].isalnum():
        return False
    if words[0].casefold() in SPEAKER_ROLES and len(words) == 2:
        return True
    return _is_cased(words[0]) and any(c.isalpha() for c in "".join(words)) and all(_is_name_word(word) for word in words)


def _may_be_label(name: str, words: list[str]) -> bool:
    """Whether words that are no name by their shape are short, and not those of a sentence: "carlo", "uomo dal pubblico"."""
    if len(name) > _LONGEST or len(words) > _MOST_WORDS or not name[0].isalpha() or _STOP.search(name):
        return False
    folded = [word.casefold() for word in words]
    if len(words) == 1:
        return folded[0] not in (SENTENCE | OPENERS) - PRONOUNS
    if set(folded) & (SENTENCE | PRONOUNS):
        return False
    return folded[0] not in OPENERS or folded[1] in SPEAKER_ROLES or (words[0] in LABEL_PARTICLES and words[1][0].isupper())


def _is_role(name: str) -> bool:
    return name.casefold() in SPEAKER_ROLES or _NUMBER.sub("", name.casefold()) in SPEAKER_ROLES


def _may_stand_beside(aside: str) -> bool:
    words = set(aside.casefold().split())
    return len(words) <= 6 and len(aside) <= 60 and not _STOP.search(aside) and not words & (SENTENCE | PRONOUNS)


def _is_title(aside: str) -> bool:
    return is_cjk(aside) or _is_role(aside) or all(_is_name_word(word) for word in aside.split())


def _is_cased(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or not (word[0].islower() or word[0].isupper())


def _is_name_word(word: str) -> bool:
    if word.casefold() in LABEL_PARTICLES or word.casefold().startswith(("d'", "d’", "l'", "l’")):
        return True
    return _NAME_WORD.fullmatch(word) is not None and _is_cased(word)
