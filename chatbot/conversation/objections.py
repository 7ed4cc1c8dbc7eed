"""What another speaker says at once against what is quoted: "I don't agree", "Non è vero", "不是，".

A quote that is contradicted in the next breath is exact, and told alone it misleads. It goes by the first words of the next turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from chatbot.answers import Line
from chatbot.answers.planted import is_planted
from chatbot.citations import Citation
from chatbot.index import fold
from chatbot.passages import asks
from chatbot.passages.sentences import Sentence, sentences_of
from chatbot.transcripts import Transcript, address_at

SENTENCES = 2
"""How many sentences of an objection are quoted."""
LAST = 3
"""Among how many of its turn's last sentences a quote stands that the next turn takes up."""
_DISAGREES = re.compile(
    r"\W*(?:(?:well|but|sorry|actually|ma|beh|scusa|veramente|mais|desole|但是|可是)\W+)*(?:"
    r"(?:no\W+)?(?:i (?:do not|don't|would not|wouldn't) (?:agree|think so|say so)|i (?:totally |completely )?disagree"
    r"|(?:that's|that is|it's|it is) (?:not true|wrong|not right|not the case)|on the contrary|quite the (?:opposite|contrary))"
    r"|(?:no\W+)?(?:(?:io )?non sono (?:\w+ ){0,2}d'accordo|non (?:lo )?(?:credo|penso|direi)(?= |\W|$)|al contrario|non e vero"
    r"|non e cosi)"
    r"|(?:non\W+)?(?:je ne (?:suis|serais) pas (?:\w+ ){0,3}d'accord|je ne (?:crois|pense) pas|au contraire"
    r"|ce n'est pas (?:vrai|le cas))"
    r"|(?:不[,，。 ]*)?(?:我?不(?:太|完全|怎么|是很)?(?:同意|认同|赞成)|我?不这么(?:认为|觉得|看)|不是这样|恰恰相反|正好相反"
    r"|不对))"
)


def objections(cited: Iterable[Citation], transcripts: Mapping[str, Transcript]) -> Iterator[Line]:
    """Give the first lines of each turn whose speaker disagrees with the one before it, where that is cited near its end."""
    told: set[tuple[str, int]] = set()
    for citation in cited:
        sentences = sentences_of(transcripts[citation.transcript])
        there = next((at for at, each in enumerate(sentences) if each.start < citation.end <= each.end), None)
        turn = None if there is None else _turn_after(sentences, there)
        if turn is None or (citation.transcript, turn[0].turn) in told:
            continue
        told.add((citation.transcript, turn[0].turn))
        lines = [_line(transcripts[citation.transcript], each) for each in turn]
        if _DISAGREES.match(fold(lines[0].text).replace("’", "'")) and lines[0].speaker != citation.speaker:
            yield from (line for line in lines if not asks(line.text) and not is_planted(line.text))


def _turn_after(sentences: tuple[Sentence, ...], there: int) -> list[Sentence] | None:
    """Give the first sentences of the turn behind that of a sentence, where this is among the last of its own."""
    next_turn = next((at for at in range(there, len(sentences)) if sentences[at].turn != sentences[there].turn), None)
    if next_turn is None or next_turn - there > LAST:
        return None
    return [each for each in sentences[next_turn : next_turn + SENTENCES] if each.turn == sentences[next_turn].turn]


def _line(transcript: Transcript, sentence: Sentence) -> Line:
    text = transcript.text[sentence.start : sentence.end]
    return Line(transcript.id, sentence, text, address_at(transcript.url, sentence.time), 0.0, 0)
