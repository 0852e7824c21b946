"""What a lever must be is what looking at every step of it finds; and it says so when no step does."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from core.analysis.draws import screen_disturbance
from core.analysis.goal_seek import answer_document, solve
from core.analysis.outcome import central
from core.analysis.question import held_with, points
from core.analysis.simulate import simulate
from core.analysis.sweep import OUTCOMES, knob_of, outcomes, turned
from core.analysis.target import Target, parse_target
from core.cache import forget
from core.model.calendar import month_index, month_label
from core.problem import Problem
from core.scenario import Scenario, experience, lever_values, with_measures, with_until, with_value
from tests.analysis.scanned import (
    BASELINE,
    JOBS,
    MEASURES,
    MOVED,
    PLAIN,
    VOLUME,
    agrees,
    outcome_at,
    random_cases,
    scan,
    whole,
)
from tests.tiers import tiers


@pytest.mark.parametrize("part", tiers(((part,) for part in range(4)), often={(0,)}))
def test_the_answer_is_that_of_a_scan_over_every_step(part: int) -> None:
    cases = random_cases(50, seed=5000 + part)
    reached = 0
    for scenario, lever, target in cases:
        answer = solve(scenario, BASELINE, lever, target)
        agrees(scenario, lever, target, answer, scan(scenario, lever, target))
        reached += answer.reachable
        assert answer.outcome == pytest.approx(outcome_at(scenario, lever, answer.value, target), rel=1e-9, abs=1e-7)
        assert answer.within_experience == (answer.low <= answer.value <= answer.high)
        assert answer.low <= answer.nearest_value <= answer.high
    assert 10 <= reached <= 45


@pytest.mark.exhaustive
def test_the_answer_with_a_chance_is_that_of_a_scan_over_every_step() -> None:
    """The scan looks at all draws of the screen, at every step near the answer and at both ends."""
    rng = np.random.default_rng(8)
    for scenario, lever, target in random_cases(14, seed=6001):
        chance = float(rng.choice([0.5, 0.8, 0.9]))
        answer = solve(scenario, BASELINE, lever, target, probability=chance)
        knob, by = knob_of(BASELINE, scenario, lever), screen_disturbance(BASELINE, whole(target))
        around = [knob.low, knob.high, knob.current, answer.value - 2 * knob.step, answer.value + 2 * knob.step, answer.value]
        around += list(np.linspace(knob.fine_low, knob.fine_high, 9))
        steps = np.unique(np.clip(around, knob.low, knob.high))
        short = with_until(scenario, BASELINE, whole(target))
        rows = outcomes(BASELINE, short, {lever: steps}, target.outcome, by)
        part = np.mean(target.holds(rows), axis=1)
        about = f"{lever} {target} {chance} {knob.current}: {answer.value} {list(zip(steps, part, strict=True))}"
        sides = part >= chance - 1e-12
        if answer.reachable:
            at = int(np.flatnonzero(steps == answer.value)[0]) if answer.value in steps else None
            assert at is not None
            assert sides[at], about
            assert answer.chance == pytest.approx(part[at], abs=1e-12)
            if answer.value != knob.current and knob.low < answer.value < knob.high:
                beside = [i for i in (at - 1, at + 1) if 0 <= i < len(steps)]
                assert any(not sides[i] for i in beside), about
        else:
            assert sides.all() or not sides.any(), about
            assert sides[0] == answer.met, about


def test_with_a_chance_the_target_holds_in_that_part_of_the_draws_and_hardly_more() -> None:
    for chance in (0.5, 0.8, 0.9):
        answer = solve(PLAIN, BASELINE, "outflow_rate", VOLUME, probability=chance)
        moved = with_until(with_value(PLAIN, BASELINE, "outflow_rate", answer.value), BASELINE, VOLUME.month)
        draws = simulate(BASELINE, moved, screen_disturbance(BASELINE, VOLUME.month)).caseload.stock[-1]
        part = float(np.mean(draws <= VOLUME.value * (1 + 1e-9)))
        assert chance <= part <= chance + 2 / 2048
        assert answer.chance == part
    values = [solve(PLAIN, BASELINE, "outflow_rate", VOLUME, probability=p).value for p in (0.5, 0.8, 0.9)]
    assert values == sorted(values)


def test_a_floor_asks_for_the_low_end_of_the_draws_and_a_ceiling_for_the_high_end() -> None:
    sure, even = (solve(PLAIN, BASELINE, "lks_starts", JOBS, probability=p).value for p in (0.9, 0.5))
    assert sure > even
    sure, even = (solve(PLAIN, BASELINE, "inflow", VOLUME, probability=p).value for p in (0.9, 0.5))
    assert sure < even


def test_the_same_question_has_the_same_answer_to_the_last_bit() -> None:
    first = solve(MOVED, BASELINE, "inflow", VOLUME, probability=0.8)
    forget()
    assert solve(MOVED, BASELINE, "inflow", VOLUME, probability=0.8) == first
    longer = with_until(MOVED, BASELINE, month_index("2030-12"))
    assert solve(longer, BASELINE, "inflow", VOLUME, probability=0.8) == first


WISHES = {
    # Outcome, lever, target, and whether more of the outcome is better; the lever that helps is turned up or down.
    "volume": ("inflow", 31500.0, False),
    "lks_jobs": ("lks_starts", 1900.0, True),
    "reserve": ("buig_share", 20.0, True),
    "result": ("buig_share", -20.0, True),
    "general_funds": ("buig_share", 10.0, False),
}


@pytest.mark.one_in(2)
@pytest.mark.parametrize("outcome", OUTCOMES)
@pytest.mark.parametrize("chance", [0.5, 0.8])
def test_with_a_chance_each_outcome_is_held_on_its_own_side(outcome: str, chance: float) -> None:
    """Caseload and general funds at most, jobs, reserve and result at least: counted on all draws, at and beside the answer."""
    lever, wanted, more_is_better = WISHES[outcome]
    target = Target(outcome, wanted, month_index("2025-12"))
    found = solve(PLAIN, BASELINE, lever, target, probability=chance)
    short = with_until(PLAIN, BASELINE, target.month)
    by = screen_disturbance(BASELINE, target.month)

    def part(value: float) -> float:
        run = simulate(BASELINE, turned(BASELINE, short, lever, value), by)
        rows = {
            "volume": run.caseload.stock, "lks_jobs": run.jobs.stock, "reserve": run.reserve, "result": run.result,
            "general_funds": run.account.general_funds,
        }[outcome][-1]  # fmt: skip
        none = 0.5 if outcome in ("volume", "lks_jobs") else 0.005  # a difference that is none
        return float(np.mean(rows >= wanted - none if more_is_better else rows <= wanted + none))

    worse = 1.0 if lever == "inflow" else -1.0
    assert found.reachable
    assert found.chance == part(found.value)
    step = 0.02 * found.value
    assert part(found.value - worse * step) > part(found.value) >= chance > part(found.value + worse * step)
    assert found.outcome == pytest.approx(wanted, rel=1e-6, abs=1e-6)
    assert found.probability == chance


def test_the_value_that_holds_in_a_part_of_the_draws_is_the_one_that_so_many_reach() -> None:
    """Of the draws 1 … 10: at least 8 in eight of ten is 3 and more, at most is 8 and less."""
    rows = np.array([[7.0, 1.0, 10.0, 3.0, 5.0, 9.0, 2.0, 8.0, 4.0, 6.0]])
    assert [held_with(rows, part, 1.0)[0] for part in (0.1, 0.5, 0.8, 0.95, 0.999)] == [10, 6, 3, 1, 1]
    assert [held_with(rows, part, -1.0)[0] for part in (0.1, 0.5, 0.8, 0.95, 0.999)] == [1, 5, 8, 10, 10]
    assert held_with(np.array([[4.0]]), 0.5, 1.0).tolist() == [4.0]


@pytest.mark.parametrize("dense", [True, False])
def test_every_value_that_matters_is_looked_at_and_none_outside_what_is_accepted(dense: bool) -> None:
    knob = knob_of(BASELINE, with_value(PLAIN, BASELINE, "inflow", 612.34), "inflow")
    values = points(knob, dense=dense)
    assert {knob.low, knob.high, knob.known.low, knob.known.high, 612.34} <= set(values.tolist())
    assert (values[0], values[-1]) == (knob.low, knob.high)
    assert np.all(np.diff(values) > 0.0)
    inside = values[(values >= knob.fine_low) & (values <= knob.fine_high)]
    assert np.diff(inside).max() == pytest.approx(1.0 if dense else 400 / 24)
    if dense:
        assert set(np.arange(400.0, 801.0)) <= set(np.round(inside, 6))


# Of several months and several values ------------------------------------------------------------------------------


def funds_and_results() -> tuple[list[float], list[float]]:
    run, _ = central(BASELINE, with_until(PLAIN, BASELINE, month_index("2030-12")))
    return run.account.general_funds[:, 0].tolist(), run.result[:, 0].tolist()


def test_of_two_years_equally_far_the_earlier_is_said() -> None:
    """With 69 million in 2025 no dropout brings the general funds to 65; in 2024 (29) and 2026 (64) it holds as things are."""
    funds, _ = funds_and_results()
    assert funds[1] < 65.0 > funds[3]
    assert funds[2] > 65.0
    found = solve(PLAIN, BASELINE, "lks_later_dropout", Target("general_funds", 65.0, month_index("2025-12")))
    assert not found.reachable
    assert (found.nearest_month, found.limit_month) == (month_index("2024-12"), month_index("2024-12"))


def test_the_year_that_is_nearest_is_said_though_an_earlier_one_holds_too() -> None:
    """A deficit of at most 60 million: in 2024, not in 2025 to 2028, and again from 2029; asked of 2028, 2029 is nearest."""
    _, results = funds_and_results()
    assert [result >= -60.0 for result in results] == [True, True, False, False, False, False, True, True]
    found = solve(PLAIN, BASELINE, "lks_later_dropout", Target("result", -60.0, month_index("2028-12")))
    if found.reachable:  # then at a dropout outside experience; within it the year moves
        assert not found.within_experience
    assert found.nearest_month == month_index("2029-12")


def test_a_target_is_met_in_its_month_at_the_answer_and_later_at_the_end_of_experience() -> None:
    """For 30,000 at the end of 2025 an inflow of 480 does; at 500, where experience ends, it takes longer."""
    found = solve(PLAIN, BASELINE, "inflow", VOLUME)
    assert (found.reachable, found.within_experience, found.nearest_value) == (True, False, 500.0)
    assert found.limit_month == VOLUME.month < (found.nearest_month or 0)


def test_where_nothing_changes_the_lever_stays_where_it_is() -> None:
    """The share moves no caseload, and later dropout no reserve that is gone: of all values alike the present one is said."""
    for lever, target in (
        ("buig_share", VOLUME),
        ("lks_later_dropout", Target("reserve", 5.0, month_index("2026-12"))),
    ):
        found = solve(PLAIN, BASELINE, lever, target)
        assert (found.reachable, found.value, found.nearest_value) == (False, found.current, found.current)
        assert found.outcome == found.current_outcome == found.nearest_outcome


def test_a_target_that_holds_as_things_are_needs_no_other_value_within_experience() -> None:
    """Inflow may rise to 751 before 36,000 is passed: beyond experience, and within it the present 600 does."""
    found = solve(PLAIN, BASELINE, "inflow", Target("volume", 36000.0, VOLUME.month))
    assert found.value > experience(BASELINE, "inflow").high
    assert (found.met, found.nearest_value, found.nearest_outcome) == (True, 600.0, found.current_outcome)
    outside = with_value(PLAIN, BASELINE, "inflow", 780.0)
    far = solve(outside, BASELINE, "inflow", Target("volume", 36500.0, VOLUME.month))
    assert (far.met, far.nearest_value) == (False, experience(BASELINE, "inflow").high)
    assert far.current < far.value + 10.0 < far.current + 10.0


def test_a_lever_moves_to_the_nearer_of_two_sides() -> None:
    """Of a target between what is now and what a lower inflow gives, the answer lies below the present, and above for more."""
    now = solve(PLAIN, BASELINE, "inflow", VOLUME).current_outcome
    less, more = (solve(PLAIN, BASELINE, "inflow", Target("volume", now + step, VOLUME.month)) for step in (-100.0, 100.0))
    assert less.value < 600.0 < more.value
    assert (less.met, more.met) == (False, True)
    assert (less.outcome, more.outcome) == pytest.approx((now - 100.0, now + 100.0))


# Measures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scenario", [PLAIN, MOVED], ids=["not in the package", "in the package"])
def test_the_size_of_a_measure_is_found_and_can_be_set(scenario: Scenario) -> None:
    answer = solve(scenario, BASELINE, "measure:kansrijk", VOLUME)
    assert answer.reachable
    assert answer.current == (10.0 if scenario is MOVED else 0.0)
    run = simulate(BASELINE, turned(BASELINE, scenario, "measure:kansrijk", answer.value))
    assert run.caseload.stock[VOLUME.month - run.months[0], 0] == pytest.approx(30000, abs=1e-5)
    assert (answer.low, answer.high, answer.within_experience) == (0.0, 20.0, False)
    assert answer.nearest_value == 20.0


def test_a_measure_that_is_off_counts_as_nothing_until_it_is_set() -> None:
    off = with_measures(PLAIN, [dataclasses.replace(MEASURES[0], active=False)])
    name = f"measure:{MEASURES[0].id}"
    assert knob_of(BASELINE, off, name).current == 0.0
    assert solve(off, BASELINE, name, VOLUME).current_outcome == solve(PLAIN, BASELINE, "inflow", VOLUME).current_outcome
    assert turned(BASELINE, off, name, 3.0).active_measures[0].effect == 3.0


# Experience and dates ----------------------------------------------------------------------------------------------


def test_at_the_end_of_experience_stands_what_a_run_gives_there() -> None:
    found = solve(PLAIN, BASELINE, "outflow_rate", VOLUME)
    assert not found.within_experience
    assert found.nearest_value == experience(BASELINE, "outflow_rate").high
    longest = with_until(with_value(PLAIN, BASELINE, "outflow_rate", found.nearest_value), BASELINE, month_index("2030-12"))
    run, _ = central(BASELINE, longest)
    stock = run.caseload.stock[:, 0]
    assert found.nearest_outcome == pytest.approx(stock[VOLUME.month - run.months[0]], rel=1e-12)
    assert found.nearest_month == run.months[int(np.flatnonzero(stock <= 30000)[0])]
    assert answer_document(found)["nearest_date"] == month_label(found.nearest_month or 0)


def test_the_end_of_experience_is_that_value_and_none_beside_it() -> None:
    found = solve(PLAIN, BASELINE, "lks_first_year_dropout", JOBS, probability=0.8)
    assert (found.nearest_value, found.within_experience) == (experience(BASELINE, "lks_first_year_dropout").low, False)


def test_within_experience_the_nearest_is_the_answer_itself() -> None:
    found = solve(PLAIN, BASELINE, "inflow", parse_target("volume=32500@2025-12"))
    assert (found.within_experience, found.nearest_value, found.nearest_month) == (True, found.value, VOLUME.month)


def test_a_reserve_that_runs_dry_holds_until_an_earlier_month() -> None:
    found = solve(PLAIN, BASELINE, "lks_later_dropout", Target("reserve", 15.0, month_index("2024-12")))
    assert not found.reachable
    run, _ = central(BASELINE, with_value(PLAIN, BASELINE, "lks_later_dropout", found.nearest_value))
    enough = np.flatnonzero(run.reserve[:, 0] >= 15.0)
    assert found.nearest_month == run.months[int(enough[-1])]


def test_a_target_no_month_reaches_has_no_date() -> None:
    found = solve(PLAIN, BASELINE, "buig_share", VOLUME)
    assert (found.reachable, found.nearest_month, found.limit_month) == (False, None, None)


# Plateaus, targets that hold already, equality ---------------------------------------------------------------------


def test_the_general_funds_are_spared_from_the_edge_of_the_plateau() -> None:
    """Between the share at which nothing more is taken and any higher share the outcome is the same zero."""
    target = Target("general_funds", 0.0, month_index("2025-12"))
    found = solve(PLAIN, BASELINE, "buig_share", target)
    assert found.reachable
    assert outcome_at(PLAIN, "buig_share", found.value, target) == pytest.approx(0.0, abs=1e-9)
    assert outcome_at(PLAIN, "buig_share", found.value - 1e-6, target) > 0.0


def test_a_target_that_equals_the_present_asks_for_nothing() -> None:
    now = solve(PLAIN, BASELINE, "inflow", VOLUME).current_outcome
    found = solve(PLAIN, BASELINE, "inflow", Target("volume", now, VOLUME.month))
    assert (found.value, found.met, found.reachable) == (found.current, True, True)
    empty = solve(PLAIN, BASELINE, "inflow", Target("reserve", 0.0, month_index("2026-12")))
    assert (empty.value, empty.met, empty.outcome) == (600.0, True, 0.0)


def test_a_target_that_holds_already_says_how_far_the_lever_may_move() -> None:
    found = solve(PLAIN, BASELINE, "inflow", Target("volume", 33500.0, VOLUME.month))
    assert (found.met, found.reachable) == (True, True)
    assert found.value > found.current
    assert found.outcome == pytest.approx(33500.0)


# Questions that cannot be ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lever", "target", "probability", "key"),
    [
        ("influx", VOLUME, None, "scenario.unknown_lever"),
        ("measure:nothing", VOLUME, None, "solve.unknown_measure"),
        ("inflow", Target("cases", 1.0, VOLUME.month), None, "solve.unknown_outcome"),
        ("inflow", Target("volume", 30000.0, BASELINE.reference_month), None, "solve.month"),
        ("inflow", Target("volume", float("nan"), VOLUME.month), None, "solve.target_form"),
        ("inflow", VOLUME, 0.0, "solve.probability"),
        ("inflow", VOLUME, 1.0, "solve.probability"),
        ("inflow", VOLUME, float("nan"), "solve.probability"),
    ],
)
def test_what_cannot_be_asked_is_refused(lever: str, target: Target, probability: float | None, key: str) -> None:
    with pytest.raises(Problem) as caught:
        solve(PLAIN, BASELINE, lever, target, probability=probability)
    assert caught.value.key == key


def test_levers_of_the_catalogue_have_a_present_value() -> None:
    assert {name: knob_of(BASELINE, PLAIN, name).current for name in lever_values(PLAIN, BASELINE)} == lever_values(
        PLAIN, BASELINE
    )
