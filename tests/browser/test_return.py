"""A tab that comes back to a server that does not know it: controls work at the first try, with the scenario on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page, Route

from core.text.catalog import translate
from tests.browser.conftest import SCENARIO, Server, Visitor, settle, until
from tests.browser.helpers import HELD, answer, drag, eventually, in_english, lever, release, value
from tests.own_data.files import as_csv, months, table

pytestmark = pytest.mark.exhaustive

TABS = {
    "household": "huishouden",
    "slider": "",
    "button": "",
    "typing": "",
    "menu": "",
    "language": "eigen-cijfers",
    "measure": "impulspakket",
    "file": "bronnen",
    "chosen": "bronnen",
    "notice": "lks",
}
LOOK = """() => { window.told = ''; window.opened = window.covered = false;
  new MutationObserver(() => {
    const over = document.querySelector('[data-testid=stDialog]');
    window.opened ||= over !== null;
    window.covered ||= over !== null && over.getClientRects().length > 0;
    window.told ||= document.querySelector('.koers-away').textContent;
  }).observe(document.body, { childList: true, subtree: true, characterData: true }); }"""
"""Sees what the page says while its connection is away, and whether a window of Streamlit's opens over it."""


SOCKETS = """(() => { const Plain = WebSocket; window.sockets = [];
  window.WebSocket = class extends Plain { constructor(...given) { super(...given); window.sockets.push(this); } }; })();"""

ASLEEP = """(() => { const now = Date.now; Date.now = () => now() + 600000;
  for (const one of window.sockets) one.send = () => {}; })()"""
"""Ten minutes went by, and the connection looks open and leads nowhere."""
COUNTED = ".st-key-count-volume input"
FILE = ".st-key-own-data input[type=file]"
CITY = "[class*=own-name] input"
GOOD: FilePayload = {"name": "goed.csv", "mimeType": "text/csv", "buffer": as_csv(table(months(36, 12 * 2021, 5200)))}
ASKED = {"household": "", "notice": f"{SCENARIO}&lang=en"}


@dataclass(frozen=True)
class Tab:
    """A tab that came back, and the answer that stood in it before the server went."""

    _page: Page
    before: str

    @property
    def page(self) -> Page:
        """The tab, in front as where somebody looks at it."""
        self._page.bring_to_front()
        return self._page


@pytest.fixture(scope="module")
def tabs(context: BrowserContext) -> Iterator[dict[str, Tab]]:
    """A tab for each test, all under one restart: nobody touches them, and each has its page again."""
    server = Server()
    server.start()
    visitors = {name: Visitor(context.new_page()) for name in TABS}
    opened = {}
    for name, path in TABS.items():
        page = visitors[name].open(f"{server.url}/{path}?{ASKED.get(name, SCENARIO)}")
        if name == "household":
            assert page.locator("[role=dialog]").count() == 0, "a deep link is the first thing that this server sees"
            more_hours(page, "25 uur")
        if name == "chosen":
            choose(page)
        if name == "language":
            page.locator(COUNTED).fill("33.120")
        opened[name] = Tab(page, answer(page))
        page.evaluate("addEventListener('koers-redrawn', () => { window.back = true; })")
    opened["notice"].page.evaluate(LOOK)
    server.stop()
    until(opened["notice"].page, "window.opened && window.told !== ''")
    server.start()
    for tab in opened.values():
        until(tab.page, "window.back === true", 60)
        settle(tab.page)
    yield opened
    for tab in opened.values():
        tab.page.close()
    server.stop()


def choose(page: Page) -> None:
    """Have a file read, and say whose it is."""
    page.locator(FILE).set_input_files(GOOD)
    page.wait_for_selector(".koers-read")
    page.locator(CITY).fill("Ergens aan Zee")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{CITY}[value='Ergens aan Zee']")
    settle(page)


def more_hours(page: Page, shown: str) -> None:
    page.locator(".st-key-lever-hh-hours input.range").focus()
    page.keyboard.press("ArrowRight")
    eventually(page, lambda: shown in answer(page), True)


def by_slider(page: Page) -> None:
    drag(page, "inflow", -20)


def by_button(page: Page) -> None:
    lever(page, "inflow").locator("button.minus").click()


def by_typing(page: Page) -> None:
    lever(page, "inflow").locator("input.typed").fill("555")
    page.keyboard.press("Enter")


@pytest.mark.parametrize(("name", "move"), [("slider", by_slider), ("button", by_button), ("typing", by_typing)])
def test_a_slider_works_at_the_first_try_after_a_restart(tabs: dict[str, Tab], name: str, move: Callable[[Page], None]) -> None:
    page, before = tabs[name].page, tabs[name].before
    assert answer(page) == before
    move(page)
    until(page, "!/inflow=570/.test(location.href)")
    eventually(page, lambda: answer(page) != before, True)
    assert f"inflow={value(page, 'inflow')}" in page.url


def test_the_page_says_in_its_readers_language_that_its_connection_is_away_and_nothing_covers_the_answer(
    tabs: dict[str, Tab],
) -> None:
    page = tabs["notice"].page
    assert page.evaluate("window.told") == translate("en", "app.away")
    assert not page.evaluate("window.covered")
    eventually(page, lambda: page.locator(".koers-away").inner_text(), "")


def test_the_menu_takes_the_scenario_along_after_a_restart(tabs: dict[str, Tab]) -> None:
    page = tabs["menu"].page
    page.locator("[data-testid=stTopNav] a[href*='/buig']").first.click()
    until(page, "location.pathname === '/buig' && location.search.includes('inflow=570')")
    settle(page)
    eventually(page, lambda: value(page, "inflow"), "570")


def test_the_language_switches_at_the_first_try_after_a_restart_and_what_was_filled_in_stays(tabs: dict[str, Tab]) -> None:
    page = tabs["language"].page
    assert page.locator(COUNTED).input_value() == "33.120"
    in_english(page)
    until(page, "document.documentElement.lang === 'en' && location.search.includes('inflow=570')")
    settle(page)
    assert page.locator(COUNTED).input_value() == "33.120", "nothing was sent"


def test_a_measure_is_switched_at_the_first_try_after_a_restart(tabs: dict[str, Tab]) -> None:
    page = tabs["measure"].page
    page.locator(".st-key-on-kansrijk label").first.click()
    page.wait_for_selector(".st-key-chart-parts svg.marks")
    eventually(page, lambda: answer(page) != tabs["measure"].before, True)
    eventually(page, lambda: "pakket=" in page.url and "inflow=570" in page.url, True)


def lost_and_back(visitor: Visitor, url: str) -> Page:
    """A page whose connection was lost and is back, and that no server has drawn anew yet: what it asks is held."""
    visitor.page.add_init_script(HELD)
    visitor.page.add_init_script(SOCKETS)
    page = visitor.open(url)
    page.evaluate("(() => { window.held = []; for (const one of window.sockets) one.close(); })()")
    until(page, "window.held.length > 0")
    return page


def test_what_is_pressed_before_the_page_is_drawn_again_is_pressed_once_it_is(server: Server, newcomer: Visitor) -> None:
    page = lost_and_back(newcomer, f"{server.url}/impulspakket?{SCENARIO}")
    before = answer(page)
    for _ in range(2):  # nothing happens: somebody presses again
        page.locator(".st-key-on-kansrijk label").first.click()
    release(page)
    eventually(page, lambda: "pakket=" in page.url and "inflow=570" in page.url, True)
    eventually(page, lambda: page.locator(".st-key-on-kansrijk input").is_checked(), True)
    eventually(page, lambda: answer(page) != before, True)


def test_a_list_that_is_pressed_before_the_page_is_drawn_again_opens_once_it_is(server: Server, newcomer: Visitor) -> None:
    page = lost_and_back(newcomer, f"{server.url}/buig?{SCENARIO}")
    page.locator("[class*=choose-until] input").click()
    release(page)
    page.locator("[role=option]", has_text="december 2027").click()
    eventually(page, lambda: "tot=2027-12" in page.url and "inflow=570" in page.url, True)


def test_a_page_whose_connection_was_lost_before_its_script_was_there_is_drawn_again_too(
    server: Server, newcomer: Visitor
) -> None:
    page = newcomer.page
    late: list[Route] = []
    for script in (HELD, SOCKETS):
        page.add_init_script(script)

    def wait(route: Route) -> None:
        late.append(route)

    page.route("**/BidiComponent*", wait)
    page.goto(f"{server.url}/impulspakket?{SCENARIO}", wait_until="commit")
    page.wait_for_selector(".st-key-on-kansrijk label")
    until(page, "document.querySelector('.stApp[data-test-script-state=notRunning]') !== null")
    page.evaluate("(() => { window.held = []; for (const one of window.sockets) one.close(); })()")
    until(page, "window.sockets.length > 1 && window.sockets.at(-1).readyState === WebSocket.OPEN")
    for route in late:
        route.continue_()
    until(page, "window.held.length > 0")
    page.locator(".st-key-on-kansrijk label").first.click()
    assert not page.locator(".st-key-on-kansrijk input").is_checked(), "it waits for a server that knows the page"
    release(page)
    eventually(page, lambda: "pakket=" in page.url and "inflow=570" in page.url, True)
    eventually(page, lambda: page.locator(".st-key-on-kansrijk input").is_checked(), True)


def test_what_is_filled_in_before_the_page_is_drawn_again_counts(server: Server, newcomer: Visitor) -> None:
    page = lost_and_back(newcomer, f"{server.url}/huishouden")
    page.locator(".st-key-lever-hh-hours input.range").focus()
    page.keyboard.press("ArrowRight")
    release(page)
    eventually(page, lambda: "25 uur" in answer(page), True)


def test_a_move_that_was_lost_on_its_way_is_sent_once_more(server: Server, newcomer: Visitor) -> None:
    newcomer.page.add_init_script(HELD)
    page = newcomer.open(f"{server.url}/buig?{SCENARIO}")
    before = answer(page)
    page.evaluate("window.held = []")
    by_button(page)
    until(page, "window.held.length > 0")
    page.evaluate("window.held = null")
    until(page, "!/inflow=570/.test(location.href)")
    eventually(page, lambda: answer(page) != before, True)
    assert f"inflow={value(page, 'inflow')}" in page.url


def test_a_household_is_kept_and_moves_at_the_first_try_after_a_restart(tabs: dict[str, Tab]) -> None:
    page = tabs["household"].page
    eventually(page, lambda: "25 uur" in answer(page), True)
    more_hours(page, "26 uur")


def test_a_file_is_read_at_the_first_try_after_a_restart(tabs: dict[str, Tab]) -> None:
    page = tabs["file"].page
    page.locator(FILE).set_input_files(GOOD)
    page.wait_for_selector(".koers-read")


def test_a_file_that_was_read_and_not_used_yet_is_there_after_a_restart_with_what_was_answered(tabs: dict[str, Tab]) -> None:
    page = tabs["chosen"].page
    page.wait_for_selector(".koers-read")
    eventually(page, lambda: page.locator(CITY).input_value(), "Ergens aan Zee")
    page.locator(".st-key-own-use button").click()
    eventually(page, lambda: "basis=eigen-" in page.url, True)
    page.locator("[data-testid=stFileChipDeleteBtn]").click()
    page.wait_for_selector(".koers-read", state="detached")
    page.reload()
    settle(page)
    assert page.locator(".koers-read").count() == 0, "what somebody took away, or left with the tab, is gone"


def test_a_tab_that_slept_takes_its_connection_for_dead_and_the_press_that_wakes_it_counts(
    server: Server, newcomer: Visitor
) -> None:
    newcomer.page.add_init_script(SOCKETS)
    page = newcomer.open(f"{server.url}/impulspakket?{SCENARIO}")
    before = answer(page)
    page.evaluate(ASLEEP)
    page.locator(".st-key-on-kansrijk label").first.click()
    eventually(page, lambda: "pakket=" in page.url and "inflow=570" in page.url, True)
    eventually(page, lambda: answer(page) != before, True)
    assert page.evaluate("window.sockets.length") == 2
