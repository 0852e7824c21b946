"""A baseline as a value: what was known on one day, as quantities with a certificate."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import msgspec

from core.facts import LocalText, Quantity, sources


class SeasonSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the seasonal factors come from: two quarterly series and the years they are taken over."""

    inflow: str
    outflow: str
    first_year: int
    last_year: int


@dataclass(frozen=True, slots=True)
class Count:
    """A stock that was counted on a day; `source` is None for somebody's own figures."""

    date: dt.date
    value: float
    source: str | None


@dataclass(frozen=True, slots=True)
class History:
    """What stood before the reference month, for charts and tables.

    Attributes
    ----------
    volume, lks_jobs : tuple[Count, ...]
        Counts of benefits and of LKS jobs, by date.
    published : bool
        Whether these are the published figures of the city that the project is about; then its own forecasts, budgets
        and decisions belong beside them. Otherwise nothing of that city does.
    """

    volume: tuple[Count, ...] = ()
    lks_jobs: tuple[Count, ...] = ()
    published: bool = False


@dataclass(frozen=True, slots=True)
class Baseline:
    """A validated baseline.

    Attributes
    ----------
    id, title, municipality : str | LocalText
        What it is called.
    known_on : date
        Day as of which the counts, budgets and shares stand. What describes later years or how the world works can
        rest on a later publication (rules of the safety net, the LKS target, dropout): `published_later` lists it.
    reference_month, horizon : int
        Month indices of the observed stocks and of the default last month.
    history : History
        Counts before the reference month; empty when none are known.
    """

    id: str
    title: LocalText
    municipality: str
    known_on: dt.date
    reference_month: int
    horizon: int
    season: SeasonSource
    quantities: dict[tuple[str, int | None], Quantity]
    history: History = History()

    def quantity(self, key: str, year: int | None = None) -> Quantity:
        """The quantity under `key`; for a yearly one the given year."""
        return self.quantities[key, year]

    def value(self, key: str, year: int | None = None) -> float:
        """Value of a quantity, in the unit of its specification."""
        return self.quantities[key, year].value

    def by_year(self, key: str) -> dict[int, float]:
        """A yearly quantity as a table."""
        return {year: found.value for (name, year), found in sorted_items(self.quantities) if name == key and year}

    @property
    def published_later(self) -> tuple[str, ...]:
        """Keys of the quantities that rest on a publication of after `known_on`, in alphabetical order."""
        return tuple(sorted({key for (key, _), found in self.quantities.items() if self._later(found)}))

    def _later(self, found: Quantity) -> bool:
        return found.source is not None and sources()[found.source].date > self.known_on

    def latest(self, key: str) -> Quantity:
        """The last year's quantity under a yearly `key`."""
        return self.quantities[key, max(self.by_year(key))]


def sorted_items(quantities: dict[tuple[str, int | None], Quantity]) -> list[tuple[tuple[str, int | None], Quantity]]:
    """Quantities by key and year."""
    return sorted(quantities.items(), key=lambda item: (item[0][0], item[0][1] or 0))
