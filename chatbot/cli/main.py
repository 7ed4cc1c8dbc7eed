"""Reads the command, hands it to the rooms, prints what comes back. Every error is one line on stderr, no traceback."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace

from chatbot.cli.arguments import parser
from chatbot.cli.display import message
from chatbot.errors import ChatbotError, UsageError
from chatbot.settings import Settings, read_settings

# The commands import their rooms inside: `chatbot --help` answers at once, and torch, streamlit and LangChain take seconds.


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 failed or a fault found, 2 misused, 130 stopped (Ctrl-C)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        settings = read_settings()
        options = parser(settings).parse_args(arguments)
        model = getattr(options, "model", settings.model)
        settings = replace(settings, seeds=options.seeds, index=options.index, model=model)
        return _COMMANDS[options.command](settings, options)
    except ChatbotError as error:
        message(f"chatbot: {error}")
        return error.exit_status
    except KeyboardInterrupt:
        message("chatbot: stopped; what was done so far is kept")
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has gone, as with `| head`
        return 1
    except Exception as error:  # the last place where a traceback can be kept from the user
        message(f"chatbot: {_unforeseen(error)}")
        return 1


def _unforeseen(error: Exception) -> str:
    if isinstance(error, OSError):
        where = f" ({error.filename})" if error.filename else ""
        return f"{error.strerror or error}{where}; make room or check the path"
    said = f": {str(error)[:200]}" if str(error) else ""
    return f"this failed by a fault of the program ({type(error).__name__}{said}); please report it with what you typed"


def _index(settings: Settings, options: argparse.Namespace) -> int:
    from chatbot.cli.information import casts, indexed_files
    from chatbot.cli.progress import ProgressBar
    from chatbot.conversation import rebuild

    before = {} if options.full else indexed_files(settings.index)
    with ProgressBar() as bar:
        done = rebuild(settings.seeds, settings.index, settings.embedding, settings.models, bar.show, options.full,
                       settings.precision)
    message(done.sentence(str(settings.index)))
    for line in casts(settings.index, {} if done.other_version else before) if done.changed else ():
        message(f"  {line}")
    for fault in done.faults:
        message(f"not indexed: {fault}")
    return 1 if done.faults else 0


def _search(settings: Settings, options: argparse.Namespace) -> int:
    from chatbot.cli.batch import BatchLine, run_batch
    from chatbot.cli.display import passage_text
    from chatbot.conversation import passage_to_json

    _check_question(options)
    conversation = _open(settings)

    def found(line: BatchLine) -> dict[str, object]:
        _, hits = conversation.search(line.question, options.k, line.transcript or options.transcript, line.history)
        return {"id": line.id, "question": line.question, "passages": [passage_to_json(hit) for hit in hits]}

    if options.batch:
        return 0 if run_batch(options.batch, found) else 1
    if options.json:
        print(json.dumps(found(BatchLine(None, options.question, None, ())), ensure_ascii=False))
        return 0
    _, hits = conversation.search(options.question, options.k, options.transcript)
    print("\n".join(passage_text(number, hit) for number, hit in enumerate(hits, 1)))
    return 0


def _ask(settings: Settings, options: argparse.Namespace) -> int:
    from chatbot.cli.batch import BatchLine, run_batch
    from chatbot.cli.display import answer_text

    _check_question(options)
    conversation = _open(settings)

    def answered(line: BatchLine) -> dict[str, object]:
        answer = conversation.fresh().ask(line.question, line.transcript or options.transcript, line.history)
        return {**answer.to_json(), "id": line.id}

    if options.batch:
        return 0 if run_batch(options.batch, answered) else 1
    if options.json:
        print(json.dumps(answered(BatchLine(None, options.question, None, ())), ensure_ascii=False))
        return 0
    print(answer_text(conversation.ask(options.question, options.transcript)))
    return 0


def _chat(settings: Settings, options: argparse.Namespace) -> int:
    from chatbot.cli.progress import ProgressBar
    from chatbot.cli.window import open_window
    from chatbot.conversation import prepare_chat_model

    with ProgressBar() as bar:
        prepare_chat_model(settings.model, settings.models, bar.show)
    return open_window(settings)


def _export(settings: Settings, options: argparse.Namespace) -> int:
    from chatbot.cli.cited import with_notes
    from chatbot.export import BINARY, read_conversation, render, write_export

    if options.output is None and options.to in BINARY and sys.stdout.isatty():
        raise UsageError(f"{options.to} cannot be shown in a terminal; give a file to write: -o answers.{options.to}")
    content = render(with_notes(read_conversation(options.conversation), settings.seeds), options.to)
    if options.output is None:
        sys.stdout.buffer.write(content)
        return 0
    write_export(content, options.output)
    message(f"written: {options.output}")
    return 0


def _verify(settings: Settings, options: argparse.Namespace) -> int:
    from chatbot.cli.verifying import report, verify_file

    verification = verify_file(options.file, settings.seeds)
    print(report(verification))
    return 1 if verification.failures else 0


def _info(settings: Settings, options: argparse.Namespace) -> int:
    from chatbot.cli.information import information

    print(information(settings))
    return 0


def _open(settings: Settings):  # type: ignore[no-untyped-def]  # its type is in a room that is imported late
    from chatbot.cli.progress import ProgressBar
    from chatbot.conversation import Conversation

    with ProgressBar() as bar:
        return Conversation.open(settings.index, model=settings.model, models_folder=settings.models,
                                 embedding=settings.embedding, strictness=settings.strictness,
                                 precision=settings.precision, progress=bar.show)


def _check_question(options: argparse.Namespace) -> None:
    from chatbot.cli.batch import check_whole

    if (options.question is None) == (options.batch is None):
        raise UsageError(f"give a question or --batch FILE, for example: chatbot {options.command} \"What is helloITA?\"")
    check_whole(options.question or "", "the question")


_COMMANDS: dict[str, Callable[[Settings, argparse.Namespace], int]] = {
    "index": _index, "search": _search, "ask": _ask, "chat": _chat, "export": _export, "verify": _verify, "info": _info,
}  # fmt: skip
