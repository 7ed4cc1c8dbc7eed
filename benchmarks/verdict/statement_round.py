"""Train the adapter for the bundled chat model's Yes or No to statements, from the one for questions: five minutes of a GPU.

    python -m benchmarks.verdict.statement_round --out chatbot/weights/statements.gguf --device cuda

In the program the model is asked whether an excerpt says all that a sentence of its own draft says. ``--limit 8`` shows that it
runs.
"""

from __future__ import annotations

import random

import torch
from gguf import GGUFReader

from benchmarks.peers import MODELS
from benchmarks.verdict.pairs import statement_pairs
from benchmarks.verdict.qwen2 import Adapter
from benchmarks.verdict.training import Verdicts, few_at_once, round_options, tell, train, write_adapter
from chatbot.answers.prompts import statement_request
from chatbot.weights import unpack_chat, verdict_adapter

EXCERPTS, WARM_UP, RATE = 24, 15, 3e-4
BEFORE_STATEMENT = "Statement:"


def main() -> None:
    """Train, tell how the held-out interviews' statements fare before and after, and write the adapter."""
    options = round_options(__doc__ or "")
    learnt, kept = (statement_pairs(held_out)[: options.limit] for held_out in (False, True))
    torch.manual_seed(1)
    torch.set_default_device(options.device)
    verdicts = Verdicts(unpack_chat(MODELS, lambda *_: None), statement_request, BEFORE_STATEMENT)
    adapter = Adapter.of(GGUFReader(verdict_adapter()))
    tell("before", verdicts, kept, adapter)
    mixed = random.Random(4).sample(learnt, len(learnt))
    train(verdicts, adapter, few_at_once(mixed, EXCERPTS), lambda step: RATE * min(1.0, (step + 1) / WARM_UP))
    tell("after", verdicts, kept, adapter)
    write_adapter(options.out, adapter, verdicts.tokens(BEFORE_STATEMENT))


if __name__ == "__main__":
    main()
