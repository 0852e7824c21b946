"""The best packages for the money, and what having chosen one may cost: numbers of packages that nobody may have put on.

A package is named by its number among all that can be made, in bits: `choose:1a/package:cost`, `best_chance:1a:512`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

import numpy as np

from core.analysis.candidates import number_of
from core.analysis.every_package import reached
from core.analysis.frontier import Question, free_question
from core.analysis.futures import OF_PACKAGES, Regret, regrets, spread_over
from core.analysis.uncertainty import SCREEN_DRAWS
from core.baseline import Baseline, ByIdentity
from core.cache import Memory
from core.measures import evidence_of
from core.model.measures import Measure
from core.scenario import LEVERS, Scenario
from core.trace.book import Entry, Key
from core.trace.chance import FIELDS, again, drawn
from core.trace.estimate import foreseen_keys
from core.trace.levers import quantity_of
from core.trace.model import ModelBook, key_at, quoted
from core.trace.node import Rule, Trace

REGRETS: Final[dict[str, Callable[[Regret], float]]] = {
    "good": lambda one: one.good_enough, "usual": lambda one: one.usual, "worst": lambda one: one.worst,
}  # fmt: skip
MOST: Final = 12
"""Packages that are compared in one step."""
_FOUND: Final[Memory[tuple[Regret, ...]]] = Memory(32)
COUNTED: Final = Rule("counted", lambda found: float(len(found)))


def package_key(baseline: Baseline, scenario: Scenario, measures: Sequence[Measure]) -> str | None:
    """The number of a package as keys write it; None where it is none that can be made without any wish."""
    asked = free_question(baseline, scenario)
    found = None if asked is None else number_of(asked.candidates, measures)
    return None if found is None else f"{found:x}"


def regret_keys(baseline: Baseline, scenario: Scenario, found: Sequence[Regret]) -> list[list[str]]:
    """Keys of what each package of a comparison comes to: size, price, and the three of `REGRETS`."""
    names = [package_key(baseline, scenario, one.measures) for one in found]
    if None in names:
        return [[""] * (2 + len(REGRETS)) for _ in names]
    every = "+".join(map(str, names))
    return [
        [
            *((f"choose:{name}/listed:active", f"choose:{name}/package:cost") if one.measures else ("", "")),
            *(f"regret_{kind}:{i}:{every}" for kind in REGRETS),
        ]
        for i, (name, one) in enumerate(zip(names, found, strict=True))
    ]


def _asked(book: ModelBook, key: Key) -> Question:
    found = free_question(book.baseline, book.scenario)
    if found is None:
        raise book.unknown(key.text)
    return found


def _numbers(book: ModelBook, key: Key, text: str) -> list[int]:
    """The packages that a key names, each by its number. Raises Problem for one that cannot be made."""
    every = text.split("+")
    free = len(_asked(book, key).candidates.free)
    if len(every) > MOST or not all(one and set(one) <= set("0123456789abcdef") and not int(one, 16) >> free for one in every):
        raise book.unknown(key.text)
    return [int(one, 16) for one in every]


def chance(book: ModelBook, key: Key) -> Trace:
    """Chance of the target with a package, over some of the draws: `best_chance:1a:512`."""
    name, _, count = key.part.partition(":")
    if not count.isdigit() or not 0 < int(count) <= SCREEN_DRAWS:
        raise book.unknown(key.text)
    _numbers(book, key, name)
    beside, target = book.beside(f"choose:{name}"), _asked(book, key).target

    def compute(**values: Any) -> float:
        known = {role: values[role] for role in foreseen_keys(book.baseline)}
        run = again(beside, tuple(values[role] for role in FIELDS), known, int(count))
        return float(np.broadcast_to(target.holds(reached(run, target)), (int(count),)).mean())

    central = f"choose:{name}/{key_at('volume', target.month)}"
    return book.step(
        key.text, "share", Rule("best_chance", compute), None, target="quantity:target_volume", central=central, **drawn(book)
    )


def assumed(book: ModelBook, key: Key) -> Trace:
    """Of how many measures of a package the effect is our assumption: `best_assumed:1a`."""
    (number,) = _numbers(book, key, key.part)
    package = _asked(book, key).candidates.package(number)
    some = [one for one in package if evidence_of(one, book.baseline.city) == "assumption"]
    if not some:
        raise book.unknown(key.text)
    keys = tuple(f"choose:{key.part}/measure:{quoted(one)}:effect" for one in some)
    return book.step(key.text, "number", COUNTED, None, found=keys)


def regret(book: ModelBook, key: Key) -> Trace:
    """What a package may cost beside others in the same futures: `regret_usual:0:0+1a+3f`, of the first of three."""
    place, _, text = key.part.partition(":")
    numbers = _numbers(book, key, text)
    if not place.isdigit() or int(place) >= len(numbers):
        raise book.unknown(key.text)
    asked, read = _asked(book, key), REGRETS[key.name.removeprefix("regret_")]
    packages = tuple(asked.candidates.package(number) for number in numbers)
    names = [quantity_of(book.baseline, lever.id) for lever in LEVERS]
    compute = partial(_regret, book, packages, int(place), read)
    spent = tuple(f"choose:{number:x}/package:cost" for number in numbers if number)
    return book.step(
        key.text, "share" if key.name == "regret_good" else "EUR million", Rule(key.name, compute), None,
        lows=tuple(f"range_low:{name}" for name in names), highs=tuple(f"range_high:{name}" for name in names),
        enough="agreed:good_enough", least="agreed:effect_low", most="agreed:effect_high",
        futures="agreed:futures_of_packages", spent=spent,
    )  # fmt: skip


def _regret(
    book: ModelBook, packages: tuple[tuple[Measure, ...], ...], place: int, read: Callable[[Regret], float],
    lows: tuple[float, ...], highs: tuple[float, ...], **_: Any,
) -> float:  # fmt: skip
    """Run the packages through futures between these ends; remembered, as three numbers of each come of it."""
    question = free_question(book.baseline, book.scenario)
    assert question is not None
    on = replace(question.scenario, measures=book.scenario.measures)
    asked = (ByIdentity(book.baseline), on, packages, lows, highs)
    found = _FOUND.get(*asked)
    if found is None:
        seen = {lever.id: ends for lever, ends in zip(LEVERS, zip(lows, highs, strict=True), strict=True)}
        spread = spread_over(book.baseline, on, seen, OF_PACKAGES)
        found = _FOUND.keep(tuple(regrets(book.baseline, on, packages, spread=spread)), *asked)
    return read(found[place])


ENTRIES: Final[dict[str, Entry]] = {
    "best_chance": Entry(chance, parts="PACKAGE:DRAWS"),
    "best_assumed": Entry(assumed, parts="PACKAGE"),
    **{f"regret_{name}": Entry(regret, parts="PLACE:PACKAGE+PACKAGE") for name in REGRETS},
}
