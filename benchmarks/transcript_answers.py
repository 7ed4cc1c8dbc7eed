"""Answers over interviews: right citation, honest "not in the transcripts", exactness, seconds, by language.

    python -m benchmarks.transcript_answers              # the reporting half of benchmarks/transcript
    python -m benchmarks.transcript_answers --half tune --model none
    python -m benchmarks.transcript_answers --set interview              # other questions about the same interview
    python -m benchmarks.transcript_answers --set colloquial             # and others, as people type them; also enquiries
    python -m benchmarks.transcript_answers --set everyday --half all    # and others, for reporting alone
    python -m benchmarks.transcript_answers --set podcasts --half all    # four podcasts in one index; for reporting alone
    python -m benchmarks.transcript_answers --set several                # several things are asked for, of seven transcripts
    python -m benchmarks.transcript_answers --set pairs                  # two questions in one, of one interview
    python -m benchmarks.transcript_answers --set four_talks --half all  # four talks with short turns; for reporting alone
    python -m benchmarks.transcript_answers --set three_talks --half all  # three others, to tune on
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.ours import Seeds, build_index, run_batch, write_seeds
from benchmarks.results import share, write_result
from benchmarks.sets import Document, bench_folder, half_of, read_documents
from chatbot.transcripts import find_seeds, read_transcript, transcript_id

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"

Line = dict[str, Any]


def main() -> None:
    """Ask every question of one half, and print and keep the figures."""
    options = _options()
    asked = [json.loads(line) for line in (HERE / options.set / "queries.jsonl").read_text("utf-8").splitlines()]
    doc_ids = {question["doc_id"] for question in asked}
    asked = [question for question in asked if options.half in (half_of(question["query_id"]), "all")][: options.limit]
    lines = [{"id": q["query_id"], "question": q["question"], "history": q["history"]} for q in asked]
    with tempfile.TemporaryDirectory() as folder:
        seeds, index = _seeds(options.set, doc_ids, Path(folder)), Path(folder) / "index"
        build_index(seeds, index)
        replies = run_batch(seeds, index, ["ask", "--model", options.model], lines)
        texts = {transcript_id(path, seeds.folder): read_transcript(path, seeds.folder).text for path in find_seeds(seeds.folder)}
    figures = measured(asked, replies, seeds.doc_ids, texts)
    print(json.dumps(figures, ensure_ascii=False, indent=1))
    write_result(f"{options.set}_answers{'-tune' if options.half == 'tune' else ''}", figures)


def _seeds(name: str, wanted: set[str], folder: Path) -> Seeds:
    """Give the transcripts that a set asks about: its own, the shipped one alone, or with podcasts, written to ``folder``."""
    if (own := HERE / name / "seeds").is_dir():
        names = {transcript_id(path, own): transcript_id(path, own) for path in find_seeds(own)}
        return Seeds(own, names, names)
    shipped = {file.stem: file for file in SEEDS.glob("*.txt")}
    if wanted <= shipped.keys():
        names = {stem: stem for stem in shipped}
        return Seeds(SEEDS, names, names)
    documents = [Document(stem, stem, "en", file.read_bytes().decode("utf-8")) for stem, file in shipped.items()]
    documents += read_documents(bench_folder() / "podcasts" / "docs.jsonl")
    return write_seeds(folder / "seeds", {name: [document for document in documents if document.doc_id in wanted]})


def measured(
    asked: Sequence[Line], replies: Sequence[Line], doc_ids: Mapping[str, str], texts: Mapping[str, str]
) -> Line:
    """Score replies against the gold spans: an answer is right when one of its citations overlaps one.

    ``doc_ids`` gives each transcript's document, ``texts`` its text.
    """
    right: dict[str, list[bool]] = defaultdict(list)
    refused: list[bool] = []
    cited: list[bool] = []
    exact: list[bool] = []
    for question, reply in zip(asked, replies, strict=True):
        citations = [citation for sentence in reply["sentences"] for citation in sentence["citations"]]
        exact += [is_exact(citation, texts) for citation in [*citations, *reply["nearest"]]]
        if question["answerable"]:
            overlaps = [overlaps_gold(citation, question, doc_ids) for citation in citations]
            cited += overlaps
            right[question["lang"]].append(any(overlaps))
        else:
            refused.append(reply["status"] == "not_found")
    everyone = [answer for answers in right.values() for answer in answers]
    return {
        "right_citation": share(_mean(everyone)), "answerable": len(everyone),
        "right_by_language": {lang: f"{sum(answers)} of {len(answers)}" for lang, answers in sorted(right.items())},
        "answered": sum(reply["status"] == "answered" for reply, q in zip(replies, asked, strict=True) if q["answerable"]),
        "worded": sum(is_worded(reply) for reply, q in zip(replies, asked, strict=True) if q["answerable"]),
        "not_found": share(_mean(refused)), "unanswerable": len(refused), "citation_precision": share(_mean(cited)),
        "exactness": share(_mean(exact)), "quotes": len(exact), **points_told(asked, replies, doc_ids),
        **open_named(asked, replies),
        "seconds": statistics.median(reply["seconds"]["total"] for reply in replies),
        "first_evidence": statistics.median(reply["seconds"]["first_evidence"] for reply in replies),
    }  # fmt: skip


def points_told(asked: Sequence[Line], replies: Sequence[Line], doc_ids: Mapping[str, str]) -> Line:
    """Give the share of the points of all full answers that a citation overlaps, where a set tells points apart."""
    told = [
        any(_overlaps(cited, spans, question, doc_ids) for sentence in reply["sentences"] for cited in sentence["citations"])
        for question, reply in zip(asked, replies, strict=True) for spans in question.get("points", [])
    ]  # fmt: skip
    return {"points_told": share(_mean(told)), "points": len(told)} if told else {}


def open_named(asked: Sequence[Line], replies: Sequence[Line]) -> Line:
    """Give how many replies say of the part that the transcripts do not answer that it is not answered, where a set has such."""
    named = [question["open"] in reply["note"] for question, reply in zip(asked, replies, strict=True) if "open" in question]
    return {"open_named": f"{sum(named)} of {len(named)}"} if named else {}


def overlaps_gold(citation: Line, question: Line, doc_ids: Mapping[str, str]) -> bool:
    """Say whether a citation overlaps a gold span of the question's document."""
    return _overlaps(citation, question["evidence"], question, doc_ids)


def _overlaps(citation: Line, spans: Sequence[Sequence[int]], question: Line, doc_ids: Mapping[str, str]) -> bool:
    return doc_ids[citation["transcript"]] == question["doc_id"] and any(
        start < citation["end"] and citation["start"] < end for start, end in spans)


def is_worded(reply: Line) -> bool:
    """Say whether an answer says something in words of its own, where others are quotes with what they mean beside them."""
    def quotes(sentence: Line) -> bool:
        said = " ".join(sentence["text"].split())
        return any(" ".join(citation["quote"].split()) in said for citation in sentence["citations"])

    return not all(quotes(sentence) for sentence in reply["sentences"])


def is_exact(citation: Line, texts: Mapping[str, str]) -> bool:
    """Say whether a quote is its source's text at its offsets."""
    return bool(texts[citation["transcript"]][citation["start"] : citation["end"]] == citation["quote"])


def _mean(values: Sequence[bool]) -> float:
    return sum(values) / max(1, len(values))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", default="transcript", choices=(
        "transcript", "interview", "colloquial", "enquiries", "everyday", "podcasts", "several", "pairs",
        "three_talks", "four_talks"))
    parser.add_argument("--half", choices=("tune", "report", "all"), default="report")
    parser.add_argument("--model", default="qwen2.5-coder-1.5b")
    parser.add_argument("--limit", type=int, default=None)
    return parser.parse_args()


if __name__ == "__main__":
    main()
