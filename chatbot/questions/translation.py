"""A question in another language, by a chat model; what loses a name or a number is thrown away."""

from __future__ import annotations

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from chatbot.index import lexical_tokens
from chatbot.language_models import is_trained_for, reply_text
from chatbot.questions.faithful import first_line, numbers, room_for
from chatbot.questions.names import fixed_names
from chatbot.transcripts import LANGUAGES


def translate(text: str, language: str, model: BaseChatModel) -> str:
    """Put ``text`` into ``language``; empty when the model's words lose a number or a name in Latin letters."""
    request = question_request(text, language)
    if not is_trained_for(model, "translation"):
        request = [request[0], *_translations_into(language), request[1]]
    written = first_line(reply_text(model, request, max_tokens=room_for(text), matter="translation"))
    kept = numbers(text) <= numbers(written) and fixed_names(text) <= set(lexical_tokens(written))
    return written if written and kept else ""


def question_request(text: str, language: str) -> list[BaseMessage]:
    """Ask for a question in ``language``, without worked examples."""
    return [
        SystemMessage(f"Translate the user's question into {LANGUAGES.get(language, language)}. "
                      "Keep names and numbers. Reply with the translation alone."),
        HumanMessage(text),
    ]  # fmt: skip


_ALIKE = (
    {"it": "Perché a Marta Ruiz la latta sembra più adatta del vetro?", "zh": "为什么Marta Ruiz觉得铁罐比玻璃瓶合适？",
     "fr": "Pourquoi Marta Ruiz trouve-t-elle le métal plus adapté que le verre ?",
     "en": "Why does Marta Ruiz find tin more suitable than glass?"},
    {"fr": "Avec quels cuisiniers Kenji Mori a-t-il goûté l'huile pour la première fois ?",
     "zh": "Kenji Mori第一次是和哪些厨师一起品尝橄榄油的？",
     "it": "Con quali cuochi Kenji Mori ha assaggiato l'olio per la prima volta?",
     "en": "With which cooks did Kenji Mori taste the oil for the first time?"},
    {"zh": "他们每天能压榨多少吨橄榄？", "it": "Quante tonnellate di olive riescono a lavorare al giorno?",
     "fr": "Combien de tonnes d'olives peuvent-ils presser par jour ?", "en": "How many tons of olives can they press a day?"},
    {"it": "E dopo la fiera che cosa le hanno chiesto?", "zh": "展会之后他们又问了她什么？",
     "fr": "Et après le salon, que lui ont-ils demandé ?", "en": "And what did they ask her after the fair?"},
    {"fr": "Que pense-t-elle de la concurrence espagnole ?", "zh": "她怎么看西班牙的竞争对手？",
     "it": "Che cosa pensa della concorrenza spagnola?", "en": "What does she think of the Spanish competition?"},
    {"zh": "哪家百货公司最先同意办品尝活动？", "it": "Quale grande magazzino ha accettato per primo una degustazione?",
     "fr": "Quel grand magasin a accepté le premier une dégustation ?",
     "en": "Which department store was the first to agree to a tasting?"},
)  # fmt: skip
"""Invented questions that mean the same: a small model translates better behind a few.

Measured in benchmarks/experiments/13-translations.md."""


def _translations_into(language: str) -> list[BaseMessage]:
    """Give worked examples, each from another language than the last; none into a language that the examples lack."""
    messages: list[BaseMessage] = []
    for alike in _ALIKE if language in _ALIKE[0] else ():
        spoken = next(code for code in alike if code != language)
        messages += [HumanMessage(alike[spoken]), AIMessage(alike[language])]
    return messages
