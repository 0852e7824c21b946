"""Years of LKS jobs that are made up, and the outlook that they stand in."""

from __future__ import annotations

import dataclasses
from typing import Any

from core.analysis.lks import JobYear, JobYears
from core.model.calendar import month_index
from tests.analysis.made import made
from tests.figures.made import outlook
from tests.text.said import basispad

NO_MONEY = {"cost": None, "reimbursed_next_year": None, "cost_per_job": None, "reimbursed_per_job": None}
"""A year that the run does not hold whole."""


def year_of_jobs(year: int = 2025, **fields: Any) -> JobYear:
    """A year with 690 starts and 530 ends."""
    plain: dict[str, Any] = {
        "start": 1700.0, "starts": 690.0, "first_year_exits": 390.0, "later_exits": 140.0, "net": 160.0, "end": 1860.0,
        "cost": 21.6, "reimbursed_next_year": 23.3, "cost_per_job": 12185.0, "reimbursed_per_job": 13117.0, "fixed": False,
    }  # fmt: skip
    return JobYear(year=year, **plain | fields)


def years(*found: JobYear, first: str = "2023-09") -> JobYears:
    """Those years, in a run whose first simulated month is `first`."""
    run = dataclasses.replace(made("2026-12"), months=range(month_index(first) - 1, month_index("2026-12") + 1))
    return JobYears(outlook(dataclasses.replace(basispad(), run=run)), found)
