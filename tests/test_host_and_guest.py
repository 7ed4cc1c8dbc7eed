"""Words given to the host or to a guest, by what they are called in four languages: they must be in a quote of theirs."""

from __future__ import annotations

import pytest

from chatbot.answers import SourceSentence
from chatbot.citations import Fault, Judgement
from chatbot.conversation.hosts import with_host_checked
from chatbot.passages import Sentence
from chatbot.transcripts import Transcript, parse_transcript

JANE, BO = "Jane Roe", "Bo Chen"
TALK = parse_transcript("A talk\n\nJane Roe: How does wine sell?\n\nBo Chen: It sells well.\n\nJane Roe: Why?\n\nBo Chen: So.\n", "talk")
LABELS = parse_transcript("A talk\n\n主持人：酒卖得怎么样？\n\n嘉宾：卖得好。\n\n主持人：为什么？\n\n嘉宾：因为。\n", "talk")
PANEL = parse_transcript("A talk\n\nJane Roe: How?\n\nBo Chen: So.\n\nJane Roe: Why?\n\nAnna Rossi: So.\n", "talk")
NOBODY_ASKS = parse_transcript("A talk\n\nJane Roe: It sells.\n\nBo Chen: It does.\n", "talk")

HOST_SAYS = (
    "The host says that wine sells well.", "The host, Jane, also explains that wine sells well.", "Wine sells well, says the host.",
    "According to the interviewer, wine sells well.", "In the host’s view, wine sells well.", "The podcast host notes that wine sells.",
    "主持人说酒卖得好。", "据主持人介绍，酒卖得好。", "采访者认为酒卖得好。", "主持人（简）表示酒卖得好。",
    "Secondo l'intervistatore il vino si vende bene.", "Il conduttore ha detto che il vino si vende bene.",
    "Il vino si vende bene, spiega la conduttrice.",
    "Selon l’animateur, le vin se vend bien.", "L'animatrice pense que le vin se vend bien.",
)  # fmt: skip
GUEST_SAYS = (
    "The guest says that wine sells well.", "According to the guest, wine sells well.", "The interviewee believes that wine sells well.",
    "嘉宾认为酒卖得好。", "根据嘉宾的说法，酒卖得好。", "这位嘉宾表示酒卖得好。",
    "L'ospite dice che il vino si vende bene.", "Secondo l'intervistata il vino si vende bene.",
    "Selon l’invité, le vin se vend bien.", "L'invitée explique que le vin se vend bien.",
)  # fmt: skip
NO_WORDS = (
    "The host country says that prices rise.", "The guest list says who comes.", "Hosts say prices rise.",
    "The host of the fair says that it opens in May.", "The guest is asked about wine.", "He told the host that wine sells well.",
    "The invite says nine o'clock.", "The guest room costs 5 euros, he says.",
    "他对主持人说酒卖得好。", "各位嘉宾说酒卖得好。", "嘉宾们认为酒卖得好。", "主持人的公司表示酒卖得好。", "他告诉主持人酒卖得好。",
    "L'ospite d'onore dice di sì.", "Gli ospiti dicono che il vino è buono.", "La città dell'ospite dice di sì.",
    "Les invités disent que oui.", "Il l'invite, dit-il, à Paris.", "L'invité d'honneur dit oui.",
)  # fmt: skip


def found(text: str, speaker: str | None, talk: Transcript = TALK) -> tuple[Fault, ...]:
    source = SourceSentence("talk", Sentence(0, 9, speaker, None, 0), "It sells.", None, 0.0, 0)
    return with_host_checked(Judgement(text, (source,), 0.9, ()), talk.speakers, {"talk": talk}).faults


@pytest.mark.parametrize("text", HOST_SAYS)
def test_what_the_host_is_said_to_say_is_in_a_quote_of_the_host_s(text: str) -> None:
    assert found(text, BO) == (Fault("speaker", JANE),)
    assert found(text, JANE) == ()


@pytest.mark.parametrize("text", GUEST_SAYS)
def test_what_the_guest_is_said_to_say_is_in_a_quote_of_a_guest_s(text: str) -> None:
    assert found(text, JANE) == (Fault("speaker", BO),)
    assert found(text, BO) == ()


@pytest.mark.parametrize("text", NO_WORDS)
def test_a_host_or_guest_who_is_given_no_words(text: str) -> None:
    assert found(text, JANE) == found(text, BO) == ()


@pytest.mark.parametrize("text", [*HOST_SAYS, *GUEST_SAYS])
def test_nothing_is_found_where_no_host_or_speaker_can_be_told(text: str) -> None:
    assert found(text, BO, NOBODY_ASKS) == found(text, JANE, NOBODY_ASKS) == ()
    assert found(text, None) == ()


def test_where_roles_are_all_that_speakers_are_called_a_role_is_named() -> None:
    assert found("主持人说酒卖得好。", "嘉宾", LABELS) == (Fault("speaker", "主持人"),)
    assert found("The host says that wine sells well.", "主持人", LABELS) == ()


def test_of_several_guests_any_may_have_said_it_and_none_is_named() -> None:
    assert found("The guest says that wine sells well.", "Anna Rossi", PANEL) == ()
    assert found("The guest says that wine sells well.", JANE, PANEL) == (Fault("speaker", "guest"),)
