"""The buffer of a household: what comes in, what can be promised, what it takes, and what a lost job costs the city.

Amounts here are whole cents, told in euros: an account closes to the cent, so its parts are rounded where money is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from core.household.buffer import NOTICE, assistance_due, job_loss, without_buffer
from core.household.months import MONTHS
from core.household.paths import fixed_path, variable_path
from core.household.results import Worked
from core.household.risk import HoursRisk, buffer_risk, draw_hours
from core.trace.book import Entry, Key
from core.trace.given import convention
from core.trace.household_book import HouseholdBook, Rhythm
from core.trace.household_leaf import own_given
from core.trace.household_months import exemption_needs
from core.trace.household_wage import WHO
from core.trace.node import Needs, Rule, Trace

EURO: Final = "EUR"


def cents(amount: float) -> int:
    """Euros as whole cents, a half to the even one as numpy does it."""
    return round(amount * 100.0)


class BufferBook(HouseholdBook):
    """The book of what the page Werk loont worked out: the household, and what comes in while the job goes on."""

    def __init__(self, entries: Mapping[str, Entry], within: Mapping[str, Entry], worked: Worked) -> None:
        inputs, household, law = worked.inputs, worked.found.household, worked.found.law
        rhythm = Rhythm(inputs.payroll, inputs.lag, inputs.attribution)
        super().__init__(entries, within, worked.found, worked.found.after, rhythm)
        if inputs.pay == "variable":
            hours, _ = draw_hours(HoursRisk(household.hours, inputs.spread), MONTHS, 1)
            path = variable_path(household, law, hours[:, 0])
        else:
            path = fixed_path(household, law, MONTHS, inputs.payroll, inputs.attribution)
        self.worked, self.path = worked, path
        self.due = assistance_due(path, worked.buffered.rules) / 100.0
        came = without_buffer(path, worked.buffered.rules)
        self.assistance, self.income = came.assistance / 100.0, came.income / 100.0

    @property
    def drawn(self) -> bool:
        """Whether the hours of each month are drawn."""
        return self.worked.inputs.pay == "variable"


def of_month(book: BufferBook, key: Key) -> int:
    """The month that a key names, from 1 on. Raises Problem for one that is none."""
    if not key.part.isdigit() or not 1 <= int(key.part) <= MONTHS:
        raise book.unknown(key.text)
    return int(key.part)


def _free(counted: float, share: float = 0.0, maximum: float = math.inf) -> float:
    free = cents(share * cents(counted) / 100.0)
    return (free if math.isinf(maximum) else min(free, cents(maximum))) / 100.0


def _due(norm: float, counted: tuple[float, ...], free: tuple[float, ...], credit: float) -> float:
    settled = sum(cents(each) for each in counted) - sum(cents(each) for each in free) + cents(credit)
    return max(cents(norm) - settled, 0) / 100.0


def kept(due: float, share: float) -> int:
    """Holiday allowance that is kept back of assistance [cents]."""
    return cents(share * cents(due) / 100.0)


def _paid(due: float, share: float, built: tuple[float, ...] = ()) -> float:
    return (cents(due) - kept(due, share) + sum(kept(each, share) for each in built)) / 100.0


def _income(wage: float, holiday: float, assistance: float) -> float:
    return round(cents(wage + holiday) / 100.0 + assistance, 2)


def _smallest(months: tuple[float, ...], guaranteed: float) -> float:
    short, most = 0, 0
    for income in months:
        short += cents(guaranteed) - cents(income)
        most = max(most, short)
    return most / 100.0


def _highest(months: tuple[float, ...], buffer: float) -> float:
    had, least = cents(buffer), math.inf
    for count, income in enumerate(months, start=1):
        had += cents(income)
        least = min(least, had // count)
    return max(least, 0) / 100.0


def carried_after(june: tuple[bool, ...]) -> Rule:
    """What the city does not get back when the wage stops: settled assistance comes once, then the norm twice.

    `june` says of these two months whether the holiday allowance of the twelve before is paid; the account pays on in full for
    a month, and after it no more than what is paid of the norm.
    """

    def found(
        buffer: float, before: tuple[float, ...], last: float, norms: tuple[float, ...], share: float, guaranteed: float,
        dues: tuple[float, ...],
    ) -> float:  # fmt: skip
        came = sum(cents(income) for income in before) + cents(last)
        paid = cents(guaranteed) * (len(before) + NOTICE)
        for later, (norm, in_june) in enumerate(zip(norms, june, strict=True)):
            usual = cents(norm) - kept(norm, share)
            year = (*dues, *norms)[later : later + 12] if in_june else ()
            came += usual + sum(kept(each, share) for each in year)
            paid += min(cents(guaranteed), usual)
        return max(paid - came, 0) / 100.0

    return Rule("carried", found)


def _most(each: tuple[float, ...]) -> float:
    return max(each)


def _yielded(
    norms: tuple[float, ...], counted: tuple[float, ...], credits: tuple[float, ...], share: float = 0.0,
    maximum: float = math.inf, beside: tuple[float, ...] = (), beside_free: tuple[float, ...] = (),
) -> float:  # fmt: skip
    total = 0
    for month, own in enumerate(counted):
        others, others_free = beside[month : month + 1], beside_free[month : month + 1]
        due = _due(norms[month], (own, *others), (_free(own, share, maximum), *others_free), credits[month])
        total += cents(own) + sum(cents(other) for other in others) + cents(due)
    return total // len(counted) / 100.0


CASH: Final = Rule("cash", _income, "{wage} + {holiday} + {assistance}")
FREE: Final = Rule("cash_free", _free)
DUE: Final = Rule("cash_due", _due)
WHOLE: Final = Rule("cash_due_first", lambda norm: norm, "{norm}")
BEFORE: Final = Rule("cash_due_before", _due)
PAID: Final = Rule("cash_assistance", _paid)
IN_JUNE: Final = Rule("cash_assistance_june", _paid)
TWELFTH: Final = Rule("cash_counted_before", lambda total: total / 12.0, "{total} ÷ 12")
NEEDED: Final = Rule("buffer_needed", _smallest)
HIGHEST: Final = Rule("buffer_highest", _highest)
WORST: Final = Rule("carried_worst", _most)
STEADY: Final = Rule("guaranteed", _yielded)


def _who(book: BufferBook) -> tuple[str, ...]:
    return tuple(WHO.values()) if book.situation.partner else ("",)


def counted_before(book: BufferBook, key: Key) -> Trace:
    """What the city counted of one earner's wage in the month before the first, of a job that runs."""
    return book.step(key.text, EURO, TWELFTH, None, total=f"months:0/{_before(key)}net_total")


def _before(key: Key) -> str:
    return "partner_" if "_partner_" in key.name else ""


def free(book: BufferBook, key: Key) -> Trace:
    """What is exempt of a month's wage of one earner; month 0 is the month before the first."""
    before = _before(key)
    month = 0 if key.part == "0" else of_month(book, key)
    counted = f"month_{before}counted:{month}" if month else f"cash_{before}counted_before"
    needs = exemption_needs(book, max(month, 1), book.household.months_since_start, partner=bool(before))
    return book.step(key.text, EURO, FREE, None, counted=counted, **needs)


def due(book: BufferBook, key: Key) -> Trace:
    """Assistance of a month with the earnings of the month before settled, holiday allowance included."""
    month = of_month(book, key)
    value = float(book.due[month - 1])
    if book.drawn:
        return book.leaf(key.text, value, EURO, convention("drawn_month"))
    norm = f"months:{month - 1}/norm"
    if month == 1 and book.household.months_since_start == 0:
        return book.step(key.text, EURO, WHOLE, value, norm=norm)
    counted = tuple(f"month_{who}counted:{month - 1}" if month > 1 else f"cash_{who}counted_before" for who in _who(book))
    free = tuple(f"cash_{who}free:{month - 1}" for who in _who(book))
    rule, credit = (DUE, f"months:{month - 2}/combination_credit") if month > 1 else (BEFORE, "after/combination_credit")
    return book.step(key.text, EURO, rule, value, norm=norm, counted=counted, free=free, credit=credit)


def paid_assistance(book: BufferBook, key: Key) -> Trace:
    """Assistance that arrives in a month."""
    month = of_month(book, key)
    value = float(book.assistance[month - 1])
    needs: Needs = {"due": f"cash_due:{month}", "share": SHARE}
    if not book.worked.buffered.rules.is_june(month - 1):
        return book.step(key.text, EURO, PAID, value, **needs)
    return book.step(key.text, EURO, IN_JUNE, value, **needs, built=_year(month))


def _year(month: int) -> tuple[str, ...]:
    """Assistance due of the twelve months before one counted from 1; those before the first were as the first."""
    return tuple(f"cash_due:{max(each, 1)}" for each in range(month - 12, month))


SHARE: Final = "law:norm.holiday_share"


def cash(book: BufferBook, key: Key) -> Trace:
    """What comes in in a month, without a buffer."""
    month = of_month(book, key)
    value = float(book.income[month - 1])
    if book.drawn:
        return book.leaf(key.text, value, EURO, convention("drawn_month"))
    return book.step(
        key.text, EURO, CASH, value, wage=f"month_wage:{month}", holiday=f"month_holiday_pay:{month}",
        assistance=f"cash_assistance:{month}",
    )  # fmt: skip


def guaranteed(book: BufferBook, key: Key) -> Trace:
    """The fixed amount: what somebody typed, or what the months yield."""
    value = book.worked.buffered.guaranteed / 100.0
    if book.worked.inputs.guaranteed is not None:
        return book.leaf(key.text, value, EURO, own_given("guaranteed"))
    if book.drawn:
        return book.leaf(key.text, value, EURO, convention("drawn_month"))
    each = range(1, MONTHS + 1)
    needs: Needs = {
        "norms": tuple(f"months:{month - 1}/norm" for month in each),
        "counted": tuple(f"month_counted:{month}" for month in each),
        "credits": tuple(f"months:{month - 1}/combination_credit" for month in each),
        **exemption_needs(book, MONTHS, book.household.months_since_start, partner=False),
    }
    if book.situation.partner:
        beside = {name: tuple(f"{first}_partner_{kind}:{month}" for month in each) for name, first, kind in BESIDE}
        needs = {**needs, **beside}
    return book.step(key.text, EURO, STEADY, value, **needs)


BESIDE: Final = (("beside", "month", "counted"), ("beside_free", "cash", "free"))
"""Roles of a partner's wage and what is exempt of it, and where they stand."""


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
    return book.step(key.text, EURO, NEEDED, book.worked.buffered.needed / 100.0, months=_months(), guaranteed="guaranteed")


def highest(book: BufferBook, key: Key) -> Trace:
    """Highest amount that the buffer can promise."""
    return book.step(key.text, EURO, HIGHEST, book.worked.buffered.highest / 100.0, months=_months(), buffer="buffer")


def carried(book: BufferBook, key: Key) -> Trace:
    """What the city does not get back when the job ends in a month."""
    month = of_month(book, key)
    value = book.worked.buffered.losses[month - 1].city_carries / 100.0
    rules = book.worked.buffered.rules
    if book.situation.partner:
        # A partner's wage comes in after the loss as well: the account runs on with it.
        def again(buffer: float, guaranteed: float, before: tuple[float, ...]) -> float:
            lost = job_loss(book.path, rules, cents(buffer), cents(guaranteed), month=month - 1)
            return lost.city_carries / 100.0

        return book.step(
            key.text, EURO, Rule("carried_partner", again), value, buffer="buffer", guaranteed="guaranteed",
            before=_months()[:month],
        )  # fmt: skip
    june = tuple(rules.is_june(month + later) for later in range(NOTICE + 1))
    norms = tuple(f"months:{min(month + later, MONTHS - 1)}/norm" for later in range(NOTICE + 1))
    return book.step(
        key.text, EURO, carried_after(june), value, buffer="buffer", before=_months()[: month - 1],
        last=f"cash_assistance:{month}", norms=norms, share=SHARE, guaranteed="guaranteed", dues=_year(month + 1),
    )  # fmt: skip


def worst(book: BufferBook, key: Key) -> Trace:
    """The same in the month in which it is most."""
    each = tuple(f"carried:{month}" for month in range(1, MONTHS + 1))
    return book.step(key.text, EURO, WORST, book.worked.worst_loss.city_carries / 100.0, each=each)


def enough(book: BufferBook, key: Key) -> Trace:
    """Part of the draws in which the buffer is enough."""

    def drawn(hours: float, spread: float, loss: float, guaranteed: float, buffer: float) -> float:
        risk = HoursRisk(hours, spread, loss)
        return buffer_risk(book.household, book.law, risk, guaranteed=cents(guaranteed), buffer=cents(buffer)).suffices

    names = {"hours": "household:hours", "spread": "spread", "loss": "loss", "guaranteed": "guaranteed", "buffer": "buffer"}
    return book.step(key.text, "share", Rule("buffer_enough", drawn), book.worked.buffered.risk.suffices, **names)


ENTRIES: Final[dict[str, Entry]] = {
    "cash": Entry(cash, parts="1-24"),
    "cash_assistance": Entry(paid_assistance, parts="1-24", inner=True),
    "cash_due": Entry(due, parts="1-24", inner=True),
    **{f"cash_{who}free": Entry(free, parts="0-24", inner=True) for who in WHO.values()},
    **{f"cash_{who}counted_before": Entry(counted_before, inner=True) for who in WHO.values()},
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
