"""Messages that ask nothing: thanks, praise, a greeting, an "ok".

They are no questions, and no follow-up leans on them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.index import fold
from chatbot.questions.values import Message

LONGEST = 80
"""Characters: what is longer says more."""
_ANYWHERE = r"ok|okay|super|bravo|wow"
_EMOJI = re.compile("[👍👏🙏👌🙌💪🤝💯❤♥💙💚😊🙂😀😃😄😁😉😍🥰🤗☺🎉✨🔥⭐🌟✅💐🌹\U0001f3fb-\U0001f3ff\ufe0f\u200d]")
"""Those that thank or praise, and what colours and joins them."""
_VERY = {
    "en": r"(?:(?:very|really|so|extremely|quite|most|pretty)|(?:that|it|this|(?:your|the|this|that) answer)(?:'s| is| was)) ",
    "it": r"(?:molto|davvero|proprio|veramente|tanto|tutto|e|e stat[oa]|sei(?: stat[oa])?) ",
    "fr": r"(?:tres|vraiment|tout a fait|c'est|c'etait) ",
    "zh": r"(?:这个?|回答|解释)?(?:很|非常|真的?|太|特别|挺|十分)",
}
_PRAISE = {
    "en": r"(?:useful|helpful|interesting|good|clear|nice|informative|great|perfect|excellent|wonderful|amazing|fantastic)",
    "it": r"(?:util[ei]|interessant[ei]|chiar[oaie]|gentil[ei]|precis[oaie]|bell[oaie]|perfetto|ottimo)",
    "fr": r"(?:utiles?|interessante?s?|claire?s?|gentille?|sympa|bien|bon|pratique|precis|parfait|excellent)",
    "zh": r"(?:有用|有帮助|有意思|有趣|清楚|好|棒|不错|详细|有启发|有价值)",
}
_FOR = {
    "en": r"for (?:all )?(?:the|your|this|that)(?: (?:great|quick|clear|useful|helpful))?"
          r" (?:help|answers?|reply|replies|explanations?|information|info|time|support)",
    "it": r"(?:per|de(?:l|llo|lla|lle|i|gli|ll')) ?(?:(?:la|le|il|lo|l'|i|gli) ?)?(?:(?:tu[oaei]|vostr[oaie]|su[oaei]) )?"
          r"(?:aiuto|rispost[ae]|spiegazion[ei]|informazion[ei]|chiariment[oi]|tempo|disponibilita|supporto|pazienza)",
    "fr": r"(?:pour|de) (?:(?:la|le|les|ton|ta|tes|votre|vos|cette|ces) |l')"
          r"(?:aide|reponses?|explications?|informations?|infos?|precisions?|temps)",
    "zh": r"(?:你们?|您)?的(?:帮助|回答|解答|解释|回复|信息|支持|耐心)",
}
"""What somebody says thanks for."""
_SAID = {
    "en": rf"(?:many )?(?:thanks|thank you|thx)(?: (?:so much|very much|a lot|again|anyway))?(?: {_FOR['en']})?|cheers|i see"
          r"|got it|understood|hello(?: there)?|hi(?: there)?|hey|good (?:morning|afternoon|evening|night)|(?:good ?)?bye"
          rf"|that(?:'s| is) all|(?:{_VERY['en']})*{_PRAISE['en']}(?: (?:answer|job|work))?|awesome|well done"
          r"|(?:much|very) appreciated|(?:that )?makes sense|(?:(?:that|this|it) )?(?:helps|helped)(?: me)?(?: a lot)?"
          r"|good to know",
    "it": rf"(?:(?:molte )?grazie(?: (?:mille|tante|infinite|ancora|lo stesso))?|(?:ti|la|vi) ringrazio)(?: {_FOR['it']})?"
          r"|benissimo|va bene|(?:ho )?capito|ciao|salve|buon ?giorno|buona ?sera|arrivederci|a presto|ricevuto|fantastico"
          rf"|eccellente|(?:{_VERY['it']})*{_PRAISE['it']}|(?:util|interessant|chiar|gentil|brav)issim[oaie]"
          r"|(?:ottima|bella) risposta|mi (?:e|sei) stat[oa] (?:utile|d'aiuto|di aiuto)",
    "fr": rf"(?:(?:un grand )?merci(?: (?:beaucoup|bien|infiniment|encore))?|je (?:te|vous) remercie)(?: {_FOR['fr']})?"
          r"|d'accord|compris|bonjour|bonsoir|salut|au revoir|bien recu|genial|impeccable|formidable"
          rf"|(?:{_VERY['fr']})*{_PRAISE['fr']}|(?:bonne|excellente) reponse|(?:ca|cela) m'aide beaucoup",
    "zh": rf"(?:非常|十分)?(?:谢谢|感谢|多谢)(?:你们?|您|啦|了)?(?:{_FOR['zh']})?|好的?(?:吧|呢)?|明白了?|知道了|了解了?"
          rf"|你们?好|您好|再见|早上好|晚上好|{_VERY['zh']}{_PRAISE['zh']}(?:了|啦|的)?|不错|收到了?|厉害|辛苦(?:你|您)?了",
}  # fmt: skip
_ASIDE = "e|and|et|per tutto|for everything|pour tout|a tutti|a tous|everybody"
_COURTESY = {
    code: re.compile(rf"(?:(?:{said}|{_ANYWHERE}) )*(?:{said})(?: (?:{said}|{_ANYWHERE}|{_ASIDE}))*")
    for code, said in _SAID.items()
}


def is_courtesy(text: str) -> bool:
    """Say whether a message asks nothing and says no more than thanks, praise, a greeting or that it is understood.

    >>> is_courtesy("Grazie mille!"), is_courtesy("ok, and why?")
    (True, False)
    """
    bare = _bare(text[: LONGEST + 1])
    only_emoji = not bare and bool(_EMOJI.search(text))
    return only_emoji or language_of_courtesy(text) is not None or bool(re.fullmatch(_ANYWHERE, bare))


def language_of_courtesy(text: str) -> str | None:
    """Give the language of such a message; None of any other, and of one that is the same in all ("ok")."""
    if len(text) > LONGEST:
        return None
    return next((code for code, pattern in _COURTESY.items() if pattern.fullmatch(_bare(text))), None)


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[.,;:!…。，、！~]", " ", fold(_EMOJI.sub(" ", text)).replace("’", "'")).split())


def without_courtesies(history: Sequence[Message]) -> list[Message]:
    """Give a conversation without the messages that ask nothing, and without what was said to them."""
    kept: list[Message] = []
    asks = True
    for message in history:
        asks = not is_courtesy(message.content) if message.role == "user" else asks
        kept += [message] if asks else []
    return kept
