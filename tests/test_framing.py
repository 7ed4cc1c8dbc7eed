"""What the program itself says around an answer: reasons and offers that read well, in typography that does not break."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from chatbot.citations import Fault
from chatbot.citations.values import FaultKind
from chatbot.conversation import framing
from chatbot.export import ExportedConversation, read_conversation, render, verify

TALK = "Speaker 7: In Hong Kong we have 12 shops."
QUOTE, TRANSLATION = "In Hong Kong we have 12 shops.", "Il y a 12 magasins à Hong Kong."


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "In the interview this is asked: “Who buys it?”"),
        ("it", "Nell’intervista si chiede: «Who buys it?»"),
        ("zh", "访谈中问到：“Who buys it?”"),
        ("fr", "Dans l’entretien, on demande\u00a0: «\u00a0Who buys it?\u00a0»"),
        ("de", "In the interview this is asked: “Who buys it?”"),
    ],
)
def test_where_nothing_was_found_a_question_of_the_interview_is_told_as_one(language: str, said: str) -> None:
    assert framing.could_answer(language, "Who buys\n it?") == said
    assert framing.could_answer(language, "") == ""


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Some of what the model proposed did not pass the check and is not shown: a sentence was in another language; no quote supports a sentence."),
        ("it", "Parte di ciò che il modello ha proposto non ha superato la verifica e non è mostrata: una frase era in un’altra lingua; nessuna citazione sostiene una frase."),
        ("zh", "模型拟写的部分内容未通过核对，未予显示：有一句用了其他语言；有一句没有引文支持。"),
        (
            "fr",
            "Une partie de ce que le modèle a proposé n’a pas passé la vérification et n’est pas affichée\u00a0: une phrase était dans une autre langue\u00a0; aucune citation n’appuie une phrase.",
        ),
    ],
)
def test_what_was_left_out_is_told_with_its_reasons(language: str, said: str) -> None:
    assert framing.left_out(language, [Fault("language", "en"), Fault("meaning", "")]) == said
    assert framing.left_out(language, []) == ""


@pytest.mark.parametrize(
    ("language", "one", "several", "many"),
    [
        ("en", "the word azienda is in no quote", "the words azienda, piccola and pena are in no quote", "azienda, piccola, pena, etc. are"),
        ("it", "la parola azienda non è in nessuna citazione", "le parole azienda, piccola e pena non sono in nessuna citazione", "azienda, piccola, pena ecc. non"),
        ("zh", "引文中没有“azienda”一词", "引文中没有“azienda”、“piccola”和“pena”这些词", "“azienda”、“piccola”、“pena”等这些词"),
        ("fr", "le mot azienda n’est dans aucune", "les mots azienda, piccola et pena ne sont dans aucune citation", "azienda, piccola, pena, etc. ne"),
    ],
)
def test_words_are_listed_in_one_reason(language: str, one: str, several: str, many: str) -> None:
    faults = [Fault("word", word) for word in ("azienda", "azienda", "piccola", "pena", "cara")]
    assert one in framing.left_out(language, faults[:2])
    assert several in framing.left_out(language, faults[:4])
    assert many in framing.left_out(language, faults) and "cara" not in framing.left_out(language, faults)


@pytest.mark.parametrize(("language", "others"), [("en", "; among other reasons."), ("it", "; e altro."), ("zh", "；等等。"), ("fr", "\u00a0; entre autres raisons.")])
def test_three_reasons_are_told_and_more_are_summed_up(language: str, others: str) -> None:
    faults = [Fault("number", "12"), Fault("denial"), Fault("number", "13"), Fault("speaker", "Bo")]
    assert not framing.left_out(language, faults).endswith(others) and "Bo" in framing.left_out(language, faults)
    told = framing.left_out(language, [*faults, Fault("name", "Ada")])
    assert told.endswith(others) and "Ada" not in told and "Bo" in told


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "a sentence denied what its quotes affirm, or the reverse"), ("it", "una frase negava ciò che le citazioni affermano, o viceversa"),
        ("zh", "有一句否定了引文所肯定的，或肯定了引文所否定的"), ("fr", "une phrase niait ce que les citations affirment, ou l’inverse"),
    ],
)  # fmt: skip
def test_the_opposite_of_a_quote_is_told_of_the_sentence_that_said_it(language: str, said: str) -> None:
    assert said in framing.left_out(language, [Fault("denial")])


@pytest.mark.parametrize("language", ["en", "it", "zh", "fr"])
@pytest.mark.parametrize("kind", get_args(FaultKind))
@pytest.mark.parametrize("count", [1, 2])
def test_every_reason_reads_to_its_end(language: str, kind: FaultKind, count: int) -> None:
    told = framing.left_out(language, [Fault(kind, word) for word in ("{Ada}", "Bo")[:count]])
    assert "words}" not in told and told.count("{") == told.count("{Ada}")
    assert told.count("{Ada}") == (kind not in ("denial", "language", "meaning"))


@pytest.mark.parametrize("language", ["en", "it", "zh", "fr"])
@pytest.mark.parametrize("speaker", ["Speaker 7", None])
def test_a_quote_is_told_from_its_translation(language: str, speaker: str | None) -> None:
    said = framing.quoted(language, speaker, QUOTE)
    assert framing.without_translation(framing.translated(language, said, TRANSLATION), speaker, QUOTE) == said
    own = "They have 12 shops (machine translation: no)."
    for sentence in (said, own, said + " (sic)", framing.translated(language, own, TRANSLATION)):
        assert framing.without_translation(sentence, speaker, QUOTE) == sentence


def test_french_marks_stay_on_the_line_of_their_words() -> None:
    framed = framing.translated("fr", framing.quoted("fr", "Speaker 7", QUOTE), TRANSLATION)
    told = framing.left_out("fr", [Fault("quotation", "12 shops"), Fault("denial", "")])
    for text in (framed, told, framing.quoted("fr", None, QUOTE), framing.could_answer("fr", "Qui\u00a0?")):
        assert not any(breaking in text for breaking in (" :", "« ", " »", " ;"))


@pytest.mark.parametrize("form", ["json", "html", "docx", "pdf"])
@pytest.mark.parametrize("space", [" ", "\u00a0"], ids=["as before", "now"])
def test_an_exported_french_quote_verifies_with_either_space(form: str, space: str, tmp_path: Path) -> None:
    text = f"Speaker 7{space}: «{space}{QUOTE}{space}» (traduction automatique{space}: {TRANSLATION})"
    assert (text == framing.translated("fr", framing.quoted("fr", "Speaker 7", QUOTE), TRANSLATION)) == (space != " ")
    start = TALK.index(QUOTE)
    cited = {"number": 1, "transcript": "talk", "start": start, "end": start + len(QUOTE), "quote": QUOTE, "speaker": "Speaker 7",
             "time": None, "url": None, "support": 0.9}  # fmt: skip
    answer = {
        "id": None, "question": "Combien ?", "standalone_question": "Combien ?", "language": "fr", "status": "answered",
        "answer": f"{text} [1]", "sentences": [{"text": text, "citations": [cited]}], "nearest": [], "passages": [],
        "model": "none", "index_fingerprint": "abc", "note": framing.left_out("fr", [Fault("quotation", "12")]),
        "seconds": {"retrieve": 0.1, "first_evidence": 0.2, "total": 1.5},
    }  # fmt: skip
    file = tmp_path / f"a.{form}"
    file.write_bytes(render(ExportedConversation("", (), (answer,)), form))
    back = read_conversation(file)
    assert back.answers[0]["sentences"][0]["text"] == text
    assert (verify(back, {"talk": TALK}).held, verify(back, {"talk": TALK}).failures) == (1, ())
