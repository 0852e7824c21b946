"""What the MinW pilot showed and what its target asks, each number down to the letter."""

from __future__ import annotations

import math
from typing import Final

from core.city import City
from core.household.minw import CONFIDENCE
from core.household.pilot import Pilot
from core.trace.book import Book, Entry, Key
from core.trace.given import below
from core.trace.node import Given, Rule, Trace

STAFF: Final = {"staff_before": ("coaches_2023", "consultants_2023"), "staff": ("coaches_2024", "consultants_2024")}
PACE: Final = Rule(
    "pace", lambda participants, elapsed, staff: participants / elapsed / staff, "{participants} ÷ {elapsed} ÷ {staff}"
)
SHARE: Final = Rule("exit_share", lambda out, participants: out / participants, "{out} ÷ {participants}")
ASKED: Final = Rule("participants_asked", lambda target, share: target / share, "{target} ÷ {share}")
PER_MONTH: Final = Rule("per_month", lambda asked, months: asked / months, "{asked} ÷ {months}")
EXITS: Final = Rule(
    "exits_at_pace", lambda pace, staff, months, share: pace * staff * months * share, "{pace} × {staff} × {months} × {share}"
)
NEEDED: Final = Rule("share_needed", lambda target, pace, staff, months: target / (pace * staff * months))
PER_STAFF: Final = Rule("per_staff", lambda asked, staff: asked / staff, "{asked} ÷ {staff}")
TOGETHER: Final = Rule("staff", lambda coaches, consultants: coaches + consultants, "{coaches} + {consultants}")

ENDS: Final = (
    "participants_asked_low",
    "participants_asked_high",
    "participants_per_month_low",
    "participants_per_month_high",
    "per_staff_low",
    "per_staff_high",
    "exits_at_pace_low",
    "exits_at_pace_high",
)
"""What the target asks at both ends of the interval."""


class PilotBook(Book):
    """Traces of a city's pilot."""

    def __init__(self, pilot: Pilot, city: City | None) -> None:
        super().__init__(ENTRIES | {count.key: Entry(counted) for count in pilot.counts})
        self.pilot, self.city = pilot, city


def counted(book: PilotBook, key: Key) -> Trace:
    """A number that the letter gives."""
    found = next(count for count in book.pilot.counts if count.key == key.name)
    file = None if book.city is None else book.city.file("minw.toml")
    given = Given(
        kind="observation", status=found.status, origin=f"pilot:{found.key}", file=None if file is None else below(file),
        entry=found.key, source=found.source, derivation=found.derivation,
    )  # fmt: skip
    return book.leaf(key.text, found.value, found.unit, given)


def together(book: PilotBook, key: Key) -> Trace:
    """Coaches and consultants together."""
    coaches, consultants = STAFF[key.name]
    value = book.pilot.funnel.staff_before if key.name == "staff_before" else book.pilot.funnel.staff
    return book.step(key.text, "FTE", TOGETHER, value, coaches=coaches, consultants=consultants)


def pace(book: PilotBook, key: Key) -> Trace:
    """Participants a month for each FTE so far."""
    return book.step(key.text, "factor", PACE, None, participants="participants", elapsed="elapsed_months", staff="staff_before")


def share(book: PilotBook, key: Key) -> Trace:
    """Part of the participants that left for work."""
    return book.step(key.text, "share", SHARE, book.pilot.share.share, out="out", participants="participants")


def end(book: PilotBook, key: Key) -> Trace:
    """An end of the interval around it: the share at which so many exits would just be too rare."""
    upper = key.name == "exit_share_high"

    def bound(out: float, participants: float) -> float:
        seen, count = round(out), round(participants)
        if seen == (count if upper else 0):
            return float(upper)
        low, high = 0.0, 1.0
        for _ in range(200):
            middle = (low + high) / 2
            tail = range(seen + 1) if upper else range(seen, count + 1)
            rare = sum(math.comb(count, k) * middle**k * (1 - middle) ** (count - k) for k in tail) < (1 - CONFIDENCE) / 2
            low, high = (low, middle) if rare == upper else (middle, high)
        return (low + high) / 2

    value = book.pilot.share.high if upper else book.pilot.share.low
    return book.step(key.text, "share", Rule("exit_share_end", bound), value, out="out", participants="participants")


def asked(book: PilotBook, key: Key) -> Trace:
    """Participants that the target asks at the share so far."""
    return book.step(key.text, "persons", ASKED, book.pilot.middle.participants, target="target", share="exit_share")


def per_month(book: PilotBook, key: Key) -> Trace:
    """The same a month."""
    return book.step(
        key.text, "persons", PER_MONTH, book.pilot.middle.per_month, asked="participants_asked", months="target_months"
    )


def exits(book: PilotBook, key: Key) -> Trace:
    """Exits in the time of the target at the pace so far."""
    return book.step(
        key.text, "persons", EXITS, book.pilot.middle.exits_at_pace,
        pace="pace", staff="staff", months="target_months", share="exit_share",
    )  # fmt: skip


def needed(book: PilotBook, key: Key) -> Trace:
    """Share that the target asks at the pace so far."""
    return book.step(
        key.text, "share", NEEDED, book.pilot.needed, target="target", pace="pace", staff="staff", months="target_months"
    )


def at_end(book: PilotBook, key: Key) -> Trace:
    """The same at an end of the interval: `participants_asked_low`."""
    name, _, side = key.name.rpartition("_")
    found = book.pilot.low if side == "low" else book.pilot.high
    share = f"exit_share_{side}"
    match name:
        case "participants_asked":
            return book.step(key.text, "persons", ASKED, found.participants, target="target", share=share)
        case "participants_per_month":
            asked = f"participants_asked_{side}"
            return book.step(key.text, "persons", PER_MONTH, found.per_month, asked=asked, months="target_months")
        case "per_staff":
            asked = f"participants_per_month_{side}"
            return book.step(key.text, "persons", PER_STAFF, found.per_staff, asked=asked, staff="staff")
    needs = {"pace": "pace", "staff": "staff", "months": "target_months"}
    return book.step(key.text, "persons", EXITS, found.exits_at_pace, **needs, share=share)


def per_staff(book: PilotBook, key: Key) -> Trace:
    """Participants a month for each FTE that the target asks."""
    needs = {"asked": "participants_per_month", "staff": "staff"}
    return book.step(key.text, "persons", PER_STAFF, book.pilot.middle.per_staff, **needs)


ENTRIES: Final[dict[str, Entry]] = {
    "staff_before": Entry(together),
    "staff": Entry(together),
    "pace": Entry(pace),
    "exit_share": Entry(share),
    "exit_share_low": Entry(end),
    "exit_share_high": Entry(end),
    "participants_asked": Entry(asked),
    "participants_per_month": Entry(per_month),
    "exits_at_pace": Entry(exits),
    "share_needed": Entry(needed),
    "per_staff": Entry(per_staff),
    **dict.fromkeys(ENDS, Entry(at_end)),
}


def pilot_book(pilot: Pilot, city: City | None) -> PilotBook:
    """Traces of the pilot by key."""
    return PilotBook(pilot, city)
