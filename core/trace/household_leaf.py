"""Leaves under a household's numbers: the law of the day, and what somebody filled in."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any, Final

from core import DATA
from core.city import City
from core.household.household import Household
from core.household.law import ChildcareTable, Parameter
from core.trace.given import below
from core.trace.node import Given

UNITS: Final[dict[str, str]] = {
    "rent": "EUR/month", "wage": "EUR/hour", "hours": "hours/week", "childcare_hours": "hours/month",
    "childcare_price": "EUR/hour", "travel": "EUR/month", "months_since_start": "months", "adults": "adults",
    "children": "children", "children_12": "children", "children_16": "children",
    "partner_hours": "hours/week", "partner_wage": "EUR/hour", "cost_sharers": "adults",
}  # fmt: skip
"""What a household gives as a number, and its unit."""


def filled_in(household: Household, field: str) -> float | None:
    """A number of the household; None for one that it does not have."""
    ages = household.child_ages
    counted = {
        "adults": household.adults, "children": len(ages), "children_12": sum(12 <= age <= 15 for age in ages),
        "children_16": sum(age >= 16 for age in ages),
    }  # fmt: skip
    if field in counted:
        return float(counted[field])
    value = getattr(household, field, None) if field in UNITS else None
    return None if value is None else float(value)


def own_given(field: str) -> Given:
    """Certificate of what somebody filled in."""
    return Given(kind="household", status="own", origin=f"household:{field}", entry=field)


@functools.cache
def _places(city: City | None) -> dict[tuple[str, str], str]:
    """File of each value of the law by key and day."""
    own = None if city is None else city.file("law.toml")
    found: dict[tuple[str, str], str] = {}
    for path in (*sorted((DATA / "law").glob("*.toml")), *([] if own is None else [own])):
        tree: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        for entry in tree.get("parameter", ()):
            found[entry["key"], str(entry["valid_from"])] = below(path)
    return found


def law_given(parameter: Parameter, city: City | None) -> Given:
    """Certificate of a value of the law: the day from which it holds, and who published it."""
    return Given(
        kind="law", status=parameter.status, origin=f"law:{parameter.key}@{parameter.valid_from}",
        file=_places(city).get((parameter.key, str(parameter.valid_from))), entry=f"{parameter.key} {parameter.valid_from}",
        date=parameter.valid_from, source=parameter.source, derivation=parameter.derivation,
    )  # fmt: skip


def row_given(table: ChildcareTable, row: int) -> Given:
    """Certificate of a row of the child-care table."""
    return Given(
        kind="law", status=table.status, origin=f"law:childcare_table@{table.valid_from}:{row}",
        file=below(Path(DATA / "law" / "childcare_table.toml")), entry=f"{table.valid_from} row {row + 1}",
        date=table.valid_from, source=table.source,
    )  # fmt: skip
