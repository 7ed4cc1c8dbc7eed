"""The house: rooms in their order, one owner for each heavy library, small files, no pickle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "chatbot"
ROOMS = (
    "errors", "transcripts", "passages", "weights", "embeddings", "language_models", "index", "questions", "retrieval",
    "answers", "citations", "conversation", "export", "settings", "window", "cli",
)  # fmt: skip
SOURCES = sorted(HOUSE.rglob("*.py"))
OWNERS = {
    "faiss": {"chatbot/index/dense.py"},
    "streamlit": {"streamlit_app.py"},
    "sentence_transformers": {"chatbot/embeddings/models.py"},
    "torch": {"chatbot/embeddings/models.py", "chatbot/embeddings/encoder.py", "chatbot/embeddings/low_rank.py", "chatbot/embeddings/reranking.py"},
    "bm25s": {"chatbot/index/lexical.py"},
    "xllamacpp": {"chatbot/language_models/llama_engine.py"},
    "openvino": {"chatbot/embeddings/encoder.py", "chatbot/language_models/openvino_model.py",
                 "chatbot/language_models/openvino_engine.py"},
    "openvino_genai": {"chatbot/language_models/openvino_model.py"},
    "gguf": {"chatbot/language_models/openvino_model.py", "chatbot/language_models/adapters.py"},
    "docx": {"chatbot/export/word.py", "chatbot/export/word_style.py"},
    "fpdf": {"chatbot/export/pdf.py", "chatbot/export/pdf_embedding.py"},
    "pypdf": {"chatbot/export/pdf_reading.py"},
    "tqdm": {"chatbot/cli/progress.py"},
    "pypinyin": {"chatbot/transcripts/romanization.py"},
}
ENVIRONMENT = {
    "chatbot/settings.py",
    "chatbot/embeddings/models.py",  # sets TOKENIZERS_PARALLELISM, which the library reads nowhere else
    "chatbot/language_models/openvino_model.py",  # sets what the library below OpenVINO reads nowhere else
    "chatbot/cli/window.py",  # passes the environment on to the window's process
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports_of(path: Path) -> Iterator[str]:
    """Give every module imported anywhere in a file, inside functions too, names taken from packages included."""
    package = list(path.relative_to(ROOT).with_suffix("").parts[:-1])
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def room_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "chatbot" and len(parts) > 1 and parts[1] in ROOMS else None


def room_of_file(path: Path) -> str | None:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py") if path.parent != HOUSE or path.stem in ROOMS else None


def test_the_rooms_are_these_and_no_others() -> None:
    found = {path.stem if path.is_file() else path.name for path in HOUSE.iterdir()
             if path.suffix == ".py" or (path.is_dir() and path.name != "__pycache__")}  # fmt: skip
    assert found == {*ROOMS, "__init__", "__main__"}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_room_imports_only_rooms_to_its_left(path: Path) -> None:
    here = room_of_file(path)
    if here is None:
        return  # the package's own doors, which open onto the assembly point and the command line
    imported = {room for module in imports_of(path) if (room := room_of(module)) and room != here}
    assert {room for room in imported if ROOMS.index(room) > ROOMS.index(here)} == set()


def offers() -> dict[str, set[str]]:
    """Give what each room's ``__init__`` offers, as modules and names are imported: "chatbot.passages.Sentence"."""
    doors = {path.parent.name: ast.parse(path.read_text("utf-8")) for path in HOUSE.glob("*/__init__.py")}
    return {room: {f"chatbot.{room}.{name}" for node in door.body if isinstance(node, ast.Assign)
                   and ast.unparse(node.targets[0]) == "__all__" for name in ast.literal_eval(node.value)}
            for room, door in doors.items()}  # fmt: skip


@pytest.mark.parametrize("path", [*SOURCES, ROOT / "streamlit_app.py"], ids=name_of)
def test_a_room_is_entered_by_its_door(path: Path) -> None:
    """Only what a room's ``__init__`` offers is used elsewhere: how its files divide the work is the room's own affair."""
    offered = offers()
    here = None if path.parent == ROOT else room_of_file(path)
    for module in imports_of(path):
        if (room := room_of(module)) in offered and room != here:
            assert module in {f"chatbot.{room}", *offered[room]}, module


def test_nothing_imports_the_command_line_or_the_window_but_the_edges() -> None:
    for path in SOURCES:
        if room_of_file(path) not in {"cli", "window"}:
            reached = {room_of(module) for module in imports_of(path)}
            assert "window" not in reached, name_of(path)
            assert "cli" not in reached or path.name == "__main__.py", name_of(path)


def test_no_module_imports_itself_by_a_detour() -> None:
    """Imports for types alone and the late ones count too."""
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in SOURCES}
    package = {name for name, path in modules.items() if path.name == "__init__.py"}
    edges = {
        # a package's __init__ gathers its files, and they name one another, not it
        name: {m for m in imports_of(path) if m in modules and m != name and not (m in package and name.startswith(m + "."))}
        for name, path in modules.items() if name != "chatbot"
    }  # fmt: skip
    done: set[str] = set()

    def walk(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " → ".join([*way[way.index(name) :], name])
        if name not in done:
            for other in sorted(edges.get(name, ())):
                walk(other, (*way, name))
            done.add(name)

    for name in edges:
        walk(name, ())


@pytest.mark.parametrize("library", OWNERS)
def test_a_heavy_library_has_one_owner(library: str) -> None:
    everything = [*SOURCES, ROOT / "streamlit_app.py"]
    found = {name_of(path) for path in everything if any(m.split(".")[0] == library for m in imports_of(path))}
    assert found == OWNERS[library]


def test_the_environment_is_read_in_one_place() -> None:
    found = {
        name_of(path) for path in SOURCES
        if any(isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
               for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    }  # fmt: skip
    assert found <= ENVIRONMENT


@pytest.mark.parametrize("path", [*SOURCES, ROOT / "streamlit_app.py"], ids=name_of)
def test_nothing_is_pickled(path: Path) -> None:
    modules = {module.split(".")[0] for module in imports_of(path)}
    assert modules.isdisjoint({"pickle", "cPickle", "dill", "joblib", "shelve", "marshal"})
    assert "allow_pickle=True" not in path.read_text("utf-8")


@pytest.mark.parametrize("path", [*SOURCES, ROOT / "streamlit_app.py"], ids=name_of)
def test_files_are_small_and_say_what_they_do(path: Path) -> None:
    source = path.read_text("utf-8")
    assert len(source.splitlines()) <= 300
    assert ast.get_docstring(ast.parse(source))


def test_packages_say_what_they_offer() -> None:
    for path in HOUSE.glob("*/__init__.py"):
        names = [node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.Assign | ast.AnnAssign)]
        targets = {ast.unparse(t) for node in names for t in (node.targets if isinstance(node, ast.Assign) else [node.target])}
        assert "__all__" in targets, name_of(path)


def test_no_room_is_a_drawer_for_everything() -> None:
    for path in HOUSE.rglob("*"):
        assert path.stem not in {"utils", "util", "helper", "helpers", "manager", "common", "misc"}
