"""The rules of a household's income as plain arithmetic, apart from `core.household`: a second opinion on each step."""

from __future__ import annotations

import math
from typing import Final

from core.trace.node import Rule

WORDS: Final = "household.formula"


def bracket_tax(income: float, law: tuple[float, ...]) -> float:
    """Tax before credits: each bracket its rate."""
    rate_1, bracket_1, rate_2, bracket_2, rate_3 = law
    parts = ((rate_1, 0.0, bracket_1), (rate_2, bracket_1, bracket_2), (rate_3, bracket_2, math.inf))
    return sum(rate * max(min(income, high) - low, 0.0) for rate, low, high in parts)


def general_credit(income: float, law: tuple[float, ...]) -> float:
    """The general credit falls from a threshold on."""
    maximum, start, rate = law
    return max(maximum - rate * max(income - start, 0.0), 0.0)


def labour_credit(wage: float, law: tuple[float, ...]) -> float:
    """The labour credit builds up in three steps and falls after them."""
    rate_1, end_1, base_2, rate_2, end_2, base_3, rate_3, end_3, maximum, taper = law
    if wage > end_3:
        return max(maximum - taper * (wage - end_3), 0.0)
    if wage > end_2:
        return min(base_3 + rate_3 * (wage - end_2), maximum)
    return base_2 + rate_2 * (wage - end_1) if wage > end_1 else rate_1 * wage


def combination_credit(wage: float, law: tuple[float, ...]) -> float:
    """The credit of a working parent of a young child."""
    start, rate, maximum = law
    return min(rate * max(wage - start, 0.0), maximum)


def net_of(wage: float, other: float, law: tuple[float, ...], combination: tuple[float, ...]) -> float:
    """Wage and other income after tax; `law` holds the brackets and the two credits, one after the other."""
    credits = general_credit(wage + other, law[5:8]) + labour_credit(wage, law[8:])
    credits += combination_credit(wage, combination) if combination else 0.0
    return wage + other - max(bracket_tax(wage + other, law[:5]) - credits, 0.0)


def _credit(gross: float, tax: float, combination: tuple[float, ...]) -> float:
    return min(combination_credit(gross, combination), tax) / 12.0


def norm_of(ages: tuple[int, ...]) -> Rule:
    """The norm of adults of some ages who may share costs."""

    def found(
        couple: float, young: float = 0.0, full_age: float = 0.0, extra: float = 0.0, base: float = 0.0, each: float = 0.0,
        sharers: float = 0.0,
    ) -> float:  # fmt: skip
        older = [age for age in ages if age >= full_age]
        persons = len(older) + sharers
        alone = cents_up((base + each * persons) / persons * couple) if sharers and older else couple / 2.0
        return cents_up(alone * len(older) + young * (len(ages) - len(older)) + extra * couple)

    return rule("norm_of", found)


def cents_up(amount: float) -> float:
    """An amount in cents, a half up."""
    return math.floor(100.0 * amount + 0.500001) / 100.0


def whole(amount: float) -> float:
    """What is paid of an allowance: whole euros, rounded down."""
    return float(math.floor(amount + 1e-9))


def grossed(holder: int | None) -> Rule:
    """Taxable income that leaves the assistance of a year, each adult's half taxed with the own wage; by halving an interval.

    `holder` is who has the combination credit.
    """

    def found(
        norm: float, net_pay: float, credit: float, gross: tuple[float, ...], adults: float, law: tuple[float, ...],
        combination: tuple[float, ...] = (),
    ) -> float:  # fmt: skip
        part = 12.0 * max(norm - net_pay - credit, 0.0) / adults
        wages = (*gross, *(0.0,) * (round(adults) - len(gross)))
        return sum(_gross_of(part, wage, law, combination if at == holder else ()) for at, wage in enumerate(wages))

    return Rule("gross_assistance", found)


def _gross_of(part: float, wage: float, law: tuple[float, ...], combination: tuple[float, ...]) -> float:
    if part <= 0.0:
        return 0.0
    goal = net_of(wage, 0.0, law, combination) + part
    low, high = part, 3.0 * part + 20_000.0
    if net_of(wage, low, law, combination) >= goal:
        return low
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if net_of(wage, middle, law, combination) < goal else (low, middle)
    return high


def _care(income: float, adults: float, share: float, taper: float, premium: float, threshold: float) -> float:
    return whole(max(adults * premium - share * threshold - taper * max(income - threshold, 0.0), 0.0) / 12.0)


def _rent(rent: float, income: float, law: tuple[float, ...]) -> float:
    quality, most, middle, on_base, _, cap, base, point, quadratic, linear, top = law
    lost = quadratic * (max(income, point) ** 2 - point**2) + linear * (max(income, point) - point)
    own, counted = base + on_base * lost, min(rent, most)
    bands = ((1.0, own, quality), (middle, max(quality, own), cap), (top, max(cap, own), math.inf))
    paid = sum(share * max(min(counted, high) - low, 0.0) for share, low, high in bands)
    return whole(max(paid - (1.0 - on_base) * lost, 0.0))


def _children(
    income: float, children: float, amount: float, taper: float, threshold: float, extra_threshold: float = 0.0,
    single_parent: float = 0.0, children_12: float = 0.0, extra_12: float = 0.0, children_16: float = 0.0,
    extra_16: float = 0.0,
) -> float:  # fmt: skip
    total = children * amount + children_12 * extra_12 + children_16 * extra_16 + single_parent
    return whole(max(total - taper * max(income - threshold - extra_threshold, 0.0), 0.0) / 12.0)


def _supplement(
    amount: float, assistance: float, net_pay: float, credit: float, exemption: float, limit: float, past_limit: float,
    norm: float, test_norm: float, months: float, reference: float,
) -> float:  # fmt: skip
    counted = assistance + net_pay + credit - (exemption if assistance > 0.0 else 0.0)
    in_job = min(months, reference)
    past = (counted * in_job + norm * (reference - in_job)) / reference
    return amount / 12.0 if counted <= limit * test_norm and past <= past_limit * test_norm else 0.0


def _work_costs(
    months: float, trap: float, costs: tuple[float, ...] = (), maximum: float = 0.0, first: float = 0.0,
    others: tuple[float, ...] = (), before: float = math.inf,
) -> float:  # fmt: skip
    own = min(max(-sum(costs), 0.0), maximum / 12.0)
    if months < first:
        return own
    return min(own, max(before - sum(costs) - sum(others), 0.0)) if months < trap else 0.0


def _gross_year(wage: float, hours: float, holiday: float) -> float:
    return wage * hours * 52.0 * (1.0 + holiday)


def rule(name: str, compute: object, form: str = "", *, assumed: bool = False, approximate: bool = False) -> Rule:
    """A rule whose words stand with those of the household."""
    assert callable(compute)
    return Rule(name, compute, form, WORDS, assumed, approximate)


GROSS: Final = rule("gross_year", _gross_year, "{wage} × {hours} × 52 × (1 + {holiday})")
TAX: Final = rule(
    "income_tax", lambda bracket_tax, credits: max(bracket_tax - sum(credits), 0.0), "max(0; {bracket_tax} − ({credits}))"
)
NET: Final = rule("net_pay", lambda gross, tax: (gross - tax) / 12.0, "({gross} − {tax}) ÷ 12")
CREDIT: Final = rule("combination_credit", _credit)
ASSISTANCE: Final = rule(
    "assistance",
    lambda norm, net_pay, credit, exemption: max(norm - (net_pay + credit - exemption), 0.0),
    "max(0; {norm} − ({net_pay} + {credit} − {exemption}))",
)
YOUNG_WAGE: Final = Rule("young_wage", lambda wage, part: cents_up(wage * part), "{wage} × {part}")
INCOME_TAX: Final = rule(
    "income_tax",
    lambda gross, law: max(bracket_tax(gross, law[:5]) - general_credit(gross, law[5:8]) - labour_credit(gross, law[8:]), 0.0),
)
TEST_INCOME: Final = rule("test_income", lambda gross, assistance: gross + assistance, "{gross} + {assistance}")
CARE: Final = rule("care_allowance", _care)
CHILDREN: Final = rule("child_budget", _children)
NO_CREDIT: Final = rule("combination_credit_none", lambda children: 0.0 * children)
NO_CHILDREN: Final = rule("child_budget", lambda children: 0.0 * children)
CHILDCARE_COST: Final = rule("childcare_cost", lambda hours, price: 0.0 - hours * price, "−{hours} × {price}")
SUPPLEMENT: Final = rule("supplement", _supplement, assumed=True, approximate=True)
NO_SUPPLEMENT: Final = rule("supplement_young", lambda age: 0.0 * age, assumed=True)
TRAVEL: Final = rule("travel_cost", lambda travel: 0.0 - travel, "−{travel}")


def exempt(kind: str, *, capped: bool) -> Rule:
    """The exemption of one kind: a part of the net pay, up to a maximum where there is one."""
    if not capped:
        return rule(f"exemption_{kind}", lambda share, net_pay, months: share * net_pay, "{share} × {net_pay}")
    return rule(
        f"exemption_{kind}",
        lambda share, net_pay, maximum, months: min(share * net_pay, maximum),
        "min({share} × {net_pay}; {maximum})",
    )


NOTHING_EXEMPT: Final = rule("exemption_none", lambda months: 0.0 * months)


def rent(*, too_high: bool, approximate: bool) -> Rule:
    """The rent allowance; none for a rent over the maximum."""
    if too_high:
        return rule("rent_allowance_too_high", lambda rent, maximum: 0.0 if rent > maximum else math.nan, approximate=approximate)
    return rule("rent_allowance", _rent, approximate=approximate)


def childcare(name: str, *, approximate: bool) -> Rule:
    """The child-care allowance of the hours and the price that count."""

    def paid(hours: float, children: float, most_hours: float, price: float, most_price: float, share: float) -> float:
        return whole(min(hours, children * most_hours) * min(price, most_price) * share)

    return rule(name, paid, assumed=name.endswith("beyond"), approximate=approximate)


def no_childcare(name: str) -> Rule:
    """No allowance: no hours, or a partner without work."""
    return rule(name, lambda hours: 0.0 * hours)


def work_costs(name: str) -> Rule:
    """The repayment of work costs in its three stages."""
    return rule(name, _work_costs, assumed=True, approximate=True)
