"""Train the first round's adapter further, on what a search finds: seven minutes of a GPU (an H200) in its draft.

    python -m benchmarks.verdict.training --out FIRST
    python -m benchmarks.verdict.second_round --start FIRST --work FOLDER --out chatbot/weights/verdict.gguf --device cuda

In the program the model is asked about the places that a search puts first, of which most do not answer. So each step shows
questions with a place that answers and three of those that a search puts near (made as the reranker's are, below ``--work``), and
excerpts with questions that they answer or nearly answer. ``--limit 64`` shows that it runs.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import torch
from gguf import GGUFReader
from torch import Tensor
from torch.nn import functional

from benchmarks.peers import MODELS
from benchmarks.reranker.asked import near_miss_questions, podcasts
from benchmarks.reranker.examples import Drawn, Example, read_texts, shown, spoken_examples
from benchmarks.reranker.training import examples
from benchmarks.verdict.pairs import further_held_out_pairs, further_pairs
from benchmarks.verdict.qwen2 import Adapter
from benchmarks.verdict.training import BEFORE_QUESTION, DECAY, Verdicts, tell, write_adapter
from chatbot.embeddings import PLAIN, load_embeddings
from chatbot.weights import unpack_chat

DRAWN = Drawn(wrong=3, nearest=6, others_share=0.3, whole_share=0.3)
DOUBT = 0.15
"""How much of what the model itself makes of a place elsewhere is believed: none of these was read, and some do answer."""
COMPARED, ALONE = 0.3, 0.5
"""What being the surest of four counts for beside four Yes or No, and what the questions with one excerpt count for."""
NEAR_MISS_PLACES = 2

Pair = tuple[str, str]
"""A question, and an excerpt."""
T = TypeVar("T")


@dataclass(frozen=True)
class Amount:
    """How many steps, in each how many questions with places to compare and how many with one excerpt, how many held-out
    excerpts are asked about before and after (None: all), the largest rate of learning, and over how many steps it rises."""

    steps: int = 760
    compared: int = 32
    single: int = 48
    told: int | None = None
    rate: float = 3e-4
    warm_up: int = 20


def main() -> None:
    """Train, tell how the held-out interviews' questions fare before and after, and write the adapter."""
    options = options_of(__doc__ or "", "the first round's adapter")
    learnt, _ = examples(options.work, options.limit, further=True)
    alone = [*pairs_alone(options.limit), *_near_misses_found(options.work, options.limit)]
    torch.manual_seed(1)
    torch.set_default_device(options.device)  # from here on: the embedding model, which found the places, has its own
    verdicts = Verdicts(unpack_chat(MODELS, lambda *_: None))
    adapter, chance = Adapter.of(GGUFReader(options.start)), random.Random(4)
    amount = Amount(2, 2, 3, told=4) if options.limit else Amount()
    held_out = further_held_out_pairs()[: amount.told]
    tell("before", verdicts, held_out, adapter)
    train(verdicts, adapter, endless(learnt, chance), endless(alone, chance), amount, chance)
    tell("after", verdicts, held_out, adapter)
    write_adapter(options.out, adapter, verdicts.tokens(BEFORE_QUESTION))


def pairs_alone(limit: int | None) -> list[tuple[Pair, bool]]:
    """Give questions with one excerpt and whether it answers."""
    return [((question, each.excerpt), label) for each in further_pairs()[:limit] for question, label in each.questions]


def _near_misses_found(work: Path, limit: int | None) -> list[tuple[Pair, bool]]:
    """Give questions that an excerpt nearly answers, with the places elsewhere in the interview that a search puts first."""
    asked = near_miss_questions()[:limit]
    texts = read_texts({"podcasts": podcasts(asked)}, work / "near misses")
    found = spoken_examples(asked, texts, load_embeddings(PLAIN, MODELS, lambda *_: None))
    return [((each.question, place), False) for each in found for place in each.near[:NEAR_MISS_PLACES]]


def train(
    verdicts: Verdicts, adapter: Adapter, questions: Iterator[Example], pairs: Iterator[tuple[Pair, bool]], amount: Amount,
    chance: random.Random,
) -> None:  # fmt: skip
    """Take the steps of ``amount``, with questions to compare places for, and with questions about one excerpt."""
    started = perf_counter()
    optimizer = torch.optim.AdamW(adapter.parameters(), lr=amount.rate, weight_decay=DECAY)
    for step in range(amount.steps):
        share = min(1.0, (step + 1) / amount.warm_up) * (0.03 + 0.485 * (1 + math.cos(math.pi * step / amount.steps)))
        for group in optimizer.param_groups:
            group["lr"] = amount.rate * share
        compared = [pair for _ in range(amount.compared) for pair in shown(next(questions), chance, DRAWN)]
        single = [next(pairs) for _ in range(amount.single)]
        odds = _odds(verdicts, [*compared, *(pair for pair, _ in single)], adapter)
        loss = _loss(odds[: len(compared)].view(-1, DRAWN.wrong + 1), odds[len(compared) :], [label for _, label in single])
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(adapter.parameters(), 1.0)
        optimizer.step()
        print(f"{step + 1} of {amount.steps}: loss {loss.item():.2f}, {perf_counter() - started:.0f} s", flush=True)


def endless(values: Sequence[T], chance: random.Random) -> Iterator[T]:
    """Give all values in an order of chance, and again in another one."""
    while True:
        yield from chance.sample(values, len(values))


def _odds(verdicts: Verdicts, pairs: Sequence[Pair], adapter: Adapter) -> Tensor:
    """Give the log odds of Yes (pairs,); each excerpt is read once."""
    excerpts = list(dict.fromkeys(excerpt for _, excerpt in pairs))
    rows = {excerpt: row for row, excerpt in enumerate(excerpts)}
    return verdicts.odds(verdicts.read(excerpts), [(rows[excerpt], question) for question, excerpt in pairs], adapter)


def _loss(compared: Tensor, single: Tensor, labels: Sequence[bool]) -> Tensor:
    """Give the loss of log odds (questions, places), the first of which answers, and of others (pairs,) with their labels."""
    wanted = DOUBT * torch.sigmoid(compared.detach())
    wanted[:, 0] = 1.0
    surest = -functional.log_softmax(compared, dim=1)[:, 0].mean()
    alone = functional.binary_cross_entropy_with_logits(single, torch.tensor([float(label) for label in labels]))
    return functional.binary_cross_entropy_with_logits(compared, wanted) + COMPARED * surest + ALONE * alone


def options_of(description: str, start: str) -> argparse.Namespace:
    """Read what the rounds after the first are told; ``start`` says which adapter they start from."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start", type=Path, required=True, metavar="FILE", help=start)
    parser.add_argument("--work", type=Path, required=True, metavar="FOLDER", help="where indexes and examples are kept")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument("--limit", type=int, help="how many questions and excerpts, to see that it runs")
    return parser.parse_args()


if __name__ == "__main__":
    main()
