"""What a run draws is handed to the loop together, in its order, and sent in one piece."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunnerEvent
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.extensions.permessage_deflate import PerMessageDeflate
from websockets.frames import Frame, Opcode

from core.server import handfuls
from core.server.handfuls import BEGINS, HEARS, PACKS, TELLS, Gathered, Handfuls


class Counted(asyncio.SelectorEventLoop):
    """A loop that counts how often another thread wakes it."""

    woken = 0

    def call_soon_threadsafe(self, *args: Any, **known: Any) -> asyncio.Handle:
        self.woken += 1
        return super().call_soon_threadsafe(*args, **known)


def told(*work: tuple[Callable[[], None], bool]) -> int:
    """Add work from another thread, let the loop do it, and give how often it was woken."""
    loop = Counted()
    handfuls = Handfuls(loop, lambda work: work())

    async def run() -> None:
        thread = threading.Thread(target=lambda: [handfuls.add(one, waits=waits) for one, waits in work])
        thread.start()
        thread.join()
        await asyncio.sleep(0.05)

    try:
        loop.run_until_complete(run())
    finally:
        loop.close()
    return loop.woken


def test_parts_wait_for_each_other_and_the_end_takes_them_along_in_their_order() -> None:
    seen: list[int] = []
    parts = [((lambda n=n: seen.append(n)), True) for n in range(50)]
    assert told(*parts, (lambda: seen.append(50), False)) == 2
    assert seen == list(range(51))


def test_parts_of_a_run_that_goes_on_come_after_a_moment() -> None:
    seen: list[int] = []
    assert told((lambda: seen.append(1), True), (lambda: seen.append(2), True)) == 1
    assert seen == [1, 2]


def test_what_stands_behind_something_that_fails_comes_all_the_same() -> None:
    seen: list[int] = []

    def fails() -> None:
        raise ValueError

    told((fails, True), (lambda: seen.append(1), True))
    assert seen == [1]


def test_what_a_run_begins_with_wakes_the_loop_once_and_its_end_at_once() -> None:
    loop, heard = Counted(), list[ScriptRunnerEvent]()
    session = SimpleNamespace(_event_loop=loop, id="one", **{TELLS: lambda: None})
    session._handle_scriptrunner_event_on_event_loop = lambda sender, event: heard.append(event)
    started, drawn = ScriptRunnerEvent.SCRIPT_STARTED, ScriptRunnerEvent.ENQUEUE_FORWARD_MSG

    async def run(*events: ScriptRunnerEvent) -> None:
        for event in events:
            handfuls._told(session, None, event)
        while len(heard) < len(events):
            await asyncio.sleep(0.001)

    try:
        loop.run_until_complete(run(started, drawn, drawn))
        assert (loop.woken, heard) == (1, [started, drawn, drawn])
        heard.clear()
        loop.run_until_complete(run(started, ScriptRunnerEvent.FRAGMENT_STOPPED_WITH_SUCCESS))
        assert (loop.woken, len(heard)) == (3, 2)
    finally:
        loop.close()


def test_what_is_small_goes_as_it_is_and_what_is_large_is_packed() -> None:
    ours, theirs = (PerMessageDeflate(False, False, 15, 15) for _ in range(2))
    encode = handfuls._what_pays(PerMessageDeflate.encode)
    for size, packed in ((handfuls.SMALL - 1, False), (handfuls.SMALL, True), (20, False), (5000, True)):
        frame = Frame(Opcode.BINARY, b"x" * size)
        sent = encode(ours, frame)
        assert sent.rsv1 == packed
        assert bytes(theirs.decode(sent).data) == b"x" * size


def test_a_loop_that_is_gone_is_told_nothing() -> None:
    loop = asyncio.new_event_loop()
    loop.close()
    handfuls = Handfuls(loop, lambda work: work())
    handfuls.add(lambda: pytest.fail("nobody does this"), waits=True)
    handfuls.add(lambda: pytest.fail("nobody does this"), waits=False)


class Line:
    """A connection that notes what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[bytes | str] = []

    def write(self, data: bytes) -> None:
        self.asked.append(data)

    def close(self) -> None:
        self.asked.append("closed")

    def is_closing(self) -> bool:
        return "closed" in self.asked


def test_what_is_written_in_one_turn_goes_out_in_one_piece_and_before_the_connection_closes() -> None:
    line = Line()

    async def run() -> None:
        gathered = Gathered(asyncio.get_running_loop(), line)
        for part in (b"a", b"b", b"c"):
            gathered.write(part)
        assert line.asked == []
        await asyncio.sleep(0)
        gathered.write(b"d")
        await asyncio.sleep(0)
        gathered.write(b"e")
        gathered.close()
        gathered.write(b"late")
        await asyncio.sleep(0)

    asyncio.run(run())
    assert line.asked == [b"abc", b"d", b"e", "closed"]


def test_the_doors_that_this_goes_by_are_there() -> None:
    """Where Streamlit or Uvicorn has none of them any more, all goes as they made it: slower, and nobody would notice."""
    assert callable(getattr(AppSession, HEARS))
    assert callable(getattr(WebSocketsSansIOProtocol, BEGINS))
    assert callable(getattr(PerMessageDeflate, PACKS))
    assert TELLS.lstrip("_") in AppSession.__init__.__annotations__


class Browser:
    """A session with its run, its line, and a connection that takes so many messages before it is closed."""

    def __init__(self, takes: int) -> None:
        self.session = self.client = self
        self.id = "one"
        self.run = self._scriptrunner = object()
        self._send_queue = asyncio.Queue[str](takes)
        self.sent: list[str] = []
        self._browser_queue = self
        self.line: list[str] = []
        self.told = 0
        setattr(self, TELLS, self.tell)

    def tell(self) -> None:
        self.told += 1

    def is_empty(self) -> bool:
        return not self.line

    def flush_browser_queue(self) -> list[str]:
        stood, self.line = self.line, []
        return stood

    def _enqueue_forward_msg(self, message: str) -> None:
        self.line.append(message)
        if getattr(self, TELLS) is not None:
            self.tell()

    def on_flushed_messages_sent(self) -> None:
        assert not self.line

    def take(self, message: str) -> None:
        self._send_queue.put_nowait(message)
        self.sent.append(message)


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    found = SimpleNamespace(exists=lambda: True, connected=None)
    found.instance = lambda: found
    found._session_mgr = SimpleNamespace(get_active_session_info=lambda _: found.connected)
    found._send_message = lambda browser, message: browser.take(message)
    monkeypatch.setattr(handfuls, "Runtime", found)
    return found


def parts(browser: Browser, *messages: str, sender: object = None) -> None:
    """A handful of parts of a page, after word that the run began."""

    def work() -> None:
        browser._enqueue_forward_msg("begun")
        for message in messages:
            handfuls._part(browser, sender or browser.run, message)
        browser._enqueue_forward_msg("done")

    handfuls._sent(browser, work)


def test_parts_go_to_their_browser_in_order_with_word_of_the_run_and_nobody_is_woken(runtime: Any) -> None:
    runtime.connected = browser = Browser(100)
    parts(browser, "a", "b")
    assert browser.sent == ["begun", "a", "b", "done"]
    assert (browser.line, browser.told) == ([], 0)


def test_parts_of_a_run_that_is_over_are_left_out(runtime: Any) -> None:
    runtime.connected = browser = Browser(100)
    parts(browser, "a", "b", sender=object())
    assert browser.sent == ["begun", "done"]


def test_without_a_browser_all_waits_in_its_line(runtime: Any) -> None:
    browser = Browser(100)
    parts(browser, "a", "b")
    assert browser.line == ["begun", "a", "b", "done"]
    assert browser.told == 4


def test_a_browser_that_cannot_keep_up_is_not_closed_and_gets_the_rest_in_order_from_the_line(runtime: Any) -> None:
    runtime.connected = browser = Browser(8)
    letters = [chr(97 + number) for number in range(20)]
    parts(browser, *letters)
    assert [*browser.sent, *browser.line] == ["begun", *letters, "done"]
    assert len(browser.sent) <= 5
    assert browser.told == 1
