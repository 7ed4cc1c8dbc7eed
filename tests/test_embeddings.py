"""Vectors of length 1 that agree with plain sentence-transformers, and one for each sentence besides."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from langchain_core.embeddings import Embeddings

import chatbot.embeddings.models
from chatbot.embeddings import (
    BUNDLED,
    HUB_NAME,
    PLAIN,
    SentenceTransformerEmbeddings,
    Text,
    load_embeddings,
    load_reranker,
    load_second_opinion,
)
from chatbot.embeddings.low_rank import change, copied
from chatbot.embeddings.reranking import odds
from chatbot.errors import ModelError, UsageError
from chatbot.weights import EMBEDDING_FOLDER, has_bundled

TEXT = "The French own the wine market. We like cheese. 我们喜欢奶酪。 🙂"
SPANS = ((0, 31), (32, 47), (48, 55))


def test_it_is_a_langchain_embeddings(embeddings: SentenceTransformerEmbeddings) -> None:
    assert isinstance(embeddings, Embeddings)
    document, question = embeddings.embed_documents([TEXT])[0], embeddings.embed_query("Who owns it?")
    assert len(document) == len(question) == embeddings.dimensions == 384
    assert np.linalg.norm(document) == pytest.approx(1, abs=1e-3)
    assert np.linalg.norm(question) == pytest.approx(1, abs=1e-3)


def test_vectors_agree_with_plain_sentence_transformers(models: Path, embeddings: SentenceTransformerEmbeddings) -> None:
    """The model folder is an ordinary one: read by the library itself, in float32, it says the same."""
    from sentence_transformers import SentenceTransformer

    embeddings = embeddings.as_it_came
    plain = SentenceTransformer(str(models / EMBEDDING_FOLDER), device="cpu")
    passage = plain.encode([f"passage: {TEXT}"], normalize_embeddings=True)[0]
    question = plain.encode(["query: Who owns it?"], normalize_embeddings=True)[0]
    assert passage @ embeddings.embed_passages([Text(TEXT)], lambda _: None)[0].passage > 0.99
    assert passage @ np.array(embeddings.embed_documents([TEXT])[0]) > 0.99
    assert question @ np.array(embeddings.embed_query("Who owns it?")) > 0.99


def test_each_sentence_has_a_vector_of_its_own(embeddings: SentenceTransformerEmbeddings) -> None:
    found = embeddings.embed_passages([Text(TEXT, "A talk", SPANS)], lambda _: None)[0]
    assert found.sentences.shape == (3, 384)
    assert np.linalg.norm(found.sentences, axis=1) == pytest.approx(1, abs=1e-3)
    question = embeddings.embed_questions(["Who likes cheese?"])[0]
    assert (found.sentences @ question).argmax() in (1, 2)
    assert (found.sentences @ embeddings.embed_questions(["Who owns the wine market?"])[0]).argmax() == 0


def test_order_and_company_change_nothing(embeddings: SentenceTransformerEmbeddings) -> None:
    texts = [Text("word " * n, "", ((0, 4),)) for n in (50, 1, 20)] + [Text(TEXT, "A talk", SPANS)]
    told: list[int] = []
    together = embeddings.embed_passages(texts, told.append)
    assert sum(told) == len(texts)
    for text, found in zip(texts, together, strict=True):
        alone = embeddings.embed_passages([text], lambda _: None)[0]
        assert alone.passage @ found.passage > 0.99
        assert (np.sum(alone.sentences * found.sentences, axis=1) > 0.99).all()


def test_a_sentence_beyond_what_the_model_reads_takes_its_passage_s_vector(embeddings: SentenceTransformerEmbeddings) -> None:
    text = "wine " * 2000 + "The end."
    found = embeddings.embed_passages([Text(text, "", ((0, 4), (10_000, 10_008)))], lambda _: None)[0]
    assert np.allclose(found.sentences[1], found.passage, atol=1e-3)


def test_a_text_without_sentences_has_no_sentence_vectors(embeddings: SentenceTransformerEmbeddings) -> None:
    assert embeddings.embed_passages([Text("wine")], lambda _: None)[0].sentences.shape == (0, 384)
    assert embeddings.embed_passages([], lambda _: None) == []


MANY = [
    Text(TEXT, "A talk", SPANS), Text(""), Text("wine " * 2000 + "The end.", "", ((0, 4), (10_000, 10_008))),
    *(Text(f"We opened shop {n} in Chengdu. {'She likes it. ' * n}", "Host: And then?", ((0, 20), (27, 40))) for n in range(30)),
]  # fmt: skip
"""Short and long, empty and cut short: more than are read at once."""


@pytest.mark.skipif(not has_bundled("openvino"), reason="OpenVINO is not installed")
@pytest.mark.parametrize(("name", "precision", "cosine"), [(BUNDLED, "auto", 0.999), (BUNDLED, "float32", 0.9999), (PLAIN, "auto", 0.999)])
def test_openvino_gives_the_vectors_that_torch_gives(
    name: str, precision: str, cosine: float, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = load_embeddings(name, models, lambda *_: None, precision)
    monkeypatch.setattr("chatbot.embeddings.models.TOGETHER", 20)
    told: list[int] = []
    by_torch = model.embed_passages(MANY, lambda _: None)
    assert "_compiled" not in vars(model)
    monkeypatch.setattr("chatbot.embeddings.models.WORTH_COMPILING", 2 * len(MANY))
    by_openvino = model.embed_passages(MANY, told.append)
    assert "_compiled" in vars(model)
    assert sum(told) == len(MANY)
    for one, other in zip(by_torch, by_openvino, strict=True):
        assert one.passage @ other.passage > cosine
        assert one.sentences.shape == other.sentences.shape
        assert (np.sum(one.sentences * other.sentences, axis=1) > cosine).all()


@pytest.mark.parametrize(("name", "installed"), [("another/model", True), (BUNDLED, False)])
def test_torch_reads_many_passages_where_openvino_cannot(
    name: str, installed: bool, embeddings: SentenceTransformerEmbeddings, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = object.__new__(SentenceTransformerEmbeddings)
    other.__dict__.update(embeddings.__dict__, name=name)
    other.__dict__.pop("_compiled", None)
    monkeypatch.setattr("chatbot.embeddings.models.WORTH_COMPILING", 0)
    monkeypatch.setattr("chatbot.embeddings.models.has_bundled", lambda package: installed)
    assert np.linalg.norm(other.embed_passages([Text("wine")], lambda _: None)[0].passage) == pytest.approx(1, abs=1e-3)
    assert "_compiled" not in vars(other)


def test_questions_in_four_languages_lie_near_one_another(embeddings: SentenceTransformerEmbeddings) -> None:
    same = embeddings.embed_questions(
        ["Who owns the wine market?", "Chi possiede il mercato del vino?", "谁拥有葡萄酒市场？", "Qui possède le marché du vin ?"])
    other = embeddings.embed_questions(["How do volcanoes erupt?"])[0]
    assert (same[1:] @ same[0]).min() > same[0] @ other


def test_a_model_that_is_not_there_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match="cannot be loaded.*CHATBOT_EMBEDDING") as error:
        load_embeddings(str(tmp_path / "gone"), tmp_path, lambda *_: None)
    assert "\n" not in str(error.value)
    assert BUNDLED in str(error.value)


def test_another_precision_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="precision is 'half'.*auto, float32"):
        load_embeddings(BUNDLED, tmp_path, lambda *_: None, "half")


def test_float32_gives_nearly_the_same_vectors(embeddings: SentenceTransformerEmbeddings, models: Path) -> None:
    exact = load_embeddings(BUNDLED, models, lambda *_: None, "float32")
    texts = ["The French own the wine market.", "Il mercato del vino.", "葡萄酒市场"]
    found = np.array(embeddings.embed_documents(texts)) * np.array(exact.embed_documents(texts))
    assert found.sum(axis=1).min() > 0.996


def test_the_second_opinion_knows_what_an_english_sentence_means() -> None:
    opinion = load_second_opinion(lambda *_: None)
    assert opinion is not None
    sentences = ["The French own the highest part of the market in terms of wine.", "We record this in a studio."]
    near, far = opinion.closeness(sentences, ["Which country sells the most wine?"])
    assert near > far + 0.2
    assert opinion.closeness(sentences[::-1], ["Which country sells the most wine?"]).tolist() == pytest.approx([far, near])


PLACES = [
    "Host: Welcome back to the podcast. Today we talk with Anna about shoes and about China.",
    "Anna: We opened our first shop in Chengdu because rents in Shanghai were four times as high.",
    "Anna: In Shanghai we have two people who answer customers on WeChat, day and night.",
]


@pytest.mark.parametrize(
    "question",
    ["Why did they not start in Shanghai?", "为什么第一家店没有开在上海？", "Per quale motivo il primo negozio non è a Shanghai?",
     "Qu'est-ce qui a décidé du lieu de leur première boutique ?"],
)  # fmt: skip
def test_the_reranker_tells_the_place_that_answers(question: str, embeddings: SentenceTransformerEmbeddings) -> None:
    reranker = load_reranker(embeddings)
    assert reranker is not None
    welcome, answer, beside = reranker.scores(question, PLACES)
    assert answer > beside
    assert answer > welcome
    assert reranker.scores(question, PLACES[::-1]).tolist() == pytest.approx([beside, answer, welcome], abs=0.2)
    assert reranker.scores(question, []).tolist() == []


@pytest.mark.parametrize("question", ["What does she say about rents? " * 130, "她怎么看租金？" * 570, "</s> Why?"])
def test_the_reranker_reads_what_it_can_of_a_long_question(question: str, embeddings: SentenceTransformerEmbeddings) -> None:
    reranker = load_reranker(embeddings)
    assert reranker is not None
    assert np.isfinite(reranker.scores(question, [*PLACES, "租金" * 900, ""])).all()
    assert embeddings.embed_documents(PLACES)  # the tokenizer, which it shares, still reads single texts


def test_the_reranker_in_float32_gives_nearly_the_same(embeddings: SentenceTransformerEmbeddings, models: Path) -> None:
    exact = load_reranker(load_embeddings(BUNDLED, models, lambda *_: None, "float32"))
    usual = load_reranker(embeddings)
    assert exact is not None
    assert usual is not None
    question = "Why did they not start in Shanghai?"
    assert usual.scores(question, PLACES).tolist() == pytest.approx(exact.scores(question, PLACES).tolist(), abs=0.5)


def test_the_reranker_leaves_the_embedding_model_as_it_was(embeddings: SentenceTransformerEmbeddings) -> None:
    before = embeddings.embed_documents(PLACES)
    reranker = load_reranker(embeddings)
    assert reranker is not None
    reranker.scores("Why?", PLACES)
    assert embeddings.embed_documents(PLACES) == before


def test_another_embedding_model_has_no_reranker(embeddings: SentenceTransformerEmbeddings) -> None:
    other = object.__new__(SentenceTransformerEmbeddings)
    other.__dict__.update(embeddings.__dict__, name="another/model")
    assert load_reranker(other) is None


def test_odds_by_hand() -> None:
    """Question tokens (1, 0), (3, 0); the text's (1, 1), (3, 1), then padding: their means point to (1, 0) and (2, 1) / √5."""
    states = torch.tensor([[[1.0, 0.0], [3.0, 0.0], [1.0, 1.0], [3.0, 1.0], [9.0, 9.0]]])
    features = {"input_ids": torch.tensor([[5, 2, 6, 2, 0]]), "attention_mask": torch.tensor([[1, 1, 1, 1, 0]])}
    head = {"product": torch.tensor([10.0, 7.0]), "both": torch.tensor([1.0, 0.0, 0.0, 5.0]), "bias": torch.tensor(-3.0)}
    found = odds(lambda input_ids, attention_mask: [states], features, 2, head)
    root = 5**0.5
    assert found.tolist() == pytest.approx([10 * 2 / root + 1 + 5 / root - 3])


def test_an_adapter_changes_a_copy_and_only_the_layers_it_names() -> None:
    network = torch.nn.ModuleDict({"embeddings": torch.nn.Linear(1, 1), "one": torch.nn.Linear(2, 2), "other": torch.nn.Linear(2, 2)})
    before = network["one"].weight.detach().clone()
    changed = copied(network)
    change(changed, {"one.down": torch.tensor([[1.0, 2.0]]), "one.up": torch.tensor([[3.0], [0.0]])})
    assert (changed["one"].weight - before).tolist() == [[pytest.approx(3.0), pytest.approx(6.0)], [0.0, 0.0]]
    assert network["one"].weight.tolist() == before.tolist()
    assert changed["other"].weight.tolist() == network["other"].weight.tolist()
    assert changed["embeddings"] is network["embeddings"]


def test_without_its_package_the_bundled_model_comes_from_its_hub_and_is_changed_too(
    embeddings: SentenceTransformerEmbeddings, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    unpacked = str(models / EMBEDDING_FOLDER)
    load = chatbot.embeddings.models._load
    monkeypatch.setattr("chatbot.embeddings.models.has_bundled", lambda package: False)
    monkeypatch.setattr("chatbot.embeddings.models._load", lambda name, precision: asked.append(name) or load(unpacked, precision))
    from_hub = load_embeddings(BUNDLED, models, lambda *_: None)
    assert asked == [HUB_NAME]
    assert np.allclose(from_hub.embed_documents(PLACES), embeddings.embed_documents(PLACES), atol=1e-6)


def test_the_model_as_it_came_is_the_one_that_was_unpacked(embeddings: SentenceTransformerEmbeddings, models: Path) -> None:
    came = embeddings.as_it_came
    unpacked = load_embeddings(PLAIN, models, lambda *_: None)
    assert (came.name, embeddings.name, came.as_it_came) == (PLAIN, BUNDLED, came)
    assert np.allclose(came.embed_documents(PLACES), unpacked.embed_documents(PLACES), atol=1e-6)
    assert not np.allclose(came.embed_documents(PLACES), embeddings.embed_documents(PLACES), atol=0.05)
    assert came.transformer.embeddings is embeddings.transformer.embeddings  # the vocabulary's vectors, in memory once
