"""The best packages for the money: those that no other package beats at their price, valued again with chance.

What is spent is the gross cost of the measures over the horizon, as a council grants it; the net cost is that less what
the city saves on lasten and receives in BUIG. There is a frontier against each. One package is better than another when
the target's outcome on the scenario's own path is better; with chance each is then run on the draws of the screen.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from core.analysis.candidates import Candidates, Wishes, candidates_of
from core.analysis.draws import screen_disturbance
from core.analysis.every_package import Swept, gained, reached, saved, sweep, without_package
from core.analysis.simulate import simulate, simulated_months
from core.analysis.sweep import some_draws
from core.analysis.target import Target, check_target, target_of
from core.analysis.uncertainty import SCREEN_DRAWS
from core.baseline import Baseline, ByIdentity
from core.cache import Memory
from core.measures import evidence_of
from core.model.measures import Measure, package_effect
from core.model.parameters import MILLION, Floats
from core.problem import Problem
from core.scenario import Scenario, with_until

Cost = Literal["spent", "net"]
PIECE: Final = 512
"""Draws of a run: such arrays stay in the processor's own memory, and whoever waits goes in between."""
SAME: Final = 1e-6
"""Difference in cost [EUR million] or in outcome that is rounding."""
SWEEP_PART: Final = 0.7
"""Part of the work that the sweep is."""


@dataclass(frozen=True, slots=True)
class Valued:
    """One package: what it costs and does on the scenario's own path, and over the draws.

    Attributes
    ----------
    measures : tuple[Measure, ...]
    spent, saved : float
        Over the horizon [EUR million].
    outcome, gain : float
        Of the target in its month, and how much better that is than without any measure [outcome's unit].
    chance, chance_error : float
        Chance that the target holds, and its standard error.
    mean_gain, gain_error : float
        Mean of the gain over the draws, and its standard error [outcome's unit].
    mean_saved, saved_error : float
        The same of what is saved [EUR million].
    assumed : int
        Measures of which the effect is our assumption.
    """

    measures: tuple[Measure, ...]
    spent: float
    saved: float
    outcome: float
    gain: float
    chance: float
    chance_error: float
    mean_gain: float
    gain_error: float
    mean_saved: float
    saved_error: float
    assumed: int

    @property
    def net(self) -> float:
        """What it costs the city when the saving is taken off [EUR million]."""
        return self.spent - self.saved

    @property
    def ids(self) -> frozenset[str]:
        """Which measures are in it."""
        return frozenset(one.id for one in self.measures)

    def price(self, cost: Cost) -> float:
        """What it costs, spent or net [EUR million]."""
        return self.spent if cost == "spent" else self.net


@dataclass(frozen=True, slots=True)
class Frontier:
    """The best packages of a scenario for a target, cheapest first; which measures it has on now does not matter.

    Attributes
    ----------
    looked_at, allowed : int
        Packages that were run, and those of them that meet the wishes.
    draws : int
        Draws that each was valued with.
    """

    target: Target
    looked_at: int
    allowed: int
    draws: int
    spent: tuple[Valued, ...]
    net: tuple[Valued, ...]

    def against(self, cost: Cost) -> tuple[Valued, ...]:
        """The best packages against what is spent, or against the net cost."""
        return self.spent if cost == "spent" else self.net

    def best(self, budget: float, cost: Cost = "spent") -> Valued | None:
        """The package that does most for at most a budget [EUR million]; None where even the cheapest costs more."""
        return max((one for one in self.against(cost) if one.price(cost) <= budget + SAME), key=_gain, default=None)

    def cheapest(self, gain: float, cost: Cost = "spent") -> Valued | None:
        """The cheapest package that does at least so much; None where none does."""
        return next((one for one in self.against(cost) if one.gain >= gain - SAME), None)


def _gain(one: Valued) -> float:
    return one.gain


_FOUND: Final[Memory[Frontier]] = Memory(32)


@dataclass(frozen=True, slots=True)
class Question:
    """What a frontier is asked of; build it with `question`.

    Attributes
    ----------
    scenario : Scenario
        Without its package, over a horizon that reaches the target.
    """

    baseline: ByIdentity
    scenario: Scenario
    target: Target
    candidates: Candidates
    capacity: float | None


def question(baseline: Baseline, scenario: Scenario, target: Target, wishes: Wishes) -> Question:
    """The question of a scenario, its target and wishes. Raises Problem for what cannot be."""
    until = max(scenario.until, check_target(baseline, target))
    longer = scenario if until == scenario.until else with_until(scenario, baseline, until)
    candidates = candidates_of(baseline, longer, wishes)
    return Question(ByIdentity(baseline), without_package(longer), target, candidates, wishes.capacity)


def free_question(baseline: Baseline, scenario: Scenario) -> Question | None:
    """The question without any wish, for the target of the caseload: packages have their numbers in it.

    None without such a target, and where more measures can be chosen than every package is run of.
    """
    target = target_of(baseline, "target_volume", "volume")
    if target is None or target.month <= baseline.reference_month:
        return None
    try:
        return question(baseline, scenario, target, Wishes())
    except Problem:
        return None


def known_frontier(asked: Question, draws: int = SCREEN_DRAWS) -> Frontier | None:
    """The frontier, when somebody asked for it before."""
    return _FOUND.get(asked.baseline, asked, draws)


def frontier(asked: Question, draws: int = SCREEN_DRAWS, progress: Callable[[float], None] = lambda part: None) -> Frontier:
    """Run every package, keep those that no other beats, and value each with chance; remembered.

    Parameters
    ----------
    progress : Callable[[float], None]
        Hears the part that is done, several times a second.

    Raises
    ------
    Problem
        Where no package meets the wishes.
    """
    found = known_frontier(asked, draws)
    if found is not None:
        return found
    swept = sweep(
        asked.baseline.baseline, asked.scenario, asked.target, asked.candidates, asked.capacity,
        lambda part: progress(SWEEP_PART * part),
    )  # fmt: skip
    if not swept.allowed.any():
        raise Problem("best.none")
    by_spent, by_net = (undominated(price, swept) for price in (swept.cost, swept.cost - swept.saved))
    numbers = list(dict.fromkeys([*by_spent, *by_net]))
    valued = value_packages(
        asked, [asked.candidates.package(number) for number in numbers], draws,
        lambda part: progress(SWEEP_PART + (1.0 - SWEEP_PART) * part),
    )  # fmt: skip
    place = dict(zip(numbers, valued, strict=True))
    spent, net = (tuple(place[number] for number in best) for best in (by_spent, by_net))
    found = Frontier(asked.target, len(swept.cost), int(swept.allowed.sum()), draws, spent, net)
    return _FOUND.keep(found, asked.baseline, asked, draws)


def undominated(price: Floats, swept: Swept) -> list[int]:
    """Numbers of the allowed packages that do more than every cheaper one, cheapest first.

    Of packages that cost and do the same, the one with the fewest measures.
    """
    numbers = np.flatnonzero(swept.allowed)
    paid, gain = np.round(price[numbers] / SAME), np.round(swept.gain[numbers] / SAME)
    order = np.lexsort((np.bitwise_count(numbers), -gain, paid))
    best = np.maximum.accumulate(gain[order])
    more = np.concatenate([[True], best[1:] > best[:-1]])
    return [int(number) for number in numbers[order][more]]


def value_packages(
    asked: Question,
    packages: Sequence[tuple[Measure, ...]],
    draws: int = SCREEN_DRAWS,
    progress: Callable[[float], None] = lambda part: None,
) -> list[Valued]:
    """Value packages on the scenario's own path and on the draws, the same draws for each."""
    baseline, bare, target = asked.baseline.baseline, asked.scenario, asked.target
    months = simulated_months(baseline, bare)
    by = screen_disturbance(baseline, bare.until, draws)
    pieces = [some_draws(by, slice(i, i + PIECE)) for i in range(0, draws, PIECE)]
    nothing, nothing_drawn = simulate(baseline, bare), [simulate(baseline, bare, piece) for piece in pieces]
    found = []
    for number, measures in enumerate(packages):
        package = package_effect(measures, months)
        run = simulate(baseline, dataclasses.replace(bare, measures=measures))
        held, gain, less = [], [], []
        for piece, none in zip(pieces, nothing_drawn, strict=True):
            drawn = simulate(baseline, bare, piece, package=package)
            held.append(np.broadcast_to(target.holds(reached(drawn, target)), saved(drawn).shape))
            gain.append(gained(drawn, none, target))
            less.append(saved(drawn) - saved(none))
        chance = float(np.concatenate(held).mean())
        (mean_gain, gain_error), (mean_saved, saved_error) = (_mean(np.concatenate(values)) for values in (gain, less))
        found.append(
            Valued(
                measures=tuple(measures), spent=float(package.cost.sum()) / MILLION,
                saved=float((saved(run) - saved(nothing))[0]), outcome=float(reached(run, target)[0]),
                gain=float(gained(run, nothing, target)[0]),
                chance=chance, chance_error=math.sqrt(chance * (1.0 - chance) / draws),
                mean_gain=mean_gain, gain_error=gain_error, mean_saved=mean_saved, saved_error=saved_error,
                assumed=sum(evidence_of(one, baseline.city) == "assumption" for one in measures),
            )
        )  # fmt: skip
        progress((number + 1) / len(packages))
    return found


def _mean(values: Floats) -> tuple[float, float]:
    """Mean over the draws and its standard error."""
    return float(values.mean()), float(values.std(ddof=1)) / math.sqrt(len(values))
