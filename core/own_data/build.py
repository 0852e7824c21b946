"""A baseline from somebody's own months: counts and flows from the file, national figures from a baseline of ours.

Nothing of a city that publishes its figures is taken for the figures of another: what the file and its owner do not
give is scaled to size and called an assumption, and a target or a reserve that nobody gave is left out.
"""

from __future__ import annotations

from core.analysis.calibration import Calibration
from core.baseline import Baseline, Count, History, baseline_ids, check_complete, load_baseline
from core.model.calendar import LAST_MONTH, december, end_of_month, january, month_label, year_of
from core.own_data.city import City, checked
from core.own_data.estimate import calibration_of
from core.own_data.give import Given, both
from core.own_data.identity import own_id
from core.own_data.monthly import Monthly
from core.own_data.quantities import HORIZON_YEARS, quantities
from core.problem import Problem


def newest_baseline() -> Baseline:
    """The project's baseline that knows most: the one whose national figures an own baseline takes over."""
    return max((load_baseline(name) for name in baseline_ids()), key=lambda found: found.known_on)


def own_baseline(
    monthly: Monthly, city: City | None = None, parent: Baseline | None = None, calibration: Calibration | None = None
) -> Baseline:
    """The baseline of a file.

    Parameters
    ----------
    monthly : Monthly
        Checked rows; the last month is the reference month.
    city : City | None
        What its owner says beside the file.
    parent : Baseline | None
        Whose national figures are taken over; by default the one that knows most.
    calibration : Calibration | None
        What was estimated from these rows before; by default it is estimated here.

    Raises
    ------
    Problem
        The last month lies outside the years of the national figures, or an answer cannot be.
    """
    parent = newest_baseline() if parent is None else parent
    city = checked(city or City())
    month = monthly.rows[-1].month
    first = max(min(parent.by_year("macro_budget")), parent.price_year)
    if month < january(first):
        raise Problem("own_data.too_old", file=monthly.file, value=month_label(month), first=month_label(january(first)))
    if month >= LAST_MONTH:
        raise Problem("own_data.too_late", file=monthly.file, value=month_label(month), last=month_label(LAST_MONTH))
    name = city.name or monthly.file
    baseline = Baseline(
        id=own_id(monthly.rows, city, monthly.picks),
        title=both("title", name=name),
        municipality=city.name,
        known_on=max(parent.known_on, end_of_month(month)),
        reference_month=month,
        horizon=min(december(year_of(month) + HORIZON_YEARS), LAST_MONTH),
        season=parent.season,
        quantities=quantities(Given(monthly, city, parent, calibration or calibration_of(monthly, parent))),
        history=History(
            tuple(Count(end_of_month(row.month), row.caseload, None) for row in monthly.rows),
            tuple(Count(end_of_month(row.month), row.lks_jobs, None) for row in monthly.rows if row.lks_jobs is not None),
        ),
    )
    check_complete(baseline, monthly.file)
    return baseline
