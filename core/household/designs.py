"""Designs against swinging income and for part-time work that were tried or planned elsewhere, with their results."""

from __future__ import annotations

import functools
from typing import Final, Literal

import msgspec

from core import DATA
from core.facts import LocalText, read_toml, sources
from core.problem import Problem

FILE: Final = "buffer_designs.toml"
Outcome = Literal["positive", "failed", "mixed", "not measured"]


class Result(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One published number: what it measures, its value and where it stands."""

    measure: LocalText
    value: float
    unit: Literal["EUR", "EUR/month", "share"]
    source: str


class Design(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A design with its published results, also where it failed.

    Attributes
    ----------
    smooths : bool
        Whether it takes away swings (a buffer) or adds income (a premium); only the first is like MinW.
    """

    id: str
    name: LocalText
    period: str
    smooths: bool
    design: LocalText
    outcome: Outcome
    lesson: LocalText
    sources: tuple[str, ...]
    result: tuple[Result, ...] = ()


class _DesignFile(msgspec.Struct, forbid_unknown_fields=True):
    design: tuple[Design, ...]


@functools.cache
def designs() -> tuple[Design, ...]:
    """All designs, in the order of the file."""
    path = DATA / "law" / FILE
    found = read_toml(path, _DesignFile).design
    for design in found:
        for source in (*design.sources, *(result.source for result in design.result)):
            if source not in sources():
                raise Problem("facts.unknown_source", file=path.name, where=design.id, source=source)
        if design.outcome != "not measured" and not design.result:
            raise Problem("facts.no_source", file=path.name, where=design.id)
    return found
