"""A forecast whose logarithm has a Student distribution: a centre, a spread, and how many gaps the spread rests on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit

from core.model.parameters import Floats


@dataclass(frozen=True, slots=True)
class Student:
    """A caseload of which `ln V` is Student distributed.

    Attributes
    ----------
    centre : float
        Its middle [benefits].
    deviation : float
        Scale of the logarithm: 0.02 is 2%.
    freedom : float
        Degrees of freedom.
    """

    centre: float
    deviation: float
    freedom: float

    def below(self, value: float) -> float:
        """Chance that the caseload is at or under `value` [benefits]."""
        if value <= 0.0:
            return 0.0
        off = math.log(value / self.centre)
        return float(stdtr(self.freedom, off / self.deviation)) if self.deviation > 0.0 else float(off >= 0.0)

    def under(self, values: Floats) -> Floats:
        """The same for many values [benefits]."""
        places = np.log(np.maximum(values, 1e-9) / self.centre)
        return np.asarray(stdtr(self.freedom, places / self.deviation) if self.deviation > 0.0 else (places >= 0.0) * 1.0)

    def quantile(self, part: float) -> float:
        """Caseload that `part` of the distribution lies under [benefits]."""
        return self.centre * math.exp(self.deviation * float(stdtrit(self.freedom, part)))


def spread_per_month(changes: Sequence[tuple[float, int]], prior: float, weight: float) -> tuple[float, float]:
    """Monthly scale of a random walk from changes over gaps, and its degrees of freedom.

    Parameters
    ----------
    changes : Sequence[tuple[float, int]]
        Change of the logarithm, and the months that it took.
    prior : float
        Scale that is held possible beforehand.
    weight : float
        Gaps that it counts for.
    """
    freedom = weight + len(changes)
    squares = sum(change * change / months for change, months in changes)
    return math.sqrt((weight * prior**2 + squares) / freedom), freedom
