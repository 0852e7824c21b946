"""Results as tidy data frames: a row per month, year, measure or forecast, as an advisor takes them into a notebook.

They are made from the documents, so that a frame never holds another number than the JSON. Money is EUR million, stocks
are benefits or jobs, flows are per month; a value that does not exist is missing, never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from core.problem import Problem, shown


def months_frame(document: Mapping[str, Any]) -> pd.DataFrame:
    """The months of a run: `month` as a period, then stocks, flows and money. The reference month has no flows."""
    found = pd.DataFrame(document["months"])
    return found.assign(month=pd.PeriodIndex(found["month"], freq="M"))


def years_frame(document: Mapping[str, Any]) -> pd.DataFrame:
    """The whole years of a run: `year`, then budget, lasten, result, reserve and what is under them."""
    return pd.DataFrame(document["years"])


def measures_frame(document: Mapping[str, Any]) -> pd.DataFrame:
    """The measures of a run's package, a row per measure and whole year: what each contributes (its Shapley value).

    Columns `id, evidence, assumption, year, lasten, buig, result, reserve, general_funds`; lasten and the rest are the change
    by the measure [EUR million].
    """
    years = [row["year"] for row in document["years"]]
    parts = ("lasten", "buig", "result", "reserve", "general_funds")
    package = document["package"] or {"measures": []}
    rows = [
        {"id": measure["id"], "evidence": measure["evidence"], "assumption": measure["assumption"], "year": year}
        | {name: measure["parts"][f"year_{name}"][i] for name in parts}
        for measure in package["measures"]
        for i, year in enumerate(years)
    ]
    return pd.DataFrame(rows, columns=["id", "evidence", "assumption", "year", *parts])


def backtest_frame(document: Mapping[str, Any]) -> pd.DataFrame:
    """The scorecard, a row per forecast: `origin, target, months`, a column per quantile level, `actual`, and scores."""
    levels = [f"q{level:g}" for level in document["quantile_levels"]]
    rows = [
        {"origin": origin["day"], "target": one["target"], "months": one["months"]}
        | dict(zip(levels, one["quantiles"], strict=True))
        | {"actual": one["actual"], "crps": one["crps"], "last_value": one["last_value"]["median"]}
        for origin in document["origins"]
        for one in origin["forecasts"]
    ]
    found = pd.DataFrame(rows)
    return found.assign(origin=pd.to_datetime(found["origin"]), target=pd.to_datetime(found["target"]))


RUN_FRAMES: Final = {"months": months_frame, "years": years_frame, "measures": measures_frame}
"""The tables of a run, by the name that the command line takes."""


def run_frame(document: Mapping[str, Any], table: str) -> pd.DataFrame:
    """One table of a run. Raises Problem for another name."""
    if table not in RUN_FRAMES:
        raise Problem("command.table", value=shown(table), known=", ".join(RUN_FRAMES))
    return RUN_FRAMES[table](document)
