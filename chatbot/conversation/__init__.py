"""The one assembly point: open, ask, stream, remember."""

from chatbot.conversation.assembly import Conversation, default_models_folder, marked
from chatbot.conversation.rebuilding import rebuild
from chatbot.conversation.values import (
    Answer,
    AnswerFinished,
    Event,
    EvidenceFound,
    Seconds,
    SentenceChecked,
    passage_to_json,
)  # fmt: skip

__all__ = [
    "Answer", "AnswerFinished", "Conversation", "Event", "EvidenceFound", "Seconds", "SentenceChecked",
    "default_models_folder", "marked", "passage_to_json", "rebuild",
]  # fmt: skip
