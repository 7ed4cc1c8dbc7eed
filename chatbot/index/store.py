"""The index as its readers see it: passages by number, and the two searches over them.

This is the door: a store on a server can take PassageIndex's place by offering what is public in it, which its readers use,
and of ``dense`` and ``lexical`` what they search with: ``dense.rows``, ``dense.search``, ``dense.vectors``,
``lexical.scores`` and ``lexical.knows``. It does not rank: dense and lexical scores leave here as they are.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from chatbot.embeddings import Vectors
from chatbot.errors import IndexUnusableError, QuestionError
from chatbot.index.dense import DenseIndex
from chatbot.index.layout import Generation, IndexedTranscript, Manifest, damaged, read_current, read_manifest
from chatbot.index.lexical import LexicalIndex
from chatbot.passages import Passage, Sentence
from chatbot.transcripts import Span, Transcript, Turn


class PassageIndex:
    """An index opened for reading; raises IndexUnusableError when it cannot be used.

    All of its files are opened at once: when a build replaces and removes them, this index goes on as it was.
    """

    def __init__(self, folder: Path, embedding: str | None = None) -> None:
        read_current(folder, partial(self._open, embedding))
        self._read = lru_cache(maxsize=4096)(partial(self._parse, folder))

    def _open(self, embedding: str | None, generation: Generation) -> None:
        self.manifest = read_manifest(generation)
        _check_embedding(generation.folder.parent, self.manifest, embedding)
        self.dense = DenseIndex.load(generation.vectors)
        self.lexical = LexicalIndex.load(generation.bm25)
        self._lines = np.load(generation.rows, mmap_mode="r", allow_pickle=False)
        self._sentences = np.load(generation.sentences, mmap_mode="r", allow_pickle=False)
        self._passages = _mapped(generation.passages)
        self._transcripts = _read_transcripts(generation)

    @property
    def fingerprint(self) -> str:
        """Tell this index from any other: texts, model and passage size are in it."""
        return self.manifest.fingerprint

    @property
    def transcripts(self) -> dict[str, Transcript]:
        """The transcripts as they were indexed, by their ids."""
        return self._transcripts

    def rows_of(self, transcript: str) -> tuple[int, int]:
        """Give the first row of a transcript's passages and the one after the last; raises QuestionError if unknown."""
        entry = self._entries.get(transcript)
        if entry is None:
            some = ", ".join(list(self._entries)[:5])
            raise QuestionError(f"there is no transcript {transcript!r} in the index; there is: {some}"
                                + (" …" if len(self._entries) > 5 else ""))
        return entry.first, entry.first + entry.count

    def language(self, transcript: str | None = None) -> str:
        """Give the language of a transcript, or the one that most passages of the index are in."""
        passages: Counter[str] = Counter()
        for entry in self.manifest.transcripts:
            if transcript is None or entry.id == transcript:
                passages[entry.language] += entry.count
        return passages.most_common(1)[0][0] if passages else "en"

    def passage(self, row: int) -> Passage:
        """Give the passage at ``row``."""
        return self._read(row)

    def transcript_number(self, row: int) -> int:
        """Give which of the manifest's transcripts the passage at ``row`` is from, counted from 0."""
        return bisect_right(self._firsts, row) - 1

    def sentence_vectors(self, row: int) -> Vectors:
        """Give the vectors of a passage's sentences, (sentences, dimensions)."""
        first, end = int(self._lines[row, 1]), int(self._lines[row + 1, 1])
        return np.asarray(self._sentences[first:end], dtype=np.float32)

    @cached_property
    def _firsts(self) -> list[int]:
        return [entry.first for entry in self.manifest.transcripts]

    @cached_property
    def _entries(self) -> dict[str, IndexedTranscript]:
        return {entry.id: entry for entry in self.manifest.transcripts}

    def _parse(self, folder: Path, row: int) -> Passage:
        line = bytes(self._passages[int(self._lines[row, 0]) : int(self._lines[row + 1, 0])])
        try:
            return passage_from_json(json.loads(line), self._transcripts)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise damaged(folder, f"passage {row} cannot be read ({type(error).__name__})") from error


def transcript_to_json(transcript: Transcript) -> dict[str, Any]:
    """Write a transcript as JSON Lines have it."""
    turns = [[t.speaker, t.start, t.end, t.time, [[p.start, p.end] for p in t.paragraphs]] for t in transcript.turns]
    return {"id": transcript.id, "title": transcript.title, "url": transcript.url,
            "text": transcript.text, "turns": turns, "times": transcript.times, "file": transcript.file}


def transcript_from_json(value: dict[str, Any]) -> Transcript:
    """Read what ``transcript_to_json`` wrote."""
    turns = tuple(
        Turn(speaker, start, end, time, tuple(Span(*span) for span in paragraphs))
        for speaker, start, end, time, paragraphs in value["turns"]
    )
    times = tuple((place, time) for place, time in value.get("times", ()))
    return Transcript(value["id"], value["title"], value["text"], turns, value["url"], times, value.get("file"))


def passage_to_json(passage: Passage) -> dict[str, Any]:
    """Write a passage as JSON Lines have it; its text is its transcript's, at its span."""
    sentences = [[s.start, s.end, s.speaker, s.time, s.turn] for s in passage.sentences]
    return {"transcript": passage.transcript, "start": passage.start, "end": passage.end, "speaker": passage.speaker,
            "time": passage.time, "context": passage.context, "sentences": sentences}


def passage_from_json(value: dict[str, Any], transcripts: dict[str, Transcript]) -> Passage:
    """Read what ``passage_to_json`` wrote."""
    text = transcripts[value["transcript"]].text[value["start"] : value["end"]]
    sentences = tuple(Sentence(*fields) for fields in value.pop("sentences"))
    return Passage(text=text, sentences=sentences, **value)


def _mapped(file: Path) -> npt.NDArray[np.uint8]:
    if file.stat().st_size == 0:
        return np.empty(0, np.uint8)  # which cannot be mapped
    return np.memmap(file, dtype=np.uint8, mode="r")


def _read_transcripts(generation: Generation) -> dict[str, Transcript]:
    with generation.transcripts.open(encoding="utf-8", newline="\n") as lines:
        found = [transcript_from_json(json.loads(line)) for line in lines]
    return {transcript.id: transcript for transcript in found}


def manifest_of(index: Path, embedding: str | None = None) -> Manifest:
    """Read what the index was made from, without loading it; raises IndexUnusableError, as an index of another model does."""
    manifest = read_current(index, read_manifest)
    _check_embedding(index, manifest, embedding)
    return manifest


def _check_embedding(index: Path, manifest: Manifest, embedding: str | None) -> None:
    if embedding is not None and embedding != manifest.embedding:
        raise IndexUnusableError(
            f"the index in {index} was made with the embedding model {manifest.embedding}, and {embedding} is set; "
            f"run: chatbot index (or set CHATBOT_EMBEDDING={manifest.embedding})")
