"""How good the scrambling of the draws is: `python -m tests.bench.seed [--seeds N]` compares it with others.

`core.analysis.uncertainty.SEED` was picked: of 111 scramblings it came closest to the chances of 65,536 draws. A seed that
is picked is a parameter that is fitted, so here is what picks it, and a test says that it is no worse than most.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable

import numpy as np

from core.analysis import uncertainty
from core.analysis.chances import chances_of
from core.analysis.outcome import screen_disturbance
from core.analysis.simulate import simulate
from core.baseline import DEFAULT, load_baseline
from core.cache import forget
from core.scenario import Scenario, default_scenario, with_value

BASELINE = load_baseline(DEFAULT)
MANY = 65_536
INDEPENDENT = 30_000
"""Scrambling of the many draws that others are held against."""
MOVES = ({}, {"outflow_rate": 0.0205}, {"inflow": 540.0}, {"lks_starts": 80.0, "inflow": 570.0}, {"buig_share": 0.086})


def scenarios() -> list[Scenario]:
    """The base path and four ways of moving it."""
    found = []
    for moves in MOVES:
        scenario = default_scenario(BASELINE)
        for lever, value in moves.items():
            scenario = with_value(scenario, BASELINE, lever, value)
        found.append(scenario)
    return found


def chances(seed: int, draws: int = uncertainty.SCREEN_DRAWS) -> np.ndarray:
    """Chance of every target in every scenario, from so many draws of a scrambling."""
    kept, uncertainty.SEED = uncertainty.SEED, seed
    try:
        _forget()
        found = []
        for scenario in scenarios():
            run = simulate(BASELINE, scenario, screen_disturbance(BASELINE, scenario.until, draws))
            found += [one.chance for one in chances_of(run, BASELINE).targets]
        return np.array(found)
    finally:
        uncertainty.SEED = kept
        _forget()


def _forget() -> None:
    forget()
    forget()


def misses(seeds: Iterable[int], draws: int = MANY) -> dict[int, float]:
    """Mean distance of each scrambling's chances to those of many draws."""
    wanted = chances(INDEPENDENT, draws)
    return {seed: float(np.abs(chances(seed) - wanted).mean()) for seed in seeds}


def main() -> None:
    """Print every scrambling, the best first."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.seed", description=__doc__)
    parser.add_argument("--seeds", type=int, default=110, help="scramblings beside the one in use")
    found = misses([uncertainty.SEED, *range(1, 1 + parser.parse_args().seeds)])
    for place, (seed, miss) in enumerate(sorted(found.items(), key=lambda one: one[1]), 1):
        print(f"{place:4d}  seed {seed:6d}  {100 * miss:.3f} %-point{'  (in use)' if seed == uncertainty.SEED else ''}")


if __name__ == "__main__":
    main()
