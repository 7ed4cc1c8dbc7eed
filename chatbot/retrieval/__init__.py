"""Questions to ranked passages, and the LangChain retriever that gives them to other programs."""

from chatbot.retrieval.ranking import Evidence, Hit, PassageRetriever, Searcher, Weights, place_of

__all__ = ["Evidence", "Hit", "PassageRetriever", "Searcher", "Weights", "place_of"]
