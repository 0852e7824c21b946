"""The levers: what a user can move, each one entry. How to add one stands in CONTRIBUTING.md; a test says what is missing."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from core.baseline import SPECS, Baseline, default_starts
from core.facts import Quantity, Unit
from core.numbers import read_plain, read_typed
from core.problem import Problem, shown

Owner = Literal["choose", "befall"]
Drives = Literal["people", "jobs", "money"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """One thing a user can move; how it is written follows from its unit and step (`core.text.levers`).

    Attributes
    ----------
    id : str
        Name in links, files and on the command line; of the baseline's quantity that gives the default; of the field of
        `Drivers`; and of its texts, `lever.<id>` and `quantity.<id>`.
    owner : Owner
        "choose": the city decides; "befall": it happens to the city.
    unit : Unit
        Unit of every number here.
    low, high : float
        What is accepted.
    slider_low, slider_high, step : float
        What the slider spans. A value outside it that is accepted widens the slider.
    drives : Drives
        Where it works first: "jobs" moves LKS jobs and through them the caseload and money, "people" the caseload and
        money, "money" nothing else.
    visible : bool
        One of the four of the mission; the others stand behind "Aannames".
    assumption : bool
        How the world works rather than what anybody does: moving it moves the basispad too.
    switch : bool
        Off (0) or on (1), and nothing between.
    derived : Callable[[Baseline], float] | None
        Its default where that is computed from other quantities [unit].
    """

    id: str
    owner: Owner
    unit: Unit
    low: float
    high: float
    slider_low: float
    slider_high: float
    step: float
    drives: Drives
    visible: bool = False
    assumption: bool = False
    switch: bool = False
    derived: Callable[[Baseline], float] | None = None

    @property
    def factor(self) -> float:
        """From its unit to what is shown: a share as a percentage."""
        return 100.0 if self.unit.startswith("share") else 1.0

    @property
    def decimals(self) -> int:
        """Decimals with which it is shown: those of a step of its slider."""
        return len(f"{self.step * self.factor:.6f}".rstrip("0").partition(".")[2])

    def quantity(self, baseline: Baseline) -> Quantity:
        """The baseline's quantity of the same name, the last year's where it has one per year."""
        return baseline.latest(self.id) if SPECS[self.id].yearly else baseline.quantity(self.id)

    def default(self, baseline: Baseline) -> float:
        """Its value on the basispad [unit]."""
        return self.quantity(baseline).value if self.derived is None else self.derived(baseline)

    def span(self, base: float) -> tuple[float, float]:
        """Ends of its slider: its own, or half to one and a half times a basispad that lies outside them."""
        if self.slider_low <= base <= self.slider_high or base == 0.0:
            return self.slider_low, self.slider_high
        return max(self.low, 0.5 * base), min(self.high, 1.5 * base)

    def steps(self, base: float) -> tuple[float, ...]:
        """Every value that its slider gives, in order, the basispad's own among them."""
        return _steps(self, base)

    @property
    def digits(self) -> int:
        """Decimals of a step in its own unit."""
        return len(f"{self.step:.10f}".rstrip("0").partition(".")[2])


@functools.lru_cache(maxsize=256)
def _steps(lever: Lever, base: float) -> tuple[float, ...]:
    low, high = lever.span(base)
    # Written as the slider writes it, and not the nearest multiple of its step.
    grid = (float(f"{low + i * lever.step:.{lever.digits}f}") for i in range(round((high - low) / lever.step) + 1))
    apart = 1e-6 * lever.step
    inside = {value for value in grid if low < value < high and abs(value - base) > apart}
    return tuple(sorted(inside | {low, base, high}))


LEVERS: Final[tuple[Lever, ...]] = (
    Lever(
        id="outflow_rate", owner="choose", unit="share/month", drives="people", visible=True,
        low=0.0, high=0.50, slider_low=0.012, slider_high=0.028, step=0.0001,
    ),
    Lever(
        id="lks_first_year_dropout", owner="choose", unit="share", drives="jobs", visible=True,
        low=0.0, high=0.99, slider_low=0.20, slider_high=0.80, step=0.01,
    ),
    Lever(
        id="inflow", owner="befall", unit="benefits/month", drives="people", visible=True,
        low=0.0, high=100000.0, slider_low=400.0, slider_high=800.0, step=1.0,
    ),
    Lever(
        id="buig_share", owner="befall", unit="share", drives="money", visible=True,
        low=0.0, high=1.0, slider_low=0.075, slider_high=0.095, step=0.0001,
    ),
    Lever(
        id="lks_starts", owner="choose", unit="jobs/month", drives="jobs", derived=default_starts,
        low=0.0, high=10000.0, slider_low=0.0, slider_high=160.0, step=1.0,
    ),
    Lever(
        id="macro_growth", owner="befall", unit="share/year", drives="money", assumption=True,
        low=-0.50, high=0.50, slider_low=-0.08, slider_high=0.12, step=0.001,
    ),
    Lever(
        id="lks_later_dropout", owner="befall", unit="share/year", drives="jobs", assumption=True,
        low=0.0, high=0.99, slider_low=0.0, slider_high=0.40, step=0.01,
    ),
    Lever(
        id="lks_from_bijstand", owner="befall", unit="share", drives="people", assumption=True,
        low=0.0, high=1.0, slider_low=0.0, slider_high=1.0, step=0.01,
    ),
    Lever(
        id="lks_return", owner="befall", unit="share", drives="people", assumption=True,
        low=0.0, high=1.0, slider_low=0.0, slider_high=1.0, step=0.01,
    ),
    Lever(
        id="lks_cost", owner="befall", unit="EUR/job/year", drives="money", assumption=True,
        low=0.0, high=100000.0, slider_low=6000.0, slider_high=18000.0, step=100.0,
    ),
)  # fmt: skip
LEVER: Final[dict[str, Lever]] = {lever.id: lever for lever in LEVERS}

OPTIONS: Final[tuple[Lever, ...]] = (
    Lever(
        id="macro_feedback", owner="befall", unit="share", drives="money", assumption=True,
        low=0.0, high=1.0, slider_low=0.0, slider_high=1.0, step=0.01,
    ),
    Lever(
        id="vangnet_extended", owner="befall", unit="share", drives="money", assumption=True, switch=True,
        low=0.0, high=1.0, slider_low=0.0, slider_high=1.0, step=1.0,
    ),
)  # fmt: skip
"""Parts of the model that are off by default, apart from the ten levers: a baseline does not move when one is added."""
OPTION: Final[dict[str, Lever]] = {option.id: option for option in OPTIONS}
SETTING: Final[dict[str, Lever]] = LEVER | OPTION


def check_lever(lever: str, value: float) -> float:
    """A value of a lever or option that can be, as a float. Raises Problem that names lever and limits."""
    found = SETTING.get(lever)
    if found is None:
        raise Problem("scenario.unknown_lever", lever=shown(lever), known=", ".join(SETTING))
    if isinstance(value, bool) or not isinstance(value, int | float) or not _finite(value):
        raise Problem("scenario.not_a_number", lever=lever, value=shown(value))
    if not found.low <= value <= found.high:
        raise Problem(
            "scenario.out_of_range", lever=lever, value=shown(f"{value:g}"), low=f"{found.low:g}", high=f"{found.high:g}"
        )
    if found.switch and value not in (0.0, 1.0):
        raise Problem("scenario.switch", lever=lever, value=shown(f"{value:g}"))
    return float(value)


def _finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # an integer past the largest float, which JSON may hold
        return False


def parse_number(lever: str, text: str) -> float:
    """A number as links and the command line write it. Raises Problem that names the lever."""
    value = read_plain(text)
    if value is None:
        raise Problem("scenario.not_a_number", lever=shown(lever), value=shown(text))
    return value


def read_setting(lever: str, text: str) -> float | None:
    """A lever's value as a person typed it, as it is shown: a share as a percentage. None when it cannot be [unit]."""
    found = SETTING[lever]
    value = read_typed(text, found.decimals, found.low * found.factor, found.high * found.factor)
    return None if value is None else float(f"{value / found.factor:.12g}")
