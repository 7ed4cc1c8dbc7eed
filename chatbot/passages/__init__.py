"""A transcript becomes sentences and `Passage`s: stretches of whole sentences, sized for embedding.

It does not embed, rank or change text: a passage is always its transcript's text at its span.
"""

from chatbot.passages.sentences import Sentence, asks, sentences_of, split_sentences
from chatbot.passages.tokens import count_tokens
from chatbot.passages.windows import Passage, passages_of

__all__ = ["Passage", "Sentence", "asks", "count_tokens", "passages_of", "sentences_of", "split_sentences"]
