"""What a draft makes of a talk's host, who asks, and of its guests: whose words are whose, and of whom the host's own tell.

It finds fault alone; it mends nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from chatbot.answers import SourceSentence
from chatbot.citations import (
    GUEST_PATTERN,
    HOST_PATTERN,
    Fault,
    Judgement,
    gives_words_to_role,
    host_of,
    takes_for_guest,
    tells_of_the_other,
)
from chatbot.index import fold
from chatbot.transcripts import Transcript


def with_host_checked(judgement: Judgement, known: Sequence[str], transcripts: Mapping[str, Transcript]) -> Judgement:
    """Find fault with a sentence that gives the guest's words to the host, or the other way about.

    So too where it tells of the host what the host says to a guest, or has the host interviewed. ``known`` are the speakers of
    all transcripts.
    """
    hosts = {id: host_of(transcripts[id]) for id in {source.transcript for source in judgement.sources}}
    found = [Fault("speaker", name) for name in _given_wrongly(judgement, hosts, transcripts)]
    if _tells_of_the_host(judgement, hosts, known):
        found.append(Fault("meaning"))
    return replace(judgement, faults=tuple(dict.fromkeys((*judgement.faults, *found)))) if found else judgement


def _tells_of_the_host(judgement: Judgement, hosts: Mapping[str, str | None], known: Sequence[str]) -> bool:
    text = judgement.text
    return any(
        takes_for_guest(text, host)
        or tells_of_the_other(text, host, [source.text for source in judgement.sources if source.speaker == host], known)
        for host in {each.speaker for each in judgement.sources if each.speaker and each.speaker == hosts[each.transcript]}
    )


def _given_wrongly(judgement: Judgement, hosts: Mapping[str, str | None], transcripts: Mapping[str, Transcript]) -> Iterator[str]:
    """Give the name, or where none is known the word, of a host or guest to whom the sentence gives words, and no source does."""
    for who in (HOST_PATTERN, GUEST_PATTERN):
        word = gives_words_to_role(judgement.text, who)
        if word and judgement.sources and not any(_may_be(who, source, hosts[source.transcript]) for source in judgement.sources):
            people = {speaker for id, host in hosts.items() for speaker in transcripts[id].speakers
                      if (speaker == host) == (who == HOST_PATTERN)}  # fmt: skip
            yield people.pop() if len(people) == 1 else word


def _may_be(who: str, source: SourceSentence, host: str | None) -> bool:
    """Say whether the speaker of a source may be host or guest (``who``); one whose label says so is, whoever asks."""
    if source.speaker is None or host is None or re.fullmatch(who, fold(source.speaker)):
        return True
    return (source.speaker == host) == (who == HOST_PATTERN)
