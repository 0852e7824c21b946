"""The budget calendar, and what was known on a day: nothing that was published later."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

import msgspec

from core import DATA
from core.baseline import Baseline
from core.facts import LocalText, Observation, Status, read_toml, series, sources
from core.model.calendar import month_of
from core.problem import Problem

Stage = Literal["voorlopig", "nader voorlopig", "definitief"]
MACRO: Final = "national_macro_budget"
BUDGET: Final = "rotterdam_buig_budget"
SHARE: Final = "rotterdam_buig_share"
ASSUMED: Final = "rotterdam_buig_assumed"
BALANCE: Final = "rotterdam_buig_balance"


class Use(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A published amount that a decision of the city rested on."""

    series: str
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
def budget_calendar() -> tuple[Moment, ...]:
    """All moments by date. Raises Problem when the file does not hold."""
    path = DATA / "calendar.toml"
    moments = read_toml(path, _CalendarFile).moment
    seen: set[str] = set()
    for moment in moments:
        if moment.id in seen:
            raise Problem("facts.twice", file=path.name, where=moment.id)
        seen.add(moment.id)
        if moment.source is not None and moment.source not in sources():
            raise Problem("facts.unknown_source", file=path.name, where=moment.id, source=moment.source)
        if moment.status == "reported" and moment.source is None:
            raise Problem("facts.no_source", file=path.name, where=moment.id)
        if moment.status != "reported" and moment.derivation is None:
            raise Problem("facts.no_derivation", file=path.name, where=moment.id)
    return tuple(sorted(moments, key=lambda moment: (moment.date, moment.id)))


@dataclass(frozen=True, slots=True)
class Amount:
    """A published amount without the notes of its series: a note can tell what came later.

    `value` is EUR million, or a share for `rotterdam_buig_share`; `made` is the day it became known.
    """

    series: str
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
        National budget, Rotterdam's BUIG, and the BUIG that the city's own budget assumed [EUR million].
    share : dict[int, Amount]
        Rotterdam's share of the national bijstand budget [share].
    balance : dict[int, Amount]
        Expected or realised BUIG less lasten [EUR million].
    gap : dict[int, float]
        Assumed less published BUIG, where both were known [EUR million].
    past, next : tuple[Moment, ...], Moment | None
        Moments up to and including the day, and the first one after it.
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


def known_at(day: dt.date) -> Known:
    """What was published on or before a day."""
    latest = {name: _latest(name, day) for name in (MACRO, BUDGET, SHARE, ASSUMED, BALANCE)}
    budget, assumed = latest[BUDGET], latest[ASSUMED]
    moments = budget_calendar()
    later = [moment for moment in moments if moment.date > day]
    return Known(
        day=day,
        macro=latest[MACRO],
        budget=budget,
        share=latest[SHARE],
        assumed=assumed,
        balance=latest[BALANCE],
        gap={year: assumed[year].value - budget[year].value for year in sorted(assumed.keys() & budget.keys())},
        past=tuple(moment for moment in moments if moment.date <= day),
        next=later[0] if later else None,
    )


def national(known: Known) -> Known:
    """The same without what is of one city: its budgets, share, balance and decisions."""
    later = [moment for moment in budget_calendar() if moment.date > known.day and moment.kind == "budget"]
    return dataclasses.replace(
        known, budget={}, share={}, assumed={}, balance={}, gap={}, next=later[0] if later else None,
        past=tuple(moment for moment in known.past if moment.kind == "budget"),
    )  # fmt: skip


def end_of_month(month: int) -> dt.date:
    """Last day of a month index: standing at "October 2023" is standing at its end."""
    year, number = divmod(month + 1, 12)
    return dt.date(year, number + 1, 1) - dt.timedelta(days=1)


@functools.cache
def months_with_amounts() -> tuple[int, ...]:
    """Month indices in which a moment of the calendar came with an amount, first to last."""
    return tuple(sorted({month_of(found.date) for found in budget_calendar() if amounts_at(found)}))


def moments_to_stand_at(baseline: Baseline) -> tuple[int, ...]:
    """Month indices on offer to stand at: those that came with an amount, and the month of the baseline itself."""
    return tuple(sorted({*months_with_amounts(), month_known(baseline)}))


def month_known(baseline: Baseline) -> int:
    """Month index of the day as of which a baseline stands."""
    return month_of(baseline.known_on)


def amounts_at(moment: Moment) -> tuple[Amount, ...]:
    """The amounts that belong to a moment: the stage that the state published, or what the city used."""
    if moment.kind == "budget":
        found = [_amount(name, point) for name in (MACRO, BUDGET, SHARE) for point in _points(name)]
        return tuple(
            amount for amount in found
            if amount.year == moment.year and (amount.stage or moment.stage) == moment.stage and amount.made <= moment.date
        )  # fmt: skip
    return tuple(
        amount
        for use in moment.uses
        for amount in (_amount(use.series, point) for point in _points(use.series))
        if amount.year == use.year and amount.stage == use.stage and amount.made <= moment.date
    )


def _made(point: Observation) -> dt.date:
    """Day on which a point became known: its own, or the day of the publication that it was read from."""
    return point.made if point.made is not None else sources()[point.source].date


def _points(name: str) -> Iterable[Observation]:
    return series(name).observations


def _amount(name: str, point: Observation) -> Amount:
    return Amount(name, point.date.year, point.stage, point.value, _made(point), point.status, point.source)


def _latest(name: str, day: dt.date) -> dict[int, Amount]:
    """The last published amount per budget year; of two of one day the one that stands later in the series."""
    found: dict[int, Amount] = {}
    for amount in sorted((_amount(name, point) for point in _points(name)), key=lambda amount: amount.made):
        if amount.made <= day:
            found[amount.year] = amount
    return dict(sorted(found.items()))
