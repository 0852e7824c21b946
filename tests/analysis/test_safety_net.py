"""The safety net of a run's own years, under the rule that its scenario asks for and with what was read of it."""

from __future__ import annotations

import dataclasses

import msgspec
import pytest

from core.analysis.safety_net import rule_status, vangnet_of
from core.scenario import default_scenario, with_value
from tests.analysis.made import BASELINE, made

PLAIN = default_scenario(BASELINE)
RUN = made(
    "2026-12", budget__total=[1000.0] * 4, year_bijstand_lasten=[1050.0, 1060.0, 1060.0, 1110.0], year_lks_lasten=[10.0] * 4
)
"""Deficits of 60, 70, 70 and 120 on budgets of 1,000."""


def test_each_whole_year_is_judged_by_its_own_deficit_and_budget() -> None:
    found = vangnet_of(PLAIN, BASELINE, RUN)
    assert [year.year for year in found] == [2023, 2024, 2025, 2026]
    assert [float(year.deficit[0]) for year in found] == pytest.approx([60, 70, 70, 120])
    assert [float(year.deficit_share[0]) for year in found] == pytest.approx([0.06, 0.07, 0.07, 0.12])
    assert [float(year.amount[0]) for year in found] == pytest.approx([0, 0, 0, (120 - 75) / 2])
    assert not any(year.extended for year in found)


def test_the_extended_variant_is_open_where_the_scenario_opens_it() -> None:
    found = vangnet_of(with_value(PLAIN, BASELINE, "vangnet_extended", 1.0), BASELINE, RUN)
    assert [year.extended for year in found] == [False, False, True, True]
    assert [float(year.amount[0]) for year in found] == pytest.approx([0, 0, (70 - 50) / 2, (120 - 50) / 2])


@pytest.mark.parametrize("part", ["vangnet_own_risk", "vangnet_full_from", "vangnet_half_rate"])
def test_a_rule_is_read_when_all_of_it_is_published_for_that_very_year(part: str) -> None:
    year = next(year for year in BASELINE.by_year("vangnet_own_risk") if rule_status(BASELINE, year) == "reported")
    assert rule_status(BASELINE, max(BASELINE.by_year("vangnet_own_risk")) + 1) == "assumption"
    assumed = msgspec.structs.replace(BASELINE.quantity(part, year), status="assumption")
    other = dataclasses.replace(BASELINE, quantities=BASELINE.quantities | {(part, year): assumed})
    assert rule_status(other, year) == "assumption"
