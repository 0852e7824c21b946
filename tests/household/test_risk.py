"""Monte Carlo over hours: reproducible to the bit, and right where the answer is known."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from core.household.buffer import settlement, smallest_buffer, without_buffer
from core.household.household import Household
from core.household.paths import variable_path
from core.household.risk import BufferRisk, HoursRisk, buffer_risk, draw_hours
from core.problem import Problem
from tests.household import law_on

START = dt.date(2026, 1, 1)
LAW = law_on(START)
RUNNING = Household(hours=20, months_since_start=12, date=START)


def _risk(risk: HoursRisk, *, buffer: int = 100_000, seed: int = 1, guaranteed: int = 145_000) -> BufferRisk:
    return buffer_risk(RUNNING, LAW, risk, guaranteed=guaranteed, buffer=buffer, draws=500, seed=seed)


def test_the_same_seed_gives_the_same_numbers_to_the_last_bit() -> None:
    risk = HoursRisk(20, 6, 0.05)
    one, two, other = _risk(risk), _risk(risk), _risk(risk, seed=2)
    assert one.buffer_needed.tobytes() == two.buffer_needed.tobytes()
    assert (one.quantiles, one.suffices, one.city_carries_mean) == (two.quantiles, two.suffices, two.city_carries_mean)
    assert one.buffer_needed.tobytes() != other.buffer_needed.tobytes()


def test_without_spread_and_loss_every_draw_is_the_fixed_path() -> None:
    found = _risk(HoursRisk(20, 0.0))
    path = variable_path(RUNNING, LAW, np.full(24, 20.0))
    income = without_buffer(path, settlement(RUNNING, LAW, 24)).income
    assert set(found.buffer_needed.tolist()) == {smallest_buffer(income, 145_000)}
    assert found.job_lost == 0.0


def test_each_draw_needs_the_buffer_of_its_own_path() -> None:
    risk = HoursRisk(20, 8)
    found = _risk(risk)
    hours, _ = draw_hours(risk, 24, 500, 1)
    rules = settlement(RUNNING, LAW, 24)
    for draw in (0, 7, 499):
        income = without_buffer(variable_path(RUNNING, LAW, hours[:, draw]), rules).income
        assert found.buffer_needed[draw] == smallest_buffer(income, 145_000)


def test_the_stated_quantile_suffices_in_that_share_of_the_draws_and_a_cent_less_does_not() -> None:
    found = _risk(HoursRisk(20, 8, 0.03))
    for level, buffer in found.quantiles:
        assert np.mean(found.buffer_needed <= buffer) >= level
        assert np.mean(found.buffer_needed <= buffer - 1) < level
    assert _risk(HoursRisk(20, 8, 0.03), buffer=found.quantiles[2][1]).suffices >= 0.95


def test_more_spread_asks_a_larger_buffer() -> None:
    path = variable_path(RUNNING, LAW, np.full(24, 20.0))
    lowest = int(without_buffer(path, settlement(RUNNING, LAW, 24)).income.min())
    still, calm, wild = (_risk(HoursRisk(20, spread), guaranteed=lowest) for spread in (0, 2, 10))
    assert still.quantiles[1][1] == 0 < calm.quantiles[1][1] < wild.quantiles[1][1]
    assert still.months_below_norm == 0.0
    assert calm.months_below_norm > 0.2


def test_the_chance_of_losing_the_job_follows_the_monthly_chance() -> None:
    _, lost = draw_hours(HoursRisk(20, 5, 0.056), 12, 20_000, 3)
    assert np.mean(lost < 12) == pytest.approx(1 - (1 - 0.056) ** 12, abs=0.015)


def test_hours_stay_within_what_a_week_holds_and_stop_when_the_job_is_lost() -> None:
    hours, lost = draw_hours(HoursRisk(30, 30, 0.1), 24, 400, 4)
    assert hours.min() >= 0
    assert hours.max() <= 48
    for draw in range(400):
        assert not hours[lost[draw] :, draw].any()


def test_a_lost_job_costs_the_city_the_last_wage_that_is_still_settled() -> None:
    # Constant hours, a wage above the norm that is guaranteed: while the job runs what comes in goes out. In the month of the
    # loss the last wage is still settled: nothing comes in. After it the norm does, 5% of it in June over twelve months.
    job = replace(RUNNING, wage=30.0, hours=30)
    wage = int(variable_path(job, LAW, np.full(1, 30.0)).received[0])
    norms = [140_150] * 6 + [141_946] * 18
    paid = [norm - round(0.05 * norm) for norm in norms]
    _, lost = draw_hours(HoursRisk(30, 0, 0.05), 24, 500, 1)
    carried = []
    for month in lost.tolist():
        due = [0] * (month + 1) + norms[month + 1 :]
        june = sum(round(0.05 * due[each]) for last in (5, 17) if last > month for each in range(max(last - 12, 0), last))
        carried.append(max(0, wage - june) if month < 24 else 0)
    found = buffer_risk(job, LAW, HoursRisk(30, 0, 0.05), guaranteed=wage, buffer=0, draws=500, seed=1)
    assert wage > max(paid)
    assert 0.5 < found.job_lost < 0.9
    assert found.city_carries_mean == pytest.approx(np.mean(carried), abs=1)


def test_a_new_job_needs_less_because_the_first_month_brings_wage_and_norm() -> None:
    risk = HoursRisk(20, 6)
    new = buffer_risk(
        replace(RUNNING, months_since_start=0), LAW, risk, guaranteed=140_000, buffer=0, draws=500, seed=1
    )  # fmt: skip
    running = buffer_risk(RUNNING, LAW, risk, guaranteed=140_000, buffer=0, draws=500, seed=1)
    assert new.quantiles[1][1] < running.quantiles[1][1]


@pytest.mark.parametrize("bad", [(60, 5, 0.0), (20, -1, 0.0), (20, 5, 1.5), (float("nan"), 5, 0.0)])
def test_a_chance_that_cannot_be_is_refused(bad: tuple[float, float, float]) -> None:
    with pytest.raises(Problem, match="out_of_range"):
        HoursRisk(*bad)


def test_a_buffer_suffices_in_the_draws_that_need_no_more() -> None:
    found = replace(_risk(HoursRisk(20, 6)), buffer_needed=np.array([0, 10_000, 10_000, 50_000]))
    assert found.share_at(np.array([0.0, 99.99, 100.0, 499.99, 500.0])).tolist() == [0.25, 0.25, 0.75, 0.75, 1.0]
