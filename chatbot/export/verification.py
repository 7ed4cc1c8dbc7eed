"""Every quote of an exported conversation against the transcripts as they are now.

It holds a quote to be true when it stands, character by character, where the citation says, and names each number and name
of a sentence that is in none of its quotes. It does not judge meaning: `citations` did that before the export.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from chatbot.export.conversation import ExportedConversation, all_citations, bare_sentence, cited_by_sentences
from chatbot.export.messages import contrasted
from chatbot.transcripts import name_in_each_script, read_speaker_label

Speakers = Callable[[str, int], str | None]
"""A transcript's id and an offset in it → who speaks there."""


@dataclass(frozen=True)
class Failure:
    """What does not hold, and why; where no single citation is at fault, `transcript` and `quote` are ""."""

    question: str
    number: int
    transcript: str
    start: int
    end: int
    quote: str
    reason: str


@dataclass(frozen=True)
class Verification:
    """How many citations were checked, how many held, and each fault found."""

    checked: int
    held: int
    failures: tuple[Failure, ...]


def verify(
    conversation: ExportedConversation, texts: Mapping[str, str], speakers: Speakers | None = None
) -> Verification:
    """Check every citation, the nearest ones included, and that an answer is of cited sentences with no other numbers and names.

    An answer without sentences may only say that the transcripts do not answer.
    `texts` maps a transcript's id to its text. With `speakers`, a citation that names another speaker fails too.
    """
    from chatbot.export.sentences import said_without_sentences, unsupported  # late: they take a second to import

    digests = {note.id: note.sha256 for note in conversation.transcripts}
    changed = {id for id, text in texts.items() if id in digests and _sha256(text) != digests[id]}
    checked, failures, faults = 0, list[Failure](), list[Failure]()
    for answer in conversation.answers:
        fallen = set[int]()
        for citation in all_citations(answer):
            checked += 1
            if reason := _why_not(citation, texts, changed) or _wrong_speaker(citation, speakers):
                fallen.add(citation["number"])
                failures.append(_failure(answer, citation, reason))
        faults += [_fault(answer, number, reason) for number, reason in _structural_faults(answer)]
        faults += [_fault(answer, 0, reason) for reason in (*said_without_sentences(answer), *unsupported(answer, fallen))]
    return Verification(checked, checked - len(failures), (*failures, *faults))


def _failure(answer: Mapping[str, Any], citation: Mapping[str, Any], reason: str) -> Failure:
    place = (citation["number"], citation["transcript"], citation["start"], citation["end"], citation["quote"])
    return Failure(answer["question"], *place, reason)


def _fault(answer: Mapping[str, Any], number: int, reason: str) -> Failure:
    return Failure(answer["question"], number, "", 0, 0, "", reason)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _why_not(citation: Mapping[str, Any], texts: Mapping[str, str], changed: set[str]) -> str | None:
    id, start, end, quote = (citation[key] for key in ("transcript", "start", "end", "quote"))
    if id not in texts:
        return "the transcript is gone: it is not among the transcripts here"
    if not quote:
        return "the quote is empty"
    if 0 <= start < end <= len(texts[id]) and texts[id][start:end] == quote:
        return None
    reason = _where_instead(texts[id], start, end, quote)
    return f"the transcript has changed since the export; {reason}" if id in changed else reason


def _where_instead(text: str, start: int, end: int, quote: str) -> str:
    found = min(_occurrences(text, quote), key=lambda place: abs(place - start), default=None)
    if found is not None:
        return f"the quote is not at characters {start}–{end}; it stands at {found}–{found + len(quote)}"
    if not start < end <= len(text):
        return f"the offsets are out of range: the transcript has {len(text)} characters, and the quote is not in it"
    return f"the quote is not in the transcript: {_first_difference(text[start:end], quote)}"


def _occurrences(text: str, quote: str) -> list[int]:
    places, place = [], text.find(quote)
    while place >= 0:
        places.append(place)
        place = text.find(quote, place + len(quote))
    return places


def _first_difference(original: str, quote: str) -> str:
    shared = min(len(original), len(quote))
    at = next((place for place in range(shared) if original[place] != quote[place]), shared)
    ours, theirs = contrasted(quote[at:], original[at:], 12)
    return f"it differs from character {at} of the quote on, {ours} where the transcript has {theirs}"


def _wrong_speaker(citation: Mapping[str, Any], speakers: Speakers | None) -> str | None:
    if speakers is None:
        return None
    true, cited = speakers(citation["transcript"], citation["start"]), citation["speaker"]
    if true == cited or (true and cited and _was_called(cited, true)):
        return None
    return f"the speaker there is {true or 'not named'}, not {cited or 'left unnamed'}"


def _was_called(cited: str, true: str) -> bool:
    """Whether older files have a speaker's label so: "Carlo Bini (CEO)" and "CARLO BINI" are Carlo Bini."""
    named = read_speaker_label(cited)
    return named is not None and true.casefold() in {name.casefold() for name in (named.name, *name_in_each_script(named.name))}


def _structural_faults(answer: Mapping[str, Any]) -> list[tuple[int, str]]:
    if answer["status"] == "not_found":
        return [(0, "said not to be in the transcripts, yet it gives an answer")] if answer["sentences"] else []
    faults = [] if answer["sentences"] else [(0, "said to be answered, yet it has no sentences")]
    for number, sentence in enumerate(answer["sentences"], 1):
        if not sentence["citations"]:
            faults.append((0, f"sentence {number} of the answer has no citation"))
    return faults + _number_faults(answer) + _wording_faults(answer)


def _number_faults(answer: Mapping[str, Any]) -> list[tuple[int, str]]:
    numbers = [citation["number"] for citation in cited_by_sentences(answer)]
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    faults = [(number, f"number {number} stands for different quotes") for number in twice]
    shown = set(_markers(answer["answer"]))
    # A bracketed number may be part of what was said, not a marker.
    spoken = {number for citation in cited_by_sentences(answer) for number in _markers(citation["quote"])}
    faults += [(number, f"the answer cites [{number}], which is no citation of it")
               for number in sorted(shown - set(numbers) - spoken)]  # fmt: skip
    if shown - spoken:
        missing = sorted(set(numbers) - shown)
        faults += [(number, f"the answer's text does not cite [{number}], its sentences do") for number in missing]
    return faults


def _wording_faults(answer: Mapping[str, Any]) -> list[tuple[int, str]]:
    sentences = answer["sentences"]
    forms = (
        (sentence["text"] + _marked(_cited(sentence)) for sentence in sentences),
        (bare_sentence(sentence) + _marked(dict.fromkeys(_cited(sentence))) for sentence in sentences),  # as a page shows it
        (sentence["text"] for sentence in sentences),  # its numbers may stand in it: "So it is [1]."
    )
    if not sentences or _without_space(answer["answer"]) in [_without_space("".join(form)) for form in forms]:
        return []
    return [(0, "the answer's text is not that of its cited sentences")]


def _cited(sentence: Mapping[str, Any]) -> list[int]:
    return [citation["number"] for citation in sentence["citations"]]


def _marked(numbers: Iterable[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)


def _without_space(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _markers(text: str) -> list[int]:
    return [int(number) for number in _MARKER.findall(text)]


_MARKER = re.compile(r"\[([0-9]{1,9})\]")
