"""Where names stand on a map of two levers: beside their marks, clear of lines and of each other."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from core.figures.canvas import LINE
from core.figures.certainty.map_names import CLASSES, LETTER, WIDEST, Box, Name, placed
from core.model.parameters import Floats

ENDS = Box(0.0, 0.0, 100.0, 100.0)
HEIGHT = 400.0


def named(text: str, x: float, y: float, **more: Any) -> Name:
    return Name(text, text[-4:], "past", np.array([[x, y]]), **more)


def rows(*names: Name, lines: dict[str, Floats] | None = None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = placed(
        names, lines or {}, np.concatenate([one.spots for one in names]), ENDS, HEIGHT
    ).to_pylist()
    return found


def boxes(found: list[dict[str, Any]], width: int) -> list[Box]:
    """What each name takes on a map of a width, by another sum than the one that placed it [px]."""
    shown = [row for row in found if row["from"] <= width < row["until"]]
    wide = [LETTER * len(row["text"]) for row in shown]
    left = [
        row["x"] * width / 100 + row["dx"] - {"left": 0.0, "center": span / 2, "right": span}[row["align"]]
        for row, span in zip(shown, wide, strict=True)
    ]
    middle = [row["y"] * HEIGHT / 100 - row["dy"] for row in shown]
    spans = zip(left, wide, middle, strict=True)
    return [Box(at, high - LINE / 2, at + span, high + LINE / 2) for at, span, high in spans]


def test_a_name_stands_right_of_its_mark_where_nothing_is_there() -> None:
    (phone, *_) = rows(named("gemiddelde gemeente 2022", 20.0, 50.0))
    assert (phone["text"], phone["align"], phone["dy"]) == ("2022", "left", 0.0)
    assert phone["dx"] > 0


def test_a_name_at_the_right_edge_stands_left_of_its_mark() -> None:
    assert {row["align"] for row in rows(named("Rotterdam 2018", 99.0, 50.0))} == {"right"}


@pytest.mark.parametrize("width", [*CLASSES, *(one - 1 for one in CLASSES[1:]), 1400])
def test_names_keep_clear_of_each_other_on_the_map_at_every_width(width: int) -> None:
    draw = np.random.default_rng(20261127)
    for _ in range(30):
        spots = draw.uniform(2.0, 98.0, (8, 2))
        found = boxes(rows(*(named(f"gemiddelde gemeente 201{at}", *spot) for at, spot in enumerate(spots))), width)
        assert found
        for one, other in itertools.combinations(found, 2):
            apart = one.right <= other.left or other.right <= one.left or one.high <= other.low or other.high <= one.low
            assert apart, (one, other)
        assert all(one.left >= 0 and one.right <= width and one.low >= 0 and one.high <= HEIGHT for one in found)


def test_a_name_that_only_lies_on_a_line_is_left_out_unless_it_is_the_scenario_s() -> None:
    """A cage of lines around the mark: every place beside it is crossed."""
    cage = np.array([[x, 0.0, x, 100.0] for x in np.linspace(0.0, 100.0, 400)])
    assert rows(named("2018", 50.0, 50.0), lines={"0.5": cage}) == []
    assert len(rows(named("keuze", 50.0, 50.0, must=True), lines={"0.5": cage})) == len(CLASSES)
    assert len(rows(named("2018", 50.0, 50.0, crossed=frozenset({"0.5"})), lines={"0.5": cage})) == len(CLASSES)


def test_a_name_whose_place_lies_beyond_the_map_is_left_out() -> None:
    assert rows(named("keuze", 150.0, 50.0, must=True)) == []


def test_the_classes_follow_each_other_without_a_gap() -> None:
    found = rows(named("2018", 50.0, 50.0))
    assert [(row["from"], row["until"]) for row in found] == [
        (0, CLASSES[1]),
        *zip(CLASSES[1:], (*CLASSES[2:], WIDEST), strict=True),
    ]
