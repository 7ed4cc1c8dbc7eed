"""A question that asks several things, to its parts: "what did he study, and where does he live now?".

It goes by how the question is put. One that leaves a doubt ("does he say who pays, and how?") stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from chatbot.passages import split_sentences
from chatbot.questions.language import HAN
from chatbot.questions.threads import as_asked
from chatbot.questions.values import Message, Question
from chatbot.transcripts import detect_language

FEWEST_WORDS, FEWEST_HAN = 3, 4
"""How many words, or Chinese characters, a part has at least: a bare "why?" is asked of what stands beside it."""
_DOES = r"\b(?:do|does|did|is|are|was|were|can|could|will|would|should|has|have|had|must)(?:n['’]t)?\b"
_ASKING = {
    "en": r"\b(?:who|whom|whose|what|when|where|why|how|which)\b",
    "it": r"\b(?:chi|cosa|cos['’]|come|quando|dove\b|dov['’]|perch[ée]|quant[oiae]\b|qual[ei]?\b)",
    "fr": r"\b(?:qu['’]est-ce|est-ce|qui|quoi|comment|quand|où|pourquoi|combien|quel(?:le)?s?)\b",
    "zh": r"(?:什么|谁|哪|怎么|怎样|如何|为何|何时|多少|多久|多大|(?<![这近前后那好十])几(?=[个年月天种位次家]))(?!.{0,4}[都也])",
}  # fmt: skip
"""The words that ask."""
_BEFORE = {
    "en": r"(?:(?:about|at|by|for|from|in|of|on|to|with) )?",
    "it": r"(?:(?:a|con|da|di|in|per|su|tra|che) )?",
    "fr": r"(?:(?:à|avec|chez|dans|de|depuis|en|par|pour|sur) |d['’])?",
    "zh": r"",
}  # fmt: skip
"""What may stand before one."""
_BEGINNING = {
    "en": rf"(?:{_BEFORE['en']}{_ASKING['en']}(?: [\w'’-]+){{0,4}}? {_DOES}|how (?:many|much) \w+ \w|who \w|what happen"
          rf"|{_DOES} (?:he|she|it|they|we|you|the|there|this|that|these|those|his|her|its|their|any)\b)",
    "it": _BEFORE["it"] + _ASKING["it"], "fr": _BEFORE["fr"] + _ASKING["fr"], "zh": rf".*?{_ASKING['zh']}",
}  # fmt: skip
"""How a question begins, and in English not what somebody says or knows ("how it works")."""
_AND = {
    "en": r"(?:and|but)\s(?:also\s|then\s)?", "it": r"(?:ed?|ma)\s(?:anche\s|poi\s)?", "fr": r"(?:et|mais)\s(?:aussi\s|puis\s)?",
    "zh": r"(?:而且|并且|以及|另外|那么?|而)",
}  # fmt: skip
_JOINT = {
    **{code: rf"[,;]?\s{_AND[code]}(?={_BEGINNING[code]})" for code in ("en", "it", "fr")},
    "zh": rf"[，,；;]\s*{_AND['zh']}?|以及|并且|而且",
}
_LEAD_IN = r"(?:\W*[^,，]{1,40}[,，]\s*)?\W*"
"""What may stand before a question: "According to Carlo, …"."""
_OF_ANOTHER = re.compile("无论|不管|不论|有没有|是不是|是否")


def parts_of(text: str) -> tuple[str, ...]:
    """Give the questions that a text asks in English, Italian, French or Chinese, each with what is stated before it.

    >>> parts_of("What did he study, and where does he live now?")
    ('What did he study?', 'where does he live now?')
    >>> parts_of("Does he explain who pays, and how?")
    ('Does he explain who pays, and how?',)
    """
    language = detect_language(text)
    if language not in _ASKING:
        return (text,)
    spans = [span for start, end in _sentences(text, language) for span in _within(text, start, end, language)]
    parts = [text[start:end].strip() for start, end in _long_enough(text, spans)]
    mark = "？" if HAN.search(text) else "?"
    return tuple(part if part[-1] in "?？.。!！" else part + mark for part in parts) if len(parts) > 1 else (text,)


def as_part(part: str, question: Question, history: Sequence[Message]) -> Question:
    """Give a part of a question as it is asked behind ``history``, to be answered as the whole is."""
    return replace(as_asked(part, history), language=question.language, brief=question.brief)


def _sentences(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Cut a text behind each question that another one follows; what stands behind the last one stays with it."""
    said = [(span.end, text[span.start : span.end]) for span in split_sentences(text, 0, len(text))]
    cuts = [end for (end, one), (_, other) in pairwise(said) if _is_question(one) and _begins_anew(other, language)]
    return pairwise([0, *cuts, len(text)])


def _is_question(sentence: str) -> bool:
    return sentence.rstrip("\"'”’»)").endswith(("?", "？"))


def _begins_anew(sentence: str, language: str) -> bool:
    """Say whether a sentence is a question of its own, and not what another one is about ("In that shop?")."""
    begins = rf"(?i){_LEAD_IN}(?:{_AND[language]})?{_BEGINNING[language]}"
    return _is_question(sentence) and re.match(begins, sentence) is not None


def _within(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """Cut a question where another one is joined to it, and what stands before that asks one thing by itself."""
    for joint in re.compile(f"(?i){_JOINT[language]}").finditer(text, start, end):
        if _asks_one_thing(text[start : joint.start()], language) and _begins(text[joint.end() : end], language):
            yield start, joint.start()
            start = joint.end()
    yield start, end


def _begins(clause: str, language: str) -> bool:
    return re.match(f"(?i){_BEGINNING[language]}", clause) is not None


def _asks_one_thing(clause: str, language: str) -> bool:
    """Say whether a clause is one question, which does not ask what somebody says or knows about another."""
    begins = rf"(?i)(?:.*[.。!！]\s)?{_LEAD_IN}{_BEGINNING[language]}"
    asking = re.findall(f"(?i){_ASKING[language]}", clause)
    return len(asking) <= 1 and re.match(begins, clause, re.DOTALL) is not None and not _OF_ANOTHER.search(clause)


def _long_enough(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put what says too little by itself together with what stands before it."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and (_says_little(text[start:end]) or _says_little(text[slice(*found[-1])])):
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


def _says_little(part: str) -> bool:
    han = HAN.findall(part)
    return len(han) < FEWEST_HAN if han else len(part.split()) < FEWEST_WORDS
