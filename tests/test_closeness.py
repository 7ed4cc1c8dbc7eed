"""The checks' vectors: of the embedding model as it came, for the passages that a draft is checked against."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from chatbot.answers import Reading, read_passages
from chatbot.conversation.closeness import Closeness
from chatbot.embeddings import SentenceTransformerEmbeddings
from chatbot.index import PassageIndex, text_to_embed
from chatbot.retrieval import Evidence, Searcher

QUESTION = "Who owns the wine market?"


@pytest.fixture(scope="module")
def index(built_index: tuple[Path, Path]) -> PassageIndex:
    return PassageIndex(built_index[1])


@pytest.fixture(scope="module")
def found(index: PassageIndex, embeddings: SentenceTransformerEmbeddings) -> tuple[Evidence, Reading]:
    evidence = Searcher(index, embeddings).search([QUESTION], 5)
    vectors = [index.sentence_vectors(row) for row in evidence.rows]
    return evidence, read_passages(evidence.hits, evidence.rows, vectors, evidence.vectors, [QUESTION], index.transcripts)


def test_the_sources_passages_are_read_by_the_model_as_it_came_and_no_others(
    index: PassageIndex, embeddings: SentenceTransformerEmbeddings, found: tuple[Evidence, Reading]
) -> None:
    evidence, reading = found
    first, *_, last = sorted(reading.sources, key=lambda source: source.row)
    again = Closeness(index, embeddings).vectors_for([last, first], reading, evidence.rows)
    for source in (first, last):
        passage = index.passage(sorted(evidence.rows)[source.passage])
        expected = embeddings.as_it_came.embed_passages([text_to_embed(passage)], lambda _: None)[0].sentences
        place = [sentence.start for sentence in passage.sentences].index(source.sentence.start)
        assert again[source.row] @ expected[place] > 0.999  # what is read beside it, in bfloat16, changes a little
        assert again[source.row] @ reading.vectors[source.row] < 0.99
    others = [each.row for each in reading.sources if each.passage not in (first.passage, last.passage)]
    assert others
    assert np.array_equal(again[others], reading.vectors[others])


def test_what_means_the_same_in_two_languages_is_close(index: PassageIndex, embeddings: SentenceTransformerEmbeddings) -> None:
    closeness = Closeness(index, embeddings)
    assert closeness.of("We like wine.", "Ci piace il vino.") > closeness.of("We like wine.", "Il treno parte alle otto.")
    assert closeness.of("We like wine.", "We like wine.") == pytest.approx(1, abs=1e-3)
