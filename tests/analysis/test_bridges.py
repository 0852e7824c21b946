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
from core.model.calendar import month_index, month_label
from core.model.measures import Measure
from core.model.projection import Projection
from core.scenario import Scenario, default_scenario, with_measures, with_until, with_value
from tests.analysis.made import made
from tests.analysis.test_contribution import packages
from tests.model import ACCEPTED, BASELINES, MONTHS, reachable

CENT = 1e-8
BRIEF = load_baseline("brief-2023-t2")


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    baseline = load_baseline(draw(st.sampled_from(BASELINES)))
    scenario = with_until(default_scenario(baseline), baseline, reachable(draw(MONTHS), baseline.id))
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
        buig = budget_bridge(run, one, other)
        effects = buig.macro_effect + buig.share_effect + buig.lks_effect + buig.feedback_effect
        assert buig.end - buig.start == pytest.approx(effects, abs=CENT)
        assert buig.other_effect == pytest.approx(0, abs=CENT)
        lasten = lasten_bridge(run, baseline, one, other)
        steps = lasten.volume_effect + lasten.price_effect + lasten.lks_effect
        assert lasten.end - lasten.start == pytest.approx(steps, abs=CENT)


def test_letter_2023_smaller_share_costs_almost_29_and_leaves_a_gap_of_about_27() -> None:
    run = simulate(BRIEF, default_scenario(BRIEF))
    bridge = budget_bridge(run, 2023, 2024)
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
        budget_bridge(run, 2026, 2027)


# By hand -----------------------------------------------------------------------------------------------------------


def test_the_steps_of_a_year_are_its_months_added_up() -> None:
    """From August 2023 to February 2025: four months, twelve and two, with flows of 1, 10, 100 … that show their year."""
    count = 18
    package = (
        Measure("weg", "outflow_work", month_index("2024-01"), 30.0, end=month_index("2024-12"), relapse=0.5),
        Measure("niet", "less_inflow", month_index("2024-07"), 20.0, relapse=0.25),
    )
    leaving, kept_out = np.zeros(count), np.zeros(count)
    leaving[4:16], kept_out[10:] = 30.0, 20.0
    run = made(
        "2025-02", caseload__stock=np.arange(19) * 100.0 + 33000.0, caseload__inflow=np.full(count, 500.0) - kept_out,
        caseload__lks_returns=np.full(count, 7.0), caseload__relapse=np.full(count, 3.0), caseload__outflow=np.full(count, 300.0),
        caseload__into_lks=np.full(count, 40.0), caseload__measures=leaving, prevented=kept_out,
    )  # fmt: skip
    found = {bridge.year: bridge for bridge in stock_bridges(run, package)}
    assert list(found) == [2023, 2024, 2025]
    spans = {year: (month_label(one.first_month), month_label(one.last_month)) for year, one in found.items()}
    assert spans == {2023: ("2023-09", "2023-12"), 2024: ("2024-01", "2024-12"), 2025: ("2025-01", "2025-02")}
    assert [(one.start, one.end) for one in found.values()] == [(33000, 33400), (33400, 34600), (34600, 34800)]
    for year, months in {2023: 4, 2024: 12, 2025: 2}.items():
        one = found[year]
        steps = (one.inflow, one.lks_returns, one.relapse, one.outflow, one.into_lks)
        assert steps == pytest.approx((500 * months, 7 * months, 3 * months, 300 * months, 40 * months))
        # The flows of a month add up to 170 less what measures move, and the stocks differ by 100: the rest is said.
        assert one.closing == pytest.approx((100 - 170) * months + sum(one.measures.values()))
    assert [one.measures for one in found.values()] == [
        {"weg": 0.0, "niet": 0.0}, {"weg": pytest.approx(360), "niet": pytest.approx(120)},
        {"weg": 0.0, "niet": pytest.approx(40)},
    ]  # fmt: skip


def test_measures_share_what_was_granted_by_what_each_of_them_asked() -> None:
    """Thirty and ten were asked for, twenty left: fifteen and five. Of the fifteen a fifth comes back a year later."""
    package = (
        Measure("groot", "outflow_work", month_index("2023-09"), 60.0, deadweight=0.5, relapse=0.2, cost_per_placement=1000.0),
        Measure("klein", "outflow_education", month_index("2023-09"), 10.0, fixed_cost=5e5),
        Measure("banen", "lks_starts", month_index("2023-10"), 8.0, ramp_months=2, deadweight=0.25),
        Measure("uit", "outflow_work", month_index("2023-09"), 1000.0, active=False),
        Measure("niet", "less_inflow", month_index("2023-09"), 50.0, relapse=0.25),
    )
    run = made("2024-12", caseload__measures=np.full(16, 20.0), prevented=np.full(16, 40.0))
    big, small, jobs, kept_out = flows_by_measure(run, package)
    assert [part.id for part in (big, small, jobs, kept_out)] == ["groot", "klein", "banen", "niet"]
    assert (kept_out.prevented.tolist(), kept_out.leaving.any(), big.prevented.any()) == ([40.0] * 16, False, False)
    assert kept_out.relapse == pytest.approx([0.0] * 12 + [10.0] * 4)
    assert (big.leaving.tolist(), small.leaving.tolist()) == ([15.0] * 16, [5.0] * 16)
    assert big.relapse == pytest.approx([0.0] * 12 + [3.0] * 4)
    assert not small.relapse.any()
    assert jobs.lks_starts.tolist() == [0.0, 3.0] + [6.0] * 14
    assert big.cost == pytest.approx([0.06] * 16)
    assert small.cost == pytest.approx([0.5] * 16)


def two_years(**budget: Any) -> Projection:
    return made("2024-12", **budget)


def test_the_steps_from_one_budget_to_the_next_are_the_old_share_and_then_the_new_budget() -> None:
    """Bijstand budgets of 6,000 and 6,400 at shares of 8.61% and 8%: 0.0861 × 400 and −0.0061 × 6,400."""
    run = two_years(
        budget__macro=[6400.0, 6900.0], budget__macro_lks=[400.0, 500.0], budget__share=[0.0861, 0.08],
        budget__lks_part=[12.0, 15.0], budget__feedback=[1.0, 3.5], budget__total=[530.0, 525.0],
    )  # fmt: skip
    found = budget_bridge(run, 2023, 2024)
    assert (found.year_from, found.year_to, found.start, found.end) == (2023, 2024, 530.0, 525.0)
    effects = (found.macro_effect, found.share_effect, found.lks_effect, found.feedback_effect)
    assert effects == pytest.approx((34.44, -39.04, 3.0, -2.5))
    assert found.other_effect == pytest.approx(-5.0 - (34.44 - 39.04 + 3.0 - 2.5))


def test_the_steps_from_one_years_cost_to_the_next_are_people_and_then_their_price() -> None:
    """Prices are 16,749 in 2023 and 6% more in 2024; 500 and 550 million are 29,853 and 30,979 benefits."""
    run = two_years(year_bijstand_lasten=[500.0, 550.0], year_lks_lasten=[14.0, 16.5])
    found = lasten_bridge(run, BRIEF, 2023, 2024)
    price = (565.7e6 - 1300 * 11000) / 32919.5
    people = (500e6 / price, 550e6 / (1.06 * price))
    assert (found.volume_from, found.volume_to) == pytest.approx(people)
    assert (found.price_from, found.price_to) == pytest.approx((price, 1.06 * price))
    assert found.volume_effect == pytest.approx(550 / 1.06 - 500)
    assert found.price_effect == pytest.approx(550 - 550 / 1.06)
    assert (found.lks_effect, found.start, found.end) == pytest.approx((2.5, 514.0, 566.5))
    assert (found.year_from, found.year_to) == (2023, 2024)


def test_the_gap_of_the_city_is_what_it_counted_on_less_what_it_gets_in_the_year_after_the_reference_year() -> None:
    gap = city_gap(two_years(budget__total=[600.0, 580.0]), BRIEF)
    assert gap is not None
    assert (gap.year, gap.assumed, gap.buig, gap.gap) == (2024, 569.7, 580.0, pytest.approx(-10.3))
    assert city_gap(made("2024-06"), BRIEF) is None


def test_a_tenth_of_a_point_is_worth_a_thousandth_of_the_bijstand_budget_of_the_same_year() -> None:
    run = two_years(budget__macro=[6400.0, 6900.0], budget__macro_lks=[400.0, 500.0])
    assert worth_of_share(run) == {2023: pytest.approx(6.0), 2024: pytest.approx(6.4)}
