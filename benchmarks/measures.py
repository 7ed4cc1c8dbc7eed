"""The measures, as pure functions: evidence recall, citations, exactness, abstention, risk against coverage, AUC.

Each is held to a case worked by hand in tests/test_benchmarks.py. Nothing here reads a file or runs a model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.sets import Place

Intervals = list[tuple[int, int]]
BUDGETS = (1000, 2000, 4000)


@dataclass(frozen=True)
class Scores:
    """Precision, recall and their harmonic mean, each 0 to 1; 0 where nothing was there to count."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True)
class Cited:
    """What one question's answer cites, and the gold spans it should cite."""

    citations: tuple[Place, ...]
    gold: tuple[Place, ...]


@dataclass(frozen=True)
class Bin:
    """Scores from ``low`` up to ``high``: how many, their mean, and the share that is true."""

    low: float
    high: float
    count: int
    mean: float
    share: float


def read_within(ranking: Iterable[Place], budget: int) -> dict[str, Intervals]:
    """Read a ranking from the top until ``budget`` characters of distinct text are used; returns what was read.

    Characters read before cost nothing again; the last passage is read from its start and cut where the budget ends.
    """
    read: dict[str, Intervals] = {}
    left = budget
    for place in ranking:
        if left <= 0:
            break
        known = read.setdefault(place.doc_id, [])
        for start, end in _new_parts(place, known):
            taken = min(end - start, left)
            if taken > 0:
                known.append((start, start + taken))
            left -= taken
    return read


def evidence_recall(ranking: Iterable[Place], gold: Sequence[Place], budget: int) -> float:
    """Give the share (0 to 1) of the best-covered gold span that is read within ``budget`` characters."""
    read = read_within(ranking, budget)
    return max((_covered(place, read) for place in gold), default=0.0)


def ceiling(passages: Mapping[str, Sequence[Place]], gold: Sequence[Place], budget: int) -> float:
    """Give the evidence recall of the best ranking of ``passages`` (by document), those fullest of one gold span first."""
    def best(place: Place) -> float:
        order = sorted(passages.get(place.doc_id, ()), key=lambda p: -_overlap(p, place) / max(1, p.end - p.start))
        return evidence_recall([p for p in order if _overlap(p, place)], [place], budget)

    return max((best(place) for place in gold), default=0.0)


def citation_scores(cases: Sequence[Cited]) -> Scores:
    """Score citations over all questions together.

    A citation is right when it overlaps a gold span of its question; a gold span is found when a citation overlaps it.
    """
    right = sum(any(_overlap(c, g) for g in case.gold) for case in cases for c in case.citations)
    found = sum(any(_overlap(c, g) for c in case.citations) for case in cases for g in case.gold)
    return _scores(
        _share(right, sum(len(case.citations) for case in cases)), _share(found, sum(len(case.gold) for case in cases))
    )


def exactness(quotes: Iterable[tuple[Place, str]], texts: Mapping[str, str]) -> float:
    """Give the share of quotes equal to their source at their offsets; 1 where there are none."""
    held = [texts.get(place.doc_id, "")[place.start : place.end] == quote and quote != "" for place, quote in quotes]
    return _share(sum(held), len(held)) if held else 1.0


def abstention_scores(not_found: Sequence[bool], answerable: Sequence[bool]) -> Scores:
    """Score ``not_found`` as the detection of unanswerable questions."""
    pairs = list(zip(not_found, answerable, strict=True))
    right = sum(refused and not there for refused, there in pairs)
    return _scores(_share(right, sum(not_found)), _share(right, sum(not there for there in answerable)))


def risk_coverage(confidence: Sequence[float], right: Sequence[bool]) -> tuple[list[tuple[float, float]], float]:
    """Give the curve of (coverage, risk), most confident first, and its area: the mean risk over all coverages.

    Risk is the share of wrong answers among those given; ties count as if in random order.
    """
    points: list[tuple[float, float]] = []
    pairs = list(zip(confidence, right, strict=True))
    seen, wrong = 0, 0.0
    for level in sorted(set(confidence), reverse=True):
        tied = [good for value, good in pairs if value == level]
        mistakes = len(tied) - sum(tied)
        points += [
            ((seen + n) / len(pairs), (wrong + mistakes * n / len(tied)) / (seen + n)) for n in range(1, len(tied) + 1)
        ]
        seen, wrong = seen + len(tied), wrong + mistakes
    return points, _share(sum(risk for _, risk in points), len(points))


def area_under_curve(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Give the chance that a true case scores above a false one, ties counting half; .5 where one kind is missing."""
    order = sorted(zip(scores, labels, strict=True))
    below = wins = 0.0
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and order[end][0] == order[start][0]:
            end += 1
        true = sum(label for _, label in order[start:end])
        false = end - start - true
        wins += true * (below + false / 2)
        below += false
        start = end
    return wins / (sum(labels) * below) if below and sum(labels) else 0.5


def accuracy(scores: Sequence[float], labels: Sequence[bool], threshold: float) -> float:
    """Give the share of cases that ``score >= threshold`` calls rightly."""
    return _share(sum((s >= threshold) == t for s, t in zip(scores, labels, strict=True)), len(scores))


def best_threshold(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Give the lowest score that, used as a threshold, is right most often."""
    return max(sorted(set(scores)), key=lambda value: accuracy(scores, labels, value))


def reliability(scores: Sequence[float], labels: Sequence[bool], bins: int = 10) -> tuple[Bin, ...]:
    """Group scores (0 to 1) into bins of equal width; empty ones are left out."""
    grouped: dict[int, list[tuple[float, bool]]] = {}
    for score, label in zip(scores, labels, strict=True):
        grouped.setdefault(min(int(score * bins), bins - 1), []).append((score, label))
    return tuple(
        Bin(at / bins, (at + 1) / bins, len(g), sum(s for s, _ in g) / len(g), sum(t for _, t in g) / len(g))
        for at, g in sorted(grouped.items())
    )


def calibration_error(bins: Sequence[Bin]) -> float:
    """Give the mean distance between a bin's mean score and its true share, weighted by count."""
    return _share(sum(b.count * abs(b.mean - b.share) for b in bins), sum(b.count for b in bins))


def _new_parts(place: Place, known: Intervals) -> Intervals:
    parts: Intervals = []
    at = place.start
    for start, end in sorted(known):
        if end <= at or start >= place.end:
            continue
        if start > at:
            parts.append((at, start))
        at = max(at, end)
    if at < place.end:
        parts.append((at, place.end))
    return parts


def _covered(place: Place, read: Mapping[str, Intervals]) -> float:
    chars = sum(max(0, min(end, place.end) - max(start, place.start)) for start, end in read.get(place.doc_id, ()))
    return _share(chars, place.end - place.start)


def _overlap(one: Place, other: Place) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start)) if one.doc_id == other.doc_id else 0


def _scores(precision: float, recall: float) -> Scores:
    return Scores(precision, recall, _share(2 * precision * recall, precision + recall))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
