"""Train the Yes or No further, on invented excerpts with near misses of many kinds: half an hour of two cores.

    python -m benchmarks.talk.fourth_round --start THIRD --out chatbot/weights/verdict.gguf

Five of seven excerpts of each step are new ones; the others, of the invented interviews and of the podcasts, keep what was learnt
before. What is written is the mean of the third round's adapter and of what it became, brought back to its rank. ``--limit 4``
shows that it runs.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

import torch
from gguf import GGUFReader
from torch.nn import functional

from benchmarks.peers import MODELS
from benchmarks.talk.excerpts import excerpts_of_interviews, invented_excerpts
from benchmarks.verdict.pairs import Asked, further_pairs
from benchmarks.verdict.qwen2 import Adapter
from benchmarks.verdict.second_round import endless
from benchmarks.verdict.training import BEFORE_QUESTION, DECAY, EXCERPTS, Verdicts, few_at_once, tell, write_adapter
from chatbot.weights import unpack_chat

NEW, OF_INTERVIEWS, OF_PODCASTS = 5, 1, 1
"""How many excerpts of each kind a step shows."""
RATE, WARM_UP, TOLD = 2e-4, 5, 30


def main() -> None:
    """Train, tell how held-out excerpts fare before and after, and write the adapter."""
    options = _options()
    torch.manual_seed(1)
    verdicts, adapter = Verdicts(unpack_chat(MODELS, lambda *_: None)), Adapter.of(GGUFReader(options.start))
    chance = random.Random(4)
    _tell("before", verdicts, adapter, options.limit)
    shown = zip(*(_few(asked, count, chance) for asked, count in (
        (invented_excerpts(held_out=False), NEW), (excerpts_of_interviews(held_out=False), OF_INTERVIEWS),
        (further_pairs(), OF_PODCASTS))), strict=True)  # fmt: skip
    train(verdicts, adapter, ([*new, *talk, *podcasts] for new, talk, podcasts in shown), options.minutes * 60)
    _tell("after", verdicts, adapter, options.limit)
    write_adapter(options.out, mean(Adapter.of(GGUFReader(options.start)), adapter), verdicts.tokens(BEFORE_QUESTION))


def _few(asked: Sequence[Asked], count: int, chance: random.Random) -> Iterator[list[Asked]]:
    given = endless(asked, chance)
    while True:
        yield [next(given) for _ in range(count)]


def train(verdicts: Verdicts, adapter: Adapter, shown: Iterator[Sequence[Asked]], seconds: float) -> None:
    """Take steps until the time is up, by which the rate of learning falls."""
    optimizer, started, step = torch.optim.AdamW(adapter.parameters(), weight_decay=DECAY), perf_counter(), 0
    while (spent := (perf_counter() - started) / seconds) < 1:
        step += 1
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1.0, step / WARM_UP) * (0.03 + 0.485 * (1 + math.cos(math.pi * spent)))
        few = next(shown)
        rows = [(row, question) for row, one in enumerate(few) for question, _ in one.questions]
        labels = torch.tensor([float(label) for one in few for _, label in one.questions])
        odds = verdicts.odds(verdicts.read([one.excerpt for one in few]), rows, adapter)
        loss = functional.binary_cross_entropy_with_logits(odds, labels)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(adapter.parameters(), 1.0)
        optimizer.step()
        print(f"{step}: loss {loss.item():.2f} of {len(rows)}, {perf_counter() - started:.0f} s", flush=True)


@torch.no_grad()
def mean(one: Adapter, other: Adapter) -> Adapter:
    """Give the mean of two adapters' changes, brought back to their rank by singular values.

    After "Robust fine-tuning of zero-shot models", arXiv 2109.01903: the mean keeps what was known before.
    """
    found = {}
    for place, (down, up) in one.matrices.items():
        other_down, other_up = other.matrices[place]
        left, sizes, right = torch.svd_lowrank((up @ down + other_up @ other_down) / 2, q=4 * one.rank, niter=6)
        root = sizes[: one.rank].sqrt()
        found[place] = ((right[:, : one.rank] * root).T.contiguous(), left[:, : one.rank] * root)
    return Adapter(found, one.rank, one.alpha)


def _tell(when: str, verdicts: Verdicts, adapter: Adapter, limit: int | None) -> None:
    chance = random.Random(5)
    for name, asked in (("new", invented_excerpts(held_out=True)), ("interviews", excerpts_of_interviews(held_out=True))):
        kept = few_at_once(chance.sample(asked, min(limit or TOLD, len(asked))), EXCERPTS)
        tell(f"{name}, {when}", verdicts, [one for few in kept for one in few], adapter)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start", type=Path, required=True, metavar="FILE", help="the third round's adapter")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--minutes", type=float, default=30, help="how long to take steps")
    parser.add_argument("--limit", type=int, help="how many held-out excerpts to tell of, to see that it runs")
    return parser.parse_args()


if __name__ == "__main__":
    main()
