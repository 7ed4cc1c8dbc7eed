"""Train the adapter with which the bundled chat model translates questions and quotes: half an hour on two cores.

    python -m benchmarks.translation.training --out chatbot/weights/translations.gguf

It is an activated adapter (Greenewald et al., arXiv 2504.12397), at work from where the user's words begin, so that requests are
read once. ``--limit 4`` shows that it runs.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

import torch
from langchain_core.messages import BaseMessage
from torch import Tensor
from torch.nn import functional
from transformers import AutoTokenizer

from benchmarks.peers import MODELS
from benchmarks.translation.pairs import Pair, batches, pairs
from benchmarks.verdict.qwen2 import NO_ADAPTER, Adapter, KeysAndValues, Qwen2
from benchmarks.verdict.training import DECAY, FIRST_LAYER, RANK, ROLES, write_adapter
from chatbot.weights import unpack_chat

TOGETHER, RATE, WARM_UP = 16, 4e-4, 10
USER, END = "<|im_start|>user\n", "<|im_end|>\n<|im_start|>assistant\n"


class Translator:
    """The model with each request read once; an adapter works from the user's words on."""

    def __init__(self, file: Path) -> None:
        self._model = Qwen2(file)
        self._tokenizer = AutoTokenizer.from_pretrained(file.parent, gguf_file=file.name)
        self._read: dict[str, tuple[int, KeysAndValues]] = {}

    def tokens(self, text: str) -> list[int]:
        """Give a text's tokens."""
        return list(self._tokenizer(text, add_special_tokens=False)["input_ids"])

    def loss(self, few: Sequence[Pair], adapter: Adapter) -> tuple[Tensor, int]:
        """Give the sum over all tokens of the translations of how unlikely each is, and how many they are."""
        opened, kept = self._opening(few[0].request[:-1])
        asked = [self.tokens(f"{USER}{pair.request[-1].content}{END}") for pair in few]
        replies = [self.tokens(f"{pair.translation}<|im_end|>") for pair in few]
        texts = [ask + reply for ask, reply in zip(asked, replies, strict=True)]
        count, length = len(texts), max(map(len, texts))
        tokens = torch.zeros(count, length, dtype=torch.long)
        written = torch.zeros(count, length, dtype=torch.bool)
        for row, text in enumerate(texts):
            tokens[row, : len(text)] = torch.tensor(text)
            written[row, len(asked[row]) : len(text)] = True
        seen = torch.ones(length, opened + length, dtype=torch.bool).tril(opened).expand(count, 1, -1, -1)
        before = [(k.expand(count, -1, -1, -1), v.expand(count, -1, -1, -1)) for k, v in kept]
        positions = (opened + torch.arange(length)).expand(count, length)
        states, _ = self._model.read(tokens, positions, seen, before, adapter)
        told = self._model.likely(states[:, :-1][written[:, 1:]])
        return functional.cross_entropy(told, tokens[written], reduction="sum"), int(written.sum())

    @torch.no_grad()
    def _opening(self, request: Sequence[BaseMessage]) -> tuple[int, KeysAndValues]:
        said = "".join(f"<|im_start|>{ROLES[m.type]}\n{m.content}<|im_end|>\n" for m in request)
        if said not in self._read:
            tokens = torch.tensor([self.tokens(said)])
            length = tokens.shape[1]
            seen = torch.ones(length, length, dtype=torch.bool).tril()[None, None]
            _, kept = self._model.read(tokens, torch.arange(length)[None], seen, None, NO_ADAPTER)
            self._read[said] = length, kept
        return self._read[said]


def main() -> None:
    """Train, tell how likely the held-out translations are before and after, and write the adapter."""
    options = _options()
    torch.manual_seed(1)
    translator, adapter = Translator(unpack_chat(MODELS, lambda *_: None)), Adapter.fresh(RANK, FIRST_LAYER)
    learnt, kept = (pairs(held_out)[: options.limit] for held_out in (False, True))
    _tell("before", translator, kept, adapter)
    for step in _steps(translator, adapter, learnt, options.minutes * 60):
        if step % 50 == 0:
            write_adapter(options.out, adapter, translator.tokens(USER))
    _tell("after", translator, kept, adapter)
    write_adapter(options.out, adapter, translator.tokens(USER))


def _steps(translator: Translator, adapter: Adapter, learnt: Sequence[Pair], seconds: float) -> Iterator[int]:
    """Take steps until the time is up, by which the rate of learning falls, or all has been seen twice."""
    optimizer, started, chance = torch.optim.AdamW(adapter.parameters(), weight_decay=DECAY), perf_counter(), random.Random(4)
    for step, few in enumerate(batches(learnt, TOGETHER, chance) + batches(learnt, TOGETHER, chance), 1):
        spent = (perf_counter() - started) / seconds
        if spent > 1:
            return
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1.0, step / WARM_UP) * (0.03 + 0.485 * (1 + math.cos(math.pi * spent)))
        unlikely, count = translator.loss(few, adapter)
        loss = unlikely / count
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(adapter.parameters(), 1.0)
        optimizer.step()
        print(f"{step}: loss {loss.item():.2f} of {count} tokens, {perf_counter() - started:.0f} s", flush=True)
        yield step


@torch.no_grad()
def _tell(when: str, translator: Translator, kept: Sequence[Pair], adapter: Adapter) -> None:
    sums = [translator.loss(few, adapter) for few in batches(kept, TOGETHER, random.Random(1))]
    unlikely = sum(loss.item() for loss, _ in sums) / sum(count for _, count in sums)
    print(f"{when}: {unlikely:.3f} a token of {len(kept)} held-out translations", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--minutes", type=float, default=36, help="how long to take steps")
    parser.add_argument("--limit", type=int, help="how many translations, to see that it runs")
    return parser.parse_args()


if __name__ == "__main__":
    main()
