"""What a scenario comes to: gaps to the targets, months reached, the steady state, and what differs from another run."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from core.analysis.goal_seek import Answer, solve
from core.analysis.lks import DROPOUT
from core.analysis.outcome import target_month as target_month_of
from core.analysis.target import Target, target_of
from core.model.calendar import month_label, month_of_year
from core.model.reached import BENEFITS, MONEY
from core.problem import Problem
from core.trace.book import Entry, Key
from core.trace.model import ModelBook, key_at, keys_at
from core.trace.node import Rule, Trace

NEVER: Final = math.inf
TARGETS: Final = {"volume": "target_volume", "lks_jobs": "lks_target"}
CLOSE: Final = 1e-6
"""Part of a target by which goal seek may miss it."""


def _steady(
    inflow: float, rate: float, starts: float, from_bijstand: float, back: float,
    season_inflow: tuple[float, ...], season_outflow: tuple[float, ...],
) -> float:  # fmt: skip
    """Where a year of constant levers ends where it began: the stock is linear in its start."""
    net = (back - from_bijstand) * starts
    if rate <= 0.0:
        return NEVER if inflow + net > 0.0 else 0.0

    def year(stock: float) -> list[float]:
        path = []
        for into, out in zip(season_inflow, season_outflow, strict=True):
            stock += inflow * into + net - min(rate * out, 1.0) * stock
            path.append(stock)
        return path

    kept = [min(rate * out, 1.0) for out in season_outflow]
    leaves = 1.0 if 1.0 in kept else -math.expm1(sum(math.log1p(-part) for part in kept))
    start = year(0.0)[-1] / leaves if leaves > 0.0 else NEVER
    return max(sum(year(start)) / 12, 0.0)


GAP: Final = Rule("volume_gap", lambda volume, target: volume - target, "{volume} − {target}")
LKS_GAP: Final = Rule("lks_gap", lambda jobs, target: target - jobs, "{target} − {jobs}")
STEADY: Final = Rule("steady_state", _steady)
STEADY_GAP: Final = Rule("steady_state_gap", lambda steady, target: steady - target, "{steady} − {target}")
DIFFERENCE: Final = Rule("difference", lambda own, other: own - other, "{own} − {other}")
CHANGE: Final = Rule("change", lambda after, before: after - before, "{after} − {before}")
SAME_IN: Final = Rule("other_run", lambda of: of)
FEWER: Final = Rule("jobs_kept", lambda own, without: own - without, "{own} − {without}")


def _target_day(book: ModelBook, key: str) -> int:
    """Month of a target, or the last one of the run."""
    return target_month_of(book.baseline.find(key), book.run.months)


def gap(book: ModelBook, key: Key) -> Trace:
    """How far the caseload, or the number of LKS jobs, is from its target in the target's month."""
    value = book.outcome.gap if key.name == "volume_gap" else book.outcome.lks_gap
    if value is None:
        raise book.unknown(key.text)
    if key.name == "volume_gap":
        month = _target_day(book, "target_volume")
        return book.step(key.text, "benefits", GAP, value, volume=key_at("volume", month), target="quantity:target_volume")
    month = _target_day(book, "lks_target")
    return book.step(key.text, "jobs", LKS_GAP, value, jobs=key_at("lks_jobs", month), target="quantity:lks_target")


def target_month(book: ModelBook, key: Key) -> Trace:
    """First month from which the caseload stays at or under its target."""
    if book.baseline.find("target_volume") is None:
        raise book.unknown(key.text)
    first = book.run.months[0]

    def stays(volumes: tuple[float, ...], target: float) -> float:
        over = [t for t, volume in enumerate(volumes) if volume > target + BENEFITS]
        after = over[-1] + 1 if over else 0
        return first + after if after < len(volumes) else NEVER

    found = book.outcome.target_month
    return book.step(
        key.text, "month", Rule("target_month", stays), NEVER if found is None else found,
        volumes=keys_at("volume", book.run.months), target="quantity:target_volume",
    )  # fmt: skip


def reserve_empty(book: ModelBook, key: Key) -> Trace:
    """First month in which the general funds step in."""
    if book.baseline.find("reserve") is None:
        raise book.unknown(key.text)
    first = book.run.months[0]

    def runs_out(positions: tuple[float, ...]) -> float:
        return next((float(first + t) for t, position in enumerate(positions) if position < -MONEY), NEVER)

    found = book.outcome.reserve_empty
    value = NEVER if found is None else found
    return book.step(key.text, "month", Rule("reserve_empty", runs_out), value, positions=keys_at("position", book.run.months))


def steady_state(book: ModelBook, key: Key) -> Trace:
    """Caseload that the levers lead to when they stay as they are."""
    seasons = {f"season_{flow}": tuple(f"season_{flow}:{n}" for n in range(1, 13)) for flow in ("inflow", "outflow")}
    return book.step(
        key.text, "benefits", STEADY, book.outcome.steady_state, inflow="lever:inflow", rate="lever:outflow_rate",
        starts="lever:lks_starts", from_bijstand="lever:lks_from_bijstand", back="lever:lks_return", **seasons,
    )  # fmt: skip


def steady_gap(book: ModelBook, key: Key) -> Trace:
    """How far the steady state is from the target."""
    if book.baseline.find("target_volume") is None:
        raise book.unknown(key.text)
    return book.step(key.text, "benefits", STEADY_GAP, None, steady="steady_state", target="quantity:target_volume")


def difference(book: ModelBook, key: Key) -> Trace:
    """How far a number is from the basispad's."""
    of = key.text.partition(":")[2]
    own, base = book[of], book[f"base/{of}"]
    return book.step(key.text, own.unit, DIFFERENCE, own.value - base.value, own=of, other=f"base/{of}")


def net(book: ModelBook, key: Key) -> Trace:
    """Change of the caseload over a year of the run, or over a month."""
    if key.month is not None:
        book.row(key.month)
        after, before = key_at("volume", key.month), key_at("volume", key.month - 1)
        return book.step(key.text, "benefits", CHANGE, None, after=after, before=before)
    months = [month for month in book.months if month // 12 == key.year]
    if not months:
        raise book.no_year(key.year or 0)
    after, before = key_at("volume", months[-1]), key_at("volume", months[0] - 1)
    return book.step(key.text, "benefits", CHANGE, None, after=after, before=before)


# What is needed ----------------------------------------------------------------------------------------------------


def needed(book: ModelBook, key: Key) -> Trace:
    """What one lever must be for a target, the rest as in the scenario: `needed:volume:outflow_rate`."""
    outcome, _, lever = key.part.partition(":")
    target = target_of(book.baseline, TARGETS[outcome], outcome) if outcome in TARGETS else None
    if target is None:
        raise book.unknown(key.text)
    found = _solved(book, key, lever, target)
    reached = _reached(book, lever, found.value, found, target)
    unit = book[f"default:{lever}"].unit
    return book.step(key.text, unit, _meets(found), found.value, reached=reached, target=f"quantity:{TARGETS[outcome]}")


def needed_step(book: ModelBook, key: Key) -> Trace:
    """The step of the slider that a page says is needed: `needed_step:volume:outflow_rate`."""
    outcome, _, lever = key.part.partition(":")
    asked = target_of(book.baseline, TARGETS[outcome], outcome) if outcome in TARGETS else None
    if asked is None:
        raise book.unknown(key.text)
    found = _solved(book, key, lever, asked)
    exact, unit = f"needed:{outcome}:{lever}", book[f"default:{lever}"].unit
    if found.rounded == found.value:
        return book.step(key.text, unit, SAME_IN, None, of=exact)

    def value(exact: float, reached: float, target: float) -> float:
        goal = Target(outcome, target, asked.month)
        return found.rounded if exact == found.value and goal.exactly(np.array(reached)) else math.nan

    reached = _reached(book, lever, found.rounded, found, asked)
    rule = Rule("needed_step", value)
    return book.step(key.text, unit, rule, found.rounded, exact=exact, reached=reached, target=f"quantity:{TARGETS[outcome]}")


def _reached(book: ModelBook, lever: str, value: float, found: Answer, target: Target) -> str:
    """Key of the outcome in the target's month with the lever at a value."""
    longer = f"until:{month_label(target.month)}/" if target.month > book.months[-1] else ""
    moved = f"with:{lever}={value!r}/" if value != found.current else ""
    return longer + moved + key_at(target.outcome, target.month)


def _solved(book: ModelBook, key: Key, lever: str, target: Target) -> Answer:
    try:
        return solve(book.scenario, book.baseline, lever, target)
    except Problem as problem:
        if problem.key in ("solve.unknown_lever", "scenario.unknown_lever"):
            raise book.unknown(key.text) from problem
        raise


def _meets(found: Answer) -> Rule:
    """Goal seek turned around: the value holds when the outcome there is the target; one that comes nearest misses it."""

    def value(reached: float, target: float) -> float:
        missed = abs(reached - target) > CLOSE * max(abs(target), 1.0)
        return math.nan if missed == found.reachable and not found.met else found.value

    return Rule("needed" if found.reachable else "needed_nearest", value)


# Other readings ----------------------------------------------------------------------------------------------------


READINGS: Final = {"of_started": DROPOUT, "of_ended": "lks_first_year_dropout_other_reading"}


def reading(book: ModelBook, key: Key) -> Trace:
    """LKS jobs in the target's month when "meer dan 50%" is read in one way or the other."""
    name = READINGS.get(key.part)
    if name is None:
        raise book.unknown(key.text)
    dropout = book.baseline.value(name)
    of = f"with:{DROPOUT}={dropout!r}/{key_at('lks_jobs', _target_day(book, 'lks_target'))}"
    return book.step(key.text, "jobs", SAME_IN, None, of=of)


def jobs_kept(book: ModelBook, key: Key) -> Trace:
    """LKS jobs in the target's month that retention measures keep."""
    at = key_at("lks_jobs", _target_day(book, "lks_target"))
    return book.step(key.text, "jobs", FEWER, None, own=at, without=f"less:hazard_factor/{at}")


def season_top(book: ModelBook, key: Key) -> Trace:
    """How much more leave in the busiest month than in an ordinary one."""
    factors = tuple(f"season_outflow:{month_of_year(month) + 1}" for month in range(12))
    return book.step(key.text, "share", Rule("season_top", lambda factors: max(factors) - 1.0), None, factors=factors)


ENTRIES: Final[dict[str, Entry]] = {
    "volume_gap": Entry(gap),
    "lks_gap": Entry(gap),
    "target_month": Entry(target_month),
    "reserve_empty": Entry(reserve_empty),
    "steady_state": Entry(steady_state),
    "steady_state_gap": Entry(steady_gap),
    "difference": Entry(difference, "maybe", parts="KEY"),
    "net": Entry(net, "either"),
    "needed": Entry(needed, parts="OUTCOME:LEVER"),
    "needed_step": Entry(needed_step, parts="OUTCOME:LEVER"),
    "reading": Entry(reading, parts="READING"),
    "jobs_kept": Entry(jobs_kept),
    "season_top": Entry(season_top),
}
