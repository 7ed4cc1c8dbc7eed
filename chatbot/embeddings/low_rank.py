"""Low-rank changes to a transformer's layers (LoRA, Hu et al. 2021, arXiv:2106.09685), and copies to make them in."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from torch import Tensor


def copied(transformer: Any) -> Any:
    """Give a copy of a transformer that shares the vocabulary's vectors with it, which are most of it."""
    return copy.deepcopy(transformer, {id(transformer.embeddings): transformer.embeddings})


def change(transformer: Any, adapter: Mapping[str, Tensor]) -> None:
    """Add to the layers that an adapter names: ``<layer>.up`` (outputs, rank) times ``<layer>.down`` (rank, inputs)."""
    for name in sorted(key.removesuffix(".up") for key in adapter if key.endswith(".up")):
        weight = transformer.get_submodule(name).weight
        product = adapter[f"{name}.up"].float() @ adapter[f"{name}.down"].float()
        weight.data = (weight.data.float() + product).to(weight.dtype)
