"""The bundled chat model in torch, bfloat16, with low-rank adapters: what the engine computes, with gradients.

Weights come from the program's own GGUF file, so that the adapter is trained on what it will be used with. After "Qwen2 Technical
Report", arXiv 2407.10671 (grouped-query attention, rotary positions, SwiGLU, RMSNorm); held against the engine's probabilities.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as nn
from gguf import GGUFReader
from gguf.quants import dequantize
from torch import Tensor

LAYERS, WIDTH, HEADS, KEY_HEADS, HEAD_WIDTH = 28, 1536, 12, 2, 128
ADAPTED = {"attn_q": WIDTH, "attn_k": KEY_HEADS * HEAD_WIDTH, "attn_v": KEY_HEADS * HEAD_WIDTH, "attn_output": WIDTH}
"""The matrices that an adapter changes, and how wide their results are; all of them read ``WIDTH`` numbers."""

KeysAndValues = list[tuple[Tensor, Tensor]]
"""For each layer, keys and values (texts, key heads, tokens, head width)."""


@dataclass(frozen=True)
class Adapter:
    """Low-rank changes to a model's matrices, by layer and name: ``down`` (rank, width) and ``up`` (width of result, rank)."""

    matrices: dict[tuple[int, str], tuple[Tensor, Tensor]]
    rank: int
    alpha: float

    @classmethod
    def fresh(cls, rank: int, first_layer: int) -> Adapter:
        """Give an adapter that changes nothing yet."""
        matrices = {}
        for layer in range(first_layer, LAYERS):
            for name, width in ADAPTED.items():
                down, up = torch.randn(rank, WIDTH) / math.sqrt(WIDTH), torch.zeros(width, rank)
                matrices[layer, name] = (down.requires_grad_(), up.requires_grad_())
        return cls(matrices, rank, 2.0 * rank)

    @classmethod
    def of(cls, file: GGUFReader) -> Adapter:
        """Read an adapter from what llama.cpp reads."""
        halves = {t.name: torch.tensor(t.data.astype(np.float32), requires_grad=True) for t in file.tensors}
        matrices = {}
        for name in (name.removesuffix("lora_a") for name in halves if name.endswith("lora_a")):
            _, layer, matrix, _ = name.split(".", 3)
            matrices[int(layer), matrix] = (halves[f"{name}lora_a"], halves[f"{name}lora_b"])
        rank = next(iter(matrices.values()))[0].shape[0]
        return cls(matrices, rank, float(file.get_field("adapter.lora.alpha").contents()))

    def parameters(self) -> list[Tensor]:
        """Give what is trained."""
        return [matrix for pair in self.matrices.values() for matrix in pair]

    def change(self, layer: int, name: str, states: Tensor) -> Tensor | float:
        """Give what is added to a matrix's result; nothing where this matrix is left as it is."""
        if (layer, name) not in self.matrices:
            return 0.0
        down, up = self.matrices[layer, name]
        return ((states.float() @ down.T) @ up.T * (self.alpha / self.rank)).to(states.dtype)


NO_ADAPTER = Adapter({}, 1, 1.0)


class Qwen2:
    """The model, ready to read tokens behind what was read before."""

    def __init__(self, file: Path) -> None:
        reader = GGUFReader(file)
        self._weights = {t.name: _tensor(dequantize(t.data, t.tensor_type)) for t in reader.tensors}
        self._epsilon = float(reader.get_field("qwen2.attention.layer_norm_rms_epsilon").contents())
        base = float(reader.get_field("qwen2.rope.freq_base").contents())
        self._frequencies = base ** -(torch.arange(0, HEAD_WIDTH, 2).float() / HEAD_WIDTH)

    def read(
        self, tokens: Tensor, positions: Tensor, seen: Tensor, before: KeysAndValues | None, adapter: Adapter = NO_ADAPTER
    ) -> tuple[Tensor, KeysAndValues]:
        """Give the last states (texts, tokens, width), and the keys and values of these tokens.

        ``tokens`` and ``positions`` are (texts, tokens); ``seen`` is (texts, 1, tokens, tokens before and here), true where one
        may look.
        """
        states, kept = self._weights["token_embd.weight"][tokens], []
        for layer in range(LAYERS):
            normed = self._normed(states, f"blk.{layer}.attn_norm.weight")
            query, key, value = (self._heads(normed, layer, name, adapter) for name in ("attn_q", "attn_k", "attn_v"))
            query, key = self._turned(query, positions), self._turned(key, positions)
            kept.append((key, value))
            if before:
                key, value = torch.cat([before[layer][0], key], 2), torch.cat([before[layer][1], value], 2)
            shared = HEADS // KEY_HEADS
            found = nn.scaled_dot_product_attention(
                query, key.repeat_interleave(shared, 1), value.repeat_interleave(shared, 1), attn_mask=seen)
            states = states + self._times(found.transpose(1, 2).flatten(2), layer, "attn_output", adapter)
            normed = self._normed(states, f"blk.{layer}.ffn_norm.weight")
            gated = nn.silu(self._times(normed, layer, "ffn_gate")) * self._times(normed, layer, "ffn_up")
            states = states + self._times(gated, layer, "ffn_down")
        return self._normed(states, "output_norm.weight"), kept

    def scores(self, states: Tensor, words: list[int] | slice) -> Tensor:
        """Give the logits of tokens (texts, words) after states (texts, width)."""
        head = self._weights.get("output.weight", self._weights["token_embd.weight"])
        return states.float() @ head[words].float().T

    def likely(self, states: Tensor) -> Tensor:
        """Give the logits of all tokens (places, tokens) after states (places, width), multiplied in bfloat16."""
        head = self._weights.get("output.weight", self._weights["token_embd.weight"])
        return (states.to(head.dtype) @ head.T).float()

    def _times(self, states: Tensor, layer: int, name: str, adapter: Adapter = NO_ADAPTER) -> Tensor:
        bias = self._weights.get(f"blk.{layer}.{name}.bias")
        result = states @ self._weights[f"blk.{layer}.{name}.weight"].T
        result = result if bias is None else result + bias.to(result.dtype)
        return result + adapter.change(layer, name, states)

    def _heads(self, states: Tensor, layer: int, name: str, adapter: Adapter) -> Tensor:
        return self._times(states, layer, name, adapter).unflatten(2, (-1, HEAD_WIDTH)).transpose(1, 2)

    def _normed(self, states: Tensor, weight: str) -> Tensor:
        wide = states.float()
        wide = wide * torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + self._epsilon)
        return (wide * self._weights[weight]).to(states.dtype)

    def _turned(self, heads: Tensor, positions: Tensor) -> Tensor:
        angles = (positions[:, None, :, None].float() * self._frequencies).repeat(1, 1, 1, 2)
        wide, half = heads.float(), HEAD_WIDTH // 2
        crossed = torch.cat([-wide[..., half:], wide[..., :half]], -1)
        return (wide * angles.cos() + crossed * angles.sin()).to(heads.dtype)


def _tensor(values: np.ndarray) -> Tensor:
    """Give vectors as float32, matrices as bfloat16, on torch's default device."""
    kind = torch.float32 if values.ndim == 1 else torch.bfloat16
    return torch.from_numpy(values.astype(np.float32)).to(torch.get_default_device(), kind)
