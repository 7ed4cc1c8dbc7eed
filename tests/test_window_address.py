"""Which conversation a page shows: that of its address where it is known, else the one it is in, else a new one."""

from __future__ import annotations

from chatbot.conversation import Event
from chatbot.window import NOTHING, Exchange, KeptConversations, follow_address, page_words_in, turn_to
from chatbot.window.address import State


def asked(question: str) -> list[Exchange]:
    events: list[Event] = []
    return [Exchange(question, iter(events), page_words_in("en"))]


def page() -> State:
    return {"id": "", "begun": ()}


def test_a_page_without_an_address_begins_a_conversation_and_names_it() -> None:
    state, address = page(), dict[str, str]()
    follow_address(state, address, KeptConversations())
    assert state["id"] == address["conversation"] != "" and state["exchanges"] == [] and state["opened"] == NOTHING


def test_a_page_that_is_loaded_again_finds_its_conversation_and_no_other() -> None:
    kept, tea = KeptConversations(), asked("And tea?")
    kept.keep("tea-id", tea)
    state = page()
    follow_address(state, {"conversation": "tea-id"}, kept)
    assert state["exchanges"] is tea
    state, address = page(), {"conversation": "guessed"}
    follow_address(state, address, kept)
    assert state["exchanges"] == [] and state["id"] == address["conversation"] != "guessed"


def test_an_address_that_names_nothing_known_leads_nowhere_else() -> None:
    state, address, kept = page(), dict[str, str](), KeptConversations()
    follow_address(state, address, kept)
    here = state["id"]
    address["conversation"] = "elsewhere"
    follow_address(state, address, kept)
    assert state["id"] == address["conversation"] == here


def test_conversations_begun_on_a_page_are_gone_back_to_the_last_first_and_empty_ones_left_out() -> None:
    state, address, kept = page(), dict[str, str](), KeptConversations()
    kept.keep("somebody-else", asked("Not here?"))
    for id in ("coffee", "tea", "wine"):
        exchanges = asked(f"And {id}?")
        turn_to(state, address, id, exchanges)
        kept.keep(id, exchanges)
    turn_to(state, address, "nothing-asked", [])
    assert [id for id, _ in kept.others(state["begun"], "nothing-asked")] == ["wine", "tea", "coffee"]
    turn_to(state, address, "tea", kept.find("tea"))
    assert [id for id, _ in kept.others(state["begun"], "tea")] == ["wine", "coffee"]
    assert address["conversation"] == "tea" and state["begun"] == ("coffee", "tea", "wine", "nothing-asked")
