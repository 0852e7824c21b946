"""What a run draws reaches the browser in handfuls.

Streamlit wakes the server's loop for each part of a page, looks through all sessions for something to send, and sends each part
with a call of its own. Thread and loop then take the one interpreter from each other some fifty times in an answer. So a part
waits here for those after it, a moment at most; the end of a run takes along all that waits; and what was brought to the loop
is sent to its browser at once, in one piece. What is small is not packed: each time that something is, the loop gives the
interpreter away, and has to wait for it. Messages and their order stay what they are.

This goes by doors inside Streamlit and Uvicorn. Where one of them is missing all goes as they made it.
"""

from __future__ import annotations

import asyncio
import functools
import inspect
from collections import deque
from collections.abc import Callable
from typing import Any, Final

from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunnerEvent
from streamlit.runtime.session_manager import SessionClientDisconnectedError
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.extensions.permessage_deflate import PerMessageDeflate, ServerPerMessageDeflateFactory
from websockets.frames import Frame, Opcode

MOMENT: Final = 0.01
"""How long a part of a page waits for the next at most [s]."""
HEARS: Final = "_on_scriptrunner_event"
"""Where a session of Streamlit hears of its run."""
TELLS: Final = "_message_enqueued_callback"
"""What a session calls for the server to look through all of them."""

WINDOW: Final = 15
LEVEL: Final = 2
MEMORY: Final = 7
"""How far back and how hard a message is packed, and in how much memory: 192 kB for a connection."""
SMALL: Final = 384
"""Bytes from which a message is packed: three quarters of an answer's are smaller, and it grows from 23 to 26 kB by them."""
BEGINS: Final = "connection_made"
"""Where a connection of Uvicorn's is given what it writes to."""
PACKS: Final = "encode"
"""Where a message is packed for a connection."""
WITH_THE_NEXT: Final = frozenset((ScriptRunnerEvent.SCRIPT_STARTED, ScriptRunnerEvent.ENQUEUE_FORWARD_MSG))
"""What a run tells that waits for what comes after it: that it began, and what it draws."""


class Handfuls:
    """What waits for one loop, from the threads of one session.

    Parameters
    ----------
    done : Callable
        Gets what waited as one piece of work to do.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, done: Callable[[Callable[[], None]], None]) -> None:
        self._loop = loop
        self._done = done
        self._waiting: deque[Callable[[], None]] = deque()
        self._called = False

    def add(self, work: Callable[[], None], *, waits: bool) -> None:
        """Have something done on the loop, after all that was added before: soon, or at once with what waits."""
        self._waiting.append(work)
        try:
            if not waits:
                self._loop.call_soon_threadsafe(self._give)
            elif not self._called:
                self._called = True
                self._loop.call_soon_threadsafe(self._loop.call_later, MOMENT, self._give)
        except RuntimeError:
            if not self._loop.is_closed():  # the server stops
                raise

    def _give(self) -> None:
        self._called = False
        if self._waiting:
            self._done(self._all)

    def _all(self) -> None:
        while self._waiting:
            work = self._waiting.popleft()
            try:
                work()
            except BaseException:
                self._loop.call_soon(self._give)  # what is behind it comes all the same
                raise


def in_handfuls() -> None:
    """Let all sessions do so from now on."""
    known = inspect.signature(AppSession.__init__).parameters
    if TELLS.lstrip("_") in known and all(hasattr(AppSession, name) for name in (HEARS, "flush_browser_queue")):
        setattr(AppSession, HEARS, _told)
    made = getattr(WebSocketsSansIOProtocol, BEGINS, None)
    if made is not None and not hasattr(made, "__wrapped__"):
        setattr(WebSocketsSansIOProtocol, BEGINS, _in_one_piece(made))
    packs = getattr(PerMessageDeflate, PACKS, None)
    if packs is not None and not hasattr(packs, "__wrapped__"):
        setattr(PerMessageDeflate, PACKS, _what_pays(packs))


def _told(session: Any, sender: Any, event: ScriptRunnerEvent, *args: Any, **known: Any) -> None:
    """What a run tells its session, from its own thread."""
    handfuls = vars(session).get("_koers_handfuls")
    if handfuls is None:
        handfuls = session._koers_handfuls = Handfuls(session._event_loop, functools.partial(_sent, session))
    message = known.get("forward_msg") or (args[0] if args else None)
    if event is ScriptRunnerEvent.ENQUEUE_FORWARD_MSG and message is not None and message.WhichOneof("type") == "delta":
        handfuls.add(functools.partial(_part, session, sender, message), waits=True)
        return
    work = functools.partial(session._handle_scriptrunner_event_on_event_loop, sender, event, *args, **known)
    handfuls.add(work, waits=event in WITH_THE_NEXT)


def _part(session: Any, sender: Any, message: Any) -> None:
    """A part of a page: to its browser, or in the line of its session when it has none or cannot keep up."""
    if sender is not session._scriptrunner:  # of a run that is over
        return
    browser = session._koers_browser
    if browser is None or not _has_room(browser):
        session._koers_browser = None
        session._enqueue_forward_msg(message)
        return
    _send_line(browser)
    _give(browser, message)


def _sent(session: Any, work: Callable[[], None]) -> None:
    """Do what sends parts or puts messages in the line of a session, and send what stands there.

    Where there is no browser, or one that has more on its way than it can take in one turn, they wait in that line for
    Streamlit's own loop, which goes slower.
    """
    tells = getattr(session, TELLS)
    found = Runtime.instance()._session_mgr.get_active_session_info(session.id) if Runtime.exists() else None
    direct = found is not None and tells is not None and session._browser_queue.is_empty() and _has_room(found)
    session._koers_browser = found if direct else None
    if not direct:
        work()
        return
    setattr(session, TELLS, None)
    try:
        work()
    finally:
        setattr(session, TELLS, tells)
        if session._koers_browser is None:
            tells()
        else:
            _send_line(found)
            session.on_flushed_messages_sent()


def _has_room(browser: Any) -> bool:
    """Whether a connection can take a handful more: one whose line is full is closed."""
    line = browser.client._send_queue
    return bool(line.qsize() < line.maxsize // 2)


def _send_line(browser: Any) -> None:
    """Send what stands in the line of a session: how its run goes, which is never much."""
    if not browser.session._browser_queue.is_empty():
        for message in browser.session.flush_browser_queue():
            _give(browser, message)


def _give(browser: Any, message: Any) -> None:
    """Send a message, as Streamlit's own loop does."""
    runtime: Any = Runtime.instance()
    try:
        runtime._send_message(browser, message)
    except SessionClientDisconnectedError:
        browser.session._koers_browser = None
        runtime.disconnect_session(browser.session.id, client=browser.client)


def _in_one_piece(made: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """A connection that sends what is written to it in one turn of the loop with one call."""

    @functools.wraps(made)
    def connection_made(protocol: Any, transport: Any) -> None:
        made(protocol, transport)
        protocol.transport = Gathered(protocol.loop, protocol.transport)
        for found in getattr(protocol.conn, "available_extensions", None) or ():
            if isinstance(found, ServerPerMessageDeflateFactory):
                found.server_max_window_bits, found.compress_settings = WINDOW, {"memLevel": MEMORY, "level": LEVEL}

    return connection_made


def _what_pays(packs: Callable[[Any, Frame], Frame]) -> Callable[[Any, Frame], Frame]:
    """Pack what is worth it. A browser is told of each message whether it is packed."""

    @functools.wraps(packs)
    def encode(extension: Any, frame: Frame) -> Frame:
        whole = frame.fin and frame.opcode is not Opcode.CONT
        return frame if whole and len(frame.data) < SMALL else packs(extension, frame)

    return encode


class Gathered:
    """A connection that keeps what is written until the loop comes round, or until it is closed."""

    def __init__(self, loop: asyncio.AbstractEventLoop, transport: Any) -> None:
        self._loop = loop
        self._transport = transport
        self._parts: list[bytes] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Send it with what else is written in this turn."""
        if not self._parts:
            self._loop.call_soon(self._give)
        self._parts.append(data)

    def close(self) -> None:
        """Close the connection when all is sent."""
        self._give()
        self._transport.close()

    def _give(self) -> None:
        parts, self._parts = self._parts, []
        if parts and not self._transport.is_closing():
            self._transport.write(b"".join(parts))
