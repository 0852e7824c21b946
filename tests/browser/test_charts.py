"""What is written in the charts can be read: nothing over anything else, nothing cut, nothing on a line of another."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import SCENARIO, Server, Visitor, settle, until
from tests.browser.helpers import eventually, thumb
from tests.contact.boxes import faults
from tests.contact.check import check
from tests.contact.places import SCENARIO as WITH_PACKAGE
from tests.contact.room import LOOK
from tests.contact.room import states as room_states
from tests.contact.states import states

SOME = [*states()][7::11]
"""Of the states that the whole check goes through, a few of each basis."""
WHERE = {
    "": (WITH_PACKAGE, *SOME[:3]), "lks": SOME[3:4], "buig": SOME[4:5], "volume": SOME[5:6], "onzekerheid": SOME[6:7],
    "impulspakket": (WITH_PACKAGE,), "huishouden": (WITH_PACKAGE,), "eerder": SOME[7:8],
}  # fmt: skip
HALVES = (("desk", "narrow"), ("projector", "phone"))
"""Sizes of the screen, by turns."""


@pytest.mark.exhaustive
def test_nothing_in_a_chart_overlaps_is_cut_or_lies_on_a_line(server: Server, visitor: Visitor) -> None:
    turns = [(path, state) for path, some in WHERE.items() for state in some]
    found = [
        fault
        for turn, (path, state) in enumerate(turns)
        for fault in check(visitor, server.url, path, [state], "en" if turn % 3 == 1 else "nl", HALVES[turn % 2])
    ]
    assert not found, "\n".join(found)


SPREAD = """() => {
  const mark = document.querySelector(".st-key-chart-caseload svg.marks .mark-text.role-mark text");
  const find = (item) => item.context?.dataflow ?? find(item.mark ?? item.group);
  const view = find(mark.__data__);
  const rows = view.data("ends").map((row) => ({ ...row })), { y_low, y_high } = view.data("extent")[0];
  let seed = 20261127, worst = [];
  const next = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  for (let turn = 0; turn < 200; turn += 1) {
    const near = next() < 0.5 ? 1 : 0.02; // half of them with all lines in one place
    const from = y_low + next() * (y_high - y_low) * (1 - near);
    const moved = rows.map((row) => ({ ...row, value: from + next() * near * (y_high - y_low) }));
    view.data("ends", moved).run();
    const boxes = [...document.querySelectorAll(".st-key-chart-caseload svg.marks .mark-text.role-mark text")]
      .filter((text) => moved.some((row) => row.name === text.textContent || row.text.replace("\\n", "") === text.textContent))
      .map((text) => text.getBoundingClientRect()).sort((one, other) => one.top - other.top);
    worst.push(...boxes.slice(1).map((box, at) => box.top - boxes[at].bottom).filter((gap) => gap < -0.5));
  }
  return worst;
}"""


@pytest.mark.exhaustive
def test_labels_in_the_margin_keep_apart_wherever_the_lines_end(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/?{SCENARIO}")
    assert page.evaluate(SPREAD) == []


@pytest.mark.exhaustive
def test_labels_keep_apart_under_a_slider_that_is_held(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/?{SCENARIO}")
    x, y, travel = thumb(page, "outflow_rate")
    page.mouse.move(x, y)
    page.mouse.down()
    for part in (0.2, 0.4, 0.1, -0.3, -0.5):
        page.mouse.move(x + part * travel, y)
        page.wait_for_timeout(200)
        eventually(page, lambda: faults(page), [])  # a slow machine still draws
    page.mouse.up()


@pytest.mark.exhaustive
def test_more_years_come_and_go(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/?{SCENARIO}")
    assert "2018" not in years(page)
    page.locator(".st-key-caseload-years button").click()
    until(page, f"{YEARS}.includes('2018')")
    settle(page)
    assert faults(page) == []
    page.locator(".st-key-caseload-years button").click()
    until(page, f"!{YEARS}.includes('2018')")


YEARS = "[...document.querySelectorAll('.st-key-chart-caseload svg.marks text')].map(e => e.textContent)"


WIDE = """() => { const svg = document.querySelector(".st-key-chart-caseload svg.marks");
  const lines = svg.querySelector(".root > g > path.background").getBoundingClientRect().width;
  return [svg.clientWidth, svg.closest(".stVegaLiteChart").clientWidth, Math.round(lines)]; }"""
"""Width of the main chart, of its place, and of the part that has its lines [px]."""


@pytest.mark.exhaustive
def test_a_chart_fits_its_place_when_a_window_is_made_narrower_and_wider(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/?{SCENARIO}")
    _, place, lines = page.evaluate(WIDE)
    # A place as wide as the lines were says nothing new to Vega: the chart would stay as wide as it was.
    for width in (1366 - (place - lines), 1024, 683, 320, 1366):
        page.set_viewport_size({"width": width, "height": 768})
        eventually(page, lambda: page.evaluate(f"(([chart, place]) => chart - place)(({WIDE})())"), 0)
        eventually(page, lambda: faults(page), [])
    assert page.evaluate(WIDE)[2] == lines


def years(page: Page) -> list[str]:
    found: list[str] = page.evaluate(YEARS)
    return found


LOST = """() => [...document.querySelectorAll(".st-key-chart-caseload svg.marks")].flatMap((svg) => {
  const ground = getComputedStyle(svg).backgroundColor;
  return [...svg.querySelectorAll("text")].filter((text) => text.textContent.trim())
    .filter((text) => getComputedStyle(text).fill === ground).map((text) => text.textContent);
})"""


@pytest.mark.exhaustive
def test_forced_colours_keep_lines_and_words(server: Server, visitor: Visitor) -> None:
    page = visitor.page
    for scheme in ("light", "dark"):
        page.emulate_media(forced_colors="active", color_scheme=scheme)
        visitor.open(f"{server.url}/?{SCENARIO}")
        assert page.evaluate(LOST) == [], scheme
        strokes = page.locator(".st-key-chart-caseload svg.marks .mark-line path").evaluate_all(
            "lines => lines.map((line) => getComputedStyle(line).stroke)"
        )
        assert len(set(strokes)) >= 3, "history, basispad and scenario can be told apart"


PLANTED = """<style>body {{ zoom: {zoom}; }}</style><div class="st-key-chart-planted"><svg class="marks" width="400" height="100">
<g class="root"><g><path class="background" fill="none" d="M0,0h300v90h-300z"/></g></g>
<g class="mark-text role-mark" font-size="13" fill="#000"><text x="10" y="40">Nu</text><text x="10" y="{y}">40.099</text></g>
</svg></div>"""


@pytest.mark.parametrize("zoom", [1, 1.536, 4.32])
def test_a_text_lies_over_another_where_its_letters_do_and_not_where_its_box_does(visitor: Visitor, zoom: float) -> None:
    # Without tails the upper one ends at 40; the digits of the lower one are some 9 high.
    said = {}
    for y in (46, 51):
        visitor.page.set_content(PLANTED.format(zoom=zoom, y=y))
        said[y] = faults(visitor.page)
    assert said == {46: ['planted: "Nu" lies over "40.099"'], 51: []}


@pytest.mark.exhaustive
@pytest.mark.parametrize("language", ["nl", "en"])
def test_two_charts_in_a_room_are_said_whole_and_fit(server: Server, visitor: Visitor, language: str) -> None:
    page, worst = visitor.page, list(room_states(every=True))[9]
    page.set_viewport_size({"width": 1920, "height": 1080})
    for path in ("volume", "buig"):
        visitor.open(f"{server.url}/{path}?{worst}&groot=1&lang={language}")
        page.keyboard.press("n")
        eventually(page, page.locator(".st-key-room-charts svg.marks").count, 2)
        settle(page, quiet=0.3)
        assert page.evaluate(LOOK) + faults(page) == [], path
