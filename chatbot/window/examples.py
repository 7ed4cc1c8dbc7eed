"""The questions that a newcomer is offered: those that the hosts of the interviews really asked.

It does not make questions up; for the interview that comes with the program, four are known in four languages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice

from chatbot.index import lexical_tokens
from chatbot.passages import asks, split_sentences
from chatbot.questions import depends_on_history
from chatbot.transcripts import Transcript, Turn, detect_language

OFFERED = 4
_FEWEST, _MOST = 24, 140  # bytes and characters: a question shorter asks for too little, one longer does not fit its button
_TELLING = 6  # letters of a word that tells what a question is about, most often
_LOOKED_THROUGH = 12  # transcripts, the first of all
_LAST = 4  # sentences at a turn's end among which its question is looked for
_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ ,'’，、-])*[?？]")  # nothing that a button would show as markup, a link or a picture
_LANGUAGES = {
    "en": "English", "it": "Italiano", "zh": "中文", "fr": "Français", "de": "Deutsch", "es": "Español", "pt": "Português",
    "ja": "日本語",
}  # fmt: skip
_KNOWN = {
    "china-paradigm-044": (
        ("English", "Who owns the wine market in China?"),
        ("Italiano", "Chi possiede il mercato del vino in Cina?"),
        ("中文", "意大利贸易署为什么与慢食协会合作？"),
        ("Français", "Comment sa vidéo est-elle devenue virale ?"),
    )
}


def example_questions(transcripts: Mapping[str, Transcript]) -> tuple[tuple[str, str], ...]:
    """(language, question) pairs that the transcripts can answer: of the user's own before those that are known."""
    own = [transcript for id, transcript in transcripts.items() if id not in _KNOWN][:_LOOKED_THROUGH]
    ranked = sorted((place, *scored) for each in own for place, scored in enumerate(_best_asked(each)))
    asked = [(_LANGUAGES[detect_language(question)], question) for *_, question in ranked[:OFFERED]]
    known = (pair for id, pairs in _KNOWN.items() if id in transcripts for pair in pairs)
    return tuple(islice([*asked, *known], OFFERED))


def _best_asked(transcript: Transcript) -> list[tuple[int, int, str]]:
    """The host's questions that stand alone, first the one whose words its answer takes up most, then by its length."""
    if not re.search(r"[?？]", transcript.text):
        return []
    found = {question: (-taken_up, -length, question) for taken_up, length, question in _answered(transcript)
             if taken_up and not depends_on_history(question)}  # fmt: skip
    return sorted(found.values())[:OFFERED]


def _answered(transcript: Transcript) -> Iterator[tuple[int, int, str]]:
    """How many words of each of the host's questions its answer takes up, the answer's length, and the question."""
    asked = [(turn, after, question) for turn, after in zip(transcript.turns, transcript.turns[1:], strict=False)
             if turn.speaker and after.speaker and turn.speaker != after.speaker
             for question in _last_questions(transcript.text, turn)]  # fmt: skip
    askers = Counter(turn.speaker for turn, _, _ in asked)
    names = set(lexical_tokens(" ".join(transcript.speakers)))
    for turn, after, question in asked:
        answer = transcript.text[after.start : after.end]
        if askers[turn.speaker] == max(askers.values()):  # the host is who asks most
            taken_up = _telling_words(question) & _telling_words(answer) - names
            yield len(taken_up), len(answer), question


def _telling_words(text: str) -> set[str]:
    return {word for word in lexical_tokens(text) if len(word) >= _TELLING or not word.isascii()}


def _last_questions(text: str, turn: Turn) -> Iterator[str]:
    """The questions near a turn's end that can be shown."""
    for last in [each for span in turn.paragraphs[-_LAST:] for each in split_sentences(text, span.start, span.end)][-_LAST:]:
        words = " ".join(text[last.start : last.end].split())
        fits = len(words) <= _MOST and len(words.encode()) >= _FEWEST
        if fits and asks(words) and _PLAIN.fullmatch(words):
            yield words
