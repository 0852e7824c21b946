"""(d0) What a release costs the server, a page at a time, beside a page of Streamlit alone with as many elements."""

from __future__ import annotations

import asyncio
import os
import random
from statistics import median

from tests.bench.machine import cpu_seconds, save, serving
from tests.bench.session import Session

FLOOR = "tests/bench/floor_answer.py"
PAGES = ("verkenner", "buig", "onzekerheid", "volume", "lks", "impulspakket")
WARM_S = 20.0
RELEASES = 40
"""In one measurement; of three the middle one counts."""
PAUSE_S = 0.02


async def released(port: int, pid: int, page: str) -> dict[str, float | str]:
    """Processor time of releases of one slider that come one at a time, and what they send."""
    spent, sent = [], []
    async with Session(port) as session:
        await session.open(page)
        for measured in range(4):
            before, heard = cpu_seconds(pid), session.heard
            for _ in range(RELEASES if measured else 5):  # the first ones work out what is remembered afterwards
                await session.move("inflow", random.randint(480, 720))
                await asyncio.sleep(PAUSE_S)
            if measured:
                spent.append(1e3 * (cpu_seconds(pid) - before) / RELEASES)
                sent.append((session.heard - heard) / RELEASES)
    return {
        "page": page,
        "cpu_ms": round(median(spent), 1),
        "kb": round(median(sent) / 1e3),
        "load": round(os.getloadavg()[0], 1),
    }


def measure() -> None:
    """Run and save."""
    with serving(FLOOR) as (port, pid):
        floor = asyncio.run(released(port, pid, "")) | {"page": "Streamlit alone, as many elements"}
    with serving() as (port, pid):
        asyncio.run(asyncio.sleep(WARM_S))
        rows = [asyncio.run(released(port, pid, page)) for page in PAGES]
    save("answer", {"rows": [floor, *rows]})
