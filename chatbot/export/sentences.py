"""Each sentence of an exported answer against its quotes: the numbers and names that stand in none of them.

A name may also be that of a quote's speaker, or one from the user's question. Where there are no sentences, the answer may only
say that nothing was found. It does not judge meaning: that takes a model.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from typing import Any

from chatbot.citations import missing_names, numbers_borne_out, numbers_in
from chatbot.conversation import courtesy_reply, not_found_reply
from chatbot.export.conversation import bare_sentence
from chatbot.export.messages import in_quotes
from chatbot.transcripts import detect_language

_LANGUAGES = ("en", "it", "fr", "zh")


def unsupported(answer: Mapping[str, Any], fallen: Container[int]) -> Iterator[str]:
    """Name each number and name of a sentence that is in none of its quotes; `fallen` are numbers of quotes that do not hold.

    A sentence that cites one of those is passed over: its quote has been named already.
    """
    asked = [answer["question"], answer["standalone_question"]]
    for place, sentence in enumerate(answer["sentences"], 1):
        if not sentence["citations"] or any(citation["number"] in fallen for citation in sentence["citations"]):
            continue
        own = _own_words(sentence)
        for number in sorted(_numbers_said(own, answer["language"]) - _numbers_quoted(sentence)):
            yield f"sentence {place} of the answer has the number {number:.12g}, which is in none of its quotes: {in_quotes(own)}"
        for name in sorted(missing_names(own, [*_quoted(sentence), *asked])):
            named = in_quotes(name)
            yield f"sentence {place} of the answer has the name {named}, which is in none of its quotes: {in_quotes(own)}"


def said_without_sentences(answer: Mapping[str, Any]) -> Iterator[str]:
    """Name what an answer without sentences says beyond that the transcripts do not answer."""
    replies = {"", *map(not_found_reply, _LANGUAGES), *map(courtesy_reply, _LANGUAGES)}
    if not answer["sentences"] and answer["answer"].strip() not in replies:
        yield f"the answer says what no sentence of it says: {in_quotes(answer['answer'])}"


def _own_words(sentence: Mapping[str, Any]) -> str:
    """Give the sentence without the quotes that it repeats, each with its speaker: what is left may be a translation."""
    words = " ".join(bare_sentence(sentence).split())
    for citation in sentence["citations"]:
        quote, speaker = (re.escape(" ".join((citation[key] or "").split())) for key in ("quote", "speaker"))
        words = re.sub(rf"(?:{speaker} ?[:：] ?)?(?:“{quote}”|« ?{quote} ?»)", " ", words)
    return words.strip()


def _numbers_said(words: str, language: str) -> frozenset[float]:
    # A word may be a number in one language only ("six"), and a sentence be in another than the answer's.
    return numbers_in(words, language) & numbers_in(words, detect_language(words))


def _numbers_quoted(sentence: Mapping[str, Any]) -> frozenset[float]:
    quoted = _quoted(sentence)
    languages = {*_LANGUAGES, *(detect_language(text) for text in quoted)}
    return frozenset[float]().union(*(numbers_borne_out(text, language) for text in quoted for language in languages))


def _quoted(sentence: Mapping[str, Any]) -> list[str]:
    cited = sentence["citations"]
    return [*(citation["quote"] for citation in cited), *(citation["speaker"] for citation in cited if citation["speaker"])]
