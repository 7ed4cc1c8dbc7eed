"""The same in four languages, as pairs of what is to be translated and how, each with the request that the program makes."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from langchain_core.messages import BaseMessage

from chatbot.answers.translation import quote_request
from chatbot.questions.translation import question_request

FOLDER = Path(__file__).parent
LANGUAGES = ("it", "zh", "fr", "en")
HELD_OUT = 12
"""One alike in so many is kept for seeing whether it learns."""


@dataclass(frozen=True)
class Pair:
    """A text, and what it is in ``language``; ``request`` asks for that, but for the text itself, which is its last message."""

    text: str
    translation: str
    language: str
    request: tuple[BaseMessage, ...]


def pairs(held_out: bool, seed: int = 1) -> list[Pair]:
    """Give questions as they are asked of a transcript, and quotes as a user reads them.

    A question goes into English from each other language, one in two into a third; a quote from its own language into all.
    """
    chance, found = random.Random(seed), list[Pair]()
    for alike in _kept("questions.jsonl", held_out):
        others = [code for code in LANGUAGES if code != "en"]
        target = chance.choice(others)
        source = chance.choice([code for code in LANGUAGES if code != target])
        found += [_question(alike, code, "en") for code in others]
        found += [_question(alike, source, target)] if chance.random() < 0.5 else []
    for alike in _kept("quotes.jsonl", held_out):
        found += [_quote(alike, code) for code in LANGUAGES if code != alike["src"]]
    return found


def batches(found: Sequence[Pair], size: int, chance: random.Random) -> list[list[Pair]]:
    """Give pairs of one request and about one length together, in an order of chance."""
    given = list[list[Pair]]()
    for request in {pair.request[0].content for pair in found}:
        same = [pair for pair in chance.sample(found, len(found)) if pair.request[0].content == request]
        same.sort(key=lambda pair: len((pair.text + pair.translation).encode()) // 40)
        given += [same[start : start + size] for start in range(0, len(same), size)]
    return chance.sample(given, len(given))


def _kept(file: str, held_out: bool) -> list[dict[str, str]]:
    alike = [json.loads(line) for line in (FOLDER / file).read_text(encoding="utf-8").splitlines()]
    return [one for number, one in enumerate(alike) if (number % HELD_OUT == 0) == held_out]


def _question(alike: dict[str, str], source: str, target: str) -> Pair:
    return Pair(alike[source], alike[target], target, tuple(question_request(alike[source], target)))


def _quote(alike: dict[str, str], target: str) -> Pair:
    text = alike[alike["src"]]
    return Pair(text, alike[target], target, tuple(quote_request(text, target)))
