"""A lever that goal seek set has reached its target for every reader: the path, the chances, and the words."""

from __future__ import annotations

import pytest

from core.analysis.goal_seek import solve
from core.analysis.outlook import Outlook, outlook_of
from core.analysis.target import Target, target_of
from core.baseline import load_baseline
from core.figures.jobs.lks import LKS
from core.figures.money.budget import BUDGET
from core.figures.people.caseload import CASELOAD
from core.model.calendar import december
from core.scenario import default_scenario, with_until, with_value
from core.text.sentences import answer
from core.text.sentences_lks import answer as answer_of_jobs
from tests.places import LETTER

BASELINE = load_baseline(LETTER)
PLAIN = default_scenario(BASELINE)
VOLUME, JOBS = target_of(BASELINE, "target_volume", "volume"), target_of(BASELINE, "lks_target", "lks_jobs")
EVEN = Target("result", 0.0, december(2025))
HAIRS = (-1e-9, 0.0, 1e-9)


def set_to(lever: str, target: Target, hair: float) -> Outlook:
    """What comes of the lever at the value that reaches the target, or a hair beside it."""
    found = solve(PLAIN, BASELINE, lever, target)
    scenario = with_until(with_value(PLAIN, BASELINE, lever, found.value * (1.0 + hair)), BASELINE, target.month)
    assert solve(scenario, BASELINE, lever, target).met
    return outlook_of(scenario, BASELINE)


@pytest.mark.parametrize("hair", HAIRS)
@pytest.mark.parametrize("lever", ["inflow", "outflow_rate"])
def test_a_caseload_that_was_set_to_its_target_has_reached_it(lever: str, hair: float) -> None:
    outlook = set_to(lever, VOLUME, hair)
    assert outlook.paths.outcome.target_month is not None
    assert CASELOAD.finding(outlook, "nl") == "Eind 2025 precies 30.000"
    assert CASELOAD.finding(outlook, "en") == "Exactly 30,000 at the end of 2025"
    assert "2025 blijft het aantal op of onder de 30.000." in CASELOAD.sentence(outlook, "nl")
    assert "<b>30.000</b> bijstandsuitkeringen, precies het doel." in answer(outlook.paths, BASELINE, "nl")


@pytest.mark.parametrize("hair", HAIRS)
def test_jobs_that_were_set_to_their_target_have_reached_it(hair: float) -> None:
    outlook = set_to("lks_starts", JOBS, hair)
    assert LKS.finding(outlook, "nl") == "Doel van 2.400 gehaald"
    starts, dropout = (solve(outlook.scenario, BASELINE, lever, JOBS) for lever in ("lks_starts", "lks_first_year_dropout"))
    said = answer_of_jobs(outlook.paths, BASELINE, starts, dropout, "nl")
    assert said.startswith("Eind 2026 zijn er <b>2.400</b> LKS-banen: het doel van 2.400 is gehaald. Het doel blijft gehaald")


@pytest.mark.parametrize("hair", HAIRS)
def test_a_result_that_was_set_to_nothing_is_no_deficit(hair: float) -> None:
    outlook = set_to("buig_share", EVEN, hair)
    assert BUDGET.finding(outlook, "nl") == "Overschot van €\xa00,0\xa0mln. in 2025"


@pytest.mark.parametrize(
    ("off", "finding"), [(0.6, "nog 1 uitkering te veel"), (0.4, "precies 30.000"), (-0.6, "onder de 30.000")]
)
def test_a_benefit_more_or_less_is_not_the_target(off: float, finding: str) -> None:
    outlook = set_to("inflow", Target("volume", VOLUME.value + off, VOLUME.month), 0.0)
    assert CASELOAD.finding(outlook, "nl") == f"Eind 2025 {finding}"
