"""What in a text speaks for a label of one word that is seldom heard: a new guest's ("Paola"), or a point of a list ("Prezzo").

Each function goes over the text or its labels once, whatever their number. It does not find labels.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from itertools import pairwise

from chatbot.transcripts.names import is_cjk

_MENTIONED = re.compile(r"(?<=[\w,;] )[^\W\d_][\w'’-]*(?![\w:：]|\s[:：])")
_GREETED = re.compile(r"(?:欢迎|请|谢谢|感谢|请问|叫)(?=(\w{2,6}))")
_TITLED = re.compile(r"(?<=\w)(?:先生|女士|小姐|老师|博士|教授|总|[，,]?[你您])")
_LONGEST = 6  # letters of a Chinese name


def returns(order: Sequence[str], cast: Set[str]) -> Counter[str]:
    """How often each label of ``order`` stands between two of one speaker of the cast: there somebody else has spoken."""
    before, met, count = "", set[str](), Counter[str]()
    for name in order:
        if name not in cast:
            met.add(name)
            continue
        if name == before:
            count.update(met)
        before, met = name, set()
    return count


def side_by_side(order: Sequence[str], doubtful: Set[str]) -> set[str]:
    """The doubtful labels that follow one another with no speaker's in between, as the points of a list do."""
    return {name for one, two in pairwise(order) if one != two and {one, two} <= doubtful for name in (one, two)}


def mentioned(text: str) -> set[str]:
    """What the words name as a person is named: with a capital in the middle of a line, in Chinese with a greeting or a title."""
    found = {match.group() for match in _MENTIONED.finditer(text) if match.group()[0].isupper()}
    for match in _GREETED.finditer(text):
        found.update(match[1][:length] for length in range(2, _LONGEST + 1))
    for match in _TITLED.finditer(text):
        found.update(text[max(match.start() - length, 0) : match.start()] for length in range(2, _LONGEST + 1))
    return {name for name in found if is_cjk(name) or name[0].isupper()}


def small_words(text: str) -> set[str]:
    """The words of a text that stand there without a capital."""
    return {word for word in re.findall(r"[^\W\d_]+", text) if word.islower()}
