"""Re-checks an exported conversation against the transcripts as they are now, and reports in plain lines."""

from __future__ import annotations

from pathlib import Path

from chatbot.cli.cited import cited_transcripts
from chatbot.export import Verification, in_quotes, one_line, read_conversation, verify


def verify_file(file: Path, seeds: Path) -> Verification:
    """Check every citation of ``file``; raises ExportError or SeedError when either cannot be read.

    A transcript that cannot be read counts as gone, so that the others are still checked.
    """
    conversation = read_conversation(file)
    found = cited_transcripts(conversation.answers, seeds)

    def speaker(transcript: str, at: int) -> str | None:
        return next((turn.speaker for turn in found[transcript].turns if turn.start <= at < turn.end), None)

    return verify(conversation, {id: transcript.text for id, transcript in found.items()}, speaker)


def report(verification: Verification) -> str:
    """Say how many citations hold, and name each that does not."""
    lines = [f"{verification.held} of {verification.checked} citations hold"]
    for failure in verification.failures:
        place = f" ({failure.transcript}, characters {failure.start}–{failure.end})" if failure.transcript else ""
        number = f"citation [{failure.number}]{place}" if failure.transcript else "answer"
        lines.append(one_line(f"FAILS: {number} of {in_quotes(failure.question)}: {failure.reason}"))
    return "\n".join(lines)
