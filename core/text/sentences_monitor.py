"""Sentences of the monitor: its answer, what each indicator came to, and why one is empty."""

from __future__ import annotations

import html

from core.analysis.monitor import Beside, Monitor, Reported
from core.facts import Observation, Unit
from core.text import format as house
from core.text.catalog import Language, translate


def name(monitor: Monitor, language: Language) -> str:
    """`2e tertaal 2023`."""
    return translate(language, f"monitor.period.t{monitor.number}", year=monitor.year)


def amount(value: float, unit: Unit, language: Language) -> str:
    """A number with what it counts."""
    if unit == "share":
        return house.percent(value, language, 0)
    counted = translate(language, "common.unit." + unit.replace("/", "-").replace(" ", "-"))
    return f"{house.number(value, language)} {counted}"


def monitor_answer(monitor: Monitor, language: Language) -> str:
    """How many benefits there were, and how far that is from the nearest target; HTML."""
    period, found = name(monitor, language), monitor.find("volume")
    if found is None or found.now is None:
        return html.escape(translate(language, "monitor.answer.empty", period=period))
    said = translate(
        language, "monitor.answer.volume", period=period, value=house.number(found.now.value, language),
        day=house.date(found.now.date, language),
    )  # fmt: skip
    return said if not found.ahead else f"{said} {_apart(found.now, found.ahead[0], language)}"


def _apart(now: Observation, target: Observation, language: Language) -> str:
    difference = round(now.value - target.value)
    kind = "above" if difference > 0 else "below" if difference < 0 else "met"
    return translate(
        language, f"monitor.apart.{kind}", n=house.number(abs(difference), language), target=house.number(target.value, language),
        day=house.date(target.date, language),
    )  # fmt: skip


def monitor_intro(monitor: Monitor, language: Language) -> str:
    """Of how many indicators there is a number, and where it was reported."""
    return translate(
        language, "monitor.intro", known=monitor.known, all=len(monitor.reported), day=house.date(monitor.published, language)
    )


def indicator_finding(found: Reported, language: Language) -> str:
    """The indicator with its newest number and the day or the year of it."""
    said = found.indicator.name[language]
    if not found.points:
        return said
    last = found.points[-1]
    key, when = _when(found, last, language)
    return translate(language, f"monitor.finding.{key}", name=said, value=house.number(last.value, language), when=when)


def _when(found: Reported, point: Observation, language: Language) -> tuple[str, str]:
    """A stock is of a day, a flow of the year that ends then; which of the two, and how it is written."""
    if found.yearly:
        return "year", str(point.date.year)
    return "day", house.date(point.date, language)


def indicator_sentence(found: Reported, language: Language) -> str:
    """The change since the point before, the nearest target, why a newer number lacks, and what the city says of it."""
    parts = []
    if len(found.points) > 1:
        before, last = found.points[-2:]
        difference = round(last.value - before.value)
        kind = "more" if difference > 0 else "fewer" if difference < 0 else "same"
        key, when = _when(found, before, language)
        parts.append(translate(language, f"monitor.change_{key}.{kind}", n=house.number(abs(difference), language), when=when))
    if found.points and found.ahead:
        target = found.ahead[0]
        parts.append(
            translate(
                language, "monitor.goal", day=house.date(target.date, language), target=house.number(target.value, language)
            )
        )
    return " ".join([*parts, *filter(None, (empty(found, language), explained(found, language)))])


def empty(found: Reported, language: Language) -> str:
    """Why these four months have no number; nothing where they have one."""
    reason = found.indicator.missing
    if found.now is not None or reason is None:
        return ""
    return f"{translate(language, 'monitor.developing')} {reason[language]}" if found.indicator.developing else reason[language]


def explained(found: Reported, language: Language) -> str:
    """What the city says of it, in plain words; nothing where it says nothing."""
    text = found.indicator.explanation
    return "" if text is None else text[language]


def beside_value(one: Beside, language: Language) -> str:
    """A number, or in words where it goes, or the reason that neither is known."""
    if one.value is not None and one.unit is not None:
        return amount(one.value, one.unit, language)
    if one.direction is not None:
        return translate(language, f"monitor.direction.{one.direction}")
    return "" if one.missing is None else one.missing[language]
