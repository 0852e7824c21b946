"""Assistance (bijstand): the norm, the earnings exemption and the settlement of earnings.

All amounts are net per month, with the 5% holiday allowance in the norm and the 8% holiday pay in the
earnings, as the Participatiewet counts them (articles 19, 21, 31 and 32).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from core.household.household import Household, rounded
from core.household.law import Law

WITHOUT_MAXIMUM: Final = ("work", "limited")
"""Exemptions of article 34a, which has no maximum."""


@dataclass(frozen=True, slots=True)
class ExemptionRule:
    """The exemption that holds in one month.

    Attributes
    ----------
    kind : str
        `regular`, `parent`, `medical`, `lks`, from 2027 `work` and `limited`, or `none`.
    share : float
        Part of net earnings that does not count [share].
    maximum : float
        Highest exempt amount; infinite where the law has none [EUR/month].
    """

    kind: str
    share: float
    maximum: float

    @property
    def keys(self) -> tuple[str, ...]:
        """Parameters behind the rule."""
        share, maximum = f"exemption.{self.kind}_share", f"exemption.{self.kind}_maximum"
        return () if self.kind == "none" else (share,) if self.kind in WITHOUT_MAXIMUM else (share, maximum)


NO_EXEMPTION: Final = ExemptionRule("none", 0.0, 0.0)


def norm_rule(household: Household, law: Law) -> tuple[str, tuple[str, ...]]:
    """Which norm holds, and the parameters behind it.

    `single` and `couple` stand in the law as such; `shared` is for people who share costs; `young` for who is under 21, `mixed`
    for a couple of which one is. A single parent has the norm of a single person.
    """
    full = law.value("norm.full_age")
    young = sum(age < full for age in household.ages)
    shared = household.cost_sharers > 0 and young < household.adults
    keys = ("norm.couple", "norm.shared_base", "norm.shared_each") if shared else ()
    if young:
        children = ("norm.couple", "norm.young_children") if household.adults == 2 and household.child_ages else ()
        older = ("norm.couple",) if household.adults == 2 and young == 1 else ()
        kind = "mixed" if older else "young"
        return kind, tuple(dict.fromkeys(("norm.young", *older, *keys, *children)))
    if shared:
        return "shared", keys
    return ("couple", ("norm.couple",)) if household.adults == 2 else ("single", ("norm.single",))


def norm(household: Household, law: Law) -> float:
    """Assistance norm [EUR/month]. Source: Participatiewet, articles 20, 21 and 22a.

    Notes
    -----
    Who shares costs gets (40% + A × 30%) ÷ A of the norm of a couple, A the person, a partner of 21 or over and the others of
    27 and over. Of a couple with children in which somebody is under 21 the norm is a fifth of that of a couple higher.
    """
    kind, _ = norm_rule(household, law)
    if kind in ("single", "couple"):
        return law.value(f"norm.{kind}")
    couple, full = law.value("norm.couple"), law.value("norm.full_age")
    older = sum(age >= full for age in household.ages)
    each = couple / 2.0
    if household.cost_sharers:
        sharing = older + household.cost_sharers
        each = rounded((law.value("norm.shared_base") + sharing * law.value("norm.shared_each")) / max(sharing, 1) * couple)
    amount = older * each
    if older < household.adults:
        amount += (household.adults - older) * law.value("norm.young")
        amount += law.value("norm.young_children") * couple if household.adults == 2 and household.child_ages else 0.0
    return rounded(amount)


def exemption_rule(household: Household, months: int, law: Law, *, partner: bool = False) -> ExemptionRule:
    """The exemption of one person after `months` completed months of work.

    Notes
    -----
    To the end of 2026, not under 27: 25% for six months. After it 12.5% for a single parent with a child under twelve (thirty
    months), 15% for people with LKS (twelve months), and 15% without an end for people with a medical limit; the last two also
    hold under 27, and then from the first month. From 2027 (article 34a): 15% without a maximum for everybody, twelve months
    long, and without an end for people with a medical limit. Assumption: the twelve months count from the start of the job, also
    of one that started before 2027. The city must judge that the exemption helps towards work.
    """
    if household.exemption == "none":
        return NO_EXEMPTION
    if law.has("exemption.work_share"):
        if household.exemption == "medical":
            return _rule("limited", law)
        return _rule("work", law) if months < law.value("exemption.work_months") else NO_EXEMPTION
    of_age = (household.partner_age if partner else household.age) >= law.value("exemption.least_age")
    first = law.value("exemption.regular_months") if of_age else 0.0
    if months < first:
        return _rule("regular", law)
    if household.exemption == "medical":
        return _rule("medical", law)
    if household.exemption == "lks" and months < first + law.value("exemption.lks_months"):
        return _rule("lks", law)
    parent = household.kind == "single_parent" and household.has_child_under(law.value("exemption.parent_child_age"))
    if household.exemption == "regular" and of_age and parent and months < first + law.value("exemption.parent_months"):
        return _rule("parent", law)
    return NO_EXEMPTION


def _rule(kind: str, law: Law) -> ExemptionRule:
    maximum = math.inf if kind in WITHOUT_MAXIMUM else law.value(f"exemption.{kind}_maximum")
    return ExemptionRule(kind, law.value(f"exemption.{kind}_share"), maximum)


def exempt(net: float, rule: ExemptionRule) -> float:
    """Part of net earnings that does not count [EUR/month]."""
    return min(rule.share * net, rule.maximum)


def settled(norm_amount: float, earned: Iterable[tuple[float, ExemptionRule]], other: float = 0.0) -> float:
    """Assistance after settlement [EUR/month]: norm − (net earnings − exemption) of everybody who works, never below zero.

    `other` is income that counts in full: a tax credit that is paid out, for it is no income from work.
    """
    return max(0.0, norm_amount - sum(net - exempt(net, rule) for net, rule in earned) - other)
