"""What growth since a baseline says about its flows: to reach a count, inflow or outflow must have been another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.analysis.goal_seek import Answer, solve
from core.analysis.simulate import simulate
from core.analysis.target import Target
from core.baseline import Baseline
from core.model.calendar import december, month_label, year_of
from core.model.projection import Projection
from core.own_data.count.answers import Answers
from core.problem import Problem
from core.scenario import Scenario, default_scenario, with_until, with_value

FLOWS: Final = ("inflow", "outflow_rate")


@dataclass(frozen=True, slots=True)
class Fit:
    """What each flow must have been, on its own, for the parent's path to reach the count; None where nothing can say so.

    Between a count and the month that the parent starts from there is no growth; and a flow that somebody gave is given.
    """

    inflow: Answer | None = None
    outflow_rate: Answer | None = None

    def of(self, lever: str) -> Answer | None:
        """What one of the two must have been."""
        return {"inflow": self.inflow, "outflow_rate": self.outflow_rate}.get(lever)


def with_levers(parent: Baseline, levers: Mapping[str, float]) -> Scenario:
    """The parent's basispad with some levers elsewhere."""
    scenario = default_scenario(parent)
    for lever, value in levers.items():
        scenario = with_value(scenario, parent, lever, value)
    return scenario


def until_year_end(parent: Baseline, month: int, levers: Mapping[str, float]) -> Projection:
    """The parent's path to the end of the year of a month, so that the budget of that whole year is on it."""
    end = december(year_of(max(month, parent.reference_month + 1)))
    return simulate(parent, with_until(with_levers(parent, levers), parent, end), keep_tenure=True)


def fits(parent: Baseline, answers: Answers, given: Mapping[str, float]) -> Fit:
    """Both flows, each on its own.

    Parameters
    ----------
    given : Mapping[str, float]
        Levers that follow from the flows that somebody gave [lever's unit]; these are not fitted.
    """
    if answers.month <= parent.reference_month or len(given) == len(FLOWS):
        return Fit()
    scenario, goal = with_levers(parent, given), Target("volume", answers.volume, answers.month)
    return Fit(**{lever: solve(scenario, parent, lever, goal) for lever in FLOWS if lever not in given})


def levers_of(parent: Baseline, answers: Answers, given: Mapping[str, float], fit: Fit) -> dict[str, float]:
    """Both flows as the baseline of the count has them [lever's unit]: given, or fitted where that was asked.

    Where one is given the other takes the growth. Raises Problem when no value of the lever reaches the count.
    """
    moved = next((lever for lever in FLOWS if lever not in given), None) if given else answers.moved
    found = dict(given)
    answer = None if moved is None else fit.of(moved)
    if moved is not None and answer is not None and answers.moved != "none":
        if not answer.reachable:
            raise Problem(
                "count.unreachable", value=f"{answers.volume:.0f}", month=month_label(answers.month), lever=moved,
                start=f"{parent.value('volume'):.0f}", since=month_label(parent.reference_month),
            )  # fmt: skip
        found[moved] = answer.value
    return found
