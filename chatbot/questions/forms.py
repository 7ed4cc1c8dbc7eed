"""Messages that ask for the last answer in another form, or once more, and what they ask for: a language, or fewer words.

A message counts where nothing else is in it ("ok, shorter and in Chinese please"); "what is it called in Chinese?" is a
question. "Are you sure?" and "who said that?" are answered by the last answer and its quotes, which say who and where. Patterns
read text that is folded, without marks.
"""

from __future__ import annotations

import re

from chatbot.index import fold

LONGEST = 80
"""Characters: what is longer asks for something else as well."""
LANGUAGE_WORDS = {
    "zh": r"chinese|mandarin|cinese|mandarino|chinois|中文|汉语|漢語|普通话",
    "it": r"italian|italiano|italien|意大利语|意大利文",
    "en": r"english|inglese|anglais|英语|英文",
    "fr": r"french|francese|fran[cç]ais|法语|法文",
}
_ANY_LANGUAGE = f"(?:{'|'.join(LANGUAGE_WORDS.values())})"

_PLEASE = r"(?:please|per (?:favore|piacere|cortesia)|s'il (?:te|vous) plait|stp|svp)"
_ASIDES = (
    rf"{_PLEASE}|ok|okay|and|now|then|again|thanks|thank you|(?:can|could|would) you"
    r"|e|ora|adesso|di nuovo|grazie|puoi|potresti|mi puoi"
    r"|et|maintenant|encore une fois|merci|(?:tu )?peux|peux tu|pouvez vous|vous pouvez"
    r"|(?:(?:it|that) is |it's |that's )?too long|(?:e )?troppo lung[oa]|(?:c'est )?trop long"
)
"""What stands around a request and changes nothing about it."""
_SAY = (
    r"(?:(?:say|tell|answer|reply|respond|repeat|translate|write|explain|put|give)(?: (?:me|it|that|this|the answer))*"
    r"|(?:dillo|dimmi|dimmelo|dirlo|dirmelo|ripeti|ripetilo|ripeterlo|rispondi|rispondimi|rispondere|rispondermi|spiega|spiegami"
    r"|spiegalo|scrivi|scrivilo|scriverlo|traduci|traducil[oa]|tradurre|tradurl[oa])(?: la risposta)?"
    r"|(?:le )?(?:dis|dire|redis|redire|reponds|repondez|repondre|repete|repeter|traduis|traduisez"
    r"|traduire|ecris|ecrire|explique[rz]?)(?: (?:le|la|moi|ca|cela|la reponse))*)"
)
_IN_A_LANGUAGE = rf"(?:{_SAY} )?(?:in|en|into) {_ANY_LANGUAGE}|{_ANY_LANGUAGE} {_PLEASE}|{_PLEASE} {_ANY_LANGUAGE}"
_SHORTER = {
    "en": r"(?:(?:make|keep|put|say|write) (?:it|that|this|the answer) )?(?:(?:a bit|a little|much|even) )?"
          r"(?:shorter|briefer|more (?:brief|briefly|concise|concisely))"
          r"|(?:make|keep) (?:it|that|this|the answer) (?:short|brief|concise)|shorten(?: (?:it|that|this|the answer))?"
          r"|(?:give me )?a (?:shorter|briefer) (?:answer|version)|be (?:brief|concise|briefer|more concise)|in short|briefly",
    "it": r"(?:(?:falla|fallo|farla|farlo|dillo|dirlo|rendila|renderla|sii|essere) )?(?:(?:un po'|molto|ancora) )?"
          r"piu (?:breve|cort[oa]|concis[oa]|sintetic[oa]|brevemente|in breve)|in breve"
          r"|(?:accorcia|accorcial[oa]|accorciare|accorciarl[oa])(?: la risposta| un po')?"
          r"|una (?:risposta|versione) piu (?:breve|corta)|sii (?:breve|concis[oa])",
    "fr": r"(?:(?:fais|faire|sois|etre|dis|dire)(?: le)? )?(?:(?:un peu|beaucoup|encore) )?(?:en )?"
          r"plus (?:courte?|bref|breve|brievement|concise?)|en bref"
          r"|(?:la )?raccourci(?:s|r|ssez)(?: (?:le|la|ca|la reponse|un peu))*|une (?:reponse|version) plus courte"
          r"|sois (?:bref|breve|concise?)",
    "zh": r"(?:(?:说|写|回答)得?)?(?:更|再)?(?:短|简短|简洁|精简|简单)(?:一?[点些])(?:说|回答)?"
          r"|更(?:短|简短|简洁)|(?:缩短|精简)(?:一下)?|简短(?:地)?回答",
}  # fmt: skip
_AGAIN = (
    r"(?:are you )?(?:really )?(?:quite )?sure|really|is (?:that|this|it) (?:true|right|correct)"
    r"|who (?:said|says) (?:that|this|it|so)|when did (?:he|she|they) say (?:that|this|it|so)"
    r"|where (?:is|was) (?:that|this|it) said|(?:what(?:'s| is) )?(?:the|your) sources?"
    r"|(?:show|give)(?: me)? (?:the|your) (?:sources?|quotes?|quotations?)"
    r"|(?:(?:ne )?sei )?(?:proprio )?sicur[oa]|davvero|chi (?:lo dice|l'ha detto|lo ha detto|dice questo)"
    r"|(?:quando|dove) (?:l'ha detto|lo ha detto|lo dice)|(?:qual e )?la fonte"
    r"|(?:mostrami|dammi) (?:la fonte|le fonti|la citazione)"
    r"|(?:(?:tu )?(?:en )?es tu |tu es |(?:en )?etes vous |vous etes )?(?:vraiment )?(?:sure?|certaine?)|vraiment"
    r"|qui (?:a dit|dit) (?:ca|cela)|quand l'a t (?:il|elle) dit|(?:quelle est )?(?:la|votre|ta) source"
)
"""How the last answer is doubted, or its source is asked for."""
_LONGER = r"(?:make it )?(?:(?:a bit|much|even) )?longer"
_LATIN = "|".join([_IN_A_LANGUAGE, _SHORTER["en"], _SHORTER["it"], _SHORTER["fr"], _LONGER, _AGAIN])
_LATIN_FORM = re.compile(rf"(?:(?:{_ASIDES}) )*(?:{_LATIN})(?: (?:{_ASIDES}|{_LATIN}))*")
_NAMED_IN_CHINESE = rf"(?=[\u4e00-\u9fff]){_ANY_LANGUAGE}"
_CHINESE = (
    rf"(?:(?:(?:用|翻译成|译成|换成|说){_ANY_LANGUAGE}|{_NAMED_IN_CHINESE})(?:来?(?:再说一遍|再说一次|回答|答|告诉我|解释|说|讲|写))?"
    rf"|{_SHORTER['zh']}|你?(?:真的)?确定(?:吗)?|真的吗|是真的吗|(?:这是)?谁说的|(?:他|她)?什么时候说的|(?:他|她)?在哪里?说的"
    r"|(?:出处|来源)(?:是什么|在哪里?|呢)?)"
)
_CHINESE_FORM = re.compile(
    rf"(?:太长了? ?)?(?:请你?|麻烦你?|那么?|现在|再)*{_CHINESE}(?:吧|呢|谢谢| )*"
    rf"|(?:请问|你|您)?(?:能不能|可不可以|能|可以)再?{_CHINESE}吗?"
)
_BREVITY = re.compile("|".join(_SHORTER.values()))


def is_change_of_form(text: str) -> bool:
    """Say whether a message asks for the last answer in another form ("shorter", "in Chinese") or once more ("really?")."""
    bare = _bare(text)
    return len(bare) <= LONGEST and bool(_LATIN_FORM.fullmatch(bare) or _CHINESE_FORM.fullmatch(bare))


def asks_for_brevity(text: str) -> bool:
    """Say whether a message asks for the last answer in fewer words."""
    return is_change_of_form(text) and bool(_BREVITY.search(_bare(text)))


def language_of_form(text: str) -> str | None:
    """Give the language that a message asks to have the last answer in, where it is such a message."""
    named = re.search(_ANY_LANGUAGE, _bare(text)) if is_change_of_form(text) else None
    return next(code for code, words in LANGUAGE_WORDS.items() if re.fullmatch(words, named[0])) if named else None


def _bare(text: str) -> str:
    """Give a message folded, with spaces for the marks in it."""
    return " ".join(re.sub(r"[-.,;:!?…。、]", " ", fold(text).replace("’", "'")).split())
