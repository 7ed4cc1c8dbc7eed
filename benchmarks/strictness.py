"""What each setting of strictness gives: abstention, citations, risk against coverage; every question is asked once.

    python -m benchmarks.strictness --set clapnq mtrag_un nomiracl-fr nomiracl-zh --limit 40

The program answers with the most generous setting, and says how sure it was of each answer; what a stricter setting would have
refused follows from that, by the program's own rule. An answer counts as wrong, for risk, when the question cannot be
answered, or when it has gold spans and none is cited.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.answers import FILES, needed, scores_cell
from benchmarks.measures import Cited, abstention_scores, citation_scores, exactness, risk_coverage
from benchmarks.ours import Seeds, write_seeds
from benchmarks.peers import MODELS
from benchmarks.pictures import risk_picture
from benchmarks.program import index_in_process, our_embeddings
from benchmarks.results import FOLDER, share, table, write_result
from benchmarks.sets import Place, Query, balanced, bench_folder, read_documents, read_queries
from chatbot.answers import STRICTNESS, opening
from chatbot.conversation import Answer, Conversation
from chatbot.conversation.answering import READ, Answerer
from chatbot.conversation.in_progress import AnswerInProgress
from chatbot.conversation.values import AnswerFinished
from chatbot.embeddings import SentenceTransformerEmbeddings, load_reranker, load_second_opinion
from chatbot.index import PassageIndex
from chatbot.language_models import BUNDLED, load_chat_model
from chatbot.questions import Message
from chatbot.retrieval import Searcher

Figures = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """A question, what the program would have shown, and the highest threshold at which it would still have shown it."""

    query: Query
    answer: Answer
    sure: float
    cited: tuple[Place, ...]
    quotes: tuple[tuple[Place, str], ...]

    def answered_at(self, threshold: float) -> bool:
        return bool(self.answer.sentences) and self.sure >= threshold


class Program:
    """The program over one set's documents, with the bundled models, asked in this process so that its certainty is seen."""

    def __init__(self, seeds: Seeds, index: Path, embeddings: SentenceTransformerEmbeddings) -> None:
        index_in_process(seeds.folder, index, embeddings)
        self._seeds, self._searcher = seeds, Searcher(PassageIndex(index), embeddings)
        model, second = load_chat_model(BUNDLED, MODELS, _silent, opening()), load_second_opinion(_silent)
        reranker = load_reranker(embeddings)
        opinions = (lambda: second), (lambda: reranker)
        self._conversation = Conversation(self._searcher, embeddings, BUNDLED, lambda: model, "generous", *opinions)
        self._answerer = Answerer(self._searcher, embeddings, model, BUNDLED, min(STRICTNESS.values()), *opinions)

    def ask(self, query: Query) -> Asked:
        """Ask one question, of its own document where it has one."""
        transcript = self._seeds.transcripts[query.doc_id] if query.doc_id else None
        history = [Message(role, content) for role, content in query.history]  # type: ignore[arg-type]
        started = perf_counter()
        question, _ = self._conversation.search(query.question, READ, transcript, history)
        work = AnswerInProgress(question, started)
        events = list(self._answerer.answered(work, self._searcher.search(question.forms, READ, transcript)))
        answer = next(event.answer for event in events if isinstance(event, AnswerFinished))
        sure = work.probability - work.margin
        quotes = tuple(
            (Place(self._seeds.doc_ids[c.transcript], c.start, c.end), c.quote) for c in (*answer.citations, *answer.nearest))
        return Asked(query, answer, sure, tuple(place for place, _ in quotes[: len(answer.citations)]), quotes)


def main() -> None:
    """Ask the sets that the command line names, print a table, write results/strictness.json and the picture."""
    options = _options()
    embeddings = our_embeddings()
    found = {}
    for name in options.set:
        with tempfile.TemporaryDirectory() as folder:
            found[name] = measure(name, options.limit, options.half, Path(folder), embeddings)
        print(as_table({name: found[name]}), flush=True)
    file = write_result("strictness", found)
    risk_picture({name: figures["curve"] for name, figures in found.items()}, FOLDER / "risk-coverage.png")
    print(as_table(found), f"\n{file}")


def measure(name: str, limit: int, half: str, work: Path, embeddings: SentenceTransformerEmbeddings) -> Figures:
    """Index what a set's questions need, ask them, and score each setting."""
    documents_file, queries_file = FILES[name]
    queries = list(balanced([q for q in read_queries(bench_folder() / queries_file) if half in (q.half, "all")], limit))
    documents = needed(read_documents(bench_folder() / documents_file), queries, whole=False)
    program = Program(write_seeds(work / "seeds", {name: documents}), work / "index", embeddings)
    return score([program.ask(query) for query in queries], {d.doc_id: d.text for d in documents})


def score(asked: Sequence[Asked], texts: Mapping[str, str]) -> Figures:
    """Score every setting over the same questions, and the curve that the settings lie on."""
    confidence = [one.sure if one.answer.sentences else one.sure - 1.0 for one in asked]
    curve, area = risk_coverage(confidence, [_right(one) for one in asked])
    return {
        "questions": len(asked), "answerable": sum(one.query.answerable for one in asked), "curve": curve, "area": area,
        "exactness": exactness([quote for one in asked for quote in one.quotes], texts),
        "seconds": median([one.answer.seconds.total for one in asked]),
        "settings": {setting: at_threshold(asked, threshold) for setting, threshold in STRICTNESS.items()},
    }  # fmt: skip


def at_threshold(asked: Sequence[Asked], threshold: float) -> Figures:
    """Give abstention over all questions, and citations over the answerable ones that have gold spans."""
    shown = [one.answered_at(threshold) for one in asked]
    gold = [Cited(one.cited if there else (), one.query.gold)
            for one, there in zip(asked, shown, strict=True) if one.query.answerable and one.query.gold]
    answered = [case for case in gold if case.citations]
    return {
        "not_found": asdict(abstention_scores([not there for there in shown], [one.query.answerable for one in asked])),
        "citations": asdict(citation_scores(gold)) if gold else None,
        "citations_where_answered": asdict(citation_scores(answered)) if answered else None,
    }  # fmt: skip


def as_table(found: Mapping[str, Figures]) -> str:
    """Lay out one row for each set and setting."""
    rows = [
        [name, str(figures["questions"]), setting, scores_cell(at["not_found"]), scores_cell(at["citations"]),
         scores_cell(at["citations_where_answered"]), share(figures["area"])]
        for name, figures in found.items() for setting, at in figures["settings"].items()
    ]  # fmt: skip
    head = ["set", "questions", "setting", "not_found P R F1", "citations P R F1", "where answered", "risk-coverage area"]
    return table(head, rows)


def _right(one: Asked) -> bool:
    if not one.query.answerable or not one.query.gold:
        return one.query.answerable
    return citation_scores([Cited(one.cited, one.query.gold)]).precision > 0


def _silent(doing: str, done: int, total: int) -> None:
    """Show no progress."""


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.strictness", description=__doc__.split("\n")[0])
    parser.add_argument("--set", nargs="+", choices=sorted(FILES), default=sorted(FILES))
    parser.add_argument("--limit", type=int, default=40, help="how many questions a set, half of them unanswerable")
    parser.add_argument("--half", choices=["report", "tune", "all"], default="report")
    return parser.parse_args()


if __name__ == "__main__":
    main()
