"""Questions about the recording itself: who asks the questions, when it was made, which episode it is, what went wrong.

Such is told where a talk opens and closes, in words that are near nothing that is asked. It does not find the answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from chatbot.citations.roles import HOST_PATTERN, WHO_ASKS
from chatbot.transcripts import Transcript

OPENING_TURNS, CLOSING_TURNS = 3, 3
"""How many turns open a talk, and how many close it: a greeting and what is said to it."""
_NOT_IN_IT = "".join(rf"(?<!\b{words} )" for words in (
    "in", "in the", "in this", "in your", "during the", "from the", "to the", "to this", "of the",
    "nel", "nella", "in questo", "in questa", "durante la", "dalla", "della", "secondo la", "secondo il",
    "dans le", "dans ce", "dans cet", "dans cette", "pendant l", "selon le", "selon cet", "selon cette",
)) + "".join(rf"(?<!\b{words}['’])" for words in (
    "nell", "in quest", "durante l", "dall", "dell", "secondo l", "dans l", "selon l",
))  # fmt: skip
_THE_RECORDING = (
    rf"{_NOT_IN_IT}\b(?:interview|podcast|episode|intervista|puntata|chiacchierata|entretien|épisode|émission)\b"
    r"|(?<![据在])(?:这[次期集个]|本[次期集])?(?:访谈|采访|播客|节目)(?![里中内的上谈提讲])"
)
_ITS_CIRCUMSTANCES = (
    r"\b(?:when|what (?:time|year|day|date)|number|called|sponsors?|sponsored|pays for|how long|listen|other|next"
    r"|record(?:ed|ing)?|quando|(?:ch|k)e ora|(?:che|quale) anno|data|numero|si chiama|sponsor|finanzia|dura|durata|ascoltare"
    r"|altr[ei]|prossim[ao]|registrat[ao]|quelle (?:heure|année|date)|quand|numéro|s['’]appelle|sponsorise|finance|dure|durée"
    r"|écouter|autres|prochaine?|enregistrée?)\b|什么时候|几点|哪一?年|哪天|第几|叫什么|赞助|多长|多久|其他|下[次期集]|录"
)
_ABOUT_IT = re.compile(rf"(?is)(?=.*(?:{_THE_RECORDING}))(?=.*(?:{_ITS_CIRCUMSTANCES}))")
_RECORDED_OR_ASKED_BY = re.compile(
    r"(?i)\brecord(?:ed|ing)? (?:this|it)\b|\b(?:this|it) (?:was )?recorded\b"
    r"|\b(?:quando|dove|che ora)\b.{0,20}\bregistrat[ao]\b|\b(?:quand|où|quelle heure)\b.{0,30}\benregistré"
    r"|\btechnical (?:problem|issue|difficult)|\bproblem[ai] tecnic|\b(?:problèmes?|pépins?|soucis?) techniques?\b"
    r"|技术(?:问题|故障)|(?<![目登收记纪附])录的|[再这]录|录制"
    rf"|\b(?:who(?:['’]s| is)|chi [eè]|qui est) (?:the |il |la |l['’]|le )?(?:{HOST_PATTERN})"
    r"(?! (?:of|at|for|di|de|del|della|du)\b)"
    r"|(?:主持人|采访者|提问的人)是谁|谁是(?:主持人|采访者)|谁(?:采访|提问|在问)"
    rf"|\b(?:{WHO_ASKS}|who (?:asks|is asking) (?:the )?questions|qui pose les questions)\b"
    r"|\bwho (?:hosts|presents) (?:the|this) (?:podcast|interview|episode|show)\b"
    r"|\bchi (?:conduce|presenta) (?:il |la |l['’]|quest[oa] )?(?:podcast|intervista|puntata)\b"
    r"|\bqui (?:anime|présente) (?:le |cet |cette |l['’]|ce )?(?:podcast|entretien|émission|épisode)\b"
)

_IT_WAS = re.compile(
    r"(?i)(?:(?:the|this|our) (?:interview|recording)|l['’]intervista|quest['’]intervista|l['’]entretien|cet entretien)"
    r" (?:itself )?(?:was|took place|happened|started|began|è stata|era|si è (?:svolta|tenuta)|è (?:iniziata|cominciata)"
    r"|était|a eu lieu|a commencé|s['’]est (?:déroulé|tenu))(?: \w+)? (?:at|in|on|alle|a|ad|in|nel|il|à|au|en|le) ?\w"
    r"|(?:这[次期集个]|本[次期集])?(?:访谈|采访)(?:是?在|于)?.{0,4}(?:[0-9一二三四五六七八九十]+[点年月]|早上|上午|下午|晚上)"
)
"""How a sentence begins that tells when or where the interview was."""
_SPEAKS_OF_IT = re.compile(
    r"(?i)\b(?:interview|podcast|episode|show|record(?:ed|ing)?|intervist\w+|puntata|registr\w+|entretien|épisode|émission"
    r"|enregistr\w+|with us|for being|con noi|avec nous)\b|访谈|采访|播客|节目|录"
)


def asks_about_recording(question: str) -> bool:
    """Say whether a question is about the recording itself, in four languages.

    >>> asks_about_recording("When was this recorded?"), asks_about_recording("What does the interview say about wine?")
    (True, False)
    """
    asked = unicodedata.normalize("NFC", question)
    return bool(_ABOUT_IT.match(asked) or _RECORDED_OR_ASKED_BY.search(asked))


def tells_of_recording_alone(sentence: str, quotes: Iterable[str]) -> bool:
    """Say whether a sentence tells when or where the interview itself was, and no quote speaks of it.

    A speech that was at seven in the morning is not the interview about it.

    >>> tells_of_recording_alone("The interview was at 7 in Meehang.", ["The speech itself was at 7 in Meehang."])
    True
    """
    return bool(_IT_WAS.match(sentence)) and not any(_SPEAKS_OF_IT.search(quote) for quote in quotes)


def opening_and_closing_turns(transcript: Transcript) -> frozenset[int]:
    """Give the numbers of the turns that open and close a talk; none where it has no more than these."""
    turns = len(transcript.turns)
    ends = frozenset(turn for turn in range(turns) if turn < OPENING_TURNS or turn >= turns - CLOSING_TURNS)
    return ends if len(ends) < turns else frozenset()
