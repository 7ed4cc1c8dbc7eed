"""A draft to verified sentences: quotes found by the program, every sentence checked, what fails named."""

from chatbot.citations.attribution import REACH_OF_QUOTES, SUPPORT_THRESHOLD, Judgement, judge, supports
from chatbot.citations.calling import name_pattern
from chatbot.citations.checks import Meaning, SupportModel, coverage, faults, in_another_language, is_negative
from chatbot.citations.expected import AnswerType, answer_type_asked, asks_for_a_thing_s_name, has_answer_type
from chatbot.citations.names import brands_of_elsewhere, missing_countries, missing_names, names_in, shows_names, words_in
from chatbot.citations.numbering import CitationNumbers
from chatbot.citations.numbers import numbers_borne_out, numbers_in
from chatbot.citations.recording import OPENING_TURNS, asks_about_recording, opening_and_closing_turns
from chatbot.citations.roles import GUEST_PATTERN, HOST_PATTERN, host_of, takes_for_guest, with_roles_named
from chatbot.citations.speakers import gives_words_to, gives_words_to_role, speakers_asked, tells_of_the_other
from chatbot.citations.values import CheckedSentence, Citation, Fault, FaultKind

__all__ = [
    "GUEST_PATTERN", "HOST_PATTERN", "OPENING_TURNS", "REACH_OF_QUOTES", "SUPPORT_THRESHOLD", "AnswerType", "CheckedSentence",
    "Citation", "CitationNumbers", "Fault", "FaultKind", "Judgement", "Meaning", "SupportModel", "answer_type_asked",
    "asks_about_recording", "asks_for_a_thing_s_name", "brands_of_elsewhere", "coverage", "faults", "gives_words_to",
    "gives_words_to_role", "has_answer_type", "host_of", "in_another_language", "is_negative", "judge", "missing_countries",
    "missing_names", "name_pattern", "names_in", "numbers_borne_out", "numbers_in", "opening_and_closing_turns", "shows_names",
    "speakers_asked", "supports", "takes_for_guest", "tells_of_the_other", "with_roles_named", "words_in",
]  # fmt: skip
