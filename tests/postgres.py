"""A real PostgreSQL on loopback, for as long as some tests need it. Without one they are skipped, unless it is required."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

DEBIAN = Path("/usr/lib/postgresql")
SETTINGS = (
    "listen_addresses = '127.0.0.1'", "max_connections = 60", "fsync = off", "shared_buffers = 16MB",
    "unix_socket_directories = ''",
)  # fmt: skip


def program(name: str) -> str | None:
    """Where a program of PostgreSQL is; Debian keeps those of a server out of the way."""
    beside = sorted(DEBIAN.glob(f"*/bin/{name}"))
    return str(beside[-1]) if beside else shutil.which(name)


def needed(name: str) -> str:
    """The same; the test is skipped where there is none, and fails where there must be one."""
    found = program(name)
    if found is None:
        if os.environ.get("KOERS_REQUIRE_BROWSER"):
            pytest.fail(f"PostgreSQL is required and {name} was not found")
        pytest.skip("PostgreSQL was not found")
    return found


def _as_somebody() -> dict[str, str | int]:
    """Who runs it: PostgreSQL refuses to be run by root."""
    if os.geteuid():
        return {}
    with contextlib.suppress(KeyError):
        return {"user": "postgres", "group": pwd.getpwnam("postgres").pw_gid}
    return {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid}


class Postgres:
    """A server with a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])

    @property
    def url(self) -> str:
        return f"postgresql://koers@127.0.0.1:{self.port}/postgres"

    def make(self) -> None:
        self._run(
            needed("initdb"), "-D", str(self.folder), "-U", "koers", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale", "C"
        )
        with (self.folder / "postgresql.conf").open("a") as file:
            file.write("\n".join(("", *SETTINGS, f"port = {self.port}", "")))

    def start(self) -> None:
        self._run(needed("pg_ctl"), "-D", str(self.folder), "-w", "-t", "60", "-l", f"{self.folder}/log", "start")

    def stop(self) -> None:
        self._run(needed("pg_ctl"), "-D", str(self.folder), "-w", "-m", "immediate", "stop")

    def _run(self, *command: str) -> None:
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", **_as_somebody())  # type: ignore[call-overload]
        assert done.returncode == 0, done.stdout + done.stderr


@contextlib.contextmanager
def postgres() -> Iterator[Postgres]:
    """A server that is up, and gone afterwards."""
    needed("initdb")
    folder = Path(tempfile.mkdtemp(prefix="koers-pg-"))
    if not os.geteuid():
        somebody = _as_somebody()
        shutil.chown(folder, somebody["user"], somebody["group"])
    found = Postgres(folder)
    try:
        found.make()
        found.start()
        yield found
    finally:
        with contextlib.suppress(AssertionError):
            found.stop()
        shutil.rmtree(folder, ignore_errors=True)
