"""What a chat model is asked for: a Yes as a probability, a reply, a reply in pieces; its failures as one clear error.

It does not write prompts: the rooms that ask a model own their words.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Literal

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage

from chatbot.errors import ModelError

Matter = Literal["question", "statement", "answer"]
"""What a model can be trained for: to say whether an excerpt answers a question, whether it says all that a statement says, and
to write an answer from it."""
TRAINED = "chatbot.trained"
"""Where a model's metadata tells for which matters it was trained, and with which options it is then to be asked."""
LIKELY, UNLIKELY = 0.95, 0.05
"""What a plain Yes or No is worth from a model that does not tell its token probabilities."""


def probability_of_yes(
    model: BaseChatModel, messages: Sequence[BaseMessage], matter: Literal["question", "statement"] = "question"
) -> float:
    """Give the probability (0 to 1) that the model's reply begins with Yes rather than No.

    Read off the first token's probabilities where the model tells them, else off the reply's first word.
    """
    options = _trained(model).get(matter, {})
    with model_errors():
        reply = model.bind(logprobs=True, top_logprobs=12, max_tokens=2, **options).invoke(list(messages))
    tokens = _first_token(reply)
    if not tokens:
        return LIKELY if text_of(reply).strip().lower().startswith("yes") else UNLIKELY
    yes, no = (tokens.get(word, 0.0) + 1e-9 for word in ("yes", "no"))
    return yes / (yes + no)


def is_trained_for(model: BaseChatModel, matter: Matter) -> bool:
    """Say whether a model comes with an adapter for this matter."""
    return matter in _trained(model)


def _trained(model: BaseChatModel) -> Mapping[str, Mapping[str, Any]]:
    return (model.metadata or {}).get(TRAINED) or {}


def _first_token(reply: BaseMessage) -> dict[str, float]:
    first = (reply.response_metadata.get("logprobs") or {}).get("content") or []
    found: dict[str, float] = {}
    for candidate in first[0].get("top_logprobs", []) if first else []:
        word = candidate["token"].strip().lower()
        found[word] = found.get(word, 0.0) + math.exp(candidate["logprob"])
    return found


def reply_text(model: BaseChatModel, messages: Sequence[BaseMessage], max_tokens: int) -> str:
    """Give the model's whole reply."""
    with model_errors():
        return text_of(model.bind(max_tokens=max_tokens).invoke(list(messages)))


def stream_text(
    model: BaseChatModel, messages: Sequence[BaseMessage], max_tokens: int, matter: Matter | None = None
) -> Iterator[str]:
    """Give the model's reply in pieces, as it is written, with what it was trained for where ``matter`` names it.

    Closing the iterator stops the model.
    """
    options = _trained(model).get(matter, {}) if matter else {}
    with model_errors():
        for chunk in model.bind(max_tokens=max_tokens, **options).stream(list(messages)):
            yield text_of(chunk)


def text_of(message: BaseMessage) -> str:
    """Give a message's words, whatever blocks they come in."""
    return str(message.text) if isinstance(message, AIMessage) else str(message.content)


@contextmanager
def model_errors() -> Iterator[None]:
    """Turn whatever a model's library raises into one clear ModelError."""
    try:
        yield
    except Exception as error:  # each provider has a tree of its own
        first = str(error).strip().splitlines() or [type(error).__name__]
        raise ModelError(f"the chat model did not answer: {first[0][:300]}; try again, or use --model none") from error
