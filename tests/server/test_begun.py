"""What is asked for in quick succession reaches Streamlit one by one, so that it drops no press of a button."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from core.server import begun
from core.server.begun import DRAWN, NEW_SESSION, RERUN, OneByOne, kind_of


def answer(write: Callable[[ForwardMsg], object]) -> bytes:
    """A message of the server, with what stands before its kind."""
    message = ForwardMsg(hash="a hash of forty characters, as they come in")
    message.metadata.active_script_hash = "x" * 300
    write(message)
    return message.SerializeToString()


def started(message: ForwardMsg) -> None:
    message.new_session.main_script_path = "app.py"


def addressed(message: ForwardMsg) -> None:
    message.page_info_changed.query_string = "lang=en"


def drawn(message: ForwardMsg) -> None:
    message.delta.new_element.text.body = "Rotterdam"


def ended(message: ForwardMsg) -> None:
    message.script_finished = ForwardMsg.FINISHED_SUCCESSFULLY


def wish(query: str) -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = query
    return message.SerializeToString()


BEAT = BackMsg(app_heartbeat=True).SerializeToString()
START, ADDRESS, PART, END = map(answer, (started, addressed, drawn, ended))


def test_a_message_is_known_by_the_field_that_streamlit_gives_it() -> None:
    fields = {one.number: one.name for one in ForwardMsg.DESCRIPTOR.fields}
    assert [fields[kind_of(data)] for data in (START, ADDRESS, PART, END)] == [
        "new_session", "page_info_changed", "delta", "script_finished",
    ]  # fmt: skip
    assert fields[NEW_SESSION] == "new_session"
    assert {fields[number] for number in DRAWN} == {"delta", "script_finished", "page_config_changed", "navigation"}
    assert kind_of(wish("inflow=570")) == RERUN == BackMsg.DESCRIPTOR.fields_by_name["rerun_script"].number
    assert kind_of(BEAT) != RERUN


@pytest.mark.parametrize("data", [None, b"", b"\x0a", b"\x0a\xff\xff", b"\xff" * 20, b"\x0a\x05ab"])
def test_what_is_no_message_has_no_kind_that_anything_waits_for(data: bytes | None) -> None:
    assert kind_of(data) not in {RERUN, NEW_SESSION, *DRAWN}


def heard(asked: list[bytes], answers: list[list[bytes]]) -> list[int]:
    """How many of these answers were sent when each of what is asked came in; answers go out only while the app waits."""
    seen: list[int] = []

    async def connection() -> None:
        waiting, sent = list(asked), 0
        sending = iter([one for some in answers for one in some])

        async def receive() -> Message:
            if waiting:
                return {"type": "websocket.receive", "bytes": waiting.pop(0)}
            return {"type": "websocket.disconnect", "code": 1000}

        async def nobody(message: Message) -> None:
            del message

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            nonlocal sent
            del scope
            while True:
                coming = asyncio.ensure_future(receive())
                for _ in range(5):
                    await asyncio.sleep(0)
                while not coming.done() and (one := next(sending, None)) is not None:
                    await send({"type": "websocket.send", "bytes": one})
                    sent += 1
                    for _ in range(5):
                        await asyncio.sleep(0)
                if (await coming)["type"] == "websocket.disconnect":
                    return
                seen.append(sent)

        await OneByOne(app)({"type": "websocket"}, receive, nobody)

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, connection()).result()
    return seen


def test_the_next_wish_waits_until_the_run_of_the_one_before_it_draws() -> None:
    # What an earlier run still sends, the start and the address of the own run do not count.
    assert heard([wish("1"), wish("2"), wish("3")], [[PART, END, START, ADDRESS, PART], [START, END]]) == [0, 5, 7]


def test_what_asks_for_no_run_does_not_wait() -> None:
    assert heard([wish("1"), BEAT, BEAT], []) == [0, 0, 0]


def test_a_wish_that_begins_nothing_holds_up_the_next_for_no_longer_than_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(begun, "PATIENCE", 0.01)
    assert heard([wish("1"), wish("2")], []) == [0, 0]
