"""What the model takes: fixed parameters of a baseline, and the drivers that a scenario moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Driver: TypeAlias = "float | Floats"
"""A constant, or an array that broadcasts to `(months, draws)`; `(months, 1)` changes by month."""

MILLION: Final = 1e6
MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class VangnetRule:
    """The safety net of one budget year (Besluit Participatiewet, art. 10; conditions per year).

    Attributes
    ----------
    own_risk : float
        Deficit below which nothing is paid [share of the definitive budget].
    full_from : float
        Deficit above which all is paid [share of the definitive budget].
    half_rate : float
        Part paid between the two [share].
    """

    own_risk: float = 0.075
    full_from: float = 0.125
    half_rate: float = 0.5


@dataclass(frozen=True, slots=True)
class ExtendedVangnet:
    """The extended variant for cities with lasting deficits (Stb. 2025, 222); its tiers are not published.

    Attributes
    ----------
    rule : VangnetRule
        Its own risk, and the tiers that are assumed for it.
    years_needed, years_seen : int
        Of the `years_seen` years before, at least `years_needed` had a deficit of at least this own risk.
    """

    rule: VangnetRule
    years_needed: int = 2
    years_seen: int = 3


@dataclass(frozen=True, slots=True)
class SettledYear:
    """The reference year, of which the budget is published and the months up to the reference month are over.

    Attributes
    ----------
    bijstand, lks : float
        Cost of its months up to and including the reference month [EUR million].
    buig : float
        Definitive BUIG [EUR million].
    share : float
        City's share that it was published with [share].
    """

    bijstand: float
    lks: float
    buig: float
    share: float


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a baseline fixes; no lever moves it.

    Attributes
    ----------
    reference_month : int
        Month index of the observed stocks (peilmaand).
    volume : float
        Caseload at the reference month [benefits].
    lks_jobs : float
        LKS jobs at the reference month [jobs].
    lks_tenure : tuple[float, ...]
        The same jobs by completed months, thirteen classes, the last a year or longer [jobs].
    season_inflow, season_outflow : tuple[float, ...]
        Twelve factors with mean 1, January first.
    settled : SettledYear | None
        The reference year, where its budget is published; None when the account begins with the year after it.
    lks_lasten_before : float
        Own LKS-lasten of the year before an account that begins with a new year: what its first year brings back
        [EUR million].
    price : dict[int, float]
        Cost of one benefit by year [EUR/benefit/year].
    price_index : dict[int, float]
        Price level by year, 1 in the year whose prices the LKS cost is in; LKS cost follows it.
    macro, macro_lks : dict[int, float]
        National budget incl. LKS as published, expected indexation added, and its LKS part, by year [EUR million].
    lks_part : dict[int, float]
        LKS part of the city's budget where it is derived from a published total [EUR million].
    reserve : float
        Reserve before the result of the first year of the account [EUR million]; zero where it is not known: what the run then
        calls general funds is what reserve and general funds pay together.
    vangnet : dict[int, VangnetRule]
        Rule by budget year; the last one holds for later years.
    vangnet_extended : dict[int, ExtendedVangnet]
        Extended variant by budget year; only used when a scenario switches it on.
    """

    reference_month: int
    volume: float
    lks_jobs: float
    lks_tenure: tuple[float, ...]
    season_inflow: tuple[float, ...]
    season_outflow: tuple[float, ...]
    settled: SettledYear | None
    price: dict[int, float]
    price_index: dict[int, float]
    macro: dict[int, float]
    macro_lks: dict[int, float]
    lks_part: dict[int, float]
    reserve: float
    vangnet: dict[int, VangnetRule]
    vangnet_extended: dict[int, ExtendedVangnet] = field(default_factory=dict)
    lks_lasten_before: float = 0.0

    @property
    def first_year(self) -> int:
        """First year of the account: the settled reference year, else the year after it."""
        return self.reference_month // MONTHS + (self.settled is None)


@dataclass(frozen=True, slots=True)
class Drivers:
    """What a scenario, a measure or chance moves. Every field is a constant or broadcasts to `(months, draws)`.

    Attributes
    ----------
    inflow : Driver
        New benefits, returns from LKS not counted [benefits/month].
    outflow_rate : Driver
        Every way out except into an LKS job [share of stock/month].
    lks_first_year_dropout, lks_later_dropout : Driver
        Jobs that end in the first year [share of started jobs], and later [share/year].
    lks_starts : Driver
        New LKS jobs [jobs/month].
    lks_from_bijstand, lks_return : Driver
        Starts that come out of bijstand, and ended jobs that return to it [share].
    lks_cost : Driver
        Subsidy per job in prices of the reference year [EUR/job/year].
    buig_share : Driver
        City's share of the national bijstand budget, from the year after the reference year [share].
    macro_growth : Driver
        Growth of the national budget where none is published [share/year].
    price_factor, macro_factor : Driver
        Deviation from the price path and from the national budget [factor].
    macro_feedback : Driver
        Part of an own saving that comes off the own budget a year later, through the national budget [share].
    vangnet_extended : bool
        Whether the extended safety net is open.
    volume_shift : Driver
        What chance adds to the caseload, the reference month first: a constant or `(1 + months, draws)` [benefits].
    """

    inflow: Driver
    outflow_rate: Driver
    lks_first_year_dropout: Driver
    lks_later_dropout: Driver
    lks_starts: Driver
    lks_from_bijstand: Driver
    lks_return: Driver
    lks_cost: Driver
    buig_share: Driver
    macro_growth: Driver
    price_factor: Driver = 1.0
    macro_factor: Driver = 1.0
    macro_feedback: Driver = 0.0
    vangnet_extended: bool = False
    volume_shift: Driver = 0.0


def monthly(value: Driver, months: int) -> Floats:
    """A driver as an array `(months, 1)` or `(months, draws)`, without copying draws.

    One dimension is months; draws take a second one. Raises ValueError when the months do not fit.
    """
    if isinstance(value, float | int):  # a run has some thirty of them: laying them out takes a quarter of widening them
        return np.full((months, 1), float(value))
    array = np.asarray(value, dtype=np.float64)
    if array.ndim < 2:
        array = array.reshape(-1, 1)
    return array if len(array) == months else np.broadcast_to(array, (months, array.shape[1]))
