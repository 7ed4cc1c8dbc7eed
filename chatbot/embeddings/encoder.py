"""The bundled embedding model's layers as OpenVINO runs them: faster than torch where many passages are read (an index).

The graph is written here, operation by operation, from torch's weights, in a tenth of a second; OpenVINO's converter takes more
than two seconds for it, and has telemetry. The vocabulary's vectors stay torch's, so that memory holds them once. For the
figures see benchmarks/experiments/20-speed.md.
"""

from __future__ import annotations

from threading import Lock
from typing import Any

import numpy as np
import openvino
import torch
from openvino import opset13 as ops

UNSEEN = -1e4
"""What is added to the attention that padding would get, before the softmax."""


class Encoder:
    """The layers of a BERT model, in place of the first module of a sentence-transformers model."""

    def __init__(self, transformer: Any) -> None:
        precision = "bf16" if transformer.dtype == torch.bfloat16 else "f32"
        compiled = openvino.Core().compile_model(_graph(transformer), "CPU", {"INFERENCE_PRECISION_HINT": precision})
        self._embeddings, self._request, self._lock = transformer.embeddings, compiled.create_infer_request(), Lock()

    def __call__(self, features: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        """Add ``token_embeddings``, (texts, tokens, dimensions) in float32, to ``input_ids`` and ``attention_mask``."""
        vectors = self._embeddings(input_ids=features["input_ids"]).float()
        mask = (1 - features["attention_mask"].float()) * UNSEEN
        with self._lock:  # two sessions may be adding transcripts
            self._request.infer([vectors.numpy(), mask.numpy()])
            states = self._request.get_output_tensor(0).data.copy()
        return {**features, "token_embeddings": torch.from_numpy(states)}


def _graph(transformer: Any) -> Any:
    """Give the layers as a graph from vectors (texts, tokens, dimensions) and a mask (texts, tokens) to vectors."""
    vectors = ops.parameter([-1, -1, transformer.config.hidden_size], np.float32)
    mask = ops.parameter([-1, -1], np.float32)
    for_each_head_and_token = ops.unsqueeze(mask, _integers(1, 2))
    states = vectors
    for layer in transformer.encoder.layer:
        attended = _attention(layer.attention.self, states, for_each_head_and_token, transformer.config.num_attention_heads)
        states = _added(layer.attention.output, attended, states)
        widened = ops.gelu(_linear(layer.intermediate.dense, states), "ERF")
        states = _added(layer.output, widened, states)
    return openvino.Model([ops.result(states)], [vectors, mask])


def _attention(attention: Any, states: Any, mask: Any, heads: int) -> Any:
    query, key, value = (
        ops.transpose(ops.reshape(_linear(linear, states), _integers(0, 0, heads, -1), True), _integers(0, 2, 1, 3))
        for linear in (attention.query, attention.key, attention.value)
    )
    mixed = ops.transpose(ops.scaled_dot_product_attention(query, key, value, mask), _integers(0, 2, 1, 3))
    return ops.reshape(mixed, _integers(0, 0, attention.all_head_size), True)


def _added(output: Any, inner: Any, states: Any) -> Any:
    """Give what a half of a layer puts out: its inner vectors made narrow, added to what it read, and normalized."""
    norm = output.LayerNorm
    centred = ops.mvn(ops.add(_linear(output.dense, inner), states), _integers(-1), True, norm.eps, "INSIDE_SQRT")
    return ops.add(ops.multiply(centred, _constant(norm.weight)), _constant(norm.bias))


def _linear(linear: Any, states: Any) -> Any:
    return ops.add(ops.matmul(states, _constant(linear.weight), False, True), _constant(linear.bias))


def _constant(weights: torch.Tensor) -> Any:
    # Shared: in float32 it is torch's own memory, 85 MB that are not held twice.
    return ops.constant(weights.detach().float().numpy(), shared_memory=True)


def _integers(*numbers: int) -> Any:
    return ops.constant(np.array(numbers, np.int64))
