"""What a stricter setting would have refused, from one run of the most generous one, by hand."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from benchmarks.sets import Place, Query
from benchmarks.strictness import Asked, score
from chatbot.conversation import Answer


def asked(sure: float, gold: tuple[int, int] | None, cited: tuple[int, int] | None) -> Asked:
    places = (Place("doc", *cited),) if cited else ()
    spans = (Place("doc", *gold),) if gold else ()
    query = Query("q", "en", "?", "doc", spans, bool(gold), (), (), "")
    answer = cast(Answer, SimpleNamespace(sentences=places, seconds=SimpleNamespace(total=2.0)))
    return Asked(query, answer, sure, places, tuple((place, "one") for place in places))


def test_each_setting_follows_from_how_sure_the_program_was() -> None:
    found = score([asked(0.7, (0, 3), (0, 3)), asked(0.5, (0, 3), (4, 7)), asked(0.3, None, (0, 3)), asked(0.1, None, None)],
                  {"doc": "one two three"})  # fmt: skip
    settings = found["settings"]
    # strict, from .6: only the first is shown, and of three refused two have no answer
    assert settings["strict"]["not_found"] == pytest.approx({"precision": 2 / 3, "recall": 1.0, "f1": 0.8})
    # balanced, from .4: the first two are shown; one of two citations is right, one of two gold spans is found
    assert settings["balanced"]["not_found"] == pytest.approx({"precision": 1.0, "recall": 1.0, "f1": 1.0})
    assert settings["balanced"]["citations"] == pytest.approx({"precision": 0.5, "recall": 0.5, "f1": 0.5})
    # generous, from .2: the third is shown too
    assert settings["generous"]["not_found"]["recall"] == pytest.approx(0.5)
    # surest first: right, wrong, wrong, refused without an answer
    assert found["area"] == pytest.approx((0 + 1 / 2 + 2 / 3 + 3 / 4) / 4)
    assert found["exactness"] == pytest.approx(2 / 3)  # "one" stands at 0 to 3, and not at 4 to 7
