"""Whatever a browser sends for a slider: a value that can be, or nothing, and never an exception."""

from __future__ import annotations

import math
import random
from types import SimpleNamespace
from typing import Any

import pytest

from core.scenario import LEVER, SETTING
from core.ui import moves, pins, state

ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 10**400, -(2**63), 1e308, math.nan, math.inf, -0.0, "", "abc", "1e3", "570", "570,5",
    "x" * 10_000, "\x00", [], {}, [570], {"value": 570}, b"570", "commit", "drag", 570, 570.5, 0.0205, "1.850", object(),
)  # fmt: skip


class Address(dict[str, Any]):
    """The address bar, without a browser."""

    def from_dict(self, query: dict[str, str]) -> None:
        self.clear()
        self.update(query)


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    found = SimpleNamespace(session_state={}, query_params=Address())
    for module in (state, moves, pins):
        monkeypatch.setattr(module, "st", found)
    return found


@pytest.mark.one_in(4)
@pytest.mark.parametrize("letter", [moves.SHOWN, "A", "Z"])
@pytest.mark.parametrize("lever", SETTING)
def test_a_forged_move_leaves_a_scenario_that_can_be(lever: str, letter: str, page: SimpleNamespace) -> None:
    chance = random.Random(lever)
    session = state.current()
    start = session.committed
    session.pins = {"A": start}
    key = moves.slider_key(lever, letter)
    for _ in range(800):
        move: Any = {
            name: chance.choice((*ODD, session.epoch, lever))
            for name in ("value", "text", "seq", "phase", "epoch", "other")
            if chance.random() < 0.7
        }  # fmt: skip
        if chance.random() < 0.8:
            move["epoch"] = session.epoch
        if chance.random() < 0.8:
            move["seq"] = chance.randrange(1_000)
        if chance.random() < 0.3:
            move["value"] = chance.uniform(SETTING[lever].low, SETTING[lever].high)
        page.session_state[f"lever-{key}"] = {"move": move if chance.random() < 0.9 else chance.choice(ODD)}
        moves.on_move(lever, letter)
        for scenario in (session.live, session.committed, *session.pins.values(), *session.live_pins.values()):
            for name, value in scenario.overrides:
                assert name in SETTING
                assert SETTING[name].low <= value <= SETTING[name].high
        assert all(isinstance(text, str) and len(text) <= 40 for text in session.refused.values())
        assert len(session.undo) <= state.MOST_UNDO
    assert session.pins.keys() == {"A"}
    if lever in LEVER:  # some of it was a move
        assert bool(session.undo) == (letter == moves.SHOWN)
        assert (session.pins["A"] != start) == (letter == "A")
