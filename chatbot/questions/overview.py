"""Whether a message asks what a whole transcript is about ("summarise the interview"), and nothing more precise.

No place of a transcript answers that, so it is not searched for an answer.
"""

from __future__ import annotations

import re

_TALK = {
    "en": r"(?:(?:the|this|that|whole|entire|it) ?)*(?:interview|podcast|transcript|conversation|talk|episode|discussion)?",
    "it": r"(?:(?:l['’]|il|la|lo|quest[oa]|quest['’]|dell['’]|del|della|di quest[oa]|di quest['’]|tutt[oa]) ?)*"
          r"(?:intervista|podcast|trascrizione|conversazione|puntata|episodio|dialogo)?",
    "fr": r"(?:(?:l['’]|le|la|cet(?:te)?|ce|de l['’]|du|de la|de cet(?:te)?|de ce|tou(?:t|te)) ?)*"
          r"(?:interview|entretien|podcast|transcription|conversation|épisode|discussion)?",
    "zh": r"(?:这|本|整)?(?:个|次|期|段|篇)?(?:访谈|采访|播客|节目|对话|内容)?",
}  # fmt: skip
_WITH = r"(?: (?:with|con|avec) [\w .'’-]{1,60})?"
_OVERVIEW = re.compile(
    r"(?i)(?:please |can you |could you |give me |i need |i want )*"
    r"(?:(?:to )?(?:summari[sz]e|sum up)"
    r"|(?:a |an |the )?(?:short |brief )?(?:summary|overview|main points|key points)(?: of| from)?)"
    rf" ?{_TALK['en']}{_WITH}"
    rf"|what(?: is|['’]s) {_TALK['en']} about|what (?:do they|does he|does she) (?:talk|speak) about(?: in {_TALK['en']})?"
    rf"|what are the (?:main|key) (?:points|topics|takeaways|themes)(?: of| in| from)? ?{_TALK['en']}"
    r"|(?:puoi |mi |fammi |dammi |per favore |vorrei )*"
    rf"(?:riassum(?:i|imi|ermi|ere|ete)|(?:un |una |il |la )?(?:breve )?(?:riassunto|sintesi|panoramica)) ?{_TALK['it']}{_WITH}"
    rf"|di (?:che )?cosa (?:parla|si parla|tratta|parlano|trattano)(?: (?:in )?{_TALK['it']})?"
    rf"|quali sono i (?:punti|temi|argomenti) (?:principali|chiave) ?{_TALK['it']}"
    r"|(?:peux-tu |pouvez-vous |tu peux |me |fais-moi |donne-moi |s['’]il te plaît )*"
    rf"(?:résum(?:e|er|ez|e-moi|ez-moi)|(?:un |le )?(?:bref |court )?(?:résumé|aperçu)) ?{_TALK['fr']}{_WITH}"
    rf"|de quoi (?:parle(?:-t-(?:il|elle|on))?|parlent(?:-ils)?|s['’]agit-il)(?: (?:dans )?{_TALK['fr']})?"
    rf"|quels sont les (?:points|thèmes|sujets) (?:principaux|clés) ?{_TALK['fr']}"
    rf"|(?:请|帮我|麻烦|能不能|可以|你)*(?:总结|概括|归纳|概述)(?:一下)?{_TALK['zh']}的?(?:主要)?(?:内容|要点)?"
    rf"|{_TALK['zh']}(?:主要|大概|都)*(?:讲|说|谈|聊)(?:了|的是)?(?:些)?(?:什么|啥|哪些内容)"
    rf"|{_TALK['zh']}的?(?:主要|大致)?(?:内容|要点)(?:是什么|有哪些)"
)


def asks_for_overview(message: str) -> bool:
    """Say whether a message asks what a transcript is about, as a whole."""
    return bool(_OVERVIEW.fullmatch(message.strip(" \t\n.!?？。！,，")))
