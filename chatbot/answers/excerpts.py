"""Lines to the excerpts worth answering from: a chat model reads one after another and says of each whether it answers.

One excerpt at a time is judged better than all of them at once, and reading stops where one answers, so that a plain question
costs one reading. Where there is a reranker it says which are read first, and which a chat model need not read; without it and
without a chat model, excerpts keep the order of retrieval.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from langchain_core.language_models import BaseChatModel

from chatbot.answers.lines import Line, Reading, windows
from chatbot.answers.prompts import said, verdict_prompt
from chatbot.embeddings import Vectors
from chatbot.language_models import probability_of_yes

MOST_READ = 6
"""How many excerpts are read before it is said that none answers: some twelve seconds of the bundled model on two cores,
where none of them is hopeless."""
LOOKED_AT = 16
"""Among how many places those are looked for that are worth reading; a reranker takes half a second for them, a form of the
question."""
RERANKED = 0.05
"""What the log odds that a place answers, from having read it with the question, count for beside its best line's score."""
HOPELESS = -1.5
"""The log odds, from having read a place with the question, below which a chat model reads it only where it comes first.

Of 125 questions over held-out podcasts and 42 of benchmarks/transcript to tune on, none lost by this the place that answers."""
SURE = 0.8
"""The probability of Yes at which no other excerpt is read."""
DRAFTED = 2
"""From how many excerpts, those that answer best, an answer is written where none is sure."""


@dataclass(frozen=True)
class Excerpt:
    """Lines read together, and the model's probability (0 to 1) that they answer the question; None without a model."""

    lines: tuple[Line, ...]
    yes: float | None


def read_excerpts(
    model: BaseChatModel | None, question: str, reading: Reading,
    can_answer: Callable[[Line], bool] = lambda line: True, rerank: Callable[[Sequence[str]], Vectors] | None = None,
) -> Iterator[Excerpt]:  # fmt: skip
    """Give each excerpt as it has been read, until one surely answers.

    ``can_answer`` tells whether a line has at all what the question asks for; where any has, only those are read. ``rerank``
    gives for places, as a prompt has them, the log odds that they answer, (places,).
    """
    near = likeliest(reading, rerank)
    able = [place for place in near if any(can_answer(line) for line in place)] or list(near)
    for rank, window in enumerate(able[:MOST_READ]):
        if model is not None and rank and near[window] < HOPELESS:
            continue
        yes = None if model is None else probability_of_yes(model, verdict_prompt(question, window))
        yield Excerpt(window, yes)
        if yes is not None and yes >= SURE:
            break


def likeliest(reading: Reading, rerank: Callable[[Sequence[str]], Vectors] | None) -> dict[tuple[Line, ...], float]:
    """Give the places to look at, the likeliest first, with the log odds that they answer (0 without a reranker)."""
    near = windows(reading, LOOKED_AT)
    if rerank is None or not near:
        return dict.fromkeys(near, 0.0)
    odds = rerank([said(place) for place in near])
    told = {place: float(one) for place, one in zip(near, odds, strict=True)}
    return {place: told[place] for place in reranked(near, odds)}


def reranked(places: Sequence[tuple[Line, ...]], odds: Vectors) -> list[tuple[Line, ...]]:
    """Give places in the order of their best line's score and of the log odds (places,) that they answer, taken together."""
    scores = [max(line.score for line in place) + RERANKED * float(one) for place, one in zip(places, odds, strict=True)]
    return [places[place] for place in sorted(range(len(places)), key=lambda place: -scores[place])]


def best_first(excerpts: Iterable[Excerpt]) -> list[Excerpt]:
    """Give excerpts in the order of how well they answer; without a model they keep their order."""
    return sorted(excerpts, key=lambda excerpt: -(excerpt.yes or 0.0))


def to_draft_from(excerpts: Sequence[Excerpt]) -> list[Line]:
    """Give the lines to write an answer from: those of the one excerpt that is sure, which a model has just read, or of a few."""
    sure = [excerpt for excerpt in excerpts[:1] if excerpt.yes is not None and excerpt.yes >= SURE]
    return lines_of(sure or excerpts[:DRAFTED])


def lines_of(excerpts: Sequence[Excerpt]) -> list[Line]:
    """Give the lines of excerpts, each once, those of the best excerpt first."""
    return list({line.row: line for excerpt in excerpts for line in excerpt.lines}.values())
