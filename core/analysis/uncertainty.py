"""What chance adds to a scenario: one fixed set of draws, the same for every slider value.

Levers that the user sets are centres; what the city chooses is not random, what comes of it is. The joint distribution:

- caseload: the forecast (`core.analysis.pool`) less the untouched basispad, added to the scenario's own path. So the
  untouched page shows the forecast itself, and a scenario shows it shifted by what the scenario changes. Of the draws half
  walk and half drift;
- national: what the number of persons on assistance in the whole country does beside that. A city follows the country, so
  the country is drawn given the city's path; the national budget follows the country in its turn;
- first-year dropout and returns from LKS: a normal shift;
- price of a benefit: a lognormal factor that grows each year; the national budget grows with it;
- national budget: what else a budget that is not settled is revised by, a lognormal factor;
- the city's share: a normal shift from the first year without a published share;
- measures: one lognormal factor on the effect of the whole package, its cost stays.

Deviates are independent between groups. Sizes and their origin stand in the baseline under `spread_…`, those of the
caseload follow from the published counts.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy.special import ndtri
from scipy.stats import qmc

from core.baseline import Baseline
from core.model.calendar import year_of
from core.model.effect import PackageEffect
from core.model.parameters import Driver, Drivers, Floats

SCREEN_DRAWS: Final = 2048
SEED: Final = 30000
GROUPS: Final = ("caseload", "national", "dropout", "lks_return", "price", "macro", "share", "measures")
"""Independent parts of the distribution."""
DIMENSION: Final = {"macro": 1, "share": 3, "price": 5, "national": 6, "lks_return": 7, "dropout": 8, "measures": 9}
"""Dimension of the points that each group of one deviate takes; the others go to the caseload."""
BESIDE: Final = 3
"""Deviates of the caseload that are not of a month: the stock it starts from, how wide a walk is, and whether it is one."""
QUANTILES: Final = (0.025, 0.10, 0.25, 0.50, 0.75, 0.90, 0.975)


@dataclass(frozen=True, slots=True)
class Spreads:
    """Sizes of the uncertainty, all standard deviations; see the baseline for what each one is."""

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
    """Draws ready to lay over the levers; arrays are read-only, `(months, draws)` or `(1, draws)`.

    Attributes
    ----------
    caseload : Floats
        What is added to the caseload, the reference month first `(1 + months, draws)` [benefits].
    national_factor, macro_factor : Floats
        On the national budget: of what the country does beside the city, and of what nobody can explain.
    follows : Floats
        Change of the logarithm of the national budget per benefit that the caseload stands off `middle` `(months, 1)`.
    middle : Floats
        Middle of what is added to the caseload `(months, 1)` [benefits].
    open : Floats
        1 in months whose national budget is not settled, else 0 `(months, 1)`.
    """

    caseload: Floats
    national_factor: Floats
    dropout_shift: Floats
    return_shift: Floats
    price_factor: Floats
    macro_factor: Floats
    share_shift: Floats
    measure_factor: Floats
    follows: Floats
    middle: Floats
    open: Floats

    def groups(self) -> dict[str, Floats]:
        """What each group of `GROUPS` moves."""
        return {group: getattr(self, field) for group, field in FIELDS.items()}

    def with_groups(self, groups: Mapping[str, Floats]) -> Disturbance:
        """The disturbance in which each group moves what `groups` says."""
        return replace(self, **{FIELDS[group]: values for group, values in groups.items()})

    def each(self, change: Callable[[Floats], Floats]) -> Disturbance:
        """The disturbance in which what every group moves is changed."""
        return self.with_groups({group: change(values) for group, values in self.groups().items()})

    def first(self, months: int) -> Disturbance:
        """The disturbance of the first months."""
        shorter = {group: values[: months + (group == "caseload")] for group, values in self.groups().items()}
        fixed = {"follows": self.follows[:months], "middle": self.middle[:months], "open": self.open[:months]}
        return replace(self.with_groups(shorter), **fixed)


FIELDS: Final = {
    "caseload": "caseload", "national": "national_factor", "dropout": "dropout_shift", "lks_return": "return_shift",
    "price": "price_factor", "macro": "macro_factor", "share": "share_shift", "measures": "measure_factor",
}  # fmt: skip
"""Field of the disturbance that each group moves."""

Normals = Mapping[str, Floats]
"""Standard normal deviates per group, each `(dimensions of the group, draws)`."""


@functools.lru_cache(maxsize=4)
def normals(draws: int, months: int, seed: int = SEED) -> dict[str, Floats]:
    """Scrambled Sobol points as deviates per group, the same in every process; nobody may change them."""
    sampler = qmc.Sobol(len(DIMENSION) + BESIDE + months, scramble=True, rng=np.random.default_rng(seed))
    deviates = ndtri(np.clip(sampler.random(draws), 1e-12, 1.0 - 1e-12)).T
    deviates.setflags(write=False)
    rest = [i for i in range(len(deviates)) if i not in DIMENSION.values()]
    found = {group: deviates[i : i + 1] for group, i in DIMENSION.items()} | {"caseload": deviates[rest]}
    return {group: found[group] for group in GROUPS}


def _column(value: Driver) -> Driver:
    """One dimension is months, as everywhere in the model: it goes down, so that draws go across."""
    return np.reshape(value, (-1, 1)) if np.ndim(value) == 1 else value


def spread_people(drivers: Drivers, by: Disturbance) -> Drivers:
    """The drivers with chance laid over what people and jobs hang on; shares stay shares."""
    return replace(
        drivers,
        lks_first_year_dropout=np.clip(_column(drivers.lks_first_year_dropout) + by.dropout_shift, 0.0, 0.99),
        lks_return=np.clip(_column(drivers.lks_return) + by.return_shift, 0.0, 1.0),
        volume_shift=by.caseload,
    )


def spread(drivers: Drivers, by: Disturbance) -> Drivers:
    """The same laid over everything."""
    followed = np.exp(by.follows * (by.caseload[1:] - by.middle))
    return replace(
        spread_people(drivers, by),
        buig_share=np.clip(_column(drivers.buig_share) + by.share_shift, 0.0, 1.0),
        price_factor=by.price_factor,
        macro_factor=by.macro_factor * by.national_factor * followed * np.where(by.open > 0.0, by.price_factor, 1.0),
    )


def spread_package(effect: PackageEffect, by: Disturbance) -> PackageEffect:
    """A package whose effect is not sure, one per draw; its cost is as planned."""
    return scaled(effect, by.measure_factor)


def scaled(effect: PackageEffect, factor: Floats) -> PackageEffect:
    """A package that does so many times what is planned, a factor per draw `(1, draws)`; its cost is as planned."""

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

    NumPy sorts several numbers at a time: all order statistics are there in a fifth of the time that it takes to part a row at
    the few that are needed, and `np.quantile` takes longer still.
    """
    draws = values.shape[1]
    positions = np.asarray(levels) * (draws - 1)
    below = np.floor(positions).astype(np.intp)
    above = np.minimum(below + 1, draws - 1)
    ordered = np.sort(values, axis=1)
    weight = positions - below
    return np.asarray((ordered[:, below] * (1.0 - weight) + ordered[:, above] * weight).T)
