"""The kinds of measures as the description has them, and effects put together by hand."""

from __future__ import annotations

import numpy as np
import pytest

from core.model.effect import PackageEffect, combine, each, no_effect
from core.model.kinds import KIND, KINDS, Kind, kinds_that_move

FACTS: list[tuple[Kind, str, str, float]] = [
    ("outflow_work", "outflow", "benefits/month", 5000.0),
    ("outflow_education", "outflow", "benefits/month", 5000.0),
    ("less_inflow", "outflow", "benefits/month", 5000.0),
    ("lks_starts", "lks", "jobs/month", 5000.0),
    ("lks_retention", "lks", "share", 1.0),
]
"""Kind, heading of its cards, unit and largest effect."""


@pytest.mark.parametrize(("kind", "group", "unit", "highest"), FACTS)
def test_a_kind_says_what_its_effect_is_counted_in_and_how_large_it_can_be(
    kind: Kind, group: str, unit: str, highest: float
) -> None:
    assert (KIND[kind].group, KIND[kind].unit, KIND[kind].highest) == (group, unit, highest)


def test_retention_is_the_one_kind_whose_effect_is_a_share_and_that_places_nobody() -> None:
    assert [kind for kind in KINDS if KIND[kind].unit == "share"] == ["lks_retention"]
    assert [kind for kind in KINDS if not KIND[kind].per_placement] == ["lks_retention"]


def effect(*numbers: float) -> PackageEffect:
    names = ("leaving", "not_entering", "leaving_relapse", "not_entering_relapse", "lks_starts", "hazard_factor", "cost")
    return PackageEffect(**{name: np.array([number]) for name, number in zip(names, numbers, strict=True)})


def numbers(found: PackageEffect) -> list[float]:
    return [
        float(found.leaving[0]), float(found.not_entering[0]), float(found.leaving_relapse[0]),
        float(found.not_entering_relapse[0]), float(found.lks_starts[0]), float(found.hazard_factor[0]), float(found.cost[0]),
    ]  # fmt: skip


def test_two_packages_add_up_flow_by_flow_and_their_hazard_factors_multiply() -> None:
    one, other = effect(1, 2, 3, 4, 5, 0.5, 7), effect(10, 20, 30, 40, 50, 0.5, 70)
    assert numbers(combine(one, other)) == [11, 22, 33, 44, 55, 0.25, 77]
    assert numbers(combine(one, no_effect(1))) == numbers(one)


def test_each_array_is_changed_by_itself_and_keeps_its_name() -> None:
    found = each(lambda values: 10.0 * values, effect(1, 2, 3, 4, 5, 0.6, 7), factors=lambda values: 1.0 - values)
    assert numbers(found) == [10, 20, 30, 40, 50, 0.4, 70]
    assert numbers(each(lambda values: values + 1.0, effect(1, 2, 3, 4, 5, 0.6, 7))) == [2, 3, 4, 5, 6, 1.6, 8]


def test_a_flow_is_moved_by_the_kinds_that_the_description_names() -> None:
    assert kinds_that_move("leaving") == ("outflow_work", "outflow_education")
    assert kinds_that_move("not_entering") == ("less_inflow",)
    assert kinds_that_move("lks_starts") == ("lks_starts",)
    assert kinds_that_move("hazard_factor") == ("lks_retention",)
