"""The MinW pilot as one value: its funnel, the share that left for work, and what the target asks at that share."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable
from typing import Final

from core.city import City
from core.household.minw import Count, ExitShare, Funnel, Required, counts, exit_share, funnel, required, required_share
from core.measures import catalogue, copy_id
from core.model.measures import Measure

MEASURE: Final = "minw"
"""Id of the measure in the catalogue."""


@dataclasses.dataclass(frozen=True, slots=True)
class Pilot:
    """What the pilot showed and what is asked of it.

    Attributes
    ----------
    counts : tuple[Count, ...]
        The numbers of the funnel with their certificates.
    needed : float
        Exit share that the target asks at the pace so far; above 1 it cannot be reached [share].
    low, middle, high : Required
        What the target asks at the low end of the interval, at the share that was seen, and at the high end.
    entry : Measure | None
        The pilot in the city's catalogue of measures.
    """

    counts: tuple[Count, ...]
    funnel: Funnel
    share: ExitShare
    needed: float
    low: Required
    middle: Required
    high: Required
    entry: Measure | None

    @property
    def exits_per_month(self) -> float:
        """Exits at the pace per FTE so far and the share that was seen [persons/month]."""
        return self.middle.exits_at_pace / self.funnel.months

    @property
    def enough(self) -> bool:
        """Whether the target is reached at the pace so far."""
        return self.middle.exits_at_pace >= self.funnel.target


@functools.cache
def pilot(city: City | None) -> Pilot | None:
    """The pilot of a city; None for a city that has none."""
    found = funnel(city)
    if found is None:
        return None
    share = exit_share(found.out, found.participants)
    low, middle, high = (required(found, value) for value in (share.low, share.share, share.high))
    entry = next((entry.measure() for entry in catalogue(city) if entry.id == MEASURE), None)
    return Pilot(tuple(counts(city).values()), found, share, required_share(found), low, middle, high, entry)


def measure_at_pace(found: Pilot, name: str, taken: Iterable[str]) -> Measure | None:
    """The pilot at the pace so far, tied to its entry in the catalogue; what it does not tell is taken from there.

    None when the city's catalogue does not hold it.

    Parameters
    ----------
    taken : Iterable[str]
        Ids in the package that it goes into.
    """
    if found.entry is None:
        return None
    return dataclasses.replace(found.entry, id=copy_id(found.entry, taken), effect=round(found.exits_per_month, 2), name=name)
