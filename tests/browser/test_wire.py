"""What goes over the line: packed answers, and no message that unpacks to more than a process can hold."""

from __future__ import annotations

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosedError
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.browser.conftest import Server

pytestmark = pytest.mark.exhaustive


def socket_of(server: Server) -> ClientConnection:
    return connect(f"ws://127.0.0.1:{server.port}/_stcore/stream", subprotocols=[Subprotocol("streamlit")])


def test_answers_are_packed(server: Server) -> None:
    with socket_of(server) as socket:
        assert [one.name for one in socket.protocol.extensions] == ["permessage-deflate"]
        ask = BackMsg()
        ask.rerun_script.query_string = ""
        socket.send(ask.SerializeToString())
        while True:
            answer = socket.recv(timeout=30)
            assert isinstance(answer, bytes)
            if ForwardMsg.FromString(answer).WhichOneof("type") == "script_finished":
                return


def test_a_small_message_that_unpacks_to_a_large_one_is_refused(server: Server) -> None:
    with socket_of(server) as socket:
        socket.send(bytes(20_000_000))
        with pytest.raises(ConnectionClosedError) as closed:
            socket.recv(timeout=30)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009
