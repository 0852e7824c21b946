"""The steps from a wage to the income that a household can spend, each with its inputs down to the law of the day."""

from __future__ import annotations

from typing import Final

from core.household import allowances
from core.household.income import COMPONENTS
from core.household.local import supplement_key
from core.trace import household_rules as rules
from core.trace import household_wage
from core.trace.book import Entry, Key
from core.trace.given import convention
from core.trace.household_book import MONTHS_KEY, HouseholdBook
from core.trace.household_wage import MONTH, hours_of, law_keys, step_of
from core.trace.node import SUM, Rule, Trace

COSTS: Final = ("childcare_cost", "travel_cost", "childcare_allowance")
"""What work costs, less what comes back of child care."""


# Allowances --------------------------------------------------------------------------------------------------------


def care(book: HouseholdBook, key: Key) -> Trace:
    """Care allowance."""
    needs = dict(zip(("share", "taper", "premium", "threshold"), law_keys(*allowances.care_keys(book.household)), strict=True))
    return step_of(book, key, rules.CARE, income="test_income", adults="household:adults", **needs)


def rent(book: HouseholdBook, key: Key) -> Trace:
    """Rent allowance."""
    line = book.lines[key.name]
    too_high = line.formula == "rent_allowance_too_high"
    rule = rules.rent(too_high=too_high, approximate=line.approximate)
    if too_high:
        limit = allowances.rent_keys(book.household, book.law)[1]
        return step_of(book, key, rule, rent="household:rent", maximum=f"law:{limit}")
    law = law_keys(*allowances.rent_keys(book.household, book.law))
    return step_of(book, key, rule, rent="household:rent", income="test_income", law=law)


def child_budget(book: HouseholdBook, key: Key) -> Trace:
    """Child budget."""
    household = book.household
    if not household.child_ages:
        return step_of(book, key, rules.NO_CHILDREN, children="household:children")
    needs = {"amount": "law:child.amount", "taper": "law:child.taper", "threshold": "law:child.threshold_single"}
    if household.adults == 2:
        needs["extra_threshold"] = "law:child.threshold_couple_extra"
    else:
        needs["single_parent"] = "law:child.single_parent"
    for age in ("12", "16"):
        if f"child.extra_{age}" in allowances.child_keys(household):
            needs |= {f"children_{age}": f"household:children_{age}", f"extra_{age}": f"law:child.extra_{age}"}
    return step_of(book, key, rules.CHILDREN, income="test_income", children="household:children", **needs)


# Child care and travel ---------------------------------------------------------------------------------------------


def childcare_hours(book: HouseholdBook, key: Key) -> Trace:
    """Hours of care at these hours of work: they scale with them."""
    form = "{hours} × {worked} ÷ {usual}"
    scaled = Rule("scaled", lambda hours, worked, usual: hours * worked / usual if usual > 0.0 else 0.0, form)
    hours = book.household.childcare_hours
    if hours is None:
        return book.leaf(key.text, 0.0, "hours/month", convention("no_care"))
    return book.step(
        key.text, "hours/month", scaled, hours * book.scale, hours="household:childcare_hours", worked=hours_of(book),
        usual="household:hours",
    )  # fmt: skip


def _price(book: HouseholdBook) -> str:
    if book.household.childcare_price is not None:
        return "household:childcare_price"
    return f"law:childcare.maximum_{book.household.childcare_kind}"


def childcare(book: HouseholdBook, key: Key) -> Trace:
    """Child-care allowance."""
    line = book.lines[key.name]
    if line.formula in ("childcare_allowance_none", "childcare_allowance_couple"):
        return step_of(book, key, rules.no_childcare(line.formula), hours="childcare_hours")
    kind = book.household.childcare_kind
    return step_of(
        book, key, rules.childcare(line.formula, approximate=line.approximate), hours="childcare_hours",
        children="children_cared_for", most_hours="law:childcare.hours", price=_price(book),
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
    return step_of(book, key, rules.CHILDCARE_COST, hours="childcare_hours", price=_price(book))


def travel(book: HouseholdBook, key: Key) -> Trace:
    """What travelling costs at these hours of work."""
    form = "{hours} × {worked} ÷ {usual}"
    scaled = Rule("scaled", lambda hours, worked, usual: hours * worked / usual if usual > 0.0 else 0.0, form)
    value = book.household.travel * book.scale
    return book.step(key.text, MONTH, scaled, value, hours="household:travel", worked=hours_of(book), usual="household:hours")


def travel_cost(book: HouseholdBook, key: Key) -> Trace:
    """The same as a cost."""
    return step_of(book, key, rules.TRAVEL, travel="travel")


# The city's own additions ------------------------------------------------------------------------------------------


def supplement(book: HouseholdBook, key: Key) -> Trace:
    """The city's income supplement."""
    formula = book.lines[key.name].formula
    if formula == "supplement_unknown":
        return book.leaf(key.text, 0.0, MONTH, convention("supplement_unknown"))
    if formula == "supplement_young":
        return step_of(book, key, rules.NO_SUPPLEMENT, age="law:supplement.least_age")
    tested = "law:norm.couple" if book.law.value("supplement.couple_norm") > 0.0 else "norm"
    return step_of(
        book, key, rules.SUPPLEMENT, amount=f"law:{supplement_key(book.household)}", assistance="assistance",
        net_pay="net_pay", credit="combination_credit", exemption="exemption", limit="law:supplement.income_limit",
        past_limit="law:supplement.past_limit", norm="norm", test_norm=tested, months=MONTHS_KEY,
        reference="law:supplement.reference_months",
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
    return step_of(book, key, rules.work_costs(line.formula), **needs)


def disposable(book: HouseholdBook, key: Key) -> Trace:
    """All components together."""
    return book.step(key.text, MONTH, SUM, book.situation.disposable, parts=COMPONENTS)


ENTRIES: Final[dict[str, Entry]] = household_wage.ENTRIES | {
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
}
