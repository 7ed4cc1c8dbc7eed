"""Tokens to the next one, by OpenVINO: what was read of a prompt's beginning is not read again.

It knows tokens and no messages (bundled.py), and it does not make its model (openvino_model.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chatbot.language_models.adapters import Adapters, Token

Logits = NDArray[np.float32]
KEPT, WORTH_KEEPING = 3, 200
"""How many beginnings of prompts stay in memory beside the last prompt, and from how many tokens; a token takes 57 kB."""


@dataclass(frozen=True)
class Read:
    """Tokens that were read, and what the model made of them, layer by layer."""

    tokens: list[Token]
    states: dict[str, NDArray[np.float32]]


class Engine:
    """A compiled model that reads tokens; it reads again only what it has not read before."""

    def __init__(self, adapters: Adapters, tokenizer: Any, request: Any) -> None:
        self.adapters, self.tokenizer, self._request = adapters, tokenizer, request
        self._read: list[Token] = []
        self._kept: list[Read] = []
        self._lock = Lock()

    def next_token(self, tokens: Sequence[Token]) -> Logits:
        """Give each token's logit to follow ``tokens``, which are not empty (one number for each of the vocabulary)."""
        with self._lock, self._forgetting_if_it_fails():
            self._take_up(tokens)
            new = tokens[len(self._read) :]
            self._request.infer({
                "input_ids": np.array([[token for token, _ in new]], np.int64),
                "attention_mask": np.ones((1, len(tokens)), np.int64),
                "position_ids": np.arange(len(self._read), len(tokens), dtype=np.int64)[None],
                "beam_idx": np.zeros(1, np.int32),
                **({"adapters": self.adapters.at_work(new)} if self.adapters.invocations else {}),
            })  # fmt: skip
            self._read = list(tokens)
            return np.array(self._request.get_tensor("logits").data[0, -1], np.float32)

    @contextmanager
    def _forgetting_if_it_fails(self) -> Iterator[None]:
        """Read all anew the next time where reading fails half-way: what was taken up is then no longer what is known."""
        try:
            yield
        except BaseException:
            self._read = []
            self._request.reset_state()
            raise

    def _take_up(self, tokens: Sequence[Token]) -> None:
        """Go back to the longest beginning of ``tokens`` that was read, of the last ones or of those kept."""
        here = _shared(self._read, tokens)
        there = max(self._kept, key=lambda kept: _shared(kept.tokens, tokens), default=None)
        length = _shared(there.tokens, tokens) if there else 0
        if len(self._read) >= WORTH_KEEPING and 2 * here < len(self._read):
            other = [kept for kept in self._kept if _shared(kept.tokens, self._read) < WORTH_KEEPING]
            self._kept = [*other, self._now()][-KEPT:]
        if there and length > here:
            self._set(there, length)
        elif here < len(self._read):
            self._set(self._now(), here)

    def _now(self) -> Read:
        return Read(self._read, {state.name: np.array(state.state.data) for state in self._request.query_state()})

    def _set(self, read: Read, length: int) -> None:
        """Make what is read be the first ``length`` tokens of ``read``."""
        import openvino

        self._request.reset_state()
        if length:
            for state in self._request.query_state():
                state.state = openvino.Tensor(np.ascontiguousarray(read.states[state.name][:, :, :length]))
        self._read = read.tokens[:length]


def _shared(read: Sequence[Token], tokens: Sequence[Token]) -> int:
    """Count the tokens that two begin with alike, but the last of ``tokens``: what follows is told by reading that."""
    most = min(len(read), len(tokens) - 1)
    return next((at for at in range(most) if read[at] != tokens[at]), most)
