"""The few words that the program itself says, in the user's language.

It holds no answers: what a transcript says is only ever quoted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chatbot.citations import Fault, FaultKind

_NOT_FOUND = {
    "en": "The transcripts do not answer this.",
    "it": "Le trascrizioni non rispondono a questa domanda.",
    "zh": "访谈记录中没有这个问题的答案。",
    "fr": "Les transcriptions ne répondent pas à cette question.",
}
_COURTESY = {
    "en": "I answer questions about the transcripts: ask one whenever you like.",
    "it": "Rispondo alle domande sulle trascrizioni: chiedi pure quando vuoi.",
    "zh": "我根据访谈记录回答问题，欢迎随时提问。",
    "fr": "Je réponds aux questions sur les transcriptions\u00a0: posez-en une quand vous voulez.",
}
_SAID = {
    "en": "{speaker}: “{quote}”", "it": "{speaker}: «{quote}»", "zh": "{speaker}：“{quote}”",
    "fr": "{speaker}\u00a0: «\u00a0{quote}\u00a0»",
}  # fmt: skip
_QUOTED = {"en": "“{quote}”", "it": "«{quote}»", "zh": "“{quote}”", "fr": "«\u00a0{quote}\u00a0»"}
_TRANSLATED = {
    "en": "{sentence} (machine translation: {translation})", "it": "{sentence} (traduzione automatica: {translation})",
    "zh": "{sentence}（机器翻译：{translation}）", "fr": "{sentence} (traduction automatique\u00a0: {translation})",
}  # fmt: skip
_COULD_ANSWER = {
    "en": "In the interview this is asked: “{question}”", "it": "Nell’intervista si chiede: «{question}»",
    "zh": "访谈中问到：“{question}”", "fr": "Dans l’entretien, on demande\u00a0: «\u00a0{question}\u00a0»",
}  # fmt: skip
_NOT_ANSWERED = {
    "en": "The transcripts do not answer this part: “{part}”", "it": "Le trascrizioni non rispondono a questa parte: «{part}»",
    "zh": "访谈记录中没有这一部分的答案：“{part}”",
    "fr": "Les transcriptions ne répondent pas à cette partie\u00a0: «\u00a0{part}\u00a0»",
}
_NOTHING_MORE = {
    "en": "Nothing more was found on this part: “{part}”", "it": "Su questa parte non si è trovato altro: «{part}»",
    "zh": "关于这一部分没有找到更多内容：“{part}”",
    "fr": "Sur cette partie, rien de plus n’a été trouvé\u00a0: «\u00a0{part}\u00a0»",
}
_PART_CHARACTERS = 160
"""How much of a part is told, its end: what a user states before a question stands in front of it."""
_LEFT_OUT = {
    "en": "Some of what the model proposed did not pass the check and is not shown: {reasons}.",
    "it": "Parte di ciò che il modello ha proposto non ha superato la verifica e non è mostrata: {reasons}.",
    "zh": "模型拟写的部分内容未通过核对，未予显示：{reasons}。",
    "fr": "Une partie de ce que le modèle a proposé n’a pas passé la vérification et n’est pas affichée\u00a0: {reasons}.",
}
_MOST_TOLD = 3
"""How many reasons are told, and how many words in one of them."""
_BETWEEN_REASONS = {"en": "; ", "zh": "；", "fr": "\u00a0; "}
_OTHER_REASONS = {"en": "; among other reasons", "it": "; e altro", "zh": "；等等", "fr": "\u00a0; entre autres raisons"}
_BETWEEN_WORDS = {"en": ", ", "zh": "、"}
_LAST_WORD = {"en": " and ", "it": " e ", "zh": "和", "fr": " et "}
_OTHER_WORDS = {"en": ", etc.", "it": " ecc.", "zh": "等", "fr": ", etc."}
_MARKED = {
    "en": {"quotation": "“{word}”"}, "it": {"quotation": "«{word}»"}, "zh": {"quotation": "“{word}”", "word": "“{word}”"},
    "fr": {"quotation": "«\u00a0{word}\u00a0»"},
}  # fmt: skip
_Reasons = Mapping[FaultKind, tuple[str, ...]]
"""How a kind of fault is told, of one name, number or word, and of several where that reads otherwise."""
_REASONS: dict[str, _Reasons] = {
    "en": {
        "name": ("the name {words} is in no quote", "the names {words} are in no quote"),
        "number": ("the number {words} is in no quote", "the numbers {words} are in no quote"),
        "quotation": ("{words} was put in quotation marks, and no quote has it",
                      "{words} were put in quotation marks, and no quote has them"),
        "word": ("the word {words} is in no quote", "the words {words} are in no quote"),
        "denial": ("a sentence denied what its quotes affirm, or the reverse",),
        "speaker": ("a sentence was attributed to {words}, who did not say it",
                    "sentences were attributed to {words}, who did not say them"),
        "language": ("a sentence was in another language",), "meaning": ("no quote supports a sentence",),
    },
    "it": {
        "name": ("il nome {words} non è in nessuna citazione", "i nomi {words} non sono in nessuna citazione"),
        "number": ("il numero {words} non è in nessuna citazione", "i numeri {words} non sono in nessuna citazione"),
        "quotation": ("{words} era tra virgolette e nessuna citazione lo contiene",
                      "{words} erano tra virgolette e nessuna citazione li contiene"),
        "word": ("la parola {words} non è in nessuna citazione", "le parole {words} non sono in nessuna citazione"),
        "denial": ("una frase negava ciò che le citazioni affermano, o viceversa",),
        "speaker": ("una frase era attribuita a {words}, che non l’ha detta",
                    "alcune frasi erano attribuite a {words}, che non le hanno dette"),
        "language": ("una frase era in un’altra lingua",), "meaning": ("nessuna citazione sostiene una frase",),
    },
    "zh": {
        "name": ("引文中没有{words}这个名称", "引文中没有{words}这些名称"),
        "number": ("引文中没有{words}这个数字", "引文中没有{words}这些数字"), "quotation": ("引文中没有加了引号的{words}",),
        "word": ("引文中没有{words}一词", "引文中没有{words}这些词"),
        "denial": ("有一句否定了引文所肯定的，或肯定了引文所否定的",),
        "speaker": ("有一句说成是{words}说的，其实不是",), "language": ("有一句用了其他语言",),
        "meaning": ("有一句没有引文支持",),
    },
    "fr": {
        "name": ("le nom {words} n’est dans aucune citation", "les noms {words} ne sont dans aucune citation"),
        "number": ("le nombre {words} n’est dans aucune citation", "les nombres {words} ne sont dans aucune citation"),
        "quotation": ("{words} était entre guillemets et n’est dans aucune citation",
                      "{words} étaient entre guillemets et ne sont dans aucune citation"),
        "word": ("le mot {words} n’est dans aucune citation", "les mots {words} ne sont dans aucune citation"),
        "denial": ("une phrase niait ce que les citations affirment, ou l’inverse",),
        "speaker": ("une phrase était attribuée à {words}, qui ne l’a pas dite",
                    "des phrases étaient attribuées à {words}, qui ne les ont pas dites"),
        "language": ("une phrase était dans une autre langue",), "meaning": ("aucune citation n’appuie une phrase",),
    },
}  # fmt: skip


def courtesy_reply(language: str) -> str:
    """Give what is said to thanks or a greeting."""
    return _COURTESY.get(language, _COURTESY["en"])


def not_found_reply(language: str) -> str:
    """Say that the transcripts do not answer."""
    return _in(language, _NOT_FOUND)


def quoted(language: str, speaker: str | None, quote: str) -> str:
    """Frame a quote as a sentence of an answer."""
    words = " ".join(quote.split())
    if speaker:
        return _in(language, _SAID).format(speaker=speaker, quote=words)
    return _in(language, _QUOTED).format(quote=words)


def translated(language: str, sentence: str, translation: str) -> str:
    """Put a translation, marked as the machine's, behind a sentence that quotes."""
    return _in(language, _TRANSLATED).format(sentence=sentence, translation=translation)


def without_translation(sentence: str, speaker: str | None, quote: str) -> str:
    """Give what of a sentence stands before the translation of the quote that it is; all of it where there is none."""
    for language in _TRANSLATED:
        said = quoted(language, speaker, quote)
        before, after = translated(language, said, "\0").rsplit("\0", 1)
        if sentence.startswith(before) and sentence.endswith(after):
            return said
    return sentence


def could_answer(language: str, question: str) -> str:
    """Tell of a question from the transcripts, which somebody takes up there; empty when there is none."""
    return _in(language, _COULD_ANSWER).format(question=" ".join(question.split())) if question else ""


def part_not_found(language: str, part: str) -> str:
    """Say that the transcripts do not answer a part of the question."""
    return _in(language, _NOT_ANSWERED).format(part=_end_of(part))


def part_without_more(language: str, part: str) -> str:
    """Say that nothing was found for a part of the question but what is shown already."""
    return _in(language, _NOTHING_MORE).format(part=_end_of(part))


def _end_of(part: str) -> str:
    words = " ".join(part.split())
    return words if len(words) <= _PART_CHARACTERS else "…" + words[-_PART_CHARACTERS:]


def left_out(language: str, faults: Sequence[Fault]) -> str:
    """Say that something the model proposed is not shown, and why; empty when nothing was left out."""
    if not faults:
        return ""
    known = language if language in _REASONS else "en"
    kinds = list(dict.fromkeys(fault.kind for fault in faults))
    told = [_reason(known, kind, list(dict.fromkeys(each.about for each in faults if each.kind == kind)))
            for kind in kinds[:_MOST_TOLD]]  # fmt: skip
    others = _OTHER_REASONS[known] if len(kinds) > _MOST_TOLD else ""
    return _LEFT_OUT[known].format(reasons=_in(known, _BETWEEN_REASONS).join(told) + others)


def _reason(language: str, kind: FaultKind, words: Sequence[str]) -> str:
    """Tell of all faults of one kind in one reason."""
    phrases = _REASONS[language][kind]
    mark = _MARKED[language].get(kind, "{word}")
    listed = _listed(language, [mark.format(word=word) for word in words])
    return phrases[-1 if len(words) > 1 else 0].format(words=listed)


def _listed(language: str, words: Sequence[str]) -> str:
    """Give the first of the words as a sentence lists them: "a, b and c"."""
    comma = _in(language, _BETWEEN_WORDS)
    if len(words) > _MOST_TOLD:
        return comma.join(words[:_MOST_TOLD]) + _OTHER_WORDS[language]
    return _LAST_WORD[language].join(filter(None, (comma.join(words[:-1]), words[-1])))


def _in(language: str, words: Mapping[str, str]) -> str:
    """Give the words in ``language``, or in English where it is not one of theirs."""
    return words.get(language, words["en"])
