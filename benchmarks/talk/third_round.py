"""Train the second round's adapter further, on invented interviews too: two minutes of a GPU (an H200) in its draft.

    python -m benchmarks.talk.third_round --start SECOND --work FOLDER --out chatbot/weights/verdict.gguf --device cuda

Each step is one of the second round's (benchmarks/verdict), with two of five questions from the invented interviews.
``--limit 64`` shows that it runs, without a GPU too.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import torch
from gguf import GGUFReader

from benchmarks.peers import MODELS
from benchmarks.reranker.training import examples
from benchmarks.talk.examples import TalkExamples, mixed, talk_examples
from benchmarks.verdict.pairs import Asked, further_held_out_pairs
from benchmarks.verdict.qwen2 import Adapter
from benchmarks.verdict.second_round import Amount, Pair, endless, options_of, pairs_alone, train
from benchmarks.verdict.training import BEFORE_QUESTION, Verdicts, tell, write_adapter
from chatbot.weights import unpack_chat

AMOUNT = Amount(steps=122, rate=2e-4, warm_up=6)
NEAR_MISS_PLACES = 3


def main() -> None:
    """Train, tell how held-out podcasts and held-out invented interviews fare before and after, and write the adapter."""
    options = options_of(__doc__ or "", "the second round's adapter")
    others, _ = examples(options.work, options.limit, further=True)
    talk, kept = (talk_examples(options.work, held_out, options.limit) for held_out in (False, True))
    torch.manual_seed(1)
    torch.set_default_device(options.device)  # from here on: the embedding model, which found the places, has its own
    verdicts = Verdicts(unpack_chat(MODELS, lambda *_: None))
    adapter, chance = Adapter.of(GGUFReader(options.start)), random.Random(4)
    amount = replace(AMOUNT, steps=2, compared=3, single=5, told=2) if options.limit else AMOUNT
    held_out = [further_held_out_pairs()[: amount.told], [*_held_out(kept)][: amount.told]]
    _tell("before", verdicts, held_out, adapter)
    compared = mixed(endless(talk.answered, chance), endless(others, chance))
    alone = mixed(endless([*_alone(talk)], chance), endless(pairs_alone(options.limit), chance))
    train(verdicts, adapter, compared, alone, amount, chance)
    _tell("after", verdicts, held_out, adapter)
    write_adapter(options.out, adapter, verdicts.tokens(BEFORE_QUESTION))


def _alone(talk: TalkExamples) -> Iterator[tuple[Pair, bool]]:
    """Give questions with the place that answers, and near misses with the place beside which they stand and with some near."""
    for each in talk.answered:
        yield (each.question, each.answering[0]), True
    for each in talk.near_misses:
        for place in (each.answering[0], *each.near[:NEAR_MISS_PLACES]):
            yield (each.question, place), False


def _held_out(talk: TalkExamples) -> Iterator[Asked]:
    for examples_of, label in ((talk.answered, True), (talk.near_misses, False)):
        for each in examples_of:
            yield Asked(each.answering[0], ((each.question, label),))


def _tell(when: str, verdicts: Verdicts, held_out: list[list[Asked]], adapter: Adapter) -> None:
    for name, pairs in zip(("podcasts", "invented interviews"), held_out, strict=True):
        tell(f"{name}, {when}", verdicts, pairs, adapter)


if __name__ == "__main__":
    main()
