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
        # what a speaker tells of is no surname
        *((question, BINI, True) for question in (
            "Cosa pensa Carlo di Alibaba?", "Cosa dice Carlo della Cina?", "Cosa ha detto Carlo a Pechino?",
            "Cosa pensa Carlo dei Cinesi?", "Cosa Pensa Carlo Di Alibaba?", "Que pense Carlo de Tmall ?", "Que dit Carlo des Chinois ?",
            "What does Carlo in China say?", "What did Carlo and Maria say?", "Secondo Carlo WeChat è utile?",
            "In Cina Bini che cosa dice?", "What does President Bini say?", "Secondo Carlo Internet è utile?",
        )),
        *((question, BINI, False) for question in (
            "Cosa dice Carlo Rossi?", "Cosa dice Carlo Del Vecchio?", "What does Carlo De La Cruz say?", "What does Carlo van Damme say?",
            "What does Paolo Bini say?", "Cosa dice Carlo Ferrari?", "What does Florence Bini say?",
        )),
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
        ("In June she says that wine sells.", LI, "June Lee", False), ("In April sales, he says, rise.", LI, "April Roe", False),
        ("June says that wine sells.", LI, "June Lee", True), ("Today April says that wine sells.", LI, "April Roe", True),
        ("Parla bene, Ma dice poco del vino.", BINI, "Jack Ma", False), ("In China, Ma says, wine sells.", BINI, "Jack Ma", True),
        ("Secondo Ma il vino costa molto.", BINI, "Jack Ma", True),
        ("Early in May and in early June, she says, wine sells.", LI, "June Lee", False), ("李明确认为酒好。", "王芳", "李明", False),
        ("李明确表示同意。", "王芳", "李明", False), ("李明表示同意。", "王芳", "李明", True), ("李明确实表示同意。", "王芳", "李明", True),
        ("小红书认为酒卖得好。", "王芳", "小红", False), ("小红认为酒卖得好。", "王芳", "小红", True),
        ("王老师傅说酒卖得好。", "李伟", "王老师", False), ("王老师说酒卖得好。", "李伟", "王老师", True),
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
    ("sentence", "speaker"),
    [
        *((f"{words} che il vino costa troppo.", BINI) for words in (
            "Anche Carlo dice", "Infatti Carlo dice", "Qui Carlo dice", "Quando Carlo dice", "Presidente Carlo dice", "Anche Bini dice",
            "Il signor Bini dice", "La dottoressa Bini dice", "La signora Bini dice", "L'avvocato Bini dice",
        )),
        *((f"{words} that wine costs too much.", BINI) for words in (
            "Today Carlo says", "Even Carlo says", "Here Carlo says", "Founder Carlo says", "Host Bini says", "Bini Wines says",
        )),
        ("Ici Carlo dit que le vin est cher.", BINI), ("Secondo Carlo WeChat è importante.", BINI),
        ("Jean-Pierre Martin explique que le vin se vend.", "Jean-Pierre Martin"), ("Anna Rossi-Verdi says yes.", "Anna Rossi-Verdi"),
        ("According to Xiao-Ming Li, wine sells.", "Xiao-Ming Li"), ("Giulia Rossi says yes.", "G. Rossi"),
        ("Giulia Rossi says yes.", "Prof. Rossi"), ("Alex Chen says yes.", "Alexander Chen"),
    ],
)  # fmt: skip
def test_a_capital_before_a_speakers_name_makes_it_nobody_else_s(sentence: str, speaker: str) -> None:
    assert wrong_speaker(sentence, [speaker], [speaker, "Zoe"]) is None


@pytest.mark.parametrize(
    ("sentence", "speaker", "wrong"),
    [
        ("Il signor Marco Bini dice di sì.", BINI, "Marco Bini"), ("Secondo la dottoressa Giulia Bini costa.", BINI, "Giulia Bini"),
        ("Marie-Claire Martin explique tout.", "Jean-Pierre Martin", "Marie-Claire Martin"),
        ("Marco Verdi says yes.", "Anna Rossi-Verdi", "Marco Verdi"),
    ],
)
def test_another_given_name_before_the_family_name_makes_it_another_s(sentence: str, speaker: str, wrong: str) -> None:
    assert wrong_speaker(sentence, [speaker], [speaker, "Zoe"]) == wrong


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
        ("The podcast started in 2019.", "I started it in 2019 with a friend.", False), ("The interview was difficult.", "It was hard.", False),
        ("La registrazione è stata fatta nel 2015.", "Il marchio è del 2015.", False), ("播客于2019年开始。", "我2019年开始做。", False),
    ],
)
def test_when_a_speech_was_is_not_when_the_interview_was(sentence: str, quote: str, fault: bool) -> None:
    assert tells_of_recording_alone(sentence, [quote]) is fault
