"""The one assembly point: open an index and its models, ask, stream, remember.

Rooms to the left take values and know nothing of each other's settings; here they are put together. It prints nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from langchain_core.language_models import BaseChatModel

from chatbot import embeddings as embedding_models
from chatbot import language_models
from chatbot.answers import STRICTNESS, opening
from chatbot.conversation import framing
from chatbot.conversation.answering import PASSAGES, READ, Answerer
from chatbot.conversation.in_progress import AnswerInProgress
from chatbot.conversation.parts import AnswerInParts, asked_before
from chatbot.conversation.values import Answer, AnswerFinished, Event, EvidenceFound, SentenceChecked
from chatbot.embeddings import Reranker, SecondOpinion, SentenceTransformerEmbeddings
from chatbot.errors import UsageError
from chatbot.index import PassageIndex
from chatbot.questions import (
    Message,
    Question,
    as_asked,
    as_it_was,
    as_part,
    is_courtesy,
    language_of_courtesy,
    needs_translation,
    parts_of,
    rewritten,
    without_courtesies,
)
from chatbot.retrieval import Evidence, Hit, PassageRetriever, Searcher
from chatbot.weights import Progress

Key = TypeVar("Key")
Kept = TypeVar("Kept")

REMEMBERED = 10
"""How many questions back a follow-up's thread may have begun."""

KEPT_ANSWERS = 200
"""How many answers, and how many questions as they are searched, are kept for questions that are asked again, by anyone who
asks this index."""


def silent(doing: str, done: int, total: int) -> None:
    """Report no progress."""


class Conversation:
    """Questions and their answers over one index; what was asked before says what "he" means, and is never evidence."""

    def __init__(
        self, searcher: Searcher, embeddings: SentenceTransformerEmbeddings, model_name: str,
        load_model: Callable[[], BaseChatModel | None], strictness: str = "balanced",
        load_second: Callable[[], SecondOpinion | None] = lambda: None,
        load_reranker: Callable[[], Reranker | None] = lambda: None,
        load_reader: Callable[[], BaseChatModel | None] = lambda: None,
    ) -> None:  # fmt: skip
        if strictness not in STRICTNESS:
            raise UsageError(f"strictness is {strictness!r}, and it can be: {', '.join(STRICTNESS)}")
        self.index: PassageIndex = searcher.index
        self.model_name = model_name
        self._searcher, self._embeddings = searcher, embeddings
        self._load_model = lru_cache(maxsize=1)(load_model)
        self._load_second = lru_cache(maxsize=1)(load_second)
        self._load_reranker = lru_cache(maxsize=1)(load_reranker)
        self._load_reader = lru_cache(maxsize=1)(load_reader)
        self._prepared_before: dict[tuple[Question, str], Question] = {}
        self._answered_before: dict[tuple[Question, str | None], Answer] = {}
        self._threshold = STRICTNESS[strictness]
        self._answers: list[Answer] = []

    @classmethod
    def open(
        cls, index: str | Path = "index", *, model: str | None = None, models_folder: Path | None = None,
        embedding: str | None = None, strictness: str = "balanced", precision: str = "auto", progress: Progress = silent,
    ) -> Conversation:  # fmt: skip
        """Open an index with the models named; the bundled ones by default, ``none`` for quotations alone.

        Raises IndexUnusableError, ModelError, WeightsError or UsageError.
        """
        folder = models_folder or default_models_folder()
        opened = PassageIndex(Path(index), embedding)
        embeddings = embedding_models.load_embeddings(opened.manifest.embedding, folder, progress, precision)
        name = model or language_models.BUNDLED

        def load_model() -> BaseChatModel | None:
            return language_models.load_chat_model(name, folder, progress, opening())

        def load_second() -> SecondOpinion | None:
            return embedding_models.load_second_opinion(silent, precision)

        def load_reranker() -> Reranker | None:
            return embedding_models.load_reranker(embeddings)

        def load_reader() -> BaseChatModel | None:
            names = (language_models.BUNDLED, language_models.NONE)
            there = name not in names and language_models.bundled_is_installed()
            return language_models.load_chat_model(language_models.BUNDLED, folder, progress, opening()) if there else None

        searcher = Searcher(opened, embeddings)
        return cls(searcher, embeddings, name, load_model, strictness, load_second, load_reranker, load_reader)

    @property
    def model(self) -> BaseChatModel | None:
        """The chat model, loaded when it is first needed (a gigabyte that a plain search does without), or None."""
        return self._load_model()

    def load_models(self) -> None:
        """Load the chat model, and what reads before it and behind it, now rather than at the first question that needs them.

        Raises ModelError, UsageError or WeightsError.
        """
        self._load_model()
        self._load_reranker()
        self._load_reader()

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
        """Answer a question; raises QuestionError for one that cannot be asked, ModelError when the model fails,
        WeightsError when what comes with the installation is damaged."""
        for event in self.stream(question, transcript, history):
            if isinstance(event, AnswerFinished):
                return event.answer
        raise AssertionError("a stream ends with its answer")

    def stream(
        self, question: str, transcript: str | None = None, history: Sequence[Message] | None = None
    ) -> Iterator[Event]:
        """Answer a question event by event; closing the iterator stops the work, and nothing is remembered then."""
        said = without_courtesies(self._history() if history is None else history)
        work = AnswerInProgress(as_asked(question, said))
        if is_courtesy(question):
            yield AnswerFinished(self._courteous(work))
            return
        evidence = self._searcher.search(work.question.forms, READ, transcript)
        work.retrieved = work.first_evidence = work.clock()
        yield EvidenceFound(evidence.hits[:PASSAGES])
        better = self._prepared(work.question, said, transcript)
        if better.forms != work.question.forms:
            work.question = better
            evidence = self._searcher.search(better.forms, READ, transcript)
            yield EvidenceFound(evidence.hits[:PASSAGES])
        for event in self._answered(work, evidence, said, transcript):
            if isinstance(event, AnswerFinished):
                self._answers.append(event.answer)
            yield event

    def _courteous(self, work: AnswerInProgress) -> Answer:
        """Give what is said to a message that asks nothing: no passage is looked for, and none is shown as near."""
        asked = work.question
        language = language_of_courtesy(asked.text) or asked.language
        return Answer(
            None, asked.text, asked.text, language, "not_found", framing.courtesy_reply(language), (), (), (),
            self.model_name, self.index.fingerprint, work.seconds(),
        )  # fmt: skip

    def _answered(
        self, work: AnswerInProgress, evidence: Evidence, history: Sequence[Message], transcript: str | None
    ) -> Iterator[Event]:
        """Answer, or give again what the same question, of the same transcripts, was answered before."""
        key = (work.question, transcript)
        before = self._answered_before.get(key)
        if before is not None:
            yield from map(SentenceChecked, before.sentences)
            yield AnswerFinished(replace(before, seconds=work.seconds()))
            return
        for event in self._answered_in_parts(work, evidence, history, transcript):
            if isinstance(event, AnswerFinished):
                _keep(self._answered_before, key, event.answer)
            yield event

    def _answered_in_parts(
        self, work: AnswerInProgress, evidence: Evidence, history: Sequence[Message], transcript: str | None
    ) -> Iterator[Event]:
        """Answer the question and, where it asks several things, each of them that this leaves open."""
        model, asked = self.model, work.question
        alone = asked.text if asked.standalone == asked.threaded else asked.standalone  # the questions before are no parts of it
        parts = parts_of(alone) if model else ()
        work.parted = len(parts) > 1
        said = as_it_was(asked, history) if asked.threaded else ()  # what the whole does not lean on, no part does
        opinions = self._load_second, self._load_reranker, self._load_reader
        answerer = Answerer(self._searcher, self._embeddings, model, self.model_name, self._threshold, *opinions)
        for event in answerer.answered(work, evidence):
            if not isinstance(event, AnswerFinished) or not work.parted or model is None:
                yield event
                continue
            together = AnswerInParts(event.answer)
            for place, part in enumerate(parts):
                if not together.tells(model, part):
                    apart, found = self._alone(part, asked, asked_before(said, parts[:place], together.said), transcript)
                    yield from together.taken(part, answerer.answered(apart, found))
            yield AnswerFinished(together.answer(work.seconds()))

    def _alone(
        self, part: str, asked: Question, before: Sequence[Message], transcript: str | None
    ) -> tuple[AnswerInProgress, Evidence]:
        """Give a part of a question ready to be answered, and its evidence."""
        question = self._prepared(as_part(part, asked, before), before, transcript)
        return AnswerInProgress(question), self._searcher.search(question.forms, READ, transcript)

    def _prepared(self, question: Question, history: Sequence[Message], transcript: str | None) -> Question:
        """Give the question in every form worth searching; the same question is not put to the model twice."""
        language = self.index.language(transcript)
        foreign = not self.index.lexical.knows(question.standalone) and needs_translation(question, language)
        if not (foreign or len(question.forms) > 1):
            return question
        if history:
            return rewritten(question, history, language if foreign else None, self.model)
        key = (question, language)
        before = self._prepared_before.get(key)
        return before or _keep(self._prepared_before, key, rewritten(question, (), language, self.model))

    def _history(self) -> list[Message]:
        messages = []
        for answer in self._answers[-REMEMBERED:]:
            messages += [Message("user", answer.question), Message("assistant", answer.answer)]
        return messages

    def remember(self, answers: Sequence[Answer]) -> None:
        """Take up a conversation where it was left."""
        self._answers = list(answers)


def _keep(memory: dict[Key, Kept], key: Key, value: Kept) -> Kept:
    """Remember a value, and forget the oldest where there are as many as are kept."""
    if len(memory) >= KEPT_ANSWERS:
        memory.pop(next(iter(memory)), None)
    memory[key] = value
    return value


def default_models_folder() -> Path:
    """Give the folder where bundled models are unpacked: the user's cache."""
    import platformdirs  # late: asked for once

    return Path(platformdirs.user_cache_dir("chatbot", appauthor=False)) / "models"
