"""Sentences of the volume page, written by its numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence

from core.analysis.bridges import StockBridge
from core.analysis.goal_seek import Answer
from core.analysis.outcome import Paths
from core.analysis.promises import Promise
from core.baseline import Baseline
from core.model.calendar import month_of_year
from core.model.reached import BENEFITS, stands
from core.text import format as house
from core.text import levers
from core.text.catalog import Language, translate


def signed(value: float, language: Language) -> str:
    """`+7.200`, `−413`, `0`."""
    return ("+" if round(value) > 0 else "") + house.number(value, language)


def capital(text: str) -> str:
    """A text as the begin of a sentence."""
    return text[:1].upper() + text[1:]


def period(bridge: StockBridge, language: Language) -> str:
    """`2025`, or `2023 vanaf september`, or `2026 tot en met juni` for a part of a year."""
    first, last = month_of_year(bridge.first_month), month_of_year(bridge.last_month)
    if first == 0 and last == 11:
        return str(bridge.year)
    key, month = ("from", bridge.first_month) if first else ("to", bridge.last_month)
    if first and last != 11:
        key = "between"
    name, until = (house.month(index, language).rsplit(" ", 1)[0] for index in (month, bridge.last_month))
    return translate(language, f"volume.period.{key}", year=bridge.year, month=name, until=until)


def side_of(value: float, *names: str) -> str:
    """One of three names: for a value that rounds above, below, or to zero."""
    above, below, at = names
    return above if round(value) > 0 else below if round(value) < 0 else at


def answer(paths: Paths, baseline: Baseline, last: StockBridge, language: Language) -> str:
    """Where the levers lead to, how far that is from the target, and how fast it goes; HTML."""
    target, steady = baseline.value("target_volume"), paths.outcome.steady_state
    net = round(last.end) - round(last.start)
    if math.isfinite(steady):
        gap = round(steady) - round(target)
        first = translate(
            language, f"volume.answer.{stands(steady, target, BENEFITS)}",
            steady=house.number(steady, language), gap=house.number(abs(gap), language), target=house.number(target, language),
        )  # fmt: skip
    else:
        first = translate(language, "volume.answer.endless")
    second = translate(
        language, f"volume.answer.{side_of(net, 'rises', 'falls', 'stays')}",
        period=period(last, language), net=house.number(abs(net), language),
    )  # fmt: skip
    return f"{first} {second}"


def flows_title(last: StockBridge, language: Language) -> str:
    """What the flow chart finds: the mean net flow per month of the last year."""
    mean = (last.end - last.start) / (last.last_month - last.first_month + 1)
    return translate(
        language, f"volume.flows.title_{side_of(mean, 'in', 'out', 'even')}",
        period=period(last, language), net=house.number(abs(mean), language),
    )  # fmt: skip


def flows_sentence(last: StockBridge, language: Language) -> str:
    """The flow chart in words."""

    def show(value: float) -> str:
        return house.number(value, language)

    measures = sum(last.measures.values())
    parts = [
        translate(
            language, "volume.flows.sentence", period=period(last, language), inflow=show(last.inflow),
            returns=show(last.lks_returns), outflow=show(last.outflow), into_lks=show(last.into_lks),
        )
    ]  # fmt: skip
    if round(measures) or round(last.relapse):
        parts.append(translate(language, "volume.flows.with_measures", measures=show(measures), relapse=show(last.relapse)))
    return " ".join(parts)


def bridge_title(bridge: StockBridge, language: Language) -> str:
    """What the year's bridge comes to."""
    change = round(bridge.end) - round(bridge.start)
    return translate(
        language, f"volume.bridge.title_{side_of(change, 'more', 'fewer', 'same')}",
        period=period(bridge, language), change=house.number(abs(change), language),
    )  # fmt: skip


def bridge_sentence(bridge: StockBridge, language: Language) -> str:
    """The bridge in words."""
    return translate(
        language, "volume.bridge.sentence", start=house.number(bridge.start, language), end=house.number(bridge.end, language),
        ways_in=house.number(bridge.inflow + bridge.lks_returns + bridge.relapse, language),
        ways_out=house.number(bridge.outflow + bridge.into_lks + sum(bridge.measures.values()), language),
    )  # fmt: skip


def season_title(months: list[str], outflow: tuple[float, ...], language: Language) -> str:
    """Which months people leave most."""
    highest = max(outflow)
    top = [name for name, factor in zip(months, outflow, strict=True) if factor > highest - 1e-9]
    joined = house.joined(top, language)
    return translate(language, "volume.season.title", months=capital(joined), more=house.percent(highest - 1.0, language, 0))


def promises_title(found: Sequence[Promise], language: Language) -> str:
    """The largest promise that was missed, with what it became."""
    missed = [entry for entry in found if (entry.difference or 0.0) > 0.0]
    if not missed:
        return translate(language, "volume.promises.title_none")
    worst = max(missed, key=lambda entry: entry.difference or 0.0)
    return translate(
        language, "volume.promises.title", promised=house.number(worst.point.value, language),
        year=worst.point.date.year, became=house.number(worst.became or 0.0, language),
        more=house.number(worst.difference or 0.0, language),
    )  # fmt: skip


def promises_sentence(found: Sequence[Promise], language: Language) -> str:
    """How many promises have an outcome, and how many of those were met."""
    known = [entry for entry in found if entry.difference is not None]
    met = [entry for entry in known if (entry.difference or 0.0) <= 0.0]
    said = translate(language, "volume.promises.sentence", known=len(known), met=len(met), open=len(found) - len(known))
    if not met:
        return said
    last = max(met, key=lambda entry: entry.point.date)
    beaten = translate(
        language, "volume.promises.beaten", promised=house.number(last.point.value, language), year=last.point.date.year,
        became=house.number(last.became or 0.0, language), fewer=house.number(-(last.difference or 0.0), language),
    )  # fmt: skip
    return f"{beaten} {said}"


def needed_sentence(answer: Answer, outcome: str, when: str, target: float, language: Language) -> str:
    """What one lever must be, in honest words; `outcome` names what is counted."""

    def show(value: float) -> str:
        return levers.amount(answer.lever, value, language)

    def bare(value: float) -> str:
        return levers.bare(answer.lever, value, language)

    if answer.reachable and answer.value == answer.current:
        key = "met"
    elif not answer.reachable:
        key = "never"
    else:
        key = "within" if answer.within_experience else "beyond"
    return translate(
        language, f"volume.needed.{key}", value=show(answer.value), current=show(answer.current),
        low=bare(answer.low), high=bare(answer.high), limit=show(answer.nearest_value), target=house.number(target, language),
        at_limit=house.number(answer.nearest_outcome, language), nearest=house.number(answer.outcome, language), when=when,
        outcome=translate(language, f"volume.needed.outcome.{outcome}"),
    )  # fmt: skip
