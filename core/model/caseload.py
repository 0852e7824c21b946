"""The caseload (bijstandsvolume): one stock, every way in and every way out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.model.measures import RELAPSE_MONTHS
from core.model.parameters import Floats


@dataclass(frozen=True, slots=True)
class Caseload:
    """Stock and flows, all in benefits; `stock[t+1] = stock[t] + ways in - ways out` in every month and draw.

    Attributes
    ----------
    stock : Floats
        Shape `(months + 1, draws)`.
    inflow, lks_returns, relapse : Floats
        Ways in, shape `(months, draws)`.
    outflow, into_lks, measures : Floats
        Ways out, shape `(months, draws)`.
    chance : Floats
        What chance adds, either way, shape `(months, draws)`; zero on a path without chance.
    """

    stock: Floats
    inflow: Floats
    lks_returns: Floats
    relapse: Floats
    outflow: Floats
    into_lks: Floats
    measures: Floats
    chance: Floats


def simulate_caseload(
    volume: float,
    inflow: Floats,
    outflow_rate: Floats,
    lks_returns: Floats,
    into_lks: Floats,
    measures: Floats,
    relapse: Floats,
    left_relapse: Floats,
    shift: Floats,
) -> Caseload:
    """Run the caseload forward.

    Parameters
    ----------
    volume : float
        Observed stock at month 0 [benefits].
    inflow, lks_returns, into_lks, measures : Floats
        Monthly flows, shapes that broadcast to `(months, draws)` [benefits/month].
    outflow_rate : Floats
        Share of the stock that leaves in the month, season included [share/month].
    relapse : Floats
        Who comes back of those whom measures kept out, same shapes [benefits/month].
    left_relapse : Floats
        Who comes back of those who left through measures `RELAPSE_MONTHS` before, when all of them could leave
        [benefits/month].
    shift : Floats
        What chance adds to the stock, month 0 first, `(months + 1, draws)` [benefits]. It follows from a forecast of the
        stock, so the flows do not know it: it comes and goes beside them, and the stock stays at zero or more.

    Notes
    -----
    Nobody can leave twice: when starts out of bijstand and measures ask for more people than are left, both
    get the same part of what they ask, and the stock ends at zero. Of who could not leave nobody comes back.
    """
    rate = np.clip(outflow_rate, 0.0, 1.0)
    ways_in = inflow + lks_returns + relapse
    asked = into_lks + measures
    net = ways_in + left_relapse - asked
    months, draws = np.broadcast_shapes(net.shape, rate.shape)
    keep = np.broadcast_to(1.0 - rate, (months, draws))
    net = np.broadcast_to(net, (months, draws))
    stock = np.empty((months + 1, draws))
    stock[0] = volume
    for before, after, kept, added in zip(stock[:-1], stock[1:], keep, net, strict=True):
        np.multiply(before, kept, out=after)
        np.add(after, added, out=after)
    granted: Floats | float = 1.0
    if stock.min() <= 0.0:
        short = stock.min(axis=0) <= 0.0  # from the first such month on the path above is no path of people
        full = (np.broadcast_to(array, (months, draws)) for array in (ways_in, asked, left_relapse))
        granted, left_relapse = np.ones((months, draws)), np.array(np.broadcast_to(left_relapse, (months, draws)))
        stock[:, short], granted[:, short], left_relapse[:, short] = _run_short(
            stock[0, short], keep[:, short], *(array[:, short] for array in full)
        )
    outflow = stock[:-1] * rate
    stock, chance = _shifted(stock, shift)
    return Caseload(stock, inflow, lks_returns, relapse + left_relapse, outflow, into_lks * granted, measures * granted, chance)


def _shifted(stock: Floats, shift: Floats) -> tuple[Floats, Floats]:
    """The stock with chance added, zero at least, and what chance adds in each month `(months, draws)`."""
    if not np.any(shift):
        return stock, np.zeros((len(stock) - 1, 1))
    shifted = np.maximum(stock + shift, 0.0)
    return shifted, np.diff(shifted - stock, axis=0)


def _run_short(stock: Floats, keep: Floats, ways_in: Floats, asked: Floats, planned: Floats) -> tuple[Floats, Floats, Floats]:
    """Draws that run out of people, month by month: stock `(months + 1, draws)`, granted part and relapse `(months, draws)`."""
    months = len(asked)
    path, granted, relapse = [stock], np.ones_like(asked), planned.copy()
    for t in range(months):
        # In the same order as above, so that the months before the first shortage are the same to the last bit.
        end = path[-1] * keep[t] + (ways_in[t] + relapse[t] - asked[t])
        available = path[-1] * keep[t] + (ways_in[t] + relapse[t])
        np.divide(np.minimum(asked[t], available), asked[t], out=granted[t], where=(end <= 0.0) & (asked[t] > 0.0))
        if t + RELAPSE_MONTHS < months:
            relapse[t + RELAPSE_MONTHS] *= granted[t]
        path.append(np.maximum(end, 0.0))
    return np.stack(path), granted, relapse


def seasonal_factors(quarters: Floats, *, school_year: bool) -> tuple[float, ...]:
    """Twelve monthly factors with mean 1 from quarterly flows.

    Parameters
    ----------
    quarters : Floats
        Flow per quarter, shape `(years, 4)`.
    school_year : bool
        The third quarter's factor sits in August and September: young people leave when school starts, so
        July is an ordinary month and the other two carry the quarter.

    Returns
    -------
    tuple[float, ...]
        January first.
    """
    ratios = quarters / quarters.mean(axis=1, keepdims=True)
    quarter = np.median(ratios, axis=0)
    months = np.repeat(quarter, 3)
    if school_year:
        months[6] = 1.0
        months[7] = months[8] = (3.0 * quarter[2] - 1.0) / 2.0
    return tuple(float(factor) for factor in months / months.mean())


def steady_state(
    inflow: float,
    outflow_rate: float,
    net_lks: float,
    season_inflow: tuple[float, ...],
    season_outflow: tuple[float, ...],
) -> float:
    """Caseload that constant levers lead to, mean over the year [benefits].

    The stock repeats itself every twelve months: one year is the affine map `a·V + b`, whose fixed point starts
    the cycle. Infinite when nobody leaves, or so few that the number is larger than a float holds.

    Parameters
    ----------
    inflow : float
        [benefits/month]
    outflow_rate : float
        [share of stock/month]
    net_lks : float
        Returns from LKS less starts out of bijstand, when the jobs are steady [benefits/month].
    season_inflow, season_outflow : tuple[float, ...]
        Twelve factors each.
    """
    if outflow_rate <= 0.0:
        return float("inf") if inflow + net_lks > 0.0 else 0.0

    def year(start: float) -> list[float]:
        path = [start]
        for factor_in, factor_out in zip(season_inflow, season_outflow, strict=True):
            keep = 1.0 - min(outflow_rate * factor_out, 1.0)
            path.append(path[-1] * keep + inflow * factor_in + net_lks)
        return path[1:]

    # 1 - a, by logarithms: what leaves in a year stays exact, also when a itself rounds to 1.
    with np.errstate(divide="ignore", over="ignore"):
        leaves = -np.expm1(np.log1p(-np.minimum(outflow_rate * np.array(season_outflow), 1.0)).sum())
        start = float(np.divide(year(0.0)[-1], leaves))
    return max(0.0, float(np.mean(year(start))))
