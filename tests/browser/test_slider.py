"""The slider under the thumb: live, exact, reversible, by keyboard, and through a broken connection."""

from __future__ import annotations

import math
import re
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ROOT, SCENARIO, Server, Visitor, settle, until
from tests.browser.helpers import answer, changed, drag, eventually, in_english, lever, steady, thumb, value

Motion = Literal["no-preference", "reduce"]


SHUT = "Object.defineProperty(Element.prototype, '__data__', { get() { return undefined; }, set() {} })"
"""The door to a chart's view, shut: nothing that Vega hangs on a drawing can be read, so the server draws."""


def chart_path(page: Page) -> str:
    """Geometry of everything drawn in the caseload chart."""
    return page.evaluate(
        "[...document.querySelectorAll('.st-key-chart-caseload svg.marks path')].map(e => e.getAttribute('d')).join('|')"
    )


def apart(one: str, other: str) -> float:
    """How far two geometries lie apart at most [px]; those of another make have nothing in common."""
    if re.sub(NUMBER, "", one) != re.sub(NUMBER, "", other):
        return math.inf
    pairs = zip(re.findall(NUMBER, one), re.findall(NUMBER, other), strict=True)
    return max(abs(float(mine) - float(theirs)) for mine, theirs in pairs)


NUMBER = r"-?\d+(?:\.\d+)?(?:e-?\d+)?"


def test_charts_move_while_the_thumb_is_down_and_the_address_waits_for_release(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/?{SCENARIO}")
    start, address = chart_path(page), page.url
    drag(page, "lks_first_year_dropout", 30, release=False)  # moves the path, and no axis
    changed(page, lambda: chart_path(page), start)
    under_thumb = steady(page, lambda: (chart_path(page), answer(page)))
    assert page.url == address
    page.mouse.up()
    until(page, "location.search.includes('lks_first_year_dropout=')")
    path, said = steady(page, lambda: (chart_path(page), answer(page)))
    assert said == under_thumb[1]
    assert apart(path, under_thumb[0]) < 0.1
    assert visitor.complaints == []


SAMPLE = """() => { const seen = window.seen = [];
  const look = () => {
    const now = [...document.querySelectorAll('h1.koers-answer, .koers-keys, .koers-sentence')].map(e => e.textContent).join('|');
    if (now !== seen.at(-1)) seen.push(now);
    requestAnimationFrame(look); };
  look(); }"""


def patient(page: Page) -> None:
    """Let the page wait for the end of an answer however long it takes: a busy machine's answer is shown in parts."""
    (patience,) = re.findall(r"PATIENCE_MS = (\d+);", (ROOT / "core" / "server" / "together.js").read_text(encoding="utf-8"))
    page.add_init_script(
        f"{{ const plain = setTimeout; window.setTimeout = (f, ms, ...r) => plain(f, ms === {patience} ? 20000 : ms, ...r); }}"
    )


@pytest.mark.exhaustive
def test_an_answer_is_drawn_whole(server: Server, newcomer: Visitor) -> None:
    patient(newcomer.page)
    newcomer.page.route("**/koers/family.bin*", lambda route: route.abort())
    page = newcomer.open(f"{server.url}/")
    lever(page, "inflow").locator("input.range").focus()
    page.evaluate(SAMPLE)
    steps = []
    for key in ("ArrowRight", "PageUp", "ArrowLeft", "PageUp"):
        before = page.evaluate("window.seen.length")
        page.keyboard.press(key)
        changed(page, lambda: page.evaluate("window.seen.length"), before)
        steps.append(steady(page, lambda: page.evaluate("window.seen.length")) - before)
    assert steps == [1, 1, 1, 1]


@pytest.mark.exhaustive
@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_a_domain_that_the_server_held_glides_back_on_release(server: Server, newcomer: Visitor, motion: Motion) -> None:
    newcomer.page.add_init_script(SHUT)
    newcomer.page.emulate_media(reduced_motion=motion)
    page = newcomer.open(f"{server.url}/")
    line = ".st-key-chart-caseload svg.marks .mark-line path"
    x, y, travel = thumb(page, "inflow")
    page.mouse.move(x, y)
    page.mouse.down()
    for part in (0.4, 1.0, 2.0, 1.0, 0.4, 0.1):
        page.mouse.move(x + part * travel, y)
        page.wait_for_timeout(150)
    steady(page, lambda: chart_path(page))
    page.evaluate(
        """(line) => { const tops = window.tops = new Set(), top = (e) => e.getBoundingClientRect().top;
          const look = () => {
            tops.add([...document.querySelectorAll(line)].map(e => Math.round(top(e) - top(e.closest("svg")))).join());
            requestAnimationFrame(look); };
          look(); }""",
        line,
    )
    page.mouse.up()
    changed(page, lambda: page.evaluate("window.tops.size"), 1)
    seen = steady(page, lambda: page.evaluate("window.tops.size"))
    # Where it was, where it comes to, and what lies between them.
    assert seen > 2 if motion == "no-preference" else seen == 2
    eventually(page, lambda: page.locator(".koers-eased").count(), 0)


@pytest.mark.exhaustive
def test_there_and_back_is_the_start_to_the_last_bit(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/")
    start = (page.url, answer(page), chart_path(page))
    x, y, _ = thumb(page, "inflow")
    for end in (130, 20, 60, 20):
        page.mouse.move(x, y)
        page.mouse.down()
        for offset in (*range(0, end, 10), *range(end, -1, -10)):
            page.mouse.move(x + offset, y)
            page.wait_for_timeout(30)
        page.mouse.up()
        eventually(page, lambda: (page.url, answer(page), chart_path(page)), start)
        assert steady(page, lambda: (page.url, answer(page), chart_path(page))) == start
    assert visitor.complaints == []


@pytest.mark.exhaustive
def test_a_thumb_that_was_pressed_and_not_moved_follows_what_is_done_elsewhere(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/?{SCENARIO}")
    x, y, _ = thumb(page, "inflow")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.up()
    page.locator(".st-key-reset-all button").click()
    eventually(page, lambda: value(page, "inflow"), "600")


def test_undo_steps_through_released_values_only(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/")
    drag(page, "outflow_rate", 25)
    first = value(page, "outflow_rate")
    drag(page, "outflow_rate", 25)
    assert value(page, "outflow_rate") != first
    undo = page.get_by_role("button", name="Ongedaan maken")
    undo.click()
    eventually(page, lambda: value(page, "outflow_rate"), first)
    undo.click()
    eventually(page, lambda: (value(page, "outflow_rate"), undo.is_disabled()), ("1,80", True))


def test_back_forward_and_reload_keep_the_scenario(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/?{SCENARIO}")
    before = answer(page)
    drag(page, "inflow", 30)
    after, address = answer(page), page.url
    assert after != before
    page.reload()
    settle(page)
    assert (answer(page), page.url) == (after, address)
    page.go_back()
    eventually(page, lambda: (answer(page), value(page, "inflow")), (before, "570"))
    page.go_forward()
    eventually(page, lambda: answer(page), after)
    assert visitor.complaints == []


def test_keyboard_alone_moves_names_and_limits_the_slider(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/")
    track = lever(page, "outflow_rate").locator("input.range")
    track.focus()
    for key, expected in (
        ("ArrowRight", "1,81"), ("ArrowLeft", "1,80"), ("PageUp", "1,90"), ("PageDown", "1,80"),
        ("End", "2,80"), ("Home", "1,20"),
    ):  # fmt: skip
        page.keyboard.press(key)
        eventually(page, lambda: value(page, "outflow_rate"), expected)
    # The chance comes with what the thumb can draw, which is fetched when somebody comes near.
    said = "1,20 % per maand, kans op het doel minder dan 1 op 50"
    eventually(page, lambda: track.get_attribute("aria-valuetext"), said)
    assert lever(page, "outflow_rate").locator("label").inner_text() == "Uitstroom"
    assert "Van 1,20 tot 2,80" in (lever(page, "outflow_rate").locator("#limits").text_content() or "")
    assert "Buiten de ervaring" in lever(page, "outflow_rate").locator(".note").inner_text()


def test_typed_values_are_dutch_and_checked(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/")
    typed = lever(page, "inflow").locator("input.typed")
    typed.fill("1.050")
    typed.press("Enter")
    eventually(page, lambda: "inflow=1050" in page.url, True)
    typed.fill("veel")
    typed.press("Enter")
    note = lever(page, "inflow").locator(".note")
    eventually(page, lambda: "Dit is geen heel getal van 0 tot 100.000" in note.inner_text(), True)
    assert "inflow=1050" in page.url


@pytest.mark.exhaustive
def test_targets_are_large_enough_for_a_thumb(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/?{SCENARIO}")
    for control in lever(page, "outflow_rate").locator("button:visible, input:visible").all():
        box = control.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24, control


@pytest.mark.exhaustive
def test_a_deep_link_is_the_first_thing_a_fresh_server_sees_and_its_scenario_outlives_the_server(
    fresh_server: Server, visitor: Visitor
) -> None:
    page = visitor.open(f"{fresh_server.url}/onzekerheid?{SCENARIO}")
    assert page.locator("[role=dialog]").count() == 0
    page.locator("a", has_text="Overzicht").first.click()
    page.wait_for_selector(".st-key-chart-caseload svg.marks")
    eventually(page, lambda: (value(page, "inflow"), value(page, "outflow_rate")), ("570", "2,05"))
    settle(page)
    assert visitor.complaints == []
    drag(page, "buig_share", 20)
    committed = value(page, "buig_share")
    drag(page, "inflow", -20, release=False)
    fresh_server.stop()
    x, y, _ = thumb(page, "inflow")
    page.mouse.move(x - 10, y)
    note = lever(page, "inflow").locator(".note")
    eventually(page, lambda: "verbinding is even weg" in note.inner_text(), True)
    held = value(page, "inflow")
    page.mouse.up()
    fresh_server.start()
    until(page, "/inflow=/.test(location.href) && !/inflow=570/.test(location.href)", 40)
    wanted = {"inflow": held, "buig_share": committed, "outflow_rate": "2,05"}
    eventually(page, lambda: {name: value(page, name) for name in wanted}, wanted)
    assert re.search(rf"inflow={held}\b", page.url)


def test_language_switches_and_keeps_the_scenario(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/?{SCENARIO}")
    in_english(page)
    eventually(page, lambda: (page.evaluate("document.documentElement.lang"), "30,248" in answer(page)), ("en", True))
    eventually(page, lambda: "lang=en" in page.url and "outflow_rate=0.0205" in page.url, True)


@pytest.mark.exhaustive
def test_leaving_the_first_page_takes_the_scenario_along(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/")
    page.locator(".st-key-lever-outflow_rate input.typed").fill("2,10")
    page.keyboard.press("Enter")
    until(page, "location.search.includes('outflow_rate=0.021')")
    for name in ("Hoe zeker?", "Geld", "Overzicht"):
        page.get_by_role("link", name=name).click()
        page.get_by_role("link", name=name).and_(page.locator("[aria-current=page]")).wait_for()
        until(page, "location.search.includes('outflow_rate=0.021')")
        settle(page)
        eventually(page, lambda: value(page, "outflow_rate"), "2,10")
