"""The first months in the job: when money really arrives, each part with its inputs."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from core.household.assistance import WITHOUT_MAXIMUM, exemption_rule
from core.household.months import ALLOWANCE_MONTH, PAYS_PER_YEAR, Month, holiday_accruals
from core.trace.book import Entry, Key
from core.trace.given import convention
from core.trace.household_book import HouseholdBook
from core.trace.household_wage import WHO
from core.trace.node import SUM, Needs, Rule, Trace

MONTH: Final = "EUR/month"
PARTS: Final = ("wage", "holiday_pay", "assistance", "allowances", "local", "costs")
ALLOWANCES: Final = ("care_allowance", "rent_allowance", "child_budget", "childcare_allowance")
LOCAL: Final = ("supplement", "work_costs")
COSTS: Final = ("childcare_cost", "travel_cost")


WAGE: Final = Rule("month_wage", lambda pays, net, payments: pays * sum(net) / payments, "{pays} × ({net}) ÷ {payments}")
HOLIDAY: Final = Rule("month_holiday", lambda total, net: (sum(total) - sum(net)) / 12.0, "(({total}) − ({net})) ÷ 12")
NO_HOLIDAY: Final = Rule("month_holiday_none", lambda months: 0.0 * months)
COUNTED: Final = Rule("month_counted", lambda pays, total, payments: pays * total / payments, "{pays} × {total} ÷ {payments}")
WORKED: Final = Rule("month_counted_worked", lambda total: total / 12.0, "{total} ÷ 12")
FREE: Final = Rule(
    "month_free", lambda share, counted, maximum=math.inf: min(share * counted, maximum), "min({share} × {counted}; {maximum})"
)
FREE_WHOLLY: Final = Rule("month_free_uncapped", lambda share, counted: share * counted, "{share} × {counted}")
NOTHING_FREE: Final = Rule("month_free_none", lambda counted: 0.0 * counted)
FIRST: Final = Rule("month_due_first", lambda norm: norm, "{norm}")
DUE: Final = Rule(
    "month_due",
    lambda norm, counted, free, credit: max(norm - (sum(counted) - sum(free)) - credit, 0.0),
    "max(0; {norm} − ({counted} − ({free})) − {credit})",
)
PAID: Final = Rule("month_assistance", lambda due, kept: due - kept * due, "{due} − {kept} × {due}")
PAID_IN_JUNE: Final = Rule(
    "month_assistance_june",
    lambda due, kept, built: due - kept * due + kept * sum(built),
    "{due} − {kept} × {due} + {kept} × ({built})",
)


def _month(book: HouseholdBook, part: str) -> Month:
    if not part.isdigit() or not 1 <= int(part) <= len(book.months):
        raise book.unknown(f"month:{part}")
    return book.months[int(part) - 1]


def disposable(book: HouseholdBook, key: Key) -> Trace:
    """What arrives in one month."""
    found = _month(book, key.part)
    parts = tuple(f"month_{name}:{found.index}" for name in PARTS)
    return book.step(key.text, "EUR/month", SUM, found.disposable, parts=parts)


def pays(book: HouseholdBook, key: Key) -> Trace:
    """Wage payments in one month."""
    return book.leaf(key.text, float(_month(book, key.part).pays), "factor", convention("pays", "derived"))


def payments(book: HouseholdBook, key: Key) -> Trace:
    """Wage payments in a year."""
    return book.leaf(key.text, float(PAYS_PER_YEAR[book.rhythm.pay]), "factor", convention("payments", "derived"))


def accrued(book: HouseholdBook, month: int) -> int:
    """Months of holiday pay that one month pays out [months]."""
    return holiday_accruals(book.household.date, len(book.months))[month - 1]


def saved(book: HouseholdBook, key: Key) -> Trace:
    """The same as a number."""
    months = float(accrued(book, _month(book, key.part).index))
    return book.leaf(key.text, months, "months", convention("holiday_months", "derived"))


def _nets(book: HouseholdBook, part: str, months: Iterable[int]) -> tuple[str, ...]:
    """Net wages of a year of everybody who works, under the law of some months counted from 1."""
    who = WHO.values() if book.situation.partner else ("",)
    return tuple(f"months:{month - 1}/{before}net_{part}" for month in months for before in who)


def wage(book: HouseholdBook, key: Key) -> Trace:
    """Net wage that arrives in a month."""
    found = _month(book, key.part)
    net = _nets(book, "base", [found.index])
    return book.step(key.text, MONTH, WAGE, found.wage, pays=f"month_pays:{found.index}", net=net, payments="payments")


def holiday_pay(book: HouseholdBook, key: Key) -> Trace:
    """Holiday pay that arrives in a month."""
    found = _month(book, key.part)
    count = accrued(book, found.index)
    if count == 0:
        return book.step(key.text, MONTH, NO_HOLIDAY, found.holiday_pay, months=f"month_saved:{found.index}")
    months = range(found.index - count + 1, found.index + 1)
    total, net = (_nets(book, part, months) for part in ("total", "base"))
    return book.step(key.text, MONTH, HOLIDAY, found.holiday_pay, total=total, net=net)


def counted(book: HouseholdBook, key: Key) -> Trace:
    """What the city counts of a month's wage of one earner, holiday pay that is built up included."""
    month = _month(book, key.part).index
    total = f"months:{month - 1}/{_before(key)}net_total"
    if book.rhythm.attribution == "worked":
        return book.step(key.text, MONTH, WORKED, None, total=total)
    return book.step(key.text, MONTH, COUNTED, None, pays=f"month_pays:{month}", total=total, payments="payments")


def _before(key: Key) -> str:
    return "partner_" if "_partner_" in key.name else ""


def exemption_needs(book: HouseholdBook, month: int, began: int, *, partner: bool) -> dict[str, str]:
    """Share and maximum of the exemption of a month from 1 on, for a job that began some months before; none when it is over."""
    rule = exemption_rule(book.household, began + month - 1, book.laws[month - 1], partner=partner)
    if rule.kind == "none":
        return {}
    at = f"months:{month - 1}/law:exemption.{rule.kind}"
    return {"share": f"{at}_share"} | ({} if rule.kind in WITHOUT_MAXIMUM else {"maximum": f"{at}_maximum"})


def free(book: HouseholdBook, key: Key) -> Trace:
    """What is exempt of it."""
    month = _month(book, key.part).index
    needs = exemption_needs(book, month, 0, partner=bool(_before(key)))
    rule = FREE if "maximum" in needs else FREE_WHOLLY if needs else NOTHING_FREE
    return book.step(key.text, MONTH, rule, None, counted=f"month_{_before(key)}counted:{month}", **needs)


def due(book: HouseholdBook, key: Key) -> Trace:
    """Assistance of a month with the earnings of the month before settled, holiday allowance included."""
    month = _month(book, key.part).index
    norm = f"months:{month - 1}/norm"
    if month == 1:
        return book.step(key.text, MONTH, FIRST, None, norm=norm)
    who = WHO.values() if book.situation.partner else ("",)
    parts = {name: tuple(f"month_{before}{name}:{month - 1}" for before in who) for name in ("counted", "free")}
    return book.step(key.text, MONTH, DUE, None, norm=norm, credit=f"months:{month - 2}/combination_credit", **parts)


def paid_assistance(book: HouseholdBook, key: Key) -> Trace:
    """Assistance that arrives in a month: without the holiday allowance, and in June with that of twelve months."""
    found = _month(book, key.part)
    needs: Needs = {"due": f"month_due:{found.index}", "kept": f"months:{found.index - 1}/law:norm.holiday_share"}
    if found.first_day.month != ALLOWANCE_MONTH:
        return book.step(key.text, MONTH, PAID, found.assistance, **needs)
    before = tuple(f"month_due:{max(month, 1)}" for month in range(found.index - 12, found.index))
    return book.step(key.text, MONTH, PAID_IN_JUNE, found.assistance, **needs, built=before)


def of_situation(book: HouseholdBook, key: Key) -> Trace:
    """Allowances, the city's additions or costs of a month, as the household of that month has them."""
    found, name = _month(book, key.part), key.name.removeprefix("month_")
    values = {"allowances": found.allowances, "local": found.local, "costs": found.costs}
    names = {"allowances": ALLOWANCES, "local": LOCAL, "costs": COSTS}[name]
    at = f"months:{found.index - 1}"
    late = name == "allowances" and found.index <= book.rhythm.lag
    parts = tuple(f"{f'idle:{found.index - 1}' if late else at}/{each}" for each in names)
    credit = (f"{at}/combination_credit",) if name == "allowances" else ()
    return book.step(key.text, MONTH, SUM, values[name], parts=(*parts, *credit))


ENTRIES: Final[dict[str, Entry]] = {
    "month": Entry(disposable, parts="1-24"),
    "month_wage": Entry(wage, parts="1-24"),
    "month_holiday_pay": Entry(holiday_pay, parts="1-24"),
    "month_assistance": Entry(paid_assistance, parts="1-24"),
    "month_allowances": Entry(of_situation, parts="1-24"),
    "month_local": Entry(of_situation, parts="1-24"),
    "month_costs": Entry(of_situation, parts="1-24"),
    "month_due": Entry(due, parts="1-24", inner=True),
    **{f"month_{before}counted": Entry(counted, parts="1-24", inner=True) for before in WHO.values()},
    **{f"month_{before}free": Entry(free, parts="1-24", inner=True) for before in WHO.values()},
    "month_pays": Entry(pays, parts="1-24", inner=True),
    "month_saved": Entry(saved, parts="1-24", inner=True),
    "payments": Entry(payments, inner=True),
}
