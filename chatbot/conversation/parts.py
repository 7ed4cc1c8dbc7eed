"""A question that asks several things: which of them its answer leaves open, and their answers as one.

A small model reads one place for one answer, and a half that stands elsewhere would be lost without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from langchain_core.language_models import BaseChatModel

from chatbot.answers import probability_told
from chatbot.citations import CheckedSentence, CitationNumbers
from chatbot.conversation import framing
from chatbot.conversation.values import Answer, AnswerFinished, Event, Seconds, SentenceChecked, SentenceTranslated, marked
from chatbot.questions import Message

TOLD = 0.5
"""The probability that what is shown answers a part, from which it is not asked by itself."""


class AnswerInParts:
    """The answer to a whole question, and what is found for its parts: each sentence once, numbers that go on."""

    def __init__(self, whole: Answer) -> None:
        self._whole, self._numbers = whole, CitationNumbers()
        self._sentences = [self._numbers.again(sentence) for sentence in whole.sentences]
        self._open: list[str] = []
        self._notes: list[str] = [whole.note] if whole.sentences else []

    @property
    def said(self) -> list[Message]:
        """What has been answered so far, as a conversation has it."""
        return [Message("assistant", self._text)] if self._sentences else []

    @property
    def _text(self) -> str:
        return " ".join(map(marked, self._sentences))

    def tells(self, model: BaseChatModel, part: str) -> bool:
        """Say whether what is shown answers a part, in the view of ``model``; raises ModelError when that fails."""
        citations = {each.number: each for sentence in self._sentences for each in sentence.citations}
        quotes = [f"{each.speaker}: {each.quote}" if each.speaker else each.quote for each in citations.values()]
        return bool(quotes) and probability_told(model, part, quotes) >= TOLD

    def taken(self, part: str, events: Iterable[Event]) -> Iterator[Event]:
        """Take a part's answer as it comes, and give what is new of it."""
        places: list[int] = []
        before = len(self._sentences)
        for event in events:
            if isinstance(event, SentenceChecked):
                places.append(self._place_of(event.sentence))
                if places[-1] == len(self._sentences):
                    self._sentences.append(self._numbers.again(event.sentence))
                    yield SentenceChecked(self._sentences[-1])
            elif isinstance(event, SentenceTranslated):
                self._sentences[places[event.place]] = self._numbers.again(event.sentence)
                yield SentenceTranslated(places[event.place], self._sentences[places[event.place]])
            elif isinstance(event, AnswerFinished):
                self._finish(part, event.answer, more=len(self._sentences) > before)
            else:
                yield event

    def _place_of(self, sentence: CheckedSentence) -> int:
        """Give where a sentence stands, which may have its translation there, or where the next one goes."""
        texts = [{each.text, _without_translation(each)} for each in self._sentences]
        return next((place for place, same in enumerate(texts) if sentence.text in same), len(self._sentences))

    def _finish(self, part: str, answer: Answer, more: bool) -> None:
        """Keep a part's note, or that it has no answer, or none but what was there already."""
        if more:
            self._notes.append(answer.note)
        else:
            told = framing.part_without_more if answer.sentences else framing.part_not_found
            self._open.append(told(self._whole.language, part))

    def answer(self, seconds: Seconds) -> Answer:
        """Give all of it as one answer; where nothing was found, that to the whole."""
        if not self._sentences:
            return replace(self._whole, seconds=seconds)
        notes = filter(None, [*self._notes, *self._open])
        return replace(
            self._whole, status="answered", answer=self._text, sentences=tuple(self._sentences), nearest=(),
            note=" ".join(dict.fromkeys(notes)), seconds=seconds,
        )  # fmt: skip


def _without_translation(sentence: CheckedSentence) -> str:
    first = sentence.citations[0]
    return framing.without_translation(sentence.text, first.speaker, first.quote)


def asked_before(history: Sequence[Message], parts: Sequence[str], said: Sequence[Message]) -> list[Message]:
    """Give the conversation in which a part is asked: behind ``history``, the parts before it and what was answered."""
    return [*history, *(Message("user", part) for part in parts), *said]
