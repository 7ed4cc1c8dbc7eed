"""Whether a question wants several things, said at several places: "what mistakes do they make?", "quali consigli dà?".

It goes by how the question is put; one that hides that there are several ("what went wrong?") is taken for a plain one.
"""

from __future__ import annotations

import re

from chatbot.transcripts import detect_language

_PLURAL = r"(?!(?:\w*ss|was|is|this|its|his|does|has|always|news|series|basis|crisis|emphasis|paris)\b)\w{3,}s\b"
_OF_WHICH_KIND = r"(?:(?:kinds?|types?|sorts?) of |(?:main|other|different|specific|concrete|big(?:gest)?|major|new) )*"
_SAID_OF = r"(?=,| (?:do|did|are|were|have|had|can|could|should|would|will|must|he|she|they|it|you|we|i)\b|\W*$)"
_ASKED = {
    "en": rf"\b(?:what|which) (?:are|were) (?:the|some|his|her|their|your|all|those|these) (?:\w+ ){{0,3}}?{_PLURAL}"
          rf"|\b(?:what|which) {_OF_WHICH_KIND}{_PLURAL}{_SAID_OF}|\bin (?:what|which) ways\b"
          r"|\bwhat (?:else|(?:practical |other )?advice)\b"
          rf"|(?:^\W*|\bplease )(?:list|name|enumerate|tell me|give me) (?:\w+ ){{0,4}}?{_PLURAL}|\bplease list\b"
          rf"|^\W*(?:the )?(?:\w+ ){{0,2}}?{_PLURAL} (?:that|which|they|he|she|we)\b",
    "it": r"\bquali\b(?! (?:ann|mes|giorn)i\b)|\bche altr[ie]\b|\bche (?:tipi|generi) di\b"
          r"|\belenca(?:mi|te)?\b|^\W*(?:puoi |mi |per favore )*elenc\w+"
          r"|^\W*(?:le|i|gli) \w+ (?:che|di|del|della|dei|delle|per|con)\b(?=[^?]*$)"
          r"|\bche (?:errori|consigli|problemi|motivi|vantaggi|difficoltà|sfide|ostacoli|strumenti|canali|prodotti|risultati"
          r"|rischi|opportunità)\b",
    "fr": r"\bquel(?:le)?s\b(?! (?:année|jour|moi)s?\b)|\bquoi d['’]autre\b"
          r"|^\W*(?:peux-tu |pouvez-vous |me )*(?:list|énumèr)(?:e|er|ez|ons)\b"
          r"|^\W*les \w+ (?:qu['’]|qui\b|que\b|dont\b|de\b|d['’]|des\b|chez\b|pour\b)(?=[^?]*$)",
    "zh": r"哪些|哪几|还有(?:什么|啥)|分别|列举|(?<!系)列出"
          r"|(?<!没)有(?:什么|啥)\w{0,8}(?:困难|问题|建议|原因|理由|优势|办法|方法|挑战|错误|好处|渠道|区别|方式|手段|产品|活动|经历|看法)"
          r"(?![^。？?]*吗)",
}  # fmt: skip
"""How several things are asked for, by language. Italian "quali" and French "quels" are plurals by themselves."""
_SEVERAL = {language: re.compile(f"(?i){asked}") for language, asked in _ASKED.items()}


def asks_for_several(question: str) -> bool:
    """Say whether a question in English, Italian, French or Chinese asks for several things."""
    pattern = _SEVERAL.get(detect_language(question))
    return pattern is not None and bool(pattern.search(question))
