"""The bundled model as a LangChain chat model: messages to tokens, and back; the likeliest token each time.

The engine below it reads tokens (openvino_engine.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import ConfigDict

from chatbot.language_models.adapters import PLAIN, Token
from chatbot.language_models.calls import TRAINED, Matter
from chatbot.language_models.openvino_engine import Engine, Logits
from chatbot.language_models.openvino_model import load_engine

ROLES = {"system": "system", "human": "user", "ai": "assistant"}
START, END = "<|im_start|>", "<|im_end|>"
NOBODY = "You are Qwen, created by Alibaba Cloud. You are a helpful assistant."
"""What the model's own template opens with where no system message does."""
STOPS = ("<|im_end|>", "<|endoftext|>")
MOST_TOKENS = 512

_loaded: dict[tuple[Path, ...], Engine] = {}  # one a process: loading takes seconds and more than a gigabyte


class BundledChatModel(BaseChatModel):
    """A model that OpenVINO runs in this process; options of a request are ``max_tokens``, ``top_logprobs`` and ``adapter``."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    engine: Engine

    @property
    def _llm_type(self) -> str:
        return "openvino"

    def _generate(
        self, messages: list[BaseMessage], stop: list[str] | None = None, run_manager: CallbackManagerForLLMRun | None = None,
        **options: Any,
    ) -> ChatResult:  # fmt: skip
        pieces, first = [], None
        for piece, logits in self._steps(messages, options):
            pieces.append(piece)
            first = logits if first is None else first
        count = options.get("top_logprobs")
        told = {"logprobs": {"content": [{"top_logprobs": self._likeliest(first, count)}]}} if count and first is not None else {}
        return ChatResult(generations=[ChatGeneration(message=AIMessage("".join(pieces), response_metadata=told))])

    def _stream(
        self, messages: list[BaseMessage], stop: list[str] | None = None, run_manager: CallbackManagerForLLMRun | None = None,
        **options: Any,
    ) -> Iterator[ChatGenerationChunk]:  # fmt: skip
        for piece, _ in self._steps(messages, options):
            if piece:
                yield ChatGenerationChunk(message=AIMessageChunk(content=piece))

    def read_ahead(self, messages: Sequence[BaseMessage]) -> None:
        """Read what prompts begin with, so that the first of them need not wait for it."""
        self.engine.next_token([(token, PLAIN) for token in self._ids(templated(messages))])

    def _steps(self, messages: Sequence[BaseMessage], options: Mapping[str, Any]) -> Iterator[tuple[str, Logits]]:
        """Write until the model stops or has written ``max_tokens``: at each step what can be shown, and what it was chosen from.

        A character of several tokens is shown when all of them are there.
        """
        ids = self._ids(templated(messages) + f"{START}assistant\n")
        tokens: list[Token] = self.engine.adapters.tokens(ids, options.get("adapter", PLAIN))
        written, shown = list[int](), ""
        stops = [self._ids(stop)[0] for stop in STOPS]
        for _ in range(options.get("max_tokens") or MOST_TOKENS):
            logits = self.engine.next_token(tokens)
            token = int(logits.argmax())
            if token in stops:
                yield "", logits
                return
            written.append(token)
            tokens.append((token, tokens[-1][1]))
            text = self.engine.tokenizer.decode(written)
            whole = shown if text.endswith("\ufffd") else text
            yield whole[len(shown) :], logits
            shown = whole

    def _ids(self, text: str) -> list[int]:
        return [int(token) for token in self.engine.tokenizer.encode(text, add_special_tokens=False).input_ids.data[0]]

    def _likeliest(self, logits: Logits, count: int) -> list[dict[str, Any]]:
        shifted = logits.astype(np.float64) - logits.max()
        chances = shifted - np.log(np.exp(shifted).sum())
        return [{"token": self.engine.tokenizer.decode([int(token)]), "logprob": float(chances[token])}
                for token in np.argsort(-chances)[:count]]  # fmt: skip


def templated(messages: Sequence[BaseMessage]) -> str:
    """Put messages into ChatML, as the model's own template does where there are no tools."""
    said = [(ROLES[message.type], str(message.content)) for message in messages]
    if not said or said[0][0] != "system":
        said.insert(0, ("system", NOBODY))
    return "".join(f"{START}{role}\n{content}{END}\n" for role, content in said)


def load_bundled(folder: Path, adapters: Mapping[Matter, Path], opening: Sequence[BaseMessage]) -> BundledChatModel:
    """Give the model in ``folder`` with its adapters, having read ``opening``; one engine a process and folder.

    Raises ModelError when it cannot be loaded.
    """
    files = (folder, *adapters.values())
    trained = {matter: {"adapter": place} for place, matter in enumerate(adapters)}
    if files in _loaded:
        return BundledChatModel(engine=_loaded[files], metadata={TRAINED: trained})
    _loaded[files] = load_engine(folder, list(adapters.values()))
    model = BundledChatModel(engine=_loaded[files], metadata={TRAINED: trained})
    if opening:
        model.read_ahead(opening)
    return model
