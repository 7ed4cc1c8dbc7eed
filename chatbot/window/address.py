"""Which conversation a page shows: the one that its address names, one gone back to, or a new one.

``state`` is what Streamlit keeps for a page, ``address`` the parameters of the page's address; this does not know Streamlit.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from chatbot.window.exchange import Exchange
from chatbot.window.kept import KeptConversations, new_id

State = MutableMapping[str | int, Any]
NOTHING = (0, 0)
"""What is opened where no citation is: none has the number 0."""


def turn_to(state: State, address: MutableMapping[str, str], id: str, exchanges: list[Exchange]) -> None:
    """Make a conversation the page's, and its address's."""
    begun = dict.fromkeys((*state["begun"], id))
    state.update(id=id, exchanges=exchanges, opened=NOTHING, wanted="", begun=tuple(begun))
    address["conversation"] = id


def follow_address(state: State, address: MutableMapping[str, str], kept: KeptConversations) -> None:
    """Turn to the conversation that the address names; if it names none that is known, stay here or begin one."""
    here, named = state["id"], address.get("conversation", "")
    found = kept.find(named)
    known = found or named in state["begun"]  # one that was begun here and in which nothing was asked is not kept
    if not here or (known and named != here):
        turn_to(state, address, named if known else new_id(), found)
    elif named != here:
        address["conversation"] = here
