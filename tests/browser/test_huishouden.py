"""Werk loont in a real browser: within the screen, and nothing of a household in the address."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Server, Visitor, settle
from tests.browser.helpers import answer, beyond, changed, eventually, lever, steady, value
from tests.browser.test_slider import apart
from tests.browser.test_thumb import SAID, counted, near

FAMILY = "#werk-loont?kind=single_parent&child_ages=6,3&childcare_hours=80&childcare_price=10&travel=60&pay=four_weekly"


DRAWN = """Object.fromEntries([...document.querySelectorAll('.st-key-stage [class*=st-key-chart-]')].map(chart =>
  [chart.className, [...chart.querySelectorAll('svg.marks path')].map(e => e.getAttribute('d')).join('|')]))"""


@pytest.mark.exhaustive
def test_nothing_overflows_sideways_at_any_width(server: Server, visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 320, "height": 844})
    page = visitor.open(f"{server.url}/huishouden{FAMILY}")
    page.locator(".st-key-table-household-waterfall summary").first.click()
    for width in (320, 390, 768, 1366):
        page.set_viewport_size({"width": width, "height": 844})
        assert steady(page, lambda: beyond(page)) == [], width


@pytest.mark.exhaustive
def test_a_link_is_taken_over_and_wiped_from_the_address(server: Server, visitor: Visitor) -> None:
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    page = visitor.open(f"{server.url}/huishouden?lang=nl{FAMILY}")
    page.wait_for_function("() => document.querySelector('.st-key-hh-ages input')", timeout=10_000)
    settle(page)
    assert page.url == f"{server.url}/huishouden?lang=nl"
    assert page.locator(".st-key-hh-ages input").input_value() == "6, 3"
    assert not any("child_ages" in url for url in asked)
    page.locator(".st-key-household-make-link button").click()
    page.locator(".st-key-panel code").wait_for()
    link = page.locator(".st-key-panel code").inner_text()
    assert link.startswith(f"{server.url}/huishouden#werk-loont?c=")
    assert "&kind=single_parent&child_ages=6,3" in link
    assert page.url == f"{server.url}/huishouden?lang=nl"
    before = answer(page)
    page.goto("about:blank")
    page = visitor.open(link)
    eventually(page, lambda: answer(page), before)
    assert visitor.complaints == []


@pytest.mark.exhaustive
def test_a_bad_link_says_so_and_the_example_stays(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/huishouden#werk-loont?hours=zestig")
    page.wait_for_selector(".koers-problems")
    assert "Uren werk per week moet een getal zijn, niet zestig." in page.locator(".koers-problems").inner_text()
    assert "24 uur" in answer(page)
    assert page.url == f"{server.url}/huishouden"


@pytest.mark.exhaustive
def test_keys_and_thumb_move_the_answer_here_and_the_server_hears_of_the_release(server: Server, visitor: Visitor) -> None:
    sent = counted(visitor.page)
    page = visitor.open(f"{server.url}/huishouden")
    for name, part in (("hh-hours", 0.3), ("hh-rent", -0.2), ("hh-wage", 0.4)):
        x, y, travel = near(page, name)
        start, before = page.evaluate(SAID), len(sent)
        page.mouse.down()
        page.mouse.move(x + part * travel, y, steps=4)
        changed(page, lambda: page.evaluate(SAID), start)
        said, drawn = steady(page, lambda: (page.evaluate(SAID), page.evaluate(DRAWN)))
        assert len(sent) == before
        page.mouse.up()
        changed(page, lambda: len(sent), before)
        settle(page)
        then, there = steady(page, lambda: (page.evaluate(SAID), page.evaluate(DRAWN)))
        assert then == said
        assert [key for key in drawn if apart(there[key], drawn[key]) >= 0.6] == []
    near(page, "hh-hours")
    lever(page, "hh-hours").locator("input.range").focus()
    hours, before = int(value(page, "hh-hours")), len(sent)
    page.keyboard.press("ArrowRight")
    eventually(page, lambda: f"{hours + 1} uur" in answer(page), True)
    changed(page, lambda: len(sent), before)
    settle(page)
    assert f"{hours + 1} uur" in answer(page)
    assert page.url == f"{server.url}/huishouden"
    assert visitor.complaints == []


@pytest.mark.exhaustive
def test_forced_colours_show_which_of_several_is_chosen(server: Server, visitor: Visitor) -> None:
    visitor.page.emulate_media(forced_colors="active")
    page = visitor.open(f"{server.url}/huishouden")
    grounds = page.locator(".stButtonGroup button").evaluate_all(
        "all => all.map((one) => [one.ariaChecked === 'true', getComputedStyle(one).backgroundColor])"
    )
    chosen, others = ({ground for on, ground in grounds if on is side} for side in (True, False))
    assert len(chosen) == 1
    assert len(others) == 1
    assert chosen != others
