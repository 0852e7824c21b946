"""A slider that the browser draws: frames and thumb to paint, on a slow line too; families; people who drag at once."""

from __future__ import annotations

import asyncio
import gzip
import json
import math
import os
import random
import shutil
import time
import urllib.request
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import mean, quantiles
from typing import Any, Final

import websockets
from playwright.async_api import Page, ViewportSize, async_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.typing import Subprotocol

from core.analysis.family import family_of
from core.baseline import DEFAULT, load_baseline
from core.figures.preview import preview
from core.figures.sheets import PREVIEWED
from core.scenario import LEVER, default_scenario, default_value, with_value
from tests.bench.drag import ARGUMENTS, CHARTS, LEVERS, WATCH
from tests.bench.machine import cpu_seconds, save, serving

DESK: Final[ViewportSize] = {"width": 1366, "height": 768}
SECONDS: Final = 2.0
"""Of a drag."""
PAUSE: Final = 0.008
"""Between two moves of a mouse, as most give them [s]."""
MOST: Final = 6
"""Moves that the page has not taken yet, before the mouse waits."""
CYCLE: Final = 6.0
"""In which somebody drags once [s]."""
CROWDS: Final = (1, 5, 10, 20, 45)
LINES: Final = {"loopback": None, "100 ms, 2 Mbit/s": (100, 250_000)}
"""Latency [ms] and throughput [bytes/s] that the browser emulates."""
SCENARIOS: Final = 3
INPUTS = """() => { const moves = window.moves = [];
  const said = (range) => range.getRootNode().querySelector('.typed').value;
  const hear = ([range]) => {
    if (range.type !== 'range') return;
    const move = [performance.now(), said(range), Infinity];
    moves.push(move);
    requestAnimationFrame(() => requestAnimationFrame((begun) => { move[2] = begun; })); };
  addEventListener('input', (event) => hear(event.composedPath()), true); }"""
"""Remembers of each move when it came, what the slider said before it (where a drag turns it says the same for a while), and when
the frame began before which nothing that was drawn for it can have been painted."""


def measure() -> None:
    """Run and save."""
    with serving() as (port, _):
        time.sleep(15)  # a server that has just started still takes over the other pages' specifications
        asked = [("loopback", False), *((name, True) for name in LINES)]
        drags = [drag for name, drawn in asked for drag in asyncio.run(_drags(port, name, drawn=drawn))]
    save("thumb", {"drags": drags, "families": _families(), "crowds": _crowds()})


async def _drags(port: int, line: str, *, drawn: bool) -> list[dict[str, Any]]:
    """One drag of each slider, `drawn` by the browser or asking the server as a page without families does."""
    async with browsing() as page:
        if not drawn:
            await page.route("**/koers/family.bin*", lambda route: route.abort())
        await page.goto(f"http://127.0.0.1:{port}/")
        await page.wait_for_selector(".st-key-chart-reserve svg.marks")
        await page.wait_for_timeout(2000)
        emulated = LINES[line]
        if emulated is not None:
            session = await page.context.new_cdp_session(page)
            await session.send("Network.enable")
            latency, rate = emulated
            await session.send(
                "Network.emulateNetworkConditions",
                {"offline": False, "latency": latency, "downloadThroughput": rate, "uploadThroughput": rate},
            )
        about = {"line": line, "drawn": drawn}
        return [about | {"lever": lever} | await dragged(page, lever, drawn=drawn) for lever in LEVERS]


@asynccontextmanager
async def browsing(screen: ViewportSize = DESK) -> AsyncIterator[Page]:
    """A page that remembers when its sliders moved."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        page = await browser.new_page(viewport=screen)
        await page.add_init_script(f"({INPUTS})()")
        yield page
        await browser.close()


async def dragged(page: Page, lever: str, *, drawn: bool, charts: Sequence[str] = CHARTS) -> dict[str, Any]:
    """One drag: frames a second of what moves most, from a move to another value to the frame after its first repaint."""
    track = page.locator(f".st-key-lever-{lever} input.range")
    box = await track.bounding_box()
    assert box is not None
    part = await track.evaluate("e => (e.value - e.min) / (e.max - e.min)")
    x, y = box["x"] + 11 + part * (box["width"] - 22), box["y"] + box["height"] / 2
    near = time.monotonic()
    if drawn:
        async with page.expect_response(lambda answer: f"lever={lever}" in answer.url, timeout=60_000) as coming:
            await page.mouse.move(x, y)
        await (await coming.value).finished()
    ready = time.monotonic() - near
    await page.mouse.move(x, y)
    await page.wait_for_timeout(300)
    selectors = [f".st-key-chart-{chart} svg.marks" for chart in charts]
    await page.evaluate(WATCH, selectors)
    await page.mouse.down()
    began = await page.evaluate("performance.now()")
    await _moved(page, x, y)
    ended = await page.evaluate("performance.now()")
    await page.mouse.up()
    await page.wait_for_timeout(2500)
    seen, moves = await page.evaluate("window.seen"), await page.evaluate("window.moves")
    painted = {chart: [at for at in seen[one] if began <= at <= ended] for chart, one in zip(charts, selectors, strict=True)}
    first = sorted(at for times in painted.values() for at in times)
    changed = [move for move, after in pairwise(moves) if move[1] != after[1] and began <= move[0] <= ended - 100]
    waits = [next((at - came for at in first if at >= begun), math.inf) for came, _, begun in changed]
    cuts = quantiles([wait for wait in waits if wait < math.inf], n=100, method="inclusive")
    return {
        "frames": {chart: round(1e3 * len(times) / (ended - began), 1) for chart, times in painted.items()},
        "p50_ms": round(cuts[49]), "p95_ms": round(cuts[94]), "ready_ms": round(1e3 * ready) if drawn else None,
        "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip


async def _moved(page: Page, x: float, y: float) -> None:
    """Move a mouse that does not wait until the page has taken a move: one that does gives at most every second frame one."""
    session = await page.context.new_cdp_session(page)
    start, under_way = time.monotonic(), set[asyncio.Task[Any]]()
    while (at := time.monotonic() - start) < SECONDS:
        move = {"type": "mouseMoved", "x": x + 38 * math.sin(3 * at), "y": y, "button": "left", "buttons": 1}
        task = asyncio.create_task(session.send("Input.dispatchMouseEvent", move))
        under_way.add(task)
        task.add_done_callback(under_way.discard)
        await asyncio.sleep(PAUSE)
        while len(under_way) > MOST:
            await asyncio.sleep(PAUSE / 4)
    await asyncio.gather(*under_way)


def _families() -> list[dict[str, Any]]:
    """Processor time and size of families that nobody asked for before, at random scenarios of the basis on show."""
    chance, baseline, rows = random.Random(15), load_baseline(DEFAULT), []
    for page in PREVIEWED:
        for lever in LEVERS:
            spent, sizes, whole = [], [], []
            for i in range(SCENARIOS + 1):
                scenario = default_scenario(baseline)
                for other in LEVERS:
                    if other != lever:
                        value = chance.choice(LEVER[other].steps(default_value(baseline, other)))
                        scenario = with_value(scenario, baseline, other, value)
                start = time.process_time()
                body = preview(family_of(baseline, scenario, LEVER[lever], money=PREVIEWED[page].money), page, "nl")
                if i:  # the first one fills what all families share
                    spent.append(1e3 * (time.process_time() - start))
                    sizes.append(len(body) / 1e3)
                    whole.append(len(gzip.decompress(body)) / 1e3)
            rows.append({"page": page, "lever": lever, "cpu_ms": round(mean(spent)), "most_ms": round(max(spent)),
                         "kb": round(max(sizes)), "unpacked_kb": round(max(whole))})  # fmt: skip
    return rows


@dataclass
class Person:
    """Somebody without a browser who comes near a slider, drags it for two seconds, and lets go."""

    port: int
    family_ms: list[float] = field(default_factory=list)
    release_ms: list[float] = field(default_factory=list)
    levers: dict[str, tuple[str, str, dict[str, Any]]] = field(default_factory=dict)
    page: str = ""

    async def live(self, cycles: int) -> None:
        """Open the page, then drag once in every cycle, each time another slider."""
        url = f"ws://127.0.0.1:{self.port}/_stcore/stream"
        async with websockets.connect(url, subprotocols=[Subprotocol("streamlit")], max_size=None) as socket:
            first = BackMsg()
            first.rerun_script.query_string = ""
            await self._run(socket, first)
            await asyncio.sleep(random.uniform(0.0, CYCLE))
            for seq in range(1, cycles + 1):
                began, name = time.monotonic(), random.choice(LEVERS)
                widget, fragment, data = self.levers[name]
                self.family_ms.append(await asyncio.to_thread(self._fetch, data["family"]))
                await asyncio.sleep(SECONDS)
                value = random.choice(LEVER[name].steps(data["base"]))
                move = {"seq": data["ack"] + seq, "value": value, "phase": "commit", "epoch": data["epoch"]}
                message = BackMsg()
                message.rerun_script.page_script_hash, message.rerun_script.fragment_id = self.page, fragment
                state = message.rerun_script.widget_states.widgets.add()
                state.id, state.json_value = widget, json.dumps({"move": move})
                self.release_ms.append(await self._run(socket, message))
                await asyncio.sleep(max(0.0, CYCLE - (time.monotonic() - began)))

    def _fetch(self, address: str) -> float:
        start = time.perf_counter()
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{address}", timeout=30) as answer:
            answer.read()
        return 1e3 * (time.perf_counter() - start)

    async def _run(self, socket: websockets.ClientConnection, message: BackMsg) -> float:
        """Send, and read until that run has finished; gives what it took [ms]."""
        start = time.perf_counter()
        await socket.send(message.SerializeToString())
        while True:
            found = await asyncio.wait_for(socket.recv(), 60)
            assert isinstance(found, bytes)
            answer = ForwardMsg.FromString(found)
            kind = answer.WhichOneof("type")
            if kind == "new_session":
                self.page = answer.new_session.page_script_hash
            elif kind == "delta":
                component = answer.delta.new_element.bidi_component
                if "lever-" in component.id:
                    data = json.loads(component.json)
                    self.levers[data["id"]] = (component.id, answer.delta.fragment_id, data)
            elif kind == "script_finished":
                return 1e3 * (time.perf_counter() - start)


def _crowds() -> list[dict[str, Any]]:
    """Each crowd, one after another with one server."""
    with serving() as (port, pid):
        asyncio.run(Person(port).live(1))
        time.sleep(10)
        return [_crowd(people, port, pid) for people in CROWDS]


def _crowd(people: int, port: int, pid: int, cycles: int = 3) -> dict[str, Any]:
    """People who drag at once, each 2 s of every 6 s, each time another of the four sliders: no scenario is met twice."""

    async def play() -> list[Person]:
        found = [Person(port) for _ in range(people)]
        await asyncio.gather(*(person.live(cycles) for person in found))
        return found

    before, start = cpu_seconds(pid), time.monotonic()
    found = asyncio.run(play())
    spent, took = cpu_seconds(pid) - before, time.monotonic() - start
    families = quantiles([ms for one in found for ms in one.family_ms], n=100, method="inclusive")
    releases = quantiles([ms for one in found for ms in one.release_ms], n=100, method="inclusive")
    return {
        "people": people, "family_p50_ms": round(families[49]), "family_p95_ms": round(families[94]),
        "release_p50_ms": round(releases[49]), "release_p95_ms": round(releases[94]), "cpu_percent": round(100 * spent / took),
        "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip
