"""The map of two levers as a chart: where the scenario, the basispad, experience and earlier years stand on it."""

from __future__ import annotations

import dataclasses

import pytest

from core.analysis.lever_map import Standing
from core.figures.certainty.lever_map import LEVER_MAP, lever_map_figure, mixed
from core.figures.table import written
from core.text.catalog import translate
from tests.figures.made import outlook
from tests.figures.subjects import mapped

HERE = Standing(610.0, 0.019, 31000.0, 0.2)


def test_the_basispad_has_a_mark_of_its_own_once_the_scenario_has_left_it() -> None:
    """The second axis is in percent: 1.9% a month, and 600 and 1.8% in the letter."""
    moved = dataclasses.replace(mapped(outlook()), here=HERE)
    spots = LEVER_MAP.frames(moved, "nl")["here"].to_pydict()
    assert spots["role"] == ["base", "here"]
    assert (spots["x"], spots["y"]) == ([600.0, 610.0], [pytest.approx(1.8), pytest.approx(1.9)])
    at_home = dataclasses.replace(moved, here=Standing(600.0, 0.018, 32000.0, 0.1))
    assert LEVER_MAP.frames(at_home, "nl")["here"].to_pydict()["role"] == ["here"]


def test_a_cell_lies_around_its_values_and_carries_the_number_of_the_click() -> None:
    """Values from 400 to 800 in 40 steps of 10: the first cell begins at 395."""
    frames = LEVER_MAP.frames(dataclasses.replace(mapped(outlook()), turn=7), "nl")
    cells = frames["cells"].to_pydict()
    assert (cells["x"][0], cells["at_x"][0], cells["x2"][0]) == (395.0, 400.0, pytest.approx(405.5))
    assert (cells["column"][41], cells["row"][41], cells["at_x"][41]) == (0, 1, 400.0)
    assert set(cells["turn"]) == {7}
    ends = frames["extent"].to_pydict()
    assert (ends["x_low"], ends["x_high"]) == ([395.0], [805.0])


def test_the_table_goes_down_as_the_map_does_and_holds_every_fifth_value() -> None:
    """The chance is half at the left below and at the right above, one at the left above and nothing at the right below."""
    chances, years = LEVER_MAP.table(mapped(outlook()), "en")
    assert [column.heading for column in chances.columns[:3]] == ["", "400", "450"]
    rows = written(chances, "en")
    assert (rows[0][0], rows[0][1], rows[0][-1]) == ("2.20%", "> 49 in 50", "50%")
    assert (rows[-1][0], rows[-1][1], rows[-1][-1]) == ("1.50%", "50%", "< 1 in 50")
    assert len(rows) == 9
    assert [row[0] for row in years.rows][:1] == ["Rotterdam 2017"]


def test_a_pair_without_published_flows_has_no_earlier_years_and_cites_nothing() -> None:
    other = dataclasses.replace(mapped(outlook()), here=HERE)
    other = dataclasses.replace(other, map=dataclasses.replace(other.map, x="lks_starts"))
    figure = lever_map_figure("lks_starts", "outflow_rate")
    assert figure.frames(other, "nl")["past"].num_rows == 0
    assert len(figure.table(other, "nl")) == 1
    assert figure.sources(other) == []
    assert translate("nl", "needed.map.past") not in figure.sentence(other, "nl")
    assert translate("nl", "needed.map.past") in LEVER_MAP.sentence(mapped(outlook()), "nl")


def test_a_colour_between_two_lies_as_far_as_is_asked() -> None:
    assert mixed("#000000", "#FF8000", 0.5) == "#804000"


def test_earlier_years_stand_on_a_map_of_the_flows_alone() -> None:
    found = mapped(outlook())
    assert [(one.kind, one.year) for one in found.past] == [("city", 2017), ("city", 2018), ("peers", 2017)]
    other = dataclasses.replace(found.map, y="lks_starts")
    assert dataclasses.replace(found, map=other).past == ()
