"""A basis as plain values, whole, so that it can be opened again when the file it came from is gone; and what two differ in."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from core.baseline import Baseline, History, SeasonSource
from core.city import load_city
from core.facts import LocalText, Quantity
from core.problem import Problem

FORMAT: Final = 1
"""Version of how a basis is written down."""
_LAW: Final = "vangnet"
"""Begin of the keys of quantities that stand in the law."""


@dataclass(frozen=True, slots=True)
class Differs:
    """What a basis says otherwise than it did: names of quantities of the law, and of the rest."""

    law: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


def written(baseline: Baseline) -> str:
    """A basis as text: the same basis gives the same text."""
    return json.dumps(_plain(baseline), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(text: str) -> str:
    """Hash of a basis that was written down."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read(text: str) -> Baseline:
    """The basis of a text. Raises Problem when it is none of ours."""
    try:
        return _baseline(json.loads(text))
    except (ValueError, KeyError, TypeError, msgspec.ValidationError) as error:
        raise Problem("store.damaged") from error


def differs(then: Baseline, now: Baseline) -> Differs:
    """Quantities that two bases do not have the same of, in alphabetical order."""
    keys = {
        key for place in then.quantities.keys() | now.quantities.keys()
        for key in (place[0],) if _value(then, place) != _value(now, place)
    }  # fmt: skip
    origins = Differs() if then.origin is None or now.origin is None else differs(then.origin, now.origin)
    law = {key for key in keys if key.startswith(_LAW)} | set(origins.law)
    moved = (then.reference_month, then.season, then.lks_tenure) != (now.reference_month, now.season, now.lks_tenure)
    figures = (keys - law) | set(origins.figures) | ({"volume"} if moved else set())
    return Differs(tuple(sorted(law)), tuple(sorted(figures)))


def _value(baseline: Baseline, place: tuple[str, int | None]) -> object:
    found = baseline.quantities.get(place)
    return None if found is None else (found.value, found.date, found.stage, found.range.low, found.range.high)


def _plain(baseline: Baseline) -> dict[str, Any]:
    quantities = sorted(baseline.quantities.values(), key=lambda one: (one.key, one.year or 0))
    return {
        "format": FORMAT,
        "id": baseline.id,
        "title": msgspec.to_builtins(baseline.title),
        "municipality": baseline.municipality,
        "known_on": baseline.known_on.isoformat(),
        "reference_month": baseline.reference_month,
        "horizon": baseline.horizon,
        "season": msgspec.to_builtins(baseline.season),
        "quantities": msgspec.to_builtins(quantities),
        "history": msgspec.to_builtins(baseline.history),
        "city": None if baseline.city is None else baseline.city.id,
        "origin": None if baseline.origin is None else _plain(baseline.origin),
        "lks_tenure": None if baseline.lks_tenure is None else list(baseline.lks_tenure),
    }


def _baseline(plain: dict[str, Any]) -> Baseline:
    if plain["format"] != FORMAT:
        raise ValueError(plain["format"])
    quantities = msgspec.convert(plain["quantities"], tuple[Quantity, ...])
    return Baseline(
        id=plain["id"],
        title=msgspec.convert(plain["title"], LocalText),
        municipality=plain["municipality"],
        known_on=dt.date.fromisoformat(plain["known_on"]),
        reference_month=plain["reference_month"],
        horizon=plain["horizon"],
        season=msgspec.convert(plain["season"], SeasonSource),
        quantities={(one.key, one.year): one for one in quantities},
        history=msgspec.convert(plain["history"], History),
        city=None if plain["city"] is None else load_city(plain["city"]),
        origin=None if plain["origin"] is None else _baseline(plain["origin"]),
        lks_tenure=None if plain["lks_tenure"] is None else tuple(plain["lks_tenure"]),
    )
