"""What a reader must know beside the outcome: values of an earlier day, rules that are about to change, what is not counted."""

from __future__ import annotations

from typing import Final

from core.household import assistance as assist
from core.household.household import Earner, Household, minimum_wage, needs_childcare
from core.household.law import Law, Notice, law_on, months_on

AHEAD: Final = 23
"""Months that the view of the months looks ahead [months]."""


def notices_about(household: Household, law: Law, working: tuple[Earner, ...], counted: float) -> tuple[Notice, ...]:
    """Notices about the values of the law, and about this household, with the income that the city counts [EUR/month]."""
    # The year of the remission of levies stands in its own notice.
    elsewhere = ("levies", *(("child", "childcare") if not household.child_ages else ()))
    found = [notice for notice in law.notices if notice.params["subject"] not in elsewhere]
    if household.hours > 0.0 or household.partner_hours > 0.0:
        found += _about_work(household, law, working, counted)
    if min(household.ages) < law.value("norm.full_age"):
        found.append(Notice("under_age", {}))
    if household.cost_sharers:
        found.append(Notice("sharers", {}))
    return tuple(found)


def _about_work(household: Household, law: Law, working: tuple[Earner, ...], counted: float) -> list[Notice]:
    found = []
    for earner in working:
        minimum = minimum_wage(earner.age, law)
        if earner.wage is not None and earner.hours > 0.0 and earner.wage < minimum:
            found.append(Notice("below_minimum_wage", {"minimum": minimum}))
    found += [Notice("announced_wage", {"age": earner.age, "share": share}) for earner, share in _announced(working, law)]
    if needs_childcare(household, law) and household.childcare_hours is None:
        found.append(Notice("childcare_open", {}))
    if household.exemption != "none":
        if law.has("exemption.least_age") and min(household.ages) < law.value("exemption.least_age"):
            found.append(Notice("under_27", {}))
        later = law_on(months_on(law.date, AHEAD), law.city)
        if later.has("exemption.work_share") and not law.has("exemption.work_share"):
            begins = later.parameter("exemption.work_share")
            months = later.value("exemption.work_months")
            found.append(Notice("exemption_changes", {"date": begins.valid_from, "share": begins.value, "months": months}))
    return [*found, *_levies(household, law, counted)]


def _announced(working: tuple[Earner, ...], law: Law) -> list[tuple[Earner, float]]:
    """Who is paid a part of the minimum wage that was announced and whose decree we did not read, and that part [share]."""
    shares = [law.parameters.get(key) for key in (f"wage.share_{earner.age}" for earner in working)]
    return [
        (earner, share.value) for earner, share in zip(working, shares, strict=True)
        if share is not None and share.status == "assumption" and earner.wage is None and earner.hours > 0.0
    ]  # fmt: skip


def _levies(household: Household, law: Law, counted: float) -> list[Notice]:
    """Remission of local levies ends above the norm; it is named and not counted."""
    if counted <= assist.norm(household, law) + 0.5:
        return []
    size = min(household.persons + household.cost_sharers, 3)
    key = f"levies.remission_{size}"
    if not law.has(key):
        return [Notice("levies_unknown", {})]
    known = law.parameter(key)
    return [
        Notice("levies", {"yearly": known.value, "monthly": known.value / 12.0, "persons": size, "year": known.valid_from.year})
    ]


def values_run_out(first: Law, later: Law) -> bool:
    """Whether the law of a later month rests on values that are older than that month, where the law of the first did not."""
    old, older = ({n.params["subject"] for n in law.notices if n.key == "earlier_date"} for law in (first, later))
    return bool(older - old)
