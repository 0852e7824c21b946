"""The statutory wage cost subsidy (loonkostensubsidie, LKS): what one job costs the city in a year.

References
----------
Participatiewet, art. 10d(4) and (5): subsidy, cap and forfait. Regeling loonkostensubsidie Participatiewet,
Stcrt. 2014, 29290, art. 1: employer charge of 23.5%.
"""

from __future__ import annotations

from typing import Final

from core.model.calendar import in_force

FULL_TIME_HOURS: Final = 36.0
"""Hours a week on which the statutory wage of the subsidy rests."""
HOLIDAY_ALLOWANCE: Final = 0.08
CAP: Final = 0.70
"""Most that is paid, as a part of the statutory wage."""
FORFAIT: Final = 0.50
"""Paid until the wage value is measured, as a part of the statutory wage."""
MOST_FORFAIT_MONTHS: Final = 6
EMPLOYER_CHARGE: Final = 0.235
WEEKS: Final = 52.0


def statutory_wage(minimum_wage: float) -> float:
    """Minimum wage with holiday allowance at 36 hours a week [EUR/year], from the wage per hour [EUR/hour]."""
    return minimum_wage * FULL_TIME_HOURS * WEEKS * (1.0 + HOLIDAY_ALLOWANCE)


def subsidy_per_year(
    wage: float,
    wage_value: float,
    hours: float = FULL_TIME_HOURS,
    forfait_months: float = 0.0,
    *,
    employer_charge: float = EMPLOYER_CHARGE,
) -> float:
    """Subsidy for one job over a year [EUR/job/year].

    Parameters
    ----------
    wage : float
        Statutory wage of the year at 36 hours, holiday allowance included [EUR/year].
    wage_value : float
        What the worker does of what a regular worker does (loonwaarde) [share].
    hours : float
        Agreed hours [hours/week].
    forfait_months : float
        Months of the year, 0 to 6, in which the wage value is not yet measured [months].
    employer_charge : float
        Employer's costs on top of the wage [share].

    Raises
    ------
    ValueError
        A wage value outside 0 to 1, hours outside 0 to 36, or forfait months outside 0 to 6.

    Notes
    -----
    Set once a year, on 1 January. A wage above the statutory one is for the employer.
    """
    if not 0.0 <= wage_value <= 1.0:
        raise ValueError("wage_value must lie between 0 and 1")
    if not 0.0 <= hours <= FULL_TIME_HOURS:
        raise ValueError("hours must lie between 0 and 36")
    if not 0.0 <= forfait_months <= MOST_FORFAIT_MONTHS:
        raise ValueError("forfait_months must lie between 0 and 6")
    measured = min(1.0 - wage_value, CAP)
    part = (forfait_months * FORFAIT + (12.0 - forfait_months) * measured) / 12.0
    return wage * part * hours / FULL_TIME_HOURS * (1.0 + employer_charge)


def to_reference_prices(cost: float, year: int, price_index: dict[int, float]) -> float:
    """A cost of some year in prices of the reference year: what the `lks_cost` lever takes [EUR/job/year].

    The model lets LKS cost rise with the price of a benefit; going back along that index makes the two agree in `year`.
    Raises KeyError before the first year of the index.
    """
    return cost / in_force(price_index, year)
