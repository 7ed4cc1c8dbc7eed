"""A question and passages to a draft answer, by a chat model or by quotation, and whether there is an answer at all."""

from chatbot.answers.abstention import (
    STRICTNESS,
    WITH_MODEL,
    WITH_TRAINED_MODEL,
    WITHOUT_MODEL,
    AnswerableModel,
    Signals,
    answerable_model_for,
)
from chatbot.answers.drafts import draft_sentences, language_of_draft, said_in
from chatbot.answers.excerpts import (
    Excerpt,
    Wanted,
    best_first,
    each_answering,
    lines_of,
    probability_told,
    read_excerpts,
    to_draft_from,
)
from chatbot.answers.lines import Line, Reading, lines_beside, more_of, read_passages
from chatbot.answers.overview import covering
from chatbot.answers.prompts import opening
from chatbot.answers.statements import SAID, can_tell_what_is_said, probability_said
from chatbot.answers.translation import translated_quote

__all__ = [
    "SAID", "STRICTNESS", "WITHOUT_MODEL", "WITH_MODEL", "WITH_TRAINED_MODEL", "AnswerableModel", "Excerpt", "Line",
    "Reading", "Signals", "Wanted", "answerable_model_for", "best_first", "can_tell_what_is_said", "covering",
    "draft_sentences", "each_answering", "language_of_draft", "lines_beside", "lines_of", "more_of", "opening",
    "probability_said", "probability_told", "read_excerpts", "read_passages", "said_in", "to_draft_from", "translated_quote",
]  # fmt: skip
