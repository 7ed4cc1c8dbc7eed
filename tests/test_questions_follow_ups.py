"""Follow-ups of a few words: their language, the history that they are read with, and whom they ask about."""

from __future__ import annotations

from typing import Any

import pytest
from langchain_core.language_models import FakeListChatModel

from chatbot.questions import Message, Question, answer_language, as_asked, rewritten

FIRST = {
    "en": "What does Matthieu David say about pizza and pasta?",
    "it": "Che cosa dice Matthieu David della pizza e della pasta?",
    "fr": "Que dit Matthieu David de la pizza et des pâtes ?",
    "zh": "Matthieu David怎么看披萨和意面？",
}


class Scripted(FakeListChatModel):
    """Gives the replies in order, however it is bound, and keeps what it was asked."""

    asked: list[str] = []

    def bind(self, **options: Any) -> Any:
        return self

    def _call(self, messages: Any, *arguments: Any, **options: Any) -> str:
        self.asked.append(str(messages[-1].content))
        return super()._call(messages, *arguments, **options)


def thread(*questions: str, answer: str = "Matthieu David told Carlo Dragonetti.") -> list[Message]:
    """Give a history of questions, each with an answer."""
    return [message for question in questions for message in (Message("user", question), Message("assistant", answer))]


def put(text: str, said: list[Message], *replies: str) -> tuple[Question, list[str]]:
    """Give a question as a model that replies so has it stand alone, and what the model was asked."""
    model = Scripted(responses=list(replies), asked=[])
    return rewritten(as_asked(text, said), said, None, model), model.asked


@pytest.mark.parametrize("language", FIRST)
@pytest.mark.parametrize("text", [
    "Carlo?", "carlo dragonetti?", "matthieu david, carlo dragonetti?", "TMall?", "ok", "E-commerce?", "WHO?", "Le thé ?",
])  # fmt: skip
def test_names_and_words_without_a_language_keep_the_conversation_s(language: str, text: str) -> None:
    assert answer_language(text, thread(FIRST[language])) == language


@pytest.mark.parametrize(("text", "language"), [
    ("E Matthieu David, lui?", "it"), ("e lui?", "it"), ("Perché?", "it"), ("Matthieu David e Carlo Dragonetti?", "it"),
    ("et Carlo Dragonetti ?", "fr"), ("Et lui ?", "fr"), ("Pourquoi ?", "fr"), ("il dit quoi ?", "fr"),
    ("And Carlo Dragonetti?", "en"), ("and him?", "en"), ("And what about Carlo Dragonetti?", "en"), ("他呢", "zh"),
])  # fmt: skip
@pytest.mark.parametrize("before", FIRST)
def test_a_small_word_tells_the_language_of_a_short_follow_up(before: str, text: str, language: str) -> None:
    assert answer_language(text, thread(FIRST[before])) == language


@pytest.mark.parametrize(("text", "language"), [
    ("What did he do then?", "en"), ("Che cosa ha fatto Carlo Dragonetti dopo?", "it"), ("CHI DOMINA IL MERCATO DEL VINO?", "it"),
    ("Qu'est-ce que Carlo Dragonetti a fait ensuite ?", "fr"), ("他后来做了什么？", "zh"),
])  # fmt: skip
@pytest.mark.parametrize("before", FIRST)
def test_a_whole_question_changes_the_language(before: str, text: str, language: str) -> None:
    assert answer_language(text, thread(FIRST[before])) == language


@pytest.mark.parametrize("text", ["lui?", "Carlo, lui?", "E qui?"])
@pytest.mark.parametrize("before", ["it", "fr"])
def test_a_word_of_two_languages_tells_neither(before: str, text: str) -> None:
    assert answer_language(text, thread(FIRST[before])) == before


def test_a_language_that_was_asked_for_stays_for_a_short_follow_up() -> None:
    assert answer_language("why?", thread(FIRST["en"], "in Chinese please")) == "zh"


@pytest.mark.parametrize("forms", [("e in italiano?",), ("in Chinese please", "shorter"), ("中文", "accorcia", "now in English")])
def test_a_change_of_form_is_read_with_the_history_of_the_question_that_it_asks_again(forms: tuple[str, ...]) -> None:
    standalone = "Why do the French own the wine market in China?"
    first = thread("Who owns the wine market in China?", answer="The French.")
    then, asked_then = put("why?", first, standalone)
    said = [*first, *thread("why?", *forms[:-1], answer="They came first.")]
    again, asked_again = put(forms[-1], said, standalone)
    assert again.standalone == then.standalone == standalone
    assert (again.forms, asked_again) == (then.forms, asked_then)


def test_a_change_of_form_reads_the_last_of_two_follow_ups_that_are_alike() -> None:
    said = thread("Who owns the wine market in China?", "And why?", "Who sells green tea in Rome?", "And why?")
    again, asked = put("shorter", said, "And why do they sell green tea?")
    assert again.standalone == "And why do they sell green tea?"
    assert "Q: Who sells green tea in Rome?" in asked[0]
    assert "wine" not in asked[0]


@pytest.mark.parametrize(("language", "text", "written", "kept"), [
    ("en", "and him?", "What does Matthieu David say about pizza and pasta?", False),
    ("en", "and him?", "what did Matthieu say about pizza and the pasta", False),
    ("en", "What about him?", "What does Matthieu David say about pizza?", False),
    ("en", "and him?", "What does Carlo Dragonetti say about pizza and pasta?", True),
    ("en", "And Carlo?", "What does Carlo say about pizza and pasta?", True),
    ("en", "And Matthieu on wine?", "What does Matthieu say about wine?", True),
    ("en", "And on JD?", "What does Matthieu David say about pizza and pasta on JD?", True),
    ("en", "And in 2019?", "What did Matthieu David say about pizza and pasta in 2019?", True),
    ("en", "And why?", "Why does Matthieu David say that about pizza and pasta?", True),
    ("it", "e lui?", "Che cosa dice Matthieu della pizza e della pasta?", False),
    ("it", "e lui?", "Che cosa dice Carlo Dragonetti della pizza e della pasta?", True),
    ("fr", "et lui ?", "Que dit Matthieu David des pâtes et de la pizza ?", False),
    ("fr", "et lui ?", "Que dit Carlo Dragonetti de la pizza et des pâtes ?", True),
    ("zh", "他呢", "Matthieu怎么看披萨和意面", False),
    ("zh", "他呢", "Carlo Dragonetti怎么看披萨和意面？", True),
    ("zh", "面包呢？", "Matthieu David怎么看面包？", True),
])  # fmt: skip
def test_a_rewriting_that_asks_the_question_before_again_is_refused(language: str, text: str, written: str, kept: bool) -> None:
    asked, _ = put(text, thread(FIRST[language]), written)
    assert asked.standalone == (written if kept else f"{FIRST[language]} {text}")


def test_another_person_is_asked_about_than_in_the_follow_up_before() -> None:
    said = thread(FIRST["en"], "And about wine?")
    same, other = (f"What does {name} say about wine?" for name in ("Matthieu David", "Carlo Dragonetti"))
    assert put("and him?", said, same)[0].standalone == f"{FIRST['en']} And about wine? and him?"
    assert put("and him?", said, other)[0].standalone == other


def test_two_people_who_trade_places_make_another_question() -> None:
    said = thread("What does Carlo think of Matthieu?")
    assert put("and him?", said, "What does Matthieu think of Carlo?")[0].standalone == "What does Matthieu think of Carlo?"


def test_a_question_that_is_asked_twice_is_rewritten_twice() -> None:
    said = thread("Who is Matthieu David?", "What does he say about pizza?")
    written = "What does Matthieu David say about pizza?"
    assert put("And what does he say about pizza?", said, written)[0].standalone == written


BORN = {
    "it": "Quando è nata la piattaforma helloITA?", "en": "When was the platform helloITA founded?",
    "fr": "Quand est née la plateforme helloITA ?", "zh": "helloITA平台什么时候成立？",
}  # fmt: skip


@pytest.mark.parametrize(("language", "text", "written", "kept"), [
    ("it", "E quanti follower ha raggiunto?", "Quanti follower ha raggiunto?", False),
    ("it", "E quanti follower ha raggiunto?", "E quanti follower ha raggiunto?", False),
    ("it", "E quanti follower ha raggiunto?", "Quanti follower ha raggiunto helloITA?", True),
    ("it", "Quanti follower ha raggiunto nel 2019?", "Quanti follower ha raggiunto nel 2019?", False),
    ("it", "Quanti follower ha raggiunto?", "Quanti follower ha raggiunto la piattaforma?", True),
    ("it", "Dove ha studiato?", "Dove ha studiato?", False),
    ("it", "Quando è nata?", "Quando è nata?", False),
    ("it", "Dove ha studiato?", "Dove ha studiato Matthieu David?", True),  # of whom the answer told
    ("en", "And how many followers?", "How many followers?", False),
    ("en", "And how many followers?", "How many followers does helloITA have?", True),
    ("fr", "Et combien d'abonnés ?", "Combien d'abonnés ?", False),
    ("zh", "有多少粉丝？", "有多少粉丝？", False),
    ("zh", "有多少粉丝？", "平台有多少粉丝？", True),
    ("it", "Cosa ha studiato in Cina?", "Cosa ha studiato in Cina?", False),
    ("it", "Dove è cresciuta?", "Dove è cresciuta?", False),
    *(("zh", text, text, False) for text in (
        "有多少用户？", "有几个卖家？", "在哪里？", "在哪里上的大学？", "在哪里工作？", "在哪里留学？", "什么时候开始的？",
    )),
])  # fmt: skip
def test_a_follow_up_without_a_subject_gets_one_from_its_thread(language: str, text: str, written: str, kept: bool) -> None:
    asked, _ = put(text, thread(BORN[language]), written)
    assert asked.standalone == (written if kept else f"{BORN[language]} {text}")


@pytest.mark.parametrize("text", [
    "Dove ha studiato Carlo?", "Quanto costa il vino?", "Quanti visitatori hanno partecipato?", "Chi ha vinto?", "Come si vende?",
    "What is livestreaming?", "葡萄酒有多少品牌？", "有多少公司在中国卖葡萄酒？", "Quand est arrivé le vin ?",
    "Che cosa è cambiato in Cina?", "Cosa è successo nel 2008?", "Cosa è diverso in Cina?", "有多少人喝红酒？", "有多少人知道？",
    "在哪里买酒？", "什么时候开始卖红酒？", "Che cosa ha funzionato in Cina?",
])  # fmt: skip
def test_a_question_with_a_subject_may_stay_as_it_is(text: str) -> None:
    assert put(text, thread(BORN["it"]), text)[0].standalone == text


@pytest.mark.parametrize(
    ("text", "bare"),
    [("Perché?", True), ("why?", True), ("Pourquoi ?", True), ("为什么？", True), ("Slow Food?", False), ("E nel sud del paese?", False)],
)
def test_a_bare_why_that_the_model_leaves_as_it_was_is_put_behind_what_it_leans_on(text: str, bare: bool) -> None:
    asked, _ = put(text, thread(FIRST["it"]), text)
    assert asked.standalone == (f"{FIRST['it']} {text}" if bare else text)


def test_what_the_model_repeats_of_its_prompt_is_no_part_of_the_question() -> None:
    asked, _ = put("And pasta?", thread(FIRST["en"]), "Q: What does Matthieu David say about pasta?")
    assert asked.standalone == "What does Matthieu David say about pasta?"
