"""The parts of a package: they add up, the idle get nothing, equals get equal parts, and the order says nothing."""

from __future__ import annotations

import dataclasses
import itertools
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analysis.contribution import EXACT_UP_TO, Contributions, contributions
from core.analysis.simulate import simulate
from core.baseline import load_baseline
from core.measures import catalogue
from core.model.calendar import month_index
from core.model.kinds import KINDS
from core.model.measures import Measure
from core.scenario import Scenario, default_scenario, with_measures, with_until, with_value

BRIEF = load_baseline("brief-2023-t2")
START = month_index("2023-11")
NAMES = ("volume", "lks_jobs", "lasten", "buig", "year_lasten", "year_buig", "year_result", "year_reserve")


def scenario(*measures: Measure) -> Scenario:
    return with_measures(default_scenario(BRIEF), measures)


@st.composite
def packages(draw: st.DrawFn, most: int = 6) -> tuple[Measure, ...]:
    def one(i: int) -> Measure:
        kind = draw(st.sampled_from(KINDS))
        effect = draw(st.floats(0.02, 0.9) if kind == "lks_retention" else st.floats(0.5, 60))
        return Measure(
            f"m{i}", kind, START + draw(st.integers(0, 20)), effect, draw(st.integers(0, 12)),
            deadweight=draw(st.floats(0, 0.9)), relapse=draw(st.floats(0, 1)), fixed_cost=draw(st.floats(0, 1e5)),
        )  # fmt: skip

    return tuple(one(i) for i in range(draw(st.integers(1, most))))


def assert_adds_up(found: Contributions) -> None:
    assert found.package is not None
    for name in NAMES:
        total = getattr(found.package.part, name)
        parts = np.sum([getattr(each.part, name) for each in found.measures], axis=0)
        assert np.all(np.abs(parts - total) <= 1e-9 * np.abs(total) + 1e-12)


@given(package=packages())
@settings(max_examples=25)
def test_the_parts_add_up_to_what_the_package_does(package: tuple[Measure, ...]) -> None:
    found = contributions(BRIEF, scenario(*package))
    assert_adds_up(found)
    with_it, without = simulate(BRIEF, scenario(*package)), simulate(BRIEF, scenario())
    assert found.package is not None
    expected = with_it.caseload.stock[1:, 0] - without.caseload.stock[1:, 0]
    assert found.package.part.volume == pytest.approx(expected, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("count", [EXACT_UP_TO, EXACT_UP_TO + 1, 18])
def test_exact_and_sampled_parts_add_up_and_say_which_they_are(count: int) -> None:
    found = contributions(BRIEF, scenario(*(entry.measure() for entry in catalogue()[:count])))
    assert found.exact == (count <= EXACT_UP_TO)
    assert_adds_up(found)
    assert any(np.any(each.error.volume > 0) for each in found.measures) == (count == 18)


@given(package=packages(4), kind=st.sampled_from(KINDS), at=st.integers(0, 4))
@settings(max_examples=20)
def test_a_measure_without_effect_gets_exactly_nothing(package: tuple[Measure, ...], kind: Any, at: int) -> None:
    idle = Measure("idle", kind, START, 0.0, fixed_cost=1000.0)
    cards = (*package[:at], idle, *package[at:])
    part = next(each for each in contributions(BRIEF, scenario(*cards)).measures if each.measure.id == "idle").part
    assert all(not np.any(getattr(part, name)) for name in NAMES)


def test_a_measure_without_effect_gets_exactly_nothing_in_a_sample_too() -> None:
    cards = [entry.measure() for entry in catalogue()[:14]]
    idle = Measure("idle", "lks_retention", START, 0.0)
    part = contributions(BRIEF, scenario(*cards, idle)).measures[-1].part
    assert all(not np.any(getattr(part, name)) for name in NAMES)


@given(package=packages(4), data=st.data())
@settings(max_examples=20)
def test_equal_measures_get_equal_parts(package: tuple[Measure, ...], data: st.DataObject) -> None:
    twin = dataclasses.replace(data.draw(st.sampled_from(package)), id="twin", name="anders")
    parts = {each.measure.id: each.part for each in contributions(BRIEF, scenario(*package, twin)).measures}
    other = next(m.id for m in package if dataclasses.replace(m, id="twin", name="anders") == twin)
    assert parts["twin"].volume == pytest.approx(parts[other].volume, rel=1e-9, abs=1e-9)


def test_equal_measures_get_equal_parts_in_a_sample() -> None:
    cards = [entry.measure() for entry in catalogue()[:13]]
    twin = dataclasses.replace(next(card for card in cards if card.kind == "lks_starts"), id="twin")
    parts = {each.measure.id: each.part for each in contributions(BRIEF, scenario(*cards, twin)).measures}
    assert parts["twin"].volume == pytest.approx(parts["lks-banen"].volume, rel=1e-9, abs=1e-12)


@given(package=packages(5), data=st.data())
@settings(max_examples=15)
def test_the_order_of_the_cards_changes_no_part(package: tuple[Measure, ...], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(package))
    one = {each.measure.id: each.part.volume.tobytes() for each in contributions(BRIEF, scenario(*package)).measures}
    other = {each.measure.id: each.part.volume.tobytes() for each in contributions(BRIEF, scenario(*shuffled)).measures}
    assert one == other


def test_the_parts_are_the_mean_over_all_orders_of_starting() -> None:
    """Three measures that help each other, worked out by simulating each of the six orders."""
    cards = (
        Measure("a", "lks_starts", START, 40.0),
        Measure("b", "lks_retention", START, 0.4),
        Measure("c", "outflow_work", START, 20.0, relapse=0.3),
    )

    def jobs(chosen: tuple[Measure, ...]) -> float:
        return float(simulate(BRIEF, scenario(*chosen)).jobs.stock[-1, 0])

    expected = dict.fromkeys("abc", 0.0)
    for order in itertools.permutations(cards):
        for i, card in enumerate(order):
            expected[card.id] += (jobs(order[: i + 1]) - jobs(order[:i])) / 6
    found = {each.measure.id: each.part.lks_jobs[-1] for each in contributions(BRIEF, scenario(*cards)).measures}
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-9)


def test_the_sample_is_near_the_exact_value_within_its_own_error() -> None:
    cards = [entry.measure() for entry in catalogue()[:8]]
    idle = [Measure(f"idle{i}", "outflow_work", START, 0.0) for i in range(4)]
    exact = {each.measure.id: each.part for each in contributions(BRIEF, scenario(*cards)).measures}
    for each in contributions(BRIEF, scenario(*cards, *idle)).measures[:8]:
        off = abs(each.part.volume[-1] - exact[each.measure.id].volume[-1])
        assert off <= 5 * each.error.volume[-1] + 1e-9


def test_a_measure_that_is_off_is_left_out() -> None:
    one, two = catalogue()[0].measure(), dataclasses.replace(catalogue()[1].measure(), active=False)
    assert [each.measure.id for each in contributions(BRIEF, scenario(one, two)).measures] == [one.id]
    assert contributions(BRIEF, scenario(two)).package is None


def test_cost_benefit_years_and_payback_of_one_measure_can_be_redone_by_hand() -> None:
    """Ten people once, in November 2023, at 1,000 euros each."""
    once = Measure("once", "outflow_work", START, 10.0, end=START, cost_per_placement=1000.0)
    found = contributions(BRIEF, scenario(once)).measures[0]
    assert found.gross_cost == pytest.approx(0.01)
    run, base = simulate(BRIEF, scenario(once)), simulate(BRIEF, scenario())
    gone = (base.caseload.stock - run.caseload.stock)[:, 0]
    years = float(((gone[:-1] + gone[1:]) / 2).sum() / 12)
    assert found.part.benefit_years_avoided == pytest.approx(years)
    assert found.euro_per_benefit_year == pytest.approx(10000 / years)
    saved = np.cumsum(base.bijstand_lasten - run.bijstand_lasten)
    assert found.payback_month == base.months[1:][int(np.flatnonzero(saved >= 0.01)[0])]


def test_what_never_pays_back_says_so() -> None:
    dear = Measure("dear", "outflow_work", START, 1.0, cost_per_placement=1e6)
    idle = Measure("idle", "outflow_work", START, 0.0, fixed_cost=1000.0)
    found = contributions(BRIEF, scenario(dear, idle)).measures
    assert [each.payback_month for each in found] == [None, None]
    assert found[1].euro_per_benefit_year is None


def test_a_package_of_assumptions_only_says_so() -> None:
    known = next(entry.measure() for entry in catalogue() if entry.evidence == "evaluation")
    own = Measure("eigen", "outflow_work", START, 5.0)
    assert contributions(BRIEF, scenario(own)).all_assumption
    assert not contributions(BRIEF, scenario(own, known)).all_assumption


def test_with_feedback_a_saving_comes_off_the_next_years_budget() -> None:
    own = Measure("eigen", "outflow_work", START, 20.0)
    chosen = with_value(scenario(own), BRIEF, "macro_feedback", 0.5)
    part = contributions(BRIEF, chosen).measures[0].part
    assert part.year_buig[1:] == pytest.approx(0.5 * part.year_lasten[:-1], rel=1e-6)
    run, free = simulate(BRIEF, chosen), simulate(BRIEF, scenario(own))
    assert run.lasten.tobytes() == free.lasten.tobytes()
    assert np.all(run.budget.total[2:] < free.budget.total[2:])


@given(feedback=st.floats(0, 1), until=st.integers(START + 2, START + 60))
@settings(max_examples=15)
def test_feedback_does_nothing_to_the_basispad_and_at_zero_nothing_at_all(feedback: float, until: int) -> None:
    base = with_until(default_scenario(BRIEF), BRIEF, until)
    same = simulate(BRIEF, with_value(base, BRIEF, "macro_feedback", feedback))
    assert same.budget.total.tobytes() == simulate(BRIEF, base).budget.total.tobytes()
    assert math.isfinite(float(same.reserve.sum()))
