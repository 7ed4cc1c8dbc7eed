"""What is indexed, with which models, how large, and whether the seeds have changed since."""

from __future__ import annotations

from chatbot.cli.display import plain
from chatbot.index import manifest_of, state_of
from chatbot.settings import Settings


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
    lines += [f"  {t.id}  {t.title}  ({t.language}, {t.characters:,} characters, {t.count} passages)"
              for t in manifest.transcripts]
    return plain("\n".join(lines))
