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
from playwright.sync_api import Page, expect, sync_playwright

APP = Path(__file__).parent.parent / "streamlit_app.py"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
SLOW = 240_000  # milliseconds; the bundled model on a small machine

pytestmark = [
    pytest.mark.skipif(
        CHROMIUM is None and not os.environ.get("CI"),
        reason="no Chromium on this machine: the window is not tested in a browser (Debian: apt-get install chromium)",
    ),
    pytest.mark.flaky(reruns=1),  # a browser, a server and two models on two busy cores; the first try's failure is still printed
]


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
        server.kill()
        server.wait()


def wait_for(health: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        assert server.poll() is None, "the window did not start"
        try:
            urllib.request.urlopen(health, timeout=2).close()
            return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the window did not start within four minutes")


@pytest.fixture
def page(address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of the window, in English or the locale given as a parameter, that fails the test when it asks anything of another machine."""
    assert CHROMIUM is not None, "CI needs a Chromium: apt-get install chromium"
    elsewhere: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1400, "height": 900}, locale=getattr(request, "param", "en-US"))
        page.on("request", lambda request: elsewhere.extend([request.url] * is_elsewhere(request.url, address)))
        page.set_default_timeout(SLOW)
        expect.set_options(SLOW)
        page.goto(address)
        at_rest(page)
        yield page
        browser.close()
    assert elsewhere == []


def is_elsewhere(url: str, address: str) -> bool:
    return not url.startswith((address, address.replace("http", "ws", 1), "data:", "blob:"))


def at_rest(page: Page) -> None:
    """Wait until Streamlit has drawn the page to its end: while it draws, what was there before is still on it."""
    expect(page.locator(".masthead")).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator('[data-stale="true"]')).to_have_count(0)


def ask_example(page: Page) -> None:
    page.locator(".st-key-example-0 button").click()
    expect(page.locator(".footer")).to_be_visible()
    at_rest(page)


def begin_anew(page: Page) -> str:
    """Leave the conversation for a new one; its address."""
    left = page.url
    page.locator(".st-key-new button").click()
    expect(page).not_to_have_url(left)
    expect(page.locator(".question")).to_have_count(0)
    at_rest(page)
    return page.url


def open_first_citation(page: Page) -> None:
    page.locator('[class*="st-key-cite-text-"] button').first.click()
    expect(page.locator(".source-text mark").first).to_be_visible()
    at_rest(page)


def quote_comes_into_view(page: Page) -> None:
    """Wait until the quote is in view and has been so for a second."""
    page.wait_for_function(
        "() => {const box = document.querySelector('.source-text').getBoundingClientRect(),"
        " quote = document.querySelector('.source-text mark').getBoundingClientRect();"
        " const seen = quote.top >= box.top - 1 && quote.top < box.bottom;"
        " window.seenSince = seen ? window.seenSince || performance.now() : 0;"
        " return seen && performance.now() - window.seenSince > 1000}"
    )


def resize(page: Page, width: int, height: int) -> None:
    """Give the window another size, and wait until the panel of the source is laid out anew in it."""
    size = "(box => box.width + ' ' + box.height)(document.querySelector('.source-text').getBoundingClientRect())"
    before = page.evaluate(size)
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function(f"before => {size} !== before", arg=before)
    page.wait_for_timeout(300)
    page.evaluate("window.seenSince = 0")  # what was in view before counts no longer


def test_a_click_on_a_citation_shows_the_verbatim_quote_marked(page: Page, built_index: tuple[Path, Path]) -> None:
    ask_example(page)
    open_first_citation(page)
    quote = page.locator(".source-text mark").first.text_content() or ""
    texts = [path.read_text(encoding="utf-8") for path in built_index[0].rglob("*.txt")]
    assert quote.strip() and any(quote in text for text in texts)
    assert page.locator(".source-head b").inner_text() in ("Carlo Dragonetti", "Matthieu David")
    quote_comes_into_view(page)


def test_the_quote_stays_in_view_when_the_window_is_resized_until_the_reader_scrolls(page: Page) -> None:
    ask_example(page)
    open_first_citation(page)
    for width, height in ((1100, 720), (820, 640), (1400, 900)):
        resize(page, width, height)
        quote_comes_into_view(page)
    page.locator(".source-text p").first.click()
    resize(page, 1100, 720)
    quote_comes_into_view(page)
    page.locator(".source-text").hover()
    page.mouse.wheel(0, -100_000)
    page.wait_for_function("document.querySelector('.source-text').scrollTop < 5")
    resize(page, 1300, 800)
    page.wait_for_timeout(800)  # long enough to be scrolled back, were it not for the reader
    assert page.evaluate("document.querySelector('.source-text').scrollTop") < 5


def test_a_question_with_a_script_in_it_stays_text(page: Page) -> None:
    question = '<img src="x" onerror="document.title=1"> <script>document.title=1</script> **wine** $x^2$ :smile:?'
    page.locator("textarea").fill(question)
    page.locator("textarea").press("Enter")
    expect(page.locator(".footer, .error, .not-found").first).to_be_visible()
    at_rest(page)
    assert page.locator(".question").inner_text() == question
    assert page.title() == "Ask the interviews" and page.locator(".question *").count() == 0


def test_a_page_that_is_loaded_again_keeps_its_conversation(page: Page) -> None:
    ask_example(page)
    shown = [page.locator(part).all_inner_texts() for part in (".question", ".sentence", ".source-line")]
    page.reload()
    expect(page.locator(".footer")).to_be_visible()
    at_rest(page)
    assert [page.locator(part).all_inner_texts() for part in (".question", ".sentence", ".source-line")] == shown


def test_back_and_forward_lead_from_a_conversation_to_the_next_even_an_empty_one(page: Page) -> None:
    ask_example(page)
    first, new = page.url, begin_anew(page)
    page.go_back()
    expect(page.locator(".footer")).to_be_visible()
    at_rest(page)
    assert page.url == first
    page.go_forward()
    expect(page.locator(".question")).to_have_count(0)
    expect(page.locator(".st-key-example-0")).to_be_visible()
    at_rest(page)
    assert page.url == new


def test_an_earlier_conversation_is_gone_back_to(page: Page) -> None:
    ask_example(page)
    first = page.url
    assert page.locator(".earlier").count() == 0
    begin_anew(page)
    page.locator(".st-key-cite-earlier-1 button").click()
    expect(page).to_have_url(first)
    expect(page.locator(".footer")).to_be_visible()


def test_an_answer_is_copied_with_its_quotes(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask_example(page)
    page.locator("button.copy").click()
    expect(page.locator("button.copy")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert all(" ".join(said.split()) in copied for said in page.locator(".sentence").all_inner_texts())
    assert "[1] Carlo Dragonetti, Podcast transcript #44" in copied
    assert page.locator(".source-line q").first.inner_text().strip("“”") in copied
    expect(page.locator("button.copy")).to_have_text("Copy with quotes")


def test_the_page_is_dark_where_the_system_is(page: Page) -> None:
    lightness = "color => Math.max(...color.match(/\\d+/g).slice(0, 3))"
    shade = f"selector => ({lightness})(getComputedStyle(document.querySelector(selector)).backgroundColor)"
    page.wait_for_function(f"({shade})('.stApp') > 200")
    page.emulate_media(color_scheme="dark")
    page.reload()
    at_rest(page)
    page.wait_for_function(f"({shade})('.stApp') < 60")
    quiet = "getComputedStyle(document.querySelector('.masthead p')).color"
    page.wait_for_function(f"({lightness})({quiet}) > 140")


@pytest.mark.parametrize(
    ("page", "title"), [("it-IT", "Chiedi alle interviste"), ("zh-CN", "访谈问答"), ("de-DE", "Ask the interviews")], indirect=["page"]
)
def test_the_page_speaks_the_browsers_language(page: Page, title: str) -> None:
    expect(page.locator(".masthead h1")).to_have_text(title)
    expect(page).to_have_title(title)
