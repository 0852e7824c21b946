"""A month is a number, and a year's value holds until the next one."""

import datetime as dt

import pytest

from core.model.calendar import december, in_force, january, month_index, month_label, month_of, month_of_year, year_of


def test_a_year_runs_from_january_to_december():
    assert january(2024) == month_index("2024-01")
    assert december(2024) == month_index("2024-12") == january(2025) - 1
    assert (year_of(december(2024)), month_of_year(december(2024))) == (2024, 11)
    assert month_label(december(2024)) == "2024-12"
    assert month_of(dt.date(2024, 12, 31)) == december(2024)


def test_a_value_holds_from_its_year_until_the_next_one():
    prices = {2023: 1.0, 2025: 1.1}
    assert [in_force(prices, year) for year in (2023, 2024, 2025, 2031)] == [1.0, 1.0, 1.1, 1.1]
    assert in_force({2025: 1.1, 2023: 1.0}, 2024) == 1.0, "whatever the order"


def test_before_the_first_year_nothing_holds():
    with pytest.raises(KeyError, match="2022"):
        in_force({2023: 1.0}, 2022)


@pytest.mark.parametrize("text", ["2024-13", "2024-1", "24-01", "2024-01-01", "x"])
def test_a_month_is_written_in_one_way(text):
    with pytest.raises(ValueError, match=text):
        month_index(text)
