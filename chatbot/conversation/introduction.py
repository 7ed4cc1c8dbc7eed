"""Who a speaker is, as the talk itself introduces them: "today I'm with Carlo Rossi. You run a dairy near Parma …".

For where nothing else was found to say so: an introduction names its guest in passing, and a model that is asked who somebody is
often sees no answer there. It words nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chatbot.answers import SourceSentence, is_prompt_injection
from chatbot.citations import OPENING_TURNS, name_pattern
from chatbot.index import PassageIndex, fold
from chatbot.passages import asks, sentences_of
from chatbot.questions import Question
from chatbot.transcripts import Transcript, address_at

SENTENCES = 2
"""How many sentences introduce somebody: the one with the name, and the one that goes on about them."""
_WHO_IS = (
    r"(?:and |so )?(?:who(?:['’]s| is| was)|(?:can you |could you )?tell me who) {who}(?: is)?",
    r"(?:e |ma )?(?:(?:mi )?(?:dimmi |dici |sai )?chi (?:e|era|sarebbe)) (?:questo |questa )?{who}",
    r"(?:et |mais )?(?:(?:dis-moi |c['’]est )?qui (?:est|etait)|c['’]est qui) {who}",
    r"(?:请问)?(?:{who}(?:是谁|是什么人|是何许人)|谁是{who})[啊呀呢]?",
)
"""How it is asked, in folded text, who somebody is, and nothing else of them."""
_INTRODUCED = (
    r"\b(?:i['’]m|we['’]re|i am|we are|here|talking|speaking) with {name}|\b(?:my|our) guests? (?:today )?(?:is|are) {name}"
    r"|\b(?:welcome|joined by|introduce|interviewing) (?:you )?(?:to )?{name}|\b(?:i['’]m|i am|my name is) {name}"
    r"|\b(?:siamo|sono|oggi|parliamo|qui) con {name}|\b(?:ospite|ospiti)\b[^.]{{0,20}} {name}|\b(?:io sono|mi chiamo) {name}"
    r"|\b(?:avec|nous recevons|je recois|accueillons|accueille) {name}|\binvitee?\b[^.]{{0,20}} {name}"
    r"|\b(?:je suis|je m['’]appelle) {name}"
    r"|(?:请到|邀请|欢迎|嘉宾是|嘉宾|我是|我叫|采访){name}"
)
"""How somebody is introduced by the whole name, in folded text."""


def introductions(question: Question, index: PassageIndex, found: Sequence[str]) -> list[SourceSentence]:
    """Give the sentences that introduce the speaker a question asks to have told of, in the first of ``found`` that has any."""
    for transcript in map(index.transcripts.__getitem__, dict.fromkeys(found)):
        for speaker in transcript.speakers:
            if any(_asks_who_is(speaker, form) for form in question.own) and (sources := list(_introducing(speaker, transcript))):
                return sources
    return []


def _asks_who_is(speaker: str, question: str) -> bool:
    bare = fold(question).strip(" \t\n.!?？。！,，")
    name = name_pattern(speaker)
    return any(re.fullmatch(form.format(who=rf"(?:{name})(?: (?:{name}))*"), bare) for form in _WHO_IS)


def _introducing(speaker: str, transcript: Transcript) -> Iterator[SourceSentence]:
    """Give the first opening sentence that introduces a speaker, and the next of its turn; none that only asks."""
    opening = [sentence for sentence in sentences_of(transcript) if sentence.turn < OPENING_TURNS]
    texts = [transcript.text[each.start : each.end] for each in opening]
    first = next((at for at, text in enumerate(texts) if _introduces(text, speaker)), len(texts))
    for row, (sentence, text) in list(enumerate(zip(opening, texts, strict=True)))[first : first + SENTENCES]:
        if sentence.turn == opening[first].turn and not asks(text) and not is_prompt_injection(text):
            yield SourceSentence(transcript.id, sentence, text, address_at(transcript.url, sentence.time), 0.0, row)


def _introduces(text: str, speaker: str) -> bool:
    name = rf"(?:[\w.]+ ){{0,2}}{re.escape(fold(speaker))}(?!\w)"
    return re.search(_INTRODUCED.format(name=name), fold(text)) is not None and not is_prompt_injection(text)
