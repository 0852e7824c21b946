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
from core.analysis.contribution import EXACT_UP_TO, Contributions, Part, contributions
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


# Money, worked out apart --------------------------------------------------------------------------------------------


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


def test_payback_counts_the_buig_of_the_year_after_and_waits_until_it_lasts() -> None:
    """Paid back in the first month, not from April 2024, and from July 2025 for good: by then the BUIG has come."""
    with_it, without = jobs_of_one_month()
    months, saved, cost = balance_of(with_it, without)
    ahead = [month for month, gain, spent in zip(months, saved, cost, strict=True) if spent > 0.0 and gain >= spent]
    lasting = next(month for month in months if all(later in ahead for later in months if later >= month))
    assert ahead[0] == month_index("2024-01") < lasting == month_index("2025-07")
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


def test_every_outcome_of_a_package_is_the_run_with_it_less_the_run_without() -> None:
    cards = (
        Measure("a", "lks_starts", START, 40.0, cost_per_placement=500.0),
        Measure("b", "outflow_work", START + 3, 30.0, relapse=0.2, fixed_cost=20000.0),
    )
    chosen = with_value(scenario(*cards), BRIEF, "buig_share", 0.09)
    run, base = simulate(BRIEF, chosen), simulate(BRIEF, with_value(scenario(), BRIEF, "buig_share", 0.09))
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
    monkeypatch.setattr("core.analysis.contribution.SAMPLED_SETS", 260)
    chosen = with_until(scenario(*cards), BRIEF, month_index("2024-12"))
    values, errors = [], []
    for seed in range(30):
        monkeypatch.setattr("core.analysis.contribution.SEED", seed)
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
