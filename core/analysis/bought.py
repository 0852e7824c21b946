"""What a scenario's package buys: how much of what is too many it takes away, what it costs and saves, and each part of it."""

from __future__ import annotations

from dataclasses import dataclass

from core.analysis.contribution import Contribution, Contributions, contributions, contributions_along
from core.analysis.family import Family
from core.analysis.outcome import Outcome
from core.analysis.outlook import Outlook
from core.baseline import Baseline, ByIdentity
from core.cache import remembered
from core.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Bought:
    """What a scenario's package buys: the whole, and the parts of it; there is at least one measure that is on.

    Attributes
    ----------
    month : int
        Month of the caseload target, or the last month when the horizon ends earlier.
    won : float
        Benefits that the package saves in that month.
    gap : float | None
        Benefits that are too many in it without the package; negative where the target is met without, None where nobody
        set a target.
    """

    baseline: Baseline
    package: Contribution
    parts: Contributions
    month: int
    won: float
    gap: float | None


def bought_by(outlook: Outlook) -> Bought | None:
    """What the package of an outlook buys, remembered per scenario; None when no measure is on."""
    return bought(outlook.baseline, outlook.scenario, outlook.paths.outcome)


def bought(baseline: Baseline, scenario: Scenario, outcome: Outcome) -> Bought | None:
    """The same of a scenario that comes to this outcome."""
    return _of(_split(ByIdentity(baseline), scenario), baseline, outcome)


def bought_along(family: Family) -> list[Bought | None]:
    """The same at every step of a family, or once None when no measure is on."""
    baseline, scenario = family.baseline, family.scenarios[0]
    if not scenario.active_measures:
        return [None]
    each = contributions_along(baseline, scenario, family.levers)
    return [_of(parts, baseline, outcome) for parts, outcome in zip(each, family.outcomes, strict=True)]


def _of(parts: Contributions, baseline: Baseline, outcome: Outcome) -> Bought | None:
    if parts.package is None:
        return None
    won = -float(parts.package.part.volume[outcome.month - parts.months[0]])
    return Bought(baseline, parts.package, parts, outcome.month, won, None if outcome.gap is None else outcome.gap + won)


@remembered(64)
def _split(baseline: ByIdentity, scenario: Scenario) -> Contributions:
    return contributions(baseline.baseline, scenario)
