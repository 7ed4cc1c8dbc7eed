"""The bundled model's file to a model that OpenVINO runs: converted once, its rounding mended, adapters built in.

On two cores with AVX-512 it reads two to three times as many tokens a second as llama.cpp's prebuilt wheels. The converter keeps
weights of 4 bits as they are, but rounds what is taken off each 32 of them to a whole number of steps, which moves the bundled
model's Yes or No by .5 in log odds (median) where it is in doubt; what it rounds away is kept beside the model and given back
(benchmarks/experiments/23-engine.md).
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from chatbot.errors import ModelError
from chatbot.language_models.adapters import PROJECTIONS, Adapters, read_adapters
from chatbot.language_models.calls import first_line
from chatbot.language_models.openvino_engine import Engine

MODEL, GGUF_FILE, ROUNDED = "openvino_model.xml", "model.gguf", "rounded.safetensors"
IN_A_LAYER = (*PROJECTIONS, "ffn_gate", "ffn_up", "ffn_down")
"""The weight matrices of a layer of Qwen2, by GGUF's names, in the order in which they are used."""
GROUP, BLOCK_BYTES = 32, 144
"""How many weights of Q4_K have a step and an offset of their own, and the size of a block of eight such groups."""
CACHED = "16"
"""How many kernels made for a length of prompt are kept, by OpenVINO (of each kind) and by the library below it.

By default they are 5000 and 1024, and each new length of prompt adds 1.5 MB. With 64 in both it adds .7 MB, with 16 next to
nothing; with OpenVINO's alone bounded, as much as before. Reading and writing take as long, and logits are the same to the bit.
"""
SETTINGS = {
    "INFERENCE_PRECISION_HINT": "f32",  # the same on each processor, and as fast as bfloat16 with weights of 4 bits
    "DYNAMIC_QUANTIZATION_GROUP_SIZE": str(GROUP),  # inputs in whole numbers, scaled as many at a time as the weights
    "KV_CACHE_PRECISION": "f16",
    "CPU_RUNTIME_CACHE_CAPACITY": CACHED,
}
FAILURES = (RuntimeError, OSError, ValueError, AttributeError, SafetensorError)
"""What the libraries here raise for a file that is damaged or is not what was expected, or a disk that is full."""
PROCESSOR = Path("/proc/cpuinfo")


def suits_processor() -> bool:
    """Say whether the processor multiplies whole numbers (VNNI), as this needs; without it llama.cpp is the faster."""
    flags = PROCESSOR.read_text("utf-8").split() if PROCESSOR.is_file() else []
    return not {"avx512_vnni", "avx_vnni"}.isdisjoint(flags)


def convert(file: Path, target: Path) -> None:
    """Write the GGUF ``file`` as OpenVINO's files into the folder ``target``, some twenty seconds.

    Raises ModelError when the file cannot be read or the folder cannot be written.
    """
    from openvino import Core  # late, as everywhere here: half a second, and only the bundled model needs it
    from openvino_genai import LLMPipeline

    _keep_few_kernels()
    try:
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as beside:
            building = Path(beside) / target.name
            building.mkdir()
            (building / GGUF_FILE).symlink_to(file.resolve())
            LLMPipeline(str(building / GGUF_FILE), "CPU", enable_save_ov_model=True)
            (building / GGUF_FILE).unlink()
            save_file(_rounded_away(file, _products(Core().read_model(building / MODEL))), building / ROUNDED)
            shutil.rmtree(target, ignore_errors=True)
            building.replace(target)
    except FAILURES as error:
        raise ModelError(f"the chat model {file} cannot be prepared: {first_line(error)}; free some space, delete the file so "
                         "that it is unpacked again, or set CHATBOT_MODEL=none") from error


def load_engine(folder: Path, adapter_files: Sequence[Path]) -> Engine:
    """Compile the model in ``folder`` (see ``convert``) with adapters; raises ModelError when that cannot be done."""
    from openvino import Core
    from openvino_genai import Tokenizer

    _keep_few_kernels()
    try:
        core = Core()
        model, adapters = core.read_model(folder / MODEL), read_adapters(adapter_files)
        products = _products(model)
        _tell_of_the_last_token_only(products[-1])
        _give_back(products, load_file(folder / ROUNDED))
        if adapters.invocations:
            model.add_parameters([_build_in(products, adapters)])
        model.validate_nodes_and_infer_types()
        compiled = core.compile_model(model, "CPU", SETTINGS)
        return Engine(adapters, Tokenizer(str(folder)), compiled.create_infer_request())
    except FAILURES as error:
        raise ModelError(f"the chat model in {folder} cannot be loaded: {first_line(error)}; delete the folder so that it is "
                         "made again, or set CHATBOT_MODEL=none") from error


def _keep_few_kernels() -> None:
    """Bound the library below OpenVINO, which reads this once, at its first use in the process, and nothing else."""
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", CACHED)


def _products(model: Any) -> list[Any]:
    """Give the products with weights, in the order in which the converter numbered them: layer by layer, the vocabulary's last.

    Raises ValueError when they are not as many as whole layers and one have.
    """
    nodes = [node for node in model.get_ops() if node.get_type_name() == "MatMul"
             and node.input_value(1).get_node().get_type_name() == "Convert"
             and node.input_value(1).get_partial_shape().is_static]  # fmt: skip
    if len(nodes) % len(IN_A_LAYER) != 1:
        raise ValueError(f"it has {len(nodes)} products with weights, where layers of {len(IN_A_LAYER)} and one were expected")
    return sorted(nodes, key=lambda node: int(node.get_friendly_name().rpartition("_")[2]))


def _named(products: Sequence[Any]) -> dict[str, Any]:
    """Give the layers' products by their weights' names in GGUF."""
    return {f"blk.{at // len(IN_A_LAYER)}.{IN_A_LAYER[at % len(IN_A_LAYER)]}.weight": product
            for at, product in enumerate(products[:-1])}  # fmt: skip


def _rounded_away(file: Path, products: Sequence[Any]) -> dict[str, NDArray[np.float16]]:
    """Give what the converter's weights lack, the same for each 32 in a row: outputs × groups of inputs, by GGUF's name.

    Q4_K has step·q - offset for a weight q of 4 bits; the converter step·(q - zero), with a whole zero.
    """
    from gguf import GGUFReader
    from gguf.quants import Q4_K

    named, lacking = _named(products), {}
    for tensor in GGUFReader(file).tensors:
        if tensor.tensor_type.name == "Q4_K" and tensor.name in named:
            blocks = np.asarray(tensor.data).reshape(-1, BLOCK_BYTES)
            _, sixths = Q4_K.get_scale_min(blocks[:, 4:16])
            offset = (blocks[:, 2:4].view(np.float16).astype(np.float32) * sixths).reshape(int(tensor.shape[1]), -1)
            step, zero = _steps_and_zeros(named[tensor.name], offset.shape)
            lacking[tensor.name] = (step * zero - offset).astype(np.float16)
    return lacking


def _steps_and_zeros(product: Any, shape: tuple[int, ...]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    scaled = product.input_value(1).get_node()
    while scaled.get_type_name() != "Multiply":
        scaled = scaled.input_value(0).get_node()
    shifted = scaled.input_value(0).get_node()
    return _constant(scaled).reshape(shape), _constant(shifted).reshape(shape)


def _constant(node: Any) -> NDArray[np.float32]:
    """Give the numbers of the constant that is a node's second input, behind what changes its type."""
    constant = node.input_value(1).get_node()
    while constant.get_type_name() != "Constant":
        constant = constant.input_value(0).get_node()
    return np.asarray(constant.get_data(dtype=np.float32))


def _tell_of_the_last_token_only(product: Any) -> None:
    from openvino import opset13 as ops

    source = product.input(0)
    bounds = [ops.constant(np.array([bound], np.int64)) for bound in (-1, np.iinfo(np.int64).max, 1, 1)]
    source.replace_source_output(ops.slice(source.get_source_output(), *bounds).output(0))


def _give_back(products: Sequence[Any], rounded: Mapping[str, NDArray[np.float16]]) -> None:
    """Add to each product what rounding took from it, a number for each group of inputs times their sum."""
    from openvino import opset13 as ops

    sums: dict[str, Any] = {}  # several products share their inputs
    for name, product in _named(products).items():
        if name in rounded:
            inputs = product.input_value(0)
            key, groups = inputs.get_node().get_friendly_name(), rounded[name].shape[1]
            if key not in sums:
                grouped = ops.reshape(inputs, ops.constant(np.array([0, 0, groups, GROUP], np.int64)), True)
                sums[key] = ops.reduce_sum(grouped, ops.constant(np.array([-1], np.int64)), False)
            _add(product, ops.matmul(sums[key], ops.constant(rounded[name].astype(np.float32)), False, True))


def _build_in(products: Sequence[Any], adapters: Adapters) -> Any:
    """Add to each product W·x the adapters' up·(mask·(down·x)), and give the new input ``adapters`` for the mask."""
    from openvino import opset13 as ops

    mask = ops.parameter([-1, -1, adapters.rank * len(adapters.invocations)], np.float32, name="adapters")
    mask.output(0).set_names({"adapters"})
    named = _named(products)
    for (layer, projection), down in adapters.down.items():
        product = named[f"blk.{layer}.{projection}.weight"]
        low = ops.multiply(ops.matmul(product.input_value(0), ops.constant(down), False, True), mask)
        _add(product, ops.matmul(low, ops.constant(adapters.up[layer, projection]), False, True))
    return mask


def _add(product: Any, addition: Any) -> None:
    """Let what reads a product read its sum with an addition."""
    from openvino import opset13 as ops

    readers = list(product.output(0).get_target_inputs())
    added = ops.add(product.output(0), addition)
    for reader in readers:
        reader.replace_source_output(added.output(0))
