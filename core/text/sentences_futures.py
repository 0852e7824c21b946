"""What Hoe zeker? says of many futures: where the target is missed or met, and which package is good enough in most."""

from __future__ import annotations

from collections.abc import Sequence

from core.analysis.discovery import Condition, Rule
from core.analysis.futures import EFFECT, GOOD_ENOUGH, Futures, Regret
from core.scenario import LEVER
from core.text import format as house
from core.text import levers
from core.text.catalog import Language, translate


def rounded(name: str, value: float) -> float:
    """A limit as it is written: on a step of its slider."""
    step = 0.05 if name == EFFECT else LEVER[name].step
    return float(f"{round(value / step) * step:.12g}")


def tenths(share: float, language: Language) -> str:
    """A part as people say it: `9 van de 10`, `bijna alle`, `bijna geen`."""
    tens = round(10.0 * share)
    key = "almost_all" if tens >= 10 else "almost_none" if tens <= 0 else "tenths"
    return translate(language, f"futures.{key}", n=tens)


def title(found: Futures, language: Language) -> str:
    """In how many of the futures the target is missed."""
    when = house.period_end(found.target.month, language)
    return translate(
        language, f"futures.title_{found.target.outcome}", when=when, tenths=tenths(float(found.missed.mean()), language)
    )


def condition(one: Condition, language: Language) -> str:
    """One condition: `de instroom boven 640 per maand ligt`."""
    if one.name == EFFECT:
        named = translate(language, "futures.effect")
        ends = {
            end: house.percent(value, language, 0) for end, value in (("low", one.low), ("high", one.high)) if value is not None
        }
    else:
        named = levers.inside(one.name, language)
        ends = {
            end: levers.amount(one.name, value, language)
            for end, value in (("low", one.low), ("high", one.high))
            if value is not None
        }
    side = "between" if len(ends) == 2 else "above" if "low" in ends else "below"
    return translate(language, f"futures.{side}", name=named, **ends)


def rule(found: Rule, missed: bool, language: Language) -> str:
    """A rule with how often it is right, and how much of the failures it holds."""
    means = translate(language, "futures.and").join(condition(one, language) for one in found.conditions)
    return translate(
        language, f"futures.rule_{'missed' if missed else 'met'}", precision=tenths(found.precision, language), conditions=means,
        coverage=tenths(found.coverage, language),
    )  # fmt: skip


def reading(found: Futures, language: Language) -> str:
    """What the futures are."""
    return translate(language, "futures.reading", n=house.number(len(found.missed), language))


def package_name(found: Regret, now: frozenset[str], language: Language) -> str:
    """A package by what it costs, and whether it is the present one."""
    if not found.measures:
        return translate(language, "futures.nothing")
    key = "present" if frozenset(one.id for one in found.measures) == now else "package"
    return translate(language, f"futures.{key}", n=len(found.measures), spent=house.million(found.spent, language))


def robust(found: Sequence[Regret], now: frozenset[str], language: Language) -> str:
    """The package that is good enough in most futures, and what it may cost to have chosen it."""
    best = max(found, key=lambda one: (one.good_enough, -one.usual))
    return translate(
        language, "futures.robust", name=package_name(best, now, language), tenths=tenths(best.good_enough, language),
        enough=house.percent(GOOD_ENOUGH, language, 0), usual=house.million(best.usual, language),
    )  # fmt: skip
