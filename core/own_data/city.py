"""What a file of counts does not say about a municipality, and a person may."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from core.model.calendar import LAST_MONTH, year_of
from core.numbers import read_typed
from core.own_data.limits import MOST_BENEFITS
from core.problem import Problem, shown

LAST_YEAR: Final = year_of(LAST_MONTH)
LONGEST_NAME: Final = 40


@dataclass(frozen=True, slots=True)
class City:
    """A municipality in five answers; None where nobody answered: an assumption then stands for the share, nothing for the rest.

    Attributes
    ----------
    name : str
        Empty when it is not given.
    target : float | None
        Target for the caseload [benefits].
    target_year : int | None
        The target is for the end of this year.
    share : float | None
        Share of the national bijstand budget [share].
    reserve : float | None
        Reserve before the result of the reference year [EUR million].
    """

    name: str = ""
    target: float | None = None
    target_year: int | None = None
    share: float | None = None
    reserve: float | None = None


LIMITS: Final[dict[str, tuple[float, float]]] = {
    "target": (0.0, MOST_BENEFITS),
    "target_year": (2023, LAST_YEAR),
    "share": (0.0, 1.0),
    "reserve": (0.0, 10_000.0),
}

DECIMALS: Final = {"target": 0, "target_year": 0, "share": 6, "reserve": 2}
"""Decimals that an answer has at most [of its unit]."""
_EXAMPLE: Final = {"target": "4800", "target_year": "2027", "share": "0.013", "reserve": "12.5"}


def read_answer(key: str, text: str, *, percent: bool = False) -> float:
    """An answer as a person types it [its unit]. Raises Problem that names it, its limits and an example.

    Parameters
    ----------
    percent : bool
        A share is typed as a percentage, also without the sign.
    """
    factor = 100.0 if key == "share" and (percent or "%" in text) else 1.0
    low, high = (factor * limit for limit in LIMITS[key])
    value = read_typed(text, DECIMALS[key] - (2 if factor == 100.0 else 0), low, high)
    if value is None:
        example = "1.3%" if factor == 100.0 else _EXAMPLE[key]
        limits = {"low": f"{low:.0f}", "high": f"{high:.0f}", "example": example}
        raise Problem("own_data.city_typed", name=key, value=shown(text), **limits)
    return float(f"{value / factor:.12g}")


def checked(city: City) -> City:
    """The same answers when each can be. Raises Problem that names the answer and its limits."""
    name = " ".join(city.name.split())
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise Problem("own_data.city_name", value=shown(name), high=LONGEST_NAME)
    for key, (low, high) in LIMITS.items():
        value = getattr(city, key)
        if value is not None and not (math.isfinite(value) and low <= value <= high):
            raise Problem("own_data.city_value", name=key, value=shown(f"{value:g}"), low=f"{low:g}", high=f"{high:g}")
    year = None if city.target_year is None else int(city.target_year)
    # 1.3 divided by 100 on a page is the 0.013 of the command line.
    share = None if city.share is None else round(float(city.share), 12)
    return City(name, _real(city.target), year, share, _real(city.reserve))


def _real(value: float | None) -> float | None:
    return None if value is None else float(value)


def parse_city(settings: Iterable[str]) -> City:
    """Answers from the command line, `KEY=VALUE` each."""
    answers: dict[str, Any] = {}
    for setting in settings:
        key, equals, text = setting.partition("=")
        if not equals or key not in City.__dataclass_fields__:
            known = ", ".join(City.__dataclass_fields__)
            raise Problem("own_data.city_setting", value=shown(setting, 60), known=known)
        answers[key] = text if key == "name" else read_answer(key, text)
        if key == "target_year":
            answers[key] = int(answers[key])
    city = checked(City(**answers))
    if half_target(city):
        raise Problem("own_data.target_alone")
    return city


def half_target(city: City) -> bool:
    """Whether only one half of a target was given: without its year, or without its number, it is no target."""
    return (city.target is None) != (city.target_year is None)
