"""What is indexed, with which models, how large, and whether the seeds have changed since."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from chatbot.cli.display import plain
from chatbot.errors import IndexUnusableError
from chatbot.index import PassageIndex, manifest_of, state_of
from chatbot.settings import Settings
from chatbot.transcripts import Transcript

_MOST_CASTS, _MOST_SPEAKERS, _LONGEST_NAME = 20, 8, 40


def information(settings: Settings) -> str:
    """Describe the index in plain lines; raises IndexUnusableError when there is none."""
    manifest = manifest_of(settings.index)
    size = sum(manifest.sizes.values()) / 1e6
    lines = [
        f"index        {settings.index}, {size:.1f} MB, built {manifest.created}, fingerprint {manifest.fingerprint}",
        f"seeds        {settings.seeds}: {state_of(settings.seeds, settings.index, settings.embedding).sentence()}",
        f"embedding    {manifest.embedding}, {manifest.dimensions} dimensions",
        f"chat model   {settings.model}, {settings.strictness}",
        f"transcripts  {len(manifest.transcripts)}, {manifest.passages} passages, {manifest.sentences} sentences",
    ]
    transcripts = PassageIndex(settings.index).transcripts
    for t in manifest.transcripts:
        lines.append(f"  {t.id}  {t.title}  ({t.language}, {t.characters:,} characters, {t.count} passages)")
        lines += [f"    {speakers(transcripts[t.id])}"] if t.id in transcripts else []
    return plain("\n".join(lines))


def casts(index: Path, before: Mapping[str, str]) -> list[str]:
    """One line for each transcript that is new or changed since ``before``, which has the SHA-256 of each: who speaks in it."""
    opened = PassageIndex(index)
    new = [t.id for t in opened.manifest.transcripts if before.get(t.id) != (t.file or t.sha256)]
    lines = [f"{id}: {speakers(opened.transcripts[id])}" for id in new[:_MOST_CASTS]]
    more = len(new) - len(lines)
    return [*lines, f"… and {more} more transcripts; all of them: chatbot info"] if more else lines


def indexed_files(index: Path) -> dict[str, str]:
    """The SHA-256 of each transcript's file in an index, by their ids; none where there is no index of this version."""
    try:
        manifest = manifest_of(index)
    except IndexUnusableError:
        return {}
    return {t.id: t.file or t.sha256 for t in manifest.transcripts}


def speakers(transcript: Transcript) -> str:
    """Who speaks in a transcript, and in how many turns each; the first of many."""
    turns = Counter(turn.speaker for turn in transcript.turns if turn.speaker is not None)
    if not turns:
        return "no speakers"
    named = [f"{textwrap.shorten(name, _LONGEST_NAME, placeholder='…')} {count}" for name, count in turns.items()]
    more = f" and {len(named) - _MOST_SPEAKERS} more" if len(named) > _MOST_SPEAKERS else ""
    return f"speakers (turns): {', '.join(named[:_MOST_SPEAKERS])}{more}"
