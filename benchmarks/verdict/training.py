"""Train the adapter for the bundled chat model's Yes or No, the first of two rounds (second_round.py is the other).

    python -m benchmarks.verdict.training --out FIRST   # an hour on two cores with bfloat16 (AVX-512), 12 GB of memory

The adapter is an activated one (Greenewald et al., arXiv 2504.12397): it works from the word "Question" on, so that what the
model makes of the worked examples and of an excerpt is the same with it and without, and is read once. Only the Yes or No is
trained here.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
import torch
from gguf import GGUFValueType, GGUFWriter
from langchain_core.messages import HumanMessage
from torch import Tensor
from transformers import AutoTokenizer

from benchmarks.peers import MODELS
from benchmarks.verdict.pairs import Asked, held_out_pairs, training_pairs
from benchmarks.verdict.qwen2 import Adapter, KeysAndValues, Qwen2
from chatbot.answers import opening
from chatbot.answers.prompts import verdict_request
from chatbot.weights import unpack_chat

RANK, FIRST_LAYER, EXCERPTS, WARM_UP, DECAY, RATE = 16, 8, 4, 10, 0.01, 4e-4
ROLES = {"system": "system", "human": "user", "ai": "assistant"}
BEFORE_QUESTION = "Question:"


@dataclass(frozen=True)
class Read:
    """What the model made of excerpts behind the opening: keys and values, which of the tokens are there, and how many."""

    kept: KeysAndValues
    there: Tensor
    lengths: tuple[int, ...]


class Verdicts:
    """The model with the opening read, asked for a Yes or No by ``ask``; an adapter works from ``mark`` on."""

    def __init__(self, file: Path, ask: Callable[[Sequence[str], str], HumanMessage] = verdict_request,
                 mark: str = BEFORE_QUESTION) -> None:  # fmt: skip
        self._model, self._ask, self._mark = Qwen2(file), ask, mark
        self._tokenizer = AutoTokenizer.from_pretrained(file.parent, gguf_file=file.name)
        said = "".join(f"<|im_start|>{ROLES[m.type]}\n{m.content}<|im_end|>\n" for m in opening())
        tokens = torch.tensor([self.tokens(said)])
        self._opened = tokens.shape[1]
        with torch.no_grad():
            seen = torch.ones(self._opened, self._opened, dtype=torch.bool).tril()[None, None]
            _, self._opening = self._model.read(tokens, torch.arange(self._opened)[None], seen, None)
        self._words = [self.tokens(word)[0] for word in ("Yes", "No")]

    def tokens(self, text: str) -> list[int]:
        """Give a text's tokens."""
        return list(self._tokenizer(text, add_special_tokens=False)["input_ids"])

    @torch.no_grad()
    def read(self, excerpts: Sequence[str]) -> Read:
        """Read excerpts behind the opening, as the model reads them without an adapter."""
        before = [str(self._ask([excerpt], "").content).rsplit(self._mark, 1)[0] for excerpt in excerpts]
        tokens, there = _padded([self.tokens(f"<|im_start|>user\n{text}") for text in before])
        count, length = tokens.shape
        positions = (self._opened + torch.arange(length)).expand(count, length)
        seen = torch.ones(length, self._opened + length, dtype=torch.bool).tril(self._opened)
        opening_for_each = [(k.expand(count, -1, -1, -1), v.expand(count, -1, -1, -1)) for k, v in self._opening]
        _, kept = self._model.read(tokens, positions, seen.expand(count, 1, -1, -1), opening_for_each)
        return Read(kept, there, tuple(there.sum(1).tolist()))

    def odds(self, read: Read, asked: Sequence[tuple[int, str]], adapter: Adapter) -> Tensor:
        """Give the log odds of Yes (questions,) for questions about the excerpts in these rows."""
        texts = [(row, self.tokens(after(self._ask([""], question), self._mark))) for row, question in asked]
        states, _, there = self.states(read, texts, adapter)
        yes, no = self._model.scores(states[torch.arange(len(asked)), there.sum(1) - 1], self._words).unbind(1)
        return yes - no

    def scores(self, states: Tensor) -> Tensor:
        """Give the logits of all tokens (places, tokens) after states (places, width)."""
        return self._model.scores(states, slice(None))

    def states(self, read: Read, texts: Sequence[tuple[int, Sequence[int]]], adapter: Adapter) -> tuple[Tensor, Tensor, Tensor]:
        """Give last states (texts, tokens, width), tokens, and which are there, of tokens behind the excerpts in these rows."""
        tokens, there = _padded([text for _, text in texts])
        (count, length), rows = tokens.shape, torch.tensor([row for row, _ in texts])
        positions = torch.tensor([[self._opened + read.lengths[row]] for row, _ in texts]) + torch.arange(length)
        known = torch.cat([torch.ones(count, self._opened, dtype=torch.bool), read.there[rows]], 1)[:, None, None]
        here = torch.ones(length, length, dtype=torch.bool).tril().expand(count, 1, -1, -1)
        before = [(torch.cat([ok.expand(count, -1, -1, -1), k[rows]], 2), torch.cat([ov.expand(count, -1, -1, -1), v[rows]], 2))
                  for (ok, ov), (k, v) in zip(self._opening, read.kept, strict=True)]  # fmt: skip
        states, _ = self._model.read(tokens, positions, torch.cat([known.expand(-1, -1, length, -1), here], -1), before, adapter)
        return states, tokens, there


def after(request: HumanMessage, mark: str) -> str:
    """Give what a request says from ``mark`` on, and what stands between it and the reply."""
    return f"{mark}{str(request.content).split(mark, 1)[1]}<|im_end|>\n<|im_start|>assistant\n"


def main() -> None:
    """Train, tell how the held-out pairs fare before and after, and write the adapter."""
    options = _options()
    torch.manual_seed(1)
    verdicts = Verdicts(unpack_chat(MODELS, lambda *_: None))
    adapter = Adapter.fresh(RANK, FIRST_LAYER)
    held_out = held_out_pairs()[: options.limit]
    tell("before", verdicts, held_out, adapter)
    batches = few_at_once(training_pairs()[: options.limit], EXCERPTS)
    train(verdicts, adapter, batches, lambda step: _rate(step, len(batches)))
    tell("after", verdicts, held_out, adapter)
    write_adapter(options.out, adapter, verdicts.tokens(BEFORE_QUESTION))


def _rate(step: int, steps: int) -> float:
    return RATE * min(1.0, (step + 1) / WARM_UP) * (0.05 + 0.475 * (1 + math.cos(math.pi * step / steps)))


def train(verdicts: Verdicts, adapter: Adapter, batches: Sequence[Sequence[Asked]], rate: Callable[[int], float]) -> None:
    """Take a step with each batch of excerpts, at the rate of its number."""
    optimizer, started = torch.optim.AdamW(adapter.parameters(), weight_decay=DECAY), perf_counter()
    for step, few in enumerate(batches):
        for group in optimizer.param_groups:
            group["lr"] = rate(step)
        odds, labels = _asked(verdicts, few, adapter)
        loss = torch.nn.functional.binary_cross_entropy_with_logits(odds, labels)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(adapter.parameters(), 1.0)
        optimizer.step()
        print(f"{step + 1} of {len(batches)}: loss {loss.item():.2f}, {perf_counter() - started:.0f} s", flush=True)


def few_at_once(pairs: Sequence[Asked], count: int) -> list[Sequence[Asked]]:
    """Give excerpts in batches of ``count``, the last of which may be smaller."""
    return [pairs[start : start + count] for start in range(0, len(pairs), count)]


def _asked(verdicts: Verdicts, few: Sequence[Asked], adapter: Adapter) -> tuple[Tensor, Tensor]:
    rows = [(row, question) for row, one in enumerate(few) for question, _ in one.questions]
    labels = torch.tensor([float(label) for one in few for _, label in one.questions])
    return verdicts.odds(verdicts.read([one.excerpt for one in few]), rows, adapter), labels


@torch.no_grad()
def tell(when: str, verdicts: Verdicts, pairs: Sequence[Asked], adapter: Adapter) -> None:
    """Tell how often an excerpt that answers has the higher odds than one that does not, and how many are told right."""
    found = [_asked(verdicts, few, adapter) for few in few_at_once(pairs, EXCERPTS)]
    odds, labels = torch.cat([o for o, _ in found]), torch.cat([y for _, y in found])
    area = (odds[labels == 1][:, None] > odds[labels == 0]).float().mean().item()
    print(f"{when}: area {area:.3f}, right {((odds > 0) == (labels == 1)).float().mean().item():.3f} of {len(odds)}", flush=True)


def write_adapter(file: Path, adapter: Adapter, invocation: Sequence[int]) -> None:
    """Write an adapter as llama.cpp reads it, at work from the last place where the tokens ``invocation`` stand."""
    writer = GGUFWriter(file, "qwen2")
    writer.add_type("adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", adapter.alpha)
    writer.add_key_value("adapter.alora.invocation_tokens", list(invocation), GGUFValueType.ARRAY, GGUFValueType.UINT32)
    for (layer, name), (down, up) in adapter.matrices.items():
        for end, matrix in (("a", down), ("b", up)):
            writer.add_tensor(f"blk.{layer}.{name}.weight.lora_{end}", matrix.detach().cpu().numpy().astype(np.float16))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def round_options(description: str) -> argparse.Namespace:
    """Read what the rounds on single excerpts are told: where to write, on what device, and of how much."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument("--limit", type=int, help="how many excerpts or answers, to see that it runs")
    return parser.parse_args()


def _padded(texts: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Give token lists as one rectangle, and which places of it are theirs."""
    lengths = torch.tensor([len(text) for text in texts])
    there = torch.arange(int(lengths.max())) < lengths[:, None]
    tokens = torch.zeros(there.shape, dtype=torch.long)
    tokens[there] = torch.tensor([token for text in texts for token in text])
    return tokens, there


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--limit", type=int, help="how many excerpts, to see that it runs")
    return parser.parse_args()


if __name__ == "__main__":
    main()
