"""The law behind every baseline: the safety net by budget year, dated in `data/law`."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Literal, get_args

import msgspec

from core import DATA
from core.baseline.check import Quantities, checked
from core.facts import LocalText, PlausibleRange, Quantity, read_toml

Part = Literal["own_risk", "full_from", "half_rate"]
"""Shares that make a rule; in a baseline they stand under `vangnet_…` or `vangnet_extended_…`."""
PARTS: tuple[Part, ...] = get_args(Part)


class _Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The safety net of one budget year; `assumed` names the parts that we did not read in a publication of that year."""

    year: int
    own_risk: float
    full_from: float
    half_rate: float
    derivation: LocalText
    source: str | None = None
    assumed: tuple[Part, ...] = ()
    extended: bool = False


class _VangnetFile(msgspec.Struct, forbid_unknown_fields=True):
    schema: Literal[1]
    range: dict[Part, PlausibleRange]
    rule: tuple[_Rule, ...]


@functools.cache
def vangnet_rules() -> Quantities:
    """The rules of every budget year that is in force or assumed, as quantities with their certificate."""
    path = DATA / "law" / "vangnet.toml"
    file = read_toml(path, _VangnetFile)
    return checked((_quantity(rule, part, file.range[part]) for rule in file.rule for part in PARTS), path.name)


def _quantity(rule: _Rule, part: Part, limits: PlausibleRange) -> Quantity:
    return Quantity(
        key=f"vangnet_extended_{part}" if rule.extended else f"vangnet_{part}",
        value={"own_risk": rule.own_risk, "full_from": rule.full_from, "half_rate": rule.half_rate}[part],
        unit="share",
        date=dt.date(rule.year, 12, 31),
        status="assumption" if part in rule.assumed else "reported",
        range=limits,
        year=rule.year,
        source=rule.source,
        derivation=rule.derivation,
    )
