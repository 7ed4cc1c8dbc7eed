"""Does this quote support this sentence? Numbers, names, polarity, speaker and meaning, each by itself.

The first four are yes or no, and one no is enough: such a sentence is not shown. Meaning is a probability, ``support``,
measured on public pairs of claims and evidence (benchmarks/attribution.py). It does not look for quotes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.citations.bounds import numbers_turned_round
from chatbot.citations.deixis import points_nowhere
from chatbot.citations.extremes import opposite_extremes
from chatbot.citations.frequency import other_frequencies
from chatbot.citations.names import missing_names
from chatbot.citations.numbers import missing_numbers
from chatbot.citations.recording import tells_of_recording_alone
from chatbot.citations.speakers import wrong_speaker
from chatbot.citations.swaps import swapped_countries
from chatbot.citations.units import numbers_of_another_unit
from chatbot.citations.values import Fault
from chatbot.index import lexical_tokens
from chatbot.transcripts import detect_language

_NE = r"\bn(?:e\b|')"
_PERSON = "une la cette chaque toute par seule même autre ma ta sa notre votre leur quelle telle vieille jeune grande bonne"
_A_PERSON = "".join(rf"(?<!\b{word} )" for word in _PERSON.split())
_PAS = rf"(?:(?!{_NE})[^.;,]){{0,40}}?\bpas\b"
_NOBODY = (
    rf"{_A_PERSON}\bpersonne\b(?=(?:(?!{_NE})[^.;]){{0,60}}{_NE}(?!{_PAS}))|\b(?:et|y a) personne\b"
    rf"|{_NE}(?:(?!\bpas\b)[^.;,]){{0,40}}?{_A_PERSON}\bpersonne\b|(?:^|[.?!…])\s*personne\s*(?=[.!]|$)"
)
"""French "personne" is nobody beside a "ne" without "pas", where it joins a denial ("et personne"), and alone; behind an article
it is a person."""
_NEGATION = {
    "en": r"\b(?:not|no|never|none|nobody|nothing|neither|nor|cannot|without|unable|\w+n['’]t|cant|dont|doesnt)\b",
    "it": r"\b(?:non|no|mai|nessun[oa]?|niente|nulla|neppure|nemmeno|senza)\b",
    "fr": rf"\b(?:pas|jamais|aucune?|rien|sans|ni)\b|{_NOBODY}",
    "zh": r"(?<!差)(?!(?<=了)不起)不(?!同|断|仅|但|久|少|过|管|论|得不|错|勒斯|锈)"
          r"|(?<![沉淹埋])(?!(?:^|(?<=[，,。！!；;？?\s这那也]))没关系的?\s*(?:[，,。！!？?；;]|$))没|無"
          r"|无(?!论|锡|数(?!据)|印良品|疑)|非(?!常|洲)|未(?!来)|(?<![区特分级性类告个差识辨])别(?![的人墅])",
}
_PAIRS = re.compile(
    r"\bnon\b[^.;,]{0,40}?\b(?:mai|niente|nulla|nessun[oa]?|neppure|nemmeno)\b"
    r"|\bneither\b[^.;]{0,60}?\bnor\b|\bni\b[^.;]{0,60}?\bni\b"
)
"""Two words that are one denial; French "ne" is not counted at all, since its partner is."""
_ONE_DENIAL = {"en": " not ", "it": " non ", "fr": " pas "}
_OTHER = r"\b(?:not|no|never|non|kein\w*|nicht|nie|sin|nunca|não)\b"
_MARKED = re.compile(r"“([^”]+)”|«\s*([^»]+?)\s*»|\"([^\"]+)\"")
_NO_DENIAL = re.compile(
    r"\bnot only\b|\bnon solo\b|\bnon soltanto\b|\bnot just\b|\bpas seulement\b|\bno matter\b|不仅|不只|不但"
    r"|\bno (?:doubts?|wonder)\b|\bwithout (?:a |any )?doubt\b|\bnot long (?:ago|after)\b"
    r"|\bno\. ?1\b(?! (?:year|month|week|day|hour))"
    r"|\bsenza (?:alcun )?dubbio?\b"
    r"|\bnon (?:(?:ho|ha|abbiamo|hanno)(?: mai avuto)?|c'è|ci sono|vi è|vi sono) (?:alcun |nessun )?dubbio?\b"
    r"|\bsans (?:aucun )?doute\b|\b(?:aucun|pas de) doute\b"
)
"""Words that deny nothing though a denial stands in them; "No." before another number may end a sentence."""
_NEW_CLAUSE = (
    r"[;；–—]|^(?:no|non|不)\s*[,，]|[,，]\s*(?:so|and|but|or|quindi|perciò|e|ma|o|donc|et|mais|ou)\b|[,，](?:所以|因此|但|而)")
"""Where a denial ends to reach: a comma alone may only enclose something."""
_REASON = r"\b(?:because|since|thanks to|due to|perché|grazie a|parce que|grâce à)\b|因为"
_CLAUSE_END = r"[,;:–—，；：]| but | ma | mais |但是?"
_REPORTED = re.compile(
    r"(?i)\b(?:think(?:s|ing)?|believes?|thought|believed|pensan?o?|cred(?:e|ono)|(?:pensava|credeva)(?:no)?"
    r"|croi(?:t|ent)|pense(?:nt)?|(?:croyai|pensai)(?:t|ent))\b|以为|觉得|认为"
)
_OWN_VIEW = re.compile(r"(?i)\b(?:i|we)(?: \w+)? (?:think|believe)\b|\bje (?:\w+ )?pense\b|我们?(?:也|还是|就)?(?:觉得|认为)")
_ELLIPSIS = re.compile(r"(?i)\s*(?:(?:and|or|e|et) )?(?:(?:never|not|no|mai|non|jamais|pas)\b|(?:从来?|绝|而)?不|从?没)")
_NOT_KNOWN = re.compile(r"(?i)\b(?:know|so|sapp?\w*|sai[st]?|savons)\b|知道")
_ELLIPTICAL = 3
"""A denial of so few words, or that begins with its denying word, goes on from a clause before it ("..., never in cash")."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN_WORD = re.compile(r"[^\W\d_\u3040-\u9fff]+")
_CAPITALISED = re.compile(r"\b[A-ZÀ-Þ][\w’'&-]*")
_AFFIRMED = 0.6
"""Which share of a denying sentence's words makes a clause that affirms them its opposite."""
_TELLING_WORDS = 5
"""Fewer words, some of them names, do not tell Italian from English."""


@dataclass(frozen=True)
class Meaning:
    """What ``support`` is computed from: the cosine to the quote, and the share of the sentence's words in and beside it."""

    cosine: float
    coverage: float
    same_language: bool


@dataclass(frozen=True)
class SupportModel:
    """A logistic model of support, fitted to the tuning half of 500 public pairs of claim and evidence (benchmarks/checker.py).

    Where sentence and quote are in two languages, words say nothing, and ``other_language`` stands for their part; that one
    was set by hand on drafts over the tuning half of benchmarks/transcript.
    """

    intercept: float = -12.3
    cosine: float = 12.5
    coverage: float = 2.4
    other_language: float = 1.9

    def probability(self, meaning: Meaning) -> float:
        """Give the probability (0 to 1) that the quote supports the sentence."""
        score = self.intercept + self.cosine * meaning.cosine
        score += self.coverage * meaning.coverage if meaning.same_language else self.other_language
        return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, score))))


def faults(sentence: str, language: str, quotes: Sequence[str], quote_language: str,
           speakers: Sequence[str | None], known_speakers: Sequence[str]) -> list[Fault]:  # fmt: skip
    """Name what in ``sentence`` its quotes, taken together, do not bear out; an empty list when nothing.

    ``speakers`` are those of the quotes, ``known_speakers`` all of the transcripts'.
    """
    named = [*quotes, *(speaker for speaker in speakers if speaker)]
    found = [Fault("name", name) for name in sorted(missing_names(sentence, named))]
    found += [Fault("number", f"{each:.12g}") for each in sorted(missing_numbers(sentence, language, quotes, quote_language))]
    found += [Fault("quotation", words) for words in misquoted(sentence, quotes)]
    words = foreign_words(sentence, language, quotes, quote_language) or opposite_extremes(sentence, quotes)
    found += [Fault("word", word) for word in words]
    if quotes and not any(same_polarity(sentence, language, quote, quote_language) for quote in quotes):
        found.append(Fault("denial"))
    # what only translates a quote comes without speakers: its "here" is theirs
    lost = bool(speakers) and points_nowhere(sentence, language)
    if lost or tells_of_recording_alone(sentence, quotes) or _is_said_otherwise(sentence, language, quotes, quote_language):
        found.append(Fault("meaning"))
    wrong = wrong_speaker(sentence, speakers, known_speakers)
    return [*found, Fault("speaker", wrong)] if wrong else found


def _is_said_otherwise(sentence: str, language: str, quotes: Sequence[str], quote_language: str) -> bool:
    """Say whether the quotes have a number on its other side or of another unit, or say it of another country or frequency."""
    numbers = (find(sentence, language, quotes, quote_language) for find in (numbers_turned_round, numbers_of_another_unit))
    return any(numbers) or bool(swapped_countries(sentence, quotes) or other_frequencies(sentence, quotes))


def same_polarity(sentence: str, language: str, quote: str, quote_language: str) -> bool:
    """Say whether sentence and quote both deny or both affirm.

    A quote of several clauses may hold both, so that the clause that shares most words with the sentence tells; across languages
    only an affirming sentence is told from a quote that denies in all its clauses.
    """
    if is_negative(sentence, language):
        return is_negative(quote, quote_language) and (language != quote_language or _denies_the_same(sentence, quote, language))
    clauses = [clause for clause in re.split(_CLAUSE_END, quote) if clause.strip()]
    if not is_negative(quote, quote_language):
        return True
    if language != quote_language:
        return not all(is_negative(clause, quote_language) for clause in clauses)
    words = set(lexical_tokens(sentence))
    closest = max(clauses, key=lambda clause: len(words & set(lexical_tokens(clause))), default=quote)
    return not is_negative(closest, quote_language)


def _denies_the_same(sentence: str, quote: str, language: str) -> bool:
    """Say whether a quote denies what a sentence denies: not where a clause affirms most of that, and others deny."""
    clauses = [clause for clause in re.split(rf"{_CLAUSE_END}|[.!](?=\s)|(?<=[?？])|[。！]", quote) if clause.strip()]
    words, denials = _own_words(sentence), [is_negative(clause, language) for clause in clauses]
    shared = [0 if denies or _is_left_open(clause, sentence) else len(words & _own_words(clause))
              for clause, denies in zip(clauses, denials, strict=True)]
    affirmed = max(shared, default=0)
    if affirmed < _AFFIRMED * len(words):
        return True
    place = shared.index(affirmed)
    return any(_holds_as_much(clause, words, affirmed) or (at > place and _adds_to(clauses[place], clause, words))
               for at, clause in enumerate(clauses) if denials[at])


def _holds_as_much(clause: str, words: set[str], affirmed: int) -> bool:
    """Say whether a denial is no further from ``words`` than what is affirmed, or cut from it ("we do not, for now, sell")."""
    own = _own_words(clause)
    return len(own & words) >= affirmed or (len(lexical_tokens(clause)) > 1 and own <= words)


def _is_left_open(clause: str, sentence: str) -> bool:
    """Say whether a clause asks, or only reports what others think, where the sentence is not about that itself."""
    reports = _REPORTED.search(clause) and not _OWN_VIEW.search(clause) and not _REPORTED.search(sentence)
    return clause.rstrip().endswith(("?", "？", "吗")) or bool(reports)


def _adds_to(affirming: str, clause: str, words: set[str]) -> bool:
    """Say whether a denial goes on from what is affirmed before it, and has a word of ``words`` that is not there."""
    elliptical = _ELLIPSIS.match(clause) or len(lexical_tokens(clause)) <= _ELLIPTICAL
    another = _NOT_KNOWN.search(clause) or clause.rstrip().endswith(("?", "？"))
    return bool(elliptical and not another and words & _own_words(clause) - _own_words(affirming))


def _own_words(text: str) -> set[str]:
    return {word for word in lexical_tokens(text) if len(word) > 3 or _HAN.match(word)}


def misquoted(sentence: str, quotes: Sequence[str]) -> list[str]:
    """Give what stands between quotation marks in ``sentence`` and, with white space and case folded, in none of ``quotes``.

    A translation between marks is no quotation of theirs, so only words in the quotes' script are looked at.
    """
    said = [_plain_words(quote) for quote in quotes]
    marked = [next(filter(None, groups)) for groups in _MARKED.findall(sentence)]
    return [words for words in marked
            if len(words.split()) >= 3 and _shares_words(words, quotes) and not any(_plain_words(words) in each for each in said)]


def foreign_words(sentence: str, language: str, quotes: Sequence[str], quote_language: str) -> list[str]:
    """Give the content words that show a sentence to say more or other than its quotes; only within one language.

    Those are the words of a clause, names aside, of which the quotes have none, and a word that stands in place of another of
    theirs: a sentence that copies its quotes but for a word says something else than they do.
    """
    if language != quote_language:
        return []
    there = {word for quote in quotes for word in lexical_tokens(quote)}
    for clause, shortest in _clauses(_CAPITALISED.sub(" ", sentence)):
        own = {word for word in lexical_tokens(clause) if len(word) >= shortest and not word.isdigit()}
        if len(own) >= 2 and not any(_same_stem(word, other) for word in own for other in there):
            return sorted(own)
    words = lexical_tokens(sentence)
    lacking = [at for at, word in enumerate(words) if len(word) > 3 and word not in there]
    changed = len(lacking) == 1 and any(_substituted(words, lacking[0], lexical_tokens(quote)) for quote in quotes)
    return [words[lacking[0]]] if changed else []


def _clauses(sentence: str) -> list[tuple[str, int]]:
    """Cut a sentence at its commas; with each piece, how long its words must be to count, less where it gives a reason."""
    pieces = []
    for clause in re.split(r"(?<!\d)[,;:]|[,;:](?!\d)|[–—]", sentence):
        before, *reasons = re.split(_REASON, clause)
        pieces += [(before, 4), *((each, 3) for each in reasons)]
    return pieces


def _substituted(words: Sequence[str], at: int, quoted: Sequence[str]) -> bool:
    """Say whether ``quoted`` has another word where ``words`` has the one ``at``, with two equal words on either side."""
    around = (*words[max(0, at - 2) : at], *words[at + 1 : at + 3])
    before = min(at, 2)
    width = len(around) + 1
    return len(around) >= 3 and any(
        (*quoted[i : i + before], *quoted[i + before + 1 : i + width]) == around for i in range(len(quoted) - width + 1))


def in_another_language(sentence: str, wanted: str) -> bool:
    """Say whether a sentence is clearly not in the language ``wanted``: by its script, or by its words where they are enough."""
    han = len(_HAN.findall(sentence))
    latin = len(_LATIN_WORD.findall(sentence))
    if wanted == "zh":
        return latin >= _TELLING_WORDS and han * 2 <= latin
    if wanted != "ja" and han > 2 * latin:
        return True
    return latin >= _TELLING_WORDS and detect_language(sentence) != wanted


def is_verbatim(sentence: str, quotes: Sequence[str]) -> bool:
    """Say whether the words of ``sentence`` stand in one of ``quotes`` in a row."""
    words = " ".join(lexical_tokens(sentence))
    return len(words) > 8 and any(f" {words} " in f" {' '.join(lexical_tokens(quote))} " for quote in quotes)


def _plain_words(text: str) -> str:
    return " ".join(fold_quotes(text).casefold().split()).strip(" .,;:!?")


def _shares_words(words: str, quotes: Sequence[str]) -> bool:
    there = {word for quote in quotes for word in lexical_tokens(quote)}
    return len(there & set(lexical_tokens(words))) * 2 >= len(set(lexical_tokens(words)))


def _same_stem(word: str, other: str) -> bool:
    """Say whether two words begin alike for most of their length (invest, investment, investing)."""
    shared = min(len(word), len(other), max(4, min(len(word), len(other)) - 2))
    return len(other) > 3 and word[:shared] == other[:shared]


def is_negative(text: str, language: str) -> bool:
    """Say whether ``text`` denies something; "not only" does not, and two denials cancel out, unless they stand in clauses of
    their own or one gives the reason."""
    plain = _PAIRS.sub(_ONE_DENIAL.get(language, " not "), _NO_DENIAL.sub(" ", fold_quotes(text.lower())))
    clauses = re.split(f"{_REASON}|{_NEW_CLAUSE}", plain)
    return any(len(re.findall(_NEGATION.get(language, _OTHER), clause)) % 2 == 1 for clause in clauses)


def coverage(sentence: str, quote: str) -> float:
    """Give the share (0 to 1) of the sentence's words that the quote has, long words counting more."""
    words = set(lexical_tokens(sentence))
    if not words:
        return 0.0
    there = set(lexical_tokens(quote))
    weights = {word: min(len(word), 8) - 1.0 if len(word) > 3 else 0.3 for word in words}
    return sum(weights[word] for word in words & there) / sum(weights.values())


def fold_quotes(text: str) -> str:
    """Write every apostrophe the same way."""
    return text.replace("’", "'").replace("‘", "'")
