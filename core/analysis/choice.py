"""A choice among the best packages: an amount, what it buys at best, and what the present package misses."""

from __future__ import annotations

from dataclasses import dataclass

from core.analysis.frontier import Cost, Frontier, Valued
from core.baseline import Baseline
from core.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody wants to spend, beside the best packages.

    Attributes
    ----------
    now : Valued
        The scenario's own package.
    budget : float
        Most that the package may cost [EUR million].
    cost : Cost
        Whether that is of what is spent, or of the net cost.
    until : int
        Last month that costs and savings are counted to.
    aimed : bool
        Whether somebody set the target, so that its chance says something.
    turn : int
        Clicks so far: what was clicked before is no click on a new drawing.
    scenario : Scenario | None
        Whose packages they are, where their numbers can be asked how they came about.
    """

    baseline: Baseline
    found: Frontier
    now: Valued
    budget: float
    cost: Cost
    until: int
    aimed: bool = True
    turn: int = 0
    scenario: Scenario | None = None

    @property
    def packages(self) -> tuple[Valued, ...]:
        """The best packages, cheapest first."""
        return self.found.against(self.cost)

    @property
    def best(self) -> Valued | None:
        """The package that does most for the amount; None where even the cheapest costs more."""
        return self.found.best(self.budget, self.cost)

    @property
    def missed_gain(self) -> float | None:
        """How much more a package does that costs no more than the present one; None where none costs so little."""
        other = self.found.best(self.now.price(self.cost), self.cost)
        return None if other is None else max(0.0, other.gain - self.now.gain)

    @property
    def missed_money(self) -> float | None:
        """How much less a package costs that does no less than the present one [EUR million]; None where none does so much."""
        other = self.found.cheapest(self.now.gain, self.cost)
        return None if other is None else max(0.0, self.now.price(self.cost) - other.price(self.cost))
