"""A light visitor: the WebSocket that a browser would hold, without the browser."""

from __future__ import annotations

import asyncio
import json
import random
import ssl
import time
import urllib.request

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

THINK = 3.0
LEVER = "inflow"


class Visitor:
    """One session that moves one slider every three seconds."""

    def __init__(self, url: str, tls: ssl.SSLContext | None = None, home: str = "") -> None:
        self.url, self.tls, self.home = url, tls, home
        self.latencies: list[float] = []
        self.errors = 0
        self.widget = self.fragment = self.epoch = self.page = ""

    async def _run(self, socket: websockets.ClientConnection, message: BackMsg) -> float:
        """Send, and read until that run has finished; gives the seconds it took."""
        start = time.perf_counter()
        await socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg.FromString(await asyncio.wait_for(socket.recv(), 30))  # type: ignore[arg-type]
            kind = answer.WhichOneof("type")
            if kind == "new_session":
                self.page = answer.new_session.page_script_hash
            elif kind == "delta":
                self._learn(answer)
            elif kind == "script_finished":
                return time.perf_counter() - start

    def _learn(self, answer: ForwardMsg) -> None:
        element = answer.delta.new_element
        if element.WhichOneof("type") == "bidi_component" and f"lever-{LEVER}" in element.bidi_component.id:
            self.widget, self.fragment = element.bidi_component.id, answer.delta.fragment_id
            self.epoch = json.loads(element.bidi_component.json)["epoch"]
        if element.WhichOneof("type") == "exception":
            self.errors += 1

    async def _connect(self) -> websockets.ClientConnection:
        """A connection; through a proxy with the cookie that it gave for the page, as a browser sends it."""
        jar = await asyncio.to_thread(self._jar) if self.home else {}
        return await websockets.connect(
            self.url, subprotocols=["streamlit"], max_size=None, ssl=self.tls, additional_headers=jar,  # type: ignore[list-item]
            open_timeout=30,
        )  # fmt: skip

    def _jar(self) -> dict[str, str]:
        with urllib.request.urlopen(self.home, context=self.tls, timeout=30) as answer:
            return {"Cookie": "; ".join(one.partition(";")[0] for one in answer.headers.get_all("set-cookie") or [])}

    async def live(self, seconds: float, after: float = 0.0) -> None:
        """Open the page, then move the slider until the time is up; how long answers took is noted after the first seconds."""
        begun = time.monotonic()
        try:
            async with await self._connect() as socket:
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
        except (OSError, TimeoutError, websockets.WebSocketException):
            self.errors += 1
