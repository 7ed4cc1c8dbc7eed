"""The paragraphs of a shown answer: a new one begins where it goes on to another place of the transcripts."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.citations import CheckedSentence, Citation
from chatbot.conversation.values import marked

NEAR = 500
"""Characters between two quotes of one place, at most."""


def begins_paragraph(sentences: Sequence[CheckedSentence], number: int) -> bool:
    """Say whether a sentence, by its number from 0, cites nothing near what the one before it cites; the first does not count."""
    if not 0 < number < len(sentences):
        return False
    before, here = sentences[number - 1].citations, sentences[number].citations
    return not any(_near(one, other) for one in before for other in here)


def paragraphs(sentences: Sequence[CheckedSentence]) -> list[str]:
    """Give an answer's text, its citations' numbers in brackets: a paragraph for each place that it tells of."""
    told: list[list[str]] = []
    for number, sentence in enumerate(sentences):
        if not told or begins_paragraph(sentences, number):
            told.append([])
        told[-1].append(marked(sentence))
    return [" ".join(said) for said in told]


def _near(one: Citation, other: Citation) -> bool:
    apart = max(one.start, other.start) - min(one.end, other.end)
    return one.transcript == other.transcript and apart <= NEAR
