"""One wish at a time: what a visitor does next reaches Streamlit once it has begun on what they did before.

Streamlit drops what it has not begun on when more comes in: it stops the run, and a press of a button that the run was to
take with it is gone. From the first thing that a run draws its presses are taken, and the next may come.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

PATIENCE: Final = 2.0
"""How long a run may take to begin [s]; a wish for a part of the page that is gone begins nothing."""
RERUN: Final = 11
"""Field of Streamlit's BackMsg that asks for a run. The rest asks for none, and does not wait."""
NEW_SESSION: Final = 4
DRAWN: Final = frozenset((5, 6, 13, 23))
"""Fields of its ForwardMsg that a run sends after it has taken its presses: a part of a page, its end, its title, its menu."""
_BEFORE: Final = frozenset((1, 2))
"""Fields that stand before what a message is: its hash, and where it belongs."""


class OneByOne:
    """Hands on what a connection asks for, each when the one before it has begun."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a connection on."""
        if scope["type"] == "websocket":
            line = _Line(receive, send)
            await self.app(scope, line.receive, line.send)
        else:
            await self.app(scope, receive, send)


class _Line:
    """One connection."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self._begun = asyncio.Event()
        self._begun.set()
        self._started = False

    async def receive(self) -> Message:
        message = await self._receive()
        if kind_of(message.get("bytes")) == RERUN:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._begun.wait(), PATIENCE)
            self._begun.clear()
            self._started = False
        return message

    async def send(self, message: Message) -> None:
        if not self._begun.is_set():
            kind = kind_of(message.get("bytes"))
            self._started |= kind == NEW_SESSION
            if self._started and kind in DRAWN:
                self._begun.set()
        await self._send(message)


def kind_of(data: bytes | None) -> int:
    """Number of the field that says what a message is; 0 when there is none. Reads no further than that."""
    at = 0
    while data and at < len(data):
        tag, at = _varint(data, at)
        if tag >> 3 not in _BEFORE or tag & 7 != 2:
            return tag >> 3
        size, at = _varint(data, at)
        at += size
    return 0


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """The number that begins at a place, and where the next thing begins."""
    value = shift = 0
    while at < len(data):
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            break
    return value, at
