"""The best packages: the same as running every one by itself, none is beaten, and wishes are kept."""

from __future__ import annotations

import dataclasses
import functools

import numpy as np
import pytest

from core.analysis.best_command import best_document
from core.analysis.candidates import EVERY, Wishes
from core.analysis.draws import screen_disturbance
from core.analysis.frontier import Frontier, Question, Valued, free_question, frontier, question, value_packages
from core.analysis.simulate import simulate, simulate_people
from core.analysis.sweep import some_draws
from core.analysis.target import Target, parse_target
from core.baseline import load_baseline
from core.measures import catalogue
from core.model.calendar import month_index
from core.model.measures import Measure, capacity
from core.model.parameters import Floats
from core.problem import Problem
from core.scenario import Scenario, default_scenario, with_until
from tests.places import ROTTERDAM

BRIEF = load_baseline("brief-2023-t2")
TARGET = parse_target("volume=32300@2024-12")
SHORT = with_until(default_scenario(BRIEF), BRIEF, TARGET.month)
LETTER = tuple(entry.measure() for entry in catalogue(ROTTERDAM))
TEN = (
    "kansrijk",
    "lks-banen",
    "lks-jobcoach",
    "minw",
    "rap",
    "social-return",
    "statushouders",
    "wijken",
    "zwart-werk",
    "welslagen",
)
DRAWS = 64


def asked(wishes: Wishes | None = None, scenario: Scenario = SHORT, target: Target = TARGET) -> Question:
    return question(BRIEF, scenario, target, wishes or Wishes())


def spent_on(measures: tuple[Measure, ...]) -> float:
    """EUR million, by hand: placements at their price and what is fixed, in every month that they run."""
    months = range(BRIEF.reference_month + 1, TARGET.month + 1)
    per_place = {one.id: one.cost_per_placement if one.kind != "lks_retention" else 0.0 for one in measures}
    levels = {one.id: capacity(one, months) for one in measures}
    return (
        sum(
            float((per_place[one.id] * one.effect * levels[one.id] + one.fixed_cost * (levels[one.id] > 0)).sum())
            for one in measures
        )
        / 1e6
    )


@functools.cache
def ends(measures: tuple[Measure, ...]) -> tuple[Floats, Floats]:
    """Benefits in the target's month with a package, run by itself: on the path, and in each draw."""
    by = some_draws(screen_disturbance(BRIEF, TARGET.month), slice(DRAWS))
    scenario = dataclasses.replace(SHORT, measures=measures)
    path, drawn = (simulate_people(BRIEF, scenario, chance).caseload.stock[-1] for chance in (None, by))
    return path, drawn


def avoided(measures: tuple[Measure, ...]) -> tuple[float, Floats]:
    """Benefits fewer than without any measure."""
    (path, drawn), (bare, bare_drawn) = ends(measures), ends(())
    return float((bare - path)[0]), bare_drawn - drawn


@pytest.fixture(scope="module")
def letter() -> Frontier:
    return frontier(asked(), DRAWS)


@pytest.mark.exhaustive
def test_ten_measures_give_the_frontier_of_every_package_run_by_itself_with_draws() -> None:
    others = frozenset(one.id for one in LETTER if one.id not in TEN)
    found = frontier(asked(Wishes(never=others)), DRAWS)
    some = sorted((one for one in LETTER if one.id in TEN), key=lambda one: one.id)
    every = [tuple(one for k, one in enumerate(some) if number >> k & 1) for number in range(1024)]
    spent, (path, drawn) = np.array([spent_on(each) for each in every]), zip(*map(avoided, every), strict=True)
    gains = np.round(np.array(path), 6)
    kept = [
        i for i in range(1024)
        if not np.any((spent <= spent[i] + 1e-6) & (gains >= gains[i]) & ((spent < spent[i] - 1e-6) | (gains > gains[i])))
    ]  # fmt: skip
    assert found.looked_at == 1024
    assert {(round(one.spent, 5), round(one.gain, 5)) for one in found.spent} == {
        (round(spent[i], 5), round(path[i], 5)) for i in kept
    }
    means = {frozenset(one.id for one in each): float(values.mean()) for each, values in zip(every, drawn, strict=True)}
    assert all(one.mean_gain == pytest.approx(means[one.ids], abs=1e-6) for one in found.spent)
    assert not beaten(found.spent, [(price, float(values.mean())) for price, values in zip(spent, drawn, strict=True)])


def beaten(best: tuple[Valued, ...], others: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Packages that cost no more than one of the best and do more over the draws, by more than twice the error it states."""
    return [
        (price, gain)
        for price, gain in others
        for one in best
        if price <= one.spent + 1e-6 and gain > one.mean_gain + 2.0 * one.gain_error
    ]


@pytest.mark.exhaustive
def test_none_of_five_hundred_packages_of_the_letter_beats_one_of_the_best(letter: Frontier) -> None:
    rng = np.random.default_rng(1)
    others = [tuple(one for one in LETTER if rng.random() < rng.uniform(0.2, 0.9)) for _ in range(500)]
    assert letter.looked_at == 2 ** len(LETTER) == 262144
    assert not beaten(letter.spent, [(spent_on(each), float(avoided(each)[1].mean())) for each in others])


def test_more_money_never_buys_less_and_the_best_within_a_budget_costs_no_more(letter: Frontier) -> None:
    for prices, best in (
        ([one.spent for one in letter.spent], letter.spent),
        ([one.spent - one.saved for one in letter.net], letter.net),
    ):
        assert prices == sorted(prices)
        assert [one.gain for one in best] == sorted(one.gain for one in best)
    found = letter.best(2.0)
    assert found is not None
    assert found.spent <= 2.0 < min(one.spent for one in letter.spent if one.gain > found.gain)
    assert letter.best(-1.0) is None
    assert letter.cheapest(found.gain) == found


def test_what_a_package_saves_and_its_chance_are_those_of_the_run_of_the_same_scenario(letter: Frontier) -> None:
    one = letter.spent[len(letter.spent) // 2]
    run, none = (simulate(BRIEF, dataclasses.replace(SHORT, measures=each)) for each in (one.measures, ()))
    saved = sum(float((end.buig - end.bijstand_lasten - end.lks_lasten).sum()) * sign for end, sign in ((run, 1), (none, -1)))
    assert one.saved == pytest.approx(saved, abs=1e-9)
    assert one.net == pytest.approx(one.spent - saved)
    drawn = simulate_people(
        BRIEF, dataclasses.replace(SHORT, measures=one.measures), screen_disturbance(BRIEF, TARGET.month, DRAWS)
    )
    assert one.chance == np.mean(drawn.caseload.stock[-1] <= 32300.5)


def test_wishes_are_kept() -> None:
    later = month_index("2024-03")
    few = frozenset(one.id for one in LETTER if one.id not in TEN[:5])
    wishes = Wishes(frozenset({"minw"}), few | {"rap"}, ((EVERY, later), ("kansrijk", later + 2)), capacity=12.0)
    found = frontier(asked(wishes), 2)
    assert all({"minw"} <= one.ids <= set(TEN[:5]) - {"rap"} for one in found.spent)
    starts = {one.id: one.start for best in found.spent for one in best.measures}
    assert min(starts.values()) >= later
    assert starts.get("kansrijk", later + 2) == later + 2
    for best in found.spent:
        placed = sum(
            one.effect * capacity(one, range(later, TARGET.month + 1)) for one in best.measures if one.kind != "lks_retention"
        )
        assert np.max(placed) <= 12.0
    assert found.allowed < found.looked_at == 8


@pytest.mark.parametrize(
    ("wishes", "key"),
    [
        (Wishes(always=frozenset({"bestaat-niet"})), "solve.unknown_measure"),
        (Wishes(frozenset({"minw"}), frozenset({"minw"})), "best.both"),
        (Wishes(capacity=-1.0), "best.capacity"),
        (Wishes(not_before=((EVERY, BRIEF.reference_month),)), "solve.month"),
        (Wishes(frozenset({"kansrijk"}), frozenset({one.id for one in LETTER} - {"kansrijk"}), capacity=1.0), "best.none"),
    ],
)
def test_wishes_that_cannot_be_are_refused(wishes: Wishes, key: str) -> None:
    with pytest.raises(Problem) as told:
        frontier(asked(wishes), 2)
    assert told.value.key == key


def test_a_measure_more_than_can_be_run_is_refused_until_one_is_always_or_never_in_it() -> None:
    own = dataclasses.replace(SHORT, measures=(Measure("eigen-1", "outflow_work", TARGET.month - 6, 5.0),))
    with pytest.raises(Problem) as told:
        asked(scenario=own)
    assert told.value.key == "best.too_many"
    assert len(asked(Wishes(never=frozenset({"minw"})), own).candidates.free) == 18


def test_the_present_package_hears_what_it_misses(letter: Frontier) -> None:
    worst = tuple(one for one in LETTER if one.id in ("wijken", "leerpraktijkcentra"))
    (now,) = value_packages(asked(), [worst], DRAWS)
    told = best_document(asked(), letter, now, 2.0, "spent")
    better = max(one.gain for one in letter.spent if one.spent <= now.spent + 1e-9)
    cheaper = min(one.spent for one in letter.spent if one.gain >= now.gain)
    assert told["current"]["missed_gain"] == pytest.approx(better - now.gain)
    assert told["current"]["missed_money"] == pytest.approx(now.spent - cheaper)
    assert told["current"]["missed_gain"] > 0.0
    assert told["best"]["spent"] <= 2.0


def test_a_reserve_that_is_empty_is_judged_by_all_that_had_to_be_paid() -> None:
    never = frozenset(one.id for one in LETTER if one.id not in TEN[:3])
    found = frontier(asked(Wishes(never=never), default_scenario(BRIEF), parse_target("reserve=0@2026-12")), 2)
    best, none = found.spent[-1], found.spent[0]
    runs = [simulate(BRIEF, dataclasses.replace(default_scenario(BRIEF), measures=one.measures)) for one in (best, none)]
    short, less = (float(run.account.general_funds.sum()) for run in runs)
    assert best.gain == pytest.approx(less - short)
    assert none.measures == ()


def test_more_measures_than_every_package_is_run_of_leave_no_question() -> None:
    """Pages ask it of whatever package somebody made: that a text has no certificate then must not stop the page."""
    own = tuple(dataclasses.replace(LETTER[0], id=f"eigen-{i}") for i in range(1, 20))
    assert free_question(BRIEF, dataclasses.replace(SHORT, measures=own)) is None
    assert free_question(BRIEF, SHORT) is not None
