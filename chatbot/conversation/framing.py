"""The few words that the program itself says, in the user's language.

It holds no answers: what a transcript says is only ever quoted.
"""

from __future__ import annotations

UNSUPPORTED = "a sentence that no quote supports"

_NOT_FOUND = {
    "en": "The transcripts do not answer this.",
    "it": "Le trascrizioni non rispondono a questa domanda.",
    "zh": "访谈记录中没有这个问题的答案。",
    "fr": "Les transcriptions ne répondent pas à cette question.",
}
_SAID = {
    "en": "{speaker}: “{quote}”", "it": "{speaker}: «{quote}»", "zh": "{speaker}：“{quote}”", "fr": "{speaker} : « {quote} »",
}  # fmt: skip
_QUOTED = {"en": "“{quote}”", "it": "«{quote}»", "zh": "“{quote}”", "fr": "« {quote} »"}
_LEFT_OUT = {
    "en": "Left out, because the quotes do not bear it out: {faults}.",
    "it": "Omesso, perché le citazioni non lo confermano: {faults}.",
    "zh": "已省略，因为引文不支持：{faults}。",
    "fr": "Omis, car les citations ne le confirment pas : {faults}.",
}


def not_found(language: str) -> str:
    """Say that the transcripts do not answer."""
    return _NOT_FOUND.get(language, _NOT_FOUND["en"])


def quoted(language: str, speaker: str | None, quote: str) -> str:
    """Frame a quote as a sentence of an answer."""
    words = " ".join(quote.split())
    if speaker:
        return _SAID.get(language, _SAID["en"]).format(speaker=speaker, quote=words)
    return _QUOTED.get(language, _QUOTED["en"]).format(quote=words)


def left_out(language: str, faults: list[str]) -> str:
    """Say what was left out and why; empty when nothing was."""
    if not faults:
        return ""
    return _LEFT_OUT.get(language, _LEFT_OUT["en"]).format(faults="; ".join(dict.fromkeys(faults)))
