"""The safety net per year with the rule of that year, worked by hand at a budget of 1,000 million."""

from __future__ import annotations

import tomllib
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core import DATA
from core.analysis.safety_net import rule_status, vangnet_of
from core.analysis.simulate import simulate
from core.baseline import load_baseline, model_parameters
from core.model.calendar import in_force
from core.model.parameters import VangnetRule
from core.model.vangnet import VangnetYear, vangnet_years
from core.scenario import default_scenario, with_value

BRIEF = load_baseline("brief-2023-t2")
PARAMETERS = model_parameters(BRIEF)
TIERS = VangnetRule(own_risk=0.075, full_from=0.125, half_rate=0.5)
"""The rule that this file works out by hand; it holds in every year whose entry says so."""


def years(first: int, *deficits: float, extended: bool = False, budget: float = 1000.0) -> list[VangnetYear]:
    wider = PARAMETERS.vangnet_extended if extended else None
    return vangnet_years(first, deficits, [budget] * len(deficits), PARAMETERS.vangnet, wider)


def amounts(first: int, *deficits: float, extended: bool = False) -> list[float]:
    return [float(year.amount[0]) for year in years(first, *deficits, extended=extended)]


@pytest.mark.parametrize("year", [year for year in range(2021, 2031) if in_force(PARAMETERS.vangnet, year) == TIERS])
@pytest.mark.parametrize(
    ("deficit", "paid"),
    [(0, 0), (74.99, 0), (75, 0), (75.01, 0.005), (100, 12.5), (124.99, 24.995), (125, 25), (125.01, 25.01), (300, 200)],
)
def test_the_regular_tiers_at_just_under_and_just_over_each_threshold(year: int, deficit: float, paid: float) -> None:
    assert amounts(year - 2, 0, 0, deficit)[2] == pytest.approx(paid)


@pytest.mark.parametrize(
    ("before", "met"), [((0, 0), True), ((-20, -4.99), True), ((-20, -5), False), ((-100, 75), False), ((-100, 76), True)]
)
def test_the_three_years_together_must_be_over_the_own_risk_too(before: tuple[float, float], met: bool) -> None:
    year = years(2022, *before, 100)[2]
    assert bool(year.over_own_risk[0])
    assert bool(year.over_cumulative[0]) == met
    assert float(year.amount[0]) == pytest.approx(12.5 if met else 0.0)


def test_the_sum_looks_back_two_years_and_no_further() -> None:
    assert amounts(2021, -500, 0, 0, 100)[3] == pytest.approx(12.5)
    assert years(2021, -500, 0, 0, 100)[3].cumulative[0] == 100


def test_a_year_can_meet_one_condition_and_not_the_other() -> None:
    year = years(2022, 60, 60, 60)[2]
    assert (bool(year.over_own_risk[0]), bool(year.over_cumulative[0]), float(year.amount[0])) == (False, True, 0.0)


def test_the_extended_scheme_is_off_unless_it_is_asked_for() -> None:
    assert amounts(2022, 60, 60, 60, 60) == [0, 0, 0, 0]
    assert not years(2022, 60, 60, 60, 60)[3].extended


@pytest.mark.parametrize(
    ("before", "deficit", "paid"),
    [
        ((50, 50, 0), 60, 5),
        ((50, 0, 50), 60, 5),
        ((0, 50, 50), 50, 0),
        ((0, 50, 50), 50.02, 0.01),
        ((50, 49.99, 0), 60, 0),
        ((500, 0, 0), 60, 0),
        ((60, 60, 60), 125, 37.5),
        ((60, 60, 60), 200, 112.5),
    ],
)
def test_the_extended_scheme_of_2025_needs_two_of_three_years_of_five_percent(
    before: tuple[float, float, float], deficit: float, paid: float
) -> None:
    assert amounts(2022, *before, deficit, extended=True)[3] == pytest.approx(paid)


def test_the_extended_scheme_holds_from_2025_and_not_before() -> None:
    found = years(2021, 60, 60, 60, 60, 60, 60, extended=True)
    assert [year.extended for year in found] == [False] * 4 + [True] * 2
    assert [float(year.amount[0]) for year in found] == pytest.approx([0, 0, 0, 0, 5, 5])


def test_who_is_only_open_to_the_regular_scheme_keeps_it() -> None:
    assert amounts(2022, 0, 0, 0, 100, extended=True)[3] == pytest.approx(12.5)


def test_five_percent_is_of_each_years_own_budget() -> None:
    found = vangnet_years(2022, [50, 50, 0, 60], [1001, 1000, 1000, 1000], PARAMETERS.vangnet, PARAMETERS.vangnet_extended)
    assert (int(found[3].extended_years[0]), float(found[3].amount[0])) == (1, 0.0)


def exact(deficits: list[Fraction], budgets: list[Fraction], i: int, *, extended: bool) -> Fraction:
    """What the text of the rule comes to in whole fractions, where a threshold is a threshold."""

    def tiered(own_risk: Fraction) -> Fraction:
        d, f = deficits[i], budgets[i]
        return max(Fraction(0), min(d, f / 8) - own_risk * f) / 2 + max(Fraction(0), d - f / 8)

    regular, wider = Fraction(75, 1000), Fraction(50, 1000)
    line = regular * budgets[i]
    paid = tiered(regular) if deficits[i] > line and sum(deficits[max(0, i - 2) : i + 1]) > line else Fraction(0)
    bad = sum(deficits[k] >= wider * budgets[k] for k in range(max(0, i - 3), i))
    if extended and deficits[i] > wider * budgets[i] and bad >= 2:
        paid = max(paid, tiered(wider))
    return paid


@pytest.mark.parametrize("budget", ["542.4", "550.8", "558.86", "569.7", "574.56", "611.3"])
@pytest.mark.parametrize("off", ["-0.001", "0", "0.001"])
def test_thresholds_of_real_budgets_are_thresholds_and_not_their_nearest_float(budget: str, off: str) -> None:
    """550.8 × 7.5% is 41.31, which no float holds: the city that stands on a threshold is not over it, or just at it."""
    f, step = Fraction(budget), Fraction(off)
    rows = [
        # last year at a tier; the sum of three years at 7.5%; the years before at 5%
        [Fraction(0), Fraction(0), Fraction(0), f * 75 / 1000 + step],
        [Fraction(0), Fraction(0), Fraction(0), f / 8 + step],
        [Fraction(0), Fraction("-17.3"), Fraction("-8.45"), f * 75 / 1000 + Fraction("25.75") + step],
        [f / 20 + step, f / 20, Fraction(0), f * 7 / 100],
        [f / 20, f / 20, Fraction(0), f / 20 + step],
    ]
    for row in rows:
        for extended in (False, True):
            wider = PARAMETERS.vangnet_extended if extended else None
            found = vangnet_years(2022, [float(d) for d in row], [float(f)] * 4, PARAMETERS.vangnet, wider)
            expected = [float(exact(row, [f] * 4, i, extended=extended and i == 3)) for i in range(4)]
            assert [float(year.amount[0]) for year in found] == pytest.approx(expected, abs=1e-9)


@given(
    shares=st.lists(st.integers(-40, 160), min_size=6, max_size=6),
    budgets=st.lists(st.sampled_from(["542.4", "550.8", "611.3"]), min_size=6, max_size=6),
)
@example(shares=[60, 60, 0, 60, 60, 60], budgets=["611.3"] * 6)
@example(shares=[60, 60, 0, 0, 60, 60], budgets=["611.3"] * 6)
@example(shares=[60, 0, 0, 60, 60, 60], budgets=["611.3"] * 6)
@settings(max_examples=60)
def test_both_schemes_over_six_years_are_what_their_text_says_in_every_year(shares: list[int], budgets: list[str]) -> None:
    """Deficits in thousandths of the year's own budget, 2022 to 2027; the extended scheme is open from 2025."""
    funds = [Fraction(budget) for budget in budgets]
    deficits = [Fraction(share, 1000) * budget for share, budget in zip(shares, funds, strict=True)]
    for extended in (False, True):
        wider = PARAMETERS.vangnet_extended if extended else None
        rows = [float(d) for d in deficits], [float(f) for f in funds]
        found = vangnet_years(2022, *rows, PARAMETERS.vangnet, wider)
        expected = [float(exact(deficits, funds, i, extended=extended and i >= 3)) for i in range(6)]
        assert [float(year.amount[0]) for year in found] == pytest.approx(expected, abs=1e-9)


def test_what_is_said_of_a_year_is_of_its_own_deficit_and_its_own_budget() -> None:
    """Deficits of 40, 54, −12 and 66 on budgets of 500, 600, 400 and 550."""
    found = vangnet_years(2022, [40, 54, -12, 66], [500, 600, 400, 550], PARAMETERS.vangnet, PARAMETERS.vangnet_extended)
    assert [float(year.deficit[0]) for year in found] == [40, 54, -12, 66]
    assert [float(year.deficit_share[0]) for year in found] == pytest.approx([0.08, 0.09, -0.03, 0.12])
    assert [float(year.cumulative[0]) for year in found] == [40, 94, 82, 108]
    # 7.5% of the budgets is 37.5, 45, 30 and 41.25.
    assert [bool(year.over_own_risk[0]) for year in found] == [True, True, False, True]
    assert [bool(year.over_cumulative[0]) for year in found] == [True, True, True, True]
    # 5% of the budgets before 2025 is 25, 30 and 20: two of the three years were over it, and 66 is over 27.5.
    last = found[3]
    assert [int(year.extended_years[0]) for year in found] == [0, 0, 0, 2]
    assert (last.extended, bool(last.extended_over_own_risk[0]), bool(last.extended_years_met[0])) == (True, True, True)
    assert float(last.amount[0]) == pytest.approx((66 - 27.5) / 2)
    assert [year.year for year in found] == [2022, 2023, 2024, 2025]
    # Before 2025 the variant is not looked at, and says nothing.
    first = found[0]
    assert (first.extended, bool(first.extended_over_own_risk[0]), bool(first.extended_years_met[0])) == (False, False, False)


def test_a_year_without_a_budget_has_a_share_of_zero() -> None:
    (found,) = vangnet_years(2024, [5.0], [0.0], PARAMETERS.vangnet)
    assert found.deficit_share.tolist() == [0.0]


def test_before_the_first_rule_the_first_one_holds_and_after_the_last_the_last() -> None:
    rules = {2024: VangnetRule(own_risk=0.10), 2026: VangnetRule(own_risk=0.02)}
    found = vangnet_years(2022, [50.0] * 6, [1000.0] * 6, rules)
    assert [year.rule.own_risk for year in found] == [0.10, 0.10, 0.10, 0.10, 0.02, 0.02]
    # Half of what 50 is over 20; under 10% nothing is paid.
    assert [float(year.amount[0]) for year in found] == pytest.approx([0, 0, 0, 0, 15, 15])


def test_each_draw_has_conditions_of_its_own() -> None:
    deficits = np.array([[60.0, 0.0, 60.0], [60.0, 60.0, 0.0], [0.0, 0.0, 0.0], [60.0, 60.0, 40.0]])
    found = vangnet_years(2022, deficits, np.full((4, 3), 1000.0), PARAMETERS.vangnet, PARAMETERS.vangnet_extended)[3]
    assert found.extended_years.tolist() == [2, 1, 1]
    assert found.amount.tolist() == pytest.approx([5.0, 0.0, 0.0])


def test_a_rule_that_was_not_read_is_an_assumption() -> None:
    """An entry says which parts of its rule no publication of that year gave; a year without an entry follows an older one."""
    rules = tomllib.loads((DATA / "law" / "vangnet.toml").read_text(encoding="utf-8"))["rule"]
    regular = {rule["year"]: rule.get("assumed", []) for rule in rules if not rule.get("extended")}
    for year in range(min(regular), max(regular) + 3):
        read = year in regular and not regular[year]
        assert rule_status(BRIEF, year) == ("reported" if read else "assumption"), year
    for year in (2021, 2024):
        source = BRIEF.quantity("vangnet_own_risk", year).source
        assert source == f"toetsingscommissie-vangnet-{year}"


@given(deficits=st.lists(st.floats(-300, 400), min_size=1, max_size=8), extended=st.booleans())
def test_never_more_than_the_deficit_above_the_own_risk(deficits: list[float], extended: bool) -> None:
    for year in years(2021, *deficits, extended=extended):
        lowest = 50 if year.extended else 75
        assert 0 <= year.amount[0] <= max(0.0, year.deficit[0] - lowest) + 1e-9


@given(deficits=st.lists(st.floats(-300, 400), min_size=1, max_size=8))
def test_the_extended_scheme_never_pays_less(deficits: list[float]) -> None:
    regular, wider = (np.array(amounts(2021, *deficits, extended=on)) for on in (False, True))
    assert np.all(wider >= regular)


def test_the_default_run_reports_its_conditions_and_pays_two_years_later() -> None:
    scenario = default_scenario(BRIEF)
    run = simulate(BRIEF, scenario)
    found = vangnet_of(scenario, BRIEF, run)
    assert [year.year for year in found] == [2023, 2024, 2025, 2026]
    assert [float(year.amount[0]) for year in found] == pytest.approx(run.account.vangnet_granted[:, 0].tolist())
    assert float(found[1].amount[0]) == pytest.approx(9.04, abs=0.005)
    assert run.account.vangnet_received[3, 0] == run.account.vangnet_granted[1, 0]


def test_a_scenario_can_switch_the_extended_scheme_on() -> None:
    base = default_scenario(BRIEF)
    wider = with_value(base, BRIEF, "vangnet_extended", 1.0)
    run, other = simulate(BRIEF, base), simulate(BRIEF, wider)
    assert run.account.vangnet_granted[:2].tobytes() == other.account.vangnet_granted[:2].tobytes()
    assert np.all(other.account.vangnet_granted >= run.account.vangnet_granted)
    assert [bool(year.extended) for year in vangnet_of(wider, BRIEF, other)] == [False, False, True, True]
