"""(h) Twenty visitors with a slider, and one who means harm: what the twenty notice, and whether the health probe answers."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
import urllib.request
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import quantiles
from typing import Any, Final

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.bench.load import at, crowd
from tests.bench.machine import ROOT, resident_mb, save, serving
from tests.bench.session import Session, put
from tests.own_data.malformed import cases

GOOD: Final = 20
SECONDS: Final = 20.0
FIRST: Final = 5.0
"""Time before an attack begins, in which everybody comes in [s]."""
MEGABYTE: Final = 1_000_000


async def message(port: int, seconds: float) -> None:
    """A message of 2 MB, again from a new connection as soon as the last one is closed."""
    large = BackMsg()
    large.file_urls_request.file_names.extend([""] * MEGABYTE)
    raw = large.SerializeToString()
    await _again(port, seconds, lambda session: session.socket.send(raw), pause=0.2)


async def reruns(port: int, seconds: float) -> None:
    """500 runs of a whole page a second."""
    asked = BackMsg()
    asked.rerun_script.query_string = ""
    await _again(port, seconds, lambda session: session.socket.send(asked.SerializeToString()), pause=0.002)


async def heartbeats(port: int, seconds: float) -> None:
    """The smallest message there is, as fast as it goes."""
    beat = BackMsg()
    beat.app_heartbeat = True
    await _again(port, seconds, lambda session: session.socket.send(beat.SerializeToString()))


async def files(port: int, seconds: float) -> None:
    """80 files of 5 MB for one session, without waiting for any."""
    raw = b"x" * 5 * MEGABYTE
    async with Session(port) as session:
        await session.open("bronnen")
        urls = [await session.place("a.csv") for _ in range(80)]
        await asyncio.gather(*(asyncio.to_thread(put, port, one, "a.csv", raw) for one in urls))


async def hostile(port: int, seconds: float) -> None:
    """Files that mean harm or are none, each read to its end, one after another."""
    end, wicked = time.monotonic() + seconds, [*cases()]
    while time.monotonic() < end:
        for bad in wicked:
            if time.monotonic() > end:
                return
            async with Session(port) as session:
                await session.open("bronnen")
                await session.upload("own-file", bad.name, bad.make())


ATTACKS: Final[dict[str, Callable[[int, float], Awaitable[None]]]] = {
    "none": lambda port, seconds: asyncio.sleep(0),
    "a message of 2 MB": message,
    "500 full reruns a second": reruns,
    "heartbeats": heartbeats,
    "80 files of 5 MB": files,
    "malformed files": hostile,
}


async def _again(port: int, seconds: float, send: Callable[[Session], Awaitable[None]], pause: float = 0.0) -> None:
    """Send until the time is up; who is thrown out comes back. What comes in is thrown away."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError, TimeoutError, websockets.WebSocketException):
            async with Session(port) as session:
                await session.open()
                listening = asyncio.create_task(_listen(session))
                while time.monotonic() < end:
                    await send(session)
                    await asyncio.sleep(pause)
                listening.cancel()


async def _listen(session: Session) -> None:
    with contextlib.suppress(websockets.WebSocketException):
        async for _ in session.socket:
            pass


def _health(port: int) -> float:
    """Seconds in which the health probe answers."""
    start = time.perf_counter()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=30) as answer:
        assert answer.status == 200
    return time.perf_counter() - start


async def _beside(name: str, port: int, pid: int) -> dict[str, Any]:
    """What the good ones see while an attack goes on, which runs as its own process."""
    staying = asyncio.create_task(crowd(lambda: at(port), GOOD, FIRST + SECONDS))
    await asyncio.sleep(FIRST)
    attacker = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.attack", name, str(port), str(SECONDS), cwd=ROOT
    )
    probes = []
    while not staying.done():
        probes.append(await asyncio.to_thread(_health, port))
        await asyncio.sleep(0.2)
    with contextlib.suppress(ProcessLookupError):
        attacker.kill()
    await attacker.wait()
    visitors = staying.result()
    latencies = sorted(1e3 * value for visitor in visitors for value in visitor.latencies)
    cuts = quantiles(latencies, n=100, method="inclusive")
    return {
        "attack": name, "p50_ms": round(cuts[49]), "p95_ms": round(cuts[94]), "health_ms": round(1e3 * max(probes)),
        "errors": sum(visitor.errors for visitor in visitors), "memory_mb": round(resident_mb(pid)),
        "load": round(float(Path("/proc/loadavg").read_text(encoding="ascii").split()[0]), 1),
    }  # fmt: skip


def measure() -> None:
    """Run every attack beside the same crowd, and save."""
    with serving() as (port, pid):
        asyncio.run(crowd(lambda: at(port), 2, 15.0))  # warm, and past what a new server still does
        rows = [asyncio.run(_beside(name, port, pid)) for name in (*ATTACKS, "none")]
    before = min(rows[0]["p95_ms"], rows[-1]["p95_ms"])  # whatever else the machine did would flatter the attacks
    rows = [row | {"times": round(row["p95_ms"] / before, 1)} for row in rows]
    save("attack", {"rows": rows, "before_ms": before, "good": GOOD})


if __name__ == "__main__":
    asyncio.run(ATTACKS[sys.argv[1]](int(sys.argv[2]), float(sys.argv[3])))
