"""Where a shown answer begins a new paragraph: where it goes on to another place of the transcripts."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.citations import CheckedSentence, Citation

NEAR = 500
"""Characters between two quotes of one place, at most."""


def begins_paragraph(sentences: Sequence[CheckedSentence], number: int) -> bool:
    """Say whether a sentence, by its number from 0, cites nothing near what the one before it cites; the first does not count."""
    if not 0 < number < len(sentences):
        return False
    before, here = sentences[number - 1].citations, sentences[number].citations
    return not any(_near(one, other) for one in before for other in here)


def _near(one: Citation, other: Citation) -> bool:
    apart = max(one.start, other.start) - min(one.end, other.end)
    return one.transcript == other.transcript and apart <= NEAR
