"""What is said of an own count: why an answer cannot be, what its flows must have been, and what nobody answered."""

from __future__ import annotations

from typing import Final

from core.baseline import Baseline
from core.facts import Quantity
from core.model.calendar import month_index, year_of
from core.own_data.count.answers import is_count
from core.own_data.count.build import OwnCount
from core.own_data.count.fit import FLOWS
from core.own_data.identity import is_own
from core.problem import Problem
from core.scenario import default_value
from core.text import format as house
from core.text import levers
from core.text.catalog import Language, explain, translate

NUMBERS: Final = ("low", "high", "expected", "start")
MONTHS: Final = ("month", "since", "first", "last", "today")


def told(problem: Problem, language: Language) -> str:
    """A refusal as a page says it: fields by their names, numbers and months as they are written in its language."""
    params = dict(problem.params)
    if "name" in params and problem.key.startswith("count."):
        params["name"] = translate(language, f"eigen_cijfers.field.{params['name']}")
    if "lever" in params:
        params["lever"] = levers.inside(str(params["lever"]), language)
    params |= {key: house.number(float(str(params[key])), language) for key in NUMBERS if _is_number(params.get(key))}
    params |= {key: _month(params[key], language) for key in (*MONTHS, "value") if key in params}
    return explain(language, Problem.of(problem.key, params))


def _is_number(value: object) -> bool:
    return isinstance(value, str) and value.lstrip("-").isdigit()


def _month(value: object, language: Language) -> object:
    """A month in words; anything else as it is."""
    try:
        return house.month(month_index(str(value)), language)
    except ValueError:
        return value


# What the growth says ----------------------------------------------------------------------------------------------


def fit_sentence(count: OwnCount, language: Language) -> str:
    """What each flow must have been for the growth since the start of the parent, each on its own."""

    def say(key: str, **params: object) -> str:
        return translate(language, f"eigen_cijfers.fit.{key}", **params)

    parent, answers = count.parent, count.answers
    if answers.month == parent.reference_month:
        return say("same_month", month=house.month(answers.month, language))
    found = [lever for lever in FLOWS if count.fit.of(lever) is not None]
    if not found:
        return say("given")
    ways = [_way(count, lever, language) for lever in found]
    said = say(
        "both" if len(ways) == len(FLOWS) else "one", start=house.number(parent.value("volume"), language),
        since=house.month(parent.reference_month, language), count=house.number(answers.volume, language),
        month=house.month(answers.month, language), first=ways[0], second=ways[-1],
    )  # fmt: skip
    band = parent.quantity("volume").band
    if band is None:
        return said
    ends = {"low": house.number(band.low, language), "high": house.number(band.high, language)}
    return f"{said} {say('estimated', **ends)}"


def _way(count: OwnCount, lever: str, language: Language) -> str:
    """`de instroom 575 per maand (in de basis 643 per maand)`."""
    answer = count.fit.of(lever)
    name, base = levers.inside(lever, language), levers.amount(lever, default_value(count.parent, lever), language)
    if answer is None or not answer.reachable:
        return translate(language, "eigen_cijfers.fit.never", lever=name)
    return translate(
        language, "eigen_cijfers.fit.way", lever=name, value=levers.amount(lever, answer.value, language), base=base
    )  # fmt: skip


# What stands where nobody answered ---------------------------------------------------------------------------------


def answered(baseline: Baseline) -> list[tuple[str, Quantity | None]]:
    """The numbers that somebody may give with a count, by the name of their field; None where nothing stands."""
    year = year_of(baseline.reference_month)
    return [
        ("volume", baseline.find("volume")), ("lks_jobs", baseline.find("lks_jobs")), ("inflow", baseline.find("inflow")),
        ("outflow", baseline.find("outflow_rate")), ("buig", baseline.quantities.get(("buig_total", year))),
        ("lasten", baseline.find("expected_lasten")), ("reserve", baseline.find("reserve")),
        ("target", baseline.find("target_volume")),
    ]  # fmt: skip


def assumed_note(baseline: Baseline, language: Language) -> str:
    """Which numbers of an own count or file nobody gave: assumed, or left out. Empty for a baseline of the project."""
    if not (is_count(baseline.id) or is_own(baseline.id)):
        return ""
    found = answered(baseline)
    assumed = [_inside(key, language) for key, one in found if one is not None and one.status == "assumption"]
    missing = [_inside(key, language) for key, one in found if one is None]
    said = [
        translate(language, f"eigen_cijfers.{key}", names=house.joined(names, language))
        for key, names in (("assumed", assumed), ("missing", missing)) if names
    ]  # fmt: skip
    return " ".join(said)


def _inside(key: str, language: Language) -> str:
    return house.inside(translate(language, f"eigen_cijfers.row.{key}"))
