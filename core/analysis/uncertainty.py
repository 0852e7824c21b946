"""What chance adds to a scenario: one fixed set of draws, the same for every slider value.

Levers that the user sets are centres. Around them spread: the level of inflow and of outflow, a monthly shock on
inflow that fades, first-year dropout and returns from LKS, the price of a benefit, the revision of the national
budget, and the city's share of it. Sizes and their origin stand in the baseline under `spread_…`. Most are
assumptions of ours and not yet tested against the published counts.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy.stats import norm, qmc

from core.baseline import Baseline
from core.model.calendar import year_of
from core.model.parameters import Driver, Drivers, Floats
from core.model.projection import Projection

SCREEN_DRAWS: Final = 2048
SEED: Final = 30000
GROUPS: Final = ("inflow", "outflow", "dropout", "lks_return", "price", "macro", "share")
"""What is uncertain, in the order in which the draws take them."""
QUANTILES: Final = (0.025, 0.10, 0.25, 0.50, 0.75, 0.90, 0.975)


@dataclass(frozen=True, slots=True)
class Spreads:
    """Sizes of the uncertainty, all standard deviations; see the baseline for what each one is."""

    inflow: float
    outflow: float
    shock: float
    memory: float
    dropout: float
    lks_return: float
    price: float
    macro: float
    share: float
    first_year: int
    share_known_until: int
    macro_settled_until: int

    @classmethod
    def of(cls, baseline: Baseline) -> Spreads:
        """Sizes that a baseline gives."""
        settled = [
            year for (key, year), found in baseline.quantities.items()
            if key == "macro_budget" and year is not None and found.stage == "definitief"
        ]  # fmt: skip
        return cls(
            inflow=baseline.value("spread_inflow"),
            outflow=baseline.value("spread_outflow"),
            shock=baseline.value("spread_shock"),
            memory=baseline.value("shock_memory"),
            dropout=baseline.value("spread_first_year_dropout"),
            lks_return=baseline.value("spread_lks_return"),
            price=baseline.value("spread_price"),
            macro=baseline.value("spread_macro"),
            share=baseline.value("spread_share"),
            first_year=year_of(baseline.reference_month),
            share_known_until=max(baseline.by_year("buig_share")),
            macro_settled_until=max(settled, default=year_of(baseline.reference_month)),
        )


@dataclass(frozen=True, slots=True)
class Disturbance:
    """Draws ready to lay over the levers; arrays are read-only, `(months, draws)` or `(1, draws)`."""

    inflow_factor: Floats
    outflow_factor: Floats
    dropout_shift: Floats
    return_shift: Floats
    price_factor: Floats
    macro_factor: Floats
    share_shift: Floats


@functools.lru_cache(maxsize=8)
def _normals(draws: int, dimensions: int, seed: int) -> Floats:
    """Standard normal draws, shape `(dimensions, draws)`: scrambled Sobol points, the same in every process."""
    points = qmc.Sobol(dimensions, scramble=True, rng=np.random.default_rng(seed)).random(draws)
    normals = norm.ppf(np.clip(points, 1e-12, 1.0 - 1e-12)).T.copy()
    normals.setflags(write=False)
    return np.asarray(normals)


def normals(draws: int, months: int, seed: int = SEED) -> dict[str, Floats]:
    """Independent standard normal draws per group of `GROUPS`, each `(dimensions of the group, draws)`.

    Inflow has one dimension for its level and one for the shock of each month: a shock is drawn in that month's own
    dimension, so a longer horizon keeps the earlier months. Every other group has one dimension.
    """
    found = _normals(draws, len(GROUPS) + max(months, 96), seed)
    levels = {name: found[i : i + 1] for i, name in enumerate(GROUPS)}
    return levels | {"inflow": np.concatenate([levels["inflow"], found[len(GROUPS) :]])}


def disturbance_from(normals: Mapping[str, Floats], spreads: Spreads, first_month: int, months: int) -> Disturbance:
    """What given standard normals do to `months` simulated months, the first one being `first_month`.

    Parameters
    ----------
    normals : Mapping[str, Floats]
        Per group of `GROUPS`, `(dimensions of the group, draws)`.
    """
    inflow = normals["inflow"]
    level = {name: values[0] for name, values in normals.items()}
    fresh = inflow[1 : months + 1] * spreads.shock * np.sqrt(1.0 - spreads.memory**2)
    shock = np.empty((months, inflow.shape[1]))
    carried: Floats = np.zeros(inflow.shape[1])
    for t in range(months):
        carried = spreads.memory * carried + fresh[t]
        shock[t] = carried
    years = np.array([year_of(first_month + t) for t in range(months)])[:, np.newaxis]
    parts = Disturbance(
        inflow_factor=np.exp(level["inflow"] * spreads.inflow + shock),
        outflow_factor=np.exp(level["outflow"] * spreads.outflow)[np.newaxis],
        dropout_shift=(level["dropout"] * spreads.dropout)[np.newaxis],
        return_shift=(level["lks_return"] * spreads.lks_return)[np.newaxis],
        price_factor=np.exp(np.maximum(years - spreads.first_year, 0) * level["price"] * spreads.price),
        macro_factor=np.where(years > spreads.macro_settled_until, np.exp(level["macro"] * spreads.macro), 1.0),
        share_shift=np.where(years > spreads.share_known_until, level["share"] * spreads.share, 0.0),
    )
    for name in parts.__dataclass_fields__:
        getattr(parts, name).setflags(write=False)
    return parts


@functools.lru_cache(maxsize=16)
def disturbance(spreads: Spreads, first_month: int, months: int, draws: int = SCREEN_DRAWS) -> Disturbance:
    """The fixed draws for `months` simulated months, the first one being `first_month`."""
    return disturbance_from(normals(draws, months), spreads, first_month, months)


def _column(value: Driver) -> Driver:
    """One dimension is months, as everywhere in the model: it goes down, so that draws go across."""
    return np.reshape(value, (-1, 1)) if np.ndim(value) == 1 else value


def spread(drivers: Drivers, by: Disturbance) -> Drivers:
    """The drivers with chance laid over them; shares stay shares."""
    return replace(
        drivers,
        inflow=_column(drivers.inflow) * by.inflow_factor,
        outflow_rate=_column(drivers.outflow_rate) * by.outflow_factor,
        lks_first_year_dropout=np.clip(_column(drivers.lks_first_year_dropout) + by.dropout_shift, 0.0, 0.99),
        lks_return=np.clip(_column(drivers.lks_return) + by.return_shift, 0.0, 1.0),
        buig_share=np.clip(_column(drivers.buig_share) + by.share_shift, 0.0, 1.0),
        price_factor=by.price_factor,
        macro_factor=by.macro_factor,
    )


def quantiles(values: Floats, levels: tuple[float, ...] = QUANTILES) -> Floats:
    """Quantiles over draws, shape `(levels, rows)`, linear between order statistics.

    One partition per row at just the order statistics that are needed; `np.quantile` takes several times as long.
    """
    draws = values.shape[1]
    positions = np.asarray(levels) * (draws - 1)
    below = np.floor(positions).astype(np.intp)
    above = np.minimum(below + 1, draws - 1)
    ordered = np.partition(values, np.unique(np.concatenate([below, above])), axis=1)
    weight = positions - below
    return np.asarray((ordered[:, below] * (1.0 - weight) + ordered[:, above] * weight).T)


def chance_at_or_under(run: Projection, month: int, target: float) -> float:
    """Part of the draws in which the caseload is at or under `target` in `month`."""
    return float(np.mean(run.caseload.stock[month - run.months[0]] <= target))
