"""The levers: what a user can move, each one entry."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final, Literal

from core.facts import Unit
from core.problem import Problem, shown

Owner = Literal["choose", "befall"]


@dataclass(frozen=True, slots=True)
class Lever:
    """One thing a user can move.

    Attributes
    ----------
    id : str
        Name in links, files and on the command line; also the baseline's quantity that gives the default.
    owner : Owner
        "choose": the city decides; "befall": it happens to the city.
    unit : Unit
        Unit of every number here.
    low, high : float
        What is accepted.
    slider_low, slider_high, step : float
        What the slider spans. A value outside it that is accepted widens the slider.
    visible : bool
        One of the four of the mission; the others stand behind "Aannames".
    assumption : bool
        How the world works rather than what anybody does: moving it moves the basispad too.
    """

    id: str
    owner: Owner
    unit: Unit
    low: float
    high: float
    slider_low: float
    slider_high: float
    step: float
    visible: bool = False
    assumption: bool = False


LEVERS: Final[tuple[Lever, ...]] = (
    Lever("outflow_rate", "choose", "share/month", 0.0, 0.50, 0.012, 0.028, 0.0001, visible=True),
    Lever("lks_first_year_dropout", "choose", "share", 0.0, 0.99, 0.20, 0.80, 0.01, visible=True),
    Lever("inflow", "befall", "benefits/month", 0.0, 100000.0, 400.0, 800.0, 1.0, visible=True),
    Lever("buig_share", "befall", "share", 0.0, 1.0, 0.075, 0.095, 0.0001, visible=True),
    Lever("lks_starts", "choose", "jobs/month", 0.0, 10000.0, 0.0, 160.0, 1.0),
    Lever("macro_growth", "befall", "share/year", -0.50, 0.50, -0.08, 0.12, 0.001, assumption=True),
    Lever("lks_later_dropout", "befall", "share/year", 0.0, 0.99, 0.0, 0.40, 0.01, assumption=True),
    Lever("lks_from_bijstand", "befall", "share", 0.0, 1.0, 0.0, 1.0, 0.01, assumption=True),
    Lever("lks_return", "befall", "share", 0.0, 1.0, 0.0, 1.0, 0.01, assumption=True),
    Lever("lks_cost", "befall", "EUR/job/year", 0.0, 100000.0, 6000.0, 18000.0, 100.0, assumption=True),
)
LEVER: Final[dict[str, Lever]] = {lever.id: lever for lever in LEVERS}

OPTIONS: Final[tuple[Lever, ...]] = (
    Lever("macro_feedback", "befall", "share", 0.0, 1.0, 0.0, 1.0, 0.01, assumption=True),
    Lever("vangnet_extended", "befall", "share", 0.0, 1.0, 0.0, 1.0, 1.0, assumption=True),
)
"""Parts of the model that are off by default, apart from the ten levers: a baseline does not move when one is added."""
SWITCHES: Final = frozenset({"vangnet_extended"})
"""Options that are off (0) or on (1) and nothing between."""
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
    if lever in SWITCHES and value not in (0.0, 1.0):
        raise Problem("scenario.switch", lever=lever, value=shown(f"{value:g}"))
    return float(value)


def _finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # an integer past the largest float, which JSON may hold
        return False


_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)


def parse_number(lever: str, text: str) -> float:
    """A number as links and the command line write it: ASCII digits and a decimal point."""
    if len(text) > 40 or not _NUMBER.fullmatch(text):
        raise Problem("scenario.not_a_number", lever=shown(lever), value=shown(text))
    return float(text)
