"""BUIG, result and reserve, each year worked by hand from the formula of the description."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from core.baseline import load_baseline, model_parameters
from core.model.budget import Account, Budget, buig, lost_to_feedback, monthly_reserve, national_budget, settle
from core.model.calendar import month_index
from core.model.parameters import ExtendedVangnet, Floats, SettledYear, VangnetRule

LETTER = model_parameters(load_baseline("brief-2023-t2"))
PARAMETERS = dataclasses.replace(
    LETTER,
    reserve=40.0, settled=SettledYear(bijstand=360.0, lks=10.0, buig=550.0, share=0.08),
    macro={2023: 6600.0, 2024: 7000.0}, macro_lks={2023: 400.0, 2024: 500.0}, lks_part={2023: 30.0, 2024: 35.0},
    vangnet={2023: VangnetRule()}, vangnet_extended={},
)  # fmt: skip
"""A year of 550 million that is settled, a budget that is published up to 2024, and 40 million in reserve."""
YEARS = range(2023, 2027)


def column(*values: float) -> Floats:
    """One value per year, one draw."""
    return np.array(values)[:, np.newaxis]


def budget_of(
    *, share: Floats, growth: Floats | None = None, factor: Floats | None = None, feedback: Floats | None = None
) -> Budget:
    """The budgets of four years; LKS-lasten of 14, 16, 18 and 20 million."""
    flat = column(1.0, 1.0, 1.0, 1.0)
    return buig(
        PARAMETERS, YEARS, share, 0.0 * flat if growth is None else growth, flat if factor is None else factor,
        column(14.0, 16.0, 18.0, 20.0), feedback=feedback,
    )  # fmt: skip


def test_the_national_budget_is_published_and_then_grows_at_the_growth_of_its_own_year() -> None:
    """100 and 110 are published; 2025 grows by 10% and 2026 by 20%; the growth of published years does nothing."""
    growth, plain = column(0.5, 0.5, 0.10, 0.20), column(1.0, 1.0, 1.0, 1.0)
    assert national_budget({2023: 100.0, 2024: 110.0}, YEARS, growth, plain)[:, 0] == pytest.approx([100, 110, 121, 145.2])


def test_a_deviation_of_the_national_budget_is_of_its_own_year_and_is_not_built_on() -> None:
    factor = column(1.0, 1.1, 2.0, 0.5)
    found = national_budget({2023: 100.0, 2024: 110.0}, YEARS, column(0.0, 0.0, 0.1, 0.2), factor)
    assert found[:, 0] == pytest.approx([100, 121, 242, 72.6])


def test_buig_is_the_share_of_the_bijstand_budget_and_the_lks_part() -> None:
    """2024: 8.2% of 7,000 − 500, and 35. 2025 and 2026: 8.4% and 8.6% of the same, and the cost of the year before."""
    found = budget_of(share=column(0.5, 0.082, 0.084, 0.086))
    assert found.total[:, 0] == pytest.approx([550.0, 0.082 * 6500 + 35, 0.084 * 6500 + 16, 0.086 * 6500 + 18])
    assert found.lks_part[:, 0] == pytest.approx([30.0, 35.0, 16.0, 18.0])
    assert (found.macro[:, 0].tolist(), found.macro_lks[:, 0].tolist()) == ([6600, 7000, 7000, 7000], [400, 500, 500, 500])


def test_the_settled_year_keeps_the_budget_and_the_share_that_were_published() -> None:
    """Share, growth, a deviation and savings all move; 8% of 6,600 − 400 and 30 is 526, and still 550 was paid."""
    found = budget_of(
        share=column(0.2, 0.1, 0.1, 0.1), growth=column(0.3, 0.3, 0.3, 0.3), factor=column(1.3, 1.0, 1.0, 1.0),
        feedback=column(9.0, 0.0, 0.0, 0.0),
    )  # fmt: skip
    assert (found.total[0, 0], found.share[0, 0]) == (550.0, 0.08)
    assert found.total[1, 0] == pytest.approx(0.1 * 6500 + 35)


def test_an_lks_job_is_paid_back_a_year_later_at_the_growth_of_the_lks_budget() -> None:
    """The LKS budget grows from 500 by 10% and then 20%: 16 comes back as 17.6 and 18 as 21.6."""
    found = budget_of(share=column(0.08, 0.08, 0.08, 0.08), growth=column(0.0, 0.0, 0.1, 0.2))
    assert found.lks_part[:, 0] == pytest.approx([30.0, 35.0, 17.6, 21.6])


def test_a_deviation_of_the_macro_budget_reaches_the_lks_part_as_well() -> None:
    """In 2025 the whole national budget is 10% higher than in 2024: so is what comes back of the 16 million of 2024."""
    found = budget_of(share=column(0.08, 0.08, 0.08, 0.08), factor=column(1.0, 1.0, 1.1, 1.1))
    assert found.macro_lks[:, 0] == pytest.approx([400, 500, 550, 550])
    assert found.lks_part[:, 0] == pytest.approx([30.0, 35.0, 17.6, 18.0])
    assert found.total[2, 0] == pytest.approx(0.08 * (7700 - 550) + 17.6)


def test_what_is_lost_comes_off_the_budget_and_is_shown() -> None:
    lost = column(0.0, 2.0, 3.0, 4.0)
    plain, less = (budget_of(share=column(0.08, 0.08, 0.08, 0.08), feedback=each) for each in (None, lost))
    assert (plain.total - less.total)[:, 0] == pytest.approx([0.0, 2.0, 3.0, 4.0])
    assert less.feedback is lost
    assert not plain.feedback.any()


def test_of_a_saving_the_part_of_the_year_after_it_is_lost_in_that_year() -> None:
    """Savings of 10, 20 and −5 million; parts of 50%, 10%, 20% and 40%: the first one does nothing."""
    found = lost_to_feedback(column(0.5, 0.1, 0.2, 0.4), column(10.0, 20.0, -5.0))
    assert found[:, 0] == pytest.approx([0.0, 1.0, 4.0, -2.0])


def account_of(*result: float, reserve: float = 40.0, extended: bool = False) -> Account:
    parameters = dataclasses.replace(PARAMETERS, reserve=reserve)
    budget = np.full((len(result), 1), 1000.0)
    return settle(parameters, range(2023, 2023 + len(result)), budget, budget - column(*result), extended_vangnet=extended)


def test_the_reserve_takes_every_result_and_what_it_lacks_the_general_funds_pay_once() -> None:
    """40 − 30 + 5 leaves 15; 15 − 20 asks 5 and leaves nothing; the year after begins at nothing."""
    found = account_of(-30.0, 5.0, -20.0, -8.0, 12.0)
    assert found.reserve[:, 0] == pytest.approx([10, 15, 0, 0, 12])
    assert found.general_funds[:, 0] == pytest.approx([0, 0, 5, 8, 0])
    assert not found.vangnet_granted.any()


def test_the_extended_vangnet_is_closed_unless_it_is_asked_for() -> None:
    """Deficits of 6% a year: under the own risk of 7.5%, and over the 5% of the variant, in the third year for 5 of 1,000."""
    parameters = dataclasses.replace(PARAMETERS, vangnet_extended={2023: ExtendedVangnet(VangnetRule(own_risk=0.05))})
    budget, years = np.full((3, 1), 1000.0), range(2023, 2026)
    plain = settle(parameters, years, budget, budget + 60.0)
    wider = settle(parameters, years, budget, budget + 60.0, extended_vangnet=True)
    assert not plain.vangnet_granted.any()
    assert wider.vangnet_granted[:, 0] == pytest.approx([0, 0, 5])


def test_a_vangnet_is_granted_over_its_own_year_and_received_two_years_later() -> None:
    """A deficit of 115 on 1,000: half of what is over 75, so 20. It comes in 2026, over 2024."""
    found = account_of(0.0, -115.0, 0.0, 0.0, 0.0)
    assert found.vangnet_granted[:, 0] == pytest.approx([0, 20, 0, 0, 0])
    assert found.vangnet_received[:, 0] == pytest.approx([0, 0, 0, 20, 0])
    assert found.reserve[:, 0] == pytest.approx([40, 0, 0, 20, 20])
    assert found.general_funds[:, 0] == pytest.approx([0, 75, 0, 0, 0])


def test_the_reserve_by_month_follows_twelfths_of_the_budget_and_the_months_own_cost() -> None:
    """From August 2023: 40 + 8/12 × 552 − 370 is 38, and then 46 − 50 a month, until the year's account takes over."""
    parameters = dataclasses.replace(PARAMETERS, settled=SettledYear(bijstand=360.0, lks=10.0, buig=552.0, share=0.08))
    months = range(month_index("2023-09"), month_index("2024-05"))
    account = Account(reserve=column(7.0, 0.0), general_funds=column(0.0, 0.0), vangnet_granted=column(0.0, 0.0),
                      vangnet_received=column(0.0, 100.0))  # fmt: skip
    reserve, funds = monthly_reserve(
        parameters, range(2023, 2025), months, column(552.0, 600.0), np.full((8, 1), 50.0) + column(*range(8)), account
    )
    # 2023: 46 − 50, − 51, − 52, − 53. January 2024 starts from the 7 of the account; March brings the vangnet.
    expected = [38.0, 34.0, 29.0, 23.0, 16.0, 7 + 50 - 54, 3 + 50 - 55, -2 + 50 - 56 + 100, 92 + 50 - 57]
    assert reserve[:, 0] == pytest.approx([max(value, 0.0) for value in expected])
    assert funds[:, 0] == pytest.approx([max(-value, 0.0) for value in expected])


def test_each_draw_has_an_account_of_its_own() -> None:
    result = np.array([[-30.0, -50.0], [0.0, 10.0]])
    found = settle(PARAMETERS, range(2023, 2025), np.full((2, 1), 1000.0), 1000.0 - result)
    assert found.reserve.tolist() == [[10.0, 0.0], [10.0, 10.0]]
    assert found.general_funds.tolist() == [[0.0, 10.0], [0.0, 0.0]]
