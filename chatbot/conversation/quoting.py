"""Quotes where no draft holds: what answers best, what it means in the user's language, and what could be asked instead.

It shows nothing that a transcript does not say; a translation is marked as one, and shown only when it passes the checks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from langchain_core.language_models import BaseChatModel

from chatbot.answers import Excerpt, Line, lines_of, translated_quote
from chatbot.citations import Meaning, SupportModel, faults
from chatbot.citations.attribution import SUPPORTED
from chatbot.citations.checks import in_another_language, is_negative
from chatbot.citations.numbers import numbers_in
from chatbot.passages.context import asks
from chatbot.transcripts import Transcript

QUOTED_PLACES = 2
"""From how many places quotes are taken where no chat model has said which of them answers."""
SHORTEST_QUESTION = 20
"""Bytes: "Really?" is no question to offer."""
LOOKED_THROUGH = 12
"""Among how many of the nearest lines a question is looked for that somebody takes up."""


def quotable(excerpts: Sequence[Excerpt], transcripts: Mapping[str, Transcript]) -> list[Line]:
    """Give what the excerpt that answers best says, as one quote for each speaker's turn; what only asks is left out.

    Without a model, which would have told which one answers, the first few excerpts are quoted.
    """
    judged = excerpts[0].yes is not None
    lines = lines_of(excerpts[: 1 if judged else QUOTED_PLACES])
    quotes: list[Line] = []
    for line in [line for line in lines if not asks(line.text)] or lines:
        text = transcripts[line.transcript].text
        if quotes and _goes_on(quotes[-1], line, text):
            whole = replace(quotes[-1].sentence, end=line.sentence.end)
            quotes[-1] = replace(quotes[-1], sentence=whole, text=text[whole.start : whole.end])
        else:
            quotes.append(line)
    return quotes


def _goes_on(one: Line, other: Line, text: str) -> bool:
    """Say whether nothing stands between two lines of one turn."""
    beside = one.transcript == other.transcript and one.sentence.turn == other.sentence.turn
    return beside and one.sentence.end <= other.sentence.start and not text[one.sentence.end : other.sentence.start].strip()


def translation_of(
    model: BaseChatModel | None, line: Line, spoken: str, language: str, cosine: Callable[[str], float]
) -> str:
    """Give a line, which is in ``spoken``, in ``language``; empty where they are one, or the translation fails a check.

    It must have the line's numbers and no others, deny or affirm as the line does, bring no name in, be in the language, and
    mean the same: ``cosine`` gives that of its words to the line.
    """
    if model is None or spoken == language:
        return ""
    words = translated_quote(model, line.text, language)
    sound = (
        words.casefold() != " ".join(line.text.split()).casefold()
        and not in_another_language(words, language)
        and not faults(words, language, [line.text], spoken, [line.speaker], [])
        and numbers_in(words, language) == numbers_in(line.text, spoken)
        and is_negative(words, language) == is_negative(line.text, spoken)
        and SupportModel().probability(Meaning(cosine(words), 0.0, same_language=False)) >= SUPPORTED
    )
    return words if words and sound else ""


def answered_question(lines: Sequence[Line], transcripts: Mapping[str, Transcript]) -> str:
    """Give the nearest question that one speaker asks and another takes up; empty when there is none."""
    for line in lines[:LOOKED_THROUGH]:
        turns = transcripts[line.transcript].turns
        after = turns[line.sentence.turn + 1 : line.sentence.turn + 2]
        if asks(line.text) and len(line.text.encode()) > SHORTEST_QUESTION and after and after[0].speaker != line.speaker:
            return line.text
    return ""
