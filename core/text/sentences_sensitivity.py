"""How an output, a source of its uncertainty and a slider that moves it are written."""

from __future__ import annotations

from core.analysis.output import TARGET_MONTH, Output, never
from core.analysis.tornado import PACKAGE, PRICE, REVISION, Bar
from core.analysis.variance import GroupShare
from core.baseline import Baseline
from core.model.calendar import year_of
from core.scenario import SETTING
from core.text import format as house
from core.text import levers
from core.text.catalog import Language, translate

COUNTS = frozenset({"volume", "lks_jobs"})


def say(language: Language, key: str, **params: object) -> str:
    """A message of this part."""
    return translate(language, f"sensitivity.{key}", **params)


def output_name(wanted: Output, baseline: Baseline, language: Language, *, about: bool = False) -> str:
    """What is looked at: as a title, or as it stands in a sentence about it."""
    target = baseline.find("target_volume")
    return say(
        language,
        f"{'about' if about else 'output'}.{wanted.name}",
        when=house.period_end(wanted.month, language),
        year=year_of(wanted.month),
        target="" if target is None else house.number(target.value, language),
    )


def output_value(wanted: Output, value: float, language: Language) -> str:
    """An output with its unit."""
    if wanted.name in COUNTS:
        return house.number(value, language)
    if wanted.name != TARGET_MONTH:
        return house.million(value, language)
    if never(wanted, value):
        return say(language, "never", year=year_of(wanted.month) + 1)
    return house.month(round(value), language)


def deviation(wanted: Output, value: float, language: Language) -> str:
    """A standard deviation of an output, with its unit."""
    if wanted.name == TARGET_MONTH:
        return say(language, "tornado.months", n=house.number(value, language))
    return output_value(wanted, value, language)


def swing(wanted: Output, bar: Bar, language: Language) -> str:
    """How far a bar reaches, with its unit; a difference of two shown numbers."""
    if wanted.name == TARGET_MONTH:
        months = round(bar.swing)
        return say(language, "tornado.month" if months == 1 else "tornado.months", n=months)
    return output_value(wanted, bar.swing, language)


# Sources of uncertainty --------------------------------------------------------------------------------------------


def share(value: float, language: Language) -> str:
    """A part of the uncertainty; under one percent it is little."""
    return house.percent(value, language, 0) if round(100.0 * value) >= 1 else say(language, "sobol.little")


def the_group(one: GroupShare, language: Language) -> str:
    """A source as it stands in a sentence."""
    return say(language, f"the.{one.group}")


def share_row(one: GroupShare, language: Language) -> str:
    """A source with its share, and with what it does together with others where that is more."""
    key = "row_total" if one.total - one.first > 0.02 else "row"
    return say(
        language, f"sobol.{key}", group=house.capital(say(language, f"group.{one.group}")),
        share=share(one.first, language), total=share(one.total, language),
    )  # fmt: skip


# Sliders and assumptions -------------------------------------------------------------------------------------------


def bar_name(bar: Bar, language: Language) -> str:
    """Name of a lever or assumption."""
    return levers.name(bar.id, language) if bar.id in SETTING else say(language, f"bar.{bar.id}")


def hand(bar: Bar) -> str:
    """Whether we `choose` it, it may `befall` us, or it is an `assumption`."""
    if bar.id not in SETTING:
        return {PACKAGE: "choose", REVISION: "befall", PRICE: "assumption"}[bar.id]
    return "assumption" if SETTING[bar.id].assumption else SETTING[bar.id].owner


def bar_hand(bar: Bar, language: Language) -> str:
    """The same in words."""
    return say(language, f"hand.{hand(bar)}")


def bar_value(bar: Bar, value: float, language: Language, *, unit: bool = True) -> str:
    """A value of a lever or assumption; its time unit only where there is room."""
    if bar.id == PACKAGE:
        return say(language, "bar.planned" if value else "bar.nothing")
    if bar.id == PRICE:
        return levers.by_unit("share/year", value, 1, language, per=unit)
    if bar.id == REVISION:
        return ("+" if value > 0 else "") + levers.by_unit("share", value, 1, language)
    return levers.amount(bar.id, value, language) if unit else levers.bare(bar.id, value, language)


def moves(wanted: Output, bar: Bar, language: Language) -> bool:
    """Whether a bar's two ends differ in what a reader sees."""
    return output_value(wanted, bar.at_low, language) != output_value(wanted, bar.at_high, language)
