"""Income tax box 1 below state pension age: brackets, general, labour and combination credit.

All amounts are per calendar year [EUR/year]. Nothing is rounded: the tax authority rounds to whole
euros, which is at most a few euros a year.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Final

from scipy.optimize import brentq

from core.household.law import Law

BRACKETS: Final = ("tax.rate_1", "tax.bracket_1", "tax.rate_2", "tax.bracket_2", "tax.rate_3")
GENERAL: Final = ("tax.general_maximum", "tax.general_start", "tax.general_rate")
LABOUR: Final = (
    "tax.labour_1_rate", "tax.labour_1_end", "tax.labour_2_base", "tax.labour_2_rate", "tax.labour_2_end",
    "tax.labour_3_base", "tax.labour_3_rate", "tax.labour_3_end", "tax.labour_maximum", "tax.labour_taper",
)  # fmt: skip
COMBINATION: Final = ("tax.combination_start", "tax.combination_rate", "tax.combination_maximum")
KEYS: Final = (*BRACKETS, *GENERAL, *LABOUR)


@dataclass(frozen=True, slots=True)
class TaxRules:
    """The tax parameters of one year, looked up once because a curve asks for them thousands of times."""

    brackets: tuple[float, ...]
    general: tuple[float, ...]
    labour: tuple[float, ...]
    combination: tuple[float, ...]


@functools.lru_cache(maxsize=64)
def tax_rules(law: Law) -> TaxRules:
    """The tax parameters of a law."""
    values = [tuple(law.value(key) for key in keys) for keys in (BRACKETS, GENERAL, LABOUR, COMBINATION)]
    return TaxRules(*values)


def bracket_tax(income: float, rules: TaxRules) -> float:
    """Tax before credits on taxable income [EUR/year]. Source: Wet IB 2001, article 2.10."""
    rate_1, bracket_1, rate_2, bracket_2, rate_3 = rules.brackets
    first = rate_1 * min(income, bracket_1)
    second = rate_2 * (min(income, bracket_2) - bracket_1) if income > bracket_1 else 0.0
    third = rate_3 * (income - bracket_2) if income > bracket_2 else 0.0
    return first + second + third


def general_credit(income: float, rules: TaxRules) -> float:
    """General tax credit (algemene heffingskorting) on total income [EUR/year]. Wet IB 2001, article 8.10."""
    maximum, start, rate = rules.general
    return max(0.0, maximum - rate * max(0.0, income - start))


def labour_credit(wage: float, rules: TaxRules) -> float:
    """Labour credit (arbeidskorting) on wages [EUR/year]. Wet IB 2001, article 8.11.

    Notes
    -----
    The constant of the third segment is the credit at the end of the second, not the increase over
    the second: with the increase the credit would fall by about a thousand euros at that wage.
    """
    rate_1, end_1, base_2, rate_2, end_2, base_3, rate_3, end_3, maximum, taper = rules.labour
    if wage <= end_1:
        return rate_1 * wage
    if wage <= end_2:
        return base_2 + rate_2 * (wage - end_1)
    if wage <= end_3:
        return min(maximum, base_3 + rate_3 * (wage - end_2))
    return max(0.0, maximum - taper * (wage - end_3))


def combination_credit(wage: float, rules: TaxRules) -> float:
    """Credit for a working parent of a young child (IACK) on wages [EUR/year]. Wet IB 2001, article 8.14a."""
    start, rate, maximum = rules.combination
    return min(maximum, rate * max(0.0, wage - start))


def income_tax(wage: float, other: float, young_child: bool, rules: TaxRules) -> float:
    """Tax after credits [EUR/year].

    Parameters
    ----------
    wage : float
        Taxable wages, with holiday pay [EUR/year].
    other : float
        Other taxable income: the gross equivalent of assistance [EUR/year].
    young_child : bool
        Whether the combination credit applies.

    Notes
    -----
    Credits are never paid out: they stop at the tax that is due. Box 1 only; no deductions, no pension
    premium (that differs per employer).
    """
    credits = general_credit(wage + other, rules) + labour_credit(wage, rules)
    if young_child:
        credits += combination_credit(wage, rules)
    return max(0.0, bracket_tax(wage + other, rules) - credits)


def credit_paid(wage: float, rules: TaxRules) -> float:
    """What the combination credit brings on top of a wage: no more than the tax that is due [EUR/year].

    No employer pays it; the tax authority does, by the month to who asks for it.
    """
    return min(combination_credit(wage, rules), income_tax(wage, 0.0, False, rules))


def net_income(wage: float, other: float, young_child: bool, rules: TaxRules) -> float:
    """Wages and other income after tax [EUR/year]."""
    return wage + other - income_tax(wage, other, young_child, rules)


def gross_equivalent(net: float, wage: float, young_child: bool, rules: TaxRules) -> float:
    """Taxable income that leaves `net` on top of `wage` [EUR/year].

    Assistance is a net amount; the city pays the tax. The tax authority counts the gross amount as
    income, so the allowances need it.
    """
    if net <= 0.0:
        return 0.0
    target = net_income(wage, 0.0, young_child, rules) + net

    def short(other: float) -> float:
        return net_income(wage, other, young_child, rules) - target

    # Gross is at least net; at the top rate, with all credits lost, no euro costs more than three of gross.
    return float(brentq(short, net, 3.0 * net + 20_000.0, xtol=1e-6)) if short(net) < 0.0 else net
