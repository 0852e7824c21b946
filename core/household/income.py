"""Disposable income of one household before and after work, step by step.

Choices, all visible in the steps: the tax is that of a full year of this job (12 × gross month × 1.08)
and net pay is a twelfth of the year, holiday pay included. Before work nobody works, with work everybody
who has hours does. Allowances follow a test income of a full year: the wages, plus the gross equivalent of
assistance without the exemption (that ends within the year). Rent, health premium and child benefit
(kinderbijslag) are the same before and after and stay out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.household import allowances as al
from core.household import assistance as assist
from core.household import tax
from core.household.household import Earner, Household, credit_holder, earners
from core.household.law import Law, Notice
from core.household.local import LOCAL_PARTS, income_supplement, work_costs, work_costs_of
from core.household.notices import notices_about
from core.household.steps import Computation, Step

COMPONENTS: Final = (
    "net_pay", "assistance", "combination_credit", "care_allowance", "rent_allowance", "child_budget", "childcare_allowance",
    "supplement", "work_costs", "childcare_cost", "travel_cost",
)  # fmt: skip
"""Parts of disposable income, in the order of the waterfall; costs are negative."""
OF_CHILDREN: Final = ("combination_credit", "child_budget", "childcare_allowance", "childcare_cost")
"""Components that only a household with children can have."""
ALLOWANCES: Final = ("care_allowance", "rent_allowance", "child_budget", "childcare_allowance")
"""Components that are paid in whole euros, rounded down."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Disposable income at a number of hours.

    Attributes
    ----------
    hours : float
        Paid hours [hours/week].
    amounts, smooth : Mapping[str, float]
        Every component, and the same before allowances are rounded down to whole euros [EUR/month].
    disposable : float
        Sum of the components [EUR/month].
    test_income : float
        Income that the allowances look at [EUR/year].
    steps : tuple[Step, ...]
        The computation, in order.
    regime : Mapping[str, int]
        On which side of every threshold with a jump the household is; two situations with the same
        regime have no jump between them.
    working : tuple[Earner, ...]
        Who works, also with 0 hours.
    counted : float
        Income that the city counts: assistance and what was settled with it [EUR/month].
    """

    hours: float
    amounts: Mapping[str, float]
    smooth: Mapping[str, float]
    disposable: float
    test_income: float
    steps: tuple[Step, ...]
    regime: Mapping[str, int]
    working: tuple[Earner, ...]
    counted: float

    @property
    def partner(self) -> bool:
        """Whether the partner works too."""
        return len(self.working) > 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """Before and after work, with what the reader must know about the values."""

    household: Household
    law: Law
    before: Situation
    after: Situation
    notices: tuple[Notice, ...]

    @property
    def works(self) -> bool:
        """Whether anybody has hours."""
        return any(earner.hours > 0.0 for earner in self.after.working)

    @property
    def gain(self) -> float:
        """Disposable income after minus before [EUR/month]."""
        return self.after.disposable - self.before.disposable

    def difference(self) -> dict[str, float]:
        """After minus before, per component [EUR/month]."""
        return {key: self.after.amounts[key] - self.before.amounts[key] for key in COMPONENTS}


def shown_components(household: Household, law: Law) -> tuple[str, ...]:
    """Components that this household can have. One that stays the same is shown too: that is what people fear for."""
    absent = (*(() if household.child_ages else OF_CHILDREN), *(() if law.local else LOCAL_PARTS))
    return tuple(key for key in COMPONENTS if key not in absent)


def compare(household: Household, law: Law) -> Comparison:
    """Compute both situations under the law of the household's day."""
    before = without_work(household, law)
    after = situation(household, law, household.hours, before)
    return Comparison(household, law, before, after, notices_about(household, law, after.working, after.counted))


def without_work(household: Household, law: Law) -> Situation:
    """Disposable income when nobody in the household works."""
    return situation(household, law, 0.0, partner=False)


def situation(
    household: Household, law: Law, hours: float, before: Situation | None = None, *, partner: bool = True
) -> Situation:
    """Disposable income at `hours` a week.

    Parameters
    ----------
    household : Household
        Its child-care hours and travel cost belong to `household.hours` and scale with hours, so that
        the first hour brings no jump that the law does not have.
    hours : float
        Paid hours of the first person [hours/week].
    before : Situation | None
        The household before work; needed for the repayment of work costs when work would cost money.
    partner : bool
        Whether the partner's hours count.
    """
    work = Computation(household, law, hours, earners(household, hours, partner=partner))
    pays = _pays(work)
    net = sum(pays)
    credit = _credit(work)
    paid, counted = _assistance(work, pays, credit)
    test_income = _test_income(work, net, credit)
    smooth = {"net_pay": net, "assistance": paid, "combination_credit": credit}
    for key, rule in (("care_allowance", _care), ("rent_allowance", _rent), ("child_budget", _child_budget)):
        smooth[key] = rule(work, test_income)
    smooth["childcare_allowance"] = _childcare(work, test_income)
    smooth["supplement"] = income_supplement(work, counted)
    smooth |= {"childcare_cost": _childcare_cost(work), "travel_cost": _travel_cost(work)}
    amounts = smooth | {key: al.paid(smooth[key]) for key in ALLOWANCES}
    without = before.disposable if before is not None else None
    amounts["work_costs"] = work_costs(work, amounts, without)
    smooth["work_costs"] = work_costs_of(work, smooth, sum(before.smooth.values()) if before is not None else None)[0]
    amounts, smooth = ({key: of[key] for key in COMPONENTS} for of in (amounts, smooth))
    return Situation(
        hours, amounts, smooth, sum(amounts.values()), test_income, tuple(work.steps), work.regime, work.working, counted
    )


def _pays(work: Computation) -> tuple[float, ...]:
    """Net pay of everybody who works, as on the payslip: without the credit that no employer pays."""
    if len(work.working) == 1:
        return (_pay(work, work.working[0], ("gross_year", "income_tax", "net_pay")),)
    own, other = (
        _pay(work, earner, tuple(f"{who}_{key}" for key in ("gross_year", "income_tax", "pay")))
        for earner, who in zip(work.working, ("own", "partner"), strict=True)
    )
    work.add("net_pay", own + other, (), {"own_pay": own, "partner_pay": other}, formula="net_pay_two")
    return own, other


def _pay(work: Computation, earner: Earner, keys: tuple[str, ...]) -> float:
    law = work.law
    rules = tax.tax_rules(law)
    wage_keys = ("wage.holiday_share", *earner.wage_keys(law))
    hourly = {"wage": earner.hourly(law), "hours": earner.hours}
    gross = work.add(keys[0], earner.gross_year(law), wage_keys, hourly, formula="gross_year")
    parts = {
        "bracket_tax": tax.bracket_tax(gross, rules),
        "general_credit": tax.general_credit(gross, rules),
        "labour_credit": tax.labour_credit(gross, rules),
    }
    due = work.add(keys[1], tax.income_tax(gross, 0.0, False, rules), tax.KEYS, parts, formula="income_tax")
    return work.add(keys[2], (gross - due) / 12.0, (), {"gross_year": gross, "income_tax": due}, formula="net_pay")


def _credit(work: Computation) -> float:
    """The combination credit, by the month."""
    holder = credit_holder(work.household, work.working, work.law)
    if holder is None:
        return work.add("combination_credit", 0.0, (), {}, formula="combination_credit_none")
    gross, rules = work.working[holder].gross_year(work.law), tax.tax_rules(work.law)
    due = tax.income_tax(gross, 0.0, False, rules)
    inputs = {"gross_year": gross, "income_tax": due}
    return work.add("combination_credit", tax.credit_paid(gross, rules) / 12.0, tax.COMBINATION, inputs)


def _assistance(work: Computation, pays: tuple[float, ...], credit: float) -> tuple[float, float]:
    """Assistance, and the income that the city counts with it."""
    household, law = work.household, work.law
    earned = []
    for net, earner in zip(pays, work.working, strict=True):
        rule = assist.exemption_rule(household, household.months_since_start, law, partner=earner.partner)
        earned.append((net, rule))
        inputs = {"share": rule.share, "net_pay": net} | ({"maximum": rule.maximum} if rule.maximum < math.inf else {})
        key = "exemption" if len(pays) == 1 else f"{'partner' if earner.partner else 'own'}_exemption"
        work.add(key, assist.exempt(net, rule), rule.keys, inputs, formula=f"exemption_{rule.kind}")
    free = sum(assist.exempt(net, rule) for net, rule in earned)
    if len(pays) > 1:
        work.add("exemption", free, (), {}, formula="exemption_two")
    kind, keys = assist.norm_rule(household, law)
    norm = work.add("norm", assist.norm(household, law), keys, {}, formula=f"norm_{kind}")
    inputs = {"norm": norm, "net_pay": sum(pays), "exemption": free} | ({"combination_credit": credit} if credit else {})
    paid = work.add("assistance", assist.settled(norm, earned, credit), keys, inputs)
    return paid, paid + sum(pays) + credit - (free if paid > 0.0 else 0.0)


def _test_income(work: Computation, net: float, credit: float) -> float:
    """Wages plus gross assistance of a full year, without the temporary exemption.

    In a couple each partner receives half of the assistance and is taxed on it with the own wage.
    """
    household, law = work.household, work.law
    rules = tax.tax_rules(law)
    wages = [earner.gross_year(law) for earner in work.working]
    part = 12.0 * assist.settled(assist.norm(household, law), [(net, assist.NO_EXEMPTION)], credit) / household.adults
    holder = credit_holder(household, work.working, law)
    grossed = sum(
        tax.gross_equivalent(part, wages[at] if at < len(wages) else 0.0, at == holder, rules) for at in range(household.adults)
    )
    inputs = {"gross_year": sum(wages), "gross_assistance": grossed}
    _, keys = assist.norm_rule(household, law)
    return work.add("test_income", sum(wages) + grossed, (*keys, *tax.KEYS), inputs)


def _care(work: Computation, test_income: float) -> float:
    household, law = work.household, work.law
    inputs = {"test_income": test_income, "adults": float(household.adults), "premium": law.value("care.premium")}
    return work.allowance("care_allowance", al.care_allowance(test_income, household, law), al.care_keys(household), inputs)


def _rent(work: Computation, test_income: float) -> float:
    household, law = work.household, work.law
    too_high = al.rent_is_too_high(household, law)
    work.regime["rent_limit"] = int(too_high)
    return work.allowance(
        "rent_allowance",
        al.rent_allowance(test_income, household, law),
        al.rent_keys(household, law),
        {"test_income": test_income, "rent": household.rent},
        formula="rent_allowance_too_high" if too_high else "rent_allowance",
        # Up to 2025 the coefficients were worked back from published tables.
        approximate=law.value("rent.taper_on_base") > 0.0,
    )


def _child_budget(work: Computation, test_income: float) -> float:
    household, law = work.household, work.law
    keys = al.child_keys(household) if household.child_ages else ()
    inputs = {"test_income": test_income, "children": float(len(household.child_ages))}
    return work.allowance("child_budget", al.child_budget(test_income, household, law), keys, inputs)


def _childcare(work: Computation, test_income: float) -> float:
    household, law = work.household, work.law
    hours = (household.childcare_hours or 0.0) * work.scale
    work.regime["childcare_row"] = 0
    alone = household.adults == 2 and len(work.working) < 2
    if hours <= 0.0 or not household.child_ages or alone:
        formula = "childcare_allowance_couple" if hours > 0.0 and alone else "childcare_allowance_none"
        return work.add("childcare_allowance", 0.0, (), {"hours_month": hours}, formula=formula)
    found = al.childcare_allowance(test_income, hours, household, law)
    work.regime["childcare_row"] = found.row
    inputs = {"share": found.share, "hours_month": found.hours, "price": found.price, "test_income": test_income}
    return work.allowance(
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
    household = work.household
    hours = (household.childcare_hours or 0.0) * work.scale
    price = al.childcare_price(household, work.law)
    keys = (f"childcare.maximum_{household.childcare_kind}",) if household.childcare_price is None and hours > 0.0 else ()
    return work.add("childcare_cost", 0.0 - hours * price, keys, {"hours_month": hours, "price": price})


def _travel_cost(work: Computation) -> float:
    travel = work.household.travel * work.scale
    return work.add("travel_cost", 0.0 - travel, (), {"travel": travel})
