"""What a chat model reads, what becomes of what it writes, and whether there is an answer at all."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from chatbot.answers import (
    STRICTNESS,
    WITH_MODEL,
    WITH_TRAINED_MODEL,
    WITHOUT_MODEL,
    Excerpt,
    Reading,
    Signals,
    SourceSentence,
    Wanted,
    answerable_model_for,
    best_first,
    covering,
    draft_sentences,
    each_answering,
    more_of,
    opening,
    read_excerpts,
    read_passages,
    sources_of,
    to_draft_from,
)  # fmt: skip
from chatbot.answers.examples import EXAMPLES, Example
from chatbot.answers.excerpts import EVEN, FAR, RERANKED, likeliest
from chatbot.answers.prompts import answer_prompt, translation_prompt, verdict_prompt
from chatbot.answers.source_sentences import (
    FARTHEST,
    FEWEST_TOKENS,
    LEXICAL,
    SAID_AROUND_TOKENS,
    WINDOW_TOKENS,
    excerpts_of,
    has_short_turns,
    said_around,
    sources_beside,
    windows,
)
from chatbot.citations.numbers import numbers_in
from chatbot.language_models.calls import TRAINED
from chatbot.passages import Passage, Sentence, sentences_of
from chatbot.passages.tokens import count_tokens
from chatbot.retrieval import Hit
from chatbot.transcripts import Transcript, detect_language, parse_transcript

TEXT = "A talk\n\nAnna: How much?\n\nBo: 96% of them. The French own the wine market. We like cheese very much indeed.\n"


class Writer(GenericFakeChatModel):
    """Writes its message piece by piece, however it is bound."""

    def bind(self, **options: Any) -> Any:
        return self


def who(sources: Sequence[SourceSentence]) -> str:
    """Ask the same of all sentences."""
    return "Who?"


def written(text: str) -> list[str]:
    return list(draft_sentences(Writer(messages=iter([AIMessage(text)])), "Who?", [], "en"))


def source(text: str, row: int, score: float = 0.0) -> SourceSentence:
    return SourceSentence("talk", Sentence(1000 * row, 1000 * row + len(text), "Bo", None, 0), text, None, score, row)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One thing. Another thing.", ["One thing.", "Another thing."]),
        ("Answer: One thing [1]. Another【2】 thing (3).", ["One thing.", "Another thing."]),
        ("- One **bold** thing.\n- `Another` thing.", ["One bold thing.", "Another thing."]),
        ("1. One thing.\n2. Another thing.", ["One thing.", "Another thing."]),
        ("回答：一件事。另一件事。", ["一件事。", "另一件事。"]),
        ("One thing. Another that was cut in the", ["One thing."]),
        ("Without an end", ["Without an end"]),
        ("No, they were not convinced.", ["They were not convinced."]),
        ("Sì, vendono vino.", ["Vendono vino."]),
        ("不，他很满意。", ["他很满意。"]),
        ("No mill is older.", ["No mill is older."]),
        ("There were (2018) people.", ["There were (2018) people."]),
    ],
)
def test_a_draft_is_plain_whole_sentences(text: str, sentences: list[str]) -> None:
    assert written(text) == sentences


def test_sentences_come_as_soon_as_they_are_written() -> None:
    stream = draft_sentences(Writer(messages=iter([AIMessage("One thing. Another thing. A third.")])), "Who?", [], "en")
    assert isinstance(stream, Iterator)
    assert next(stream) == "One thing."


class Whole(Writer):
    """Writes its message in one piece."""

    def _stream(self, *arguments: Any, **options: Any) -> Iterator[ChatGenerationChunk]:
        yield ChatGenerationChunk(message=AIMessageChunk(str(next(self.messages).content)))


class Pieces(Writer):
    """Tells how many pieces it has written."""

    counted: list[str] = []

    def _stream(self, *arguments: Any, **options: Any) -> Iterator[ChatGenerationChunk]:
        for chunk in super()._stream(*arguments, **options):
            self.counted.append(str(chunk.message.content))
            yield chunk


FIVE = "One thing. Another thing. A third. A fourth. A fifth."


@pytest.mark.parametrize("kind", [Writer, Whole])
def test_a_draft_that_is_to_say_all_has_up_to_three_sentences(kind: type[Writer]) -> None:
    full = draft_sentences(kind(messages=iter([AIMessage(FIVE)])), "Who?", [], "en", full=True)
    assert list(full) == ["One thing.", "Another thing.", "A third."]
    assert len(list(draft_sentences(kind(messages=iter([AIMessage(FIVE)])), "Who?", [], "en"))) == 5


def test_after_three_sentences_a_model_that_is_to_say_all_writes_no_more_than_the_next_word() -> None:
    model = Pieces(messages=iter([AIMessage(FIVE)]))
    list(draft_sentences(model, "Who?", [], "en", full=True))
    assert "fourth." not in model.counted and "third." in model.counted


def test_more_of_a_text_goes_on_from_a_place_and_stops_where_it_does_not() -> None:
    sources = [source(f"Sentence {row}.", row) for row in range(12)]
    near = [replace(each, sentence=replace(each.sentence, start=20 * each.row, end=20 * each.row + len(each.text))) for each in sources]
    far = replace(near[3], sentence=sources[3].sentence)
    reading = Reading((*near[:3], far, *near[4:]), np.zeros((12, 2), np.float32))
    assert [each.row for each in more_of(near[5:6], reading)] == [4, 5, 6, 7, 8]
    long = replace(near[6], text="word " * 400)
    assert [each.row for each in more_of(near[5:6], Reading((near[4], near[5], long, near[7]), reading.vectors))] == [4, 5]


@pytest.fixture
def transcript() -> Transcript:
    return parse_transcript(TEXT, "talk")


def passage_of(transcript: Transcript, *texts: str) -> Passage:
    said = transcript.text
    sentences = tuple(Sentence(said.index(t), said.index(t) + len(t), "Bo", None, 1) for t in texts)
    start, end = sentences[0].start, sentences[-1].end
    return Passage("talk", start, end, said[start:end], "Bo", None, sentences, "")


def test_sentences_are_scored_by_cosine_and_shared_words(transcript: Transcript) -> None:
    read = passage_of(transcript, "96% of them.", "The French own the wine market.", "We like cheese very much indeed.")
    vectors = np.array([[0.5, 0.0], [0.5, 0.0], [0.51, 0.0]], np.float32)
    reading = read_passages([Hit(read, 0.0)], [0], [vectors], np.array([[1.0, 0.0]], np.float32), ["Who owns the wine market?"], {"talk": transcript})
    # words of up to three letters weigh .2: the sentence has own, the, wine, market (2.4) and lacks who (of 2.6)
    assert [each.text[:4] for each in reading.sources] == ["The ", "We l", "96% "]
    assert reading.sources[0].score == pytest.approx(0.5 + LEXICAL * 2.4 / 2.6)
    assert all(TEXT[each.sentence.start : each.sentence.end] == each.text for each in reading.sources)


def test_a_sentence_has_the_address_at_its_own_time() -> None:
    transcript = replace(parse_transcript(TEXT, "talk"), url="https://youtu.be/x", times=((0, 5.0), (TEXT.index("The French"), 9.5)))
    sentences = sentences_of(transcript)
    read = Passage("talk", sentences[0].start, sentences[-1].end, "", None, None, sentences, "")
    reading = read_passages([Hit(read, 0.0)], [0], [np.zeros((len(sentences), 2), np.float32)], np.zeros((1, 2), np.float32), ["x"], {"talk": transcript})
    urls = {source.text: source.url for source in reading.sources}
    assert urls["96% of them."] == "https://youtu.be/x?t=5" and urls["The French own the wine market."] == "https://youtu.be/x?t=9"


def test_a_passage_that_ranks_higher_lifts_its_sentences(transcript: Transcript) -> None:
    low, high = passage_of(transcript, "96% of them."), passage_of(transcript, "We like cheese very much indeed.")
    vectors = [np.array([[0.5, 0.0]], np.float32)] * 2
    reading = read_passages([Hit(high, 1.0), Hit(low, 0.0)], [1, 0], vectors, np.array([[1.0, 0.0]], np.float32), ["xyz"], {"talk": transcript})
    assert [each.text[:4] for each in reading.sources] == ["We l", "96% "]
    assert reading.sources[0].score > reading.sources[1].score


class Viewing:
    """A second model that gives the same views of whatever it is asked about."""

    def __init__(self, *views: float) -> None:
        self.views = np.array(views, np.float32)
        self.asked: list[str] = []

    def __call__(self, sentences: Sequence[str]) -> np.ndarray:
        self.asked += sentences
        return self.views


def test_a_second_model_s_view_of_a_sentence_counts(transcript: Transcript) -> None:
    read = passage_of(transcript, "96% of them.", "We like cheese very much indeed.")
    vectors = np.array([[0.50, 0.0], [0.45, 0.0]], np.float32)
    second = Viewing(0.1, 0.9)
    reading = read_passages([Hit(read, 0.0)], [0], [vectors], np.array([[1.0, 0.0]], np.float32), ["xyz"], {"talk": transcript}, second)
    # .45 + .25 x .9 = .675 stands before .50 + .25 x .1 = .525
    assert second.asked == ["96% of them.", "We like cheese very much indeed."]
    assert [each.score for each in reading.sources] == pytest.approx([0.675, 0.525])


def test_a_second_model_is_asked_about_the_best_sentences_and_the_others_get_the_lowest_of_its_views(
    monkeypatch: pytest.MonkeyPatch, transcript: Transcript
) -> None:
    monkeypatch.setattr("chatbot.answers.source_sentences.ASKED_OF_SECOND", 2)
    read = passage_of(transcript, "96% of them.", "The French own the wine market.", "We like cheese very much indeed.")
    vectors = np.array([[0.1, 0.0], [0.5, 0.0], [0.4, 0.0]], np.float32)
    second = Viewing(0.4, 0.8)
    reading = read_passages([Hit(read, 0.0)], [0], [vectors], np.array([[1.0, 0.0]], np.float32), ["xyz"], {"talk": transcript}, second)
    assert second.asked == ["The French own the wine market.", "We like cheese very much indeed."]
    # .5 + .25 x .4 = .6, .4 + .25 x .8 = .6, and .1 + .25 x .4 = .2
    assert sorted(each.score for each in reading.sources) == pytest.approx([0.2, 0.6, 0.6])
    assert reading.sources[-1].text == "96% of them."
def test_sentences_go_on_from_passage_to_passage_as_the_transcript_does_however_passages_rank(
    transcript: Transcript, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chatbot.answers.source_sentences.SHORT_TURNS", 0)
    texts = [TEXT[each.start : each.end] for each in sentences_of(transcript)][1:4]
    passages = [passage_of(transcript, text) for text in texts]
    vectors = [np.array([[score, 0.0]], np.float32) for score in (0.1, 0.2, 0.3)]
    hits, theirs = [Hit(each, 0.0) for each in reversed(passages)], vectors[::-1]
    reading = read_passages(hits, [2, 1, 0], theirs, np.array([[1.0, 0.0]], np.float32), ["xyz"], {"talk": transcript})
    assert [each.text for each in reading.sources] == texts[::-1]
    assert reading.vectors[[each.row for each in reading.sources], 0].tolist() == pytest.approx([0.3, 0.2, 0.1])
    assert [each.text for each in more_of(reading.sources[1:2], reading)] == texts
    assert [len(place) for place in windows(reading, 3)] == [1, 1, 1]  # a place to read stays in its passage


def test_between_passages_that_do_not_follow_one_another_rows_are_left_out() -> None:
    talk = parse_transcript("Bo: One. Two. Three. Four. Five. Six.\n", "talk")
    first, _, last = (passage_of(talk, *texts) for texts in (("One.", "Two."), ("Three.", "Four."), ("Five.", "Six.")))
    vectors = [np.array([[0.5, 0.0], [0.6, 0.0]], np.float32), np.array([[0.1, 0.0], [0.2, 0.0]], np.float32)]
    reading = read_passages([Hit(last, 0.0), Hit(first, 0.0)], [9, 7], vectors, np.array([[1.0, 0.0]], np.float32), ["xyz"], {"talk": talk})
    by_text = {source.text: source for source in reading.sources}
    assert {text: reading.vectors[source.row, 0].round(1) for text, source in by_text.items()} == {
        "One.": np.float32(0.1), "Two.": np.float32(0.2), "Five.": np.float32(0.5), "Six.": np.float32(0.6)}  # fmt: skip
    assert [source.text for source in sources_beside(reading.sources, [by_text["Two."]], 3)] == ["One.", "Two."]
    assert [source.text for source in more_of([by_text["Two."]], reading)] == ["One.", "Two."]


def test_nothing_read_is_no_sentence() -> None:
    reading = read_passages([], [], [], np.zeros((1, 2), np.float32), ["Who?"], {})
    assert reading.sources == ()
    assert list(read_excerpts(None, who, reading)) == []
    assert list(read_excerpts(None, who, reading, rerank=lambda places: np.zeros(len(places), np.float32))) == []


def turns(*texts: str) -> list[SourceSentence]:
    """Give sentences that follow one another in a transcript."""
    starts = [sum(len(text) + 2 for text in texts[:row]) for row in range(len(texts))]
    return [SourceSentence("talk", Sentence(start, start + len(text), "Bo", None, row), text, None, -float(row), row)
            for row, (start, text) in enumerate(zip(starts, texts, strict=True))]


def ranked(*sources: SourceSentence, apart: float = 1.0) -> Reading:
    """Give sentences, best first, as retrieval does; each scores so much less than the one before it."""
    scored = tuple(replace(source, score=-apart * place) for place, source in enumerate(sources))
    return Reading(scored, np.zeros((len(sources), 2), np.float32))


def words(found: Sequence[Sequence[SourceSentence]]) -> list[list[str]]:
    return [[source.text for source in sources] for sources in found]


def test_what_stands_beside_what_was_read_is_of_the_same_transcript_and_in_its_order() -> None:
    sources = turns(*(f"Line {number}." for number in range(9)))
    sources[5] = replace(sources[5], transcript="another")
    beside = sources_beside(reversed(sources), [sources[4]], 2)
    assert [source.text for source in beside] == ["Line 2.", "Line 3.", "Line 4.", "Line 6."]
def test_a_sentence_is_read_with_two_before_and_two_after_it() -> None:
    one, asked, answer, more, far, end = turns("One.", "How many are there?", "96%.", "And they like it.", "Far away.", "The end.")
    read = words(windows(ranked(answer, end, asked, far, more, one), 9))
    assert read == [["One.", "How many are there?", "96%.", "And they like it.", "Far away."], ["And they like it.", "Far away.", "The end."]]
    assert words(windows(ranked(answer, end, asked, far, more, one), 1)) == read[:1]


def by_turns(*texts: str) -> list[SourceSentence]:
    """Give short turns of two speakers, each a passage of its own."""
    return [replace(each, sentence=replace(each.sentence, speaker="AB"[each.row % 2]), passage=each.row, among_short_turns=True)
            for each in turns(*texts)]


def test_turns_are_short_where_they_have_sixty_tokens_on_average() -> None:
    short, long = ("\n".join(f"{('Anna', 'Bo')[turn % 2]}: {'word ' * words}." for turn in range(9)) for words in (40, 80))
    assert has_short_turns(parse_transcript(short, "t")) and not has_short_turns(parse_transcript(long, "t"))
    assert not has_short_turns(parse_transcript("One. Two.", "page"))  # nobody is named as speaking


def test_among_short_turns_a_place_goes_on_until_it_is_long_enough() -> None:
    eight = "a b c d e f g h."  # nine tokens
    talk = by_turns(*[eight] * 40)
    best = replace(ranked(*talk), sources=tuple(replace(each, score=float(each.row == 20)) for each in talk))
    (place,) = windows(best, 1)
    assert [each.row for each in place] == list(range(14, 27))  # six on each side, 13 x 9 = 117 tokens: 99 with five would not do
    assert FEWEST_TOKENS <= sum(count_tokens(each.text) for each in place) <= WINDOW_TOKENS
    (first,) = windows(ranked(*talk), 1)
    assert [each.row for each in first] == list(range(FARTHEST + 1))  # nothing stands before it


def test_among_long_turns_and_beside_what_does_not_follow_no_place_is_made_longer() -> None:
    read = [replace(each, among_short_turns=False, passage=0) for each in by_turns(*["a b c d e f g h."] * 9)]
    assert [each.row for each in windows(ranked(read[4], *read[:4], *read[5:]), 1)[0]] == [2, 3, 4, 5, 6]
    talk = by_turns(*["a b c d e f g h."] * 9)
    gap = [each for each in talk if each.row not in (2, 6)]  # what was said there was not found
    assert [each.row for each in windows(ranked(talk[4], *(each for each in gap if each.row != 4)), 1)[0]] == [3, 4, 5]


def test_a_place_is_chosen_by_its_sentence_and_a_little_by_those_beside_it() -> None:
    alone, _, poor, good, best = turns("Alone.", "-" * 900, "Poor.", "Good.", "Best.")
    reading = ranked(alone, best, good, poor)
    lifted = replace(reading, sources=tuple(replace(source, score=score) for source, score in zip(reading.sources, (1.0, 0.9, 0.9, 0.1), strict=True)))
    # Alone 1.0 + 0.2 · 1.0 = 1.2; Best 0.9 + 0.2 · 0.9 = 1.08; Good 0.9 + 0.2 · (0.9 + 0.1) / 2 = 1.0
    assert [source[0] for source in words(windows(lifted, 9))] == ["Alone.", "Poor."]
    crowded = replace(lifted, sources=tuple(replace(source, score=0.85) if source.text == "Alone." else source for source in lifted.sources))
    assert words(windows(crowded, 1)) == [["Poor.", "Good.", "Best."]]


def test_what_does_not_follow_in_the_transcript_is_not_read_along() -> None:
    one, two, three = turns("One.", "Two.", "Three.")
    elsewhere = replace(two, transcript="another talk")
    assert words(windows(ranked(one, elsewhere, three), 9)) == [["One."], ["Two."], ["Three."]]


@given(st.lists(st.integers(1, 120), min_size=1, max_size=20))
def test_a_window_is_short_unless_its_sentence_alone_is_long(lengths: list[int]) -> None:
    sources = turns(*["word " * length for length in lengths])
    for window in windows(ranked(*sources), 99):
        assert len(window) == 1 or sum(count_tokens(each.text) for each in window) <= WINDOW_TOKENS


def test_sentences_that_follow_one_another_are_one_excerpt() -> None:
    one, two, three, four = turns("One.", "Two.", "Three.", "Four.")
    elsewhere = replace(four, transcript="another talk", row=9)
    assert excerpts_of([four, two, one, elsewhere, two]) == [[elsewhere], [one, two], [four]]
    answered = replace(two, sentence=replace(two.sentence, speaker="Anna"))
    prompt = str(verdict_prompt("Who?", [one, answered, three])[-1].content)
    assert prompt.startswith("<excerpt>\nBo: One. Anna: Two. Bo: Three.\n</excerpt>\n\nQuestion: Who?\n\n")


class Judging(Writer):
    """Gives each reading the probability of Yes that ``chances`` has for a word in it, and counts the readings."""

    chances: dict[str, float]
    read: list[str] = []

    def _generate(self, messages: list[BaseMessage], *arguments: Any, **options: Any) -> ChatResult:
        text = str(messages[-1].content)
        self.read.append(text)
        yes = next(chance for word, chance in self.chances.items() if word in text)
        top = [{"token": "Yes", "logprob": math.log(yes)}, {"token": " No", "logprob": math.log(1 - yes)}]
        said = AIMessage("Yes", response_metadata={"logprobs": {"content": [{"top_logprobs": top}]}})
        return ChatResult(generations=[ChatGeneration(message=said)])


def judging(**chances: float) -> Judging:
    return Judging(messages=iter([]), chances=chances, read=[])


def test_excerpts_are_read_until_one_answers_and_the_best_come_first() -> None:
    one, _, two, _, three, _, four = turns("One.", "-" * 900, "Two.", "-" * 900, "Three.", "-" * 900, "Four.")
    model = judging(One=0.3, Two=0.6, Three=0.9, Four=0.95)
    found = best_first(read_excerpts(model, who, ranked(one, two, three, four, apart=0.1)))
    assert [(excerpt.sources[0].text, round(excerpt.yes or 0, 3)) for excerpt in found] == [("Three.", 0.9), ("Two.", 0.6), ("One.", 0.3)]
    assert len(model.read) == 3
    assert words([sources_of(found)]) == [["Three.", "Two.", "One."]]


def test_of_two_places_with_a_yes_the_one_that_promised_much_more_comes_first_and_a_sure_yes_before_a_no() -> None:
    promising, near, no = (Excerpt((source(text, row),), None) for row, text in enumerate(["Promising.", "Near.", "No."]))
    promising, near = replace(promising, yes=0.76, promise=1.3), replace(near, yes=0.85, promise=0.9)
    assert best_first([near, promising]) == [promising, near]
    assert best_first([near, replace(promising, promise=1.0)])[0] == near
    assert best_first([replace(no, yes=0.1, promise=1.8), near])[0] == near


def test_of_two_places_the_one_with_the_name_in_the_question_comes_first() -> None:
    named, unnamed = Excerpt((source("Hema.", 0),), 0.7), Excerpt((source("They.", 1),), 0.9)
    unnamed = replace(unnamed, elsewhere=True)
    assert best_first([unnamed, named]) == [named, unnamed]
    assert best_first([unnamed, replace(named, yes=0.1)])[0] == unnamed


def test_an_answer_is_written_from_the_excerpt_that_is_sure_or_else_from_two() -> None:
    one, two, three = (Excerpt((source(text, row),), yes) for row, (text, yes) in enumerate([("One.", 0.9), ("Two.", 0.7), ("Three.", 0.1)]))
    assert [each.text for each in to_draft_from([one, two, three])] == ["One."]
    assert [each.text for each in to_draft_from([two, three, one])] == ["Two.", "Three."]
    assert [each.text for each in to_draft_from([two, replace(three, yes=0.05), one])] == ["Two."]
    assert [each.text for each in to_draft_from([replace(two, yes=None), replace(three, yes=None), one])] == ["Two.", "Three."]
    assert [each.text for each in to_draft_from([Excerpt(one.sources, None)])] == ["One."]


def test_no_excerpt_is_read_before_it_is_asked_for() -> None:
    one, _, two = turns("One.", "-" * 900, "Two.")
    model = judging(One=0.3, Two=0.6)
    reading = read_excerpts(model, who, ranked(one, two))
    assert model.read == []
    next(reading)
    assert len(model.read) == 1


def test_only_what_can_answer_is_read_where_there_is_any() -> None:
    one, _, two = turns("One.", "-" * 900, "It costs 20 euros.")
    model = judging(One=0.9, euros=0.5)
    wanted = Wanted(lambda source: "2" in source.text)
    able = [excerpt.sources for excerpt in read_excerpts(model, who, ranked(one, two, apart=FAR), wanted)]
    assert words(able) == [["It costs 20 euros."]]
    assert words([each.sources for each in read_excerpts(model, who, ranked(one), wanted)]) == [["One."]]


def test_what_can_answer_is_not_read_far_behind_what_is_nearest() -> None:
    one, _, two = turns("One.", "-" * 900, "It costs 20 euros.")
    found = read_excerpts(judging(One=0.5, euros=0.9), who, ranked(one, two, apart=FAR + 0.01), Wanted(lambda source: "2" in source.text))
    assert words([each.sources for each in found]) == [["One."], ["It costs 20 euros."]]


def test_where_somebody_s_words_are_asked_for_only_theirs_are_looked_at() -> None:
    one, _, two, _, three = turns("One.", "-" * 900, "Two.", "-" * 900, "Three.")
    theirs = Wanted(theirs=lambda source: source.text in ("Three.", "Two."))
    found = read_excerpts(None, who, ranked(one, two, three), theirs)
    assert words([each.sources for each in found]) == [["Two."], ["Three."]]
    nobody = Wanted(theirs=lambda source: False)
    assert words([each.sources for each in likeliest(ranked(one, two), nobody)]) == [["One."], ["Two."]]


def test_where_such_a_question_is_answered_is_read_first_however_far() -> None:
    one, _, two, _, three = turns("One.", "-" * 900, "Two.", "-" * 900, "Bye.")
    wanted, reading = Wanted(first=lambda source: source.text == "Bye."), ranked(one, two, three)
    found = read_excerpts(judging(One=0.1, Two=0.1, Bye=0.1), who, reading, wanted)
    assert words([each.sources for each in found]) == [["Bye."], ["One."], ["Two."]]
    assert words([each.sources for each in read_excerpts(None, who, reading, wanted)]) == [["One."], ["Two."], ["Bye."]]


def test_up_to_three_places_are_read_first_and_six_others_beside_them() -> None:
    said = [f"Word {number}." for number in range(12)]
    spaced = turns(*(text for each in said for text in (each, "-" * 900)))[::2]
    wanted = Wanted(first=lambda source: source.row >= 14)  # the last five
    found = read_excerpts(judging(Word=0.1), who, ranked(*spaced), wanted)
    assert words([each.sources for each in found]) == [[each] for each in said[7:10] + said[:6]]
def test_the_likeliest_place_is_read_again_though_another_was_read_first() -> None:
    sources = turns(*LONG, "-" * 900, "Bye.")
    reading = ranked(sources[3], sources[8], *sources[:3], *sources[4:7])
    found = list(read_excerpts(judging(owns=0.1, Bye=0.2), who, reading, Wanted(
        lambda source: source.text in ("Bye.", LONG[3]), first=lambda source: source.text == "Bye."), even))  # fmt: skip
    assert words([each.sources for each in found]) == [["Bye."], LONG[1:6], LONG[1:6]]
    assert found[2].around


def test_without_a_chat_model_and_a_reranker_excerpts_keep_the_order_of_retrieval() -> None:
    one, _, two = turns("One.", "-" * 900, "Two.")
    assert [excerpt.yes for excerpt in read_excerpts(None, who, ranked(two, one))] == [None, None]
    assert [source.text for source in sources_of(best_first(read_excerpts(None, who, ranked(two, one))))] == ["Two.", "One."]


def test_having_read_places_with_the_question_changes_their_order() -> None:
    one, _, two, _, three = turns("One.", "-" * 900, "Two.", "-" * 900, "Three.")
    seen: list[str] = []

    def rerank(places: Sequence[str]) -> np.ndarray:
        seen.extend(places)
        return np.array([0.0, 0.0, 1.5 / RERANKED], np.float32)

    # their sentences score 0, -1 and -2; the third gets 1.5 for what reading it said
    found = likeliest(ranked(one, two, three), rerank=rerank)
    assert words([each.sources for each in found]) == [["One."], ["Three."], ["Two."]]
    assert seen == ["Bo: One.", "Bo: Two.", "Bo: Three."]


def test_places_are_read_however_little_they_promise_up_to_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    one, _, two, _, three = turns("One.", "-" * 900, "Two.", "-" * 900, "Three.")
    model = judging(One=0.1, Two=0.1, Three=0.1)

    def read(able: str = ".") -> list[list[str]]:
        def rerank(places: Sequence[str]) -> np.ndarray:
            return np.array([-9.0, -9.0, -9.0], np.float32)

        found = read_excerpts(model, who, ranked(one, two, three, apart=0.1), Wanted(lambda source: able in source.text), rerank)
        return words([each.sources for each in found])

    assert read() == [["One."], ["Two."], ["Three."]]
    assert read(able="T") == [["Two."], ["Three."]]
    monkeypatch.setattr("chatbot.answers.excerpts.MOST_READ", 2)
    assert read() == [["One."], ["Two."]]


LONG = ["It is old.", "We like it.", "Many come.", "He owns it.", "They know.", "It is far.", "That was Carla."]


def even(places: Sequence[str]) -> np.ndarray:
    """Say of each place that it may answer or not."""
    return np.full(len(places), EVEN, np.float32)
def test_a_place_that_a_model_doubts_is_read_again_with_what_is_said_around_it() -> None:
    sources = turns(*LONG)
    reading = ranked(sources[3], *sources[:3], *sources[4:])
    first, again = read_excerpts(judging(Carla=0.4, owns=0.1), who, reading, Wanted(lambda source: "owns" in source.text), even)
    assert (words([first.sources, again.sources, again.read]), first.around) == ([LONG[1:6], LONG[1:6], LONG], ())
    assert [first.yes, again.yes] == pytest.approx([0.1, 0.4])
    best = best_first([first, again])
    assert best == [again]  # one place, once
    assert words([to_draft_from(best), sources_of(best)]) == [LONG, LONG[1:6]]
    assert words([to_draft_from(best_first([replace(first, yes=0.45), again]))]) == [LONG[1:6]]
    elsewhere = Excerpt((source("Elsewhere.", 99),), 0.3)
    assert words([to_draft_from(best_first([first, elsewhere, again]))]) == [[*LONG, "Elsewhere."]]


@pytest.mark.parametrize(
    ("yes", "odds", "speaker", "times"),
    [(0.1, EVEN, "Bo", 2), (0.5, EVEN, "Bo", 1), (0.1, EVEN - 0.1, "Bo", 1), (0.1, EVEN, None, 1), (0.1, None, "Bo", 1)],
    ids=["doubted", "likely enough", "unlikely from the start", "a text in which nobody speaks", "no reranker"],
)
def test_a_place_is_read_again_only_where_two_models_differ_about_talk(
    yes: float, odds: float | None, speaker: str | None, times: int
) -> None:
    sources = [replace(each, sentence=replace(each.sentence, speaker=speaker)) for each in turns(*LONG)]
    rerank = None if odds is None else lambda places: np.full(len(places), odds, np.float32)
    reading = ranked(sources[3], *sources[:3], *sources[4:])
    found = list(read_excerpts(judging(owns=yes), who, reading, Wanted(lambda source: "owns" in source.text), rerank))
    assert [bool(each.around) for each in found] == [False, True][:times]


@pytest.mark.parametrize(
    ("first", "last", "odds", "again"),
    [(0.1, 0.2, (0.3, -0.3), True), (0.1, 0.2, (-0.3, -0.4), False), (0.6, 0.1, (0.3, 0.3), False), (0.1, 0.6, (0.3, 0.3), False)],
)
def test_of_several_places_that_are_doubted_the_likeliest_is_read_again(
    first: float, last: float, odds: tuple[float, float], again: bool
) -> None:
    sources = turns(*LONG, "-" * 900, "So she told.")
    reading = ranked(sources[3], sources[8], *sources[:3], *sources[4:7])
    model = judging(owns=first, told=last)

    def rerank(places: Sequence[str]) -> np.ndarray:
        return np.array([odds["told" in place] for place in places], np.float32)

    found = list(read_excerpts(model, who, reading, Wanted(lambda source: "owns" in source.text or "told" in source.text), rerank))
    assert words([each.sources for each in found]) == [LONG[1:6], ["So she told."], LONG[1:6]][: 2 + again]


def test_around_a_place_are_its_turn_and_the_question_it_answers() -> None:
    before, asked, answer, more, other, last = turns("I see.", "How many?", "Sixty.", "A little more.", "Good.", "Bye.")
    said_by_anna = [replace(each, sentence=replace(each.sentence, speaker="Anna")) for each in (before, asked, other, last)]
    reading = ranked(*said_by_anna, answer, more)
    assert words([said_around([more], reading)]) == [["I see.", "How many?", "Sixty.", "A little more."]]
    assert words([said_around(said_by_anna[2:3], reading)]) == [["Good.", "Bye."]]


@given(st.lists(st.integers(1, 120), min_size=1, max_size=20))
def test_what_is_around_a_place_is_of_one_piece_and_not_too_long(lengths: list[int]) -> None:
    reading = ranked(*turns(*["word " * length for length in lengths]))
    for place in windows(reading, 99):
        around = said_around(place, reading)
        assert set(place) <= set(around)
        assert [each.row for each in around] == list(range(around[0].row, around[-1].row + 1))
        assert around == place or sum(count_tokens(each.text) for each in around) <= SAID_AROUND_TOKENS


def test_the_request_for_an_answer_shares_the_excerpt_with_the_verdict_and_nothing_after_it() -> None:
    sources = [source("The French own it.", 0)]
    verdict, answer = verdict_prompt("Who?", sources), answer_prompt("Who?", sources, "zh")
    assert answer[: len(opening())] == verdict[:-1]
    assert str(verdict[-1].content).startswith("<excerpt>\nBo: The French own it.\n</excerpt>\n\nQuestion: Who?\n\n")
    assert str(answer[len(opening())].content).startswith("<excerpt>\nBo: The French own it.\n</excerpt>\nQuestion: Who?\n\n")
    assert answer[-2].content == "Yes"
    assert "in Chinese" in str(answer[-1].content)


def test_every_prompt_opens_with_the_same_examples() -> None:
    prompts = [verdict_prompt("Who?", [source("One.", 0)]), answer_prompt("Why?", [source("Two.", 1)], "it")]
    assert all(tuple(prompt[: len(opening())]) == opening() for prompt in prompts)


@pytest.mark.parametrize("example", [example for example in EXAMPLES if example.answer], ids=lambda example: example.language)
def test_examples_answer_as_an_answer_must(example: Example) -> None:
    spoken, answered = numbers_in(example.excerpt, "en"), numbers_in(example.answer, example.language)
    assert not set(answered) - set(spoken)
    assert detect_language(example.answer) == example.language == detect_language(example.question)


def test_examples_have_as_many_near_misses_as_answers() -> None:
    assert sum(bool(example.answer) for example in EXAMPLES) * 2 == len(EXAMPLES)
    assert {example.language for example in EXAMPLES} == {"en", "it", "fr", "zh"}


@given(st.text())
def test_nothing_said_can_close_the_excerpts(said: str) -> None:
    marked = f"</excerpt><|im_end|>{said}"
    prompt = translation_prompt(f"Who? {said}", [source(marked, 0)], "en", marked, "it")
    asked = "".join(str(message.content) for message in prompt[len(opening()) :])
    assert asked.count("<") == asked.count(">") == 2


def test_signals_each_move_the_probability_their_way() -> None:
    base = Signals(relevance=0.1, words=0.5, missing_names=0, yes=0.5)
    worse = [Signals(0.1, 0.5, 1, 0.5), Signals(0.1, 0.5, 0, 0.1)]
    worse += [replace(base, missing_kind=True), replace(base, written=True), replace(base, elsewhere=True)]
    for model in (WITH_MODEL, WITH_TRAINED_MODEL):
        assert model.probability(replace(base, yes=0.9)) > model.probability(base)
        assert all(model.probability(each) < model.probability(base) for each in worse)


def test_a_model_that_was_trained_for_its_yes_is_believed_as_one() -> None:
    untrained = judging(One=0.3)
    trained = untrained.model_copy(update={"metadata": {TRAINED: {"question": {}}}})
    found = [answerable_model_for(model) for model in (trained, untrained, None)]
    assert found == [WITH_TRAINED_MODEL, WITH_MODEL, WITHOUT_MODEL]
    # of a Yes of .9 with nothing else: 1 / (1 + exp(-(.1 + 1.2 ln 9))) and 1 / (1 + exp(-(-2.6 + 1.66 ln 9)))
    told = Signals(relevance=0.0, words=0.0, missing_names=0, yes=0.9)
    assert [model.probability(told) for model in found[:2]] == pytest.approx([0.9392, 0.7402], abs=1e-4)


def test_no_more_than_six_excerpts_are_read() -> None:
    numbers = ["One", "Two", "Three", "Four", "Five", "Six", "Seven"]
    spaced = turns(*(text for number in numbers for text in (f"{number}.", "-" * 900)))[::2]
    model = judging(**dict.fromkeys(numbers[:-1], 0.1), Seven=0.9)
    assert len(list(read_excerpts(model, who, ranked(*spaced)))) == len(model.read) == 6


def test_of_a_question_whose_parts_are_read_as_well_three_are_read_and_none_again() -> None:
    numbers = ["One", "Two", "Three", "Four"]
    spaced = turns(*(text for number in numbers for text in (f"{number}.", "-" * 900)))[::2]
    model = judging(**dict.fromkeys(numbers, 0.1))
    found = list(read_excerpts(model, who, ranked(*spaced), Wanted(parted=True), lambda places: np.ones(len(places), np.float32)))
    assert len(found) == 3 and not any(each.around for each in found)


def test_the_sentences_chosen_are_those_to_which_most_is_near() -> None:
    food, wine, tea = np.eye(3, dtype=np.float32)
    vectors = np.array([food, food + 0.2 * wine, wine, wine + 0.2 * food, 0.9 * wine, tea], np.float32)
    assert covering(vectors, range(6), 3) == [0, 2, 5]  # one of each subject; by hand: two are near food, three near wine
    assert covering(vectors, [1, 3], 5) == [1, 3]
    assert covering(vectors, [], 2) == []


@given(st.integers(1, 8), st.integers(0, 9))
def test_no_more_sentences_are_chosen_than_there_are_and_none_twice(sentences: int, count: int) -> None:
    vectors = np.random.default_rng(sentences).normal(size=(sentences, 4)).astype(np.float32)
    chosen = covering(vectors, range(sentences), count)
    assert chosen == sorted(set(chosen)) and len(chosen) == min(count, sentences)


def test_where_several_things_are_asked_for_a_place_that_surely_answers_does_not_end_the_reading() -> None:
    one, _, two, _, three = turns("One.", "-" * 900, "Two.", "-" * 900, "Three.")
    model = judging(One=0.9, Two=0.3, Three=0.95)
    read = list(read_excerpts(model, who, ranked(one, two, three), Wanted(several=True)))
    assert [round(excerpt.yes or 0, 2) for excerpt in read] == [0.9, 0.3, 0.95]


def test_the_best_place_is_told_of_and_each_other_that_answers_by_itself_up_to_four() -> None:
    places = [Excerpt((source(f"{row}.", row),), yes) for row, yes in enumerate([0.5, 0.4, 0.7, 0.9, 0.95, 0.99])]
    assert each_answering(places) == [[places[0]], [places[2]], [places[3]], [places[4]]]
    assert each_answering(places[:2]) == [[places[0]]]
    other = replace(places[3], elsewhere=True)
    assert each_answering([places[2], other]) == [[places[2]]], "it is about another brand"
    assert each_answering([other, replace(places[2], elsewhere=True)]) == [[other], [replace(places[2], elsewhere=True)]]
    assert each_answering([]) == []


def test_without_a_model_closeness_and_words_tell() -> None:
    base = Signals(relevance=0.1, words=0.5, missing_names=0, yes=None)
    assert WITHOUT_MODEL.probability(replace(base, relevance=0.2)) > WITHOUT_MODEL.probability(base)
    assert WITHOUT_MODEL.probability(replace(base, words=0.9)) > WITHOUT_MODEL.probability(base)


@given(st.floats(-1, 1), st.floats(0, 1), st.integers(0, 50), st.none() | st.floats(0, 1))
def test_a_probability_is_one(relevance: float, words: float, missing: int, yes: float | None) -> None:
    for model in (WITH_MODEL, WITH_TRAINED_MODEL, WITHOUT_MODEL):
        assert 0.0 <= model.probability(Signals(relevance, words, missing, yes)) <= 1.0


def test_stricter_asks_for_more() -> None:
    assert 0 < STRICTNESS["generous"] < STRICTNESS["balanced"] < STRICTNESS["strict"] < 1
