"""What Werk loont computes with: the household, how it is paid, and the buffer; from a form, a file or a link."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Final, Literal, TypeVar, get_args
from urllib.parse import parse_qs, parse_qsl, urlencode

from core.household.household import Household, household_from, number_of
from core.household.law import period_of, periods
from core.household.months import ALLOWANCE_LAG, ATTRIBUTIONS, MONTHS, Attribution, Pay
from core.problem import Problem
from core.scenario.links import check_of, whole_pairs

Rhythm = Literal["monthly", "four_weekly", "variable"]
RHYTHMS: Final[tuple[Rhythm, ...]] = get_args(Rhythm)
EMPTY_IS_NONE: Final = ("rent", "travel", "months_since_start", "cost_sharers", "partner_hours")
"""Fields in which nothing typed is nought."""
_Choice = TypeVar("_Choice", bound=str)
MOST_HOURS: Final = 40
MOST_CHILDREN: Final = 8
MOST_LAG: Final = 12
MOST_BUFFER: Final = 20_000.0
MOST_LINK: Final = 900
LINK: Final = "werk-loont?"
"""What stands behind the # of a link."""
EXAMPLE: Final = Household()
"""What a link means where it says nothing. The page opens with the same household, on the law of the day."""
FIELDS: Final = tuple(field.name for field in dataclasses.fields(Household))
OWN: Final = ("pay", "attribution", "lag", "guaranteed", "buffer", "lost", "spread", "loss")
"""What the page computes with besides the household."""
CHECK: Final = "c"
"""Stands first in a link: letters that follow from all the rest, so that a link that is not whole is found out."""
MOST_FIELDS: Final = len(FIELDS) + len(OWN) + 12
"""With what other programs hang on a link."""


@dataclasses.dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that the page computes with.

    Attributes
    ----------
    pay : Rhythm
        How wages come; `variable` is hours that differ per month.
    attribution : Attribution
        To which month the city counts a wage of four weeks.
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
    attribution: Attribution = "paid"
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


def opening(today: dt.date) -> Inputs:
    """What the page opens with: the example under the law of the day."""
    return Inputs(dataclasses.replace(EXAMPLE, date=period_of(today)))


def inputs_from(typed: Mapping[str, object], *, plain: bool = False) -> Inputs:
    """The typed values of all fields as inputs. Raises Problem that names the first that cannot be.

    With `plain` the numbers were written by the program, as in a link, and not by a person.
    """
    values = dict(typed)
    own = {name: values.pop(name) for name in tuple(values) if name not in FIELDS}
    ages = [part.strip() for part in str(values.pop("child_ages", "")).split(",") if part.strip()]
    if len(ages) > MOST_CHILDREN:
        raise Problem("household.out_of_range", name="children", value=len(ages), low=0, high=MOST_CHILDREN)
    empty = {name: 0.0 for name in EMPTY_IS_NONE if isinstance(values.get(name), str) and not str(values[name]).strip()}
    household = household_from(values | empty | {"child_ages": ages}, plain=plain)
    for name in ("hours", "partner_hours"):
        if getattr(household, name) > MOST_HOURS:
            raise Problem("household.out_of_range", name=name, value=getattr(household, name), low=0, high=MOST_HOURS)
    if household.date not in periods():
        choices = ", ".join(date.isoformat() for date in periods())
        raise Problem("household.choice", name="date", value=household.date.isoformat(), choices=choices)

    def number(name: str, empty: float, high: float, decimals: int = 0) -> float:
        found = own.get(name, empty)
        blank = isinstance(found, str) and not found.strip()
        return _within(name, 0.0 if blank else number_of(name, found, decimals, plain=plain), high)

    guaranteed = str(own.get("guaranteed", "")).strip()
    return Inputs(
        household,
        _one_of("pay", own.get("pay", RHYTHMS[0]), RHYTHMS),
        _one_of("attribution", own.get("attribution", ATTRIBUTIONS[0]), ATTRIBUTIONS),
        int(number("lag", ALLOWANCE_LAG, MOST_LAG)),
        number("guaranteed", 0.0, MOST_BUFFER, 2) if guaranteed else None,
        number("buffer", 1_000.0, MOST_BUFFER, 2),
        int(number("lost", 0, MONTHS)),
        number("spread", 6.0, 20.0),
        number("loss", 2.0, 100.0) / 100.0,
    )


def _one_of(name: str, value: object, choices: tuple[_Choice, ...]) -> _Choice:
    found = next((choice for choice in choices if choice == value), None)
    if found is None:
        raise Problem("household.choice", name=name, value=value, choices=", ".join(choices))
    return found


def _within(name: str, number: float, high: float) -> float:
    if not 0.0 <= number <= high:
        raise Problem("household.out_of_range", name=name, value=number, low=0, high=int(high))
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
        priced = name == "childcare_price" and inputs.household.childcare_hours is not None
        if value != getattr(EXAMPLE, name) or priced:
            values[name] = ",".join(map(str, value)) if name == "child_ages" else "" if value is None else str(value)
    for name in ("pay", "attribution"):
        if getattr(inputs, name) != getattr(Inputs(), name):
            values[name] = getattr(inputs, name)
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
            return _meant({name: value for name, value in values.items() if name != CHECK})
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=True)
    except ValueError as error:
        raise error if isinstance(error, Problem) else Problem("household.link") from error
    # The first links had no check: every part of one has to be what we would have written, and there is one. An empty
    # one is a link that was cut: it would open our example as if it were somebody's household.
    values = dict(pairs)
    if CHECK in values or not values:
        raise Problem("household.link")
    unknown = next((name for name in values if name not in (*FIELDS, "pay")), None)
    if unknown is not None or len(values) < len(pairs):
        raise Problem("link.unknown", name=(unknown or pairs[-1][0])[:40])
    return _meant(values)


def _meant(values: Mapping[str, str]) -> Inputs:
    """The inputs of a link. In one from before the price could stay open, care without a price costs nothing."""
    priced = "childcare_hours" not in values or "childcare_price" in values
    return inputs_from(values if priced else {**values, "childcare_price": "0.0"}, plain=True)
