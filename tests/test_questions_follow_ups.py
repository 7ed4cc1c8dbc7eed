"""Follow-ups of a few words: their language, the history that they are read with, and whom they ask about."""

from __future__ import annotations

from typing import Any

import pytest
from langchain_core.language_models import FakeListChatModel

from chatbot.questions import Message, Question, answer_language, as_asked, rewritten
from chatbot.questions.subjects import is_incomplete

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


def threaded(text: str, said: list[Message]) -> str:
    """Give a question behind those that it leans on."""
    return as_asked(text, said).threaded or "no thread"


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
    [("Perché?", True), ("why?", True), ("Pourquoi ?", True), ("为什么？", True), ("Slow Food?", False), ("E chi paga gli stand?", False)],
)
def test_a_bare_why_that_the_model_leaves_as_it_was_is_put_behind_what_it_leans_on(text: str, bare: bool) -> None:
    asked, _ = put(text, thread(FIRST["it"]), text)
    assert asked.standalone == (f"{FIRST['it']} {text}" if bare else text)


def test_what_the_model_repeats_of_its_prompt_is_no_part_of_the_question() -> None:
    asked, _ = put("And pasta?", thread(FIRST["en"]), "Q: What does Matthieu David say about pasta?")
    assert asked.standalone == "What does Matthieu David say about pasta?"


SOLD = {
    "en": [*thread("What does Corvelli sell?", answer="Corvelli sells chocolate and cheese on Tmall."),
           *thread("What about Shen Yulan, does she sell wine?", answer="The transcripts do not answer this question.")],
    "it": thread("Perché Belluzzi non è su Tmall?", answer="Belluzzi non è su Tmall perché costa troppo."),
    "fr": thread("Pourquoi Belluzzi n'est-il pas sur Tmall ?", answer="Tmall coûte trop cher."),
    "zh": thread("沈玉兰为什么不在天猫卖酒？", answer="她觉得天猫太贵了。"),
}  # fmt: skip


@pytest.mark.parametrize(("language", "text"), [
    *(("en", text) for text in ("Why not?", "And why not?", "But why not, then?", "How come?", "Since when?", "Why is that?")),
    *(("it", text) for text in ("Perché no?", "Ma perché no?", "Come mai no?", "Da quando?", "E da quanto tempo?")),
    *(("fr", text) for text in ("Pourquoi pas ?", "Et pourquoi pas ?", "Depuis quand ?")),
    *(("zh", text) for text in ("为什么不？", "为什么不呢？", "那为什么没有呢？", "从什么时候开始？")),
])  # fmt: skip
def test_what_asks_no_more_than_why_or_since_when_stays_behind_what_it_leans_on(language: str, text: str) -> None:
    assert put(text, SOLD[language], text)[0].standalone == threaded(text, SOLD[language])


@pytest.mark.parametrize("text", [
    "Why not sell wine?", "Why is wine sold in tins?", "Since when does Corvelli sell wine?", "Perché non vendere vino?", "为什么不卖酒？",
    "And who paid?", "And who sells on JD?", "Who sells on JD?", "Is it on JD?", "export?", "Slow Food?", "E Carlo vende il vino?",
    "And in China do they sell it?", "在中国卖酒难吗？", "那他们为什么不卖呢？",
])  # fmt: skip
def test_what_says_more_may_stay_as_it_is(text: str) -> None:
    assert not is_incomplete(text)


@pytest.mark.parametrize(("language", "text", "written"), [
    ("en", "And on JD?", "Does Shen Yulan sell wine on JD?"), ("en", "And in 2022?", "Does Shen Yulan sell wine in 2022?"),
    ("en", "And for cheese?", "What does Shen Yulan sell for cheese?"), ("en", "What about the Italian cheese?", "Does Shen Yulan sell the Italian cheese?"),
    ("it", "E su JD?", "Perché Belluzzi non è su JD?"), ("it", "E a Shanghai?", "Perché Belluzzi non è a Shanghai?"),
    ("it", "E nel sud del paese?", "Perché Belluzzi non è nel sud del paese?"), ("it", "E all’estero?", "Perché Belluzzi non è all’estero?"),
    ("fr", "Et sur JD ?", "Pourquoi Belluzzi n'est-il pas sur JD ?"),
    ("zh", "那京东呢？", "沈玉兰为什么不在京东卖酒？"), ("zh", "那京东平台呢？", "沈玉兰为什么不在京东平台卖酒？"),
])  # fmt: skip
def test_what_has_no_verb_gets_that_of_its_thread(language: str, text: str, written: str) -> None:
    said = SOLD[language]
    assert put(text, said, written)[0].standalone == written
    assert put(text, said, text)[0].standalone == threaded(text, said)
    assert put(text, said, text.replace("And ", "").replace("E ", "").replace("Et ", ""))[0].standalone == threaded(text, said)


@pytest.mark.parametrize(("language", "text", "written", "kept"), [
    ("en", "Why not?", "Why not provide the names in place of words like he, it, there?", False),
    ("en", "Why not?", "Why does Shen Yulan not sell wine?", True),
    ("en", "Why not?", "Why doesn't Shen Yulan sell wine?", True),
    ("en", "Why not?", "Why does Shen Yulan sell wine?", False),
    ("en", "And who buys it?", "Who buys the chocolate at the fair?", False),
    ("en", "And who buys it?", "Who buys Corvelli's chocolate?", True),
    ("en", "And who buys it?", "Who buys what Corvelli sold on Tmall?", True),
    ("it", "E da quando?", "Da quando Belluzzi produce scarpe?", False),
    ("it", "E da quando?", "Da quando Belluzzi non è su Tmall?", True),
    ("zh", "为什么不？", "为什么不把他、它、那里等词换成名字？", False),
    ("zh", "那她什么时候开始？", "沈玉兰什么时候开始卖酒？", True),
    ("zh", "那她卖奶酪吗？", "沈玉兰在超市卖奶酪吗？", False),
])  # fmt: skip
def test_a_rewriting_has_no_content_word_that_nobody_said(language: str, text: str, written: str, kept: bool) -> None:
    assert put(text, SOLD[language], written)[0].standalone == (written if kept else threaded(text, SOLD[language]))


def test_in_another_language_than_the_conversation_s_no_word_is_new() -> None:
    said = thread("Who owns the wine market?", answer="The French.")
    assert put("E loro, chi li paga?", said, "Chi paga i francesi?")[0].standalone == "Chi paga i francesi?"


@pytest.mark.parametrize(("language", "text", "written", "kept"), [
    ("en", "What about Shen Yulan, does she sell wine?", "What does Shen Yulan sell?", False),
    ("en", "What about Shen Yulan, does she sell wine?", "Does Shen Yulan sell wine?", True),
    ("en", "Going back to Corvelli: what did they learn about the Year of the Rat?", "What did Corvelli learn about the Year of the Rat?", True),
    ("en", "So what do they actually sell on Tmall then, please?", "What does Corvelli sell on Tmall?", True),
    ("en", "Tell me more about their cheese, please", "Tell me more about Corvelli's cheese", True),
    ("en", "Which cheese was sold by them?", "Which cheese does Corvelli sell?", True),
    ("en", "What do they think about this platform?", "What does Corvelli think about Tmall?", True),
    ("it", "Tornando a Belluzzi, lui vende vino su JD?", "Cosa vende Belluzzi su JD?", False),
    ("it", "Tornando a Belluzzi, lui vende vini su JD?", "Belluzzi vende vino su JD?", True),
    ("zh", "那她卖奶酪吗？", "沈玉兰卖什么？", False),
    ("zh", "那她卖奶酪吗？", "沈玉兰卖奶酪吗？", True),
    ("zh", "那她的奶酪占几成？", "沈玉兰的奶酪占多少？", True),
])  # fmt: skip
def test_a_rewriting_has_the_content_words_of_the_message(language: str, text: str, written: str, kept: bool) -> None:
    said = SOLD[language][:2]
    assert put(text, said, written)[0].standalone == (written if kept else threaded(text, said))


def test_of_the_many_words_of_a_long_message_one_may_be_put_in_another_way() -> None:
    said = SOLD["en"][:2]
    text = "And how many shops in big Italian cities order their dark chocolate by phone?"
    near, far = (f"How many shops in big Italian cities {what} by phone?" for what in ("order Corvelli chocolate", "order Corvelli"))
    assert put(text, said, near)[0].standalone == near
    assert put(text, said, far)[0].standalone == threaded(text, said)
