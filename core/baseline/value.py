"""A baseline as a value: what was known on one day, as quantities with a certificate."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import msgspec

from core.city import City
from core.facts import LocalText, Quantity, is_settled, sources
from core.model.calendar import end_of_month, year_of


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
    """What stood up to the reference month, for charts and tables: counts of benefits and of LKS jobs, by date."""

    volume: tuple[Count, ...] = ()
    lks_jobs: tuple[Count, ...] = ()

    @property
    def own(self) -> bool:
        """Whether somebody gave these counts themselves; otherwise they were published, all or all but the last."""
        return bool(self.volume) and all(count.source is None for count in self.volume)

    @property
    def own_last(self) -> bool:
        """Whether somebody's own count stands after published ones."""
        return bool(self.volume) and self.volume[-1].source is None and not self.own


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
        Counts up to the reference month that were known on the day; empty when none are known.
    city : City | None
        The city whose folder of data belongs to it; None when there is none, as for somebody's own figures.
    origin : Baseline | None
        The baseline that it continues: LKS jobs, the price and last year's LKS-lasten at its reference month are where
        the origin's own path leads. None when it stands on figures of its own.
    lks_tenure : tuple[float, ...] | None
        LKS jobs at the reference month by tenure class, where another path left them [jobs]. None when they are spread as
        constant starts would have left them.
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
    city: City | None = None
    origin: Baseline | None = None
    lks_tenure: tuple[float, ...] | None = None

    def quantity(self, key: str, year: int | None = None) -> Quantity:
        """The quantity under `key`; for a yearly one the given year."""
        return self.quantities[key, year]

    def find(self, key: str) -> Quantity | None:
        """The quantity under `key` that is not yearly, or None where the baseline gives none; see `OPTIONAL`."""
        return self.quantities.get((key, None))

    def value(self, key: str, year: int | None = None) -> float:
        """Value of a quantity, in the unit of its specification."""
        return self.quantities[key, year].value

    def by_year(self, key: str) -> dict[int, float]:
        """A yearly quantity as a table."""
        return {year: found.value for (name, year), found in sorted_items(self.quantities) if name == key and year}

    def sources(self, *keys: str) -> list[str]:
        """Publications behind quantities, by their keys."""
        wanted = set(keys)
        return [found.source for (key, _), found in self.quantities.items() if key in wanted and found.source is not None]

    @property
    def published_later(self) -> tuple[str, ...]:
        """Keys of the quantities that rest on a publication of after `known_on`, in alphabetical order."""
        return tuple(sorted({key for (key, _), found in self.quantities.items() if self._later(found)}))

    def _later(self, found: Quantity) -> bool:
        return found.source is not None and sources()[found.source].date > self.known_on

    @property
    def counted_until(self) -> dt.date:
        """Last day of which it sees a count: that of its reference month, or the day as of which it stands if earlier."""
        return min(self.known_on, end_of_month(self.reference_month))

    @property
    def price_year(self) -> int:
        """Year whose prices the LKS cost is in, and from which the price grows."""
        return year_of(self.reference_month) if self.origin is None else self.origin.price_year

    @property
    def first_year(self) -> int:
        """First year of its account: the reference year, or the year after it when it continues another baseline."""
        return year_of(self.reference_month) + (self.origin is not None)

    @property
    def macro_settled_until(self) -> int:
        """Last year whose national budget does not change any more; the reference year when none is."""
        settled = [
            year for (key, year), found in self.quantities.items()
            if key == "macro_budget" and year is not None and is_settled(found.stage)
        ]  # fmt: skip
        return max(settled, default=year_of(self.reference_month))

    def latest(self, key: str) -> Quantity:
        """The last year's quantity under a yearly `key`."""
        return self.quantities[key, max(self.by_year(key))]


class ByIdentity:
    """A baseline as a cache key: baselines are loaded once and never change, so the object itself is the key."""

    def __init__(self, baseline: Baseline) -> None:
        self.baseline = baseline

    def __hash__(self) -> int:
        return id(self.baseline)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByIdentity) and other.baseline is self.baseline


def sorted_items(quantities: dict[tuple[str, int | None], Quantity]) -> list[tuple[tuple[str, int | None], Quantity]]:
    """Quantities by key and year."""
    return sorted(quantities.items(), key=lambda item: (item[0][0], item[0][1] or 0))
