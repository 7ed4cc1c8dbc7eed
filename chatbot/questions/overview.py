"""Whether a message asks what a whole transcript is about ("summarise the interview"), and nothing more precise.

No place of a transcript answers that, so it is not searched for an answer.
"""

from __future__ import annotations

import re

LONGEST = 120
"""Characters: what is longer asks for something more precise."""
_THE = {
    "en": r"(?:(?:the|this|that|whole|entire) ){0,3}",
    "it": r"(?:l['’]|dell['’]|nell['’]|(?:di |in )?quest['’]"
          r"|(?:(?:tutt[oa]|il|la|lo|del|della|nel|nella|(?:di |in )?quest[oa]) ){1,2}(?:l['’])?)?",
    "fr": r"(?:(?:de |dans )?l['’]|(?:(?:tou(?:t|te)|du|(?:de |dans )?(?:le|la|cet|cette|ce)) ){1,2}(?:l['’])?)?",
    "zh": r"(?:这|本|整)?(?:个|次|期|段|篇|份)?",
}  # fmt: skip
_TALK = {
    "en": rf"{_THE['en']}(?:interviews?|podcasts?|transcripts?|conversation|talk|episode|discussion)",
    "it": rf"{_THE['it']}(?:interviste?|intervista|podcast|trascrizion[ei]|conversazione|puntata|episodio)",
    "fr": rf"{_THE['fr']}(?:interviews?|entretiens?|podcasts?|transcriptions?|conversation|épisode)",
    "zh": rf"{_THE['zh']}(?:访谈记录|访谈|采访|播客|节目|对话)",
}
_NAME = r"[A-ZÀ-Þ][\w'’.-]*"
_WITH = rf"(?-i: (?:with|con|avec) {_NAME}(?: {_NAME}){{0,3}})?(?: (?:in|en) \w+)?"
_OVERVIEW = re.compile(
    r"(?i)(?:please |can you |could you |give me |i need |i want )*"
    r"(?:(?:to )?(?:summari[sz]e|sum up)|(?:an? |the )?(?:short |brief )?(?:summary|overview|(?:main|key) points) (?:of|from))"
    rf" {_TALK['en']}{_WITH}"
    rf"|what(?: is| are|['’]s) {_TALK['en']} about|what do they (?:talk|speak) about(?: in {_TALK['en']})?"
    rf"|(?:what are )?the (?:main|key) (?:points|topics|takeaways|themes)(?: (?:of|in|from) {_TALK['en']})?"
    r"|(?:puoi |mi |fai |fammi |farmi |dammi |per favore |vorrei )*"
    rf"(?:riassum(?:i|imi|ermi|ere|ete)|(?:un |una |il |la )?(?:breve )?(?:riassunto|sintesi|panoramica)) {_TALK['it']}{_WITH}"
    rf"|di (?:che )?cosa (?:parla|parlano|tratta|si parla) {_TALK['it']}|di (?:che )?cosa si parla"
    rf"|(?:quali sono )?i (?:punti|temi|argomenti) (?:principali|chiave)(?: {_TALK['it']})?"
    r"|(?:peux-tu |pouvez-vous |tu peux |me |faire |fais-moi |donne-moi |s['’]il te plaît )*"
    rf"(?:résum(?:e|er|ez|e-moi|ez-moi)|(?:un |le )?(?:bref |court )?(?:résumé|aperçu)) {_TALK['fr']}{_WITH}"
    rf"|de quoi (?:parle|parlent|parle-t-on|s['’]agit-il) {_TALK['fr']}|de quoi parle-t-on"
    rf"|(?:quels sont )?les (?:points|thèmes|sujets) (?:principaux|clés)(?: {_TALK['fr']})?"
    rf"|(?:请|帮我|麻烦|能不能|可以|你)*(?:总结|概括|归纳|概述)(?:一下)?(?:{_TALK['zh']}的?(?:主要)?(?:内容|要点)?|主要内容)"
    rf"|(?:{_TALK['zh']}(?:主要|大概|都)*(?:讲|说|谈|聊)|(?:他们|两人)(?:主要|都)?聊)(?:了|的是)?(?:些)?(?:什么|啥|哪些内容)"
    rf"|{_TALK['zh']}的?(?:主要|大致)?(?:内容|要点)(?:是什么|有哪些)"
)


def asks_for_overview(message: str) -> bool:
    """Say whether a message asks what a transcript is about, as a whole."""
    bare = message.strip(" \t\n.!?？。！,，")
    return len(bare) <= LONGEST and bool(_OVERVIEW.fullmatch(bare))
