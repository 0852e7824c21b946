"""Back after a burst of steps, and on a slow line while an answer is under way: address, slider, answer and link agree."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import SCENARIO, Server, Visitor, until
from tests.browser.helpers import HELD, answer, eventually, lever, release, steady, value

DELAY_MS = 250
SLOW = """(() => { const Plain = WebSocket; const delay = DELAY;
  window.WebSocket = class extends Plain {
    send(data) { setTimeout(() => { if (this.readyState === 1) super.send(data); }, delay); }
    addEventListener(kind, listener, options) {
      const late = (event) => setTimeout(() => listener.call(this, event), delay);
      super.addEventListener(kind, kind === "message" ? late : listener, options);
    } }; })();""".replace("DELAY", str(DELAY_MS))


def in_address(page: Page) -> str:
    return re.findall(r"[?&]inflow=(\d+)", page.url)[-1]


def put(page: Page, typed: str) -> str:
    """Type a value of the inflow and give the answer to it, once the address has it too."""
    lever(page, "inflow").locator("input.typed").fill(typed)
    page.keyboard.press("Enter")
    eventually(page, lambda: in_address(page), typed)
    return steady(page, lambda: answer(page), quiet=0.8)


@pytest.mark.exhaustive
def test_back_within_a_moment_of_a_move_leaves_one_scenario(server: Server, newcomer: Visitor) -> None:
    newcomer.page.add_init_script(SLOW)
    page = newcomer.open(f"{server.url}/?{SCENARIO}")
    answers = {"560": put(page, "560")}
    for wait in (0, 200, 430, 650):
        answers["550"] = put(page, "550")
        lever(page, "inflow").locator("button.minus").click()
        page.wait_for_timeout(wait)
        page.evaluate("history.back()")
        seen = steady(page, lambda: (in_address(page), value(page, "inflow"), answer(page)), quiet=1.5, seconds=30)
        assert seen[0] == seen[1], wait
        assert answers.get(seen[0], seen[2]) == seen[2], wait
        answers[seen[0]] = seen[2]
    page.locator(".st-key-share button").first.click()
    shared = page.locator(".stCode code").first.text_content() or ""
    assert re.findall(r"inflow=(\d+)", shared) == [seen[0]]


@pytest.mark.exhaustive
def test_a_move_that_reaches_the_server_together_with_back_is_given_up(server: Server, newcomer: Visitor) -> None:
    newcomer.page.add_init_script(HELD)
    newcomer.page.route("**/koers/family.bin*", lambda route: route.abort())  # else a step is sent when it rests
    page = newcomer.open(f"{server.url}/?{SCENARIO}")
    said = put(page, "560")
    put(page, "550")
    page.evaluate("window.held = []")
    # The server works on the first of these while the others come, and takes them together.
    lever(page, "inflow").locator("button.minus").click()
    lever(page, "inflow").locator("input.typed").fill("540")
    page.keyboard.press("Enter")
    page.evaluate("history.back()")
    until(page, "window.held.length >= 3")
    release(page)
    eventually(page, lambda: (in_address(page), value(page, "inflow"), answer(page)), ("560", "560", said))
    # Anything that is asked next brings the same state of every slider along.
    page.locator(".st-key-share button").first.click()
    shared = page.locator(".stCode code").first
    shared.wait_for(state="attached")
    assert re.findall(r"inflow=(\d+)", shared.text_content() or "") == ["560"]
    assert (in_address(page), value(page, "inflow"), answer(page)) == ("560", "560", said)


@pytest.mark.exhaustive
def test_twenty_presses_are_one_step_back(server: Server, visitor: Visitor) -> None:
    page = visitor.open(f"{server.url}/?{SCENARIO}")
    said, length = answer(page), page.evaluate("history.length")
    lever(page, "inflow").locator("input.range").focus()
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    eventually(page, lambda: in_address(page), "590")
    assert page.evaluate("history.length") == length + 1
    page.evaluate("history.back()")
    eventually(page, lambda: (in_address(page), value(page, "inflow"), answer(page)), ("570", "570", said))
