"""What a chart moves under a thumb is, at every step, what it draws of that value alone."""

from __future__ import annotations

import random
from typing import Any

import pytest

from core.analysis.family import family_of
from core.analysis.outlook import outlook_of
from core.figures.figure import Figure
from core.figures.jobs.lks import LKS
from core.figures.money.budget import BUDGET
from core.figures.money.reserve import RESERVE
from core.figures.moving import Moving
from core.figures.people.caseload import CASELOAD
from core.figures.theme import EXTENT
from core.scenario import LEVER, LEVERS
from tests.analysis.test_family import places, some_scenario

FIGURES: dict[str, Figure[Any]] = {figure.key: figure for figure in (CASELOAD, LKS, BUDGET, RESERVE)}
BANDS = ("low80", "low50", "high50", "high80")
"""Columns that are read off draws at a few knots, where half a percent of their width is allowed."""


def at(values: Any, step: int) -> list[float]:
    return [float(value) for value in values[:, step if values.shape[1] > 1 else 0]]


@pytest.mark.one_in(3)
@pytest.mark.parametrize("lever", [lever.id for lever in LEVERS])
def test_every_step_is_what_is_drawn_of_that_value(lever: str) -> None:
    baseline, scenario = some_scenario(random.Random(lever).randrange(100))
    family = family_of(baseline, scenario, LEVER[lever])
    for step in places(family, 2):
        outlook = outlook_of(family.scenarios[step], baseline)
        for figure in FIGURES.values():
            assert figure.moving is not None
            moving, drawn = figure.moving(family, "nl"), figure.frames(outlook, "nl")
            here = step if moving.steps > 1 else 0
            for dataset, columns in moving.columns.items():
                for name, values in columns.items():
                    within = 40.0 if name in BANDS else 1e-6
                    assert at(values, step) == pytest.approx(drawn[dataset].column(name).to_pylist(), abs=within), (
                        figure.key,
                        name,
                    )
            # What hangs on the bands may round to the next step of an axis.
            assert moving.extent[here] == pytest.approx(drawn[EXTENT].to_pylist()[0], abs=1000.0 if figure is CASELOAD else 1e-9)
            for dataset, rows in moving.rows.items():
                assert same(rows[here], drawn[dataset].to_pylist())


def same(ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> bool:
    return len(ours) == len(theirs) and all(
        one.keys() == other.keys()
        and all(one[name] == (pytest.approx(other[name]) if isinstance(other[name], float) else other[name]) for name in one)
        for one, other in zip(ours, theirs, strict=True)
    )


@pytest.mark.parametrize(
    ("lever", "still"),
    [("outflow_rate", {"lks"}), ("inflow", {"lks"}), ("buig_share", {"caseload", "lks"}), ("lks_first_year_dropout", set())],
)
def test_a_chart_that_a_lever_does_not_move_has_one_step(lever: str, still: set[str]) -> None:
    baseline, scenario = some_scenario(4)
    family = family_of(baseline, scenario, LEVER[lever])
    moved: dict[str, Moving] = {key: figure.moving(family, "nl") for key, figure in FIGURES.items() if figure.moving}
    assert {key for key, found in moved.items() if found.steps == 1} == still
