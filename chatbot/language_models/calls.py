"""What a chat model is asked for: a Yes as a probability, a reply, a reply in pieces; its failures as one clear error.

It does not write prompts: the rooms that ask a model own their words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any, Literal, TypeVar

from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.runnables import Runnable

from chatbot.errors import ModelError

Told = TypeVar("Told")
Asked = Runnable[LanguageModelInput, AIMessage]
"""A model with its options bound."""
Matter = Literal["question", "statement", "answer", "translation"]
"""What a model can be trained for: to say whether an excerpt answers a question, whether it says all that a statement says, to
write an answer from it, and to translate."""
TRAINED = "chatbot.trained"
"""Where a model's metadata tells for which matters it was trained, and with which options it is then to be asked."""
LIKELY, UNLIKELY = 0.95, 0.05
"""What a plain Yes or No is worth from a model that does not tell its token probabilities."""
ROOM_TO_THINK = 2000
"""Tokens for a model that thinks before it replies; one that does not stops of itself."""
_WAY = "chatbot.way"
"""Where a model's metadata keeps the first way of asking that it did not refuse: its place among those there are."""
_PROBABILITIES, _LIMITED = 0, 1
"""The ways of asking, with the most options first: for token probabilities, with a limit, and last without even a temperature."""
_REFUSED = (400, 422)
_ENDS, _CUT = ("finish_reason", "done_reason", "stop_reason"), {"length", "max_tokens", "MAX_TOKENS"}
"""Where providers tell why a reply ended, and what they call a limit that was reached."""
_MARK = re.compile(r"<(?=\|)")
_AROUND = re.compile(r"^[\W_]+|[\W_]+$")
_FIRST_WORD = re.compile(r"[\W_]*(yes|no)(?![^\W_])", re.IGNORECASE)
_THINK, _THOUGHT = "<think>", "</think>"


def probability_of_yes(
    model: BaseChatModel, messages: Sequence[BaseMessage], matter: Literal["question", "statement"] = "question"
) -> float:
    """Give the probability (0 to 1) that the model's reply begins with Yes rather than No.

    Read off the first token's probabilities where the model tells them and Yes or No is among them, else off the reply's first
    word.
    """
    options = _trained(model).get(matter, {})
    ways = (
        _limited(model, 2, logprobs=True, top_logprobs=12, **options), _limited(model, ROOM_TO_THINK, **options), _plain(model),
    )  # fmt: skip
    with model_errors():
        reply = _unless_refused(model, ways, _PROBABILITIES, lambda way: way.invoke(_as_words(messages)))
        tokens = _first_token(reply)
        if not tokens.keys() & {"yes", "no"} and not _spoken(text_of(reply)):  # it began to think
            tokens = {}
            reply = _unless_refused(model, ways, _LIMITED, lambda way: way.invoke(_as_words(messages)))
    for words in (tokens, _unmarked(tokens)):
        if words.keys() & {"yes", "no"}:
            yes, no = (words.get(word, 0.0) + 1e-9 for word in ("yes", "no"))
            return yes / (yes + no)
    return _taken_at_its_word(_spoken(text_of(reply)), bool(tokens))


def _unmarked(tokens: Mapping[str, float]) -> dict[str, float]:
    """Give tokens without the marks around them, as in **Yes or "No"."""
    found: dict[str, float] = {}
    for token, chance in tokens.items():
        word = _AROUND.sub("", token)
        found[word] = found.get(word, 0.0) + chance
    return found


def _taken_at_its_word(reply: str, told: bool) -> float:
    """Give what a reply's first word is worth; one that is neither Yes nor No says nothing where probabilities were told."""
    first = _FIRST_WORD.match(reply)
    if first is None:
        return 0.5 if told else UNLIKELY
    return LIKELY if first[1].lower() == "yes" else UNLIKELY


def is_trained_for(model: BaseChatModel, matter: Matter) -> bool:
    """Say whether a model comes with an adapter for this matter."""
    return matter in _trained(model)


def _trained(model: BaseChatModel) -> Mapping[str, Mapping[str, Any]]:
    return (model.metadata or {}).get(TRAINED) or {}


def _limited(model: BaseChatModel, tokens: int, **options: Any) -> Asked:
    if "num_predict" in type(model).model_fields:  # Ollama's name for it, which a call cannot carry without all other options
        return model.model_copy(update={"num_predict": tokens}).bind(**options)
    return model.bind(max_tokens=tokens, **options)


def _plain(model: BaseChatModel) -> BaseChatModel:
    """Give the model without the temperature that it was made with, too, which models that think refuse."""
    field = type(model).model_fields.get("temperature")
    return model.model_copy(update={"temperature": field.get_default()}) if field else model


def _unless_refused(model: BaseChatModel, ways: Sequence[Asked], first: int, call: Callable[[Asked], Told]) -> Told:
    """Ask in the first way, from ``first`` on, that the model does not refuse, and begin with that one from then on."""
    start = max(first, (model.metadata or {}).get(_WAY, 0))
    for way in range(start, len(ways)):
        try:
            told = call(ways[way])
        except Exception as error:  # each provider has a tree of its own
            if way + 1 == len(ways) or not _is_refusal(error):
                raise
        else:
            if way > start:
                model.metadata = {**(model.metadata or {}), _WAY: way}
            return told
    raise AssertionError("there is always one way more")


def _is_refusal(error: Exception) -> bool:
    """Say whether an error may be about the options: an argument that is not known, or a bad request."""
    codes = getattr(error, "status_code", None), getattr(error, "code", None)
    about_options = isinstance(error, TypeError) or type(error) is ValueError  # a reply cut short raises a kind of ValueError
    return about_options or any(code in _REFUSED for code in codes)


def _first_token(reply: BaseMessage) -> dict[str, float]:
    told = reply.response_metadata.get("logprobs") or {}
    first = (told.get("content") if isinstance(told, Mapping) else told) or []
    found: dict[str, float] = {}
    for candidate in (first[0].get("top_logprobs") or []) if first else []:
        word = candidate["token"].strip().lower()
        found[word] = found.get(word, 0.0) + math.exp(candidate["logprob"])
    return found


def reply_text(
    model: BaseChatModel, messages: Sequence[BaseMessage], max_tokens: int, matter: Matter | None = None
) -> str:
    """Give the model's whole reply, with what it was trained for where ``matter`` names it."""
    options = _trained(model).get(matter, {}) if matter else {}
    return "".join(_pieces(model, messages, max_tokens, options, lambda way: iter([way.invoke(_as_words(messages))])))


def stream_text(
    model: BaseChatModel, messages: Sequence[BaseMessage], max_tokens: int, matter: Matter | None = None
) -> Iterator[str]:
    """Give the model's reply in pieces, as it is written, with what it was trained for where ``matter`` names it.

    Closing the iterator stops the model.
    """
    options = _trained(model).get(matter, {}) if matter else {}
    yield from _pieces(model, messages, max_tokens, options, lambda way: way.stream(_as_words(messages)))


def _as_words(messages: Sequence[BaseMessage]) -> list[BaseMessage]:
    """Give messages in which nothing is a mark of the bundled model's template (``<|im_end|>``): what is quoted is data."""
    return [
        message.model_copy(update={"content": _MARK.sub("< ", message.content)}) if isinstance(message.content, str) else message
        for message in messages
    ]


def _pieces(
    model: BaseChatModel, messages: Sequence[BaseMessage], max_tokens: int, options: Mapping[str, Any],
    ask: Callable[[Asked], Iterator[BaseMessage]],
) -> Iterator[str]:  # fmt: skip
    """Give the reply without what it thinks first; where it thought until its room was used up, once more with more of it."""
    with model_errors():
        for room in (max_tokens, max_tokens + ROOM_TO_THINK):
            limited = _limited(model, room, **options)
            reply = _unless_refused(model, (limited, limited, _plain(model)), _LIMITED, lambda way: _begun(ask(way)))
            said, ends = False, set[str]()
            for piece in _without_thought(_noting(reply, ends)):
                said = said or bool(piece.strip())
                yield piece
            if said or not ends & _CUT:
                return


def _noting(reply: Iterator[BaseMessage], ends: set[str]) -> Iterator[str]:
    """Give the text of each piece, and note in ``ends`` why the reply ended."""
    for piece in reply:
        ends.update(str(piece.response_metadata[key]) for key in _ENDS if key in piece.response_metadata)
        yield text_of(piece)


def _begun(reply: Iterator[BaseMessage]) -> Iterator[BaseMessage]:
    """Wait for the first piece, so that a refusal comes out here."""
    first = next(reply, None)
    return iter(()) if first is None else chain((first,), reply)


def _without_thought(pieces: Iterable[str]) -> Iterator[str]:
    """Hold back what stands between the tags of a model that thinks aloud, which it can only do first."""
    held, thought, begun = "", False, False
    for piece in pieces:
        held += piece
        if not begun and _THINK.startswith(held.lstrip()[: len(_THINK)]):
            thought = thought or _THOUGHT in held
            held = held.partition(_THOUGHT)[2] if _THOUGHT in held else held
            continue
        yield held if begun or not thought else held.lstrip()
        held, begun = "", True
    if held and not held.lstrip().startswith(_THINK):
        yield held.lstrip() if thought else held


def _spoken(text: str) -> str:
    return "".join(_without_thought([text])).strip()


def text_of(message: BaseMessage) -> str:
    """Give a message's words, whatever blocks they come in."""
    return str(message.text) if isinstance(message, AIMessage) else str(message.content)


@contextmanager
def model_errors() -> Iterator[None]:
    """Turn whatever a model's library raises into one clear ModelError."""
    try:
        yield
    except Exception as error:  # each provider has a tree of its own
        raise ModelError(f"the chat model did not answer: {first_line(error)}; try again, or set CHATBOT_MODEL=none") from error


def first_line(error: Exception) -> str:
    """Give what an error says in one line of at most 200 characters, or else its kind."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
