"""Volume and LKS in a real browser: live under the thumb."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Server, Visitor, settle
from tests.browser.helpers import answer, changed, thumb

MOVES = {"volume": ("outflow_rate", "flows"), "lks": ("lks_first_year_dropout", "tenure")}


@pytest.mark.exhaustive
@pytest.mark.parametrize("path", MOVES)
def test_answer_moves_under_the_thumb_and_no_chart_is_mounted_again(server: Server, visitor: Visitor, path: str) -> None:
    page = visitor.open(f"{server.url}/{path}")
    name, chart = MOVES[path]
    before, drawn = answer(page), page.locator(f".st-key-chart-{chart} svg.marks").bounding_box()
    assert drawn is not None
    assert drawn["height"] >= 300
    page.evaluate("document.querySelectorAll('[class*=st-key-chart-] svg').forEach(e => { e.dataset.seen = 'yes' })")
    x, y, _ = thumb(page, name)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(x + 4 * step, y)
        page.wait_for_timeout(50)
    changed(page, lambda: answer(page), before)
    page.mouse.up()
    settle(page)
    assert page.evaluate(
        "[...document.querySelectorAll('[class*=st-key-chart-]')].every(e => e.querySelector('svg').dataset.seen === 'yes')"
    )
    assert visitor.complaints == []
