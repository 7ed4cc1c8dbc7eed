"""A question as it was typed to questions that can be searched: its language, its thread, its other languages.

A follow-up is made to stand alone with the help of its history; a question in another language than the transcripts'
is put into theirs as well. A chat model writes these forms, and nothing that it writes is taken on trust: a form that
loses a name or a number, or brings one in, is thrown away, and plainer means take its place. It does not search, and no
earlier answer is evidence for anything: history only says what "he" or "there" means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from chatbot.errors import QuestionError
from chatbot.index import fold, lexical_tokens
from chatbot.language_models import reply_text
from chatbot.transcripts import LANGUAGES, detect_language

MAX_CHARACTERS = 4000
TOLD_CHARACTERS = 300
"""How much of an earlier message the model reads to understand a follow-up."""


@dataclass(frozen=True)
class Message:
    """One message of a conversation's history."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True)
class Question:
    """A question ready to be searched: as typed, standing alone, and in every form worth searching.

    ``language`` is the one to answer in (ISO 639-1); ``brief`` asks for one sentence ("shorter").
    """

    text: str
    standalone: str
    language: str
    forms: tuple[str, ...]
    brief: bool = False


def checked_question(text: str) -> str:
    """Return the question without white space around it; raises QuestionError when it is empty or too long."""
    stripped = text.strip()
    if not stripped:
        raise QuestionError("the question is empty; write one, for example: Who owns the wine market in China?")
    if len(stripped) > MAX_CHARACTERS:
        raise QuestionError(f"the question has {len(stripped):,} characters, and {MAX_CHARACTERS:,} is the most; "
                            "shorten it, or put long material into the seeds as a transcript")
    return stripped


def as_asked(text: str, history: Sequence[Message] = ()) -> Question:
    """Give a question as far as it can be made ready without a model: this is searched first, at once."""
    asked = checked_question(text)
    language = answer_language(asked, history)
    earlier = _earlier_questions(history)
    if is_change_of_form(asked) and earlier:
        thread, last = earlier[:-1], earlier[-1]
        return Question(asked, last, language, _forms(last, thread), brief=bool(_SHORTER.search(asked)))
    return Question(asked, asked, language, _forms(asked, earlier))


def _forms(asked: str, earlier: Sequence[str]) -> tuple[str, ...]:
    """Give a question, and where it leans on others, with the one that its thread began with and the one before it."""
    if not earlier or not depends_on_history(asked):
        return (asked,)
    return (asked, " ".join([*_thread(earlier), asked]))


def _thread(earlier: Sequence[str]) -> list[str]:
    """Give the last question that stands alone and, where they are two, the last one."""
    first = next((i for i in range(len(earlier) - 1, 0, -1) if not depends_on_history(earlier[i])), 0)
    return [earlier[first], *earlier[max(first + 1, len(earlier) - 1) :]]


def rewritten(
    question: Question, history: Sequence[Message], search_language: str | None, model: BaseChatModel | None
) -> Question:
    """Let the model make a follow-up stand alone and put the question into ``search_language``, where that is needed.

    Without a model, or where its words fail the check, the question stays as it was.
    """
    if model is None:
        return question
    forms, standalone = question.forms, question.standalone
    if len(forms) > 1:
        standalone = _standalone(question.standalone, history, model)
        forms = (*forms, standalone) if standalone != question.standalone else forms
    spoken = detect_language(standalone)
    if search_language and spoken != search_language:
        translated = translate(standalone, search_language, model)
        forms = (*forms, translated) if translated else forms
    return replace(question, standalone=standalone, forms=tuple(dict.fromkeys(forms)))


def needs_translation(question: Question, search_language: str) -> bool:
    """Say whether a question is in another language than the transcripts that it is asked of."""
    return detect_language(question.standalone) != search_language


def translate(text: str, language: str, model: BaseChatModel) -> str:
    """Put ``text`` into ``language``; empty when the model's words lose a number or a name in Latin letters."""
    prompt = [
        SystemMessage(f"Translate the user's question into {LANGUAGES.get(language, language)}. "
                      "Keep names and numbers. Reply with the translation alone."),
        *_translations_into(language),
        HumanMessage(text),
    ]  # fmt: skip
    written = _first_line(reply_text(model, prompt, max_tokens=_room_for(text)))
    kept = _numbers(text) <= _numbers(written) and _fixed_names(text) <= set(_words(written))
    return written if written and kept else ""


_ALIKE = (
    {"it": "Perché a Marta Ruiz la latta sembra più adatta del vetro?", "zh": "为什么Marta Ruiz觉得铁罐比玻璃瓶合适？",
     "fr": "Pourquoi Marta Ruiz trouve-t-elle le métal plus adapté que le verre ?",
     "en": "Why does Marta Ruiz find tin more suitable than glass?"},
    {"fr": "Avec quels cuisiniers Kenji Mori a-t-il goûté l'huile pour la première fois ?",
     "zh": "Kenji Mori第一次是和哪些厨师一起品尝橄榄油的？",
     "it": "Con quali cuochi Kenji Mori ha assaggiato l'olio per la prima volta?",
     "en": "With which cooks did Kenji Mori taste the oil for the first time?"},
    {"zh": "他们每天能压榨多少吨橄榄？", "it": "Quante tonnellate di olive riescono a lavorare al giorno?",
     "fr": "Combien de tonnes d'olives peuvent-ils presser par jour ?", "en": "How many tons of olives can they press a day?"},
    {"it": "E dopo la fiera che cosa le hanno chiesto?", "zh": "展会之后他们又问了她什么？",
     "fr": "Et après le salon, que lui ont-ils demandé ?", "en": "And what did they ask her after the fair?"},
    {"fr": "Que pense-t-elle de la concurrence espagnole ?", "zh": "她怎么看西班牙的竞争对手？",
     "it": "Che cosa pensa della concorrenza spagnola?", "en": "What does she think of the Spanish competition?"},
    {"zh": "哪家百货公司最先同意办品尝活动？", "it": "Quale grande magazzino ha accettato per primo una degustazione?",
     "fr": "Quel grand magasin a accepté le premier une dégustation ?",
     "en": "Which department store was the first to agree to a tasting?"},
)  # fmt: skip
"""Invented questions that mean the same: a small model translates better behind a few.

Measured in benchmarks/experiments/13-translations.md."""


def _translations_into(language: str) -> list[BaseMessage]:
    """Give worked examples, each from another language than the last; none into a language that the examples lack."""
    messages: list[BaseMessage] = []
    for alike in _ALIKE if language in _ALIKE[0] else ():
        spoken = next(code for code in alike if code != language)
        messages += [HumanMessage(alike[spoken]), AIMessage(alike[language])]
    return messages


def answer_language(text: str, history: Sequence[Message] = ()) -> str:
    """Give the language to answer in: the one asked for ("in Chinese please"), else the question's.

    Two words are too few to tell a language by, so a short follow-up keeps the conversation's.
    """
    for language, pattern in _ASKED_FOR.items():
        if pattern.search(text):
            return language
    asked = [number for number, message in enumerate(history) if message.role == "user" and message.content.strip()]
    brief = len(text.split()) <= 2 and not _HAN.search(text)
    if asked and (is_change_of_form(text) or brief):
        return answer_language(history[asked[-1]].content, history[: asked[-1]])
    return _language_of_few(text) if len(text.split()) <= 3 and not _HAN.search(text) else detect_language(text)


def _language_of_few(text: str) -> str:
    """Give the language of a few words by the small ones among them, else by those that are no names; English for names."""
    words = re.findall(r"[^\W\d_]+", text)
    small = next((code for code, known in _SMALL_WORDS.items() if known & {fold(word) for word in words}), None)
    detected = detect_language(" ".join(word for word in words if word.islower() or (word.istitle() and word == words[0])))
    return small or (detected if detected in _LANGUAGE_WORDS else "en")


def is_change_of_form(text: str) -> bool:
    """Say whether a message asks for the last answer in another form ("shorter", "in Chinese please")."""
    return bool(_FORM_ONLY.fullmatch(text.strip(" .!?？。！")))


def depends_on_history(text: str) -> bool:
    """Say whether a question may lean on what was asked before: it is short, or points back with a pronoun."""
    words = text.split()
    brief = len(words) <= 4 if not _HAN.search(text) else len(text) <= 8
    return brief or bool(_POINTS_BACK.search(fold(text)))


_LANGUAGE_WORDS = {
    "zh": r"chinese|mandarin|cinese|chinois|中文|汉语|漢語",
    "it": r"italian|italiano|italien|意大利语|意大利文",
    "en": r"english|inglese|anglais|英语|英文",
    "fr": r"french|francese|fran[cç]ais|法语|法文",
}
_PLEASE = r"(?:[ ,]+(?:please|per favore|per piacere|s'il (?:te|vous) pla[iî]t))"
_SMALL = {
    "it": "il lo gli chi che cosa cos dove quando perche quanto quanti quale quali o di del della nel per con piu anche allora",
    "fr": "les qui que quoi ou et comment quand pourquoi combien quel quelle des du dans pour avec aussi alors vraiment",
    "en": "the who what which how where when why and or of for with is are",
}
_SMALL_WORDS = {code: frozenset(words.split()) for code, words in _SMALL.items()}
"""Words that tell the language of a question too short to tell it otherwise; no word that two languages have."""
_ASKING = (
    r"(?:(?:please|per favore|s'il (?:te|vous) pla[iî]t),? )?"
    r"(?:(?:can|could|would) you (?:please )?|puoi |può |peux-tu |pouvez-vous )?"
    r"(?:answer|reply|respond|tell me|explain|write|say it|rispondi(?:mi)?|rispondere|dimmi|spiega(?:mi)?|scrivi(?:lo)?|"
    r"r[ée]ponds?|r[ée]pondez|r[ée]pondre|dis-moi|dites-moi|explique[zr]?|[ée]cris|[ée]crivez|translate|"
    r"traduci(?:lo)?|traduis|traduisez)"
    r"(?:[- ](?:me|moi|it|this|that|the question|questo|la domanda|la question))*"
)
_THEN = r"(?=\s*(?:[.,:;!?]|$|(?:please|per favore|s'il|who|what|how|why|chi|che|cosa|come|perché|qui|ce que|comment)\b))"
_ASKED_FOR = {
    code: re.compile(
        rf"(?i)(?:^|[.,;:!?？。，]\s*)(?:(?:and|e|et) )?(?:please,? )?(?:in|en|into)\s+(?:{words}){_PLEASE}?[\s.!?]*$"
        rf"|\b(?:in|en|into)\s+(?:{words}){_PLEASE}[\s.!?]*$"
        rf"|(?:^|[.,;:!?]\s*){_ASKING} (?:in|en|into)\s+(?:{words}){_THEN}"
        rf"|(?:请你?|麻烦你?)再?(?:用|翻译成|译成)\s*(?:{words})"
        rf"|(?:^|[.!?？。，,；;：:\s])再?(?:用|翻译成|译成)\s*(?:{words})"
        r"(?:来?(?:回答|答|告诉|解释|总结|概括|写|讲|再?说一遍|说吧)|吧|\s*[。.!！]?$)"
    )
    for code, words in _LANGUAGE_WORDS.items()
}
"""How an answer is asked for in a language: as a request of its own, which tells it from "what is he called in Chinese?"."""
_ANY_LANGUAGE = "|".join(_LANGUAGE_WORDS.values())
_SAY_IT = r"(?:(?:answer|say (?:it|that)|rispondi|r[ée]ponds|translate (?:it|that)?)\s*)?"
_FORM_ONLY = re.compile(
    rf"(?i)(?:and |e |et )?{_SAY_IT}(?:in|en|into)\s+(?:{_ANY_LANGUAGE}){_PLEASE}?"
    rf"|(?:请)?(?:再)?(?:用|翻译成|译成)\s*(?:{_ANY_LANGUAGE})(?:回答|说|再说一遍|吧)*"
    rf"|(?:make it |a bit |much |even )?(?:shorter|briefer|longer){_PLEASE}?|in short|più (?:breve|corto){_PLEASE}?"
    rf"|plus court{_PLEASE}?|(?:再|请)?(?:短|简短|简洁)一?点"
)
_SHORTER = re.compile(r"(?i)short|brief|breve|corto|court|短|简")
_POINTS_BACK = re.compile(
    r"\b(?:he|she|him|her|his|hers|it|its|they|them|their|that|this|those|these|there|then|also|else|too|other|same|more"
    r"|lui|lei|loro|egli|ella|suo|sua|suoi|sue|questo|questa|questi|queste|quello|quella|quelli|anche|invece"
    r"|elle|ils|elles|lui|leur|son|sa|ses|celui|celle|ceux|cela|ca|aussi|autre)\b|^(?:and|but|so|e|ma|et|mais)\b"
    r"|[他她它]|这|那|其|还有|为什么|呢[？?]?$"
)  # fmt: skip
_INNER_CAPITAL = re.compile(r"[A-Za-z][A-Za-z0-9]*[A-Z0-9][A-Za-z0-9]*")
_CAPITALISED = re.compile(r"(?<=[\w,;:'’] )[A-ZÀ-Þ][A-Za-z0-9À-ɏ-]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

_REWRITE = SystemMessage(
    "Rewrite the last question so that it can be understood without the conversation: put the names in place of words "
    "like he, it, there. Keep its language. Add nothing else. Reply with the question alone."
)


def _standalone(text: str, history: Sequence[Message], model: BaseChatModel) -> str:
    said = "\n".join(_told(text, history))
    prompt: list[BaseMessage] = [_REWRITE, HumanMessage(f"{said}\nLast question: {text}\nRewritten question:")]
    written = _first_line(reply_text(model, prompt, max_tokens=_room_for(text) + 30))
    known = " ".join([text, *(message.content for message in history)])
    faithful = _numbers(text) <= _numbers(written) <= _numbers(known)
    faithful = faithful and _latin_names(text) <= set(_words(written)) and _latin_names(written) <= set(_words(known))
    return written if written and faithful else text


def _told(text: str, history: Sequence[Message]) -> list[str]:
    """Give what a follow-up may lean on: the questions of its thread, and what was last answered."""
    answers = [message.content for message in history if message.role == "assistant" and message.content.strip()]
    earlier = [question for question in _earlier_questions(history) if question != text]
    asked = [f"Q: {question[:TOLD_CHARACTERS]}" for question in (_thread(earlier) if earlier else [])]
    return [*asked, *(f"A: {answer[:TOLD_CHARACTERS]}" for answer in answers[-1:])]


def _earlier_questions(history: Sequence[Message]) -> list[str]:
    asked = [message.content.strip() for message in history if message.role == "user" and message.content.strip()]
    return [question for question in asked if not is_change_of_form(question)]


def _room_for(text: str) -> int:
    return min(200, 24 + len(text))


def _first_line(text: str) -> str:
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    return re.sub(r"^(?:Rewritten question|Translation|Question)\s*:\s*", "", lines[0]).strip("\"“” ") if lines else ""


def _numbers(text: str) -> set[str]:
    return {re.sub(r"[.,]", "", number) for number in _NUMBER.findall(text)}


def _words(text: str) -> list[str]:
    return lexical_tokens(text)


def _fixed_names(text: str) -> set[str]:
    """Give the names that no language changes: with a capital or digit inside (KOL, helloITA, TMall)."""
    return {token for name in _INNER_CAPITAL.findall(text) for token in lexical_tokens(name)}


def _latin_names(text: str) -> set[str]:
    """Give the words that must survive: capitalised inside the sentence, or with a capital or digit inside the word."""
    inner = [*_CAPITALISED.findall(text), *_INNER_CAPITAL.findall(text)]
    return {token for name in inner for token in lexical_tokens(name)}
