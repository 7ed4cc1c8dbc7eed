"""Train the reranker's adapter: an hour on two cores with bfloat16 (AVX-512) and a quarter of an hour before that to index.

    python -m benchmarks.reranker.training --work FOLDER --out chatbot/weights/reranker.safetensors

Each step shows questions with one place that answers and three that do not; the one is to have the largest score of the four
(and, for a little, all are to be told right by themselves). ``--limit 64`` shows that it runs.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.peers import MODELS
from benchmarks.reranker.asked import podcast_questions, podcasts
from benchmarks.reranker.examples import FEWEST_NEAR, Drawn, Example, read_texts, shown, spoken_examples, written_examples
from chatbot.embeddings import PLAIN, SentenceTransformerEmbeddings, load_embeddings
from chatbot.embeddings.reranking import odds, paired

RANK, SCALE, FIRST_LAYER = 32, 2.0, 3
QUESTIONS, DECAY, ALONE = 16, 0.01, 0.2
CHUNKS, COMPARED = 4, 9


@dataclass(frozen=True)
class Course:
    """How places are drawn, the largest rates of learning for the layers and for the head, and over how many steps they rise."""

    drawn: Drawn = Drawn(wrong=3, nearest=10, others_share=0.35, whole_share=0.4)
    rate: float = 1e-3
    head_rate: float = 5e-3
    warm_up: int = 30


class LowRank(nn.Module):
    """A layer that stays as it is, and a change of low rank beside it."""

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__()
        self.layer = layer
        self.down = nn.Parameter(torch.randn(RANK, layer.in_features) / math.sqrt(layer.in_features))
        self.up = nn.Parameter(torch.zeros(layer.out_features, RANK))

    def forward(self, states: Tensor) -> Tensor:
        """Give what the layer makes of states, changed."""
        down = functional.linear(states, self.down.to(states.dtype))
        return self.layer(states) + functional.linear(down, (SCALE * self.up).to(states.dtype))  # type: ignore[no-any-return]


class Trained(nn.Module):
    """The embedding model with low-rank changes from FIRST_LAYER on, and a head that begins as a cosine."""

    def __init__(self, embeddings: SentenceTransformerEmbeddings) -> None:
        super().__init__()
        self.model, self._tokenizer, self._longest = embeddings.transformer, embeddings.tokenizer, embeddings.longest
        self.model.requires_grad_(False)
        self.model.set_attn_implementation("eager")  # whose gradient is the faster one here
        add_low_rank(self.model, FIRST_LAYER)
        size = self.model.config.hidden_size
        self.head = nn.ParameterDict({"product": torch.full((size,), 20.0), "both": torch.zeros(2 * size),
                                      "bias": torch.tensor(-16.0)})  # fmt: skip

    def forward(self, pairs: Sequence[tuple[str, str]]) -> Tensor:
        """Give the log odds (pairs,) that a place answers a question; read by few of like length."""
        order = sorted(range(len(pairs)), key=lambda place: len(pairs[place][1]))
        size = math.ceil(len(order) / CHUNKS)
        found = [self._read([pairs[place] for place in order[start : start + size]]) for start in range(0, len(order), size)]
        return torch.cat(found)[torch.argsort(torch.tensor(order))]

    def _read(self, pairs: Sequence[tuple[str, str]]) -> Tensor:
        features = paired(self._tokenizer, self._longest, [question for question, _ in pairs], [text for _, text in pairs])
        return odds(self.model, features, self._tokenizer.sep_token_id, self.head)

    def adapter(self) -> dict[str, Tensor]:
        """Give what was learnt, in float16, as the program reads it."""
        return {name: value.detach().half() for name, value in self.head.items()} | low_rank_of(self.model)

    def start_from(self, adapter: Mapping[str, Tensor]) -> None:
        """Take over what an adapter of this form has learnt."""
        for name, value in self.head.items():
            value.data = adapter[name].float()
        for name, module in self.model.named_modules():
            if isinstance(module, LowRank):
                module.down.data, module.up.data = adapter[f"{name}.down"].float(), adapter[f"{name}.up"].float() / SCALE


def add_low_rank(model: nn.Module, first_layer: int) -> None:
    """Put a change of low rank, which is nothing yet, beside all linear layers of an encoder from ``first_layer`` on."""
    for layer in model.encoder.layer[first_layer:]:
        for part in (layer.attention.self, layer.attention.output, layer.intermediate, layer.output):
            for name, child in list(part.named_children()):
                if isinstance(child, nn.Linear):
                    setattr(part, name, LowRank(child))


def low_rank_of(model: nn.Module) -> dict[str, Tensor]:
    """Give the changes of low rank in float16, ``<layer>.down`` (rank, inputs) and ``<layer>.up`` (outputs, rank), scaled."""
    found = {}
    for name, module in model.named_modules():
        if isinstance(module, LowRank):
            found |= {f"{name}.down": module.down.detach().half().cpu(), f"{name}.up": (SCALE * module.up).detach().half().cpu()}
    return found


def main() -> None:
    """Train, tell how held-out questions fare before and after, and write the adapter."""
    options = _options()
    torch.manual_seed(0)
    chance = random.Random(2)
    learnt, held_out = examples(options.work, options.limit)
    chance.shuffle(learnt)
    trained = Trained(load_embeddings(PLAIN, MODELS, lambda *_: None))
    tell("before", trained, held_out)
    batches = [learnt[start : start + QUESTIONS] for start in range(0, len(learnt) - QUESTIONS + 1, QUESTIONS)]
    train(trained, batches, Course(), chance)
    tell("after", trained, held_out)
    save_file(trained.adapter(), options.out)


def examples(work: Path, limit: int | None, further: bool = False) -> tuple[list[Example], list[Example]]:
    """Give the examples to train on and those held out; made once, and kept below ``work``.

    ``further`` is for the questions that were written for the second round of ../verdict as well.
    """
    file = work / f"examples{'-further' if further else ''}{limit or ''}.json"
    learnt, held_out = kept_examples(file, lambda: _made(work, limit, further))
    return learnt, held_out


def kept_examples(file: Path, make: Callable[[], Iterable[list[Example]]]) -> list[list[Example]]:
    """Give lists of examples that a file keeps, those with enough places near them; without the file they are made first."""
    if not file.is_file():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps([[asdict(each) for each in part] for part in make()]), "utf-8")
    return [_with_enough(part) for part in json.loads(file.read_text("utf-8"))]


def _made(work: Path, limit: int | None, further: bool) -> Iterator[list[Example]]:
    embeddings = load_embeddings(PLAIN, MODELS, lambda *_: None)
    for held_out in (False, True):
        asked = podcast_questions(held_out, further)[:limit]
        texts = read_texts({"podcasts": podcasts(asked)}, work / ("held out" if held_out else "learnt"))
        written = [] if held_out or limit else written_examples(work / "written", embeddings)
        yield [*spoken_examples(asked, texts, embeddings), *written]


def _with_enough(values: Sequence[Mapping[str, Any]]) -> list[Example]:
    return [Example(**value) for value in values if len(value["near"]) >= FEWEST_NEAR]


def train(trained: Trained, batches: Sequence[Sequence[Example]], course: Course, chance: random.Random) -> None:
    """Take a step with each batch of examples."""
    layers = [value for value in trained.model.parameters() if value.requires_grad]
    rates = [(layers, course.rate), (list(trained.head.parameters()), course.head_rate)]
    optimizer = torch.optim.AdamW([{"params": values, "lr": rate} for values, rate in rates], weight_decay=DECAY)
    steps, started = len(batches), perf_counter()
    for step, few in enumerate(batches):
        share = min(1.0, (step + 1) / course.warm_up) * (0.02 + 0.49 * (1 + math.cos(math.pi * step / steps)))
        for group, (_, rate) in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * share
        pairs = [pair for each in few for pair in shown(each, chance, course.drawn)]
        loss = _loss(trained(pairs).view(len(few), -1))
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(trained.parameters(), 1.0)
        optimizer.step()
        print(f"{step + 1} of {steps}: loss {loss.item():.2f}, {perf_counter() - started:.0f} s", flush=True)


def _loss(odds_of_questions: Tensor) -> Tensor:
    """Give the loss of log odds (questions, places), the first of which answers."""
    labels = torch.zeros_like(odds_of_questions)
    labels[:, 0] = 1.0
    wrong = torch.tensor(float(labels.shape[1] - 1))
    alone = functional.binary_cross_entropy_with_logits(odds_of_questions, labels, pos_weight=wrong)
    return -functional.log_softmax(odds_of_questions, dim=1)[:, 0].mean() + ALONE * alone


@torch.no_grad()
def tell(when: str, trained: Trained, held_out: Sequence[Example]) -> None:
    """Tell for how many questions the place that answers is first, or among the first, of it and those near it."""
    ranks = []
    for each in held_out:
        scores = trained([(each.question, text) for text in (each.answering[0], *each.near[:COMPARED])])
        ranks.append(int((scores[1:] > scores[0]).sum()))
    among = ", ".join(f"{np.mean(np.array(ranks) < count):.2f} in the first {count}" for count in (1, 2, 4))
    print(f"{when}: {among}, of {len(ranks)} questions", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, metavar="FOLDER", help="where indexes and examples are kept")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--limit", type=int, help="how many questions, at least 64, to see that it runs")
    return parser.parse_args()


if __name__ == "__main__":
    main()
