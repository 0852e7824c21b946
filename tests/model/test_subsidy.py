"""The statutory subsidy: the table of the field for 2024 to 2026, the cap, the forfait and the way to the lever."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.baseline import load_baseline, model_parameters
from core.model.subsidy import statutory_wage, subsidy_per_year, to_reference_prices

WAGE = {2024: 26819.0, 2025: 28406.0, 2026: 29735.0}


@pytest.mark.parametrize(
    ("year", "wage_value", "full_time", "part_time"),
    [
        (2024, 0.30, 23185, 15457), (2024, 0.50, 16561, 11041), (2024, 0.60, 13249, 8833), (2024, 0.75, 8280, 5520),
        (2025, 0.30, 24557, 16371), (2025, 0.50, 17541, 11694), (2025, 0.60, 14032, 9355), (2025, 0.75, 8770, 5847),
        (2026, 0.30, 25706, 17138), (2026, 0.50, 18362, 12241), (2026, 0.60, 14689, 9793), (2026, 0.75, 9181, 6121),
    ],
)  # fmt: skip
def test_a_year_costs_what_the_table_says(year: int, wage_value: float, full_time: int, part_time: int) -> None:
    assert subsidy_per_year(WAGE[year], wage_value) == pytest.approx(full_time, abs=1)
    assert subsidy_per_year(WAGE[year], wage_value, 24.0) == pytest.approx(part_time, abs=1)


@pytest.mark.parametrize(("hourly", "year"), [(13.27, 2024), (14.06, 2025), (14.71, 2026)])
def test_the_wage_is_the_minimum_wage_at_36_hours_with_holiday_allowance(hourly: float, year: int) -> None:
    """The published yearly amounts rest on rounded monthly ones and differ by less than two in a thousand."""
    assert statutory_wage(hourly) == pytest.approx(WAGE[year], rel=2e-3)


def test_six_months_of_forfait_pay_half_the_wage_whatever_the_value() -> None:
    half_year = WAGE[2024] * 0.5 * 1.235 / 2
    assert half_year == pytest.approx(8280, abs=1)
    assert subsidy_per_year(WAGE[2024], 1.0, forfait_months=6) == pytest.approx(half_year)
    assert subsidy_per_year(WAGE[2024], 0.5, forfait_months=6) == pytest.approx(subsidy_per_year(WAGE[2024], 0.5))


@given(value=st.floats(0, 1), hours=st.floats(0, 36), months=st.floats(0, 6))
def test_never_more_than_the_cap_and_never_less_than_nothing(value: float, hours: float, months: float) -> None:
    cost = subsidy_per_year(WAGE[2024], value, hours, months)
    assert 0 <= cost <= subsidy_per_year(WAGE[2024], 0.0, hours) * (1 + 1e-12)
    assert subsidy_per_year(WAGE[2024], 0.0, hours) == subsidy_per_year(WAGE[2024], 0.29, hours)


@given(value=st.floats(0, 1), hours=st.floats(0, 36))
def test_half_the_hours_cost_half(value: float, hours: float) -> None:
    assert subsidy_per_year(WAGE[2025], value, hours / 2) == pytest.approx(subsidy_per_year(WAGE[2025], value, hours) / 2)


@pytest.mark.parametrize(
    ("value", "hours", "months"), [(-0.1, 36, 0), (1.1, 36, 0), (0.5, 40, 0), (0.5, -1, 0), (0.5, 36, 7), (0.5, 36, -1)]
)
def test_what_cannot_be_is_refused(value: float, hours: float, months: float) -> None:
    with pytest.raises(ValueError, match="must lie between"):
        subsidy_per_year(WAGE[2024], value, hours, months)


def test_the_lever_takes_prices_of_the_reference_year() -> None:
    index = model_parameters(load_baseline("brief-2023-t2")).price_index
    assert to_reference_prices(11660.0, 2024, index) == pytest.approx(11000.0)
    assert to_reference_prices(11000.0, 2023, index) == 11000.0
    with pytest.raises(KeyError, match="2022"):
        to_reference_prices(1.0, 2022, index)
