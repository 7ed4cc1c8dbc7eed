"""A text from outside in a message: a reader sees it as it stands, and a terminal takes nothing from it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.export.messages import contrasted, in_quotes, kind_of, one_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Marco Neri\u00a0: «\u202fIn Giappone nove euro…\u00a0»", "Marco Neri : « In Giappone nove euro… »"),
        ("one\ntwo\r\nthree\tfour\u2028five", "one two  three four five"),
        ("l’età, 意大利的酒，🍷, שלום, \\xa0 and it's so", "l’età, 意大利的酒，🍷, שלום, \\xa0 and it's so"),
        ("a\x1b[31mred\x1b]0;title\x07", "a␛[31mred␛]0;title␇"),
        ("a\x00\x7f\x9b2J\u202eb\ud800", "a␀␡�2J�b�"),
    ],
)
def test_a_text_is_shown_as_it_reads_on_one_line(text: str, shown: str) -> None:
    assert one_line(text) == shown
    assert in_quotes(text) == f'"{shown}"'


@given(st.text())
def test_nothing_that_a_terminal_obeys_gets_through(text: str) -> None:
    assert one_line(text).isprintable() and len(one_line(text)) == len(text)


def test_only_a_long_text_is_cut() -> None:
    assert in_quotes("x" * 80) == f'"{"x" * 80}"'
    assert in_quotes("x" * 81) == f'"{"x" * 80}…"'
    assert in_quotes("In 2014.", 2) == '"In…"'


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("9 euro", "8 euro", ('"9 euro"', '"8 euro"')),
        ("a\u00a0b", "a b", ("U+00A0 (no-break space)", "U+0020 (space)")),
        ("a\u0081", "a\u0082", ("U+0081", "U+0082")),
        ("", "more", ("nothing more", '"more"')),
        (" ", "", ('" "', "nothing more")),
    ],
)
def test_a_difference_that_nobody_would_see_is_told_by_its_codes(one: str, other: str, shown: tuple[str, str]) -> None:
    assert contrasted(one, other, 60) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [("l’età\u00a0!", '"l’età !"'), ("x" * 41, f'"{"x" * 40}…"'), (["\x1b"], "a list"), ({}, "an object"), (5, "5"), (10**50, "1" + "0" * 38 + "…")],
)
def test_a_value_is_shown_itself_and_a_large_one_by_its_kind(value: Any, shown: str) -> None:
    assert kind_of(value) == shown
