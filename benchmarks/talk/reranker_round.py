"""Train the reranker's adapter further, on invented interviews too: a minute of a GPU (an H200) in its draft, here on the CPU.

    python -m benchmarks.reranker.training --work FOLDER --out FIRST
    python -m benchmarks.talk.reranker_round --start FIRST --work FOLDER --out chatbot/weights/reranker.safetensors

Two of five questions are from the invented interviews. What is written is the mean of both adapters, brought back to their rank:
it told the podcasts' places nearly as well as the adapter trained on, and the shipped transcript's better. ``--limit 64`` shows
that it runs.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from benchmarks.peers import MODELS
from benchmarks.reranker.examples import Drawn
from benchmarks.reranker.training import RANK, Course, Trained, examples, tell, train
from benchmarks.talk.examples import mixed, talk_examples
from benchmarks.verdict.second_round import endless
from chatbot.embeddings import PLAIN, load_embeddings

STEPS, QUESTIONS, FEWEST_NEAR = 323, 40, 7
COURSE = Course(Drawn(wrong=5, nearest=10, others_share=0.35, whole_share=0.4), rate=7e-4, head_rate=2e-3, warm_up=16)


def main() -> None:
    """Train, tell how held-out podcasts and held-out invented interviews fare before and after, and write the mean."""
    options = _options()
    chance = random.Random(5)
    others, podcasts = examples(options.work, options.limit, further=True)
    talk, kept = (talk_examples(options.work, held_out, options.limit).answered for held_out in (False, True))
    parts = [endless([each for each in part if len(each.near) >= FEWEST_NEAR], chance) for part in (talk, others)]
    steps, questions = (2, 5) if options.limit else (STEPS, QUESTIONS)
    start, trained = load_file(options.start), Trained(load_embeddings(PLAIN, MODELS, lambda *_: None))
    trained.start_from(start)
    for name, held_out in (("podcasts", podcasts), ("invented interviews", kept)):
        tell(f"{name}, before", trained, held_out)
    train(trained, [list(islice(mixed(*parts), questions)) for _ in range(steps)], COURSE, chance)
    for name, held_out in (("podcasts", podcasts), ("invented interviews", kept)):
        tell(f"{name}, after", trained, held_out)
    save_file(mean(start, trained.adapter()), options.out)


def mean(one: Mapping[str, Tensor], other: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Give the mean of two adapters in float16, its changes brought back to their rank by singular values."""
    found = {name: ((one[name].float() + other[name].float()) / 2).half() for name in one if "." not in name}
    for layer in (name.removesuffix(".up") for name in one if name.endswith(".up")):
        changes = [adapter[f"{layer}.up"].float() @ adapter[f"{layer}.down"].float() for adapter in (one, other)]
        up, sizes, down = torch.linalg.svd((changes[0] + changes[1]) / 2, full_matrices=False)
        root = sizes[:RANK].sqrt()
        found |= {f"{layer}.up": (up[:, :RANK] * root).half(), f"{layer}.down": (root[:, None] * down[:RANK]).half()}
    return {name: value.contiguous() for name, value in found.items()}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start", type=Path, required=True, metavar="FILE", help="the adapter to train on from")
    parser.add_argument("--work", type=Path, required=True, metavar="FOLDER", help="where indexes and examples are kept")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--limit", type=int, help="how many questions, to see that it runs")
    return parser.parse_args()


if __name__ == "__main__":
    main()
