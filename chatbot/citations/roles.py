"""Host and guest: who of a transcript's speakers is which, and a question that speaks of them, with their names.

It goes by words for them in four languages. It does not say whose words a question asks for.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from chatbot.citations.calling import is_named, name_pattern
from chatbot.index import fold
from chatbot.passages import asks
from chatbot.transcripts import SPEAKER_ROLES, Transcript, Turn

WHO_ASKS = (
    r"chi fa le domande|(?:quello|colui|la persona) che fa le domande|(?:celui|celle|la personne) qui pose les questions|"
    r"(?:one|person) asking the questions"
)
HOST_PATTERN = (
    r"interviewer|host|presenter|intervistat(?:ore|rice)|condut(?:tore|trice)|animat(?:eur|rice)|presentat(?:ore|rice|eur)|"
    rf"intervieweu(?:r|se)|主持人|采访者|chi intervista(?= (?:che|cosa|ne|pensa|dice)\b)|{WHO_ASKS}"
)
GUEST_PATTERN = r"guest|interviewee?|ospite|intervistat[oa]|invitee?|嘉宾|受访者|来宾"
NO_HOST = (
    r"(?! of\b| d['’](?:on|hon))(?! (?:countr|nation|cit|universit|compan|govern|famil|list|room|star|house|book|blog|speaker|"
    r"experience|appearance))"
)
_ROLE = (
    r"\b(?:the|our|il|l[ao]|le|son|notre|au|du|(?:d?a|d?e|ne|su)l(?:l[ao])?|(?:(?:d?a|de|ne|su)l)?l['’])\s?"
    rf"(?:{{who}})(?:['’]s)?(?![\w-]){NO_HOST}",
    r"(?:^|[^\u4e00-\u9fff]|[期目客对问据让和跟在]|[这那]位)(?=[\u4e00-\u9fff])(?:{who})(?![们中])",
)
"""How a question speaks of a host or guest: not as a verb ("they host"), nor of others ("the host country", "各位嘉宾")."""
_WHO = re.compile(
    r"\bwho(?:['’]s| is| was)\b|\bnames?\b|\bcalled\b|\bchi e\b|\bchiama\b|\bnome\b|\bqui est\b|\bappelle\b|\bnom\b|谁|叫|名字"
)
"""How a question asks for the name itself, which is not to be told in it."""
_NAME_WORD = r"(?:[A-ZÀ-ÖØ-Þ][\w.'’]{0,19}(?:-\w{1,20})?|d[aei]l?|v[ao]n)"
_NAME = re.compile(rf"{_NAME_WORD}(?: {_NAME_WORD}){{0,3}}|[\u4e00-\u9fff·]{{2,8}}")
"""What may stand in a question as a name: a label comes from a transcript, and what it says is read there as the user's words.

Four words with capitals pass whatever they are; all that they could gain is a Yes to their own transcript, whose words are then
checked as any."""
_INTERVIEWED = (
    r"(?:{name}) (?:(?:is|was) (?:being |the one )?interviewed|(?:viene|e stat[oa]|e) intervistat[oa]\b"
    r"|(?:est|a ete|etait) interviewee?\b|(?:is|was) the (?:guest|interviewee)|e l['’](?:ospite|intervistat[oa])\b"
    r"|est l['’]invitee?\b)"
    r"|(?:l['’](?:ospite|intervistat[oa]) e|l['’]invitee? est|the (?:guest|interviewee) is) (?:{name})"
    r"|(?:采访的是|被采访的是|嘉宾是|受访者是)\s?(?:{name})|(?:{name})\s?(?:是|为)(?:嘉宾|受访者|来宾)|(?:{name})\s?(?:接受|被)[^，。；]{{0,20}}采访"
)
"""How a sentence says of somebody, in folded text, that he is the one who is asked."""
_ROLES_FOLDED = frozenset(map(fold, SPEAKER_ROLES))


def with_roles_named(question: str, transcript: Transcript) -> str:
    """Put a name behind the first word for the host, or for the only guest: "What does the host (Jane Roe) think?"

    A model that reads what "Jane Roe" says has not been told that she is the host. A question that has the name, or asks for it,
    stays as it is.
    """
    host = host_of(transcript)
    if host is None or _WHO.search(fold(question)):
        return question
    guests = [speaker for speaker in transcript.speakers if speaker != host]
    named = _with_name(question, HOST_PATTERN, host)
    return _with_name(named, GUEST_PATTERN, guests[0]) if len(guests) == 1 else named


def _with_name(question: str, who: str, name: str) -> str:
    asked = unicodedata.normalize("NFC", question)
    folded = "".join(plain if len(plain := fold(letter)) == 1 else letter for letter in asked)
    is_role = fold(name) in _ROLES_FOLDED or re.fullmatch(rf"{HOST_PATTERN}|{GUEST_PATTERN}", fold(name))
    found = next(filter(None, (re.search(form.format(who=who), folded) for form in _ROLE)), None)
    if found is None or is_role or not _NAME.fullmatch(name) or is_named(name, folded):
        return question
    if found.group().endswith(("invite", "invitee")) and "é" not in asked[found.start() : found.end()].casefold():
        return question  # "qui l'invite" is a verb, "the invite" a card
    named = f"（{name}）" if found.group()[-1] >= "\u4e00" else f" ({name})"
    return asked[: found.end()] + named + asked[found.end() :]


def host_of(transcript: Transcript) -> str | None:
    """Give the speaker who most often ends a turn by asking; None where nobody asks, or nobody else speaks."""
    asking = Counter(turn.speaker for turn in transcript.turns if turn.speaker and _ends_by_asking(transcript, turn))
    return asking.most_common(1)[0][0] if asking and len(transcript.speakers) > 1 else None


def _ends_by_asking(transcript: Transcript, turn: Turn) -> bool:
    return bool(turn.paragraphs) and asks(transcript.text[turn.paragraphs[-1].start : turn.paragraphs[-1].end])


def takes_for_guest(sentence: str, host: str) -> bool:
    """Say whether a sentence has the host interviewed: "Jane Roe is being interviewed", where she asks the questions."""
    return re.search(_INTERVIEWED.format(name=name_pattern(host)), fold(sentence)) is not None
