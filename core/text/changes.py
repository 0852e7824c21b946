"""What was changed, in words: a scenario against its basispad, one scenario against the next, and as the name of a file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from core.baseline import Baseline
from core.model.measures import Measure
from core.scenario import Scenario, default_value, lever_values
from core.text import format as house
from core.text import levers
from core.text.catalog import Language, translate, translate_count
from core.text.measures import measure_name

LONGEST_NAME: Final = 80
"""Characters of the name of a file, without its ending."""


def moved(lever: str, value: float, baseline: Baseline, language: Language) -> str:
    """A lever that stands elsewhere than on the basispad: `Uitstroom: 2,05% per maand (was 1,80%)`."""
    return translate(
        language, "changes.moved", name=levers.name(lever, language), value=levers.amount(lever, value, language),
        base=levers.bare(lever, default_value(baseline, lever), language),
    )  # fmt: skip


def what_moved(scenario: Scenario, baseline: Baseline, language: Language) -> list[str]:
    """All that makes a scenario differ from its basispad: levers, and how many measures."""
    found = [moved(lever, value, baseline, language) for lever, value in scenario.overrides]
    count = len(scenario.active_measures)
    return [*found, translate_count(language, "changes.package", count, n=count)] if count else found


def steps(before: Scenario, after: Scenario, find: Callable[[str], Baseline], language: Language) -> list[str]:
    """What one step changed, in the order of the panel; `find` gives a baseline by its id."""
    found = []
    old, new = find(before.baseline), find(after.baseline)
    if before.baseline != after.baseline:
        found.append(translate(language, "changes.basis", title=new.title[language]))
    then, now = lever_values(before, old), lever_values(after, new)
    told = {*dict(before.overrides), *dict(after.overrides)} if before.baseline != after.baseline else now.keys()
    for lever in now:
        if lever in told and then[lever] != now[lever]:
            found.append(_step(lever, then[lever], now[lever], language))
    found += _measures(before.measures, after.measures, new, language)
    if before.until != after.until:
        found.append(translate(language, "changes.until", month=house.month(after.until, language)))
    return found


def _step(lever: str, before: float, after: float, language: Language) -> str:
    said = {name: levers.bare(lever, value, language) for name, value in (("before", before), ("after", after))}
    return translate(language, "changes.lever", name=levers.name(lever, language), **said)


def _measures(before: tuple[Measure, ...], after: tuple[Measure, ...], baseline: Baseline, language: Language) -> list[str]:
    then, now = ({one.id: one for one in package} for package in (before, after))
    found: dict[str, list[str]] = {"on": [], "off": [], "edited": []}
    for name in dict.fromkeys([*then, *now]):
        old, new = then.get(name), now.get(name)
        was, runs = old is not None and old.active, new is not None and new.active
        one = new or old
        if old == new or one is None or not (was or runs):
            continue
        found["edited" if was and runs else "on" if runs else "off"].append(measure_name(one, baseline.city, language))
    lines = []
    for what, names in found.items():
        if len(names) == 1:
            lines.append(translate(language, f"changes.measure_{what}", name=names[0]))
        elif names:
            lines.append(translate(language, f"changes.measures_{what}", n=len(names)))
    return lines


def scenario_name(scenario: Scenario, language: Language) -> str:
    """The name of a file that holds a scenario, without its ending: `koers-uitstroom-2-05-instroom-570`."""
    parts = [f"{levers.name(lever, language)} {levers.bare(lever, value, language)}" for lever, value in scenario.overrides]
    count = len(scenario.active_measures)
    if count:
        parts.append(translate_count(language, "changes.package", count, n=count))
    return slug("koers " + " ".join(parts or [translate(language, "changes.none")]))


def slug(text: str, longest: int = LONGEST_NAME) -> str:
    """A text as a name that every file system takes."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:longest].strip("-")
