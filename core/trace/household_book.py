"""The book of one household and the books of its situations."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from typing import Final

from core.household.curve import HOURS
from core.household.household import LIMITS, Household
from core.household.income import Comparison, Situation, compare, situation
from core.household.law import Law
from core.household.months import ALLOWANCE_LAG, MONTHS, Attribution, Month, Pay, first_months, laws_of
from core.household.steps import Step
from core.trace.book import Book, Entry
from core.trace.node import Trace

SHARED: Final = ("law:", "childcare_row:")
MONTHS_KEY: Final = "household:months_since_start"


@dataclasses.dataclass(frozen=True, slots=True)
class Rhythm:
    """When money comes and to which month it counts: pay, months until the allowances follow [months], and attribution."""

    pay: Pay = "monthly"
    lag: int = ALLOWANCE_LAG
    attribution: Attribution = "paid"


class HouseholdBook(Book):
    """Traces of one household, or of one of its situations; `within` is what a situation knows.

    A month in the job has the law of that month: `months:7/law:norm.single`.
    """

    def __init__(
        self, entries: Mapping[str, Entry], within: Mapping[str, Entry], found: Comparison, situation: Situation,
        rhythm: Rhythm, prefix: str = "", root: HouseholdBook | None = None, without: str = "before",
    ) -> None:  # fmt: skip
        super().__init__(entries, prefix)
        self.within, self.without = within, without
        self.found, self.situation, self.rhythm = found, situation, rhythm
        self.root = root or self
        self.lines: dict[str, Step] = {line.key: line for line in situation.steps}
        self._beside: dict[str, HouseholdBook] = {}

    def _make(self, text: str) -> Trace:
        if self.root is not self:
            own_months = text == MONTHS_KEY and self.household is not self.root.household
            shared = text.startswith(SHARED) and self.law is self.root.law
            if shared or (text.startswith("household:") and not own_months):
                return self.root[text]
            if text.startswith("before/"):
                return self.root[self.without + text.removeprefix("before")]
            if text.startswith(("months:", "idle:")):
                return self.root[text]
        name, stroke, rest = text.partition("/")
        if stroke:
            return self.beside(name)[rest]
        # A line of the computation without a situation is that of the work that is asked about.
        return self["after/" + text] if text in self.lines and text not in self.entries else super()._make(text)

    def known(self) -> tuple[str, ...]:
        """Forms of the keys that a reader can ask for, those of a situation behind its name."""
        within = (f"after/{name}" for name, entry in self.within.items() if not entry.inner and not entry.parts)
        return (*super().known(), *sorted(within)) if self.within is not self.entries else super().known()

    def beside(self, name: str) -> HouseholdBook:
        """The book of a situation. Raises Problem for a name that is none."""
        held = self._beside.get(name)
        if held is None:
            held = self._beside[name] = self._open(name)
        return held

    def _open(self, name: str) -> HouseholdBook:
        kind, _, part = name.partition(":")
        found, without = self.found, "before"
        if kind == "hours" and part.isdigit() and float(part) in HOURS:
            now = situation(self.household, self.law, float(part), found.before)
            return HouseholdBook(self.within, self.within, found, now, self.rhythm, f"{name}/", self.root, without)
        if kind in ("months", "idle") and part.isdigit() and int(part) < MONTHS:
            found, without = self._after(int(part), self.laws[int(part)]), f"idle:{part}"
        elif kind == "later":
            found = self._after(int(LIMITS["months_since_start"][1]), self.law)
        elif name not in ("before", "after"):
            raise self.unknown(name)
        case = found.before if kind in ("before", "idle") else found.after
        return HouseholdBook(self.within, self.within, found, case, self.rhythm, f"{name}/", self.root, without)

    def _after(self, months: int, law: Law) -> Comparison:
        return compare(dataclasses.replace(self.found.household, months_since_start=months), law)

    @property
    def household(self) -> Household:
        """Who it is about."""
        return self.found.household

    @property
    def law(self) -> Law:
        """The law of the day."""
        return self.found.law

    @property
    def scale(self) -> float:
        """Hours of work as a part of the usual ones."""
        return self.situation.hours / self.household.hours if self.household.hours > 0.0 else 0.0

    @functools.cached_property
    def months(self) -> tuple[Month, ...]:
        """The first months in the job."""
        rhythm = self.rhythm
        return first_months(self.household, self.law, MONTHS, rhythm.pay, rhythm.lag, rhythm.attribution)

    @functools.cached_property
    def laws(self) -> tuple[Law, ...]:
        """The law of each of these months."""
        return laws_of(self.household.date, self.law, MONTHS)
