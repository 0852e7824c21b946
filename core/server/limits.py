"""What one visitor may ask of the server, so that nobody else notices: messages by size and pace, and files."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import prometheus_client
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime import Runtime

MOST_BYTES: Final = 256 * 1024
"""Of one message. A page's own are some hundreds of bytes; the state of every widget at once some thousands."""
PER_SECOND: Final = 30.0
"""Messages that a connection may send for long. A slider that is dragged sends at most two for each answer."""
AT_ONCE: Final = 60.0
"""Messages that it may send in one go."""
TOO_LARGE: Final = 1009
"""Code with which a WebSocket closes for a message that is too large."""
MOST_FILES: Final = 8
"""Files that a session may hold. A page holds two at most: own figures and a scenario."""
MOST_HELD: Final = 200 * 1024 * 1024
"""Bytes of files that all sessions together may hold."""
LARGEST_FILE: Final = 6 * 1024 * 1024
"""Bytes that a file on its way may come to, the largest that the server takes."""
UPLOADS: Final = "/_stcore/upload_file/"

REFUSED: Final = prometheus_client.Counter("koers_refused_total", "Messages and files that were refused", ["why"])


@dataclass(slots=True)
class Pace:
    """A token bucket: so many at once, so many a second after that.

    Attributes
    ----------
    tokens : float
        Messages that may come at once now.
    """

    per_second: float = PER_SECOND
    at_once: float = AT_ONCE
    clock: Callable[[], float] = time.monotonic
    tokens: float = field(init=False)
    seen: float = field(init=False)

    def __post_init__(self) -> None:
        self.tokens, self.seen = self.at_once, self.clock()

    def wait(self) -> float:
        """Take one; the time until it may be handed on [s]."""
        now = self.clock()
        self.tokens = min(self.at_once, self.tokens + (now - self.seen) * self.per_second) - 1.0
        self.seen = now
        return max(0.0, -self.tokens / self.per_second)


class Limits:
    """Bounds what comes in, before Streamlit sees it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.coming: Counter[str] = Counter()
        """Files that are on their way, by session: many can come at a time, before the first of them is held."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, within its limits."""
        if scope["type"] == "websocket":
            await self.app(scope, _paced(receive, send), send)
        elif scope["type"] == "http" and scope["method"] in ("PUT", "POST") and (session := _brings_to(scope["path"])):
            await self._bring(session, scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _bring(self, session: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a file in, when it is not one too many for its session or for all."""
        held = files_held()
        all_of_them = sum(size for _, size in held.values()) + self.coming.total() * LARGEST_FILE
        if held.get(session, (0, 0))[0] + self.coming[session] >= MOST_FILES or all_of_them >= MOST_HELD:
            REFUSED.labels("files").inc()
            await PlainTextResponse("too many files", 429)(scope, receive, send)
            return
        self.coming[session] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.coming[session] -= 1
            self.coming += Counter()  # a session with none on its way is not remembered


def _paced(receive: Receive, send: Send) -> Receive:
    """Receive the messages of a connection no faster than they may come; what is not read yet waits at the sender's."""
    pace = Pace()

    async def paced() -> Message:
        message = await receive()
        if message["type"] != "websocket.receive":
            return message
        if len(message.get("bytes") or message.get("text") or b"") > MOST_BYTES:
            REFUSED.labels("size").inc()
            await send({"type": "websocket.close", "code": TOO_LARGE})
            return {"type": "websocket.disconnect", "code": TOO_LARGE}
        pause = pace.wait()
        if pause > 0.0:
            await asyncio.sleep(pause)
        return message

    return paced


def _brings_to(path: str) -> str:
    """The session that a path brings a file to; empty when it is no such path."""
    before, is_upload, rest = path.partition(UPLOADS)
    return rest.partition("/")[0] if is_upload and not before.strip("/") else ""


def files_held() -> dict[str, tuple[int, int]]:
    """Number and bytes of the files that each session holds. Streamlit tells of one session at a time only."""
    stored = getattr(Runtime.instance().uploaded_file_mgr, "file_storage", {})
    return {session: (len(files), sum(len(file.data) for file in files.values())) for session, files in list(stored.items())}
