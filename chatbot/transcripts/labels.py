"""Finds the labels that say who speaks: "Name: …", with or without a time.

A label must look like a person's or a role's name, and the file as a whole must look like a conversation.
It does not decide which text belongs to a turn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from chatbot.transcripts.lines import Line

_TIME = r"\d{1,3}:[0-5]\d(?::[0-5]\d)?(?:[.,]\d{1,3})?"
_COLON_LABEL = re.compile(
    rf"""[\s\ufeff>]*(?:[-–—•]\s)?\s*
    [*_]{{0,3}}(?:[\[(]?(?P<before>{_TIME})[\])]?\s*[-–—|]?\s*)?[*_]{{0,3}}
    (?P<name>[^\W_][^:：\n]{{0,100}}?)
    \s*[*_]{{0,3}}\s*(?:[\[(]?\s*(?P<after>{_TIME})\s*[\])]?)?\s*[*_]{{0,3}}\s*
    [:：][*_]{{0,3}}(?!//)(?!(?<=\d:)\d)
    (?:\s*[\[(](?P<inside>{_TIME})[\])])?""",
    re.VERBOSE,
)
# Some recorders write a name and a time on a line of their own, with no colon.
_TIMED_LABEL = re.compile(rf"[\s\ufeff]*(?P<name>[^\W\d_][^:：\n]{{0,60}}?)\s+[\[(]?(?P<after>{_TIME})[\])]?\s*$")
_LONGEST = 160  # characters of a line in which a label may lie

_NAME_WORD = re.compile(r"[^\W_][\w'’‘`´·&/#-]*,?|[^\W\d_]{1,5}\.|(?:[^\W\d_]\.-?)+")
_CJK_NAME = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af·\w]{1,12}(?:\s?[A-Za-z0-9]{1,3})?")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def _words(spaced: str) -> frozenset[str]:
    return frozenset(spaced.split())


_PARTICLES = _words(
    "a al and bin da das de dei del della den der di dos du e el et for ibn in la las le of san the ten ter und van "
    "von y zu & /"
)
ROLES = _words(
    "host guest interviewer interviewee speaker moderator narrator announcer audience caller reporter journalist "
    "presenter operator translator interpreter participant panelist chair facilitator q a question answer man woman "
    "all everyone both unknown intervistatore intervistatrice intervistato intervistata conduttore ospite giornalista "
    "domanda risposta relatore moderatore d r intervieweur animateur invité invitée journaliste présentateur réponse "
    "主持人 主持 嘉宾 记者 采访者 受访者 问 答 旁白 观众 听众 主播 提问 回答"
)
_NOT_NAMES = _words(
    "note notes example examples source sources url link links warning caution tip tips hint important attention "
    "update edit ps summary abstract introduction conclusion conclusions title date author authors published duration "
    "time location place subject topic topics keywords tags tag category categories references reference see figure "
    "fig table step steps pros cons advantages disadvantages ingredients result results disclaimer contact email "
    "e-mail phone tel fax address price rating version language languages format definition definitions background "
    "overview chapter section part appendix first second third fourth fifth finally lastly also then so but and or "
    "however therefore because well yes no ok okay now plus again meaning basically anyway similarly namely thus "
    "remember takeaway takeaways bonus spoiler fact facts myth problem solution reason option options method scenario "
    "case rule point todo faq re fwd subject cc http https ftp file transcript episode podcast interview website web "
    "guests hosts speakers participants present attendees nota esempio esempi fonte fonti attenzione titolo data autore "
    "autori remarque exemple exemples attention titre auteur auteurs "
    "注 注意 例如 比如 来源 链接 网址 标题 作者 日期 时间 地点 总结 摘要 备注 提示 说明 原文 另外 首先 其次 最后 "
    "答案 结论 关键词 地址 电话 邮箱 即"
)


@dataclass(frozen=True)
class Label:
    """A speaker's label: the place of its line in the list of lines, its span in the text, and what it says."""

    line: int
    start: int
    end: int
    speaker: str
    time: float | None


def find_labels(text: str, lines: list[Line]) -> list[Label]:
    """The labels of a conversation, in order; none where the text is not one."""
    candidates = [label for index, line in enumerate(lines) if (label := _label_at(text, line, index))]
    if not candidates:
        return []
    counts = Counter(label.speaker for label in candidates)
    spoken = sum(1 for line in lines if not line.blank)
    cast = {name for name, count in counts.items() if count >= 2}
    # With nobody heard twice, the labels must open most of the lines: a list of "Term: meaning" in prose does not.
    if not cast and (len(counts) < 2 or 2 * len(candidates) < spoken):
        return []
    if len(cast) == 1 and 10 * len(candidates) < spoken:
        return []
    cast |= {name for name in counts if _is_likely_once(name) or not cast}
    return [label for label in candidates if label.speaker in cast]


def is_name(words: str) -> bool:
    """Whether words look like a person's or a role's name, as in "Dr. Anna de' Rossi", "PhD F", "主持人"."""
    core = words.split("(", 1)[0].strip() if words.endswith(")") else words
    if not core or core.casefold() in _NOT_NAMES:
        return False
    if core.casefold() in ROLES:
        return True
    if _CJK.search(core):
        return _CJK_NAME.fullmatch(core) is not None and core[-1] not in "说道是如为的了问"
    parts = core.split()
    if len(parts) > 7 or parts[0].casefold() in _NOT_NAMES or not parts[0][0].isalnum():
        return False
    if parts[0].casefold() in ROLES and len(parts) == 2:
        return True
    return _is_cased(parts[0]) and any(c.isalpha() for c in core) and all(_is_name_word(part) for part in parts)


def seconds(time: str | None) -> float | None:
    """Seconds of "1:02:03" or "02:03.5"."""
    if time is None:
        return None
    total = 0.0
    for part in time.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def _label_at(text: str, line: Line, index: int) -> Label | None:
    if line.blank:
        return None
    stop = min(line.end, line.start + _LONGEST)
    timed = _TIMED_LABEL.match(text, line.start, stop) if stop == line.end else None
    match = timed or _COLON_LABEL.match(text, line.start, stop)
    if match is None:
        return None
    speaker = " ".join(match["name"].strip("*_ \t").split())
    if not is_name(speaker):
        return None
    groups = match.groupdict()
    times: Iterable[str | None] = (groups.get(key) for key in ("before", "after", "inside"))
    time = next((found for found in times if found), None)
    start = match.end() - len(match.group().lstrip(" \t\ufeff\u3000\xa0"))
    return Label(index, start, match.end(), speaker, seconds(time))


def _is_likely_once(name: str) -> bool:
    """Whether a name heard once is still a speaker, in a file where others are heard often."""
    return " " in name or name.casefold() in ROLES or name[:1].isupper() or bool(_CJK.search(name))


def _is_cased(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or not (word[0].islower() or word[0].isupper())


def _is_name_word(word: str) -> bool:
    if word.casefold() in _PARTICLES or word.casefold().startswith(("d'", "d’", "l'", "l’")):
        return True
    return _NAME_WORD.fullmatch(word) is not None and _is_cased(word)
