"""What a package of measures does, month by month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.model.parameters import Floats


@dataclass(frozen=True, slots=True)
class PackageEffect:
    """What a package does per month; each shape `(months,)`, or `(months, draws)` for one package per draw.

    `leaving`, `not_entering` and what of both comes back twelve months later are benefits, all as planned: the run
    grants no more people than there are. `lks_starts` are jobs, `hazard_factor` multiplies the first-year hazard,
    `cost` is EUR.
    """

    leaving: Floats
    not_entering: Floats
    leaving_relapse: Floats
    not_entering_relapse: Floats
    lks_starts: Floats
    hazard_factor: Floats
    cost: Floats

    @property
    def relapse(self) -> Floats:
        """All who come back, as planned [benefits/month]."""
        return self.leaving_relapse + self.not_entering_relapse


def no_effect(months: int) -> PackageEffect:
    """What no measure at all does."""
    nothing = np.zeros(months)
    return PackageEffect(
        leaving=nothing,
        not_entering=nothing,
        leaving_relapse=nothing,
        not_entering_relapse=nothing,
        lks_starts=nothing,
        hazard_factor=np.ones(months),
        cost=nothing,
    )


def each(change: Callable[..., Floats], *effects: PackageEffect, factors: Callable[..., Floats] | None = None) -> PackageEffect:
    """The effect whose every array is `change` of that array of all `effects`.

    Parameters
    ----------
    factors : Callable[..., Floats] | None
        What takes the place of `change` for the hazard factor, where a factor is to be treated otherwise than a flow.
    """
    return PackageEffect(
        leaving=change(*(effect.leaving for effect in effects)),
        not_entering=change(*(effect.not_entering for effect in effects)),
        leaving_relapse=change(*(effect.leaving_relapse for effect in effects)),
        not_entering_relapse=change(*(effect.not_entering_relapse for effect in effects)),
        lks_starts=change(*(effect.lks_starts for effect in effects)),
        hazard_factor=(factors or change)(*(effect.hazard_factor for effect in effects)),
        cost=change(*(effect.cost for effect in effects)),
    )


def combine(one: PackageEffect, other: PackageEffect) -> PackageEffect:
    """Two packages at once: flows and cost add up, hazard factors multiply. Shapes broadcast."""
    return each(np.add, one, other, factors=np.multiply)


def as_column(effect: PackageEffect) -> PackageEffect:
    """One package as the first of several beside each other `(months, 1)`."""
    return each(lambda values: values[:, np.newaxis], effect)


def beside(one: PackageEffect, other: PackageEffect) -> PackageEffect:
    """Packages `(months, draws)` and the ones that come after them."""
    return each(lambda left, right: np.concatenate([left, right], axis=1), one, other)
