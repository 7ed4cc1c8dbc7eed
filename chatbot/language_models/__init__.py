"""Chat models: found by a name, asked through LangChain; the bundled one is served inside this process."""

from chatbot.language_models.calls import (
    LIKELY,
    UNLIKELY,
    is_trained_for,
    model_errors,
    probability_of_yes,
    reply_text,
    stream_text,
    text_of,
)
from chatbot.language_models.loading import BUNDLED, NONE, bundled_is_installed, load_chat_model, unpack_bundled

__all__ = [
    "BUNDLED", "LIKELY", "NONE", "UNLIKELY", "bundled_is_installed", "is_trained_for", "load_chat_model", "model_errors",
    "probability_of_yes", "reply_text", "stream_text", "text_of", "unpack_bundled",
]  # fmt: skip
