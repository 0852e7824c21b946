"""A run as plain values: what the command line prints and what every figure on a page is, or is a sum of."""

from __future__ import annotations

from typing import Any

import numpy as np

from core import MODEL_VERSION
from core.analysis.outcome import central
from core.analysis.uncertainty import QUANTILES, quantiles
from core.baseline import Baseline
from core.model.calendar import december, month_label
from core.model.parameters import MILLION, Floats
from core.model.projection import Projection, month_reserve_runs_out
from core.scenario import Scenario, reference_scenario, to_document


def run_document(scenario: Scenario, baseline: Baseline, run: Projection, bands: Projection | None = None) -> dict[str, Any]:
    """The whole run, nothing rounded; money in EUR million.

    Parameters
    ----------
    run : Projection
        The path of the scenario itself, one draw.
    bands : Projection | None
        The same scenario with chance laid over it; adds quantiles per month and year.
    """
    document = {
        "model_version": MODEL_VERSION,
        "baseline": baseline.id,
        "scenario": to_document(scenario, baseline),
        **path_document(run, baseline),
        "reference": _reference(scenario, baseline),
    }
    if bands is not None:
        document["bands"] = _bands(bands, baseline)
    return document


def path_document(run: Projection, baseline: Baseline) -> dict[str, Any]:
    """One path by month and by year, and the month in which the reserve runs out.

    Where nobody said what the reserve is, nothing about it stands here: what is short then falls to `general_funds`.
    """
    found: dict[str, Any] = {
        "months": _months(run),
        "years": _years(run),
        "reserve_empty": _label(month_reserve_runs_out(run.months, run.general_funds[:, 0])),
    }
    if baseline.find("reserve") is None:
        unknown = {"reserve": None}
        found |= {part: [row | unknown for row in found[part]] for part in ("months", "years")} | {"reserve_empty": None}
    return found


def _reference(scenario: Scenario, baseline: Baseline) -> dict[str, Any]:
    """The basispad beside the scenario: what every difference on a page is measured from."""
    reference = reference_scenario(scenario)
    run, _ = central(baseline, reference)
    return {"overrides": dict(reference.overrides), **path_document(run, baseline)}


def _label(month: int | None) -> str | None:
    return None if month is None else month_label(month)


def _months(run: Projection) -> list[dict[str, Any]]:
    flows = {
        "inflow": run.caseload.inflow,
        "lks_returns": run.caseload.lks_returns,
        "relapse": run.caseload.relapse,
        "outflow": run.caseload.outflow,
        "into_lks": run.caseload.into_lks,
        "measures": run.caseload.measures,
        "lks_starts": run.lks_starts,
        "lks_first_year_exits": run.jobs.first_year_exits,
        "lks_later_exits": run.jobs.later_exits,
        "bijstand_lasten": run.bijstand_lasten,
        "lks_lasten": run.lks_lasten,
    }
    rows: list[dict[str, Any]] = []
    for t, month in enumerate(run.months):
        row: dict[str, Any] = {
            "month": month_label(month),
            "volume": float(run.caseload.stock[t, 0]),
            "lks_jobs": float(run.jobs.stock[t, 0]),
            "reserve": float(run.reserve[t, 0]),
            "general_funds_to_date": float(run.general_funds[t, 0]),
        }
        # The reference month is observed, not simulated: it has stocks and no flows.
        row |= {name: float(values[t - 1, 0]) if t else None for name, values in flows.items()}
        row["measure_cost"] = float(run.measure_cost[t - 1]) / MILLION if t else None
        rows.append(row)
    return rows


def yearly(run: Projection) -> dict[str, Floats]:
    """Every yearly outcome by name, shape `(years, draws)`; money in EUR million."""
    ends = [december(year) - run.months[0] for year in run.years]
    return {
        "volume": run.caseload.stock[ends],
        "lks_jobs": run.jobs.stock[ends],
        "buig": run.budget.total,
        "lasten": run.lasten,
        "bijstand_lasten": run.year_bijstand_lasten,
        "lks_lasten": run.year_lks_lasten,
        "result": run.result,
        "vangnet_granted": run.account.vangnet_granted,
        "vangnet_received": run.account.vangnet_received,
        "reserve": run.account.reserve,
        "general_funds": run.account.general_funds,
        "macro_budget": run.budget.macro,
        "macro_lks": run.budget.macro_lks,
        "buig_share": run.budget.share,
        "lks_part": run.budget.lks_part,
    }


def _years(run: Projection) -> list[dict[str, Any]]:
    columns = yearly(run)
    return [{"year": year} | {name: float(values[i, 0]) for name, values in columns.items()} for i, year in enumerate(run.years)]


def _bands(bands: Projection, baseline: Baseline) -> dict[str, Any]:
    months = {"volume": bands.caseload.stock, "lks_jobs": bands.jobs.stock, "reserve": bands.reserve}
    years = {name: yearly(bands)[name] for name in ("buig", "lasten", "result", "reserve", "general_funds")}
    if baseline.find("reserve") is None:
        del months["reserve"], years["reserve"]
    return {
        "draws": int(np.broadcast_shapes(*(values.shape for values in months.values()))[1]),
        "quantiles": list(QUANTILES),
        "months": {name: quantiles(values).T.tolist() for name, values in months.items()},
        "years": {name: quantiles(values).T.tolist() for name, values in years.items()},
    }
