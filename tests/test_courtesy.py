"""Thanks and greetings are no questions: they get a friendly line, and nothing leans on them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chatbot.conversation import Conversation
from chatbot.conversation.framing import courtesy_reply
from chatbot.export import export_conversation, render
from chatbot.questions import Message, is_change_of_form, is_courtesy, language_of_courtesy, without_courtesies
from chatbot.questions.threads import points_back
from chatbot.window.markup import not_found_html


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("thanks", "en"), ("Thank you very much!", "en"), ("Hello", "en"), ("ok, got it", "en"), ("grazie", "it"), ("Grazie mille!", "it"),
        ("Perfetto, grazie", "it"), ("Buongiorno!", "it"), ("merci beaucoup", "fr"), ("D’accord, merci", "fr"), ("谢谢", "zh"),
        ("好的，谢谢你", "zh"), ("你好！", "zh"), ("ok", None), ("OK.", None),
        ("Thanks, very useful!", "en"), ("Very helpful, thank you", "en"), ("That was really interesting.", "en"), ("Thanks for your help 🙏", "en"),
        ("Thank you for the quick answer!", "en"), ("so clear", "en"), ("Makes sense, thanks", "en"), ("Molto utile, grazie", "it"),
        ("È stato molto interessante", "it"), ("utilissimo", "it"), ("Grazie per l’aiuto!", "it"), ("grazie della risposta", "it"),
        ("Très utile, merci", "fr"), ("C’est très clair", "fr"), ("Génial !", "fr"), ("Merci pour votre aide", "fr"), ("merci pour la réponse", "fr"),
        ("很有用", "zh"), ("很有帮助，谢谢", "zh"), ("太好了！", "zh"), ("真不错", "zh"), ("收到", "zh"), ("谢谢你的帮助", "zh"), ("这很好", "zh"),
        ("Super", None), ("👍", None), ("🙏🏽 ❤️", None),
    ],
)  # fmt: skip
def test_a_message_that_asks_nothing_is_told_with_its_language(text: str, language: str | None) -> None:
    assert is_courtesy(text) and language_of_courtesy(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "ok, and why?", "thanks, and who owns it?", "Perché?", "great wine", "Who says thank you?", "grazie a chi?", "merci à qui ?", "Why thank him?",
        "Salve è una marca?", "谢谢他什么？", "好在哪里？", "hi-fi", "thank you for inviting me", "thanks " * 20, "ok " * 40,
        "useful?", "very useful for whom?", "Very interesting, but who pays?", "thanks for the wine", "very good wine", "good brands in China",
        "utile?", "molto utile per chi?", "grazie per il vino", "Chiaro come?", "C’est bien lui", "Merci pour le vin", "Super Brand Day", "super?",
        "很有用吗？", "很好吃", "收到多少订单", "谢谢谁的帮助", "太好了，那京东呢", "👍?", "🍷", "🤔", "😡", "...", "!",
    ],
)  # fmt: skip
def test_a_message_that_asks_something_is_none(text: str) -> None:
    assert not is_courtesy(text)


def test_nothing_leans_on_thanks_or_on_what_was_said_to_them() -> None:
    said = [Message("user", "Who owns the wine?"), Message("assistant", "The French. [1]")]
    thanked = [*said, Message("user", "thanks!"), Message("assistant", "Ask me anything.")]
    assert without_courtesies(thanked) == said
    assert without_courtesies([*thanked, Message("user", "And the cheese?")]) == [*said, Message("user", "And the cheese?")]


@pytest.mark.models
def test_thanks_get_a_friendly_line_and_no_citation(real_conversation: Conversation) -> None:
    talk = real_conversation.fresh()
    asked = talk.ask("Who owns the wine market in China?")
    thanked = talk.ask("谢谢")
    assert (thanked.status, thanked.answer, thanked.nearest, thanked.language) == ("not_found", courtesy_reply("zh"), (), "zh")
    assert talk.answers == (asked,)
    assert "没有" not in not_found_html(thanked) and courtesy_reply("zh") in not_found_html(thanked)
    assert courtesy_reply("zh") in render(export_conversation([thanked.to_json()], {}, datetime.now(UTC)), "html").decode("utf-8")


@pytest.mark.parametrize(
    "text",
    ["Are you sure?", "really?", "Who said that?", "When did he say that?", "Sei sicuro?", "Chi l’ha detto?", "Qual è la fonte?",
     "Tu es sûr ?", "Qui a dit ça ?", "Quand l’a-t-il dit ?", "你确定吗？", "谁说的？", "出处是什么？"],
)  # fmt: skip
def test_who_doubts_an_answer_or_asks_for_its_source_is_shown_it_again_with_its_quotes(text: str) -> None:
    assert is_change_of_form(text)


@pytest.mark.parametrize(
    "text",
    ["Who said that wine is bad?", "When did he say that he would leave?", "Are you sure that they sell?", "Chi ha detto che è dolce?",
     "Qual è la fonte dei dati?", "Sicuro di sé?", "谁说的最多？", "他什么时候说的中文？"],
)  # fmt: skip
def test_who_asks_what_was_said_asks_something(text: str) -> None:
    assert not is_change_of_form(text)


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("Passo va-t-elle quitter Tmall ?", False), ("La marque va-t-elle quitter Tmall ?", False), ("Va-t-elle quitter Tmall ?", True),
        ("Pourquoi va-t-elle quitter Tmall ?", True), ("Que pensent-elles du vin italien ?", True), ("Les clientes achètent-elles du vin ?", False),
    ],
)  # fmt: skip
def test_a_french_question_that_names_its_subject_points_to_nobody_before(text: str, back: bool) -> None:
    assert points_back(text) is back


@pytest.mark.parametrize("word", ["very ", "great ", "bien ", "e utile ", "super ", "tutto chiaro ", "it is very good ", "很好 "])
def test_a_long_row_of_praise_does_not_take_for_ever(word: str) -> None:
    assert not is_courtesy((word * 40)[:77] + " xx")
