"""Bridges of the caseload that are made up, and the outlook they stand in."""

from __future__ import annotations

from typing import Any

from core.analysis.bridges import StockBridge
from core.analysis.flows import StockYears
from core.model.calendar import month_index
from tests.figures.made import outlook


def bridge(first: str = "2026-01", last: str = "2026-12", **fields: Any) -> StockBridge:
    """From 32,000 to 32,000, with nothing that comes or goes."""
    plain: dict[str, Any] = {
        "start": 32000.0, "inflow": 0.0, "lks_returns": 0.0, "relapse": 0.0, "outflow": 0.0, "into_lks": 0.0, "measures": {},
        "end": 32000.0, "closing": 0.0,
    }  # fmt: skip
    return StockBridge(year=int(first[:4]), first_month=month_index(first), last_month=month_index(last), **plain | fields)


def years(*bridges: StockBridge, year: int | None = None) -> StockYears:
    """Those years; looked at is `year`, else the last."""
    return StockYears(outlook(), bridges, bridges[-1].year if year is None else year)
