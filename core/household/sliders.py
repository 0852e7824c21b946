"""The numbers of a household that have a slider: what it spans, and what comes of the household at every step."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any, Final

from core.city import City
from core.household.household import Household, minimum_wage
from core.household.inputs import EXAMPLE, MOST_HOURS, Inputs
from core.household.law import law_on
from core.household.results import Worked, compute
from core.problem import Problem


@dataclass(frozen=True, slots=True)
class Slider:
    """One slider: the field of the household, and what it spans.

    Attributes
    ----------
    id : str
    high : float
        A number that is typed may be more.
    step : float
    digits : int
        Decimals of a step.
    decimals : int
        Decimals that the number is shown with.
    """

    id: str
    high: float
    step: float
    digits: int = 0
    decimals: int = 0

    def base(self, household: Household) -> float:
        """Where it goes back to: the example, or the minimum wage of the day and the age."""
        if self.id == "wage":
            return minimum_wage(household.age, law_on(household.date, None))
        return float(getattr(EXAMPLE, self.id))

    def value(self, household: Household) -> float:
        """Where it stands."""
        found = getattr(household, self.id)
        return self.base(household) if found is None else float(found)

    def low(self, household: Household) -> float:
        """Where it begins: nought, or the whole amount below the minimum wage."""
        return float(math.floor(self.base(household))) if self.id == "wage" else 0.0

    def steps(self, household: Household) -> list[float]:
        """Every value that the thumb can stand at; the one that it goes back to may lie between two."""
        low = self.low(household)
        stepped = {round(low + i * self.step, self.digits) for i in range(round((self.high - low) / self.step) + 1)}
        return sorted({*stepped, self.base(household)})

    def moved(self, inputs: Inputs, value: float) -> Inputs:
        """The inputs with the slider at a value. No wage of its own is the minimum wage, also on another day."""
        open_wage = self.id == "wage" and value == self.base(inputs.household)
        changed: dict[str, Any] = {self.id: None if open_wage else value}
        return replace(inputs, household=replace(inputs.household, **changed))


_ALL: Final = (Slider("hours", MOST_HOURS, 1.0), Slider("wage", 30.0, 0.5, 1, 2), Slider("rent", 1000.0, 25.0))
SLIDERS: Final = {one.id: one for one in _ALL}
"""By field."""


def along(slider: Slider, inputs: Inputs, city: City | None) -> dict[float, Worked]:
    """The results at every step of a slider; without those for which the law has no value."""
    found: dict[float, Worked] = {}
    for value in slider.steps(inputs.household):
        # What a household has at every number of hours is the same wherever the hours stand.
        over = next(iter(found.values())).over if found and slider.id == "hours" else None
        try:
            found[value] = compute(slider.moved(inputs, value), city, over)
        except Problem:
            continue
    return found
