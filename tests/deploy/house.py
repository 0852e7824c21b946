"""What `deploy/` sets up, on loopback: two processes, one PostgreSQL and nginx before them, and tabs that come back to it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import ssl
import subprocess
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import websockets
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from tests.browser.conftest import Server, free_port
from tests.browser.test_nginx import NGINX, settings
from tests.postgres import Postgres, postgres
from tests.visiting import Reading

TRUST = ssl._create_unverified_context()
LOST = (OSError, TimeoutError, websockets.WebSocketException)


@dataclass
class House:
    """What `deploy/` sets up."""

    port: int
    servers: list[Server]
    database: Postgres
    environment: dict[str, str]

    def start(self, server: Server) -> None:
        before = {name: os.environ.get(name) for name in self.environment}
        os.environ.update(self.environment)
        try:
            server.start()
        finally:
            for name, value in before.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})

    def names(self) -> Counter[str]:
        """How often each name was saved."""
        return Counter(name for name, _ in self._versions())

    def inflows(self) -> dict[str, float]:
        """Inflow of what was saved under each name."""
        return {name: json.loads(document)["shown"]["levers"]["inflow"] for name, document in self._versions()}

    def _versions(self) -> list[tuple[str, str]]:
        engine = create_engine(make_url(self.database.url).set(drivername="postgresql+psycopg"))
        with engine.begin() as connection:
            found = [(row.name, row.document) for row in connection.execute(text("SELECT name, document FROM version"))]
        engine.dispose()
        return found


@contextlib.contextmanager
def housed(folder: Path, processes: int = 2) -> Iterator[House]:
    """All of it up, and gone afterwards; with one process the second line of the proxy leads nowhere."""
    assert NGINX is not None
    make_certificate(folder)
    with postgres() as database:
        environment = {"KOERS_DATABASE": database.url, "STREAMLIT_SERVER_COOKIE_SECRET": "the same for both of them"}
        found = House(free_port(), [Server() for _ in range(processes)], database, environment)
        for server in found.servers:  # one after the other: what each changes in the environment is put back
            found.start(server)
        ports = {"tls": found.port, "plain": free_port(), "one": found.servers[0].port, "other": found.servers[-1].port}
        (folder / "nginx.conf").write_text(settings(folder, ports))
        process = subprocess.Popen([NGINX, "-p", str(folder), "-c", f"{folder}/nginx.conf"], stderr=subprocess.DEVNULL)
        wait_for(found.port)
        yield found
        process.terminate()
        process.wait()
        for server in found.servers:
            server.stop()


def make_certificate(folder: Path) -> None:
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    files = ["-keyout", f"{folder}/key.pem", "-out", f"{folder}/cert.pem"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject, *files]
    subprocess.run(command, check=True, capture_output=True)


def wait_for(port: int) -> None:
    end = time.monotonic() + 20.0
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert time.monotonic() < end
        time.sleep(0.05)


def asked(url: str, cookie: str = "") -> tuple[bytes, list[str]]:
    """What an address gives, and the cookies that come with it."""
    request = urllib.request.Request(url, headers={"Cookie": cookie} if cookie else {})
    with urllib.request.urlopen(request, timeout=20, context=TRUST) as answer:
        return answer.read(), [one.partition(";")[0] for one in answer.headers.get_all("set-cookie") or []]


@dataclass
class Tab(Reading):
    """A browser's tab behind the proxy: it comes back with its cookies when its process is gone."""

    jar: list[str] = field(default_factory=list)

    async def __aenter__(self) -> Self:
        home = f"https://localhost:{self.port}"
        if not self.jar:
            _, self.jar = await asyncio.to_thread(asked, f"{home}/")
        token = generate_xsrf_token_string()
        self.socket = await websockets.connect(
            f"wss://localhost:{self.port}/_stcore/stream", max_size=None, ssl=TRUST,
            subprotocols=["streamlit", token], origin=home,  # type: ignore[list-item,arg-type]
            additional_headers={"Cookie": "; ".join([f"_streamlit_xsrf={token}", *self.jar])},
        )  # fmt: skip
        return self

    async def save(self, name: str) -> bool:
        """Save under a name; whether that was acknowledged. Raises what a lost connection raises."""
        if "save-submit" not in self.widgets:  # the page says that the store is away
            await self.read("bewaard", self.query)
            return False
        said = await self.submit("save-submit", name=name, description="", note="")
        return f"Bewaard als {name}, versie" in said


async def come_back(tab: Tab, path: str, query: str = "") -> None:
    """Connect again, as a tab does, until a process answers."""
    end = time.monotonic() + 40.0
    while True:
        try:
            await tab.__aenter__()
            await tab.read(path, query)
            return
        except LOST:
            assert time.monotonic() < end
            await asyncio.sleep(0.1)
