"""(a) The model kernel by draws and months, and with all outputs and five quantiles."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

from core.analysis.draws import screen_disturbance
from core.analysis.simulate import parameters_of
from core.analysis.uncertainty import quantiles, spread
from core.baseline import load_baseline
from core.document.run import yearly
from core.model.calendar import month_index
from core.model.projection import Projection, project
from core.scenario import default_scenario, drivers
from tests.bench.machine import save

FIVE = (0.05, 0.25, 0.50, 0.75, 0.95)


def milliseconds(call: Callable[[], object], times: int = 40) -> float:
    """Median wall time of a call."""
    call()
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        spent.append(1e3 * (time.perf_counter() - start))
    return round(median(spent), 2)


def all_quantiles(run: Projection) -> None:
    """Five quantiles of every monthly stock and every yearly outcome."""
    for values in (run.caseload.stock, run.jobs.stock, run.reserve, run.general_funds, *yearly(run).values()):
        if values.shape[1] > 1:
            quantiles(values, FIVE)


def measure() -> None:
    """Run and save."""
    baseline = load_baseline("brief-2023-t2")
    parameters, chosen = parameters_of(baseline), drivers(default_scenario(baseline), baseline)
    first = baseline.reference_month + 1
    rows = []
    for until in ("2026-12", "2030-12"):
        last = month_index(until)
        months = last + 1 - first
        rows.append({"draws": 1, "months": months, "ms": milliseconds(lambda last=last: project(parameters, chosen, last))})
        for draws in (256, 2048, 16384):
            by = screen_disturbance(baseline, first + months - 1, draws)
            spent = milliseconds(
                lambda by=by, last=last: project(parameters, spread(chosen, by), last), 15 if draws > 9999 else 40
            )
            rows.append({"draws": draws, "months": months, "ms": spent})
    by = screen_disturbance(baseline, first + 39, 2048)
    whole = milliseconds(lambda: all_quantiles(project(parameters, spread(chosen, by), month_index("2026-12"))))
    save("kernel", {"rows": rows, "with_quantiles_ms": whole})
