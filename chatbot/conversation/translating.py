"""What was found, in the user's language: a sentence that holds, or a quote, by the chat model, and each translation checked.

A draft by a model that was not trained to answer in the user's language is written and checked in that of what it is drawn from,
where words can be compared, and only what holds is translated. It shows nothing; where one fails a check, there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from langchain_core.language_models import BaseChatModel

from chatbot.answers import SourceSentence, can_tell_what_is_said, probability_said, said_in, translated_quote
from chatbot.citations import (
    SUPPORT_THRESHOLD,
    Judgement,
    Meaning,
    SupportModel,
    faults,
    in_another_language,
    is_negative,
    missing_countries,
    missing_names,
    numbers_in,
)
from chatbot.index import lexical_tokens
from chatbot.passages import split_sentences
from chatbot.questions import Question

Cosine = Callable[[str, str], float]
"""The cosine of one text to another, in whatever languages they are."""
SAME_MEANING = 0.95
"""The cosine from which a sentence that was translated there and back still says the same.

Measured in benchmarks/experiments/13-translations.md."""
TOLD_BY_QUOTE = 0.65
"""The probability that a quote says what each sentence of its translation says, below which the quote stands alone.

Of 21 translations five had less than .6 as a whole, and all five were wrong; of four more that were wrong two had a sentence of
less than .65, and of 20 that are right four (benchmarks/experiments/33-what-a-review-and-a-third-trial-found.md)."""


def sentence_for(
    model: BaseChatModel, question: Question, sources: Sequence[SourceSentence], spoken: str, judgement: Judgement, close: Cosine
) -> str:
    """Give a sentence that holds, in the question's language; empty where its translation fails a check.

    ``sources`` are those that the draft was written from, in ``spoken``. The names that the user wrote may stand in it. Put back
    into ``spoken``, it must say what the sentence says: two texts in one language can be compared much better than in two.
    """
    if spoken == question.language:
        return judgement.text
    words = said_in(model, question.standalone, sources, spoken, judgement.text, question.language)
    named = [question.standalone, *(source.speaker for source in judgement.sources if source.speaker)]
    if not words or not _keeps(words, question.language, judgement.text, spoken, named):
        return ""
    back = translated_quote(model, words, spoken)
    kept = not missing_names(judgement.text, [words, back]) and _as_long(back, judgement.text)
    return words if kept and close(back, judgement.text) >= SAME_MEANING else ""


def _as_long(one: str, other: str) -> bool:
    """Say whether neither text has so many more words than the other that it must say more."""
    fewer, more = sorted((len(lexical_tokens(one)), len(lexical_tokens(other))))
    return 0 < more <= 1.5 * fewer + 2


def quote_for(model: BaseChatModel | None, source: SourceSentence, spoken: str, language: str, close: Cosine) -> str:
    """Give a quote, which is in ``spoken``, in ``language``; empty where they are one, or the translation fails a check.

    A model that was trained to tell what is said must find each sentence of the translation said in the quote.
    """
    if model is None or spoken == language:
        return ""
    words = translated_quote(model, source.text, language)
    named = [source.speaker] if source.speaker else []
    same = words.casefold() == " ".join(source.text.split()).casefold()
    if not words or same or not _keeps(words, language, source.text, spoken, named):
        return ""
    meaning = Meaning(close(words, source.text), 0.0, same_language=False)
    return words if SupportModel().probability(meaning) >= SUPPORT_THRESHOLD and _is_told(model, words, language, source) else ""


def _is_told(model: BaseChatModel, words: str, language: str, source: SourceSentence) -> bool:
    """Say whether a source says each sentence of ``words``: what nine of ten words say may be turned around by the tenth."""
    sentences = [words[span.start : span.end] for span in split_sentences(words)]
    return not can_tell_what_is_said(model, language) or all(
        probability_said(model, sentence, [source]) >= TOLD_BY_QUOTE for sentence in sentences
    )


def _keeps(words: str, language: str, original: str, spoken: str, named: Sequence[str]) -> bool:
    """Say whether a translation has the same numbers and countries, denies where the original does, brings no name in, and is
    in ``language``."""
    amiss = [fault for fault in faults(words, language, [original], spoken, [], []) if fault.kind != "name"]
    return (
        not amiss
        and not missing_names(words, [original, *named])
        and not missing_countries(original, words)
        and not in_another_language(words, language)
        and numbers_in(words, language) == numbers_in(original, spoken)
        and is_negative(words, language) == is_negative(original, spoken)
    )
