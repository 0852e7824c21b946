"""How a lever is written, once for every page: from the unit and the step in its entry.

number      1,80                          beside `unit`, `% per maand`
exact       2,1834%                       finer than a step
bare        1,80%, € 11.000, 600          in a range, where the unit follows
amount      1,80% per maand               in a sentence
difference  +0,10%-punt per maand
"""

from __future__ import annotations

from typing import Final

from core.facts import Unit
from core.scenario import SETTING
from core.text import format as house
from core.text.catalog import Language, translate

FINER: Final = 2
"""Decimals that an exact value has over those of a step."""


def name(lever: str, language: Language) -> str:
    """A lever by name: `Uitstroom`."""
    return translate(language, f"lever.{lever}.name")


def inside(lever: str, language: Language) -> str:
    """The name within a sentence: `uitstroom`, `LKS-uitval in het eerste jaar`."""
    return house.inside(name(lever, language))


def unit(lever: str, language: Language) -> str:
    """What stands behind the number of a slider or an axis: `% per maand`."""
    found = SETTING[lever].unit
    sign = "%" if found.startswith("share") else "€" if found.startswith("EUR") else ""
    return _per(found, sign, language).strip()


def number(lever: str, value: float, language: Language) -> str:
    """A value without its unit, as the slider has it: `1,80`."""
    entry = SETTING[lever]
    return house.number(value * entry.factor, language, entry.decimals)


def bare(lever: str, value: float, language: Language) -> str:
    """A value without what it is counted by: `1,80%`, `€ 11.000`, `600`."""
    entry = SETTING[lever]
    if entry.switch:
        return translate(language, "lever.on" if value else "lever.off")
    return by_unit(entry.unit, value, entry.decimals, language, per=False)


def amount(lever: str, value: float, language: Language) -> str:
    """A value with its unit, as a sentence has it: `1,80% per maand`."""
    return _per(SETTING[lever].unit, bare(lever, value, language), language)


def exact(lever: str, value: float, language: Language) -> str:
    """A value finer than a step of its slider: `2,1834%`, `80,28`."""
    entry = SETTING[lever]
    return by_unit(entry.unit, value, entry.decimals + FINER, language, per=False)


def rounding(lever: str, value: float, step: float, language: Language) -> str:
    """Says that a value was rounded to a step of its slider, and what it is; empty when nobody would see a difference."""
    fine = exact(lever, value, language)
    if fine == exact(lever, step, language):
        return ""
    return translate(language, f"lever.rounded_{'up' if step > value else 'down'}", exact=fine)


def difference(lever: str, change: float, language: Language) -> str:
    """A change of a value, with its sign: `+20 per maand`, `−0,10%-punt per maand`, `+€ 500 per jaar`."""
    entry = SETTING[lever]
    if entry.unit.startswith("share"):
        size = translate(language, "lever.points", amount=number(lever, abs(change), language))
    else:
        size = by_unit(entry.unit, abs(change), entry.decimals, language, per=False)
    return _per(entry.unit, house.sign(change * entry.factor, entry.decimals) + size, language)


def by_unit(unit: Unit, value: float, decimals: int, language: Language, *, per: bool = True) -> str:
    """A value that is no lever's, in the same way: the size of a measure, or a growth of prices."""
    if unit.startswith("share"):
        shown = house.percent(value, language, decimals)
    elif unit.startswith("EUR"):
        shown = house.euro(value, language)
    else:
        shown = house.number(value, language, decimals)
    return _per(unit, shown, language) if per else shown


def _per(unit: Unit, shown: str, language: Language) -> str:
    period = unit.rpartition("/")[2]
    return translate(language, f"lever.per_{period}", amount=shown) if period in ("month", "year") else shown
