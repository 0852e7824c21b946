"""A city's own additions: the income supplement and the repayment of work costs.

Both rules were read in a summary of local rules; the reading is ours, so the steps say assumption. A day
for which no amount was published leaves the addition out and says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.household import assistance as assist
from core.household.household import Household
from core.household.steps import Computation

_WORK_COSTS: Final = ("work_costs.maximum", "work_costs.first_months", "work_costs.trap_months")


def supplement_key(household: Household) -> str:
    """Which amount of the income supplement holds for this household."""
    if household.kind == "single":
        return "supplement.single"
    return "supplement.couple_children" if household.kind == "couple" and household.child_ages else "supplement.middle"


def income_supplement(work: Computation, net: float, paid: float) -> float:
    """Individual income supplement, a twelfth a month while income stays within the limit [EUR/month].

    Exempt earnings do not count as income (Participatiewet, article 36 with 32). The limit is hard: one
    euro more and the supplement is gone.
    """
    household, law = work.household, work.law
    key = supplement_key(household)
    keys = (key, "supplement.income_limit", "supplement.reference_months")
    work.regime["supplement_limit"] = 0
    if not law.has(*keys):
        return work.add("supplement", 0.0, (), {}, formula="supplement_unknown", assumed=True, approximate=True)
    rule = assist.exemption_rule(household, household.months_since_start, law)
    counted = paid + (net - assist.exempt(net, rule) if paid > 0.0 else net)
    limit = law.value("supplement.income_limit") * assist.norm(household, law)
    work.regime["supplement_limit"] = int(counted > limit)
    inputs = {"supplement_year": law.value(key), "counted_income": counted, "income_limit": limit}
    amount = law.value(key) / 12.0 if counted <= limit else 0.0
    return work.add("supplement", amount, keys, inputs, assumed=True, approximate=True)


def work_costs(work: Computation, amounts: Mapping[str, float], before: float | None) -> float:
    """Repayment of work costs: the first months, and longer where work would cost money [EUR/month].

    Parameters
    ----------
    amounts : Mapping[str, float]
        The other components [EUR/month].
    before : float | None
        Disposable income without work [EUR/month].

    Notes
    -----
    The rule says that repayment may go on when work does not pay. We read: up to what the household would
    lose. That reading has no jump.
    """
    household, law = work.household, work.law
    if work.hours <= 0.0:
        return work.add("work_costs", 0.0, (), {}, formula="work_costs_none")
    if not law.has(*_WORK_COSTS):
        return work.add("work_costs", 0.0, (), {}, formula="work_costs_unknown", assumed=True, approximate=True)
    costs = max(0.0, -amounts["childcare_cost"] - amounts["travel_cost"] - amounts["childcare_allowance"])
    maximum = law.value("work_costs.maximum") / 12.0
    loss = max(0.0, before - sum(amounts.values())) if before is not None else 0.0
    if household.months_since_start < law.value("work_costs.first_months"):
        amount, formula = min(costs, maximum), "work_costs_first"
    elif household.months_since_start < law.value("work_costs.trap_months"):
        amount, formula = min(costs, maximum, loss), "work_costs_trap"
    else:
        amount, formula = 0.0, "work_costs_over"
    inputs = {"costs": costs, "maximum": maximum, "loss": loss}
    return work.add("work_costs", amount, _WORK_COSTS, inputs, formula=formula, assumed=True, approximate=True)
