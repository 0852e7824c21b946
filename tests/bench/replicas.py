"""(d2) The same visitors behind nginx, over TLS: two processes that share a PostgreSQL, and one of them beside that."""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path
from statistics import quantiles
from typing import Any

from tests.bench.client import Visitor
from tests.bench.load import crowd, watched
from tests.bench.machine import resident_mb, save
from tests.deploy.house import TRUST, House, housed

PROCESSES = (1, 2)
SESSIONS = (45, 100, 200)
WARM_S = 15.0


def measure(seconds: float = 30.0) -> None:
    """Run and save the table of the replicas."""
    rows = []
    for processes in PROCESSES:
        for sessions in SESSIONS:
            with tempfile.TemporaryDirectory(prefix="koers-bench-") as folder, housed(Path(folder), processes) as house:
                asyncio.run(crowd(lambda: through(house), 8, WARM_S))
                rows.append({"processes": processes, "sessions": sessions, **_measured(house, sessions, seconds)})
                print(rows[-1], flush=True)
    save("replicas", {"rows": rows, "seconds": seconds})


def through(house: House) -> Visitor:
    """A visitor who comes by the proxy, without a cookie: it gives them one, and so a process."""
    return Visitor(f"wss://localhost:{house.port}/_stcore/stream", tls=TRUST, home=f"https://localhost:{house.port}/")


def _measured(house: House, sessions: int, seconds: float) -> dict[str, Any]:
    pids = [server.process.pid for server in house.servers if server.process is not None]
    visitors, spent = asyncio.run(watched(lambda: through(house), sessions, seconds, [*pids, os.getpid()]))
    clients = spent.pop()
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
        "memory_mb": [round(resident_mb(pid)) for pid in pids],
        "load": round(os.getloadavg()[0], 1),
    }
