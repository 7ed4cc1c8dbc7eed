"""A conversation's thread: what a question leans on, and the forms in which it is searched at once, without a model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from chatbot.index import fold
from chatbot.questions.forms import asks_for_brevity, is_change_of_form
from chatbot.questions.language import HAN, answer_language
from chatbot.questions.subjects import is_incomplete
from chatbot.questions.values import Message, Question, checked_question

FEW_WORDS = 2
"""How many words say too little to tell what a question is about."""
TOLD_CHARACTERS = 300
"""How much of an earlier message the model reads to understand a follow-up."""
POINTS_BACK = re.compile(
    r"\b(?:he|she|him|her|his|hers|it|its|they|them|their|that|this|those|these|there|then|also|else|too|other|same|more"
    r"|lui|lei|loro|egli|ella|suo|sua|suoi|sue|questo|questa|questi|queste|quello|quella|quelli|anche|invece"
    r"|elle|ils|elles|lui|leur|son|sa|ses|celui|celle|ceux|cela|ca|aussi|autre)\b|^(?:and|but|so|e|ma|et|mais)\b"
    r"|[他她它]|这|那|其|还有|为什么|呢[？?]?$"
)  # fmt: skip
"""Words that lean on what was said before, in text as it is folded for comparing."""
_NAMED_BEFORE_ITS_VERB = re.compile(
    r"((?:\b(?:[Ll][ae]s?|[Cc]e|[Cc]ette|[Cc]es|[Ss]on|[Ss]a|[Ll]eur) \w+|\b[Ll]['’]\w+"
    r"|\b(?!(?:Pourquoi|Où|Quand|Que|Qui|Quoi|Comment|Combien|Quel\w*|Et|Mais|Donc|Alors)\b)[A-ZÀ-Þ][\w'’-]*)"
    r" (?:n['’]|ne )?[\w'’]+)-(?:t-)?(?:ils?|elles?)\b"
)
"""A French question that names its subject and takes it up behind the verb: "Passo va-t-elle …" points to nobody before."""


def as_asked(text: str, history: Sequence[Message] = ()) -> Question:
    """Give a question as far as it can be made ready without a model: this is searched first, at once."""
    asked = checked_question(text)
    language = answer_language(asked, history)
    earlier = earlier_questions(history)
    if is_change_of_form(asked) and earlier:
        thread, last = earlier[:-1], earlier[-1]
        return _in_forms(Question(asked, last, language, (last,), brief=asks_for_brevity(asked)), thread)
    return _in_forms(Question(asked, asked, language, (asked,)), earlier)


def _in_forms(question: Question, earlier: Sequence[str]) -> Question:
    """Give a question that leans on others also behind the one that its thread began with and the one before it."""
    asked = question.standalone
    if not earlier or not depends_on_history(asked):
        return question
    threaded = " ".join([*(each[:TOLD_CHARACTERS] for each in thread_of(earlier)), asked])
    return replace(question, forms=(asked, threaded), threaded=threaded)


def thread_of(earlier: Sequence[str]) -> list[str]:
    """Give the last question that stands alone and, where they are two, the last one; none of none."""
    if not earlier:
        return []
    first = next((i for i in range(len(earlier) - 1, 0, -1) if not depends_on_history(earlier[i])), 0)
    return [earlier[first], *earlier[max(first + 1, len(earlier) - 1) :]]


def points_back(text: str) -> bool:
    """Say whether a question is incomplete, has a word that leans on what was said before, or too few words to tell."""
    few = len(text.split()) <= FEW_WORDS and not HAN.search(text)
    return few or is_incomplete(text) or _has_a_word_that_points_back(text)


def depends_on_history(text: str) -> bool:
    """Say whether a question may lean on what was asked before: it is short, incomplete, or points back with a pronoun."""
    words = text.split()
    brief = len(words) <= 4 if not HAN.search(text) else len(text) <= 8
    return brief or is_incomplete(text) or _has_a_word_that_points_back(text)


def _has_a_word_that_points_back(text: str) -> bool:
    return bool(POINTS_BACK.search(fold(_NAMED_BEFORE_ITS_VERB.sub(r"\1", text))))


def as_it_was(question: Question, history: Sequence[Message]) -> Sequence[Message]:
    """Give the history as it was when the question was asked that a request for another form asks again."""
    if not is_change_of_form(question.text):
        return history
    asked = [place for place, said in enumerate(history) if said.role == "user" and said.content.strip() == question.standalone]
    return history[: asked[-1]] if asked else history


def told(text: str, history: Sequence[Message]) -> list[str]:
    """Give what a follow-up may lean on: the questions of its thread, and what was last answered."""
    answers = [message.content for message in history if message.role == "assistant" and message.content.strip()]
    earlier = [question for question in earlier_questions(history) if question != text]
    asked = [f"Q: {question[:TOLD_CHARACTERS]}" for question in thread_of(earlier)]
    return [*asked, *(f"A: {answer[:TOLD_CHARACTERS]}" for answer in answers[-1:])]


def earlier_questions(history: Sequence[Message]) -> list[str]:
    """Give what the user asked before, the oldest first, without requests for another form."""
    asked = [message.content.strip() for message in history if message.role == "user" and message.content.strip()]
    return [question for question in asked if not is_change_of_form(question)]
