"""One piece of the work: some scenarios with their draws, as the bytes of a Parquet file. The same wherever it runs."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from core import MODEL_VERSION
from core.analysis.draws import screen_disturbance
from core.analysis.every_package import reached
from core.analysis.simulate import simulate
from core.analysis.sweep import some_draws
from core.analysis.target import Target, target_of
from core.analysis.uncertainty import QUANTILES, quantiles
from core.baseline import Baseline
from core.document.batch.rows import Job, baseline_of
from core.document.run import yearly
from core.model.calendar import month_label
from core.model.parameters import MILLION, Floats
from core.model.projection import Projection
from core.problem import Problem

AT_ONCE: Final = 512
"""Draws of a run: such arrays stay in the processor's own memory."""
OUTCOMES: Final = ("volume", "lks_jobs", "buig", "lasten", "result", "reserve", "general_funds")
TARGETS: Final = (("milestone_volume", "volume"), ("target_volume", "volume"), ("lks_target", "lks_jobs"))
STATISTICS: Final = ("path", "mean", *(f"q{1000 * level:03.0f}" for level in QUANTILES))
"""The scenario's own path, and over the draws their mean and quantiles: q025 is that of 2.5%."""
SCHEMA: Final = pa.schema(
    [
        ("scenario", pa.string()), ("row", pa.int32()), ("outcome", pa.string()), ("period", pa.string()),
        ("statistic", pa.string()), ("value", pa.float64()),
    ]
)  # fmt: skip


def work(jobs: Sequence[Job], draws: int, version: str) -> bytes:
    """Simulate these scenarios. Raises Problem where another version of the model runs than the one that asks."""
    if version != MODEL_VERSION:
        raise Problem("batch.version", value=MODEL_VERSION, known=version)
    tables = [_table(job, _results(baseline_of(job.scenario.baseline), job, draws)) for job in jobs]
    return written(pa.concat_tables(tables))


def written(table: pa.Table) -> bytes:
    """A table as Parquet in one group of rows, always the same bytes."""
    out = io.BytesIO()
    pq.write_table(table, out, row_group_size=max(1, table.num_rows), compression="zstd")
    return out.getvalue()


Row = tuple[str, str, str, float]
"""Outcome, period, statistic and value."""


def _results(baseline: Baseline, job: Job, draws: int) -> list[Row]:
    scenario = job.scenario
    path = simulate(baseline, scenario)
    by = screen_disturbance(baseline, scenario.until, draws)
    drawn: list[dict[str, Floats]] = []
    held: list[Floats] = []
    targets = _targets(baseline, path)
    for i in range(0, draws, AT_ONCE):
        run = simulate(baseline, scenario, some_draws(by, slice(i, i + AT_ONCE)))
        wide = (len(run.years), run.reserve.shape[1])
        drawn.append({name: np.broadcast_to(yearly(run)[name], wide) for name in OUTCOMES})
        held.append(np.array([target.holds(reached(run, target)).mean() for _, target in targets]))
    rows: list[Row] = []
    for name in OUTCOMES:
        if name == "reserve" and baseline.find("reserve") is None:
            continue
        of_path, values = yearly(path)[name], np.concatenate([part[name] for part in drawn], axis=1)
        stats = [of_path[:, 0], values.mean(axis=1), *(quantiles(values) if len(values) else ())]
        for i, year in enumerate(path.years):
            rows += [(name, str(year), statistic, float(found[i])) for statistic, found in zip(STATISTICS, stats, strict=True)]
    chances = np.mean(held, axis=0)
    rows += [
        (key, month_label(target.month), "chance", float(chance)) for (key, target), chance in zip(targets, chances, strict=True)
    ]
    rows.append(("measure_cost", month_label(scenario.until), "path", float(path.measure_cost.sum()) / MILLION))
    return rows


def _targets(baseline: Baseline, run: Projection) -> list[tuple[str, Target]]:
    """The targets that somebody set and that lie within the horizon."""
    found = [(key, target_of(baseline, key, outcome)) for key, outcome in TARGETS]
    return [(key, target) for key, target in found if target is not None and target.month in run.months[1:]]


def _table(job: Job, rows: list[Row]) -> pa.Table:
    outcome, period, statistic, value = zip(*rows, strict=True)
    columns: dict[str, Any] = {
        "scenario": [job.name] * len(rows), "row": [job.row] * len(rows), "outcome": outcome, "period": period,
        "statistic": statistic, "value": value,
    }  # fmt: skip
    return pa.table(columns, schema=SCHEMA)
