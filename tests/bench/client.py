"""A light visitor: the WebSocket that a browser would hold, without the browser."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import ssl
import time
import urllib.request

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from core.server.begun import _varint, kind_of
from tests.bench.wire import Wire

THINK = 3.0
LEVER = "inflow"
PATIENCE = 30.0
"""Time in which an answer must come [s]."""
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
    """One session that moves one slider every three seconds."""

    def __init__(self, url: str, tls: ssl.SSLContext | None = None, home: str = "") -> None:
        self.url, self.tls, self.home = url, tls, home
        self.latencies: list[float] = []
        self.errors = 0
        self.widget = self.fragment = self.epoch = self.page = ""

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
                if not self.widget and kind in (STARTED, PART):
                    self._learn(ForwardMsg.FromString(raw))
                elif kind == PART:
                    self.errors += within(raw, PART, ELEMENT) == FAULT

    def _learn(self, answer: ForwardMsg) -> None:
        if answer.WhichOneof("type") == "new_session":
            self.page = answer.new_session.page_script_hash
            return
        element = answer.delta.new_element
        if element.WhichOneof("type") == "bidi_component" and f"lever-{LEVER}" in element.bidi_component.id:
            self.widget, self.fragment = element.bidi_component.id, answer.delta.fragment_id
            self.epoch = json.loads(element.bidi_component.json)["epoch"]
        if element.WhichOneof("type") == "exception":
            self.errors += 1

    async def _connect(self) -> Wire:
        """A connection; through a proxy with the cookie that it gave for the page, as a browser sends it."""
        jar = await asyncio.to_thread(self._jar) if self.home else {}
        async with asyncio.timeout(PATIENCE):
            return await Wire.open(self.url, self.tls, jar)

    def _jar(self) -> dict[str, str]:
        with urllib.request.urlopen(self.home, context=self.tls, timeout=30) as answer:
            return {"Cookie": "; ".join(one.partition(";")[0] for one in answer.headers.get_all("set-cookie") or [])}

    async def live(self, seconds: float, after: float = 0.0) -> None:
        """Open the page, then move the slider until the time is up; how long answers took is noted after the first seconds."""
        begun = time.monotonic()
        try:
            async with contextlib.aclosing(await self._connect()) as socket:
                first = BackMsg()
                first.rerun_script.query_string = ""
                await self._run(socket, first)
                await asyncio.sleep(random.uniform(0, THINK))
                noted, end, seq = begun + after, begun + after + seconds, 0
                while time.monotonic() < end:
                    seq += 1
                    move = {"seq": seq, "value": float(random.randint(480, 720)), "phase": "commit", "epoch": self.epoch}
                    message = BackMsg()
                    message.rerun_script.page_script_hash = self.page
                    message.rerun_script.fragment_id = self.fragment
                    widget = message.rerun_script.widget_states.widgets.add()
                    widget.id, widget.json_value = self.widget, json.dumps({"move": move})
                    took = await self._run(socket, message)
                    if time.monotonic() - took >= noted:
                        self.latencies.append(took)
                    await asyncio.sleep(random.uniform(0.8, 1.2) * THINK)
        except (OSError, TimeoutError, EOFError):
            self.errors += 1
