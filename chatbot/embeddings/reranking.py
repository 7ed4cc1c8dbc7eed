"""A question and a place that may answer it, read together: a score of how well it does.

The embedding model reads a question without seeing the transcripts, and a passage without seeing the question. Here the same
model, changed by a low-rank adapter (Hu et al. 2021, arXiv:2106.09685; how it was made: benchmarks/reranker), reads both at once
(a cross-encoder, Nogueira and Cho 2019, arXiv:1901.04085). That costs far less than a chat model's Yes or No and far more than
comparing two vectors: it is for the few places that a search puts first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from chatbot.embeddings.low_rank import change, copied
from chatbot.embeddings.models import BUNDLED, HUB_NAME, PLAIN, SentenceTransformerEmbeddings, Vectors
from chatbot.weights import reranker_adapter

if TYPE_CHECKING:
    from torch import Tensor

BATCH = 8


class Reranker:
    """The bundled embedding model, changed so that it reads a question and a text together.

    It shares the vocabulary's vectors with the embedding model, so that it takes 40 MB more in bfloat16, 80 in float32.
    """

    def __init__(self, embeddings: SentenceTransformerEmbeddings, adapter: Mapping[str, Tensor]) -> None:
        self._tokenizer, self._longest = embeddings.tokenizer, embeddings.longest
        self._model = copied(embeddings.as_it_came.transformer)
        change(self._model, adapter)
        self._head = {name: adapter[name].float() for name in ("product", "both", "bias")}

    def scores(self, question: str, texts: Sequence[str]) -> Vectors:
        """Give for each text how surely it answers the question, as log odds, (texts,)."""
        import torch  # late, see chatbot.embeddings.models

        found = np.zeros(len(texts), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            features = paired(self._tokenizer, self._longest, [question] * len(batch), [texts[place] for place in batch])
            with torch.inference_mode():
                found[batch] = odds(self._model, features, self._tokenizer.sep_token_id, self._head).numpy()
        return found


def paired(tokenizer: Any, longest: int, questions: Sequence[str], texts: Sequence[str]) -> Mapping[str, Tensor]:
    """Give the tokens of each question with its text, marked as the embedding model was trained to see them.

    What is too long for the model is cut at the ends of both. The tokenizer is the embedding model's, and is called as there: it
    keeps its settings from call to call, and another session may be using it.
    """
    features: Mapping[str, Tensor] = tokenizer(
        [f"query: {question}" for question in questions], [f"passage: {text}" for text in texts],
        padding=True, truncation=True, max_length=longest, return_tensors="pt",
    )  # fmt: skip
    return features


def odds(model: Any, features: Mapping[str, Tensor], separator: int, head: Mapping[str, Tensor]) -> Tensor:
    """Give the log odds (texts,) that a text answers: from the means of what was made of the question's tokens and the text's.

    Before training the head's ``product`` makes it their cosine, which is what the embedding model was trained for.
    """
    import torch  # late, see chatbot.embeddings.models

    tokens, there = features["input_ids"], features["attention_mask"].bool()
    states = model(input_ids=tokens, attention_mask=features["attention_mask"])[0].float()
    asked = torch.arange(tokens.shape[1]) <= (tokens == separator).int().argmax(dim=1, keepdim=True)
    one, other = _mean(states, asked), _mean(states, there & ~asked)
    return (one * other) @ head["product"] + torch.cat([one, other], dim=1) @ head["both"] + head["bias"]


def load_reranker(embeddings: SentenceTransformerEmbeddings) -> Reranker | None:
    """Give the reranker made for the bundled embedding model; None beside another one, for which there is none."""
    if embeddings.name not in (BUNDLED, PLAIN, HUB_NAME):
        return None
    from safetensors.torch import load_file  # late: it imports torch

    return Reranker(embeddings, load_file(reranker_adapter()))


def _mean(states: Tensor, chosen: Tensor) -> Tensor:
    """Give the mean of the chosen tokens' vectors, of length 1, (texts, dimensions)."""
    import torch  # late, see chatbot.embeddings.models

    return torch.nn.functional.normalize((states * chosen[..., None]).sum(dim=1), dim=1)
