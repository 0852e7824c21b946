"""What follows from the amounts of a letter: a price, a cost that lies in the past, an LKS part, an index and starts."""

from __future__ import annotations

import pytest

from core.model.calendar import month_index
from core.model.reference import (
    growth_without_starts,
    lks_part,
    mean_stock,
    price_index,
    price_of_year,
    settled,
    starts_for_growth,
)

H1, H2 = 1 - 0.5 ** (1 / 12), 1 - 0.85 ** (1 / 12)
"""Monthly hazards of dropouts of 50% and 15% a year."""
WEIGHTS = [(1 - H1) ** a for a in range(12)] + [0.5 / H2]
"""Jobs per tenure class when one starts every month."""


def test_the_price_of_a_benefit_is_what_lks_leaves_of_the_cost_divided_by_the_mean_stock() -> None:
    """565.7 million less 1,300 jobs at 11,000 is 551.4; divided by the mean of 32,975 and 32,864."""
    stock = mean_stock(32975, 32864)
    assert stock == 32919.5
    assert price_of_year(565.7, 1300, 11000, stock) == pytest.approx(551.4e6 / 32919.5)


@pytest.mark.parametrize(("month", "part"), [("2023-01", 1), ("2023-08", 8), ("2023-12", 12)])
def test_what_is_settled_is_the_months_up_to_and_with_the_reference_month(month: str, part: int) -> None:
    assert settled(month_index(month), 30000.0, 12000.0) == pytest.approx(30.0 * part)


def test_the_lks_part_is_what_the_share_of_the_bijstand_budget_does_not_explain() -> None:
    """550.8 less 8.61% of 6,656.8 − 405."""
    assert lks_part(550.8, 0.0861, 6656.8, 405.0) == pytest.approx(550.8 - 0.0861 * 6251.8)


def test_prices_grow_from_one_and_keep_the_last_growth_that_is_known() -> None:
    found = price_index(2023, 2026, {2024: 0.10, 2025: 0.20})
    assert found == {2023: 1.0, 2024: pytest.approx(1.1), 2025: pytest.approx(1.32), 2026: pytest.approx(1.584)}
    assert list(price_index(2023, 2023, {})) == [2023]


def test_the_starts_that_keep_a_stationary_stock_are_its_exits_and_growth_asks_more() -> None:
    """Exits are h1 of the first-year part and h2 of the rest; a start a month leaves 1 + (1 − h1) + … after a year."""
    exits = 1346 * (H1 * sum(WEIGHTS[:12]) + H2 * WEIGHTS[12]) / sum(WEIGHTS)
    assert starts_for_growth(1346.0, 0.0, 0.5, 0.15) == pytest.approx(exits)
    more = starts_for_growth(1346.0, 251.0, 0.5, 0.15) - exits
    assert more == pytest.approx(251 / sum(WEIGHTS[:12]))


def test_without_starts_the_first_year_jobs_halve_and_the_others_lose_fifteen_percent() -> None:
    """What is in class a meets 12 − a first-year hazards and a later ones; what is a year old only later ones."""
    left = sum(WEIGHTS[a] * (1 - H1) ** (12 - a) * (1 - H2) ** a for a in range(13)) / sum(WEIGHTS)
    assert growth_without_starts(1000.0, 0.5, 0.15) == pytest.approx(1000 * left - 1000)


def test_the_strongest_decline_asks_no_starts_and_a_stronger_one_is_refused() -> None:
    least = growth_without_starts(1346.0, 0.5, 0.15)
    assert starts_for_growth(1346.0, least, 0.5, 0.15) == 0.0
    with pytest.raises(ValueError, match=r"-1340\.0"):
        starts_for_growth(1346.0, -1340.0, 0.5, 0.15)
