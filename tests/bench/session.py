"""A session as a browser holds it, without the browser: it opens pages, moves a slider, brings files, and leaves."""

from __future__ import annotations

import asyncio
import json
import time
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass, field
from typing import Final, Self

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import FileURLs
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

PATIENCE: Final = 60.0
"""Time in which an answer must come [s]."""
REFUSED: Final = 429
_WIDGET: Final = "$$ID-"
"""Begins the id of a widget: then come a hash and the widget's key."""


@dataclass
class Session:
    """One connection. Use with `async with`.

    Attributes
    ----------
    widgets : dict[str, tuple[str, str]]
        Id and fragment of each widget that was drawn, by its key.
    errors : int
        Exceptions that reached the page.
    repeated : str
        The part of the page that a browser has drawn again from time to time.
    heard : int
        Bytes of all messages so far, unpacked.
    """

    port: int
    widgets: dict[str, tuple[str, str]] = field(default_factory=dict)
    errors: int = 0
    page: str = ""
    epoch: str = ""
    moves: int = 0
    repeated: str = ""
    heard: int = 0

    async def __aenter__(self) -> Self:
        url = f"ws://127.0.0.1:{self.port}/_stcore/stream"
        self.socket = await websockets.connect(url, subprotocols=["streamlit"], max_size=None)  # type: ignore[list-item]
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.socket.close()

    async def open(self, path: str = "", query: str = "") -> float:
        """Draw a page; gives the seconds that it took."""
        message = BackMsg()
        message.rerun_script.page_name, message.rerun_script.query_string = path, query
        return await self.run(message)

    async def move(self, lever: str, value: float) -> float:
        """Release a slider at a value."""
        self.moves += 1
        move = {"seq": self.moves, "value": value, "phase": "commit", "epoch": self.epoch}
        message, state = self._about(f"lever-{lever}")
        widget = state.widget_states.widgets.add()
        widget.id, widget.json_value = self.widgets[f"lever-{lever}"][0], json.dumps({"move": move})
        return await self.run(message)

    async def type(self, key: str, text: str) -> float:
        """Type in a field."""
        message, state = self._about(key)
        widget = state.widget_states.widgets.add()
        widget.id, widget.string_value = self.widgets[key][0], text
        return await self.run(message)

    async def press(self, key: str) -> float:
        """Press a button."""
        message, state = self._about(key)
        widget = state.widget_states.widgets.add()
        widget.id, widget.trigger_value = self.widgets[key][0], True
        return await self.run(message)

    async def upload(self, key: str, name: str, raw: bytes) -> tuple[int, float]:
        """Bring a file to an uploader; gives the status of the upload and the seconds until it was read."""
        urls = await self.place(name)
        status = await asyncio.to_thread(put, self.port, urls, name, raw)
        if status >= 300:
            return status, 0.0
        message, state = self._about(key)
        widget = state.widget_states.widgets.add()
        widget.id = self.widgets[key][0]
        info = widget.file_uploader_state_value.uploaded_file_info.add()
        info.name, info.size, info.file_id = name, len(raw), urls.file_id
        info.file_urls.CopyFrom(urls)
        return status, await self.run(message)

    async def place(self, name: str) -> FileURLs:
        """Where a file can be brought."""
        message = BackMsg()
        message.file_urls_request.request_id = uuid.uuid4().hex
        message.file_urls_request.file_names.append(name)
        await self.socket.send(message.SerializeToString())
        while True:
            answer = await self.hear()
            if answer.WhichOneof("type") == "file_urls_response":
                return answer.file_urls_response.file_urls[0]

    async def run(self, message: BackMsg) -> float:
        """Send, and read until that run has finished; gives the seconds it took."""
        start = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        while True:
            answer = await self.hear()
            kind = answer.WhichOneof("type")
            if kind == "navigation":
                self.page = answer.navigation.page_script_hash
            elif kind == "delta":
                self._learn(answer)
            elif kind == "auto_rerun":
                self.repeated = answer.auto_rerun.fragment_id
            elif kind == "script_finished" and answer.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return time.perf_counter() - start  # one that ended for another has that one's end still to come

    async def hear(self) -> ForwardMsg:
        """The next message."""
        raw: bytes = await asyncio.wait_for(self.socket.recv(), PATIENCE)  # type: ignore[assignment]
        self.heard += len(raw)
        return ForwardMsg.FromString(raw)

    def _about(self, key: str) -> tuple[BackMsg, ClientState]:
        """A message that a widget changed, and what of it still has to be filled in."""
        message = BackMsg()
        message.rerun_script.page_script_hash = self.page
        message.rerun_script.fragment_id = self.widgets[key][1]
        return message, message.rerun_script

    def _learn(self, answer: ForwardMsg) -> None:
        element = answer.delta.new_element
        kind = element.WhichOneof("type")
        found = getattr(element, kind) if kind else None
        if kind == "exception":
            self.errors += 1
        elif found is not None and getattr(found, "id", "").startswith(_WIDGET):
            key = found.id.split("-", 2)[2]
            self.widgets[key] = (found.id, answer.delta.fragment_id)
            if key == "lever-inflow":
                self.epoch = json.loads(found.json)["epoch"]


def put(port: int, urls: FileURLs, name: str, raw: bytes) -> int:
    """Bring a file, as the front end does; gives the status."""
    token = generate_xsrf_token_string()
    edge = uuid.uuid4().hex
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{urls.upload_url}",
        data=head.encode() + raw + f"\r\n--{edge}--\r\n".encode(),
        method="PUT",
        headers={
            "Content-Type": f"multipart/form-data; boundary={edge}",
            "Cookie": f"_streamlit_xsrf={token}", "X-Xsrftoken": token,
        },
    )  # fmt: skip
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except (urllib.error.URLError, OSError):
        return REFUSED  # the answer came before the file was sent, and the connection was closed
