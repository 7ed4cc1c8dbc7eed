"""The command line: an edge without logic, quick to start. Data goes to stdout, messages and progress to stderr."""

from chatbot.cli.main import main

__all__ = ["main"]
