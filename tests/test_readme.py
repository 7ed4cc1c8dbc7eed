"""What the README tells a user to type works as it stands, and it names every command, option of the make file and setting.

What the documents link to, and the pages that the code names, are there.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from chatbot.cli.arguments import parser
from chatbot.settings import read_settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ACTIVATION = ". .venv/bin/activate\n"  # the tests' own environment stands in for it
DOCUMENTS = sorted(path for folder in ("docs", "benchmarks") for path in (ROOT / folder).rglob("*.md"))
SLOW = 280  # seconds; a block asks up to three questions


def blocks(language: str) -> list[str]:
    """The fenced blocks of a language; ``console`` blocks need a network, a key or a window and are not run."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def first_command(block: str) -> str:
    return next(line for line in block.replace(ACTIVATION, "").splitlines() if "chatbot " in line)[:60]


@pytest.fixture
def folder(built_index: tuple[Path, Path], tmp_path: Path) -> Path:
    """A user's own copy: the seeds, an index that is up to date, and a command named chatbot."""
    seeds, index = built_index
    shutil.copytree(seeds, tmp_path / "seeds")
    shutil.copytree(index, tmp_path / "index")
    command = tmp_path / "bin" / "chatbot"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m chatbot "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return tmp_path


def run(folder: Path, command: list[str], model: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in ("CHATBOT_SEEDS", "CHATBOT_INDEX")}
    environment |= {"CHATBOT_MODEL": model, "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    environment |= {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=SLOW, check=False
    )


@pytest.mark.parametrize("block", blocks("bash"), ids=first_command)
def test_every_bash_block_runs_as_it_stands(block: str, folder: Path) -> None:
    done = run(folder, ["bash", "-euo", "pipefail", "-c", block.replace(ACTIVATION, "")], "none")
    assert done.returncode == 0, done.stderr
    for line in re.findall(r"(?:>|-o) (\S+)$", block, re.MULTILINE):
        assert (folder / line).stat().st_size > 0


def test_the_first_question_is_answered_by_the_bundled_model(folder: Path) -> None:
    done = run(folder, ["bash", "-euc", next(block for block in blocks("bash") if "chatbot ask" in block)], "qwen2.5-coder-1.5b")
    assert done.returncode == 0, done.stderr
    assert "French" in done.stdout and "[1] Carlo Dragonetti, china-paradigm-044" in done.stdout


def test_the_batch_example_gives_an_answer_for_each_line(folder: Path) -> None:
    block = next(block for block in blocks("bash") if "ask --batch" in block)
    assert run(folder, ["bash", "-euc", block], "none").returncode == 0
    answers = [json.loads(line) for line in (folder / "answers.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [answer["id"] for answer in answers] == ["q1", "q2", "q3"]
    assert "error" not in answers[0] and answers[0]["status"] == "answered"


@pytest.mark.parametrize("block", blocks("python"), ids=lambda block: block.splitlines()[0])
def test_every_python_block_runs_as_it_stands(block: str, folder: Path) -> None:
    done = run(folder, [sys.executable, "-c", block], "none")
    assert done.returncode == 0, done.stderr
    assert "Carlo Dragonetti" in done.stdout


def test_every_command_has_its_row() -> None:
    commands = next(a for a in parser(read_settings({}))._actions if isinstance(a, argparse._SubParsersAction)).choices
    assert commands and [name for name in commands if f"| `chatbot {name}` |" not in README] == []


def test_every_option_is_shown() -> None:
    commands = next(a for a in parser(read_settings({}))._actions if isinstance(a, argparse._SubParsersAction)).choices
    options = {action.option_strings[0] for each in commands.values() for action in each._actions if action.option_strings}
    assert sorted(option for option in options - {"-h"} if not re.search(rf"(?<![\w-]){option}(?![\w-])", README)) == []


def test_every_make_target_with_a_help_line_has_its_row() -> None:
    targets = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert targets and [target for target in targets if f"| `make {target}` |" not in README] == []


def test_every_setting_has_its_row() -> None:
    names = set(re.findall(r"CHATBOT_[A-Z]+", (ROOT / "chatbot" / "settings.py").read_text(encoding="utf-8")))
    assert names and sorted(name for name in names if f"| `{name}` |" not in README) == []


def test_every_file_that_it_links_to_is_there() -> None:
    links = [link for link in re.findall(r"\]\(([^)#:]+)\)", README)]
    assert links and [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.relative_to(ROOT).as_posix())
def test_every_document_links_to_what_is_there(document: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)[^)]*\)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_page_that_the_code_names_is_there() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "chatbot").rglob("*.py"))
    pages = set(re.findall(r"benchmarks/[\w/-]+\.md", code))
    assert pages and sorted(page for page in pages if not (ROOT / page).exists()) == []


def test_every_experiment_has_its_line_in_the_index() -> None:
    index, *pages = sorted((ROOT / "benchmarks" / "experiments").glob("*.md"), key=lambda page: page.name != "README.md")
    assert pages and [page.name for page in pages if f"]({page.name})" not in index.read_text(encoding="utf-8")] == []
