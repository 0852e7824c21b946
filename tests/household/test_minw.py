"""The MinW funnel: the letter's numbers, the exact interval, and what 100 exits ask."""

import math
from fractions import Fraction

import pytest

from core.household.minw import counts, exit_share, funnel, required, required_share
from core.problem import Problem
from tests.places import ROTTERDAM


def test_the_funnel_is_that_of_the_letter() -> None:
    found = funnel(ROTTERDAM)
    assert (found.participants, found.out, found.active, found.target, found.months) == (27, 8, 14, 100, 36)
    assert found.other == 5
    assert (found.staff_before, found.staff) == (6.0, 9.0)


def test_what_the_letter_does_not_say_is_an_assumption_with_a_reason() -> None:
    assumed = {key for key, count in counts(ROTTERDAM).items() if count.status == "assumption"}
    assert assumed == {"elapsed_months", "coaches_2023", "consultants_2023"}
    assert all(counts(ROTTERDAM)[key].derivation for key in assumed)


def _tail(least: int, trials: int, share: float) -> float:
    p = Fraction(share)
    return float(sum(math.comb(trials, k) * p**k * (1 - p) ** (trials - k) for k in range(least, trials + 1)))


def test_the_interval_is_the_exact_one() -> None:
    # Clopper–Pearson: at the low end 8 or more has a chance of 2.5%, at the high end 8 or fewer.
    found = exit_share(8, 27)
    assert found.share == pytest.approx(8 / 27)
    assert _tail(8, 27, found.low) == pytest.approx(0.025, abs=1e-9)
    assert 1 - _tail(9, 27, found.high) == pytest.approx(0.025, abs=1e-9)


@pytest.mark.parametrize(("out", "low", "high"), [(0, 0.0, 0.1277), (27, 0.8723, 1.0)])
def test_none_and_all_have_an_interval_too(out: int, low: float, high: float) -> None:
    found = exit_share(out, 27)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)


def test_a_hundred_exits_by_hand() -> None:
    # 100 / (8/27) = 337.5 participants, 9.375 a month. Pace so far 27 / 12 / 6 per FTE per month;
    # with 9 FTE over 36 months 121.5 participants and 36 exits.
    found = required(funnel(ROTTERDAM), 8 / 27)
    assert found.participants == pytest.approx(337.5)
    assert found.per_month == pytest.approx(9.375)
    assert found.per_staff == pytest.approx(9.375 / 9)
    assert found.exits_at_pace == pytest.approx(36.0)


def test_at_the_pace_so_far_the_required_share_gives_exactly_the_target() -> None:
    share = required_share(funnel(ROTTERDAM))
    assert share == pytest.approx(100 / 121.5)
    assert required(funnel(ROTTERDAM), share).exits_at_pace == pytest.approx(100.0)


def test_more_exits_than_participants_are_refused() -> None:
    for out, participants in ((28, 27), (-1, 27), (0, 0)):
        with pytest.raises(Problem, match="out_of_range"):
            exit_share(out, participants)
    with pytest.raises(Problem, match="out_of_range"):
        required(funnel(ROTTERDAM), 0.0)
