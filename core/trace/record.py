"""What was recorded of traces, as data: which pages a quantity works in, and what each version of the model made of a basis."""

from __future__ import annotations

import dataclasses
import functools
from typing import Final, Literal

import msgspec

from core import DATA
from core.analysis.outlook import outlook_of
from core.baseline import Baseline
from core.facts import Version, read_toml
from core.model.calendar import month_index
from core.scenario import default_scenario, with_until
from core.text.catalog import Language, translate
from core.trace.node import Trace, in_order
from core.trace.pages import PAGES
from core.trace.scenario import book_of, traces_of
from core.trace.words import amount, name_of

NOT_OF_RESULTS: Final = ("bronnen", "eerder", "eigen_cijfers", "vergelijken", "monitor")
"""Pages whose numbers are of everything that is known, or those of another page."""


class _UseFile(msgspec.Struct, forbid_unknown_fields=True):
    schema: Literal[1]
    uses: dict[str, tuple[str, ...]]


@functools.cache
def uses() -> dict[str, tuple[str, ...]]:
    """Pages whose answer or key figures a quantity works in, by its name; a test works them out again."""
    return read_toml(DATA / "uses.toml", _UseFile).uses


def walked(baseline: Baseline) -> dict[str, set[str]]:
    """The same, found under the numbers that the pages name: every quantity that a step takes."""
    outlook = outlook_of(default_scenario(baseline), baseline)
    book, found = traces_of(outlook), dict[str, set[str]]()
    for page, named in PAGES.items():
        if page in NOT_OF_RESULTS:
            continue
        for trace in in_order(*(book[key] for key in named(outlook).values())):
            if trace.given is not None and trace.given.kind == "quantity" and trace.given.origin.startswith("quantity:"):
                found.setdefault(trace.given.origin.removeprefix("quantity:").partition(" ")[0], set()).add(page)
    return found


def made_of(version: Version, before: Version | None, baseline: Baseline, language: Language) -> list[str]:
    """What a version made of the default of a basis, each with what the version before made of it where that was another."""
    scenario = with_until(default_scenario(baseline), baseline, month_index(version.until))
    book, lines = book_of(scenario, baseline), []
    for key, value in version.outcome.items():
        trace, then = book[key], value if before is None else before.outcome.get(key, value)
        said = f"{name_of(trace, language)}: {_amount(trace, value, language)}"
        was = translate(language, "over.was", amount=_amount(trace, then, language))
        lines.append(said if abs(value - then) < CHANGED else f"{said} ({was})")
    return lines


def _amount(trace: Trace, value: float, language: Language) -> str:
    return amount(dataclasses.replace(trace, value=value), language)


CHANGED: Final = 0.005
"""A change under this is rounding."""
