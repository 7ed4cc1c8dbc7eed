"""Ranking worked by hand on made-up vectors, and real questions in four languages over the real transcript."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from langchain_core.retrievers import BaseRetriever

from chatbot.conversation import Conversation
from chatbot.embeddings import SentenceTransformerEmbeddings
from chatbot.errors import QuestionError
from chatbot.index import PassageIndex
from chatbot.retrieval import PassageRetriever, Searcher, Weights
from chatbot.retrieval.background import BACKGROUND, LanguageBackground
from chatbot.retrieval.ranking import best_sentences, candidates, filled_in, in_context, lexical_share, with_neighbours

SENTENCE = "the French own the highest part of the market in terms of wine"


def context(scores: dict[int, float], transcripts: dict[int, int], weights: Weights) -> dict[int, float]:
    rows = np.array(sorted(scores), dtype=np.int64)
    return in_context(rows, [transcripts[r] for r in rows], np.array([scores[r] for r in rows]), weights)


def test_a_row_s_better_neighbour_and_its_transcript_speak_for_it() -> None:
    weights = Weights(neighbours=0.5, transcript=0.5)
    found = context({0: 0.8, 1: 0.4, 2: 0.6}, {0: 0, 1: 0, 2: 0}, weights)
    # each: (own + .5 x better neighbour + .5 x best of the transcript, which is 0.8) / (1 + .5 + .5), where a neighbour two
    # rows away counts for .98 of its score
    assert found[0] == pytest.approx((0.8 + 0.5 * 0.98 * 0.6 + 0.5 * 0.8) / 2)  # = 0.747
    assert found[1] == pytest.approx((0.4 + 0.5 * 0.8 + 0.5 * 0.8) / 2)  # = 0.60
    assert found[2] == pytest.approx((0.6 + 0.5 * 0.98 * 0.8 + 0.5 * 0.8) / 2)  # = 0.696


def test_the_row_beside_in_another_transcript_is_no_neighbour() -> None:
    weights = Weights(neighbours=0.5, transcript=0.0)
    found = context({0: 0.8, 1: 0.4}, {0: 0, 1: 1}, weights)
    # no neighbour: a row stands for itself, (own + .5 x own) / 1.5 = own
    assert found == {0: pytest.approx(0.8), 1: pytest.approx(0.4)}


def test_the_best_stand_by_themselves_and_the_others_by_what_is_around_them() -> None:
    high = {10: 0.9, 20: 0.89, 30: 0.88, 40: 0.87}
    # alone: 50 (.8) before 60 (.7); around: 50 has only itself, (.8 + 2 x .8) / 3 = .8, and 60 has 61 and 62 beside it,
    # (.7 + 2 x (.7 + .86 + .86) / 3) / 3 = .771; 61 is (.86 + 2 x .807) / 3 = .824, and so is 62
    found = filled_in({**high, 50: 0.8, 60: 0.7, 61: 0.86, 62: 0.86}, dict.fromkeys([*high, 50, 60, 61, 62], 0))
    assert [row for row, _ in found] == [10, 20, 30, 40, 61, 62, 50, 60]
    assert found[-1][1] == pytest.approx((0.7 + 2 * (0.7 + 0.86 + 0.86) / 3) / 3)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


def test_what_is_around_ends_with_the_transcript() -> None:
    rows = {1: 0.9, 2: 0.9, 3: 0.9, 4: 0.9, 10: 0.5, 11: 0.8}
    apart = filled_in(rows, {**dict.fromkeys(rows, 0), 11: 1})
    assert apart[-1] == (10, pytest.approx(0.5))


def test_without_weights_scores_stay_as_they_are() -> None:
    assert context({3: 0.8, 4: 0.4}, {3: 0, 4: 0}, Weights(neighbours=0.0, transcript=0.0)) == {3: 0.8, 4: 0.4}


def test_a_lexical_share_is_of_what_could_be_reached() -> None:
    assert lexical_share(np.array([2.0, 1.0], np.float32), 4.0).tolist() == [0.5, 0.25]
    assert lexical_share(np.array([0.0], np.float32), 0.0).tolist() == [0.0]


def test_the_best_sentence_is_taken_for_each_form() -> None:
    sentences = np.array([[1, 0], [0, 1], [0.6, 0.8]], np.float32)
    forms = np.array([[1, 0], [0.6, 0.8]], np.float32)
    # form 1: max(1, 0, .6); form 2: max(.6, .8, .36 + .64)
    assert best_sentences(sentences, forms).tolist() == pytest.approx([1.0, 1.0])


def test_candidates_are_what_either_search_found_inside_the_range() -> None:
    nearest = np.array([[2, 3, -1]])  # FAISS fills up with -1
    shares = np.array([[0.9], [0.0], [0.0], [0.0], [0.5], [0.7]], np.float32)
    assert candidates(nearest, shares, (1, 5)) == {2, 3, 4}  # row 0 and row 5 are outside, row 1 shares no word


def test_neighbours_stay_inside_the_range_and_in_order() -> None:
    assert with_neighbours({2, 4, 7}, (2, 8)).tolist() == [2, 3, 4, 5, 6, 7]
    assert with_neighbours({20}, (2, 100)).tolist() == [18, 19, 20, 21, 22]
    assert with_neighbours({0}, (0, 1)).tolist() == [0]


class Plane:
    """An embedding model of two dimensions, for scores that can be worked out by hand."""

    dimensions = 2

    def embed_questions(self, questions: Any) -> np.ndarray:
        return np.array([[1.0, 0.0]] * len(questions), np.float32)


class ThreeRows:
    """An index of three passages of one transcript, in English."""

    def __init__(self) -> None:
        self.dense, self.lexical = self, self
        self.rows = 3

    def language(self, transcript: str | None = None) -> str:
        return "en"

    def search(self, vectors: np.ndarray, count: int, within: tuple[int, int]) -> tuple[np.ndarray, None]:
        return np.array([[0, 1, 2]]), None

    def vectors(self, rows: np.ndarray) -> np.ndarray:
        return np.array([[0.6, 0.8], [1.0, 0.0], [0.0, 1.0]], np.float32)[rows]

    def sentence_vectors(self, row: int) -> np.ndarray:
        return np.array([[[0.8, 0.6], [0.0, 1.0]], [[0.6, 0.8], [0.6, 0.8]], [[0.0, 1.0], [0.0, 1.0]]], np.float32)[row]

    def scores(self, question: str) -> tuple[np.ndarray, float]:
        return np.array([4.0, 0.0, 8.0], np.float32), 8.0

    def transcript_number(self, row: int) -> int:
        return 0

    def passage(self, row: int) -> str:
        return f"passage {row}"


def test_three_kinds_of_evidence_are_added_on_one_scale() -> None:
    weights = Weights(passage=1.0, sentence=1.0, lexical=0.5, neighbours=0.0, transcript=0.0)
    found = Searcher(ThreeRows(), Plane(), weights).search(["Who owns the market?"], 3)  # type: ignore[arg-type]
    # row 0: passage .6 + best sentence .8 + .5 x 4/8 = 1.65; row 1: 1 + .6 + 0 = 1.6; row 2: 0 + 0 + .5 x 8/8 = .5
    assert found.rows == (0, 1, 2)
    assert [hit.score for hit in found.hits] == pytest.approx([1.65, 1.6, 0.5], abs=1e-5)


def test_the_background_of_a_language_is_the_mean_of_its_questions(embeddings: SentenceTransformerEmbeddings) -> None:
    background = LanguageBackground(embeddings)
    by_hand = np.mean([embeddings.embed_query(question) for question in BACKGROUND["it"]], axis=0)
    assert np.allclose(background.mean("it"), by_hand, atol=0.01)
    assert not background.mean("xx").any()


@pytest.fixture(scope="module")
def searcher(quoting_conversation: Conversation, embeddings: SentenceTransformerEmbeddings) -> Searcher:
    return Searcher(quoting_conversation.index, embeddings)


@pytest.mark.parametrize(
    "question",
    [
        "Who owns the wine market in China?",
        "Chi domina il mercato del vino in Cina?",
        "谁占领了中国的葡萄酒市场？",
        "Qui domine le marché du vin en Chine ?",
    ],
)
def test_a_question_in_four_languages_finds_the_sentence(question: str, searcher: Searcher) -> None:
    found = searcher.search([question], 3)
    assert SENTENCE in found.hits[0].passage.text
    assert [hit.score for hit in found.hits] == sorted((hit.score for hit in found.hits), reverse=True)


def test_relevance_is_larger_where_the_transcript_answers(searcher: Searcher) -> None:
    def relevance(question: str) -> float:
        found = searcher.search([question], 5)
        sentences = np.concatenate([searcher.index.sentence_vectors(row) for row in found.rows])
        return searcher.relevance([question], sentences)

    assert relevance("Who owns the wine market in China?") > relevance("How do volcanoes erupt under the sea?")
    assert searcher.relevance(["anything"], np.empty((0, 384), np.float32)) == -1.0


def test_a_search_can_be_kept_to_one_transcript(searcher: Searcher) -> None:
    found = searcher.search(["wine"], 4, "china-paradigm-044")
    assert {hit.passage.transcript for hit in found.hits} == {"china-paradigm-044"}
    with pytest.raises(QuestionError, match="no transcript 'other'"):
        searcher.search(["wine"], 4, "other")


def test_the_retriever_gives_langchain_documents(searcher: Searcher, built_index: tuple[Path, Path]) -> None:
    retriever = PassageRetriever(searcher=searcher, count=3)
    assert isinstance(retriever, BaseRetriever)
    documents = retriever.invoke("Who owns the wine market in China?")
    assert len(documents) == 3
    text = PassageIndex(built_index[1]).transcripts["china-paradigm-044"].text
    for document in documents:
        place = document.metadata
        assert text[place["start"] : place["end"]] == document.page_content
        assert set(place) == {"transcript", "start", "end", "score", "speaker", "time"}
