"""What a question asks for beyond its subject: a kind of thing (how much, which one), and whose words.

A sentence that has no number cannot say how many, and the guest's words do not say what the host thinks. It does not say which of
the sentences that can answer do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from chatbot.answers import SourceSentence, Wanted
from chatbot.citations import (
    AnswerType,
    Judgement,
    answer_type_asked,
    asks_about_recording,
    asks_for_a_thing_s_name,
    brands_of_elsewhere,
    gives_words_to,
    has_answer_type,
    names_in,
    opening_and_closing_turns,
    shows_names,
    speakers_asked,
    with_roles_named,
    words_in,
)
from chatbot.questions import Question, asks_for_several
from chatbot.transcripts import Transcript, detect_language

AROUND = 700
"""Characters before and behind a place, and half of how many of a transcript's first, within which a brand in the question is
looked for; see benchmarks/experiments/29-which-place-and-whose-name.md."""
NEAR = 25
"""How many of the best passages tell by their transcripts whether names can be told there, and whose names the question gives."""


@dataclass(frozen=True)
class Asked:
    """What a question asks for; what differs from one transcript to another is by the transcript's id."""

    question: str
    """As it is understood by itself."""
    given: tuple[str, ...]
    """Its forms, and the speakers whom they name: what is given is no answer."""
    kind: AnswerType | None
    """The kind of thing asked for, or None."""
    speakers: Mapping[str, frozenset[str]]
    """Whose words are asked for; empty where anybody's are."""
    named: Mapping[str, str]
    """The question with the host or the guest by name."""
    ends: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """The turns that open and close the talk, where the question is about the recording itself."""
    several: bool = False
    """Whether several things are asked for."""

    @property
    def wanted(self) -> Wanted:
        """What is wanted of the sentences to read."""
        return Wanted(lambda source: self.is_told(source.text), self.is_theirs, self.is_at_an_end, self.several)

    def question_of(self, sources: Sequence[SourceSentence]) -> str:
        """Give the question as it is put of these sentences: with names where all are of one transcript."""
        transcripts = {source.transcript for source in sources}
        return self.named[transcripts.pop()] if len(transcripts) == 1 else self.question

    def can_answer(self, source: SourceSentence) -> bool:
        """Say whether a sentence is of a speaker asked for and has the kind of thing asked for."""
        return self.wanted.can_answer(source)

    def is_theirs(self, source: SourceSentence) -> bool:
        """Say whether a sentence is of a speaker asked for."""
        wanted = self.speakers.get(source.transcript)
        return not wanted or source.speaker in wanted

    def is_at_an_end(self, source: SourceSentence) -> bool:
        """Say whether a sentence opens or closes a talk whose recording the question is about."""
        return source.sentence.turn in self.ends.get(source.transcript, ())

    def is_told(self, text: str, evidence: Iterable[SourceSentence] = ()) -> bool:
        """Say whether ``text`` has the kind of thing asked for; ``evidence`` tells which of its words are names.

        The name of a speaker to whom ``text`` gives its words is no answer, and no speaker's own is where a thing's name is asked
        for, unless somebody says it in the evidence.
        """
        if self.kind is None:
            return True
        if self.kind != "name":
            return has_answer_type(text, self.kind, detect_language(text), self.given)
        sources = list(evidence)
        heard = frozenset[str]().union(*(names_in(source.text) for source in sources))
        said = frozenset[str]().union(*(words_in(source.text) for source in sources))
        aside = shows_names(text) and asks_for_a_thing_s_name(self.question)
        named = {source.speaker for source in sources if source.speaker and (aside or gives_words_to(text, source.speaker))}
        unsaid = {speaker for speaker in named if not words_in(speaker) & said}
        return has_answer_type(text, self.kind, detect_language(text), (*self.given, *unsaid), heard)


def asked_for(question: Question, transcripts: Mapping[str, Transcript], ids: Sequence[str]) -> Asked:
    """Read from the forms of a question what it asks for; ``ids`` are the transcripts of the passages found, best first."""
    spoken = [transcripts[id] for id in dict.fromkeys(ids)]
    near = [transcripts[id] for id in dict.fromkeys(ids[:NEAR])]
    kind = next((found for form in question.own if (found := answer_type_asked(form))), None)
    if kind == "name" and not all(shows_names(each.text) for each in near):
        kind = None
    theirs = {each.id: frozenset[str]().union(*(speakers_asked(form, each) for form in question.forms)) for each in spoken}
    words = frozenset[str]().union(*(words_in(form) for form in question.forms))
    given = [speaker for each in near for speaker in each.speakers if words & words_in(speaker)]
    named = {each.id: with_roles_named(question.standalone, each) for each in spoken}
    about = asks_about_recording(question.text) and not any(theirs.values())
    ends = {each.id: opening_and_closing_turns(each) for each in near} if about else {}
    several = kind in (None, "name") and any(map(asks_for_several, question.own))
    return Asked(question.standalone, (*question.forms, *given), kind, theirs, named, ends, several)


def is_about_another(question: Question, place: Sequence[SourceSentence], transcript: Transcript) -> bool:
    """Say whether each form of a question names a brand, and none that is named near ``place``.

    What the place's transcript is called, who speaks in it and what its opening tells is near.
    """
    first, last = place[0].sentence.start, place[-1].sentence.end
    text = transcript.text
    near = [text[max(0, first - AROUND) : last + AROUND], text[: 2 * AROUND], transcript.title, *transcript.speakers]
    return bool(question.own) and all(brands_of_elsewhere(form, near) for form in question.own)


def telling(asked: Asked, draft: Iterable[Judgement], evidence: Sequence[SourceSentence]) -> Iterator[Judgement]:
    """Give a draft's sentences from where one that holds tells what is asked; where none does, only those that do not hold.

    A draft that names nobody, asked for a name, says something that is true and no answer.
    """
    waiting: list[Judgement] = []
    told = False
    for judgement in draft:
        told = told or (judgement.holds and _tells(asked, judgement, evidence))
        waiting.append(judgement)
        if told:
            yield from waiting
            waiting = []
    yield from (judgement for judgement in waiting if not judgement.holds)


def _tells(asked: Asked, judgement: Judgement, evidence: Sequence[SourceSentence]) -> bool:
    quoted = () if asked.kind == "name" else judgement.sources  # a quote may name whom nobody asked about
    return asked.is_told(judgement.text, evidence) or any(asked.is_told(source.text) for source in quoted)
