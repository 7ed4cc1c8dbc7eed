"""Who says it: to whom a sentence gives its words, and whose words a question asks for.

It goes by the words that stand beside a name ("Carlo says", "according to the host"). It does not look for quotes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from chatbot.index import fold
from chatbot.passages.context import asks
from chatbot.transcripts import Transcript, Turn, detect_language
from chatbot.transcripts.labels import ROLES

_SAYING = (
    r"says?|said|thinks?|thought|explains?|explained|believes?|argues?|adds?|added|notes?|noted|tells?|told|states?|stated|mentions?|"
    r"mentioned|describes?|recalls?|claims?|asks?|asked|dice|ha detto|spiega|racconta|afferma|sostiene|chiede|ritiene|pensa|"
    r"dit|a dit|explique|affirme|raconte|pense|estime|demande|precise"
)
_SAYS = rf"(?:{_SAYING})"
_ACCORDING = r"(?:according to|secondo|selon|d['’]apres)"
_SAYS_HAN = r"(?:说|表示|认为|指出|提到|解释|介绍|问|告诉|称)"
_HOST = r"interviewer|host|presenter|intervistat(?:ore|rice)|condut(?:tore|trice)|animat(?:eur|rice)|intervieweur|主持人|采访者"
_GUEST = r"guest|interviewee?|ospite|intervistat[oa]|invitee?|嘉宾|受访者|来宾"
_ROLE = (
    r"\b(?:the|our|il|l[ao]|le|son|notre|au|du|(?:d?a|d?e|ne|su)l(?:l[ao])?|(?:(?:d?a|de|ne|su)l)?l['’])\s?"
    r"(?:{who})(?:['’]s)?(?!\w)(?! (?:countr|nation|cit|universit|compan|list))",
    r"(?:^|[^\u4e00-\u9fff]|[位期目客对问据让和跟])(?=[\u4e00-\u9fff])(?:{who})",
)
"""How a question speaks of a host or guest: not as a verb ("they host"), nor of others ("the host country", "中国嘉宾")."""
_NAME = re.compile(r"[\w.&'’·-]+(?: [\w.&'’·-]+){0,3}")
"""What may stand in a question as a name: a label comes from a transcript, and a sentence in it would be read as the user's."""
_ARTICLES = r"the |our |il |la |lo |l['’]|le |son |notre "
_TELLS = rf"(?:{_SAYING}|suggests?|proposes?|recommends?|advises?|propone|consiglia|suggerisce|conseille|recommande)"
_YOU = {
    "en": r"\b(?:you|your|yours)\b", "fr": r"\b(?:vous|votre|vos|tu|toi|ton|ta|tes)\b",
    "it": r"\b(?:lei|tu|te|tuo|tua|voi|vostr[aeio])\b", "zh": r"你|您",
}  # fmt: skip
_I = {
    "en": r"\b(?:i(?! see)|my|mine|myself)\b", "fr": r"\b(?:je|j|mon|mes)\b", "it": r"\b(?:io|mio|mia|miei|mie)\b",
    "zh": r"我(?!们)",
}  # fmt: skip
"""Words for who is spoken to, and for who speaks; Italian mostly goes without the latter."""
_EITHER = {"en": r"\b(?:he|she|his|hers?|him|himself|herself)\b", "fr": r"\b(?:il|elle|lui|son|sa|ses|se|etre|avoir)\b"}
"""Words that may tell of either of two who talk, in languages that do not go without them."""
_ASKED_OF = (
    r"\b(?:do|does|did|would|has) {who}(?: \w+)? {tells}\b",
    r"\b(?:dice|ha detto|spiega|racconta|pensa|sostiene|propone|consiglia|dit|pense|explique|propose|conseille) {who}",
    r"{who}(?: \w+){{0,3}} {tells}\b",
    rf"\b{_ACCORDING} {{who}}",
    r"\bin {who} (?:view|opinion|words|example)\b",
    rf"(?:{{han}})[^，。？]{{{{0,4}}}}(?:{_SAYS_HAN}|建议|提议|看|觉得)",
)
"""How a question asks for somebody's words."""


def wrong_speaker(sentence: str, speakers: Sequence[str | None], known: Sequence[str]) -> str | None:
    """Give the speaker to whom the sentence gives words that none of its quotes has from them, or None."""
    quoted = {fold(speaker) for speaker in speakers if speaker}
    return next((speaker for speaker in known if fold(speaker) not in quoted and gives_words_to(sentence, speaker)), None)


def gives_words_to(sentence: str, speaker: str) -> bool:
    """Say whether the sentence gives its words to ``speaker``: "Carlo says", "secondo Carlo", "Carlo 认为"."""
    folded, name = fold(sentence), rf"(?:{_names_of(speaker)})"
    forms = rf"\b{name}\b[^.]{{0,30}}\b{_SAYS}\b", rf"{name}.{{0,6}}{_SAYS_HAN}", rf"{_ACCORDING}\s+(?:\w+\s)?{name}"
    return any(re.search(form, folded) for form in forms)


def tells_of_the_other(sentence: str, host: str, said: Sequence[str], known: Sequence[str]) -> bool:
    """Say whether a sentence about the host alone rests on what the host ``said`` to the guest about the guest.

    "You are in charge of e-commerce" tells nothing of who says it; that the host says it is another matter. ``said`` are the
    host's words among the sentence's quotes.
    """
    if _only_reports(sentence, host):
        return False
    named = [speaker for speaker in known if re.search(rf"(?<!\w)(?:{_names_of(speaker)})(?!\w)", fold(sentence))]
    return named == [host] and bool(said) and all(_is_about_the_other(each) for each in said)


def _only_reports(sentence: str, host: str) -> bool:
    """Say whether a sentence begins with what the host says, and goes on about neither of the two."""
    either, folded = _EITHER.get(detect_language(sentence)), fold(sentence)
    return bool(either and re.match(rf"(?:{_names_of(host)}) {_TELLS}\b", folded) and not re.search(either, folded))


def _is_about_the_other(quote: str) -> bool:
    language = detect_language(quote)
    you, i = _YOU.get(language), _I.get(language)
    return bool(you and i and re.search(you, fold(quote)) and not re.search(i, fold(quote)))


def speakers_asked(question: str, transcript: Transcript) -> frozenset[str]:
    """Give the speakers of ``transcript`` whose words the question asks for, by name or as host or guest; empty: anybody's."""
    folded = fold(question)
    host = host_of(transcript)
    guests = frozenset(transcript.speakers) - {host}
    if host and _asks_for_words_of(_HOST, folded):
        return frozenset({host})
    if host and _asks_for_words_of(_GUEST, folded):
        return guests
    return frozenset(speaker for speaker in transcript.speakers if _asks_for_words_of(_names_of(speaker), folded))


def with_roles_named(question: str, transcript: Transcript) -> str:
    """Put a name behind the first word for the host, or for the only guest: "What does the host (Jane Roe) think?"

    A model that reads what "Jane Roe" says has not been told that she is the host.
    """
    host = host_of(transcript)
    if host is None:
        return question
    guests = [speaker for speaker in transcript.speakers if speaker != host]
    named = _with_name(question, _HOST, host)
    return _with_name(named, _GUEST, guests[0]) if len(guests) == 1 else named


def _with_name(question: str, who: str, name: str) -> str:
    if fold(name) in ROLES or not _NAME.fullmatch(name):
        return question
    folded = fold(question)
    found = next(filter(None, (re.search(form.format(who=who), folded) for form in _ROLE)), None)
    if found is None or len(folded) != len(question):
        return question
    named = f"（{name}）" if found.group()[-1] >= "\u4e00" else f" ({name})"
    return question[: found.end()] + named + question[found.end() :]


def host_of(transcript: Transcript) -> str | None:
    """Give the speaker who most often ends a turn by asking; None where nobody asks, or nobody else speaks."""
    asking = Counter(turn.speaker for turn in transcript.turns if turn.speaker and _ends_by_asking(transcript, turn))
    return asking.most_common(1)[0][0] if asking and len(transcript.speakers) > 1 else None


def _ends_by_asking(transcript: Transcript, turn: Turn) -> bool:
    return bool(turn.paragraphs) and asks(transcript.text[turn.paragraphs[-1].start : turn.paragraphs[-1].end])


def _asks_for_words_of(who: str, question: str) -> bool:
    """Say whether a folded question asks what ``who`` (a pattern) says: "does the host say", "secondo l'ospite", "嘉宾认为"."""
    named = rf"(?<!\w)(?:{_ARTICLES})?(?:{who})(?:['’]s)?(?!\w)"
    return any(re.search(form.format(who=named, han=who, tells=_TELLS), question) for form in _ASKED_OF)


def _names_of(speaker: str) -> str:
    """Give a pattern for what a speaker may be called: the whole name, or one of its words."""
    names = {fold(speaker), *fold(speaker).split()}
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if len(name) > 2) or r"(?!)"
