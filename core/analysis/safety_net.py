"""The safety net of each year of a run, and whether the rule of that year was read."""

from __future__ import annotations

from core.analysis.simulate import parameters_of
from core.baseline import Baseline
from core.facts import Status
from core.model.projection import Projection
from core.model.vangnet import VangnetYear, vangnet_years
from core.scenario import Scenario, drivers


def vangnet_of(scenario: Scenario, baseline: Baseline, run: Projection) -> list[VangnetYear]:
    """The safety net of each whole year of a run, with the conditions that were and were not met."""
    parameters = parameters_of(baseline)
    wider = parameters.vangnet_extended if drivers(scenario, baseline).vangnet_extended else None
    return vangnet_years(run.years.start, -run.result, run.lasten + run.result, parameters.vangnet, wider)


def rule_status(baseline: Baseline, year: int) -> Status:
    """Whether the regular rule of a budget year was read in a publication of that year, or is our assumption."""
    parts = ("vangnet_own_risk", "vangnet_full_from", "vangnet_half_rate")
    published = year in baseline.by_year("vangnet_own_risk")
    read = published and all(baseline.quantity(part, year).status == "reported" for part in parts)
    return "reported" if read else "assumption"
