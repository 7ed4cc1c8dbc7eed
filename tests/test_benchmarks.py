"""The benchmarks' own scorer, held to cases worked by hand."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.answers import score
from benchmarks.measures import (
    Cited,
    abstention_scores,
    accuracy,
    area_under_curve,
    best_threshold,
    calibration_error,
    ceiling,
    citation_scores,
    evidence_recall,
    exactness,
    read_within,
    reliability,
    risk_coverage,
)
from benchmarks.ours import Line, Seeds, batch_line, place_in, write_seeds
from benchmarks.peers import Chunk, FlatDense, Lexical, Peer, Question, Searcher, Vectors
from benchmarks.reranker.asked import held_out_interviews
from benchmarks.reranker.examples import Drawn, Example, shown
from benchmarks.sets import Document, Place, Query, balanced, half_of, read_claims, read_queries, sampled
from benchmarks.transcript_answers import measured
from benchmarks.verdict import pairs
from benchmarks.waiting import medians, waits
from chatbot.conversation import EvidenceFound

GOLD = [Place("a", 150, 350), Place("a", 500, 600)]
RANKING = [Place("a", 0, 100), Place("b", 0, 100), Place("a", 50, 200), Place("a", 200, 400)]


def test_evidence_recall_reads_distinct_text_until_the_budget_is_used() -> None:
    # a 0-100 costs 100, b 0-100 costs 100 more, a 50-200 only its new 100-200 (100): 300 used, 50 left for a 200-400,
    # which is cut to 200-250. Of the first gold span (150-350, 200 characters) 150-200 and 200-250 were read: 100/200.
    # Of the second (500-600) nothing. The best-covered one counts: .5.
    assert evidence_recall(RANKING, GOLD, 350) == pytest.approx(100 / 200)


@pytest.mark.parametrize(
    ("budget", "expected"),
    [
        (200, 0.0),  # a 0-100 and b 0-100 use it up
        (300, 50 / 200),  # a 100-200 is new text: 150-200 of the span
        (450, 200 / 200),  # 150 left for a 200-400: read to 350, the end of the span
        (9999, 1.0),
    ],
)  # fmt: skip
def test_evidence_recall_at_other_budgets(budget: int, expected: float) -> None:
    assert evidence_recall(RANKING, GOLD, budget) == pytest.approx(expected)


def test_text_read_before_costs_nothing_inside_a_later_passage() -> None:
    # 40-60 is known (20 used); 0-100 adds 0-40 (40 used: 60) and of 60-100 only 20 more: 60-80.
    read = read_within([Place("a", 40, 60), Place("a", 0, 100)], 80)
    assert sorted(read["a"]) == [(0, 40), (40, 60), (60, 80)]


def test_evidence_in_one_of_several_documents_counts() -> None:
    assert evidence_recall([Place("b", 0, 10)], [Place("a", 0, 10), Place("b", 5, 15)], 100) == pytest.approx(0.5)


def test_the_ceiling_is_what_the_best_order_of_the_passages_reads() -> None:
    # Gold 10-30. Densest first: 10-20 (all gold), then 20-60 (10 of 40). With 15 characters: 10-20 and 20-25, 15/20.
    passages = {"a": [Place("a", 0, 10), Place("a", 10, 20), Place("a", 20, 60)]}
    assert ceiling(passages, [Place("a", 10, 30)], 15) == pytest.approx(15 / 20)


places = st.builds(
    lambda doc, start, length: Place(doc, start, start + length), st.sampled_from("ab"), st.integers(0, 80), st.integers(1, 60)
)


@given(st.lists(places, max_size=12), st.integers(1, 200))
def test_no_more_than_the_budget_is_read_and_nothing_twice(ranking: list[Place], budget: int) -> None:
    read = [(doc, at) for doc, spans in read_within(ranking, budget).items() for s, e in spans for at in range(s, e)]
    there = {(place.doc_id, at) for place in ranking for at in range(place.start, place.end)}
    assert len(read) == len(set(read)) == min(budget, len(there))
    assert set(read) <= there


def test_citation_precision_and_recall() -> None:
    # First question: two citations, one overlaps a gold span; two gold spans, one found.
    # Second: one citation, right; it overlaps both gold spans, both found. Third: no citation, one gold span missed.
    # Precision 2/3. Recall (1 + 2 + 0) / (2 + 2 + 1) = 3/5. F1 = 2 * (2/3) * (3/5) / (2/3 + 3/5) = .8 / (19/15) = 12/19.
    cases = [
        Cited((Place("a", 5, 15), Place("a", 50, 60)), (Place("a", 10, 20), Place("a", 30, 40))),
        Cited((Place("b", 0, 100),), (Place("b", 0, 10), Place("b", 90, 110))),
        Cited((), (Place("c", 0, 5),)),
    ]
    scores = citation_scores(cases)
    assert (scores.precision, scores.recall, scores.f1) == pytest.approx((2 / 3, 3 / 5, 12 / 19))


def test_a_citation_that_only_touches_the_gold_span_is_wrong() -> None:
    assert citation_scores([Cited((Place("a", 0, 10), Place("b", 10, 20)), (Place("a", 10, 20),))]).precision == 0


def test_exactness_counts_the_quotes_equal_to_their_source() -> None:
    # "two" stands at 4-7; "Two" differs by its capital; an unknown document has no text; "" quotes nothing: 1 of 4.
    texts = {"a": "one two"}
    quotes = [(Place("a", 4, 7), "two"), (Place("a", 4, 7), "Two"), (Place("b", 0, 3), "one"), (Place("a", 9, 9), "")]
    assert exactness(quotes, texts) == pytest.approx(1 / 4)


def test_abstention() -> None:
    # Refused: 1st, 2nd, 3rd. Unanswerable: 1st, 2nd, 4th, 5th. Precision 2/3, recall 2/4, F1 = 2*(2/3)*(1/2)/(7/6) = 4/7.
    scores = abstention_scores([True, True, True, False, False], [False, False, True, False, False])
    assert (scores.precision, scores.recall, scores.f1) == pytest.approx((2 / 3, 1 / 2, 4 / 7))


def test_risk_against_coverage() -> None:
    # By confidence: right, wrong, right, wrong. Risk 0/1, 1/2, 1/3, 2/4; the mean is (0 + 1/2 + 1/3 + 1/2) / 4 = 1/3.
    points, area = risk_coverage([0.9, 0.8, 0.3, 0.1], [True, False, True, False])
    assert [coverage for coverage, _ in points] == pytest.approx([1 / 4, 2 / 4, 3 / 4, 4 / 4])
    assert [risk for _, risk in points] == pytest.approx([0, 1 / 2, 1 / 3, 1 / 2])
    assert area == pytest.approx(1 / 3)


def test_tied_confidences_count_as_in_random_order() -> None:
    # One right and one wrong, tied: after the first of them half a mistake is expected (.5/1), after both one (1/2).
    assert [risk for _, risk in risk_coverage([0.5, 0.5], [True, False])[0]] == pytest.approx([0.5, 0.5])
    assert risk_coverage([0.5, 0.5], [False, True])[1] == pytest.approx(0.5)


def test_area_under_the_curve() -> None:
    # Pairs (true, false): .9 beats .8 and .4; .8 ties with .8 (half) and beats .4; .1 beats none: 3.5 of 6.
    assert area_under_curve([0.9, 0.8, 0.1, 0.8, 0.4], [True, True, True, False, False]) == pytest.approx(3.5 / 6)


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=30))
def test_area_under_the_curve_is_the_share_of_pairs_in_order(cases: list[tuple[int, bool]]) -> None:
    true, false = [s for s, label in cases if label], [s for s, label in cases if not label]
    wins = sum((t > f) + (t == f) / 2 for t in true for f in false)
    expected = wins / (len(true) * len(false)) if true and false else 0.5
    assert area_under_curve([s for s, _ in cases], [label for _, label in cases]) == pytest.approx(expected)


def test_accuracy_and_the_best_threshold() -> None:
    scores, labels = [0.2, 0.4, 0.6, 0.8], [False, True, False, True]
    assert accuracy(scores, labels, 0.5) == pytest.approx(2 / 4)
    # At .4: false, true, true (wrong), true: 3/4, the best there is; .8 does as well, and the lowest is taken.
    assert best_threshold(scores, labels) == pytest.approx(0.4)


def test_reliability_and_calibration_error() -> None:
    # Two bins of width .5: .2 and .4 (mean .3, none true) and .6 and 1.0 (mean .8, both true).
    # Error: (2 * |.3 - 0| + 2 * |.8 - 1|) / 4 = (.6 + .4) / 4 = .25.
    low, high = reliability([0.2, 0.4, 0.6, 1.0], [False, False, True, True], bins=2)
    assert (low.count, low.mean, low.share) == pytest.approx((2, 0.3, 0.0))
    assert (high.count, high.mean, high.share) == pytest.approx((2, 0.8, 1.0))
    assert calibration_error([low, high]) == pytest.approx(0.25)


def test_halves_and_samples_never_change(tmp_path: Path) -> None:
    # SHA-256 of "a" ends in …bb (odd), of "b" in …9d (odd), of "c" in …c6 (even).
    assert [half_of(name) for name in "abc"] == ["report", "report", "tune"]
    queries = read_queries(_queries(tmp_path, 40))
    assert sampled(queries, 7) == sampled(queries[::-1], 7)
    assert sum(query.answerable for query in balanced(queries, 10)) == 5


def test_gold_spans_come_from_either_form(tmp_path: Path) -> None:
    one, other = read_queries(_queries(tmp_path, 2))
    assert one.gold == (Place("doc", 0, 3),)
    assert other.gold == (Place("x", 1, 2), Place("y", 3, 4))
    assert other.history == (("user", "And before?"),)


def test_partial_support_is_no_support(tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl"
    labels = ["supported", "partially_supported", "not_supported"]
    values = [{"id": label, "claim": "c", "evidence": ["e"], "label": label, "source": "s"} for label in labels]
    file.write_text("\n".join(json.dumps(value) for value in values), encoding="utf-8")
    assert [claim.supported for claim in read_claims(file)] == [True, False, False]


def test_documents_become_seeds_unchanged_and_places_come_back(tmp_path: Path) -> None:
    text = "Über alles.\r\n第二\x85 line\n"
    seeds = write_seeds(tmp_path, {"set": [Document("../fr:1#0", "t", "fr", text)]})
    transcript = seeds.transcripts["../fr:1#0"]
    assert (tmp_path / f"{transcript}.txt").read_bytes().decode("utf-8") == text
    assert place_in({"transcript": transcript, "start": 1, "end": 2}, seeds) == Place("../fr:1#0", 1, 2)


def test_a_batch_line_leaves_out_what_was_not_given(tmp_path: Path) -> None:
    one, other = read_queries(_queries(tmp_path, 2))
    seeds = write_seeds(tmp_path / "seeds", {"set": [Document("doc", "t", "en", "text")]})
    assert batch_line(one, seeds, within=False) == {"id": "q0", "question": "?"}
    assert batch_line(one, seeds, within=True)["transcript"] == "set/id-doc"
    assert batch_line(other, seeds, within=True)["history"] == [{"role": "user", "content": "And before?"}]
    assert "history" not in batch_line(other, seeds, within=True, history=False)


def test_replies_are_scored_against_their_questions() -> None:
    # Four questions over "one two three": answered rightly (two citations of one place count once), answered wrongly,
    # refused rightly, answered though unanswerable with an altered quote. Citations of the two with gold: 1 of 2 right,
    # 1 of 2 gold spans found. Quotes: 3 of 4 places exact (the refusal shows one), the repeated one counts in both: 4 of 5.
    # Refused: 1, rightly, of 2 unanswerable. By confidence .9 right, .8 wrong, .7 wrong, refused wrong:
    # (0 + 1/2 + 2/3 + 3/4) / 4. One sentence of five has no citation.
    found = score(
        [_asked("a", (0, 3)), _asked("b", (0, 3)), _asked("c"), _asked("d")],
        [
            _reply([[_cite(0, 3, "one", 0.9)], [_cite(0, 3, "one", 0.5)], []]),
            _reply([[_cite(4, 7, "two", 0.8)]]),
            _reply([], nearest=[_cite(4, 7, "two", 0.99)]),
            _reply([[_cite(8, 13, "Three", 0.7)]]),
        ],
        Seeds(Path(), {"set/id-doc": "doc"}, {"doc": "set/id-doc"}),
        {"doc": "one two three"},
    )
    assert found["citations"] == pytest.approx({"precision": 1 / 2, "recall": 1 / 2, "f1": 1 / 2})
    assert found["exactness"] == pytest.approx(4 / 5)
    assert found["not_found"] == pytest.approx({"precision": 1.0, "recall": 1 / 2, "f1": 2 / 3})
    assert found["risk_coverage_area"] == pytest.approx((0 + 1 / 2 + 2 / 3 + 3 / 4) / 4)
    assert found["sentences_without_citation"] == pytest.approx(1 / 5)
    assert found["refused_by_label"] == {"answerable": 0.0, "unanswerable": 0.5}


def test_a_reply_that_failed_is_counted_and_left_out() -> None:
    found = score([_asked("a"), _asked("b")], [{"id": "a", "error": "no"}, _reply([])], Seeds(Path(), {}, {}), {})
    assert (found["errors"], found["questions"]) == (1, 1)


def test_peers_rank_within_a_document_when_asked() -> None:
    texts = ["red apple", "green pear", "red pear"]
    chunks = tuple(Chunk(Place(doc, 0, len(text)), text) for doc, text in zip("abb", texts, strict=True))
    rows = {"a": [0], "b": [1, 2]}
    searchers: list[Searcher] = [FlatDense(_Colours(), _Colours().passages(texts)), Lexical(texts)]
    for searcher in searchers:
        peer = Peer("peer", chunks, searcher, 0.0, rows_of=rows)
        everywhere, inside = peer.rank([Question("red apple"), Question("red", within="b")], count=1)
        assert everywhere == [chunks[0].place]
        assert inside == [chunks[2].place]


class _Colours:
    """Vectors that know three words."""

    name = "colours"

    def questions(self, texts: Sequence[str]) -> Vectors:
        found = np.array([[word in text for word in ("red", "green", "apple")] for text in texts], dtype=np.float32)
        return np.ascontiguousarray(found + 0.01)

    passages = questions


def _asked(name: str, *gold: tuple[int, int]) -> Query:
    label = "answerable" if gold else "unanswerable"
    return Query(name, "en", "?", "doc", tuple(Place("doc", *span) for span in gold), bool(gold), (), (), label)


def _cite(start: int, end: int, quote: str, support: float) -> Line:
    return {"transcript": "set/id-doc", "start": start, "end": end, "quote": quote, "support": support}


def _reply(sentences: list[list[Line]], nearest: list[Line] | None = None) -> Line:
    return {
        "status": "answered" if sentences else "not_found", "nearest": nearest or [],
        "sentences": [{"text": "…", "citations": citations} for citations in sentences],
        "seconds": {"retrieve": 0.1, "first_evidence": 0.1, "total": 1.0},
    }  # fmt: skip


def _queries(folder: Path, count: int) -> Path:
    def value(number: int) -> dict[str, object]:
        several = number % 2 == 1
        spread = [{"doc_id": "x", "start": 1, "end": 2}, {"doc_id": "y", "start": 3, "end": 4}]
        return {
            "query_id": f"q{number}", "lang": "en", "question": "?", "doc_id": None if several else "doc",
            "evidence": [] if several else [[0, 3]], "evidence_docs": spread if several else None,
            "answers": [], "answerable": number % 2 == 0,
            "history": [{"role": "user", "content": "And before?"}] if several else None,
        }  # fmt: skip

    file = folder / "queries.jsonl"
    file.write_text("\n".join(json.dumps(value(number)) for number in range(count)), encoding="utf-8")
    return file


def test_a_right_citation_overlaps_a_gold_span_of_the_question_s_own_document() -> None:
    def asked(evidence: list[list[int]]) -> Line:
        return {"doc_id": "a", "lang": "en", "evidence": evidence, "answerable": bool(evidence)}

    def reply(*places: tuple[str, int, int], text: str = "") -> Line:
        cited = [{"transcript": t, "start": start, "end": end, "quote": TEXTS[t][start:end]} for t, start, end in places]
        return {"status": "answered" if cited else "not_found", "sentences": [{"text": text, "citations": cited}], "nearest": [],
                "note": "Not: “b?”", "seconds": {"total": 1.0, "first_evidence": 0.1}}  # fmt: skip

    TEXTS = {"ta": "0123456789", "tb": "abcdefghij"}
    questions = [asked([[2, 4]]), asked([[2, 4]]), asked([[2, 4]]), asked([])]
    replies = [reply(("ta", 3, 6), text="Anna: “345”"), reply(("tb", 2, 4), text="Two letters."), reply(("ta", 4, 6), ("ta", 0, 3), text="Some."), reply()]
    figures = measured(questions, replies, {"ta": "a", "tb": "b"}, TEXTS)
    # the first and the third are right, the second cites another document; of four citations two overlap
    assert (figures["right_citation"], figures["citation_precision"]) == (".67", ".50")
    assert (figures["not_found"], figures["exactness"], figures["answered"]) == ("1.00", "1.00", 3)
    assert figures["worded"] == 2  # the first only quotes
    assert "points" not in figures
    in_points = [{**question, "points": points} for question, points in zip(questions[:3], [[[[2, 4]], [[8, 9]]], [[[2, 4]]], [[[0, 1], [4, 5]]]], strict=True)]
    figures = measured(in_points, replies[:3], {"ta": "a", "tb": "b"}, TEXTS)
    # of the first question's two points one is cited, of the second's none, and the third's by both of its spans
    assert (figures["points_told"], figures["points"]) == (".50", 4)
    assert "open_named" not in figures
    in_parts = [{**questions[0], "open": "a?"}, {**questions[1], "open": "b?"}, questions[2]]
    assert measured(in_parts, replies[:3], {"ta": "a", "tb": "b"}, TEXTS)["open_named"] == "1 of 2"


def test_what_the_yes_or_no_was_trained_on_is_apart_from_what_is_reported() -> None:
    def lines(name: str) -> list[Line]:
        return [json.loads(line) for line in (Path("benchmarks") / name).read_text("utf-8").splitlines()]

    spoken, written = lines("verdict/spoken.jsonl"), lines("verdict/written.jsonl")
    neighbours = lines("verdict/neighbours.jsonl")
    reported = {question["doc_id"] for question in lines("podcasts/queries.jsonl")}
    assert reported.isdisjoint({item["doc_id"] for item in [*spoken, *neighbours]})
    assert {half_of(item["query_id"]) for item in written} == {"tune"}
    assert {item["doc_id"] for item in spoken if item["held_out"]}.isdisjoint({item["doc_id"] for item in neighbours})
    excerpts = lines("reranker/questions.jsonl")
    assert {item["doc_id"] for item in excerpts}.isdisjoint(reported | held_out_interviews())
    assert {item["doc_id"] for item in spoken if item["held_out"]} <= held_out_interviews()
    assert reported.isdisjoint({item["doc_id"] for item in lines("verdict/found.jsonl")})
    assert all(set(item["questions"].values()).isdisjoint(item.get("near_misses", {}).values()) for item in excerpts)
    stated = lines("verdict/statements.jsonl")
    assert {item["doc_id"] for item in stated}.isdisjoint(reported | held_out_interviews())
    assert all(set(item["said"].values()).isdisjoint(item["not_said"].values()) for item in stated)
    answers = lines("verdict/answers.jsonl")
    assert {item["doc_id"] for item in answers}.isdisjoint(reported | held_out_interviews())
    kept, learnt = ({item["doc_id"] for item in [*stated, *answers] if item["held_out"] is held_out} for held_out in (True, False))
    assert kept.isdisjoint(learnt)
    assert all(told["right"] != told["wrong"] for item in answers for told in item["answers"].values())
    assert all(0 <= part["span"][0] < part["span"][1] for item in [*spoken, *neighbours] for part in (item["first"], item["second"]))


def test_the_second_round_sees_nothing_of_the_interviews_held_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "_rendered", lambda file, doc_id, span: doc_id)
    monkeypatch.setattr(pairs, "_written", lambda: iter(()))
    learnt, kept = ({asked.excerpt for asked in found} for found in (pairs.further_pairs(), pairs.further_held_out_pairs()))
    assert learnt.isdisjoint(held_out_interviews())
    assert kept and kept <= held_out_interviews()


def test_statements_are_asked_about_with_their_excerpt_and_some_of_the_true_ones_with_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "_rendered", lambda file, doc_id, span: f"{doc_id} {span}")
    learnt, kept = pairs.statement_pairs(held_out=False), pairs.statement_pairs(held_out=True)
    interviews = [{each.excerpt.split()[0] for each in asked} for asked in (learnt, kept)]
    assert interviews[0].isdisjoint(interviews[1])
    assert all({label for _, label in each.questions} == {True, False} for each in kept)
    crossed = [each for each in learnt if not any(label for _, label in each.questions)]
    said = {statement: each.excerpt for each in learnt for statement, label in each.questions if label}
    assert 0.25 < sum(len(each.questions) for each in crossed) / len(said) < 0.45
    moved = [(said[statement], each.excerpt) for each in crossed for statement, _ in each.questions]
    assert all(own != other and own.split()[0] == other.split()[0] for own, other in moved)


@given(st.integers(0, 1000))
def test_the_place_that_answers_is_shown_first_and_the_others_do_not_answer(seed: int) -> None:
    example = Example("Who?", ("near it", "whole"), ("a", "b", "c", "d", "e"), ("far",))
    pairs = shown(example, random.Random(seed), Drawn(wrong=3, nearest=4, others_share=0.5, whole_share=0.5))
    assert {question for question, _ in pairs} == {"Who?"} and len(pairs) == 4
    right, *wrong = (place for _, place in pairs)
    assert right in example.answering and set(wrong) <= {"a", "b", "c", "d", "far"} and len(set(wrong)) == 3


def test_waiting_is_told_by_the_first_of_each_kind_of_event() -> None:
    found = EvidenceFound(())
    waited = waits(iter([found, found]))
    assert waited.keys() == {"first evidence"}
    told = medians([{"first evidence": 1.0, "whole answer": 4.0}, {"first evidence": 3.0}, {"first evidence": 2.0}])
    assert told == {
        "first evidence": {"median": 2.0, "longest": 3.0, "questions": 3},
        "whole answer": {"median": 4.0, "longest": 4.0, "questions": 1},
    }  # fmt: skip
