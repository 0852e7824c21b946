"""The spreads that a baseline ships: `python -m tests.analysis.spreads BASELINE` prints them, to be written in its file.

They follow from the counts that the baseline sees on its own day, so a new count asks nothing of an older baseline.
A tertaal's new count goes in like this: one line in `data/cities/<city>/series/volume.toml`; for a baseline of that month
one file in `data/baselines` with these values; then `python -m tests.analysis.peers` for what a library would have said.
"""

from __future__ import annotations

import sys

from core.analysis.backtest import shipped
from core.analysis.calibration import flow_spreads
from core.analysis.published import part_of_inflow
from core.baseline import Baseline, load_baseline


def spreads(baseline: Baseline) -> dict[str, float]:
    """Each spread of the flows by its key, as the counts give it."""
    found = None if baseline.city is None else shipped(baseline.city, baseline.counted_until)
    if found is None:
        raise ValueError(f"{baseline.municipality} has too few counts to estimate from")
    outflow = baseline.value("outflow_rate") * baseline.value("volume")
    given = flow_spreads(found, baseline.value("inflow"), outflow, part_of_inflow())
    return {
        "spread_inflow": given.inflow, "spread_inflow_shock": given.inflow_shock, "spread_outflow": given.outflow,
        "spread_outflow_shock": given.outflow_shock, "shock_memory": given.memory, "shock_open_now": given.open_now,
    }  # fmt: skip


if __name__ == "__main__":
    for key, value in spreads(load_baseline(sys.argv[1])).items():
        print(f"{key} = {value:.3f}")
