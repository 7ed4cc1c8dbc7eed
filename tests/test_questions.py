"""A question to the forms that are searched; what a model writes is kept only where it is faithful."""

from __future__ import annotations

from typing import Any

import pytest
from langchain_core.language_models import FakeListChatModel

from chatbot.errors import QuestionError
from chatbot.language_models.calls import TRAINED
from chatbot.questions import (
    MAX_CHARACTERS,
    Message,
    answer_language,
    as_asked,
    asks_for_overview,
    asks_for_several,
    checked_question,
    depends_on_history,
    is_change_of_form,
    rewritten,
    translate,
)  # fmt: skip
from chatbot.questions.threads import TOLD_CHARACTERS
from chatbot.transcripts import detect_language

HISTORY = (Message("user", "How many brands does helloITA have on TMall?"), Message("assistant", "helloITA has 103 brands."))


class Deaf(FakeListChatModel):
    """Gives the replies in order, whatever is asked, however it is bound, and keeps what it was asked."""

    asked: list[Any] = []

    def bind(self, **options: Any) -> Any:
        return self

    def _call(self, messages: Any, *arguments: Any, **options: Any) -> str:
        self.asked.append(messages)
        return super()._call(messages, *arguments, **options)


def replies(*texts: str) -> Deaf:
    return Deaf(responses=list(texts), asked=[])


def test_a_question_loses_the_white_space_around_it() -> None:
    assert checked_question("  Who?\n") == "Who?"
    assert checked_question("x" * MAX_CHARACTERS) == "x" * MAX_CHARACTERS


@pytest.mark.parametrize(("text", "words"), [("", "empty"), (" \n\t", "empty"), ("x" * 100_000, "100,000 characters.*4,000")])
def test_what_cannot_be_asked(text: str, words: str) -> None:
    with pytest.raises(QuestionError, match=words):
        checked_question(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Who owns the wine market in China?", "en"),
        ("Chi domina il mercato del vino in Cina?", "it"),
        ("谁占领了中国的葡萄酒市场？", "zh"),
        ("Qui domine le marché du vin en Chine ?", "fr"),
        ("Who owns the wine market? Answer in Chinese please.", "zh"),
        ("Who owns the wine market? In italiano per favore", "it"),
        ("Who owns the wine market in Italian cities?", "en"),
        ("用中文回答：who owns the market?", "zh"),
    ],
)
def test_the_answer_is_in_the_question_s_language_or_the_one_asked_for(text: str, language: str) -> None:
    assert answer_language(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("他用意大利语还是英语做节目？", "zh"),
        ("他们怎么用英语做营销？", "zh"),
        ("用英语怎么说“你好”？", "zh"),
        ("请用英语介绍一下他们的品牌。", "en"),
        ("谁占领了市场？用意大利语回答。", "it"),
        ("谁占领了市场？请用法语", "fr"),
        ("How do they please clients in Chinese?", "en"),
        ("How do they answer clients in Chinese?", "en"),
        ("Please tell me how they say hello in Chinese", "en"),
        ("Answer in Chinese: who owns the market?", "zh"),
        ("Answer me in Italian, please: who owns the market?", "it"),
        ("Who owns the market? Please answer in French.", "fr"),
        ("Who owns the market, in Italian please", "it"),
        ("Chi domina il mercato? Rispondi in inglese", "en"),
        ("Qui domine le marché ? Réponds en chinois", "zh"),
        ("Come rispondono in inglese ai clienti?", "it"),
        ("Answer in Chinese cities is often no.", "en"),
        ("Tell me in Italian who owns the market.", "it"),
        ("他们在哪儿卖酒？回答请用英语", "en"),
        ("KOL?", "en"),
        ("Tmall o Taobao?", "it"),
        ("Tmall ou Taobao ?", "fr"),
        ("Tmall or Taobao?", "en"),
        ("Perché?", "it"),
        ("Pourquoi ?", "fr"),
        ("Why?", "en"),
        ("天猫？", "zh"),
    ],
)
def test_the_language_of_the_answer_is_no_language_that_the_question_is_about(text: str, language: str) -> None:
    assert answer_language(text) == language


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("What mistakes do Italian companies make in China?", True),
        ("Which other channels did they use?", True),
        ("What were the main obstacles?", True),
        ("Please list what he did before.", True),
        ("data sources that it can pull in", True),
        ("Quali consigli dà a chi comincia?", True),
        ("le difficoltà che hanno avuto", True),
        ("Quels produits vend-il ?", True),
        ("意大利公司有哪些困难？", True),
        ("他有什么建议？", True),
        ("Which companies, brands and bodies do they work with?", True),
        ("What does Tmall cost?", False),
        ("What sells best in China?", False),
        ("What progress did they make?", False),
        ("Is it true that all the bottles are fake?", False),
        ("Please name the head of the agency.", False),
        ("I would like to know who owns the wine market in China", False),
        ("In quali anni ha vissuto in Cina?", False),
        ("i cinesi bevono vino italiano", False),
        ("les chinois boivent du vin rouge", False),
        ("意大利品牌都有天猫店吗", False),
        ("没有什么问题的平台是哪个", False),
        ("What is his name?", False),
        ("Who owns the wine market in China?", False),
        ("What makes the platform different?", False),
        ("Le aziende italiane possono vendere su Tmall?", False),
        ("Qual è il suo ruolo?", False),
        ("Quel est son rôle ?", False),
        ("他在哪里学习？", False),
    ],
)
def test_what_asks_for_several_things(question: str, several: bool) -> None:
    assert asks_for_several(question) is several


@pytest.mark.parametrize(
    ("message", "whole"),
    [
        ("Summarise the interview", True),
        ("What is this interview about?", True),
        ("Can you give me a summary of the podcast with Carlo Dragonetti?", True),
        ("riassumi l’intervista", True),
        ("Di cosa si parla?", True),
        ("Quali sono i punti principali dell'intervista?", True),
        ("Résume l'entretien", True),
        ("De quoi parle cet épisode ?", True),
        ("总结一下这次访谈", True),
        ("这个访谈讲了什么？", True),
        ("Mi fai un riassunto dell'intervista con Carlo Dragonetti?", True),
        ("Summarise the interview in Italian", True),
        ("What is it about?", False),
        ("Di cosa parla?", False),
        ("Summarise the interview with a focus on Tmall", False),
        ("riassumi " + "della " * 15 + "x", False),
        ("Summarise what he says about wine", False),
        ("What is helloITA about?", False),
        ("riassumi cosa dice del vino", False),
        ("De quoi parle-t-il à propos du vin ?", False),
        ("总结他对葡萄酒的看法", False),
        ("", False),
    ],
)
def test_what_asks_for_a_whole_transcript(message: str, whole: bool) -> None:
    assert asks_for_overview(message) is whole


def test_a_long_history_of_short_messages_has_a_language_too() -> None:
    history = [Message("user", "Chi domina il mercato del vino in Cina?"), *[Message("user", "ok")] * 3000]
    assert answer_language("ok", history) == "it"


def test_a_short_follow_up_keeps_the_conversation_s_language() -> None:
    assert answer_language("TMall?", [Message("user", "Chi domina il mercato del vino in Cina?")]) == "it"


@pytest.mark.parametrize("text", ["in Chinese please", "in italiano", "shorter", "plus court", "用中文回答", "再短一点", "in short"])
def test_changes_of_form(text: str) -> None:
    assert is_change_of_form(text)


@pytest.mark.parametrize("text", ["Who owns it in Chinese cities?", "What is shorter?", "为什么"])
def test_no_changes_of_form(text: str) -> None:
    assert not is_change_of_form(text)


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("And how many followers does it have?", True),
        ("Why?", True),
        ("E quanti follower ha?", True),
        ("他为什么去了北京？", True),
        ("Which brands are under the helloITA name?", False),
        ("Chi domina il mercato del vino in Cina?", False),
    ],
)
def test_what_leans_on_the_question_before(text: str, leans: bool) -> None:
    assert depends_on_history(text) is leans


def test_a_first_question_is_searched_as_it_is() -> None:
    asked = as_asked("And how many followers?")
    assert (asked.standalone, asked.forms) == ("And how many followers?", ("And how many followers?",))


def test_a_follow_up_is_searched_alone_and_with_the_question_before() -> None:
    asked = as_asked("And how many followers?", HISTORY)
    assert asked.forms == ("And how many followers?", f"{HISTORY[0].content} And how many followers?")


def test_a_change_of_form_asks_the_last_question_again() -> None:
    asked = as_asked("in Chinese please", HISTORY)
    assert (asked.forms, asked.language) == ((HISTORY[0].content,), "zh")


def thread(*questions: str) -> list[Message]:
    """Give a history of questions, each with an answer."""
    return [message for question in questions for message in (Message("user", question), Message("assistant", "Yes."))]


def test_a_thread_leads_back_to_the_question_that_stands_alone() -> None:
    said = thread("Which shops sell Italian cheese?", "Who owns the wine market in China?", "And why?", "And since when?")
    assert as_asked("And him?", said).forms == ("And him?", "Who owns the wine market in China? And since when? And him?")
    assert as_asked("And him?", said[:4]).forms == ("And him?", "Who owns the wine market in China? And him?")
    assert as_asked("What does Alimama do for brands?", said).forms == ("What does Alimama do for brands?",)


def test_a_change_of_form_keeps_the_thread_of_the_question_that_it_asks_again() -> None:
    asked = as_asked("in Chinese please", thread("Who owns the wine market in China?", "And why?"))
    assert (asked.standalone, asked.language) == ("And why?", "zh")
    assert asked.forms == ("And why?", "Who owns the wine market in China? And why?")


def test_the_model_reads_the_thread_and_the_last_answer_alone() -> None:
    said = [*thread("Which shops sell cheese in Rome?"), *thread(*["And why?"] * 8), Message("user", "How?"), Message("assistant", "By boat.")]
    model = replies("How do shops sell cheese in Rome?")
    asked = rewritten(as_asked("And then?", said), said, None, model)
    assert asked.standalone == "How do shops sell cheese in Rome?"
    read = str(model.asked[-1][-1].content)
    assert read == "Q: Which shops sell cheese in Rome?\nQ: How?\nA: By boat.\nLast question: And then?\nRewritten question:"


def test_without_a_model_a_question_stays_as_it_is() -> None:
    asked = as_asked("And how many followers?", HISTORY)
    assert rewritten(asked, HISTORY, "en", None) == asked


def test_a_faithful_rewriting_becomes_a_form() -> None:
    asked = rewritten(as_asked("And how many followers?", HISTORY), HISTORY, "en", replies("How many followers does helloITA have?"))
    assert asked.standalone == "How many followers does helloITA have?"
    assert asked.forms[-1] == asked.standalone
    assert asked.text == "And how many followers?"


@pytest.mark.parametrize("written", ["", "How many of the 500 followers does helloITA have?", "How many followers does Peer Video have?"])
def test_a_rewriting_that_brings_something_in_is_thrown_away(written: str) -> None:
    asked = rewritten(as_asked("And how many followers?", HISTORY), HISTORY, "en", replies(written))
    assert asked.standalone == "How many brands does helloITA have on TMall? And how many followers?"
    assert written not in asked.forms


@pytest.mark.parametrize(
    ("text", "written", "kept"),
    [
        ("And who pays for the stands?", "Who pays for the stands at the fair?", True),
        ("And who pays for the stands?", "How many brands are at the fair?", False),
        ("E di che settori sono?", "Quante marche ci sono alla fiera?", False),
        ("E come mai hanno deciso di mettersi insieme?", "Quando hanno deciso di mettersi insieme?", False),
        ("E come mai lavorano con loro?", "Come mai lavorano con loro alla fiera?", False),
        ("Et pourquoi ils travaillent avec eux ?", "Pourquoi ont-ils choisi ce nom ?", False),
        ("那他有没有买广告？", "王先生有没有在展会买广告？", True),
        ("那他有没有买广告？", "展会在哪里？", False),
    ],
)
def test_a_follow_up_that_is_rewritten_asks_what_was_asked(text: str, written: str, kept: bool) -> None:
    said = thread("Who was at the fair?")
    asked = rewritten(as_asked(text, said), said, None, replies(written))
    assert asked.standalone == (written if kept else f"Who was at the fair? {text}")


@pytest.mark.parametrize("written", ["And who paid?", "and who paid"])
def test_a_follow_up_that_the_model_leaves_as_it_is_stays(written: str) -> None:
    said = thread("Who was at the fair?")
    assert rewritten(as_asked("And who paid?", said), said, None, replies(written)).standalone == "And who paid?"


@pytest.mark.parametrize(
    ("text", "written"), [("And why?", "How many brands are there?"), ("And where?", "Who was at the fair?"), ("为什么？", "展会在哪里？")]
)
def test_a_follow_up_of_few_words_keeps_the_one_that_asks(text: str, written: str) -> None:
    said = thread("Who was at the fair?")
    assert rewritten(as_asked(text, said), said, None, replies(written)).standalone == f"Who was at the fair? {text}"


def test_a_short_question_that_leans_on_nothing_is_asked_alone() -> None:
    said = thread("How many brands are there?")
    asked = rewritten(as_asked("What is livestreaming?", said), said, None, replies("It sells by video."))
    assert asked.standalone == "What is livestreaming?"


def test_a_follow_up_in_another_language_than_the_question_before_is_translated() -> None:
    said = thread("How many brands are there on the platform?")
    asked = rewritten(as_asked("E chi le ha scelte?", said), said, "en", replies("Quante?", "Who chose the brands on the platform?"))
    assert asked.forms[-1] == "Who chose the brands on the platform?"


def test_no_more_of_an_earlier_question_is_asked_again_than_is_told() -> None:
    said = thread("展会" * 1500)
    assert len(as_asked("为什么？", said).forms[1]) < TOLD_CHARACTERS + 10


def test_a_question_in_another_language_is_searched_in_the_transcript_s_as_well() -> None:
    question = as_asked("Chi domina il mercato del vino in Cina?")
    asked = rewritten(question, (), "en", replies("Who dominates the wine market in China?"))
    assert asked.forms == (question.text, "Who dominates the wine market in China?")
    assert asked.language == "it"


def test_a_question_in_the_transcript_s_language_is_not_translated() -> None:
    asked = rewritten(as_asked("Who owns the wine market in China?"), (), "en", replies("never asked for"))
    assert asked.forms == ("Who owns the wine market in China?",)


@pytest.mark.parametrize(
    ("text", "written", "kept"),
    [
        ("helloITA有103个品牌吗？", "Does helloITA have 103 brands?", True),
        ("helloITA有103个品牌吗？", "Does helloITA have 130 brands?", False),
        ("helloITA有103个品牌吗？", "Does it have 103 brands?", False),
    ],
)
def test_a_translation_must_keep_numbers_and_names(text: str, written: str, kept: bool) -> None:
    assert translate(text, "en", replies(written)) == (written if kept else "")


def test_a_question_about_a_language_is_answered_in_its_own() -> None:
    assert answer_language("Come si chiama Carlo in cinese?") == "it"
    assert answer_language("Who owns the wine market? In Chinese please") == "zh"


@pytest.mark.parametrize(("text", "brief"), [("shorter", True), ("più breve", True), ("plus court", True), ("再短一点", True), ("in Chinese please", False)])
def test_shorter_asks_for_one_sentence_of_the_last_answer(text: str, brief: bool) -> None:
    question = as_asked(text, [Message("user", "Who owns the wine market?"), Message("assistant", "The French.")])
    assert question.brief == brief
    assert question.forms == ("Who owns the wine market?",)
    assert not as_asked("Why are short videos liked?").brief


@pytest.mark.parametrize("language", ["en", "it", "fr", "zh"])
def test_a_translation_is_asked_for_behind_others_into_the_same_language(language: str) -> None:
    model = replies("一")
    translate("¿Quién?", language, model)
    examples = [str(message.content) for message in model.asked[0][1:-1]]
    assert [detect_language(words) for words in examples[1::2]] == [language] * 6
    assert all(detect_language(words) != language for words in examples[::2])


def test_a_model_that_was_trained_to_translate_needs_no_examples() -> None:
    model = replies("Who?")
    model.metadata = {TRAINED: {"translation": {}}}
    assert translate("Chi?", "en", model) == "Who?"
    assert len(model.asked[0]) == 2


def test_a_language_that_the_examples_lack_is_asked_for_without_them() -> None:
    model = replies("Wer?")
    translate("Who?", "de", model)
    assert len(model.asked[0]) == 2
