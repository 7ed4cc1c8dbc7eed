"""A draft to judgements: each sentence checked against its quotes, and put once more to a model that was trained to tell.

It shows nothing, and it quotes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from langchain_core.language_models import BaseChatModel

from chatbot.answers import Reading, SourceSentence, can_tell_what_is_said, draft_sentences, sources_beside
from chatbot.citations import REACH_OF_QUOTES, Judgement, judge
from chatbot.conversation.closeness import Closeness
from chatbot.conversation.hosts import with_host_checked
from chatbot.conversation.in_progress import AnswerInProgress
from chatbot.conversation.quoting import quoting_margin
from chatbot.conversation.second_reading import second_reading
from chatbot.index import PassageIndex


class Judge:
    """A chat model that drafts, and what its sentences are checked with; without a model there is no draft.

    ``load_reader`` gives a model that was trained to tell what is said, for one that drafts and was not.
    """

    def __init__(
        self, model: BaseChatModel | None, index: PassageIndex, closeness: Closeness, threshold: float,
        load_reader: Callable[[], BaseChatModel | None],
    ) -> None:  # fmt: skip
        self._model, self._index, self._closeness, self._threshold = model, index, closeness, threshold
        self._load_reader = load_reader

    def judgements(
        self, work: AnswerInProgress, reading: Reading, sources: Sequence[SourceSentence],
        places: Sequence[Sequence[SourceSentence]], language: str, full: bool,
    ) -> Iterator[Judgement]:
        """Draft in ``language`` from ``sources``, which stand in ``places``, and give each sentence as it was judged."""
        return self._put_to_reader(work, self._judged(work, reading, sources, language, full), places, sources, language)

    def _judged(
        self, work: AnswerInProgress, reading: Reading, sources: Sequence[SourceSentence], language: str, full: bool
    ) -> Iterator[Judgement]:
        """Draft in ``language``, and check each sentence; in another than the sources are in, its meaning stays in doubt."""
        if self._model is None:
            return
        vectors = self._closeness.vectors_for(sources, reading, work.rows)
        known = sorted({s for t in self._index.transcripts.values() for s in t.speakers})
        beside = sources_beside(reading.sources, sources, REACH_OF_QUOTES)
        for sentence in draft_sentences(self._model, work.asked.question_of(sources), sources, language, full):
            vector = self._closeness.vector(sentence)
            judgement = judge(sentence, vector, sources, vectors, known, wanted=language, beside=beside)
            judgement = with_host_checked(judgement, known, self._index.transcripts)
            quoted = {self._index.language(source.transcript) for source in judgement.sources}
            yield judgement if quoted <= {language} else replace(judgement, support=0.0)

    def _put_to_reader(
        self, work: AnswerInProgress, judgements: Iterator[Judgement], places: Sequence[Sequence[SourceSentence]],
        sources: Sequence[SourceSentence], language: str,
    ) -> Iterator[Judgement]:
        """Put each sentence without a fault, or with a doubtful word, to a model that was trained to tell, if there is one.

        Where the same model drafts, all wait until the last is written: what it made of the excerpt is then there to be asked
        about. Where the evidence is not sure enough for a quote, only those are put to it that would hold without it.
        """
        reader = self._reader(language)
        if reader is None:
            yield from judgements
            return
        waiting = list(judgements) if reader is self._model else []
        faults = [fault for each in waiting for fault in each.faults]
        sure = work.probability >= self._threshold + quoting_margin(work.question, faults, work.unsaid_names)
        for each in waiting or judgements:
            beside = sources_beside(sources, each.sources, 1)
            place = next((place for place in places if each.sources and each.sources[0] in place), beside)
            asked = each.holds or (sure and (each.has_no_fault or each.is_doubted_for_words))
            yield second_reading(reader, each, place) if asked else each

    def _reader(self, language: str) -> BaseChatModel | None:
        """Give the model that tells what is said in ``language``: the one that drafts, or the one that stands by."""
        if self._model is None or can_tell_what_is_said(self._model, language):
            return self._model
        other = self._load_reader()
        return other if other and can_tell_what_is_said(other, language) else None
