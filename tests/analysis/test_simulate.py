"""The door to the model lets everything through: levers, options, package, chance, and the basispad of a saving."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from core.analysis.draws import screen_disturbance
from core.analysis.simulate import parameters_of, simulate, simulate_people, simulated_months
from core.baseline import ByIdentity, load_baseline, model_parameters
from core.model.calendar import month_index
from core.model.measures import Measure, package_effect
from core.scenario import LEVERS, default_scenario, with_measures, with_until, with_value
from tests.analysis.made import BASELINE

PLAIN = with_until(default_scenario(BASELINE), BASELINE, month_index("2026-12"))
START = month_index("2024-01")
BUSY = (
    Measure("a", "outflow_work", START, 30.0, relapse=0.4),
    Measure("b", "lks_starts", START, 10.0),
    Measure("c", "less_inflow", START, 20.0, active=False),
)
PACKED = with_measures(PLAIN, BUSY)


def test_the_months_of_a_run_begin_after_the_reference_month_and_end_with_the_horizon() -> None:
    months = simulated_months(BASELINE, PLAIN)
    assert (months[0], months[-1]) == (month_index("2023-09"), month_index("2026-12"))
    assert list(simulate(BASELINE, PLAIN).months) == [month_index("2023-08"), *months]


def test_parameters_belong_to_their_own_baseline() -> None:
    other = load_baseline("stand-2025")
    assert parameters_of(BASELINE) is parameters_of(BASELINE)
    assert parameters_of(other).macro == model_parameters(other).macro != parameters_of(BASELINE).macro
    same = dataclasses.replace(BASELINE)
    assert ByIdentity(BASELINE) == ByIdentity(BASELINE) != ByIdentity(same)


@pytest.mark.parametrize("lever", [lever.id for lever in LEVERS])
def test_every_lever_of_a_scenario_reaches_the_run(lever: str) -> None:
    low = next(found.slider_low for found in LEVERS if found.id == lever)
    run, plain = simulate(BASELINE, with_value(PLAIN, BASELINE, lever, low)), simulate(BASELINE, PLAIN)
    moved = [np.any(one != other) for one, other in ((run.caseload.stock, plain.caseload.stock), (run.result, plain.result))]
    assert moved == [lever not in ("buig_share", "macro_growth", "lks_cost"), True]


def test_levers_of_their_own_in_each_draw_are_the_runs_of_those_levers() -> None:
    values = np.array([[0.016, 0.018, 0.022]])
    run = simulate(BASELINE, PLAIN, levers={"outflow_rate": values})
    people = simulate_people(BASELINE, PLAIN, levers={"outflow_rate": values})
    assert run.caseload.stock.shape == (41, 3)
    assert people.caseload.stock == pytest.approx(run.caseload.stock)
    for k, value in enumerate(values[0]):
        alone = simulate(BASELINE, with_value(PLAIN, BASELINE, "outflow_rate", float(value)))
        assert run.caseload.stock[:, k] == pytest.approx(alone.caseload.stock[:, 0])
        assert run.result[:, k] == pytest.approx(alone.result[:, 0])


def test_measures_that_are_on_run_and_those_that_are_off_do_not() -> None:
    run, plain = simulate(BASELINE, PACKED), simulate(BASELINE, PLAIN)
    t = START - run.months[0] - 1
    assert run.caseload.measures[t, 0] == 30.0
    assert run.lks_starts[t, 0] - plain.lks_starts[t, 0] == pytest.approx(10.0)
    assert not run.prevented.any()
    assert simulate_people(BASELINE, PACKED).caseload.stock.tobytes() == run.caseload.stock.tobytes()


def test_a_package_that_is_given_takes_the_place_of_the_scenarios_own() -> None:
    months = simulated_months(BASELINE, PACKED)
    other = package_effect([Measure("x", "outflow_work", START, 50.0)], months)
    run = simulate(BASELINE, PACKED, package=other)
    assert run.caseload.measures[START - run.months[0] - 1, 0] == 50.0
    assert simulate(BASELINE, PACKED, package=package_effect((), months)).caseload.stock.tobytes() == (
        simulate(BASELINE, PLAIN).caseload.stock.tobytes()
    )


def test_with_chance_the_effect_of_a_package_is_not_sure_and_its_cost_is() -> None:
    by = screen_disturbance(BASELINE, PACKED.until, 8)
    for run in (simulate(BASELINE, PACKED, by), simulate(BASELINE, PLAIN, by, package=package_effect(BUSY, PACKED_MONTHS))):
        t = START - run.months[0] - 1
        assert run.caseload.measures[t] == pytest.approx(30.0 * by.measure_factor[0])
    alone = simulate(BASELINE, PLAIN, by)
    assert alone.caseload.stock.shape == (41, 8)
    assert not np.any(alone.caseload.measures)


PACKED_MONTHS = simulated_months(BASELINE, PACKED)


def test_tenure_is_kept_when_it_is_asked_for() -> None:
    assert simulate(BASELINE, PLAIN).jobs.by_tenure is None
    kept = simulate(BASELINE, PLAIN, keep_tenure=True).jobs
    assert kept.by_tenure is not None
    assert kept.by_tenure.sum(axis=1) == pytest.approx(kept.stock)


def test_the_jobs_of_the_same_run_can_be_handed_on() -> None:
    by = screen_disturbance(BASELINE, PLAIN.until, 8)
    whole = simulate_people(BASELINE, PLAIN, by)
    moved = with_value(PLAIN, BASELINE, "inflow", 550.0)
    handed = simulate_people(BASELINE, moved, by, jobs=whole.jobs)
    assert handed.jobs is whole.jobs
    assert handed.caseload.stock == pytest.approx(simulate_people(BASELINE, moved, by).caseload.stock)


# Feedback: a saving is measured from the basispad -------------------------------------------------------------------


def saved(moved_lever: str, value: float, feedback: float = 0.5) -> tuple[np.ndarray, np.ndarray]:
    """What comes off the budget per year, and what was saved the year before, by two runs without feedback."""
    scenario = with_value(PLAIN, BASELINE, moved_lever, value)
    run = simulate(BASELINE, with_value(scenario, BASELINE, "macro_feedback", feedback))
    base, own = simulate(BASELINE, PLAIN), simulate(BASELINE, scenario)
    return run.budget.feedback[:, 0], (base.year_bijstand_lasten - own.year_bijstand_lasten)[:, 0]


def test_of_a_saving_on_benefits_the_half_comes_off_the_budget_a_year_later() -> None:
    lost, saving = saved("outflow_rate", 0.021)
    assert saving.min() > 0.0
    assert lost == pytest.approx(0.5 * np.concatenate([[0.0], saving[:-1]]))


def test_an_assumption_moves_the_basispad_too_and_saves_nothing() -> None:
    lost, saving = saved("lks_return", 0.1)
    assert saving[-1] > 1.0
    assert lost == pytest.approx(np.zeros(4))


def test_feedback_is_from_the_basispad_on_the_same_draws() -> None:
    by = screen_disturbance(BASELINE, PLAIN.until, 8)
    plain = with_value(PLAIN, BASELINE, "macro_feedback", 0.5)
    assert simulate(BASELINE, plain, by).budget.feedback == pytest.approx(np.zeros((4, 8)))
    moved = with_value(plain, BASELINE, "outflow_rate", 0.021)
    lost = simulate(BASELINE, moved, by).budget.feedback
    spent = [
        simulate(BASELINE, each, by).year_bijstand_lasten for each in (PLAIN, with_value(PLAIN, BASELINE, "outflow_rate", 0.021))
    ]
    assert lost[1:] == pytest.approx(0.5 * (spent[0] - spent[1])[:-1])


def test_feedback_with_a_lever_per_draw_keeps_assumptions_on_the_basispad_and_choices_off_it() -> None:
    plain = with_value(PLAIN, BASELINE, "macro_feedback", 0.5)
    values = {"lks_return": np.array([[0.1, 0.6]]), "outflow_rate": np.array([[0.018, 0.021]])}
    lost = simulate(BASELINE, plain, levers=values).budget.feedback
    for k in range(2):
        scenario = plain
        for lever, value in values.items():
            scenario = with_value(scenario, BASELINE, lever, float(value[0, k]))
        assert lost[:, k] == pytest.approx(simulate(BASELINE, scenario).budget.feedback[:, 0], abs=1e-9)
    assert lost[:, 0] == pytest.approx(np.zeros(4), abs=1e-9)
    assert lost[-1, 1] > 1.0


def test_measures_save_on_the_basispads_cost() -> None:
    run = simulate(BASELINE, with_value(PACKED, BASELINE, "macro_feedback", 1.0))
    saving = simulate(BASELINE, PLAIN).year_bijstand_lasten - simulate(BASELINE, PACKED).year_bijstand_lasten
    assert run.budget.feedback[1:, 0] == pytest.approx(saving[:-1, 0])
