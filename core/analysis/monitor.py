"""The four-monthly monitor of a city: indicator by indicator what was published, its target, and why one is empty.

One file per four months, `data/cities/<city>/monitor/<year>-t<number>.toml`. A number stands in a published series of the city
and is read there, so that the monitor cannot tell another story than the rest.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import msgspec

from core.baseline import Baseline
from core.city import City, all_series, sources_for
from core.facts import LocalText, Observation, Status, Unit, read_toml
from core.problem import Problem, shown

Direction = Literal["up", "down", "flat"]
"""What a publication says in words where it gives no number."""
MONTHS: Final = 4
LONGEST: Final = 800
"""Characters of an explanation of one's own."""
CHARTED: Final = 2
"""Points from which on a series is a chart."""


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of action: indicators stand under it in the order of the file."""

    id: str
    title: LocalText


class Indicator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that the monitor follows.

    `series` and `targets` name files of the city's series. `missing` says why there is no number of these four months, and
    `developing` that the city itself is still working on it.
    """

    id: str
    line: str
    name: LocalText
    unit: Unit
    series: str | None = None
    targets: str | None = None
    developing: bool = False
    missing: LocalText | None = None
    explanation: LocalText | None = None


class Beside(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One indicator of the labour market: a number with its certificate, or a direction, or the reason that there is neither."""

    id: str
    name: LocalText
    period: LocalText
    value: float | None = None
    unit: Unit | None = None
    date: dt.date | None = None
    status: Status | None = None
    direction: Direction | None = None
    missing: LocalText | None = None


class _File(msgspec.Struct, forbid_unknown_fields=True):
    schema: Literal[1]
    id: str
    year: int
    number: Literal[1, 2, 3]
    source: str
    line: tuple[Line, ...]
    indicator: tuple[Indicator, ...]
    annex: tuple[Beside, ...] = ()
    annex_note: LocalText | None = None


@dataclass(frozen=True, slots=True)
class Reported:
    """An indicator with what was published of it by the day of the monitor.

    Attributes
    ----------
    series, goals : str | None
        Ids of the series with its points and with its targets.
    points : tuple[Observation, ...]
        The series up to the last day of the four months, oldest first [unit of the indicator].
    targets : tuple[Observation, ...]
        What the city wanted or expected, as far as it had said so, of days after the first point.
    now : Observation | None
        The point of the last day of the four months; None when nobody published it.
    """

    indicator: Indicator
    series: str | None
    goals: str | None
    points: tuple[Observation, ...]
    targets: tuple[Observation, ...]
    now: Observation | None

    @property
    def ahead(self) -> tuple[Observation, ...]:
        """Targets of days after the last point, the nearest first."""
        return tuple(one for one in self.targets if not self.points or one.date > self.points[-1].date)

    @property
    def yearly(self) -> bool:
        """Whether it is a flow of which each point is of a calendar year."""
        return self.indicator.unit.endswith("/year")

    @property
    def charted(self) -> bool:
        """Whether there is enough for a chart."""
        return len(self.points) >= CHARTED


@dataclass(frozen=True, slots=True)
class Monitor:
    """The monitor of four months of a city."""

    id: str
    year: int
    number: int
    source: str
    published: dt.date
    lines: tuple[Line, ...]
    reported: tuple[Reported, ...]
    annex: tuple[Beside, ...]
    annex_note: LocalText | None

    @property
    def day(self) -> dt.date:
        """Last day of the four months."""
        return _last_day(self.year, self.number)

    @property
    def known(self) -> int:
        """How many indicators have a number of these four months."""
        return sum(one.now is not None for one in self.reported)

    def under(self, line: Line) -> tuple[Reported, ...]:
        """The indicators of a line."""
        return tuple(one for one in self.reported if one.indicator.line == line.id)

    def find(self, name: str) -> Reported | None:
        """An indicator by id."""
        return next((one for one in self.reported if one.indicator.id == name), None)


def _last_day(year: int, number: int) -> dt.date:
    month = MONTHS * number
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def monitor_of(baseline: Baseline, name: str | None = None) -> Monitor | None:
    """The monitor that a baseline's city had published by its day: the newest, or the one of that name; None without any."""
    found = monitors_of(baseline)
    return next((one for one in found if one.id == name), found[-1] if found else None)


def monitors_of(baseline: Baseline) -> tuple[Monitor, ...]:
    """Every monitor that a baseline knows on its day, the newest last."""
    return tuple(one for one in monitors(baseline.city) if one.published <= baseline.known_on)


@functools.cache
def monitors(city: City | None) -> tuple[Monitor, ...]:
    """Every monitor of a city, the newest last. Raises Problem for a file that is not whole."""
    if city is None:
        return ()
    found = [_read(city, path) for path in (city.folder / "monitor").glob("*.toml")]
    return tuple(sorted(found, key=lambda one: one.day))


def with_explanations(monitor: Monitor, texts: Mapping[str, str]) -> Monitor:
    """The monitor with explanations of one's own, by indicator; an empty one takes the city's away."""

    def own(found: Reported) -> Reported:
        text = texts.get(found.indicator.id)
        if text is None:
            return found
        said = text.strip()[:LONGEST]
        explanation = LocalText(said, said) if said else None
        return dataclasses.replace(found, indicator=msgspec.structs.replace(found.indicator, explanation=explanation))

    return dataclasses.replace(monitor, reported=tuple(map(own, monitor.reported)))


def _read(city: City, path: Path) -> Monitor:
    file = read_toml(path, _File)
    if file.id != path.stem or file.id != f"{file.year}-t{file.number}":
        raise Problem("facts.id_mismatch", file=path.name, value=file.id)
    if file.source not in sources_for(city):
        raise Problem("facts.unknown_source", file=path.name, where="source", source=file.source)
    published, day = sources_for(city)[file.source].date, _last_day(file.year, file.number)
    lines = {line.id for line in file.line}
    for one in file.indicator:
        if one.line not in lines:
            raise Problem("baseline.unknown_key", file=path.name, where=f"{one.id} line {shown(one.line)}")
    reported = tuple(_reported(city, path, one, day, published) for one in file.indicator)
    for beside in file.annex:
        if (beside.value is None or beside.unit is None) and beside.direction is None and beside.missing is None:
            raise Problem("facts.empty", file=path.name, where=beside.id)
    return Monitor(file.id, file.year, file.number, file.source, published, file.line, reported, file.annex, file.annex_note)


def _reported(city: City, path: Path, one: Indicator, day: dt.date, published: dt.date) -> Reported:
    points = tuple(point for point in _series(city, path, one, one.series) if point.date <= day)
    now = points[-1] if points and points[-1].date == day else None
    if now is None and one.missing is None:
        raise Problem("facts.empty", file=path.name, where=one.id)
    said = _series(city, path, one, one.targets)
    first = points[0].date if points else day
    targets = tuple(point for point in said if (point.made or point.date) <= published and point.date > first)
    series, goals = (None if name is None else f"{city.id}_{name}" for name in (one.series, one.targets))
    return Reported(one, series, goals, points, targets, now)


def _series(city: City, path: Path, one: Indicator, name: str | None) -> tuple[Observation, ...]:
    """The points of a series by its file's name, oldest first; none where there is no name."""
    if name is None:
        return ()
    if name not in all_series(city):
        raise Problem("baseline.unknown_key", file=path.name, where=f"{one.id} series {shown(name)}")
    return tuple(sorted(all_series(city)[name].observations, key=lambda point: point.date))
