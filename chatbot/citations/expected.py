"""What kind of thing a question asks for, and whether a text has anything of that kind.

Only what a text must show to answer is told apart: a share, a sum of money, a year, a time of day, a length of time, a time, a
number, a name. It does not find the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from chatbot.citations.names import names_in, words_in
from chatbot.citations.numbers import numbers_in
from chatbot.index import lexical_tokens

AnswerType = Literal["share", "money", "year", "hour", "duration", "time", "number", "name"]

_BEARERS = {
    "en": "universit(?:y|ies)|colleges?|schools?|compan(?:y|ies)|agenc(?:y|ies)|brands?|cit(?:y|ies)|restaurants?|hotels?"
          "|magazines?|newspapers?|(?:tv|television|radio) (?:channels?|stations?|shows?)|apps?|platforms?|websites?"
          "|supermarkets?|(?:trade )?fairs?",
    "it": "università|atene[oi]|scuol[ae]|aziend[ae]|società|agenzi[ae]|march[ieo]|marche|città|ristorant[ei]|hotel|rivist[ae]"
          "|giornal[ei]|trasmissioni|programm[ai] tv|canal[ei] (?:tv|televisiv[oi])|app|piattaform[ae]|supermercat[oi]"
          "|fier[ae]",
    "fr": "universités?|facs?|écoles?|entreprises?|sociétés?|agences?|marques?|villes?|restaurants?|hôtels?|magazines?"
          "|journa(?:l|ux)|chaînes? de télé|applis?|applications?|plateformes?|supermarchés?|salons?|foires?",
    "zh": "大学|学院|学校|公司|企业|机构|品牌|城市|餐厅|餐馆|酒店|杂志|报纸|频道|电视台|节目|应用|平台|超市|展会",
}  # fmt: skip
"""What has a name of its own, so that asking which one is asking for the name."""
_THINGS = re.compile(rf"(?i)\b(?:{_BEARERS['en']}|{_BEARERS['it']}|{_BEARERS['fr']}|names|nomi|noms)\b|{_BEARERS['zh']}")
_ASKED: dict[AnswerType, re.Pattern[str]] = {
    "share": re.compile(
        r"(?i)\b(?:what|which) (?:percentage|per ?cent|proportion|share)\b|\b(?:che|quale) (?:percentuale|quota)\b"
        r"|\bquel(?:le)? (?:pourcentage|part|proportion)\b"
        r"|\b(?:in|as a) per ?cent(?:age|uale)?\b|\btermini percentuali\b|\ben pourcentage\b"
        r"|\b(?:what|which|che|quale?|quel(?:le)?) ?%"
        r"|百分之几|百分比|几成|占比|占(?:了|到)?多少(?=比例|份额|[?？。，]|$)|(?:比例|份额).{0,4}多"
    ),
    "money": re.compile(
        r"(?i)\bhow much (?:money\b|(?:do|does|did|is|was|were|will)\b[^?]*"
        r"\b(?:cost|pay|paid|worth|spen[dt]|earn|charge|invest(?:ed)?)\b)"
        r"|\bhow many (?:euros?|dollars|yuan|rmb)\b"
        r"|\bwhat(?:'s| is| was| were| are)?\b[^?]{0,20}\b(?:price|fee|turnover|revenue|salary|budget)\b"
        r"|\bquanto (?:costa|costano|costava|è costat[oa]|spende|spendono|hanno (?:speso|investito|pagato)"
        r"|ha (?:speso|investito|pagato)|guadagna|si paga)\b|\ba quanto ammont\w+"
        r"|\bqual(?:e|i)?\b[^?]{0,20}\b(?:prezzo|prezzi|fatturato|stipendio|budget)\b"
        r"|\bcombien (?:ça )?(?:coûte|coûtent|gagne|paie)"
        r"|\bcombien (?:ont|a)\b[^?]{0,12}\b(?:dépensé|investi|payé)\b|\bà combien (?:s['’]él[eè]v\w+|se mont\w+)"
        r"|\bquel(?:le)?s?\b[^?]{0,20}\b(?:prix|tarif|salaire|budget|chiffre d['’]affaires)\b|多少(?:钱|欧元|美元|人民币|元)"
        r"|(?:价格|费用|预算|营业额|销售额|进口额|出口额|年费|工资)[^?？]{0,4}多"
    ),
    "year": re.compile(r"(?i)\b(?:what|which) year\b|\b(?:che|quale) anno\b|\bquelle année\b|哪一?年"),
    "hour": re.compile(
        r"(?i)\b(?:what|which) (?:time|hour)\b(?! of (?:the )?year)|\bche or[ae]\b|\bquelle heure\b|几点(?!意见|建议|看法)"
    ),
    "duration": re.compile(
        r"(?i)\b(?:for )?how long (?:did|do|does|was|were|is|are|has|have|had|will|would|can|could|should|it)\b"
        r"|\bquanto (?:tempo|dura|durano|durava|è durat[oa])\b|\bda quanto (?:lavor|viv|esist|sta\b|è\b|sono\b)"
        r"|\bcombien de temps\b|\b(?:depuis|pendant) combien\b|\bquelle (?:est la )?durée\b|多久|多长时间"
    ),
    "time": re.compile(
        r"(?i)^\W*(?:and |so |since |until |by )*when (?:did|do|does|was|were|is|are|has|have|had|will|would|can|could)\b"
        r"|\b(?:what|which) (?:date|day|month|season)\b"
        r"|^\W*(?:e |da |fino a )*quando\b(?![^?]*\b(?:che|cosa|chi|qual[ei]?|come|quant[oaie]|perch[eé]|dove)\b)"
        r"|\b(?:che|quale) (?:data|giorno|mese|stagione)\b"
        r"|^\W*(?:et |depuis |jusqu['’]à )*quand\b(?![^?]*\b(?:quoi|quel(?:le)?s?|comment|combien|pourquoi|où)\b|[^?]*[,;] ?qu)"
        r"|\bquel(?:le)? (?:date|jour|mois|saison)\b|什么时候|何时|哪(?:一)?(?:天|个月|个季节)|几月|几号"
    ),
    "number": re.compile(
        r"(?i)\bhow many\b|\bquant[ie]\b|\bcombien d(?:e|['’])|多少(?!钱)"
        r"|(?<![那这前好哪么外中近下十另某])(?<!最后|[前后]面)几(?:个|家|种|次|位|人|本|条|名|间|座|所|处)"
    ),
    "name": re.compile(
        r"(?i)\b(?:what|which)(?:['’]s| is| was| are| were) (?:the )?names? of\b"
        r"|\b(?:give|tell) me (?:the|their|its) names?\b|(?:\bi |[?!.,;:] ?)(?:need|want) (?:(?:the|their|its|his|her) )?names?\b"
        r"|\bwhat (?:is|was|are|were)\b[^?]{1,60}\b(?:called|named)\b|\bcome si chiam\w+"
        r"|\b(?:qual(?:e|i)? (?:è|era|sono)|dammi|datemi|dimmi|ditemi|vorrei) (?:il nome|i nomi)\b"
        r"|\bmi (?:serv\w+|dai|dici|date|dite) (?:il nome|i nomi)\b"
        r"|\bcomment (?:s['’]appel\w+|se nomm\w+)|\b(?:s['’]appell\w+|se nomm\w+) comment\b"
        r"|\bdonne[sz]?[ -]moi (?:le nom|les noms)\b"
        r"|\bquels? (?:est|sont|était) (?:le nom|les noms)\b|叫什么|叫啥|[什啥]么?名字|名字(?:是|叫)"

        rf"|\bwhich (?:\w+ )?(?:{_BEARERS['en']})\b|\bqual[ei] (?:{_BEARERS['it']})\b|\bquel(?:le)?s? (?:{_BEARERS['fr']})\b"
        rf"|哪(?:一|几)?(?:所|家|座|个|些|款)\w{{0,4}}(?:{_BEARERS['zh']})"
    ),
}  # fmt: skip
_LISTED = re.compile(r"(?:能|请|可以|给我|帮我|麻烦)[^，。？?]{0,4}[报说列举][^，。？?]{0,8}名字")
"""How names are asked for in Chinese with a word that else asks for a number: "can you give a few names"."""
_SHARES = re.compile(
    r"(?i)[%％]|\bper ?cent|\bpour ?cent|百分|\bhalf\b|\bthirds?\b|\bquarters?\b|\bmetà\b|\bmoitié\b|一半|[一二三四五六七八九]成"
)
_MONEY = re.compile(
    r"(?i)[$€£¥￥]|\b(?:euros?|dollars?|rmb|yuan|renminbi|kuai|pounds?|usd|eur|cents?|dollari|sterline|gratis|gratuit|free)\b"
    r"|元|块钱|美金|免费"
)
_YEARS = re.compile(
    r"(?i)(?<!\d)(?:1\d|20)\d\d(?!\d)|\bago\b|\blast year\b|\banni fa\b|\bil y a\b|年前|去年|二〇|\btwenty[- ]\w+"
)
_HOURS = re.compile(
    r"(?i)\b\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\b|\bo['’]clock\b|\b\w+ in the (?:morning|afternoon|evening)\b|\bnoon\b|\bmidnight\b"
    r"|\b\d{1,2}:\d\d\b|\bore \w+|\balle \w+ (?:di|del) (?:mattin[oa]|sera|pomeriggio)\b|\bmezzogiorno\b|\bmezzanotte\b"
    r"|\b\w+ heures?\b|\b\d{1,2} ?h(?: ?\d\d)?\b|\bmidi\b|\bminuit\b|[\d一二三四五六七八九十]点"
)
_TIMES = re.compile(
    r"(?i)\b(?:january|february|march|april|june|july|august|september|october|november|december|in may|may \d+|spring|summer"
    r"|autumn|winter|\w+day|now|nowadays|currently|recently|last|next|since|until|during|before|after|when|while|once|then"
    r"|days?|weeks?|months?|years?|decades?|centur(?:y|ies)"
    r"|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre|primavera|estate|autunno"
    r"|inverno|\w+dì|sabato|domenica|fa|ieri|oggi|domani|adesso|recentemente|scors[oaie]|prossim[oaie]|fino|durante|prima|dopo"
    r"|quando|mentre|appena|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]|secol[oi]"
    r"|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|printemps|été|automne|hiver|\w+di"
    r"|dimanche|hier|aujourd['’]hui|demain|maintenant|récemment|derni(?:er|ère)s?|prochaine?s?|depuis|jusqu|pendant|avant|après"
    r"|quand|lorsqu['’e]|dès|jours?|semaines?|mois|ans?|années?|siècles?)\b"
    r"|[年月号天周昨今]|星期|时候|之前|以前|之后|以后|后来|现在|最近|[春夏秋冬]季|世纪"
)
_DURATIONS = re.compile(
    r"(?i)\b(?:seconds|minutes?|hours?|days?|nights?|weeks?|weekend|months?|years?|decades?|centur(?:y|ies)|semesters?|summer|winter"
    r"|since|(?:long|whole) time|whole life|(?:19|20)\d\d"
    r"|secondi|minut[oi]|ore|(?:un|mezz)['’]ora|giorn[oi]|nott[ei]|settiman[ae]|mes[ei]|ann[oi]|decenni[o]?|secol[oi]|semestr[ei]"
    r"|estate|inverno|molto tempo|tutta la vita"
    r"|secondes|heures?|jours?|nuits?|semaines?|mois|ans?|années?|décennies?|siècles?|été|hiver|depuis|longtemps"
    r"|toute (?:la|ma|sa) vie)\b|[年月周秒晚]|(?<![今明昨每春夏秋冬])天(?!猫)|星期|礼拜|小时|钟头|分钟|学期|很久|[夏冬]"
)
_UNITS = {
    "%": r"[%％]|per ?cent\b|pour ?cent\b",
    "money": r"(?:euros?|dollars?|rmb|yuan|dollari)\b|元|块钱|美金",
    "year": r"(?:years?|anni|ans|années?)\b|年",
    "month": r"(?:months?|mes[ei]|mois)\b|个?月",
    "week": r"(?:weeks?|settiman[ae]|semaines?)\b|周|个?星期",
    "day": r"(?:days?|giorn[oi]|jours?)\b|天(?!猫)",
    "hour": r"(?:hours?|or[ae]|heures?|[ap]\.?m\b|o['’]clock)\b|小时|点",
    "minute": r"(?:minut[eio]s?|seconds|secondi|secondes)\b|分钟|秒",
}
"""Units that a number may have which counts nothing else."""
_COUNT = r"(?:[\d.,]+|[零一二两三四五六七八九十百千万亿]+|\b[^\W\d_\u4e00-\u9fff]+)"
_SCALES = r"hundred|thousand|millions?|billions?|mila|mille|milioni?|miliard[oi]|milliards?"
_COUNTED = rf"(?i){_COUNT}(?: (?:{_SCALES}))?(?: di| de| d['’])?[ -]?"
_MEASURES = {unit: re.compile(rf"{_COUNTED}(?:{words})") for unit, words in _UNITS.items()}
_OFTEN = re.compile(rf"{_COUNTED}(?:(?:times|volte|fois)\b|次)")
_WHO_FOLLOWS = re.compile(r"(?i)\b(?:follower|subscriber|listener|seguac|iscritt|ascoltator|abonné|auditeur)|粉丝|听众|订阅")
_SEEN = re.compile(r"(?i)\b(?:view|seen|watch|play|visualizz|vist[oai]|ascoltat[oai]\b|vue?s?\b|écouté)|看|播放|浏览")
"""How often something was seen ("20 million times") does not tell how many follow, unless that is asked as well."""
_DATED = re.compile(r"(?i)\b(?:in|since|from|of|by|until|nel|dal|del|en|depuis|de|fin) (?:19\d\d|20(?!00)\d\d)\b|百分之\w+")
_COUNTS = re.compile(r"(?i)\b(?:dozens?|couple|hundreds|thousands|millions|once|twice|none)\b")
_SUM = 1000.0
"""A number from which a sum may be meant although no currency is named; years are told apart."""
_EVERYWHERE = frozenset({"china", "italy", "france", "europe", "kol", "app", "tv"})
"""Names that stand in most sentences of such transcripts, and tell no company or person."""


def answer_type_asked(question: str) -> AnswerType | None:
    """Give what kind of thing a question asks for, or None where a text need not show it.

    >>> answer_type_asked("What percentage of the market does Italy hold?"), answer_type_asked("Who is he?")
    ('share', None)
    >>> answer_type_asked("Come si chiama?")
    'name'
    """
    if _LISTED.search(question):
        return "name"
    return next((kind for kind, pattern in _ASKED.items() if pattern.search(question)), None)


def asks_for_a_thing_s_name(question: str) -> bool:
    """Say whether a name that is asked for is a company's, a place's and the like, or of several, and so not the speaker's own.

    >>> asks_for_a_thing_s_name("Which agency was it?"), asks_for_a_thing_s_name("What is the name of the guest?")
    (True, False)
    """
    return bool(_THINGS.search(question))


def has_answer_type(
    text: str, kind: AnswerType, language: str, question: Iterable[str] = (), heard: frozenset[str] = frozenset()
) -> bool:
    """Say whether ``text`` has something of that kind; when in doubt it has.

    A name that the ``question`` gives itself answers nothing. ``heard`` are names of the evidence, since a capital at the start
    of a sentence does not tell one.

    >>> has_answer_type("They have a third of it.", "share", "en"), has_answer_type("They have 300 shops.", "money", "en")
    (True, False)
    """
    if kind == "share":
        return bool(_SHARES.search(text))
    if kind == "money":
        return bool(_MONEY.search(text)) or any(n >= _SUM and not 1900 <= n <= 2100 for n in numbers_in(text, language))
    if kind == "year":
        return bool(_YEARS.search(text))
    if kind == "hour":
        return bool(_HOURS.search(text))
    if kind == "duration":
        return bool(_DURATIONS.search(text))
    if kind == "name":
        return bool(_names_told(text, question, heard))
    if kind == "time":
        return any(pattern.search(text) for pattern in (_TIMES, _YEARS, _HOURS))
    return bool(numbers_in(_without_measures(text, question), language)) or bool(_COUNTS.search(text))


def _without_measures(text: str, question: Iterable[str]) -> str:
    """Take off years, and numbers of units that ``question`` does not name: "five years" does not say how many brands."""
    asked = " ".join(question)
    text = _DATED.sub(" ", text)
    for unit, measure in _MEASURES.items():
        if not re.search(rf"(?i){_UNITS[unit]}", asked):
            text = measure.sub(" ", text)
    return _OFTEN.sub(" ", text) if _WHO_FOLLOWS.search(asked) and not _SEEN.search(asked) else text


def _names_told(text: str, question: Iterable[str], heard: frozenset[str]) -> frozenset[str]:
    known = _EVERYWHERE.union(*(words_in(form) for form in question))
    stems = {stem for word in known for stem in lexical_tokens(word)}
    told = names_in(text) | (words_in(text) & heard)
    return frozenset(name for name in told if name not in known and not set(lexical_tokens(name)) <= stems)
