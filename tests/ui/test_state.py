"""The address of a session: followed where somebody goes, and not where the browser has not heard of the newest one yet."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from core.ui import state

FIRST = {"v": "1", "basis": "brief-2023-t2", "tot": "2026-12", "inflow": "570"}


class Address(dict[str, str]):
    """The address bar, and what the browser was told of it."""

    def __init__(self, query: dict[str, str]) -> None:
        super().__init__(query)
        self.told: list[dict[str, str]] = []

    def get_all(self, name: str) -> list[str]:
        return [self[name]]

    def from_dict(self, query: dict[str, str]) -> None:
        self.clear()
        self.update(query)
        self.told.append(dict(query))


class Browser:
    """One tab: it asks with an address, and goes back when it says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.page = SimpleNamespace(session_state={}, query_params=Address({}), context=SimpleNamespace(url="http://h/"))
        self.back = False
        monkeypatch.setattr(state, "st", self.page)
        monkeypatch.setattr(state, "stepped", lambda: self.back)

    def ask(self, query: dict[str, str], *, back: bool = False) -> state.State:
        """A run that is asked for with this address."""
        self.page.query_params, self.back = Address(query), back
        return state.current()

    @property
    def told(self) -> dict[str, str] | None:
        """The address that this run told the browser, if any."""
        said: list[dict[str, str]] = self.page.query_params.told
        return said[-1] if said else None


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    found = Browser(monkeypatch)
    found.ask(FIRST)
    state.read_address()
    assert dict(state.current().committed.overrides) == {"inflow": 570.0}
    return found


def test_a_wish_with_the_address_of_before_a_choice_undoes_no_choice(browser: Browser) -> None:
    session = browser.ask(FIRST)
    state.choose_language("en")
    state.read_address()
    assert session.language == "en"
    # The theme follows, a drawer opens, before the browser has heard of it.
    browser.ask(FIRST)
    state.read_address()
    assert session.language == "en"
    assert browser.told == session.address == FIRST | {"lang": "en"}


def test_moves_that_come_before_the_browser_heard_of_the_first_all_stay(browser: Browser) -> None:
    for value in (560.0, 550.0):
        session = browser.ask(FIRST)
        state.set_lever("inflow", value)
    browser.ask(FIRST)
    state.read_address()
    assert dict(session.committed.overrides) == {"inflow": 550.0}
    assert browser.told == session.address


def test_a_step_back_is_a_step_back_though_that_address_was_left_a_moment_ago(browser: Browser) -> None:
    session = browser.ask(FIRST)
    state.choose_language("en")
    browser.ask(FIRST, back=True)
    state.read_address()
    assert session.language == "nl"
    assert session.address == FIRST


def test_an_address_that_nobody_left_is_a_link(browser: Browser) -> None:
    session = browser.ask(FIRST | {"inflow": "580"})
    state.read_address()
    assert dict(session.committed.overrides) == {"inflow": 580.0}


def test_an_undo_that_comes_with_the_address_it_goes_to_tells_the_browser_so(browser: Browser) -> None:
    browser.ask(FIRST)
    state.set_lever("inflow", 560.0)
    # Asked before the browser heard of 560: what it was told last is not what it asks with.
    session = browser.ask(FIRST)
    state.undo()
    assert dict(session.committed.overrides) == {"inflow": 570.0}
    assert browser.told == FIRST


def test_of_the_addresses_that_were_left_so_many_are_remembered(browser: Browser) -> None:
    for step in range(state.MOST_LEFT + 5):
        session = browser.ask(FIRST)
        state.set_lever("inflow", 500.0 + step)
    assert len(session.left) == state.MOST_LEFT
    assert FIRST not in session.left


@pytest.mark.parametrize(
    ("name", "asked", "language"),
    [("lang", "en", "en"), ("lang", "en)", "en"), ("lang", "EN.", "en"), ("lang", "en-GB", "en"), ("lang", "en>,", "en"),
     ("lang", "\u200ben", "en"), ("amp;lang", "en", "en"), ("lang", "nl)", "nl"), ("lang", "enn", "nl"), ("lang", "fr", "nl"),
     ("lang", "", "nl")],
)  # fmt: skip
def test_a_link_opens_in_its_language_whatever_a_text_left_on_its_end(
    browser: Browser, name: str, asked: str, language: str
) -> None:
    session = browser.ask(FIRST | {name: asked})
    state.read_address()
    assert session.language == language
