"""The weights that come with the installation, unpacked once and checked."""

from chatbot.weights.e5 import E5File
from chatbot.weights.locking import only_one
from chatbot.weights.unpacking import (
    CHAT_FILE,
    EMBEDDING_FOLDER,
    ENGLISH_PACKAGE,
    Progress,
    answer_adapter,
    english_folder,
    has_bundled,
    only_maker,
    reranker_adapter,
    search_adapter,
    statement_adapter,
    translation_adapter,
    unpack_chat,
    unpack_embedding,
    verdict_adapter,
)

__all__ = [
    "CHAT_FILE", "EMBEDDING_FOLDER", "ENGLISH_PACKAGE", "E5File", "Progress", "answer_adapter", "english_folder", "has_bundled",
    "only_maker", "only_one", "reranker_adapter", "search_adapter", "statement_adapter", "translation_adapter", "unpack_chat",
    "unpack_embedding", "verdict_adapter",
]  # fmt: skip
