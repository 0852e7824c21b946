"""Disposable income of one household before and after work, step by step.

Choices, all visible in the steps: the tax is that of a full year of this job (12 × gross month × 1.08)
and net pay is a twelfth of the year, holiday pay included. Allowances follow a test income of a full
year: the wage, plus the gross equivalent of assistance without the exemption (that ends within the
year). Rent, health premium and child benefit (kinderbijslag) are the same before and after and stay out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.household import allowances as al
from core.household import assistance as assist
from core.household import tax
from core.household.household import Household, gross_year, hourly_wage, young_child
from core.household.law import LOCAL, Law, Notice
from core.household.local import income_supplement, work_costs
from core.household.steps import Computation, Step

COMPONENTS: Final = (
    "net_pay", "assistance", "care_allowance", "rent_allowance", "child_budget", "childcare_allowance",
    "supplement", "work_costs", "childcare_cost", "travel_cost",
)  # fmt: skip
"""Parts of disposable income, in the order of the waterfall; costs are negative."""
OF_CHILDREN: Final = ("child_budget", "childcare_allowance", "childcare_cost")
"""Components that only a household with children can have."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Disposable income at a number of hours.

    Attributes
    ----------
    hours : float
        Paid hours [hours/week].
    amounts : Mapping[str, float]
        Every component [EUR/month].
    disposable : float
        Sum of the components [EUR/month].
    test_income : float
        Income that the allowances look at [EUR/year].
    steps : tuple[Step, ...]
        The computation, in order.
    regime : Mapping[str, int]
        On which side of every threshold with a jump the household is; two situations with the same
        regime have no jump between them.
    """

    hours: float
    amounts: Mapping[str, float]
    disposable: float
    test_income: float
    steps: tuple[Step, ...]
    regime: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Before and after work, with what the reader must know about the values."""

    household: Household
    law: Law
    before: Situation
    after: Situation
    notices: tuple[Notice, ...]

    @property
    def gain(self) -> float:
        """Disposable income after minus before [EUR/month]."""
        return self.after.disposable - self.before.disposable

    def difference(self) -> dict[str, float]:
        """After minus before, per component [EUR/month]."""
        return {key: self.after.amounts[key] - self.before.amounts[key] for key in COMPONENTS}


def shown_components(household: Household, law: Law) -> tuple[str, ...]:
    """Components that this household can have. One that stays the same is shown too: that is what people fear for."""
    absent = (*(() if household.child_ages else OF_CHILDREN), *(() if law.local else LOCAL))
    return tuple(key for key in COMPONENTS if key not in absent)


def compare(household: Household, law: Law) -> Comparison:
    """Compute both situations under the law of the household's day."""
    before = situation(household, law, 0.0)
    after = situation(household, law, household.hours, before)
    without_children = ("child", "childcare") if not household.child_ages else ()
    notices = tuple(notice for notice in law.notices if notice.params["subject"] not in without_children)
    if household.wage is not None and household.hours > 0.0 and household.wage < law.value("wage.minimum"):
        notices = (*notices, Notice("below_minimum_wage", {"minimum": law.value("wage.minimum")}))
    return Comparison(household, law, before, after, notices)


def situation(household: Household, law: Law, hours: float, before: Situation | None = None) -> Situation:
    """Disposable income at `hours` a week.

    Parameters
    ----------
    household : Household
        Its child-care hours and travel cost belong to `household.hours` and scale with hours, so that
        the first hour brings no jump that the law does not have.
    hours : float
        Paid hours [hours/week]; 0 is the household before work.
    before : Situation | None
        The household before work; needed for the repayment of work costs when work would cost money.
    """
    work = Computation(household, law, hours)
    net = _net_pay(work)
    paid = _assistance(work, net)
    test_income = _test_income(work, net)
    amounts = {
        "net_pay": net,
        "assistance": paid,
        "care_allowance": _care(work, test_income),
        "rent_allowance": _rent(work, test_income),
        "child_budget": _child_budget(work, test_income),
        "childcare_allowance": _childcare(work, test_income),
        "supplement": income_supplement(work, net, paid),
        "childcare_cost": _childcare_cost(work),
        "travel_cost": _travel_cost(work),
    }
    amounts["work_costs"] = work_costs(work, amounts, before.disposable if before is not None else None)
    ordered = {key: amounts[key] for key in COMPONENTS}
    return Situation(hours, ordered, sum(ordered.values()), test_income, tuple(work.steps), work.regime)


def _net_pay(work: Computation) -> float:
    household, law = work.household, work.law
    rules = tax.tax_rules(law)
    child = young_child(household, law)
    wage_keys = ("wage.holiday_share", *(("wage.minimum",) if household.wage is None else ()))
    hourly = {"wage": hourly_wage(household, law), "hours": work.hours}
    gross = work.add("gross_year", gross_year(household, work.hours, law), wage_keys, hourly)
    parts = {
        "bracket_tax": tax.bracket_tax(gross, rules),
        "general_credit": tax.general_credit(gross, rules),
        "labour_credit": tax.labour_credit(gross, rules),
    }
    keys: tuple[str, ...] = tax.KEYS
    if child:
        parts["combination_credit"] = tax.combination_credit(gross, rules)
        keys = (*keys, *tax.COMBINATION)
    due = work.add("income_tax", tax.income_tax(gross, 0.0, child, rules), keys, parts)
    return work.add("net_pay", (gross - due) / 12.0, (), {"gross_year": gross, "income_tax": due})


def _assistance(work: Computation, net: float) -> float:
    household, law = work.household, work.law
    rule = assist.exemption_rule(household, household.months_since_start, law)
    inputs = {"share": rule.share, "maximum": rule.maximum, "net_pay": net}
    free = work.add("exemption", assist.exempt(net, rule), rule.keys, inputs, formula=f"exemption_{rule.kind}")
    norm = assist.norm(household, law)
    settled = {"norm": norm, "net_pay": net, "exemption": free}
    return work.add("assistance", assist.settled(norm, net, rule), (assist.norm_key(household),), settled)


def _test_income(work: Computation, net: float) -> float:
    """Wage plus gross assistance of a full year, without the temporary exemption.

    In a couple each partner receives half of the assistance and is taxed on it alone.
    """
    household, law = work.household, work.law
    rules = tax.tax_rules(law)
    gross = gross_year(household, work.hours, law)
    structural = 12.0 * assist.settled(assist.norm(household, law), net, assist.NO_EXEMPTION)
    part = structural / household.adults
    grossed = tax.gross_equivalent(part, gross, young_child(household, law), rules)
    if household.adults == 2:
        grossed += tax.gross_equivalent(part, 0.0, False, rules)
    inputs = {"gross_year": gross, "gross_assistance": grossed}
    return work.add("test_income", gross + grossed, (assist.norm_key(household), *tax.KEYS), inputs)


def _care(work: Computation, test_income: float) -> float:
    household, law = work.household, work.law
    inputs = {"test_income": test_income, "adults": float(household.adults), "premium": law.value("care.premium")}
    return work.add(
        "care_allowance", al.care_allowance(test_income, household, law), al.care_keys(household), inputs
    )  # fmt: skip


def _rent(work: Computation, test_income: float) -> float:
    household, law = work.household, work.law
    too_high = al.rent_is_too_high(household, law)
    work.regime["rent_limit"] = int(too_high)
    return work.add(
        "rent_allowance",
        al.rent_allowance(test_income, household, law),
        al.rent_keys(household),
        {"test_income": test_income, "rent": household.rent},
        formula="rent_allowance_too_high" if too_high else "rent_allowance",
        # Up to 2025 the coefficients were worked back from published tables.
        approximate=law.value("rent.taper_on_base") > 0.0,
    )


def _child_budget(work: Computation, test_income: float) -> float:
    household, law = work.household, work.law
    keys = al.child_keys(household) if household.child_ages else ()
    inputs = {"test_income": test_income, "children": float(len(household.child_ages))}
    return work.add("child_budget", al.child_budget(test_income, household, law), keys, inputs)


def _childcare(work: Computation, test_income: float) -> float:
    household, law = work.household, work.law
    hours = household.childcare_hours * work.scale
    work.regime["childcare_row"] = 0
    if hours <= 0.0 or not household.child_ages or household.adults == 2:
        formula = "childcare_allowance_couple" if hours > 0.0 and household.adults == 2 else "childcare_allowance_none"
        return work.add("childcare_allowance", 0.0, (), {"hours_month": hours}, formula=formula)
    found = al.childcare_allowance(test_income, hours, household, law)
    work.regime["childcare_row"] = found.row
    inputs = {"share": found.share, "hours_month": found.hours, "price": found.price, "test_income": test_income}
    return work.add(
        "childcare_allowance",
        found.amount,
        al.childcare_keys(household),
        inputs,
        formula="childcare_allowance_beyond" if found.beyond_table else "childcare_allowance",
        sources=(found.source,),
        assumed=found.beyond_table,
        approximate=found.beyond_table or len(household.child_ages) > 1,
    )


def _childcare_cost(work: Computation) -> float:
    hours = work.household.childcare_hours * work.scale
    price = work.household.childcare_price
    return work.add("childcare_cost", 0.0 - hours * price, (), {"hours_month": hours, "price": price})


def _travel_cost(work: Computation) -> float:
    travel = work.household.travel * work.scale
    return work.add("travel_cost", 0.0 - travel, (), {"travel": travel})
