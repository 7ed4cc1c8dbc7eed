"""The invented interviews, and what the search trained on them finds."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.talk.interviews import Interview, interviews, near_misses, questions
from chatbot.embeddings import SentenceTransformerEmbeddings, Text
from chatbot.passages import passages_of
from chatbot.transcripts import parse_transcript


@pytest.mark.parametrize("held_out", [False, True])
def test_evidence_is_within_one_turn_of_its_interview(held_out: bool) -> None:
    for each in interviews(held_out):
        assert all(0 <= item.span[0] < item.span[1] and "\n" not in each.text[slice(*item.span)] for item in each.items)


def test_held_out_interviews_are_not_trained_on() -> None:
    learnt, kept = ({each.doc_id for each in interviews(held_out)} for held_out in (False, True))
    assert (len(learnt), len(kept)) == (154, 24) and learnt.isdisjoint(kept)
    assert {each.doc_id for each in [*questions(False), *near_misses(False)]} == learnt


def reciprocal_ranks(interview: Interview, model: SentenceTransformerEmbeddings) -> list[float]:
    """Give 1 over the rank of the best passage that answers, for each question."""
    passages = passages_of(parse_transcript(interview.text, interview.doc_id))
    read = model.embed_passages([Text(each.text, each.context) for each in passages], lambda _: None)
    found = model.embed_questions([item.question for item in interview.items]) @ np.stack([each.passage for each in read]).T
    right = [[each.start < item.span[1] and item.span[0] < each.end for each in passages] for item in interview.items]
    return [1 / (1 + (scores > scores[answers].max()).sum()) for scores, answers in zip(found, np.array(right), strict=True)]


@pytest.mark.models
def test_the_trained_search_puts_what_answers_higher(embeddings: SentenceTransformerEmbeddings) -> None:
    kept = [each for each in interviews(held_out=True) if each.language == "en"][:3]
    trained, came = (np.mean([rank for each in kept for rank in reciprocal_ranks(each, model)])
                     for model in (embeddings, embeddings.as_it_came))  # fmt: skip
    assert trained > came + 0.1
