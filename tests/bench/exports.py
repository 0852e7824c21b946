"""`python -m tests.bench.exports`: ten sessions ask for five files each at once, while ten others move a slider.

Prints how long the files took and the others waited, and whether anything stayed in the folder for temporary files.
"""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
import time
import urllib.request
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.bench.session import Session
from tests.browser.conftest import Server

SESSIONS: Final = 10
KINDS: Final = ("pdf", "docx", "pptx", "xlsx", "annex_docx")
THINK: Final = 1.0
"""Time between two moves of the others [s]."""


@dataclass
class Asking(Session):
    """A session that saves files.

    Attributes
    ----------
    ready : dict[str, str]
        Ids of what can be asked for, by the key of the button.
    named : str
        What the server calls the session.
    """

    ready: dict[str, str] = field(default_factory=dict)
    named: str = ""

    async def hear(self) -> ForwardMsg:
        answer = await super().hear()
        if answer.WhichOneof("type") == "new_session":
            self.named = answer.new_session.initialize.session_id or self.named
        return answer

    def _learn(self, answer: ForwardMsg) -> None:
        super()._learn(answer)
        element = answer.delta.new_element
        if element.WhichOneof("type") == "download_button" and element.download_button.deferred_file_id:
            self.ready[element.download_button.id.split("-", 2)[2]] = element.download_button.deferred_file_id

    async def save(self, kinds: tuple[str, ...]) -> list[tuple[str, float, int]]:
        """Ask for files at once; gives of each the seconds that it took and its size."""
        start, asked = time.perf_counter(), {}
        for kind in kinds:
            message = BackMsg()
            message.backend_operation_request.request_id = uuid.uuid4().hex
            message.backend_operation_request.session_id = self.named
            message.backend_operation_request.deferred_file.file_id = self.ready[f"share-files-{kind}"]
            asked[message.backend_operation_request.request_id] = kind
            await self.socket.send(message.SerializeToString())
        found = []
        while asked:
            answer = ForwardMsg.FromString(await asyncio.wait_for(self.socket.recv(), 300))  # type: ignore[arg-type]
            if answer.WhichOneof("type") != "backend_operation_response":
                continue
            said = answer.backend_operation_response
            kind = asked.pop(said.request_id)
            size = await asyncio.to_thread(self._size, said.deferred_file.url) if said.deferred_file.url else 0
            found.append((kind, time.perf_counter() - start, size))
        return found

    def _size(self, url: str) -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{url}", timeout=60) as answer:
            return len(answer.read())


async def measure(port: int) -> None:
    """Alone first, then all at once."""
    askers = [await Asking(port).__aenter__() for _ in range(SESSIONS)]
    others = [await Session(port).__aenter__() for _ in range(SESSIONS)]
    for i, one in enumerate(askers):
        await one.open("", f"basis=stand-2026&inflow={560 + i}&lang={('nl', 'en')[i % 2]}")
        await one.press("share")
    for one in others:
        await one.open()
    for kind in KINDS:
        print("alone", kind, [round(seconds, 2) for _, seconds, _ in await askers[0].save((kind,))], flush=True)
    waits: list[float] = []
    busy = True

    async def move(i: int, one: Session) -> None:
        step = 0
        while busy:
            step += 1
            waits.append(await one.move("inflow", 560.0 + (7 * i + 10 * step) % 80))
            await asyncio.sleep(THINK)

    moving = [asyncio.create_task(move(i, one)) for i, one in enumerate(others)]
    await asyncio.sleep(8)
    before, waits[:] = list(waits), []
    found = [each for some in await asyncio.gather(*(one.save(KINDS) for one in askers)) for each in some]
    busy = False
    await asyncio.gather(*moving)
    seconds = sorted(one for _, one, _ in found)
    smallest = min(size for *_, size in found)
    print(f"{len(found)} files, smallest {smallest} bytes, median {np.median(seconds):.1f} s, last {seconds[-1]:.1f} s")
    for name, some in (("before", before), ("meanwhile", waits)):
        print(
            f"others {name}: {len(some)} answers, p50 {1e3 * np.median(some):.0f} ms, p95 {1e3 * np.percentile(some, 95):.0f} ms"
        )
    print("load", json.dumps(os.getloadavg()), flush=True)
    for one in (*askers, *others):
        await one.socket.close()


def main() -> None:
    """Start a server, measure, stop it."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TMPDIR"] = folder
        server = Server()
        server.start()
        try:
            asyncio.run(measure(server.port))
        finally:
            server.stop()
        print("left behind:", [one.name for one in Path(folder).iterdir()])


if __name__ == "__main__":
    main()
