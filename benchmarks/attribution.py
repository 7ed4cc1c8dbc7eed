"""How well a checker tells supported claims from unsupported ones: AUC, accuracy, reliability, milliseconds a pair.

    python -m benchmarks.attribution                                                        # the program's own checker
    python -m benchmarks.attribution --checker benchmarks.attribution:shared_words          # what it has to beat

A checker is any ``(claim, evidence texts) -> float`` between 0 and 1; where it has a ``prepare``, that is given the evidence
before the clock starts, as the index holds the evidence's vectors when an answer is checked. The threshold is chosen on the
tuning half of each set, and everything is reported on the other half. Partial support counts as none.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from importlib import import_module
from statistics import median
from typing import Any

from benchmarks.measures import (
    Bin,
    accuracy,
    area_under_curve,
    best_threshold,
    calibration_error,
    reliability,
)
from benchmarks.pictures import reliability_picture
from benchmarks.results import FOLDER, share, table, write_result
from benchmarks.sets import Claim, bench_folder, read_claims

Checker = Callable[[str, Sequence[str]], float]
Figures = dict[str, Any]
SETS = {"attribution/test500": "attribution/attributionbench_test500.jsonl", "attribution/wice": "attribution/wice_dev.jsonl"}


def main() -> None:
    """Score the checker that the command line names, print a table, write results/attribution.json and the picture."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attribution", description=__doc__.split("\n")[0])
    parser.add_argument("--checker", default="benchmarks.checker:support", metavar="MODULE:FUNCTION")
    parser.add_argument("--limit", type=int, help="how many pairs a set")
    parser.add_argument("--set", nargs="+", choices=sorted(SETS), default=list(SETS))
    options = parser.parse_args()
    checker = load_checker(options.checker)
    figures = {name: measure(read_claims(bench_folder() / SETS[name])[: options.limit], checker) for name in options.set}
    print(as_table(figures))
    write_result("attribution", {"checker": options.checker, "sets": figures})
    bins = {name: [Bin(**group) for group in found["reliability"]] for name, found in figures.items()}
    reliability_picture(bins, FOLDER / "reliability.png")


def load_checker(name: str) -> Checker:
    """Give the function called ``module:function``; raises SystemExit when there is none."""
    module, _, function = name.partition(":")
    try:
        checker: Checker = getattr(import_module(module), function)
    except (ImportError, AttributeError) as error:
        raise SystemExit(f"no checker {name}: {error}; give module:function") from error
    return checker


def measure(claims: Sequence[Claim], checker: Checker) -> Figures:
    """Score a checker on one set."""
    scores, milliseconds = [], []
    prepare = getattr(checker, "prepare", lambda evidence: None)
    for claim in claims:
        prepare(claim.evidence)
        started = time.perf_counter()
        scores.append(float(checker(claim.claim, claim.evidence)))
        milliseconds.append((time.perf_counter() - started) * 1000)
    tune = _of_half(claims, scores, "tune")
    report = _of_half(claims, scores, "report")
    bins = reliability(*report)
    threshold = best_threshold(*tune) if tune[0] else 0.5
    return {
        "pairs": {"tune": len(tune[0]), "report": len(report[0])},
        "auc": {"tune": area_under_curve(*tune), "report": area_under_curve(*report)},
        "threshold": threshold, "accuracy": accuracy(*report, threshold), "accuracy_at_half": accuracy(*report, 0.5),
        "calibration_error": calibration_error(bins), "reliability": [asdict(group) for group in bins],
        "median_ms": median(milliseconds),
    }  # fmt: skip


def shared_words(claim: str, evidence: Sequence[str]) -> float:
    """Give the share of the claim's words that the evidence has: what a checker has to beat."""
    words = set(re.findall(r"\w+", claim.casefold()))
    there = set(re.findall(r"\w+", " ".join(evidence).casefold()))
    return len(words & there) / len(words) if words else 0.0


def as_table(figures: Mapping[str, Figures]) -> str:
    """Lay the sets out, one row each, reporting half."""
    head = ["set", "pairs", "AUC", "accuracy", "calibration error", "median ms a pair"]
    rows = [
        [name, str(f["pairs"]["report"]), share(f["auc"]["report"]), share(f["accuracy"]), share(f["calibration_error"]),
         f"{f['median_ms']:.1f}"]
        for name, f in figures.items()
    ]  # fmt: skip
    return table(head, rows)


def _of_half(claims: Sequence[Claim], scores: Sequence[float], half: str) -> tuple[list[float], list[bool]]:
    chosen = [(score, claim.supported) for claim, score in zip(claims, scores, strict=True) if claim.half == half]
    return [score for score, _ in chosen], [label for _, label in chosen]


if __name__ == "__main__":
    main()
