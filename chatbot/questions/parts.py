"""A question that asks several things, to its parts: "what did he study, and where does he live now?".

It goes by how the question is put. One that leaves a doubt ("does he say who pays, and how?") stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from chatbot.passages import split_sentences
from chatbot.questions.forms import is_change_of_form
from chatbot.questions.language import HAN
from chatbot.questions.threads import as_asked
from chatbot.questions.values import Message, Question
from chatbot.transcripts import detect_language

LONGEST, MOST_PARTS = 600, 4
"""How many characters a text has at most that is looked at, and how many parts: what asks for more is answered as one."""
FEWEST_WORDS, FEWEST_HAN, FEWEST_HAN_OF_A_CLAUSE = 3, 4, 6
"""How many words, or Chinese characters, a part has at least: a bare "why?" is asked of what stands beside it."""
_DOES = r"\b(?:do|does|did|is|are|was|were|can|could|will|would|should|has|have|had|must)(?:n['’]t)?\b"
_PRONOUN = r"(?:I|he|she|it|they|we|you|there)\b"
_SUBJECT = rf"(?:{_PRONOUN}|(?:this|that|these|those|the|an?|his|her|its|their|my|your|our|any)\b)"
_THINGS = rf"(?: (?!{_SUBJECT}|{_DOES})[\w'’-]+)"
_ASKING = {
    "en": r"\b(?:who|whom|whose|what|when|where|why|how|which)\b",
    "it": r"\b(?:chi|cosa|cos['’]|come|quando|dove\b|dov['’]|perch[ée]|quant[oiae]\b|qual[ei]?\b)",
    "fr": r"\b(?:qu['’]est-ce|est-ce|qui|quoi|comment|quand|où|pourquoi|combien|quel(?:le)?s?)\b",
    "zh": r"(?:什么|谁|哪(?!怕)|怎么|怎样|如何|为何|何时|多少|多久|多大"
          r"|(?<![这近前后那好十])几(?=[个年月天种位次家]))(?!.{0,4}[都也])",
}  # fmt: skip
"""The words that ask."""
_AND = {
    "en": r"(?:and|but)\s(?:also\s|then\s)?", "it": r"(?:ed?|ma)\s(?:anche\s|poi\s)?", "fr": r"(?:et|mais)\s(?:aussi\s|puis\s)?",
    "zh": r"(?:而且|并且|以及|另外|那么?|而)",
}  # fmt: skip
_LEAD_IN = r"(?:.*[.。!！]\s)?(?:[^,，]{1,40}[,，]\s?)?\W{0,9}"
"""What may stand before a question: "I make oil. According to Carlo, …"."""
_BEFORE = {
    "en": r"(?:(?:about|at|by|for|from|in|of|on|to|with) )?",
    "it": r"(?:(?:a|con|da|di|in|per|su|tra|che) )?",
    "fr": r"(?:(?:à|avec|chez|dans|de|depuis|en|par|pour|sur) |d['’])?",
}
"""What may stand before a word that asks."""
_FIRST = {
    "en": rf"{_LEAD_IN}(?:{_AND['en']})?(?:{_BEFORE['en']}(?:{_ASKING['en']}|how (?:long|often|old|far)) {_DOES}"
          rf"|{_BEFORE['en']}(?:what|which|whose|how many|how much){_THINGS}{{1,3}} {_DOES}|how (?:many|much) \w+ \w|who \w"
          rf"|what happen|{_DOES} {_SUBJECT})",
    "it": rf"{_LEAD_IN}(?:(?:{_AND['it']})?{_BEFORE['it']}{_ASKING['it']}|che\s\w)",
    "fr": rf"{_LEAD_IN}(?:(?:{_AND['fr']})?{_BEFORE['fr']}{_ASKING['fr']}|que\s\w)",
    "zh": rf".*?{_ASKING['zh']}",
}  # fmt: skip
"""How a question begins. In English its auxiliary stands before its subject; "what he sells" is no question."""
_INVERTED = r"(?: [\w'’]+){0,3} [\w'’]+-(?:t-)?(?:je|tu|ils?|elles?|on|ce|nous|vous)\b"
_NEXT = {
    "en": rf"{_BEFORE['en']}(?:(?:when|where|why|how(?: (?:long|often|old|far))?) {_DOES}|what (?:do|does|did)\b"
          rf"|(?:what|which|how many|how much){_THINGS}{{0,3}} {_DOES} {_SUBJECT}|whom? {_DOES} {_PRONOUN})",
    "it": r"(?:(?:(?:a|di) )?(?:che )?cosa|(?:che )?cos['’]|(?:da )?dove\b(?! c['’i])|dov['’]|(?:da|per) quanto tempo"
          r"|perch[ée]|(?:in )?qual[ei]?|quanti anni|quanto(?! (?:il|lo|la|l['’]|i|gli|le|un\w*)\b)"
          r"|come (?:si|ha|hanno|è|sono|sta|stanno|può|possono|posso|fa|fanno|funziona|vive|vende|vendono)\b)"
          r"(?! (?:a|al\w*|di|de[il]\w*|da|dal\w*|in|ne[il]\w*|con|per|su|sul\w*|tra|fra)\b)",
    "fr": rf"(?:qu['’]est-ce|est-ce qu|quel(?:le)?s? (?:est|sont)\b|{_BEFORE['fr']}(?:que|{_ASKING['fr']}){_INVERTED})",
    "zh": rf"(?![就才都也]).*?{_ASKING['zh']}",
}  # fmt: skip
"""How one goes on behind "and". It leaves out what may be said of something in the clause before: "and who speaks Italian",
"and has the most users", "and how it works"; in Italian "e quando", "e di come", "e quanto in Cina"; in French what does
not turn its verb and subject round ("et où il vit", "et combien en Chine")."""
_AFTER = {
    "en": ((r"who\b", r"who\s\w"), (_DOES, rf"{_DOES} {_PRONOUN}")),
    "it": ((r"chi\b", r"chi\s\w"),), "fr": ((r"qui\b", r"qui\s\w"),), "zh": (),
}  # fmt: skip
"""What may also go on, the second of each, where the clause before begins with the first."""
_AFTER_A_COMMA = {"en": r"who\s\w", "it": r"chi\s\w"}
_JOINT = {
    **{code: rf"[,;]?\s{_AND[code]}(?=\w)" for code in ("en", "it", "fr")},
    "zh": rf"[，,；;]\s*{_AND['zh']}?|以及|并且|而且",
}
_OF_ANOTHER = re.compile(
    "无论|不管|不论|如果|要是|假如|哪怕|即使|关于|对于|至于|除了|有没有|是不是|是否|能不能|能否|知道|告诉|解释|没有?什么"
    "|几(?:[年天]|个月)[以之]?前|(?:时候?|来说|的话|的人|的公司|的企业)$"
)
"""Chinese that makes a clause say when, of whom or under what condition another one asks."""
_QUOTED = (("“", "”"), ("«", "»"), ("「", "」"), ("(", ")"), ("（", "）"))
_CLOSING = "\"'”’»」)）"


def parts_of(text: str) -> tuple[str, ...]:
    """Give the questions that a text asks in English, Italian, French or Chinese, each with what is stated before it.

    >>> parts_of("What did he study, and where does he live now?")
    ('What did he study?', 'where does he live now?')
    >>> parts_of("Does he explain who pays, and how?")
    ('Does he explain who pays, and how?',)
    >>> parts_of("What does he say about the market and how it is changing?")
    ('What does he say about the market and how it is changing?',)
    """
    language = detect_language(text) if len(text) <= LONGEST else None
    if language not in _ASKING:
        return (text,)
    sentences = _long_enough(text, _sentences(text, language), FEWEST_HAN)
    clauses = [_long_enough(text, _within(text, *span, language), FEWEST_HAN_OF_A_CLAUSE) for span in sentences]
    parts = [text[start:end].strip() for start, end in chain.from_iterable(clauses)]
    return tuple(_with_a_mark(part, text) for part in parts) if 1 < len(parts) <= MOST_PARTS else (text,)


def as_part(part: str, question: Question, history: Sequence[Message]) -> Question:
    """Give a part of a question as it is asked behind ``history``, to be answered as the whole is."""
    return replace(as_asked(part, history), language=question.language, brief=question.brief)


def _with_a_mark(part: str, text: str) -> str:
    if part.rstrip(_CLOSING).endswith(tuple("?？.。!！")):
        return part
    return part + ("？" if HAN.search(text) else "?")


def _sentences(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Cut a text behind each question that another one follows; what stands behind the last one stays with it."""
    said = [(span.end, text[span.start : span.end]) for span in split_sentences(text, 0, len(text))]
    cuts = [end for (end, one), (_, other) in pairwise(said)
            if _is_question(one) and _is_question(other) and _begins(other, _FIRST[language])]  # fmt: skip
    return pairwise([0, *(cut for cut in cuts if not _is_quoted(text[:cut])), len(text)])


def _is_question(sentence: str) -> bool:
    """Say whether a sentence ends in a question mark of its own: one inside quotation marks may be somebody else's."""
    return sentence.rstrip().endswith(("?", "？"))


def _is_quoted(before: str) -> bool:
    """Say whether quotation marks, or brackets, are open behind a text."""
    return before.count('"') % 2 == 1 or any(before.count(opens) != before.count(closes) for opens, closes in _QUOTED)


def _within(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """Cut a question where another one is joined to it, and what stands before that asks one thing by itself."""
    for joint in re.compile(f"(?i){_JOINT[language]}").finditer(text, start, end):
        clause, rest = text[start : joint.start()], text[joint.end() : end]
        if _is_quoted(text[: joint.start()]):
            continue
        if _asks_one_thing(clause, language) and _goes_on(clause, joint[0], rest, language):
            yield start, joint.start()
            start = joint.end()
    yield start, end


def _begins(clause: str, pattern: str) -> bool:
    return re.match(f"(?is){pattern}", clause) is not None


def _goes_on(clause: str, joint: str, rest: str, language: str) -> bool:
    """Say whether a question of its own stands behind a clause, and nothing that belongs to the clause."""
    if joint.startswith(",") and language in _AFTER_A_COMMA and _begins(rest, _AFTER_A_COMMA[language]):
        return True
    alike = any(_begins(rest, other) and _begins(clause, _LEAD_IN + one) for one, other in _AFTER[language])
    return alike or (_begins(rest, _NEXT[language]) and not _OF_ANOTHER.search(rest))


def _asks_one_thing(clause: str, language: str) -> bool:
    """Say whether a clause is one question, which does not ask what somebody says or knows about another."""
    most = 0 if language == "en" and _begins(clause, _LEAD_IN + _DOES) else 1
    asking = re.findall(f"(?i){_ASKING[language]}", clause)
    return len(asking) <= most and _begins(clause, _FIRST[language]) and not _OF_ANOTHER.search(clause)


def _long_enough(text: str, spans: Iterable[tuple[int, int]], fewest_han: int) -> list[tuple[int, int]]:
    """Put what says too little by itself together with what stands before it."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and (_is_no_part(text[start:end], fewest_han) or _is_no_part(text[slice(*found[-1])], fewest_han)):
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


def _is_no_part(piece: str, fewest_han: int) -> bool:
    """Say whether a piece says too little by itself, or asks for what stands beside it in another form."""
    han = HAN.findall(piece)
    return is_change_of_form(piece) or (len(han) < fewest_han if han else len(piece.split()) < FEWEST_WORDS)
