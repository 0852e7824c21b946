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

from core.analysis.bought import bought_by
from core.analysis.contribution import EXACT_UP_TO, Contributions, contributions
from core.analysis.outlook import outlook_of
from core.analysis.simulate import simulate
from core.baseline import load_baseline
from core.measures import catalogue
from core.model.calendar import month_index
from core.model.kinds import KINDS
from core.model.measures import Measure
from core.scenario import Scenario, default_scenario, with_measures, with_until, with_value
from tests.places import ROTTERDAM

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
    found = contributions(BRIEF, scenario(*(entry.measure() for entry in catalogue(ROTTERDAM)[:count])))
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
    cards = [entry.measure() for entry in catalogue(ROTTERDAM)[:14]]
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
    cards = [entry.measure() for entry in catalogue(ROTTERDAM)[:13]]
    twin = dataclasses.replace(next(card for card in cards if card.kind == "lks_starts"), id="twin")
    parts = {each.measure.id: each.part for each in contributions(BRIEF, scenario(*cards, twin)).measures}
    assert parts["twin"].volume == pytest.approx(parts["lks-banen"].volume, rel=1e-9, abs=1e-12)
    errors = {each.measure.id: each.error.lks_jobs[-1] for each in contributions(BRIEF, scenario(*cards, twin)).measures}
    alone = {each.measure.id: each.error.lks_jobs[-1] for each in contributions(BRIEF, scenario(*cards)).measures}
    assert errors["twin"] == pytest.approx(errors["lks-banen"])
    assert errors["twin"] == pytest.approx(alone["lks-banen"], rel=0.5), "the error of one, and not of both together"


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


def test_three_measures_that_all_help_each_other_share_by_their_place_in_each_order() -> None:
    """With worths of 1 to 7 that no sum makes, the parts are the means over the six orders."""
    cards = (
        Measure("a", "lks_starts", START, 60.0),
        Measure("b", "lks_retention", START, 0.5),
        Measure("c", "lks_retention", START, 0.7),
    )
    worth = {
        chosen: float(simulate(BRIEF, scenario(*(card for card in cards if card.id in chosen))).jobs.stock[-1, 0])
        for chosen in ("", "a", "b", "c", "ab", "ac", "bc", "abc")
    }
    assert abs(worth["abc"] - worth["ab"] - worth["ac"] + worth["a"]) > 10.0
    # First of three: a third of what it adds alone; second: a sixth of what it adds to each of the others; last: a third.
    first = {name: worth[name] - worth[""] for name in "ab"}
    second = {"a": worth["ab"] - worth["b"] + worth["ac"] - worth["c"], "b": worth["ab"] - worth["a"] + worth["bc"] - worth["c"]}
    last = {"a": worth["abc"] - worth["bc"], "b": worth["abc"] - worth["ac"]}
    expected = {name: first[name] / 3 + second[name] / 6 + last[name] / 3 for name in "ab"}
    found = {each.measure.id: each.part.lks_jobs[-1] for each in contributions(BRIEF, scenario(*cards)).measures}
    assert {name: found[name] for name in "ab"} == pytest.approx(expected, rel=1e-9)


def test_the_sample_is_near_the_exact_value_within_its_own_error() -> None:
    cards = [entry.measure() for entry in catalogue(ROTTERDAM)[:8]]
    idle = [Measure(f"idle{i}", "outflow_work", START, 0.0) for i in range(4)]
    exact = {each.measure.id: each.part for each in contributions(BRIEF, scenario(*cards)).measures}
    for each in contributions(BRIEF, scenario(*cards, *idle)).measures[:8]:
        off = abs(each.part.volume[-1] - exact[each.measure.id].volume[-1])
        assert off <= 5 * each.error.volume[-1] + 1e-9


def test_a_measure_that_is_off_is_left_out() -> None:
    one, two = catalogue(ROTTERDAM)[0].measure(), dataclasses.replace(catalogue(ROTTERDAM)[1].measure(), active=False)
    assert [each.measure.id for each in contributions(BRIEF, scenario(one, two)).measures] == [one.id]
    assert contributions(BRIEF, scenario(two)).package is None


def test_a_package_says_of_how_many_measures_the_effect_is_an_assumption_and_whether_that_is_most() -> None:
    known = next(entry.measure() for entry in catalogue(ROTTERDAM) if entry.evidence == "evaluation")
    own, other = (Measure(name, "outflow_work", START, 5.0) for name in ("eigen-1", "eigen-2"))
    packages = [contributions(BRIEF, scenario(*measures)) for measures in ((own,), (own, known), (own, other, known))]
    assert [found.assumed for found in packages] == [1, 1, 2]
    assert [found.mostly_assumption for found in packages] == [True, False, True]


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


def test_every_outcome_of_a_package_is_the_run_with_it_less_the_run_without() -> None:
    cards = (
        Measure("a", "lks_starts", START, 40.0, cost_per_placement=500.0),
        Measure("b", "outflow_work", START + 3, 30.0, relapse=0.2, fixed_cost=20000.0),
    )
    chosen = with_value(scenario(*cards), BRIEF, "buig_share", 0.088)
    run, base = simulate(BRIEF, chosen), simulate(BRIEF, with_value(scenario(), BRIEF, "buig_share", 0.088))
    found = contributions(BRIEF, chosen)
    assert found.package is not None
    pairs = {
        "volume": (run.caseload.stock[1:], base.caseload.stock[1:]),
        "lks_jobs": (run.jobs.stock[1:], base.jobs.stock[1:]),
        "lasten": (run.bijstand_lasten + run.lks_lasten, base.bijstand_lasten + base.lks_lasten),
        "buig": (run.buig, base.buig),
        "year_lasten": (run.year_bijstand_lasten + run.year_lks_lasten, base.year_bijstand_lasten + base.year_lks_lasten),
        "year_buig": (run.budget.total, base.budget.total),
        "year_result": (run.result, base.result),
        "year_reserve": (run.account.reserve, base.account.reserve),
        "year_general_funds": (run.account.general_funds, base.account.general_funds),
    }
    for name, (one, other) in pairs.items():
        assert np.any(one != other), name
        assert getattr(found.package.part, name) == pytest.approx((one - other)[:, 0], abs=1e-9), name
    assert found.package.gross_cost == pytest.approx(float(run.measure_cost.sum()) / 1e6)
    assert [each.gross_cost for each in found.measures] == pytest.approx([40 * 38 * 500 / 1e6, 35 * 20000 / 1e6])
    assert (list(found.months), list(found.years)) == (list(range(month_index("2023-09"), month_index("2027-01"))), [
        2023, 2024, 2025, 2026,
    ])  # fmt: skip


def test_a_package_is_an_assumption_only_when_every_part_of_it_is() -> None:
    known = next(entry.measure() for entry in catalogue(ROTTERDAM) if entry.evidence == "evaluation")
    own = Measure("eigen", "outflow_work", START, 5.0)
    mixed, alone = contributions(BRIEF, scenario(own, known)), contributions(BRIEF, scenario(own))
    assert mixed.package is not None
    assert alone.package is not None
    assert [each.assumption for each in mixed.measures] == [True, False]
    assert (mixed.package.assumption, alone.package.assumption) == (False, True)


def test_the_standard_error_is_how_far_other_samples_lie_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty samples of fewer orders: their spread is what each of them says of itself."""
    cards = [
        Measure(f"m{i:02d}", kind, START + i, 0.1 + 0.02 * i if kind == "lks_retention" else 5.0 + 4.0 * i)
        for i, kind in enumerate(("lks_starts", "lks_retention", "outflow_work", "less_inflow") * 3)
    ]
    monkeypatch.setattr("core.analysis.shapley.SAMPLED_SETS", 260)
    chosen = with_until(scenario(*cards), BRIEF, month_index("2024-12"))
    values, errors = [], []
    for seed in range(30):
        monkeypatch.setattr("core.analysis.shapley.SEED", seed)
        found = contributions(BRIEF, chosen)
        assert not found.exact
        rows = [(each.part.lks_jobs[-1], each.error.lks_jobs[-1]) for each in found.measures]
        values.append([value for value, _ in rows])
        errors.append([error for _, error in rows])
    spread, said = np.std(values, axis=0, ddof=1), np.sqrt(np.mean(np.square(errors), axis=0))
    moving = said > 1e-6
    assert moving.sum() >= 6
    # Thirty samples leave some 13% open in each of six; a root of two too small or too large is far outside.
    assert np.median(spread[moving] / said[moving]) == pytest.approx(1.0, abs=0.2)


def test_a_package_knows_its_largest_part_its_least_sure_one_and_what_still_runs() -> None:
    last = month_index("2026-12")
    cards = (
        Measure("klein", "outflow_work", START, 5.0, end=last - 1),
        Measure("groot", "outflow_work", START, 30.0, end=last),
        Measure("later", "outflow_work", last + 1, 99.0),
        Measure("nu", "less_inflow", last, 1.0),
        Measure("altijd", "less_inflow", START, 10.0),
    )
    found = contributions(BRIEF, scenario(*cards))
    assert found.most.measure.id == "groot"
    assert found.running_at_the_end == 3
    assert found.widest_error == 0.0
    assert found.package is not None
    volume = found.package.part.volume
    assert volume[found.package.part.best_month] == min(volume)
    sampled = contributions(BRIEF, scenario(*(entry.measure() for entry in catalogue(ROTTERDAM)[:18])))
    assert not sampled.exact
    assert sampled.widest_error == max(abs(each.error.benefit_years_avoided) for each in sampled.measures) > 0.0


def test_what_a_scenario_buys_is_its_package_and_nothing_without_one() -> None:
    own = scenario(Measure("eigen", "outflow_work", START, 5.0))
    bought = bought_by(outlook_of(own, BRIEF))
    assert bought is not None
    assert bought.package is bought.parts.package
    assert [each.measure.id for each in bought.parts.measures] == ["eigen"]
    assert bought_by(outlook_of(scenario(), BRIEF)) is None


def test_a_package_is_held_against_what_is_too_many_on_the_day_of_the_target_and_its_cost_is_netted() -> None:
    """Five a month less from January 2024, at the end of 2025 against the same run without; the letter asks 30,000 then."""
    own = scenario(Measure("eigen", "less_inflow", START, 5.0, cost_per_placement=1000.0))
    bought, without, within = bought_by(outlook_of(own, BRIEF)), simulate(BRIEF, scenario()), simulate(BRIEF, own)
    assert bought is not None
    row = month_index("2025-12") - without.months[0]
    fewer = float(without.caseload.stock[row, 0] - within.caseload.stock[row, 0])
    assert bought.month == month_index("2025-12")
    assert bought.won == pytest.approx(fewer)
    assert bought.gap == pytest.approx(float(without.caseload.stock[row, 0]) - 30_000.0)
    saved = sum(float(run.sum()) for run in (within.buig, without.bijstand_lasten, without.lks_lasten)) - sum(
        float(run.sum()) for run in (without.buig, within.bijstand_lasten, within.lks_lasten)
    )
    cost = 5.0 * 1000.0 * sum(month >= START for month in within.months[1:]) / 1e6
    assert bought.package.saved == pytest.approx(saved)
    assert bought.package.gross_cost == pytest.approx(cost)
    assert bought.package.net == pytest.approx(saved - cost)
