"""The transcripts that a conversation cites, as they are in the seeds folder now, and what an export tells of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from chatbot.cli.display import message
from chatbot.errors import SeedError
from chatbot.export import ExportedConversation, all_citations, export_conversation
from chatbot.transcripts import Transcript, find_seeds, read_transcript, transcript_id


def cited_transcripts(answers: Sequence[Mapping[str, Any]], seeds: Path) -> dict[str, Transcript]:
    """Read the transcripts that ``answers`` cite; one that cannot be read is left out. Raises SeedError without the folder."""
    cited = {citation["transcript"] for answer in answers for citation in all_citations(answer)}
    found = {}
    for path in find_seeds(seeds):
        if transcript_id(path, seeds) in cited:
            try:
                transcript = read_transcript(path, seeds)
            except SeedError:
                continue
            found[transcript.id] = transcript
    return found


def with_notes(conversation: ExportedConversation, seeds: Path) -> ExportedConversation:
    """Give answers that were never exported the time of now, and the title and sha256 of each transcript that they cite.

    What has been exported before keeps what was noted then. Without a folder of transcripts there is only the time.
    """
    if conversation.created or conversation.transcripts:
        return conversation
    try:
        found = cited_transcripts(conversation.answers, seeds)
    except SeedError as error:
        message(f"chatbot: the export does without the transcripts' titles and sha256. {error}")
        found = {}
    notes = {each.id: (each.title, each.sha256) for each in found.values()}
    return export_conversation(conversation.answers, notes, datetime.now(UTC))
