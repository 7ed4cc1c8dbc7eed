"""Whether what a model wrote for a follow-up is nothing but an earlier question once more.

"And him?" asks about another person than the question before it, and a small model likes to give that one again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.index import fold, lexical_tokens
from chatbot.questions.content import STEM
from chatbot.questions.faithful import asking_words, numbers
from chatbot.questions.names import latin_names
from chatbot.questions.threads import thread_of

_ONLY_A_PERSON = re.compile(
    r"(?:(?:and|but|so|what about|how about|then|e|ed|ma|invece|anche|allora|et|mais|alors|aussi) )*"
    r"(?:he|him|she|her|they|them|lui|lei|loro|elle|elles|eux|那?[他她](?:们)?呢?)"
    r"(?: (?:too|then|invece|anche|aussi|alors))*"
)
"""A folded follow-up that asks nothing but the question before it, of someone else."""


def asks_again(text: str, written: str, earlier: Sequence[str]) -> bool:
    """Say whether ``written`` asks one of the ``earlier`` questions again, where the follow-up ``text`` asks something else.

    >>> asks_again("And him?", "What does Bo say on tea?", ["What does Bo say about tea?", "And tea in China?"])
    True
    """
    if _asks_only_of_a_person(text) and _adds_nothing(written, " ".join(thread_of(earlier))):
        return True
    return any(_is_the_same(text, written, question) for question in earlier)


def _asks_only_of_a_person(text: str) -> bool:
    return bool(_ONLY_A_PERSON.fullmatch(fold(text).replace(",", " ").strip(" .!?。")))


def _adds_nothing(written: str, said: str) -> bool:
    return _words(written) <= _words(said) and not _trades_places(written, said)


def _is_the_same(text: str, written: str, question: str) -> bool:
    """Say whether two questions have the same words but for a name in full or left out, which the follow-up did not say."""
    own, now, was = _words(text), _words(written), _words(question)
    more, fewer = now - was, was - now
    if own == was or own & more or more and fewer or _trades_places(written, question):
        return False
    return more | fewer <= {name[:STEM] for name in latin_names(written) | latin_names(question)}


def _words(text: str) -> set[str]:
    return asking_words(fold(text)) | {name[:STEM] for name in latin_names(text)} | numbers(text)


def _trades_places(written: str, question: str) -> bool:
    """Say whether names that both have stand in another order: "what does Bo think of Al?", "what does Al think of Bo?"."""
    both = latin_names(written) & latin_names(question)
    before = iter(_names_in_order(question, both))
    return not all(name in before for name in _names_in_order(written, both))


def _names_in_order(text: str, names: set[str]) -> list[str]:
    return [token for token in lexical_tokens(text) if token in names]
