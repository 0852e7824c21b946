"""Income over hours, the effective marginal pressure and the jumps of the law."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from core.household.curve import (
    GROUPS,
    Curve,
    Jump,
    Pressure,
    curve,
    flat_stretch,
    group_sums,
    jumps_between,
    largest_jumps,
    pressures,
    rising_steps,
    worst_step,
)
from core.household.household import Household
from core.household.income import COMPONENTS
from tests.household import compare, law_on
from tests.household.conftest import households, quick

DATE = dt.date(2025, 7, 1)
LAW = law_on(DATE)
SINGLE = Household(hours=24, date=DATE)


def test_the_curve_passes_through_the_comparison() -> None:
    found = curve(SINGLE, LAW)
    assert found.disposable[0] == compare(SINGLE).before.disposable
    assert found.disposable[24] == compare(SINGLE).after.disposable
    assert len(found.hours) == 41


@quick
@given(households())
def test_what_is_taken_and_what_is_kept_is_the_whole_extra_wage(household: Household) -> None:
    found = curve(household, law_on(household.date), (0.0, 10.0, 20.0, 30.0, 40.0))
    smooth = np.sum(list(found.smooth.values()), axis=0)
    # What is paid is at most a euro of each of the four allowances less, and never more.
    assert np.all((smooth - found.disposable >= -1e-6) & (smooth - found.disposable < 5.0))
    for step, extra, more in zip(pressures(found), np.diff(found.gross), np.diff(smooth), strict=True):
        assert sum(step.taken.values()) == pytest.approx(extra - more, abs=1e-6)
        assert step.share == pytest.approx(1 - more / extra, abs=1e-9)


def test_while_the_exemption_is_at_its_maximum_every_extra_euro_goes_to_the_city() -> None:
    # A single person between 18 and 24 hours: the exempt 278 is reached, the wage is under the norm plus 278.
    steps = {step.below: step for step in pressures(curve(SINGLE, LAW))}
    assert steps[20.0].share == pytest.approx(1.0)
    assert steps[20.0].cause == "assistance"
    assert steps[5.0].share == pytest.approx(0.75)


def test_after_the_exemption_every_hour_under_the_norm_brings_nothing() -> None:
    later = replace(SINGLE, months_since_start=6)
    shares = [step.share for step in pressures(curve(later, LAW)) if step.above <= 20]
    assert shares == pytest.approx([1.0] * 20)


def test_the_worst_step_is_the_highest_and_names_its_cause() -> None:
    costly = Household(
        kind="single_parent", child_ages=(2,), hours=32, childcare_hours=150, childcare_price=15.0, travel=100,
        months_since_start=40, date=DATE,
    )  # fmt: skip
    found = curve(costly, LAW)
    worst = worst_step(found)
    assert worst is not None
    assert worst.share == max(step.share for step in pressures(found)) > 1.0
    assert worst.taken[worst.cause] == max(worst.taken.values())


def test_a_wage_of_zero_has_no_pressure() -> None:
    assert worst_step(curve(replace(SINGLE, wage=0.0), LAW)) is None


def test_the_end_of_the_supplement_is_a_named_jump() -> None:
    jumps = curve(SINGLE, LAW).jumps
    # 130% of 1,369.06 is 1,779.78; 27 hours bring 1,747.02 net and 28 hours 1,810.52.
    assert [(jump.key, jump.below, jump.above) for jump in jumps] == [("supplement_limit", 27.0, 28.0)]
    assert jumps[0].amount == pytest.approx(-200 / 12)


def test_the_rows_of_the_childcare_table_of_2024_are_named_jumps() -> None:
    parent = Household(
        kind="single_parent", child_ages=(2,), wage=20.0, hours=32, childcare_hours=120, childcare_price=10.0,
        date=dt.date(2024, 1, 1),
    )  # fmt: skip
    found = {jump.key for jump in curve(parent, law_on(parent.date)).jumps}
    assert found == {"childcare_row", "supplement_limit"}


def test_a_rent_just_above_the_maximum_of_2025_is_a_named_jump() -> None:
    allowed, too_high = (compare(replace(SINGLE, rent=rent)).after for rent in (900.07, 900.08))
    (jump,) = jumps_between(allowed, too_high)
    assert jump.key == "rent_limit"
    assert jump.amount == -allowed.smooth["rent_allowance"] < -400


def _curve(disposable: list[float], jumps: tuple[Jump, ...] = ()) -> Curve:
    amounts = np.array(disposable)
    smooth = {key: amounts if key == "net_pay" else 0.0 * amounts for key in COMPONENTS}
    return Curve(np.arange(len(amounts), dtype=float), amounts, {}, smooth, amounts, jumps)


def _steps(*shares: float) -> tuple[Pressure, ...]:
    return tuple(Pressure(float(i), i + 1.0, share, "assistance", {}) for i, share in enumerate(shares))


def test_of_every_kind_of_jump_the_largest_is_told_and_how_many_there_are() -> None:
    jumps = (
        Jump("childcare_row", 3, 4, -5.0), Jump("supplement_limit", 8, 9, -17.0), Jump("childcare_row", 9, 10, 12.0),
        Jump("childcare_row", 12, 13, -11.0),
    )  # fmt: skip
    assert largest_jumps(_curve([0.0], jumps)) == ((jumps[2], 3), (jumps[1], 1))
    assert largest_jumps(_curve([0.0])) == ()


def test_a_stretch_is_flat_when_nearly_nothing_is_left_for_four_hours() -> None:
    assert flat_stretch(_steps(0.5, 0.9, 1.0, 1.1, 0.95, 0.5)) == (1, 5)
    assert flat_stretch(_steps(0.5, 0.9, 1.0, 1.1, 0.89)) is None
    assert flat_stretch(_steps(1.0, 1.11, 1.0, 1.0, 1.0, 1.0)) == (2, 6)
    assert flat_stretch(_steps(*[1.0] * 4, 0.2, *[1.0] * 5)) == (5, 10)
    assert flat_stretch(()) is None


def test_a_step_rises_when_it_brings_more_than_half_a_euro() -> None:
    assert rising_steps(_curve([100.0, 100.4, 101.0, 90.0, 90.5])) == 1


def test_the_groups_hold_every_component_once() -> None:
    found = curve(SINGLE, LAW)
    assert sorted(key for keys in GROUPS.values() for key in keys) == sorted(found.components)
    assert sum(group_sums(found.components).values()) == pytest.approx(found.disposable)
