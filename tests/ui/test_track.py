"""What a slider's track says of the page's target, in words."""

from __future__ import annotations

import pytest

from core.analysis.outlook import outlook_of
from core.baseline import load_baseline
from core.figures.sheets import PREVIEWED
from core.model.calendar import december
from core.scenario import LEVER, Scenario, from_query
from core.text.catalog import Language
from core.ui.track import met, target_on
from core.ui.view import View
from tests.browser.conftest import SCENARIO


def seen(language: Language = "nl", **moved: float) -> View:
    """Somebody who looks at the scenario of the browser's tests, with some levers moved."""
    query = {name: [value] for name, value in (pair.split("=") for pair in SCENARIO.split("&"))}
    scenario, problems = from_query(query | {name: [str(value)] for name, value in moved.items()}, load_baseline)
    assert not problems
    assert isinstance(scenario, Scenario)
    return View(outlook_of(scenario, load_baseline(scenario.baseline)), language, dark=False)


@pytest.mark.parametrize(
    ("page", "language", "lever", "short", "said"),
    [
        ("lks", "nl", "lks_first_year_dropout", "doel bij 24", "Bij 24% wordt het doel gehaald."),
        ("buig", "nl", "inflow", "geen tekort bij 480", "Bij 480 is er in 2025 geen tekort."),
        ("buig", "en", "buig_share", "no deficit at 8.61", "At 8.61% there is no deficit in 2025."),
    ],
)
def test_each_page_says_its_own_target(page: str, language: Language, lever: str, short: str, said: str) -> None:
    view = seen(language)
    found = met(LEVER[lever], target_on(page, view), view)
    assert found is not None
    assert (found["short"], found["said"]) == (short, said)


def test_a_target_that_a_slider_does_not_move_or_reach_is_not_told() -> None:
    view = seen()
    assert met(LEVER["inflow"], target_on("lks", view), view) is None
    assert met(LEVER["buig_share"], target_on("verkenner", view), view) is None
    far = seen(inflow=5000.0)
    assert met(LEVER["outflow_rate"], target_on("verkenner", far), far) is None
    assert met(LEVER["inflow"], None, view) is None


def test_the_target_of_money_is_the_year_that_the_page_speaks_of() -> None:
    target = target_on("buig", seen())
    assert target is not None
    assert (target.outcome, target.value, target.month) == ("result", 0.0, december(2025))


@pytest.mark.parametrize("page", PREVIEWED)
def test_the_chance_along_a_track_is_that_of_the_target_that_its_mark_is_of(page: str) -> None:
    target = target_on(page, seen())
    assert target is not None
    assert PREVIEWED[page].strip == (target.outcome == "volume")
