"""Quotes where no draft can be shown: what answers best as it was said, and what could be asked instead.

It shows nothing that a transcript does not say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from langchain_core.language_models import BaseChatModel

from chatbot.answers import Excerpt, SourceSentence, sources_of, those_answering
from chatbot.citations import Fault, coverage, numbers_in, words_in
from chatbot.conversation.asked import Asked
from chatbot.index import lexical_tokens
from chatbot.passages import asks
from chatbot.questions import Question
from chatbot.transcripts import Transcript, detect_language

QUOTED_PLACES = 2
"""From how many places quotes are taken where no chat model has said which of them answers."""
SHORTEST_QUESTION = 20
"""Bytes: "Really?" is no question to offer."""
FEWEST_WORDS = 5
"""With fewer, and no number, a quote ("That's very important.") says something only beside another."""
INVENTED_MARGIN, BORROWED_MARGIN = 0.05, 0.3
"""How much surer the evidence must be to be quoted where no sentence of the draft holds because the model invented something, or
because it put a name of the question where the evidence has none.

Set on the tuning halves of three sets over the shipped transcript; see benchmarks/experiments/26-follow-ups-and-threshold.md."""
_TAG = re.compile(
    r"(?i)(?:[,，;–—]\s*(?:correct|no|ok|you know|(?:is|are|was|do|does)n['’]t (?:it|they|he|she|you)|vero|giusto|non è così|non"
    r"|hein|不是吗)|\b(?:right|okay|n['’]est-ce pas)|[对是]吧)\s*[?？]\W*$"
)
_ASKS_FROM_THE_START = re.compile(
    r"(?i)\W*(?:(?:and|but|so) )?(?:who|whose|what|which|how|why|when|where|is|are|was|were|do|does|did|can|could|will|would"
    r"|should|has|have)\b"
)
"""How a sentence ends that states something and wants it confirmed ("… that's what you are saying, right?"), and how one begins
that does not."""
LOOKED_THROUGH = 12
"""Among how many of the nearest sentences those to show are looked for, and a question that somebody takes up."""
SAME_QUESTION = 0.7
"""The share of its words from which a sentence says again what the user asked."""
LIKE_QUESTION = 0.2
"""The share of the user's words that a question has at least which is offered in place of theirs."""


def quoting_margin(question: Question, faults: Sequence[Fault], unsaid_names: int) -> float:
    """Give how much surer than the threshold the evidence must be to be quoted, after a draft none of which held.

    Where a model had to invent a name or a number it must be surer, much surer where it took a name from the question that its
    evidence lacks; where the question has names that nobody says (``unsaid_names``, a count), no evidence is sure enough.
    """
    if all(fault.kind in ("meaning", "language", "denial") for fault in faults):
        return 0.0
    asked = frozenset[str]().union(*(words_in(form) for form in question.own))
    borrowed = any(fault.kind == "name" and fault.about in asked for fault in faults)
    return 1.0 if unsaid_names else BORROWED_MARGIN if borrowed else INVENTED_MARGIN


def faults_to_tell(faults: Sequence[Fault], quotes: Sequence[str]) -> list[Fault]:
    """Give the faults to tell of beside ``quotes``: what was in no quote of its sentence and is in one of these is not named."""
    shown = " ".join(quotes).casefold()
    numbers = frozenset[float]().union(*(numbers_in(quote, detect_language(quote)) for quote in quotes))

    def is_shown(fault: Fault) -> bool:
        if fault.kind == "number" and numbers & numbers_in(fault.about, "en"):
            return True
        return fault.kind in ("number", "name", "word", "quotation") and fault.about.casefold() in shown

    return [Fault("meaning") if is_shown(fault) else fault for fault in faults]


def best_answering(excerpts: Sequence[Excerpt], asked: Asked, model: BaseChatModel | None) -> list[SourceSentence]:
    """Give what answers in the best answering excerpt, by whom the question asks about; empty where nothing has what it asks for.

    Where no model has told which excerpt does, the first few are taken whole.
    """
    judged = excerpts[0].yes is not None
    theirs = [source for source in sources_of(excerpts[: 1 if judged else QUOTED_PLACES]) if asked.is_theirs(source)]
    if not any(asked.can_answer(source) for source in theirs):
        return []
    return those_answering(model, asked.question_of(theirs), theirs, asked.can_answer) if model and judged else theirs


def briefly(sources: Sequence[SourceSentence], asked: Asked) -> list[SourceSentence]:
    """Give the one line to quote where few words are wanted: that nearest the question which can answer it."""
    telling = [source for source in sources if not _only_asks(source.text)] or sources
    able = [source for source in telling if asked.can_answer(source)] or telling
    return sorted(able, key=lambda source: -source.score)[:1]


def quotable(sources: Sequence[SourceSentence], transcripts: Mapping[str, Transcript]) -> list[SourceSentence]:
    """Give what ``sources`` say, as one quote for each speaker's turn; what only asks, or says next to nothing, is left out."""
    quotes = by_turn([source for source in sources if not _only_asks(source.text)] or sources, transcripts)
    return [quote for quote in quotes if _says_something(quote)] or quotes


def by_turn(sources: Sequence[SourceSentence], transcripts: Mapping[str, Transcript]) -> list[SourceSentence]:
    """Join sentences that follow one another in a speaker's turn."""
    quotes: list[SourceSentence] = []
    for source in sources:
        text = transcripts[source.transcript].text
        if quotes and _goes_on(quotes[-1], source, text):
            whole = replace(quotes[-1].sentence, end=source.sentence.end)
            quotes[-1] = replace(quotes[-1], sentence=whole, text=text[whole.start : whole.end])
        else:
            quotes.append(source)
    return quotes


def nearest_said(sources: Sequence[SourceSentence], count: int) -> list[SourceSentence]:
    """Give the nearest sentences to show where there is no answer; those that only ask, or say next to nothing, come last."""
    near = sources[:LOOKED_THROUGH]
    telling = [source for source in near if _says_something(source) and not _only_asks(source.text)]
    return [*telling, *(source for source in near if source not in telling)][:count]


def _only_asks(text: str) -> bool:
    return asks(text) and (not _TAG.search(text) or bool(_ASKS_FROM_THE_START.match(text)))


def _says_something(quote: SourceSentence) -> bool:
    words = lexical_tokens(quote.text)
    return len(words) >= FEWEST_WORDS or any(word.isdigit() for word in words)


def _goes_on(one: SourceSentence, other: SourceSentence, text: str) -> bool:
    """Say whether nothing stands between two sentences of one turn."""
    beside = one.transcript == other.transcript and one.sentence.turn == other.sentence.turn
    return beside and one.sentence.end <= other.sentence.start and not text[one.sentence.end : other.sentence.start].strip()


def offered_question(question: Question, sources: Sequence[SourceSentence], transcripts: Mapping[str, Transcript]) -> str:
    """Give the nearest question of a transcript that may be asked in place of the user's; empty when there is none.

    It takes up some of the user's words, and does not say them all again.
    """
    near = [source for source in sources if coverage(source.text, question.standalone) < SAME_QUESTION][:LOOKED_THROUGH]
    alike = [source for source in near if max(coverage(form, source.text) for form in question.forms) >= LIKE_QUESTION]
    return answered_question(alike, transcripts)


def answered_question(sources: Sequence[SourceSentence], transcripts: Mapping[str, Transcript]) -> str:
    """Give the nearest question that one speaker asks and another takes up; empty when there is none."""
    for source in sources:
        turns = transcripts[source.transcript].turns
        after = turns[source.sentence.turn + 1 : source.sentence.turn + 2]
        if asks(source.text) and len(source.text.encode()) > SHORTEST_QUESTION and after and after[0].speaker != source.speaker:
            return source.text
    return ""
