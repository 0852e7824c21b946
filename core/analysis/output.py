"""One number of a run: what a sensitivity is asked of, such as the caseload of December 2025."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.baseline import Baseline
from core.model.calendar import LAST_MONTH, december, month_index, month_label, month_of, year_of
from core.model.parameters import MONTHS, Floats
from core.model.projection import Projection
from core.model.reached import BENEFITS, at_most
from core.problem import Problem, shown

TARGET_MONTH: Final = "target_month"
RESERVE: Final = "reserve"
YEARLY: Final = frozenset({"result", "general_funds"})
_READ: Final[dict[str, Callable[[Projection, int], Floats]]] = {
    "volume": lambda run, month: run.caseload.stock[month - run.months[0]],
    "lks_jobs": lambda run, month: run.jobs.stock[month - run.months[0]],
    "reserve": lambda run, month: run.reserve[month - run.months[0]],
    "result": lambda run, month: run.result[year_of(month) - run.years[0]],
    "general_funds": lambda run, month: run.account.general_funds[year_of(month) - run.years[0]],
}
OUTPUTS: Final = (*_READ, TARGET_MONTH)
_FORM: Final = re.compile(r"([a-z_]+)(?:@(\d{4})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Output:
    """What is looked at.

    Attributes
    ----------
    name : str
        One of `OUTPUTS`: a stock or the reserve at the end of `month`, a result or a call on the general funds over the
        year of `month`, or the month from which the caseload stays at or under its target.
    month : int
        Month index; a yearly output has its December, `target_month` the last month that the model reaches.
    """

    name: str
    month: int

    def __str__(self) -> str:
        """As the command line takes it: `volume@2025-12`, `result@2025` or `target_month`."""
        if self.name == TARGET_MONTH:
            return self.name
        return f"{self.name}@{year_of(self.month) if self.name in YEARLY else month_label(self.month)}"


def output(name: str, month: int = 0) -> Output:
    """An output whose month is brought to the end of its year, or of the model, where it has no month of its own."""
    if name == TARGET_MONTH:
        return Output(name, LAST_MONTH)
    return Output(name, december(year_of(month)) if name in YEARLY else month)


def parse_output(text: str, baseline: Baseline) -> Output:
    """An output written as `volume@2025-12`, `result@2025` or `target_month`.

    Raises
    ------
    Problem
        Another form, an unknown name, a month that the model does not reach from this baseline, or a
        target or reserve that it has not.
    """
    match = _FORM.fullmatch(text)
    if match is None:
        raise Problem("sensitivity.output_form", value=shown(text, 60))
    name, year, month = match.groups()
    if name not in OUTPUTS:
        raise Problem("sensitivity.unknown_output", value=shown(name), known=", ".join(OUTPUTS))
    if name == TARGET_MONTH and baseline.find("target_volume") is None:
        raise Problem("sensitivity.no_target", value=TARGET_MONTH)
    if name == RESERVE and baseline.find("reserve") is None:
        raise Problem("sensitivity.no_reserve", value=RESERVE)
    if (year is None) != (name == TARGET_MONTH) or (month is None and year is not None and name not in YEARLY):
        raise Problem("sensitivity.output_form", value=shown(text, 60))
    try:
        found = output(name, month_index(f"{year}-{month or '12'}")) if year is not None else output(name)
    except ValueError as error:
        raise Problem("sensitivity.output_form", value=shown(text, 60)) from error
    if not baseline.reference_month < found.month <= LAST_MONTH:
        low = month_label(baseline.reference_month + 1)
        raise Problem("sensitivity.month", value=month_label(found.month), low=low, high=month_label(LAST_MONTH))
    return found


def read(run: Projection, wanted: Output, baseline: Baseline, draws: int) -> Floats:
    """The output in each draw, `(draws,)` [benefits, jobs, EUR million, or month index].

    A draw in which the target is never kept counts as the month after the last one, so that there is a number.
    """
    if wanted.name == TARGET_MONTH:
        # Asked of a baseline without a target, it was refused by `parse_output` and is on no menu.
        found = _months_kept(run.caseload.stock, baseline.value("target_volume")) + float(run.months[0])
    else:
        found = _READ[wanted.name](run, wanted.month)
    return np.broadcast_to(found, (draws,))


def _months_kept(stock: Floats, target: float) -> Floats:
    """Months until a path `(months, draws)` is at or under `target` and stays there; all of them when it never is."""
    above = ~at_most(stock, target, BENEFITS)
    after_last = stock.shape[0] - np.argmax(above[::-1], axis=0)
    return np.where(above.any(axis=0), after_last, 0).astype(np.float64)


def never(wanted: Output, value: float) -> bool:
    """Whether a value of `target_month` means that the target is not kept as far as the model reaches."""
    return wanted.name == TARGET_MONTH and value > wanted.month


def menu(baseline: Baseline, until: int) -> tuple[Output, ...]:
    """The outputs that a baseline's targets and a horizon ask for, the caseload at its target's date first.

    A target after the horizon is looked at in the last month; money only where the horizon holds a whole year.
    """
    aim, aim_jobs = baseline.find("target_volume"), baseline.find("lks_target")
    volume, jobs = (until if one is None else month_of(one.date) for one in (aim, aim_jobs))
    found = [output("volume", min(volume, until)), output("volume", until), output("lks_jobs", min(jobs, until))]
    last_year = year_of(until + 1) - 1
    first_year = year_of(baseline.reference_month + MONTHS)
    for year in dict.fromkeys((min(year_of(volume), last_year), last_year)):
        if year >= first_year:
            end = december(year)
            money = (
                ("reserve", "result", "general_funds") if baseline.find("reserve") is not None else ("result", "general_funds")
            )
            found += [output(name, end) for name in money]
    return tuple(dict.fromkeys([*found, *([] if aim is None else [output(TARGET_MONTH)])]))
