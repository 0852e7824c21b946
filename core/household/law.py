"""The law as dated data: every value that we found published, from which day, and where.

`law_on(date)` gives the values that hold on a day. A value that was not found published for that day
is taken from the last earlier day, and the law says so in `notices`. A value that was never published
is absent: asking for it ends in a sentence, never in zero.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

import msgspec

from core import DATA
from core.city import City
from core.facts import LocalText, PlausibleRange, Status, check_value, read_toml, sources
from core.household.parameters import SPECS, LawUnit, last_change
from core.problem import Problem

FILES: Final = ("norms", "exemption", "wage", "tax", "allowances")
CHILDCARE_FILE: Final = "childcare_table"
LOCAL_FILE: Final = "law.toml"
"""A city's own rules, in its folder."""
LOCAL: Final = ("supplement", "work_costs", "levies")
"""Subjects of which only a city itself makes rules."""


class Parameter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One value of the law, the day from which it holds and its certificate; `valid_to` is its last day where the rule ends."""

    key: str
    value: float
    unit: LawUnit
    valid_from: dt.date
    status: Status
    source: str | None = None
    derivation: LocalText | None = None
    range: PlausibleRange | None = None
    valid_to: dt.date | None = None


class ChildcareTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Share of the price of child care that is paid back, by test income.

    Attributes
    ----------
    rows : tuple of (float, float, float)
        Income from which the row holds [EUR/year], share for the first child, share for the next.
    published_to : float
        Above this income we do not have the rows [EUR/year].
    """

    valid_from: dt.date
    published_to: float
    status: Status
    source: str
    rows: tuple[tuple[float, float, float], ...]


class _ParameterFile(msgspec.Struct, forbid_unknown_fields=True):
    parameter: tuple[Parameter, ...]


class _ChildcareFile(msgspec.Struct, forbid_unknown_fields=True):
    table: tuple[ChildcareTable, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader must know about the values: a message key under `household.notice` and its parameters."""

    key: str
    params: Mapping[str, object]


@dataclass(frozen=True, eq=False)
class Law:
    """The law on one day.

    Attributes
    ----------
    date : datetime.date
        The day that was asked for.
    parameters : Mapping[str, Parameter]
        The value in force of every parameter that was published on or before that day.
    childcare : ChildcareTable | None
        The child-care table in force.
    notices : tuple[Notice, ...]
        Which subjects use an earlier day than the law has, or are left out.
    city : City | None
        Whose own rules are counted with; None for the national law alone.
    """

    date: dt.date
    parameters: Mapping[str, Parameter]
    childcare: ChildcareTable | None
    notices: tuple[Notice, ...]
    city: City | None

    @property
    def local(self) -> bool:
        """Whether own rules of the city are known."""
        return self.city is not None and self.city.file(LOCAL_FILE) is not None

    def value(self, key: str) -> float:
        """The value of a parameter, in its own unit; refused in one sentence when none was published."""
        return self.parameter(key).value

    def parameter(self, key: str) -> Parameter:
        """A parameter with its certificate; refused in one sentence when none was published."""
        found = self.parameters.get(key)
        if found is None:
            raise Problem("household.missing_parameter", name=key, date=self.date.isoformat())
        return found

    def has(self, *keys: str) -> bool:
        """Whether all these parameters were published on or before the day."""
        return all(key in self.parameters for key in keys)

    def cite(self, *keys: str) -> tuple[tuple[str, ...], Status]:
        """Sources of these parameters, and the status of what is computed with them."""
        return _cited(self, keys)


@functools.lru_cache(maxsize=1024)
def _cited(law: Law, keys: tuple[str, ...]) -> tuple[tuple[str, ...], Status]:
    used = [law.parameter(key) for key in keys]
    cited = tuple(dict.fromkeys(p.source for p in used if p.source is not None))
    return cited, "assumption" if any(p.status == "assumption" for p in used) else "derived"


def read_parameters(paths: Iterable[Path]) -> tuple[Parameter, ...]:
    """Read parameter files strictly: unknown keys, wrong units, doubles and bad certificates are refused."""
    found: dict[tuple[str, dt.date], Parameter] = {}
    for path in paths:
        for entry in read_toml(path, _ParameterFile).parameter:
            where = f"{entry.key} {entry.valid_from}"
            spec = SPECS.get(entry.key)
            if spec is None:
                raise Problem("household.unknown_parameter", file=path.name, name=entry.key)
            if entry.unit != spec.unit:
                raise Problem("household.unit", file=path.name, name=entry.key, unit=entry.unit, expected=spec.unit)
            limits = entry.range or PlausibleRange(spec.low, spec.high, LocalText("", ""))
            check_value(path.name, where, entry.value, entry.status, limits, entry.source, entry.derivation)
            if (entry.key, entry.valid_from) in found:
                raise Problem("facts.twice", file=path.name, where=where)
            found[entry.key, entry.valid_from] = entry
    return tuple(found.values())


@functools.cache
def read_childcare(path: Path) -> tuple[ChildcareTable, ...]:
    """Read the child-care tables; rows must start at 0, rise in income and never rise in share."""
    tables = read_toml(path, _ChildcareFile).table
    for table in tables:
        where = f"{table.valid_from}"
        if table.source not in sources():
            raise Problem("facts.unknown_source", file=path.name, where=where, source=table.source)
        incomes = [row[0] for row in table.rows]
        shares = [row[1] for row in table.rows]
        if not incomes or incomes[0] != 0 or incomes != sorted(set(incomes)) or shares != sorted(shares, reverse=True):
            raise Problem("household.childcare_rows", file=path.name, where=where)
    return tables


@functools.cache
def all_parameters(city: City | None) -> tuple[Parameter, ...]:
    """Every value in `data/law` and in the rules of a city, all dates."""
    own = None if city is None else city.file(LOCAL_FILE)
    return read_parameters([*(DATA / "law" / f"{name}.toml" for name in FILES), *([] if own is None else [own])])


@functools.cache
def periods() -> tuple[dt.date, ...]:
    """Days on which norms or the rules about earnings changed or will change, the last first."""
    keys = ("norm.single", "exemption.work_share")
    return tuple(sorted({entry.valid_from for entry in all_parameters(None) if entry.key in keys}, reverse=True))


def period_of(day: dt.date) -> dt.date:
    """The first day of the period of law that a day falls in."""
    return next((first for first in periods() if first <= day), periods()[-1])


def months_on(day: dt.date, months: int) -> dt.date:
    """First day of the month that lies some months after the month of a day."""
    month = day.year * 12 + day.month - 1 + months
    return dt.date(month // 12, month % 12 + 1, 1)


@functools.lru_cache(maxsize=256)
def law_on(date: dt.date, city: City | None) -> Law:
    """The law on `date`, with notices about values of an earlier day and subjects that are left out."""
    latest: dict[str, Parameter] = {}
    for entry in all_parameters(city):
        held = latest.get(entry.key)
        if entry.valid_from <= date and (held is None or held.valid_from < entry.valid_from):
            latest[entry.key] = entry
    latest = {key: entry for key, entry in latest.items() if entry.valid_to is None or date <= entry.valid_to}
    tables = [t for t in read_childcare(DATA / "law" / f"{CHILDCARE_FILE}.toml") if t.valid_from <= date]
    table = max(tables, key=lambda t: t.valid_from, default=None)
    return Law(date, MappingProxyType(latest), table, _notices(date, latest, table, city), city)


def _notices(
    date: dt.date, latest: Mapping[str, Parameter], table: ChildcareTable | None, city: City | None
) -> tuple[Notice, ...]:
    """One notice per subject and earlier day, then the subjects of which nothing was published."""
    earlier: dict[tuple[str, dt.date], None] = {}
    missing = dict.fromkeys(key.partition(".")[0] for key in SPECS)
    for key, spec in SPECS.items():
        subject = key.partition(".")[0]
        held = latest.get(key)
        if held is None:
            continue
        missing.pop(subject, None)
        if held.valid_from < last_change(spec.rhythm, date):
            earlier[subject, held.valid_from] = None
    if table is not None and table.valid_from < last_change("yearly", date):
        earlier["childcare", table.valid_from] = None
    name = None if city is None else city.name
    found = [Notice("earlier_date", {"subject": subject, "date": used, "municipality": name}) for subject, used in earlier]
    if city is None or city.file(LOCAL_FILE) is None:
        # Nothing was read of this city at all: said once, and not of each of its rules on each day.
        missing = {subject: None for subject in missing if subject not in LOCAL}
        found.append(Notice("no_local_rules", {"subject": "local", "date": date, "municipality": name}))
    found += [Notice("left_out", {"subject": subject, "date": date, "municipality": name}) for subject in missing]
    return tuple(found)
