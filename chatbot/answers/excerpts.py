"""Sentences to the excerpts worth answering from: a chat model reads one after another and says of each whether it answers.

One excerpt at a time is judged better than all of them at once, and reading stops where one answers, so that a plain question
costs one reading. Where there is a reranker it says which are read first; without it and without a chat model, excerpts keep the
order of retrieval.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from langchain_core.language_models import BaseChatModel

from chatbot.answers.abstention import log_odds
from chatbot.answers.prompts import escaped_for_prompt, opening, said, verdict_prompt, verdict_request
from chatbot.answers.source_sentences import Reading, SourceSentence, said_around, windows
from chatbot.embeddings import Vectors
from chatbot.language_models import UNLIKELY, probability_of_yes

MOST_READ = 6
"""How many excerpts are read before it is said that none answers, however little the last ones promise; see ``FIRST`` and
``DOUBTED`` for more."""
MOST_READ_OF_A_WHOLE = 3
"""How many for a question whose parts are read by themselves afterwards: what answers all of them is found among the first."""
LOOKED_AT = 16
"""Among how many places those are looked for that are worth reading; a reranker takes half a second for them, a form of the
question."""
FIRST = 3
"""How many places are read, before the others and beside them, where such a question is answered: three have what tells of a
talk in its opening and its close."""
RERANKED = 0.1
"""What the log odds that a place answers, from having read it with the question, count for beside its best sentence's score."""
FAR = 0.27
"""How much less a place with the kind of thing asked for, an amount or a name, may promise than one without it, and still be
read: further off stands another's amount or name.

Of 39 questions to tune on that ask for such, the places that answered were at most .22 off, and five that were more than .3
off answered nothing (benchmarks/experiments/27-near-misses.md)."""
SURE = 0.8
"""The probability of Yes at which no other excerpt is read."""
DOUBTED = 0.5
"""The probability of Yes below which the likeliest place is read again with what is said around it: a small model says No where
it does not see what "it" is.

Of 46 unanswerable questions none got a Yes above .24 so (benchmarks/experiments/07-read-again-and-host-by-name.md)."""
EVEN = 0.0
"""The log odds, by the reranker, from which a place is likely enough for that."""
PROMISED = 2.5
"""What a place's promise counts for, beside the log odds of its Yes, where it is told which place answers best: a Yes tells well
whether a place answers, and less well which of several does.

Set with the reranker (benchmarks/experiments/29-which-place-and-whose-name.md)."""
ELSEWHERE = 3.0
"""What it takes off there that the question names a brand which is not near the place."""
SUREST = 0.99
"""No Yes counts for more than this there, nor less than its opposite."""
ANOTHER = 0.6
"""The probability of Yes from which a place is told of beside the best one, where several things are asked for."""
TOLD = 4
"""Of how many places is told then, at most."""
DRAFTED = 2
"""From how many excerpts, those that answer best, an answer is written where none is sure; none but the best to which a model has
said no more than a plain No: what does not answer makes worse sentences."""


@dataclass(frozen=True)
class Excerpt:
    """A place that has been read."""

    sources: tuple[SourceSentence, ...]
    yes: float | None
    """The chat model's probability (0 to 1) that the sentences answer the question; None without a model."""
    around: tuple[SourceSentence, ...] = ()
    """More sentences, these among them, where it took those to say so."""
    promise: float = 0.0
    """What the place promised before it was read, on the scale of its sentences' scores."""
    elsewhere: bool = False
    """Whether the question names a brand that is not named near the place."""

    @property
    def read(self) -> tuple[SourceSentence, ...]:
        """All sentences that were read for this Yes."""
        return self.around or self.sources


@dataclass(frozen=True)
class Wanted:
    """What a question wants of a sentence."""

    told: Callable[[SourceSentence], bool] = lambda source: True
    """Whether a sentence has the kind of thing asked for."""
    theirs: Callable[[SourceSentence], bool] = lambda source: True
    """Whether it is said by whom the question asks about."""
    first: Callable[[SourceSentence], bool] = lambda source: False
    """Whether it stands where such a question is answered before all."""
    several: bool = False
    """Whether one place is not enough."""
    parted: bool = False
    """Whether places are read for each of its parts afterwards."""

    def can_answer(self, source: SourceSentence) -> bool:
        """Say whether a sentence is of a speaker asked for and has the kind of thing asked for."""
        return self.theirs(source) and self.told(source)


@dataclass(frozen=True)
class Candidate:
    """A place that may be read."""

    sources: tuple[SourceSentence, ...]
    promise: float
    """What it promises, on the scale of its sentences' scores."""
    odds: float
    """The reranker's log odds that it answers; 0 without one."""


def read_excerpts(
    model: BaseChatModel | None, question: Callable[[Sequence[SourceSentence]], str], reading: Reading, wanted: Wanted = Wanted(),
    rerank: Callable[[Sequence[str]], Vectors] | None = None,
) -> Iterator[Excerpt]:  # fmt: skip
    """Give each excerpt as it has been read, until one surely answers.

    ``question`` gives the question as it is put of sentences. Where places near enough can answer as ``wanted``, only those are
    read. ``rerank`` gives for places, as a prompt has them, the log odds that they answer, (places,).
    """
    near = likeliest(reading, wanted, rerank)
    to_read = _to_read(near, wanted, first=model is not None)
    surest = 0.0
    for place in to_read:
        yes = None if model is None else probability_of_yes(model, verdict_prompt(question(place.sources), place.sources))
        yield Excerpt(place.sources, yes, promise=place.promise)
        surest = max(surest, yes or 0.0)
        if surest >= SURE and not wanted.several:
            break
    likely = max(to_read, key=lambda place: place.promise, default=None)
    again = rerank is not None and not wanted.parted and surest < DOUBTED
    if model is not None and again and likely and likely.odds >= EVEN:
        yield from _read_again(model, question, likely, reading)


def _to_read(near: Sequence[Candidate], wanted: Wanted, first: bool) -> list[Candidate]:
    """Give the places that can answer and are not far less likely than one that cannot; where there are none, all.

    Before them stand those that are wanted ``first``, where somebody then says which of them answer.
    """
    able = [place for place in near if any(map(wanted.can_answer, place.sources))]
    nearest = max((place.promise for place in near if place not in able), default=-np.inf) - FAR
    before = [place for place in able if first and any(map(wanted.first, place.sources))][:FIRST]
    others = [place for place in able if place.promise >= nearest] or near
    most = MOST_READ_OF_A_WHOLE if wanted.parted else MOST_READ
    return [*before, *[place for place in others if place not in before][:most]]


def _read_again(
    model: BaseChatModel, question: Callable[[Sequence[SourceSentence]], str], place: Candidate, reading: Reading
) -> Iterator[Excerpt]:
    """Read a place in talk with what is said around it, where there is more."""
    around = said_around(place.sources, reading) if place.sources[0].speaker else place.sources
    if around != place.sources:
        yield Excerpt(place.sources, probability_of_yes(model, verdict_prompt(question(around), around)), around, place.promise)


def likeliest(
    reading: Reading, wanted: Wanted = Wanted(), rerank: Callable[[Sequence[str]], Vectors] | None = None
) -> list[Candidate]:  # fmt: skip
    """Give the places to look at, the likeliest first: of those who are asked about, where they say anything."""
    places = windows(reading, LOOKED_AT, wanted.theirs) or windows(reading, LOOKED_AT)
    there = {source.row for place in places for source in place}
    ends = windows(reading, LOOKED_AT, wanted.first)
    places += [place for place in ends if there.isdisjoint(source.row for source in place)][:FIRST]
    odds = rerank([said(place) for place in places]) if rerank and places else np.zeros(len(places), np.float32)
    near = [_candidate(place, float(one)) for place, one in zip(places, odds, strict=True)]
    return sorted(near, key=lambda place: -place.promise) if rerank else near


def _candidate(place: tuple[SourceSentence, ...], odds: float) -> Candidate:
    return Candidate(place, max(source.score for source in place) + RERANKED * odds, odds)


def probability_told(model: BaseChatModel, question: str, quotes: Sequence[str]) -> float:
    """Give the probability (0 to 1) that quotes answer a question, in the view of a chat model."""
    request = verdict_request(list(map(escaped_for_prompt, quotes)), escaped_for_prompt(question))
    return probability_of_yes(model, [*opening(), request])


def best_first(excerpts: Iterable[Excerpt]) -> list[Excerpt]:
    """Give excerpts, each place once, in the order of how well they answer; without a model they keep their order."""
    found: dict[tuple[SourceSentence, ...], Excerpt] = {}
    for excerpt in sorted(excerpts, key=lambda excerpt: -_weight(excerpt)):
        found.setdefault(excerpt.sources, excerpt)
    return list(found.values())


def _weight(excerpt: Excerpt) -> float:
    if excerpt.yes is None:
        return 0.0  # nothing to weigh: sorting leaves them as retrieval has them
    return log_odds(excerpt.yes, SUREST) + PROMISED * excerpt.promise - ELSEWHERE * excerpt.elsewhere


def each_answering(excerpts: Sequence[Excerpt]) -> list[list[Excerpt]]:
    """Give the best excerpt and each other one of which a model says that it answers by itself, as many as are told of.

    Where the best is of the brand that the question names, the others must be too.
    """
    elsewhere = bool(excerpts) and excerpts[0].elsewhere
    able = [excerpt for excerpt in excerpts[1:] if elsewhere or not excerpt.elsewhere]
    others = [excerpt for excerpt in able if excerpt.yes is not None and excerpt.yes >= ANOTHER]
    return [[excerpt] for excerpt in (*excerpts[:1], *others)][:TOLD]


def to_draft_from(excerpts: Sequence[Excerpt]) -> list[SourceSentence]:
    """Give the sentences to write an answer from: of the one excerpt that is sure, which a model has just read, or of a few."""
    best, *others = excerpts
    sure = best.yes is not None and best.yes >= SURE
    few = [excerpt for excerpt in others[: DRAFTED - 1] if not sure and (excerpt.yes is None or excerpt.yes > UNLIKELY)]
    return _each_once(source for excerpt in (best, *few) for source in excerpt.read)


def sources_of(excerpts: Sequence[Excerpt]) -> list[SourceSentence]:
    """Give the sentences of excerpts, each once, those of the best excerpt first."""
    return _each_once(source for excerpt in excerpts for source in excerpt.sources)


def _each_once(sources: Iterable[SourceSentence]) -> list[SourceSentence]:
    return list({source.row: source for source in sources}.values())
