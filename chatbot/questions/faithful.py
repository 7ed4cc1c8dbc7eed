"""What a model wrote of a question, and whether it kept what must survive: names, numbers, the words that ask."""

from __future__ import annotations

import re

from chatbot.index import fold
from chatbot.questions.language import HAN
from chatbot.questions.names import latin_names
from chatbot.questions.threads import POINTS_BACK

_ASKING_WORD = re.compile(r"[^\W\d_\u3040-\u9fff]{3,}|\bou\b|[\u4e00-\u9fff]")
_FILLERS = re.compile(
    r"(?:are|was|were|did|does|has|have|had|and|but|the|for|with|from|very"
    r"|hanno|sono|era|erano|stato|stata|allora|poi|per|con|ils|ont|sont|etait|avec|alors|les|des|est|pas|que"
    r"|[们的了么吗是一有没在那这])"
)
"""Words that ask nothing, folded; those that point back are taken out before."""
_INTERROGATIVES = tuple(map(re.compile, (
    r"\b(?:why|how come|come mai|perche|pourquoi)\b|为什么|为啥|为何",
    r"\b(?:when|quando|quand)\b|什么时候|何时|哪年",
    r"\b(?:where|dove)\b|哪里|哪儿|在哪",
    r"\b(?:who|chi)\b|谁",
)))  # fmt: skip
"""Words that ask for a reason, a time, a place, a person, folded; French "où" and "qui" without accents are other words too."""
_PRONOUNS = re.compile(
    r"\b(?:he|she|him|her|they|them|lui|lei|loro|egli|ella|elle|ils|elles|eux|celui|celle|ceux)\b|[他她它]"
)
STEM = 4
"""How many letters two forms of a word begin with alike."""
_KEPT = 0.6
"""What share of a follow-up's words a question has at least that stands for it.

Tuned on 19 follow-ups in four languages; see benchmarks/experiments/26-follow-ups-and-threshold.md."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def room_for(text: str) -> int:
    """Give how many tokens the same question may take in other words."""
    return min(200, 24 + len(text))


def first_line(text: str) -> str:
    """Give the first line that says something, without a label or marks around it."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    return re.sub(r"^(?:Rewritten question|Translation|Question)\s*:\s*", "", lines[0]).strip("\"“” ") if lines else ""


def numbers(text: str) -> set[str]:
    """Give the numbers written in digits."""
    return {re.sub(r"[.,]", "", number) for number in _NUMBER.findall(text)}


def keeps_what_is_asked(text: str, written: str) -> bool:
    """Say whether ``written`` has most of the words of ``text`` that ask, without those that point back, which it is to replace.

    A word that asks for a reason, a time, a place or a person must be there, and no pronoun may be left as it was.

    >>> keeps_what_is_asked("And who pays them?", "Who pays the cooks?"), keeps_what_is_asked("And who pays?", "Who cooks?")
    (True, False)
    """
    before, after = fold(text), fold(written)
    asked = asking_words(POINTS_BACK.sub(" ", before))
    turned = any(word.search(before) and not word.search(after) for word in _INTERROGATIVES)
    unresolved = set(_PRONOUNS.findall(before)) & set(_PRONOUNS.findall(after))
    return not turned and not unresolved and len(asked & asking_words(after)) >= _KEPT * len(asked)


def takes_up(text: str, written: str, said: str) -> bool:
    """Say whether ``written`` has a name or another word of what was ``said``, or two characters, that ``text`` has not.

    >>> takes_up("Dove ha studiato?", "Dove ha studiato Carlo?", "Chi è Carlo?"), takes_up("Dove?", "Dove vive?", "Chi è Carlo?")
    (True, False)
    """
    shared = _words(written) & _words(said) - _words(text)
    return any(not HAN.match(word) for word in shared) or len(shared) > 1


def _words(text: str) -> set[str]:
    return asking_words(fold(text)) | latin_names(text)


def asking_words(text: str) -> set[str]:
    """Give how the words begin that ask something, of a text that is folded."""
    return {word[:STEM] for word in _ASKING_WORD.findall(text) if not _FILLERS.fullmatch(word)}
