"""(i) Visitors who come, bring a file, see every page, move, type and leave: memory when all are gone, and what is logged."""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path
from typing import Final

import websockets

from tests.bench.machine import resident_mb, save, serving
from tests.bench.session import Session
from tests.own_data.files import as_csv, months, table
from tests.pages.test_pages import PAGES

AT_A_TIME: Final = 30
FORGOTTEN_AFTER: Final = 160.0
"""Time after which nothing of a session may be left: Streamlit's two minutes, and a round of the server's own [s]."""
INFLOW: Final = 571.25
TRAVEL: Final = "617,31"
PLACE: Final = "Ergens aan Zee"
NAME: Final = "geheim-bestand.csv"
SECRET: Final = ("571.25", "571,25", "617,31", "617.31", PLACE, NAME, "eigen-")
"""What no log line may hold."""


async def visit(port: int) -> int:
    """One visitor; gives the errors that they saw."""
    async with Session(port) as session:
        await session.open("", f"inflow={INFLOW}")
        await session.move("inflow", INFLOW)
        await session.open("bronnen")
        await session.upload("own-file", NAME, as_csv(table(months(48, 12 * 2021, 5317))))
        await session.type("own-name", PLACE)
        await session.press("own-use")
        for page in PAGES:
            await session.open(page)
        await session.open("huishouden")
        await session.type("hh-travel", TRAVEL)
        return session.errors


async def _coming(port: int, seconds: float) -> tuple[int, int]:
    """Visitors and errors while so many are there at a time."""
    end, visitors, errors = time.monotonic() + seconds, 0, 0

    async def one() -> None:
        nonlocal visitors, errors
        while time.monotonic() < end:
            try:
                errors += await visit(port)
            except (OSError, TimeoutError, websockets.WebSocketException):
                errors += 1
            visitors += 1

    await asyncio.gather(*(one() for _ in range(AT_A_TIME)))
    return visitors, errors


def measure(minutes: float = 15.0) -> None:
    """Run and save. The start is the server after one visitor, as what is loaded for the first stays."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with log.open("wb") as out, serving(log=out) as (port, pid):
            time.sleep(20)
            asyncio.run(visit(port))
            start = resident_mb(pid)
            visitors, errors = asyncio.run(_coming(port, 60.0 * minutes))
            most = resident_mb(pid)
            time.sleep(FORGOTTEN_AFTER)
            end = resident_mb(pid)
        said = log.read_text(encoding="utf-8", errors="replace")
    told = sorted({secret for secret in SECRET if secret in said})
    save("tour", {"minutes": minutes, "at_a_time": AT_A_TIME, "visitors": visitors, "errors": errors, "start_mb": round(start),
                  "most_mb": round(most), "end_mb": round(end), "grown_percent": round(100 * (end / start - 1), 1),
                  "log_lines": said.count("\n"), "told": told})  # fmt: skip
