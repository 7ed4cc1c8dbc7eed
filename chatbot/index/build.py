"""Seeds to an index: embeds what is new or changed, beside the old index, and swaps it in when all is done.

What was embedded is kept transcript by transcript in ``unfinished/``, so that an interrupted build goes on where it was.
Nothing of the old index is touched until the new one is whole. One build runs at a time; another waits for it and then finds
what it made. It does not search.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from chatbot.embeddings import SentenceTransformerEmbeddings, Text, Vectors
from chatbot.errors import IndexUnusableError
from chatbot.index.dense import DenseIndex
from chatbot.index.layout import CUT, Generation, IndexedTranscript, Manifest, make_current, new_generation, write_manifest
from chatbot.index.lexical import LexicalIndex
from chatbot.index.locking import only_build
from chatbot.index.seeds import read_seeds
from chatbot.index.store import PassageIndex, passage_to_json, transcript_to_json
from chatbot.index.summary import Summary, summary_of
from chatbot.passages import Passage, passages_of
from chatbot.transcripts import Transcript, detect_language
from chatbot.weights import Progress

MAX_TOKENS = 96
"""How long a passage may be, in tiktoken's tokens: chosen on the tuning half of the public sets (benchmarks/measures.md)."""


@dataclass(frozen=True)
class Vectored:
    """A transcript's passages with their vectors; ``sentences`` are those of all its passages, in order."""

    passages: Vectors
    sentences: npt.NDArray[np.float16]

    def shapes(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Give how many vectors of what size there are, of passages and of sentences."""
        return self.passages.shape, self.sentences.shape


def fingerprint_of(transcripts: Sequence[Transcript], embedding: str) -> str:
    """Tell an index over these transcripts and this model, cut as now, from any other (16 hexadecimal digits)."""
    files = (f"{t.id}\t{t.file_sha256}" for t in sorted(transcripts, key=lambda t: t.id))
    return hashlib.sha256("\n".join([embedding, str(MAX_TOKENS), f"cut {CUT}", *files]).encode("utf-8")).hexdigest()[:16]


def update_index(
    transcripts: Sequence[Transcript], index: Path, embeddings: SentenceTransformerEmbeddings, progress: Progress,
    full: bool = False,
) -> Summary:  # fmt: skip
    """Make the index that of ``transcripts``; ``full`` embeds everything again.

    Raises IndexUnusableError when the index cannot be written; the old index stays in use then.
    """
    with _building(index, progress):
        return _update(transcripts, index, embeddings, progress, full)


def update_from_seeds(
    seeds: Path, index: Path, embeddings: SentenceTransformerEmbeddings, progress: Progress, full: bool = False
) -> Summary:
    """Make the index that of the seeds as they are when no other build is running any more; see ``update_index``.

    Raises SeedError where not one of them can be read.
    """
    with _building(index, progress):
        read = read_seeds(seeds)
        return replace(_update(read.transcripts, index, embeddings, progress, full), faults=read.faults)


@contextmanager
def _building(index: Path, progress: Progress) -> Iterator[None]:
    try:
        index.mkdir(parents=True, exist_ok=True)
        with only_build(index, lambda: progress("waiting for another build", 0, 0)):
            yield
    except OSError as error:
        raise IndexUnusableError(
            f"the index cannot be written to {index}: {error.strerror or error}; "
            "make room or choose another folder with --index, and run again: chatbot index") from error


def _update(
    transcripts: Sequence[Transcript], index: Path, embeddings: SentenceTransformerEmbeddings, progress: Progress, full: bool
) -> Summary:
    if full:
        shutil.rmtree(index / "unfinished", ignore_errors=True)
    before = None if full else _usable(index, embeddings.name)
    if before is not None and before.fingerprint == fingerprint_of(transcripts, embeddings.name):
        return summary_of(before.manifest)
    other_version = before is not None and before.manifest.cut != CUT
    done = _build(transcripts, index, embeddings, None if other_version else before, progress)
    return replace(done, other_version=other_version)


def _build(
    transcripts: Sequence[Transcript], index: Path, embeddings: SentenceTransformerEmbeddings,
    old: PassageIndex | None, progress: Progress,
) -> Summary:  # fmt: skip
    cut = [passages_of(transcript, MAX_TOKENS) for transcript in transcripts]
    known = _Known(index / "unfinished", old, embeddings)
    vectored = [known.find(transcript, passages) for transcript, passages in zip(transcripts, cut, strict=True)]
    total = sum(len(passages) for passages in cut)
    done = sum(len(p) for p, v in zip(cut, vectored, strict=True) if v is not None)
    for number, (transcript, passages) in enumerate(zip(transcripts, cut, strict=True)):
        if vectored[number] is None:
            def advance(count: int, label: str = transcript.title) -> None:
                nonlocal done
                done += count
                progress(label, done, total)
            vectored[number] = known.embed(transcript, passages, advance)
    kept = {t.id for t in transcripts} & (set() if old is None else set(old.transcripts))
    generation = new_generation(index)
    try:
        manifest = _write(generation, transcripts, cut, [v for v in vectored if v is not None], embeddings)
        make_current(index, generation)
    except BaseException:
        shutil.rmtree(generation.folder, ignore_errors=True)
        raise
    shutil.rmtree(index / "unfinished", ignore_errors=True)
    removed = 0 if old is None else len(set(old.transcripts) - kept)
    return summary_of(manifest, known.embedded, removed, changed=True)


class _Known:
    """Vectors that need not be computed again: an interrupted build's, and the old index's."""

    def __init__(self, folder: Path, old: PassageIndex | None, embeddings: SentenceTransformerEmbeddings) -> None:
        self._folder, self._old, self._embeddings = folder, old, embeddings
        self.embedded = 0

    def find(self, transcript: Transcript, passages: Sequence[Passage]) -> Vectored | None:
        return self._unfinished(transcript, passages) or self._indexed(transcript, passages)

    def _unfinished(self, transcript: Transcript, passages: Sequence[Passage]) -> Vectored | None:
        file = self._file(transcript)
        found = _read_vectored(file) if file.is_file() else None
        sentences, dimensions = sum(len(passage.sentences) for passage in passages), self._embeddings.dimensions
        if found and found.shapes() == ((len(passages), dimensions), (sentences, dimensions)):
            return found
        return None

    def _indexed(self, transcript: Transcript, passages: Sequence[Passage]) -> Vectored | None:
        if self._old is None or not _is_cut_alike(self._old, transcript.id, passages):
            return None
        rows = np.arange(*self._old.rows_of(transcript.id))
        sentences = [self._old.sentence_vectors(int(row)) for row in rows]
        return Vectored(self._old.dense.vectors(rows), _stacked(sentences, self._embeddings.dimensions))

    def embed(self, transcript: Transcript, passages: Sequence[Passage], advance: Any) -> Vectored:
        found = self._embeddings.embed_passages([text_to_embed(passage) for passage in passages], advance)
        dimensions = self._embeddings.dimensions
        rows = np.array([each.passage for each in found], np.float32).reshape(-1, dimensions)
        vectored = Vectored(rows, _stacked([each.sentences for each in found], dimensions))
        self._folder.mkdir(exist_ok=True)
        file = self._file(transcript)
        beside = file.with_suffix(".new.npz")
        np.savez(beside, passages=vectored.passages, sentences=vectored.sentences)
        beside.replace(file)
        self.embedded += 1
        return vectored

    def _file(self, transcript: Transcript) -> Path:
        key = f"{fingerprint_of([transcript], self._embeddings.name)}\t{transcript.title}"
        return self._folder / f"{hashlib.sha256(key.encode('utf-8')).hexdigest()[:32]}.npz"


def text_to_embed(passage: Passage) -> Text:
    """Give what the embedding model reads of a passage: its context, its text, and where its sentences are."""
    spans = tuple((s.start - passage.start, s.end - passage.start) for s in passage.sentences)
    return Text(passage.text, passage.context, spans)


def _is_cut_alike(old: PassageIndex, transcript: str, passages: Sequence[Passage]) -> bool:
    """Whether the old index has these passages of a transcript: the same words, at the same places, in the same sentences."""
    if transcript not in old.transcripts:
        return False
    try:
        return [old.passage(row) for row in range(*old.rows_of(transcript))] == list(passages)
    except IndexUnusableError:
        return False  # a line of it is damaged: it is written anew


def _read_vectored(file: Path) -> Vectored | None:
    try:
        with np.load(file, allow_pickle=False) as arrays:
            return Vectored(arrays["passages"], arrays["sentences"])
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        file.unlink(missing_ok=True)  # cut short when the build was interrupted: it is computed again
        return None


def _stacked(vectors: Sequence[Vectors], dimensions: int) -> npt.NDArray[np.float16]:
    return np.concatenate([np.empty((0, dimensions)), *vectors]).astype(np.float16)


def _write(
    generation: Generation, transcripts: Sequence[Transcript], cut: Sequence[Sequence[Passage]],
    vectored: Sequence[Vectored], embeddings: SentenceTransformerEmbeddings,
) -> Manifest:  # fmt: skip
    _write_lines(generation.transcripts, (transcript_to_json(t) for t in transcripts))
    passages = [passage for each in cut for passage in each]
    offsets = _write_lines(generation.passages, (passage_to_json(p) for p in passages))
    sentences = np.cumsum([0, *(len(p.sentences) for p in passages)])
    np.save(generation.rows, np.stack([offsets, sentences], axis=1).astype(np.int64))
    dense = DenseIndex.build(np.concatenate([v.passages for v in vectored]))
    dense.save(generation.vectors)
    np.save(generation.sentences, np.concatenate([v.sentences for v in vectored]))
    LexicalIndex.build(f"{p.context}\n{p.text}" for p in passages).save(generation.bm25)
    manifest = Manifest(
        fingerprint=fingerprint_of(transcripts, embeddings.name), created=datetime.now(UTC).isoformat("T", "seconds"),
        embedding=embeddings.name, dimensions=embeddings.dimensions, passage_tokens=MAX_TOKENS, cut=CUT,
        sentences=int(sentences[-1]), transcripts=_entries(transcripts, cut), sizes=generation.sizes(),
    )  # fmt: skip
    write_manifest(generation, manifest)
    return manifest


def _entries(transcripts: Sequence[Transcript], cut: Sequence[Sequence[Passage]]) -> tuple[IndexedTranscript, ...]:
    entries, first = [], 0
    for transcript, passages in zip(transcripts, cut, strict=True):
        entries.append(IndexedTranscript(
            transcript.id, transcript.title, detect_language(transcript.text), transcript.sha256, len(transcript.text),
            first, len(passages), transcript.file_sha256))
        first += len(passages)
    return tuple(entries)


def _write_lines(file: Path, values: Iterator[dict[str, Any]]) -> npt.NDArray[np.int64]:
    offsets = [0]
    with file.open("wb") as out:
        for value in values:
            line = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
            out.write(line)
            offsets.append(offsets[-1] + len(line))
    return np.array(offsets, dtype=np.int64)


def _usable(index: Path, embedding: str) -> PassageIndex | None:
    try:
        old = PassageIndex(index, embedding)
    except IndexUnusableError:
        return None  # missing, damaged or another model's: everything is embedded again
    return old if old.manifest.passage_tokens == MAX_TOKENS else None
