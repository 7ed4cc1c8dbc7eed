"""The few words that the program itself says, in the user's language.

It holds no answers: what a transcript says is only ever quoted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chatbot.citations import Fault
from chatbot.citations.values import FaultKind

_NOT_FOUND = {
    "en": "The transcripts do not answer this.",
    "it": "Le trascrizioni non rispondono a questa domanda.",
    "zh": "访谈记录中没有这个问题的答案。",
    "fr": "Les transcriptions ne répondent pas à cette question.",
}
_SAID = {
    "en": "{speaker}: “{quote}”", "it": "{speaker}: «{quote}»", "zh": "{speaker}：“{quote}”",
    "fr": "{speaker}\u00a0: «\u00a0{quote}\u00a0»",
}  # fmt: skip
_QUOTED = {"en": "“{quote}”", "it": "«{quote}»", "zh": "“{quote}”", "fr": "«\u00a0{quote}\u00a0»"}
_TRANSLATED = {
    "en": "{sentence} (machine translation: {translation})", "it": "{sentence} (traduzione automatica: {translation})",
    "zh": "{sentence}（机器翻译：{translation}）", "fr": "{sentence} (traduction automatique\u00a0: {translation})",
}  # fmt: skip
_COULD_ANSWER = {
    "en": "You could ask instead: “{question}”", "it": "Si può invece chiedere: «{question}»",
    "zh": "不妨改问：“{question}”", "fr": "Vous pouvez plutôt demander\u00a0: «\u00a0{question}\u00a0»",
}  # fmt: skip
_LEFT_OUT = {
    "en": "Part of the answer was left out: {faults}.",
    "it": "Parte della risposta è stata omessa: {faults}.",
    "zh": "部分内容未予显示，原因：{faults}。",
    "fr": "Une partie de la réponse a été omise\u00a0: {faults}.",
}
_BETWEEN_FAULTS = {"en": "; ", "zh": "；", "fr": "\u00a0; "}
_FAULTS: dict[str, dict[FaultKind, str]] = {
    "en": {
        "name": "the name {about} is in no quote", "number": "the number {about} is in no quote",
        "quotation": "the words “{about}” are quoted, and no quote has them", "word": "the word {about} is in no quote",
        "denial": "its quotes say the opposite", "speaker": "{about} does not say this",
        "language": "a sentence is in another language", "meaning": "no quote supports a sentence",
    },
    "it": {
        "name": "il nome {about} non è in nessuna citazione", "number": "il numero {about} non è in nessuna citazione",
        "quotation": "le parole «{about}» sono tra virgolette e nessuna citazione le contiene",
        "word": "la parola {about} non è in nessuna citazione", "denial": "le citazioni dicono il contrario",
        "speaker": "non è {about} a dirlo", "language": "una frase è in un’altra lingua",
        "meaning": "nessuna citazione sostiene una frase",
    },
    "zh": {
        "name": "引文中没有{about}这个名称", "number": "引文中没有{about}这个数字", "quotation": "引号内的“{about}”不在引文中",
        "word": "引文中没有“{about}”一词", "denial": "引文的意思相反", "speaker": "这不是{about}说的",
        "language": "有一句用了其他语言", "meaning": "有一句没有引文支持",
    },
    "fr": {
        "name": "le nom {about} n’est dans aucune citation", "number": "le nombre {about} n’est dans aucune citation",
        "quotation": "les mots «\u00a0{about}\u00a0» sont entre guillemets et ne sont dans aucune citation",
        "word": "le mot {about} n’est dans aucune citation", "denial": "les citations disent le contraire",
        "speaker": "ce n’est pas {about} qui le dit", "language": "une phrase est dans une autre langue",
        "meaning": "aucune citation n’appuie une phrase",
    },
}  # fmt: skip


def not_found(language: str) -> str:
    """Say that the transcripts do not answer."""
    return _in(language, _NOT_FOUND)


def quoted(language: str, speaker: str | None, quote: str) -> str:
    """Frame a quote as a sentence of an answer."""
    words = " ".join(quote.split())
    if speaker:
        return _in(language, _SAID).format(speaker=speaker, quote=words)
    return _in(language, _QUOTED).format(quote=words)


def translated(language: str, sentence: str, translation: str) -> str:
    """Put a translation, marked as the machine's, behind a sentence that quotes."""
    return _in(language, _TRANSLATED).format(sentence=sentence, translation=translation)


def could_answer(language: str, question: str) -> str:
    """Offer a question from the transcripts, which somebody takes up there; empty when there is none."""
    return _in(language, _COULD_ANSWER).format(question=" ".join(question.split())) if question else ""


def left_out(language: str, faults: Sequence[Fault]) -> str:
    """Say what was left out and why; empty when nothing was."""
    if not faults:
        return ""
    known = language if language in _FAULTS else "en"
    reasons = [_FAULTS[known][fault.kind].format(about=fault.about) for fault in dict.fromkeys(faults)]
    return _LEFT_OUT[known].format(faults=_in(known, _BETWEEN_FAULTS).join(reasons))


def _in(language: str, words: Mapping[str, str]) -> str:
    """Give the words in ``language``, or in English where it is not one of theirs."""
    return words.get(language, words["en"])
