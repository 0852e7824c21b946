"""What is typed in a slider's field, and what becomes of it: one rule, and what is refused outlives nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from core.baseline import load_baseline
from core.scenario import default_value
from core.text import levers
from core.text.catalog import Language
from tests.browser.conftest import SCENARIO, Server, Visitor
from tests.browser.helpers import drag, eventually, in_english, lever, value
from tests.places import LETTER
from tests.typed import TYPED


def field(page: Page, name: str) -> Locator:
    return lever(page, name).locator("input.typed")


def type_in(page: Page, name: str, text: str) -> None:
    field(page, name).fill(text)
    field(page, name).press("Enter")


def invalid(page: Page, name: str) -> bool:
    return field(page, name).get_attribute("aria-invalid") == "true"


@pytest.mark.exhaustive
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_slider_shows_and_counts_what_the_rule_reads(server: Server, visitor: Visitor, language: Language) -> None:
    page = visitor.open(f"{server.url}/?{SCENARIO}&lang={language}")
    page.locator(".st-key-assumptions summary").click()
    field(page, "lks_cost").wait_for()
    basis = load_baseline(LETTER)
    for name, typed, number in TYPED:
        type_in(page, name, typed)
        if number is None:
            eventually(page, lambda name=name, typed=typed: (value(page, name), invalid(page, name)), (typed, True))
            continue
        shown = levers.number(name, number, language)
        eventually(page, lambda name=name, shown=shown: (value(page, name), invalid(page, name)), (shown, False))
        kept = "" if default_value(basis, name) == number else f"&{name}={number!r}&"
        eventually(page, lambda kept=kept: kept in f"{page.url}&", True)
    assert visitor.complaints == []


def by_undo(page: Page) -> None:
    page.get_by_role("button", name="Ongedaan maken").click()


def by_reset(page: Page) -> None:
    page.locator(".st-key-reset-all button").click()


def by_back(page: Page) -> None:
    page.go_back()


def by_language(page: Page) -> None:
    in_english(page)


def by_another_lever(page: Page) -> None:
    drag(page, "buig_share", 20)


def by_escape(page: Page) -> None:
    field(page, "inflow").press("Escape")


MOVES: list[tuple[Callable[[Page], None], str]] = [
    (by_undo, "570"),
    (by_back, "570"),
    (by_reset, "600"),
    (by_another_lever, "560"),
    (by_escape, "560"),
    (by_language, "560"),
]
"""What takes a refused text away, and what the slider shows then. One visit makes them all: language last, as it redraws."""


@pytest.mark.exhaustive
@pytest.mark.parametrize("text", ["999999", "abc"])
def test_refused_text_outlives_nothing(server: Server, visitor: Visitor, text: str) -> None:
    page = visitor.open(f"{server.url}/?{SCENARIO}")
    for move, shown in MOVES:
        type_in(page, "inflow", "560")
        eventually(page, lambda: "inflow=560" in page.url, True)
        type_in(page, "inflow", text)
        eventually(page, lambda: invalid(page, "inflow"), True)
        move(page)
        eventually(page, lambda: (value(page, "inflow"), invalid(page, "inflow")), (shown, False))
