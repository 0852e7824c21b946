"""What the letters say about their own numbers, redone from the numbers that the project stores.

Each test is named after its letter. Inputs come from the baseline and the published series; only the outcome that
the letter states is written here.
"""

from __future__ import annotations

import datetime as dt

import pytest

from core.baseline import Baseline, default_starts, lks_part_of_total, load_baseline, price_of_reference_year
from core.city import all_series, contradictions_for, macro_budget
from core.facts import sources
from core.model.calendar import month_label
from tests.model import described, oracle, simulate
from tests.places import ROTTERDAM

LETTER_2023 = "letter-2023-10-10"
LETTER_2025 = "letter-2025-lks"
ROUNDED = 0.05 + 1e-9
"""Half of the last decimal that a letter prints, in EUR million."""


@pytest.fixture(scope="module")
def brief() -> Baseline:
    return load_baseline("brief-2023-t2")


def published(name: str, year: int, *, stage: str | None = None, source: str | None = None) -> float:
    """The one point of a series for a year, at a budget stage or from a source."""
    found = [
        point.value
        for point in all_series(ROTTERDAM)[name].observations
        if point.date.year == year and stage in (None, point.stage) and source in (None, point.source)
    ]
    assert len(found) == 1, f"{name} {year} {stage} {source}: {found}"
    return found[0]


def test_letter_2023_is_the_one_that_the_baseline_rests_on(brief: Baseline) -> None:
    letter = sources()[LETTER_2023]
    assert (letter.reference, letter.date) == ("M2309-1320", dt.date(2023, 10, 10))
    assert (brief.known_on, brief.quantity("volume").source) == (letter.date, LETTER_2023)


def test_letter_2023_caseload_is_32864_at_the_end_of_the_second_four_months(brief: Baseline) -> None:
    assert month_label(brief.reference_month) == "2023-08"
    assert brief.value("volume") == 32864
    counts = {point.date: point.value for point in ROTTERDAM.points("volume")}
    assert brief.value("volume") == counts[dt.date(2023, 8, 31)]
    assert brief.value("volume_year_start") == counts[dt.date(2022, 12, 31)]


def test_letter_2023_targets_are_32325_this_year_and_30000(brief: Baseline) -> None:
    assert (brief.value("milestone_volume"), brief.quantity("milestone_volume").date.year) == (32325, 2023)
    assert (brief.value("target_volume"), brief.quantity("target_volume").date.year) == (30000, 2025)
    assert brief.value("milestone_volume") == published("volume_forecasts", 2023, source=LETTER_2023)


def test_letter_2023_caseload_fell_by_111_since_the_year_began(brief: Baseline) -> None:
    assert brief.value("volume_year_start") - brief.value("volume") == 111


def fall_until_august(start: float, rate: float) -> float:
    """What the equations make of the first eight months of 2023, from the count at the end of 2022."""
    figures = described.FIGURES["brief-2023-t2"]
    inward, outward = (described.season(f"cbs_national_{flow}", school_year=flow == "outflow") for flow in ("inflow", "outflow"))
    h1, h2 = oracle.hazard(0.50), oracle.hazard(0.15)
    volume = start
    classes, starts = oracle.spread_over_tenure(published("lks_stock", 2022), h1, h2), oracle.default_starts(figures)
    for month in range(8):
        classes, first, later = oracle.month_of_jobs(classes, h1, h2, starts)
        volume += 600 * inward[month] - rate * outward[month] * volume + 0.35 * (first + later) - 0.60 * starts
    return start - volume


def test_the_outflow_is_an_assumption_that_does_not_give_the_fall_of_111(brief: Baseline) -> None:
    outflow = brief.quantity("outflow_rate")
    assert (outflow.value, outflow.status) == (0.018, "assumption")
    assert round(fall_until_august(brief.value("volume_year_start"), outflow.value)) == 213
    assert round(fall_until_august(brief.value("volume_year_start"), 0.0176)) == 112
    assert outflow.derivation is not None
    assert "1,80% geven deze vergelijkingen vanaf eind 2022 een daling van 213; 111 vraagt 1,76%" in outflow.derivation["nl"]


def test_letter_2023_expected_deficit_is_18_8(brief: Baseline) -> None:
    deficit = brief.value("expected_lasten") - brief.value("budget_expected")
    assert deficit == pytest.approx(18.8, abs=ROUNDED)
    assert -deficit == pytest.approx(published("buig_balance", 2023), abs=ROUNDED)


def test_letter_2023_definitive_budget_is_about_4_higher_than_expected(brief: Baseline) -> None:
    more = brief.value("buig_total", 2023) - brief.value("budget_expected")
    assert round(more) == 4
    stages = [published("buig_budget", 2023, stage=stage) for stage in ("definitief", "nader voorlopig")]
    assert more == pytest.approx(stages[0] - stages[1], abs=1e-9)


def test_letter_2023_provisional_budget_leaves_a_gap_of_about_27(brief: Baseline) -> None:
    gap = brief.value("city_budget") - brief.value("buig_total", 2024)
    assert round(gap) == 27
    assert brief.value("city_budget") == published("buig_assumed", 2024)
    assert brief.value("buig_total", 2024) == published("buig_budget", 2024, stage="voorlopig")


def test_letter_2023_smaller_share_costs_almost_29(brief: Baseline) -> None:
    step = brief.value("buig_share", 2023) - brief.value("buig_share", 2024)
    assert step == pytest.approx(0.0045, abs=1e-12)
    macro, lks = brief.value("macro_budget", 2024), brief.quantity("macro_lks", 2024)
    assert step * (macro - lks.value) == pytest.approx(29, abs=0.1)
    # "Almost" is somewhat under 29: the range around the derived LKS part must hold such a value.
    assert 28.5 < step * (macro - lks.range.high) < 29 < step * (macro - lks.range.low)


def test_letter_2023_reserve_of_25_becomes_28_9_with_the_definitive_budget(brief: Baseline) -> None:
    expected_at_year_end = published("reserve", 2023, source=LETTER_2023)
    deficit_foreseen = brief.value("expected_lasten") - brief.value("budget_expected")
    deficit_now = brief.value("expected_lasten") - brief.value("buig_total", 2023)
    assert expected_at_year_end == 25
    assert deficit_now == pytest.approx(14.9, abs=ROUNDED)
    assert expected_at_year_end + deficit_foreseen - deficit_now == pytest.approx(28.9, abs=ROUNDED)
    assert brief.value("reserve") == pytest.approx(expected_at_year_end + deficit_foreseen, abs=1e-9)


def test_letter_2023_macro_budget_is_635_above_that_of_2022(brief: Baseline) -> None:
    assert brief.value("macro_budget", 2023) == published("macro_budget", 2023, stage="definitief")
    step = brief.value("macro_budget", 2023) - next(
        point.value for point in macro_budget(ROTTERDAM) if (point.date.year, point.stage) == (2022, "definitief")
    )
    assert round(step) == 635


def test_letter_2023_step_of_300_4_does_not_fit_its_own_macro_budget(brief: Baseline) -> None:
    """The letter's own amounts differ by 301.7; its step fits what the ministry printed a year later."""
    entry = next(entry for entry in contradictions_for(ROTTERDAM) if entry.id == "macro-2023-definitief")
    assert brief.value("macro_budget", 2024) - brief.value("macro_budget", 2023) == pytest.approx(301.7, abs=1e-9)
    fitting = [value for value in entry.values if round(brief.value("macro_budget", 2024) - value, 1) == 300.4]
    assert fitting == [6658.1]
    assert entry.used == brief.value("macro_budget", 2023) != fitting[0]
    assert LETTER_2023 in entry.sources
    for language, stated in (("nl", "300,4"), ("en", "300.4")):
        assert stated in entry.reason[language]


def test_letter_2023_price_of_a_benefit_follows_from_the_expected_lasten(brief: Baseline) -> None:
    price = price_of_reference_year(brief)
    assert price == pytest.approx(16750, abs=1)
    mean_stock = (brief.value("volume_year_start") + brief.value("volume")) / 2
    assert mean_stock == 32919.5
    whole_year = price * mean_stock + brief.value("lks_mean_jobs") * brief.value("lks_cost")
    assert whole_year / 1e6 == pytest.approx(brief.value("expected_lasten"), abs=1e-9)


@pytest.mark.parametrize("year", [2023, 2024])
def test_letter_2023_budgets_are_reproduced_by_share_and_lks_part(brief: Baseline, year: int) -> None:
    bijstand = brief.value("macro_at_total", year) - brief.value("macro_lks", year)
    rebuilt = brief.value("buig_share", year) * bijstand + lks_part_of_total(brief, year)
    assert rebuilt == pytest.approx(brief.value("buig_total", year), abs=1e-9)
    run = simulate()
    assert run.budget.total[year - 2023, 0] == pytest.approx(brief.value("buig_total", year), abs=1e-9)


def test_letter_2023_lasten_run_in_line_with_the_budget(brief: Baseline) -> None:
    """The letter expects 565.7 for the year; the model's four simulated months must not break that."""
    assert simulate().lasten[0, 0] == pytest.approx(brief.value("expected_lasten"), abs=1.0)


def test_accounts_2022_jobs_grew_by_251_and_eight_twelfths_of_it_came_by_august(brief: Baseline) -> None:
    end_2021, end_2022 = (published("lks_stock", year) for year in (2021, 2022))
    growth = end_2022 - end_2021
    assert brief.value("lks_growth") == growth == 251
    assert brief.value("lks_jobs") == round(end_2022 + 8 * growth / 12)


def test_accounts_2022_default_starts_repeat_the_growth_of_that_year(brief: Baseline) -> None:
    run = simulate()
    assert run.jobs.stock[12, 0] - run.jobs.stock[0, 0] == pytest.approx(brief.value("lks_growth"), abs=1e-6)
    assert default_starts(brief) == pytest.approx(57.39, abs=0.005)


def test_letter_2025_target_of_2400_jobs_asks_305_more_a_year(brief: Baseline) -> None:
    target = brief.quantity("lks_target")
    assert (target.value, target.date, target.source) == (2400, dt.date(2026, 12, 31), LETTER_2025)
    assert target.value == published("lks_targets", 2026, source=LETTER_2025)
    assert round((target.value - published("lks_stock", 2022)) / 4) == 305


def test_letter_2025_more_than_half_of_the_jobs_end_in_the_first_year_and_half_is_our_reading(brief: Baseline) -> None:
    dropout = brief.quantity("lks_first_year_dropout")
    assert (dropout.value, dropout.source, dropout.status) == (0.5, LETTER_2025, "assumption")
    assert dropout.derivation is not None
    assert "meer dan 50%" in dropout.derivation["nl"]
    other = brief.quantity("lks_first_year_dropout_other_reading")
    assert (other.value, other.source, other.status) == (0.3, LETTER_2025, "assumption")
