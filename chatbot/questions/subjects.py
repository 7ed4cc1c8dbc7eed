"""Whether a follow-up says nothing of what it asks about: "Dove ha studiato?", "有多少粉丝？", "And how many followers?".

It goes by a few plain ways to put a question in Italian, Chinese, English and French; any other is taken to name its subject.
"""

from __future__ import annotations

import re

from chatbot.index import fold

_THEN = r"(?:(?:e|ed|ma|poi|allora|quindi) )*"
_PARTICIPLE = r"\w+(?:[aiu]t|tt|rt|st|ss|rs|ls|nt|lt|es|is|us|as)[oaie]"
_WHAT = r"(?:che )?cosa(?! (?:non )?(?:e|sono|era|erano|ha funzionato)\b)"
"""What happened or worked has no other subject ("Cosa è successo?"); what somebody did has."""
_BY_ITS_ENDING = (
    rf"{_THEN}(?:(?:da )?dove|(?:da )?quando|come(?: mai)?|perche|{_WHAT}|quanto|(?:da|per) quanto tempo)"
    rf"(?: non)? (?:ha|hanno|e|sono|era|erano|aveva|avevano) {_PARTICIPLE}"
)
_OF_ONE = rf"{_THEN}(?:(?:a|con|da|di|in|per|su) )?quant[ie] \w+ (?:ha|aveva)(?: {_PARTICIPLE})?"
"""The noun is many, the verb is of one: it is not what has them."""
_NOW = (
    rf"{_THEN}(?:dove|quando|come|perche|(?:che )?cosa|quanto)"
    r" (?:vive|abita|lavora|vende|costa|vale|dura|guadagna|produce|esporta|studia)"
)
_WHERE_OR_WHEN = r"(?: (?:in|a|nel|dal) \w+)?"
_HOW_MANY = rf"(?:(?:and|but) )?how many \w+|{_THEN}quant[ie] \w+|(?:(?:et|mais) )?combien (?:de |d')\w+"
_LATIN = re.compile(rf"(?:{_BY_ITS_ENDING}|{_OF_ONE}|{_NOW}){_WHERE_OR_WHEN}|{_HOW_MANY}")
_NO_DEED = r"(?:(?!喝|去(?!年)|用(?![户途处品量])|[买卖](?!家)|知道)[\u4e00-\u9fff])"
"""A Chinese character that begins none of the verbs that make a clause of what is counted or begun ("有多少人喝红酒？")."""
_OF_A_LIFE = r"(?:(?:[上读念]的?)?[大留]?学|[读念]的?书|居?住|工作|出生|长大)[\u4e00-\u9fff]{0,3}"
_HAN = re.compile(
    rf"(?:那么?|然后|后来|一共|总共|现在|目前)*(?:有(?:多少|几){_NO_DEED}{{1,4}}|在哪(?:里|儿)?(?:{_OF_A_LIFE})?"
    rf"|(?:是)?什么时候(?:开始|成立|毕业){_NO_DEED}{{0,3}}|去了哪[\u4e00-\u9fff]{{1,3}}|(?:做|卖)什么的?)"
)


def has_no_subject(text: str) -> bool:
    """Say whether a question names nothing and nobody of whom it asks.

    >>> [has_no_subject(text) for text in ("E quanti follower ha raggiunto?", "Quanti follower ha raggiunto Carlo?")]
    [True, False]
    """
    bare = " ".join(fold(text).replace("’", "'").strip(" .!?。！？").replace(",", " ").split())
    return (_LATIN.fullmatch(bare) or _HAN.fullmatch(bare)) is not None
