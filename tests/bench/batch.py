"""(l) A batch of scenarios: paths per second of one core beside the bare kernel, and how it grows with processes."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from core.analysis.draws import screen_disturbance
from core.analysis.simulate import simulate
from core.analysis.sweep import some_draws
from core.baseline import DEFAULT, load_baseline
from core.document.batch.rows import Job
from core.document.batch.run import here, run_batch
from core.document.batch.work import AT_ONCE
from core.scenario import default_scenario, with_value
from tests.bench.machine import save

SCENARIOS, DRAWS = 96, 2048
PATHS = SCENARIOS * DRAWS


def measure() -> None:
    """Run and save."""
    baseline = load_baseline(DEFAULT)
    jobs = [Job(i, f"s{i}", with_value(default_scenario(baseline), baseline, "inflow", 500.0 + i)) for i in range(SCENARIOS)]
    by = screen_disturbance(baseline, jobs[0].scenario.until, DRAWS)
    pieces = [some_draws(by, slice(i, i + AT_ONCE)) for i in range(0, DRAWS, AT_ONCE)]
    simulate(baseline, jobs[0].scenario, pieces[0])
    start = time.process_time()
    for job in jobs:
        for piece in pieces:
            simulate(baseline, job.scenario, piece)
    kernel = PATHS / (time.process_time() - start)
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        run_batch(jobs, DRAWS, Path(folder) / "one.parquet", here(DRAWS, 1), lambda done: None)
        batch = PATHS / (time.process_time() - start)
        rows = []
        for processes in (1, 2, 4):
            begin = time.perf_counter()
            run_batch(jobs, DRAWS, Path(folder) / f"{processes}.parquet", here(DRAWS, processes), lambda done: None)
            rows.append({"processes": processes, "seconds": round(time.perf_counter() - begin, 2)})
        same = len({(Path(folder) / name).read_bytes() for name in ("one.parquet", "1.parquet", "2.parquet", "4.parquet")}) == 1
    found = {
        "kernel_paths_per_core_second": round(kernel), "batch_paths_per_core_second": round(batch),
        "ratio": round(batch / kernel, 2), "core_seconds_per_million": round(1e6 / batch, 1), "rows": rows, "same_bytes": same,
        "paths": PATHS, "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip
    save("batch", found)
    print(found)
