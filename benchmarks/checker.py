"""The program's own checker as a function of claim and evidence, and the fit of its support model.

    python -m benchmarks.checker        # fits SupportModel on the tuning half and prints it: intercept, cosine, coverage

The evidence is cut and embedded as a transcript would be; the claim is judged as a sentence of a draft would be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from benchmarks.attribution import SETS
from benchmarks.measures import area_under_curve
from benchmarks.program import our_embeddings
from benchmarks.results import share
from benchmarks.sets import bench_folder, read_claims
from chatbot.answers import SourceSentence
from chatbot.citations import Judgement, SupportModel, judge
from chatbot.citations.attribution import read_together
from chatbot.embeddings import SentenceTransformerEmbeddings, Vectors
from chatbot.index import text_to_embed
from chatbot.passages import passages_of
from chatbot.transcripts import parse_transcript

STEPS = 50
PENALTY = 1e-3


@dataclass(frozen=True)
class Prepared:
    """Evidence as the checker meets it: its sentences, and their vectors (sentences, dimensions)."""

    sources: tuple[SourceSentence, ...]
    vectors: Vectors


class ProgramChecker:
    """The support that the program gives a claim; with ``strict``, 0 where a number, name or denial is at fault."""

    def __init__(self, strict: bool) -> None:
        self._strict = strict

    def prepare(self, evidence: Sequence[str]) -> None:
        """Cut and embed the evidence, as an index has it."""
        prepared(tuple(evidence))

    def __call__(self, claim: str, evidence: Sequence[str]) -> float:
        judgement = judged(claim, evidence)
        return 0.0 if self._strict and judgement.faults else judgement.support


support = ProgramChecker(strict=False)
shown = ProgramChecker(strict=True)


def main() -> None:
    """Fit on the tuning half, and print the model and its AUC on both halves."""
    claims = read_claims(bench_folder() / SETS["attribution/test500"])
    features = np.array([seen(claim.claim, claim.evidence) for claim in claims])
    tune = np.array([claim.half == "tune" for claim in claims])
    labels = np.array([claim.supported for claim in claims])
    weights = fit(features[tune], labels[tune])
    print(f"intercept {weights[0]:.2f}, cosine {weights[1]:.2f}, coverage {weights[2]:.2f}")
    for name, half in (("tune", tune), ("report", ~tune)):
        scores = features[half] @ weights[1:] + weights[0]
        print(f"AUC on the {name} half: {share(area_under_curve(scores.tolist(), labels[half].tolist()))}")


def judged(claim: str, evidence: Sequence[str]) -> Judgement:
    """Judge a claim against evidence as the program judges a sentence of a draft."""
    ready = prepared(tuple(evidence))
    return judge(claim, claim_vector(claim), ready.sources, ready.vectors, (), SupportModel())


def seen(claim: str, evidence: Sequence[str]) -> tuple[float, float]:
    """Give what the support model would see of the chosen quotes: their cosine, and the coverage there and beside them."""
    ready = prepared(tuple(evidence))
    sources = judged(claim, evidence).sources
    if not sources:
        return 0.0, 0.0
    rows = [source.row for source in sources]
    meaning = read_together(claim, rows, ready.sources, claim_vector(claim), ready.vectors, same_language=True)
    return meaning.cosine, meaning.coverage


def fit(features: npt.NDArray[np.float64], labels: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """Fit a logistic regression by Newton's method; returns (1 + features,) weights, the intercept first."""
    inputs = np.column_stack([np.ones(len(features)), features])
    weights = np.zeros(inputs.shape[1])
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(inputs @ weights, -40, 40)))
        slope = inputs.T @ (chance - labels) + PENALTY * weights
        curve = (inputs.T * (chance * (1 - chance))) @ inputs + PENALTY * np.eye(len(weights))
        weights = weights - np.linalg.solve(curve, slope)
    return np.asarray(weights, dtype=np.float64)


@lru_cache(maxsize=1)
def embeddings() -> SentenceTransformerEmbeddings:
    """Load the embedding model once."""
    return our_embeddings().as_it_came  # the checks keep the vectors of the model before it was trained


@lru_cache(maxsize=1024)
def claim_vector(claim: str) -> Vectors:
    """Embed a claim as the program embeds a sentence of a draft: as a passage."""
    return np.array(embeddings().embed_documents([claim])[0], dtype=np.float32)


@lru_cache(maxsize=1024)
def prepared(evidence: tuple[str, ...]) -> Prepared:
    """Cut evidence into sentences and embed them in their passages."""
    transcript = parse_transcript("\n".join(evidence), "evidence")
    passages = passages_of(transcript)
    found = embeddings().embed_passages([text_to_embed(passage) for passage in passages], lambda done: None)
    sentences = [sentence for passage in passages for sentence in passage.sentences]
    vectors = np.concatenate([np.empty((0, embeddings().dimensions)), *(each.sentences for each in found)])
    return Prepared(
        tuple(SourceSentence("evidence", s, transcript.text[s.start : s.end], None, 0.0, row) for row, s in enumerate(sentences)),
        vectors.astype(np.float32),
    )


if __name__ == "__main__":
    main()
