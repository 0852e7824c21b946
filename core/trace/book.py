"""A book of traces: every number of one subject by its key, made when it is asked for and made once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from core.model.calendar import month_index, year_of
from core.problem import Problem, shown
from core.trace.node import Given, Rule, Trace, values_of

When: TypeAlias = Literal["never", "month", "year", "either", "day", "any", "maybe", "free"]
_FORM: Final = re.compile(
    r"(?P<name>[a-z_0-9]+)(?::(?P<part>.+?))?(?:@(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?)?", re.ASCII
)


ENDS: Final[dict[When, str]] = {
    "never": "", "month": "@YYYY-MM", "year": "@YYYY", "either": "@YYYY[-MM]", "day": "@YYYY-MM-DD", "any": "[@YYYY]",
    "maybe": "[@YYYY[-MM]]", "free": "",
}  # fmt: skip
"""How a key of each sort ends; what is `free` names other keys, each with an end of its own."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key in its parts: `volume@2025-12`, `result@2025`, `chance:volume`, `series:NAME@2023-08-31`.

    `month` is a month index; of a key with a month or a day, `year` is the calendar year.
    """

    text: str
    name: str
    part: str = ""
    year: int | None = None
    month: int | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A name that a book knows: what makes its traces, what stands after the @, and what stands after the colon."""

    make: Callable[[Any, Key], Trace]
    when: When = "never"
    parts: str = ""
    inner: bool = False

    def form(self, name: str) -> str:
        """How it is asked for."""
        return name + (f":{self.parts}" if self.parts else "") + ENDS[self.when]


def parse_key(text: str) -> Key | None:
    """The parts of a key; None when it has another form."""
    match = _FORM.fullmatch(text)
    if match is None:
        return None
    month = None
    if match["month"] is not None:
        try:
            month = month_index(f"{match['year']}-{match['month']}")
        except ValueError:
            return None
    year = None if match["year"] is None else int(match["year"])
    return Key(text, match["name"], match["part"] or "", year, month, match["day"])


class Book:
    """Traces of one subject by key. A key is looked up in `entries` by its name; what it makes is kept."""

    def __init__(self, entries: Mapping[str, Entry], prefix: str = "") -> None:
        self.entries, self.prefix = entries, prefix
        self._made: dict[str, Trace] = {}

    def __getitem__(self, text: str) -> Trace:
        """The trace of a key. Raises Problem for a key that the book does not know."""
        held = self._made.get(text)
        if held is None:
            held = self._made[text] = self._make(text)
        return held

    def known(self) -> tuple[str, ...]:
        """Forms of the keys that a reader can ask for."""
        return tuple(sorted(entry.form(name) for name, entry in self.entries.items() if not entry.inner))

    def _make(self, text: str) -> Trace:
        key = parse_key(text)
        entry = None if key is None else self.entries.get(key.name)
        if key is None or entry is None or bool(key.part) != bool(entry.parts):
            raise self.unknown(text)
        if entry.when == "month" and key.year is not None and key.month is None:
            # The level of a year is that of its end.
            return self[f"{text}-12"]
        if not _fits(key, entry.when):
            raise self.unknown(text)
        return entry.make(self, key)

    def unknown(self, text: str) -> Problem:
        """What is said of a key that is not there."""
        return Problem("trace.unknown", value=shown(text, 60), known=", ".join(self.known()))

    def step(self, key: str, unit: str, rule: Rule, value: float | None = None, /, **needs: str | tuple[str, ...]) -> Trace:
        """A number that a rule made of others; without a value of the model's own the rule gives it."""
        found = rule.compute(**values_of(needs, self.__getitem__)) if value is None else float(value)
        return Trace(self.prefix + key, found, unit, self.__getitem__, rule=rule, needs=needs)

    def leaf(self, key: str, value: float, unit: str, given: Given) -> Trace:
        """A number that was given."""
        return Trace(self.prefix + key, float(value), unit, self.__getitem__, given=given)


def _fits(key: Key, when: When) -> bool:
    match when:
        case "never":
            return key.year is None
        case "any":
            return key.month is None
        case "maybe":
            return key.day is None
        case "free":
            return True
        case "day":
            return key.day is not None
        case "month":
            return key.month is not None and key.day is None
        case "year":
            return key.year is not None and key.month is None
        case "either":
            return key.year is not None and key.day is None


def year_of_key(key: Key) -> int:
    """The year that a yearly key names."""
    assert key.year is not None
    return key.year


def month_of_key(key: Key) -> int:
    """The month index that a monthly key names."""
    assert key.month is not None
    return key.month


def same_year(months: range, year: int) -> list[int]:
    """The months of a range that fall in a year."""
    return [month for month in months if year_of(month) == year]
