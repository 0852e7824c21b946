"""What was published after the day of a baseline, and what it does to the key figures of its basispad."""

from __future__ import annotations

from dataclasses import dataclass

from core.analysis.outcome import central
from core.baseline import Baseline, baseline_ids, load_baseline
from core.model.calendar import december
from core.scenario import default_scenario


@dataclass(frozen=True, slots=True)
class Since:
    """The key figures of a baseline beside those of one that knows more, both with nothing moved.

    Attributes
    ----------
    newer : Baseline
        The baseline of the same city that knows most.
    year : int
        First year that both have an account of.
    volume, newer_volume : float
        Caseload at its end [benefits].
    result, newer_result : float
        BUIG less lasten of it [EUR million].
    """

    newer: Baseline
    year: int
    volume: float
    newer_volume: float
    result: float
    newer_result: float


def since(baseline: Baseline) -> Since | None:
    """What the newest baseline of the same city says otherwise; None for the newest, and for somebody's own figures."""
    city = baseline.city
    ours = [found for found in map(load_baseline, baseline_ids()) if city is not None and found.city == city]
    newer = max(ours, key=lambda found: found.known_on, default=baseline)
    if newer.known_on <= baseline.known_on or baseline.history.own_last:
        return None
    year = max(baseline.first_year, newer.first_year)
    here, there = _at(baseline, year), _at(newer, year)
    return None if here is None or there is None else Since(newer, year, here[0], there[0], here[1], there[1])


def _at(baseline: Baseline, year: int) -> tuple[float, float] | None:
    """Caseload at the end of a year and its result on the basispad; None where the basispad does not reach it."""
    run, _ = central(baseline, default_scenario(baseline))
    if year not in run.years:
        return None
    volume = run.caseload.stock[december(year) - run.months[0], 0]
    return float(volume), float(run.result[run.years.index(year), 0])
