"""Train the adapter with which the bundled chat model answers in the language of the question: three minutes of a GPU.

    python -m benchmarks.verdict.answer_round --out chatbot/weights/answers.gguf --device cuda

Each step shows answers and the same with one thing wrong: an answer is to be likely, and likelier than the wrong one.
``--limit 4`` shows that it runs.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from time import perf_counter

import torch
from torch import Tensor
from torch.nn import functional

from benchmarks.peers import MODELS
from benchmarks.verdict.pairs import Answered, answered
from benchmarks.verdict.qwen2 import Adapter
from benchmarks.verdict.training import (
    BEFORE_QUESTION,
    DECAY,
    FIRST_LAYER,
    RANK,
    Verdicts,
    after,
    round_options,
    write_adapter,
)  # fmt: skip
from chatbot.answers.prompts import short_answer_request
from chatbot.weights import unpack_chat

ANSWERS, STEPS, WARM_UP, RATE = 24, 183, 15, 4e-4
APART, SHARPNESS = 0.3, 0.5
"""What it counts for that the right answer is likelier than the wrong one, and how fast that is taken to be so, a unit of log
probability. After "Direct Preference Optimization", arXiv 2305.18290, without a reference model."""


def main() -> None:
    """Train, tell how likely the held-out interviews' answers are before and after, and write the adapter."""
    options = round_options(__doc__ or "")
    learnt, kept = (answered(held_out)[: options.limit] for held_out in (False, True))
    torch.manual_seed(1)
    torch.set_default_device(options.device)
    model, adapter = Verdicts(unpack_chat(MODELS, lambda *_: None)), Adapter.fresh(RANK, FIRST_LAYER)
    steps, size = (2, 2) if options.limit else (STEPS, ANSWERS)
    _tell("before", model, kept, adapter)
    _train(model, adapter, learnt, steps, size)
    _tell("after", model, kept, adapter)
    write_adapter(options.out, adapter, model.tokens(BEFORE_QUESTION))


def _train(model: Verdicts, adapter: Adapter, learnt: Sequence[Answered], steps: int, size: int) -> None:
    optimizer, started, chance = torch.optim.AdamW(adapter.parameters(), weight_decay=DECAY), perf_counter(), random.Random(4)
    order: list[Answered] = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1.0, (step + 1) / WARM_UP) * (0.03 + 0.485 * (1 + math.cos(math.pi * step / steps)))
        if len(order) < size:
            order = chance.sample(learnt, len(learnt))
        (right, length), (wrong, _) = both(model, [order.pop() for _ in range(size)], adapter)
        apart = functional.softplus(SHARPNESS * (wrong - right)).mean()
        loss = APART * apart - (right / length).mean()
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(adapter.parameters(), 1.0)
        optimizer.step()
        print(f"{step + 1} of {steps}: loss {loss.item():.2f}, {perf_counter() - started:.0f} s", flush=True)


def both(model: Verdicts, few: Sequence[Answered], adapter: Adapter) -> tuple[tuple[Tensor, Tensor], tuple[Tensor, Tensor]]:
    """Give the log probabilities and the tokens' number (answers,) of the right answers, and the same of the wrong ones."""
    read = model.read([each.excerpt for each in few])
    asked = [after(short_answer_request([""], each.question, each.language), BEFORE_QUESTION) for each in few]

    def likelihoods(replies: Sequence[str]) -> tuple[Tensor, Tensor]:
        whole = [f"{ask}{reply}<|im_end|>" for ask, reply in zip(asked, replies, strict=True)]
        texts = [(row, model.tokens(text)) for row, text in enumerate(whole)]
        states, tokens, there = model.states(read, texts, adapter)
        told = torch.tensor([len(model.tokens(ask)) for ask in asked])[:, None]
        written = there & (torch.arange(tokens.shape[1]) >= told)
        told_of = model.scores(states[:, :-1][written[:, 1:]])
        likely = -functional.cross_entropy(told_of, tokens[written], reduction="none")
        return torch.zeros(tokens.shape).masked_scatter(written, likely).sum(1), written.sum(1)

    return likelihoods([each.right for each in few]), likelihoods([each.wrong for each in few])


@torch.no_grad()
def _tell(when: str, model: Verdicts, kept: Sequence[Answered], adapter: Adapter) -> None:
    found = [both(model, kept[start : start + ANSWERS], adapter) for start in range(0, len(kept), ANSWERS)]
    likely = torch.cat([right / length for (right, length), _ in found]).mean().item()
    apart = torch.cat([right > wrong for (right, _), (wrong, _) in found]).float().mean().item()
    print(f"{when}: log probability a token {likely:.3f}, right likelier than wrong {apart:.3f} of {len(kept)}", flush=True)


if __name__ == "__main__":
    main()
