"""A draft sentence to the quotes that support it: found by the program, whatever the model claims.

Every sentence that the draft may be written from is a candidate. The best is taken; a second one only where it adds a number or
a name that the sentence needs, or clearly more of its words. It does not rewrite sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chatbot.answers import SourceSentence
from chatbot.citations.checks import Meaning, SupportModel, coverage, faults, in_another_language, is_verbatim
from chatbot.citations.names import missing_names
from chatbot.citations.numbers import numbers_in
from chatbot.citations.scattered import is_scattered
from chatbot.citations.speakers import gives_words_to
from chatbot.citations.values import Fault
from chatbot.embeddings import Vectors
from chatbot.transcripts import detect_language

CLOSE_ENOUGH = 0.6
"""A second quote is looked for only among those at least this share as well supported as the first."""
SUPPORT_THRESHOLD = 0.5
"""The support from which a sentence is shown."""
MOST_QUOTES = 3
TOLD_BY_WORDS = frozenset({"denial", "word"})
"""The kinds of fault that words alone point at: who reads may find that sentence and quote say the same."""
REACH_OF_QUOTES = 3
"""How many sentences away from a quote a source may stand that tells a name which the quote lacks."""


@dataclass(frozen=True)
class Judgement:
    """What became of one draft sentence: the source sentences that support it, how well, and what is wrong (empty: nothing).

    ``whole``: the sources are a whole place, of which a model told that it supports the sentence, and no source of it by itself.
    """

    text: str
    sources: tuple[SourceSentence, ...]
    support: float
    faults: tuple[Fault, ...]
    whole: bool = False

    @property
    def holds(self) -> bool:
        """Whether the sentence may be shown."""
        return bool(self.sources) and not self.faults and self.support >= SUPPORT_THRESHOLD

    @property
    def has_no_fault(self) -> bool:
        """Whether its meaning is all that is left to be told."""
        return bool(self.sources) and not self.faults

    @property
    def is_doubted_for_words(self) -> bool:
        """Whether all that is wrong is a "not" or one word that its quotes have otherwise, which may mean the same."""
        kinds = [fault.kind for fault in self.faults]
        return bool(self.sources and kinds) and set(kinds) <= TOLD_BY_WORDS and kinds.count("word") <= 1


def judge(
    sentence: str, vector: Vectors, sources: Sequence[SourceSentence], vectors: Vectors, known_speakers: Sequence[str],
    model: SupportModel | None = None, wanted: str | None = None, beside: Sequence[SourceSentence] = (),
) -> Judgement:  # fmt: skip
    """Find the quotes for ``sentence`` and check it against them.

    ``vector`` is the sentence's own (dimensions,), embedded as a passage; ``vectors`` holds the sources' by their ``row``.
    ``wanted`` is the language that the answer is to be in, where that matters; ``beside`` are sources that may tell a name which
    the quotes lack, and support nothing else.
    """
    if not sources:
        return Judgement(sentence, (), 0.0, (Fault("meaning"),))
    model = model or SupportModel()
    language = detect_language(sentence)
    spoken = detect_language(" ".join(source.text for source in sources[:5]))
    scores = supports(sentence, vector, sources, vectors, language == spoken, model)
    chosen = _quotes(sentence, language, sources, scores, spoken, _worth_quoting(sentence, sources, scores, known_speakers))
    quoted = [sources[i] for i in chosen]
    quotes = [source.text for source in quoted]
    found = faults(sentence, language, quotes, spoken, [source.speaker for source in quoted], known_speakers)
    naming = _naming(sentence, quoted, [*sources, *beside])
    if naming:
        found = [fault for fault in found if fault.kind != "name"]
    if is_scattered(sentence, language, [*quoted, *naming], [*sources, *beside], spoken):
        found.append(Fault("meaning"))
    if wanted and in_another_language(sentence, wanted):
        found.append(Fault("language"))
    chosen += [i for i, source in enumerate(sources) if source in naming]
    together = read_together(sentence, chosen, sources, vector, vectors, language == spoken)
    support = 1.0 if is_verbatim(sentence, quotes) else model.probability(together)
    return Judgement(sentence, (*quoted, *naming), round(support, 4), tuple(found))


def supports(
    sentence: str, vector: Vectors, sources: Sequence[SourceSentence], vectors: Vectors, same_language: bool, model: SupportModel
) -> list[float]:
    """Give the support (0 to 1) that each source alone gives the sentence."""
    cosines = vectors[[source.row for source in sources]] @ vector
    return [
        model.probability(Meaning(float(cosine), coverage(sentence, source.text), same_language))
        for cosine, source in zip(cosines, sources, strict=True)
    ]


def _worth_quoting(sentence: str, sources: Sequence[SourceSentence], scores: Sequence[float], known: Sequence[str]) -> list[int]:
    """Give the places of the sources to choose from: those of the speaker it names, unless another's say it much better."""
    given = [speaker for speaker in known if gives_words_to(sentence, speaker)]
    theirs = [i for i, source in enumerate(sources) if source.speaker in given]
    nearly = max((scores[i] for i in theirs), default=0.0) >= CLOSE_ENOUGH * max(scores)
    return theirs if theirs and nearly else list(range(len(sources)))


def _quotes(
    sentence: str, language: str, sources: Sequence[SourceSentence], scores: Sequence[float], spoken: str, among: Sequence[int]
) -> list[int]:
    order = sorted(among, key=lambda i: (-_order(i, sentence, language, sources, scores, spoken), i))
    chosen = [order[0]]
    for i in order[1:]:
        if len(chosen) == MOST_QUOTES or scores[i] < CLOSE_ENOUGH * scores[chosen[0]]:
            break
        if _adds(sentence, language, [sources[j] for j in chosen], sources[i], spoken):
            chosen.append(i)
    return chosen


def _naming(sentence: str, quoted: Sequence[SourceSentence], sources: Sequence[SourceSentence]) -> list[SourceSentence]:
    """Give one more source where a name that the quotes lack stands beside them: "they" is often named a sentence earlier."""
    named = [*(source.text for source in quoted), *(source.speaker for source in quoted if source.speaker)]
    missing = missing_names(sentence, named)
    if not missing or len(quoted) >= MOST_QUOTES:
        return []
    first = quoted[0]
    for source in sorted(sources, key=lambda each: abs(each.row - first.row)):
        near = source.transcript == first.transcript and abs(source.row - first.row) <= REACH_OF_QUOTES
        if near and source not in quoted and not missing_names(sentence, [*named, source.text]):
            return [source]
    return []


def _order(
    i: int, sentence: str, language: str, sources: Sequence[SourceSentence], scores: Sequence[float], spoken: str
) -> float:
    """Rank a source by its support, and by whether it has the sentence's numbers; the question breaks ties."""
    wanted = numbers_in(sentence, language)
    numbers = len(wanted & numbers_in(sources[i].text, spoken)) / len(wanted) if wanted else 0.0
    return scores[i] + 0.5 * numbers + sources[i].score


def _adds(sentence: str, language: str, chosen: Sequence[SourceSentence], source: SourceSentence, spoken: str) -> bool:
    texts = [each.text for each in chosen]
    wanted = numbers_in(sentence, language) - frozenset[float]().union(*(numbers_in(t, spoken) for t in texts))
    if wanted & numbers_in(source.text, spoken):
        return True
    named = [*texts, *(each.speaker for each in chosen if each.speaker)]
    if missing_names(sentence, [*named, source.text]) < missing_names(sentence, named):
        return True
    return language == spoken and coverage(sentence, " ".join([*texts, source.text])) > coverage(sentence, " ".join(texts)) + 0.15


def read_together(
    sentence: str, chosen: Sequence[int], sources: Sequence[SourceSentence], vector: Vectors, vectors: Vectors,
    same_language: bool,
) -> Meaning:  # fmt: skip
    """Give what the support of the sources at ``chosen`` is computed from: their mean's cosine, the words there and beside."""
    mean = np.mean([vectors[sources[i].row] for i in chosen], axis=0)
    cosine = float(mean @ vector / max(1e-9, float(np.linalg.norm(mean))))
    return Meaning(cosine, coverage(sentence, " ".join(_texts_beside(chosen, sources))), same_language)


def _texts_beside(chosen: Sequence[int], sources: Sequence[SourceSentence]) -> list[str]:
    """Give the texts of the sources at ``chosen`` and of those next to them: a source before often names what one means."""
    beside = {(sources[i].transcript, sources[i].row + step) for i in chosen for step in (-1, 0, 1)}
    return [source.text for source in sources if (source.transcript, source.row) in beside]
