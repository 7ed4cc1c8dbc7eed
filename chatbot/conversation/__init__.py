"""The one assembly point: open, ask, stream, remember."""

from chatbot.conversation.assembly import Conversation, default_models_folder
from chatbot.conversation.framing import courtesy_reply, not_found_reply, without_translation
from chatbot.conversation.paragraphs import begins_paragraph, paragraphs
from chatbot.conversation.rebuilding import prepare_chat_model, rebuild
from chatbot.conversation.values import (
    Answer,
    AnswerFinished,
    Event,
    EvidenceFound,
    ExcerptRead,
    Seconds,
    SentenceChecked,
    SentenceTranslated,
    marked,
    passage_to_json,
)  # fmt: skip

__all__ = [
    "Answer", "AnswerFinished", "Conversation", "Event", "EvidenceFound", "ExcerptRead", "Seconds", "SentenceChecked",
    "SentenceTranslated", "begins_paragraph", "courtesy_reply", "default_models_folder", "marked", "not_found_reply",
    "paragraphs", "passage_to_json", "prepare_chat_model", "rebuild", "without_translation",
]  # fmt: skip
