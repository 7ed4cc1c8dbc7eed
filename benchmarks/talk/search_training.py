"""Train the adapter with which the embedding model finds what is said in talk: a few minutes of a GPU (an H200) in its draft.

    python -m benchmarks.talk.search_training --work FOLDER --out chatbot/weights/search.safetensors --device cuda

Each step shows questions, and the passages of all of them: each question is to be nearest to the passage that answers it, and to
the sentence in it that does. Answers are to be near what they tell, since an answer is how a question is asked by whoever knows.
``--limit 64`` shows that it runs, without a GPU too.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor
from torch.nn import functional

from benchmarks.peers import MODELS
from benchmarks.reranker.training import DECAY, add_low_rank, low_rank_of
from benchmarks.talk.search_mining import Mine, Mined, Told, held_out_sets, learnt_sets
from benchmarks.verdict.second_round import endless
from chatbot.embeddings import PLAIN, SentenceTransformerEmbeddings, load_embeddings
from chatbot.passages import Passage

RATE, WARM_UP, TEMPERATURE, NEAR, FAR = 6e-4, 30, 0.015, 3, 1
WITHIN, ANSWERS = 0.3, 0.3
"""What the sentence within its passage, and an answer near what it tells, count for beside the passage and its best sentence."""
KEPT = 0.7
"""How much of the change is written: it told held-out podcasts as well as all of it, and stays nearer to the model as it came."""
NOWHERE, COUNTED, AT_ONCE = -1e4, (1, 5, 20), 128


@dataclass(frozen=True)
class Amount:
    """How many steps, and in each how many questions and how many answers."""

    steps: int = 520
    questions: int = 160
    answers: int = 64


@dataclass(frozen=True)
class Read:
    """Vectors of length 1 of passages (passages, dimensions) and of their sentences (passages, sentences, dimensions), of which
    ``there`` (passages, sentences) says which there are."""

    passages: Tensor
    sentences: Tensor
    there: Tensor


class Reader:
    """The embedding model as it came with changes of low rank, which reads with gradients on torch's default device."""

    def __init__(self, embeddings: SentenceTransformerEmbeddings) -> None:
        self._tokenizer, self._longest = embeddings.tokenizer, embeddings.longest
        self.model = embeddings.transformer.to(torch.get_default_device())
        self.model.requires_grad_(False)
        add_low_rank(self.model, 0)

    def texts(self, texts: Sequence[str], prompt: str) -> Tensor:
        """Give vectors (texts, dimensions) of length 1."""
        states, there, _ = self._states([f"{prompt}: {text}" for text in texts])
        return functional.normalize((states * there[..., None]).sum(1), dim=1)

    def read(self, passages: Sequence[Passage]) -> Read:
        """Read passages as the program reads them, behind their context."""
        heads = [f"passage: {each.context}\n" if each.context else "passage: " for each in passages]
        states, there, offsets = self._states([head + each.text for head, each in zip(heads, passages, strict=True)])
        most = max(len(each.sentences) for each in passages)
        found = [_tokens_of(each, len(head), most, of) for each, head, of in zip(passages, heads, offsets, strict=True)]
        inside = torch.tensor(np.stack(found), dtype=states.dtype)
        whole = functional.normalize((states * there[..., None]).sum(1), dim=1)
        return Read(whole, functional.normalize(inside @ states, dim=2), inside.any(2))

    def _states(self, texts: Sequence[str]) -> tuple[Tensor, Tensor, np.ndarray]:
        features = self._tokenizer(list(texts), padding=True, truncation=True, max_length=self._longest,
                                   return_offsets_mapping=True, return_tensors="np")  # fmt: skip
        tokens, there = (torch.tensor(features[name]) for name in ("input_ids", "attention_mask"))
        return self.model(input_ids=tokens, attention_mask=there)[0].float(), there, features["offset_mapping"]


def _tokens_of(passage: Passage, head: int, most: int, offsets: np.ndarray) -> np.ndarray:
    """Say which tokens (most, tokens) are of which sentence; padding and special tokens have empty offsets and are of none."""
    spans = np.zeros((most, 2), dtype=np.int64)
    spans[: len(passage.sentences)] = [(each.start, each.end) for each in passage.sentences]
    spans[: len(passage.sentences)] += head - passage.start
    starts, ends = offsets[:, 0], offsets[:, 1]
    return (ends > spans[:, :1]) & (starts < spans[:, 1:]) & (ends > starts)


def main() -> None:
    """Train, tell how held-out podcasts and held-out invented interviews fare before and after, and write the adapter."""
    options = _options()
    embeddings = load_embeddings(PLAIN, MODELS, lambda *_: None)
    sets, held_out = learnt_sets(options.limit), held_out_sets(options.limit)
    learnt, kept = Mine(sets, options.work / "search"), Mine(held_out, options.work / "search held out")
    mined = [each for name in sets for each in learnt.mined(name, embeddings)]
    asked = {name: list(kept.mined(name, embeddings)) for name in held_out}
    torch.manual_seed(0)
    torch.set_default_device(options.device)
    reader = Reader(embeddings)
    _tell("before", reader, kept, asked)
    _train(reader, learnt, mined, list(learnt.told(options.limit)), Amount(2, 8, 6) if options.limit else Amount())
    _tell("after", reader, kept, asked)
    changes = low_rank_of(reader.model).items()
    save_file({name: KEPT * value if name.endswith(".up") else value for name, value in changes}, options.out)


def _train(reader: Reader, mine: Mine, mined: Sequence[Mined], told: Sequence[Told], amount: Amount) -> None:
    chance, started = random.Random(3), perf_counter()
    questions, answers = endless(mined, chance), endless(told, chance)
    learnt = [value for value in reader.model.parameters() if value.requires_grad]
    optimizer = torch.optim.AdamW(learnt, weight_decay=DECAY)
    for step in range(amount.steps):
        share = min(1.0, (step + 1) / WARM_UP) * (0.02 + 0.49 * (1 + math.cos(math.pi * step / amount.steps)))
        for group in optimizer.param_groups:
            group["lr"] = RATE * share
        loss = _questions_loss(reader, mine, [next(questions) for _ in range(amount.questions)], chance)
        loss = loss + ANSWERS * _answers_loss(reader, mine, [next(answers) for _ in range(amount.answers)])
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(learnt, 1.0)
        optimizer.step()
        print(f"{step + 1} of {amount.steps}: loss {loss.item():.2f}, {perf_counter() - started:.0f} s", flush=True)


def _questions_loss(reader: Reader, mine: Mine, few: Sequence[Mined], chance: random.Random) -> Tensor:
    """Give the loss of questions among all passages shown; a passage that answers too is not counted."""
    rows = list(dict.fromkeys(row for each in few for row in _drawn(each, chance)))
    read, asked = reader.read([mine.index.passage(row) for row in rows]), reader.texts([each.question for each in few], "query")
    places, numbers = torch.tensor([rows.index(each.row) for each in few]), torch.arange(len(few))
    also = torch.tensor([[row in each.answering and row != each.row for row in rows] for each in few])
    sentences = torch.einsum("qd,psd->qps", asked, read.sentences).masked_fill(~read.there, -2)
    own = sentences[numbers, places]
    right = torch.tensor([[place in each.sentences for place in range(own.shape[1])] for each in few])
    best = sentences.amax(2).index_put((numbers, places), own.masked_fill(~right, -2).amax(1))
    passage, sentence = (functional.cross_entropy((cosines / TEMPERATURE).masked_fill(also, NOWHERE), places)
                         for cosines in (asked @ read.passages.T, best))  # fmt: skip
    within = torch.logsumexp(own / TEMPERATURE, 1) - torch.logsumexp((own / TEMPERATURE).masked_fill(~right, NOWHERE), 1)
    return passage + sentence + WITHIN * within.mean()


def _drawn(each: Mined, chance: random.Random) -> list[int]:
    near, far = (chance.sample(rows, min(count, len(rows))) for rows, count in ((each.near, NEAR), (each.far, FAR)))
    return [each.row, *near, *far]


def _answers_loss(reader: Reader, mine: Mine, few: Sequence[Told]) -> Tensor:
    """Give the loss of answers among all sentences of the passages that tell them."""
    rows = list(dict.fromkeys(each.row for each in few))
    read, answers = reader.read([mine.index.passage(row) for row in rows]), reader.texts([each.answer for each in few], "passage")
    right = torch.zeros(len(few), *read.there.shape, dtype=torch.bool)
    for number, each in enumerate(few):
        right[number, rows.index(each.row), sorted(each.sentences)] = True
    cosines = torch.einsum("ad,psd->aps", answers, read.sentences) / TEMPERATURE
    among = [cosines.masked_fill(~counted, NOWHERE).flatten(1).logsumexp(1) for counted in (read.there, right)]
    return (among[0] - among[1]).mean()


@torch.no_grad()
def _tell(when: str, reader: Reader, mine: Mine, asked: dict[str, list[Mined]]) -> None:
    """Tell for how many questions a passage that answers is among the first of its set, by passage and best sentence."""
    for name, questions in asked.items():
        rows = mine.rows_of(name)
        parts = [reader.read([mine.index.passage(row) for row in rows[start : start + AT_ONCE]])
                 for start in range(0, len(rows), AT_ONCE)]  # fmt: skip
        right = [[row in each.answering for row in rows] for each in questions]
        vectors = [reader.texts([each.question], "query")[0] for each in questions]
        ranks = [_rank(vector, parts, of) for vector, of in zip(vectors, right, strict=True)]
        among = ", ".join(f"{np.mean(np.array(ranks) < count):.2f} in the first {count}" for count in COUNTED)
        print(f"{name}, {when}: {among}, of {len(ranks)} questions", flush=True)


def _rank(question: Tensor, parts: Sequence[Read], right: Sequence[bool]) -> int:
    """Count the passages that are nearer than all that answer."""
    best = torch.cat([(part.sentences @ question).masked_fill(~part.there, -2).amax(1) for part in parts])
    scores = best + torch.cat([part.passages @ question for part in parts])
    return int((scores > scores[torch.tensor(right)].max()).sum())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, metavar="FOLDER", help="where indexes are kept")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument("--limit", type=int, help="how many questions of each kind, to see that it runs")
    return parser.parse_args()


if __name__ == "__main__":
    main()
