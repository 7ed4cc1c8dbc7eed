"""What the window says of the index: how it stands to the transcripts, how far a rebuild is, and what it did.

What is wrong with the index itself is said in the words of the room that found it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from chatbot.conversation import rebuild
from chatbot.errors import ChatbotError, IndexUnusableError
from chatbot.index import State, Summary, manifest_of, state_of
from chatbot.settings import Settings
from chatbot.weights import Progress
from chatbot.window.words import Counted, PageWords


def is_built(settings: Settings) -> bool:
    """Whether there is an index of the embedding model that can be asked."""
    try:
        manifest_of(settings.index, settings.embedding)
    except IndexUnusableError:
        return False
    return True


def brought_up_to_date(settings: Settings, bar: Callable[[float, str], object], words: PageWords) -> tuple[str, str]:
    """Bring the index up to date, progress shown on ``bar``: a line on what was done, or one on what went wrong."""
    show = progress_on(bar, words)
    try:
        done = rebuild(settings.seeds, settings.index, settings.embedding, settings.models, show, precision=settings.precision)
    except ChatbotError as error:
        return "", str(error)
    return summary_line(done, settings.index, words), ""


def index_state(seeds: Path, index: Path, embedding: str, words: PageWords) -> tuple[bool, str]:
    """Whether the index is up to date, and the line that says so, what has changed since, or what is wrong with it."""
    try:
        state = state_of(seeds, index, embedding)
    except ChatbotError as error:
        return False, str(error)
    return state == State(), state_line(state, words)


def state_line(state: State, words: PageWords) -> str:
    """How an index stands to the transcripts, in one line."""
    if state.other_model:
        return words.other_model
    if state.other_version:
        return words.other_version
    if state.fault:
        return words.unreadable.format(why=state.fault)
    changes = (words.files_new, state.new), (words.files_deleted, state.deleted), (words.files_changed, state.changed)
    if what := _listed(words, *changes):
        return words.outdated.format(what=what)
    return words.but_for.format(names=words.separator.join(state.unreadable)) if state.unreadable else words.up_to_date


def progress_on(bar: Callable[[float, str], object], words: PageWords) -> Progress:
    """What shows on a bar how far a rebuild is: the part that is done, from 0 to 1, and a line; without a total it waits."""

    def show(doing: str, done: int, total: int) -> None:
        counted = words.indexing.format(done=words.number(done), total=words.number(total))
        bar(min(1.0, done / max(total, 1)), counted if total else words.waiting)

    return show


def summary_line(done: Summary, folder: Path, words: PageWords) -> str:
    """What a rebuild of the index in a folder did, in one line."""
    return (words.rebuilt if done.changed else words.unchanged).format(
        transcripts=words.count(words.indexed, done.transcripts),
        what=_listed(words, (words.embedded, done.embedded), (words.kept, done.kept), (words.removed, done.removed)),
        passages=words.count(words.passages, done.passages),
        size=words.fraction(done.bytes / 1e6, 1),
        folder=folder.resolve().name,
    )


def _listed(words: PageWords, *counts: tuple[Counted, int]) -> str:
    return words.separator.join(words.count(counted, number) for counted, number in counts if number)
