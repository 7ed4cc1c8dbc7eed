"""The chat window without a browser: the real app, the real models, driven by Streamlit's AppTest."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from chatbot import window
from chatbot.citations import CheckedSentence
from chatbot.conversation import Conversation, Event, EvidenceFound, SentenceChecked, rebuild
from chatbot.embeddings import BUNDLED
from chatbot.errors import ModelError
from chatbot.index import manifest_of
from chatbot.window import Exchange, page_words_in

APP = Path(__file__).parent.parent / "streamlit_app.py"
SLOW = 240  # seconds; the bundled model on a small machine


@pytest.fixture
def app(built_index: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The window over the real transcript, before the first question."""
    seeds, index = built_index
    monkeypatch.setenv("CHATBOT_SEEDS", str(seeds))
    monkeypatch.setenv("CHATBOT_INDEX", str(index))
    return AppTest.from_file(str(APP), default_timeout=SLOW).run()


def html_of(app: AppTest) -> str:
    """Everything that the app handed to the page as HTML."""
    return "\n".join(element.proto.body for element in app.get("html"))


def keys_of(app: AppTest) -> list[str]:
    return [button.key for button in app.button]


def press(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def test_a_newcomer_sees_the_transcript_and_four_example_questions(app: AppTest) -> None:
    assert not app.exception
    assert [key for key in keys_of(app) if key.startswith("example-")] == [f"example-{n}" for n in range(4)]
    assert "Carlo Dragonetti" in html_of(app) and "Up to date" in html_of(app)


def test_an_example_is_answered_and_its_citation_opens_the_exact_quote(
    app: AppTest, built_index: tuple[Path, Path]
) -> None:
    press(app, "example-0")
    assert not app.exception
    assert "Who owns the wine market in China?" in html_of(app)
    press(app, "cite-list-0-1")
    (exchange,) = app.session_state["exchanges"]
    citation = exchange.citation(1)
    text = (built_index[0] / f"{citation.transcript}.txt").read_text(encoding="utf-8")
    assert text[citation.start : citation.end] == citation.quote
    assert "<mark>" in html_of(app)


def test_every_number_in_the_text_is_in_the_list_and_nothing_else_is(app: AppTest) -> None:
    press(app, "example-0")
    in_text = {key.split("-")[-1] for key in keys_of(app) if key.startswith("cite-text-")}
    in_list = {key.split("-")[-1] for key in keys_of(app) if key.startswith("cite-list-")}
    assert in_text == in_list and in_text


def test_what_nobody_said_looks_like_it_and_shows_what_is_nearest(app: AppTest) -> None:
    app.chat_input[0].set_value("Quanto costa aprire un ristorante a Buenos Aires?").run()
    assert "Non è nelle trascrizioni" in html_of(app)
    assert "cite-list-0-1" in keys_of(app)


def test_a_question_with_markup_is_shown_as_it_was_typed(app: AppTest) -> None:
    app.chat_input[0].set_value("<img src=x onerror=alert(1)> **wine** $x^2$?").run()
    assert "&lt;img src=x onerror=alert(1)&gt; **wine** $x^2$?" in html_of(app)
    assert "<img" not in html_of(app)


def test_a_question_that_cannot_be_asked_gives_one_clear_line(app: AppTest) -> None:
    app.chat_input[0].set_value("why " * 30_000).run()
    assert not app.exception
    assert 'class="error"' in html_of(app)


def test_a_new_conversation_starts_with_the_examples_again(app: AppTest) -> None:
    press(app, "example-0")
    press(app, "new")
    assert app.session_state["exchanges"] == []
    assert "example-0" in keys_of(app)


@pytest.fixture
def quoting(built_index: tuple[Path, Path], models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings of a window over the real transcript, without a chat model."""
    for name, value in (("SEEDS", built_index[0]), ("INDEX", built_index[1]), ("MODEL", "none")):
        monkeypatch.setenv(f"CHATBOT_{name}", str(value))


def load(conversation: str = "") -> AppTest:
    """The page as it is loaded, or loaded again with the address that it had."""
    app = AppTest.from_file(str(APP), default_timeout=SLOW)
    if conversation:
        app.query_params["conversation"] = conversation
    return app.run()


def id_of(app: AppTest) -> str:
    named = app.query_params["conversation"]
    return named if isinstance(named, str) else named[-1]


@pytest.mark.usefixtures("quoting")
def test_a_page_that_is_loaded_again_has_its_conversation_and_goes_on_with_it() -> None:
    before = load()
    before.chat_input[0].set_value("Who is Carlo Dragonetti?").run()
    again = load(id_of(before))
    assert not again.exception
    assert "Who is Carlo Dragonetti?" in html_of(again) and "cite-list-0-1" in keys_of(again)
    again.chat_input[0].set_value("Shorter, please.").run()
    first, second = again.session_state["exchanges"]
    assert second.answer.standalone_question == first.question == "Who is Carlo Dragonetti?"
    assert len(again.get("download_button")) == 5


def stopped(question: str, *said: str) -> Exchange:
    """An answer that was stopped after some sentences."""
    go_on = threading.Event()

    def events() -> Iterator[Event]:
        yield from (SentenceChecked(CheckedSentence(text, ())) for text in said)
        go_on.wait(SLOW)
        yield EvidenceFound(())

    exchange = Exchange(question, events(), page_words_in("en"))
    while len(exchange.sentences) < len(said):
        time.sleep(0.01)
    exchange.stop()
    go_on.set()
    return exchange


@pytest.mark.usefixtures("quoting")
def test_a_stopped_question_is_asked_again_with_one_click() -> None:
    app = load()
    app.session_state["exchanges"].append(stopped("Who is Carlo Dragonetti?"))
    app.session_state["refused"] = ("bad.srt holds no captions.",)
    app.run()
    assert "Stopped before the first sentence." in html_of(app) and app.button(key="again-0").label == "Ask again"
    press(app, "again-0")
    assert not app.exception
    first, second = app.session_state["exchanges"]
    assert first.question == second.question and not first.answer and second.answer and app.session_state["refused"] == ()
    assert "again-1" not in keys_of(app) and "cite-list-1-1" in keys_of(app)


@pytest.mark.usefixtures("quoting")
def test_an_answer_that_was_stopped_after_a_sentence_says_that_it_is_not_whole() -> None:
    app = load()
    app.session_state["exchanges"].append(stopped("How?", "Well."))
    app.run()
    assert "what stands above is checked" in html_of(app) and "before the first" not in html_of(app) and "again-0" in keys_of(app)


@pytest.mark.usefixtures("quoting")
def test_a_question_asked_while_the_models_open_is_shown_and_then_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    app = load()
    with monkeypatch.context() as changed:
        changed.setattr(window, "opening", lambda _: SimpleNamespace(done=st.stop))  # what is drawn until they are open
        app.chat_input[0].set_value("Who is Carlo Dragonetti?").run()
        assert "Who is Carlo Dragonetti?" in html_of(app) and app.session_state["exchanges"] == []
        assert app.chat_input[0].disabled and app.chat_input[0].placeholder == "Opening the index and the models…"
    app.run()
    (exchange,) = app.session_state["exchanges"]
    assert exchange.answer and html_of(app).count("Who is Carlo Dragonetti?</div>") == 1 and not app.chat_input[0].disabled


@pytest.mark.usefixtures("quoting")
def test_models_that_cannot_be_opened_are_told_of_and_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    app = load()
    failed: Future[Conversation] = Future()
    failed.set_exception(ModelError("No such model."))
    with monkeypatch.context() as changed:
        changed.setattr(window, "opening", lambda _: failed)
        app.chat_input[0].set_value("Who is Carlo Dragonetti?").run()
        assert "No such model." in html_of(app) and "Who is Carlo Dragonetti?" in html_of(app)
    app.run()
    assert app.session_state["exchanges"] == [] and not app.chat_input[0].disabled and "No such model." not in html_of(app)


@pytest.mark.usefixtures("quoting")
@pytest.mark.parametrize("named", ["", "x" * 22, "../../etc/passwd", "<script>", "猫", "a" * 100_000])
def test_an_address_that_names_no_conversation_begins_a_new_one(named: str) -> None:
    app = load(named)
    assert not app.exception and 'class="error"' not in html_of(app)
    assert app.session_state["exchanges"] == [] and "example-0" in keys_of(app)
    assert id_of(app) not in (named, id_of(load(named))) and len(id_of(app)) == 22


@pytest.mark.usefixtures("quoting")
def test_a_new_conversation_has_its_own_address_and_the_one_before_can_be_gone_back_to() -> None:
    app = press(load(), "example-0")
    before = id_of(app)
    press(app, "new")
    assert id_of(app) != before and app.session_state["exchanges"] == []
    assert load(id_of(app)).session_state["exchanges"] == []
    app.query_params["conversation"] = before
    assert "cite-list-0-1" in keys_of(app.run())
    assert [app.session_state[name] for name in ("id", "opened")] == [before, (0, 0)]


@pytest.mark.usefixtures("quoting")
def test_a_new_conversation_can_be_gone_forward_to_again() -> None:
    app = press(load(), "example-0")
    before = id_of(app)
    new = id_of(press(app, "new"))
    app.query_params["conversation"] = before
    assert "cite-list-0-1" in keys_of(app.run())
    app.query_params["conversation"] = new
    assert "example-0" in keys_of(app.run())
    assert (id_of(app), app.session_state["id"], app.session_state["exchanges"]) == (new, new, [])


@pytest.mark.usefixtures("quoting")
def test_an_answer_is_not_lost_when_the_address_has_not_reached_the_browser_yet() -> None:
    app = press(load(), "example-0")
    here = id_of(app)
    del app.query_params["conversation"]
    app.run()
    assert id_of(app) == here and "cite-list-0-1" in keys_of(app)


def test_a_folder_without_transcripts_gives_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "seeds").mkdir()
    monkeypatch.setenv("CHATBOT_SEEDS", str(tmp_path / "seeds"))
    monkeypatch.setenv("CHATBOT_INDEX", str(tmp_path / "index"))
    app = AppTest.from_file(str(APP), default_timeout=SLOW).run()
    assert not app.exception
    assert 'class="error"' in html_of(app) and "Preparing" not in html_of(app)
    assert not app.get("help_info")  # what Streamlit writes about a value that a statement leaves behind


def test_the_page_speaks_the_browsers_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "seeds").mkdir()
    monkeypatch.setenv("CHATBOT_SEEDS", str(tmp_path / "seeds"))
    monkeypatch.setenv("CHATBOT_INDEX", str(tmp_path / "index"))
    app = AppTest.from_file(str(APP), default_timeout=SLOW)
    app.context["locale"] = "it-IT"
    app.run()
    assert not app.exception
    assert {"Nuova conversazione", "Ricostruisci l’indice"} == {button.label for button in app.button}
    assert (app.selectbox[0].label, app.selectbox[0].options) == ("Cerca la risposta in", ["Tutte le trascrizioni"])
    assert app.chat_input[0].placeholder == "Fai una domanda sulle interviste"
    assert app.get("file_uploader")[0].label == "Aggiungi trascrizioni"
    assert all(heading in html_of(app) for heading in ("<h1>Chiedi alle interviste</h1>", "Trascrizioni (0)", ">Indice<"))


CAPTIONS = """WEBVTT - A talk about tea

00:01.000 --> 00:04.000
<v Anna Rossi>Where do you sell your special tea?

00:04.500 --> 00:09.000
<v Li Wei>We sell the special tea in Hangzhou, and since last year in Parma too.
"""


@pytest.fixture
def dropped(tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The window over an empty folder, without a chat model, after a good and a bad file were dropped into it."""
    (tmp_path / "seeds").mkdir()
    for name, value in (("SEEDS", tmp_path / "seeds"), ("INDEX", tmp_path / "index"), ("MODEL", "none")):
        monkeypatch.setenv(f"CHATBOT_{name}", str(value))
    app = AppTest.from_file(str(APP), default_timeout=SLOW).run()
    zone = app.get("file_uploader")[0]
    return zone.upload("tea.vtt", CAPTIONS.encode(), "text/vtt").upload("bad.srt", b"tea", "text/plain").run()


def test_dropped_transcripts_are_indexed_and_a_bad_file_is_named(dropped: AppTest, tmp_path: Path) -> None:
    assert not dropped.exception
    assert [path.name for path in (tmp_path / "seeds").iterdir()] == ["tea.vtt"]
    assert "A talk about tea" in html_of(dropped) and "Up to date" in html_of(dropped)
    assert html_of(dropped).count('class="error"') == 1 and "bad.srt holds no captions" in html_of(dropped)
    assert "example-0" in keys_of(dropped)


def test_what_was_wrong_with_an_upload_is_told_until_the_next_question_upload_or_rebuild(dropped: AppTest) -> None:
    def drop(name: str) -> str:
        return html_of(dropped.get("file_uploader")[0].upload(name, b"tea", "text/plain").run())

    assert "bad.srt" in html_of(dropped.run())  # another drawing is none of the three
    shown = drop("worse.srt")
    assert "worse.srt" in shown and "bad.srt" not in shown
    assert 'class="error"' not in html_of(press(dropped, "rebuild"))
    assert "bad.srt" in drop("bad.srt")
    assert 'class="error"' not in html_of(dropped.chat_input[0].set_value("Where is it sold?").run())
    assert "bad.srt" in drop("bad.srt")
    press(dropped, "new")
    assert "bad.srt" in html_of(dropped) and 'class="error"' not in html_of(press(dropped, "example-0"))


def test_a_rebuild_keeps_what_was_asked_before(dropped: AppTest) -> None:
    press(dropped, "example-0")
    press(dropped, "rebuild")
    assert not dropped.exception
    dropped.chat_input[0].set_value("Shorter, please.").run()
    first, second = dropped.session_state["exchanges"]
    assert second.answer.standalone_question == first.question


def test_an_index_that_another_program_built_is_used_from_the_next_question_on(
    dropped: AppTest, tmp_path: Path, models: Path
) -> None:
    press(dropped, "example-0")
    (tmp_path / "seeds" / "bread.txt").write_text("Anna Rossi: We bake the bread in Parma.\n")
    rebuild(tmp_path / "seeds", tmp_path / "index", BUNDLED, models, lambda *_: None)
    dropped.run().selectbox[0].select("bread").run()
    dropped.chat_input[0].set_value("Where do we bake the bread?").run()
    assert not dropped.exception
    first, second = dropped.session_state["exchanges"]
    assert not second.error and {each.transcript for each in second.citations} == {"bread"}
    assert first.answer.index_fingerprint != second.answer.index_fingerprint == manifest_of(tmp_path / "index").fingerprint
    dropped.chat_input[0].set_value("Shorter, please.").run()
    assert dropped.session_state["exchanges"][-1].answer.standalone_question == second.question


def test_what_one_page_indexed_is_found_from_every_page(dropped: AppTest, tmp_path: Path) -> None:
    other = press(load(), "example-0")
    (tmp_path / "seeds" / "bread.txt").write_text("Anna Rossi: We bake the bread in Parma.\n")
    press(dropped, "rebuild")
    other.chat_input[0].set_value("Where do we bake the bread?").run()
    assert "bread" in {each.transcript for each in other.session_state["exchanges"][-1].citations}


def test_what_an_upload_and_a_rebuild_did_is_said_in_the_pages_language(dropped: AppTest, tmp_path: Path) -> None:
    dropped.context["locale"] = "it-IT"
    (tmp_path / "seeds" / "bread.txt").write_text("Anna Rossi: We bake bread in Parma.\n")
    assert "Le trascrizioni sono cambiate (1 nuova): ricostruisci l’indice" in html_of(dropped.run())
    press(dropped, "rebuild")
    assert "Aggiornato<br>Indicizzazione completata: 2 trascrizioni (1 elaborata, 1 già presente)" in html_of(dropped)
    press(dropped, "rebuild")
    assert "Aggiornato<br>Niente di nuovo da indicizzare: 2 trascrizioni" in html_of(dropped)


@pytest.fixture
def two(dropped: AppTest) -> AppTest:
    """The window over two transcripts, one of them chosen to be answered from."""
    dropped.get("file_uploader")[0].upload("bread.txt", b"Anna Rossi: We bake the bread in Parma.\n", "text/plain").run()
    return dropped.selectbox[0].select("bread").run()


def test_a_transcript_is_taken_out_once_it_is_confirmed(two: AppTest, tmp_path: Path) -> None:
    assert two.button(key="take-out").label == "Take this transcript out" and not two.button(key="take-out").disabled
    press(two, "take-out")
    assert "bread.txt is moved to the hidden folder seeds/.removed" in html_of(two) and "take-out" not in keys_of(two)
    assert (tmp_path / "seeds" / "bread.txt").exists()
    press(two, "out")
    assert not two.exception and (tmp_path / "seeds" / ".removed" / "bread.txt").exists()
    assert [each.id for each in manifest_of(tmp_path / "index").transcripts] == ["tea"]
    assert (two.selectbox[0].value, two.selectbox[0].options) == ("", ["All transcripts", "A talk about tea"])
    assert "Up to date<br>Indexed 1 transcript (1 kept, 1 removed)" in html_of(two) and "Transcripts (1)" in html_of(two)
    assert not {"take-out", "out", "keep"} & {*keys_of(two)}


def test_what_is_kept_stays_and_stays_chosen(two: AppTest, tmp_path: Path) -> None:
    press(press(two, "take-out"), "keep")
    assert {path.name for path in (tmp_path / "seeds").iterdir()} == {"tea.vtt", "bread.txt"}
    assert two.selectbox[0].value == "bread" and "take-out" in keys_of(two) and "out" not in keys_of(two)


def test_who_chooses_another_transcript_is_not_asked_about_it(two: AppTest) -> None:
    press(two, "take-out").selectbox[0].select("tea").run()
    assert "take-out" in keys_of(two) and "out" not in keys_of(two)
    two.selectbox[0].select("bread").run()
    assert "take-out" in keys_of(two) and "out" not in keys_of(two)
    two.selectbox[0].select("").run()
    assert "take-out" not in keys_of(two)


def test_the_last_transcript_cannot_be_taken_out(dropped: AppTest) -> None:
    dropped.selectbox[0].select("tea").run()
    assert not dropped.exception and "take-out" not in keys_of(dropped)


def test_a_file_that_is_gone_when_it_is_confirmed_is_one_line(two: AppTest, tmp_path: Path) -> None:
    press(two, "take-out")
    (tmp_path / "seeds" / "bread.txt").unlink()
    press(two, "out")
    assert not two.exception and "This transcript is no longer in the folder." in html_of(two)
    assert "take-out" not in keys_of(two)


def test_nothing_is_taken_out_while_an_answer_arrives_or_the_index_is_built(two: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as changed:
        changed.setattr(window, "opening", lambda _: SimpleNamespace(done=st.stop))  # what is drawn until they are open
        two.chat_input[0].set_value("Where is it baked?").run()
        assert two.button(key="take-out").disabled
    two.run()
    with monkeypatch.context() as changed:
        changed.setattr(window, "brought_up_to_date", lambda *_: st.stop())  # what is drawn until it is built
        assert press(two, "rebuild").button(key="take-out").disabled
    two.run()
    assert not two.button(key="take-out").disabled
    assert not press(two, "take-out").button(key="out").disabled


def test_an_answer_from_a_transcript_that_was_taken_out_keeps_its_quotes(two: AppTest, tmp_path: Path) -> None:
    two.chat_input[0].set_value("Where do we bake the bread?").run()
    press(press(two, "take-out"), "out")
    press(two, "cite-list-0-1")
    assert not two.exception and "This transcript is no longer in the folder." in html_of(two)
    assert all(f"We bake the bread in Parma.</{where}>" in html_of(two) for where in ("q", "blockquote"))
    two.chat_input[0].set_value("Are you sure?").run()
    two.chat_input[0].set_value("Where do we bake the bread?").run()
    assert not two.exception
    *_, last = two.session_state["exchanges"]
    assert not last.error and "bread" not in {each.transcript for each in last.citations}
