"""Assistance (bijstand): the norm, the earnings exemption and the settlement of earnings.

All amounts are net per month, with the 5% holiday allowance in the norm and the 8% holiday pay in the
earnings, as the Participatiewet counts them (articles 19, 21, 31 and 32).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.household.household import Household
from core.household.law import Law


@dataclass(frozen=True, slots=True)
class ExemptionRule:
    """The exemption that holds in one month.

    Attributes
    ----------
    kind : str
        `regular`, `parent`, `medical`, `lks` or `none`.
    share : float
        Part of net earnings that does not count [share].
    maximum : float
        Highest exempt amount [EUR/month].
    """

    kind: str
    share: float
    maximum: float

    @property
    def keys(self) -> tuple[str, ...]:
        """Parameters behind the rule."""
        return () if self.kind == "none" else (f"exemption.{self.kind}_share", f"exemption.{self.kind}_maximum")


NO_EXEMPTION: Final = ExemptionRule("none", 0.0, 0.0)


def norm_key(household: Household) -> str:
    """Which norm holds: a single parent has the norm of a single person."""
    return "norm.couple" if household.kind == "couple" else "norm.single"


def norm(household: Household, law: Law) -> float:
    """Assistance norm [EUR/month]."""
    return law.value(norm_key(household))


def exemption_rule(household: Household, months: int, law: Law) -> ExemptionRule:
    """The exemption after `months` completed months of work.

    Notes
    -----
    Regular: 25%, six months. After it 12.5% for a single parent with a child under twelve (thirty
    months), or 15% for people with LKS (twelve months). People with a medical limit have 15% without an
    end instead of the regular exemption. The city must judge that the exemption helps towards work.
    """
    if household.exemption == "none":
        return NO_EXEMPTION
    if household.exemption == "medical":
        return _rule("medical", law)
    first = law.value("exemption.regular_months")
    if months < first:
        return _rule("regular", law)
    if household.exemption == "lks" and months < first + law.value("exemption.lks_months"):
        return _rule("lks", law)
    parent = household.kind == "single_parent" and household.has_child_under(law.value("exemption.parent_child_age"))
    if household.exemption == "regular" and parent and months < first + law.value("exemption.parent_months"):
        return _rule("parent", law)
    return NO_EXEMPTION


def _rule(kind: str, law: Law) -> ExemptionRule:
    return ExemptionRule(kind, law.value(f"exemption.{kind}_share"), law.value(f"exemption.{kind}_maximum"))


def exempt(net: float, rule: ExemptionRule) -> float:
    """Part of net earnings that does not count [EUR/month]."""
    return min(rule.share * net, rule.maximum)


def settled(norm_amount: float, net: float, rule: ExemptionRule) -> float:
    """Assistance after settlement [EUR/month]: norm − (net earnings − exemption), never below zero."""
    return max(0.0, norm_amount - (net - exempt(net, rule)))
