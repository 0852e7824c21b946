"""The budget calendar, and what was known on a day: nothing that was published later."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import msgspec

from core import DATA
from core.baseline import Baseline
from core.city import City, macro_budget
from core.facts import LocalText, Observation, Stage, Status, check_certificate, made_on, read_toml
from core.model.calendar import month_of
from core.problem import Problem

AmountOf = Literal["macro_budget", "buig_budget", "buig_share", "buig_assumed", "buig_balance"]
MACRO: Final = "macro_budget"
BUDGET: Final = "buig_budget"
SHARE: Final = "buig_share"
ASSUMED: Final = "buig_assumed"
BALANCE: Final = "buig_balance"


class Use(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A published amount that a decision of the city rested on."""

    series: AmountOf
    year: int
    stage: Stage | None = None


class Moment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One moment of the calendar.

    `kind` is "budget" when the state publishes a stage of a budget year and "pc" when the city decides; `year` is the
    budget year that it is about.
    """

    id: str
    date: dt.date
    kind: Literal["budget", "pc"]
    name: LocalText
    year: int
    status: Status
    stage: Stage | None = None
    source: str | None = None
    derivation: LocalText | None = None
    uses: tuple[Use, ...] = ()


class _CalendarFile(msgspec.Struct, forbid_unknown_fields=True):
    schema: Literal[1]
    moment: tuple[Moment, ...]


@functools.cache
def budget_calendar(city: City | None) -> tuple[Moment, ...]:
    """The state's moments and a city's own, by date; of one id the city's goes first. Raises Problem."""
    own = None if city is None else city.file("calendar.toml")
    moments = _moments(DATA / "calendar.toml") | ({} if own is None else _moments(own))
    return tuple(sorted(moments.values(), key=lambda moment: (moment.date, moment.id)))


def _moments(path: Path) -> dict[str, Moment]:
    """The moments of one file, by id."""
    found: dict[str, Moment] = {}
    for moment in read_toml(path, _CalendarFile).moment:
        if moment.id in found:
            raise Problem("facts.twice", file=path.name, where=moment.id)
        check_certificate(path.name, moment.id, moment.status, moment.source, moment.derivation)
        found[moment.id] = moment
    return found


def has_budgets(city: City | None) -> bool:
    """Whether a city published anything of its budget, so that there is more to stand at than the state's moments."""
    return city is not None and any(city.points(name) for name in (BUDGET, SHARE, ASSUMED, BALANCE))


@dataclass(frozen=True, slots=True)
class Amount:
    """A published amount without the notes of its series: a note can tell what came later.

    `value` is EUR million, or a share for `buig_share`; `made` is the day it became known.
    """

    series: AmountOf
    year: int
    stage: Stage | None
    value: float
    made: dt.date
    status: Status
    source: str


@dataclass(frozen=True, slots=True)
class Known:
    """What stood on a day, by budget year; of several stages the one published last.

    Attributes
    ----------
    macro, budget, assumed : dict[int, Amount]
        National budget, the city's BUIG, and the BUIG that the city's own budget assumed [EUR million].
    share : dict[int, Amount]
        The city's share of the national bijstand budget [share].
    balance : dict[int, Amount]
        Expected or realised BUIG less lasten [EUR million].
    gap : dict[int, float]
        Assumed less published BUIG, where both were known [EUR million].
    past, next : tuple[Moment, ...], Moment | None
        Moments up to and including the day, and the first one after it.
    city : City | None
        Whose amounts and decisions these are; None for those of the state alone.
    """

    day: dt.date
    macro: dict[int, Amount]
    budget: dict[int, Amount]
    share: dict[int, Amount]
    assumed: dict[int, Amount]
    balance: dict[int, Amount]
    gap: dict[int, float]
    past: tuple[Moment, ...]
    next: Moment | None
    city: City | None = None


def known_at(day: dt.date, city: City | None) -> Known:
    """What was published on or before a day, by the state and about a city."""
    budget, assumed = _latest(BUDGET, day, city), _latest(ASSUMED, day, city)
    moments = budget_calendar(city)
    later = [moment for moment in moments if moment.date > day]
    return Known(
        day=day,
        macro=_latest(MACRO, day, city),
        budget=budget,
        share=_latest(SHARE, day, city),
        assumed=assumed,
        balance=_latest(BALANCE, day, city),
        gap={year: assumed[year].value - budget[year].value for year in sorted(assumed.keys() & budget.keys())},
        past=tuple(moment for moment in moments if moment.date <= day),
        next=later[0] if later else None,
        city=city,
    )


@functools.cache
def months_with_amounts(city: City | None) -> tuple[int, ...]:
    """Month indices in which a moment of the calendar came with an amount, first to last."""
    return tuple(sorted({month_of(found.date) for found in budget_calendar(city) if amounts_at(found, city)}))


def moments_to_stand_at(baseline: Baseline) -> tuple[int, ...]:
    """Month indices on offer to stand at: those that came with an amount, and the month of the baseline itself."""
    return tuple(sorted({*months_with_amounts(baseline.city), month_known(baseline)}))


def month_known(baseline: Baseline) -> int:
    """Month index of the day as of which a baseline stands."""
    return month_of(baseline.known_on)


def amounts_at(moment: Moment, city: City | None) -> tuple[Amount, ...]:
    """The amounts that belong to a moment: the stage that the state published, or what the city used."""
    if moment.kind == "budget":
        found = [_amount(name, point) for name in _PUBLISHED for point in _points(name, city)]
        return tuple(
            amount for amount in found
            if amount.year == moment.year and (amount.stage or moment.stage) == moment.stage and amount.made <= moment.date
        )  # fmt: skip
    return tuple(
        amount
        for use in moment.uses
        for amount in (_amount(use.series, point) for point in _points(use.series, city))
        if amount.year == use.year and amount.stage == use.stage and amount.made <= moment.date
    )


_PUBLISHED: Final[tuple[AmountOf, ...]] = (MACRO, BUDGET, SHARE)
"""What comes with a stage of the state's budget."""


def budget_at(moment: Moment, city: City | None) -> Amount | None:
    """The city's BUIG that a moment made known or rested on."""
    return next((amount for amount in amounts_at(moment, city) if amount.series == BUDGET), None)


def amount_at(moment: Moment, city: City | None) -> Amount | None:
    """The sum of money that came with a moment: the city's BUIG, else what else came of the city, else the nation's."""
    found = amounts_at(moment, city)
    own = [amount for amount in found if amount.series == BUDGET] or [amount for amount in found if amount.series != MACRO]
    return next((amount for amount in own or found if amount.series != SHARE), None)


def _points(name: AmountOf, city: City | None) -> tuple[Observation, ...]:
    if name == MACRO:
        return macro_budget(city)
    return () if city is None else city.points(name)


def _amount(name: AmountOf, point: Observation) -> Amount:
    return Amount(name, point.date.year, point.stage, point.value, made_on(point), point.status, point.source)


def _latest(name: AmountOf, day: dt.date, city: City | None) -> dict[int, Amount]:
    """The last published amount per budget year; of two of one day the one that stands later in the series."""
    found: dict[int, Amount] = {}
    for amount in sorted((_amount(name, point) for point in _points(name, city)), key=lambda amount: amount.made):
        if amount.made <= day:
            found[amount.year] = amount
    return dict(sorted(found.items()))
