"""Axes stand still: they grow under a slider, and what asks for the domain of before gets the axes of before."""

from __future__ import annotations

import pyarrow as pa

from core.ui.axes import KEPT, Axes, AxesMemory


def drawn(memory: AxesMemory, high: float, *, held: bool = False) -> float:
    """The upper end that a drawing gets for the one that it asks for."""
    axes = Axes(memory, dragging=held)
    return float(axes.steady("chart", pa.table({"y_low": [0.0], "y_high": [high]})).column("y_high")[0].as_py())


def test_there_and_back_by_two_releases_gives_the_axes_of_before() -> None:
    memory = AxesMemory()
    assert drawn(memory, 100.0) == 100.0
    assert drawn(memory, 120.0) == 120.0
    assert drawn(memory, 100.0) == 100.0


def test_axes_grow_under_a_slider_and_a_release_where_it_was_taken_takes_that_back() -> None:
    memory = AxesMemory()
    drawn(memory, 100.0)
    assert [drawn(memory, high, held=True) for high in (110.0, 150.0, 105.0)] == [110.0, 150.0, 150.0]
    assert drawn(memory, 100.0) == 100.0


def test_a_release_that_leaves_little_empty_leaves_the_axes_where_they_are() -> None:
    memory = AxesMemory()
    drawn(memory, 100.0)
    assert drawn(memory, 90.0) == 100.0
    assert drawn(memory, 50.0) == 50.0
    assert drawn(memory, 90.0) == 100.0, "as it was drawn the first time"


def test_a_session_remembers_so_many_domains() -> None:
    memory = AxesMemory()
    for high in range(1, 3 * KEPT):
        drawn(memory, float(high))
    assert len(memory.at_rest["chart"]) == KEPT
