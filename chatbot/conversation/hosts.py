"""What a draft makes of a talk's host, who asks, and of its guests: whose words are whose, and of whom the host's own tell.

It finds fault alone; it mends nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from chatbot.answers import Line
from chatbot.citations import Fault, Judgement
from chatbot.citations.roles import GUEST, HOST, host_of, takes_for_guest
from chatbot.citations.speakers import gives_words_to_role, tells_of_the_other
from chatbot.index import fold
from chatbot.transcripts import Transcript


def with_host_checked(judgement: Judgement, known: Sequence[str], transcripts: Mapping[str, Transcript]) -> Judgement:
    """Find fault with a sentence that gives the guest's words to the host, or the other way about.

    So too where it tells of the host what the host says to a guest, or has the host interviewed. ``known`` are the speakers of
    all transcripts.
    """
    hosts = {id: host_of(transcripts[id]) for id in {line.transcript for line in judgement.lines}}
    found = [Fault("speaker", name) for name in _given_wrongly(judgement, hosts, transcripts)]
    if _tells_of_the_host(judgement, hosts, known):
        found.append(Fault("meaning"))
    return replace(judgement, faults=tuple(dict.fromkeys((*judgement.faults, *found)))) if found else judgement


def _tells_of_the_host(judgement: Judgement, hosts: Mapping[str, str | None], known: Sequence[str]) -> bool:
    text = judgement.text
    return any(
        takes_for_guest(text, host)
        or tells_of_the_other(text, host, [line.text for line in judgement.lines if line.speaker == host], known)
        for host in {line.speaker for line in judgement.lines if line.speaker and line.speaker == hosts[line.transcript]}
    )


def _given_wrongly(judgement: Judgement, hosts: Mapping[str, str | None], transcripts: Mapping[str, Transcript]) -> Iterator[str]:
    """Give the name, or where none is known the word, of a host or guest to whom the sentence gives words, and no line does."""
    for who in (HOST, GUEST):
        word = gives_words_to_role(judgement.text, who)
        if word and judgement.lines and not any(_may_be(who, line, hosts[line.transcript]) for line in judgement.lines):
            people = {speaker for id, host in hosts.items() for speaker in transcripts[id].speakers
                      if (speaker == host) == (who == HOST)}  # fmt: skip
            yield people.pop() if len(people) == 1 else word


def _may_be(who: str, line: Line, host: str | None) -> bool:
    """Say whether the speaker of a line may be host or guest (``who``); one whose label says so is, whoever asks."""
    if line.speaker is None or host is None or re.fullmatch(who, fold(line.speaker)):
        return True
    return (line.speaker == host) == (who == HOST)
