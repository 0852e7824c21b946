"""A slider that is drawn by the browser itself: no message until release, the answer of the server is the picture of before."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, Route, WebSocket

from core.analysis.goal_seek import solve
from core.analysis.target import target_of
from core.baseline import DEFAULT, load_baseline
from core.model.calendar import month_index
from core.model.measures import Measure
from core.own_data.count.answers import Answers
from core.own_data.count.build import own_count
from core.scenario import default_scenario, from_query, to_query, with_measures, with_value
from core.text import levers
from tests.browser.conftest import SCENARIO, Server, Visitor, until
from tests.browser.helpers import HELD, answer, changed, eventually, lever, release, steady, thumb, unfold
from tests.browser.test_slider import SHUT, apart, chart_path
from tests.tiers import tiers

OWN = own_count(load_baseline(DEFAULT), Answers(month_index("2026-01"), 33120.0)).baseline
_SHOWN = default_scenario(load_baseline(DEFAULT))
COMPARED = to_query(_SHOWN, {"A": with_value(_SHOWN, load_baseline(DEFAULT), "outflow_rate", 0.02)})
_MONTH = month_index("2027-01")
PACKAGE = with_measures(_SHOWN, [Measure("een", "lks_retention", _MONTH, 0.2), Measure("twee", "outflow_work", _MONTH, 20.0)])
MOVES = [
    ("", "outflow_rate", -0.45), ("", "lks_first_year_dropout", 0.2), ("", "inflow", 0.4), ("", "buig_share", 0.5),
    ("buig", "buig_share", -0.5), ("volume", "inflow", -0.3), ("lks", "lks_first_year_dropout", -0.3),
    ("onzekerheid", "outflow_rate", 0.3), (f"vergelijken?{urlencode(COMPARED)}", "outflow_rate", 0.1),
    (f"impulspakket?{urlencode(to_query(PACKAGE))}", "lks_first_year_dropout", -0.3),
    (f"?{urlencode(to_query(default_scenario(OWN)))}", "inflow", 0.1),
]  # fmt: skip
"""Page, slider, and the part of its track that it is moved over: near, and so far that axes are no longer those of before."""
PREVIEWED = ".koers-answer, .koers-keys, .st-key-top .koers-title, .koers-slim > div, .koers-gauge, .koers-beside"
SAID = f"[...document.querySelectorAll('{PREVIEWED}')].map(e => e.innerHTML)"
DRAWN = """Object.fromEntries([...document.querySelectorAll('.st-key-sheet [class*=st-key-chart-]')].map(chart =>
  [chart.className, [...chart.querySelectorAll('svg.marks path')].map(e => e.getAttribute('d')).join('|')]))"""
"""Geometry of every chart."""


def counted(page: Page) -> list[Any]:
    """What the page sends to the server, as it goes; to be called before the page is opened."""
    sent: list[Any] = []

    def keep(frame: str | bytes) -> None:
        sent.append(frame)

    def hear(socket: WebSocket) -> None:
        socket.on("framesent", keep)

    page.on("websocket", hear)
    return sent


def near(page: Page, name: str) -> tuple[float, float, float]:
    """Come near a slider and wait until its family is there."""
    x, y, travel = thumb(page, name)
    with page.expect_response(lambda answer: f"lever={name.removeprefix('hh-')}&" in answer.url) as coming:
        page.mouse.move(x, y)
    assert coming.value.ok
    page.wait_for_timeout(200)
    return x, y, travel


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    ("path", "name", "part"),
    tiers(MOVES, often=(MOVES[0], MOVES[3])),
    ids=[f"{path[:5]}-{name}" for path, name, _ in MOVES],
)
def test_nothing_is_sent_until_release_and_nothing_jumps_then(
    server: Server, visitor: Visitor, path: str, name: str, part: float
) -> None:
    sent = counted(visitor.page)
    page = visitor.open(f"{server.url}/{path}")
    start, address, before = page.evaluate(SAID), page.url, len(sent)
    x, y, travel = near(page, name)
    page.mouse.down()
    for step in (0.25, 0.5, 0.75, 1.0):
        page.mouse.move(x + step * part * travel, y)
    changed(page, lambda: page.evaluate(SAID), start)
    said, drawn = steady(page, lambda: (page.evaluate(SAID), page.evaluate(DRAWN)))
    assert (len(sent), page.url) == (before, address)
    page.mouse.up()
    until(page, f"location.search.includes('{name}=')")
    then, there = steady(page, lambda: (page.evaluate(SAID), page.evaluate(DRAWN)))
    assert len(sent) == before + 1
    assert then == said
    within = 3.0 if path == "onzekerheid" else 0.1  # a chance of one or two percent more or less, as draws are counted
    assert [key for key in drawn if apart(there[key], drawn[key]) >= within] == []
    assert visitor.complaints == []


def test_escape_puts_back_what_was_there(server: Server, visitor: Visitor) -> None:
    sent = counted(visitor.page)
    page = visitor.open(f"{server.url}/")
    start, before = (page.url, page.evaluate(SAID), chart_path(page)), len(sent)
    x, y, travel = near(page, "inflow")
    page.mouse.down()
    page.mouse.move(x + 0.3 * travel, y, steps=4)
    changed(page, lambda: page.evaluate(SAID), start[1])
    page.keyboard.press("Escape")
    eventually(page, lambda: (page.url, page.evaluate(SAID), chart_path(page)), start)
    page.mouse.move(x + 0.2 * travel, y)
    page.mouse.up()
    assert steady(page, lambda: (page.url, page.evaluate(SAID), chart_path(page))) == start
    assert len(sent) == before


@pytest.mark.exhaustive
def test_there_and_back_is_the_start_where_the_server_was_asked_before_a_thumb_could_draw(
    server: Server, newcomer: Visitor
) -> None:
    newcomer.page.add_init_script(HELD)
    page = newcomer.open(f"{server.url}/")
    start = (page.url, page.evaluate(SAID), chart_path(page))
    coming: list[Route] = []

    def keep(route: Route) -> None:
        coming.append(route)

    page.route("**/koers/family.bin*", keep)
    page.evaluate("window.held = []")
    x, y, travel = thumb(page, "inflow")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 1, y)
    page.mouse.move(x, y)
    # Where it stands is asked of the server, as nothing is there yet to draw it; its answer will say what is on the page.
    until(page, "window.held.length > 0")
    eventually(page, lambda: len(coming), 1)
    with page.expect_response("**/koers/family.bin*"):
        coming[0].continue_()
    page.mouse.move(x + 0.2 * travel, y, steps=3)
    changed(page, lambda: page.evaluate(SAID), start[1])
    release(page)
    steady(page, lambda: page.evaluate(SAID))
    page.mouse.move(x, y, steps=3)
    page.mouse.up()
    eventually(page, lambda: (page.url, page.evaluate(SAID), chart_path(page)), start)
    assert steady(page, lambda: (page.url, page.evaluate(SAID), chart_path(page))) == start
    assert newcomer.complaints == []


def test_a_burst_of_presses_is_drawn_at_once_and_sent_once(server: Server, visitor: Visitor) -> None:
    sent = counted(visitor.page)
    page = visitor.open(f"{server.url}/")
    start = page.evaluate(SAID)
    near(page, "inflow")
    lever(page, "inflow").locator("input.range").focus()
    before = len(sent)
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    changed(page, lambda: page.evaluate(SAID), start)
    assert len(sent) == before
    until(page, "location.search.includes('inflow=653')")
    steady(page, lambda: answer(page))
    assert len(sent) == before + 1
    page.locator(".st-key-undo button").click()
    eventually(page, lambda: page.evaluate(SAID), start)


@pytest.mark.exhaustive
def test_a_drag_goes_on_without_the_server_and_its_release_is_kept(fresh_server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{fresh_server.url}/")
    start = page.evaluate(SAID)
    x, y, travel = near(page, "inflow")
    page.mouse.down()
    page.mouse.move(x + 0.1 * travel, y, steps=3)
    changed(page, lambda: page.evaluate(SAID), start)
    there = page.evaluate(SAID)
    fresh_server.stop()
    page.mouse.move(x + 0.3 * travel, y, steps=3)
    changed(page, lambda: page.evaluate(SAID), there)
    page.mouse.up()
    kept = steady(page, lambda: page.evaluate(SAID))
    fresh_server.start()
    until(page, "location.search.includes('inflow=')")
    assert steady(page, lambda: page.evaluate(SAID)) == kept


TOLD = """e => {
  const root = [e, ...e.querySelectorAll('*')].find(one => one.shadowRoot)?.shadowRoot ?? e;
  const [said, met, rail] = ['reached', 'met', 'rail'].map(name => root.querySelector('.' + name));
  return [said.textContent, met.hidden ? null : met.getBoundingClientRect().x + 5 - rail.getBoundingClientRect().x]; }"""
"""What a slider says of the target, and how far from the left end of its track its mark stands [px]."""


def test_the_track_tells_where_the_target_is_met_and_follows_the_other_sliders(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/?{SCENARIO}")

    def told() -> tuple[str, float | None]:
        words, place = lever(page, "outflow_rate").evaluate(TOLD)
        return words, place

    query = {name: [value] for name, value in (pair.split("=") for pair in SCENARIO.split("&"))}
    for inflow in ("570", "640", "500", "5000"):
        lever(page, "inflow").locator("input.typed").fill(inflow)
        page.keyboard.press("Enter")
        scenario, _ = from_query(query | {"inflow": [inflow]}, load_baseline)
        baseline = load_baseline(scenario.baseline)
        target = target_of(baseline, "target_volume", "volume")
        assert target is not None
        found = solve(scenario, baseline, "outflow_rate", target)
        within = found.reachable and found.value <= 0.028
        said = f"Bij {levers.bare('outflow_rate', found.rounded, 'nl')} wordt het doel gehaald." if within else ""
        eventually(page, lambda: told()[0], said)
        place = told()[1]
        assert (place is not None) == within
        if place is not None:
            width = lever(page, "outflow_rate").locator("input.range").evaluate("e => e.offsetWidth")
            assert abs(place - 11 - (found.value - 0.012) / 0.016 * (width - 22)) < 1.0
    assert visitor.complaints == []


def test_a_slider_says_the_chance_where_its_thumb_is(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/?{SCENARIO}")
    near(page, "inflow")
    track = lever(page, "inflow").locator("input.range")
    eventually(page, lambda: track.get_attribute("aria-valuetext"), "570 per maand, kans op het doel ongeveer 35%")


@pytest.mark.exhaustive
def test_where_a_chart_is_unfolded_that_has_no_family_the_slider_asks_the_server(server: Server, visitor: Visitor) -> None:
    sent = counted(visitor.page)
    page = visitor.open(f"{server.url}/buig")
    unfold(page, "buig")
    page.locator(".st-key-chart-payers svg.marks").wait_for()
    start, before = answer(page), len(sent)
    x, y, travel = near(page, "buig_share")
    page.mouse.down()
    page.mouse.move(x + 0.3 * travel, y, steps=4)
    changed(page, lambda: answer(page), start)
    assert len(sent) > before
    page.mouse.up()
    until(page, "location.search.includes('buig_share=')")
    assert visitor.complaints == []


@pytest.mark.exhaustive
def test_where_a_chart_cannot_be_reached_the_slider_asks_the_server(server: Server, newcomer: Visitor) -> None:
    newcomer.page.add_init_script(SHUT)
    sent = counted(newcomer.page)
    page = newcomer.open(f"{server.url}/")
    start, before = answer(page), len(sent)
    x, y, travel = near(page, "inflow")
    page.mouse.down()
    page.mouse.move(x + 0.3 * travel, y, steps=4)
    changed(page, lambda: answer(page), start)
    assert len(sent) > before
    under_thumb = steady(page, lambda: (answer(page), chart_path(page)))
    page.mouse.up()
    until(page, "location.search.includes('inflow=')")
    assert steady(page, lambda: (answer(page), chart_path(page))) == under_thumb
    assert newcomer.complaints == []


@pytest.mark.exhaustive
def test_what_comes_into_a_chart_under_the_thumb_is_there_once_after_the_release(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/?v=1&basis=brief-2023-t2&tot=2026-12&outflow_rate=0.027")
    taken = page.locator(".st-key-chart-reserve svg.marks text", has_text="uit algemene middelen")
    assert taken.count() == 0, "the general funds pay nothing here"
    x, y, travel = near(page, "outflow_rate")
    address = page.url
    page.mouse.down()
    page.mouse.move(x - 0.6 * travel, y, steps=4)
    eventually(page, taken.count, 1)
    page.mouse.up()
    changed(page, lambda: page.url, address)
    assert steady(page, taken.count) == 1
