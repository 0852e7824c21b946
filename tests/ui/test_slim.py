"""The small picture above the sliders of a phone: a line for the scenario, the basispad and each that stands pinned."""

from __future__ import annotations

import re
from urllib.parse import unquote

from core.analysis.outcome import central
from core.analysis.outlook import outlook_of
from core.baseline import DEFAULT, load_baseline
from core.model.projection import Projection
from core.scenario import Scenario, default_scenario, with_until, with_value
from core.ui.slim import EDGE, WIDTH, slim
from core.ui.view import View
from tests.places import LETTER


def lines(scenario: Scenario, **pinned: Projection) -> list[list[tuple[float, float]]]:
    """The points of each line, in the order in which they are drawn."""
    view = View(outlook_of(scenario, load_baseline(scenario.baseline)), "nl", False)
    drawn = re.findall(r'polyline points="([^"]*)"', unquote(slim(view, pinned)))
    return [[(float(x), float(y)) for x, y in (point.split(",") for point in one.split())] for one in drawn]


def path(scenario: Scenario) -> Projection:
    return central(load_baseline(scenario.baseline), scenario)[0]


def test_a_scenario_that_stands_pinned_has_a_line_of_its_own() -> None:
    baseline = load_baseline(DEFAULT)
    shown = default_scenario(baseline)
    worse = with_value(shown, baseline, "inflow", 720.0)
    alone, beside = lines(shown), lines(shown, A=path(worse), B=path(shown))
    assert [len(alone), len(beside)] == [2, 4]
    pinned, same, base, scenario = beside
    assert same == base == scenario
    # More people come in: the line lies higher, which is less from the top.
    assert pinned[-1][1] < scenario[-1][1]
    assert (pinned[0][0], pinned[-1][0]) == (EDGE, WIDTH - EDGE)


def test_of_a_path_that_runs_earlier_or_shorter_only_the_months_in_view_are_drawn() -> None:
    shown = default_scenario(load_baseline(DEFAULT))
    letter = load_baseline(LETTER)
    earlier = path(default_scenario(letter))
    (old, *_, scenario) = lines(shown, A=earlier)
    assert old[0][0] == EDGE
    assert len(old) == earlier.months[-1] - shown_months(shown)[0] + 1 < len(scenario)
    over = path(with_until(default_scenario(letter), letter, shown_months(shown)[0] - 1))
    assert lines(shown, A=over)[0] == []


def shown_months(scenario: Scenario) -> range:
    return path(scenario).months
