"""Many values in one run are the runs of those values, and a knob is what its slider says."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from core.analysis import sweep
from core.analysis.draws import screen_disturbance
from core.analysis.simulate import simulate, simulate_people
from core.analysis.sweep import draws_of, knob_of, measure_of, outcomes, packages, path, repeated, some_draws, turned
from core.measures import catalogue
from core.model.calendar import month_index
from core.model.measures import Measure, package_effect
from core.model.projection import Projection
from core.problem import Problem
from core.scenario import default_scenario, experience, with_measures, with_until, with_value
from tests.analysis.made import BASELINE
from tests.places import ROTTERDAM

UNTIL = month_index("2025-12")
PLAIN = with_until(default_scenario(BASELINE), BASELINE, UNTIL)
START = month_index("2024-01")
OWN = Measure("eigen", "outflow_work", START, 12.0, deadweight=0.25, relapse=0.5, cost_per_placement=100.0)
JOBS = Measure("banen", "lks_starts", START, 20.0)
COACH = Measure("coach", "lks_retention", START, 0.3)
BY = screen_disturbance(BASELINE, UNTIL, 8)


def by_hand(run: Projection, outcome: str) -> Any:
    funds, reserve = run.account.general_funds, run.account.reserve
    return {
        "volume": run.caseload.stock, "lks_jobs": run.jobs.stock, "reserve": run.reserve, "result": run.result,
        "general_funds": funds, "position": run.reserve - run.general_funds, "shortfall": funds - reserve,
    }[outcome]  # fmt: skip


ALL = ("volume", "lks_jobs", "reserve", "result", "general_funds", "position", "shortfall")


@pytest.mark.parametrize("outcome", ALL)
@pytest.mark.parametrize("lever", ["outflow_rate", "buig_share", "measure:eigen"])
def test_every_point_and_draw_is_a_run_of_its_own(outcome: str, lever: str) -> None:
    scenario = with_measures(PLAIN, [OWN, JOBS])
    values = {"outflow_rate": [0.016, 0.02], "buig_share": [0.08, 0.09], "measure:eigen": [0.0, 30.0]}[lever]
    found = outcomes(BASELINE, scenario, {lever: np.array(values)}, outcome, BY)
    assert found.shape == (2, 8)
    for point, value in enumerate(values):
        alone = by_hand(simulate(BASELINE, turned(BASELINE, scenario, lever, value), BY), outcome)[-1]
        assert found[point] == pytest.approx(np.broadcast_to(alone, (8,)), rel=1e-9, abs=1e-9)


def test_pieces_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    values = {"inflow": np.array([500.0, 600.0, 700.0])}
    jobs = simulate_people(BASELINE, PLAIN, BY).jobs
    whole = outcomes(BASELINE, PLAIN, values, "volume", BY)
    along = path(BASELINE, PLAIN, {"inflow": 580.0}, "reserve", BY)[1]
    monkeypatch.setattr(sweep, "AT_ONCE", 28 * 3)
    assert outcomes(BASELINE, PLAIN, values, "volume", BY) == pytest.approx(whole, rel=1e-12)
    assert outcomes(BASELINE, PLAIN, values, "volume", BY, jobs) == pytest.approx(whole, rel=1e-12)
    assert path(BASELINE, PLAIN, {"inflow": 580.0}, "reserve", BY)[1] == pytest.approx(along, rel=1e-12)
    assert outcomes(BASELINE, PLAIN, values, "volume")[:, 0] == pytest.approx(
        [simulate(BASELINE, with_value(PLAIN, BASELINE, "inflow", value)).caseload.stock[-1, 0] for value in values["inflow"]]
    )


def test_two_levers_move_together_point_by_point() -> None:
    found = outcomes(BASELINE, PLAIN, {"inflow": np.array([500.0, 700.0]), "outflow_rate": np.array([0.02, 0.016])}, "volume")
    for point, (inflow, rate) in enumerate([(500.0, 0.02), (700.0, 0.016)]):
        both = with_value(with_value(PLAIN, BASELINE, "inflow", inflow), BASELINE, "outflow_rate", rate)
        assert found[point, 0] == pytest.approx(simulate(BASELINE, both).caseload.stock[-1, 0])


@pytest.mark.parametrize("outcome", ["volume", "lks_jobs", "reserve", "position"])
def test_a_path_of_months_begins_in_the_month_after_the_reference_month(outcome: str) -> None:
    times, rows = path(BASELINE, PLAIN, {"inflow": 640.0}, outcome)
    run = simulate(BASELINE, with_value(PLAIN, BASELINE, "inflow", 640.0))
    assert list(times) == list(run.months[1:])
    assert rows[:, 0] == pytest.approx(by_hand(run, outcome)[1:, 0])


@pytest.mark.parametrize("outcome", ["result", "general_funds", "shortfall"])
def test_a_path_of_years_has_their_decembers(outcome: str) -> None:
    times, rows = path(BASELINE, PLAIN, {"inflow": 640.0}, outcome)
    run = simulate(BASELINE, with_value(PLAIN, BASELINE, "inflow", 640.0))
    assert list(times) == [month_index(f"{year}-12") for year in (2023, 2024, 2025)]
    assert rows[:, 0] == pytest.approx(by_hand(run, outcome)[:, 0])


# Knobs -------------------------------------------------------------------------------------------------------------


def test_a_lever_is_turned_over_its_own_slider() -> None:
    knob = knob_of(BASELINE, with_value(PLAIN, BASELINE, "inflow", 555.0), "inflow")
    assert (knob.low, knob.high, knob.fine_low, knob.fine_high, knob.step) == (0.0, 100000.0, 400.0, 800.0, 1.0)
    assert (knob.id, knob.unit, knob.current) == ("inflow", "benefits/month", 555.0)
    known = experience(BASELINE, "inflow")
    assert knob.known == (known.low, known.high)


@pytest.mark.parametrize(
    ("measure", "unit", "high", "step", "known"),
    [
        (OWN, "benefits/month", 1000.0, 1.0, 24.0),
        (dataclasses.replace(OWN, effect=2000.0), "benefits/month", 2000.0, 1.0, 2000.0),
        (JOBS, "jobs/month", 1000.0, 1.0, 40.0),
        (COACH, "share", 1.0, 0.01, 0.6),
        (dataclasses.replace(COACH, effect=0.7), "share", 1.0, 0.01, 1.0),
    ],
)
def test_the_size_of_a_measure_goes_from_nothing_to_far_past_twice_what_is_planned(
    measure: Measure, unit: str, high: float, step: float, known: float
) -> None:
    knob = knob_of(BASELINE, with_measures(PLAIN, [measure]), f"measure:{measure.id}")
    assert (knob.unit, knob.low, knob.high, knob.fine_low, knob.fine_high, knob.step) == (unit, 0.0, high, 0.0, high, step)
    assert (knob.current, knob.known.low, knob.known.high) == (measure.effect, 0.0, pytest.approx(known))


def test_a_measure_of_the_catalogue_counts_from_what_was_planned_there() -> None:
    entry = next(found for found in catalogue(ROTTERDAM) if found.kind != "lks_retention")
    name = f"measure:{entry.id}"
    smaller = dataclasses.replace(entry.measure(), effect=entry.effect / 4)
    absent, small = knob_of(BASELINE, PLAIN, name), knob_of(BASELINE, with_measures(PLAIN, [smaller]), name)
    off = knob_of(BASELINE, with_measures(PLAIN, [dataclasses.replace(smaller, active=False)]), name)
    assert [knob.current for knob in (absent, small, off)] == [0.0, entry.effect / 4, 0.0]
    assert [knob.known.high for knob in (absent, small)] == [2 * entry.effect] * 2
    large = with_measures(PLAIN, [dataclasses.replace(smaller, effect=3 * entry.effect)])
    assert knob_of(BASELINE, large, name).known.high == 6 * entry.effect


def test_the_package_goes_before_the_catalogue_and_an_unknown_name_is_refused() -> None:
    entry = catalogue(ROTTERDAM)[0]
    own = dataclasses.replace(entry.measure(), effect=0.5)
    assert measure_of(BASELINE, with_measures(PLAIN, [own]), f"measure:{entry.id}") == own
    assert measure_of(BASELINE, PLAIN, f"measure:{entry.id}") == entry.measure()
    for name, key in (("measure:nothing", "solve.unknown_measure"), ("nothing", "scenario.unknown_lever")):
        with pytest.raises(Problem) as caught:
            knob_of(BASELINE, PLAIN, name)
        assert caught.value.key == key


def test_turning_a_measure_switches_it_on_at_its_place_or_adds_it() -> None:
    off = with_measures(PLAIN, [dataclasses.replace(OWN, active=False), JOBS])
    assert turned(BASELINE, off, "measure:eigen", 3.0).measures == (dataclasses.replace(OWN, effect=3.0), JOBS)
    entry = catalogue(ROTTERDAM)[0]
    added = turned(BASELINE, off, f"measure:{entry.id}", 0.5).measures
    assert [measure.id for measure in added] == ["eigen", "banen", entry.id]
    assert (added[-1].effect, added[-1].active) == (0.5, True)
    assert turned(BASELINE, PLAIN, "inflow", 500.0) == with_value(PLAIN, BASELINE, "inflow", 500.0)


def test_a_package_per_size_is_the_package_with_that_measure_at_that_size() -> None:
    scenario = with_measures(PLAIN, [OWN, JOBS, COACH])
    months = range(BASELINE.reference_month + 1, UNTIL + 1)
    for measure, sizes in ((OWN, [0.0, 5.0, 40.0]), (COACH, [0.0, 0.5, 1.0])):
        found = packages(scenario, measure, np.array([sizes]), months)
        for k, size in enumerate(sizes):
            others = [each for each in (OWN, JOBS, COACH) if each is not measure]
            alone = package_effect([*others, dataclasses.replace(measure, effect=size)], months)
            for name in ("leaving", "leaving_relapse", "not_entering", "lks_starts", "hazard_factor", "cost"):
                column = np.broadcast_to(getattr(found, name), (len(months), 3))[:, k]
                assert column == pytest.approx(getattr(alone, name)), (measure.id, name, size)


# Draws -------------------------------------------------------------------------------------------------------------


def test_some_draws_are_those_draws_and_repeated_ones_come_round_again() -> None:
    assert draws_of(BY) == 8
    some, twice = some_draws(BY, slice(2, 5)), repeated(BY, 2)
    assert (draws_of(some), draws_of(twice)) == (3, 16)
    for name in ("caseload", "national_factor", "dropout_shift", "return_shift", "price_factor", "measure_factor"):
        whole = getattr(BY, name)
        assert np.array_equal(getattr(some, name), whole[:, 2:5]), name
        assert np.array_equal(getattr(twice, name), np.concatenate([whole, whole], axis=1)), name
    assert repeated(BY, 1) is BY
