"""Werk loont: what its charts share: colours of the groups of components, months on a time axis, sources and steps."""

from __future__ import annotations

import datetime as dt
from typing import Final

import altair as alt
import numpy as np

from core.figures.canvas import named_colours
from core.figures.table import Cell, Column, Table, keyed
from core.figures.theme import Palette
from core.household.curve import GROUPS, Floats
from core.household.income import shown_components
from core.household.local import LOCAL_PARTS
from core.household.pilot import Pilot
from core.household.results import Worked
from core.household.steps import Step
from core.model.calendar import month_of
from core.text import format as house
from core.text.catalog import Language
from core.text.household import say

HEIGHT: Final = 280
SMALL: Final = 220
LOW: Final = 150
"""Heights of a chart [pixels]."""
GAP: Final = 0.008
"""White between two bars of a month [years]."""
CLOSED: Final = "–"
_OF_WAGE: Final = (
    "gross_year", "income_tax", "net_pay", "exemption", "norm", "assistance",
    *(f"{who}_{part}" for who in ("own", "partner") for part in ("gross_year", "income_tax", "exemption")),
)  # fmt: skip


def group_colour(colours: Palette, legend: alt.Legend | None = None) -> alt.Color:
    """One colour per group of components, in every chart of the page."""
    return named_colours("group", list(GROUPS), [colours.scenario, colours.base, colours.history, colours.warning], legend)


def month_start(day: dt.date) -> float:
    """First day of a month as a decimal year."""
    return day.year + (day.month - 1) / 12


def month_starts(start: dt.date, months: int) -> Floats:
    """First days of months as decimal years."""
    return month_start(start) + np.arange(months, dtype=np.float64) / 12


def month_names(start: dt.date, months: int, language: Language) -> list[str]:
    """Names of months from a first day on."""
    first = month_of(start)
    return [house.month(first + i, language) for i in range(months)]


def column(language: Language, name: str) -> Column:
    """A column of text or of plain numbers."""
    return Column(say(language, f"column.{name}"))


def euros(language: Language, *names: str) -> list[Column]:
    """Columns of whole euros."""
    return [Column(say(language, f"column.{name}"), euro=True) for name in names]


def step_sources(worked: Worked) -> list[str]:
    """Publications behind the steps of the computation with work."""
    return list(dict.fromkeys(name for step in worked.found.after.steps for name in step.sources))


def account_sources(worked: Worked) -> list[str]:
    """Publications behind wage and assistance, which go to the account."""
    steps = [step for step in worked.found.after.steps if step.key in _OF_WAGE]
    return list(dict.fromkeys(name for step in steps for name in step.sources))


def shown_steps(worked: Worked) -> list[Step]:
    """The steps of the computation with work; those of a city's own rules only where these are known."""
    return [step for step in worked.found.after.steps if worked.found.law.local or step.key not in LOCAL_PARTS]


def step_keys(worked: Worked) -> list[str]:
    """Keys of the components with work, as `core household --explain` takes them."""
    return [f"after/{key}" for key in shown_components(worked.found.household, worked.found.law)]


def account_table(worked: Worked, language: Language) -> list[Table]:
    """What comes in and what the account pays, per month [EUR]; a dash once the account is closed."""
    account, cash = worked.buffered.account, worked.buffered.cash
    names = month_names(worked.found.household.date, len(cash.income), language)
    rows: list[list[Cell]] = []
    for i, name in enumerate(names):
        row: list[Cell] = [float(amounts[i]) / 100.0 for amounts in (cash.wage, cash.assistance, cash.income)]
        row += [float(part[i]) / 100.0 if i < len(part) else CLOSED for part in (account.paid, account.balance)]
        rows.append([name, *row])
    columns = [column(language, "month"), *euros(language, "wage", "assistance", "income", "paid", "balance")]
    stems = ("came_wage:{}", "came_assistance:{}", "came_income:{}", "account_paid:{}", "account_balance:{}")
    traces = keyed(range(1, len(rows) + 1), *stems)
    return [Table(say(language, "buffer.caption"), columns, rows, say(language, "all_sources"), traces=traces)]


def pilot_sources(pilot: Pilot) -> list[str]:
    """Publications behind the numbers of the pilot."""
    return list(dict.fromkeys(count.source for count in pilot.counts if count.source is not None))


def pilot_keys(_: Pilot) -> list[str]:
    """No keys: the numbers of the pilot are given, with what they rest on beside them in the funnel's table."""
    return []
