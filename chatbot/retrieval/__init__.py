"""Questions to ranked passages, and the LangChain retriever that gives them to other programs."""

from chatbot.retrieval.name_words import NAME_PARTICLES, NAMES_THAT_ARE_WORDS, NON_NAME_WORDS
from chatbot.retrieval.ranking import Evidence, Hit, PassageRetriever, Searcher, Weights, place_of
from chatbot.retrieval.speakers import words_of_name

__all__ = [
    "NAMES_THAT_ARE_WORDS", "NAME_PARTICLES", "NON_NAME_WORDS", "Evidence", "Hit", "PassageRetriever", "Searcher",
    "Weights", "place_of", "words_of_name",
]  # fmt: skip
