"""The draws of a baseline: its forecast, and the sizes of everything else that is not sure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import ndtri

from core.analysis.foreseen import Foreseen, foreseen
from core.analysis.nowcast import FOLLOWS
from core.analysis.simulate import simulate_people
from core.analysis.uncertainty import SCREEN_DRAWS, Disturbance, Normals, Spreads, normals
from core.analysis.ways import Ways, ways_of
from core.baseline import Baseline, ByIdentity
from core.cache import remembered
from core.model.calendar import LAST_MONTH, year_of
from core.model.parameters import MONTHS, Floats
from core.problem import Problem
from core.scenario import default_scenario, with_until

ON_BUDGET: Final = 0.8
"""Part of a relative change of the national number of persons that the national budget follows."""
MOST_DRAWS: Final = 65536
LEAST_OPEN: Final = 0.03
"""Least that a national budget that is not settled may be revised by, beside persons and prices: our assumption."""
LEAST_SPREAD: Final = 1e-9
"""What stands for a band without width, which nothing can be divided by [log ratio]."""


def check_draws(draws: int) -> int:
    """The same number of draws when it can be: points that fill space evenly come in powers of two. Raises Problem."""
    if draws < 2 or draws > MOST_DRAWS or draws & (draws - 1):
        raise Problem("command.draws", value=draws, high=MOST_DRAWS)
    return draws


@dataclass(frozen=True, slots=True)
class Layout:
    """What turns deviates into a disturbance of a baseline, over the months up to the last that any path may reach.

    Attributes
    ----------
    base : Floats
        The untouched basispad, the reference month first `(1 + months,)` [benefits].
    middle : Floats
        Middle of the forecast `(months,)` [benefits].
    follows, beside : Floats
        Change of the logarithm of the national number: per unit change of the logarithm of the caseload, and per deviate of
        its own `(months,)`.
    revised : float
        Scale of what else a national budget is revised by.
    """

    spreads: Spreads
    ways: Ways
    base: Floats
    middle: Floats
    follows: Floats
    beside: Floats
    revised: float

    def disturbance(self, deviates: Normals, *, even: bool = True) -> Disturbance:
        """Lay any standard normal deviates out over the months; `even` as in `Ways.paths`."""
        spreads, months = self.spreads, self.ways.months[1:]
        years = np.array([year_of(month) for month in months])[:, np.newaxis]
        opened = (years > spreads.macro_settled_until).astype(np.float64)
        parts = Disturbance(
            caseload=self.ways.paths(deviates["caseload"], even=even) - self.base[:, np.newaxis],
            national_factor=np.exp(ON_BUDGET * opened * self.beside[:, np.newaxis] * deviates["national"]),
            dropout_shift=spreads.dropout * deviates["dropout"],
            return_shift=spreads.lks_return * deviates["lks_return"],
            price_factor=np.exp(np.maximum(years - spreads.first_year, 0) * deviates["price"] * spreads.price),
            macro_factor=np.exp(opened * self.revised * deviates["macro"]),
            share_shift=np.where(years > spreads.share_known_until, deviates["share"] * spreads.share, 0.0),
            measure_factor=np.exp(deviates["measures"] * spreads.measures),
            follows=ON_BUDGET * opened * (self.follows / self.middle)[:, np.newaxis],
            middle=(self.middle - self.base[1:])[:, np.newaxis],
            open=opened,
        )
        for values in parts.groups().values():
            values.setflags(write=False)
        return parts


def layout_of(baseline: Baseline) -> Layout:
    """The layout of a baseline, worked out once."""
    return _layout(ByIdentity(baseline))


@remembered(16)
def _layout(key: ByIdentity) -> Layout:
    return layout_from(key.baseline, foreseen(key.baseline), Spreads.of(key.baseline))


def layout_from(baseline: Baseline, found: Foreseen, spreads: Spreads) -> Layout:
    """The layout of a baseline from a forecast and the other sizes."""
    months = range(baseline.reference_month, LAST_MONTH + 1)
    untouched = with_until(default_scenario(baseline), baseline, LAST_MONTH)
    base = simulate_people(baseline, untouched).caseload.stock[:, 0]
    # What is foreseen of a small stock that went up and down may lie below zero; a stock does not.
    low, middle, high = np.maximum(found.pool.quantiles((0.10, 0.50, 0.90)), 1.0)
    spread = np.maximum(np.log(high / low), LEAST_SPREAD) / (2.0 * ndtri(0.9))
    now = spread[0] if found.nowcast is not None else 0.0
    middle, spread = middle[-len(months) + 1 :], spread[-len(months) + 1 :]
    follows, beside = country_given_city(spread, now, found.apart / found.pool.walk.scale)
    explained = (ON_BUDGET * FOLLOWS * follows[MONTHS - 1] * spread[MONTHS - 1]) ** 2
    explained += (ON_BUDGET * beside[MONTHS - 1]) ** 2 + spreads.price**2
    revised = float(np.sqrt(max(spreads.macro**2 - explained, LEAST_OPEN**2)))
    return Layout(spreads, ways_of(found.pool, found.together, months), base, middle, follows, beside, revised)


def country_given_city(spread: Floats, now: float, apart: float) -> tuple[Floats, Floats]:
    """What the country does given what the city does, per month: the slope, and the scale of what it does beside that.

    The city follows the country with 0.85 and does something of its own beside that, `d = 0.85 g + own`. So the variance
    of `0.85 g` is the part of the city's that is not its own, and a normal `g` given `d` has the slope
    `0.85 var(g) / var(d)`.

    Parameters
    ----------
    spread : Floats
        Scale of the logarithm of the city's caseload in each month `(months,)`.
    now : float
        The same in the reference month: what is not known of the city today says nothing of the country later.
    apart : float
        What the city does of its own, as a part of all that it does [share of the scale].
    """
    national = max(1.0 - apart**2, 0.0) * np.maximum(spread**2 - now**2, 0.0) / FOLLOWS**2
    follows = FOLLOWS * national / spread**2
    return follows, np.sqrt(np.maximum(national * (1.0 - FOLLOWS * follows), 0.0))


@remembered(16)
def _disturbance(key: ByIdentity, until: int, draws: int) -> Disturbance:
    return disturbance_from(key.baseline, layout_of(key.baseline), until, draws)


def disturbance_from(baseline: Baseline, layout: Layout, until: int, draws: int) -> Disturbance:
    """The draws of a layout up to a month."""
    whole = layout.disturbance(normals(draws, len(layout.ways.months) - 1))
    # A part of an array keeps all of it in memory.
    part = whole.first(until - baseline.reference_month).each(np.copy)
    # The forecast holds whatever happens to LKS jobs: what that does to the untouched basispad comes off again.
    untouched = with_until(default_scenario(baseline), baseline, until)
    jobs_only = part.with_groups({"caseload": np.zeros((len(part.caseload), 1))})
    part.caseload[:] += layout.base[: len(part.caseload), np.newaxis]
    part.caseload[:] -= simulate_people(baseline, untouched, jobs_only).caseload.stock
    for values in part.groups().values():
        values.setflags(write=False)
    return part


def screen_disturbance(baseline: Baseline, until: int, draws: int = SCREEN_DRAWS) -> Disturbance:
    """The draws of the screen up to a month: the same for every slider value."""
    return _disturbance(ByIdentity(baseline), until, draws)
