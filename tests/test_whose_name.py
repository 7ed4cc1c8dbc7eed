"""Who is meant by a name: parts of names, names that are ordinary words, namesakes, titles, and names in Chinese."""

from __future__ import annotations

import pytest

from chatbot.citations.recording import tells_of_recording_alone
from chatbot.citations.speakers import speakers_asked, wrong_speaker
from chatbot.transcripts import Span, Transcript, Turn

ANNA, BINI, LI = "Anna Rossi", "Carlo Bini", "Bo Li"


def talk(*speakers: str) -> Transcript:
    return Transcript(id="t", title="t", text=".", turns=tuple(Turn(speaker, 0, 1, None, (Span(0, 1),)) for speaker in speakers))


@pytest.mark.parametrize(
    ("question", "speaker", "asked"),
    [
        # a particle is no name, with a surname it is
        ("Cosa pensa del mercato cinese?", "Marco Del Vecchio", False),
        ("Che cosa dice del prezzo Carlo Bini?", "Marco Del Vecchio", False),
        ("Che cosa dice Del Vecchio del prezzo?", "Marco Del Vecchio", True),
        ("Cosa pensa Marco Del Vecchio?", "Marco Del Vecchio", True),
        ("Secondo Della Torre, quanto costa?", "Luca della Torre", True),
        ("Secondo la quota della Francia, quanto costa?", "Luca della Torre", False),
        ("Que pense des Roches du marché ?", "Jean des Roches", True),
        ("Que pense-t-il des vins ?", "Jean des Roches", False),
        # an ordinary word is a name with a capital alone
        ("Cosa pensa Rossi?", ANNA, True),
        ("Perché i vini rossi, dice, costano?", ANNA, False),
        ("Que dit M. Blanc du vin ?", "Paul Blanc", True),
        ("Que dit blanc du vin ?", "Paul Blanc", False),
        ("What does Will say?", "Will Smith", True),
        ("What does will say?", "Will Smith", False),
        ("Cosa dice Costa Crociere?", "Anna Costa", False),
        # another person of the same name
        ("Cosa dice Paolo Rossi del vino?", ANNA, False),
        ("What does Carlo Bini say?", "Carlo Dragonetti", False),
        ("What does Carlo say?", "Carlo Dragonetti", True),
        ("What does Carlos say?", "Carlo Dragonetti", False),
        ("Secondo Annalisa quanto costa?", ANNA, False),
        ("Que dit Jean-Pierre ?", "Jean Roche", False),
        # titles
        ("Che cosa dice il dottor Bini?", BINI, True),
        ("Cosa pensa la signora Rossi?", ANNA, True),
        ("Secondo la dott.ssa Rossi, è caro?", ANNA, True),
        ("What does Mr. Bini say?", BINI, True),
        ("What did D’Amico say?", "Matteo D'Amico", True),
        ("What did D'Amico say?", "Matteo D’Amico", True),
        # Chinese
        ("王总怎么看价格？", "王芳", True),
        ("王总怎么看价格？", "王", True),
        ("王国怎么看价格？", "王", False),
        ("他高兴地说了什么？", "高", False),
        ("他很高兴地说了什么？", "高兴", False),
        ("提高总产量怎么看？", "高明", False),
        ("欧阳先生怎么看？", "欧阳修", True),
    ],
)
def test_whose_words_a_question_asks_for_by_name(question: str, speaker: str, asked: bool) -> None:
    assert speakers_asked(question, talk(speaker, "Zoe")) == ({speaker} if asked else set())


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("cosa dice anna rossi del vino", ANNA, "Marco Rossi"),
        ("What does Speaker 2 say?", "Speaker 2", "Speaker 1"),
        ("李伟业怎么看？", "李伟业", "李伟"),
        ("What does Anna say about Bordeaux?", "Anna Bordi", "Bo Bordi"),
    ],
)
def test_of_two_speakers_alike_the_one_is_meant_whose_whole_name_is_there(question: str, one: str, other: str) -> None:
    assert speakers_asked(question, talk(one, other)) == {one}


def test_a_name_of_two_speakers_means_both() -> None:
    assert speakers_asked("Cosa dice Rossi del vino?", talk(ANNA, "Marco Rossi")) == {ANNA, "Marco Rossi"}


@pytest.mark.parametrize(
    ("sentence", "quoted", "other", "wrong"),
    [
        ("Il prezzo del vino è alto, dice Anna Rossi.", ANNA, "Marco Del Vecchio", False),
        ("La quota della Francia è alta, dice Anna.", ANNA, "Luca della Torre", False),
        ("Le prix des vins augmente, dit Anna.", ANNA, "Jean des Roches", False),
        ("The price is high, says Anna.", ANNA, "The Host", False),
        ("The host says that the price is high.", ANNA, "The Host", True),
        ("Del Vecchio dice che il prezzo è alto.", ANNA, "Marco Del Vecchio", True),
        ("Secondo Della Torre il prezzo è alto.", ANNA, "Luca della Torre", True),
        ("Il mercato vecchio, dice Anna, è chiuso.", ANNA, "Marco Del Vecchio", False),
        ("I vini rossi, dice Bini, crescono.", BINI, ANNA, False),
        ("Rossi dice che i vini crescono.", BINI, ANNA, True),
        ("Secondo il dottor Rossi i vini crescono.", BINI, ANNA, True),
        ("The wine will sell, Bo says.", LI, "Will Smith", False),
        ("Will prices rise? They do, Bo says.", LI, "Will Smith", False),
        ("Will says that wine sells.", LI, "Will Smith", True),
        ("The Costa Rica office sells wine, Bo says.", LI, "Anna Costa", False),
        ("据Costa说酒卖得好。", LI, "Anna Costa", True),
        ("All firms say that wine sells.", LI, "All", False),
        ("Carlo Bini says that wine sells.", BINI, "Carlo Dragonetti", False),
        ("Carlo says that wine sells.", BINI, "Carlo Dragonetti", False),
        ("Dragonetti says that wine sells.", BINI, "Carlo Dragonetti", True),
        ("Secondo Annalisa i vini crescono.", "Annalisa Bini", ANNA, False),
        ("Joanna说酒卖得好。", "Joanna Lee", ANNA, False),
        ("Anna说酒卖得好。", "Joanna Lee", ANNA, True),
        ("Speaker 10 says that wine sells.", "Speaker 10", "Speaker 1", False),
        ("Speaker 1 says that wine sells.", "Speaker 10", "Speaker 1", True),
        ("李伟业说酒卖得好。", "李伟业", "李伟", False),
        ("李伟说酒卖得好。", "李伟业", "李伟", True),
        ("王女士说酒卖得好。", "王丽", "王芳", False),
        ("王女士说酒卖得好。", "李伟", "王芳", True),
        ("她回答说价格会上涨。", "提问", "回答", False),
        ("According to La Repubblica, he says, it sells.", LI, "Gianni La Rocca", False),
    ],
)
def test_a_true_sentence_is_not_taken_for_another_s_words(sentence: str, quoted: str, other: str, wrong: bool) -> None:
    assert wrong_speaker(sentence, [quoted], [quoted, other]) == (other if wrong else None)


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("Marco Bassi dice che si occupa della vigna.", "Marco Bassi"), ("Secondo Marco Bassi la vigna va bene.", "Marco Bassi"),
        ("Marco Bassi says that he looks after the vineyard.", "Marco Bassi"), ("Selon Marco Bassi, la vigne va bien.", "Marco Bassi"),
        ("Paolo Bassi dice che suo fratello Marco si occupa della vigna.", None), ("Bassi dice che suo fratello segue la vigna.", None),
        ("Il dottor Paolo Bassi dice che va bene.", None), ("Dr Paolo Bassi says that it goes well.", None),
        ("Jack Ma says that it goes well.", None), ("Marco Bassi looks after the vineyard, says Paolo Bassi.", None),
    ],
)  # fmt: skip
def test_who_is_told_of_and_has_a_speakers_family_name_is_not_who_speaks(sentence: str, wrong: str | None) -> None:
    assert wrong_speaker(sentence, ["Paolo Bassi"], ["Giulia Ferrero", "Paolo Bassi"]) == wrong


@pytest.mark.parametrize(
    ("sentence", "quote", "fault"),
    [
        ("The interview was at 7 in the morning in Meehang.", "The speech itself was at 7 in the morning in Meehang.", True),
        ("L'intervista è stata alle 7 a Meehang.", "Il discorso era alle 7 a Meehang.", True),
        ("L'entretien a eu lieu à 7 heures.", "Le discours était à 7 heures.", True),
        ("访谈在早上七点开始。", "演讲在早上七点开始。", True),
        ("The interview was recorded at 8 a.m.", "Thank you for being with us this early, at 8 a.m.", False),
        ("The interview was in May.", "We recorded this in May.", False),
        ("The speech was at 7 in the morning.", "The speech itself was at 7 in the morning.", False),
        ("In the interview it was said that wine sells.", "Wine sells.", False),
    ],
)
def test_when_a_speech_was_is_not_when_the_interview_was(sentence: str, quote: str, fault: bool) -> None:
    assert tells_of_recording_alone(sentence, [quote]) is fault
