"""Messages that ask nothing: thanks, a greeting, an "ok".

They are no questions, and no follow-up leans on them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.index import fold
from chatbot.questions.values import Message

LONGEST = 80
"""Characters: what is longer says more."""
_ANYWHERE = r"ok|okay"
_SAID = {
    "en": r"(?:many )?(?:thanks|thank you|thx)(?: (?:so much|very much|a lot|again|anyway))?|cheers|great|perfect|i see|got it"
          r"|understood|hello(?: there)?|hi(?: there)?|hey|good (?:morning|afternoon|evening|night)|(?:good ?)?bye"
          r"|that(?:'s| is) all",
    "it": r"(?:molte )?grazie(?: (?:mille|tante|infinite|ancora|lo stesso))?|(?:ti|la|vi) ringrazio|perfetto|ottimo|benissimo"
          r"|va bene|(?:ho )?capito|ciao|salve|buon ?giorno|buona ?sera|arrivederci|a presto",
    "fr": r"merci(?: (?:beaucoup|bien|infiniment|encore))?|je (?:te|vous) remercie|parfait|tres bien|d'accord|compris|bonjour"
          r"|bonsoir|salut|au revoir",
    "zh": r"(?:非常|十分)?(?:谢谢|感谢|多谢)(?:你们?|您|啦|了)?|好的?(?:吧|呢)?|明白了?|知道了|了解了?"
          r"|你们?好|您好|再见|早上好|晚上好",
}  # fmt: skip
_ASIDE = "e|and|et|per tutto|for everything|pour tout|a tutti|a tous|everybody"
_COURTESY = {
    code: re.compile(rf"(?:(?:{said}|{_ANYWHERE}) )*(?:{said})(?: (?:{said}|{_ANYWHERE}|{_ASIDE}))*")
    for code, said in _SAID.items()
}


def is_courtesy(text: str) -> bool:
    """Say whether a message asks nothing and says no more than thanks, a greeting or that it is understood.

    >>> is_courtesy("Grazie mille!"), is_courtesy("ok, and why?")
    (True, False)
    """
    return language_of_courtesy(text) is not None or bool(re.fullmatch(_ANYWHERE, _bare(text[: LONGEST + 1])))


def language_of_courtesy(text: str) -> str | None:
    """Give the language of such a message; None of any other, and of one that is the same in all ("ok")."""
    if len(text) > LONGEST:
        return None
    return next((code for code, pattern in _COURTESY.items() if pattern.fullmatch(_bare(text))), None)


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[.,;:!…。，、！~]", " ", fold(text).replace("’", "'")).split())


def without_courtesies(history: Sequence[Message]) -> list[Message]:
    """Give a conversation without the messages that ask nothing, and without what was said to them."""
    kept: list[Message] = []
    asks = True
    for message in history:
        asks = not is_courtesy(message.content) if message.role == "user" else asks
        kept += [message] if asks else []
    return kept
