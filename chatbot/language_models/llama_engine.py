"""A model file to a LangChain chat model: llama.cpp (xllamacpp) serves it inside this process.

It serves OpenAI's interface on a loopback port behind a key made for this process, so that LangChain's own ``ChatOpenAI``
talks to it, streaming and token probabilities included. What every prompt opens with is read once, and what the engine made of
it is kept on disk.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage, HumanMessage

from chatbot.errors import ModelError
from chatbot.language_models.calls import TRAINED, Matter, model_errors
from chatbot.weights import CHAT_FILE

CONTEXT_TOKENS = 4096
PREFIXES_KEPT, SAME_PREFIX = 2, 0.02
"""How many prompts stay read, so that a translation between does not make the opening be read again; and the share of a prompt
that must be the same to follow one."""
READ_BEFORE_MIB = 512
"""Memory for what was read before and had to make room."""


@dataclass(frozen=True)
class Engine:
    """A server in this process, and how to reach it."""

    server: Any
    key: str
    address: str


_running: dict[tuple[Path, ...], Engine] = {}  # one a file, its adapters and process: loading takes seconds and a gigabyte


def serve(
    file: Path, models: Path, opening: Sequence[BaseMessage] = (), adapters: Mapping[Matter, Path] | None = None
) -> BaseChatModel:
    """Give the chat model in ``file``, which has read ``opening`` when it is given.

    What it makes of the opening, 30 kB a token, is kept in a folder of its own below ``models``. ``adapters`` are low-rank
    adapters, each for its matter and for nothing else. Raises ModelError for a file that is no model.
    """
    # Late: only a model served here needs OpenAI's client, which takes a second to import.
    import httpx
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    kept = models / f"{file.stem}.read"
    adapters = adapters or {}
    files = (file, *adapters.values())
    new = files not in _running
    if new:
        _running[files] = _start(file, kept, files[1:])
    engine = _running[files]
    trained = {matter: _adapted(place) for place, matter in enumerate(adapters)}
    client = httpx.Client(trust_env=False, headers={"Authorization": f"Bearer {engine.key}"}, timeout=120)
    model = ChatOpenAI(
        model=file.stem, base_url=f"{engine.address}/v1", api_key=SecretStr(engine.key), temperature=0.0, max_retries=0,
        timeout=120, http_client=client, stream_usage=False, metadata={TRAINED: trained},
    )  # fmt: skip
    if new and opening:
        _read_ahead(model, client, engine, kept / _fingerprint(file, opening), opening)
    return model


def _adapted(place: int) -> dict[str, Any]:
    """Give what a request says to be read with the adapter at ``place``; without it, the model is as it came."""
    return {"extra_body": {"lora": [{"id": place, "scale": 1.0}]}}


def _read_ahead(model: BaseChatModel, client: Any, engine: Engine, kept: Path, opening: Sequence[BaseMessage]) -> None:
    """Take up what was made of the opening before; else have it read, some ten seconds, and keep that in an older one's place."""
    name = {"filename": kept.name}
    with model_errors():
        if client.post(f"{engine.address}/slots/0?action=restore", json=name).is_success:
            return
        model.bind(max_tokens=1, extra_body={"id_slot": 0}).invoke([*opening, HumanMessage(".")])
        with suppress(OSError):  # a folder that cannot be written, or a full disk, costs the seconds again and no more
            for older in kept.parent.iterdir():
                older.unlink(missing_ok=True)
        client.post(f"{engine.address}/slots/0?action=save", json=name)


def _fingerprint(file: Path, opening: Sequence[BaseMessage]) -> str:
    """Tell apart openings, models and engines: what one made of a text is nothing to another."""
    import xllamacpp  # late, see _start

    words = "\n".join(f"{message.type}: {message.content}" for message in opening)
    known = file.stat()  # models tuned from the same one are alike in name and size
    named = f"{file.resolve()} {known.st_size} {known.st_mtime_ns} {xllamacpp.__version__} {CONTEXT_TOKENS} {words}"
    return hashlib.sha256(named.encode()).hexdigest()[:16]


def _start(file: Path, kept: Path, adapters: Sequence[Path]) -> Engine:
    import xllamacpp  # late: only a model served here needs the engine

    threads = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 2)
    key = secrets.token_urlsafe(16)
    params = xllamacpp.CommonParams()
    params.model.path = str(file)
    params.n_ctx, params.n_gpu_layers = CONTEXT_TOKENS, 0
    params.n_parallel, params.kv_unified, params.slot_prompt_similarity = PREFIXES_KEPT, True, SAME_PREFIX
    params.cache_ram_mib, params.slot_save_path = READ_BEFORE_MIB, f"{kept}{os.sep}"
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    params.api_keys, params.ui, params.endpoint_slots = [key], False, False
    params.warmup, params.verbosity = False, -1
    params.lora_init_without_apply = True
    params.lora_adapters = [xllamacpp.CommonAdapterLoraInfo(str(adapter), 0.0) for adapter in adapters]
    with suppress(OSError):  # see _read_ahead
        kept.mkdir(parents=True, exist_ok=True)
    try:
        server = xllamacpp.Server(params)
    except Exception as error:  # the engine raises plain RuntimeErrors of many kinds
        mend = "delete it so that it is unpacked again" if file.name == CHAT_FILE else "give another .gguf file"
        raise ModelError(f"the model file {file} cannot be loaded: {error}; {mend}, or set CHATBOT_MODEL=none") from error
    return Engine(server, key, server.listening_address)
