"""Low-rank adapters, as llama.cpp's files hold them, stacked so that one model can carry several.

They are activated ones (Greenewald et al., arXiv 2504.12397): each works from the last place where its own few tokens stand, so
that what the model made of the text before them is the same with and without it. No model is loaded here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
PROJECTIONS = ("attn_q", "attn_k", "attn_v", "attn_output")
"""What an adapter may change in a layer, by GGUF's names."""
PLAIN = -1
"""In place of an adapter's number: the model as it came."""
Token = tuple[int, int]
"""A token of the vocabulary, and the number of the adapter that it is read with."""


@dataclass(frozen=True)
class Adapters:
    """Adapters of one rank for one model, by number.

    ``down`` and ``up`` hold, by layer and projection, all adapters' matrices under one another (all ranks × inputs) and beside
    one another (outputs × all ranks, scaled). ``invocations`` are the tokens from which each is at work.
    """

    rank: int
    invocations: tuple[tuple[int, ...], ...]
    down: dict[tuple[int, str], Matrix]
    up: dict[tuple[int, str], Matrix]

    def tokens(self, ids: Sequence[int], adapter: int) -> list[Token]:
        """Say which tokens of a prompt are read with ``adapter``: those from the last place on where its invocation stands."""
        if adapter == PLAIN:
            return [(token, PLAIN) for token in ids]
        wanted = self.invocations[adapter]
        places = [at for at in range(len(ids)) if tuple(ids[at : at + len(wanted)]) == wanted]
        start = places[-1] if places else len(ids)
        return [(token, adapter if at >= start else PLAIN) for at, token in enumerate(ids)]

    def at_work(self, tokens: Sequence[Token]) -> Matrix:
        """Give, for each token, 1 for the ranks of its adapter and 0 for all others (1 × tokens × all ranks)."""
        mask = np.zeros((1, len(tokens), self.rank * len(self.invocations)), np.float32)
        for at, (_, adapter) in enumerate(tokens):
            if adapter != PLAIN:
                mask[0, at, adapter * self.rank : (adapter + 1) * self.rank] = 1.0
        return mask


def read_adapters(files: Sequence[Path]) -> Adapters:
    """Read GGUF files of adapters, which must be of one rank and change the same projections; ``files`` may be empty."""
    read = [_read(file) for file in files]
    places = list(read[0][1]) if read else []
    return Adapters(
        rank=next((down.shape[0] for _, matrices in read for down, _ in matrices.values()), 0),
        invocations=tuple(invocation for invocation, _ in read),
        down={place: np.concatenate([matrices[place][0] for _, matrices in read]) for place in places},
        up={place: np.concatenate([matrices[place][1] for _, matrices in read], axis=1) for place in places},
    )


def _read(file: Path) -> tuple[tuple[int, ...], dict[tuple[int, str], tuple[Matrix, Matrix]]]:
    from gguf import GGUFReader  # late: the command line starts without it

    reader = GGUFReader(file)
    alpha = float(_field(reader, "adapter.lora.alpha"))
    invocation = tuple(int(token) for token in _field(reader, "adapter.alora.invocation_tokens"))
    tensors = {tensor.name: np.asarray(tensor.data, np.float32) for tensor in reader.tensors}
    matrices = {}
    for name in tensors:
        if name.endswith(".lora_a"):
            _, layer, projection, _ = name.removesuffix(".lora_a").split(".")
            down, up = tensors[name], tensors[name.removesuffix("a") + "b"]
            matrices[int(layer), projection] = (down, up * (alpha / down.shape[0]))
    return invocation, matrices


def _field(reader: Any, name: str) -> Any:
    return reader.get_field(name).contents()
