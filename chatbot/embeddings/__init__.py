"""Texts to vectors, and a question read together with a text: the sentence-transformers models, and all that is made of them."""

from chatbot.embeddings.models import (
    BUNDLED,
    HUB_NAME,
    PLAIN,
    PRECISIONS,
    Embedded,
    SentenceTransformerEmbeddings,
    Text,
    Vectors,
    load_embeddings,
)
from chatbot.embeddings.reranking import Reranker, load_reranker
from chatbot.embeddings.second_opinion import SecondOpinion, load_second_opinion

__all__ = [
    "BUNDLED", "HUB_NAME", "PLAIN", "PRECISIONS", "Embedded", "Reranker", "SecondOpinion", "SentenceTransformerEmbeddings",
    "Text", "Vectors", "load_embeddings", "load_reranker", "load_second_opinion",
]  # fmt: skip
