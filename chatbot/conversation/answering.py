"""Evidence to an answer: read, decide whether there is one, draft, check, and quote where no draft holds.

It does not search, and it remembers nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

import numpy as np
from langchain_core.language_models import BaseChatModel

from chatbot.answers import (
    Excerpt,
    Reading,
    Signals,
    SourceSentence,
    answerable_model_for,
    best_first,
    each_answering,
    escaped_for_prompt,
    language_of_draft,
    more_of,
    read_excerpts,
    read_passages,
    to_draft_from,
)  # fmt: skip
from chatbot.citations import CheckedSentence, CitationNumbers, Fault, Judgement, coverage, missing_names
from chatbot.conversation import framing, quoting
from chatbot.conversation.asked import asked_for, is_about_another, telling
from chatbot.conversation.closeness import Closeness
from chatbot.conversation.in_progress import AnswerInProgress
from chatbot.conversation.introduction import introductions
from chatbot.conversation.judging import Judge
from chatbot.conversation.objections import objections
from chatbot.conversation.overview import overview
from chatbot.conversation.translating import quote_for, sentence_for
from chatbot.conversation.values import Answer, AnswerFinished, Event, ExcerptRead, SentenceChecked, SentenceTranslated, marked
from chatbot.embeddings import Reranker, SecondOpinion, SentenceTransformerEmbeddings, Vectors
from chatbot.questions import Question, asks_for_overview
from chatbot.retrieval import Evidence, Searcher
from chatbot.transcripts import detect_language

PASSAGES, READ = 10, 80
"""How many passages are shown with an answer, and in how many what answers is looked for.

Of 125 questions over 60 held-out podcasts in one index, the first six excerpts have the answer for .60 with 25, .67 with 80 and
.68 with 120 (benchmarks/experiments/06-more-passages.md)."""
NEAREST = 3


class Answerer:
    """An index, its models and a threshold, ready to answer one question after another."""

    def __init__(
        self, searcher: Searcher, embeddings: SentenceTransformerEmbeddings, model: BaseChatModel | None, model_name: str,
        threshold: float, load_second: Callable[[], SecondOpinion | None] = lambda: None,
        load_reranker: Callable[[], Reranker | None] = lambda: None,
        load_reader: Callable[[], BaseChatModel | None] = lambda: None,
    ) -> None:  # fmt: skip
        self._searcher, self._index = searcher, searcher.index
        self._closeness = Closeness(searcher.index, embeddings)
        self._model, self._model_name = model, model_name
        self._threshold = threshold
        self._judge = Judge(model, searcher.index, self._closeness, threshold, load_reader)
        self._load_second, self._load_reranker = load_second, load_reranker
        self._translations: dict[tuple[str, int, str, str], str] = {}

    def answered(self, work: AnswerInProgress, evidence: Evidence) -> Iterator[Event]:
        """Answer the question of ``work`` from ``evidence``: each sentence as it passes its checks, then the whole answer.

        Raises ModelError when the chat model fails.
        """
        question = work.question
        reading, work.rows = self._read(evidence, question), evidence.rows
        if any(map(asks_for_overview, (question.text, question.standalone))):
            yield from self._shown_one_by_one(work, self._overview(work, [hit.passage.transcript for hit in evidence.hits]))
            yield from self._translated(work)
            yield AnswerFinished(self._finish(work, evidence, reading))
            return
        work.asked = asked_for(question, self._index.transcripts, [hit.passage.transcript for hit in evidence.hits])
        read = []
        rerank = self._rerank(question)
        wanted = replace(work.asked.wanted, parted=work.parted)
        for excerpt in read_excerpts(self._model, work.asked.question_of, reading, wanted, rerank):
            read.append(excerpt)
            yield ExcerptRead(excerpt)
        excerpts = best_first(self._with_brands_told(question, read))
        signals = self.signals(work, reading, excerpts, evidence)
        work.unsaid_names = signals.missing_names
        work.probability = answerable_model_for(self._model).probability(signals)
        if work.probability >= self._threshold and excerpts:
            yield from self._shown_one_by_one(work, self._told(work, reading, excerpts))
        if not work.sentences:
            yield from self._shown_one_by_one(work, self._introduced(work, [hit.passage.transcript for hit in evidence.hits]))
        if not work.question.brief:
            yield from self._shown_one_by_one(work, self._objected(work))
        yield from self._translated(work)
        yield AnswerFinished(self._finish(work, evidence, reading))

    def _shown_one_by_one(self, work: AnswerInProgress, sentences: Iterator[CheckedSentence]) -> Iterator[Event]:
        for sentence in islice(sentences, 1 if work.question.brief else None):
            work.sentences.append(sentence)
            yield SentenceChecked(sentence)

    def _translated(self, work: AnswerInProgress) -> Iterator[Event]:
        """Give quotes in another language again with what they mean: nobody waits for that before the first is shown."""
        language = work.question.language
        for place, sentence in enumerate(work.sentences):
            source = work.to_translate.get(sentence)
            translation = self._translation(source, language) if source else ""
            if translation:
                work.sentences[place] = replace(sentence, text=framing.translated(language, sentence.text, translation))
                yield SentenceTranslated(place, work.sentences[place])

    def _translation(self, source: SourceSentence, language: str) -> str:
        """Give a quote in the user's language, once for all parts of a question."""
        key = (source.transcript, source.sentence.start, source.text, language)
        if key not in self._translations:
            spoken = self._index.language(source.transcript)
            self._translations[key] = quote_for(self._model, source, spoken, language, self._closeness.of)
        return self._translations[key]

    def _overview(self, work: AnswerInProgress, found: Sequence[str]) -> Iterator[CheckedSentence]:
        """Give the transcripts found in a few of their own sentences, each with what it means in the user's language."""
        work.support = 1.0  # a quote bears itself out
        for source in overview(work.question, self._index, found):
            yield self._quote(work, source, translated=True)

    def _introduced(self, work: AnswerInProgress, found: Sequence[str]) -> Iterator[CheckedSentence]:
        """Give the words that introduce the speaker whom the question asks to have told of, where it asks for one."""
        sources = introductions(work.question, self._index, found)
        if sources:
            work.support = work.probability  # that of the question being answered, as for any quote
            work.faults.clear()  # what was drafted before is no part of this
            yield from self._quotes(work, sources)

    def _objected(self, work: AnswerInProgress) -> Iterator[CheckedSentence]:
        """Give what another speaker says at once against what is quoted, where it is not quoted itself."""
        cited = [citation for sentence in work.sentences for citation in sentence.citations]
        for source in quoting.by_turn(list(objections(cited, self._index.transcripts)), self._index.transcripts):
            if not any(source.transcript == each.transcript and each.start < source.sentence.end <= each.end for each in cited):
                yield self._quote(work, source, translated=True)

    def _read(self, evidence: Evidence, question: Question) -> Reading:
        vectors = [self._index.sentence_vectors(row) for row in evidence.rows]
        second = self._second_opinion(question, evidence)
        forms, transcripts = question.forms, self._index.transcripts
        return read_passages(evidence.hits, evidence.rows, vectors, evidence.vectors, forms, transcripts, second)

    def _second_opinion(self, question: Question, evidence: Evidence) -> Callable[[Sequence[str]], Vectors] | None:
        """Give the English model's view of sentences, where question and transcripts are there in English."""
        forms = [form for form in question.forms if detect_language(form) == "en"]
        spoken = {self._index.language(hit.passage.transcript) for hit in evidence.hits[:PASSAGES]}
        opinion = self._load_second() if forms and spoken == {"en"} else None
        return None if opinion is None else lambda sentences: opinion.closeness(sentences, forms)

    def _rerank(self, question: Question) -> Callable[[Sequence[str]], Vectors] | None:
        """Give what reads places together with the question, in each of its forms."""
        reranker = self._load_reranker()
        if reranker is None:
            return None
        forms = [escaped_for_prompt(form) for form in question.forms]
        return lambda places: np.mean([reranker.scores(form, places) for form in forms], axis=0, dtype=np.float32)

    def signals(self, work: AnswerInProgress, reading: Reading, excerpts: Sequence[Excerpt], evidence: Evidence) -> Signals:
        """Give what is known about whether the transcripts answer, for the decision and for its calibration."""
        question, there = work.question, self._shown(reading, evidence)
        relevance = self._searcher.relevance(question.forms, reading.vectors[[source.row for source in there]])
        words = max((coverage(form, source.text) for form in question.forms for source in reading.sources[:8]), default=0.0)
        heard = self._heard(reading, evidence)
        missing = min((len(missing_names(form, heard)) for form in question.forms), default=0)
        able = any(work.asked.can_answer(source) for excerpt in excerpts[:1] for source in excerpt.read)
        written = bool(excerpts) and self._is_written(excerpts[0])
        elsewhere = bool(excerpts) and excerpts[0].elsewhere
        yes = max((each.yes for each in excerpts if each.yes is not None and each.elsewhere == elsewhere), default=None)
        return Signals(relevance, words, missing, yes, not able, written, elsewhere)

    def _shown(self, reading: Reading, evidence: Evidence) -> list[SourceSentence]:
        """Give the sentences of the passages that are shown with an answer."""
        hits = evidence.hits[:PASSAGES]
        places = {(hit.passage.transcript, sentence.start) for hit in hits for sentence in hit.passage.sentences}
        return [source for source in reading.sources if (source.transcript, source.sentence.start) in places]

    def _heard(self, reading: Reading, evidence: Evidence) -> list[str]:
        """Give what is said in the passages that are shown, and by whom."""
        speakers = [hit.passage.speaker or "" for hit in evidence.hits[:PASSAGES]]
        return [*(source.text for source in self._shown(reading, evidence)), *speakers]

    def _with_brands_told(self, question: Question, read: Sequence[Excerpt]) -> list[Excerpt]:
        """Tell of each excerpt whether it is about another brand, firm or person than the question."""
        ids = [excerpt.sources[0].transcript for excerpt in read]
        others = self._searcher.of_others(question.standalone, ids)
        told = [is_about_another(question, each.sources, self._index.transcripts[id]) for each, id in zip(read, ids, strict=True)]
        return [replace(excerpt, elsewhere=any(why)) for excerpt, *why in zip(read, others, told, strict=True)]

    def _is_written(self, excerpt: Excerpt) -> bool:
        """Say whether an excerpt is of a text in which nobody is named as speaking."""
        return not self._index.transcripts[excerpt.sources[0].transcript].speakers

    def _to_draft(self, excerpt: Excerpt, reading: Reading) -> Excerpt:
        return replace(excerpt, sources=tuple(more_of(excerpt.sources, reading))) if self._is_written(excerpt) else excerpt

    def _told(self, work: AnswerInProgress, reading: Reading, excerpts: Sequence[Excerpt]) -> Iterator[CheckedSentence]:
        """Give what the excerpts tell together; where several things are asked for, what each tells that answers by itself."""
        apart = each_answering(excerpts) if work.asked.several and self._model else []
        for places in apart if len(apart) > 1 else [list(excerpts)]:
            yes = places[0].yes
            work.support = work.probability if yes is None or places[0] == excerpts[0] else min(work.probability, yes)
            yield from self._checked(work, reading, places)

    def _checked(self, work: AnswerInProgress, reading: Reading, excerpts: Sequence[Excerpt]) -> Iterator[CheckedSentence]:
        """Give the draft's sentences that hold, in the user's language; where there is none, quotes.

        Where all holds and none of it can be said in the user's language, its quotes are given; else, where the evidence is
        sure, the excerpt that answers best. A draft that was asked for a name and tells none has found no answer there.
        """
        sources = to_draft_from([self._to_draft(excerpt, reading) for excerpt in excerpts])
        spoken = self._index.language(sources[0].transcript)
        drafted = language_of_draft(self._model, work.question.language, spoken) if self._model else spoken
        full = drafted == spoken and self._is_written(excerpts[0]) and not work.question.brief
        held: list[SourceSentence] = []
        faults: list[Fault] = []
        shown = False
        told = self._model is None or work.asked.kind != "name"
        places = [[source for source in excerpt.read if work.asked.is_theirs(source)] for excerpt in excerpts]
        judged = self._judge.judgements(work, reading, sources, places, drafted, full)
        for judgement in telling(work.asked, judged, sources):
            told = told or work.asked.is_told(judgement.text, sources)
            if not judgement.holds:
                found = judgement.faults or (Fault("meaning"),)
                faults.extend(found)
                work.faults.extend(found)
                continue
            if not any(work.asked.is_theirs(source) for source in judgement.sources):
                continue
            held.extend(judgement.sources)
            text = self._in_user_s_language(work.question, sources, drafted, judgement)
            shown = shown or bool(text)
            if text and text not in work.shown:
                work.shown.add(text)
                quotes = quoting.by_turn(judgement.sources, self._index.transcripts) if judgement.whole else judgement.sources
                yield work.numbers.sentence(replace(judgement, text=text, sources=tuple(quotes)))
        if not shown and told and (held or self._may_quote(work, faults)):
            whole = bool(held) and not faults
            quotes = list(dict.fromkeys(held)) if whole else quoting.best_answering(excerpts, work.asked, self._model)
            yield from self._quotes(work, quoting.briefly(quotes, work.asked) if work.question.brief else quotes)

    def _quotes(self, work: AnswerInProgress, sources: Sequence[SourceSentence]) -> Iterator[CheckedSentence]:
        """Give sentences as they stand; with the first, where it is in another language, what it means in the user's."""
        for place, source in enumerate(quoting.quotable(sources, self._index.transcripts)):
            yield self._quote(work, source, translated=place == 0)

    def _quote(self, work: AnswerInProgress, source: SourceSentence, translated: bool) -> CheckedSentence:
        text = framing.quoted(work.question.language, source.speaker, source.text)
        sentence = CheckedSentence(text, (work.numbers.citation(source, work.support),))
        if translated:
            work.to_translate[sentence] = source
        return sentence

    def _in_user_s_language(
        self, question: Question, sources: Sequence[SourceSentence], drafted: str, judgement: Judgement
    ) -> str:
        return sentence_for(self._model, question, sources, drafted, judgement, self._closeness.of) if self._model else ""

    def _may_quote(self, work: AnswerInProgress, faults: Sequence[Fault]) -> bool:
        """Say whether quotes alone may answer where no sentence held: see ``quoting_margin``."""
        work.margin = quoting.quoting_margin(work.question, faults, work.unsaid_names) if self._model else 0.0
        return work.probability >= self._threshold + work.margin

    def _finish(self, work: AnswerInProgress, evidence: Evidence, reading: Reading) -> Answer:
        question = work.question
        numbers = CitationNumbers()
        nearest = () if work.sentences else tuple(
            numbers.citation(source, work.probability) for source in quoting.nearest_said(reading.sources, NEAREST))
        return Answer(
            id=None, question=question.text, standalone_question=question.standalone, language=question.language,
            status="answered" if work.sentences else "not_found",
            answer=" ".join(marked(sentence) for sentence in work.sentences) or framing.not_found_reply(question.language),
            sentences=tuple(work.sentences), nearest=nearest, passages=evidence.hits[:PASSAGES], model=self._model_name,
            index_fingerprint=self._index.fingerprint,
            seconds=work.seconds(), note=self._note(work, reading),
        )  # fmt: skip

    def _note(self, work: AnswerInProgress, reading: Reading) -> str:
        """Say what was left out; where nothing was found, offer a question that the transcripts take up."""
        language = work.question.language
        instead = "" if work.sentences else quoting.offered_question(work.question, reading.sources, self._index.transcripts)
        quotes = [citation.quote for sentence in work.sentences for citation in sentence.citations]
        told = [framing.left_out(language, quoting.faults_to_tell(work.faults, quotes)), framing.could_answer(language, instead)]
        return " ".join(filter(None, told))
