"""What another speaker says at once against what is quoted: "I don't agree", "Non è vero", "不是，".

A quote that is contradicted in the next breath is exact, and told alone it misleads. It goes by the first words of the next turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from chatbot.answers import SourceSentence, is_prompt_injection
from chatbot.citations import Citation
from chatbot.index import fold
from chatbot.passages import Sentence, asks, sentences_of
from chatbot.transcripts import Transcript, address_at

SENTENCES = 2
"""How many sentences of an objection are quoted."""
LAST = 3
"""Among how many of its turn's last sentences a quote stands that the next turn takes up."""
_DISAGREES = re.compile(
    r"\W*(?:(?:well|but|sorry|actually|yeah|no|ma|beh|eh|mah|mmm|scusa|veramente|mais|desole|non|euh)\W+"
    r"|(?:但是|可是|不|我觉得)\W*)*(?:"
    r"i (?:(?:do not|don't) (?:agree|think so)|(?:totally |completely )?disagree)"
    r"|(?:that's|that is|it's|it is) (?:not true|wrong|not right|not the case)|on the contrary|quite the (?:opposite|contrary)"
    r"|(?:io )?non sono (?:\w+ ){0,2}d'accordo|non (?:lo )?(?:credo|penso|direi)|al contrario|non e (?:vero|cosi)"
    r"|je ne (?:suis|serais) pas (?:\w+ ){0,3}d'accord|je ne (?:crois|pense) pas|au contraire|ce n'est pas (?:vrai|le cas)"
    r"|我?不(?:太|完全|怎么|是很)?(?:同意|认同|赞成)|我?不这么(?:认为|觉得|看)|不是这样的?|恰恰相反|正好相反|不对"
    r")(?= with (?:you|him|her|that|this)\b| (?:con|avec|su|sur|at all)\b|\s*(?:[,.;:!…，。；！–—]|$))"
)
"""How a turn begins that disagrees, in folded text: little stands before it, and a clause ends behind it."""


def objections(cited: Iterable[Citation], transcripts: Mapping[str, Transcript]) -> Iterator[SourceSentence]:
    """Give the first sentences of each turn whose speaker disagrees with the one before it, where that is cited near its end."""
    told: set[tuple[str, int]] = set()
    for citation in cited:
        sentences = sentences_of(transcripts[citation.transcript])
        there = next((at for at, each in enumerate(sentences) if each.start < citation.end <= each.end), None)
        turn = None if there is None else _turn_after(sentences, there)
        if turn is None or (citation.transcript, turn[0].turn) in told:
            continue
        told.add((citation.transcript, turn[0].turn))
        sources = [_source(transcripts[citation.transcript], each) for each in turn]
        first = fold(sources[0].text).replace("’", "'")
        if _DISAGREES.match(first) and not asks(first) and sources[0].speaker != citation.speaker:
            yield from (source for source in sources if not asks(source.text) and not is_prompt_injection(source.text))


def _turn_after(sentences: tuple[Sentence, ...], there: int) -> list[Sentence] | None:
    """Give the first sentences of the turn behind that of a sentence, where this is among the last of its own."""
    next_turn = next((at for at in range(there, len(sentences)) if sentences[at].turn != sentences[there].turn), None)
    if next_turn is None or next_turn - there > LAST:
        return None
    return [each for each in sentences[next_turn : next_turn + SENTENCES] if each.turn == sentences[next_turn].turn]


def _source(transcript: Transcript, sentence: Sentence) -> SourceSentence:
    text = transcript.text[sentence.start : sentence.end]
    return SourceSentence(transcript.id, sentence, text, address_at(transcript.url, sentence.time), 0.0, 0)
