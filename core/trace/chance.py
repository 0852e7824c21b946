"""Chances: parts of the draws around a scenario, and what these draws rest on: the forecast, and the other sizes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import numpy as np

from core.analysis.chances import Chances, chances_of
from core.analysis.draws import disturbance_from, layout_from
from core.analysis.foreseen import foreseen_from
from core.analysis.simulate import simulate
from core.analysis.uncertainty import SCREEN_DRAWS, Spreads
from core.baseline import SPREADS
from core.model.calendar import month_of, year_of
from core.model.parameters import Floats
from core.model.projection import Projection
from core.model.reached import BENEFITS, JOBS, MONEY
from core.trace.book import Entry, Key, month_of_key, year_of_key
from core.trace.estimate import Keys, Values, foreseen_keys, known_with
from core.trace.given import convention
from core.trace.model import ModelBook, key_at
from core.trace.node import Rule, Trace
from core.trace.outcome import NEVER

SPREAD_KEYS: Final = {name: f"quantity:{name}" for name in SPREADS}
FIELDS: Final = {
    "spread_first_year_dropout": "dropout", "spread_lks_return": "lks_return", "spread_price": "price",
    "spread_macro": "macro", "spread_share": "share", "spread_measures": "measures",
}  # fmt: skip
"""Which size of the draws each quantity gives."""
TARGETS: Final = {"milestone": "milestone_volume", "volume": "target_volume", "lks": "lks_target"}
REACHED: Final = {"quarter": 0.25, "half": 0.5, "three_quarters": 0.75}


def _chances(book: ModelBook) -> Chances:
    return chances_of(book.draws, book.baseline)


def again(book: ModelBook, sizes: Values, read: dict[str, Values], draws: int = SCREEN_DRAWS) -> Projection:
    """The draws once more from what the inputs say; remembered, as many steps ask for the same."""
    asked = (sizes, tuple(read.items()), draws)
    held: Projection | None = book.redrawn.get(asked)
    if held is None:
        baseline, known = book.baseline, Spreads.of(book.baseline)
        changed: dict[str, Any] = dict(zip(FIELDS.values(), sizes, strict=True))
        wide = replace(known, **changed)
        layout = layout_from(baseline, foreseen_from(baseline, known_with(baseline, read)), wide)
        by = disturbance_from(baseline, layout, book.months[-1], draws)
        held = book.redrawn[asked] = simulate(baseline, book.scenario, by)
    return held


def drawn(book: ModelBook) -> dict[str, str | Keys]:
    """Keys of what the draws rest on, by role."""
    return {**SPREAD_KEYS, **foreseen_keys(book.baseline)}


def _over_draws(name: str, book: ModelBook, read: Callable[..., float]) -> Rule:
    """A rule that reads a number off the draws; `central` only says what they lie around, the scenario's own path."""
    roles = (*SPREAD_KEYS, *foreseen_keys(book.baseline), "central")

    def compute(**values: Any) -> float:
        rest = {role: value for role, value in values.items() if role not in roles}
        known = {role: values[role] for role in foreseen_keys(book.baseline)}
        return read(again(book, tuple(values[role] for role in FIELDS), known), **rest)

    return Rule(name, compute)


PART: Final = Rule("part_of_draws", lambda low, draws: low / draws, "{low} ÷ {draws}")
NOT: Final = Rule("chance_not", lambda chance: 1.0 - chance, "1 − {chance}")


def draws(book: ModelBook, key: Key) -> Trace:
    """How many draws there are."""
    return book.leaf(key.text, float(SCREEN_DRAWS), "draws", convention("draws", "derived"))


# Targets -----------------------------------------------------------------------------------------------------------


def chance(book: ModelBook, key: Key) -> Trace:
    """Chance of meeting one of the targets in its month."""
    found = next((one for one in _chances(book).targets if one.name == key.part), None)
    if found is None:
        raise book.unknown(key.text)
    match key.part:
        case "milestone" | "volume" | "lks":
            return book.step(key.text, "share", PART, found.chance, low=f"draws_meeting:{key.part}", draws="draws")
        case "reserve":
            return book.step(key.text, "share", NOT, found.chance, chance=key_at("chance_gone", found.month))
    return book.step(key.text, "share", NOT, found.chance, chance=f"chance_short@{year_of(found.month)}")


def draws_meeting(book: ModelBook, key: Key) -> Trace:
    """Number of draws in which a target is met in its month."""
    name = TARGETS.get(key.part)
    aim = None if name is None else book.baseline.find(name)
    if aim is None:
        raise book.unknown(key.text)
    month, jobs = month_of(aim.date), key.part == "lks"
    at = book.row(month) + 1

    def met(run: Projection, target: float) -> float:
        path = run.jobs.stock[at] if jobs else run.caseload.stock[at]
        return float(np.broadcast_to(path >= target - JOBS if jobs else path <= target + BENEFITS, (SCREEN_DRAWS,)).sum())

    value = met(book.draws, aim.value)
    central = key_at("lks_jobs" if jobs else "volume", month)
    return book.step(
        key.text, "draws", _over_draws("draws_meeting", book, met), value,
        target=f"quantity:{name}", central=central, **drawn(book),
    )  # fmt: skip


# Month by month ----------------------------------------------------------------------------------------------------


def _place(book: ModelBook, month: int) -> int:
    """Place of a month in the draws, the reference month included."""
    return 0 if month == book.first else book.row(month) + 1


def chance_at(book: ModelBook, key: Key) -> Trace:
    """Chance that the caseload, or the number of jobs, is where it should be in a month."""
    month = month_of_key(key)
    t, found = _place(book, month), _chances(book)
    chances = found.volume if key.name == "chance_volume" else found.lks
    if chances is None:
        raise book.unknown(key.text)
    low = key_at("draws_under" if key.name == "chance_volume" else "draws_over", month)
    return book.step(key.text, "share", PART, float(chances[t]), low=low, draws="draws")


def draws_at(book: ModelBook, key: Key) -> Trace:
    """Number of draws in which the caseload is at or under its target, or the jobs at or over theirs, in a month."""
    month, jobs = month_of_key(key), key.name == "draws_over"
    at = _place(book, month)

    def met(run: Projection, target: float) -> float:
        path = run.jobs.stock[at] if jobs else run.caseload.stock[at]
        return float(np.broadcast_to(path >= target - JOBS if jobs else path <= target + BENEFITS, (SCREEN_DRAWS,)).sum())

    target = "lks_target" if jobs else "target_volume"
    if book.baseline.find(target) is None:
        raise book.unknown(key.text)
    return book.step(
        key.text, "draws", _over_draws("draws_meeting", book, met), met(book.draws, book.baseline.value(target)),
        target=f"quantity:{target}", central=key_at("lks_jobs" if jobs else "volume", month), **drawn(book),
    )  # fmt: skip


def chance_gone(book: ModelBook, key: Key) -> Trace:
    """Chance that the general funds have had to step in by a month."""
    month, gone = month_of_key(key), _chances(book).reserve_gone
    if gone is None:
        raise book.unknown(key.text)
    value = float(gone[_place(book, month)])
    return book.step(key.text, "share", PART, value, low=key_at("draws_gone", month), draws="draws")


def draws_gone(book: ModelBook, key: Key) -> Trace:
    """Number of draws in which the general funds had to step in by a month."""
    month = month_of_key(key)
    until = month - book.first + 1

    def gone(run: Projection) -> float:
        return float((run.general_funds[:until] > MONEY).any(axis=0).sum())

    return book.step(
        key.text, "draws", _over_draws("draws_gone", book, gone), gone(book.draws),
        central=key_at("position", month), **drawn(book),
    )  # fmt: skip


def chance_short(book: ModelBook, key: Key) -> Trace:
    """Chance that a year ends with a deficit."""
    book.year_row(year_of_key(key))
    return book.step(key.text, "share", PART, None, low=f"draws_short@{key.year}", draws="draws")


def draws_short(book: ModelBook, key: Key) -> Trace:
    """Number of draws in which a year ends with a deficit."""
    row = book.year_row(year_of_key(key))

    def short(run: Projection) -> float:
        return float((run.result[row] < -MONEY).sum())

    return book.step(
        key.text, "draws", _over_draws("draws_short", book, short), short(book.draws), central=f"result@{key.year}",
        **drawn(book),
    )  # fmt: skip


# Read off all draws at once ----------------------------------------------------------------------------------------


def _reached(run: Projection, target: float) -> Floats:
    """Part of the draws that has been at or under the target by each month."""
    return np.asarray(np.logical_or.accumulate(run.caseload.stock <= target + BENEFITS, axis=0).mean(axis=1))


def reached_by(book: ModelBook, key: Key) -> Trace:
    """Month by which the target is reached with some chance."""
    level = REACHED.get(key.part)
    if level is None:
        raise book.unknown(key.text)

    def month(run: Projection, target: float) -> float:
        enough = np.flatnonzero(_reached(run, target) >= level)
        return float(run.months[enough[0]]) if enough.size else NEVER

    found = {"quarter": _chances(book).quarter, "half": _chances(book).half, "three_quarters": _chances(book).three_quarters}
    value = NEVER if found[key.part] is None else found[key.part]
    return _of_all(book, key, "month", Rule("reached_by", _over_draws("", book, month).compute), value)


def never_reached(book: ModelBook, key: Key) -> Trace:
    """Part of the draws in which the target is never reached."""
    rule = _over_draws("never_reached", book, lambda run, target: 1.0 - float(_reached(run, target)[-1]))
    return _of_all(book, key, "share", rule, _chances(book).never)


def reached_in(book: ModelBook, key: Key) -> Trace:
    """Part of the draws that first reaches the target in the quarter of a month, up to that month."""
    month = month_of_key(key)
    until, begin = _place(book, month), max(month - month % 3, book.months[0])

    def part(run: Projection, target: float) -> float:
        found = _reached(run, target)
        return float(found[until] - found[_place(book, begin - 1)])

    return _of_all(book, key, "share", _over_draws("reached_in", book, part), None)


def _of_all(book: ModelBook, key: Key, unit: str, rule: Rule, value: float | None) -> Trace:
    if book.baseline.find("target_volume") is None:
        raise book.unknown(key.text)
    central = key_at("volume", book.months[-1])
    return book.step(key.text, unit, rule, value, target="quantity:target_volume", central=central, **drawn(book))


def reserve_needed(book: ModelBook, key: Key) -> Trace:
    """Reserve that covers every year of the run with a certainty [percent] in the key."""
    found = {f"{level:.0%}".rstrip("%"): value for level, value in _chances(book).reserve_needed}
    if key.part not in found or not len(book.run.years):
        raise book.unknown(key.text)
    level = int(key.part) / 100

    def deepest(run: Projection) -> float:
        lows = -np.minimum.accumulate(np.cumsum(run.result + run.account.vangnet_received, axis=0), axis=0)[-1]
        return float(np.quantile(np.maximum(lows, 0.0), level))

    return book.step(
        key.text, "EUR million", _over_draws("reserve_needed", book, deepest), found[key.part],
        central=f"reserve@{book.run.years[-1]}", **drawn(book),
    )  # fmt: skip


def band(book: ModelBook, key: Key) -> Trace:
    """Caseload under which a percentage of the draws lies in a month: `band:10@2025-12`."""
    if not key.part.replace(".", "", 1).isdigit() or not 0.0 < float(key.part) < 100.0:
        raise book.unknown(key.text)
    month, level = month_of_key(key), float(key.part) / 100
    at = _place(book, month)

    def quantile(run: Projection) -> float:
        return float(np.quantile(run.caseload.stock[at], level))

    return book.step(
        key.text, "benefits", _over_draws("band", book, quantile), quantile(book.draws),
        central=key_at("volume", month), **drawn(book),
    )  # fmt: skip


ENTRIES: Final[dict[str, Entry]] = {
    "chance": Entry(chance, parts="milestone|volume|lks|reserve|result"),
    "chance_volume": Entry(chance_at, "month"),
    "chance_lks": Entry(chance_at, "month"),
    "chance_gone": Entry(chance_gone, "month"),
    "chance_short": Entry(chance_short, "year"),
    "draws": Entry(draws, inner=True),
    "draws_meeting": Entry(draws_meeting, parts="milestone|volume|lks", inner=True),
    "draws_under": Entry(draws_at, "month", inner=True),
    "draws_over": Entry(draws_at, "month", inner=True),
    "draws_gone": Entry(draws_gone, "month", inner=True),
    "draws_short": Entry(draws_short, "year", inner=True),
    "reached_by": Entry(reached_by, parts="quarter|half|three_quarters"),
    "never_reached": Entry(never_reached),
    "reached_in": Entry(reached_in, "month"),
    "reserve_needed": Entry(reserve_needed, parts="90|95"),
    "band": Entry(band, "month", parts="PERCENT"),
}
