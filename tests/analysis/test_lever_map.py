"""A map is nothing but single runs, all with the same draws; its lines, its marks and its clicks follow from them."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from core.analysis.draws import screen_disturbance
from core.analysis.lever_map import DRAWS, SIDE, cell, contour, history, known_map, lever_map, standing, with_cell
from core.analysis.outcome import paths_of
from core.analysis.simulate import simulate
from core.analysis.target import Target, parse_target, target_of
from core.baseline import load_baseline
from core.cache import forget
from core.facts import sources
from core.measures import catalogue
from core.model.calendar import month_index
from core.problem import Problem
from core.scenario import Scenario, default_scenario, reference_scenario, with_measures, with_until, with_value
from tests.places import LETTER, ROTTERDAM

BASELINE = load_baseline(LETTER)
PLAIN = default_scenario(BASELINE)
MOVED = with_measures(with_value(PLAIN, BASELINE, "lks_starts", 70.0), [entry.measure() for entry in catalogue(ROTTERDAM)[:4]])
VOLUME = target_of(BASELINE, "target_volume", "volume")


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    ("scenario", "x", "y", "target"),
    [
        (MOVED, "inflow", "outflow_rate", VOLUME),
        (MOVED, "outflow_rate", "lks_first_year_dropout", VOLUME),
        (PLAIN, "lks_starts", "lks_first_year_dropout", parse_target("lks_jobs=2000@2025-06")),
        (PLAIN, "inflow", "buig_share", parse_target("result=-20@2024-12")),
    ],
)
def test_every_cell_is_a_single_run(scenario: Scenario, x: str, y: str, target: Target) -> None:
    found = lever_map(BASELINE, scenario, x, y, target)
    until = month_index("2024-12") if target.outcome == "result" else target.month
    by = screen_disturbance(BASELINE, until, DRAWS)
    for row, column in [(0, 0), (20, 13), (17, 40), (40, 5), (31, 22)]:
        moved = scenario
        for lever, value in ((x, found.x_values[column]), (y, found.y_values[row])):
            moved = with_value(moved, BASELINE, lever, float(value))
        run = simulate(BASELINE, with_until(moved, BASELINE, until), by)
        values = {"volume": run.caseload.stock, "lks_jobs": run.jobs.stock, "result": run.result}[target.outcome][-1]
        off = target.value - values if target.outcome == "volume" else values - target.value
        held = off >= -{"volume": 0.5, "lks_jobs": 0.5, "result": 0.005}[target.outcome]
        assert found.chance[row, column] == np.mean(held)
        assert found.median[row, column] == pytest.approx(np.median(values), rel=1e-12)


def test_the_map_does_not_depend_on_where_its_two_levers_stand() -> None:
    first = lever_map(BASELINE, PLAIN, "inflow", "outflow_rate", VOLUME)
    moved = with_value(with_value(PLAIN, BASELINE, "inflow", 520.0), BASELINE, "outflow_rate", 0.02)
    assert known_map(BASELINE, moved, "inflow", "outflow_rate", VOLUME) is first
    longer = with_until(PLAIN, BASELINE, month_index("2030-12"))
    assert known_map(BASELINE, longer, "inflow", "outflow_rate", VOLUME) is first
    other = with_value(PLAIN, BASELINE, "lks_starts", 90.0)
    assert known_map(BASELINE, other, "inflow", "outflow_rate", VOLUME) is None


@pytest.mark.exhaustive
def test_the_same_map_comes_out_the_same_to_the_last_bit() -> None:
    first = lever_map(BASELINE, PLAIN, "inflow", "outflow_rate", VOLUME)
    forget()
    seen: list[float] = []
    again = lever_map(BASELINE, PLAIN, "inflow", "outflow_rate", VOLUME, seen.append)
    assert again is not first
    assert (again.chance == first.chance).all()
    assert (again.median == first.median).all()
    assert len(seen) == SIDE
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


@pytest.mark.exhaustive
def test_a_map_can_be_left_halfway_and_asked_again() -> None:
    """A visitor who leaves stops the computing; nothing half done is remembered."""
    forget()

    def leave(part: float) -> None:
        if part > 0.3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        lever_map(BASELINE, PLAIN, "inflow", "outflow_rate", VOLUME, leave)
    assert known_map(BASELINE, PLAIN, "inflow", "outflow_rate", VOLUME) is None
    assert lever_map(BASELINE, PLAIN, "inflow", "outflow_rate", VOLUME).chance.shape == (SIDE, SIDE)


def test_more_inflow_never_raises_the_chance_and_more_outflow_never_lowers_it() -> None:
    found = lever_map(BASELINE, PLAIN, "inflow", "outflow_rate", VOLUME)
    assert (np.diff(found.chance, axis=1) <= 0.0).all()
    assert (np.diff(found.chance, axis=0) >= 0.0).all()
    assert (np.diff(found.median, axis=1) > 0.0).all()
    assert (np.diff(found.median, axis=0) < 0.0).all()


def test_where_we_stand_has_the_chance_of_the_answer_sentence() -> None:
    moved = with_value(PLAIN, BASELINE, "outflow_rate", 0.0205)
    here = standing(BASELINE, moved, "inflow", "outflow_rate", VOLUME)
    assert (here.x, here.y) == (600.0, 0.0205)
    assert here.chance == pytest.approx(paths_of(BASELINE, moved, reference_scenario(moved)).chance, abs=1e-9)
    found = lever_map(BASELINE, moved, "inflow", "outflow_rate", VOLUME)
    column = int(np.argmin(np.abs(found.x_values - here.x)))
    row = int(np.argmin(np.abs(found.y_values - here.y)))
    assert found.chance[row, column] == pytest.approx(here.chance, abs=0.1)


def test_a_lever_outside_its_slider_widens_the_map() -> None:
    found = lever_map(BASELINE, with_value(PLAIN, BASELINE, "inflow", 950.0), "inflow", "outflow_rate", VOLUME)
    assert (found.x_values[0], found.x_values[-1]) == (400.0, 950.0)


# Lines -------------------------------------------------------------------------------------------------------------


def test_a_contour_of_a_plane_is_the_straight_line_that_it_should_be() -> None:
    x, y = np.linspace(0.0, 4.0, 9), np.linspace(0.0, 2.0, 5)
    pieces = contour(x, y, x[np.newaxis] + 2.0 * y[:, np.newaxis], 3.1)
    assert pieces[:, 0] + 2.0 * pieces[:, 1] == pytest.approx(3.1)
    assert pieces[:, 2] + 2.0 * pieces[:, 3] == pytest.approx(3.1)
    length = np.hypot(pieces[:, 2] - pieces[:, 0], pieces[:, 3] - pieces[:, 1]).sum()
    assert length == pytest.approx(np.hypot(3.1, 1.55))


def test_a_contour_of_a_hill_closes_and_a_flat_field_has_none() -> None:
    x = y = np.linspace(-1.0, 1.0, 21)
    hill = 1.0 - np.hypot(x[np.newaxis], y[:, np.newaxis])
    pieces = contour(x, y, hill, 0.47)
    ends = [tuple(np.round(end, 9)) for piece in pieces for end in (piece[:2], piece[2:])]
    assert all(ends.count(end) == 2 for end in ends)
    assert np.hypot(*pieces[:, :2].T) == pytest.approx(0.53, abs=0.02)
    assert contour(x, y, np.zeros((21, 21)), 0.5).shape == (0, 4)


def test_a_saddle_joins_the_side_of_its_mean() -> None:
    high = contour(np.array([0.0, 1.0]), np.array([0.0, 1.0]), np.array([[1.0, 0.4], [0.4, 1.0]]), 0.5)
    low = contour(np.array([0.0, 1.0]), np.array([0.0, 1.0]), np.array([[0.6, 0.0], [0.0, 0.6]]), 0.5)
    assert len(high) == len(low) == 2
    # Mean above: each line cuts off a low corner. Mean below: each cuts off a high one.
    assert sorted(round(float(p[0] + p[2] - p[1] - p[3]), 6) > 0 for p in high) == [False, True]
    assert sorted(round(float(p[0] + p[1] + p[2] + p[3]), 6) > 2 for p in low) == [False, True]


def test_contours_lie_between_cells_on_either_side_of_their_chance() -> None:
    found = lever_map(BASELINE, PLAIN, "inflow", "outflow_rate", VOLUME)
    for level, pieces in found.contours.items():
        assert len(pieces) > 10
        for x, y in itertools.chain(pieces[:, :2], pieces[:, 2:]):
            column = min(int(np.searchsorted(found.x_values, x, side="right")) - 1, SIDE - 2)
            row = min(int(np.searchsorted(found.y_values, y, side="right")) - 1, SIDE - 2)
            corners = found.chance[max(row - 1, 0) : row + 2, max(column - 1, 0) : column + 2]
            assert corners.min() <= level <= corners.max()
    fifty, eighty = (found.contours[level] for level in (0.5, 0.8))
    assert eighty[:, 0].mean() < fifty[:, 0].mean() or eighty[:, 1].mean() > fifty[:, 1].mean()


# History, clicks, questions that cannot be -------------------------------------------------------------------------


def test_history_stands_where_the_published_flows_put_it() -> None:
    city = {point.year: point for point in history(BASELINE) if point.kind == "city"}
    assert city[2018].inflow == pytest.approx(7186 / 12)
    assert city[2018].outflow_rate == pytest.approx(9561 / ((37667 + 35292) / 2) / 12)
    assert city[2017].outflow_rate == pytest.approx(9815 / ((38836 + 37667) / 2) / 12)
    stand = load_baseline("stand-2025")
    peers = {point.year: point for point in history(stand) if point.kind == "peers"}
    assert peers[2022].inflow == pytest.approx(0.22 * 32864 / 12)
    assert peers[2022].outflow_rate == pytest.approx(0.26 / 12)


def test_history_has_no_year_that_was_published_after_the_day_of_the_baseline() -> None:
    for name, years in (("brief-2023-t2", {2017}), ("stand-2025", {2017, 2022, 2023})):
        baseline = load_baseline(name)
        found = history(baseline)
        assert years <= {point.year for point in found if point.kind == "peers"}
        assert all(sources()[source].date <= baseline.known_on for point in found for source in point.sources)


def test_a_click_gives_the_levers_of_its_cell_on_steps_of_their_sliders() -> None:
    found = lever_map(BASELINE, PLAIN, "inflow", "outflow_rate", VOLUME)
    levers = cell(BASELINE, PLAIN, "inflow", "outflow_rate", 7, 30.0)
    assert levers == {"inflow": found.x_values[7], "outflow_rate": found.y_values[30]}
    moved = with_cell(PLAIN, BASELINE, levers)
    assert moved.overrides == (("inflow", 470.0), ("outflow_rate", 0.024))


@pytest.mark.parametrize("where", [(-1, 0), (41, 0), (0, 2.5), ("7", 0), (None, 1), (True, 1), (float("nan"), 0)])
def test_a_click_that_cannot_be_is_refused(where: tuple[object, object]) -> None:
    with pytest.raises(Problem) as caught:
        cell(BASELINE, PLAIN, "inflow", "outflow_rate", *where)
    assert caught.value.key == "solve.cell"


@pytest.mark.parametrize(
    ("x", "y", "target", "key"),
    [
        ("inflow", "inflow", VOLUME, "solve.same_lever"),
        ("influx", "inflow", VOLUME, "scenario.unknown_lever"),
        ("inflow", "buig_share", Target("cases", 1.0, VOLUME.month), "solve.unknown_outcome"),
        ("inflow", "buig_share", Target("volume", 1.0, BASELINE.reference_month), "solve.month"),
    ],
)
def test_a_map_that_cannot_be_is_refused(x: str, y: str, target: Target, key: str) -> None:
    for ask in (lever_map, standing, known_map):
        with pytest.raises(Problem) as caught:
            ask(BASELINE, PLAIN, x, y, target)
        assert caught.value.key == key
