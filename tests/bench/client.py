"""A light visitor: the WebSocket that a browser would hold, without the browser."""

from __future__ import annotations

import asyncio
import json
import random
import time

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

THINK = 3.0
LEVER = "inflow"


class Visitor:
    """One session that moves one slider every three seconds."""

    def __init__(self, port: int) -> None:
        self.url = f"ws://127.0.0.1:{port}/_stcore/stream"
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

    async def live(self, seconds: float) -> None:
        """Open the page, then move the slider until the time is up."""
        try:
            async with websockets.connect(self.url, subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
                first = BackMsg()
                first.rerun_script.query_string = ""
                await self._run(socket, first)
                await asyncio.sleep(random.uniform(0, THINK))
                end, seq = time.monotonic() + seconds, 0
                while time.monotonic() < end:
                    seq += 1
                    move = {"seq": seq, "value": float(random.randint(480, 720)), "phase": "commit", "epoch": self.epoch}
                    message = BackMsg()
                    message.rerun_script.page_script_hash = self.page
                    message.rerun_script.fragment_id = self.fragment
                    widget = message.rerun_script.widget_states.widgets.add()
                    widget.id, widget.json_value = self.widget, json.dumps({"move": move})
                    self.latencies.append(await self._run(socket, message))
                    await asyncio.sleep(random.uniform(0.8, 1.2) * THINK)
        except (OSError, TimeoutError, websockets.WebSocketException):
            self.errors += 1
