"""What Werk loont computes with: the household, how it is paid, and the buffer; from a form, a file or a link."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any, Final, Literal, cast, get_args
from urllib.parse import parse_qs, parse_qsl, urlencode

from core.household.household import Household, household_from
from core.household.months import ALLOWANCE_LAG, Pay
from core.numbers import read_amount, read_typed
from core.problem import Problem
from core.scenario.links import check_of, whole_pairs

Rhythm = Literal["monthly", "four_weekly", "variable"]
RHYTHMS: Final[tuple[Rhythm, ...]] = get_args(Rhythm)
DATES: Final = (dt.date(2026, 1, 1), dt.date(2025, 7, 1), dt.date(2024, 1, 1))
"""Days whose amounts were published."""
MOST_HOURS: Final = 40
MOST_CHILDREN: Final = 8
MOST_LAG: Final = 12
MOST_BUFFER: Final = 20_000.0
MOST_LINK: Final = 600
LINK: Final = "werk-loont?"
"""What stands behind the # of a link."""
EXAMPLE: Final = Household()
"""What the page opens with."""
FIELDS: Final = tuple(field.name for field in dataclasses.fields(Household))
OWN: Final = ("pay", "lag", "guaranteed", "buffer", "lost", "spread", "loss")
"""What the page computes with besides the household."""
CHECK: Final = "c"
"""Stands first in a link: letters that follow from all the rest, so that a link that is not whole is found out."""
MOST_FIELDS: Final = len(FIELDS) + len(OWN) + 12
"""With what other programs hang on a link."""
AMOUNTS: Final = ("rent", "wage", "childcare_price", "travel")
"""Fields in which a person types an amount of money."""

WHOLE: Final = ("months_since_start", "childcare_hours", "lag", "lost", "spread", "loss")
"""Fields in which a person types a whole number."""


@dataclasses.dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that the page computes with.

    Attributes
    ----------
    pay : Rhythm
        How wages come; `variable` is hours that differ per month.
    lag : int
        Months until the allowances follow the income [months].
    guaranteed : float | None
        Fixed amount that the account pays; None is what the path yields [EUR/month].
    buffer : float
        What the city puts in [EUR].
    lost : int
        Month in which the job ends, from 1; 0 is never.
    spread : float
        Standard deviation of the hours of a month [hours/week].
    loss : float
        Chance that the job ends in a month [share/month].
    """

    household: Household = EXAMPLE
    pay: Rhythm = "monthly"
    lag: int = ALLOWANCE_LAG
    guaranteed: float | None = None
    buffer: float = 1_000.0
    lost: int = 0
    spread: float = 6.0
    loss: float = 0.02

    @property
    def payroll(self) -> Pay:
        """How often wages are paid; varying hours are paid per month."""
        return "four_weekly" if self.pay == "four_weekly" else "monthly"


def inputs_from(typed: Mapping[str, object], *, plain: bool = False) -> Inputs:
    """The typed values of all fields as inputs. Raises Problem that names the first that cannot be.

    With `plain` the amounts were written by the program, as in a link, and not by a person.
    """
    values = dict(typed)
    for name in () if plain else WHOLE:
        if isinstance(values.get(name), str):
            values[name] = _whole(name, str(values[name]))
    own = {name: values.pop(name) for name in tuple(values) if name not in FIELDS}
    ages = [part.strip() for part in str(values.pop("child_ages", "")).split(",") if part.strip()]
    if len(ages) > MOST_CHILDREN:
        raise Problem("household.out_of_range", name="children", value=len(ages), low=0, high=MOST_CHILDREN)
    for name in () if plain else AMOUNTS:
        if isinstance(values.get(name), str):
            values[name] = _amount(name, values[name], None if name == "wage" else 0.0)
    household = household_from(values | {"child_ages": ages})
    if household.hours > MOST_HOURS:
        raise Problem("household.out_of_range", name="hours", value=household.hours, low=0, high=MOST_HOURS)
    if household.date not in DATES:
        choices = ", ".join(date.isoformat() for date in DATES)
        raise Problem("household.choice", name="date", value=household.date.isoformat(), choices=choices)
    pay = next((rhythm for rhythm in RHYTHMS if rhythm == own.get("pay", "monthly")), None)
    if pay is None:
        raise Problem("household.choice", name="pay", value=own["pay"], choices=", ".join(RHYTHMS))
    guaranteed = _amount("guaranteed", own.get("guaranteed", ""), None)
    return Inputs(
        household,
        pay,
        int(_within("lag", own.get("lag", ALLOWANCE_LAG), MOST_LAG)),
        None if guaranteed is None else _within("guaranteed", guaranteed, MOST_BUFFER),
        _within("buffer", _amount("buffer", own.get("buffer", "1000"), 0.0), MOST_BUFFER),
        int(_within("lost", own.get("lost", 0), 24)),
        _within("spread", own.get("spread", 6.0), 20.0),
        _within("loss", own.get("loss", 2.0), 100.0) / 100.0,
    )


def _whole(name: str, text: str) -> int:
    """A whole number as a person types it; an empty field is none."""
    value = read_typed(text, 0) if text.strip() else 0.0
    if value is None:
        raise Problem("household.whole", name=name, value=text)
    return int(value)


def _amount(name: str, typed: object, empty: float | None) -> float | None:
    """An amount as a person types it [EUR]; `empty` is what an empty field means."""
    text = str(typed).strip()
    if not text:
        return empty
    value = read_amount(text)
    if value is None:
        raise Problem("household.number", name=name, value=text)
    return value


def _within(name: str, value: object, high: float) -> float:
    try:
        number = float(cast(Any, value))
    except ValueError as error:
        raise Problem("household.number", name=name, value=value) from error
    if not 0.0 <= number <= high:
        raise Problem("household.out_of_range", name=name, value=value, low=0, high=int(high))
    return number


# Links -------------------------------------------------------------------------------------------------------------


def to_link(inputs: Inputs, *, whole: bool = False) -> str:
    """The household as the part of an address behind the #; what is as in the example is left out.

    A link is for somebody else and tells of household and pay. The `whole` of the inputs, buffer included, is what the page
    itself remembers.
    """
    values: dict[str, str] = {}
    for name in FIELDS:
        value = getattr(inputs.household, name)
        if value != getattr(EXAMPLE, name):
            values[name] = ",".join(map(str, value)) if name == "child_ages" else str(value)
    if inputs.pay != "monthly":
        values["pay"] = inputs.pay
    if whole:
        own = {
            "lag": inputs.lag, "guaranteed": "" if inputs.guaranteed is None else inputs.guaranteed, "buffer": inputs.buffer,
            "lost": inputs.lost, "spread": inputs.spread, "loss": round(100.0 * inputs.loss, 6),
        }  # fmt: skip
        values |= {name: str(value) for name, value in own.items()}
    return LINK + urlencode({CHECK: check_of(values), **values}, safe=",")


def told_by_link(inputs: Inputs) -> list[str]:
    """The fields that a link to these inputs gives away."""
    return [name for name, _ in parse_qsl(to_link(inputs).removeprefix(LINK)) if name != CHECK]


def from_link(text: object) -> Inputs:
    """The inputs that a link holds. Raises Problem for anything that the page would not have written."""
    if not isinstance(text, str) or not text.startswith(LINK) or len(text) > MOST_LINK:
        raise Problem("link.unknown", name=str(text)[:40])
    query = text.removeprefix(LINK)
    try:
        asked = parse_qs(query, keep_blank_values=True, max_num_fields=MOST_FIELDS)
        values = whole_pairs(asked, {*FIELDS, *OWN, CHECK})
        if values is not None:
            return inputs_from({name: value for name, value in values.items() if name != CHECK}, plain=True)
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=True)
    except ValueError as error:
        raise error if isinstance(error, Problem) else Problem("household.link") from error
    # The first links had no check: every part of one has to be what we would have written, and there is one.
    values = dict(pairs)
    if CHECK in values or not values:
        raise Problem("household.link")
    unknown = next((name for name in values if name not in (*FIELDS, "pay")), None)
    if unknown is not None or len(values) < len(pairs):
        raise Problem("link.unknown", name=(unknown or pairs[-1][0])[:40])
    return inputs_from(values, plain=True)
