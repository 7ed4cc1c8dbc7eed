"""The chat window in a real headless Chromium: a question is asked, a citation clicked, the quote seen marked."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

APP = Path(__file__).parent.parent / "streamlit_app.py"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
SLOW = 240_000  # milliseconds; the bundled model on a small machine

pytestmark = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"),
    reason="no Chromium on this machine: the window is not tested in a browser (Debian: apt-get install chromium)",
)


@pytest.fixture(scope="module")
def address(built_index: tuple[Path, Path]) -> Iterator[str]:
    """The address of the real window over the real transcript."""
    seeds, index = built_index
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(APP), "--server.headless", "true", "--server.port", str(port)],
        cwd=APP.parent,
        env=os.environ | {"CHATBOT_SEEDS": str(seeds), "CHATBOT_INDEX": str(index)},
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def wait_for(health: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "the window did not start"
        try:
            urllib.request.urlopen(health, timeout=2).close()
            return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the window did not start within a minute")


@pytest.fixture
def page(address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of the window, in English or the locale given as a parameter, that fails the test when it asks anything of another machine."""
    assert CHROMIUM is not None, "CI needs a Chromium: apt-get install chromium"
    elsewhere: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1400, "height": 900}, locale=getattr(request, "param", "en-US"))
        page.on("request", lambda request: elsewhere.extend([request.url] * is_elsewhere(request.url, address)))
        page.goto(address)
        page.wait_for_selector(".masthead", timeout=SLOW)
        yield page
        browser.close()
    assert elsewhere == []


def is_elsewhere(url: str, address: str) -> bool:
    return not url.startswith((address, address.replace("http", "ws", 1), "data:", "blob:"))


def test_a_click_on_a_citation_shows_the_verbatim_quote_marked(page: Page, built_index: tuple[Path, Path]) -> None:
    page.locator(".st-key-example-0 button").click(timeout=SLOW)
    page.wait_for_selector(".footer", timeout=SLOW)
    page.locator('[class*="st-key-cite-text-"] button').first.click()
    mark = page.wait_for_selector(".source-text mark", timeout=SLOW)
    assert mark is not None and mark.is_visible()
    quote = mark.text_content() or ""
    texts = [path.read_text(encoding="utf-8") for path in built_index[0].rglob("*.txt")]
    assert quote.strip() and any(quote in text for text in texts)
    assert page.locator(".source-head b").inner_text() in ("Carlo Dragonetti", "Matthieu David")
    assert in_view(page)


def test_the_quote_stays_in_view_when_the_window_is_resized_until_the_reader_scrolls(page: Page) -> None:
    page.locator(".st-key-example-0 button").click(timeout=SLOW)
    page.wait_for_selector(".footer", timeout=SLOW)
    page.locator('[class*="st-key-cite-text-"] button').first.click()
    page.wait_for_selector(".source-text mark", timeout=SLOW)
    for width, height in ((1100, 720), (820, 640), (1400, 900)):
        page.set_viewport_size({"width": width, "height": height})
        assert in_view(page), (width, height)
    page.locator(".source-text p").first.click()
    page.set_viewport_size({"width": 1100, "height": 720})
    assert in_view(page)
    page.locator(".source-text").hover()
    page.mouse.wheel(0, -100_000)
    page.set_viewport_size({"width": 1300, "height": 800})
    assert not in_view(page) and page.evaluate("document.querySelector('.source-text').scrollTop") < 5


def in_view(page: Page) -> bool:
    """Whether the quote was scrolled to, within the panel."""
    page.wait_for_timeout(800)
    return bool(
        page.evaluate(
            "() => {const box = document.querySelector('.source-text').getBoundingClientRect(),"
            " quote = document.querySelector('.source-text mark').getBoundingClientRect();"
            " return quote.top >= box.top - 1 && quote.top < box.bottom}"
        )
    )


def test_a_question_with_a_script_in_it_stays_text(page: Page) -> None:
    question = '<img src="x" onerror="document.title=1"> <script>document.title=1</script> **wine** $x^2$ :smile:?'
    page.locator("textarea").fill(question)
    page.locator("textarea").press("Enter")
    page.wait_for_selector(".footer, .error, .not-found", timeout=SLOW)
    assert page.locator(".question").inner_text() == question
    assert page.title() == "Ask the interviews" and page.locator(".question *").count() == 0


def test_a_page_that_is_loaded_again_keeps_its_conversation(page: Page) -> None:
    page.locator(".st-key-example-0 button").click(timeout=SLOW)
    page.wait_for_selector(".footer", timeout=SLOW)
    shown = [page.locator(part).all_inner_texts() for part in (".question", ".sentence", ".source-line")]
    page.reload()
    page.wait_for_selector(".footer", timeout=SLOW)
    assert [page.locator(part).all_inner_texts() for part in (".question", ".sentence", ".source-line")] == shown


def test_back_and_forward_lead_from_a_conversation_to_the_next_even_an_empty_one(page: Page) -> None:
    page.locator(".st-key-example-0 button").click(timeout=SLOW)
    page.wait_for_selector(".footer", timeout=SLOW)
    page.locator(".st-key-new button").click()
    page.wait_for_selector(".st-key-example-0", timeout=SLOW)
    new = page.url
    page.go_back()
    page.wait_for_selector(".footer", timeout=SLOW)
    page.go_forward()
    page.wait_for_selector(".question", state="detached", timeout=SLOW)
    page.wait_for_selector(".st-key-example-0", timeout=SLOW)
    assert page.url == new


def test_an_earlier_conversation_is_gone_back_to(page: Page) -> None:
    page.locator(".st-key-example-0 button").click(timeout=SLOW)
    page.wait_for_selector(".footer", timeout=SLOW)
    first = page.url
    assert page.locator(".earlier").count() == 0
    page.locator(".st-key-new button").click()
    page.wait_for_selector(".st-key-example-1", timeout=SLOW)
    page.locator(".st-key-cite-earlier-1 button").click()
    page.wait_for_selector(".footer", timeout=SLOW)
    assert page.url == first


def test_an_answer_is_copied_with_its_quotes(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".st-key-example-0 button").click(timeout=SLOW)
    page.locator("button.copy").click(timeout=SLOW)
    page.wait_for_function("document.querySelector('button.copy').textContent === 'Copied'")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert all(" ".join(said.split()) in copied for said in page.locator(".sentence").all_inner_texts())
    assert "[1] Carlo Dragonetti, Podcast transcript #44" in copied
    assert page.locator(".source-line q").first.inner_text().strip("“”") in copied
    page.wait_for_function("document.querySelector('button.copy').textContent === 'Copy with quotes'")


def test_the_page_is_dark_where_the_system_is(page: Page) -> None:
    lightness = "color => Math.max(...color.match(/\\d+/g).slice(0, 3))"
    shade = f"selector => ({lightness})(getComputedStyle(document.querySelector(selector)).backgroundColor)"
    assert page.evaluate(shade, ".stApp") > 200
    page.emulate_media(color_scheme="dark")
    page.reload()
    page.wait_for_selector(".masthead", timeout=SLOW)
    page.wait_for_function(f"({shade})('.stApp') < 60", timeout=SLOW)
    quiet = "getComputedStyle(document.querySelector('.masthead p')).color"
    assert page.evaluate(f"({lightness})({quiet})") > 140


@pytest.mark.parametrize(
    ("page", "title"), [("it-IT", "Chiedi alle interviste"), ("zh-CN", "访谈问答"), ("de-DE", "Ask the interviews")], indirect=["page"]
)
def test_the_page_speaks_the_browsers_language(page: Page, title: str) -> None:
    assert page.locator(".masthead h1").inner_text() == title
    page.wait_for_function("title => document.title === title", arg=title, timeout=SLOW)
