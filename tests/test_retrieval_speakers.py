"""Which transcript a speaker's name tells, and questions without such names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.retrieval.speakers import SpeakerNames, named_in, names_of, without_speakers
from chatbot.transcripts import Span, Transcript, Turn


def talk(id: str, *speakers: str) -> Transcript:
    turns = tuple(Turn(speaker, 0, 1, None, (Span(0, 1),)) for speaker in speakers)
    return Transcript(id=id, title=id, text=".", turns=turns)


TALKS = {id: talk(id, "Matteo Host", guest) for id, guest in
         {"wine": "Carlo Rossi", "oil": "Anna Rossi", "tea": "王小明", "silk": "Speaker 1"}.items()}  # fmt: skip


@pytest.mark.parametrize(
    ("question", "transcript", "told"),
    [
        ("What does Carlo sell?", "wine", 1.0),  # a speaker here alone
        ("What does Carlo Rossi sell?", "wine", 1.0),  # by the rarer of the two names
        ("What does Rossi sell?", "wine", 0.5),  # one of two: 1 - log 2 / log 4
        ("What does Matteo ask about prices?", "wine", 0.0),  # speaks in all of them
        ("What does Carlo sell?", "oil", 0.0),
        ("王小明卖什么？", "tea", 1.0),
        ("Carlo卖什么？", "wine", 1.0),
    ],
)
def test_a_guest_s_name_tells_the_transcript_and_the_host_s_does_not(question: str, transcript: str, told: float) -> None:
    names = SpeakerNames(TALKS)
    assert names.told(names.named([question]), transcript) == pytest.approx(told)


def test_a_single_transcript_need_not_be_told() -> None:
    names = SpeakerNames({"wine": TALKS["wine"]})
    assert names.told(names.named(["What does Carlo sell?"]), "wine") == 0.0


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("Carlo Rossi", {"Carlo", "Rossi"}),
        ("CARLO ROSSI", {"Carlo", "Rossi"}),
        ("Carlo Rossi (Google)", {"Carlo", "Rossi"}),
        ("Charles de Gaulle", {"Charles", "Gaulle"}),
        ("Marco Del Vecchio", {"Marco", "Vecchio"}),  # "Del vino, che cosa …"
        ("Dott. Anna Rossi, CEO", {"Anna", "Rossi"}),
        ("Du Fu", {"Du", "Fu"}),
        ("Dr. Jean-Pierre O'Brien", {"Jean-Pierre", "O'Brien"}),
        ("Will Smith", {"Smith"}),  # "Will robots …" is about nobody
        ("小明", {"小明"}),
        ("The Host", set()),
        ("Speaker 1", set()),
        ("问", set()),
    ],
)
def test_what_a_speaker_may_be_called_by(label: str, names: set[str]) -> None:
    assert names_of([label]) == names


SPEAKERS = ("Carlo Rossi", "Matteo d'Angelo", "王小明", "Host", "问", "Jean-Pierre O'Brien", "Charles de Gaulle")


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("How much wine does Carlo Rossi sell in China?", "How much wine does sell in China?"),
        ("What did Carlo's firm sell there last year?", "What did firm sell there last year?"),
        ("Secondo Carlo, quanto vino si vende in Cina?", "Secondo , quanto vino si vende in Cina?"),
        ("Combien de vin l'école d'Angelo vend-elle en Chine ?", "Combien de vin l'école d'Angelo vend-elle en Chine ?"),
        ("Combien de vin Rossi vend-il en Chine ?", "Combien de vin vend-il en Chine ?"),
        ("What did Jean-Pierre O'Brien say about the wine market?", "What did say about the wine market?"),
        ("Did Charles de Gaulle like the wine of Shanghai?", "Did like the wine of Shanghai?"),
        ("Carlo Rossi 在中国卖了多少葡萄酒？", "在中国卖了多少葡萄酒？"),
        ("王小明觉得中国的葡萄酒市场怎么样？", "觉得中国的葡萄酒市场怎么样？"),
        ("CEO王小明怎么看中国的葡萄酒市场？", "CEO怎么看中国的葡萄酒市场？"),
    ],
)
def test_a_speaker_s_name_is_taken_out_whole_or_in_part(question: str, left: str) -> None:
    assert without_speakers(question, SPEAKERS) == left


@pytest.mark.parametrize(
    "question",
    [
        "How much wine is sold in China?",
        "Who plays the host at the fair in Shanghai?",  # a word like any other
        "What does Carlotta sell in the shops of Shanghai?",
        "他们在中国遇到了什么问题？",  # 问 is a label here, not a name
        # nothing would be left to look for
        "Who is Carlo Rossi and what does he do?",
        "Tell me something about Carlo Rossi.",
        "Chi è Carlo Rossi e che cosa fa?",
        "Parle-moi un peu de Carlo Rossi",
        "请介绍一下王小明这个人",
    ],
)
def test_other_questions_stay_as_they_were(question: str) -> None:
    assert without_speakers(question, SPEAKERS) == question


@given(st.lists(st.sampled_from(["Carlo", "Rossi", "Carlo Rossi", "wine", "sells", "in", "China", "王小明", "葡萄酒"]), max_size=9))
def test_a_name_is_taken_out_everywhere_or_nothing_is(words: list[str]) -> None:
    question = " ".join(words)
    left = without_speakers(question, SPEAKERS)
    assert left == question or not named_in(left, names_of(SPEAKERS))
