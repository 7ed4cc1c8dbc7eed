"""The words of the page, which follow the browser's language; `translations` has them in each.

Those around an answer follow the question, and are the export's. Answers are not translated: they come in their own language.
Nor is what other parts of the program say is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass

Counted = tuple[str, ...]
"""A phrase around ``{count}``: for one thing and for more, or one phrase where a language does not tell them apart."""


@dataclass(frozen=True)
class PageWords:
    """What the page itself says, in one language."""

    singular: tuple[int, ...]  # the numbers that take the first phrase of a Counted
    thousands: str
    decimal: str
    separator: str
    seconds: str
    # the page
    title: str
    purpose: str
    hint: str
    busy: str
    stop: str
    examples: str
    opening: str
    preparing: str
    # an answer on its way, stopped or failed
    looking: str
    found: Counted
    excerpts: Counted
    reading: str
    checking: str
    doing: str
    likely: str
    stopped: str
    stopped_early: str
    again: str
    unforeseen: str
    copy: str
    copied: str
    # the panel of the source
    source: str
    click: str
    no_answer: str
    nobody: str
    turn: str
    characters: str
    open: str
    open_at: str
    gone: str
    changed: str
    previous: str
    next: str
    close: str
    # the sidebar
    new: str
    earlier: str
    transcripts: str
    turns: Counted
    length: Counted
    answer_from: str
    all: str
    index: str
    rebuild: str
    reading_all: str
    indexing: str
    waiting: str
    export: str
    # how the index stands to the transcripts
    up_to_date: str
    but_for: str
    outdated: str
    files_new: Counted
    files_deleted: Counted
    files_changed: Counted
    other_model: str
    other_version: str
    unreadable: str
    # what a rebuild did
    rebuilt: str
    unchanged: str
    indexed: Counted
    passages: Counted
    embedded: Counted
    kept: Counted
    removed: Counted
    # dropped files
    add: str
    add_help: str
    no_transcript: str
    readme: str
    too_large: str
    taken: str
    no_text: str
    encoding: str
    empty: str
    no_captions: str
    unwritable: str
    # a transcript that is taken out
    take_out: str
    leaving: str
    in_its_place: str
    take_out_now: str
    keep: str
    unmovable: str
    linked: str
    only_one: str

    def number(self, number: int) -> str:
        """A whole number, its thousands marked off."""
        return f"{number:,}".replace(",", self.thousands)

    def count(self, counted: Counted, number: int) -> str:
        """A phrase with a number of things, in the singular where the language has it there."""
        return counted[0 if number in self.singular else -1].format(count=self.number(number))

    def time(self, seconds: float, decimals: int = 0) -> str:
        """A time that something took."""
        return self.seconds.format(seconds=self.fraction(seconds, decimals))

    def fraction(self, number: float, decimals: int) -> str:
        """A number to so many decimals."""
        return f"{number:.{decimals}f}".replace(".", self.decimal)
