"""What a build did, in numbers and in one line."""

from __future__ import annotations

from dataclasses import dataclass

from chatbot.index.layout import Manifest


@dataclass(frozen=True)
class Summary:
    """What a build did: transcripts in all, embedded anew, kept, gone; passages in all; bytes on disk.

    ``faults`` has one line for each file that could not be read, and is not in the index. ``other_version`` says that the
    index before was cut by another version of this program, so that all had to be embedded anew.
    """

    transcripts: int
    embedded: int
    kept: int
    removed: int
    passages: int
    bytes: int
    changed: bool
    faults: tuple[str, ...] = ()
    other_version: bool = False

    def sentence(self, where: str) -> str:
        """Say in one line what was done."""
        count = f"{self.transcripts} transcript{'' if self.transcripts == 1 else 's'}"
        size = f"{self.passages} passages, {self.bytes / 1e6:.1f} MB in {where}"
        if not self.changed:
            return f"up to date: {count}, {size}"
        gone = f", {self.removed} removed" if self.removed else ""
        why = "; the index before was made by another version of this program" if self.other_version else ""
        return f"indexed {count} ({self.embedded} embedded, {self.kept} kept{gone}): {size}{why}"


def summary_of(manifest: Manifest, embedded: int = 0, removed: int = 0, changed: bool = False) -> Summary:
    """Sum up an index, and what a build did to it."""
    total, size = len(manifest.transcripts), sum(manifest.sizes.values())
    return Summary(total, embedded, total - embedded, removed, manifest.passages, size, changed)
