"""A place in talk cut into exchanges, what somebody says and what they are asked before it, and which of these answer.

Among short turns a place holds several; quoted whole it would say much beside the point.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from langchain_core.language_models import BaseChatModel

from chatbot.answers.prompts import verdict_prompt
from chatbot.answers.source_sentences import SourceSentence
from chatbot.language_models import probability_of_yes
from chatbot.passages import asks

AS_SURE = 0.5
"""How sure a chat model must be that an exchange answers, beside that of which it is surest, for it to be quoted too.

Of 16 places quoted whole (benchmarks/three_talks) the surest exchange is the right one for 14, and with those half as sure all 16
have it (benchmarks/experiments/34-short-turns.md)."""


def exchanges_of(sources: Sequence[SourceSentence]) -> list[list[SourceSentence]]:
    """Cut sentences where another turn begins, but behind a question."""
    found: list[list[SourceSentence]] = []
    for source in sources:
        same = bool(found) and (found[-1][-1].sentence.turn == source.sentence.turn or asks(found[-1][-1].text))
        if same and found[-1][-1].transcript == source.transcript:
            found[-1].append(source)
        else:
            found.append([source])
    return found


def those_answering(
    model: BaseChatModel, question: str, sources: Sequence[SourceSentence], can_answer: Callable[[SourceSentence], bool]
) -> list[SourceSentence]:
    """Give the sentences of the exchanges that answer best, of those that ``can_answer``: the chat model reads each by itself."""
    able = [each for each in exchanges_of(sources) if any(map(can_answer, each))]
    if len(able) < 2:
        return able[0] if able else list(sources)
    yes = [probability_of_yes(model, verdict_prompt(question, each)) for each in able]
    return [source for one, each in zip(yes, able, strict=True) if one >= AS_SURE * max(yes) for source in each]
