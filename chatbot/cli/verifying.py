"""Re-checks an exported conversation against the transcripts as they are now, and reports in plain lines."""

from __future__ import annotations

from pathlib import Path

from chatbot.cli.display import plain
from chatbot.errors import SeedError
from chatbot.export import Verification, read_conversation, verify
from chatbot.transcripts import find_seeds, read_transcript, transcript_id


def verify_file(file: Path, seeds: Path) -> Verification:
    """Check every citation of ``file``; raises ExportError or SeedError when either cannot be read.

    A transcript that cannot be read counts as gone, so that the others are still checked.
    """
    conversation = read_conversation(file)
    cited = {note.id for note in conversation.transcripts} | _cited(conversation.answers)
    found = {}
    for path in find_seeds(seeds):
        if transcript_id(path, seeds) in cited:
            try:
                transcript = read_transcript(path, seeds)
            except SeedError:
                continue
            found[transcript.id] = transcript

    def speaker(transcript: str, at: int) -> str | None:
        return next((turn.speaker for turn in found[transcript].turns if turn.start <= at < turn.end), None)

    return verify(conversation, {id: transcript.text for id, transcript in found.items()}, speaker)


def report(verification: Verification) -> str:
    """Say how many citations hold, and name each that does not."""
    lines = [f"{verification.held} of {verification.checked} citations hold"]
    for failure in verification.failures:
        place = f" ({failure.transcript}, characters {failure.start}–{failure.end})" if failure.transcript else ""
        number = f"citation [{failure.number}]{place}" if failure.transcript else "answer"
        lines.append(plain(f"FAILS: {number} of {failure.question!r}: {failure.reason}"))
    return "\n".join(lines)


def _cited(answers: object) -> set[str]:
    found: set[str] = set()
    for answer in answers if isinstance(answers, tuple) else ():
        for sentence in answer.get("sentences", []):
            found.update(citation["transcript"] for citation in sentence["citations"])
        found.update(citation["transcript"] for citation in answer.get("nearest") or [])
    return found
