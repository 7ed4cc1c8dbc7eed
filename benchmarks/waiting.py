"""How long a user waits, warm, with the bundled models: for the first evidence, the first checked sentence, the whole answer.

    python -m benchmarks.waiting                   # 30 questions of the reporting half of benchmarks/transcript

One process asks one question after another, as the window does; one more goes before them. Each language has its share. A refusal
has no first sentence, and counts for the rest.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.ours import Seeds, build_index
from benchmarks.peers import MODELS
from benchmarks.results import write_result
from benchmarks.sets import half_of
from chatbot.conversation import AnswerFinished, Conversation, Event, EvidenceFound, SentenceChecked

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"
NAMES = {EvidenceFound: "first evidence", SentenceChecked: "first checked sentence", AnswerFinished: "whole answer"}


def main() -> None:
    """Ask, print and keep the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=int, default=30)
    count = parser.parse_args().questions
    lines = (HERE / "transcript" / "queries.jsonl").read_text("utf-8").splitlines()
    asked = [each for each in map(json.loads, lines) if half_of(each["query_id"]) == "report" and not each["history"]]
    with tempfile.TemporaryDirectory() as folder:
        build_index(Seeds(SEEDS, {}, {}), Path(folder) / "index")
        conversation = Conversation.open(Path(folder) / "index", models_folder=MODELS)
        conversation.load_models()
        conversation.fresh().ask("What is this interview about, and who asks the questions?")
        waited = [waits(conversation.fresh().stream(each["question"])) for each in asked[:count]]
    figures = medians(waited)
    print(json.dumps(figures, indent=1))
    write_result("waiting", figures)


def waits(events: Iterable[Event]) -> dict[str, float]:
    """Give the seconds from the first look at ``events`` to the first of each kind."""
    started, found = perf_counter(), dict[str, float]()
    for event in events:
        if name := NAMES.get(type(event)):
            found.setdefault(name, perf_counter() - started)
    return found


def medians(waited: Sequence[Mapping[str, float]]) -> dict[str, Any]:
    """Give for each kind of event the median of its seconds, the longest, and of how many questions."""
    found = {name: [each[name] for each in waited if name in each] for name in NAMES.values()}
    return {name: {"median": round(statistics.median(seconds), 3), "longest": round(max(seconds), 3), "questions": len(seconds)}
            for name, seconds in found.items() if seconds}  # fmt: skip


if __name__ == "__main__":
    main()
