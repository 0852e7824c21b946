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

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


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
                sys.executable,
                "-m",
                "streamlit",
                "run",
                "app.py",
                "--server.port",
                str(self.port),
                "--server.address",
                "127.0.0.1",
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


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    running = Server()
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("KOERS_REQUIRE_BROWSER"):
            pytest.fail("Chromium is required and was not found")
        pytest.skip("Chromium was not found")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()


class Visitor:
    """One tab, with what its console complained about."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def open(self, url: str) -> Page:
        self.page.goto(url)
        settle(self.page)
        return self.page


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """An American browser, so that Dutch numbers cannot come from it. One for all, so that scripts load once."""
    shared = browser.new_context(viewport={"width": 1366, "height": 768}, locale="en-US")
    yield shared
    shared.close()


@pytest.fixture
def visitor(context: BrowserContext) -> Iterator[Visitor]:
    """A visitor in a tab of their own, who brings nothing along."""
    context.clear_cookies()
    page = context.new_page()
    yield Visitor(page)
    page.close()


def until(page: Page, expression: str, seconds: float = 30.0) -> None:
    """Wait until an expression holds. Asked from outside: the page's own policy forbids evaluating text."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(100)


def settle(page: Page) -> None:
    """Wait until the page is drawn: an answer stands, charts have their drawing, and no run is under way."""
    page.wait_for_selector("h1.koers-answer", timeout=30_000)
    until(page, "[...document.querySelectorAll('[class*=st-key-chart-]')].every(e => e.querySelector('svg, canvas'))")
    page.wait_for_selector(".stApp[data-test-script-state=notRunning]", timeout=30_000)
    page.wait_for_timeout(200)


SCENARIO = "v=1&basis=brief-2023-t2&tot=2026-12&inflow=570.0&outflow_rate=0.0205"
"""A full scenario as a query, in the form that the app itself writes."""
