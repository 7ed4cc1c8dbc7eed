"""What the tests share: the real models unpacked once, and the real transcript indexed once."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from chatbot.conversation import Conversation, default_models_folder, rebuild
from chatbot.embeddings import BUNDLED, SentenceTransformerEmbeddings, load_embeddings

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "china-paradigm-044.txt"

# the same examples in each run, however slow the machine: what fails here fails everywhere
settings.register_profile("repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("repeatable")


def silent(doing: str, done: int, total: int) -> None:
    """Show no progress."""


@pytest.fixture(scope="session")
def models() -> Path:
    """The folder that bundled models are unpacked into."""
    folder = Path(os.environ.get("CHATBOT_MODELS") or default_models_folder())
    os.environ["CHATBOT_MODELS"] = str(folder)
    return folder


@pytest.fixture(scope="session")
def embeddings(models: Path) -> SentenceTransformerEmbeddings:
    """The bundled embedding model."""
    return load_embeddings(BUNDLED, models, silent)


@pytest.fixture(scope="session")
def built_index(models: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A folder of seeds with the real transcript, and its index."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "seeds").mkdir()
    shutil.copy(SEED, folder / "seeds")
    rebuild(folder / "seeds", folder / "index", BUNDLED, models, silent)
    return folder / "seeds", folder / "index"


@pytest.fixture(scope="session")
def real_conversation(built_index: tuple[Path, Path], models: Path) -> Conversation:
    """The real transcript and both bundled models; take ``.fresh()`` of it."""
    return Conversation.open(built_index[1], models_folder=models)


@pytest.fixture(scope="session")
def quoting_conversation(built_index: tuple[Path, Path], models: Path) -> Conversation:
    """The real transcript without a chat model; take ``.fresh()`` of it."""
    return Conversation.open(built_index[1], models_folder=models, model="none")
