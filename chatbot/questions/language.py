"""The language to answer in: the one that is asked for, else the question's.

What a question is about does not tell the language of its answer; where it is too short, the questions before it do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.index import lexical_tokens
from chatbot.questions.forms import LANGUAGE_WORDS, is_change_of_form, language_of_form
from chatbot.questions.names import latin_names
from chatbot.questions.values import Message
from chatbot.transcripts import detect_language

FEW_WORDS = 2
"""How many words, without names, are too few to tell a language by."""
_PLEASE = r"(?:[ ,]+(?:please|per favore|per piacere|s'il (?:te|vous) pla[iî]t))"
_SMALL = {
    "it": "e o lo gli chi che cosa cos dove quando perché perche quanto quanti quale quali di del della nel con più piu anche"
          " allora lei loro invece è sono ha hanno",
    "fr": "les qui que quoi ou où et comment quand pourquoi combien quel quelle des du dans pour avec aussi alors vraiment"
          " elle elles eux ils est sont",
    "en": "the who what which how where when why and or of for with is are was were did does has have"
          " about he him she her they them too",
}  # fmt: skip
_SMALL_WORDS = {code: frozenset(words.split()) for code, words in _SMALL.items()}
"""Words that tell the language of a question too short to tell it otherwise; none that is common in two languages.

With their accents, for French "thé" is no English "the".
"""
_ASKING = (
    r"(?:(?:please|per favore|s'il (?:te|vous) pla[iî]t),? )?"
    r"(?:(?:can|could|would) you (?:please )?|puoi |può |peux-tu |pouvez-vous )?"
    r"(?:answer|reply|respond|tell me|explain|write|say it|rispondi(?:mi)?|rispondere|dimmi|spiega(?:mi)?|scrivi(?:lo)?|"
    r"r[ée]ponds?|r[ée]pondez|r[ée]pondre|dis-moi|dites-moi|explique[zr]?|[ée]cris|[ée]crivez|translate|"
    r"traduci(?:lo)?|traduis|traduisez)"
    r"(?:[- ](?:me|moi|it|this|that|the question|questo|la domanda|la question))*"
)
_THEN = r"(?=\s*(?:[.,:;!?]|$|(?:please|per favore|s'il|who|what|how|why|chi|che|cosa|come|perché|qui|ce que|comment)\b))"
_ASKED_FOR = {
    code: re.compile(
        rf"(?i)(?:^|[.,;:!?？。，]\s*)(?:(?:and|e|et) )?(?:please,? )?(?:in|en|into)\s+(?:{words}){_PLEASE}?[\s.!?]*$"
        rf"|\b(?:in|en|into)\s+(?:{words}){_PLEASE}[\s.!?]*$"
        rf"|(?:^|[.,;:!?]\s*){_ASKING} (?:in|en|into)\s+(?:{words}){_THEN}"
        rf"|(?:请你?|麻烦你?)再?(?:用|翻译成|译成)\s*(?:{words})"
        rf"|(?:^|[.!?？。，,；;：:\s])再?(?:用|翻译成|译成)\s*(?:{words})"
        r"(?:来?(?:回答|答|告诉|解释|总结|概括|写|讲|再?说一遍|说吧)|吧|\s*[。.!！]?$)"
    )
    for code, words in LANGUAGE_WORDS.items()
}
"""How an answer is asked for in a language: as a request of its own, which tells it from "what is he called in Chinese?"."""
HAN = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def answer_language(text: str, history: Sequence[Message] = ()) -> str:
    """Give the language to answer in: the one asked for ("in Chinese please"), else the question's.

    A follow-up of two words beside its names keeps the conversation's, unless a small word tells its own ("e lui?").
    """
    names = {name for message in history for name in latin_names(message.content)}
    earlier = [message.content for message in history if message.role == "user" and message.content.strip()]
    told: str | None = None
    for said in (text, *reversed(earlier)):
        if asked_for := _language_asked_for(said):
            return asked_for
        if is_change_of_form(said):
            continue
        words = _words_beside_names(said, names)
        if len(words) > FEW_WORDS or HAN.search(said):
            return told or _language_of(said, words)
        told = told or _told_by_small_words(words)
    return told or _language_of(said, _words_beside_names(said, names))


def _language_asked_for(text: str) -> str | None:
    return language_of_form(text) or next((code for code, pattern in _ASKED_FOR.items() if pattern.search(text)), None)


def _words_beside_names(text: str, known: set[str]) -> list[str]:
    """Give the words that are no names; in a text all in capitals, capitals tell no names."""
    plain = text.lower() if text.isupper() and len(text.split()) > FEW_WORDS else text
    names = known | latin_names(plain)
    return [word for word in _WORD.findall(plain) if not set(lexical_tokens(word)) <= names]


def _told_by_small_words(words: Sequence[str]) -> str | None:
    """Give the language that most of the small words are of, where it is one."""
    counts = {code: sum(word.lower() in known for word in words) for code, known in _SMALL_WORDS.items()}
    first, second, *_ = sorted(counts, key=lambda code: -counts[code])
    return first if counts[first] > counts[second] else None


def _language_of(text: str, words: Sequence[str]) -> str:
    """Give the language of a question; where few words are no names, by those, and English for names alone."""
    if len(words) > FEW_WORDS + 1 or HAN.search(text):
        return detect_language(text)
    detected = detect_language(" ".join(words))
    return _told_by_small_words(words) or (detected if detected in LANGUAGE_WORDS else "en")
