"""The program itself, driven as an outsider would: documents as seeds, questions as a batch, through its command line.

Nothing of the package is imported here: what is measured is what a user gets.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks.sets import Document, Place, Query

Line = dict[str, Any]


@dataclass(frozen=True)
class Seeds:
    """A seeds folder written from documents; ``doc_ids`` gives each transcript's document, ``transcripts`` the reverse."""

    folder: Path
    doc_ids: Mapping[str, str]
    transcripts: Mapping[str, str]


def write_seeds(folder: Path, documents: Mapping[str, Sequence[Document]]) -> Seeds:
    """Write each set's documents as ``<set>/<document>.txt``, their text unchanged."""
    doc_ids: dict[str, str] = {}
    for name, members in documents.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        for document in members:
            # "id-" keeps a name that starts with a dot from being hidden.
            safe = "id-" + quote(document.doc_id, safe="")
            (folder / name / f"{safe}.txt").write_bytes(document.text.encode("utf-8"))
            doc_ids[f"{name}/{safe}"] = document.doc_id
    return Seeds(folder, doc_ids, {doc_id: transcript for transcript, doc_id in doc_ids.items()})


def batch_line(query: Query, seeds: Seeds, within: bool, history: bool = True) -> Line:
    """Write a question as the command line reads it; ``within`` asks it of its own document alone."""
    line: Line = {"id": query.query_id, "question": query.question}
    if within and query.doc_id is not None:
        line["transcript"] = seeds.transcripts[query.doc_id]
    if history and query.history:
        line["history"] = [{"role": role, "content": content} for role, content in query.history]
    return line


def build_index(seeds: Seeds, index: Path) -> float:
    """Run ``chatbot index``; returns its seconds."""
    started = time.perf_counter()
    _run(seeds, index, ["index"])
    return time.perf_counter() - started


def ours(seeds: Seeds, index: Path, count: int = 50) -> Callable[[Sequence[Line]], list[list[Place]]]:
    """Give a function from batch lines to rankings, each run one ``chatbot search --batch``."""
    def rank(lines: Sequence[Line]) -> list[list[Place]]:
        replies = run_batch(seeds, index, ["search", "-k", str(count)], lines)
        return [[place_in(passage, seeds) for passage in reply.get("passages", ())] for reply in replies]

    return rank


def run_batch(seeds: Seeds, index: Path, command: Sequence[str], lines: Sequence[Line]) -> list[Line]:
    """Run ``search`` or ``ask`` over a batch; a bad line's reply holds ``error``."""
    file = index.parent / "batch.jsonl"
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    out = _run(seeds, index, [command[0], "--batch", str(file), *command[1:]], lenient=True)
    replies = [json.loads(line) for line in out.split("\n") if line.strip()]
    if len(replies) != len(lines):
        raise SystemExit(f"chatbot {command[0]} --batch gave {len(replies)} replies to {len(lines)} questions")
    return replies


def place_in(value: Mapping[str, Any], seeds: Seeds) -> Place:
    """Give a passage's or a citation's place in the bench set."""
    return Place(seeds.doc_ids[value["transcript"]], value["start"], value["end"])


def _run(seeds: Seeds, index: Path, arguments: Sequence[str], lenient: bool = False) -> str:
    command = [sys.executable, "-m", "chatbot", "--seeds", str(seeds.folder), "--index", str(index), *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    # A batch with one bad line exits with 1 and has answered all the others.
    if done.returncode not in ((0, 1) if lenient else (0,)):
        raise SystemExit(f"failed with status {done.returncode}: {' '.join(command)}")
    return done.stdout
