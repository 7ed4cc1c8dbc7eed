"""What a question asks for when it asks how much, and whether a text has anything of that kind.

Only what a text must show to answer is told apart: a share, a sum of money, a year, a number. It does not find the answer.
"""

from __future__ import annotations

import re
from typing import Literal

from chatbot.citations.numbers import numbers_in

Amount = Literal["share", "money", "year", "number"]

_ASKED: dict[Amount, re.Pattern[str]] = {
    "share": re.compile(
        r"(?i)\b(?:what|which) (?:percentage|proportion|share)\b|\b(?:che|quale) (?:percentuale|quota)\b"
        r"|\bquel(?:le)? (?:pourcentage|part|proportion)\b|百分之几|百分比|几成|(?:比例|份额).{0,4}多"
    ),
    "money": re.compile(
        r"(?i)\bhow much (?:money\b|(?:do|does|did|is|was|were|will)\b[^?]*\b(?:cost|pay|paid|worth|spen[dt]|earn|charge)\b)"
        r"|\bhow many (?:euros?|dollars|yuan|rmb)\b"
        r"|\bwhat(?:'s| is| was| were| are)?\b[^?]{0,20}\b(?:price|fee|turnover|revenue|salary)\b"
        r"|\bquanto (?:costa|costano|costava|è costat[oa]|spende|spendono|hanno speso|guadagna|si paga)\b"
        r"|\bqual(?:e|i)?\b[^?]{0,20}\b(?:prezzo|prezzi|fatturato|stipendio)\b|\bcombien (?:ça )?(?:coûte|coûtent|gagne|paie)"
        r"|\bquel(?:le)?s?\b[^?]{0,20}\b(?:prix|tarif|salaire|chiffre d['’]affaires)\b|多少(?:钱|欧元|美元|人民币|元)"
        r"|(?:价格|费用|营业额|销售额|进口额|出口额|年费|工资)[^?？]{0,4}多"
    ),
    "year": re.compile(r"(?i)\b(?:what|which) year\b|\b(?:che|quale) anno\b|\bquelle année\b|哪一?年"),
    "number": re.compile(
        r"(?i)\bhow many\b|\bquant[ie]\b|\bcombien d(?:e|['’])|多少(?!钱)|几(?:个|家|种|次|位|人|本|条|名|间|座|所)"
    ),
}  # fmt: skip
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
_COUNTS = re.compile(r"(?i)\b(?:dozens?|couple|hundreds|thousands|millions|once|twice|none)\b")
_SUM = 1000.0
"""A number from which a sum may be meant although no currency is named; years are told apart."""


def amount_asked(question: str) -> Amount | None:
    """Give what kind of amount a question asks for, or None.

    >>> amount_asked("What percentage of the market does Italy hold?"), amount_asked("Quanto costa?"), amount_asked("Who is he?")
    ('share', 'money', None)
    """
    return next((amount for amount, pattern in _ASKED.items() if pattern.search(question)), None)


def has_amount(text: str, amount: Amount, language: str) -> bool:
    """Say whether ``text`` has something of that kind; when in doubt it has.

    >>> has_amount("They have a third of it.", "share", "en"), has_amount("They have 300 shops.", "money", "en")
    (True, False)
    """
    if amount == "share":
        return bool(_SHARES.search(text))
    if amount == "money":
        return bool(_MONEY.search(text)) or any(n >= _SUM and not 1900 <= n <= 2100 for n in numbers_in(text, language))
    if amount == "year":
        return bool(_YEARS.search(text))
    return bool(numbers_in(text, language)) or bool(_COUNTS.search(text))
