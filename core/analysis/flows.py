"""Ways into the caseload and out of it, by month and by year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from core.analysis.bridges import StockBridge, stock_bridges
from core.analysis.outlook import Outlook
from core.model.parameters import Floats
from core.model.projection import Projection

WAYS_IN: Final = ("inflow", "lks_returns", "relapse")
WAYS_OUT: Final = ("outflow", "into_lks", "measures")
WAYS: Final = WAYS_IN + WAYS_OUT


def ways(run: Projection) -> dict[str, Floats]:
    """Every way in and out per simulated month `(months,)` [benefits]."""
    return {way: values[:, 0] for way, values in ways_of_all(run).items()}


def ways_of_all(run: Projection) -> dict[str, Floats]:
    """The same of every path in a run `(months, paths)`."""
    found, (months, paths) = run.caseload, run.caseload.stock.shape
    by_way = {
        "inflow": found.inflow, "lks_returns": found.lks_returns, "relapse": found.relapse,
        "outflow": found.outflow, "into_lks": found.into_lks, "measures": found.measures,
    }  # fmt: skip
    return {way: np.broadcast_to(values, (months - 1, paths)) for way, values in by_way.items()}


def net_flow(run: Projection) -> Floats:
    """What comes in less what goes out per simulated month `(months,)` [benefits]."""
    return np.diff(run.caseload.stock[:, 0])


@dataclass(frozen=True, slots=True)
class StockYears:
    """The calendar years of an outlook, each as a bridge of the caseload.

    Attributes
    ----------
    bridges : tuple[StockBridge, ...]
        The first and the last can be a part of a year.
    year : int
        The one that is looked at.
    """

    outlook: Outlook
    bridges: tuple[StockBridge, ...]
    year: int

    @property
    def chosen(self) -> StockBridge:
        """The year that is looked at."""
        return self.bridges[self.year - self.bridges[0].year]

    @property
    def last(self) -> StockBridge:
        """The last year of the horizon."""
        return self.bridges[-1]


def stock_years(outlook: Outlook, year: int | None = None) -> StockYears:
    """The years of an outlook; looked at is `year`, or else that of the target, or else the last."""
    bridges = stock_bridges(outlook.paths.run, outlook.scenario.measures)
    found = [bridge.year for bridge in bridges]
    aim = outlook.baseline.find("target_volume")
    wanted = next((one for one in (year, None if aim is None else aim.date.year) if one in found), found[-1])
    return StockYears(outlook, bridges, found[found.index(wanted)])
