"""The MinW funnel: what 27 participants and 8 exits say, and what 100 durable exits ask."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Final, Literal

import msgspec
from scipy.stats import binomtest

from core.city import City
from core.facts import LocalText, Status, check_certificate, read_toml
from core.problem import Problem

CONFIDENCE: Final = 0.95


class Count(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One number of the funnel with its certificate."""

    key: str
    value: float
    unit: Literal["persons", "FTE", "months"]
    status: Status
    source: str | None = None
    derivation: LocalText | None = None


class _FunnelFile(msgspec.Struct, forbid_unknown_fields=True):
    count: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Funnel:
    """What the letter reports, and the one thing that we assume.

    Attributes
    ----------
    participants, out, active : int
        People that took part, left for work completely, are being helped [persons].
    staff_before, staff : float
        Coaches and consultants together, in 2023 and from 2024 [FTE].
    target, months : int
        Durable exits wanted and the time for it [persons, months].
    elapsed : float
        Months in which the participants so far took part (assumption) [months].
    """

    participants: int
    out: int
    active: int
    staff_before: float
    staff: float
    target: int
    months: int
    elapsed: float

    @property
    def other(self) -> int:
        """People that neither left for work nor are being helped [persons]."""
        return self.participants - self.out - self.active


@dataclass(frozen=True, slots=True)
class ExitShare:
    """Share of participants that left for work, with its exact (Clopper–Pearson) interval [share]."""

    low: float
    share: float
    high: float


@dataclass(frozen=True, slots=True)
class Required:
    """What the target asks at one exit share.

    Attributes
    ----------
    share : float
        Exit share that is supposed [share].
    participants : float
        Participants needed in all [persons].
    per_month : float
        Participants needed per month [persons/month].
    per_staff : float
        Participants per FTE per month that this asks [persons/month/FTE].
    exits_at_pace : float
        Exits in the same time at the pace per FTE so far [persons].
    """

    share: float
    participants: float
    per_month: float
    per_staff: float
    exits_at_pace: float


@functools.cache
def counts(city: City | None) -> dict[str, Count]:
    """The numbers of the funnel of a city, by key; empty when it has none."""
    path = None if city is None else city.file("minw.toml")
    if path is None:
        return {}
    found = {count.key: count for count in read_toml(path, _FunnelFile).count}
    for count in found.values():
        check_certificate(path.name, count.key, count.status, count.source, count.derivation)
    return found


def funnel(city: City | None) -> Funnel | None:
    """The funnel of a city's pilot; None for a city that has none."""
    value = {key: count.value for key, count in counts(city).items()}
    if not value:
        return None
    return Funnel(
        int(value["participants"]), int(value["out"]), int(value["active"]),
        value["coaches_2023"] + value["consultants_2023"], value["coaches_2024"] + value["consultants_2024"],
        int(value["target"]), int(value["target_months"]), value["elapsed_months"],
    )  # fmt: skip


def exit_share(out: int, participants: int, confidence: float = CONFIDENCE) -> ExitShare:
    """Share of exits with its exact binomial interval.

    Notes
    -----
    The interval speaks of chance only. The participants were not drawn at random, there is no comparison
    group, and an exit of early 2024 is not yet a durable exit.
    """
    if not 0 <= out <= participants or participants == 0:
        raise Problem("household.out_of_range", name="out", value=out, low=0, high=participants)
    found = binomtest(out, participants).proportion_ci(confidence, method="exact")
    return ExitShare(float(found.low), out / participants, float(found.high))


def required(found: Funnel, share: float) -> Required:
    """Throughput that the target asks when a `share` of the participants leaves for work."""
    if not 0.0 < share <= 1.0:
        raise Problem("household.out_of_range", name="share", value=share, low=0, high=1)
    participants = found.target / share
    per_month = participants / found.months
    pace = found.participants / found.elapsed / found.staff_before
    exits = pace * found.staff * found.months * share
    return Required(share, participants, per_month, per_month / found.staff, exits)


def required_share(found: Funnel) -> float:
    """Exit share that the target asks at the pace per FTE so far; above 1 it cannot be reached [share]."""
    pace = found.participants / found.elapsed / found.staff_before
    return found.target / (pace * found.staff * found.months)
