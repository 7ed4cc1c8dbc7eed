"""The language to answer in, and messages that ask for the last answer in another form.

What a question is about does not tell the language of its answer; where it is too short, the questions before it do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.index import fold
from chatbot.questions.values import Message
from chatbot.transcripts import detect_language

_LANGUAGE_WORDS = {
    "zh": r"chinese|mandarin|cinese|chinois|中文|汉语|漢語",
    "it": r"italian|italiano|italien|意大利语|意大利文",
    "en": r"english|inglese|anglais|英语|英文",
    "fr": r"french|francese|fran[cç]ais|法语|法文",
}
_PLEASE = r"(?:[ ,]+(?:please|per favore|per piacere|s'il (?:te|vous) pla[iî]t))"
_SMALL = {
    "it": "il lo gli chi che cosa cos dove quando perche quanto quanti quale quali o di del della nel per con piu anche allora",
    "fr": "les qui que quoi ou et comment quand pourquoi combien quel quelle des du dans pour avec aussi alors vraiment",
    "en": "the who what which how where when why and or of for with is are",
}
_SMALL_WORDS = {code: frozenset(words.split()) for code, words in _SMALL.items()}
"""Words that tell the language of a question too short to tell it otherwise; no word that two languages have."""
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
    for code, words in _LANGUAGE_WORDS.items()
}
"""How an answer is asked for in a language: as a request of its own, which tells it from "what is he called in Chinese?"."""
_ANY_LANGUAGE = "|".join(_LANGUAGE_WORDS.values())
_SAY_IT = r"(?:(?:answer|say (?:it|that)|rispondi|r[ée]ponds|translate (?:it|that)?)\s*)?"
_FORM_ONLY = re.compile(
    rf"(?i)(?:and |e |et )?{_SAY_IT}(?:in|en|into)\s+(?:{_ANY_LANGUAGE}){_PLEASE}?"
    rf"|(?:请)?(?:再)?(?:用|翻译成|译成)\s*(?:{_ANY_LANGUAGE})(?:回答|说|再说一遍|吧)*"
    rf"|(?:make it |a bit |much |even )?(?:shorter|briefer|longer){_PLEASE}?|in short|più (?:breve|corto){_PLEASE}?"
    rf"|plus court{_PLEASE}?|(?:再|请)?(?:短|简短|简洁)一?点"
)
_SHORTER = re.compile(r"(?i)short|brief|breve|corto|court|短|简")
HAN = re.compile(r"[\u4e00-\u9fff]")


def answer_language(text: str, history: Sequence[Message] = ()) -> str:
    """Give the language to answer in: the one asked for ("in Chinese please"), else the question's.

    Two words are too few to tell a language by, so a short follow-up keeps the conversation's.
    """
    earlier = [message.content for message in history if message.role == "user" and message.content.strip()]
    while not (asked_for := _language_asked_for(text)) and earlier and (is_change_of_form(text) or _is_brief(text)):
        text = earlier.pop()
    if asked_for:
        return asked_for
    return _language_of_few(text) if len(text.split()) <= 3 and not HAN.search(text) else detect_language(text)


def _language_asked_for(text: str) -> str | None:
    return next((language for language, pattern in _ASKED_FOR.items() if pattern.search(text)), None)


def _is_brief(text: str) -> bool:
    return len(text.split()) <= 2 and not HAN.search(text)


def _language_of_few(text: str) -> str:
    """Give the language of a few words by the small ones among them, else by those that are no names; English for names."""
    words = re.findall(r"[^\W\d_]+", text)
    small = next((code for code, known in _SMALL_WORDS.items() if known & {fold(word) for word in words}), None)
    detected = detect_language(" ".join(word for word in words if word.islower() or (word.istitle() and word == words[0])))
    return small or (detected if detected in _LANGUAGE_WORDS else "en")


def is_change_of_form(text: str) -> bool:
    """Say whether a message asks for the last answer in another form ("shorter", "in Chinese please")."""
    return bool(_FORM_ONLY.fullmatch(text.strip(" .!?？。！")))


def asks_for_brevity(text: str) -> bool:
    """Say whether a request for another form is one for a shorter answer."""
    return bool(_SHORTER.search(text))
