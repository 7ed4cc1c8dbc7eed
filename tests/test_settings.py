"""Settings come from the environment, then .env, then their defaults."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatbot.answers import STRICTNESS
from chatbot.embeddings import BUNDLED as EMBEDDING
from chatbot.errors import UsageError
from chatbot.language_models import BUNDLED as MODEL
from chatbot.settings import STRICTNESS as KNOWN
from chatbot.settings import Settings, read_settings


def test_the_defaults_are_the_bundled_models() -> None:
    assert read_settings({}) == Settings(Path("seeds"), Path("index"), MODEL, EMBEDDING, "auto", "balanced", None)


def test_every_setting_can_be_set() -> None:
    environment = {"CHATBOT_SEEDS": "talks", "CHATBOT_INDEX": "there", "CHATBOT_MODEL": "none", "CHATBOT_EMBEDDING": "some/model",
                   "CHATBOT_PRECISION": "float32", "CHATBOT_STRICTNESS": "strict", "CHATBOT_MODELS": "kept"}  # fmt: skip
    assert read_settings(environment) == Settings(Path("talks"), Path("there"), "none", "some/model", "float32", "strict", Path("kept"))


def test_a_path_may_begin_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    found = read_settings({"CHATBOT_SEEDS": "~/interviews", "CHATBOT_INDEX": "~", "CHATBOT_MODELS": "~/kept",
                           "CHATBOT_MODEL": "~/a.gguf", "CHATBOT_EMBEDDING": "~/bge"})  # fmt: skip
    assert (found.seeds, found.index, found.models) == (tmp_path / "interviews", tmp_path, tmp_path / "kept")
    assert (found.model, found.embedding) == (f"{tmp_path}/a.gguf", f"{tmp_path}/bge")


def test_what_does_not_begin_at_home_stands_as_it_is() -> None:
    found = read_settings({"CHATBOT_SEEDS": "talks/~old", "CHATBOT_MODEL": "openai:gpt-5-mini", "CHATBOT_EMBEDDING": "./some//model"})
    assert (found.seeds, found.model, found.embedding) == (Path("talks/~old"), "openai:gpt-5-mini", "./some//model")


def test_the_home_of_nobody_is_named() -> None:
    with pytest.raises(UsageError, match="CHATBOT_SEEDS is '~nobody-here/talks', and that user has no home folder"):
        read_settings({"CHATBOT_SEEDS": "~nobody-here/talks"})


def test_an_empty_setting_is_none() -> None:
    assert read_settings({"CHATBOT_INDEX": "", "CHATBOT_MODELS": ""}) == read_settings({})


def test_a_strictness_that_is_not_known_is_named() -> None:
    with pytest.raises(UsageError, match="CHATBOT_STRICTNESS is 'lax'.*strict, balanced, generous"):
        read_settings({"CHATBOT_STRICTNESS": "lax"})
    with pytest.raises(UsageError, match="CHATBOT_PRECISION is 'half'.*auto, float32"):
        read_settings({"CHATBOT_PRECISION": "half"})


def test_the_strictnesses_are_those_that_are_calibrated() -> None:
    assert set(KNOWN) == set(STRICTNESS)
    assert STRICTNESS["strict"] > STRICTNESS["balanced"] > STRICTNESS["generous"]


def test_an_env_file_in_another_encoding_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_bytes("CHATBOT_SEEDS=perché".encode("latin-1"))
    with pytest.raises(UsageError, match=r"\.env in this folder is not in UTF-8; save it as UTF-8"):
        read_settings()


def test_the_environment_wins_over_env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("CHATBOT_SEEDS=from_file\nCHATBOT_INDEX=from_file\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHATBOT_SEEDS", "from_environment")
    monkeypatch.setenv("CHATBOT_INDEX", "placeholder")  # so that what .env sets is undone after the test
    monkeypatch.delenv("CHATBOT_INDEX")
    settings = read_settings()
    assert (settings.seeds, settings.index) == (Path("from_environment"), Path("from_file"))
