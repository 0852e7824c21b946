"""A real browser on a real server. Without Chromium these tests are skipped, unless KOERS_REQUIRE_BROWSER is set."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, ViewportSize, sync_playwright

from tests.specs import written

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
NOTHING = "_stcore/health"
"""A word on an empty page of the server's own: an empty tab elsewhere loses its process, and all scripts as compiled with it."""
DESK: ViewportSize = {"width": 1366, "height": 768}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give a browser's test a second and a third try. It is printed which ones needed it, and why: that is a fault to mend."""
    here = Path(__file__).parent.relative_to(ROOT).as_posix()
    for item in items:
        if item.nodeid.startswith(f"{here}/"):
            item.add_marker(pytest.mark.flaky(reruns=2))


def free_port() -> int:
    with contextlib.closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Server:
    """`streamlit run app.py` as its own process, on a free port."""

    def __init__(self) -> None:
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start, or start again where it was. A port that somebody took in the meantime is left for another one."""
        tries = 1 if self.port else 5
        for _ in range(tries):
            self.port = self.port if tries == 1 else free_port()
            if self._serves():
                return
            self.stop()
        raise RuntimeError("the server did not start")

    def _serves(self) -> bool:
        """Whether the process that was started answers; one that finds its port taken ends at once."""
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.browser.serve", written()),
                *("--server.port", str(self.port), "--server.address", "127.0.0.1"),
            ],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(300):
            with (
                contextlib.suppress(OSError),
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1) as answer,
            ):
                if answer.status == 200:
                    return self.process.poll() is None
            if self.process.poll() is not None:
                return False
            time.sleep(0.1)
        return False

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


@pytest.fixture
def fresh_server() -> Iterator[Server]:
    """A server that nobody has visited."""
    server = Server()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="package")
def server() -> Iterator[Server]:
    running = Server()
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A browser for as long as its tests run: while it is there its thread has a loop, and what comes after may want its own."""
    if CHROMIUM is None:
        if os.environ.get("KOERS_REQUIRE_BROWSER"):
            pytest.fail("Chromium is required and was not found")
        pytest.skip("Chromium was not found")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()


class Visitor:
    """One tab, with what its console complained about, and what it warned of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.warnings: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", self._fail)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)
        elif message.type == "warning":
            self.warnings.append(message.text)

    def _fail(self, error: Error) -> None:
        self.complaints.append(str(error))

    def open(self, url: str) -> Page:
        self.page.goto(url, wait_until="commit")
        settle(self.page)
        return self.page

    def leave(self) -> None:
        """Leave the tab as it was found: empty, with nothing kept, held, listened to or set."""
        page = self.page
        page.remove_listener("console", self._hear)
        page.remove_listener("pageerror", self._fail)
        page.mouse.up()
        try:
            page.goto(f"{urlsplit(page.url)._replace(path=NOTHING, query='', fragment='').geturl()}")
            page.evaluate("localStorage.clear(), sessionStorage.clear()")
        except Error:  # its server is gone, and what was kept for its address with it
            page.goto("about:blank")
        page.emulate_media(media="null", color_scheme="null", reduced_motion="null", forced_colors="null")
        page.set_viewport_size(DESK)
        session = page.context.new_cdp_session(page)
        session.send("Page.resetNavigationHistory")
        session.detach()


@pytest.fixture(scope="package")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """An American browser, so that Dutch numbers cannot come from it."""
    shared = browser.new_context(viewport=DESK, locale="en-US")
    yield shared
    shared.close()


@pytest.fixture(scope="package")
def tab(context: BrowserContext) -> Page:
    """The tab of all visitors. Its process keeps the scripts as compiled, which is more than half of what an opening costs."""
    return context.new_page()


@pytest.fixture
def visitor(context: BrowserContext, tab: Page) -> Iterator[Visitor]:
    """A visitor who brings nothing along."""
    context.clear_cookies()
    tab.bring_to_front()
    visiting = Visitor(tab)
    yield visiting
    visiting.leave()


@pytest.fixture
def newcomer(context: BrowserContext, tab: Page) -> Iterator[Visitor]:
    """A visitor in a tab of their own, which can be given scripts that nobody takes away; in the process of the other tab."""
    context.clear_cookies()
    with context.expect_page() as opening:
        tab.evaluate("void open(location)")
    page = opening.value
    page.bring_to_front()
    yield Visitor(page)
    page.close()


def until(page: Page, expression: str, seconds: float = 30.0) -> None:
    """Wait until an expression holds. Asked from outside: the page's own policy forbids evaluating text."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(40)


MISSING = """() => {
  const lacks = [];
  if (!document.querySelector("h1.koers-answer")) lacks.push("an answer");
  if (!document.querySelector(".koers-away")) lacks.push("the script of the page");
  for (const chart of document.querySelectorAll("[class*=st-key-chart-]"))
    if (!chart.querySelector("svg, canvas")) lacks.push(chart.className);
  if (!document.querySelector(".stApp[data-test-script-state=notRunning]")) lacks.push("the end of a run");
  return lacks; }"""


def settle(page: Page, quiet: float = 0.12, seconds: float = 30.0) -> None:
    """Wait until the page is drawn and has been for a moment: an answer stands, charts have their drawing, nothing runs."""
    start = since = time.monotonic()
    while time.monotonic() - since < quiet:
        page.wait_for_timeout(40)
        if lacking := _missing(page):
            since = time.monotonic()
            assert since - start < seconds, lacking


def _missing(page: Page) -> list[str]:
    """What a drawn page has and this one has not; a page that is just being left has nothing."""
    try:
        found: list[str] = page.evaluate(MISSING)
    except Error as error:
        if "Execution context was destroyed" not in error.message:
            raise
        return ["a page that stays"]
    return found


SCENARIO = "v=1&basis=brief-2023-t2&tot=2026-12&inflow=570.0&outflow_rate=0.0205"
"""A full scenario as a query, in the form that the app itself writes."""
