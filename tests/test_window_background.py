"""The index and the models are opened once for all pages, in the background, and again where that failed."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatbot.conversation import Conversation
from chatbot.errors import IndexUnusableError, ModelError
from chatbot.settings import Settings, read_settings
from chatbot.window import background, opening


@pytest.fixture
def settings(built_index: tuple[Path, Path], models: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Those of a window over the real transcript, without a chat model; nothing has been opened yet."""
    for name, value in (("SEEDS", built_index[0]), ("INDEX", built_index[1]), ("MODEL", "none")):
        monkeypatch.setenv(f"CHATBOT_{name}", str(value))
    background._begun.cache_clear()
    return read_settings()


def test_all_pages_share_what_is_opened_once(settings: Settings) -> None:
    assert opening(settings) is opening(settings)
    assert isinstance(opening(settings).result(60), Conversation)


def test_what_failed_is_tried_again(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> Conversation:
        raise ModelError("No such model.")

    with monkeypatch.context() as broken:
        broken.setattr(background.Conversation, "open", fails)
        failed = opening(settings)
        assert isinstance(failed.exception(60), ModelError)
    assert isinstance(opening(settings).result(60), Conversation)


def test_without_an_index_nothing_is_opened(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHATBOT_INDEX", str(tmp_path))
    with pytest.raises(IndexUnusableError):
        opening(read_settings())
