"""Every end of every bar is a run of its own, sorted by what it does."""

from __future__ import annotations

import dataclasses
import datetime as dt

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analysis.draws import layout_of
from core.analysis.output import TARGET_MONTH, menu, never, output, read
from core.analysis.simulate import simulate
from core.analysis.tornado import PACKAGE, PRICE, REVISION, Bar, Tornado, published_revisions, tornado
from core.analysis.uncertainty import FIELDS, GROUPS, normals
from core.baseline import Baseline, load_baseline
from core.facts import Observation
from core.measures import catalogue
from core.model.calendar import LAST_MONTH, month_index
from core.scenario import LEVER, SETTING, Scenario, default_scenario, experience, with_measures, with_until, with_value
from tests.places import LETTER, ROTTERDAM

BASELINE, STAND = load_baseline(LETTER), load_baseline("stand-2025")
PLAIN = default_scenario(BASELINE)
PACKED = with_measures(
    with_value(
        with_value(with_value(default_scenario(STAND), STAND, "outflow_rate", 0.0205), STAND, "macro_feedback", 0.3),
        STAND, "vangnet_extended", 1.0,
    ),
    [entry.measure() for entry in catalogue(ROTTERDAM)],
)  # fmt: skip
CASES = [(BASELINE, PLAIN), (STAND, PACKED)]
ALL = [
    *menu(BASELINE, PLAIN.until)[:-1],
    output("lks_jobs", month_index("2024-03")),
    output("general_funds", month_index("2024-01")),
]


def value(baseline: Baseline, scenario: Scenario, wanted, by=None) -> float:
    return float(read(simulate(baseline, scenario, by), wanted, baseline, 1)[0])


def bars(found: Tornado) -> dict[str, Bar]:
    return {bar.id: bar for bar in found.bars}


@pytest.mark.one_in(2)
@pytest.mark.parametrize(("baseline", "scenario"), CASES, ids=["plain", "packed"])
def test_every_end_is_what_a_run_with_that_lever_gives(baseline, scenario):
    for found in tornado(baseline, scenario, ALL):
        assert found.value == pytest.approx(value(baseline, scenario, found.output), rel=1e-12, abs=1e-9)
        assert SETTING.keys() <= bars(found).keys()
        for name in SETTING:
            bar, known = bars(found)[name], experience(baseline, name)
            assert (bar.low, bar.high) == (known.low, known.high)
            for end, at in ((bar.low, bar.at_low), (bar.high, bar.at_high)):
                alone = value(baseline, with_value(scenario, baseline, name, end), found.output)
                assert at == pytest.approx(alone, rel=1e-11, abs=1e-8), (name, str(found.output))


def test_the_price_bar_is_a_baseline_with_other_growth():
    wanted = output("result", month_index("2026-12"))
    bar = bars(tornado(BASELINE, PLAIN, [wanted])[0])[PRICE]
    for end, at in (("low", bar.at_low), ("high", bar.at_high)):
        quantities = {
            key: msgspec.structs.replace(found, value=getattr(found.range, end)) if key[0] == PRICE else found
            for key, found in BASELINE.quantities.items()
        }
        assert at == pytest.approx(value(dataclasses.replace(BASELINE, quantities=quantities), PLAIN, wanted), rel=1e-12)
    assert (bar.low, bar.high, bar.current) == (0.0, 0.105, None)


@pytest.mark.parametrize(("baseline", "scenario"), CASES, ids=["plain", "packed"])
def test_the_revision_bar_moves_the_national_budget_where_it_is_not_settled(baseline, scenario):
    wanted = output("result", month_index("2026-12"))
    bar = bars(tornado(baseline, scenario, [wanted])[0])[REVISION]
    months = scenario.until - baseline.reference_month
    nothing = {name: 0.0 * values[:, :1] for name, values in normals(2, LAST_MONTH - baseline.reference_month).items()}
    by = layout_of(baseline).disturbance(nothing).first(months)
    by = dataclasses.replace(by, caseload=np.zeros((months + 1, 1)), middle=np.zeros((months, 1)))
    settled = 2023 if baseline is BASELINE else 2025
    years = np.array([month // 12 for month in range(baseline.reference_month + 1, scenario.until + 1)])[:, np.newaxis]
    for revision, at in ((bar.low, bar.at_low), (bar.high, bar.at_high)):
        moved = dataclasses.replace(by, macro_factor=np.where(years > settled, 1.0 + revision, 1.0))
        assert at == pytest.approx(value(baseline, scenario, wanted, moved), rel=1e-9)


def test_published_revisions_are_those_of_the_letters_and_the_state():
    low, high = published_revisions(BASELINE)
    assert low == pytest.approx(6385.3 / 6845.2 - 1)
    assert high == pytest.approx(6656.8 / 6014.9 - 1)


def test_a_revision_goes_from_the_first_stage_to_the_settled_one_over_a_stage_between(monkeypatch):
    """1,000 first, 1,100 then, 1,210 in the end: 21% more, and not the 10% of the last step."""
    stages = (("voorlopig", 1000.0, 2020), ("nader voorlopig", 1100.0, 2021), ("definitief", 1210.0, 2022))
    points = tuple(
        Observation(dt.date(2021, 12, 31), value, "reported", "letter-2023-10-10", dt.date(made, 9, 30), stage)
        for stage, value, made in stages
    )
    monkeypatch.setattr("core.analysis.tornado.macro_budget", lambda city: points)
    assert published_revisions(BASELINE) == (pytest.approx(0.21), pytest.approx(0.21))


def test_the_package_bar_is_the_scenario_without_and_with_its_measures():
    wanted = output("volume", month_index("2025-12"))
    assert PACKAGE not in bars(tornado(BASELINE, PLAIN, [wanted])[0])
    found = tornado(STAND, PACKED, [wanted])[0]
    bar = bars(found)[PACKAGE]
    assert bar.at_low == pytest.approx(value(STAND, with_measures(PACKED, ()), wanted), rel=1e-12)
    assert bar.at_high == found.value


@pytest.mark.parametrize(("baseline", "scenario"), CASES, ids=["plain", "packed"])
def test_the_largest_swing_stands_first(baseline, scenario):
    for found in tornado(baseline, scenario, ALL):
        swings = [bar.swing for bar in found.bars]
        assert swings == sorted(swings, reverse=True)
        assert all(bar.swing == abs(bar.at_high - bar.at_low) for bar in found.bars)


def test_a_lever_that_does_not_touch_an_output_has_no_swing_at_all():
    money = {"buig_share", "macro_growth", "lks_cost", "macro_feedback", "vangnet_extended", PRICE, REVISION}
    by_output = {found.output.name: found for found in tornado(STAND, PACKED, ALL)}
    for name in ("volume", "lks_jobs"):
        assert {bar.id for bar in by_output[name].bars if bar.swing == 0.0} >= money
    assert bars(by_output["lks_jobs"])["inflow"].swing == 0.0
    assert bars(by_output["volume"])["inflow"].swing > 1000


@given(
    levers=st.dictionaries(st.sampled_from(list(LEVER)), st.floats(0.0, 1.0), max_size=4),
    until=st.integers(month_index("2023-09"), month_index("2030-12")),
)
@settings(max_examples=15)
def test_more_inflow_and_less_outflow_never_lower_the_caseload(levers, until):
    scenario = with_until(PLAIN, BASELINE, until)
    for name, part in levers.items():
        limits = LEVER[name]
        place = limits.slider_low + part * (limits.slider_high - limits.slider_low)
        scenario = with_value(scenario, BASELINE, name, place)
    found = bars(tornado(BASELINE, scenario, [output("volume", until)])[0])
    assert found["inflow"].at_high >= found["inflow"].at_low
    assert found["outflow_rate"].at_high <= found["outflow_rate"].at_low
    assert np.isfinite([bar.swing for bar in found.values()]).all()


def test_the_month_of_the_target_is_read_off_each_path():
    wanted = output(TARGET_MONTH)
    moved = with_value(with_until(PLAIN, BASELINE, wanted.month), BASELINE, "inflow", 520.0)
    run = simulate(BASELINE, moved)
    month = round(float(read(run, wanted, BASELINE, 1)[0]))
    stock = run.caseload.stock[:, 0]
    place = month - run.months[0]
    assert (stock[place:] <= 30000).all()
    assert stock[place - 1] > 30000
    assert not never(wanted, month)
    far = with_value(moved, BASELINE, "inflow", 700.0)
    assert never(wanted, value(BASELINE, far, wanted))
    near = with_value(moved, BASELINE, "outflow_rate", 0.5)
    assert value(BASELINE, near, wanted) == BASELINE.reference_month + 1


def test_groups_move_one_part_of_the_disturbance_each():
    """`laid_out` swaps parts instead of normals: that is only right as long as no group reaches into another's part."""
    points, layout = normals(4, LAST_MONTH - BASELINE.reference_month), layout_of(BASELINE)
    still = layout.disturbance(points)
    names = [field.name for field in dataclasses.fields(still)]
    for group in GROUPS:
        moved = layout.disturbance({**points, group: points[group] * np.array([1.5, -1.0, 1.0, 0.5])})
        assert [name for name in names if not np.array_equal(getattr(still, name), getattr(moved, name))] == [FIELDS[group]]


def test_the_bars_that_are_no_lever_have_ends_of_their_own():
    found = bars(tornado(STAND, PACKED, [output("result", month_index("2026-12"))])[0])
    assert (found[PACKAGE].low, found[PACKAGE].high, found[PACKAGE].current) == (0.0, 1.0, 1.0)
    assert (found[REVISION].low, found[REVISION].high) == published_revisions(STAND)
    assert found[REVISION].current == 0.0
    assert found["vangnet_extended"].current == 1.0


@pytest.mark.parametrize("extended", [0.0, 1.0])
def test_the_extended_vangnet_is_paid_two_years_later_whichever_way_it_stands(extended):
    """Over 2025 and 2026 it is earned, so the general funds feel it in 2027 and 2028."""
    wanted = output("general_funds", month_index("2028-12"))
    longer = with_until(PLAIN, BASELINE, month_index("2028-12"))
    scenario = with_value(longer, BASELINE, "vangnet_extended", extended)
    found = tornado(BASELINE, scenario, [wanted])[0]
    bar = bars(found)["vangnet_extended"]
    off, on = (value(BASELINE, with_value(longer, BASELINE, "vangnet_extended", end), wanted) for end in (0.0, 1.0))
    assert (bar.low, bar.high, bar.current) == (0.0, 1.0, extended)
    assert (bar.at_low, bar.at_high) == pytest.approx((off, on), rel=1e-11)
    assert off > on + 1.0
    assert found.value == pytest.approx(on if extended else off, rel=1e-11)
