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
    probability_told,
    read_excerpts,
    sources_of,
    to_draft_from,
)
from chatbot.answers.exchanges import those_answering
from chatbot.answers.overview import covering
from chatbot.answers.prompt_injection import is_prompt_injection
from chatbot.answers.prompts import escaped_for_prompt, opening
from chatbot.answers.source_sentences import Reading, SourceSentence, more_of, read_passages, sources_beside
from chatbot.answers.statements import SAID, can_tell_what_is_said, probability_said
from chatbot.answers.translation import translated_quote

__all__ = [
    "SAID", "STRICTNESS", "WITHOUT_MODEL", "WITH_MODEL", "WITH_TRAINED_MODEL", "AnswerableModel", "Excerpt", "Reading",
    "Signals", "SourceSentence", "Wanted", "answerable_model_for", "best_first", "can_tell_what_is_said", "covering",
    "draft_sentences", "each_answering", "escaped_for_prompt", "is_prompt_injection", "language_of_draft", "more_of",
    "opening", "probability_said", "probability_told", "read_excerpts", "read_passages", "said_in", "sources_beside",
    "sources_of", "those_answering", "to_draft_from", "translated_quote",
]  # fmt: skip
