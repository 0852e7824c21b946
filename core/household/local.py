"""A city's own additions: the income supplement and the repayment of work costs.

Both rules were read in a summary of local rules; the reading is ours, so the steps say assumption. A day
for which no amount was published leaves the addition out and says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.household import assistance as assist
from core.household.household import Household
from core.household.law import Law
from core.household.steps import Computation

LOCAL_PARTS: Final = ("supplement", "work_costs")
"""Components that only a city itself gives."""
_TESTS: Final = tuple(
    f"supplement.{name}" for name in ("income_limit", "past_limit", "reference_months", "couple_norm", "least_age")
)
_WORK_COSTS: Final = ("work_costs.maximum", "work_costs.first_months", "work_costs.trap_months")


def supplement_key(household: Household) -> str:
    """Which amount of the income supplement holds for this household."""
    if household.kind == "single_parent":
        return "supplement.parent"
    return f"supplement.{household.kind}{'_children' if household.child_ages else ''}"


def supplement_norm(household: Household, law: Law) -> tuple[float, tuple[str, ...]]:
    """The norm of the two tests and the parameters behind it: before July 2025 that of a couple for everybody [EUR/month]."""
    if law.value("supplement.couple_norm") > 0.0:
        return law.value("norm.couple"), ("norm.couple",)
    return assist.norm(household, law), assist.norm_rule(household, law)[1]


def income_supplement(work: Computation, counted: float) -> float:
    """Individual income supplement, a twelfth a month [EUR/month].

    Parameters
    ----------
    counted : float
        Income that the city counts: assistance and the earnings settled with it, without what is exempt [EUR/month].

    Notes
    -----
    Two tests: income on the day, and over the months before. Exempt earnings do not count as income (Participatiewet, article 36
    with 32). Reading: over the months before, income is the mean; before the job it was the norm, since then it is as now. The
    limits are hard: one euro more and the supplement is gone.
    """
    household, law = work.household, work.law
    key = supplement_key(household)
    keys = (key, *_TESTS)
    work.regime["supplement_limit"] = work.regime["supplement_past"] = 0
    if not law.has(*keys):
        return work.add("supplement", 0.0, (), {}, formula="supplement_unknown", assumed=True, approximate=True)
    if min(household.ages) < law.value("supplement.least_age"):
        return work.add("supplement", 0.0, ("supplement.least_age",), {}, formula="supplement_young", assumed=True)
    norm, norm_keys = supplement_norm(household, law)
    months = law.value("supplement.reference_months")
    in_job = min(float(household.months_since_start), months)
    past = (in_job * counted + (months - in_job) * assist.norm(household, law)) / months
    limit, past_limit = law.value("supplement.income_limit") * norm, law.value("supplement.past_limit") * norm
    over, was_over = counted > limit, past > past_limit
    work.regime |= {"supplement_limit": int(over), "supplement_past": int(was_over)}
    inputs = {
        "supplement_year": law.value(key), "counted_income": counted, "income_limit": limit, "past_income": past,
        "past_limit": past_limit,
    }  # fmt: skip
    amount = 0.0 if over or was_over else law.value(key) / 12.0
    return work.add("supplement", amount, (*keys, *norm_keys), inputs, assumed=True, approximate=True)


def work_costs(work: Computation, amounts: Mapping[str, float], before: float | None) -> float:
    """Repayment of work costs, as a line of the computation [EUR/month]."""
    if work.hours <= 0.0:
        return work.add("work_costs", 0.0, (), {}, formula="work_costs_none")
    if not work.law.has(*_WORK_COSTS):
        return work.add("work_costs", 0.0, (), {}, formula="work_costs_unknown", assumed=True, approximate=True)
    amount, formula, inputs = work_costs_of(work, amounts, before)
    return work.add("work_costs", amount, _WORK_COSTS, inputs, formula=formula, assumed=True, approximate=True)


def work_costs_of(work: Computation, amounts: Mapping[str, float], before: float | None) -> tuple[float, str, dict[str, float]]:
    """Repayment of work costs, the rule that holds and what goes in: the first months, and longer where work would cost money.

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
    if work.hours <= 0.0 or not law.has(*_WORK_COSTS):
        return 0.0, "work_costs_none", {}
    costs = max(0.0, -amounts["childcare_cost"] - amounts["travel_cost"] - amounts["childcare_allowance"])
    maximum = law.value("work_costs.maximum") / 12.0
    loss = max(0.0, before - sum(amounts.values())) if before is not None else 0.0
    if household.months_since_start < law.value("work_costs.first_months"):
        amount, formula = min(costs, maximum), "work_costs_first"
    elif household.months_since_start < law.value("work_costs.trap_months"):
        amount, formula = min(costs, maximum, loss), "work_costs_trap"
    else:
        amount, formula = 0.0, "work_costs_over"
    return amount, formula, {"costs": costs, "maximum": maximum, "loss": loss}
