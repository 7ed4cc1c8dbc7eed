"""Whether a follow-up leaves out what it asks about: "Dove ha studiato?", "有多少粉丝？", or is but a part: "And on JD?", "Why?".

It goes by a few plain ways to put a question in Italian, Chinese, English and French; any other is taken to be whole.
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
_AND = r"(?:(?:and|but|so|well|ok|okay|e|ed|ma|allora|et|mais|alors) )*"
_WHY = re.compile(
    rf"{_AND}(?:(?:but )?why|how (?:come|so)|(?:since|until) when|for how long|what for|perche|come mai|(?:fino )?(?:a|da) quando"
    r"|(?:da|per) quanto tempo|pourquoi|comment ca se fait|(?:depuis|jusqu'a) quand|(?:depuis|pendant) combien de temps)"
    r"(?: (?:is|was) (?:that|this|it))?(?: (?:not|no|so|then|though|exactly|pas|non|mai|poi|allora|cosi|donc|alors|ca))*"
    r"|(?:那么?|可是?|但是?)*又?(?:为什么|为啥|为何|凭什么|怎么|[从到]?什么时候|从何时)"
    r"(?:不|没有?|会|能|这样|开始|起|是|行|可以)*[呢啊呀的了吗]*"
)
"""A question of the reason or the time of what was said before, which is all that it says."""
_WHAT_ABOUT = (
    r"(?:(?:(?:what|how) about|per quanto riguarda|riguardo a|quid de|and|but|so|ok|okay|or|e|ed|ma|o|allora|et|mais|ou|alors) )+"
)
_IN = (
    r"(?:about|after|at|before|by|during|for|from|in|inside|of|on|outside|since|under|with|without"
    r"|a|con|da|dentro|di|dopo|fra|fuori|per|prima|senza|su|tra|(?:a|da|de|ne|su)(?:l|i|gli|ll[aeo]|ll')"
    r"|apres|avant|avec|aux?|chez|dans|de|depuis|des|du|d'|en|hors|par|pendant|pour|sans|sous|sur)"
)
_THE = r"(?:an?|the|il|lo|la|i|gli|le|l'|un[ao]?|un'|les|une)"
_THING = (
    r"(?:(?!(?:what|who|whom|whose|which|why|how|when|where|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should"
    r"|i|you|he|she|it|we|they|him|her|them|there|then|else|that|this|not"
    r"|ch[ei]|cosa?|come|dove?|quando|perche|quale?|quali|quant[aeio]?|e|ha|hanno|sono|era|erano|lui|lei|loro|poi|dopo|non|si|no"
    r"|qu|qui|quoi|ou|pourquoi|comment|combien|quand|quel(?:le)?s?|est|sont|ont|il|ils|elles?|eux|on|puis|pas|oui)\b)"
    r"\w[\w&/.-]*)"
)
"""A word that neither asks nor points, and is no common verb."""
_NO_VERB = re.compile(
    rf"{_WHAT_ABOUT}(?:{_IN} ?{_THE}? ?{_THING}(?: {_THING}){{0,2}}|{_THE}? ?{_THING}(?: {_THING})?)"
    rf"|{_IN} {_THE}? ?{_THING}(?: {_THING})?"
    r"|(?:那么?|而|可是?|但是?|至于|还有)*(?:[在对]|关于)?(?:(?![什谁哪怎几么吗他她它])[\u4e00-\u9fff\w ]){1,10}呢"
    r"|(?:那么?|而)?在(?:(?![什谁哪怎几么吗买卖喝])[\u4e00-\u9fff\w ]){2,6}|那(?![么些个里儿边种])[\u4e00-\u9fff]{2}"
)
"""What stands where the question before it has something else: "And on JD?", "E nel 2022?", "那京东呢？"."""


def is_incomplete(text: str) -> bool:
    """Say whether a question names nothing and nobody of whom it asks, has no verb, or says no more than "why not?".

    >>> [is_incomplete(text) for text in ("E quanti follower ha raggiunto?", "Quanti follower ha raggiunto Carlo?")]
    [True, False]
    >>> [is_incomplete(text) for text in ("E su JD?", "Why not?", "And who sells on JD?", "Why not sell on JD?")]
    [True, True, False, False]
    """
    bare = " ".join(fold(text).replace("’", "'").strip(" .!?。！？").replace(",", " ").split())
    return any(way.fullmatch(bare) for way in (_LATIN, _HAN, _WHY, _NO_VERB))
