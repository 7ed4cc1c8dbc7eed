"""An answer as everyone outside sees it, and the events of an answer on its way. Values only."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from chatbot.answers import Excerpt
from chatbot.citations import CheckedSentence, Citation
from chatbot.passages import Passage
from chatbot.retrieval import Hit, place_of


@dataclass(frozen=True)
class Seconds:
    """How long the stages took: the first search, until evidence could be shown, and all of it."""

    retrieve: float
    first_evidence: float
    total: float


@dataclass(frozen=True)
class Answer:
    """A verified answer, or an honest "not in the transcripts" with the nearest things said.

    ``answer`` is the sentences with their citations' numbers in brackets. ``note`` says in one line what was left out
    and why, or is empty. ``passages`` are the best that the search found; more are read, so that a citation may be of another.
    """

    id: str | None
    question: str
    standalone_question: str
    language: str
    status: Literal["answered", "not_found"]
    answer: str
    sentences: tuple[CheckedSentence, ...]
    nearest: tuple[Citation, ...]
    passages: tuple[Hit, ...]
    model: str
    index_fingerprint: str
    seconds: Seconds
    note: str = ""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Each place cited, once, by its number."""
        cited = {c.number: c for sentence in self.sentences for c in sentence.citations}
        return tuple(cited[number] for number in sorted(cited))

    def to_json(self) -> dict[str, Any]:
        """Give the answer as ``ask --json`` prints it."""
        value: dict[str, Any] = _lists(asdict(self))
        value["passages"] = [passage_to_json(hit) for hit in self.passages]
        return value


@dataclass(frozen=True)
class EvidenceFound:
    """The passages that will be read; comes again when a better form of the question found better ones."""

    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class ExcerptRead:
    """One more excerpt of the passages has been read, a second or two with a chat model: here the work can be stopped."""

    excerpt: Excerpt


@dataclass(frozen=True)
class SentenceChecked:
    """A sentence of the answer that passed its checks."""

    sentence: CheckedSentence


@dataclass(frozen=True)
class SentenceTranslated:
    """A sentence that quotes, given before as number ``place`` from 0, now with what the quote means in the user's language."""

    place: int
    sentence: CheckedSentence


@dataclass(frozen=True)
class AnswerFinished:
    """The whole answer, the last event."""

    answer: Answer


Event = EvidenceFound | ExcerptRead | SentenceChecked | SentenceTranslated | AnswerFinished


def marked(sentence: CheckedSentence) -> str:
    """Give a sentence with its citations' numbers in brackets."""
    return sentence.text + "".join(f" [{citation.number}]" for citation in sentence.citations)


def passage_to_json(hit: Hit) -> dict[str, Any]:
    """Give a ranked passage as ``search --json`` prints it."""
    place = place_of(hit)
    passage: Passage = hit.passage
    return {**place, "text": passage.text}


def _lists(value: Any) -> Any:
    """Give ``value`` with lists in place of tuples, as reading JSON back would."""
    if isinstance(value, dict):
        return {key: _lists(each) for key, each in value.items()}
    return [_lists(each) for each in value] if isinstance(value, list | tuple) else value
