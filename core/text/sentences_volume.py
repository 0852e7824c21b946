"""Sentences of the volume page, written by its numbers."""

from __future__ import annotations

import math

from core.analysis.bridges import StockBridge
from core.analysis.goal_seek import Answer
from core.analysis.outcome import Paths
from core.baseline import Baseline
from core.model.calendar import month_of_year
from core.model.reached import BENEFITS, stands
from core.text import format as house
from core.text import levers
from core.text.catalog import Language, translate, translate_count


def period(bridge: StockBridge, language: Language) -> str:
    """`2025`, or `2023 vanaf september`, or `2026 tot en met juni` for a part of a year."""
    first, last = month_of_year(bridge.first_month), month_of_year(bridge.last_month)
    if first == 0 and last == 11:
        return str(bridge.year)
    key, month = ("from", bridge.first_month) if first else ("to", bridge.last_month)
    if first and last != 11:
        key = "between"
    name, until = (house.calendar_months(language)[month_of_year(index)] for index in (month, bridge.last_month))
    return translate(language, f"volume.period.{key}", year=bridge.year, month=name, until=until)


def answer(paths: Paths, baseline: Baseline, last: StockBridge, language: Language) -> str:
    """Where the levers lead to, how far that is from the target, and how fast it goes; HTML."""
    aim, steady = baseline.find("target_volume"), paths.outcome.steady_state
    if not math.isfinite(steady):
        first = translate(language, "volume.answer.endless")
    elif aim is None:
        first = translate(language, "volume.answer.open", steady=house.number(steady, language))
    else:
        target = aim.value
        gap = round(steady) - round(target)
        first = translate(
            language, f"volume.answer.{stands(steady, target, BENEFITS)}",
            steady=house.number(steady, language), gap=house.number(abs(gap), language), target=house.number(target, language),
        )  # fmt: skip
    second = translate_count(
        language, f"volume.answer.{house.side_of(last.net, 'rises', 'falls', 'stays')}", abs(last.net),
        period=period(last, language), net=house.number(abs(last.net), language),
    )  # fmt: skip
    return f"{first} {second}"


def needed_sentence(answer: Answer, outcome: str, when: str, target: float, language: Language) -> str:
    """What one lever must be, in honest words; `outcome` names what is counted."""

    def show(value: float) -> str:
        return levers.amount(answer.lever, value, language)

    def bare(value: float) -> str:
        return levers.bare(answer.lever, value, language)

    if answer.reachable and answer.rounded == answer.current:
        key = "met"
    elif not answer.reachable:
        key = "never"
    elif answer.met:
        key = "room"
    else:
        key = "within" if answer.within_experience else "beyond"
    said = translate(
        language, f"volume.needed.{key}", value=show(answer.rounded), current=show(answer.current),
        low=bare(answer.low), high=bare(answer.high), limit=show(answer.nearest_value), target=house.number(target, language),
        at_limit=house.number(answer.nearest_outcome, language), nearest=house.number(answer.outcome, language), when=when,
        outcome=translate(language, f"volume.needed.outcome.{outcome}"),
    )  # fmt: skip
    rounding = "" if key == "met" else levers.rounding(answer.lever, answer.value, answer.rounded, language)
    return f"{said} {rounding}".strip()
