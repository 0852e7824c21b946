"""A light visitor: what a browser sends and fetches, without the browser.

It comes near a slider before it moves it, and so fetches what the thumb would draw, unless it has that already.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import re
import ssl
import time
import urllib.request
from collections.abc import Sequence

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from core.server.begun import _varint, kind_of
from tests.bench.wire import Line, Wire

THINK = 3.0
LEVERS = {"inflow": (480.0, 720.0, 1.0), "outflow_rate": (0.015, 0.021, 0.0001), "lks_first_year_dropout": (0.2, 0.6, 0.01),
          "buig_share": (0.053, 0.058, 0.0001)}  # fmt: skip
"""Those that everybody sees: between which values they are put, and their step."""
SLIDER = re.compile(rb'-lever-(\w+).{0,4000}?"family": ?"([^"]+)"', re.DOTALL)
"""A slider in a message, and the address of what its thumb draws."""
HELD = 1.0
"""How long a slider is held before it is released [s]."""
PATIENCE = 30.0
"""Time in which an answer must come [s]."""
OK, NOTHING = 200, 204
"""What a browser is told of what it fetches: here it is, or go on without."""
STARTED, PART, FINISHED = (
    ForwardMsg.DESCRIPTOR.fields_by_name[name].number for name in ("new_session", "delta", "script_finished")
)
ELEMENT = Delta.DESCRIPTOR.fields_by_name["new_element"].number
FAULT = Element.DESCRIPTOR.fields_by_name["exception"].number


def within(data: bytes, *path: int) -> int:
    """Number of the first field inside the fields of a path; 0 when one of them is not there. Reads no further than that."""
    at = 0
    for field in path:
        while at < len(data):
            tag, at = _varint(data, at)
            size, at = _varint(data, at)
            if tag >> 3 == field:
                break
            at += size
    return _varint(data, at)[0] >> 3


class Visitor:
    """One session that moves a slider every three seconds.

    Parameters
    ----------
    levers : Sequence[str]
        Those that it moves: each time one of them.
    """

    def __init__(self, url: str, tls: ssl.SSLContext | None = None, home: str = "", levers: Sequence[str] = ("inflow",)) -> None:
        self.url, self.tls, self.home, self.levers = url, tls, home, levers
        self.latencies: list[float] = []
        self.errors = self.families = self.refused = 0
        self.widgets: dict[str, str] = {}
        self.near: dict[str, bytes] = {}
        self.known: set[bytes] = set()
        self.fragment = self.epoch = self.page = ""

    async def _run(self, wire: Wire, message: BackMsg) -> float:
        """Send, and read until that run has finished; gives the seconds it took."""
        start = time.perf_counter()
        wire.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while True:
                raw = await wire.receive()
                kind = kind_of(raw)
                if kind == FINISHED:
                    return time.perf_counter() - start
                if len(self.widgets) < len(LEVERS) and kind in (STARTED, PART):
                    self._learn(ForwardMsg.FromString(raw))
                elif kind == PART:
                    self.errors += within(raw, PART, ELEMENT) == FAULT
                    if len(self.levers) > 1 and (found := SLIDER.search(raw)):
                        self.near[found[1].decode()] = found[2]

    def _learn(self, answer: ForwardMsg) -> None:
        if answer.WhichOneof("type") == "new_session":
            self.page = answer.new_session.page_script_hash
            return
        element = answer.delta.new_element
        lever = element.bidi_component.id.rpartition("-lever-")[2]
        if element.WhichOneof("type") == "bidi_component" and lever in LEVERS:
            self.widgets[lever], self.fragment = element.bidi_component.id, answer.delta.fragment_id
            told = json.loads(element.bidi_component.json)
            self.epoch, self.near[lever] = told["epoch"], told["family"].encode()
        if element.WhichOneof("type") == "exception":
            self.errors += 1

    async def _connect(self) -> Wire:
        """A connection; through a proxy with the cookie that it gave for the page, as a browser sends it."""
        jar = await asyncio.to_thread(self._jar) if self.home else {}
        self.line = Line(self.url, self.tls, jar)
        async with asyncio.timeout(PATIENCE):
            return await Wire.open(self.url, self.tls, jar)

    def _jar(self) -> dict[str, str]:
        with urllib.request.urlopen(self.home, context=self.tls, timeout=30) as answer:
            return {"Cookie": "; ".join(one.partition(";")[0] for one in answer.headers.get_all("set-cookie") or [])}

    async def _come_near(self, lever: str) -> None:
        """Fetch what the thumb of a slider draws, as a browser does that does not have it yet."""
        if (address := self.near[lever]) in self.known:
            return
        status = await self.line.get(f"/{address.decode()}")
        self.families += 1
        self.refused += status == NOTHING
        self.errors += status not in (OK, NOTHING)
        if status == OK:
            self.known.add(address)

    def _moved(self, lever: str, seq: int) -> BackMsg:
        """A slider that is released somewhere."""
        low, high, step = LEVERS[lever]
        value = low + step * random.randint(0, round((high - low) / step))
        message = BackMsg()
        message.rerun_script.page_script_hash, message.rerun_script.fragment_id = self.page, self.fragment
        widget = message.rerun_script.widget_states.widgets.add()
        widget.id = self.widgets[lever]
        widget.json_value = json.dumps({"move": {"seq": seq, "value": value, "phase": "commit", "epoch": self.epoch}})
        return message

    async def live(self, seconds: float, after: float = 0.0) -> None:
        """Open the page, then move sliders until the time is up; how long answers took is noted after the first seconds."""
        begun = time.monotonic()
        try:
            async with contextlib.aclosing(await self._connect()) as socket, contextlib.aclosing(self.line):
                first = BackMsg()
                first.rerun_script.query_string = ""
                await self._run(socket, first)
                await asyncio.sleep(random.uniform(0, THINK))
                noted, end, seq = begun + after, begun + after + seconds, 0
                coming = asyncio.create_task(asyncio.sleep(0))
                while time.monotonic() < end:
                    seq += 1
                    lever = random.choice(self.levers)
                    if coming.done():  # nobody waits for what the thumb draws: who is early moves without
                        coming.result()
                        coming = asyncio.create_task(self._come_near(lever))
                    await asyncio.sleep(HELD)
                    took = await self._run(socket, self._moved(lever, seq))
                    if time.monotonic() - took >= noted:
                        self.latencies.append(took)
                    await asyncio.sleep(random.uniform(0.8, 1.2) * THINK - HELD)
                coming.cancel()
        except (OSError, TimeoutError, EOFError):
            self.errors += 1
