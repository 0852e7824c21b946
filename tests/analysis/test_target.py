"""What a target is, and which can be asked at all."""

from __future__ import annotations

import pytest

from core.analysis.target import Target, check_target, parse_target
from core.model.calendar import month_index
from core.problem import Problem
from tests.analysis.scanned import (
    BASELINE,
    JOBS,
    VOLUME,
)


def test_a_target_is_read_from_what_is_typed_and_from_a_baseline() -> None:
    assert parse_target("volume=30000@2025-12") == Target("volume", 30000.0, month_index("2025-12"))
    assert parse_target("result=-2.5@2024-06") == Target("result", -2.5, month_index("2024-06"))
    assert Target("lks_jobs", 2400.0, month_index("2026-12")) == JOBS
    assert Target("volume", 30000.0, month_index("2025-12")) == VOLUME


@pytest.mark.parametrize("text", ["volume", "volume=@2025-12", "volume=x@2025-12", "volume=1@2025-13", "volume=1@", "=1@2025-12",
                                  "volume=1e999@2025-12"])  # fmt: skip
def test_a_target_that_cannot_be_read_shows_its_form(text: str) -> None:
    with pytest.raises(Problem) as caught:
        parse_target(text)
    assert caught.value.key == "solve.target_form"


@pytest.mark.parametrize(
    ("outcome", "month", "until"),
    [("volume", "2024-03", "2024-03"), ("reserve", "2024-03", "2024-03"), ("lks_jobs", "2030-12", "2030-12"),
     ("result", "2024-03", "2024-12"), ("general_funds", "2024-12", "2024-12"), ("volume", "2023-09", "2023-09")],
)  # fmt: skip
def test_a_run_reaches_the_targets_month_or_the_end_of_its_year(outcome: str, month: str, until: str) -> None:
    assert check_target(BASELINE, Target(outcome, 1.0, month_index(month))) == month_index(until)


@pytest.mark.parametrize("month", ["2023-08", "2031-01"])
def test_a_month_that_no_run_reaches_is_refused(month: str) -> None:
    with pytest.raises(Problem) as caught:
        check_target(BASELINE, Target("volume", 1.0, month_index(month)))
    assert caught.value.key == "solve.month"
