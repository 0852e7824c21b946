"""Which way each lever works, and roughly how far. These hold when a baseline is recalibrated; the golden files do not.

Sizes are worked by hand, with a stock that fades by 1.8% a month: what a steady flow of one a month has built up
after 28 months (end 2025) is about 22, after 40 months about 29.
"""

from __future__ import annotations

import numpy as np
import pytest

from core.model.calendar import month_index
from core.model.projection import Projection
from tests.model import LAST, REFERENCE, defaults, simulate

VOLUME, JOBS, LASTEN, BUIG, RESERVE, FUNDS = "volume", "jobs", "lasten", "buig", "reserve", "general_funds"


def reading(run: Projection) -> dict[str, float]:
    """Six outcomes; the reserve in May 2024, when it still holds something on the default path."""
    return {
        VOLUME: run.caseload.stock[month_index("2025-12") - REFERENCE, 0],
        JOBS: run.jobs.stock[month_index("2026-12") - REFERENCE, 0],
        LASTEN: run.lasten[3, 0],
        BUIG: run.budget.total[3, 0],
        RESERVE: run.reserve[month_index("2024-05") - REFERENCE, 0],
        FUNDS: run.account.general_funds.sum(),
    }


def change(lever: str, step: float) -> dict[str, float]:
    """What moving one lever does to each outcome."""
    base, moved = reading(simulate()), reading(simulate(**{lever: defaults()[lever] + step}))
    return {name: moved[name] - base[name] for name in base}


NOT_SAID = None
EFFECTS = [
    # 33 more people a month leave: 33 × 22 by the end of 2025; at € 19,000 each in 2026. A third of it does not
    # reach the general funds, because a smaller deficit also lowers the vangnet.
    ("outflow_rate", 0.001, {VOLUME: -720, JOBS: 0, LASTEN: -16, BUIG: 0, RESERVE: 1.8, FUNDS: -30}),
    # 10 × 22 by the end of 2025; some 255 benefits at € 19,000 in 2026.
    ("inflow", 10.0, {VOLUME: 220, JOBS: 0, LASTEN: 4.9, BUIG: 0, RESERVE: -0.58, FUNDS: 9.2}),
    # A thousandth of a bijstand part of 6,760 in 2026; 5/12 of 6.5 has come in by May 2024.
    ("buig_share", 0.001, {VOLUME: 0, JOBS: 0, LASTEN: 0, BUIG: 6.8, RESERVE: 2.7, FUNDS: -16}),
    # Two years of one percent more on a bijstand part of some 6,500 at 8.16%: 6 and 12; 2024 is published.
    ("macro_growth", 0.01, {VOLUME: 0, JOBS: 0, LASTEN: 0, BUIG: 12, RESERVE: 0, FUNDS: -17}),
    # 400 more starts in 40 months, half of which last; six in ten came out of bijstand, some return.
    ("lks_starts", 10.0, {VOLUME: -98, JOBS: 206, LASTEN: NOT_SAID, BUIG: 1.8, RESERVE: NOT_SAID, FUNDS: -2.5}),
    # A tenth of the first-year jobs more ends: one in ten of some 2,100 starts. The city saves their subsidy at
    # once and loses its refund a year later.
    (
        "lks_first_year_dropout",
        0.10,
        {VOLUME: 39, JOBS: -190, LASTEN: NOT_SAID, BUIG: -1.5, RESERVE: NOT_SAID, FUNDS: NOT_SAID},
    ),
    # A twentieth of some 1,200 older jobs more ends every year, for over three years.
    (
        "lks_later_dropout",
        0.05,
        {VOLUME: 35, JOBS: -174, LASTEN: NOT_SAID, BUIG: -1.3, RESERVE: NOT_SAID, FUNDS: NOT_SAID},
    ),
    # A tenth of 57 starts a month: 5.7 × 22.
    ("lks_from_bijstand", 0.1, {VOLUME: -127, JOBS: 0, LASTEN: -2.8, BUIG: 0, RESERVE: 0.33, FUNDS: -5.3}),
    # A tenth of some 42 exits a month: 4.2 × 22.
    ("lks_return", 0.1, {VOLUME: 92, JOBS: 0, LASTEN: 2.1, BUIG: 0, RESERVE: -0.19, FUNDS: 3.8}),
    # € 1,000 (€ 1,141 in 2026) for 1,870 jobs; the refund follows the year before.
    ("lks_cost", 1000.0, {VOLUME: 0, JOBS: 0, LASTEN: 2.1, BUIG: 2.1, RESERVE: -1.1, FUNDS: 1.4}),
]


def assert_rough(found: dict[str, float], expected: dict[str, float | None], sign: int) -> None:
    for name, size in expected.items():
        if size is None:
            continue
        if size == 0:
            assert found[name] == 0.0, f"{name} must not move"
        else:
            says = f"{name} moves {found[name]:.3f}; about {sign * size} expected"
            assert 0.6 < sign * found[name] / size < 1.6, says


def test_every_lever_has_a_direction_here() -> None:
    assert {lever for lever, _, _ in EFFECTS} == set(defaults())


@pytest.mark.parametrize(("lever", "step", "expected"), EFFECTS, ids=[row[0] for row in EFFECTS])
def test_raising_a_lever_moves_each_outcome_its_way(lever: str, step: float, expected: dict[str, float | None]) -> None:
    assert_rough(change(lever, step), expected, sign=1)


@pytest.mark.parametrize(("lever", "step", "expected"), EFFECTS, ids=[row[0] for row in EFFECTS])
def test_lowering_a_lever_moves_each_outcome_the_other_way(lever: str, step: float, expected: dict[str, float | None]) -> None:
    assert_rough(change(lever, -step), expected, sign=-1)


def test_an_extra_job_costs_this_year_and_is_paid_back_next_year() -> None:
    base, more = simulate(), simulate(lks_starts=defaults()["lks_starts"] + 10)
    extra = more.year_lks_lasten[:, 0] - base.year_lks_lasten[:, 0]
    refund = more.budget.lks_part[:, 0] - base.budget.lks_part[:, 0]
    assert np.all(extra > 0)
    assert refund[0] == refund[1] == 0.0
    assert refund[2] == pytest.approx(extra[1] * 1.03, rel=1e-9)
    assert refund[3] == pytest.approx(extra[2] * 1.03, rel=1e-9)


@pytest.mark.parametrize("lever", ["inflow", "outflow_rate"])
def test_the_citys_own_caseload_never_moves_its_budget(lever: str) -> None:
    base, moved = simulate(until=LAST), simulate(until=LAST, **{lever: 1.5 * defaults()[lever]})
    assert np.array_equal(base.budget.total, moved.budget.total)
    assert not np.array_equal(base.lasten, moved.lasten)


def test_no_lever_reaches_the_settled_months_or_the_settled_budget() -> None:
    """2023: the budget is published, and the lasten only move by what four simulated months can hold."""
    base = simulate()
    for lever, step, _ in EFFECTS:
        moved = simulate(**{lever: defaults()[lever] + step})
        assert moved.budget.total[0, 0] == base.budget.total[0, 0] == 550.8
        assert moved.reserve[0, 0] == base.reserve[0, 0]
        assert abs(moved.lasten[0, 0] - base.lasten[0, 0]) < 0.01 * base.lasten[0, 0]


def test_the_share_works_from_2024_on_and_growth_from_the_first_year_without_a_published_budget() -> None:
    def moved_years(baseline: str, **moved: float) -> list[int]:
        base, run = simulate(baseline, LAST), simulate(baseline, LAST, **moved)
        return [year for i, year in enumerate(run.years) if run.budget.total[i, 0] != base.budget.total[i, 0]]

    assert moved_years("brief-2023-t2", buig_share=0.085) == list(range(2024, 2031))
    assert moved_years("brief-2023-t2", macro_growth=0.05) == list(range(2025, 2031))
    assert moved_years("stand-2025", macro_growth=0.05) == list(range(2027, 2031))


def test_later_national_budgets_raise_the_citys_budget_by_its_share_of_them() -> None:
    brief, later = simulate("brief-2023-t2"), simulate("stand-2025")
    assert later.budget.total[0, 0] == brief.budget.total[0, 0]
    step = (7340.2 - 6958.5) * defaults()["buig_share"]
    assert later.budget.total[1, 0] - brief.budget.total[1, 0] == pytest.approx(step, abs=1e-9)
    assert np.array_equal(later.caseload.stock, brief.caseload.stock)
    assert later.account.general_funds.sum() < brief.account.general_funds.sum() - 80


@pytest.mark.parametrize("lever", ["inflow", "outflow_rate", "lks_starts", "lks_first_year_dropout"])
def test_a_lever_that_moves_later_changes_nothing_before_it_moves(lever: str) -> None:
    switch, count = 12, 40
    now = defaults()[lever]
    moved, base = simulate(**{lever: [now] * switch + [1.2 * now] * (count - switch)}), simulate()
    for path, unmoved in ((moved.caseload.stock, base.caseload.stock), (moved.jobs.stock, base.jobs.stock)):
        assert np.array_equal(path[: switch + 1], unmoved[: switch + 1])
    assert not np.array_equal(moved.caseload.stock[switch + 1 :], base.caseload.stock[switch + 1 :])


def test_lower_dropout_reaches_the_jobs_that_already_run() -> None:
    """A change in one month lowers the exits of that very month in proportion to the hazard."""
    base = simulate()
    moved = simulate(lks_first_year_dropout=[0.5] * 6 + [0.3] * 34)
    hazards = [1 - (1 - dropout) ** (1 / 12) for dropout in (0.3, 0.5)]
    ratio = moved.jobs.first_year_exits[6, 0] / base.jobs.first_year_exits[6, 0]
    assert ratio == pytest.approx(hazards[0] / hazards[1], rel=1e-12)
