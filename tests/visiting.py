"""A visitor without a browser who reads what is drawn, fills in forms and presses: all that a WebSocket lets anybody do."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Self, TypeVar

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from tests.bench.session import Session

T = TypeVar("T")


@dataclass
class Reading(Session):
    """Attributes
    ----------
    cookie : str
        What the browser keeps, as it is sent along; with the token that a page of ours has.
    lines : list[str]
        The HTML of the last run.
    query : str
        What the address bar holds: a browser sends it along each time.
    """

    cookie: str = ""
    lines: list[str] = field(default_factory=list)
    query: str = ""

    async def __aenter__(self) -> Self:
        token = generate_xsrf_token_string()
        self.socket = await websockets.connect(
            f"ws://127.0.0.1:{self.port}/_stcore/stream", max_size=None,
            subprotocols=["streamlit", token],  # type: ignore[list-item]
            origin=f"http://127.0.0.1:{self.port}",  # type: ignore[arg-type]
            additional_headers={"Cookie": f"_streamlit_xsrf={token}; {self.cookie}".rstrip("; ")},
        )  # fmt: skip
        return self

    @property
    def text(self) -> str:
        return " ".join(self.lines)

    async def read(self, path: str = "", query: str = "") -> str:
        """What a page says."""
        self.lines.clear()
        self.widgets.clear()  # those of another page, or of a session that is gone, take nothing any more
        self.query = query
        await self.open(path, query)
        return self.text

    async def wait(self) -> str:
        """What the page says after its time: the part of it that a browser then has drawn again."""
        message = BackMsg()
        message.rerun_script.page_script_hash, message.rerun_script.query_string = self.page, self.query
        message.rerun_script.fragment_id, message.rerun_script.is_auto_rerun = self.repeated, True
        self.lines.clear()
        await self.run(message)
        return self.text

    async def submit(self, key: str, **typed: str) -> str:
        """Fill in fields, and press the button of their form."""
        message, state = self._about(key)
        for name, text in typed.items():
            widget = state.widget_states.widgets.add()
            widget.id, widget.string_value = self.field(f"save-{name}"), text
        widget = state.widget_states.widgets.add()
        widget.id, widget.trigger_value = self.widgets[key][0], True
        self.lines.clear()
        self.widgets.clear()  # a field that was filled in from here is another one, under another key
        await self.run(message)
        return self.text

    def _about(self, key: str) -> tuple[BackMsg, ClientState]:
        message, state = super()._about(key)
        message.rerun_script.query_string = self.query
        return message, state

    def field(self, key: str) -> str:
        """Id of a field that is drawn, however often it was made anew."""
        return next(found for name, (found, _) in self.widgets.items() if name.rpartition("~")[2] == key)

    def _learn(self, answer: ForwardMsg) -> None:
        super()._learn(answer)
        element = answer.delta.new_element
        if element.WhichOneof("type") == "html":
            self.lines.append(element.html.body)


def visit(port: int, act: Callable[[Reading], Awaitable[T]], cookie: str = "") -> T:
    """What an act of one visitor comes to."""

    async def go() -> T:
        async with Reading(port, cookie=cookie) as session:
            return await act(session)

    return asyncio.run(go())
