"""Whether a question wants several things, said at several places: "what mistakes do they make?", "quali consigli dà?".

It goes by how the question is put; one that hides that there are several ("what went wrong?") is taken for a plain one.
"""

from __future__ import annotations

import re

_SINGULAR = "does|has|is|was|this|its|his|makes?|happens|means|helps|class|business|process|access|success|always|us"
_PLURAL = rf"(?!(?:{_SINGULAR})\b)\w{{3,}}s\b"
_OF_WHICH_KIND = r"(?:(?:kinds?|types?|sorts?) of |(?:main|other|different|specific|concrete|big(?:gest)?|major|new) )*"
_SEVERAL = {
    "en": rf"\b(?:what|which) (?:are|were) (?:the|some|his|her|their|your|all|those|these) (?:\w+ ){{0,3}}?{_PLURAL}"
          rf"|\b(?:what|which) {_OF_WHICH_KIND}{_PLURAL}|\bwhat (?:else|(?:practical |other )?advice)\b"
          rf"|\b(?:all|some) (?:of )?(?:the|his|her|their) (?:\w+ ){{0,2}}?{_PLURAL}"
          rf"|^\W*(?:the )?(?:\w+ ){{0,2}}?{_PLURAL} (?:that|which|of|for|at|in|they|he|she|we)\b"
          r"|(?:^\W*|\bplease )(?:list|name|enumerate)\b",
    "it": r"\bquali\b|\bche altr[oie]\b|\bche (?:tipi|generi) di\b|\belenc\w+|^\W*(?:le|i|gli)\b(?=[^?]*$)"
          r"|\bche (?:errori|consigli|problemi|motivi|vantaggi|difficoltà|sfide|ostacoli|strumenti|canali|prodotti|risultati"
          r"|rischi|opportunità)\b",
    "fr": r"\bquel(?:le)?s\b|\bquoi d['’]autre\b|\b(?:list|énumèr)(?:e[rz]?|ons)\b|^\W*les\b(?=[^?]*$)",
    "zh": r"哪些|[哪那]几|还有(?:什么|啥)|都有|分别|列[举出]"
          r"|有(?:什么|啥)\w{0,8}(?:困难|问题|建议|原因|理由|优势|办法|方法|挑战|错误|好处|渠道|区别|方式|手段|产品|活动|经历|看法)",
}  # fmt: skip
"""How several things are asked for, by language. Italian "quali" and French "quels" are plurals by themselves."""
_ANY = re.compile("(?i)" + "|".join(_SEVERAL.values()))


def asks_for_several(question: str) -> bool:
    """Say whether a question asks for several things."""
    return bool(_ANY.search(question))
