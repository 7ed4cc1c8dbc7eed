"""A whole transcript in a few of its own sentences, in the order in which they are said.

It words nothing: an overview is quotes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from chatbot.answers import SourceSentence, covering, is_prompt_injection
from chatbot.citations import host_of, words_in
from chatbot.index import PassageIndex, lexical_tokens
from chatbot.passages import asks
from chatbot.questions import Question
from chatbot.transcripts import Transcript, address_at

QUOTES = 6
"""How many quotes there are in all, shared by the transcripts that the search puts first."""
SHORT = 3
"""Letters: "di" is a piece of some names, and more often something else."""
FEWEST_WORDS, MOST_WORDS = 15, 45
"""How long a sentence must be to say something by itself, and may be to be taken in at a glance."""


def overview(question: Question, index: PassageIndex, found: Sequence[str]) -> list[SourceSentence]:
    """Give the sentences that stand for the transcripts ``found``, or for those of them of which the question names a speaker."""
    ids = list(dict.fromkeys(found))
    ids = ([id for id in ids if _names_a_speaker(question, index.transcripts[id])] or ids)[:QUOTES]
    each, left = divmod(QUOTES, max(1, len(ids)))
    return [source for place, id in enumerate(ids) for source in _telling(index, id, each + (place < left))]


def _names_a_speaker(question: Question, transcript: Transcript) -> bool:
    """Say whether the question has a speaker's whole name, or a word of it that is long enough to be no other word."""
    asked = frozenset[str]().union(*(words_in(form) for form in question.forms))
    names = [words_in(speaker) for speaker in transcript.speakers]
    return any(name and (name <= asked or any(len(word) > SHORT for word in name & asked)) for name in names)


def _telling(index: PassageIndex, transcript: str, count: int) -> list[SourceSentence]:
    """Give the sentences of a transcript that stand for it: of its guests where a host is known, and none that asks."""
    sources = list(_sources(index, transcript))
    host = host_of(index.transcripts[transcript])
    able = [place for place, source in enumerate(sources) if source.speaker != host or host is None]
    telling = [place for place in able if _tells(sources[place].text)]
    vectors = np.vstack([index.sentence_vectors(row) for row in range(*index.rows_of(transcript))]).astype(np.float32)
    return [sources[place] for place in covering(vectors, telling or able or range(len(sources)), count)]


def _sources(index: PassageIndex, transcript: str) -> Iterator[SourceSentence]:
    found = index.transcripts[transcript]
    for row in range(*index.rows_of(transcript)):
        for sentence in index.passage(row).sentences:
            text = found.text[sentence.start : sentence.end]
            yield SourceSentence(transcript, sentence, text, address_at(found.url, sentence.time), 0.0, row)


def _tells(text: str) -> bool:
    return FEWEST_WORDS <= len(lexical_tokens(text)) <= MOST_WORDS and not asks(text) and not is_prompt_injection(text)
