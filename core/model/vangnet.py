"""The safety net (vangnet): what the state pays back of a large deficit, by the rule of the budget year.

Deficits are lasten less definitive budget, EUR million. A year of which nothing is known counts as a deficit of zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from core.model.calendar import in_force
from core.model.parameters import ExtendedVangnet, Floats, VangnetRule

Bools: TypeAlias = NDArray[np.bool_]
EARLIER_YEARS: Final = 2
"""Years before the budget year whose deficits the regular condition adds up."""
CENT: Final = 1e-8
"""A difference under a cent is no difference: an amount that stands on a threshold is not over it [EUR million]."""

PAID_AFTER: Final = 2
"""Years after a year in which its safety net is paid."""


@dataclass(frozen=True, slots=True)
class VangnetYear:
    """The safety net of one budget year; arrays have one value per draw.

    Attributes
    ----------
    year : int
    rule : VangnetRule
        The regular rule of the year.
    deficit, deficit_share : Floats
        Deficit [EUR million] and the same as a share of the definitive budget.
    over_own_risk : Bools
        Condition 1: the deficit is over the own risk.
    cumulative : Floats
        Deficit of this year and the two before together [EUR million].
    over_cumulative : Bools
        Condition 2: that sum is over the own risk of this year's budget too.
    extended : bool
        Whether the extended variant is looked at.
    extended_over_own_risk, extended_years_met : Bools
        The two conditions of the extended variant; false where it is not looked at.
    extended_years : NDArray[int]
        How many of the three years before had a deficit of at least the extended own risk.
    amount : Floats
        What is granted [EUR million]; paid in the first quarter two years later.
    """

    year: int
    rule: VangnetRule
    deficit: Floats
    deficit_share: Floats
    over_own_risk: Bools
    cumulative: Floats
    over_cumulative: Bools
    extended: bool
    extended_over_own_risk: Bools
    extended_years_met: Bools
    extended_years: NDArray[np.int_]
    amount: Floats


def over(amount: Floats, threshold: Floats) -> Bools:
    """Whether an amount is more than a threshold, to the cent."""
    return np.asarray(amount - threshold >= CENT)


def tiers(deficit: Floats, budget: Floats, rule: VangnetRule) -> Floats:
    """What the tiers come to when the conditions are met [EUR million]: half between the thresholds, all above."""
    half = np.clip(deficit - rule.own_risk * budget, 0.0, (rule.full_from - rule.own_risk) * budget)
    above = np.maximum(deficit - rule.full_from * budget, 0.0)
    return np.asarray(rule.half_rate * half + above)


def vangnet(deficit: Floats, earlier: Floats, budget: Floats, rule: VangnetRule) -> Floats:
    """Safety net earned over one year under the regular rule [EUR million].

    Nothing up to the own risk, half between the thresholds, all above; and only when the deficits of this year and
    the two before together exceed the own risk of this year's budget as well.

    Parameters
    ----------
    deficit : Floats
        Lasten less definitive budget of the year, vangnet left out [EUR million].
    earlier : Floats
        Sum of the deficits of the two years before; a surplus counts as negative [EUR million].
    budget : Floats
        Definitive budget of the year [EUR million].
    rule : VangnetRule
        Thresholds of the year.

    References
    ----------
    Toetsingscommissie vangnet Participatiewet, berekening en uitbetaling 2024.
    """
    own_risk = rule.own_risk * budget
    access = over(deficit, own_risk) & over(deficit + earlier, own_risk)
    return np.asarray(np.where(access, tiers(deficit, budget, rule), 0.0))


def vangnet_years(
    first_year: int,
    deficits: Sequence[float] | Floats,
    budgets: Sequence[float] | Floats,
    rules: dict[int, VangnetRule],
    extended: dict[int, ExtendedVangnet] | None = None,
) -> list[VangnetYear]:
    """The safety net of every year of a row of years, with the conditions that were and were not met.

    Parameters
    ----------
    first_year : int
        Budget year of the first deficit.
    deficits, budgets : Sequence[float] | Floats
        Per year, or `(years, draws)` [EUR million].
    rules : dict[int, VangnetRule]
        Regular rule by budget year; the last one holds for later years.
    extended : dict[int, ExtendedVangnet] | None
        Extended variant by budget year, the last one holding for later years; None leaves it out, which is the
        default because its tiers are not published.

    Notes
    -----
    Where both variants are open the higher amount is granted: a city asks for what it can get.
    A variant with an own risk of 2.5% is announced but not published for any year, and is not here.
    """
    gap = _by_year(deficits)
    budget = _by_year(budgets)
    found: list[VangnetYear] = []
    for i in range(len(gap)):
        year = first_year + i
        rule = vangnet_rule(rules, year)
        earlier = gap[max(0, i - EARLIER_YEARS) : i].sum(axis=0)
        own_risk = rule.own_risk * budget[i]
        amount = vangnet(gap[i], earlier, budget[i], rule)
        variant = in_force(extended, year) if extended and year >= min(extended) else None
        wider = _extended(gap, budget, i, variant)
        found.append(
            VangnetYear(
                year=year, rule=rule, deficit=gap[i],
                deficit_share=np.divide(gap[i], budget[i], out=np.zeros(gap.shape[1]), where=budget[i] > 1e-6),
                over_own_risk=over(gap[i], own_risk), cumulative=gap[i] + earlier,
                over_cumulative=over(gap[i] + earlier, own_risk), extended=variant is not None,
                extended_over_own_risk=wider.over_own_risk, extended_years_met=wider.years_met, extended_years=wider.years,
                amount=np.maximum(amount, wider.amount),
            )
        )  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class _Extended:
    """The extended variant of one year, by draw: its two conditions, the years that count, and what it comes to."""

    over_own_risk: Bools
    years_met: Bools
    years: NDArray[np.int_]
    amount: Floats


def _extended(gap: Floats, budget: Floats, i: int, variant: ExtendedVangnet | None) -> _Extended:
    """Of the year at place `i`; None is not looked at and gives nothing."""
    draws = gap.shape[1]
    if variant is None:
        never = np.zeros(draws, dtype=np.bool_)
        return _Extended(never, never, np.zeros(draws, dtype=np.int_), np.zeros(draws))
    before = slice(max(0, i - variant.years_seen), i)
    # "At least" 5% here, where the other conditions say "more than".
    years = np.asarray((~over(variant.rule.own_risk * budget[before], gap[before])).sum(axis=0))
    over_own_risk, years_met = over(gap[i], variant.rule.own_risk * budget[i]), years >= variant.years_needed
    amount = np.where(over_own_risk & years_met, tiers(gap[i], budget[i], variant.rule), 0.0)
    return _Extended(over_own_risk, years_met, years, amount)


def _by_year(values: Sequence[float] | Floats) -> Floats:
    array = np.asarray(values, dtype=np.float64)
    return array[:, np.newaxis] if array.ndim == 1 else array


def vangnet_rule(rules: dict[int, VangnetRule], year: int) -> VangnetRule:
    """Regular rule of a budget year; the first known rule holds for earlier years, the last for later ones."""
    return in_force(rules, max(year, min(rules)))
