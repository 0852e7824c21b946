"""What charts and tables of Werk loont say of other numbers: every number of hours, the account, and what a lost job leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from core.household.buffer import JobLoss, job_loss, with_account, without_buffer
from core.household.curve import GROUPS, HOURS, JUMPING, curve
from core.household.household import gross_year
from core.household.income import COMPONENTS
from core.household.months import ALLOWANCE_MONTH, MONTHS
from core.household.paths import job_lost
from core.household.risk import BufferRisk, HoursRisk, buffer_risk
from core.trace.book import Entry, Key
from core.trace.given import convention
from core.trace.household_book import HouseholdBook
from core.trace.household_buffer import EURO, BufferBook, cents, of_month
from core.trace.household_wage import MONTH
from core.trace.node import SUM, Rule, Trace


def _most(months: tuple[float, ...]) -> float:
    return max(months)


def _least(months: tuple[float, ...]) -> float:
    return min(months)


TWELFTH: Final = Rule("gross_month", lambda year: year / 12.0, "{year} ÷ 12")
SAME: Final = Rule("same", lambda of: of)
LEFT: Final = Rule("step_kept", lambda share: 1.0 - share, "1 − {share}")
JUNE: Final = Rule("holiday_allowance_june", lambda built, kept: kept * sum(built), "{kept} × ({built})")
NO_JUNE: Final = Rule("holiday_allowance_none", lambda kept: 0.0 * kept)
WAGE: Final = Rule("cash_wage", lambda wage, holiday: round((wage + holiday) * 100.0) / 100.0, "{wage} + {holiday}")
SWING: Final = Rule("cash_swing", lambda months: max(months) - min(months))
HIGHEST: Final = Rule("highest", _most)
LOWEST: Final = Rule("account_low", _least)


def gross_at(book: HouseholdBook, key: Key) -> Trace:
    """Gross wage with holiday pay at a number of hours: `gross_at:24`."""
    hours = _hours(book, key.part)
    value = gross_year(book.household, hours, book.law) / 12.0
    return book.step(key.text, MONTH, TWELFTH, value, year=f"hours:{key.part}/gross_year")


def _hours(book: HouseholdBook, part: str) -> float:
    if not part.isdigit() or float(part) not in HOURS:
        raise book.unknown(part)
    return float(part)


def group(book: HouseholdBook, key: Key) -> Trace:
    """Components that a chart tells together, at a number of hours: `group:allowances:24`."""
    name, _, part = key.part.partition(":")
    if name not in GROUPS:
        raise book.unknown(key.text)
    _hours(book, part)
    return book.step(key.text, MONTH, SUM, None, parts=tuple(f"hours:{part}/{each}" for each in GROUPS[name]))


def pressure(book: BufferBook, key: Key) -> Trace:
    """Part of an extra euro that does not reach the household, from a number of hours to the next: `pressure:24`."""
    hours = _hours(book, key.part)
    found = next((step for step in book.worked.steps if step.below == hours), None)
    if found is None:
        raise book.unknown(key.text)

    def again(more: float, less: float, **_: object) -> float:
        # Allowances before they are rounded to whole euros: a rounded euro is no step of the law.
        over = curve(book.household, book.law, (hours, hours + 1.0))
        kept = sum(float(over.smooth[name][1] - over.smooth[name][0]) for name in COMPONENTS)
        return 1.0 - kept / (more - less)

    ends = (key.part, f"{int(hours) + 1}")
    less, more = (f"gross_at:{end}" for end in ends)
    after, before = (f"hours:{end}/disposable" for end in reversed(ends))
    rule = Rule("pressure", again)
    return book.step(key.text, "share", rule, found.share, more=more, less=less, after=after, before=before)


def step_kept(book: BufferBook, key: Key) -> Trace:
    """What is left of an extra euro there."""
    return book.step(key.text, EURO, LEFT, None, share=f"pressure:{key.part}")


def jump(book: BufferBook, key: Key) -> Trace:
    """What a threshold of the law does between two numbers of hours: `jump:2`, the third of those on the curve."""
    jumps = book.worked.over.jumps
    if not key.part.isdigit() or int(key.part) >= len(jumps):
        raise book.unknown(key.text)
    found = jumps[int(key.part)]

    def again(after: float, before: float) -> float:
        over = curve(book.household, book.law, (found.below, found.above))
        return next(one.amount for one in over.jumps if one.key == found.key)

    name = JUMPING[found.key]
    ends = {"after": f"hours:{found.above:g}/{name}", "before": f"hours:{found.below:g}/{name}"}
    return book.step(key.text, MONTH, Rule("jump", again), found.amount, **ends)


# Month by month ----------------------------------------------------------------------------------------------------


def holiday_allowance(book: BufferBook, key: Key) -> Trace:
    """What of the assistance of a month is holiday allowance that was kept back before."""
    month = of_month(book, key)
    found, kept = book.months[month - 1], f"months:{month - 1}/law:norm.holiday_share"
    if found.first_day.month != ALLOWANCE_MONTH:
        return book.step(key.text, MONTH, NO_JUNE, found.holiday_allowance, kept=kept)
    built = tuple(f"month_due:{max(each, 1)}" for each in range(month - 12, month))
    return book.step(key.text, MONTH, JUNE, found.holiday_allowance, built=built, kept=kept)


def steady(book: BufferBook, key: Key) -> Trace:
    """What a month would bring if everything came at once."""
    before = of_month(book, key) - 1
    return book.step(key.text, MONTH, SAME, book.months[before].steady, of=f"months:{before}/disposable")


def highest(book: BufferBook, key: Key) -> Trace:
    """The month with the most money."""
    parts = tuple(f"month:{month}" for month in range(1, len(book.months) + 1))
    return book.step(key.text, MONTH, HIGHEST, None, months=parts)


# The account -------------------------------------------------------------------------------------------------------


def cash_wage(book: BufferBook, key: Key) -> Trace:
    """Wage and holiday pay that come in in a month, in whole cents."""
    month = of_month(book, key)
    value = float(book.path.wages[month - 1]) / 100.0
    if book.drawn:
        return book.leaf(key.text, value, EURO, convention("drawn_month"))
    return book.step(key.text, EURO, WAGE, value, wage=f"month_wage:{month}", holiday=f"month_holiday_pay:{month}")


def came(book: BufferBook, key: Key) -> Trace:
    """What comes in in a month of the path that is shown, on which the job can end."""
    month, lost, name = of_month(book, key), book.worked.inputs.lost, key.name.removeprefix("came_")
    if not lost:
        return book[f"{CAME[name]}:{month}"]
    rules = book.worked.buffered.rules

    def again(before: tuple[float, ...], norms: tuple[float, ...]) -> float:
        return float(getattr(without_buffer(job_lost(book.path, lost - 1), rules), name)[month - 1]) / 100.0

    value = float(getattr(book.worked.buffered.cash, name)[month - 1]) / 100.0
    norms = tuple(f"months:{each}/norm" for each in range(MONTHS))
    return book.step(key.text, EURO, Rule("came_lost", again), value, before=_all_months()[:lost], norms=norms)


CAME: Final = {"wage": "cash_wage", "assistance": "cash_assistance", "income": "cash"}


def swing(book: BufferBook, key: Key) -> Trace:
    """How far the highest month is above the lowest."""
    return book.step(key.text, EURO, SWING, book.worked.buffered.cash.swing / 100.0, months=_shown_months())


def _shown_months() -> tuple[str, ...]:
    return tuple(f"came_income:{month}" for month in range(1, MONTHS + 1))


def _all_months() -> tuple[str, ...]:
    return tuple(f"cash:{month}" for month in range(1, MONTHS + 1))


def account(book: BufferBook, key: Key) -> Trace:
    """What the account pays in a month, or holds at its end."""
    month, found, lost = of_month(book, key), book.worked.buffered, book.worked.inputs.lost
    if month > len(found.account.paid):
        raise book.unknown(key.text)
    name = key.name.removeprefix("account_")

    def again(buffer: float, guaranteed: float, months: tuple[float, ...]) -> float:
        if lost:
            run = job_loss(book.path, found.rules, cents(buffer), cents(guaranteed), month=lost - 1).account
        else:
            run = with_account(np.array([cents(income) for income in months]), cents(buffer), cents(guaranteed))
        return float(getattr(run, name)[month - 1]) / 100.0

    value = float(getattr(found.account, name)[month - 1]) / 100.0
    rule = Rule(f"{key.name}_lost" if lost else key.name, again)
    return book.step(key.text, EURO, rule, value, buffer="buffer", guaranteed="guaranteed", months=_all_months())


def account_low(book: BufferBook, key: Key) -> Trace:
    """The least that the account holds at the end of a month."""
    count = len(book.worked.buffered.account.paid)
    parts = tuple(f"account_balance:{month}" for month in range(1, min(count, MONTHS) + 1))
    return book.step(key.text, EURO, LOWEST, None, months=parts)


LEAVES_BEHIND: Final[dict[str, Callable[[JobLoss], int]]] = {
    "lowest": lambda loss: loss.lowest, "claim": lambda loss: loss.claim, "client": lambda loss: loss.for_client,
    "debt": lambda loss: loss.client_debt,
}  # fmt: skip
"""What a job that is lost leaves behind [cents]."""


def lost_job(book: BufferBook, key: Key) -> Trace:
    """What a job that ends in a month leaves to city and client: `lost_claim:5`."""
    month, read, rules = of_month(book, key), LEAVES_BEHIND[key.name.removeprefix("lost_")], book.worked.buffered.rules

    def again(buffer: float, guaranteed: float, before: tuple[float, ...]) -> float:
        return read(job_loss(book.path, rules, cents(buffer), cents(guaranteed), month=month - 1)) / 100.0

    value = read(book.worked.buffered.losses[month - 1]) / 100.0
    needs = {"buffer": "buffer", "guaranteed": "guaranteed"}
    return book.step(key.text, EURO, Rule(key.name, again), value, **needs, before=_all_months()[:month])


def drawn(book: BufferBook, key: Key) -> Trace:
    """What the draws of hours say: the buffer that is enough in some of them, how many lose the job, what the city loses."""
    found, name, part = book.worked.buffered.risk, key.name, key.part

    def read(risk: BufferRisk) -> float:
        match name:
            case "buffer_for":
                level = next((level for level, _ in risk.quantiles if f"{100 * level:g}" == part), None)
                if level is None:
                    raise book.unknown(key.text)
                return dict(risk.quantiles)[level] / 100.0
            case "risk_lost":
                return risk.job_lost
        return (risk.city_carries_mean if name == "risk_mean" else risk.city_carries_95) / 100.0

    def again(hours: float, spread: float, loss: float, guaranteed: float, buffer: float) -> float:
        risk = HoursRisk(hours, spread, loss)
        return read(buffer_risk(book.household, book.law, risk, guaranteed=cents(guaranteed), buffer=cents(buffer)))

    names = {"hours": "household:hours", "spread": "spread", "loss": "loss", "guaranteed": "guaranteed", "buffer": "buffer"}
    return book.step(key.text, "share" if name == "risk_lost" else EURO, Rule(name, again), read(found), **names)


ENTRIES: Final[dict[str, Entry]] = {
    "gross_at": Entry(gross_at, parts="HOURS"),
    "group": Entry(group, parts="GROUP:HOURS"),
    "pressure": Entry(pressure, parts="HOURS"),
    "step_kept": Entry(step_kept, parts="HOURS"),
    "jump": Entry(jump, parts="N"),
    "month_holiday_allowance": Entry(holiday_allowance, parts="1-24"),
    "month_steady": Entry(steady, parts="1-24"),
    "highest": Entry(highest),
    "cash_wage": Entry(cash_wage, parts="1-24"),
    **{f"came_{name}": Entry(came, parts="1-24") for name in CAME},
    "cash_swing": Entry(swing),
    "account_paid": Entry(account, parts="1-24"),
    "account_balance": Entry(account, parts="1-24"),
    "account_low": Entry(account_low),
    **{f"lost_{name}": Entry(lost_job, parts="1-24") for name in LEAVES_BEHIND},
    "buffer_for": Entry(drawn, parts="PERCENT"),
    **{name: Entry(drawn) for name in ("risk_lost", "risk_mean", "risk_high")},
}
