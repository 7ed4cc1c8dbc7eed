"""An answer on the clipboard: its paragraphs, what was left out, its quotes with their places, and nothing that acts."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from chatbot.citations import CheckedSentence, Citation
from chatbot.conversation import Answer, Seconds
from chatbot.window import answer_as_text, page_words_in
from chatbot.window.copying import copy_html

ENGLISH = page_words_in("en")
COFFEE = Citation(1, "coffee", 10, 31, "We sold 70,000\ncups.", "Anna Rossi", 754.2, "https://example.org/coffee", 0.9)
TEA = Citation(2, "tea", 900, 910, "No tea yet.", None, None, None, 0.9)


def answered(*sentences: CheckedSentence, note: str = "", language: str = "en") -> Answer:
    return Answer(None, "?", "?", language, "answered" if sentences else "not_found", "", sentences, (), (), "none", "f", Seconds(0, 0, 1), note=note)


def test_an_answer_is_copied_as_a_mail_would_have_it() -> None:
    answer = answered(CheckedSentence("70,000 cups were sold.", (COFFEE,)), CheckedSentence("There is no tea.", (TEA,)), note="One was left out.")
    assert answer_as_text(answer, {"coffee": "A talk about coffee"}) == (
        "70,000 cups were sold. [1]\n\nThere is no tea. [2]\n\nOne was left out.\n\n"
        "[1] Anna Rossi, A talk about coffee, 12:34\n“We sold 70,000 cups.”\nhttps://example.org/coffee\n\n"
        "[2] speaker not named, tea, characters 900–910\n“No tea yet.”"
    )


def test_the_places_are_named_in_the_answers_language() -> None:
    assert "[2] 未注明说话人, tea, 字符 900–910" in answer_as_text(answered(CheckedSentence("没有茶。", (TEA,)), language="zh"), {})


def test_a_refusal_has_nothing_to_copy() -> None:
    assert copy_html(answered(), {}, ENGLISH) == ""


class Attributes(HTMLParser):
    """What a browser would make of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_no_text_leaves_the_attribute_that_it_stands_in(text: str, title: str) -> None:
    answer = answered(CheckedSentence(f'"><script>{text}', (TEA,)))
    (tag, attributes), *others = Attributes(copy_html(answer, {"tea": f"'{title}&quot;"}, ENGLISH)).tags
    assert tag == "button" and not others and set(attributes) == {"class", "type", "data-text", "data-done"}
    assert unquote(attributes["data-text"] or "") == answer_as_text(answer, {"tea": f"'{title}&quot;"})


def test_nothing_that_controls_a_terminal_is_copied() -> None:
    copied = answer_as_text(answered(CheckedSentence("Cups.\x1b[2J\x07", (TEA,))), {"tea": "Tea\x1b]0;x"})
    assert all(character == "\n" or character.isprintable() for character in copied)
