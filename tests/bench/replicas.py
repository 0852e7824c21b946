"""(d2) The same visitors behind nginx, over TLS: two processes that share a PostgreSQL, and one of them beside that."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import quantiles
from typing import Any

from tests.bench.client import LEVERS, Visitor
from tests.bench.load import crowd, watched
from tests.bench.machine import ALL, resident_mb, save
from tests.deploy.house import TRUST, House, housed

ONE, FOUR = ("inflow",), tuple(LEVERS)
ROWS = ((1, 200, ONE), (2, 45, ONE), (2, 200, ONE), (2, 200, FOUR))
"""Processes, sessions, and the sliders that each moves in turn: with four hardly a scenario is met twice."""
WARM_S = 20.0
"""Time that processes have to themselves before anybody comes, as after a night: at their start they compute ahead [s]."""


def measure(seconds: float = 20.0) -> None:
    """Run and save the table of the replicas."""
    rows = []
    for processes, sessions, levers in ROWS:
        with tempfile.TemporaryDirectory(prefix="koers-bench-") as folder, housed(Path(folder), processes) as house:
            asyncio.run(crowd(lambda house=house: through(house), 8, WARM_S))  # type: ignore[misc]
            found = _measured(house, sessions, seconds, levers)
            rows.append({"processes": processes, "sessions": sessions, "sliders": len(levers), **found})
            print(rows[-1], flush=True)
    first = os.sched_getscheduler(0) != os.SCHED_OTHER
    save("replicas", {"rows": rows, "seconds": seconds, "first": first})


def through(house: House, levers: Sequence[str] = ONE) -> Visitor:
    """A visitor who comes by the proxy, without a cookie: it gives them one, and so a process."""
    home = f"https://localhost:{house.port}/"
    return Visitor(f"wss://localhost:{house.port}/_stcore/stream", TRUST, home, levers)


def _measured(house: House, sessions: int, seconds: float, levers: Sequence[str]) -> dict[str, Any]:
    pids = [server.process.pid for server in house.servers if server.process is not None]
    visitors, spent = asyncio.run(watched(lambda: through(house, levers), sessions, seconds, [*pids, os.getpid(), ALL]))
    clients, machine = spent[-2:]
    del spent[-2:]
    latencies = sorted(1e3 * value for visitor in visitors for value in visitor.latencies)
    cuts = quantiles(latencies, n=100, method="inclusive")
    return {
        "answers": len(latencies),
        "p50_ms": round(cuts[49]),
        "p95_ms": round(cuts[94]),
        "p99_ms": round(cuts[98]),
        "errors": sum(visitor.errors for visitor in visitors),
        "cpu_ms_per_answer": round(1e3 * sum(spent) / len(latencies), 1),
        "cpu_percent": [round(100 * one / seconds) for one in spent],
        "clients_percent": round(100 * clients / seconds),
        "beside_percent": round(100 * (machine - clients - sum(spent)) / seconds),
        "families": sum(visitor.families for visitor in visitors),
        "without_family": sum(visitor.refused for visitor in visitors),
        "memory_mb": [round(resident_mb(pid)) for pid in pids],
        "load": round(os.getloadavg()[0], 1),
    }
