"""A transcript is taken out of the folder: its file is moved to a hidden one there, and nothing is ever lost."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import StopException
from streamlit.testing.v1 import AppTest

from chatbot import window
from chatbot.transcripts import find_seeds
from chatbot.window import PageWords, is_leaving, leaving_html, page_words_in, take_out, transcripts_in

APP = Path(__file__).parent.parent / "streamlit_app.py"
ENGLISH, ITALIAN, CHINESE, FRENCH = (page_words_in(language) for language in ("en", "it", "zh", "fr"))
TEA, BREAD = "Anna Rossi: We sell tea.\n", "Li Wei: We bake bread.\n"
CAPTIONS = "1\n00:00:01,000 --> 00:00:02,000\nWe sell tea.\n"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A folder of two transcripts, one of them in a folder of its own."""
    put(tmp_path / "seeds", {"tea.txt": TEA, "talks/2024/bread.md": BREAD})
    return tmp_path / "seeds"


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def files_in(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()}


def taken_out(seeds: Path, id: str, words: PageWords = ENGLISH) -> dict[str, Any]:
    """What the page keeps after a transcript was chosen, asked about and taken out."""
    state: dict[Any, Any] = {"only": id, "leaving": id, "refused": ("an earlier line",), "changed": 0}
    take_out(state, seeds, id, words)
    return state


def test_its_file_is_moved_as_it_is_and_the_index_is_to_be_built(seeds: Path) -> None:
    assert taken_out(seeds, "tea") == {"only": "", "leaving": "", "refused": (), "changed": 1}
    assert files_in(seeds) == {".removed/tea.txt": TEA, "talks/2024/bread.md": BREAD}
    assert find_seeds(seeds) == (seeds / "talks/2024/bread.md",)


def test_a_file_in_a_folder_keeps_its_place_below_the_hidden_one(seeds: Path) -> None:
    assert taken_out(seeds, "talks/2024/bread")["changed"]
    assert files_in(seeds) == {"tea.txt": TEA, ".removed/talks/2024/bread.md": BREAD}


def test_captions_are_moved_too(seeds: Path) -> None:
    put(seeds, {"talk.srt": CAPTIONS})
    taken_out(seeds, "talk")
    assert files_in(seeds)[".removed/talk.srt"] == CAPTIONS


def test_what_was_taken_out_before_is_never_replaced(seeds: Path) -> None:
    for text in ("Anna: One.", "Anna: Two.", "Anna: Three."):
        put(seeds, {"tea.txt": text})
        taken_out(seeds, "tea")
    put(seeds, {"tea.md": "Anna: Four."})
    taken_out(seeds, "tea")
    assert files_in(seeds / ".removed") == {
        "tea.txt": "Anna: One.", "tea-2.txt": "Anna: Two.", "tea-3.txt": "Anna: Three.", "tea.md": "Anna: Four."}  # fmt: skip


def test_a_name_that_a_folder_or_a_link_to_nowhere_has_is_taken_too(seeds: Path) -> None:
    (seeds / ".removed" / "tea.txt").mkdir(parents=True)
    (seeds / ".removed" / "tea-2.txt").symlink_to(seeds / "nowhere.txt")
    taken_out(seeds, "tea")
    assert files_in(seeds / ".removed") == {"tea-3.txt": TEA} and not (seeds / "nowhere.txt").exists()


def test_what_was_put_back_is_a_transcript_again(seeds: Path) -> None:
    taken_out(seeds, "tea")
    (seeds / ".removed" / "tea.txt").rename(seeds / "tea.txt")
    assert len(find_seeds(seeds)) == 2


@pytest.mark.parametrize("id", ["", ".", "..", "../outside", "/etc/passwd", ".removed/old", "talks", "talks/../tea", "tea.txt", "te*", "nothing"])
def test_only_what_is_found_in_the_folder_is_moved(id: str, seeds: Path) -> None:
    put(seeds.parent, {"outside.txt": TEA, "seeds/.removed/old.txt": TEA})
    before = files_in(seeds.parent)
    assert taken_out(seeds, id) == {"only": id, "leaving": "", "refused": (ENGLISH.gone,), "changed": 0}
    assert files_in(seeds.parent) == before


@pytest.mark.parametrize("id", ["{x}", "a b 茶", "<b>tea</b>", "[tea]", "-rf", "a.b"])
def test_a_name_is_a_name_whatever_is_in_it(id: str, seeds: Path) -> None:
    put(seeds, {f"{id}.txt": TEA})
    taken_out(seeds, id)
    assert (seeds / ".removed" / f"{id}.txt").read_text("utf-8") == TEA


def test_a_file_that_is_gone_meanwhile_is_said_to_be(seeds: Path) -> None:
    (seeds / "tea.txt").unlink()
    assert taken_out(seeds, "tea", CHINESE)["refused"] == ("该访谈记录已不在文件夹中。",)
    assert taken_out(seeds.parent / "no folder", "tea", ITALIAN)["refused"] == (ITALIAN.gone,)


def test_the_last_one_that_can_be_read_stays(seeds: Path) -> None:
    put(seeds, {"talks/2024/bread.md": " \n"})
    assert taken_out(seeds, "tea", FRENCH) == {"only": "tea", "leaving": "", "refused": (FRENCH.only_one,), "changed": 0}
    assert files_in(seeds)["tea.txt"] == TEA


@pytest.mark.parametrize("target", ["tea.txt", "talks/2024/bread.md", ".store/milk.txt", "README.md", "no seed"])
def test_a_link_stays_where_it_is(target: str, seeds: Path) -> None:
    put(seeds, {"README.md": TEA, ".store/milk.txt": TEA, "no seed": TEA})
    (seeds / "talks" / "link.txt").symlink_to(Path("..") / target)
    before = files_in(seeds)
    refused = (f"talks/link.txt is a link to {target}: remove the link by hand.",)
    assert taken_out(seeds, "talks/link") == {"only": "talks/link", "leaving": "", "refused": refused, "changed": 0}
    assert refused[0] in leaving_html(seeds, "talks/link", ENGLISH) and files_in(seeds) == before


def test_a_file_to_which_another_is_a_link_stays_until_the_link_is_gone(seeds: Path) -> None:
    put(seeds, {"milk.txt": TEA})  # of the same text, but no link
    (seeds / "by the way.txt").symlink_to("link.md")
    (seeds / "link.md").symlink_to(seeds / "tea.txt")
    assert taken_out(seeds, "tea", CHINESE)["refused"] == ("by the way.txt 是指向 tea.txt 的链接：请手动删除该链接。",)
    assert taken_out(seeds, "link", FRENCH)["refused"] == ("link.md est un lien vers tea.txt\u00a0: supprimez ce lien à la main.",)
    assert taken_out(seeds, "milk")["changed"] and taken_out(seeds, "talks/2024/bread")["refused"] == ()
    (seeds / "by the way.txt").unlink()
    (seeds / "link.md").unlink()
    put(seeds, {"bread.txt": BREAD})
    assert taken_out(seeds, "tea")["changed"] and not (seeds / "tea.txt").exists()


def test_a_file_and_a_link_to_it_are_not_two(seeds: Path) -> None:
    (seeds / "talks" / "2024" / "bread.md").unlink()
    (seeds / "link.txt").symlink_to("tea.txt")
    assert [taken_out(seeds, id)["changed"] for id in ("tea", "link")] == [0, 0]
    assert set(files_in(seeds)) == {"tea.txt", "link.txt"}


def test_a_folder_of_seeds_that_is_a_link_is_a_folder_like_any(seeds: Path) -> None:
    (seeds.parent / "linked").symlink_to(seeds)
    (seeds / "link.txt").symlink_to("talks/2024/bread.md")
    linked = "link.txt is a link to talks/2024/bread.md: remove the link by hand."
    assert taken_out(seeds.parent / "linked", "link")["refused"] == (linked,)
    assert taken_out(seeds.parent / "linked", "tea")["refused"] == () and files_in(seeds)[".removed/tea.txt"] == TEA


def test_a_file_that_was_left_out_for_it_is_said_to_be_read_then(seeds: Path) -> None:
    assert "in its place" not in leaving_html(seeds, "tea", ENGLISH)
    put(seeds, {"tea.srt": CAPTIONS, "tea.vtt": "WEBVTT\n", "tea 2.txt": TEA, "talks/tea.txt": TEA, "<b>.md": TEA, "<b>.txt": TEA})
    asked = leaving_html(seeds, "tea", ENGLISH)
    assert "tea.srt is moved to" in asked and asked.endswith("put back.<br>tea.txt is then read in its place.</div>")
    assert "<br>Al suo posto verrà poi letto tea.txt.<" in leaving_html(seeds, "tea", ITALIAN)
    assert "<br>&lt;b&gt;.txt is then" in leaving_html(seeds, "<b>", ENGLISH)
    taken_out(seeds, "tea")
    assert transcripts_in(seeds)[0]["tea"].text == TEA


def test_a_build_that_fails_as_nobody_foresaw_is_not_begun_again_by_the_next_drawing(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def build_raises(error: BaseException) -> None:
        monkeypatch.setattr(window, "brought_up_to_date", Mock(side_effect=error))

    monkeypatch.setenv("CHATBOT_SEEDS", str(seeds))
    for name, instead in (("is_built", lambda _: True), ("opening", lambda _: SimpleNamespace(done=st.stop))):
        monkeypatch.setattr(window, name, instead)
    page = AppTest.from_file(str(APP), default_timeout=60).run()
    build_raises(StopException())
    page.button(key="rebuild").click().run()
    assert page.session_state.changed  # a build that was cut short is taken up again
    build_raises(RuntimeError("a fault"))
    assert page.run().exception and not page.run().exception


def test_a_folder_that_cannot_be_made_is_named_and_the_file_stays(seeds: Path) -> None:
    put(seeds, {".removed": "a file"})
    assert taken_out(seeds, "tea")["refused"] == ("tea.txt cannot be moved to seeds/.removed: file exists.",)
    assert files_in(seeds) == {"tea.txt": TEA, "talks/2024/bread.md": BREAD, ".removed": "a file"}


def test_a_file_that_cannot_be_moved_stays_and_leaves_nothing_in_the_hidden_folder(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    state = taken_out(seeds, "talks/2024/bread", ITALIAN)
    assert state["refused"] == ("Impossibile spostare talks/2024/bread.md in seeds/.removed: permission denied.",)
    assert (state["only"], state["changed"]) == ("talks/2024/bread", 0)
    assert files_in(seeds) == {"tea.txt": TEA, "talks/2024/bread.md": BREAD}


def test_what_is_asked_names_the_file_and_where_it_goes(seeds: Path) -> None:
    put(seeds, {"<b>&.vtt": "WEBVTT\n"})
    assert "talks/2024/bread.md is moved to the hidden folder seeds/.removed" in leaving_html(seeds, "talks/2024/bread", ENGLISH)
    assert "tea.txt 将移至隐藏文件夹 seeds/.removed" in leaving_html(seeds, "tea", CHINESE)
    assert "&lt;b&gt;&amp;.vtt" in leaving_html(seeds, "<b>&", ENGLISH)
    assert ENGLISH.gone in leaving_html(seeds, "../seeds/tea", ENGLISH)
    assert files_in(seeds)["tea.txt"] == TEA


def test_who_chooses_another_transcript_is_not_asked_about_the_one_before() -> None:
    state: dict[Any, Any] = {}
    assert not is_leaving(state, "tea") and not is_leaving(state, "")
    state["leaving"] = "tea"
    assert is_leaving(state, "tea") and is_leaving(state, "tea")
    assert not is_leaving(state, "") and not is_leaving(state, "tea")
