"""The command line as a user meets it: data on stdout, one clear line on stderr, the right exit status."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from chatbot.citations import CheckedSentence, Citation
from chatbot.cli import main
from chatbot.cli.batch import BatchLine, run_batch
from chatbot.cli.display import answer_text, citation_text, plain
from chatbot.cli.information import speakers
from chatbot.cli.main import _COMMANDS
from chatbot.conversation.values import Answer, Seconds
from chatbot.embeddings import BUNDLED
from chatbot.export import read_conversation
from chatbot.transcripts import Transcript, Turn

WINE = "Who owns the wine market in China?"
CITATION = {"number", "transcript", "start", "end", "quote", "speaker", "time", "url", "support"}
ANSWER = {
    "id", "question", "standalone_question", "language", "status", "answer", "sentences", "nearest", "passages", "model",
    "index_fingerprint", "seconds", "note",
}  # fmt: skip
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, built_index: tuple[Path, Path],
        models: Path, tmp_path: Path) -> Run:  # fmt: skip
    """Run a command over the real index without a chat model; gives status, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHATBOT_MODEL", "none")
    monkeypatch.setenv("CHATBOT_MODELS", str(models))
    seeds, index = built_index

    def command(*arguments: str, seeds: Path = seeds, index: Path = index) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            status = main(["--seeds", str(seeds), "--index", str(index), *arguments])
        except SystemExit as stop:  # argparse's way out
            status = int(stop.code or 0)
        out, err = capsys.readouterr()
        return status, out, err

    return command


def assert_one_line(err: str, *words: str) -> None:
    lines = err.strip().splitlines()
    assert len(lines) == 1, err
    assert lines[0].startswith("chatbot: ")
    assert "Traceback" not in err
    for word in words:
        assert word in lines[0]


def test_help_comes_without_the_heavy_libraries() -> None:
    """Nothing that takes seconds to import may be loaded for ``--help``."""
    check = (
        "import sys\nfrom chatbot.cli import main\ntry:\n main(['--help'])\nexcept SystemExit:\n pass\n"
        "heavy = {'torch', 'streamlit', 'sentence_transformers', 'faiss', 'langchain_core', 'numpy', 'xllamacpp', 'openvino', 'gguf', 'pypinyin'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", check], cwd=Path(__file__).parents[1], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "chatbot ask" in done.stdout


@pytest.mark.parametrize("command", ["index", "search", "ask", "chat", "export", "verify", "info"])
def test_every_command_s_help_has_an_example(command: str, run: Run) -> None:
    status, out, _ = run(command, "--help")
    assert status == 0
    assert f"chatbot {command}" in out.split("examples:")[1] or "--seeds" in out


def test_index_says_in_one_line_what_it_did(run: Run) -> None:
    status, out, err = run("index")
    assert (status, out) == (0, "")
    assert err.startswith("up to date: 1 transcript")


def test_info_tells_what_is_indexed(run: Run, built_index: tuple[Path, Path]) -> None:
    status, out, err = run("info")
    assert (status, err) == (0, "")
    assert "china-paradigm-044" in out
    assert f"{BUNDLED}, 384 dimensions" in out
    assert "up to date" in out
    assert "\n    speakers (turns): Matthieu David 14, Carlo Dragonetti 14" in out


def test_index_says_who_speaks_in_what_is_new(run: Run, tmp_path: Path) -> None:
    folders = {"seeds": tmp_path / "seeds", "index": tmp_path / "index"}
    folders["seeds"].mkdir()
    (folders["seeds"] / "tea.txt").write_text("Anna: Why?\n\nBo\x1b: So.\n\nAnna: And?\n\nBo\x1b: Yes.", "utf-8")
    (folders["seeds"] / "wine.txt").write_text("Wine is made in Parma.", "utf-8")
    _, _, err = run("index", **folders)
    assert [line for line in err.splitlines() if line.startswith("  ")] == ["  tea: speakers (turns): Anna 2, Bo  2", "  wine: no speakers"]
    (folders["seeds"] / "wine.txt").write_text("Wine is made in Verona.", "utf-8")
    assert run("index", **folders)[2].splitlines()[1:] == ["  wine: no speakers"]
    assert len(run("index", **folders)[2].splitlines()) == 1


def test_a_long_cast_and_long_names_are_shortened() -> None:
    turns = tuple(Turn(f"Guest {n}" if n else "Anna " * 20, n, n + 1, None, ()) for n in range(12))
    line = speakers(Transcript("t", "t", "x" * 12, turns))
    assert line.endswith("Guest 7 1 and 4 more") and "…" in line and len(line) < 160


def test_search_json_is_the_contract_s(run: Run, built_index: tuple[Path, Path]) -> None:
    status, out, err = run("search", WINE, "-k", "2", "--json")
    assert (status, err) == (0, "")
    value = json.loads(out)
    assert set(value) == {"id", "question", "passages"}
    assert len(value["passages"]) == 2
    text = (built_index[0] / "china-paradigm-044.txt").read_text("utf-8")
    for passage in value["passages"]:
        assert set(passage) == {"transcript", "start", "end", "score", "speaker", "time", "text"}
        assert text[passage["start"] : passage["end"]] == passage["text"]


def test_an_answer_goes_from_ask_to_export_to_verify(run: Run, tmp_path: Path) -> None:
    status, out, err = run("ask", WINE, "--json")
    assert (status, err) == (0, "")
    value = json.loads(out)
    assert set(value) == ANSWER
    assert set(value["sentences"][0]["citations"][0]) == CITATION
    (tmp_path / "answer.json").write_text(out, "utf-8")
    for form in ("html", "json", "md", "docx", "pdf"):
        status, printed, err = run("export", "answer.json", "--to", form, "-o", f"answers.{form}")
        assert (status, printed, err) == (0, "", f"written: answers.{form}\n")
    for form in ("html", "json", "docx", "pdf"):
        status, out, _ = run("verify", f"answers.{form}")
        assert status == 0, out
        assert "citations hold" in out
    exported = (tmp_path / "answers.json").read_text("utf-8")
    (tmp_path / "forged.json").write_text(exported.replace("the French own", "the Dutch own"), "utf-8")
    status, out, _ = run("verify", "forged.json")
    assert status == 1
    assert "FAILS: " in out
    assert "china-paradigm-044" in out


def cited_answer(text: str, quote: str, language: str = "en", time: float | None = None) -> dict[str, object]:
    cited = {"number": 1, "transcript": "talk", "start": text.find(quote), "end": text.find(quote) + len(quote), "quote": quote,
             "speaker": "Anna", "time": time, "url": None, "support": 0.9}  # fmt: skip
    return {
        "id": None, "question": "How many?", "standalone_question": "How many?", "language": language, "status": "answered",
        "answer": "They have 12 shops. [1]", "sentences": [{"text": "They have 12 shops.", "citations": [cited]}], "nearest": [],
        "passages": [], "model": "none", "index_fingerprint": "abc", "note": "",
        "seconds": {"retrieve": 0.1, "first_evidence": 0.2, "total": 1.5},
    }  # fmt: skip


def cli(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = main([str(each) for each in arguments])
    return status, *capsys.readouterr()


def test_an_export_tells_its_time_and_its_transcripts_as_they_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    text = "A talk\n\nAnna: We have 12 shops.\n\nBen: Really?\n"
    (seeds / "talk.txt").write_text(text, "utf-8")
    (tmp_path / "answer.json").write_text(json.dumps(cited_answer(text, "We have 12 shops.")), "utf-8")
    out = tmp_path / "exported.json"
    assert cli(capsys, "--seeds", seeds, "export", tmp_path / "answer.json", "--to", "json", "-o", out)[0] == 0
    exported = read_conversation(out)
    assert exported.created.startswith("20")
    assert [(note.id, note.title, len(note.sha256)) for note in exported.transcripts] == [("talk", "A talk", 64)]
    (seeds / "talk.txt").write_text(text.replace("12", "13"), "utf-8")
    status, said, _ = cli(capsys, "--seeds", seeds, "verify", out)
    assert status == 1
    assert "the transcript has changed since the export" in said
    assert cli(capsys, "--seeds", seeds, "export", out, "--to", "html", "-o", tmp_path / "a.html")[0] == 0
    assert read_conversation(tmp_path / "a.html").transcripts == exported.transcripts


def test_an_export_without_a_seeds_folder_says_what_it_lacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "answer.json").write_text(json.dumps(cited_answer("We have 12 shops.", "We have 12 shops.")), "utf-8")
    status, out, err = cli(capsys, "--seeds", tmp_path / "gone", "export", tmp_path / "answer.json", "--to", "json")
    assert (status, json.loads(out)["transcripts"]) == (0, {})
    assert_one_line(err, "titles and sha256", "No seeds folder")


def test_verify_names_a_sentence_with_a_number_in_no_quote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "A talk\n\nAnna: We have 12 shops.\n\nBen: Really?\n"
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "talk.txt").write_text(text, "utf-8")
    true = json.dumps(cited_answer(text, "We have 12 shops."))
    (tmp_path / "true.json").write_text(true, "utf-8")
    (tmp_path / "false.json").write_text(true.replace("They have 12", "They have 90"), "utf-8")
    assert cli(capsys, "--seeds", tmp_path / "seeds", "verify", tmp_path / "true.json")[0] == 0
    status, out, _ = cli(capsys, "--seeds", tmp_path / "seeds", "verify", tmp_path / "false.json")
    assert (status, out.splitlines()[0]) == (1, "1 of 1 citations hold")
    assert 'FAILS: answer of "How many?": sentence 1 of the answer has the number 90' in out


def test_verify_names_a_fault_in_one_line_whatever_the_file_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "talk.txt").write_text("Anna: Hello.\n", "utf-8")
    forged = json.dumps({**cited_answer("", "We\u00a0have 12 shops."), "question": "Combien\u00a0?\n9 of 9 citations hold\x1b[2J"})
    (tmp_path / "forged.json").write_text(forged.replace('"talk"', '"gone\\n9 of 9 citations hold\\u001b[2J"').replace("-1", "0"), "utf-8")
    status, out, _ = cli(capsys, "--seeds", tmp_path / "seeds", "verify", tmp_path / "forged.json")
    assert (status, out.splitlines()[0], len(out.splitlines())) == (1, "0 of 1 citations hold", 2)
    assert 'of "Combien ? 9 of 9 citations hold␛[2J": the transcript is gone' in out and "\x1b" not in out and "\\x" not in out


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_binary_export_goes_to_stdout_but_not_to_a_terminal(
    form: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty.json").write_text(json.dumps(
        {"format": "chatbot-conversation", "version": 1, "created": "", "transcripts": {}, "answers": []}
    ))  # fmt: skip
    command = ["export", str(tmp_path / "empty.json"), "--to", form]
    assert main(command) == 0
    (tmp_path / f"piped.{form}").write_bytes(capsysbinary.readouterr().out)
    assert read_conversation(tmp_path / f"piped.{form}").answers == ()
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(command) == 2
    out, err = capsysbinary.readouterr()
    assert out == b""
    assert_one_line(err.decode(), f"-o answers.{form}")


def test_verify_names_a_transcript_that_is_gone_and_info_says_so(
    run: Run, tmp_path: Path, built_index: tuple[Path, Path]
) -> None:
    _, out, _ = run("ask", WINE, "--json")
    (tmp_path / "answer.json").write_text(out, "utf-8")
    other = tmp_path / "other"
    other.mkdir()
    (other / "talk.txt").write_text("A talk\n\nAnna: Hello, and welcome to the show.\n", "utf-8")
    status, out, _ = run("verify", "answer.json", seeds=other)
    assert status == 1
    assert "FAILS: " in out
    status, out, _ = run("info", seeds=other)
    assert status == 0
    assert "1 deleted" in out


def test_a_batch_keeps_its_order_and_goes_on_after_bad_lines(run: Run, tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "q1", "question": WINE}), "this is no JSON", "", json.dumps({"id": "q3"}), json.dumps([1]),
        json.dumps({"id": "q5", "question": "  "}), json.dumps({"id": "q6", "question": "x" * 100_000}),
        json.dumps({"id": "q7", "question": WINE, "transcript": "gone"}),
        json.dumps({"id": "q8", "question": WINE, "history": "no list"}),
        json.dumps({"id": "q9", "question": "谁占领了中国的葡萄酒市场？", "history": [{"role": "user", "content": "Ciao"}]}),
    ]  # fmt: skip
    (tmp_path / "batch.jsonl").write_text("\n".join(lines), "utf-8")
    status, out, err = run("ask", "--batch", "batch.jsonl")
    assert status == 1
    assert "Traceback" not in err
    values = [json.loads(line) for line in out.splitlines()]
    assert [value["id"] for value in values] == ["q1", None, "q3", None, "q5", "q6", "q7", "q8", "q9"]
    assert [set(value) == ANSWER for value in values] == [True, *[False] * 7, True]
    errors = [value["error"] for value in values if "error" in value]
    assert len(errors) == 7
    assert all("\n" not in error for error in errors)
    assert values[-1]["language"] == "zh"
    assert "100,000" in values[5]["error"]


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ({"question": "\ud83d"}, '"question"'),
        ({"question": "wine", "transcript": "\udc00"}, '"transcript"'),
        ({"question": "wine", "history": [{"role": "user", "content": "a \ud83d"}]}, '"history"'),
    ],
)
def test_half_a_character_in_a_batch_is_one_bad_line(
    line: dict[str, object], where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "batch.jsonl").write_text(f"{json.dumps({'id': 'a', **line})}\n{json.dumps({'id': 'b', 'question': '🍷'})}\n")
    asked: list[str] = []

    def answer(line: BatchLine) -> dict[str, object]:
        asked.append(line.question)
        return {"id": line.id}

    assert not run_batch(tmp_path / "batch.jsonl", answer)
    bad, good = (json.loads(out) for out in capsys.readouterr().out.splitlines())
    assert bad["id"] == "a"
    assert f"line 1: {where} has half a character" in bad["error"]
    assert (good, asked) == ({"id": "b"}, ["🍷"])


def test_a_line_that_fails_in_a_way_nobody_foresaw_does_not_lose_those_behind_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "batch.jsonl").write_text("".join(json.dumps({"id": id, "question": id}) + "\n" for id in "ab"))

    def answer(line: BatchLine) -> dict[str, object]:
        if line.id == "a":
            raise RecursionError("too deep")
        return {"id": line.id}

    assert not run_batch(tmp_path / "batch.jsonl", answer)
    bad, good = (json.loads(out) for out in capsys.readouterr().out.splitlines())
    assert bad == {"id": "a", "error": "line 1 failed in a way that was not foreseen (RecursionError); ask it another way"}
    assert good == {"id": "b"}


def test_half_a_character_on_the_command_line_is_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = cli(capsys, "ask", "wine \udcff")
    assert status == 2
    assert_one_line(err, "half a character")


def test_a_batch_with_bytes_that_are_no_utf8(run: Run, tmp_path: Path) -> None:
    (tmp_path / "batch.jsonl").write_bytes(b'{"id": "a", "question": "\xff"}\n{"id": "b", "question": "wine"}\n')
    status, out, _ = run("search", "--batch", "batch.jsonl")
    values = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert "not JSON in UTF-8" in values[0]["error"]
    assert values[1]["passages"]


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["ask", "   "], 1, ["the question is empty"]),
        (["ask", "x" * 100_000], 1, ["100,000 characters"]),
        (["ask", WINE, "--transcript", "gone"], 1, ["no transcript 'gone'", "china-paradigm-044"]),
        (["search", WINE, "--transcript", "../../etc/passwd"], 1, ["no transcript"]),
        (["ask", WINE, "--model", "nonsense"], 2, ["nonsense"]),
        (["ask", WINE, "--model", "missing.gguf"], 1, ["there is no model file missing.gguf"]),
        (["ask"], 2, ["give a question or --batch"]),
        (["ask", WINE, "--batch", "x.jsonl"], 2, ["give a question or --batch"]),
        (["search", "--batch", "gone.jsonl"], 1, ["gone.jsonl"]),
        (["verify", "gone.json"], 1, ["gone.json"]),
        (["export", "gone.json", "--to", "md"], 1, ["gone.json"]),
    ],
)
def test_misuse_is_one_line_and_a_status(arguments: list[str], status: int, words: list[str], run: Run) -> None:
    found, out, err = run(*arguments)
    assert_one_line(err, *words)
    assert (found, out) == (status, "")


@pytest.mark.parametrize("arguments", [[], ["frobnicate"], ["search", "wine", "-k", "0"], ["export", "a.json", "--to", "exe"]])
def test_what_cannot_be_parsed_is_misuse(arguments: list[str], run: Run) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert "usage: chatbot" in err


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (RecursionError("maximum recursion depth exceeded"), ["a fault of the program (RecursionError: maximum recursion depth"]),
        (ValueError("first\nsecond\x1b[2J"), ["(ValueError: first second"]),
        (KeyError(), ["(KeyError)"]),
        (OSError(28, "No space left on device", "there"), ["No space left on device (there); make room"]),
    ],
)
def test_what_nobody_foresaw_is_one_line_too(
    error: Exception, words: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> int:
        raise error

    monkeypatch.setitem(_COMMANDS, "info", fail)
    status, out, err = cli(capsys, "info")
    assert (status, out) == (1, "")
    assert_one_line(err, *words)


def test_ctrl_c_has_a_status_of_its_own(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*arguments: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(_COMMANDS, "info", stop)
    status, _, err = cli(capsys, "info")
    assert status == 130
    assert_one_line(err, "stopped")


@pytest.mark.parametrize("form", ["json", "pdf", "docx"])
def test_a_number_without_end_in_an_answer_is_one_line(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = json.dumps(cited_answer("We have 12 shops.", "We have 12 shops."))
    (tmp_path / "answer.json").write_text(written.replace("{", '{"x": 1e999, ', 1), "utf-8")
    status, _, err = cli(capsys, "export", tmp_path / "answer.json", "--to", form, "-o", tmp_path / f"a.{form}")
    assert status == 1
    assert_one_line(err, "answer.json: it holds inf")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("talk.txt", b"Anna: caf\xe9 \xff", ["talk.txt", "UTF-8"]),
        ("talk.txt", b"", ["talk.txt"]),
        ("talk.txt", b" \n \n", ["talk.txt"]),
        (None, b"", ["seeds"]),
    ],
)
def test_seeds_that_cannot_be_read_leave_the_index_alone(
    name: str | None, content: bytes, words: list[str], run: Run, tmp_path: Path, built_index: tuple[Path, Path]
) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    if name is not None:
        (seeds / name).write_bytes(content)
    index = tmp_path / "index"
    shutil.copytree(built_index[1], index)
    before = sorted((path, path.read_bytes()) for path in index.rglob("*") if path.is_file())
    status, out, err = run("index", seeds=seeds, index=index)
    assert_one_line(err, *words)
    assert (status, out) == (1, "")
    assert sorted((path, path.read_bytes()) for path in index.rglob("*") if path.is_file()) == before


def test_a_file_that_cannot_be_read_is_named_and_the_rest_indexed(run: Run, tmp_path: Path, built_index: tuple[Path, Path]) -> None:
    for name, folder in zip(("seeds", "index"), built_index, strict=True):
        shutil.copytree(folder, tmp_path / name)
    (tmp_path / "seeds" / "empty.txt").write_bytes(b"")
    status, out, err = run("index", seeds=tmp_path / "seeds", index=tmp_path / "index")
    assert (status, out) == (1, "")
    done, fault = err.strip().splitlines()
    assert done.startswith("up to date: 1 transcript") and "empty.txt is empty" in fault


def test_no_seeds_folder(run: Run, tmp_path: Path) -> None:
    status, _, err = run("index", seeds=tmp_path / "gone")
    assert status == 1
    assert_one_line(err, "gone")


@pytest.mark.parametrize("command", [["info"], ["ask", WINE], ["search", WINE]])
def test_a_missing_index_says_what_to_run(command: list[str], run: Run, tmp_path: Path) -> None:
    status, out, err = run(*command, index=tmp_path / "gone")
    assert_one_line(err, "there is no index", "run: chatbot index")
    assert (status, out) == (1, "")


def test_a_damaged_index_says_what_to_run(run: Run, tmp_path: Path, built_index: tuple[Path, Path]) -> None:
    index = tmp_path / "index"
    shutil.copytree(built_index[1], index)
    next(index.rglob("vectors.faiss")).write_bytes(b"no vectors")
    status, out, err = run("ask", WINE, index=index)
    assert_one_line(err, "vectors.faiss", "run: chatbot index --full")
    assert (status, out) == (1, "")


def test_another_embedding_model_than_the_index_s(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHATBOT_EMBEDDING", "some/other-model")
    status, _, err = run("search", WINE)
    assert status == 1
    assert_one_line(err, BUNDLED, "some/other-model", "run: chatbot index")
    assert "made with another embedding model than is set; run: chatbot index" in run("info")[1]


def test_a_setting_that_cannot_be(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHATBOT_STRICTNESS", "lax")
    status, _, err = run("info")
    assert status == 2
    assert_one_line(err, "lax", "balanced")


def test_an_answer_from_several_places_has_a_paragraph_for_each() -> None:
    def said(text: str, number: int, start: int) -> CheckedSentence:
        return CheckedSentence(text, (Citation(number, "tea", start, start + 9, "It is so.", None, None, None, 1.0),))

    sentences = (said("One.", 1, 0), said("Two.", 2, 20), said("Three.", 3, 9000))
    answer = Answer(None, "?", "?", "en", "answered", "One. [1] Two. [2] Three. [3]", sentences, (), (), "none", "", Seconds(0, 0, 0))
    assert answer_text(answer).startswith("One. [1] Two. [2]\n\nThree. [3]\n\n[1] tea, characters 0–9\n")


@pytest.mark.parametrize("text", ["a\x1b[2Jb", "a\x07b", "a\u202eb", "a\x9bb", "a\rb"])
def test_text_for_a_terminal_cannot_move_the_cursor(text: str) -> None:
    assert plain(text)[0] == "a"
    assert plain(text)[-1] == "b"
    assert all(c.isprintable() for c in plain(text))


def test_times_and_labels_for_a_terminal_are_those_of_an_export() -> None:
    late = Citation(1, "talk", 0, 4, "Sì, certo.", "Anna", 4504.0, None, 0.9)
    assert citation_text(late).startswith("[1] Anna, talk, characters 0–4, 1:15:04\n")
    answer = Answer(None, "?", "?", "it", "not_found", "Non risponde.", (), (late,), (), "none", "abc", Seconds(0, 0, 0))
    assert "Le cose più vicine che sono state dette:" in answer_text(answer)


def test_text_for_a_terminal_keeps_every_script() -> None:
    assert plain("意大利 — perché 🙂\n…") == "意大利 — perché 🙂\n…"
