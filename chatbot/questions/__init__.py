"""A question as it was typed to questions that can be searched."""

from chatbot.questions.courtesy import is_courtesy, language_of_courtesy, without_courtesies
from chatbot.questions.forms import asks_for_brevity, is_change_of_form
from chatbot.questions.language import answer_language
from chatbot.questions.overview import asks_for_overview
from chatbot.questions.parts import as_part, parts_of
from chatbot.questions.rewriting import needs_translation, rewritten
from chatbot.questions.several import asks_for_several
from chatbot.questions.threads import as_asked, as_it_was, depends_on_history
from chatbot.questions.translation import translate
from chatbot.questions.values import MAX_CHARACTERS, Message, Question, checked_question

__all__ = [
    "MAX_CHARACTERS", "Message", "Question", "answer_language", "as_asked", "as_it_was", "as_part", "asks_for_brevity",
    "asks_for_overview", "asks_for_several", "checked_question", "depends_on_history", "is_change_of_form", "is_courtesy",
    "language_of_courtesy", "needs_translation", "parts_of", "rewritten", "translate", "without_courtesies",
]
