"""The view for a room: an alderman goes through five questions by keyboard alone, on a screen that is read at six metres."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import urlencode

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import BrowserContext, Page, ViewportSize

from core.baseline import DEFAULT
from core.figures.room import ROOMS
from core.store import Line, keep_script, store
from core.store.who import browser as visitor_of
from tests.browser.conftest import Server, Visitor, settle, until
from tests.browser.helpers import answer, changed, eventually, lever, steady, value, violations

ROOM: ViewportSize = {"width": 1920, "height": 1080}
SIZES = """() => {
  const box = (selector) => document.querySelector(selector).getBoundingClientRect();
  const room = document.querySelector('.st-key-room'), chart = box('.st-key-room-charts svg.marks');
  return { part: chart.width * chart.height / (innerWidth * innerHeight), below: room.scrollHeight - room.clientHeight,
    over: document.scrollingElement.scrollHeight - innerHeight,
    apart: box('.st-key-room .st-key-panel').top - chart.bottom }; }"""
COVERED = """() => {
  const root = [...document.querySelectorAll('.st-key-room-foot *')].map(e => e.shadowRoot).find(Boolean);
  const front = one => { const box = one.getBoundingClientRect();
    return root.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2); };
  return [...root.querySelectorAll('.foot button')].filter(one => front(one) !== one).map(one => one.textContent); }"""
"""Buttons of the foot that something lies over."""
HELD_STATES = """(() => { const plain = setTimeout; window.states = [];
  window.setTimeout = (act, wait, ...more) => wait === 1000 ? (window.states.push(act), 0) : plain(act, wait, ...more); })()"""
"""Keeps each state of a replay on the screen until it is told to go on."""
SPOKEN = """() => {
  const hosts = [...document.querySelectorAll('.st-key-room-foot *')];
  const found = hosts.map(e => e.shadowRoot?.querySelector('.spoken')).find(Boolean);
  window.spoken = found; window.said = [];
  new MutationObserver(() => window.said.push(found.textContent)).observe(found, { childList: true, subtree: true }); }"""
"""Hears what a screen reader is told, in the element that is there now."""
EXTENTS = "(key) => window.koersThumb.view(key).data('extent').map(row => Object.fromEntries(Object.entries(row)))"
STRETCH = "([key, rows]) => window.koersThumb.view(key).data('extent', rows).resize().runAsync().then(() => 1)"
FAINT = 6
"""Of 255: how far two drawings of the same shapes lie apart at their edges (4 seen); a line that moved differs by tens."""
DRAWN = """[...document.querySelectorAll('.st-key-room-charts svg.marks :is(path, text)')]
  .map(e => e.getAttribute('d') ?? e.textContent).join()"""


def told(page: Page) -> str:
    return page.locator(".koers-told").inner_text()


def title(page: Page) -> str:
    return page.locator(".st-key-room .koers-title").first.inner_text()


def drawing(page: Page) -> str:
    """What a chart draws and writes, to the last bit."""
    found: str = page.evaluate(DRAWN)
    return found


def fits(page: Page) -> None:
    """One chart takes more than half of the screen, the rest stands under it, and nothing scrolls."""
    found: dict[str, Any] = page.evaluate(SIZES)
    assert found["part"] >= 0.549, found
    assert found["below"] <= 1, found
    assert found["over"] <= 0, found
    assert found["apart"] >= 0, found


@pytest.mark.exhaustive
def test_the_five_questions_of_an_alderman_by_keyboard_alone(server: Server, visitor: Visitor) -> None:
    page = visitor.page
    page.set_viewport_size(ROOM)
    visitor.open(server.url)
    page.keyboard.press("Alt+g")
    page.wait_for_selector(".st-key-room svg.marks")
    settle(page)
    assert "groot=1" in page.url
    fits(page)

    # If more people leave, do we make it? The first dial is at hand without a mouse.
    first, before, stood = answer(page), value(page, "outflow_rate"), drawing(page)
    page.keyboard.press("ArrowRight")
    changed(page, lambda: value(page, "outflow_rate"), before)
    moved = changed(page, lambda: answer(page), first)
    eventually(page, lambda: "outflow_rate" in page.url, True)
    settle(page)
    assert "uitkeringen minder eind 2027" in told(page)
    drawn = steady(page, lambda: drawing(page))

    # What did that do? Before and after, until somebody stops it; then it is what it was.
    page.keyboard.press(" ")
    until(page, "document.querySelector('.koers-told').dataset.state === 'Vóór'")
    eventually(page, lambda: (answer(page), drawing(page)), (first, stood))
    eventually(page, lambda: (answer(page), drawing(page)), (moved, drawn))
    page.keyboard.press(" ")
    until(page, "!('state' in document.querySelector('.koers-told').dataset)")
    eventually(page, lambda: (answer(page), drawing(page)), (moved, drawn))

    # And if more people come? The next dial but one.
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    changed(page, lambda: answer(page), moved)
    eventually(page, lambda: "inflow=" in page.url, True)
    settle(page)
    assert told(page).startswith("Laatste wijziging Instroom van")
    page.keyboard.press("z")
    eventually(page, lambda: answer(page), moved)

    # Is the reserve still there? A clicker goes through the charts, also with the focus on a dial.
    shown = title(page)
    for _ in range(3):
        page.keyboard.press("PageDown")
        shown = changed(page, lambda: title(page), shown)
    settle(page)
    page.wait_for_selector(".st-key-chart-reserve svg.marks")
    fits(page)

    # How did we come here? The steps of the session, and what each changed.
    page.keyboard.press("s")
    eventually(page, lambda: told(page).startswith("Stap 1 van"), True)
    page.keyboard.press("PageDown")
    eventually(page, lambda: told(page).startswith("Stap 2 van"), True)
    page.keyboard.press("s")
    eventually(page, lambda: told(page).startswith("Laatste wijziging"), True)

    page.keyboard.press("b")
    until(page, "document.activeElement.shadowRoot?.querySelector('dialog.black[open]') != null")
    page.keyboard.press("PageDown")
    page.keyboard.press("?")
    list_ = page.locator("dialog.list")
    list_.wait_for()
    settle(page)
    assert violations(page) == []
    page.keyboard.press("Escape")
    list_.wait_for(state="hidden")
    assert violations(page) == []
    page.keyboard.press("Alt+g")
    page.wait_for_selector(".st-key-desk")
    eventually(page, lambda: "groot" in page.url, False)
    assert lever(page, "inflow").is_visible()
    assert visitor.complaints == []


@pytest.mark.exhaustive
def test_a_phone_guesses_and_a_second_screen_steers(server: Server, visitor: Visitor, context: BrowserContext) -> None:
    page = visitor.open(f"{server.url}/?groot=1")
    page.wait_for_selector(".st-key-room svg.marks")
    first = answer(page)
    page.keyboard.press("g")
    where = changed(page, lambda: page.locator(".guess .where").inner_text(), "")
    phone = context.new_page()
    phone.goto(f"http://{where}")
    phone.fill("#value", "31.500")
    phone.click(".send")
    eventually(phone, lambda: phone.locator("#note").inner_text().startswith("Uw antwoord is 31.500."), True)
    eventually(page, lambda: page.locator(".guess .count").inner_text(), "Antwoorden: 1")
    assert violations(page) == violations(phone) == []
    page.keyboard.press("PageDown")
    eventually(page, lambda: page.locator(".dots circle").count(), 1)
    assert "Het antwoord: 33.970 uitkeringen" in page.locator(".truth").inner_text()
    page.keyboard.press("g")
    page.locator("dialog.guess").wait_for(state="hidden")

    page.keyboard.press("p")
    way = changed(page, lambda: page.locator(".steer .way").inner_text(), "")
    page.keyboard.press("Escape")
    phone.goto(f"http://{way}")
    phone.focus("#dial-outflow_rate")
    phone.keyboard.press("ArrowRight")
    changed(page, lambda: answer(page), first)
    eventually(page, lambda: "outflow_rate" in page.url, True)
    assert violations(phone) == []
    page.keyboard.press("e")
    eventually(phone, lambda: phone.locator("#said").inner_text(), "Deze vergadering is afgelopen.")
    phone.close()
    assert visitor.complaints == []


def picture(page: Page) -> Image.Image:
    """The chart as it stands."""
    steady(page, lambda: drawing(page), quiet=0.3)
    return Image.open(io.BytesIO(page.locator(".st-key-room-charts svg.marks").screenshot(animations="disabled"))).convert("RGB")


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    ("path", "key", "value_after"),
    [
        ("", "caseload", "0.0181"), ("", "caseload", "0.03"), ("buig", "reserve", "0.03"), ("impulspakket", "caseload", "0.01"),
        ("volume", "flows", "0.03"), ("onzekerheid", "fan", "0.01"), ("lks", "tenure", "0.03"),
    ],
)  # fmt: skip
def test_a_replay_shows_exactly_the_two_states(server: Server, visitor: Visitor, path: str, key: str, value_after: str) -> None:
    page, start = visitor.page, {"v": "1", "basis": DEFAULT, "tot": "2028-12"}
    page.set_viewport_size(ROOM)
    link = {state: f"{server.url}/{path}?{urlencode(start | query | {'groot': 1})}" for state, query in {
        "before": {}, "after": {"outflow_rate": value_after},
    }.items()}  # fmt: skip
    visitor.open(link["before"])
    lever(page, "outflow_rate").locator("input.typed").fill(str(100 * float(value_after)).replace(".", ","))
    page.keyboard.press("Enter")
    eventually(page, lambda: "outflow_rate" in page.url, True)
    settle(page)
    page.evaluate(HELD_STATES)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press(" ")
    shown = {}
    for state, word in (("before", "Vóór"), ("after", "Na")):
        until(page, f"document.querySelector('.koers-told').dataset.state === '{word}'")
        shown[state] = picture(page), answer(page), title(page)
        extents = page.evaluate(EXTENTS, key)
        page.evaluate("window.states.splice(0).forEach(go => go())")
    for state, (seen, said, found) in shown.items():
        visitor.open(link[state])
        page.evaluate(STRETCH, [key, extents])
        assert (answer(page), title(page)) == (said, found)
        apart = ImageChops.difference(picture(page), seen).getextrema()
        assert max(high for _, high in apart) <= FAINT, state


def test_a_screen_reader_hears_sentence_and_change_from_one_element_that_lasts(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/?groot=1")
    page.evaluate(SPOKEN)
    before = answer(page)
    for _ in range(2):
        page.keyboard.press("ArrowRight")
        before = changed(page, lambda: answer(page), before)
        eventually(
            page, lambda: page.evaluate("window.said.at(-1) ?? ''").partition(" Laatste wijziging: Uitstroom van")[0], before
        )
    page.keyboard.press(" ")
    eventually(page, lambda: page.evaluate("window.said.at(-1)").startswith("Vóór: "), True)
    assert before in page.evaluate("window.said.at(-1)").partition("Na: ")[2]
    page.keyboard.press(" ")
    assert page.evaluate("window.spoken.isConnected")
    assert page.evaluate("document.querySelectorAll('.st-key-room :is([aria-live], [role=status])').length") == 0


@pytest.mark.exhaustive
def test_whoever_wants_nothing_to_move_sees_both_states_beside_each_other_large_enough(server: Server, visitor: Visitor) -> None:
    page = visitor.page
    page.set_viewport_size(ROOM)
    page.emulate_media(reduced_motion="reduce")
    visitor.open(f"{server.url}/?groot=1")
    first = answer(page)
    page.keyboard.press("ArrowRight")
    moved = changed(page, lambda: answer(page), first)
    eventually(page, lambda: "outflow_rate" in page.url, True)
    settle(page)
    stood = steady(page, lambda: drawing(page))
    page.keyboard.press(" ")
    pair = page.locator("dialog.pair")
    eventually(page, lambda: pair.locator("svg").count(), 2)
    captions = [" ".join(one.split()) for one in pair.locator("figcaption").all_inner_texts()]
    assert captions == [f"Vóór{first}", f"Na{moved}"]
    sizes = pair.locator("svg text").evaluate_all(
        "all => all.filter(e => e.textContent.trim()).map(e => parseFloat(getComputedStyle(e).fontSize)"
        " * e.ownerSVGElement.getBoundingClientRect().width / e.ownerSVGElement.viewBox.baseVal.width)"
    )
    assert min(sizes) >= 27.9, "as large as on the chart itself"
    left, right = (one.bounding_box() for one in pair.locator("svg").all())
    assert left is not None
    assert right is not None
    assert left["x"] + left["width"] <= right["x"]
    assert max(left["y"] + left["height"], right["y"] + right["height"]) <= ROOM["height"]
    assert pair.evaluate("e => e.scrollHeight - e.clientHeight") <= 0
    assert violations(page) == []
    page.keyboard.press("Escape")
    eventually(page, lambda: (answer(page), drawing(page)), (moved, stood))


QUESTIONS = (
    ("Wat als de uitstroom een tiende hoger is?", "", {"outflow_rate": "0.0198"}),
    ("En als er ook meer mensen komen?", "", {"outflow_rate": "0.0198", "inflow": "700"}),
    ("Is de reserve er dan nog?", "buig", {"outflow_rate": "0.0198", "inflow": "700"}),
    ("Hoe zeker is dat?", "onzekerheid", {"outflow_rate": "0.0198", "inflow": "700"}),
    ("Wat is er nodig?", "", {"outflow_rate": "0.0245"}),
)


@pytest.mark.exhaustive
def test_a_prepared_list_of_five_questions_is_gone_through_without_a_mouse(server: Server, visitor: Visitor) -> None:
    start = {"v": "1", "basis": DEFAULT, "tot": "2028-12"}
    lines = tuple(Line(title, f"{server.url}/{path}?{urlencode(start | query)}") for title, path, query in QUESTIONS)
    script = keep_script(store(), visitor_of("an advisor"), lines)
    page = visitor.page
    page.set_viewport_size(ROOM)
    visitor.open(f"{server.url}/?groot=1&draaiboek={script}")
    first = answer(page)
    for number, (asked, path, query) in enumerate(QUESTIONS, start=1):
        # The room guesses, and then sees.
        page.keyboard.press("g")
        eventually(page, lambda asked=asked: page.locator("dialog.guess .question").inner_text().startswith(asked), True)
        page.keyboard.press("PageDown")
        eventually(page, lambda: "Het antwoord:" in page.locator("dialog.guess .truth").inner_text(), True)
        page.keyboard.press("PageDown")
        page.locator("dialog.guess").wait_for(state="hidden")
        eventually(page, lambda number=number: told(page).startswith(f"Stap {number} van 5"), True)
        assert asked in told(page)
        assert page.evaluate("location.pathname") == f"/{path}"
        eventually(page, lambda query=query: all(f"{name}={v}" in page.url for name, v in query.items()), True)
        settle(page)
        fits(page)
        assert page.evaluate(COVERED) == [], "each button can be pressed"
        page.keyboard.press(" ")
        until(page, "document.querySelector('.koers-told').dataset.state === 'Vóór'")
        page.keyboard.press("Escape")
        until(page, "!('state' in document.querySelector('.koers-told').dataset)")
    # Back to what was asked before, and what was answered then.
    page.keyboard.press("PageUp")
    eventually(page, lambda: told(page).startswith("Stap 4 van 5"), True)
    settle(page)
    page.keyboard.press("s")
    eventually(page, lambda: told(page).startswith("Laatste wijziging"), True)
    assert answer(page) != first
    page.keyboard.press("Alt+g")
    page.wait_for_selector(".st-key-desk")
    assert visitor.complaints == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_checker_finds_nothing_on_any_page_for_a_room(server: Server, visitor: Visitor, language: str, scheme: Any) -> None:
    visitor.page.emulate_media(color_scheme=scheme)
    found = {}
    for path in ROOMS:
        page = visitor.open(f"{server.url}/{'' if path == 'verkenner' else path}?groot=1&lang={language}")
        page.wait_for_selector(".st-key-room svg.marks")
        found[path] = violations(page)
    assert found == {path: [] for path in ROOMS}


@pytest.mark.exhaustive
def test_the_sentence_stands_above_what_it_is_about_also_where_nothing_is_pinned(server: Server, visitor: Visitor) -> None:
    page = visitor.page
    page.set_viewport_size(ROOM)
    visitor.open(f"{server.url}/vergelijken?groot=1")
    sentence, chart = (page.locator(part).first.bounding_box() for part in ("h1.koers-answer", ".st-key-room-charts svg.marks"))
    assert sentence is not None
    assert chart is not None
    assert sentence["y"] < 60
    assert sentence["y"] + sentence["height"] <= chart["y"]
