"""Who says it: to whom a sentence gives its words, and whose words a question asks for.

It goes by the words that stand beside a name ("Carlo says", "according to the host"). It does not look for quotes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from chatbot.citations.calling import (
    HONORIFIC,
    is_named,
    marked,
    marked_name_pattern,
    may_be_named,
    name_pattern,
    without_namesakes,
)
from chatbot.citations.roles import GUEST_PATTERN, HOST_PATTERN, NO_HOST, host_of
from chatbot.index import fold
from chatbot.retrieval import words_of_name
from chatbot.transcripts import Transcript, detect_language, is_given_name

_SAYING = (
    r"says?|said|thinks?|thought|explains?|explained|believes?|argues?|adds?|added|notes?|noted|tells?|told|states?|stated|mentions?|"
    r"mentioned|describes?|recalls?|claims?|asks?|asked|dice|ha detto|spiega|racconta|afferma|sostiene|chiede|ritiene|pensa|"
    r"dit|a dit|explique|affirme|raconte|pense|estime|demande|precise"
)
_SAYS = rf"(?:{_SAYING})"
_ACCORDING = r"(?:according to|secondo|selon|d['’]apres)"
_SAYS_HAN = r"(?:(?<!小)说|表示|(?<!被)认为|指出|提到|解释|介绍|(?<![访顾])问(?!题|卷|世|候)|告诉|(?<![名职著被])称)"
_TOLD_HAN = r"(?<![对向跟给问])(?<!告诉)"
"""What does not stand before who says it in Chinese: it would make them who is told."""
_ARTICLES = r"the |our |il |la |lo |l['’]|le |son |notre "
_THE_ROLE = rf"(?:{_ARTICLES}|today's )(?:(?:podcast|show)(?:'s)? )?"
_ASIDE = (
    r"(?: ?\([^()]{{1,40}}\)|, [^,]{{1,40}},)?(?: (?:also|then|now|even|himself|herself|later|just|has|had|anche|poi|quindi|aussi"
    r"|ensuite|puis|lui-meme|elle-meme|\w+ly|\w+mente|\w{{3,}}ment))?"
)
"""What may stand between "the host" and "says": his name, and little else."""
_SAID_BY = (
    r"says|said|explains|explained|adds|added|argues|argued|notes|noted|dice|ha detto|spiega|afferma|sostiene|chiede|dit|explique"
    r"|affirme|demande|estime|precise"
)
"""What is told before who says it (", says the host"), and never before who is told."""
_GIVEN_TO_ROLE = (
    rf"{{role}}{_ASIDE},? {_SAYS}\b", rf"\b{_ACCORDING} {{role}}", rf"(?:[,”»\"] ?|^)(?:{_SAID_BY}) {{role}}(?=\W*$|[,.;:])",
    r"\bin {role}'s (?:view|opinion|words)\b",
)  # fmt: skip
_GIVEN_TO_ROLE_HAN = (
    r"(?<![对向跟给问和与被受])(?<!告诉)(?<!采访)(?<![各几多两三几]位)(?<![些他多])(?P<who>{who})(?![们中])"
    rf"(?:[（(][^）)]{{{{0,20}}}}[）)])?[^。；，的国公节被]{{{{0,4}}}}?{_SAYS_HAN}",
    r"(?:据|根据|按照|照)(?:(?:节目|访谈|这位|本期)的?)?(?P<who>{who})(?![们中])(?:所[说言述]|的(?:说法|看法|观点|话|介绍)|介绍|说)",
)
"""How a sentence gives its words to "the host" or "the guest", in folded text."""
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
_REPORTS = {
    "en": r"(?:says?|said|thinks?|thought|believes?|argues?) "
          r"(?:that|the|an?|it|there|this|these|those|people|most|many|some|they|we)\b"
          r"|(?:explains?|explained|adds?|added|notes?|noted|claims?|claimed|states?|stated) that\b",
    "fr": r"(?:dit|affirme|pense|explique|estime|ajoute|precise) qu(?:e\b|['’])",
}  # fmt: skip
_EITHER = {"en": r"\b(?:he|she|his|hers?|him|himself|herself)\b", "fr": r"\b(?:il|elle|lui|son|sa|ses)\b"}
"""How a sentence goes on that tells what somebody says, and words in it that may be about either of two who talk; in languages
that do not go without such words."""
_ASKED_OF = (
    r"\b(?:do|does|did|would|has) {who}(?: \w+)? (?:{tells}|draw|conclude|take away)\b",
    r"\b(?:dice|ha detto|spiega|racconta|pensa|sostiene|propone|consiglia|trae|ricava|conclude|riassume|paragona|dit|pense"
    r"|explique|propose|conseille|tire|retient|conclut|resume) {who}",
    r"{who}(?: \w+){{0,3}} {tells}\b",
    rf"\b(?:{_ACCORDING}|perche per|come mai per|pourquoi pour) {{who}}",
    r"\bin {who} (?:view|opinion|words|example)\b",
    rf"(?:{{han}})[^，。？]{{{{0,4}}}}(?:{_SAYS_HAN}|建议|提议|看|觉得)",
    r"(?:{han})(?:(?!嘉宾)[^。？?和与跟]){{0,16}}(?:(?:总结|归纳)[出了]|得出)",
)
"""How a question asks for somebody's words."""
_WHOLE_NAME = r"[A-ZÀ-Þ][\w-]+ [A-ZÀ-Þ][\w-]+(?![\w-]| [A-ZÀ-Þ])"
_WHOLE_NAME_SAYS = re.compile(
    rf"(?:(?:According to|Secondo|Selon|D['’]après) (?P<told>{_WHOLE_NAME})|(?P<says>{_WHOLE_NAME}),? (?:\w+ )?{_SAYS}\b)"
)

_TITLED = re.compile(rf"(?i)\b(?:il |la |lo |le |the |l['’])?{HONORIFIC} ")


def wrong_speaker(sentence: str, speakers: Sequence[str | None], known: Sequence[str]) -> str | None:
    """Give the speaker to whom the sentence gives words that none of its quotes has from them, or None.

    What a speaker who is quoted is called too ("Carlo", of two) tells nothing of the other. Somebody of the same family who does
    not speak at all ("Marco Bassi says", where Paolo Bassi tells of his brother) is one, too.
    """
    quoted = {fold(speaker): speaker for speaker in speakers if speaker}
    others = [speaker for speaker in known if fold(speaker) not in quoted]
    wrong = next((speaker for speaker in others if gives_words_to(sentence, speaker, tuple(quoted.values()))), None)
    return wrong or _relative(sentence, quoted.values())


def _relative(sentence: str, quoted: Iterable[str]) -> str | None:
    """Give the whole name to which a sentence gives its words: another given name before the family name of one ``quoted``.

    Before a name that is shared any word may stand with a capital ("Anche Carlo dice"); a given name alone makes it another's.
    An initial or a short form may stand for it ("G. Rossi", "Alex").
    """
    found = _WHOLE_NAME_SAYS.match(_TITLED.sub("", sentence))
    name = (found["told"] or found["says"]) if found else ""
    first, *_, family = _parts(name) or ["", ""]
    speakers = [_parts(" ".join(words_of_name(speaker))) for speaker in quoted]
    own = any(first.startswith(word) or word.startswith(first) for speaker in speakers for word in speaker)
    if own or not is_given_name(re.split(r"\W", name)[0]):
        return None
    return name if any(family in speaker[1:] for speaker in speakers) else None


def _parts(name: str) -> list[str]:
    """Give the words of a name, folded, and the halves of those with a hyphen."""
    return re.findall(r"\w+", fold(name))


def gives_words_to(sentence: str, speaker: str, unlike: Sequence[str] = ()) -> bool:
    """Say whether the sentence gives its words to ``speaker``: "Carlo says", "secondo Carlo", "Carlo 认为".

    ``unlike`` are others, by whose names nobody else is called.
    """
    if not may_be_named(speaker, sentence):
        return False
    text = _without_longer(sentence, speaker, unlike)
    folded, name = fold(marked(text, speaker)), rf"(?:{marked_name_pattern(speaker, unlike)})"
    forms = (
        rf"{name}(?!\w)[^.]{{0,30}}\b{_SAYS}\b", rf"{_TOLD_HAN}{name}[^。；的]{{0,6}}{_SAYS_HAN}",
        rf"(?:据|根据|按照|照){name}", rf"{_ACCORDING}\s+(?:\w+\s)?(?:{HONORIFIC}\s)?{name}",
    )  # fmt: skip
    return any(re.search(form, folded) for form in forms)


def _without_longer(sentence: str, speaker: str, others: Sequence[str]) -> str:
    """Take out the names that begin or end with the speaker's own, as 李伟业 does with 李伟."""
    for other in others:
        sentence = sentence.replace(other, "…") if speaker in other and speaker != other else sentence
    return sentence


def gives_words_to_role(sentence: str, who: str) -> str | None:
    """Give the word by which a sentence gives its words to host or guest (``who``, a pattern): "the host says"; else None.

    >>> [gives_words_to_role(said, HOST_PATTERN) for said in ("According to the host, wine sells.", "The host city says no.")]
    ['host', None]
    """
    folded = fold(sentence.replace("’", "'"))
    role = rf"(?<!\w){_THE_ROLE}(?P<who>{who})(?![\w-]){NO_HOST}"
    forms = (*(form.format(role=role) for form in _GIVEN_TO_ROLE), *(form.format(who=who) for form in _GIVEN_TO_ROLE_HAN))
    words = [found["who"] for form in forms if (found := re.search(form, folded))]
    accented = "invité" in unicodedata.normalize("NFC", sentence.casefold())
    return next((word for word in words if word != "invite" or accented), None)  # "l'invite" is a verb, "the invite" a card


def tells_of_the_other(sentence: str, host: str, said: Sequence[str], known: Sequence[str]) -> bool:
    """Say whether a sentence about the host alone rests on what the host ``said`` to the guest about the guest.

    "You are in charge of e-commerce" tells nothing of who says it; that the host says it is another matter. ``said`` are the
    host's words among the sentence's quotes.
    """
    if _only_reports(sentence, host):
        return False
    named = [speaker for speaker in known if is_named(speaker, fold(sentence))]
    return named == [host] and bool(said) and all(_is_about_the_other(each) for each in said)


def _only_reports(sentence: str, host: str) -> bool:
    """Say whether a sentence is "the host says that", and what is said so is about neither of the two: no deed, no "he"."""
    language, folded = detect_language(sentence), fold(sentence)
    if language not in _REPORTS:
        return False
    said = re.match(rf"(?:{name_pattern(host)}) (?:{_REPORTS[language]})", folded)
    return said is not None and not re.search(_EITHER[language], folded)


def _is_about_the_other(quote: str) -> bool:
    language = detect_language(quote)
    you, i = _YOU.get(language), _I.get(language)
    return bool(you and i and re.search(you, fold(quote)) and not re.search(i, fold(quote)))


def speakers_asked(question: str, transcript: Transcript) -> frozenset[str]:
    """Give the speakers of ``transcript`` whose words the question asks for, by name or as host or guest; empty: anybody's."""
    folded = fold(question)
    host = host_of(transcript)
    if host and _asks_for_words_of(HOST_PATTERN, folded):
        return frozenset({host})
    if host and _asks_for_words_of(GUEST_PATTERN, folded):
        return frozenset(transcript.speakers) - {host}
    return frozenset(speaker for speaker in transcript.speakers if _named_asked(speaker, question, transcript.speakers))


def _named_asked(speaker: str, question: str, known: Sequence[str]) -> bool:
    if not may_be_named(speaker, question):
        return False
    theirs = without_namesakes(question, speaker, [other for other in known if other != speaker])
    return _asks_for_words_of(marked_name_pattern(speaker), fold(marked(theirs, speaker)))


def _asks_for_words_of(who: str, question: str) -> bool:
    """Say whether a folded question asks what ``who`` (a pattern) says: "does the host say", "secondo l'ospite", "嘉宾认为"."""
    named = rf"(?<!\w)(?:{_ARTICLES})?(?:{HONORIFIC} )?(?:{who})(?:['’]s)?(?!\w)"
    return any(re.search(form.format(who=named, han=who, tells=_TELLS), question) for form in _ASKED_OF)
