"""Quotes where no draft holds: which lines answer best, what they mean in the user's language, and what could be asked instead.

It shows nothing that a transcript does not say; a translation is marked as one, and shown only when it passes the checks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from langchain_core.language_models import BaseChatModel

from chatbot.answers import Excerpt, Line, lines_of, translated_quote
from chatbot.answers.abstention import log_odds
from chatbot.citations import Judgement, Meaning, SupportModel, faults
from chatbot.citations.attribution import SUPPORTED
from chatbot.citations.checks import in_another_language, is_negative
from chatbot.citations.numbers import numbers_in
from chatbot.passages.context import asks
from chatbot.transcripts import Transcript

QUOTED_SENTENCES = 2
QUOTED_RANGE = 3.0
"""How far behind the best line, in log odds, a line may be and still be quoted with it."""
SCORE_WEIGHT, YES_WEIGHT = 60.0, 1.0
SHORTEST_QUESTION = 20
"""Bytes: "Really?" is no question to offer."""
LOOKED_THROUGH = 12
"""Among how many of the nearest lines a question is looked for that somebody takes up."""


def quotable(excerpts: Sequence[Excerpt], failed: Sequence[Judgement]) -> list[Line]:
    """Give the lines that answer best: as retrieval ranks them, as their excerpts answer, and as a failed draft leans on them."""
    leaned = {line.row: judgement.support for judgement in failed for line in judgement.lines}
    lines = lines_of(excerpts)
    answers = {line.row: excerpt.yes for excerpt in reversed(excerpts) for line in excerpt.lines}
    scores = [quoting_score(line, answers[line.row], leaned.get(line.row, 0.0)) for line in lines]
    order = sorted(range(len(lines)), key=lambda i: -scores[i])
    return [lines[i] for i in order[:QUOTED_SENTENCES] if scores[i] >= max(scores) - QUOTED_RANGE]


def quoting_score(line: Line, yes: float | None, leaned: float) -> float:
    """Rank a line for quotation, in log odds: its score, its excerpt's Yes, the draft's support; a question answers little."""
    asked = 2.0 if asks(line.text) else 0.0
    return SCORE_WEIGHT * line.score + YES_WEIGHT * log_odds(0.5 if yes is None else yes) + 2.0 * leaned - asked


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
