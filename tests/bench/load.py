"""(d) Sessions that each move a slider every three seconds, on one process; (e) the same for a long time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from statistics import quantiles

from tests.bench.client import Visitor
from tests.bench.machine import cpu_seconds, resident_mb, save, serving

PACE = 0.12
"""Between one who comes and the next [s]."""
SESSIONS = (1, 20, 50, 60, 100, 200)


async def crowd(visitor: Callable[[], Visitor], sessions: int, seconds: float) -> list[Visitor]:
    """Let visitors come in one after the other and stay; what they wait is noted from when all are there."""
    visitors = [visitor() for _ in range(sessions)]

    async def come(i: int) -> None:
        await asyncio.sleep(i * PACE)
        await visitors[i].live(seconds, (sessions - i) * PACE)

    await asyncio.gather(*(come(i) for i in range(sessions)))
    return visitors


def at(port: int) -> Visitor:
    """A visitor of a process without a proxy."""
    return Visitor(f"ws://127.0.0.1:{port}/_stcore/stream")


async def watched(
    visitor: Callable[[], Visitor], sessions: int, seconds: float, pids: list[int]
) -> tuple[list[Visitor], list[float]]:
    """The same, and the processor time that each process spent from when all were there [s]."""
    staying = asyncio.create_task(crowd(visitor, sessions, seconds))
    await asyncio.sleep(sessions * PACE)
    before = [cpu_seconds(pid) for pid in pids]
    await asyncio.sleep(seconds)
    spent = [cpu_seconds(pid) - was for pid, was in zip(pids, before, strict=True)]
    return await staying, spent


def measure(seconds: float = 30.0) -> None:
    """Run and save the load table."""
    rows = []
    for sessions in SESSIONS:
        with serving() as (port, pid):
            # A server that has just started still takes over specifications and scores past forecasts.
            asyncio.run(crowd(lambda: at(port), 1, 15.0))
            visitors, (spent,) = asyncio.run(watched(lambda: at(port), sessions, seconds, [pid]))
            latencies = sorted(1e3 * value for visitor in visitors for value in visitor.latencies)
            cuts = quantiles(latencies, n=100, method="inclusive")
            rows.append(
                {
                    "sessions": sessions,
                    "answers": len(latencies),
                    "p50_ms": round(cuts[49]),
                    "p95_ms": round(cuts[94]),
                    "p99_ms": round(cuts[98]),
                    "errors": sum(visitor.errors for visitor in visitors),
                    "cpu_ms_per_answer": round(1e3 * spent / len(latencies), 1),
                    "cpu_percent": round(100 * spent / seconds),
                    "memory_mb": round(resident_mb(pid)),
                }
            )
    save("load", {"rows": rows, "seconds": seconds})


def soak(minutes: float = 20.0, sessions: int = 50) -> None:
    """Run and save the soak: memory after the first minute and at the end."""

    async def watch(port: int, pid: int) -> tuple[list[Visitor], float]:
        staying = asyncio.create_task(crowd(lambda: at(port), sessions, 60 * minutes))
        await asyncio.sleep(60)
        start = resident_mb(pid)
        return await staying, start

    with serving() as (port, pid):
        visitors, start = asyncio.run(watch(port, pid))
        end = resident_mb(pid)
    answers = sum(len(visitor.latencies) for visitor in visitors)
    errors = sum(visitor.errors for visitor in visitors)
    grown = round(100 * (end / start - 1), 1)
    save("soak", {"minutes": minutes, "sessions": sessions, "answers": answers, "errors": errors,
                  "start_mb": round(start), "end_mb": round(end), "growth_percent": grown})  # fmt: skip
