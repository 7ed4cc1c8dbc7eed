"""Questions about the recording itself: who asks the questions, when it was made, which episode it is, what went wrong.

Such is told where a talk opens and closes, in words that are near nothing that is asked. It does not find the answer.
"""

from __future__ import annotations

import re

from chatbot.transcripts import Transcript

OPENING, CLOSING = 3, 3
"""How many turns open a talk, and how many close it: a greeting and what is said to it."""
_IN_IT = "".join(f"(?<!{words} )" for words in (
    "in", "in the", "in this", "in your", "nel", "nella", "in questo", "in questa",
    "dans le", "dans ce", "dans cet", "dans cette",
)) + "".join(f"(?<!{words}['’])" for words in ("nell", "in quest", "dans l"))  # fmt: skip
_RECORDING = re.compile(
    rf"(?i){_IN_IT}\b(?:interview|podcast|episode|intervista|puntata|episodio|chiacchierata|entretien|épisode|émission)\b"
    r"|\brecord(?:ed|ing)? (?:this|it)\b|\b(?:this|it) (?:was )?recorded\b"
    r"|(?:访谈|采访|播客|这[期集]节目)(?![里中内的])|录(?:制|音|的)|[再这]录|第几[期集]"
)
"""How a question speaks of the recording, and not only of what is said "in this interview"."""
_WHO_ASKS = re.compile(
    r"(?i)\bwho(?:['’]s| is)? (?:hosts|hosting|presents|presenting|asks the questions|asking the questions|interviewing)\b"
    r"|\b(?:the|one|person|guy|man|who is) asking (?:the )?questions\b"
    r"|\bchi (?:conduce|presenta|intervista)\b|\bche fa le domande\b|\bchi fa le domande\b"
    r"|\bqui (?:anime|présente|interviewe)\b|\bpose les questions\b|谁(?:主持|采访|提问|在问)|提问的人|问问题的"
)


def asks_about_recording(question: str) -> bool:
    """Say whether a question is about the recording itself, in four languages.

    >>> asks_about_recording("When was this recorded?"), asks_about_recording("What is said in this interview about wine?")
    (True, False)
    """
    return bool(_RECORDING.search(question) or _WHO_ASKS.search(question))


def ends_of(transcript: Transcript) -> frozenset[int]:
    """Give the numbers of the turns that open and close a talk; all of a short one's."""
    turns = len(transcript.turns)
    return frozenset(turn for turn in range(turns) if turn < OPENING or turn >= turns - CLOSING)
