"""What can be typed, and help texts that are examples. It imports nothing heavy, so that ``--help`` is instant."""

from __future__ import annotations

import argparse
from pathlib import Path

from chatbot.settings import Settings

_DESCRIPTION = "Ask interview and podcast transcripts; every answer comes with quotes that can be checked."
_EXAMPLES = """\
examples:
  chatbot index                                        bring the index up to date with seeds/
  chatbot ask "Who owns the wine market in China?"     a cited answer
  chatbot ask "Quanti marchi ha helloITA?" --json      the same as data
  chatbot chat                                         the chat window, in your browser

settings (environment or .env): CHATBOT_SEEDS, CHATBOT_INDEX, CHATBOT_MODEL, CHATBOT_EMBEDDING, CHATBOT_PRECISION,
  CHATBOT_STRICTNESS, CHATBOT_MODELS
exit status: 0 done, 1 the work failed or a check found a fault, 2 the command was misused, 130 stopped (Ctrl-C)
"""


def parser(settings: Settings) -> argparse.ArgumentParser:
    """Build the parser, with the settings as its defaults."""
    top = argparse.ArgumentParser("chatbot", description=_DESCRIPTION, epilog=_EXAMPLES,
                                  formatter_class=argparse.RawDescriptionHelpFormatter)
    top.add_argument("--seeds", type=Path, metavar="DIR", default=settings.seeds, help="folder of transcripts (%(default)s)")
    top.add_argument("--index", type=Path, metavar="DIR", default=settings.index, help="folder of the index (%(default)s)")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _index(commands)
    _search(commands)
    _ask(commands, settings)
    _command(commands, "chat", "open the chat window", "chatbot chat")
    _export(commands)
    verify = _command(commands, "verify", "check an exported conversation against the transcripts",
                      "chatbot verify answers.html", "chatbot verify answers.pdf")
    verify.add_argument("file", metavar="FILE", type=Path, help="an exported .pdf, .docx, .html or .json file")
    _command(commands, "info", "what is indexed, with which models, how large, and whether the seeds have changed",
             "chatbot info")
    return top


def _command(commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, what: str,
             *examples: str) -> argparse.ArgumentParser:  # fmt: skip
    epilog = "examples:\n" + "\n".join(f"  {example}" for example in examples)
    return commands.add_parser(name, help=what, description=what[0].upper() + what[1:] + ".", epilog=epilog,
                               formatter_class=argparse.RawDescriptionHelpFormatter)


def _index(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    index = _command(commands, "index", "bring the index up to date with the seeds; embeds only what changed",
                     "chatbot index", "chatbot --seeds interviews index --full")
    index.add_argument("--full", action="store_true", help="start over: embed everything again")


def _search(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    search = _command(commands, "search", "ranked passages for a question",
                      'chatbot search "wine in China" -k 3', "chatbot search --batch questions.jsonl > passages.jsonl")
    _question(search)
    search.add_argument("-k", type=_count, default=8, metavar="N", help="how many passages (%(default)s)")


def _ask(commands: argparse._SubParsersAction[argparse.ArgumentParser], settings: Settings) -> None:
    ask = _command(commands, "ask", "a cited answer, or an honest \"not in the transcripts\"",
                   'chatbot ask "谁占领了中国的葡萄酒市场？"', 'chatbot ask "What is helloITA?" --model none',
                   'chatbot ask "What is helloITA?" --model openai:gpt-5-mini',
                   "chatbot ask --batch questions.jsonl > answers.jsonl")
    _question(ask)
    models = "qwen2.5-coder-1.5b (bundled), none, a .gguf file, or a LangChain name such as ollama:qwen3 (%(default)s)"
    ask.add_argument("--model", metavar="M", default=settings.model, help=models)


def _question(command: argparse.ArgumentParser) -> None:
    command.add_argument("question", metavar="QUESTION", nargs="?", help="in Italian, Chinese, English or French")
    command.add_argument("--batch", metavar="FILE", type=Path,
                         help='a file of JSON Lines, each {"id": …, "question": …}; - for standard input')
    command.add_argument("--transcript", metavar="ID",
                         help="from this transcript alone: its path below the seeds folder, without the suffix")
    command.add_argument("--json", action="store_true", help="print one JSON object")


def _export(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    export = _command(commands, "export", "a cited conversation as a document",
                      "chatbot export answers.jsonl --to html -o answers.html",
                      "chatbot export answers.json --to pdf -o answers.pdf",
                      "chatbot export answers.json --to md")
    export.add_argument("conversation", metavar="CONVERSATION", type=Path,
                        help="what ask --json or ask --batch printed, or an exported .pdf, .docx, .html or .json")
    export.add_argument("--to", required=True, choices=("md", "html", "pdf", "docx", "json"), help="format")
    export.add_argument("-o", dest="output", metavar="FILE", type=Path, help="file to write (standard output)")


def _count(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 1000")
    return int(text)
