"""What the program itself says around an answer: reasons and offers that read well, in typography that does not break."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatbot.citations import Fault
from chatbot.conversation import framing
from chatbot.export import ExportedConversation, read_conversation, render, verify

TALK = "Speaker 7: In Hong Kong we have 12 shops."
QUOTE, TRANSLATION = "In Hong Kong we have 12 shops.", "Il y a 12 magasins à Hong Kong."


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "You could ask instead: “Who buys it?”"),
        ("it", "Si può invece chiedere: «Who buys it?»"),
        ("zh", "不妨改问：“Who buys it?”"),
        ("fr", "Vous pouvez plutôt demander\u00a0: «\u00a0Who buys it?\u00a0»"),
        ("de", "You could ask instead: “Who buys it?”"),
    ],
)
def test_where_nothing_was_found_another_question_is_offered(language: str, said: str) -> None:
    assert framing.could_answer(language, "Who buys\n it?") == said
    assert framing.could_answer(language, "") == ""


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Part of the answer was left out: a sentence is in another language; no quote supports a sentence."),
        ("it", "Parte della risposta è stata omessa: una frase è in un’altra lingua; nessuna citazione sostiene una frase."),
        ("zh", "部分内容未予显示，原因：有一句用了其他语言；有一句没有引文支持。"),
        (
            "fr",
            "Une partie de la réponse a été omise\u00a0: une phrase est dans une autre langue\u00a0; aucune citation n’appuie une phrase.",
        ),
    ],
)
def test_what_was_left_out_is_told_with_its_reasons(language: str, said: str) -> None:
    assert framing.left_out(language, [Fault("language", "en"), Fault("meaning", "")]) == said
    assert framing.left_out(language, []) == ""


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
