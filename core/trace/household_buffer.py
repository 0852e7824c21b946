"""The buffer of a household: what comes in, what can be promised, what it takes, and what a lost job costs the city.

Amounts here are whole cents, told in euros: an account closes to the cent, so its parts are rounded where money is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from core.household import assistance as assist
from core.household.buffer import NOTICE, fixed_path, settlement, variable_path, without_buffer
from core.household.months import MONTHS
from core.household.results import Worked
from core.household.risk import HoursRisk, buffer_risk, draw_hours
from core.trace.book import Entry, Key
from core.trace.given import convention
from core.trace.household_book import HouseholdBook
from core.trace.household_leaf import own_given
from core.trace.node import Needs, Rule, Trace

EURO: Final = "EUR"


def _cents(amount: float) -> int:
    """Euros as whole cents, a half to the even one as numpy does it."""
    return round(amount * 100.0)


class BufferBook(HouseholdBook):
    """The book of what the page Werk loont worked out: the household, and what comes in while the job goes on."""

    def __init__(self, entries: Mapping[str, Entry], within: Mapping[str, Entry], worked: Worked) -> None:
        inputs, household, law = worked.inputs, worked.found.household, worked.found.law
        super().__init__(entries, within, worked.found, worked.found.after, inputs.payroll, inputs.lag)
        if inputs.pay == "variable":
            hours, _ = draw_hours(HoursRisk(household.hours, inputs.spread), MONTHS, 1)
            path = variable_path(household, law, hours[:, 0])
        else:
            path = fixed_path(household, law, MONTHS, inputs.payroll)
        came = without_buffer(path, settlement(household, law, MONTHS))
        self.worked, self.assistance, self.income = worked, came.assistance / 100.0, came.income / 100.0

    @property
    def drawn(self) -> bool:
        """Whether the hours of each month are drawn."""
        return self.worked.inputs.pay == "variable"


def _of(book: BufferBook, key: Key) -> int:
    if not key.part.isdigit() or not 1 <= int(key.part) <= MONTHS:
        raise book.unknown(key.text)
    return int(key.part)


def _settled(norm: float, pays: float, total: float, payments: float, share: float = 0.0, maximum: float = 0.0) -> float:
    counted = _cents(pays * total / payments)
    free = min(_cents(share * counted / 100.0), _cents(maximum))
    return max(_cents(norm) - (counted - free), 0) / 100.0


def _before(norm: float, total: float, share: float = 0.0, maximum: float = 0.0) -> float:
    return _settled(norm, 1.0, total, 12.0, share, maximum)


def _income(wage: float, holiday: float, assistance: float) -> float:
    return round(_cents(wage + holiday) / 100.0 + assistance, 2)


def _smallest(months: tuple[float, ...], guaranteed: float) -> float:
    short, most = 0, 0
    for income in months:
        short += _cents(guaranteed) - _cents(income)
        most = max(most, short)
    return most / 100.0


def _highest(months: tuple[float, ...], buffer: float) -> float:
    had, least = _cents(buffer), math.inf
    for count, income in enumerate(months, start=1):
        had += _cents(income)
        least = min(least, had // count)
    return max(least, 0) / 100.0


def _carried(buffer: float, before: tuple[float, ...], last: float, norm: float, guaranteed: float) -> float:
    """The wage stops: settled assistance comes once, then the norm twice; the account pays on for a month, then less."""
    came = sum(_cents(income) for income in before) + _cents(last) + 2 * _cents(norm)
    paid = _cents(guaranteed) * (len(before) + NOTICE) + 2 * min(_cents(guaranteed), _cents(norm))
    return max(paid - came, 0) / 100.0


def _most(each: tuple[float, ...]) -> float:
    return max(each)


def _yielded(
    norm: float, pays: tuple[float, ...], total: float, payments: float, share: float = 0.0, maximum: float = 0.0
) -> float:
    months = [_cents(count * total / payments) + _cents(_settled(norm, count, total, payments, share, maximum)) for count in pays]
    return sum(months) // len(months) / 100.0


CASH: Final = Rule("cash", _income, "{wage} + {holiday} + {assistance}")
SETTLED: Final = Rule("cash_assistance", _settled)
BEFORE: Final = Rule("cash_assistance_before", _before)
WHOLE: Final = Rule("cash_assistance_first", lambda norm: norm, "{norm}")
NEEDED: Final = Rule("buffer_needed", _smallest)
HIGHEST: Final = Rule("buffer_highest", _highest)
CARRIED: Final = Rule("carried", _carried)
WORST: Final = Rule("carried_worst", _most)
STEADY: Final = Rule("guaranteed", _yielded)


def _exemption(book: BufferBook, month: int) -> dict[str, str]:
    """Share and maximum of the exemption of a month of the path, counted from nought; none when it is over."""
    rule = assist.exemption_rule(book.household, book.household.months_since_start + month, book.law)
    if rule.kind == "none":
        return {}
    return {"share": f"law:exemption.{rule.kind}_share", "maximum": f"law:exemption.{rule.kind}_maximum"}


def _norm(book: BufferBook) -> str:
    return f"law:{assist.norm_key(book.household)}"


def paid_assistance(book: BufferBook, key: Key) -> Trace:
    """Assistance that arrives in a month."""
    month = _of(book, key)
    value = float(book.assistance[month - 1])
    if book.drawn:
        return book.leaf(key.text, value, EURO, convention("drawn_month"))
    needs: Needs = {"norm": _norm(book)}
    if month > 1:
        needs = {**needs, "pays": f"month_pays:{month - 1}", "total": "net_total", "payments": "payments"}
        return book.step(key.text, EURO, SETTLED, value, **needs, **_exemption(book, month - 2))
    if book.household.months_since_start == 0:
        return book.step(key.text, EURO, WHOLE, value, **needs)
    return book.step(key.text, EURO, BEFORE, value, **needs, total="net_total", **_exemption(book, 0))


def cash(book: BufferBook, key: Key) -> Trace:
    """What comes in in a month, without a buffer."""
    month = _of(book, key)
    value = float(book.income[month - 1])
    if book.drawn:
        return book.leaf(key.text, value, EURO, convention("drawn_month"))
    return book.step(
        key.text, EURO, CASH, value, wage=f"month_wage:{month}", holiday=f"month_holiday_pay:{month}",
        assistance=f"cash_assistance:{month}",
    )  # fmt: skip


def guaranteed(book: BufferBook, key: Key) -> Trace:
    """The fixed amount: what somebody typed, or what the months yield."""
    value = book.worked.guaranteed / 100.0
    if book.worked.inputs.guaranteed is not None:
        return book.leaf(key.text, value, EURO, own_given("guaranteed"))
    if book.drawn:
        return book.leaf(key.text, value, EURO, convention("drawn_month"))
    pays = tuple(f"month_pays:{month}" for month in range(1, MONTHS + 1))
    last = _exemption(book, MONTHS - 1)
    return book.step(key.text, EURO, STEADY, value, norm=_norm(book), pays=pays, total="net_total", payments="payments", **last)


def filled(book: BufferBook, key: Key) -> Trace:
    """What somebody filled in about the buffer."""
    inputs = book.worked.inputs
    value, unit = {
        "buffer": (inputs.buffer, EURO), "spread": (inputs.spread, "hours/week"), "loss": (inputs.loss, "share"),
    }[key.name]  # fmt: skip
    return book.leaf(key.text, float(value), unit, own_given(key.name))


def _months() -> tuple[str, ...]:
    return tuple(f"cash:{month}" for month in range(1, MONTHS + 1))


def needed(book: BufferBook, key: Key) -> Trace:
    """Smallest buffer for the fixed amount."""
    return book.step(key.text, EURO, NEEDED, book.worked.needed / 100.0, months=_months(), guaranteed="guaranteed")


def highest(book: BufferBook, key: Key) -> Trace:
    """Highest amount that the buffer can promise."""
    return book.step(key.text, EURO, HIGHEST, book.worked.highest / 100.0, months=_months(), buffer="buffer")


def carried(book: BufferBook, key: Key) -> Trace:
    """What the city does not get back when the job ends in a month."""
    month = _of(book, key)
    value = book.worked.losses[month - 1].city_carries / 100.0
    return book.step(
        key.text, EURO, CARRIED, value, buffer="buffer", before=_months()[: month - 1], last=f"cash_assistance:{month}",
        norm=_norm(book), guaranteed="guaranteed",
    )  # fmt: skip


def worst(book: BufferBook, key: Key) -> Trace:
    """The same in the month in which it is most."""
    each = tuple(f"carried:{month}" for month in range(1, MONTHS + 1))
    return book.step(key.text, EURO, WORST, book.worked.worst_loss.city_carries / 100.0, each=each)


def enough(book: BufferBook, key: Key) -> Trace:
    """Part of the draws in which the buffer is enough."""

    def drawn(hours: float, spread: float, loss: float, guaranteed: float, buffer: float) -> float:
        risk = HoursRisk(hours, spread, loss)
        return buffer_risk(book.household, book.law, risk, guaranteed=_cents(guaranteed), buffer=_cents(buffer)).suffices

    names = {"hours": "household:hours", "spread": "spread", "loss": "loss", "guaranteed": "guaranteed", "buffer": "buffer"}
    return book.step(key.text, "share", Rule("buffer_enough", drawn), book.worked.risk.suffices, **names)


ENTRIES: Final[dict[str, Entry]] = {
    "cash": Entry(cash, parts="1-24"),
    "cash_assistance": Entry(paid_assistance, parts="1-24", inner=True),
    "guaranteed": Entry(guaranteed),
    "buffer": Entry(filled),
    "spread": Entry(filled),
    "loss": Entry(filled),
    "buffer_needed": Entry(needed),
    "buffer_highest": Entry(highest),
    "carried": Entry(carried, parts="1-24"),
    "carried_worst": Entry(worst),
    "buffer_enough": Entry(enough),
}
