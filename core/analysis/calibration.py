"""TEMPORARY STAND-IN, to be replaced by the estimator: flows and the size of chance from counts, by plain means."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Flow:
    """Totals over the months `first_month` to `last_month`; None where unknown."""

    first_month: int
    last_month: int
    inflow: float | None
    outflow: float | None


@dataclass(frozen=True, slots=True)
class Record:
    """Counts `(month index, stock at its end)`, ascending, and flows."""

    counts: tuple[tuple[int, float], ...]
    flows: tuple[Flow, ...]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Benefits a month, share of the stock a month, and the sizes of the spread."""

    inflow: float
    outflow_rate: float
    spread_inflow: float
    spread_outflow: float
    spread_shock: float
    shock_memory: float


def calibrate(record: Record, season_inflow: tuple[float, ...], season_outflow: tuple[float, ...]) -> Calibration:
    """Means of the last twelve months and plain spreads; a stand-in."""
    stock = dict(record.counts)
    last = record.counts[-1][0]
    months = range(last - 11, last + 1)
    flows = {flow.first_month: flow for flow in record.flows if flow.inflow is not None and flow.outflow is not None}
    mean = float(np.mean([stock[month] for month in months]))
    if all(month in flows for month in months):
        inflow = float(np.mean([flows[month].inflow or 0.0 for month in months]))
        rate = float(np.mean([flows[month].outflow or 0.0 for month in months])) / mean
        levels = np.array([(flow.inflow or 0.0) / season_inflow[month % 12] for month, flow in flows.items()])
        shock = float(np.std(levels) / max(float(np.mean(levels)), 1.0))
    else:
        rate = 0.018
        inflow = rate * mean + (stock[last] - stock[last - 12]) / 12
        shock = 0.06
    return Calibration(max(inflow, 0.0), rate, 0.08, 0.05, min(max(shock, 0.01), 0.5), 0.8)
