"""Whether stocks and flows fit each other: what cannot be is refused, what is odd is told."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import Final

from core.baseline import Baseline
from core.model.calendar import month_label
from core.model.parameters import MONTHS
from core.own_data.columns import Column
from core.own_data.row import Row
from core.problem import Problem

ROUNDING: Final = 1.0
"""Difference that a month may show before it does not close [benefits]."""
JUMP: Final = 0.30
"""Change from one month to the next that is more likely a typing error [share of the stock]."""
LEAP: Final = 3.0
"""Change from one month to the next that no municipality has, whatever was merged: a number broke off [factor]."""
SMALL: Final = 50
"""Changes up to this never count as a jump [benefits]."""


SMALLEST_FLOW: Final = 0.004
"""Part of the stock that starts or stops in a month at least: our judgement, far under what cities report [share]."""
LARGEST_FLOW: Final = 0.05
"""The same at most: more is the flow of a quarter or a year, or one that was added up; cities report some 0.02 [share]."""
SIZE: Final = 200
"""Stocks up to this may have any flow [benefits]."""
FALLS_BACK: Final = 1.5
"""By how much a flow that is added up falls where it begins again at least [factor]."""
FEWEST_ADDED: Final = 4
"""Counts in a row that rise, before they can be told from a stock that grows."""
ADDED: Final = 0.7
"""How much of the first count each later one has at least, times its place, where counts are added up [share]."""
FEWEST_SAME: Final = 4
"""Months with one number at the end of a file that are told of."""
ROUND: Final = 10
"""Smallest unit of rounding that is told [benefits]."""
APART: Final = 1.5
"""Largest ratio of budget and cost that is not told: our judgement [factor]."""
FEW_DIGITS: Final = 10
"""Flows below this with decimals are percentages rather than averages [benefits/month]."""


def flows_of_another_kind(rows: Sequence[Row], names: Mapping[Column, str]) -> list[Problem]:
    """Flows that cannot be benefits in a month: percentages, thousands, a year's flow, or one that adds up through the year."""
    stock = median(row.caseload for row in rows)
    flows: tuple[Column, ...] = ("inflow", "outflow")
    for column in flows:
        values = [value for row in rows if (value := getattr(row, column)) is not None]
        if not values or stock <= SIZE:
            continue
        common = median(values)
        params = {"column": names[column], "value": f"{common:.4g}", "stock": f"{stock:.0f}"}
        broken = sum(not value.is_integer() for value in values)
        if common < SMALLEST_FLOW * stock or (2 * broken > len(values) and max(values) < FEW_DIGITS):
            return [Problem("own_data.flows_small", **params)]
        if _adds_up([(row.month, getattr(row, column)) for row in rows]):
            return [Problem("own_data.flows_add_up", column=names[column])]
        if common > LARGEST_FLOW * stock:
            return [Problem("own_data.flows_large", **params)]
    return []


def _adds_up(values: Sequence[tuple[int, float | None]]) -> bool:
    """Whether a flow grows within every year, tertaal or quarter and begins again in the next; or grows all the time."""
    given = [(month, value) for month, value in values if value is not None]
    if (
        len(given) >= 2 * MONTHS
        and all(a < b for (_, a), (_, b) in itertools.pairwise(given))
        and given[-1][1] > MONTHS * given[0][1]
    ):
        return True
    for length in (MONTHS, 4, 3):
        blocks: dict[int, list[float]] = {}
        for month, value in given:
            blocks.setdefault(month // length, []).append(value)
        whole = [found for found in blocks.values() if len(found) == length]
        grows = len(whole) >= MONTHS // length and all(all(a < b for a, b in itertools.pairwise(found)) for found in whole)
        pairs = [(found, after) for found, after in itertools.pairwise(blocks.values()) if len(found) == length]
        if grows and all(after[0] < found[-1] / FALLS_BACK for found, after in pairs):
            return True
    return False


def flows_over_more_months(rows: Sequence[Row], names: Mapping[Column, str]) -> list[Problem]:
    """Flows of a quarter or a year: given once in so many months, or closing with the stock of so many months before."""
    flows: tuple[Column, ...] = ("inflow", "outflow")
    for column in flows:
        at = [i for i, row in enumerate(rows) if getattr(row, column) is not None]
        gaps = {after - before for before, after in itertools.pairwise(at)}
        if len(gaps) == 1 and len(at) > 2 and gaps != {1}:
            return [Problem("own_data.flows_span", column=names[column], n=gaps.pop())]
    one = _closing(rows, 1)
    for months in (3, 4, MONTHS):
        if one < 0.5 < _closing(rows, months):
            return [Problem("own_data.flows_span", column=names["inflow"], n=months)]
    return []


def _closing(rows: Sequence[Row], months: int) -> float:
    """Part of the months in which inflow less outflow is the change of the stock over so many months [share]."""
    steps = [
        abs(row.caseload - before.caseload - row.inflow + row.outflow) <= ROUNDING
        for before, row in zip(rows, rows[months:], strict=False)
        if row.inflow is not None and row.outflow is not None
    ]  # fmt: skip
    return sum(steps) / len(steps) if len(steps) >= 6 else 0.0


def rounded(rows: Sequence[Row]) -> list[Problem]:
    """A note when every count is a multiple of ten or more."""
    step = math.gcd(*(int(row.caseload) for row in rows))
    return [Problem("own_data.rounded", n=step)] if step >= ROUND and len({row.caseload for row in rows}) > 1 else []


def against_the_stock(rows: Sequence[Row], names: Mapping[Column, str]) -> list[Problem]:
    """A flow or a part that is larger than the stock it belongs to: the columns must have been swapped."""
    stock = median(row.caseload for row in rows)
    columns: tuple[Column, ...] = ("inflow", "outflow", "lks_jobs", "lks_starts", "lks_ended")
    for column in columns:
        values = [value for row in rows if (value := getattr(row, column)) is not None]
        if values and median(values) > stock:
            return [Problem("own_data.larger_than_stock", one=names[column], other=names["caseload"])]
    return []


def swapped_flows(rows: Sequence[Row], names: Mapping[Column, str]) -> list[Problem]:
    """Inflow and outflow the other way round: then the stock closes with them exchanged and not as they stand."""
    steps = list(_steps(rows))
    if len(steps) < 6:
        return []
    as_is = sum(abs(change - inflow + outflow) <= ROUNDING for _, change, inflow, outflow in steps)
    swapped = sum(abs(change + inflow - outflow) <= ROUNDING for _, change, inflow, outflow in steps)
    if 2 * swapped > len(steps) and 2 * as_is < len(steps):
        return [Problem("own_data.swapped_flows", one=names["inflow"], other=names["outflow"])]
    return []


def _steps(rows: Sequence[Row]) -> Iterator[tuple[int, float, float, float]]:
    """Month, change of the stock, inflow and outflow, where both flows are given."""
    for before, row in itertools.pairwise(rows):
        if row.inflow is not None and row.outflow is not None:
            yield row.month, row.caseload - before.caseload, row.inflow, row.outflow


def notes_on_closing(rows: Sequence[Row]) -> list[Problem]:
    """Months in which the stock is not the one before plus inflow less outflow.

    A note and no refusal: cities count some moves (a change of household, a correction) in the stock only.
    """
    steps = list(_steps(rows))
    open_months = [
        (month, change, inflow - outflow) for month, change, inflow, outflow in steps if abs(change - inflow + outflow) > ROUNDING
    ]
    if not open_months:
        return []
    month, change, net = open_months[0]
    return [
        Problem(
            "own_data.not_closing", month=month_label(month), change=f"{change:+.0f}", net=f"{net:+.0f}", n=len(open_months),
            total=len(steps),
        )
    ]  # fmt: skip


def jumps(rows: Sequence[Row]) -> list[Problem]:
    """The first month whose stock is far from the one before."""
    for before, row in itertools.pairwise(rows):
        change = abs(row.caseload - before.caseload)
        if change > SMALL and change > JUMP * before.caseload:
            return [
                Problem(
                    "own_data.jump", month=month_label(row.month), before=f"{before.caseload:.0f}", value=f"{row.caseload:.0f}"
                )
            ]
    return []


def leaps(rows: Sequence[Row], names: Mapping[Column, str]) -> list[Problem]:
    """Refuse a count that is a multiple or a small part of the one before, as where a file broke off within a number."""
    for before, row in itertools.pairwise(rows):
        low, high = sorted((before.caseload, row.caseload))
        if high > SIZE and high > LEAP * low:
            params = {"month": month_label(row.month), "before": f"{before.caseload:.0f}", "value": f"{row.caseload:.0f}"}
            return [Problem("own_data.leap", **params)]
    return []


def counts_that_add_up(rows: Sequence[Row], names: Mapping[Column, str]) -> list[Problem]:
    """Refuse counts that were added up, month after month or through each year: the second is twice the first, and so on."""
    runs: list[list[float]] = [[]]
    for row in rows:
        if runs[-1] and row.caseload < runs[-1][-1]:
            runs.append([])
        runs[-1].append(row.caseload)
    long = [run for run in runs if len(run) >= FEWEST_ADDED]
    if long and all(value >= ADDED * (i + 1) * run[0] for run in long for i, value in enumerate(run)):
        first, second, third = (f"{value:.0f}" for value in long[0][:3])
        return [Problem("own_data.counts_add_up", column=names["caseload"], first=first, second=second, third=third)]
    return []


def counts_of_more_months(rows: Sequence[Row], names: Mapping[Column, str]) -> list[Problem]:
    """Refuse counts of quarters, tertalen or years that were written down at each of their months."""
    if median(row.caseload for row in rows) <= SIZE:
        return []
    for length in (MONTHS, 4, 3):
        blocks: dict[int, list[float]] = {}
        for row in rows:
            blocks.setdefault(row.month // length, []).append(row.caseload)
        if len(blocks) > 1 and all(len(set(block)) == 1 for block in blocks.values()) and len({row.caseload for row in rows}) > 1:
            return [Problem("own_data.counts_of_more_months", column=names["caseload"], n=length)]
    return []


def repeated(rows: Sequence[Row]) -> list[Problem]:
    """A note when the last months all have one number: then they may have been carried on rather than counted."""
    last = rows[-1].caseload
    same = list(itertools.takewhile(lambda row: row.caseload == last, reversed(rows)))
    if len(same) < FEWEST_SAME or last <= SIZE:
        return []
    return [Problem("own_data.repeated", n=len(same), value=f"{last:.0f}")]


def share_apart(baseline: Baseline) -> list[Problem]:
    """A note when what the state pays and what the caseload costs lie more than half apart: share and caseload do not match."""
    year = baseline.reference_month // MONTHS
    budget, cost = baseline.value("buig_total", year), baseline.value("expected_lasten")
    if cost <= 0 or max(budget, cost) <= APART * min(budget, cost):
        return []
    return [Problem("own_data.share_apart", year=year, n=f"{100 * budget / cost:.0f}")]
