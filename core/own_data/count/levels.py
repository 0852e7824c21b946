"""The flows of the last year, as somebody gave them, in the terms of the model: moves from and into LKS jobs apart."""

from __future__ import annotations

import numpy as np

from core.baseline import Baseline, seasons
from core.model.calendar import month_of, month_of_year
from core.model.parameters import MONTHS, Floats
from core.model.projection import Projection
from core.own_data.count.answers import Answers


def given_levels(parent: Baseline, answers: Answers, plain: Projection) -> dict[str, float]:
    """Levers that follow from the flows that were given [lever's unit]; empty when none were.

    `inflow = given / 12 - returns from LKS`, and `outflow rate = given / exposed stock - moves into LKS / stock`. The stock
    of the year is drawn straight between the counts that are known.

    Parameters
    ----------
    plain : Projection
        The parent's own path, for the LKS jobs that start and end.
    """
    found: dict[str, float] = {}
    at = answers.month - plain.months[0]
    year = slice(max(0, at - MONTHS), max(1, at))
    if answers.inflow is not None:
        ended = float(plain.jobs.exits[year].mean())
        found["inflow"] = max(answers.inflow / MONTHS - parent.value("lks_return") * ended, 0.0)
    if answers.outflow is not None:
        stock = _stock(parent, answers)
        season = np.array(seasons(parent.season)[1])
        exposed = float(sum(stock[i] * season[month_of_year(answers.month - MONTHS + 1 + i)] for i in range(MONTHS)))
        into_lks = parent.value("lks_from_bijstand") * float(plain.lks_starts[year].mean())
        found["outflow_rate"] = max(answers.outflow / exposed - into_lks / float(stock.mean()), 0.0)
    return found


def _stock(parent: Baseline, answers: Answers) -> Floats:
    """The caseload at the start of each of the twelve months `(12,)` [benefits]."""
    known = {month_of(count.date): count.value for count in parent.history.volume}
    known |= {parent.reference_month: parent.value("volume"), answers.month: answers.volume}
    months = sorted(known)
    return np.interp(np.arange(answers.month - MONTHS, answers.month), months, [known[month] for month in months])
