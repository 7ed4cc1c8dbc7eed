"""Numbers for citations: the same quote has the same number wherever it is cited, and numbers run from 1 without gaps.

It does not decide what is cited.
"""

from __future__ import annotations

from dataclasses import replace

from chatbot.answers import SourceSentence
from chatbot.citations.attribution import Judgement
from chatbot.citations.values import CheckedSentence, Citation


class CitationNumbers:
    """Gives each quoted place its number, in the order in which places are first cited."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int, int], int] = {}

    def sentence(self, judgement: Judgement) -> CheckedSentence:
        """Number the quotes of a sentence that holds."""
        citations = [self.citation(source, judgement.support) for source in judgement.sources]
        return CheckedSentence(judgement.text, tuple(sorted(citations, key=lambda citation: citation.number)))

    def citation(self, source: SourceSentence, support: float) -> Citation:
        """Number one quote."""
        place, time = (source.transcript, source.sentence.start, source.sentence.end), source.sentence.time
        return Citation(self._number(place), *place, source.text, source.speaker, time, source.url, round(support, 4))

    def again(self, sentence: CheckedSentence) -> CheckedSentence:
        """Number the quotes of a sentence of another answer."""
        citations = [replace(each, number=self._number((each.transcript, each.start, each.end))) for each in sentence.citations]
        return replace(sentence, citations=tuple(sorted(citations, key=lambda citation: citation.number)))

    def _number(self, place: tuple[str, int, int]) -> int:
        return self._numbers.setdefault(place, len(self._numbers) + 1)
