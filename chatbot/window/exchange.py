"""One question and what has come back for it so far, collected in the background.

Streamlit runs its script again on every click, so an answer that is still coming lives outside the script:
opening a citation does not disturb it, and stopping it takes effect at once.
It does not show anything and does not know streamlit.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import closing
from typing import Any

from chatbot.answers import Excerpt
from chatbot.citations import CheckedSentence, Citation
from chatbot.conversation import (
    Answer,
    AnswerFinished,
    Event,
    EvidenceFound,
    ExcerptRead,
    SentenceChecked,
    SentenceTranslated,
)  # fmt: skip
from chatbot.errors import ChatbotError
from chatbot.retrieval import Hit
from chatbot.window.words import PageWords

LIKELY = 0.5
"""The probability that an excerpt answers from which it is shown before the answer is written."""


class Exchange:
    """A question whose answer is arriving, has arrived, was stopped, or failed.

    `events` is read to its end in a thread of its own, which first waits until `after`, an earlier
    exchange of the same conversation, has let go of the models. Reading stops, and `events` is
    closed, at the first event after `stop()`.
    """

    def __init__(self, question: str, events: Iterator[Event], words: PageWords, after: Exchange | None = None) -> None:
        self.question = question
        self.hits: tuple[Hit, ...] = ()
        self.excerpts_read = 0
        self.likeliest: Excerpt | None = None
        self.sentences: tuple[CheckedSentence, ...] = ()
        self.answer: Answer | None = None
        self.error = ""
        self.stopped = False
        self._started = time.monotonic()
        self._unforeseen = words.unforeseen
        self._after = after
        self._thread = threading.Thread(target=self._collect, args=(events,), daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether more may still come."""
        return self._thread.is_alive() and not self.stopped

    @property
    def seconds(self) -> float:
        """Seconds since the question was asked."""
        return time.monotonic() - self._started

    @property
    def so_far(self) -> tuple[tuple[Hit, ...], int, float, bool, Excerpt | None]:
        """What there is to show while the answer is on its way, see ``evidence_html``."""
        return self.hits, self.excerpts_read, self.seconds, bool(self.sentences), self.likeliest

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What can be opened: the cited quotes, or the nearest ones when nothing was found, by number, each once."""
        nearest = self.answer.nearest if self.answer and self.answer.status == "not_found" else ()
        cited = [citation for sentence in self.sentences for citation in sentence.citations]
        by_number = {citation.number: citation for citation in (*cited, *nearest)}
        return tuple(by_number[number] for number in sorted(by_number))

    def citation(self, number: int) -> Citation | None:
        """The citation of that number, or None."""
        return next((citation for citation in self.citations if citation.number == number), None)

    def beside(self, number: int) -> tuple[int | None, int | None]:
        """The numbers of the citations before and after that one."""
        numbers = [citation.number for citation in self.citations]
        here = numbers.index(number)
        return numbers[here - 1] if here else None, numbers[here + 1] if here + 1 < len(numbers) else None

    @property
    def record(self) -> dict[str, Any] | None:
        """The answer as `ask --json` prints it, lists and all; None while there is none."""
        return self.answer.to_json() if self.answer else None

    def stop(self) -> None:
        """Take nothing more; what has come so far is kept, and an answer that is whole is not stopped."""
        self.stopped = self.stopped or self.running

    def wait(self, seconds: float | None = None) -> None:
        """Wait until the events have been read or closed, at most that long."""
        self._thread.join(seconds)

    def _collect(self, events: Iterator[Event]) -> None:
        if self._after is not None:
            self._after.wait()
            self._after = None
        try:
            self._read(events)
        except ChatbotError as error:
            self.error = str(error)
        except Exception:
            # The edge of a thread: an error that is let through would leave the window waiting for ever.
            logging.getLogger(__name__).exception("an answer failed")
            self.error = self._unforeseen

    def _read(self, events: Iterator[Event]) -> None:
        with closing(_as_generator(events)) as reading:
            for event in reading:
                if self.stopped:
                    return
                self._take(event)

    def _take(self, event: Event) -> None:
        if isinstance(event, EvidenceFound):
            self.hits = event.hits
        elif isinstance(event, ExcerptRead):
            self.excerpts_read += 1
            self.likeliest = _likelier(self.likeliest, event.excerpt)
        elif isinstance(event, SentenceChecked):
            self.sentences = (*self.sentences, event.sentence)
        elif isinstance(event, SentenceTranslated):
            place = event.place
            self.sentences = (*self.sentences[:place], event.sentence, *self.sentences[place + 1 :])
        elif isinstance(event, AnswerFinished):
            self.answer = event.answer
            self.sentences = event.answer.sentences


def _likelier(before: Excerpt | None, read: Excerpt) -> Excerpt | None:
    """Give which of two excerpts is to be shown while the answer is written: none that more likely does not answer."""
    if read.yes is None or read.yes < LIKELY:
        return before
    return read if before is None or read.yes > (before.yes or 0.0) else before


def _as_generator(events: Iterator[Event]) -> Generator[Event, None, None]:
    yield from events  # closing this generator closes `events`, where it can be closed
