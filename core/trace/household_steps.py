"""The steps from a wage to the income that a household can spend, each with its inputs down to the law of the day."""

from __future__ import annotations

from typing import Final

from core.household import allowances, assistance, tax
from core.household.household import young_child
from core.household.income import COMPONENTS
from core.household.local import supplement_key
from core.trace import household_rules as rules
from core.trace.book import Entry, Key
from core.trace.given import convention
from core.trace.household_book import MONTHS_KEY, HouseholdBook
from core.trace.node import SUM, Rule, Trace

YEAR: Final = "EUR/year"
MONTH: Final = "EUR/month"
COSTS: Final = ("childcare_cost", "travel_cost", "childcare_allowance")
"""What work costs, less what comes back of child care."""


def _law(*keys: str) -> tuple[str, ...]:
    return tuple(f"law:{key}" for key in keys)


def _step(book: HouseholdBook, key: Key, rule: Rule, **needs: str | tuple[str, ...]) -> Trace:
    """A line of the computation, with the amount that the household's own arithmetic gave."""
    line = book.lines[key.name]
    return book.step(key.text, line.unit, rule, line.amount, **needs)


def gross_year(book: HouseholdBook, key: Key) -> Trace:
    """Gross wage of a year."""
    wage = "law:wage.minimum" if book.household.wage is None else "household:wage"
    return _step(book, key, rules.GROSS, wage=wage, hours=_hours(book), holiday="law:wage.holiday_share")


def _hours(book: HouseholdBook) -> str:
    return "household:hours" if book.situation.hours > 0.0 else "no_hours"


TAXES: Final = {
    "bracket_tax": ("income", Rule("bracket_tax", rules.bracket_tax), tax.BRACKETS),
    "general_credit": ("income", Rule("general_credit", rules.general_credit), tax.GENERAL),
    "labour_credit": ("wage", Rule("labour_credit", rules.labour_credit), tax.LABOUR),
    "combination_credit": ("wage", Rule("combination_credit", rules.combination_credit), tax.COMBINATION),
}
"""Role of the gross wage, rule and law of the tax before credits and of each credit."""


def tax_part(book: HouseholdBook, key: Key) -> Trace:
    """Tax before credits, or one of the credits."""
    role, rule, keys = TAXES[key.name]
    value = book.lines["income_tax"].inputs.get(key.name)
    if value is None:
        raise book.unknown(key.text)
    return book.step(key.text, YEAR, rule, value, **{role: "gross_year"}, law=_law(*keys))


def income_tax(book: HouseholdBook, key: Key) -> Trace:
    """Tax after credits."""
    credits = ("general_credit", "labour_credit", *(("combination_credit",) if _young(book) else ()))
    return _step(book, key, rules.TAX, bracket_tax="bracket_tax", credits=credits)


def _young(book: HouseholdBook) -> bool:
    return young_child(book.household, book.law)


def net_pay(book: HouseholdBook, key: Key) -> Trace:
    """Net pay of a month."""
    return _step(book, key, rules.NET, gross="gross_year", tax="income_tax")


def exemption(book: HouseholdBook, key: Key) -> Trace:
    """Net pay that does not count."""
    kind = book.lines[key.name].formula.removeprefix("exemption_")
    if kind == "none":
        return _step(book, key, rules.NOTHING_EXEMPT, months=MONTHS_KEY)
    return _step(
        book, key, rules.exempt(kind), share=f"law:exemption.{kind}_share", net_pay="net_pay",
        maximum=f"law:exemption.{kind}_maximum", months=MONTHS_KEY,
    )  # fmt: skip


def paid_assistance(book: HouseholdBook, key: Key) -> Trace:
    """Assistance after settlement."""
    return _step(book, key, rules.ASSISTANCE, norm=_norm(book), net_pay="net_pay", exemption="exemption")


def _norm(book: HouseholdBook) -> str:
    return f"law:{assistance.norm_key(book.household)}"


def gross_assistance(book: HouseholdBook, key: Key) -> Trace:
    """Assistance of a year as a gross amount, without the temporary exemption."""
    more = {"combination": _law(*tax.COMBINATION)} if _young(book) else {}
    return book.step(
        key.text, YEAR, Rule("gross_assistance", rules.grossed), book.lines["test_income"].inputs["gross_assistance"],
        norm=_norm(book), net_pay="net_pay", gross="gross_year", adults="household:adults", law=_law(*tax.KEYS), **more,
    )  # fmt: skip


def test_income(book: HouseholdBook, key: Key) -> Trace:
    """Income that the allowances look at."""
    return _step(book, key, rules.TEST_INCOME, gross="gross_year", assistance="gross_assistance")


def care(book: HouseholdBook, key: Key) -> Trace:
    """Care allowance."""
    needs = dict(zip(("share", "taper", "premium", "threshold"), _law(*allowances.care_keys(book.household)), strict=True))
    return _step(book, key, rules.CARE, income="test_income", adults="household:adults", **needs)


def rent(book: HouseholdBook, key: Key) -> Trace:
    """Rent allowance."""
    line = book.lines[key.name]
    too_high = line.formula == "rent_allowance_too_high"
    rule = rules.rent(too_high=too_high, approximate=line.approximate)
    if too_high:
        return _step(book, key, rule, rent="household:rent", maximum="law:rent.maximum")
    law = _law(*allowances.rent_keys(book.household))
    return _step(book, key, rule, rent="household:rent", income="test_income", law=law)


def child_budget(book: HouseholdBook, key: Key) -> Trace:
    """Child budget."""
    household = book.household
    if not household.child_ages:
        return _step(book, key, rules.NO_CHILDREN, children="household:children")
    needs = {"amount": "law:child.amount", "taper": "law:child.taper", "threshold": "law:child.threshold_single"}
    if household.adults == 2:
        needs["extra_threshold"] = "law:child.threshold_couple_extra"
    else:
        needs["single_parent"] = "law:child.single_parent"
    for age in ("12", "16"):
        if f"child.extra_{age}" in allowances.child_keys(household):
            needs |= {f"children_{age}": f"household:children_{age}", f"extra_{age}": f"law:child.extra_{age}"}
    return _step(book, key, rules.CHILDREN, income="test_income", children="household:children", **needs)


# Child care and travel ---------------------------------------------------------------------------------------------


def childcare_hours(book: HouseholdBook, key: Key) -> Trace:
    """Hours of care at these hours of work: they scale with them."""
    form = "{hours} × {worked} ÷ {usual}"
    scaled = Rule("scaled", lambda hours, worked, usual: hours * worked / usual if usual > 0.0 else 0.0, form)
    value = book.household.childcare_hours * book.scale
    return book.step(
        key.text, "hours/month", scaled, value, hours="household:childcare_hours", worked=_hours(book), usual="household:hours"
    )


def childcare(book: HouseholdBook, key: Key) -> Trace:
    """Child-care allowance."""
    line = book.lines[key.name]
    if line.formula in ("childcare_allowance_none", "childcare_allowance_couple"):
        return _step(book, key, rules.no_childcare(line.formula), hours="childcare_hours")
    kind = book.household.childcare_kind
    return _step(
        book, key, rules.childcare(line.formula, approximate=line.approximate), hours="childcare_hours",
        children="children_cared_for", most_hours="law:childcare.hours", price="household:childcare_price",
        most_price=f"law:childcare.maximum_{kind}", share="childcare_share",
    )  # fmt: skip


def cared_for(book: HouseholdBook, key: Key) -> Trace:
    """Children who are young enough for the allowance."""
    ages = book.household.child_ages
    young = Rule("children_cared_for", lambda children, age: float(sum(each < age for each in ages)))
    return book.step(key.text, "children", young, None, children="household:children", age="law:childcare.child_age")


def childcare_share(book: HouseholdBook, key: Key) -> Trace:
    """Part of the price that is paid back, by the row of the table that the income falls in."""
    rows = book.law.childcare.rows if book.law.childcare is not None else ()
    row = book.situation.regime["childcare_row"]
    low, high = rows[row][0], rows[row + 1][0] if row + 1 < len(rows) else float("inf")
    in_row = Rule("childcare_share", lambda income, row: row if low <= income < high else float("nan"))
    value = book.lines["childcare_allowance"].inputs["share"]
    return book.step(key.text, "share", in_row, value, income="test_income", row=f"childcare_row:{row}")


def childcare_cost(book: HouseholdBook, key: Key) -> Trace:
    """What child care costs, as a cost."""
    return _step(book, key, rules.CHILDCARE_COST, hours="childcare_hours", price="household:childcare_price")


def travel(book: HouseholdBook, key: Key) -> Trace:
    """What travelling costs at these hours of work."""
    form = "{hours} × {worked} ÷ {usual}"
    scaled = Rule("scaled", lambda hours, worked, usual: hours * worked / usual if usual > 0.0 else 0.0, form)
    value = book.household.travel * book.scale
    return book.step(key.text, MONTH, scaled, value, hours="household:travel", worked=_hours(book), usual="household:hours")


def travel_cost(book: HouseholdBook, key: Key) -> Trace:
    """The same as a cost."""
    return _step(book, key, rules.TRAVEL, travel="travel")


# The city's own additions ------------------------------------------------------------------------------------------


def supplement(book: HouseholdBook, key: Key) -> Trace:
    """The city's income supplement."""
    if book.lines[key.name].formula == "supplement_unknown":
        return book.leaf(key.text, 0.0, MONTH, convention("supplement_unknown"))
    return _step(
        book, key, rules.SUPPLEMENT, amount=f"law:{supplement_key(book.household)}", assistance="assistance",
        net_pay="net_pay", exemption="exemption", limit="law:supplement.income_limit", norm=_norm(book),
        months="law:supplement.reference_months",
    )  # fmt: skip


def work_costs(book: HouseholdBook, key: Key) -> Trace:
    """The city's repayment of work costs."""
    line = book.lines[key.name]
    if line.formula in ("work_costs_none", "work_costs_unknown"):
        known = "derived" if line.formula == "work_costs_none" else "assumption"
        return book.leaf(key.text, 0.0, MONTH, convention(line.formula, known))
    needs: dict[str, str | tuple[str, ...]] = {"months": MONTHS_KEY, "trap": "law:work_costs.trap_months"}
    if line.formula != "work_costs_over":
        needs |= {"costs": COSTS, "maximum": "law:work_costs.maximum", "first": "law:work_costs.first_months"}
    if line.formula == "work_costs_trap":
        others = tuple(name for name in COMPONENTS if name not in (*COSTS, "work_costs"))
        needs |= {"others": others, "before": "before/disposable"}
    return _step(book, key, rules.work_costs(line.formula), **needs)


def disposable(book: HouseholdBook, key: Key) -> Trace:
    """All components together."""
    return book.step(key.text, MONTH, SUM, book.situation.disposable, parts=COMPONENTS)


def no_hours(book: HouseholdBook, key: Key) -> Trace:
    """Before work there are no hours."""
    return book.leaf(key.text, 0.0, "hours/week", convention("no_hours", "derived"))


ENTRIES: Final[dict[str, Entry]] = {
    "gross_year": Entry(gross_year),
    "bracket_tax": Entry(tax_part),
    "general_credit": Entry(tax_part),
    "labour_credit": Entry(tax_part),
    "combination_credit": Entry(tax_part),
    "income_tax": Entry(income_tax),
    "net_pay": Entry(net_pay),
    "exemption": Entry(exemption),
    "assistance": Entry(paid_assistance),
    "gross_assistance": Entry(gross_assistance),
    "test_income": Entry(test_income),
    "care_allowance": Entry(care),
    "rent_allowance": Entry(rent),
    "child_budget": Entry(child_budget),
    "childcare_hours": Entry(childcare_hours, inner=True),
    "childcare_allowance": Entry(childcare),
    "children_cared_for": Entry(cared_for, inner=True),
    "childcare_share": Entry(childcare_share, inner=True),
    "childcare_cost": Entry(childcare_cost),
    "travel": Entry(travel, inner=True),
    "travel_cost": Entry(travel_cost),
    "supplement": Entry(supplement),
    "work_costs": Entry(work_costs),
    "disposable": Entry(disposable),
    "no_hours": Entry(no_hours, inner=True),
}
