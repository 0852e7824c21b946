"""The table that the project promised, read from the printed run as an outsider would read it.

The table was drawn up with LKS budgets of 2025 and 2026 that appeared after the letter. Without them the BUIG of 2025 is
2.71 and that of 2026 6.24 higher, and the general funds pay as much less: `BEFORE` holds what the table said.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.command import printed

YEARS = (2023, 2024, 2025, 2026)
COUNTS = {
    "volume": (32878, 32741, 32647, 32579),
    "lks_jobs": (1450, 1652, 1801, 1928),
}
MONEY = {
    "buig": (550.80, 542.40, 561.57, 580.80),
    "lasten": (565.25, 601.16, 628.18, 647.22),
    "reserve": (29.35, 0.0, 0.0, 0.0),
    "general_funds": (0.0, 29.42, 66.62, 57.37),
    "vangnet_received": (0.0, 0.0, 0.0, 9.04),
}
BEFORE = {"buig": (550.80, 542.40, 558.86, 574.56), "general_funds": (0.0, 29.42, 69.33, 63.62)}
LATER_LKS = {2025: 575.0, 2026: 619.0}
"""LKS part of the national budget as it was published in 2024 and 2025, in the place of growth by 3%."""


def cells(table: dict[str, tuple[float, ...]]) -> list[Any]:
    return [
        pytest.param(name, year, value, id=f"{name}-{year}")
        for name, row in table.items()
        for year, value in zip(YEARS, row, strict=True)
    ]


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return printed("run", "--baseline", "brief-2023-t2")


@pytest.fixture(scope="module")
def years(document: dict[str, Any]) -> dict[int, dict[str, Any]]:
    return {row["year"]: row for row in document["years"]}


@pytest.mark.parametrize(("name", "year", "published"), cells(COUNTS))
def test_volume_and_jobs_are_within_half_of_the_table(
    years: dict[int, dict[str, Any]], name: str, year: int, published: float
) -> None:
    assert years[year][name] == pytest.approx(published, abs=0.5)


@pytest.mark.parametrize(("name", "year", "published"), cells(MONEY))
def test_money_is_within_fifty_thousand_euros_of_the_table(
    years: dict[int, dict[str, Any]], name: str, year: int, published: float
) -> None:
    assert years[year][name] == pytest.approx(published, abs=0.05)


def test_the_december_rows_of_the_months_are_the_years(document: dict[str, Any], years: dict[int, Any]) -> None:
    months = {row["month"]: row for row in document["months"]}
    for year in YEARS:
        december = months[f"{year}-12"]
        assert december["volume"] == years[year]["volume"]
        assert december["lks_jobs"] == years[year]["lks_jobs"]
        assert december["reserve"] == pytest.approx(years[year]["reserve"], abs=1e-9)


def test_the_run_starts_at_the_count_of_the_letter_and_ends_at_the_horizon(document: dict[str, Any]) -> None:
    first, last = document["months"][0], document["months"][-1]
    assert (first["month"], first["volume"]) == ("2023-08", 32864)
    assert last["month"] == "2026-12"
    assert len(document["months"]) == 41


def test_the_run_says_in_which_month_the_reserve_is_empty(document: dict[str, Any]) -> None:
    short = [row["month"] for row in document["months"] if row["general_funds_to_date"] > 0]
    assert document["reserve_empty"] == short[0] == "2024-06"


@pytest.mark.parametrize("name", BEFORE)
def test_with_the_lks_budgets_of_later_the_table_is_as_it_was_drawn_up(years: dict[int, dict[str, Any]], name: str) -> None:
    """By hand: one euro more for LKS takes the share off the bijstand part, and moves what comes back of last year's jobs."""
    lost, macro_lks = [], {2024: 500.0} | LATER_LKS
    for year in LATER_LKS:
        spent, grown = years[year - 1]["lks_lasten"], years[year]["macro_lks"]
        back = spent * (macro_lks[year] / macro_lks[year - 1] - years[year]["macro_lks"] / years[year - 1]["macro_lks"])
        lost.append(0.0816 * (macro_lks[year] - grown) - back)
    sign = 1 if name == "general_funds" else -1
    before = [years[year][name] + sign * by for year, by in zip(LATER_LKS, lost, strict=True)]
    assert before == pytest.approx(BEFORE[name][2:], abs=0.05)


@pytest.mark.parametrize(("lever", "needed", "within"), [("outflow_rate", 0.02183, 0.000005), ("inflow", 480.5, 0.05)])
def test_thirty_thousand_at_the_end_of_2025_asks_what_was_promised(lever: str, needed: float, within: float) -> None:
    answer = printed("solve", "--baseline", "brief-2023-t2", "--for", lever, "--target", "volume=30000@2025-12")
    assert answer["reachable"] is True
    assert answer["value"] == pytest.approx(needed, abs=within)
    reached = printed("run", "--baseline", "brief-2023-t2", "--set", f"{lever}={answer['value']!r}", "--until", "2025-12")
    assert reached["months"][-1]["volume"] == pytest.approx(30000, abs=1e-6)
