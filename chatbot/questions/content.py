"""The words of a question that say what it is about, without the small words, the openers and what points to something else."""

from __future__ import annotations

import re
from collections.abc import Iterable

from chatbot.index import fold

STEM = 4
"""How many letters two forms of a word begin with alike."""
_SMALL_WORDS = {
    "en": "about above actually after again ago ah all almost already also although always am an and another any anybody anyone"
          " anything are as at be because been before being below between both but by came can cannot come could couldn did didn"
          " do does doesn doing don done down during each either else even ever every everything exactly few for from get gets"
          " getting give given go goes going gone got had hadn haha has hasn have haven having he hello her here hers hey hi him"
          " himself his hmm how however if in instead into is isn it its itself just kind kinds let ll lot made make makes many"
          " may maybe me mean might mine more most much must my no nobody none nor not nothing now of off oh ok okay on once one"
          " ones only or other others our out over own people per perhaps please ppl precisely quite rather re really said same"
          " say saying says shall she should since so some somebody someone something sort still such take takes talk tell tells"
          " than thank thanks that the their them then there these they thing things this those though through to told too took"
          " toward towards under until up upon us ve very via want was wasn way we well went were weren what when where whether"
          " which while who whom whose why will with within without won would wouldn yes yet you your",
    "it": "abbia abbiamo ad adesso agli ai al alcun alcuna alcune alcuni alla alle allo allora altra altre altri altro anche"
          " ancora appunto avere aveva avevano avuto che chi ci cioe circa col con concretamente cos cosa cose cosi cui da dagli"
          " dai dal dall dalla dalle dallo davvero degli dei del dell della delle dello detto di dice dicono dimmi dire dopo dov"
          " dove dunque durante ebbe ed effettivamente era erano esattamente esempio essere fa faceva facevano fanno fare fatto"
          " favore fino forse fra gente gia gli grazie ha hai hanno ho il infatti insomma invece io la le lei li lo loro lui ma"
          " magari mai mentre mi mica modo molta molte molti molto ne negli nei nel nell nella nelle nello noi non nostro nulla"
          " ogni oppure ora parecchi perche pero piacere piu poco poi possono potrebbe pratica precisamente preciso prima proprio"
          " puo pure qual qualche qualcosa quale quali quando quant quanta quante quanti quanto quegli quei quel quell quella"
          " quelle quelli quello quest questa queste questi questo qui quindi sa sara se sei senza si sia siano solo sono sta"
          " stanno stata stati stato stessa stesse stessi stesso stiamo su sua sue sugli sui sul sull sulla sulle sullo suo suoi"
          " tale tanto te ti tra tu tutta tutte tutti tutto un una uno va vanno vi voi vuole",
    "fr": "ailleurs ainsi alors apres au aucun aucune aussi autre autres aux avaient avait avant avec avoir ayant bah bien ca car"
          " ce ceci cela celle celles celui ces cet cette ceux chaque chez chose choses combien comme comment concretement cote"
          " dans de deja depuis des dis disait disent dit dites donc dont du elle elles en encore entre es est et etaient etait"
          " ete etre eu eux exactement faire fais faisait fait faites finalement font gens ils je jusqu jusque juste les leur"
          " leurs lors maintenant mais meme memes merci mes moi moins mon ni nos notre nous ont ou oui par parce pas pendant peu"
          " peut peuvent plait plus plutot pour pourquoi precisement puis qu quand que quelles quelqu quelque quelques quels quoi"
          " rien sans savoir selon ses seulement soit son sont sous stp sur svp ta tes toi ton toujours tous tout toute toutes"
          " tres trop une vers vont vos votre vous vraiment",
}  # fmt: skip
"""Words that say nothing of what is asked about, folded: what joins, asks, points, helps a verb, or is said for courtesy."""
_SMALL = frozenset(" ".join(_SMALL_WORDS.values()).split())
_SMALL_HAN = frozenset(
    "的了吗呢吧啊呀么是有没无不未在于和与及跟同或及而且但却又也还都就才再更最很太非常已经曾将把被让给对向从到自以为因所之其此"
    "这那哪几多少个些种次位家年月日时候点下上里中内外间后前当会能可要想应该得着过来去起做说讲谈提看认觉什怎样谁何啥干嘛如"
    "关及各每另别只仅并等们他她它您你我咱请问一两大概现目主要情况成"
)
"""Chinese characters that do the same, one by one."""
_IRREGULAR = tuple(frozenset(forms.split()) for forms in (
    "begin began begun", "bring brings bring brought", "buy buys buying bought", "choose chooses chose chosen choice",
    "drink drinks drank drunk", "eat eats eating ate eaten", "fall falls fell", "find finds found", "grow grows grew",
    "hold holds held", "keep keeps kept", "know knows knew", "lead leads led", "leave leaves left",
    "lose loses losing lost loss", "meet meets met", "pay pays paid", "rise rises rose", "run runs ran", "see sees seen saw",
    "sell sells selling seller sellers sold sale sales", "send sends sent", "speak speaks spoke speech",
    "spend spends spent", "stand stands stood", "teach taught", "think thinks thought", "win wins won", "write writes wrote",
    "apre aprono aprire aperto aperta", "nasce nascono nascere nato nata nati", "prende prendono preso presa",
    "rimane rimasto rimasti", "sceglie scelgono scegliere scelto scelta", "vive vivono vivere vissuto",
    "vince vincono vinto", "perde perdono perso", "beve bevono bere bevuto bevve bevvero", "boit boivent boire bu",
    "prend prennent pris prise", "vit vivent vivre vecu", "met mettent mis mise", "naitre naissance ne nee nes",
))  # fmt: skip
"""Forms of a word that do not begin alike."""
_OPENER = re.compile(
    r"^\W*(?:(?:ok|okay|well|so|and|but|now|e|ed|ma|allora|et|mais|alors)\b\W*)*"
    r"(?:(?:what|how) about|(?:(?:going|coming|getting|let's go|to go|to come|if we go) )?back to|returning to|as for"
    r"|speaking of|(?:(?:can|could|would) you )?(?:please )?tell (?:me|us)(?: more)?(?: about)?"
    r"|(?:do you|i(?:'d| would) (?:like|want) to) know"
    r"|(?:tornando|torniamo|ritornando|per tornare)(?: (?:a|al|allo|alla|ai|alle|agli)\b| all')|quanto a\b|riguardo a\w*"
    r"|(?:e )?per quanto riguarda|(?:(?:mi )?(?:puoi|potresti|sai) )?(?:dimmi|dirmi|raccontami)(?: di)?|vorrei sapere"
    r"|(?:pour )?(?:en )?reven(?:ant|ir|ons) (?:a|au|aux)\b|quant (?:a|au|aux)\b|(?:en ce )?qui concerne"
    r"|(?:peux-tu (?:me )?)?(?:dire|dis-moi)\b|je voudrais savoir|回到|说回|至于|关于|(?:请)?告诉我)"
)
"""How a message turns to its question, folded: none of it is asked."""
_OF_WHAT_WAS_SAID = re.compile(
    r"\b(?:this|that|these|those|such|the same|quest[oaie]|quel(?:lo|la|li|le)?|quei|quegli|cette|cet|ces|ce|l[ae] meme)"
    r" [^\W\d_]+"
    r"|\b(?:quest|quell)'[^\W\d_]+|[这那](?:个|种|些|次|位|家|款|场|样的)[\u4e00-\u9fff]{2}"
)
"""A noun that points, folded: "this association", which a name may stand for."""
_ENDING = re.compile(r"(?<=..)(?:ing|ed|es|[ao]?s|[aeio])$")
_WORD = re.compile(r"[^\W\d_\u3040-\u9fff]{2,}|[\u4e00-\u9fff]")


def without_opener(text: str) -> str:
    """Give a folded message without how it turns to its question: "going back to Corvelli: what did they learn?"."""
    return _OPENER.sub(" ", text.replace("’", "'"), count=1)


def content_words(text: str) -> set[str]:
    """Give the words, and the Chinese characters, that say what a text is about, folded.

    >>> sorted(content_words("Does she sell wine, please?"))
    ['sell', 'wine']
    """
    return {word for word in _WORD.findall(fold(text)) if word not in _SMALL and word not in _SMALL_HAN}


def asked_about(text: str) -> set[str]:
    """Give the content words of a message that a question which stands for it must keep.

    >>> sorted(asked_about("What about Bo, does this shop sell wine?"))
    ['bo', 'sell', 'wine']
    """
    return content_words(_OF_WHAT_WAS_SAID.sub(" ", without_opener(fold(text))))


def missing_from(words: Iterable[str], text: str) -> set[str]:
    """Give the words of which a text has no form.

    >>> sorted(missing_from({"sells", "wine"}, "What was sold?"))
    ['wine']
    """
    there = set(_WORD.findall(fold(text)))
    beginnings = set(map(beginning, there))
    forms = {form for group in _IRREGULAR if group & there for form in group}
    return {word for word in words if beginning(word) not in beginnings and word not in forms}


def beginning(word: str) -> str:
    """Give how a word begins in most of its forms: "wine" and "wines", "vino" and "vini", "live" and "living"."""
    return _ENDING.sub("", word)[:STEM]
