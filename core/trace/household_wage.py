"""The steps from wages to assistance: gross and net pay of one earner or two, the exemption, the norm and the test income."""

from __future__ import annotations

from typing import Final

from core.household import assistance, tax
from core.household.household import credit_holder
from core.household.months import net_wage
from core.trace import household_rules as rules
from core.trace.book import Entry, Key
from core.trace.given import convention
from core.trace.household_book import MONTHS_KEY, HouseholdBook
from core.trace.node import SUM, Needs, Rule, Trace

YEAR: Final = "EUR/year"
MONTH: Final = "EUR/month"


def law_keys(*keys: str) -> tuple[str, ...]:
    """Keys of values of the law."""
    return tuple(f"law:{key}" for key in keys)


def step_of(book: HouseholdBook, key: Key, rule: Rule, **needs: str | tuple[str, ...]) -> Trace:
    """A line of the computation, with the amount that the household's own arithmetic gave."""
    line = book.lines[key.name]
    return book.step(key.text, line.unit, rule, line.amount, **needs)


WHO: Final = {"own": "", "partner": "partner_"}
"""What stands before a field of the household, by who earns."""


def _of(key: Key) -> str:
    return "partner" if key.name.startswith("partner_") else "own"


def one_of(book: HouseholdBook, what: str, who: str = "own") -> str:
    """Key of a line about one earner: with one earner it has no name before it."""
    return f"{who}_{what}" if book.situation.partner else {"pay": "net_pay"}.get(what, what)


def each_of(book: HouseholdBook, what: str) -> tuple[str, ...]:
    """Keys of a line about everybody who works."""
    return tuple(one_of(book, what, who) for who in WHO) if book.situation.partner else (one_of(book, what),)


def gross_year(book: HouseholdBook, key: Key) -> Trace:
    """Gross wage of a year, of one earner or of both."""
    if key.name == "gross_year" and book.situation.partner:
        return book.step(key.text, YEAR, SUM, None, parts=each_of(book, "gross_year"))
    who = _of(key)
    household, law = book.household, book.law
    age, typed = (getattr(household, f"{WHO[who]}{name}") for name in ("age", "wage"))
    minimum = "law:wage.minimum" if age >= law.value("wage.full_age") else f"young_wage:{age}"
    wage = minimum if typed is None else f"household:{WHO[who]}wage"
    return step_of(book, key, rules.GROSS, wage=wage, hours=hours_of(book, who), holiday="law:wage.holiday_share")


def young_wage(book: HouseholdBook, key: Key) -> Trace:
    """Minimum wage at an age under 21."""
    if not book.law.has(f"wage.share_{key.part}"):
        raise book.unknown(key.text)
    return book.step(key.text, "EUR/hour", rules.YOUNG_WAGE, None, wage="law:wage.minimum", part=f"law:wage.share_{key.part}")


def hours_of(book: HouseholdBook, who: str = "own") -> str:
    """Key of the hours of one earner."""
    if who == "partner":
        return "household:partner_hours"
    return "household:hours" if book.situation.hours > 0.0 else "no_hours"


TAXES: Final = {
    "bracket_tax": ("income", Rule("bracket_tax", rules.bracket_tax), tax.BRACKETS),
    "general_credit": ("income", Rule("general_credit", rules.general_credit), tax.GENERAL),
    "labour_credit": ("wage", Rule("labour_credit", rules.labour_credit), tax.LABOUR),
}
"""Role of the gross wage, rule and law of the tax before credits and of each credit."""


def tax_part(book: HouseholdBook, key: Key) -> Trace:
    """Tax before credits, or one of the credits, of the only earner."""
    if book.situation.partner:
        raise book.unknown(key.text)
    role, rule, keys = TAXES[key.name]
    value = book.lines["income_tax"].inputs[key.name]
    return book.step(key.text, YEAR, rule, value, **{role: "gross_year"}, law=law_keys(*keys))


def income_tax(book: HouseholdBook, key: Key) -> Trace:
    """Tax after credits."""
    if book.situation.partner:
        return step_of(book, key, rules.INCOME_TAX, gross=one_of(book, "gross_year", _of(key)), law=law_keys(*tax.KEYS))
    return step_of(book, key, rules.TAX, bracket_tax="bracket_tax", credits=("general_credit", "labour_credit"))


def _holder(book: HouseholdBook) -> int | None:
    return credit_holder(book.household, book.situation.working, book.law)


def net_pay(book: HouseholdBook, key: Key) -> Trace:
    """Net pay of a month, of one earner or of both."""
    if key.name == "net_pay" and book.situation.partner:
        return step_of(book, key, SUM, parts=each_of(book, "pay"))
    who = _of(key)
    return step_of(book, key, rules.NET, gross=one_of(book, "gross_year", who), tax=one_of(book, "income_tax", who))


def combination_credit(book: HouseholdBook, key: Key) -> Trace:
    """The credit that the tax authority pays by the month."""
    holder = _holder(book)
    if holder is None:
        return step_of(book, key, rules.NO_CREDIT, children="household:children")
    who = tuple(WHO)[holder]
    return step_of(
        book, key, rules.CREDIT, gross=one_of(book, "gross_year", who), tax=one_of(book, "income_tax", who),
        combination=law_keys(*tax.COMBINATION),
    )  # fmt: skip


def exemption(book: HouseholdBook, key: Key) -> Trace:
    """Net pay that does not count."""
    if key.name == "exemption" and book.situation.partner:
        return step_of(book, key, SUM, parts=each_of(book, "exemption"))
    kind = book.lines[key.name].formula.removeprefix("exemption_")
    if kind == "none":
        return step_of(book, key, rules.NOTHING_EXEMPT, months=MONTHS_KEY)
    capped = kind not in assistance.WITHOUT_MAXIMUM
    maximum = {"maximum": f"law:exemption.{kind}_maximum"} if capped else {}
    return step_of(
        book, key, rules.exempt(kind, capped=capped), share=f"law:exemption.{kind}_share", net_pay=one_of(book, "pay", _of(key)),
        months=MONTHS_KEY, **maximum,
    )  # fmt: skip


def norm(book: HouseholdBook, key: Key) -> Trace:
    """Assistance norm."""
    kind, keys = assistance.norm_rule(book.household, book.law)
    if kind in ("single", "couple"):
        return step_of(book, key, NORM, norm=f"law:norm.{kind}")
    roles = {
        "norm.young": "young", "norm.young_children": "extra", "norm.shared_base": "base", "norm.shared_each": "each",
    }  # fmt: skip
    needs = {role: f"law:{name}" for name, role in roles.items() if name in keys}
    if "base" in needs:
        needs["sharers"] = "household:cost_sharers"
    return step_of(book, key, rules.norm_of(book.household.ages), couple="law:norm.couple", full_age="law:norm.full_age", **needs)


def paid_assistance(book: HouseholdBook, key: Key) -> Trace:
    """Assistance after settlement."""
    return step_of(
        book, key, rules.ASSISTANCE, norm="norm", net_pay="net_pay", credit="combination_credit", exemption="exemption"
    )


def gross_assistance(book: HouseholdBook, key: Key) -> Trace:
    """Assistance of a year as a gross amount, without the temporary exemption."""
    holder = _holder(book)
    more = {} if holder is None else {"combination": law_keys(*tax.COMBINATION)}
    return book.step(
        key.text, YEAR, rules.grossed(holder), book.lines["test_income"].inputs["gross_assistance"], norm="norm",
        net_pay="net_pay", credit="combination_credit", gross=each_of(book, "gross_year"), adults="household:adults",
        law=law_keys(*tax.KEYS), **more,
    )  # fmt: skip


def test_income(book: HouseholdBook, key: Key) -> Trace:
    """Income that the allowances look at."""
    return step_of(book, key, rules.TEST_INCOME, gross="gross_year", assistance="gross_assistance")


# Wage without and with holiday pay, by the year --------------------------------------------------------------------


def net_year(book: HouseholdBook, key: Key) -> Trace:
    """Net wage of a year of one earner, without or with holiday pay."""
    who = _of(key)
    if who == "partner" and not book.situation.partner:
        raise book.unknown(key.text)
    found = net_wage(book.situation.working[tuple(WHO).index(who)], book.law)
    needs: Needs = {"gross": one_of(book, "gross_year", who), "law": law_keys(*tax.KEYS)}
    if key.name.endswith("total"):
        return book.step(key.text, YEAR, NET_TOTAL, found.total, **needs)
    return book.step(key.text, YEAR, NET_BASE, found.base, **needs, holiday="law:wage.holiday_share")


NORM: Final = rules.rule("norm", lambda norm: norm, "{norm}")
NET_BASE: Final = Rule("net_without_holiday", lambda gross, law, holiday: rules.net_of(gross / (1.0 + holiday), 0.0, law, ()))
NET_TOTAL: Final = Rule("net_with_holiday", lambda gross, law: rules.net_of(gross, 0.0, law, ()))


def no_hours(book: HouseholdBook, key: Key) -> Trace:
    """Before work there are no hours."""
    return book.leaf(key.text, 0.0, "hours/week", convention("no_hours", "derived"))


ENTRIES: Final[dict[str, Entry]] = {
    "gross_year": Entry(gross_year),
    **{f"{who}_gross_year": Entry(gross_year) for who in WHO},
    "young_wage": Entry(young_wage, parts="AGE", inner=True),
    "bracket_tax": Entry(tax_part),
    "general_credit": Entry(tax_part),
    "labour_credit": Entry(tax_part),
    "combination_credit": Entry(combination_credit),
    "income_tax": Entry(income_tax),
    **{f"{who}_income_tax": Entry(income_tax) for who in WHO},
    "net_pay": Entry(net_pay),
    **{f"{who}_pay": Entry(net_pay) for who in WHO},
    "exemption": Entry(exemption),
    **{f"{who}_exemption": Entry(exemption) for who in WHO},
    "norm": Entry(norm),
    **{f"{before}net_{part}": Entry(net_year, inner=True) for before in WHO.values() for part in ("base", "total")},
    "assistance": Entry(paid_assistance),
    "gross_assistance": Entry(gross_assistance),
    "test_income": Entry(test_income),
    "no_hours": Entry(no_hours, inner=True),
}
