"""A question as it was typed to questions that can be searched: standing alone, and in the transcripts' language.

A follow-up is made to stand alone with the help of its history; a question in another language than the transcripts'
is put into theirs as well. A chat model writes these forms, and nothing that it writes is taken on trust: a form that
loses a name, a number or what is asked, or brings one in, is thrown away, and plainer means take its place. It does not
search, and no earlier answer is evidence for anything: history only says what "he" or "there" means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from chatbot.index import fold, lexical_tokens
from chatbot.language_models import reply_text
from chatbot.questions.faithful import (
    brings_in,
    first_line,
    keeps_the_subject_matter,
    keeps_what_is_asked,
    numbers,
    room_for,
    takes_up,
)
from chatbot.questions.language import HAN
from chatbot.questions.names import latin_names
from chatbot.questions.repeats import asks_again
from chatbot.questions.subjects import is_incomplete
from chatbot.questions.threads import FEW_WORDS, as_it_was, earlier_questions, points_back, told
from chatbot.questions.translation import translate
from chatbot.questions.values import Message, Question
from chatbot.transcripts import detect_language

_LABEL = re.compile(r"(?:Q|(?:Rewritten |Last )?[Qq]uestion)\s*[:：]\s*")
"""What a model repeats of the prompt before the question that it writes."""
_MARKS = " .!?。！？"
FEW_HAN = 4
"""How many Chinese characters say as little as ``FEW_WORDS`` words."""
_REWRITE = SystemMessage(
    "Rewrite the last question so that it can be understood without the conversation: put the names in place of words "
    "like he, it, there. Keep its language. Add nothing else. Reply with the question alone."
)


def rewritten(
    question: Question, history: Sequence[Message], search_language: str | None, model: BaseChatModel | None
) -> Question:
    """Let the model make a follow-up stand alone and put the question into ``search_language``, where that is needed.

    Without a model, or where its translation fails the check, the question stays as it was; where its rewriting does, a
    follow-up that points back stands behind the questions that it leans on.
    """
    if model is None:
        return question
    forms, standalone = question.forms, question.standalone
    if question.threaded:
        standalone = _standalone(question, as_it_was(question, history), model)
        forms = (*forms, standalone) if standalone != question.standalone else forms
    if search_language and detect_language(forms[0]) != search_language:
        translated = translate(standalone, search_language, model)
        forms = (*forms, translated) if translated else forms
    return replace(question, standalone=standalone, forms=tuple(dict.fromkeys(forms)))


def needs_translation(question: Question, search_language: str) -> bool:
    """Say whether a question is in another language than the transcripts that it is asked of."""
    return detect_language(question.standalone) != search_language


def _standalone(question: Question, history: Sequence[Message], model: BaseChatModel) -> str:
    """Give a follow-up as the model has it stand alone.

    Where what the model wrote fails a check, a follow-up that points back is put behind the questions that it leans on. So is one
    that is incomplete, to which the model has added nothing of them, and a bare "why?" which it has left as it was.
    """
    text = question.standalone
    said = "\n".join(told(text, history))
    prompt: list[BaseMessage] = [_REWRITE, HumanMessage(f"{said}\nLast question: {text}\nRewritten question:")]
    written = _LABEL.sub("", first_line(reply_text(model, prompt, max_tokens=room_for(text) + 30)))
    if is_incomplete(text) and not takes_up(text, written, said):
        return question.threaded
    if fold(written).strip(_MARKS) == fold(text).strip(_MARKS):
        return question.threaded if _is_bare(text) else text
    if written and _is_faithful(text, written, history):
        return written
    return question.threaded if points_back(text) else text


def _is_faithful(text: str, written: str, history: Sequence[Message]) -> bool:
    """Say whether a question asks what the follow-up ``text`` asks, with nothing in it that was not said."""
    said = [message.content for message in history]
    known = " ".join([text, *said])
    names = latin_names(text) <= set(lexical_tokens(written)) and latin_names(written) <= set(lexical_tokens(known))
    asked = keeps_what_is_asked(text, written) and keeps_the_subject_matter(text, written)
    figures = numbers(text) <= numbers(written) <= numbers(known)
    again = asks_again(text, written, earlier_questions(history))
    return names and asked and figures and not again and not brings_in(text, written, said)


def _is_bare(text: str) -> bool:
    """Say whether a question says nothing at all of what it asks about: "perché?", "为什么？"."""
    words = text.strip(_MARKS)
    return len(words) <= FEW_HAN if HAN.search(words) else len(words.split()) <= FEW_WORDS and not latin_names(words)
