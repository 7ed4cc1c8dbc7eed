"""What a model wrote of a question, and whether it kept what must survive: names, numbers, the words that ask."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.index import fold
from chatbot.questions.content import STEM, asked_about, beginning, content_words, missing_from, without_opener
from chatbot.questions.language import HAN
from chatbot.questions.names import latin_names
from chatbot.questions.threads import POINTS_BACK
from chatbot.transcripts import detect_language

_ASKING_WORD = re.compile(r"[^\W\d_\u3040-\u9fff]{3,}|\bou\b|[\u4e00-\u9fff]")
_FILLERS = re.compile(
    r"(?:are|was|were|did|does|has|have|had|and|but|not|the|for|with|from|very|please"
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
_KEPT = 0.6
"""What share of a follow-up's words a question has at least that stands for it.

Tuned on 19 follow-ups in four languages; see benchmarks/experiments/26-follow-ups-and-threshold.md."""
_ONE_IN = 6
"""Of how many content words one may be put in another way; of fewer all must be there."""
_NEW_HAN = 1
"""How many Chinese characters may be new: with one more, many a word is still the same, as 买 and 购买."""
_WHY_NOT = re.compile(r"\b(?:why|perche|come mai)\b.{0,12}\b(?:not|no|non)\b|\bpourquoi pas\b|(?:为什么|为啥|为何|怎么)[不没]")
_NEGATED = re.compile(r"\b(?:no|non|not|cannot|never|without|ne|pas|mai|senza|sans)\b|\bn['’]|n['’]t\b|[不没未无非]")
"""A question of why something is not, folded, and what says "not" in one that stands for it."""
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
    asked = asking_words(POINTS_BACK.sub(" ", without_opener(before)))
    turned = any(word.search(before) and not word.search(after) for word in _INTERROGATIVES)
    turned = turned or bool(_WHY_NOT.search(before) and not _NEGATED.search(after))
    unresolved = set(_PRONOUNS.findall(before)) & set(_PRONOUNS.findall(after))
    return not turned and not unresolved and len(asked & asking_words(after)) >= _KEPT * len(asked)


def keeps_the_subject_matter(text: str, written: str) -> bool:
    """Say whether ``written`` has the content words of ``text``: all, or of a long message all but few, in other forms too.

    >>> keeps_the_subject_matter("And Bo, does she sell wine?", "What does Bo sell?")
    False
    """
    asked = asked_about(text)
    return len(missing_from(asked, written)) * _ONE_IN <= len(asked)


def brings_in(text: str, written: str, history: Sequence[str]) -> bool:
    """Say whether ``written`` has a content word that neither ``text`` nor the ``history`` has, as what it repeats of its prompt.

    Where nothing was said in its language before, its words are those of another one, and nothing tells new ones.

    >>> brings_in("Why not?", "Why not put the names in place of words?", ["Does Bo sell wine?"])
    True
    """
    new = missing_from(content_words(written), " ".join([text, *history]))
    han = {word for word in new if HAN.match(word)}
    comparable = bool(new) and detect_language(written) in map(detect_language, history)
    return comparable and (bool(new - han) or len(han) > _NEW_HAN)


def takes_up(text: str, written: str, said: str) -> bool:
    """Say whether ``written`` has a name or another word of what was ``said``, or two characters, that ``text`` has not.

    >>> takes_up("Dove ha studiato?", "Dove ha studiato Carlo?", "Chi è Carlo?"), takes_up("Dove?", "Dove vive?", "Chi è Carlo?")
    (True, False)
    """
    shared = _words(written) & _words(said) - _words(text)
    return any(not HAN.match(word) for word in shared) or len(shared) > 1


def _words(text: str) -> set[str]:
    return {beginning(word) for word in content_words(text)} | latin_names(text)


def asking_words(text: str) -> set[str]:
    """Give how the words begin that ask something, of a text that is folded."""
    return {word[:STEM] for word in _ASKING_WORD.findall(text) if not _FILLERS.fullmatch(word)}
