"""Answers over the shipped transcript: right citation, honest "not in the transcripts", exactness, seconds, by language.

    python -m benchmarks.transcript_answers              # the reporting half of benchmarks/transcript
    python -m benchmarks.transcript_answers --half tune --model none
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.ours import Seeds, build_index, run_batch
from benchmarks.results import share, write_result
from benchmarks.sets import half_of

ROOT = Path(__file__).parent.parent
QUESTIONS = ROOT / "benchmarks" / "transcript" / "queries.jsonl"

Line = dict[str, Any]


def main() -> None:
    """Ask every question of one half, and print and keep the figures."""
    options = _options()
    asked = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    asked = [question for question in asked if half_of(question["query_id"]) == options.half][: options.limit]
    lines = [{"id": q["query_id"], "question": q["question"], "history": q["history"]} for q in asked]
    with tempfile.TemporaryDirectory() as folder:
        seeds, index = Seeds(ROOT / "seeds", {}, {}), Path(folder) / "index"
        build_index(seeds, index)
        replies = run_batch(seeds, index, ["ask", "--model", options.model], lines)
    figures = measured(asked, replies)
    print(json.dumps(figures, ensure_ascii=False, indent=1))
    write_result("transcript_answers", figures)


def measured(asked: Sequence[Line], replies: Sequence[Line]) -> Line:
    """Score replies against the gold spans: an answer is right when one of its citations overlaps one."""
    right: dict[str, list[bool]] = defaultdict(list)
    refused: list[bool] = []
    cited: list[bool] = []
    exact: list[bool] = []
    for question, reply in zip(asked, replies, strict=True):
        citations = [citation for sentence in reply["sentences"] for citation in sentence["citations"]]
        exact += [is_exact(citation) for citation in [*citations, *reply["nearest"]]]
        if question["answerable"]:
            overlaps = [overlaps_gold(citation, question["evidence"]) for citation in citations]
            cited += overlaps
            right[question["lang"]].append(any(overlaps))
        else:
            refused.append(reply["status"] == "not_found")
    everyone = [answer for answers in right.values() for answer in answers]
    return {
        "right_citation": share(_mean(everyone)), "answerable": len(everyone),
        "right_by_language": {lang: f"{sum(answers)} of {len(answers)}" for lang, answers in sorted(right.items())},
        "answered": sum(reply["status"] == "answered" for reply, q in zip(replies, asked, strict=True) if q["answerable"]),
        "not_found": share(_mean(refused)), "unanswerable": len(refused), "citation_precision": share(_mean(cited)),
        "exactness": share(_mean(exact)), "quotes": len(exact),
        "seconds": statistics.median(reply["seconds"]["total"] for reply in replies),
        "first_evidence": statistics.median(reply["seconds"]["first_evidence"] for reply in replies),
    }  # fmt: skip


def overlaps_gold(citation: Line, evidence: Sequence[Sequence[int]]) -> bool:
    """Say whether a citation overlaps a gold span."""
    return any(start < citation["end"] and citation["start"] < end for start, end in evidence)


def is_exact(citation: Line) -> bool:
    """Say whether a quote is its source's text at its offsets."""
    text = (ROOT / "seeds" / f"{citation['transcript']}.txt").read_bytes().decode("utf-8")
    return bool(text[citation["start"] : citation["end"]] == citation["quote"])


def _mean(values: Sequence[bool]) -> float:
    return sum(values) / max(1, len(values))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("tune", "report"), default="report")
    parser.add_argument("--model", default="qwen2.5-coder-1.5b")
    parser.add_argument("--limit", type=int, default=None)
    return parser.parse_args()


if __name__ == "__main__":
    main()
