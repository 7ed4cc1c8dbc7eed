"""Questions to ranked passages, and the LangChain retriever that gives them to other programs."""

from chatbot.retrieval.brands import ALSO_WORDS, BRANDS, DAYS, NOT_BRANDS, TERMS
from chatbot.retrieval.name_words import NAME_PARTICLES, NAMES_THAT_ARE_WORDS, NON_NAME_WORDS, SYLLABLES_THAT_ARE_WORDS
from chatbot.retrieval.places import CITIES, COUNTRIES, NOT_PLACES
from chatbot.retrieval.ranking import Evidence, Hit, PassageRetriever, Searcher, Weights, place_of
from chatbot.retrieval.speakers import words_of_name

__all__ = [
    "ALSO_WORDS", "BRANDS", "CITIES", "COUNTRIES", "DAYS", "NAMES_THAT_ARE_WORDS", "NAME_PARTICLES", "NON_NAME_WORDS",
    "NOT_BRANDS", "NOT_PLACES", "SYLLABLES_THAT_ARE_WORDS", "TERMS", "Evidence", "Hit", "PassageRetriever", "Searcher", "Weights",
    "place_of", "words_of_name",
]  # fmt: skip
