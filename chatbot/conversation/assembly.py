"""The one assembly point: open an index and its models, ask, stream, remember.

Rooms to the left take values and know nothing of each other's settings; here they are put together. It prints nothing.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from langchain_core.language_models import BaseChatModel

from chatbot import embeddings as embedding_models
from chatbot import language_models
from chatbot.answers import (
    STRICTNESS,
    WITH_MODEL,
    WITHOUT_MODEL,
    Line,
    Reading,
    Signals,
    choice,
    draft_sentences,
    read_passages,
    verdict,
    within_budget,
)  # fmt: skip
from chatbot.citations import CheckedSentence, CitationNumbers, Judgement, coverage, judge
from chatbot.citations.names import missing_names
from chatbot.conversation import framing
from chatbot.conversation.values import Answer, AnswerFinished, Event, EvidenceFound, Seconds, SentenceChecked
from chatbot.embeddings import SentenceTransformerEmbeddings
from chatbot.errors import UsageError
from chatbot.index import PassageIndex
from chatbot.questions import Message, Question, as_asked, needs_translation, rewritten
from chatbot.retrieval import Evidence, Hit, PassageRetriever, Searcher
from chatbot.weights import Progress

PASSAGES = 10
"""How many passages are found, shown and read for an answer."""
READING_TOKENS = 280
"""How much of them a chat model reads: three seconds' worth for the bundled one on two cores."""
NEAREST = 3
QUOTED_SENTENCES = 3
QUOTED_RANGE = 3.0
"""How far behind the best line, in log odds, a line may be and still be quoted with it."""
QUOTING_MARGIN, INVENTED_MARGIN = 0.1, 0.25
"""How much surer the evidence must be where no sentence of the draft holds and quotes stand in for it, and where what
failed was an invented name or number."""


def silent(doing: str, done: int, total: int) -> None:
    """Report no progress."""


class Conversation:
    """Questions and their answers over one index; what was asked before says what "he" means, and is never evidence."""

    def __init__(
        self, searcher: Searcher, embeddings: SentenceTransformerEmbeddings, model_name: str,
        load_model: Callable[[], BaseChatModel | None], strictness: str = "balanced",
    ) -> None:  # fmt: skip
        if strictness not in STRICTNESS:
            raise UsageError(f"strictness is {strictness!r}, and it can be: {', '.join(STRICTNESS)}")
        self.index: PassageIndex = searcher.index
        self.model_name = model_name
        self._searcher, self._embeddings = searcher, embeddings
        self._load_model = lru_cache(maxsize=1)(load_model)
        self._prepared_before: dict[tuple[Question, str], Question] = {}
        self._threshold = STRICTNESS[strictness]
        self._answers: list[Answer] = []

    @classmethod
    def open(
        cls, index: str | Path = "index", *, model: str | None = None, models_folder: Path | None = None,
        embedding: str | None = None, strictness: str = "balanced", progress: Progress = silent,
    ) -> Conversation:  # fmt: skip
        """Open an index with the models named; the bundled ones by default, ``none`` for quotations alone.

        Raises IndexUnusableError, ModelError, WeightsError or UsageError.
        """
        folder = models_folder or default_models_folder()
        opened = PassageIndex(Path(index), embedding)
        embeddings = embedding_models.load_embeddings(opened.manifest.embedding, folder, progress)
        name = model or language_models.BUNDLED

        def load_model() -> BaseChatModel | None:
            return language_models.load_chat_model(name, folder, progress)

        return cls(Searcher(opened, embeddings), embeddings, name, load_model, strictness)

    @property
    def model(self) -> BaseChatModel | None:
        """The chat model, loaded when it is first needed (a gigabyte that a plain search does without), or None."""
        return self._load_model()

    def load_chat_model(self) -> None:
        """Load the chat model now rather than at the first question that needs it; raises ModelError or UsageError."""
        self._load_model()

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What was asked and answered so far."""
        return tuple(self._answers)

    def fresh(self) -> Conversation:
        """Give a conversation over the same index and models that remembers nothing."""
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__, _answers=[])
        return other

    def search(self, question: str, count: int = PASSAGES, transcript: str | None = None,
               history: Sequence[Message] | None = None) -> tuple[Question, tuple[Hit, ...]]:  # fmt: skip
        """Find the best passages for a question, in every form that helps."""
        asked = self._prepared(as_asked(question, history or ()), history or (), transcript)
        return asked, self._searcher.search(asked.forms, count, transcript).hits

    def retriever(self, count: int = PASSAGES, transcript: str | None = None) -> PassageRetriever:
        """Give the search as a LangChain retriever, for use in another program."""
        return PassageRetriever(searcher=self._searcher, count=count, transcript=transcript)

    def ask(self, question: str, transcript: str | None = None, history: Sequence[Message] | None = None) -> Answer:
        """Answer a question; raises QuestionError for one that cannot be asked, ModelError when the model fails."""
        for event in self.stream(question, transcript, history):
            if isinstance(event, AnswerFinished):
                return event.answer
        raise AssertionError("a stream ends with its answer")

    def stream(
        self, question: str, transcript: str | None = None, history: Sequence[Message] | None = None
    ) -> Iterator[Event]:
        """Answer a question event by event; closing the iterator stops the work, and nothing is remembered then."""
        said = self._history() if history is None else list(history)
        work = _Work(as_asked(question, said))
        evidence = self._searcher.search(work.question.forms, PASSAGES, transcript)
        work.retrieved = work.first_evidence = work.clock()
        yield EvidenceFound(evidence.hits)
        better = self._prepared(work.question, said, transcript)
        if better.forms != work.question.forms:
            work.question = better
            evidence = self._searcher.search(better.forms, PASSAGES, transcript)
            yield EvidenceFound(evidence.hits)
        yield from self._answered(work, evidence)

    def _prepared(self, question: Question, history: Sequence[Message], transcript: str | None) -> Question:
        """Give the question in every form worth searching; the same question is not put to the model twice."""
        language = self.index.language(transcript)
        foreign = not self.index.lexical.knows(question.standalone) and needs_translation(question, language)
        if not (foreign or len(question.forms) > 1):
            return question
        if history:
            return rewritten(question, history, language if foreign else None, self.model)
        key = (question, language)
        if key not in self._prepared_before:
            self._prepared_before[key] = rewritten(question, (), language, self.model)
        return self._prepared_before[key]

    def _history(self) -> list[Message]:
        messages = []
        for answer in self._answers[-5:]:
            messages += [Message("user", answer.question), Message("assistant", answer.answer)]
        return messages

    def _answered(self, work: _Work, evidence: Evidence) -> Iterator[Event]:
        reading = self._read(evidence, work.question)
        lines = within_budget(reading, READING_TOKENS)
        work.probability = self._probability(work.question, reading, lines, evidence)
        if work.probability >= self._threshold and lines:
            for sentence in self._checked(work, reading, lines):
                work.sentences.append(sentence)
                yield SentenceChecked(sentence)
        answer = self._finish(work, evidence, reading)
        self._answers.append(answer)
        yield AnswerFinished(answer)

    def _read(self, evidence: Evidence, question: Question) -> Reading:
        vectors = [self.index.sentence_vectors(row) for row in evidence.rows]
        return read_passages(evidence.hits, vectors, evidence.vectors, question.forms, self.index.transcripts)

    def signals(self, question: Question, reading: Reading, lines: Sequence[Line], evidence: Evidence) -> Signals:
        """Give what is known about whether the transcripts answer, for the decision and for its calibration."""
        relevance = self._searcher.relevance(question.forms, reading.vectors)
        words = max((coverage(form, line.text) for form in question.forms for line in reading.lines[:8]), default=0.0)
        heard = [line.text for line in reading.lines]
        heard += [hit.passage.speaker or "" for hit in evidence.hits]
        missing = min((len(missing_names(form, heard)) for form in question.forms), default=0)
        yes = verdict(self.model, question.standalone, lines) if self.model and lines else None
        return Signals(relevance, words, missing, yes)

    def _probability(self, question: Question, reading: Reading, lines: Sequence[Line], evidence: Evidence) -> float:
        model = WITH_MODEL if self.model else WITHOUT_MODEL
        return model.probability(self.signals(question, reading, lines, evidence))

    def _checked(self, work: _Work, reading: Reading, lines: Sequence[Line]) -> Iterator[CheckedSentence]:
        """Give the draft's sentences that hold; where none does and the evidence is sure, the best lines themselves."""
        failed = []
        for judgement in self._judged(work.question, reading, lines):
            if judgement.holds and judgement.text not in work.shown:
                work.shown.add(judgement.text)
                yield work.numbers.sentence(judgement)
            elif not judgement.holds:
                failed.append(judgement)
                work.faults.extend(judgement.faults or (framing.UNSUPPORTED,))
        if not work.shown and self._may_quote(work):
            for line in self._quotable(work.question, lines, failed):
                text = framing.quoted(work.question.language, line.speaker, line.text)
                yield CheckedSentence(text, (work.numbers.citation(line, work.probability),))

    def _may_quote(self, work: _Work) -> bool:
        """Say whether quotes alone may answer: where a model had to invent a name or a number, the evidence must be surer."""
        if self.model is None:
            return True
        invented = any(fault != framing.UNSUPPORTED for fault in work.faults)
        return work.probability >= self._threshold + (INVENTED_MARGIN if invented else QUOTING_MARGIN)

    def _quotable(self, question: Question, lines: Sequence[Line], failed: Sequence[Judgement]) -> list[Line]:
        """Give the lines that answer best: as retrieval ranks them, as the model chooses, and as its draft leans on them."""
        chosen = choice(self.model, question.standalone, lines) if self.model else [1.0] * len(lines)
        leaned = {line.row: judgement.support for judgement in failed for line in judgement.lines}
        scores = [quoting_score(line, chance, leaned.get(line.row, 0.0)) for line, chance in zip(lines, chosen, strict=True)]
        order = sorted(range(len(lines)), key=lambda i: -scores[i])
        return [lines[i] for i in order[:QUOTED_SENTENCES] if scores[i] >= max(scores) - QUOTED_RANGE]

    def _judged(self, question: Question, reading: Reading, lines: Sequence[Line]) -> Iterator[Judgement]:
        if self.model is None:
            return
        known = sorted({s for t in self.index.transcripts.values() for s in t.speakers})
        candidates = sorted(reading.lines, key=lambda line: line.row)
        for sentence in draft_sentences(self.model, question.standalone, lines, question.language):
            vector = np.asarray(self._embeddings.embed_documents([sentence])[0], dtype=np.float32)
            yield judge(sentence, vector, candidates, reading.vectors, known)

    def _finish(self, work: _Work, evidence: Evidence, reading: Reading) -> Answer:
        question = work.question
        numbers = CitationNumbers()
        nearest = () if work.sentences else tuple(
            numbers.citation(line, work.probability) for line in reading.lines[:NEAREST])
        return Answer(
            id=None, question=question.text, standalone_question=question.standalone, language=question.language,
            status="answered" if work.sentences else "not_found",
            answer=" ".join(marked(sentence) for sentence in work.sentences) or framing.not_found(question.language),
            sentences=tuple(work.sentences), nearest=nearest, passages=evidence.hits, model=self.model_name,
            index_fingerprint=self.index.fingerprint,
            seconds=Seconds(round(work.retrieved, 3), round(work.first_evidence, 3), round(work.clock(), 3)),
            note=framing.left_out(question.language, work.faults),
        )  # fmt: skip

    def remember(self, answers: Sequence[Answer]) -> None:
        """Take up a conversation where it was left."""
        self._answers = [replace(answer) for answer in answers]


@dataclass
class _Work:
    """One answer on its way."""

    question: Question
    started: float = field(default_factory=time.perf_counter)
    retrieved: float = 0.0
    first_evidence: float = 0.0
    probability: float = 0.0
    numbers: CitationNumbers = field(default_factory=CitationNumbers)
    sentences: list[CheckedSentence] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def clock(self) -> float:
        """Give the seconds since the question was asked."""
        return time.perf_counter() - self.started


def quoting_score(line: Line, chance: float, leaned: float) -> float:
    """Rank a line for quotation, in log odds: its score, the model's choice, the draft's support; a question answers little."""
    asks = 2.0 if line.text.rstrip("”\"’ ").endswith(("?", "？")) else 0.0
    return 60.0 * line.score + math.log(max(chance, 1e-3)) + 2.0 * leaned - asks


def marked(sentence: CheckedSentence) -> str:
    """Give a sentence with its citations' numbers in brackets."""
    return sentence.text + "".join(f" [{citation.number}]" for citation in sentence.citations)


def default_models_folder() -> Path:
    """Give the folder where bundled models are unpacked: the user's cache."""
    import platformdirs  # late: asked for once

    return Path(platformdirs.user_cache_dir("chatbot", appauthor=False)) / "models"


__all__: list[Any] = ["Conversation", "default_models_folder", "marked", "silent"]
