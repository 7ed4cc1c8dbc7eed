"""What a user may set, read from the environment and ``.env`` in one place; plain values onward.

    CHATBOT_SEEDS       folder of transcripts                                   seeds
    CHATBOT_INDEX       folder of the index                                     index
    CHATBOT_MODEL       chat model: none, a .gguf file, provider:model          qwen2.5-coder-1.5b (bundled)
    CHATBOT_EMBEDDING   sentence-transformers name or folder                    multilingual-e5-small-talk (bundled)
    CHATBOT_PRECISION   what the embedding model computes in: auto, float32     auto: bfloat16 where the processor has it
    CHATBOT_STRICTNESS  how sure an answer must be: strict, balanced, generous  balanced
    CHATBOT_MODELS      folder that bundled models are unpacked into            the user's cache

A variable in the environment wins over the same one in ``.env``. A path may begin with ``~``, which no shell expands in
``.env``. It is imported by the edges alone.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dotenv import load_dotenv

from chatbot.errors import UsageError

PRECISIONS = ("auto", "float32")
STRICTNESS = ("strict", "balanced", "generous")


@dataclass(frozen=True)
class Settings:
    """The settings as values; ``models`` is None for the user's cache."""

    seeds: Path
    index: Path
    model: str
    embedding: str
    precision: str
    strictness: str
    models: Path | None


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; raises UsageError for a value that cannot be one."""
    if environment is None:
        try:
            load_dotenv(Path(".env"))
        except UnicodeDecodeError as error:
            raise UsageError("the file .env in this folder is not in UTF-8; save it as UTF-8") from error
        environment = os.environ
    models = _at_home(environment, "CHATBOT_MODELS", "")
    return Settings(
        seeds=Path(_at_home(environment, "CHATBOT_SEEDS", "seeds")),
        index=Path(_at_home(environment, "CHATBOT_INDEX", "index")),
        model=_at_home(environment, "CHATBOT_MODEL", "qwen2.5-coder-1.5b"),
        embedding=_at_home(environment, "CHATBOT_EMBEDDING", "multilingual-e5-small-talk"),
        precision=_one_of(environment, "CHATBOT_PRECISION", PRECISIONS, "auto"),
        strictness=_one_of(environment, "CHATBOT_STRICTNESS", STRICTNESS, "balanced"),
        models=Path(models) if models else None,
    )


def _at_home(environment: Mapping[str, str], name: str, default: str) -> str:
    """A setting that is, or may be, a path: one that begins with ``~`` from the user's home."""
    value = environment.get(name) or default
    if not value.startswith("~"):
        return value  # a name such as openai:gpt-5-mini, or a path, as it stands
    try:
        return str(Path(value).expanduser())
    except RuntimeError as error:
        raise UsageError(f"{name} is {value!r}, and that user has no home folder here; give the whole path") from error


def _one_of(environment: Mapping[str, str], name: str, known: tuple[str, ...], default: str) -> str:
    value = environment.get(name) or default
    if value not in known:
        raise UsageError(f"{name} is {value!r}, and it can be: {', '.join(known)}")
    return value
