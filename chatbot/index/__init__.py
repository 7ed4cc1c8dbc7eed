"""FAISS, BM25 and passages on disk: built beside the old index and swapped in; the only owner of the index folder."""

from chatbot.index.build import fingerprint_of, text_to_embed, update_from_seeds, update_index
from chatbot.index.layout import IndexedTranscript, Manifest
from chatbot.index.lexical import fold, lexical_tokens
from chatbot.index.seeds import Seeds, State, read_seeds, state_of
from chatbot.index.store import PassageIndex, manifest_of
from chatbot.index.summary import Summary, summary_of

__all__ = [
    "IndexedTranscript", "Manifest", "PassageIndex", "Seeds", "State", "Summary", "fingerprint_of", "fold", "lexical_tokens",
    "manifest_of", "read_seeds", "state_of", "summary_of", "text_to_embed", "update_from_seeds", "update_index",
]  # fmt: skip
