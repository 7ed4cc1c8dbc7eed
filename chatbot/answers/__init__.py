"""A question and passages to a draft answer, by a chat model or by quotation, and whether there is an answer at all."""

from chatbot.answers.abstention import STRICTNESS, WITH_MODEL, WITHOUT_MODEL, AnswerableModel, Signals
from chatbot.answers.drafts import draft_sentences
from chatbot.answers.excerpts import DRAFTED, Excerpt, lines_of, read_excerpts
from chatbot.answers.lines import Line, Reading, read_passages
from chatbot.answers.translation import translated_quote

__all__ = [
    "DRAFTED", "STRICTNESS", "WITHOUT_MODEL", "WITH_MODEL", "AnswerableModel", "Excerpt", "Line", "Reading", "Signals",
    "draft_sentences", "lines_of", "read_excerpts", "read_passages", "translated_quote",
]  # fmt: skip
