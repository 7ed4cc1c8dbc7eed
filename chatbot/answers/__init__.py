"""A question and passages to a draft answer, by a chat model or by quotation, and whether there is an answer at all."""

from chatbot.answers.abstention import STRICTNESS, WITH_MODEL, WITHOUT_MODEL, AnswerableModel, Signals
from chatbot.answers.drafts import choice, draft_sentences, verdict
from chatbot.answers.lines import Line, Reading, read_passages, within_budget
from chatbot.answers.translation import translated_quote

__all__ = [
    "STRICTNESS", "WITHOUT_MODEL", "WITH_MODEL", "AnswerableModel", "Line", "Reading", "Signals", "choice", "draft_sentences",
    "read_passages", "translated_quote", "verdict", "within_budget",
]  # fmt: skip
