"""Files that name a speaker as the label stood, as they were once written, still verify; another speaker's name does not."""

from __future__ import annotations

from typing import Any

import pytest
from test_export import NOON, answer, citation

from chatbot.export import render, verify
from chatbot.export.conversation import export_conversation
from chatbot.export.json_lines import from_json
from chatbot.transcripts import parse_transcript

TALK = "Anna Rossi (host): Where?\n\n{label}: We sell it in Parma.\n\nAnna Rossi: Why?\n\n{other}: It is near.\n\nAnna Rossi: I see."
SOLD = "We sell it in Parma."


def faults(text: str, quote: str, speaker: str | None) -> list[str]:
    """What a file says that names a speaker for a quote, against the text as it is read now."""
    cited = citation(1, quote, speaker, start=text.find(quote))
    exported = from_json(render(export_conversation([answer("Where?", (f"“{quote}”", [cited]))], {}, NOON), "json").decode(), "a.json")
    found = parse_transcript(text, "talks/one")

    def speaks(_: str, place: int) -> str | None:
        return next((turn.speaker for turn in found.turns if turn.start <= place < turn.end), None)

    return [failure.reason for failure in verify(exported, {"talks/one": text}, speaks).failures]


@pytest.mark.parametrize(
    ("label", "other"),
    [
        ("Carlo Bini (CEO)", "Carlo Bini"),
        ("Carlo Bini [guest]", "Carlo Bini"),
        ("CARLO BINI", "Carlo Bini"),
        ("Carlo Bini", "CARLO BINI"),
        ("Li Wei 李伟", "李伟"),
        ("Li Wei 李伟", "Li Wei"),
        ("李伟（嘉宾）", "李伟"),
    ],
)
def test_a_file_that_names_the_label_still_verifies(label: str, other: str) -> None:
    text = TALK.format(label=label, other=other)
    assert faults(text, SOLD, label) == []
    assert faults(text, "Where?", "Anna Rossi (host)") == []


@pytest.mark.parametrize("cited", ["Anna Rossi", "Anna Rossi (CEO)", "Carlo", "Bini", "", None])
def test_another_speaker_is_named(cited: Any) -> None:
    (reason,) = faults(TALK.format(label="Carlo Bini (CEO)", other="Carlo Bini"), SOLD, cited)
    assert reason.startswith("the speaker there is Carlo Bini, not ")


def test_two_of_one_name_are_two() -> None:
    text = "Anna (Acme): Yes?\n\nAnna (Barilla): In Parma.\n\nAnna (Acme): And?\n\nAnna (Barilla): No."
    assert faults(text, "In Parma.", "Anna (Acme)") == ["the speaker there is Anna (Barilla), not Anna (Acme)"]
