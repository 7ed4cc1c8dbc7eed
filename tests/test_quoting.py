"""How sure evidence must be to be quoted, where no sentence of a draft holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chatbot.answers import SourceSentence
from chatbot.citations import Fault
from chatbot.conversation.asked import Asked
from chatbot.conversation.quoting import (
    BORROWED_MARGIN,
    INVENTED_MARGIN,
    briefly,
    faults_to_tell,
    nearest_said,
    quotable,
    quoting_margin,
)
from chatbot.passages.sentences import sentences_of
from chatbot.questions import as_asked
from chatbot.transcripts import parse_transcript


@pytest.mark.parametrize(
    ("faults", "unsaid_names", "margin"),
    [
        ([], 0, 0.0),
        ([Fault("meaning"), Fault("language")], 0, 0.0),
        ([Fault("meaning"), Fault("number", "7")], 0, INVENTED_MARGIN),
        ([Fault("name", "alibaba")], 0, INVENTED_MARGIN),
        ([Fault("name", "slow"), Fault("name", "food")], 0, BORROWED_MARGIN),
        ([Fault("denial")], 1, 0.0),
        ([Fault("number", "7"), Fault("denial")], 1, 1.0),
        ([Fault("meaning")], 1, 0.0),
    ],
)
def test_evidence_must_be_surer_where_a_model_invented_and_more_so_where_it_borrowed(
    faults: list[Fault], unsaid_names: int, margin: float
) -> None:
    asked = as_asked("Perché Slow Food ha rifiutato di collaborare?")
    assert quoting_margin(asked, faults, unsaid_names) == margin
    assert 0.0 < INVENTED_MARGIN < BORROWED_MARGIN < 1.0


@pytest.mark.parametrize(
    ("asked", "quoted"),
    [
        ("Stand events with a code bring followers from there to here, right?", True),
        ("Gli eventi con un codice portano le persone in rete, vero?", True),
        ("扫二维码就能把人带到线上，对吧？", True),
        ("Which events with a code bring followers from there to here?", False),
        ("Is that the way to bring followers, right?", False),
        ("How expensive is it?", False),
        ("Conviene portare le persone in rete o no?", False),
    ],
)
def test_what_wants_only_to_be_confirmed_is_quoted_and_a_question_is_not(asked: str, quoted: bool) -> None:
    said = f"A talk\n\nAnna: The lever is from offline to online. {asked}\n\nBo: It is.\n"
    talk = parse_transcript(said, "talk")
    sources = [SourceSentence("talk", s, said[s.start : s.end], None, 0.0, row) for row, s in enumerate(sentences_of(talk))]
    assert any(asked in quote.text for quote in quotable(sources[:2], {"talk": talk})) is quoted


def test_the_nearest_to_show_says_something_and_only_where_nothing_does_it_asks() -> None:
    said = "A talk\n\nAnna: How much? What does a bottle of Barolo cost over there?\n\nBo: I see. The prices of wine are high in Shanghai.\n"
    talk = parse_transcript(said, "talk")
    sources = [SourceSentence("talk", s, said[s.start : s.end], None, 0.0, row) for row, s in enumerate(sentences_of(talk))]
    assert [source.text for source in nearest_said(sources, 2)] == ["The prices of wine are high in Shanghai.", "How much?"]
    assert [source.text for source in nearest_said(sources[:3], 3)] == [source.text for source in sources[:3]]


def test_what_a_shown_quote_has_is_not_told_to_be_in_no_quote() -> None:
    faults = [Fault("number", "103"), Fault("name", "Alimama"), Fault("speaker", "Carlo"), Fault("denial")]
    told = faults_to_tell(faults, ["If I’m not wrong, 103 at the moment, says Carlo."])
    assert told == [Fault("meaning"), Fault("name", "Alimama"), Fault("speaker", "Carlo"), Fault("denial")]
    assert faults_to_tell(faults, []) == faults


def test_a_number_is_shown_however_it_is_written() -> None:
    told = faults_to_tell([Fault("number", "40000"), Fault("number", "5")], ["About forty thousand a year.", "E il 6 per cento."])
    assert told == [Fault("meaning"), Fault("number", "5")]


def test_in_few_words_the_sentence_is_quoted_that_is_nearest_and_can_answer() -> None:
    said = "A talk\n\nAnna: How many?\n\nBo: I see what you mean. Sixty people came by train. They liked it.\n"
    talk = parse_transcript(said, "talk")
    scores = (0.9, 0.2, 0.5, 0.6)
    sources = [SourceSentence("talk", s, said[s.start : s.end], None, score, row) for (row, s), score in zip(enumerate(sentences_of(talk)), scores, strict=True)]
    people = Asked("How many?", (), "number", {}, {})
    assert [source.text for source in briefly(sources, people)] == ["Sixty people came by train."]
    assert [source.text for source in briefly(sources, replace(people, kind=None))] == ["They liked it."]
    assert briefly([], people) == []
