"""A trace in words: what it is called, its value in its unit, its formula in names and in numbers, and who says so."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from typing import Final, Literal

from core.facts import sources
from core.model.calendar import month_index
from core.text import format as house
from core.text import levers
from core.text import sources as named
from core.text.catalog import Language, messages, translate
from core.trace.book import Key, parse_key
from core.trace.given import measure_name
from core.trace.model import OF_OTHERS
from core.trace.node import Given, Status, Tally, Trace

SCORED: Final = (
    "forecast", "nowcast", "peer", "off", "inside", "width", "crps", "mean_error", "mean_width", "mean_crps", "skill",
    "skill_low", "skill_high", "pairs", "inside_count", "covered", "covered_low", "covered_high",
)  # fmt: skip
"""Names whose part says a method, a percentage, months ahead and the day that a forecast was made on."""
OF_QUANTITIES: Final = ("quantity", "lever", "default")
SHORTEN: Final = 4
"""From so many numbers on a sum is written with its first two and its last."""
DECIMALS: Final[dict[str, int]] = {
    "EUR million": 2, "factor": 4, "month": 0, "months": 0, "draws": 0, "figures": 0, "EUR/hour": 2, "hours/week": 1,
}  # fmt: skip
QUOTED: Final = "quote"
"""Unit, or end of one, of a number that stands in a text."""
FINE: Final = 0.01
"""A share below this is written with two more decimals [share]."""


def say(language: Language, key: str, **params: object) -> str:
    """A message of the trace."""
    return translate(language, f"trace.{key}", **params)


# Values ------------------------------------------------------------------------------------------------------------


def bare(value: float, unit: str, language: Language) -> str:
    """A value as a formula has it: a number in house style without the name of its unit."""
    if math.isinf(value):
        return say(language, "never" if unit == "month" else "endless")
    if unit == "month":
        return house.month(round(value), language)
    if unit.endswith(QUOTED):
        # As the text has it.
        percent = unit.startswith("share")
        decimals = len(f"{value * 100.0 if percent else value:.10g}".partition(".")[2])
        return house.percent(value, language, decimals) if percent else house.number(value, language, decimals)
    if unit.startswith("share"):
        return house.percent(value, language, 4 if 0.0 < abs(value) < FINE else 2)
    if unit in DECIMALS:
        return house.number(value, language, DECIMALS[unit])
    whole = abs(value - round(value)) < 5e-10
    if unit.startswith("EUR"):
        return house.number(value, language, 0 if whole or abs(value) >= 1000 else 2)
    return house.number(value, language, 0 if whole else 2 if abs(value) < 100 else 1)


def amount(trace: Trace, language: Language) -> str:
    """The value with its unit."""
    text = bare(trace.value, trace.unit, language)
    if trace.unit == "month" or math.isinf(trace.value):
        return text
    return say(language, f"unit.{trace.unit.replace('/', '-').replace(' ', '-')}", amount=text)


# Names -------------------------------------------------------------------------------------------------------------


def name_of(trace: Trace, language: Language) -> str:
    """What a number is called, with its period and, where it is of another run, of which."""
    # What names other keys has their strokes in it.
    begin = min((at for name in OF_OTHERS if (at := trace.key.find(name)) >= 0), default=trace.key.rfind("/") + 1)
    runs, own = trace.key[:begin].split("/")[:-1], trace.key[begin:]
    key = parse_key(own)
    assert key is not None, trace.key
    found = [say_run(run, language) for run in runs]
    return " ".join(part for part in (_name(key, trace, language), *found) if part)


def say_run(run: str, language: Language) -> str:
    """Which other run, between brackets."""
    kind, _, part = run.partition(":")
    if kind == "with":
        lever, _, value = part.partition("=")
        shown = levers.bare(lever, float(value), language)
        return say(language, "run.with", lever=levers.name(lever, language), value=shown)
    if kind == "until":
        return say(language, "run.until", month=house.month(month_index(part), language))
    return say(language, f"run.{kind}", part=part)


def _name(key: Key, trace: Trace, language: Language) -> str:
    if key.name in OF_QUANTITIES:
        return translate(language, f"quantity.{key.part}") + ("" if key.year is None else f" {key.year}")
    if key.name == "series":
        title = trace.given.name if trace.given is not None else None
        return f"{title[language] if title is not None else key.part}, {key.text.rpartition('@')[2]}"
    if key.name == "difference":
        inner = parse_key(key.text.partition(":")[2])
        assert inner is not None
        return say(language, "name.difference", of=_name(inner, trace, language))
    if key.name == "job_field":
        return say(language, f"name.job_{key.part.partition(':')[0]}")
    if key.name in ("annex", "quote", "agreed"):
        assert trace.given is not None
        assert trace.given.name is not None
        about = trace.given.name[language]
        return about if key.name != "quote" else say(language, "name.quote", about=about)
    if key.name in ("apart", "apart_shown", "later"):
        pair = key.text.split(":", 2)[2] if key.name == "apart_shown" else key.text.partition(":")[2]
        before, after = (name_of(trace.find(each), language) for each in pair.split("~"))
        return say(language, "name.apart", after=after, before=before)
    if key.name == "measure":
        name, field = measure_name(key.part)
        shown = trace.given.name[language] if trace.given is not None and trace.given.name is not None else name
        return say(language, "name.measure", measure=shown, field=say(language, f"field.{field}"))
    if key.name in ("law", "household"):
        return say(language, f"{'own' if key.name == 'household' else 'law'}.{key.part}")
    when = "" if key.year is None else str(key.year) if key.month is None else house.month(key.month, language)
    end = when if key.month is None else house.period_end(key.month, language)
    return say(language, f"name.{key.name}", when=when, end=end, part=_part(key, language)).strip()


def _part(key: Key, language: Language) -> str:
    """What stands after the colon in words: a month of the year, an effect, a target, a measure's id."""
    if key.name in ("season_inflow", "season_outflow"):
        return house.month(int(key.part) - 1, language).rsplit(" ", 1)[0]
    if key.name == "known":
        name, _, day = key.part.partition(":")
        on = house.date(dt.date.fromisoformat(day), language)
        return say(language, "part.known", amount=say(language, f"amount.{name}"), day=on)
    if key.name in SCORED:
        return ", ".join(_piece(piece, language) for piece in key.part.split(":"))
    if key.name == "needed":
        return translate(language, f"quantity.{key.part.rpartition(':')[2]}")
    if key.name == "group":
        name, _, hours = key.part.partition(":")
        return say(language, "part.at_hours", what=say(language, f"part.group.{name}"), hours=hours)
    if key.name in ("range_low", "range_high") or (key.name == "day_of" and key.part != "start"):
        return translate(language, f"quantity.{key.part}")
    words = messages(language).get(f"trace.part.{key.name}.{key.part}")
    return words if words is not None else measure_name(f"{key.part}:")[0]


def _piece(text: str, language: Language) -> str:
    """A piece of a key of the scorecard: the day that a forecast was made on, months ahead, a percentage, a method."""
    if text == "all":
        return say(language, "part.all_pairs")
    if text.replace(".", "").isdigit():
        return house.percent(float(text) / 100, language, 0 if text.isdigit() else 1)
    if text.count("-") == 2:
        return say(language, "part.made_on", day=house.date(dt.date.fromisoformat(text), language))
    first, between, last = text.partition("-")
    if between:
        return translate(language, "onzekerheid.score.horizon", first=first, last=last)
    return translate(language, f"onzekerheid.method.{text}")


# Formulas ----------------------------------------------------------------------------------------------------------


def formula(trace: Trace, language: Language) -> str:
    """The rule in a sentence."""
    assert trace.rule is not None
    said = translate(language, f"{trace.rule.words}.{trace.rule.name}")
    return f"{said} ({translate(language, 'household.approximate')})" if trace.rule.approximate else said


def symbols(trace: Trace, language: Language) -> str:
    """The rule with the names of its inputs; empty where words say it better."""
    return _filled(trace, lambda role, _: say(language, f"role.{role}"))


def numbers(trace: Trace, language: Language) -> str:
    """The rule with the values of its inputs."""

    def fill(role: str, keys: str | tuple[str, ...]) -> str:
        each = [keys] if isinstance(keys, str) else list(keys)
        if not each:
            return "0"
        shown = each if len(each) <= SHORTEN else [*each[:2], "", each[-1]]
        texts = ["…" if key == "" else bare(trace.find(key).value, trace.find(key).unit, language) for key in shown]
        return " + ".join(f"({text})" if text.startswith("\N{MINUS SIGN}") else text for text in texts)

    return _filled(trace, fill)


def _filled(trace: Trace, fill: Callable[[str, str | tuple[str, ...]], str]) -> str:
    """The form of a rule with each role filled in; a role that this step does without is left out with its sign."""
    assert trace.rule is not None
    form = trace.rule.form
    for role in dict.fromkeys(re.findall(r"\{(\w+)\}", form)):
        if role not in trace.needs:
            form = re.sub(rf" [+−×÷] \{{{role}\}}|\{{{role}\}} [+−×÷] ", "", form)
    return re.sub(r"\{(\w+)\}", lambda found: fill(found[1], trace.needs[found[1]]), form)


# Where it comes from -----------------------------------------------------------------------------------------------


def status_word(status: Status | Literal["computed"], language: Language) -> str:
    """A status in words."""
    return say(language, f"status.{status}")


def counted(found: Tally, language: Language) -> str:
    """`3 van de 7 gegevens zijn aannames`, and how many of them somebody moved."""
    some = "none" if not found.assumption else "one" if found.assumption == 1 else "many"
    parts = [say(language, f"count.{'only_' if found.all == 1 else ''}{some}", n=found.assumption, all=found.all)]
    if found.moved:
        parts.append(say(language, f"count.moved_{'one' if found.moved == 1 else 'many'}", n=found.moved))
    return "; ".join(parts)


def status_and_day(given: Given, language: Language) -> list[str]:
    """What kind of number was given, and of which day it is."""
    day = [] if given.date is None else [house.date(given.date, language)]
    return [status_word(given.status, language), *day]


def where(given: Given, language: Language) -> list[str]:
    """The publication of a number that was given, and its place in the files."""
    found = [say(language, "from", source=publication(source, language)) for source in cited(given)]
    if given.file is not None:
        found.append(say(language, "file", file=given.file, entry=given.entry or ""))
    return found


def cited(given: Given) -> tuple[str, ...]:
    """Ids of the publications of a number that was given."""
    return () if given.source is None else (given.source, *given.others)


def publication(source: str, language: Language) -> str:
    """Title, publisher, day and reference of a publication."""
    entry = sources()[source]
    return say(
        language, "source", title=named.title(entry, language), publisher=entry.publisher, date=house.date(entry.date, language),
        where=entry.reference or entry.url,
    )  # fmt: skip


def told(given: Given, language: Language) -> str:
    """How the number was found or chosen; empty when nothing is said."""
    if given.kind == "convention" and given.derivation is None:
        return say(language, f"convention.{given.origin.partition(':')[2]}")
    return "" if given.derivation is None else given.derivation[language]
