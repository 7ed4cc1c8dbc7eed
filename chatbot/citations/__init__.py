"""A draft to verified sentences: quotes found by the program, every sentence checked, what fails named."""

from chatbot.citations.attribution import Judgement, judge, supports
from chatbot.citations.checks import Meaning, SupportModel, coverage, faults
from chatbot.citations.numbering import CitationNumbers
from chatbot.citations.values import CheckedSentence, Citation, Fault

__all__ = [
    "CheckedSentence", "Citation", "CitationNumbers", "Fault", "Judgement", "Meaning", "SupportModel", "coverage", "faults",
    "judge", "supports",
]  # fmt: skip
