"""Often for sometimes, always for rarely: a sentence that says another frequency than its quotes do, in four languages.

It goes by plain adverbs and compares them by class, so across languages. Where the quotes have no such word, where either side
denies one ("not always"), or where a quote has any word near to the sentence's own class, it finds nothing; nor where "always"
became "often", which it may loosely mean.

What it finds is a fault of meaning, which no second reading lifts, and not of a word: the model that reads is what takes
"sometimes" for "often". Of 8,650 true pairs of sentence and quote (benchmarks/verdict, benchmarks/translation, public claims) it
catches none; 154 have such words on both sides, and three of them showed what had to be near.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.index import fold


@dataclass(frozen=True)
class _Class:
    """One class of frequency: how a text says it plainly (``has``), and all words that may come to the same (``near``)."""

    has: re.Pattern[str]
    near: re.Pattern[str]


_ALWAYS = _Class(
    re.compile(r"\b(?:always|all the time(?! (?:that|i|we|you|they|it))|sempre|toujours|tout le temps)\b|总是|老是"),
    re.compile(
        r"\b(?:always|every\w*|each|any ?time|since|all the time|all day|constant\w*|continu\w*|consistently|invariably"
        r"|permanently|never|ever"
        r"|whenever|forever|still|sempre|ogni\w*|tutt[ei] (?:le|i|gli)|costant\w*|mai|ancora|toujours|chaque|jamais|encore"
        r"|tou(?:s|tes) les|tout le temps|constamment|sans (?:cesse|arret))\b"
        r"|总|老是|一直|始终|永远|每|都|从[不来未没]|还|仍|随时"
    ),
)
_OFTEN = _Class(
    re.compile(
        r"\b(?:often(?:times)?|frequently|usually|most of the time|many times|spesso|sovente|frequentemente|di solito|solitamente"
        r"|abitualmente|(?:il piu|la maggior parte) delle volte|souvent|frequemment|d'habitude|habituellement"
        r"|la plupart du temps)\b|经常|(?<![非正])常常|时常|通常|往往|大多数时候|大部分时[间候]|很多时候"
    ),
    re.compile(
        r"\b(?:always|all the time|sempre|toujours|often\w*|frequen\w*|usual\w*|most\w*|main(?:ly)?|normal\w*|general\w*"
        r"|typical\w*|common\w*|regular\w*|majority|tends?|used to|as a rule|(?:many|several|lots? of) (?:\w+ )?times"
        r"|again and again|a lot|out of \w+|(?:once|twice|\w+ times) a \w+|every\w*|ogni|chaque"
        r"|(?:almost|nearly|quasi|presque) (?:every|ogni|chaque)|spess[oe]|sovente|(?:di )?solit[oi]|solitamente"
        r"|abitu\w*|in genere|maggior\w*|per lo piu|piu delle volte|(?:molte|tante|parecchie|diverse) volte|tend\w*|souvent"
        r"|habitu\w*|d'ordinaire|plupart|majorit\w*|courant\w*|(?:bien des|beaucoup de|plusieurs|maintes) fois|en principe)\b"
        r"|总是|老是|每|(?<![非正异日])常|往往|一般|多半|大多|多数|大部分|普遍|基本|频|很多时候|[多好]次|动不动|几乎[总每都]|习惯"
    ),
)
_SOMETIMES = _Class(
    re.compile(
        r"\b(?:sometimes|occasionally|from time to time|now and (?:then|again)|once in a while|a volte|alle volte|qualche volta"
        r"|talvolta|certe volte|ogni tanto|di tanto in tanto|occasionalmente|parfois|quelquefois|de temps (?:en temps|a autre)"
        r"|occasionnellement)\b|(?<![拥所没只还如含持])有时(?![间代尚装效差机])|偶尔"
    ),
    re.compile(
        r"\b(?:some\w*|at times|occasion\w*|time to time|now and (?:then|again)|once in a while|certain\w*|may|might|maybe"
        r"|perhaps|possibl\w*|volt[ae]|talvolta|ogni tanto|tanto in tanto|forse|magari|alcun[ei]|qualche|cert[ei]|parfois"
        r"|quelque\w*|des fois|de temps (?:en temps|a autre)|par moments?|peut-etre)\b"
        r"|有[时些的]|偶尔|偶然|时不时|间或|可能|也许|或许"
    ),
)
_RARELY = _Class(
    re.compile(
        r"\b(?:rarely|seldom|hardly ever|raramente|di rado|rarement|peu souvent)\b"
        r"|(?<![人钱量数])(?:很|极|甚)少(?!见|数|量|部|的|有|一|人|钱|公|企|品|客|$|\W)|难得(?![的一是])"
    ),
    re.compile(
        r"\b(?:rar\w*|seldom|occasional\w*|hardly|scarcely|barely|few|little|less|low|uncommon\w*|unusual\w*|infrequent\w*"
        r"|di rado|poc\w*"
        r"|difficil\w*|quasi mai|meno|peu|guere|(?:almost|presque) (?:never|jamais)|moins)\b|少|难得|罕|几乎[不没从]"
    ),
)
_CLASSES = (_ALWAYS, _OFTEN, _SOMETIMES, _RARELY)
_ASIDE = re.compile(
    r"\b(?:as|almost|nearly|come|quasi|da|per|pur|comme|presque|depuis|pour) (?:always|sempre|toujours)\b"
    r"|\bsempre (?:(?:di )?(?:piu|meno)\b|che\b|maggior\w*|minor\w*|miglior\w*|peggior\w*|crescent\w*)"
    r"|(?:^\W*|[,;:(] ?)(?:e |ma |et |mais )?(?:sempre|toujours)"
    r" (?:ad?|al\w*|in|nel\w*|su\w*|da\w*|di|per|secondo|selon|en|aux?|dans|chez)\b"
    r"|\btoujours (?:pas|rien|aucune?|plus|moins|en|est-il)\b"
    r"|\b(?:est|sont|etait|etaient|es|suis|vi[ts]|vivent|travaill\w+|habit\w+|exist\w+|reste\w*) toujours\b"
    r"|\b(?:more|less|as|how|so|too|piu|meno|tanto|quanto|plus|moins|aussi|si|trop) (?:often|frequently|spesso|souvent)\b"
    r"|\b(?:piu|meno|molto|vetro|strato) spesso\b|更(?:经常|常)|已经常"
)
"""What has such a word and tells no frequency: an aside ("as always"), a comparison, and "toujours" or "sempre" for "still"."""
_DENIED = re.compile(
    r"(?:\b(?:not|no|never|cannot|non|pas|jamais|mai)\b|n't\b)(?: [\w']+){0,2} $|[不没未非][^,.;，。；\s]{0,3}$"
)
_DENIAL = re.compile(
    r"\b(?:not?|never|none|nobody|nothing|cannot|without|non|mai|senza|nessun\w*|niente|pas|jamais|sans|rien|aucune?|personne)\b"
    r"|n't\b|[不没未无]"
)


def other_frequencies(sentence: str, quotes: Sequence[str]) -> list[str]:
    """Give the words for how often in a sentence whose quotes only have words for how often of other classes.

    >>> other_frequencies("Spesso non possono.", ["They sometimes cannot."]), other_frequencies("A volte.", ["Sometimes."])
    (['spesso'], [])
    """
    own, there = _told(sentence), [_told(quote) for quote in quotes]
    if own is None or None in there:
        return []
    said = {each for told in there for each in told or ()}
    if not said or any(_is_borne_out(one, sentence, quotes, said) for one in own):
        return []
    return list(own.values())


def _is_borne_out(one: _Class, sentence: str, quotes: Sequence[str], said: set[_Class]) -> bool:
    """Say whether a quote comes near to ``one``, or a denial turns what is ``said`` into it: who rarely buys often does not."""
    if any(one.near.search(_plain(quote)) for quote in quotes):
        return True
    turned = _RARELY in {one, *said} and bool({_ALWAYS, _OFTEN} & {one, *said})
    return turned and any(_DENIAL.search(_plain(text)) for text in (sentence, *quotes))


def _told(text: str) -> dict[_Class, str] | None:
    """Give the classes of which a text has a word, with that word; None where one is denied, so that nothing can be told."""
    plain = _ASIDE.sub(" , ", _plain(text))
    found = [(each, match) for each in _CLASSES for match in each.has.finditer(plain)]
    if any(_DENIED.search(plain[: match.start()]) for _, match in found):
        return None
    return {each: match.group() for each, match in found}


def _plain(text: str) -> str:
    return " ".join(fold(text.replace("’", "'")).split())
