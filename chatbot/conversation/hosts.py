"""What a draft makes of a talk's host, who asks, and of whom the host's own words tell.

It finds fault alone; it mends nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from chatbot.citations import Fault, Judgement
from chatbot.citations.roles import host_of, takes_for_guest
from chatbot.citations.speakers import tells_of_the_other
from chatbot.transcripts import Transcript


def with_host_checked(judgement: Judgement, known: Sequence[str], transcripts: Mapping[str, Transcript]) -> Judgement:
    """Find fault with a sentence that tells of the host what the host says to a guest, or that has the host interviewed.

    ``known`` are the speakers of all transcripts.
    """
    hosts = {line.speaker: host_of(transcripts[line.transcript]) for line in judgement.lines}
    for host in {speaker for speaker, host in hosts.items() if speaker and speaker == host}:
        said = [line.text for line in judgement.lines if line.speaker == host]
        if takes_for_guest(judgement.text, host) or tells_of_the_other(judgement.text, host, said, known):
            return replace(judgement, faults=(*judgement.faults, Fault("meaning")))
    return judgement
