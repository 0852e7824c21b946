"""One log line and one measurement per rerun, for whoever keeps the server running."""

from __future__ import annotations

import datetime as dt
import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from prometheus_client import Histogram

from core.ui.turns import turn

log: Final = logging.getLogger("koers.rerun")

SECONDS: Final = Histogram(
    "koers_rerun_seconds",
    "Wall time of a rerun",
    ["page", "kind"],
    buckets=(0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2, 0.4, 0.8, 1.6, 3.2),
)
CPU: Final = Histogram(
    "koers_rerun_cpu_seconds",
    "Processor time of a rerun",
    ["page", "kind"],
    buckets=(0.005, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2, 0.4),
)


@contextmanager
def rerun(page: str, kind: str) -> Iterator[None]:
    """Wait for a turn, and measure what runs inside. No lever value and no address is logged: they are nobody's business."""
    with turn() as waited:
        wall, cpu = time.perf_counter(), time.thread_time()
        outcome = "stopped"
        try:
            yield
            outcome = "done"
        finally:
            wall, cpu = time.perf_counter() - wall, time.thread_time() - cpu
            SECONDS.labels(page, kind).observe(wall)
            CPU.labels(page, kind).observe(cpu)
            log.info(
                json.dumps(
                    {
                        "time": dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds"),
                        "event": "rerun",
                        "page": page,
                        "kind": kind,
                        "outcome": outcome,
                        "waited_ms": round(1e3 * waited, 1),
                        "ms": round(1e3 * wall, 1),
                        "cpu_ms": round(1e3 * cpu, 1),
                    }
                )
            )
