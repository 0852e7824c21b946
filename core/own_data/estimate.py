"""Levels of the flows, estimated from the rows of a file."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from core.analysis.calibration import Calibration, Posterior
from core.analysis.foreseen import RECENT
from core.analysis.record import Flow, Record
from core.baseline import Baseline, seasons
from core.facts import LocalText
from core.model.parameters import MONTHS
from core.own_data.give import Given, Quantities, both
from core.own_data.monthly import Monthly
from core.own_data.row import Row
from core.problem import Problem


def calibration_of(monthly: Monthly, parent: Baseline) -> Calibration:
    """Levels of the flows, estimated from the rows. Raises Problem when the rows do not allow it."""
    rows = monthly.rows[-RECENT:]
    record = Record(tuple((row.month, row.caseload) for row in rows), tuple(_year_flows(rows)))
    try:
        found = Posterior(record, seasons(parent.season), ()).calibration()
    except (ValueError, ArithmeticError, np.linalg.LinAlgError) as error:
        raise Problem("own_data.calibration", file=monthly.file) from error
    if not all(math.isfinite(getattr(found, name)) for name in Calibration.__dataclass_fields__):
        raise Problem("own_data.calibration", file=monthly.file)
    return found


def _year_flows(rows: Sequence[Row]) -> Iterator[Flow]:
    """Flows over whole years back from the last month, where every month of the year has them.

    By year, as the estimator knows them: single months would add nothing but size to its matrices.
    """
    for end in range(len(rows), MONTHS, -MONTHS):
        year = rows[end - MONTHS : end]
        inflow, outflow = _total(year, lambda row: row.inflow), _total(year, lambda row: row.outflow)
        if inflow is not None or outflow is not None:
            yield Flow(year[0].month, year[-1].month, inflow, outflow)


def _total(rows: Sequence[Row], read: Callable[[Row], float | None]) -> float | None:
    """Sum of a column; None when a month is empty."""
    values = [read(row) for row in rows]
    return sum(value for value in values if value is not None) if None not in values else None


def flows(given: Given, lks: Quantities) -> Quantities:
    """Levels from the file, with the moves from and into LKS jobs taken out: the model has those apart.

    `lks` holds the quantities of the LKS jobs, dropout and the shares that come from and return to a benefit included.
    """
    starts, ended = given.mean(lambda row: row.lks_starts), given.mean(lambda row: row.lks_ended)
    if starts is None:
        starts = lks["lks_starts", None].value
    if ended is None:
        ended = max(starts - lks["lks_growth", None].value / MONTHS, 0.0)
    returns = lks["lks_return", None].value * ended
    into_lks = lks["lks_from_bijstand", None].value * starts
    return _published_levels(given, returns, into_lks) or _levels_from_counts(given, returns, into_lks)


def _published_levels(given: Given, returns: float, into_lks: float) -> Quantities | None:
    """Inflow and outflow of the last twelve months, without the season; None when a month misses one."""
    before, year = given.rows[-MONTHS - 1 : -1], given.rows[-MONTHS:]
    inflow, outflow = _total(year, lambda row: row.inflow), _total(year, lambda row: row.outflow)
    if inflow is None or outflow is None:
        return None
    season_in, season_out = seasons(given.parent.season)
    exposed = sum(row.caseload * season_out[(row.month + 1) % MONTHS] for row in before)
    level_in, level_out = inflow / sum(season_in), outflow / exposed
    mean = float(np.mean([row.caseload for row in given.rows[-MONTHS:]]))
    why, basis = both("why.year_mean", file=given.monthly.file), both("basis.year_means")
    inflows = _experience(given.rows, lambda row: row.inflow, lambda row: 1.0, returns)
    rates = _experience(given.rows, lambda row: row.outflow, lambda row: row.caseload, into_lks / mean)
    return given.give("inflow", max(level_in - returns, 0.0), "derived", why, inflows, basis=basis) | given.give(
        "outflow_rate", max(level_out - into_lks / mean, 0.0), "derived", why, rates, basis=basis
    )


def _levels_from_counts(given: Given, returns: float, into_lks: float) -> Quantities:
    """Counts alone tell the difference of the flows and hardly their size: the rate is another city's."""
    found, stock = given.calibration, given.last.caseload
    rate = given.parent.quantity("outflow_rate")
    net = found.inflow - found.outflow_rate * stock
    inflow = max(net + rate.value * stock + into_lks - returns, 0.0)
    limits = (rate.range.low, rate.range.high)
    return given.give(
        "outflow_rate", rate.value, "assumption", given.taken_over, limits, basis=rate.range.basis
    ) | given.give("inflow", inflow, "derived", _estimated(given))  # fmt: skip


def _estimated(given: Given) -> LocalText:
    return both("why.estimated", file=given.monthly.file, n=min(len(given.rows), RECENT - 1))


def _experience(
    rows: Sequence[Row], read: Callable[[Row], float | None], by: Callable[[Row], float], less: float
) -> tuple[float, float] | None:
    """Lowest and highest mean over twelve months that the file shows; None when it shows no year."""
    means = []
    for i in range(len(rows) - MONTHS + 1):
        year = rows[i : i + MONTHS]
        values = [value for value in map(read, year) if value is not None]
        if len(values) == MONTHS:
            means.append(float(np.mean(values)) / float(np.mean([by(row) for row in year])) - less)
    return (max(min(means), 0.0), max(*means, 0.0)) if means else None
