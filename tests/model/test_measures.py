"""Measures: what a package adds, when it comes in, what would have happened anyway, and who comes back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analysis.bridges import flows_by_measure
from core.analysis.contribution import contributions
from core.baseline import load_baseline
from core.model.calendar import month_index
from core.model.kinds import KINDS, Kind
from core.model.measures import Measure, capacity, package_effect
from core.scenario import default_scenario, with_measures
from tests.model import HORIZON, LAST, REFERENCE, defaults, simulate

START = month_index("2023-10")
STEPS = range(REFERENCE + 1, HORIZON + 1)
CENTRE = Measure("leerwerkcentrum", "outflow_work", START, 10.0)


def by_month(path: Any) -> dict[int, float]:
    """A monthly flow by month index, the reference month left out."""
    return dict(zip(STEPS, np.asarray(path).ravel(), strict=True))


def test_the_ramp_is_a_straight_line_from_the_first_month_to_full_capacity() -> None:
    level = by_month(capacity(replace(CENTRE, ramp_months=4), STEPS))
    assert [level[START + t] for t in range(-1, 6)] == pytest.approx([0, 0.25, 0.5, 0.75, 1, 1, 1])


@pytest.mark.parametrize("ramp", [0, 1])
def test_without_a_ramp_the_first_month_is_at_capacity(ramp: int) -> None:
    level = by_month(capacity(replace(CENTRE, ramp_months=ramp), STEPS))
    assert [level[START - 1], level[START]] == [0.0, 1.0]


def test_it_works_up_to_and_including_its_last_month() -> None:
    level = by_month(capacity(replace(CENTRE, end=START + 2), STEPS))
    assert [level[START + t] for t in range(5)] == [1, 1, 1, 0, 0]


def test_one_that_started_before_the_reference_month_is_as_far_up_its_ramp_as_it_then_is() -> None:
    level = capacity(replace(CENTRE, start=REFERENCE - 5, ramp_months=12), STEPS)
    assert level[0] == pytest.approx(7 / 12)


@given(deadweight=st.floats(0.0, 1.0), effect=st.floats(0.0, 300.0), ramp=st.integers(0, 24))
@settings(max_examples=40)
def test_only_what_would_not_have_happened_anyway_counts(deadweight: float, effect: float, ramp: int) -> None:
    measure = replace(CENTRE, effect=effect, ramp_months=ramp, deadweight=deadweight)
    leaving = package_effect([measure], STEPS).leaving
    assert leaving == pytest.approx(effect * capacity(measure, STEPS) * (1 - deadweight), abs=1e-9)


@pytest.mark.parametrize("kind", ["outflow_work", "outflow_education"])
def test_people_who_leave_through_a_measure_leave_once(kind: Kind) -> None:
    """Ten a month for a year, nobody returning: the stock is lower by what of the 120 would still be there."""
    run = simulate(measures=(replace(CENTRE, kind=kind, end=START + 11),))
    difference = by_month(run.caseload.stock[1:] - simulate().caseload.stock[1:])
    assert difference[START] == pytest.approx(-10.0, abs=1e-9)
    assert -120.0 < difference[START + 11] < -100.0
    assert abs(difference[HORIZON]) < abs(difference[START + 11])


def test_what_returns_does_so_twelve_months_later() -> None:
    relapse = by_month(package_effect([replace(CENTRE, ramp_months=2, end=START + 2, relapse=0.3)], STEPS).relapse)
    expected = {START + 12: 1.5, START + 13: 3.0, START + 14: 3.0}
    assert {month: value for month, value in relapse.items() if value} == pytest.approx(expected)


def test_the_relapse_stands_apart_in_the_flows_of_the_caseload() -> None:
    run = simulate(measures=(replace(CENTRE, deadweight=0.5, relapse=0.4),))
    assert by_month(run.caseload.measures)[START + 12] == pytest.approx(5.0)
    assert by_month(run.caseload.relapse)[START + 12] == pytest.approx(2.0)
    assert by_month(run.caseload.relapse)[START + 11] == 0.0


def test_less_inflow_lowers_the_inflow_and_half_of_it_can_come_later() -> None:
    run = simulate(measures=(Measure("zoektermijn", "less_inflow", START, 60.0, end=START + 5, relapse=0.5),))
    base, moved = by_month(simulate().caseload.inflow), by_month(run.caseload.inflow)
    assert moved[START - 1] == base[START - 1]
    assert moved[START] == pytest.approx(base[START] - 60.0)
    assert by_month(run.caseload.relapse)[START + 12] == pytest.approx(30.0)


def test_less_inflow_cannot_prevent_more_than_would_come_in() -> None:
    run = simulate(measures=(Measure("zoektermijn", "less_inflow", START, 5000.0),))
    assert min(by_month(run.caseload.inflow).values()) == 0.0
    assert run.caseload.stock.min() > 0.0


def test_of_who_could_not_leave_nobody_comes_back() -> None:
    """More people are asked out than there are: what comes back is the part of who left a year before."""
    huge = Measure("alles", "outflow_work", START, 5000.0, end=START + 11, relapse=0.4)
    run = simulate(measures=(huge,))
    left, back = by_month(run.caseload.measures), by_month(run.caseload.relapse)
    assert min(left[START + t] for t in range(12)) < 1000.0
    assert left[START] == 5000.0
    assert [back[START + 12 + t] for t in range(12)] == pytest.approx([0.4 * left[START + t] for t in range(12)])
    flows = run.caseload
    change = flows.inflow + flows.lks_returns + flows.relapse - flows.outflow - flows.into_lks - flows.measures
    assert np.diff(flows.stock, axis=0) == pytest.approx(change, abs=1e-8)
    (split,) = flows_by_measure(run, [huge])
    assert split.relapse == pytest.approx(run.caseload.relapse[:, 0])


def test_of_who_would_not_have_come_anyway_nobody_comes_later() -> None:
    run = simulate(measures=(Measure("zoektermijn", "less_inflow", START, 5000.0, relapse=0.5),))
    kept_out, back = by_month(run.prevented), by_month(run.caseload.relapse)
    assert kept_out[START] == pytest.approx(by_month(simulate().caseload.inflow)[START])
    assert back[START + 12] == pytest.approx(0.5 * kept_out[START])
    assert max(back.values()) < 0.5 * 1000.0


def test_a_draw_that_runs_out_of_people_does_not_touch_the_other_draws() -> None:
    """The same package on two draws, one of which has too few people for it."""
    package = (Measure("veel", "outflow_work", START, 3000.0, relapse=0.5),)
    both = simulate(measures=package, inflow=np.array([[600.0, 5000.0]]))
    few, many = (simulate(measures=package, inflow=inflow) for inflow in (600.0, 5000.0))
    assert few.caseload.stock.min() == 0.0 < many.caseload.stock.min()
    for name in ("stock", "relapse", "measures"):
        found = np.broadcast_to(getattr(both.caseload, name), (len(getattr(both.caseload, name)), 2))
        assert found[:, :1] == pytest.approx(getattr(few.caseload, name))
        assert found[:, 1:] == pytest.approx(getattr(many.caseload, name))


def test_extra_starts_are_jobs_and_come_out_of_bijstand_for_their_part() -> None:
    run, base = simulate(measures=(Measure("banen", "lks_starts", START, 20.0, deadweight=0.25),)), simulate()
    assert by_month(run.lks_starts - base.lks_starts)[START] == pytest.approx(15.0)
    assert by_month(run.jobs.stock[1:] - base.jobs.stock[1:])[START] == pytest.approx(15.0)
    into = by_month(run.caseload.into_lks - base.caseload.into_lks)
    assert into[START] == pytest.approx(15.0 * defaults()["lks_from_bijstand"])


def test_retention_reaches_the_jobs_that_already_run() -> None:
    """A fifth fewer ends in the first month, among all running first-year jobs; later jobs are left alone."""
    run, base = simulate(measures=(Measure("coach", "lks_retention", START, 0.20),)), simulate()
    at = START - STEPS[0]
    assert run.jobs.first_year_exits[at, 0] == pytest.approx(0.8 * base.jobs.first_year_exits[at, 0], rel=1e-12)
    assert run.jobs.later_exits[at, 0] == base.jobs.later_exits[at, 0]
    assert np.array_equal(run.jobs.stock[: at + 1], base.jobs.stock[: at + 1])
    assert np.all(run.jobs.stock[at + 1 :] > base.jobs.stock[at + 1 :])


def test_two_retention_measures_work_on_what_the_other_leaves() -> None:
    package = (Measure("a", "lks_retention", START, 0.5), Measure("b", "lks_retention", START, 0.4, deadweight=0.5))
    assert package_effect(package, STEPS).hazard_factor[-1] == pytest.approx(0.5 * 0.8)


def test_a_package_is_simulated_together_and_not_added_up() -> None:
    """More starts and better retention help each other: the package does more than its parts."""
    starts, coach = Measure("s", "lks_starts", START, 50.0), Measure("c", "lks_retention", START, 0.4)
    base = simulate().jobs.stock[-1, 0]
    both, one, other = (simulate(measures=m).jobs.stock[-1, 0] - base for m in ((starts, coach), (starts,), (coach,)))
    assert both > one + other + 10


@given(
    kinds=st.lists(st.sampled_from(KINDS), min_size=1, max_size=4),
    effect=st.floats(0.0, 1.0),
    deadweight=st.floats(0.0, 0.9),
    relapse=st.floats(0.0, 0.9),
)
@settings(max_examples=25)
def test_the_parts_of_a_package_add_up_to_what_the_package_does(
    kinds: list[Kind], effect: float, deadweight: float, relapse: float
) -> None:
    package = tuple(
        Measure(f"m{i}", kind, START + 3 * i, effect if kind == "lks_retention" else 60 * effect,
                deadweight=deadweight, relapse=relapse)
        for i, kind in enumerate(kinds)
    )  # fmt: skip
    brief = load_baseline("brief-2023-t2")
    split = contributions(brief, with_measures(default_scenario(brief), package))
    run, base = simulate(measures=package), simulate()
    total = (run.caseload.stock - base.caseload.stock)[1:, 0]
    assert sum(found.part.volume for found in split.measures) == pytest.approx(total, abs=1e-6)
    funds = (run.account.general_funds - base.account.general_funds)[:, 0]
    assert sum(found.part.year_general_funds for found in split.measures) == pytest.approx(funds, abs=1e-6)
    assert [found.measure for found in split.measures] == list(package)


def test_one_that_is_switched_off_changes_nothing_and_costs_nothing() -> None:
    off = replace(CENTRE, cost_per_placement=14000.0, active=False)
    run = simulate(measures=(off,))
    assert run.caseload.stock.tobytes() == simulate().caseload.stock.tobytes()
    assert run.measure_cost.sum() == 0.0


def test_a_package_without_effect_changes_nothing() -> None:
    idle = tuple(replace(CENTRE, kind=kind, effect=0.0) for kind in ("outflow_work", "less_inflow", "lks_retention"))
    assert simulate(measures=idle).caseload.stock.tobytes() == simulate().caseload.stock.tobytes()


def test_one_that_starts_after_the_horizon_changes_nothing() -> None:
    late = replace(CENTRE, start=LAST + 1)
    assert simulate(measures=(late,)).caseload.stock.tobytes() == simulate().caseload.stock.tobytes()


def test_the_cost_is_gross_placements_and_the_months_it_runs() -> None:
    """Deadweight is paid for as well; nothing is paid before the start or after the end."""
    measure = replace(CENTRE, ramp_months=2, end=START + 2, deadweight=0.5, cost_per_placement=14000.0, fixed_cost=1000.0)
    cost = by_month(package_effect([measure], STEPS).cost)
    assert [cost[START + t] for t in range(-1, 4)] == pytest.approx([0, 71000, 141000, 141000, 0])
    assert simulate(measures=(measure,)).measure_cost.sum() == pytest.approx(353000)


CHARGED: list[tuple[Kind, float, list[float]]] = [
    # Half capacity and then full, a month after the end nothing; 14,000 for each who is placed, 1,000 a month.
    ("outflow_work", 10.0, [0, 71000, 141000, 141000, 0]),
    ("outflow_education", 10.0, [0, 71000, 141000, 141000, 0]),
    ("less_inflow", 10.0, [0, 71000, 141000, 141000, 0]),
    ("lks_starts", 10.0, [0, 71000, 141000, 141000, 0]),
    # Retention places nobody: it costs what it costs a month.
    ("lks_retention", 0.4, [0, 1000, 1000, 1000, 0]),
]
"""Kind, effect, and its cost from a month before it starts to a month after it ends [EUR]."""


@pytest.mark.parametrize(("kind", "effect", "expected"), CHARGED)
def test_each_kind_is_charged_for_gross_placements_and_retention_by_the_month_only(
    kind: Kind, effect: float, expected: list[float]
) -> None:
    measure = replace(
        CENTRE, kind=kind, effect=effect, ramp_months=2, end=START + 2, deadweight=0.3, relapse=0.2,
        cost_per_placement=14000.0, fixed_cost=1000.0,
    )  # fmt: skip
    cost = by_month(package_effect([measure], STEPS).cost)
    assert [cost[START + t] for t in range(-1, 4)] == pytest.approx(expected)


MOVED: list[tuple[Kind, dict[str, float]]] = [
    ("outflow_work", {"leaving": 6.0, "leaving_relapse": 1.5}),
    ("outflow_education", {"leaving": 6.0, "leaving_relapse": 1.5}),
    ("less_inflow", {"not_entering": 6.0, "not_entering_relapse": 1.5}),
    ("lks_starts", {"lks_starts": 6.0}),
    ("lks_retention", {"hazard_factor": 1 - 0.06}),
]
"""Kind, and each flow that it moves."""


@pytest.mark.parametrize(("kind", "moved"), MOVED)
def test_each_kind_moves_its_own_flow_by_its_net_effect_and_no_other(kind: Kind, moved: dict[str, float]) -> None:
    """Of 10 (or a tenth) 40% would have happened anyway; a quarter of the other 6 comes back after twelve months."""
    effect = 0.1 if kind == "lks_retention" else 10.0
    found = package_effect([replace(CENTRE, kind=kind, effect=effect, deadweight=0.4, relapse=0.25)], STEPS)
    still = {"hazard_factor": 1.0}
    for name in ("leaving", "not_entering", "leaving_relapse", "not_entering_relapse", "lks_starts", "hazard_factor"):
        path = by_month(getattr(found, name))
        late = START + 12 if name.endswith("relapse") else START
        assert path[late] == pytest.approx(moved.get(name, still.get(name, 0.0))), name
        assert path[late - 1] == still.get(name, 0.0), name
    assert found.relapse == pytest.approx(found.leaving_relapse + found.not_entering_relapse)


def test_flows_and_costs_of_two_measures_add_up_by_flow() -> None:
    one = replace(CENTRE, id="b", effect=3.0, relapse=1.0, fixed_cost=10.0)
    other = replace(CENTRE, id="a", kind="less_inflow", effect=4.0, relapse=0.5, fixed_cost=5.0)
    third = replace(CENTRE, id="c", kind="lks_starts", effect=2.0, fixed_cost=1.0)
    found = package_effect([one, other, third, replace(one, id="d")], STEPS)
    last = {name: float(getattr(found, name)[-1]) for name in found.__dataclass_fields__}
    assert last == {
        "leaving": 6.0, "not_entering": 4.0, "leaving_relapse": 6.0, "not_entering_relapse": 2.0, "lks_starts": 2.0,
        "hazard_factor": 1.0, "cost": 26.0,
    }  # fmt: skip


def test_the_cost_of_a_package_is_no_part_of_what_the_city_spends_on_benefits() -> None:
    dear = replace(CENTRE, effect=0.0, fixed_cost=1e6)
    run = simulate(measures=(dear,))
    assert run.lasten.tobytes() == simulate().lasten.tobytes()
    assert by_month(run.measure_cost)[START] == 1e6
