"""The program's index and embedding model, called in this process, where a command line would hide the figure.

It does not search: see ``ours`` for the command line and ``timing`` for a warm search.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from benchmarks.ours import Seeds
from benchmarks.peers import MODELS
from benchmarks.sets import Document, Place
from chatbot.embeddings import BUNDLED, SentenceTransformerEmbeddings, load_embeddings
from chatbot.index import PassageIndex, read_seeds, text_to_embed, update_index
from chatbot.passages import passages_of
from chatbot.transcripts import parse_transcript


def our_embeddings() -> SentenceTransformerEmbeddings:
    """Load the bundled embedding model as the program runs it."""
    return load_embeddings(BUNDLED, MODELS, lambda doing, done, total: None)


def index_in_process(seeds: Path, index: Path, embeddings: SentenceTransformerEmbeddings) -> int:
    """Build an index with a model that is loaded already; returns its number of passages."""
    return update_index(read_seeds(seeds).transcripts, index, embeddings, lambda doing, done, total: None, full=True).passages


def passages_in(index: Path, seeds: Seeds) -> dict[str, list[Place]]:
    """Give all passages of an index, by document."""
    opened = PassageIndex(index)
    return {
        seeds.doc_ids[entry.id]: [
            Place(seeds.doc_ids[entry.id], passage.start, passage.end)
            for passage in map(opened.passage, range(*opened.rows_of(entry.id)))
        ]
        for entry in opened.manifest.transcripts
    }


def passage_vectors(documents: Sequence[Document], embeddings: SentenceTransformerEmbeddings, count: int) -> list[list[float]]:
    """Embed the first ``count`` passages of the documents, as the index would."""
    every = (passage for d in documents for passage in passages_of(parse_transcript(d.text, d.doc_id)))
    texts = [text_to_embed(passage) for passage in islice(every, count)]
    return [found.passage.tolist() for found in embeddings.embed_passages(texts, lambda done: None)]
