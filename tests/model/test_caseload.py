"""The caseload month by month on paper: who comes in, who leaves, who is not there to leave, and where it ends."""

from __future__ import annotations

import math

import numpy as np
import pytest

from core.model.caseload import Caseload, seasonal_factors, simulate_caseload, steady_state
from core.model.parameters import Floats

FLAT = (1.0,) * 12


def column(*values: float) -> Floats:
    return np.array(values)[:, np.newaxis]


def run(volume: float = 1000.0, months: int = 3, **flows: Floats | float) -> Caseload:
    """Flows of nothing where none is given."""
    every = {"inflow": 0.0, "outflow_rate": 0.0, "lks_returns": 0.0, "into_lks": 0.0, "measures": 0.0, "relapse": 0.0}
    every["left_relapse"] = 0.0
    columns = {
        name: value if isinstance(value, np.ndarray) else np.full((months, 1), value) for name, value in (every | flows).items()
    }
    return simulate_caseload(volume, **columns, shift=np.zeros((1, 1)))


def test_a_month_is_what_was_there_less_who_left_and_plus_who_came() -> None:
    """1,000 × 0.9 + 50 + 7 + 5 + 3 − 20 − 15 = 930; then 930 × 0.8 + 60 + 7 + 5 + 3 − 20 − 15 = 784."""
    found = run(
        months=2, inflow=column(50.0, 60.0), outflow_rate=column(0.1, 0.2), lks_returns=7.0, into_lks=20.0, measures=15.0,
        relapse=5.0, left_relapse=3.0,
    )  # fmt: skip
    assert found.stock[:, 0] == pytest.approx([1000, 930, 784])
    assert found.outflow[:, 0] == pytest.approx([100, 186])
    assert found.relapse[:, 0] == pytest.approx([8, 8])
    flows = (found.inflow, found.lks_returns, found.into_lks, found.measures)
    assert [float(np.ravel(flow)[-1]) for flow in flows] == pytest.approx([60, 7, 20, 15])


def test_outflow_is_a_part_of_the_stock_at_the_begin_of_the_month_and_never_more_than_all_of_it() -> None:
    found = run(months=2, inflow=30.0, outflow_rate=column(1.7, 0.5))
    assert found.stock[:, 0] == pytest.approx([1000, 30, 45])
    assert found.outflow[:, 0] == pytest.approx([1000, 15])
    assert run(months=1, outflow_rate=-0.2).stock[:, 0] == pytest.approx([1000, 1000])


def test_who_is_short_is_shared_out_and_of_who_could_not_leave_nobody_comes_back() -> None:
    """100 people, 40 come in: LKS asks 50 and a measure 150, so 140 of 200 are granted: 35 and 105; the stock is empty.

    A year later 60 of those 150 would have come back: now 42 do. The next month both get the 40 that came in.
    """
    months = 14
    back = np.zeros((months, 1))
    back[12:] = 60.0
    found = run(100.0, months, inflow=40.0, into_lks=50.0, measures=150.0, left_relapse=back)
    assert found.stock[:3, 0] == pytest.approx([100, 0, 0])
    assert found.into_lks[:2, 0] == pytest.approx([35, 10])
    assert found.measures[:2, 0] == pytest.approx([105, 30])
    assert found.relapse[:, 0] == pytest.approx([0] * 12 + [60 * 0.7, 60 * 0.2])
    change = found.inflow + found.relapse - found.into_lks - found.measures
    assert np.diff(found.stock, axis=0) == pytest.approx(change)


def test_a_stock_that_just_reaches_nothing_grants_everything() -> None:
    found = run(100.0, 2, into_lks=column(100.0, 0.0))
    assert found.stock[:, 0].tolist() == [100.0, 0.0, 0.0]
    assert found.into_lks[:, 0].tolist() == [100.0, 0.0]


def test_only_the_draw_that_runs_short_is_cut() -> None:
    found = run(100.0, 1, measures=np.array([[60.0, 160.0]]))
    assert found.stock.tolist() == [[100.0, 100.0], [40.0, 0.0]]
    assert found.measures.tolist() == [[60.0, 100.0]]


# Season ------------------------------------------------------------------------------------------------------------


def test_a_quarters_factor_is_the_median_of_its_part_of_the_years_mean() -> None:
    """Years with means of 100, 200 and 50; ratios of the first quarter 0.8, 1.2 and 1.0: the median is 1."""
    quarters = np.array([[80.0, 100.0, 120.0, 100.0], [240.0, 160.0, 200.0, 200.0], [50.0, 50.0, 60.0, 40.0]])
    # Medians 1, 1, 1.2 and 1 have a mean of 1.05.
    expected = [factor / 1.05 for factor in (1.0, 1.0, 1.2, 1.0) for _ in range(3)]
    assert seasonal_factors(quarters, school_year=False) == pytest.approx(expected)


def test_with_a_school_year_july_is_an_ordinary_month_and_august_and_september_carry_the_quarter() -> None:
    """Factors 0.9, 1, 1.2 and 0.9: three times 1.2 is 3.6, of which July takes 1 and the other two 1.3 each."""
    found = seasonal_factors(np.array([[90.0, 100.0, 120.0, 90.0]]), school_year=True)
    months = [0.9] * 3 + [1.0] * 3 + [1.0, 1.3, 1.3] + [0.9] * 3
    assert found == pytest.approx([12 * month / sum(months) for month in months])


# The end of the road -----------------------------------------------------------------------------------------------


def test_where_as_many_leave_as_come_the_stock_stays() -> None:
    assert steady_state(600.0, 0.02, 0.0, FLAT, FLAT) == pytest.approx(30000)
    assert steady_state(600.0, 0.02, -100.0, FLAT, FLAT) == pytest.approx(25000)
    assert steady_state(600.0, 0.02, 100.0, FLAT, FLAT) == pytest.approx(35000)


def test_the_season_moves_the_steady_state_around_its_mean() -> None:
    """One month in which half of the people leave, otherwise 120 come each month: 1,440 a year is half of 2,880.

    The stock is then 1,440 + 120 at the end of January and 120 more each month after: a mean of 2,220.
    """
    leave = (12.0,) + (0.0,) * 11
    assert steady_state(120.0, 1 / 24, 0.0, FLAT, leave) == pytest.approx(1560 + 120 * 5.5)
    arrive = (0.0,) * 11 + (12.0,)
    # All come in December: 1,440 on top of an equal 1,440; from January to November only the half that stayed.
    assert steady_state(120.0, 1 / 24, 0.0, arrive, leave) == pytest.approx((11 * 1440 + 2880) / 12)


def test_more_than_all_of_them_cannot_leave_in_a_month() -> None:
    leave = (30.0,) + (0.0,) * 11
    assert steady_state(120.0, 0.1, 0.0, FLAT, leave) == pytest.approx(120 * 6.5)


def test_without_outflow_it_grows_without_end_unless_lks_takes_all_who_come() -> None:
    assert steady_state(600.0, 0.0, 0.0, FLAT, FLAT) == math.inf
    assert steady_state(600.0, 0.0, -599.0, FLAT, FLAT) == math.inf
    assert steady_state(600.0, 0.0, -601.0, FLAT, FLAT) == 0.0
    assert steady_state(600.0, 0.0, -600.0, FLAT, FLAT) == 0.0
    assert steady_state(0.0, 0.0, 5.0, FLAT, FLAT) == math.inf


def test_where_lks_takes_more_than_come_nobody_is_left() -> None:
    assert steady_state(600.0, 0.02, -700.0, FLAT, FLAT) == 0.0
