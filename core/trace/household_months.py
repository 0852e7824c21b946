"""The first months in the job: when money really arrives, each part with its inputs."""

from __future__ import annotations

from typing import Final

from core.household import assistance, tax
from core.household.household import young_child
from core.household.months import PAYS_PER_YEAR, Month, holiday_accruals, net_wage
from core.trace.book import Entry, Key
from core.trace.given import convention
from core.trace.household_book import HouseholdBook
from core.trace.household_rules import net_of
from core.trace.node import SUM, Rule, Trace

PARTS: Final = ("wage", "holiday_pay", "assistance", "allowances", "local", "costs")
ALLOWANCES: Final = ("care_allowance", "rent_allowance", "child_budget", "childcare_allowance")
LOCAL: Final = ("supplement", "work_costs")
COSTS: Final = ("childcare_cost", "travel_cost")


def _without_holiday(gross: float, holiday: float, law: tuple[float, ...], combination: tuple[float, ...] = ()) -> float:
    return net_of(gross / (1.0 + holiday), 0.0, law, combination)


def _with_holiday(gross: float, law: tuple[float, ...], combination: tuple[float, ...] = ()) -> float:
    return net_of(gross, 0.0, law, combination)


BASE: Final = Rule("net_without_holiday", _without_holiday)
TOTAL: Final = Rule("net_with_holiday", _with_holiday)
WAGE: Final = Rule("month_wage", lambda pays, net, payments: pays * net / payments, "{pays} × {net} ÷ {payments}")
HOLIDAY: Final = Rule(
    "month_holiday", lambda months, total, net: months / 12.0 * (total - net), "{months} ÷ 12 × ({total} − {net})"
)
FIRST: Final = Rule("month_assistance_first", lambda norm: norm, "{norm}")
SETTLED: Final = Rule(
    "month_assistance",
    lambda norm, pays, total, payments, share, maximum: max(
        norm - pays * total / payments + min(share * pays * total / payments, maximum), 0.0
    ),
)
UNEXEMPT: Final = Rule(
    "month_assistance_none", lambda norm, pays, total, payments: max(norm - pays * total / payments, 0.0),
    "max(0; {norm} − {pays} × {total} ÷ {payments})",
)  # fmt: skip


def _month(book: HouseholdBook, part: str) -> Month:
    if not part.isdigit() or not 1 <= int(part) <= len(book.months):
        raise book.unknown(f"month:{part}")
    return book.months[int(part) - 1]


def disposable(book: HouseholdBook, key: Key) -> Trace:
    """What arrives in one month."""
    found = _month(book, key.part)
    parts = tuple(f"month_{name}:{found.index}" for name in PARTS)
    return book.step(key.text, "EUR/month", SUM, found.disposable, parts=parts)


def _combination(book: HouseholdBook) -> dict[str, tuple[str, ...]]:
    return {"combination": tuple(f"law:{key}" for key in tax.COMBINATION)} if young_child(book.household, book.law) else {}


def net_base(book: HouseholdBook, key: Key) -> Trace:
    """Net wage of a year without holiday pay."""
    value = net_wage(book.household, book.law, book.household.hours).base
    law = tuple(f"law:{name}" for name in tax.KEYS)
    return book.step(
        key.text,
        "EUR/year",
        BASE,
        value,
        gross="after/gross_year",
        holiday="law:wage.holiday_share",
        law=law,
        **_combination(book),
    )


def net_total(book: HouseholdBook, key: Key) -> Trace:
    """Net wage of a year with holiday pay."""
    value = net_wage(book.household, book.law, book.household.hours).total
    law = tuple(f"law:{name}" for name in tax.KEYS)
    return book.step(key.text, "EUR/year", TOTAL, value, gross="after/gross_year", law=law, **_combination(book))


def pays(book: HouseholdBook, key: Key) -> Trace:
    """Wage payments in one month."""
    return book.leaf(key.text, float(_month(book, key.part).pays), "factor", convention("pays", "derived"))


def payments(book: HouseholdBook, key: Key) -> Trace:
    """Wage payments in a year."""
    return book.leaf(key.text, float(PAYS_PER_YEAR[book.pay]), "factor", convention("payments", "derived"))


def saved(book: HouseholdBook, key: Key) -> Trace:
    """Months of holiday pay that one month pays out."""
    months = holiday_accruals(book.household.date, len(book.months))[_month(book, key.part).index - 1]
    return book.leaf(key.text, float(months), "months", convention("holiday_months", "derived"))


def wage(book: HouseholdBook, key: Key) -> Trace:
    """Net wage that arrives in a month."""
    found = _month(book, key.part)
    return book.step(
        key.text, "EUR/month", WAGE, found.wage, pays=f"month_pays:{found.index}", net="net_base", payments="payments"
    )


def holiday_pay(book: HouseholdBook, key: Key) -> Trace:
    """Holiday pay that arrives in a month."""
    found = _month(book, key.part)
    months = f"month_saved:{found.index}"
    return book.step(key.text, "EUR/month", HOLIDAY, found.holiday_pay, months=months, total="net_total", net="net_base")


def paid_assistance(book: HouseholdBook, key: Key) -> Trace:
    """Assistance that arrives in a month: earnings count a month later."""
    found = _month(book, key.part)
    norm = f"law:{assistance.norm_key(book.household)}"
    if found.index == 1:
        return book.step(key.text, "EUR/month", FIRST, found.assistance, norm=norm)
    kind = book.months[found.index - 2].exemption
    needs = {"norm": norm, "pays": f"month_pays:{found.index - 1}", "total": "net_total", "payments": "payments"}
    if kind == "none":
        return book.step(key.text, "EUR/month", UNEXEMPT, found.assistance, **needs)
    share, most = f"law:exemption.{kind}_share", f"law:exemption.{kind}_maximum"
    return book.step(key.text, "EUR/month", SETTLED, found.assistance, **needs, share=share, maximum=most)


def of_situation(book: HouseholdBook, key: Key) -> Trace:
    """Allowances, the city's additions or costs of a month, as the household of that month has them."""
    found, name = _month(book, key.part), key.name.removeprefix("month_")
    values = {"allowances": found.allowances, "local": found.local, "costs": found.costs}
    names = {"allowances": ALLOWANCES, "local": LOCAL, "costs": COSTS}[name]
    late = name == "allowances" and found.index <= book.lag
    at = "before" if late else f"months:{found.index - 1}"
    return book.step(key.text, "EUR/month", SUM, values[name], parts=tuple(f"{at}/{each}" for each in names))


ENTRIES: Final[dict[str, Entry]] = {
    "month": Entry(disposable, parts="1-24"),
    "month_wage": Entry(wage, parts="1-24"),
    "month_holiday_pay": Entry(holiday_pay, parts="1-24"),
    "month_assistance": Entry(paid_assistance, parts="1-24"),
    "month_allowances": Entry(of_situation, parts="1-24"),
    "month_local": Entry(of_situation, parts="1-24"),
    "month_costs": Entry(of_situation, parts="1-24"),
    "month_pays": Entry(pays, parts="1-24", inner=True),
    "month_saved": Entry(saved, parts="1-24", inner=True),
    "payments": Entry(payments, inner=True),
    "net_base": Entry(net_base, inner=True),
    "net_total": Entry(net_total, inner=True),
}
