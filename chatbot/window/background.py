"""The index and the models, opened in the background and shared by all pages, so that a page can take up a question meanwhile.

It does not show anything and does not know streamlit.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future
from functools import lru_cache

from chatbot.conversation import Conversation
from chatbot.index import manifest_of
from chatbot.settings import Settings

_ASKED_ONE_BY_ONE = threading.Lock()
_OPENED_ONE_BY_ONE = threading.Lock()  # two that unpack models for the first time would be in one another's way


def opening(settings: Settings) -> Future[Conversation]:
    """What holds the index as it is on disk now, and the models, once they are open; what failed is tried again.

    Raises IndexUnusableError where there is no index of the embedding model.
    """
    with _ASKED_ONE_BY_ONE:
        fingerprint = manifest_of(settings.index, settings.embedding).fingerprint  # another program may have built it anew
        shared = _begun(settings, fingerprint)
        if shared.done() and shared.exception():
            _begun.cache_clear()
        return _begun(settings, fingerprint)


@lru_cache(maxsize=1)
def _begun(settings: Settings, _fingerprint: str) -> Future[Conversation]:
    future: Future[Conversation] = Future()
    threading.Thread(target=_open, args=(settings, future), daemon=True).start()
    return future


def _open(settings: Settings, future: Future[Conversation]) -> None:
    try:
        with _OPENED_ONE_BY_ONE:
            opened = Conversation.open(
                settings.index, model=settings.model, models_folder=settings.models, embedding=settings.embedding,
                strictness=settings.strictness, precision=settings.precision,
            )  # fmt: skip
            opened.load_models()
        future.set_result(opened)
    except BaseException as error:
        # The edge of a thread: an error that ended it here would leave whoever waits for the result waiting for ever.
        future.set_exception(error)
