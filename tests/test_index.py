"""The index on disk: only what changed is embedded, the old one stays usable whatever happens, damage is named."""

from __future__ import annotations

import ast
import hashlib
import json
import math
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest
from rank_bm25 import BM25Okapi

from chatbot.embeddings import Embedded, Text
from chatbot.errors import IndexUnusableError, QuestionError
from chatbot.index import (
    PassageIndex,
    Summary,
    fingerprint_of,
    lexical_tokens,
    manifest_of,
    read_seeds,
    state_of,
    text_to_embed,
    update_from_seeds,
    update_index,
)  # fmt: skip
from chatbot.index.build import MAX_TOKENS
from chatbot.index.dense import DenseIndex
from chatbot.index.layout import CUT
from chatbot.index.lexical import K1, B, LexicalIndex
from chatbot.index.locking import only_build
from chatbot.passages import Passage, passages_of
from chatbot.transcripts import Transcript, parse_transcript
from chatbot.window import transcripts_in


class Counting:
    """Stands in for the embedding model: a vector made of the text's own bytes, and a count of what was embedded."""

    name = "counting"
    dimensions = 8

    def __init__(self) -> None:
        self.read: list[str] = []

    def embed_passages(self, texts: Sequence[Text], progress: Callable[[int], None]) -> list[Embedded]:
        self.read.extend(text.text for text in texts)
        progress(len(texts))
        return [Embedded(self._vector(t.text), np.stack([self._vector(t.text[a:b]) for a, b in t.sentences])) for t in texts]

    def _vector(self, text: str) -> np.ndarray:
        vector = np.bincount(np.frombuffer(text.encode("utf-8"), np.uint8) % 8, minlength=8).astype(np.float32)
        return vector / np.linalg.norm(vector)


def quiet(doing: str, done: int, total: int) -> None:
    """Show nothing."""


def talk(words: str) -> str:
    return f"A talk\n\nAnna: Tell us about {words}, please.\n\nBo: We think that {words} is a fine thing. 我们喜欢{words}。\n"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    for name in ("cheese", "wine", "bread"):
        (folder / f"{name}.txt").write_text(talk(name), "utf-8")
    return folder


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def update(seeds: Path, index: Path, model: Any = None, full: bool = False) -> Summary:
    return update_index(read_seeds(seeds).transcripts, index, model or Counting(), quiet, full)


def test_a_first_build_embeds_everything(seeds: Path, index: Path) -> None:
    model = Counting()
    done = update(seeds, index, model)
    assert (done.transcripts, done.embedded, done.kept, done.removed) == (3, 3, 0, 0)
    opened = PassageIndex(index, "counting")
    assert len(model.read) == done.passages == opened.dense.rows == opened.manifest.passages
    assert done.bytes == sum(opened.manifest.sizes.values())


def test_only_what_changed_is_embedded_again(seeds: Path, index: Path) -> None:
    update(seeds, index)
    (seeds / "wine.txt").write_text(talk("red wine"), "utf-8")
    (seeds / "pens.txt").write_text(talk("pens"), "utf-8")
    (seeds / "bread.txt").unlink()
    model = Counting()
    done = update(seeds, index, model)
    assert (done.transcripts, done.embedded, done.kept, done.removed) == (3, 2, 1, 1)
    assert not any("cheese" in text for text in model.read)
    assert set(PassageIndex(index).transcripts) == {"cheese", "pens", "wine"}


def test_vectors_kept_are_those_that_would_be_computed(seeds: Path, index: Path, tmp_path: Path) -> None:
    update(seeds, index)
    (seeds / "apples.txt").write_text(talk("apples"), "utf-8")
    update(seeds, index)
    update(seeds, tmp_path / "anew")
    kept, anew = PassageIndex(index), PassageIndex(tmp_path / "anew")
    rows = np.arange(kept.dense.rows)
    assert np.array_equal(kept.dense.vectors(rows), anew.dense.vectors(rows))
    assert all(np.array_equal(kept.sentence_vectors(int(r)), anew.sentence_vectors(int(r))) for r in rows)
    assert kept.fingerprint == anew.fingerprint


def test_full_embeds_everything_again(seeds: Path, index: Path) -> None:
    update(seeds, index)
    assert update(seeds, index, full=True).embedded == 3


def test_another_model_embeds_everything_again(seeds: Path, index: Path) -> None:
    update(seeds, index)
    other = Counting()
    other.name = "other"
    assert update(seeds, index, other).embedded == 3


def test_passages_come_back_as_they_were_cut(seeds: Path, index: Path) -> None:
    update(seeds, index)
    opened = PassageIndex(index)
    cut = [passage for transcript in read_seeds(seeds).transcripts for passage in passages_of(transcript, MAX_TOKENS)]
    assert [opened.passage(row) for row in range(opened.dense.rows)] == cut
    for row, passage in enumerate(cut):
        assert opened.transcripts[passage.transcript].text[passage.start : passage.end] == passage.text
        first, end = opened.rows_of(passage.transcript)
        assert first <= row < end
        assert len(opened.sentence_vectors(row)) == len(passage.sentences)
        assert list(opened.transcripts)[opened.transcript_number(row)] == passage.transcript


def test_transcripts_come_back_as_they_were_read(seeds: Path, index: Path) -> None:
    update(seeds, index)
    assert tuple(PassageIndex(index).transcripts.values()) == read_seeds(seeds).transcripts


def test_a_full_disk_leaves_the_old_index_usable(seeds: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    update(seeds, index)
    before = manifest_of(index)

    def no_room(self: DenseIndex, file: Path) -> None:
        raise OSError(28, "No space left on device")

    (seeds / "pens.txt").write_text(talk("pens"), "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(DenseIndex, "save", no_room)
        with pytest.raises(IndexUnusableError, match="No space left on device.*chatbot index"):
            update(seeds, index)
    assert manifest_of(index) == before
    assert PassageIndex(index).dense.rows == before.passages
    assert len(list(index.glob("generation-*"))) == 1
    assert update(seeds, index).transcripts == 4


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here that is always full")
@pytest.mark.parametrize("rows", [1, 10_000])
def test_faiss_on_a_full_disk_is_an_os_error(rows: int) -> None:
    with pytest.raises(OSError):
        DenseIndex.build(np.ones((rows, 8), np.float32)).save(Path("/dev/full"))


def test_an_interrupted_build_goes_on_where_it_was(seeds: Path, index: Path) -> None:
    class Interrupted(Counting):
        def embed_passages(self, texts: Sequence[Text], progress: Callable[[int], None]) -> list[Embedded]:
            if len(self.read) > 0:
                raise KeyboardInterrupt
            return super().embed_passages(texts, progress)

    with pytest.raises(KeyboardInterrupt):
        update(seeds, index, Interrupted())
    assert len(list((index / "unfinished").glob("*.npz"))) == 1
    with pytest.raises(IndexUnusableError, match="there is no index"):
        manifest_of(index)
    assert update(seeds, index).embedded == 2
    assert not (index / "unfinished").exists()


def test_an_unfinished_file_cut_short_is_computed_again(seeds: Path, index: Path) -> None:
    test_an_interrupted_build_goes_on_where_it_was(seeds, index)
    shutil.rmtree(index)

    class Interrupted(Counting):
        def embed_passages(self, texts: Sequence[Text], progress: Callable[[int], None]) -> list[Embedded]:
            if self.read:
                raise KeyboardInterrupt
            return super().embed_passages(texts, progress)

    with pytest.raises(KeyboardInterrupt):
        update(seeds, index, Interrupted())
    file = next((index / "unfinished").glob("*.npz"))
    file.write_bytes(file.read_bytes()[:100])
    assert update(seeds, index).embedded == 3


def generation_of(index: Path) -> Path:
    return index / (index / "CURRENT").read_text("utf-8").strip()


WAITING = ("waiting for another build", 0, 0)


def test_of_two_builds_at_once_one_waits_and_finds_what_the_other_made(seeds: Path, index: Path) -> None:
    begun, waited = Event(), Event()

    class Slow(Counting):
        def embed_passages(self, texts: Sequence[Text], progress: Callable[[int], None]) -> list[Embedded]:
            begun.set()
            waited.wait(60)
            return super().embed_passages(texts, progress)

    def note(*shown: Any) -> None:
        assert shown == WAITING
        waited.set()

    with ThreadPoolExecutor() as threads:
        first = threads.submit(update, seeds, index, Slow())
        begun.wait(60)
        second = threads.submit(update_index, read_seeds(seeds).transcripts, index, Counting(), note)
        assert first.result().embedded == 3
        assert (second.result().embedded, second.result().changed) == (0, False)
    assert set(PassageIndex(index).transcripts) == {"bread", "cheese", "wine"}
    assert [path.name for path in index.glob("generation-*")] == [generation_of(index).name]


def test_a_build_that_waited_reads_the_seeds_as_they_are_then(seeds: Path, index: Path) -> None:
    other = ExitStack()

    def add_and_go_on(doing: str, done: int, total: int) -> None:
        if (doing, done, total) == WAITING:
            (seeds / "pens.txt").write_text(talk("pens"), "utf-8")
            (seeds / "empty.txt").write_text("", "utf-8")
            other.close()

    index.mkdir()
    with other:
        other.enter_context(only_build(index, lambda: None))
        done = update_from_seeds(seeds, index, Counting(), add_and_go_on)  # type: ignore[arg-type]
    assert done.transcripts == 4
    assert "empty.txt is empty" in done.faults[0]


def test_a_build_that_waits_can_be_interrupted(seeds: Path, index: Path) -> None:
    def interrupt(*shown: Any) -> None:
        assert shown == WAITING
        raise KeyboardInterrupt

    index.mkdir()
    with only_build(index, lambda: None), pytest.raises(KeyboardInterrupt):
        update_index(read_seeds(seeds).transcripts, index, Counting(), interrupt)
    assert update(seeds, index).embedded == 3


def test_a_build_that_was_killed_keeps_nobody_waiting(seeds: Path, index: Path) -> None:
    index.mkdir()
    code = f"""
import pathlib, time
from chatbot.index.locking import only_build
with only_build(pathlib.Path({str(index)!r}), lambda: None):
    print("held", flush=True)
    time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None and other.stdout.readline() == b"held\n"
        shown: list[tuple[str, int, int]] = []

        def kill(*what: Any) -> None:
            shown.append(what)
            other.kill()

        assert update_index(read_seeds(seeds).transcripts, index, Counting(), kill).embedded == 3
    assert shown[0] == WAITING


def test_an_index_that_is_open_goes_on_when_a_build_removes_its_files(seeds: Path, index: Path) -> None:
    update(seeds, index)
    opened = PassageIndex(index)
    cut = [passage for transcript in read_seeds(seeds).transcripts for passage in passages_of(transcript, MAX_TOKENS)]
    (seeds / "pens.txt").write_text(talk("pens"), "utf-8")
    update(seeds, index)
    rows = range(opened.dense.rows)
    assert [opened.passage(row) for row in rows] == cut
    assert all(opened.sentence_vectors(row).any() for row in rows)
    assert opened.dense.search(np.ones((1, 8), np.float32), 1)[0].shape == (1, 1)
    assert opened.lexical.scores("wine")[0].any()
    assert opened.lexical.knows("wine")
    assert opened.language() == "en" and opened.rows_of("wine") and opened.transcript_number(0) == 0


def test_an_index_that_is_replaced_while_it_is_opened_is_opened_anew(
    seeds: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    update(seeds, index)
    (seeds / "pens.txt").write_text(talk("pens"), "utf-8")
    load = DenseIndex.load

    def load_late(file: Path) -> DenseIndex:
        monkeypatch.setattr(DenseIndex, "load", load)
        update(seeds, index)
        return load(file)

    monkeypatch.setattr(DenseIndex, "load", load_late)
    assert "pens" in PassageIndex(index).transcripts


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # bm25s takes the mean of no lengths
def test_an_index_without_passages_can_be_opened(tmp_path: Path, index: Path) -> None:
    (tmp_path / "page.txt").write_text("Share this\n", "utf-8")
    update(tmp_path, index)
    assert PassageIndex(index).dense.rows == 0


def how_cut(transcript: Transcript) -> str:
    return hashlib.sha256(repr((transcript.turns, passages_of(transcript, MAX_TOKENS))).encode("utf-8")).hexdigest()[:16]


def test_when_transcripts_are_cut_otherwise_the_version_says_so() -> None:
    folder = Path(__file__).parents[1] / "seeds"
    (transcript,) = (each for each in read_seeds(folder).transcripts if each.id == "china-paradigm-044")
    assert {CUT: how_cut(transcript)} == {2: "94da0b6c1a3b713f"}, (
        "parsing or cutting has changed: raise CUT in chatbot/index/layout.py"
    )


def test_an_index_that_another_version_cut_is_embedded_anew(seeds: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    update(seeds, index)
    monkeypatch.setattr("chatbot.index.build.CUT", CUT + 1)
    monkeypatch.setattr("chatbot.index.seeds.CUT", CUT + 1)
    assert state_of(seeds, index).sentence() == "made by another version of this program; run: chatbot index"
    assert fingerprint_of(read_seeds(seeds).transcripts, "counting") != PassageIndex(index).fingerprint
    done = update(seeds, index)
    assert done.embedded == 3
    assert "made by another version of this program" in done.sentence("index")
    assert state_of(seeds, index).sentence() == "up to date"
    assert not update(seeds, index).changed


def test_an_index_from_before_the_version_was_written_down_is_embedded_anew(seeds: Path, index: Path) -> None:
    update(seeds, index)
    file = generation_of(index) / "manifest.json"
    manifest = json.loads(file.read_text("utf-8"))
    del manifest["cut"]
    file.write_text(json.dumps(manifest), "utf-8")
    assert PassageIndex(index).dense.rows == 3
    assert state_of(seeds, index).sentence() == "made by another version of this program; run: chatbot index"
    (seeds / "wine.txt").write_text(talk("red wine"), "utf-8")
    assert update(seeds, index).embedded == 3


def test_vectors_of_as_many_other_passages_are_not_kept(seeds: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def in_one_sentence(transcript: Transcript, tokens: int) -> tuple[Passage, ...]:
        cut = passages_of(transcript, tokens)
        return tuple(replace(p, sentences=(replace(p.sentences[0], end=p.sentences[-1].end),)) for p in cut)

    update(seeds, index)
    (seeds / "wine.txt").write_text(talk("red wine"), "utf-8")
    monkeypatch.setattr("chatbot.index.build.passages_of", in_one_sentence)
    assert update(seeds, index).embedded == 3


@pytest.mark.parametrize("missing", ["passages", "sentences"])
def test_an_unfinished_file_with_other_numbers_of_vectors_is_computed_again(missing: str, seeds: Path, index: Path) -> None:
    test_an_interrupted_build_goes_on_where_it_was(seeds, index)
    (seeds / "pens.txt").write_text(talk("pens"), "utf-8")

    class Interrupted(Counting):
        def embed_passages(self, texts: Sequence[Text], progress: Callable[[int], None]) -> list[Embedded]:
            if self.read:
                raise KeyboardInterrupt
            return super().embed_passages(texts, progress)

    (seeds / "tea.txt").write_text(talk("tea"), "utf-8")
    with pytest.raises(KeyboardInterrupt):
        update(seeds, index, Interrupted())
    (file,) = (index / "unfinished").glob("*.npz")
    with np.load(file, allow_pickle=False) as arrays:
        whole = dict(arrays)
    np.savez(file, **{**whole, missing: whole[missing][1:]})
    assert update(seeds, index).embedded == 2


def test_a_damaged_line_is_named_and_a_build_mends_it(seeds: Path, index: Path) -> None:
    update(seeds, index)
    file = generation_of(index) / "passages.jsonl"
    file.write_bytes(b"?" * file.stat().st_size)
    with pytest.raises(IndexUnusableError, match="damaged: passage 0 cannot be read.*run: chatbot index --full"):
        PassageIndex(index).passage(0)
    (seeds / "pens.txt").write_text(talk("pens"), "utf-8")
    assert update(seeds, index).embedded == 4


def test_an_index_of_another_format_is_not_called_damaged(seeds: Path, index: Path) -> None:
    update(seeds, index)
    file = generation_of(index) / "manifest.json"
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), "format": 99, "more": True}), "utf-8")
    with pytest.raises(IndexUnusableError) as caught:
        PassageIndex(index)
    assert str(caught.value) == f"the index in {index} was made by another version of this program; run: chatbot index"
    assert update(seeds, index).embedded == 3


def test_an_index_can_be_read_by_whoever_the_umask_lets_read(seeds: Path, index: Path) -> None:
    before = os.umask(0o022)
    try:
        update(seeds, index)
    finally:
        os.umask(before)
    assert generation_of(index).stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("name", ["CURRENT", "manifest.json", "transcripts.jsonl"])
def test_what_may_not_be_read_is_not_called_damaged(name: str, seeds: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    update(seeds, index)

    def unless_forbidden(method: Callable[..., Any]) -> Callable[..., Any]:
        def read(self: Path, *arguments: Any, **named: Any) -> Any:
            if self.name == name:
                raise PermissionError(13, "Permission denied", str(self))
            return method(self, *arguments, **named)

        return read

    for method in (Path.open, Path.read_text):
        monkeypatch.setattr(Path, method.__name__, unless_forbidden(method))
    with pytest.raises(IndexUnusableError, match=rf"may not be read by this account; its owner, {index.owner()}, can") as caught:
        PassageIndex(index)
    assert f"chmod -R a+rX {index}" in str(caught.value)
    assert "damaged" not in str(caught.value)


FILES = ("manifest.json", "transcripts.jsonl", "passages.jsonl", "passages.npy", "vectors.faiss", "sentences.npy")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", ["cut short", "emptied", "removed"])
def test_a_damaged_file_is_named_and_a_build_mends_it(name: str, damage: str, seeds: Path, index: Path) -> None:
    update(seeds, index)
    file = index / (index / "CURRENT").read_text("utf-8").strip() / name
    if damage == "removed":
        file.unlink()
    else:
        file.write_bytes(b"" if damage == "emptied" else file.read_bytes()[: file.stat().st_size // 2])
    with pytest.raises(IndexUnusableError, match=rf"damaged.*{name.split('.')[0]}.*run: chatbot index"):
        PassageIndex(index)
    update(seeds, index)
    assert PassageIndex(index).manifest.passages > 0


def test_every_other_file_cut_short_is_found(seeds: Path, index: Path) -> None:
    update(seeds, index)
    folder = index / (index / "CURRENT").read_text("utf-8").strip()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole = file.read_bytes()
        file.write_bytes(whole[:-1])
        with pytest.raises(IndexUnusableError, match="damaged"):
            PassageIndex(index)
        file.write_bytes(whole)
    assert PassageIndex(index).dense.rows


@pytest.mark.parametrize("pointer", ["", "../elsewhere", "generation-gone", "\x00"])
def test_a_damaged_pointer_is_an_error_and_no_path(pointer: str, seeds: Path, index: Path) -> None:
    update(seeds, index)
    (index / "CURRENT").write_text(pointer, "utf-8")
    with pytest.raises(IndexUnusableError, match="damaged"):
        PassageIndex(index)


def test_a_file_of_the_same_size_with_other_bytes_is_an_error(seeds: Path, index: Path) -> None:
    update(seeds, index)
    file = index / (index / "CURRENT").read_text("utf-8").strip() / "vectors.faiss"
    file.write_bytes(b"\x00" * file.stat().st_size)
    with pytest.raises(IndexUnusableError, match="damaged"):
        PassageIndex(index)


def test_no_index_and_another_model_s_index_say_what_to_run(seeds: Path, index: Path) -> None:
    with pytest.raises(IndexUnusableError, match="there is no index in .*; run: chatbot index"):
        PassageIndex(index)
    update(seeds, index)
    with pytest.raises(IndexUnusableError, match="made with the embedding model counting, and other is set; run: chatbot index"):
        PassageIndex(index, "other")


def test_an_unknown_transcript_is_named(seeds: Path, index: Path) -> None:
    update(seeds, index)
    with pytest.raises(QuestionError, match="no transcript 'beer'.*bread, cheese, wine"):
        PassageIndex(index).rows_of("beer")


def test_state_says_what_changed_since(seeds: Path, index: Path) -> None:
    update(seeds, index)
    assert state_of(seeds, index).sentence() == "up to date"
    (seeds / "wine.txt").write_text(talk("red wine"), "utf-8")
    (seeds / "bread.txt").unlink()
    (seeds / "pens.txt").write_text(talk("pens"), "utf-8")
    assert state_of(seeds, index).sentence() == "seeds have changed (1 new, 1 deleted, 1 changed); run: chatbot index"


def test_what_has_not_changed_is_not_read_again(seeds: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    update(seeds, index)
    (seeds / "wine.txt").touch()
    monkeypatch.setattr("chatbot.index.seeds.read_transcript", None)
    assert state_of(seeds, index).sentence() == "up to date"


def test_a_file_that_cannot_be_read_does_not_keep_out_the_others(seeds: Path, index: Path) -> None:
    (seeds / "tea.txt").write_bytes("茶".encode("gb18030"))
    (fault,) = read_seeds(seeds).faults
    assert "tea.txt is not UTF-8" in fault and "GB18030" in fault
    assert update(seeds, index).transcripts == 3
    assert state_of(seeds, index).sentence() == "up to date, but for what cannot be read: tea"
    (seeds / "wine.txt").write_bytes(b"")
    assert state_of(seeds, index).sentence() == "seeds have changed (1 changed); run: chatbot index"


def test_a_name_that_is_not_utf_8_does_not_keep_out_the_others(seeds: Path, index: Path) -> None:
    (seeds / os.fsdecode(b"caff\xe8.txt")).write_text(talk("coffee"), "utf-8")
    (fault,) = read_seeds(seeds).faults
    assert fault == rf"{seeds}/caff\xe8.txt has a name that is not UTF-8: rename it."
    assert update(seeds, index).transcripts == 3
    assert state_of(seeds, index).sentence() == r"up to date, but for what cannot be read: caff\xe8"
    listed, faults = transcripts_in(seeds)
    assert (set(listed), faults) == ({"bread", "cheese", "wine"}, (fault,))


def test_of_two_files_of_one_name_the_first_is_indexed_and_the_other_named(seeds: Path, index: Path) -> None:
    (seeds / "wine.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nWe think that tea is a fine thing.\n")
    (fault,) = read_seeds(seeds).faults
    assert "wine.vtt is left out" in fault and "rename one" in fault
    assert update(seeds, index).transcripts == 3
    assert "tea" not in PassageIndex(index).transcripts["wine"].text
    assert state_of(seeds, index).sentence() == "up to date"


def test_captions_whose_times_alone_changed_are_indexed_again(seeds: Path, index: Path) -> None:
    captions = "WEBVTT\n\n00:01.000 --> 00:02.000\nWe think that tea is a fine thing.\n"
    (seeds / "tea.vtt").write_text(captions, "utf-8")
    update(seeds, index)
    assert state_of(seeds, index).sentence() == "up to date"
    (seeds / "tea.vtt").write_text(captions.replace("00:01", "00:00"), "utf-8")
    assert state_of(seeds, index).sentence() == "seeds have changed (1 changed); run: chatbot index"
    assert update(seeds, index).embedded == 1
    assert PassageIndex(index).transcripts["tea"].times == ((0, 0.0),)


def test_the_fingerprint_tells_texts_and_model() -> None:
    one, two = parse_transcript(talk("wine"), "a"), parse_transcript(talk("beer"), "b")
    assert fingerprint_of([one, two], "m") == fingerprint_of([two, one], "m")
    assert len({fingerprint_of([one], "m"), fingerprint_of([two], "m"), fingerprint_of([one], "n")}) == 3


def test_sentences_are_where_the_embedding_model_is_told() -> None:
    passage = passages_of(parse_transcript(talk("wine"), "a"), MAX_TOKENS)[0]
    text = text_to_embed(passage)
    spoken = parse_transcript(talk("wine"), "a").text
    assert [text.text[a:b] for a, b in text.sentences] == [spoken[s.start : s.end] for s in passage.sentences]


def test_nothing_is_pickled(seeds: Path, index: Path) -> None:
    update(seeds, index)
    for file in index.rglob("*.npy"):
        np.load(file, allow_pickle=False)
    assert not [file for file in index.rglob("*") if file.suffix in {".pkl", ".pickle"}]
    for source in (Path(__file__).parents[1] / "chatbot" / "index").glob("*.py"):
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "np.load":
                assert "allow_pickle=False" in ast.unparse(node)


def test_the_nearest_vectors_are_found_within_a_range_of_rows() -> None:
    vectors = np.eye(4, dtype=np.float32)
    dense = DenseIndex.build(vectors)
    question = np.array([[0.9, 0.3, 0.2, 0.1]], np.float32)
    rows, cosines = dense.search(question, 2)
    assert rows.tolist() == [[0, 1]]
    assert np.allclose(cosines, [[0.9, 0.3]])
    assert dense.search(question, 9, (1, 3))[0].tolist() == [[1, 2]]


def test_beyond_the_exact_size_a_graph_is_searched_and_a_range_of_it_exactly(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(7)
    vectors = random.standard_normal((3000, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    question = vectors[1:2]
    monkeypatch.setattr("chatbot.index.dense.EXACT_UP_TO", 1000)
    dense = DenseIndex.build(vectors)
    cosines = (vectors @ question[0]).astype(np.float32)
    assert set(dense.search(question, 10)[0][0].tolist()) == set(np.argsort(-cosines)[:10].tolist())
    assert dense.search(question, 5, (2990, 3000))[0][0].tolist() == (2990 + np.argsort(-cosines[2990:])[:5]).tolist()
    assert np.allclose(dense.vectors(np.array([5, 2999])), vectors[[5, 2999]])


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("The brands' 70,000 followers", ["the", "brand", "70000", "follower"]),
        ("Città, CITTÀ", ["citta", "citta"]),
        ("companies classes glass bus", ["company", "classe", "glass", "bus"]),
        ("意大利酒", ["意大", "大利", "利酒"]),
        ("酒", ["酒"]),
        ("在TMall有103个品牌", ["在", "tmall", "有", "103", "个品", "品牌"]),
        ("こんにちは", ["こん", "んに", "にち", "ちは"]),
        ("1.5 million, 2018", ["1.5", "million", "2018"]),
        ("ﬁne ＡＢＣ", ["fine", "abc"]),
        ("… — 🙂", []),
    ],
)
def test_lexical_tokens(text: str, tokens: list[str]) -> None:
    assert lexical_tokens(text) == tokens


CORPUS = (
    "the French own the wine market", "wine and cheese and wine", "cheese from a village near the lake",
    "the market of the village", "followers and comments and views", "a long story about bread, water, salt and time",
)  # fmt: skip


def test_a_score_is_lucene_s_bm25_worked_by_hand() -> None:
    scores, bound = LexicalIndex.build(CORPUS).scores("wine")
    # "wine" stands in 2 of 6 texts: idf = ln(1 + (6 - 2 + .5) / (2 + .5)); the texts have 6, 5, 7, 5, 5, 9 words
    idf = math.log(1 + 4.5 / 2.5)
    mean = (6 + 5 + 7 + 5 + 5 + 9) / 6

    def by_hand(times: int, words: int) -> float:
        return idf * times / (times + K1 * (1 - B + B * words / mean))

    assert scores[0] == pytest.approx(by_hand(1, 6), rel=1e-5)
    assert scores[1] == pytest.approx(by_hand(2, 5), rel=1e-5)
    assert scores[2:].tolist() == [0.0] * 4
    assert bound == pytest.approx(idf)


@pytest.mark.parametrize("question", ["wine market", "cheese village lake", "bread and salt"])
def test_the_order_is_rank_bm25_s(question: str) -> None:
    scores, _ = LexicalIndex.build(CORPUS).scores(question)
    peer = BM25Okapi([lexical_tokens(text) for text in CORPUS], k1=K1, b=B)
    theirs = peer.get_scores(sorted(set(lexical_tokens(question))))
    matched = [i for i in range(len(CORPUS)) if scores[i] > 0]
    assert sorted(matched, key=lambda i: -scores[i])[:2] == sorted(matched, key=lambda i: -theirs[i])[:2]


def test_words_that_no_passage_has_count_against_the_bound() -> None:
    lexical = LexicalIndex.build(CORPUS)
    known, bound = lexical.scores("wine")
    same, larger = lexical.scores("wine zebra")
    assert np.array_equal(known, same)
    assert larger > bound
    nothing, _ = lexical.scores("zebra")
    assert not nothing.any()


def test_chinese_finds_chinese() -> None:
    scores, _ = LexicalIndex.build(["法国人拥有葡萄酒市场", "我们喜欢奶酪"]).scores("谁拥有葡萄酒市场？")
    assert scores[0] > scores[1]
