"""A question and its evidence to a draft answer, by a chat model, sentence by sentence.

A draft is not an answer: nothing here is checked. Markers, markup and lists that a model adds are taken off, since a
draft is plain sentences and its citations are found by the program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from langchain_core.language_models import BaseChatModel

from chatbot.answers.prompts import answer_prompt, full_answer_prompt, short_answer_prompt, translation_prompt
from chatbot.answers.source_sentences import SourceSentence
from chatbot.answers.statements import TRAINED_IN, can_tell_what_is_said
from chatbot.index import lexical_tokens
from chatbot.language_models import is_trained_for, reply_text, stream_text
from chatbot.passages import split_sentences

MAX_ANSWER_TOKENS = 160
FULL_ANSWER = 3
"""After how many sentences a draft that is to say all stops: a small model that goes on strays.

Measured in benchmarks/experiments/16-more-of-a-text.md."""
_MARKER = re.compile(
    r"\s*[\[【(（](?:\d{1,2}(?:\s*[,，、-]\s*\d{1,2})*)[\]】)）]|^\s*(?:[-*•#>]+|\d{1,2}[.)])\s+|\*\*|__|`", re.MULTILINE
)
_ENDS = ".!?。！？…”»\"'"
_REPLY = re.compile(r"^(?:no|non|yes|sì|si|oui|不是|不|没有|是的|是|对)\s*[,，.。:：;；]\s*(?=\S)", re.IGNORECASE)
"""A bare Yes or No to the question: what the sentence says stands behind it, and that alone can be checked."""
_PREAMBLE = re.compile(r"^(?:Answer|Risposta|Réponse|回答|答案)\s*[:：]\s*", re.IGNORECASE)


def language_of_draft(model: BaseChatModel, asked: str, spoken: str) -> str:
    """Give the language to draft in: the question's, where the model was trained to answer in it and to tell what is said.

    Else that of what the draft is drawn from, where words can be compared.
    """
    return asked if is_trained_for(model, "answer") and can_tell_what_is_said(model, asked) else spoken


def draft_sentences(
    model: BaseChatModel, question: str, sources: Sequence[SourceSentence], language: str, full: bool = False
) -> Iterator[str]:
    """Give the model's answer sentence by sentence, each as soon as it is written; closing the iterator stops it.

    ``full`` asks for all that the sources say in answer, in up to FULL_ANSWER sentences. A sentence that the length limit cut in
    the middle is left out.
    """
    written, given = "", 0
    most = FULL_ANSWER if full else MAX_ANSWER_TOKENS  # no draft has more sentences than tokens
    speakers = sorted({source.speaker for source in sources if source.speaker})
    for piece in _written(model, question, sources, language, full):
        written += piece
        sentences = _plain_sentences(written, speakers)
        ended = min(len(sentences) - 1, most)
        yield from _saying_something(question, sentences[given:ended])
        given = max(given, ended)
        if given == most:
            return
    last = [sentence for sentence in _plain_sentences(written, speakers)[given:most] if given == 0 or sentence[-1] in _ENDS]
    yield from _saying_something(question, last)


def _written(model: BaseChatModel, question: str, sources: Sequence[SourceSentence], language: str, full: bool) -> Iterator[str]:
    if full:
        return stream_text(model, full_answer_prompt(question, sources, language), MAX_ANSWER_TOKENS)
    if is_trained_for(model, "answer") and language in TRAINED_IN:
        return stream_text(model, short_answer_prompt(question, sources, language), MAX_ANSWER_TOKENS, "answer")
    return stream_text(model, answer_prompt(question, sources, language), MAX_ANSWER_TOKENS)


def said_in(
    model: BaseChatModel, question: str, sources: Sequence[SourceSentence], spoken: str, sentence: str, language: str
) -> str:
    """Give a draft's ``sentence``, which is in ``spoken``, in ``language``; empty where that says nothing but the question.

    It does not check that both say the same: the room that shows it does.
    """
    prompt = translation_prompt(question, sources, spoken, sentence, language)
    written = " ".join(reply_text(model, prompt, MAX_ANSWER_TOKENS).split())
    return next(_saying_something(question, _plain_sentences(written, ())), "")


def _saying_something(question: str, sentences: Sequence[str]) -> Iterator[str]:
    """Leave out what asks, and what only says the question again."""
    asked = set(lexical_tokens(question))
    for sentence in sentences:
        if sentence[-1] not in "?？" and not set(lexical_tokens(sentence)) <= asked:
            yield sentence


def _plain_sentences(written: str, speakers: Sequence[str]) -> list[str]:
    plain = _PREAMBLE.sub("", _MARKER.sub("", written)).strip()
    label = next((name for name in speakers if re.match(rf"{re.escape(name)}\s*[:：]", plain)), None)
    if label:  # the model has copied a line's form; the words are its own
        plain = plain[len(label) :].lstrip(" :：")
    replied = _REPLY.match(plain)
    if replied:
        plain = plain[replied.end() :]
        plain = plain[0].upper() + plain[1:]
    return [plain[span.start : span.end] for span in split_sentences(plain, 0, len(plain))]
