"""Back while an answer is under way, on a slow line: address, slider, answer and the link to share agree in the end."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import SCENARIO, Server, Visitor
from tests.browser.helpers import answer, eventually, lever, steady, value

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


@pytest.mark.parametrize("wait", [0, 80, 200, 350, 430, 500, 650, 800])
def test_back_within_a_moment_of_a_move_leaves_one_scenario(server: Server, visitor: Visitor, wait: int) -> None:
    visitor.page.add_init_script(SLOW)
    page = visitor.open(f"{server.url}/?{SCENARIO}")
    answers = {}
    for typed in ("560", "550"):
        lever(page, "inflow").locator("input.typed").fill(typed)
        page.keyboard.press("Enter")
        eventually(page, lambda typed=typed: in_address(page), typed)
        answers[typed] = steady(page, lambda: answer(page), quiet=1.0)
    lever(page, "inflow").locator("button.minus").click()
    page.wait_for_timeout(wait)
    page.evaluate("history.back()")
    seen = steady(page, lambda: (in_address(page), value(page, "inflow"), answer(page)), quiet=2.5, seconds=30)
    page.locator(".st-key-share button").first.click()
    shared = page.locator(".stCode code").first.inner_text()
    assert seen[0] == seen[1] == re.findall(r"inflow=(\d+)", shared)[0]
    assert answers.get(seen[0], seen[2]) == seen[2]
