"""Whether an excerpt says all that a statement says, in the view of a chat model that was trained to tell.

A model that was not is not to be asked: one that wrote a statement will mostly say that it is right.
"""

from __future__ import annotations

from collections.abc import Sequence

from langchain_core.language_models import BaseChatModel

from chatbot.answers.prompts import statement_prompt
from chatbot.answers.source_sentences import SourceSentence
from chatbot.language_models import is_trained_for, probability_of_yes

SAID = 0.85
"""The probability from which an excerpt is taken to say all that a statement says.

Measured in benchmarks/experiments/15-answers-in-the-questions-language.md."""
TRAINED_IN = frozenset({"en", "it", "zh", "fr"})
"""The languages of the statements that the bundled model was trained and measured on."""


def can_tell_what_is_said(model: BaseChatModel, language: str) -> bool:
    """Say whether a model was trained to tell whether an excerpt says what a statement in ``language`` says."""
    return language in TRAINED_IN and is_trained_for(model, "statement")


def probability_said(model: BaseChatModel, statement: str, sources: Sequence[SourceSentence]) -> float:
    """Give the probability (0 to 1) that the sentences, read as excerpts, say all that ``statement`` says.

    Raises ModelError when the model fails.
    """
    return probability_of_yes(model, statement_prompt(statement, sources), "statement")
