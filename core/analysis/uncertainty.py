"""What chance adds to a scenario: one fixed set of draws, the same for every slider value.

The joint distribution. Levers that the user sets are centres; what the city chooses is not random, what comes of it is.
All groups are independent of each other:

- inflow and outflow: each the chosen level, times one plus what lasts (one normal deviate) plus a monthly shock that
  fades slowly (AR(1)). Sizes are estimated from the published counts, `core.analysis.backtest.shipped`, and split
  over inflow and outflow as the national flows varied;
- first-year dropout and returns from LKS: a normal shift;
- price of a benefit: a lognormal factor that grows each year;
- national budget: a lognormal factor on years that are not settled, the size of its published revisions;
- the city's share: a normal shift from the first year without a published share;
- measures: one lognormal factor on the effect of the whole package, its cost stays.

Sizes and their origin stand in the baseline under `spread_…`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy.stats import norm, qmc

from core.baseline import Baseline
from core.cache import remembered
from core.model.calendar import year_of
from core.model.effect import PackageEffect
from core.model.parameters import Driver, Drivers, Floats

SCREEN_DRAWS: Final = 2048
SEED: Final = 1089
"""Of 111 scramblings the one whose chances came closest to those of 65,536 draws in sixteen scenarios; `tests/bench/seed.py`
compares scramblings."""
GROUPS: Final = ("inflow", "outflow", "dropout", "lks_return", "price", "macro", "share", "measures")
"""Independent parts of the distribution."""
SHOCKED: Final = ("inflow", "outflow")
"""Groups with a deviate per month behind the first one."""
DIMENSION: Final = {"macro": 1, "share": 3, "price": 5, "lks_return": 6, "dropout": 7, "measures": 8}
"""Dimension of the points that each group of one deviate takes; the ones between these go to the flows."""
AIMS: Final = (28, 12, 40, 4, 20, 64, 88)
"""Months ahead at which the draws represent the caseload best, the most important first."""
KEPT: Final = 0.98
"""Part of a change in the caseload that is left a month later, for the directions of the draws only."""
_HALF: Final = float(np.sqrt(0.5))
LONGEST: Final = 96
"""Months over which the shocks are laid out; a shorter horizon is the beginning of it."""
QUANTILES: Final = (0.025, 0.10, 0.25, 0.50, 0.75, 0.90, 0.975)


@dataclass(frozen=True, slots=True)
class Spreads:
    """Sizes of the uncertainty, all standard deviations; see the baseline for what each one is."""

    inflow: float
    inflow_shock: float
    outflow: float
    outflow_shock: float
    memory: float
    open_now: float
    dropout: float
    lks_return: float
    price: float
    macro: float
    share: float
    measures: float
    first_year: int
    share_known_until: int
    macro_settled_until: int

    @classmethod
    def of(cls, baseline: Baseline) -> Spreads:
        """Sizes that a baseline gives."""
        return cls(
            inflow=baseline.value("spread_inflow"),
            inflow_shock=baseline.value("spread_inflow_shock"),
            outflow=baseline.value("spread_outflow"),
            outflow_shock=baseline.value("spread_outflow_shock"),
            memory=baseline.value("shock_memory"),
            open_now=baseline.value("shock_open_now"),
            dropout=baseline.value("spread_first_year_dropout"),
            lks_return=baseline.value("spread_lks_return"),
            price=baseline.value("spread_price"),
            macro=baseline.value("spread_macro"),
            share=baseline.value("spread_share"),
            measures=baseline.value("spread_measures"),
            first_year=year_of(baseline.reference_month),
            share_known_until=_share_known_until(baseline),
            macro_settled_until=baseline.macro_settled_until,
        )


def _share_known_until(baseline: Baseline) -> int:
    """Last year whose share is not an assumption; the year before the account when none is."""
    years = baseline.by_year("buig_share")
    known = [year for year in years if baseline.quantity("buig_share", year).status != "assumption"]
    return max(known, default=baseline.first_year - 1)


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
    measure_factor: Floats

    def groups(self) -> dict[str, Floats]:
        """What each group of `GROUPS` moves."""
        return {
            "inflow": self.inflow_factor,
            "outflow": self.outflow_factor,
            "dropout": self.dropout_shift,
            "lks_return": self.return_shift,
            "price": self.price_factor,
            "macro": self.macro_factor,
            "share": self.share_shift,
            "measures": self.measure_factor,
        }

    @classmethod
    def of_groups(cls, groups: Mapping[str, Floats]) -> Disturbance:
        """The disturbance in which each group moves what `groups` says."""
        return cls(
            inflow_factor=groups["inflow"],
            outflow_factor=groups["outflow"],
            dropout_shift=groups["dropout"],
            return_shift=groups["lks_return"],
            price_factor=groups["price"],
            macro_factor=groups["macro"],
            share_shift=groups["share"],
            measure_factor=groups["measures"],
        )

    def each(self, change: Callable[[Floats], Floats]) -> Disturbance:
        """The disturbance whose every array is changed."""
        return Disturbance.of_groups({group: change(values) for group, values in self.groups().items()})


Normals = Mapping[str, Floats]
"""Standard normal deviates per group, each `(dimensions of the group, draws)`."""


@functools.lru_cache(maxsize=4)
def _points(draws: int, months: int, seed: int) -> tuple[Floats, Floats, dict[str, Floats]]:
    """Deviates `(1 + months, draws)` of what inflow and outflow do against each other and together, and of the rest."""
    count = len(GROUPS) - len(SHOCKED) + 2 * (1 + months)
    sampler = qmc.Sobol(count, scramble=True, rng=np.random.default_rng(seed))
    deviates = norm.ppf(np.clip(sampler.random(draws), 1e-12, 1.0 - 1e-12)).T
    first = max(DIMENSION.values()) + 1
    leading = [i for i in range(first) if i not in DIMENSION.values()]
    behind, pairs = deviates[first:], 1 + months - len(leading)
    against = np.concatenate([deviates[leading], behind[0 : 2 * pairs : 2]])
    together = np.concatenate([behind[1 : 2 * pairs : 2], behind[2 * pairs :]])
    alone = {group: deviates[i : i + 1] for group, i in DIMENSION.items()}
    return against, together, alone


def normals(draws: int, months: int = LONGEST, seed: int = SEED) -> dict[str, Floats]:
    """Scrambled Sobol points as deviates per group, the same in every process."""
    against, together, alone = _points(draws, months, seed)
    return _by_group(against, together, alone)


def _by_group(against: Floats, together: Floats, alone: Mapping[str, Floats]) -> dict[str, Floats]:
    # A rotation of independent normals gives independent normals.
    found = dict(alone) | {"inflow": _HALF * (together + against), "outflow": _HALF * (together - against)}
    return {group: found[group] for group in GROUPS}


@remembered(16)
def _aims(spreads: Spreads, months: int) -> Floats:
    """Rotation `(1 + months, 1 + months)` after which the first dimensions decide the caseload at AIMS.

    Sobol points are best in their first dimensions. The caseload some months ahead is a sum of the shocks up to then;
    the gradient of that sum is the direction that a dimension has to point in (Imai and Tan, 2006).
    """
    steps = np.column_stack([np.full(months, spreads.inflow), spreads.inflow_shock * _movements(spreads, months)])
    gradients = [steps[:ahead].T @ KEPT ** np.arange(ahead)[::-1] for ahead in AIMS if ahead <= months]
    rotation, upper = np.linalg.qr(np.column_stack([*gradients, np.eye(1 + months)]))
    return np.asarray(rotation * np.where(np.diag(upper) < 0.0, -1.0, 1.0))


@remembered(16)
def _movements(spreads: Spreads, months: int) -> Floats:
    """Matrix `(months, months)` that turns independent deviates into AR(1) shocks with standard deviation 1 in the end.

    The shock at the reference month is known in part: its own standard deviation is `open_now`. Columns are the
    principal components of the shocks' covariance, the broadest first (Karhunen-Loève).
    """
    memory, open_now, steps = spreads.memory, spreads.open_now, np.arange(1, months + 1)
    apart, together = np.abs(np.subtract.outer(steps, steps)), np.add.outer(steps, steps)
    values, vectors = np.linalg.eigh(memory**apart - (1.0 - open_now**2) * memory**together)
    # An eigenvector's sign is arbitrary and may differ between processors: the first element is made positive.
    vectors = vectors * np.where(vectors[0] < 0.0, -1.0, 1.0)
    return np.asarray((vectors * np.sqrt(np.maximum(values, 0.0)))[:, ::-1])


@remembered(16)
def disturbance(spreads: Spreads, first_month: int, months: int, draws: int = SCREEN_DRAWS) -> Disturbance:
    """The fixed draws for `months` simulated months, the first one being `first_month`."""
    return disturbance_from(deviates_of(spreads, months, draws), spreads, first_month, months)


def deviates_of(spreads: Spreads, months: int, draws: int = SCREEN_DRAWS) -> dict[str, Floats]:
    """The deviates behind the draws of the screen: the Sobol points turned towards what matters for these sizes."""
    longest = max(months, LONGEST)
    against, together, alone = _points(draws, longest, SEED)
    aims = _aims(spreads, longest)
    return _by_group(aims @ against, aims @ together, alone)


def disturbance_from(deviates: Normals, spreads: Spreads, first_month: int, months: int) -> Disturbance:
    """Lay any standard normal deviates out over `months` simulated months.

    Parameters
    ----------
    deviates : Normals
        Per group; the groups in SHOCKED with at least `months` deviates behind their first one.
    """
    years = np.array([year_of(first_month + t) for t in range(months)])[:, np.newaxis]

    def flow(group: str, lasting: float, shock: float) -> Floats:
        own = deviates[group]
        movements = _movements(spreads, len(own) - 1)[:months]
        factor = 1.0 + lasting * own[0] + shock * (movements @ own[1:])
        # Processors differ in the last bits of a matrix product; replicas must not.
        return np.asarray(np.maximum(np.round(factor, 9), 0.0))

    parts = Disturbance(
        inflow_factor=flow("inflow", spreads.inflow, spreads.inflow_shock),
        outflow_factor=flow("outflow", spreads.outflow, spreads.outflow_shock),
        dropout_shift=spreads.dropout * deviates["dropout"],
        return_shift=spreads.lks_return * deviates["lks_return"],
        price_factor=np.exp(np.maximum(years - spreads.first_year, 0) * deviates["price"] * spreads.price),
        macro_factor=np.where(years > spreads.macro_settled_until, np.exp(deviates["macro"] * spreads.macro), 1.0),
        share_shift=np.where(years > spreads.share_known_until, deviates["share"] * spreads.share, 0.0),
        measure_factor=np.exp(deviates["measures"] * spreads.measures),
    )
    for values in parts.groups().values():
        values.setflags(write=False)
    return parts


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


def spread_package(effect: PackageEffect, by: Disturbance) -> PackageEffect:
    """A package whose effect is not sure, one per draw; its cost is as planned."""
    factor = by.measure_factor

    def times(values: Floats) -> Floats:
        return np.asarray(_column(values) * factor)

    return PackageEffect(
        leaving=times(effect.leaving),
        not_entering=times(effect.not_entering),
        leaving_relapse=times(effect.leaving_relapse),
        not_entering_relapse=times(effect.not_entering_relapse),
        lks_starts=times(effect.lks_starts),
        hazard_factor=np.clip(1.0 - times(1.0 - effect.hazard_factor), 0.0, 1.0),
        cost=effect.cost,
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
