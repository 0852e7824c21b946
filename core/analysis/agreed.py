"""Sizes that our texts name and no scenario moves, as `data/agreed.toml` has them with their reasons."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Final, Literal

import msgspec

from core import DATA
from core.facts import LocalText, Status, read_toml

FILE: Final = DATA / "agreed.toml"


class Agreed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One size: its value [unit], what it is, and why it is so."""

    id: str
    value: float
    unit: str
    date: dt.date
    status: Status
    name: LocalText
    derivation: LocalText


class _File(msgspec.Struct, forbid_unknown_fields=True):
    schema: Literal[1]
    agreed: tuple[Agreed, ...]


@functools.cache
def agreed() -> dict[str, Agreed]:
    """All of them by id."""
    return {one.id: one for one in read_toml(FILE, _File).agreed}
