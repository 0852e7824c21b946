"""Scenarios that last, in a real browser: pinned, compared, saved, opened in another browser, restored, thrown away, back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESK, Server, settle
from tests.browser.helpers import eventually, value, violations
from tests.postgres import postgres

THREE = "v=1&basis=brief-2023-t2&tot=2026-12&inflow=570.0&outflow_rate=0.0205"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def saving(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose store is empty."""
    before = os.environ["KOERS_DATABASE"]
    running = Server()

    def serve(address: str) -> None:
        os.environ["KOERS_DATABASE"] = address
        try:
            running.start()
        finally:
            os.environ["KOERS_DATABASE"] = before

    if request.param == "sqlite":
        folder: Path = tmp_path_factory.mktemp("saved")
        serve(f"{folder}/saved.sqlite")
        yield running
        running.stop()
        return
    with postgres() as database:
        serve(database.url)
        yield running
        running.stop()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=DESK, locale="en-US")
    yield context.new_page()
    context.close()


def press(page: Page, key: str) -> None:
    page.locator(f".st-key-{key} button").first.click()
    settle(page)


def texts(page: Page) -> str:
    return page.locator(".stMain").inner_text()


@pytest.mark.exhaustive
def test_three_are_pinned_compared_saved_and_opened_elsewhere(saving: Server, page: Page, browser: Browser) -> None:
    page.goto(f"{saving.url}/vergelijken?{THREE}")
    settle(page)
    for name in ("pin-shown", "pin-headwind", "pin-base"):
        press(page, name)
    eventually(page, lambda: page.locator("[class*=st-key-pinned-]").count(), 3)
    press(page, "share")
    page.locator(".st-key-share-save summary").click()
    page.get_by_label("Naam", exact=True).fill("Voor de commissie <b>")
    page.get_by_label("Beschrijving (mag leeg blijven)").fill("Drie scenario's naast elkaar.")
    page.locator(".st-key-save-submit button").click()
    link = page.get_by_label("Korte link naar dit bewaarde scenario")
    link.wait_for()
    address = link.input_value()
    assert f"{saving.url}/vergelijken/?s=" in address
    settle(page)
    assert violations(page) == []

    other = browser.new_context(viewport=DESK, locale="en-US").new_page()
    other.goto(address)
    settle(other)
    eventually(other, lambda: other.locator("[class*=st-key-pinned-]").count(), 3)
    eventually(other, lambda: "Voor de commissie <b>" in other.locator(".st-key-saved-line").inner_text(), True)
    assert value(other, "inflow") == "570"
    other.goto(f"{saving.url}/bewaard")
    settle(other)
    assert "U bewaarde nog geen scenario" in texts(other), "another browser does not list what is not its own"
    other.context.close()

    page.goto(f"{saving.url}/bewaard?v=1&inflow=560")
    settle(page)
    assert "Voor de commissie <b>" in texts(page)
    page.get_by_label("Naam", exact=True).fill("Tweede versie")
    page.locator(".st-key-save-on").get_by_role("combobox").click()
    page.get_by_role("option", name="Nieuwe versie van: Voor de commissie <b>").click()
    press(page, "save-submit")
    eventually(page, lambda: "Bewaard als Tweede versie, versie 2." in texts(page), True)
    page.locator("[class*=st-key-kept-] summary").first.click()
    page.get_by_role("button", name="Zet versie 1 terug").click()
    eventually(page, lambda: "teruggehaald van versie 1" in texts(page), True)
    settle(page)
    assert violations(page) == []
    page.get_by_role("button", name="Gooi weg").click()
    eventually(page, lambda: "U bewaarde nog geen scenario" in texts(page), True)
    settle(page)
    page.locator(".st-key-saved-bin summary").click()
    settle(page)
    page.get_by_role("button", name="Haal terug").click()
    eventually(page, lambda: "U bewaarde 1 scenario." in texts(page), True)
