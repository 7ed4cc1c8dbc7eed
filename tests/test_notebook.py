"""The notebook runs from top to bottom, in the place a reader would run it, and says what its text promises."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parent.parent
NOTEBOOK = ROOT / "notebooks" / "01_from_transcript_to_cited_answer.ipynb"
SLOW = 300  # seconds for each cell; the bundled model on a small machine


@pytest.fixture(scope="module")
def executed(models: Path) -> Any:
    """The notebook after a run of its own, in the root of the repository."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    os.environ["CHATBOT_MODELS"] = str(models)
    NotebookClient(notebook, timeout=SLOW, kernel_name="python3", resources={"metadata": {"path": str(ROOT)}}).execute()
    return notebook


def printed(notebook: Any) -> str:
    return "\n".join(o.text for cell in notebook.cells for o in cell.get("outputs", []) if o.output_type == "stream" and o.name == "stdout")


def test_it_goes_from_the_transcript_to_an_answer_that_verifies(executed: Any) -> None:
    text = printed(executed)
    assert "29 turns, speakers: Matthieu David, Carlo Dragonetti" in text
    assert "answered | " in text and "not_found | " in text
    held, checked = re.findall(r"(\d+) of (\d+) citations hold", text)[0]
    assert held == checked and int(held) > 0
    assert "the quote is not in the transcript" in text  # the changed word is named


def test_it_draws_two_pictures(executed: Any) -> None:
    outputs = [output for cell in executed.cells for output in cell.get("outputs", [])]
    assert sum("image/png" in output.get("data", {}) for output in outputs) == 2


def test_what_is_stored_names_no_place_on_the_machine_it_ran_on() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert printed(notebook)  # a reader sees results without running it
    assert re.findall(r"(?:/tmp|/home|/root|/work|/Users|/var)/\S+", printed(notebook)) == []
