"""Bridges close: to the person in every year, to the cent between years, and the letter's own steps come out."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analysis.bridges import (
    budget_bridge,
    city_gap,
    flows_by_measure,
    lasten_bridge,
    stock_bridges,
    worth_of_share,
)
from core.analysis.simulate import simulate
from core.baseline import load_baseline
from core.model.measures import Measure
from core.model.projection import Projection
from core.scenario import Scenario, default_scenario, with_measures, with_until, with_value
from tests.analysis.test_contribution import packages
from tests.model import ACCEPTED, BASELINES, MONTHS

CENT = 1e-8
BRIEF = load_baseline("brief-2023-t2")


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    baseline = load_baseline(draw(st.sampled_from(BASELINES)))
    scenario = with_until(default_scenario(baseline), baseline, draw(MONTHS))
    for name, value in draw(st.fixed_dictionaries({}, optional=ACCEPTED)).items():
        scenario = with_value(scenario, baseline, name, value)
    scenario = with_value(scenario, baseline, "macro_feedback", draw(st.sampled_from([0.0, 0.08, 1.0])))
    return with_measures(scenario, draw(st.just(()) | packages(4)))


def run_of(scenario: Scenario) -> tuple[Projection, Any]:
    baseline = load_baseline(scenario.baseline)
    return simulate(baseline, scenario), baseline


@given(scenario=scenarios())
@settings(max_examples=80)
def test_the_stock_bridge_closes_to_the_person_in_every_year(scenario: Scenario) -> None:
    run, _ = run_of(scenario)
    bridges = stock_bridges(run, scenario.measures)
    assert bridges[0].start == run.caseload.stock[0, 0]
    assert bridges[-1].end == run.caseload.stock[-1, 0]
    for before, after in itertools.pairwise(bridges):
        assert before.end == after.start
    for bridge in bridges:
        assert abs(bridge.closing) <= 1e-9 * (1 + bridge.start + bridge.inflow)
        assert min(bridge.inflow, bridge.outflow, bridge.into_lks, bridge.relapse, *bridge.measures.values()) >= 0


@given(scenario=scenarios())
@settings(max_examples=60)
def test_the_measures_together_move_what_the_run_moved_in_every_month(scenario: Scenario) -> None:
    run, _ = run_of(scenario)
    split = flows_by_measure(run, scenario.measures)
    moved = (("leaving", run.caseload.measures), ("prevented", run.prevented), ("relapse", run.caseload.relapse))
    for name, whole in moved:
        parts = np.sum([getattr(part, name) for part in split], axis=0) if split else 0.0
        assert parts == pytest.approx(np.broadcast_to(whole, (len(run.months) - 1, 1))[:, 0], rel=1e-9, abs=1e-9)
    cost = np.sum([part.cost for part in split], axis=0) if split else 0.0
    assert cost == pytest.approx(run.measure_cost / 1e6, rel=1e-9, abs=1e-12)


@given(scenario=scenarios())
@settings(max_examples=60)
def test_the_bridges_of_money_close_to_the_cent(scenario: Scenario) -> None:
    run, baseline = run_of(scenario)
    for one, other in zip(run.years[:-1], run.years[1:], strict=True):
        buig = budget_bridge(run, baseline, one, other)
        effects = buig.macro_effect + buig.share_effect + buig.lks_effect + buig.feedback_effect
        assert buig.end - buig.start == pytest.approx(effects, abs=CENT)
        assert buig.other_effect == pytest.approx(0, abs=CENT)
        lasten = lasten_bridge(run, baseline, one, other)
        steps = lasten.volume_effect + lasten.price_effect + lasten.lks_effect
        assert lasten.end - lasten.start == pytest.approx(steps, abs=CENT)


def test_letter_2023_smaller_share_costs_almost_29_and_leaves_a_gap_of_about_27() -> None:
    run = simulate(BRIEF, default_scenario(BRIEF))
    bridge = budget_bridge(run, BRIEF, 2023, 2024)
    assert (bridge.start, bridge.end) == (550.8, pytest.approx(542.4, abs=1e-9))
    assert bridge.share_effect == pytest.approx(-0.0045 * (6958.5 - 500))
    assert bridge.share_effect == pytest.approx(-29, abs=0.1)
    gap = city_gap(run, BRIEF)
    assert gap is not None
    assert (gap.year, gap.assumed, gap.gap) == (2024, 569.7, pytest.approx(27.3))


def test_a_tenth_of_a_point_of_the_share_is_worth_that_part_of_the_bijstand_budget() -> None:
    run = simulate(BRIEF, default_scenario(BRIEF))
    assert worth_of_share(run)[2024] == pytest.approx(6.4585)
    more = simulate(BRIEF, with_value(default_scenario(BRIEF), BRIEF, "buig_share", 0.0826))
    assert (more.budget.total - run.budget.total)[2, 0] == pytest.approx(worth_of_share(run)[2025])


def test_the_volume_effect_is_the_mean_stock_at_the_old_price() -> None:
    run = simulate(BRIEF, default_scenario(BRIEF))
    bridge = lasten_bridge(run, BRIEF, 2024, 2025)
    mean = {
        year: float(((run.caseload.stock[:-1] + run.caseload.stock[1:]) / 2)[4 + 12 * i : 16 + 12 * i].mean())
        for i, year in enumerate((2024, 2025))
    }
    assert bridge.volume_from == pytest.approx(mean[2024])
    assert bridge.volume_effect == pytest.approx((mean[2025] - mean[2024]) * bridge.price_from / 1e6)
    assert bridge.price_to / bridge.price_from == pytest.approx(1.045)


def test_people_kept_out_count_for_their_measure_and_not_as_missing_inflow() -> None:
    scenario = with_measures(default_scenario(BRIEF), [Measure("zoektermijn", "less_inflow", 12 * 2024, 50.0)])
    bridge = stock_bridges(simulate(BRIEF, scenario), scenario.measures)[1]
    assert (bridge.inflow, bridge.measures) == (pytest.approx(7200), {"zoektermijn": pytest.approx(600)})


def test_a_year_outside_the_run_has_no_bridge() -> None:
    run = simulate(BRIEF, default_scenario(BRIEF))
    with pytest.raises(ValueError, match="2027"):
        budget_bridge(run, BRIEF, 2026, 2027)
