"""What a package costs per benefit year that it saves, and when it has paid itself back: worked out apart, month by month."""

from __future__ import annotations

import numpy as np
import pytest

from core.analysis.contribution import Contribution, Part, contributions
from core.analysis.simulate import simulate
from core.baseline import load_baseline
from core.model.calendar import month_index
from core.model.measures import Measure
from core.scenario import Scenario, default_scenario, with_measures, with_value

BRIEF = load_baseline("brief-2023-t2")
START = month_index("2023-11")


def scenario(*measures: Measure) -> Scenario:
    return with_measures(default_scenario(BRIEF), measures)


def running(values: np.ndarray) -> list[float]:
    """What has been reached at the end of each month, added up one by one."""
    total, found = 0.0, []
    for value in values:
        total += float(value)
        found.append(total)
    return found


def balance_of(with_it: Scenario, without: Scenario) -> tuple[list[int], list[float], list[float]]:
    """Months; what a package saved the city so far, lasten and BUIG; and what it cost so far [EUR million]."""
    run, base = simulate(BRIEF, with_it), simulate(BRIEF, without)
    lasten = (run.bijstand_lasten + run.lks_lasten - base.bijstand_lasten - base.lks_lasten)[:, 0]
    return list(run.months[1:]), running((run.buig - base.buig)[:, 0] - lasten), running(run.measure_cost / 1e6)


def jobs_of_one_month() -> tuple[Scenario, Scenario]:
    """Twenty jobs that start in January 2024: subsidy at once, BUIG a year later, and nobody who stays out for good."""
    january = Measure("jobs", "lks_starts", month_index("2024-01"), 20.0, end=month_index("2024-01"), cost_per_placement=5.0)

    def moved(chosen: Scenario) -> Scenario:
        return with_value(with_value(chosen, BRIEF, "lks_return", 1.0), BRIEF, "lks_cost", 9500.0)

    return moved(scenario(january)), moved(scenario())


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


def test_payback_counts_the_buig_of_the_year_after_and_waits_until_it_lasts() -> None:
    """Paid back in the first month, not from April 2024, and from September 2025 for good: by then the BUIG has come."""
    with_it, without = jobs_of_one_month()
    months, saved, cost = balance_of(with_it, without)
    ahead = [month for month, gain, spent in zip(months, saved, cost, strict=True) if spent > 0.0 and gain >= spent]
    lasting = next(month for month in months if all(later in ahead for later in months if later >= month))
    assert ahead[0] == month_index("2024-01") < lasting == month_index("2025-09")
    (found,) = contributions(BRIEF, with_it).measures
    assert found.payback_month == lasting
    # It is the BUIG that pays it back: the jobs themselves cost more than they save.
    run, base = simulate(BRIEF, with_it), simulate(BRIEF, without)
    assert (run.bijstand_lasten + run.lks_lasten).sum() > (base.bijstand_lasten + base.lks_lasten).sum()


def test_what_was_paid_back_for_a_while_but_not_in_the_end_is_not_paid_back() -> None:
    """With all of a saving off the next year's budget there is less left each year, while the same sum was spent."""
    once = Measure("once", "outflow_work", START, 20.0, end=month_index("2023-12"), cost_per_placement=12000.0)
    with_it, without = (with_value(chosen, BRIEF, "macro_feedback", 1.0) for chosen in (scenario(once), scenario()))
    _, saved, cost = balance_of(with_it, without)
    assert max(gain - spent for gain, spent in zip(saved, cost, strict=True)) > 0.0 > saved[-1] - cost[-1]
    assert contributions(BRIEF, with_it).measures[0].payback_month is None


def test_a_measure_without_cost_or_without_a_gain_has_no_month_of_payback() -> None:
    free = Measure("free", "outflow_work", START, 20.0)
    useless = Measure("useless", "outflow_work", START, 0.0, cost_per_placement=1.0, fixed_cost=0.0)
    found = {each.measure.id: each for each in contributions(BRIEF, scenario(free, useless)).measures}
    assert (found["free"].payback_month, found["useless"].payback_month) == (None, None)
    assert found["free"].euro_per_benefit_year == 0.0


def test_a_measure_that_adds_benefits_has_no_price_per_benefit_year() -> None:
    """A coach keeps people in LKS jobs; when every start takes a benefit away and every end adds none, he frees nobody."""
    coach = Measure("coach", "lks_retention", START, 0.5, fixed_cost=1000.0)
    chosen = with_value(scenario(coach), BRIEF, "lks_return", 0.0)
    assert contributions(BRIEF, chosen).measures[0].euro_per_benefit_year is None
    more = Measure("banen", "lks_starts", START, 20.0, cost_per_placement=1000.0, end=START)
    chosen = with_value(with_value(scenario(more), BRIEF, "lks_from_bijstand", 0.0), BRIEF, "lks_return", 1.0)
    found = contributions(BRIEF, chosen).measures[0]
    assert found.part.benefit_years_avoided < 0.0
    assert found.euro_per_benefit_year is None


def test_a_benefit_year_is_twelve_months_at_the_mean_of_begin_and_end_of_each() -> None:
    """Volume of −12, −24 and −36 after three months: means 6, 18 and 30, together 54 months, four and a half years."""
    zeros = np.zeros(3)
    part = Part(np.array([-12.0, -24.0, -36.0]), *(zeros for _ in range(8)))
    assert part.benefit_years_avoided == pytest.approx(4.5)


def test_what_a_measure_saves_is_less_lasten_and_more_buig_and_what_is_kept_is_that_less_its_cost() -> None:
    """Lasten 3.0 lower, BUIG 0.5 higher and then 0.25 lower: 3.25 saved; 1.25 spent: 2.0 kept."""
    nothing = np.zeros(2)
    part = Part(nothing, nothing, np.array([-1.0, -2.0]), np.array([0.5, -0.25]), *(nothing for _ in range(5)))
    found = Contribution(Measure("a", "outflow_work", START, 1.0), part, part, np.array([1.0, 0.25]), None, assumption=True)
    assert (found.saved, found.gross_cost, found.net) == (3.25, 1.25, 2.0)


def test_half_a_benefit_year_has_a_price_and_none_at_all_has_none() -> None:
    """Twelve benefits fewer at the end of one month are half a benefit-year: 1,000 euros for it make 2,000 a year."""
    for fewer, price in ((-12.0, 2000.0), (0.0, None)):
        part = Part(np.array([fewer]), *(np.zeros(1) for _ in range(8)))
        found = Contribution(Measure("a", "outflow_work", START, 1.0), part, part, np.array([0.001]), None, assumption=True)
        assert found.euro_per_benefit_year == (None if price is None else pytest.approx(price))
