"""Worked examples that every request for a Yes or No and for an answer begins with: a small model copies what it has seen done.

Before them the bundled model told apart what answers from what only speaks of it less well (see
benchmarks/experiments/08-verdict-prompt-and-worked-examples.md). People, places and numbers are invented, each example has a
near miss beside it, and nothing of them can be cited: quotes are looked for in transcripts alone.
"""

from __future__ import annotations

from dataclasses import dataclass

_MILL = ("Marta Ruiz: We opened the second mill in 2011, near Jaén. It presses forty tons of olives a day. "
         "My brother runs it.")  # fmt: skip
_COOKS = ("Kenji Mori: Japanese cooks were afraid of the bitter taste. So we gave tastings in department stores. "
          "After two years they asked for it by name.")  # fmt: skip
_PACKAGING = "Host: And the packaging? Marta Ruiz: The tin keeps the light out. Glass is prettier, and the importer wants glass."


@dataclass(frozen=True)
class Example:
    """An excerpt, a question about it, and the answer in the question's language; empty where the excerpt has none."""

    excerpt: str
    question: str
    language: str
    answer: str = ""


EXAMPLES = (
    Example(_MILL, "How many tons does the mill near Jaén press each day?", "en",
            "The second mill, near Jaén, presses forty tons of olives a day."),
    Example(_MILL, "What does the mill pay the growers for a ton of olives?", "en"),
    Example(_COOKS, "日本的厨师是怎样改变看法的？", "zh",
            "日本厨师起初害怕苦味。Kenji Mori 说，他们在百货公司办了品尝活动，两年后厨师就点名要它了。"),
    Example(_COOKS, "日本最大的百货公司叫什么名字？", "zh"),
    Example(_PACKAGING, "Quanto costa la confezione in latta?", "it"),
    Example(_PACKAGING, "Que préfère l'importateur ?", "fr", "L'importateur veut du verre, que Marta Ruiz trouve plus joli."),
)  # fmt: skip
