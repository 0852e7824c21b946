"""One visitor's messages and files are bounded before Streamlit sees them; a good visitor's pass as they are."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from core.server import limits
from core.server.limits import AT_ONCE, MOST_BYTES, MOST_FILES, PER_SECOND, TOO_LARGE, Limits, Pace


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_sixty_messages_pass_at_once_and_then_thirty_a_second() -> None:
    clock = Clock()
    pace = Pace(clock=clock)
    assert [pace.wait() for _ in range(60)] == [0.0] * 60
    assert pace.wait() == pytest.approx(1 / 30)
    assert pace.wait() == pytest.approx(2 / 30)
    clock.now += 1.0  # thirty more may pass; two were taken ahead
    assert [pace.wait() for _ in range(28)] == [0.0] * 28
    assert pace.wait() > 0.0


def test_a_rest_saves_up_no_more_than_what_may_come_at_once() -> None:
    clock = Clock()
    pace = Pace(clock=clock)
    clock.now += 3600.0
    assert [pace.wait() for _ in range(int(AT_ONCE))] == [0.0] * int(AT_ONCE)
    assert pace.wait() > 0.0


def finished(work: Coroutine[Any, Any, None]) -> None:
    """Run it to its end in a thread of its own: where a browser's tests came first, this one has a loop already."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


def connection(messages: list[Message]) -> tuple[list[Message], list[Message], list[float]]:
    """What the app receives and the browser is sent when these messages come in, and how long was waited."""
    waiting, sent, received, pauses = list(messages), [], [], []

    async def receive() -> Message:
        return waiting.pop(0) if waiting else {"type": "websocket.disconnect", "code": 1000}

    async def send(message: Message) -> None:
        sent.append(message)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        while True:
            received.append(await receive())
            if received[-1]["type"] == "websocket.disconnect":
                return

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncio, "sleep", sleep)
        finished(Limits(app)({"type": "websocket"}, receive, send))
    return received, sent, pauses


def data(size: int) -> Message:
    return {"type": "websocket.receive", "bytes": b"x" * size}


def test_a_message_of_the_largest_size_passes_and_a_larger_one_closes_the_connection() -> None:
    received, sent, _ = connection([data(MOST_BYTES), data(MOST_BYTES + 1), data(1)])
    assert [message["type"] for message in received] == ["websocket.receive", "websocket.disconnect"]
    assert sent == [{"type": "websocket.close", "code": TOO_LARGE}]


def test_a_flood_waits_at_the_senders_side_and_nothing_of_it_is_lost() -> None:
    received, sent, pauses = connection([data(8)] * 90)
    assert len(received) == 91
    assert sent == []
    assert len(pauses) == 30
    assert max(pauses) <= 30 / PER_SECOND + 0.01


def uploaded(monkeypatch: pytest.MonkeyPatch, held: dict[str, tuple[int, int]], path: str, method: str = "PUT") -> int:
    """Status of an upload while sessions hold so many files and bytes."""
    monkeypatch.setattr(limits, "files_held", lambda: held)
    status: list[int] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 204, "headers": []})

    async def send(message: Message) -> None:
        status.append(message.get("status", 0))

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    scope: dict[str, Any] = {"type": "http", "method": method, "path": path, "headers": []}
    finished(Limits(app)(scope, receive, send))
    return status[0]


@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        ({}, 204),
        ({"mine": (MOST_FILES - 1, 100)}, 204),
        ({"mine": (MOST_FILES, 100)}, 429),
        ({"other": (MOST_FILES, 100)}, 204),
        ({"other": (1, limits.MOST_HELD)}, 429),
    ],
)
def test_files_are_bounded_per_session_and_in_all(
    monkeypatch: pytest.MonkeyPatch, held: dict[str, tuple[int, int]], wanted: int
) -> None:
    assert uploaded(monkeypatch, held, "/_stcore/upload_file/mine/abc") == wanted


def test_files_that_come_at_the_same_time_count_before_they_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "files_held", lambda: {"mine": (2, 100)})
    status: list[int] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(0)
        await send({"type": "http.response.start", "status": 204, "headers": []})

    async def send(message: Message) -> None:
        status.extend([message["status"]] if "status" in message else [])

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def bring(server: Limits, session: str) -> None:
        await server({"type": "http", "method": "PUT", "path": f"/_stcore/upload_file/{session}/x", "headers": []}, receive, send)

    async def many() -> Limits:
        server = Limits(app)
        await asyncio.gather(*(bring(server, "mine") for _ in range(80)), bring(server, "theirs"))
        return server

    server = asyncio.run(many())
    assert status.count(204) == MOST_FILES - 2 + 1
    assert status.count(429) == 80 - (MOST_FILES - 2)
    assert not server.coming


def test_pages_and_deletions_pass_when_the_files_are_at_their_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    full = {"mine": (MOST_FILES, limits.MOST_HELD)}
    assert uploaded(monkeypatch, full, "/volume", "GET") == 204
    assert uploaded(monkeypatch, full, "/_stcore/upload_file/mine/abc", "DELETE") == 204


def test_files_are_counted_from_what_streamlit_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = {"mine": {"a": SimpleNamespace(data=b"123"), "b": SimpleNamespace(data=b"4")}}
    runtime = SimpleNamespace(uploaded_file_mgr=SimpleNamespace(file_storage=stored))
    monkeypatch.setattr(limits.Runtime, "instance", lambda: runtime)
    assert limits.files_held() == {"mine": (2, 4)}


def test_streamlit_still_holds_files_where_they_are_counted() -> None:
    from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

    assert MemoryUploadedFileManager("/_stcore/upload_file").file_storage == {}
