"""What the law's formula makes of one LKS job, beside what the scenario reckons with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.analysis.outlook import Outlook
from core.analysis.simulate import parameters_of
from core.model.subsidy import statutory_wage, subsidy_per_year, to_reference_prices
from core.scenario import LEVER, lever_values

LEVER_ID: Final = "lks_cost"


@dataclass(frozen=True, slots=True)
class JobCost:
    """One job by the formula.

    Attributes
    ----------
    year, base_year : int
        Of the minimum wage, and of the prices that the lever is in.
    cost : float
        Wage subsidy in that year [EUR/year].
    reference, current : float
        The same in the lever's prices and whole euros, and where the lever stands [EUR/year].
    key : str
        What it is worked out of, as a key of its trace has it: hours, wage value, months without one, and the year.
    """

    year: int
    base_year: int
    cost: float
    reference: float
    current: float
    key: str = ""

    @property
    def fits(self) -> bool:
        """Whether the lever can stand there and does not yet."""
        return self.reference != self.current and LEVER[LEVER_ID].low <= self.reference <= LEVER[LEVER_ID].high


def job_cost(outlook: Outlook, wage: float, year: int, value: float, hours: float, forfait: float) -> JobCost:
    """The subsidy of one job.

    Parameters
    ----------
    wage : float
        Minimum wage of 1 January of `year` [EUR/hour].
    value : float
        Wage value: what somebody can do of a regular worker's job [share].
    hours : float
        [hours/week]
    forfait : float
        Months without a measured wage value.
    """
    base_year = outlook.baseline.price_year
    cost = subsidy_per_year(statutory_wage(wage), value, hours, forfait)
    # The price path goes forward only.
    reference = to_reference_prices(cost, max(year, base_year), parameters_of(outlook.baseline).price_index)
    current = lever_values(outlook.scenario, outlook.baseline)[LEVER_ID]
    key = f"{hours:g}:{value:g}:{forfait:g}@{year}"
    return JobCost(year, base_year, cost, float(round(reference)), current, key)
