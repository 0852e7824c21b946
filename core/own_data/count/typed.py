"""A count as people type it: each answer is read by one rule, and each that cannot be gets one sentence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import msgspec

from core.baseline import Baseline
from core.model.calendar import LAST_MONTH, december, month_label, year_of
from core.model.parameters import MONTHS
from core.numbers import read_typed
from core.own_data.checks import LARGEST_FLOW, SIZE, SMALLEST_FLOW
from core.own_data.count.answers import MOVED, Answers
from core.own_data.count.fit import until_year_end
from core.own_data.count.when import read_when
from core.own_data.limits import MOST_BENEFITS
from core.problem import Problem, shown

FIELDS: Final = (
    "month",
    "volume",
    "moved",
    "lks_jobs",
    "inflow",
    "outflow",
    "buig",
    "lasten",
    "reserve",
    "target",
    "target_month",
)
"""Every answer by its name, the two that are needed first."""
MOST_OFF: Final = 2.0
"""Factor by which a count or an amount may stand away from what the baseline expects: what is more is a digit too many."""
MOST_MILLION: Final = 10_000.0
_YEAR: Final = re.compile(r"20\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Expected:
    """What a baseline expects in a month, for a typing error to be seen against.

    Attributes
    ----------
    volume, buig, lasten : float
        [benefits]; of the whole year of the month [EUR million].
    """

    volume: float
    buig: float
    lasten: float


@dataclass(frozen=True, slots=True)
class Read:
    """What was typed, read: the answers, or what is wrong with each field that cannot be used."""

    answers: Answers | None
    problems: Mapping[str, Problem] = field(default_factory=dict)


def read_count(parent: Baseline, typed: Mapping[str, str], today: dt.date) -> Read:
    """The answers that were typed about a count on a baseline.

    Parameters
    ----------
    parent : Baseline
        What the count is held against: its start, and what it expects.
    typed : Mapping[str, str]
        By field; what is empty or missing was not answered.
    today : date
        Nothing can have been counted after it.
    """
    texts = {key: " ".join(typed.get(key, "").split()) for key in FIELDS}
    found: dict[str, object] = {}
    problems: dict[str, Problem] = {}
    try:
        month = read_month(parent, texts["month"], today)
    except Problem as problem:
        # Everything else is held against the month: without one there is only the number to look at.
        problems["month"] = problem
        try:
            _whole("volume", texts["volume"], 1, MOST_BENEFITS)
        except Problem as other:
            problems["volume"] = other
        return Read(None, problems)
    reader = _Reader(texts, month, expected(parent, month))
    for key in FIELDS[1:]:
        try:
            found[key] = reader.read(key)
        except Problem as problem:
            problems[key] = problem
    if problems:
        return Read(None, problems)
    aim, by = found.pop("target"), found.pop("target_month")
    return Read(msgspec.convert({**found, "month": month, "target": None if aim is None else (aim, by)}, Answers))


def read_month(parent: Baseline, text: str, today: dt.date) -> int:
    """The month of a count. Raises Problem for one that has not been, or that the baseline starts after."""
    month = read_when(text, today)
    if month < parent.reference_month:
        raise Problem("count.before", value=month_label(month), first=month_label(parent.reference_month))
    if month >= LAST_MONTH:
        raise Problem("count.late", value=month_label(month), last=month_label(LAST_MONTH - 1))
    return month


def expected(parent: Baseline, month: int) -> Expected:
    """What the baseline itself says of a month from its start on, and of the year of that month."""
    run = until_year_end(parent, month, {})
    row = max(year_of(month) - run.years.start, 0)
    volume = float(run.caseload.stock[month - run.months[0], 0])
    return Expected(volume, float(run.budget.total[row, 0]), float(run.lasten[row, 0]))


@dataclass(frozen=True, slots=True)
class _Reader:
    """The texts of a form whose month is known."""

    texts: Mapping[str, str]
    month: int
    expected: Expected

    def read(self, key: str) -> object:
        """One answer, None for an empty field. Raises Problem that names field, text and remedy."""
        text = self.texts[key]
        match key:
            case "volume":
                return self._volume(text)
            case "moved":
                return self._moved(text)
            case "target" | "target_month":
                return self._target(key, text)
        if not text:
            return None
        match key:
            case "lks_jobs":
                return _whole(key, text, 0, round(self._stock()))
            case "inflow" | "outflow":
                stock = self._stock()
                low = MONTHS * SMALLEST_FLOW * stock if stock > SIZE else 0
                return _whole(key, text, round(low), round(MONTHS * LARGEST_FLOW * max(stock, SIZE)))
            case "reserve":
                return _million(key, text, 0.0, MOST_MILLION)
        near: float = getattr(self.expected, key)
        return _million(key, text, near / MOST_OFF, near * MOST_OFF)

    def _stock(self) -> float:
        """The count where it can be read, else what was expected; another answer is never refused for a fault in this one."""
        return read_typed(self.texts["volume"], 0, 1, MOST_BENEFITS) or self.expected.volume

    def _volume(self, text: str) -> float:
        value = _whole("volume", text, 1, MOST_BENEFITS)
        near = self.expected.volume
        if not near / MOST_OFF <= value <= near * MOST_OFF:
            raise Problem(
                "count.size", value=shown(text, 24), expected=f"{near:.0f}", month=month_label(self.month),
                low=f"{near / MOST_OFF:.0f}", high=f"{near * MOST_OFF:.0f}",
            )  # fmt: skip
        return value

    def _moved(self, text: str) -> str:
        if text and text not in MOVED:
            raise Problem("count.moved", value=shown(text), known=", ".join(MOVED))
        return text or MOVED[0]

    def _target(self, key: str, text: str) -> float | int | None:
        """A target and its month belong together: one without the other is no target."""
        other = self.texts["target_month" if key == "target" else "target"]
        if not text and other:
            raise Problem("count.target_alone", name=key)
        if not text:
            return None
        if key == "target":
            stock = self._stock()
            return _whole(key, text, round(stock / MOST_OFF), round(stock * MOST_OFF))
        month = december(int(text)) if _YEAR.fullmatch(text) else read_when(text)
        if not self.month < month <= LAST_MONTH:
            raise Problem(
                "count.target_month", value=month_label(month), low=month_label(self.month + 1), high=month_label(LAST_MONTH)
            )
        return month


def _whole(key: str, text: str, low: float, high: float) -> float:
    """A whole number within limits. Raises Problem."""
    if not text:
        raise Problem("count.no_volume")
    value = read_typed(text, 0, low, high)
    if value is None:
        raise Problem("count.whole", name=key, value=shown(text, 24), low=f"{low:.0f}", high=f"{high:.0f}")
    return value


def _million(key: str, text: str, low: float, high: float) -> float:
    """An amount in millions of euros. Raises Problem."""
    value = read_typed(text, 2, low, high)
    if value is None:
        raise Problem("count.million", name=key, value=shown(text, 24), low=f"{low:.0f}", high=f"{high:.0f}")
    return value


def read_settings(count: str, settings: Iterable[str]) -> dict[str, str]:
    """What the command line gives, by field: `2026-10=33120`, and `KEY=VALUE` for each other answer."""
    month, equals, volume = count.partition("=")
    if not equals:
        raise Problem("count.setting", value=shown(count, 60))
    typed = {"month": month, "volume": volume}
    for setting in settings:
        key, equals, text = setting.partition("=")
        if not equals or key not in FIELDS[2:]:
            raise Problem("count.setting_key", value=shown(setting, 60), known=", ".join(FIELDS[2:]))
        if key == "target" and "@" in text:
            text, _, typed["target_month"] = text.partition("@")
        typed[key] = text
    return typed


def faults(read: Read) -> list[Problem]:
    """What is wrong, in the order of the fields."""
    return [read.problems[key] for key in FIELDS if key in read.problems]
