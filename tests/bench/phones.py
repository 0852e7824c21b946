"""(r) Forty-five phones that guess at once, on one process with its own file and behind nginx on two that share a PostgreSQL."""

from __future__ import annotations

import http.client
import json
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from typing import Any, Final
from urllib.parse import urlencode

from sqlalchemy import Engine

from core.store.database import SETTING, address, opened
from core.store.meetings import Meeting, ask, begin, end, standing, uncover
from core.ui.room.address import CODE, GUESSES
from tests.bench.machine import cpu_seconds, save, serving
from tests.deploy.house import TRUST, housed

PHONES: Final = 45
QUESTIONS: Final = 8
"""In a row; each phone guesses once at each."""
POLL: Final = 2.0
"""Between two questions of a phone whether something is asked [s], as its page does."""
SCREEN: Final = 0.1
"""Between two looks of the screen at how many guesses there are [s]."""


class Phone:
    """A phone in the room: it asks what is asked, on a connection that stays open, and guesses when all do."""

    def __init__(self, port: int, name: int, meeting: Meeting, *, tls: bool) -> None:
        kind = http.client.HTTPSConnection if tls else http.client.HTTPConnection
        self.line = kind("localhost", port, timeout=30, **({"context": TRUST} if tls else {}))  # type: ignore[arg-type]
        self.name, self.place = name, f"/{GUESSES}.json?{urlencode({CODE: meeting.code})}"
        self.number = 0
        self.cookie: dict[str, str] = {}

    def tell(self, method: str, body: str | None = None) -> dict[str, Any]:
        self.line.request(method, self.place, body, self.cookie)
        answer = self.line.getresponse()
        found: dict[str, Any] = json.loads(answer.read())
        assert answer.status == 200, (answer.status, found)
        if cookie := answer.headers.get("set-cookie"):
            self.cookie = {"cookie": cookie.partition(";")[0]}
        return found

    def poll(self, guessed: threading.Event) -> None:
        """Ask every other second, until all guess."""
        time.sleep(POLL * self.name / PHONES)
        while not guessed.is_set():
            self.number = self.tell("GET")["number"]
            guessed.wait(POLL)

    def guess(self, together: threading.Barrier) -> float:
        """Guess; gives what it took until the server had it [s]."""
        together.wait()
        start = time.perf_counter()
        body = json.dumps({"number": self.number, "by": f"phone {self.name}", "text": str(28000 + 100 * self.name)})
        self.tell("POST", body)
        return time.perf_counter() - start


def measure() -> None:
    """Run and save."""
    rows = []
    with tempfile.TemporaryDirectory(prefix="koers-bench-") as folder:
        with _database(f"{folder}/room.sqlite") as store, serving() as (port, pid):
            rows.append({"where": "one process, its own file", **_room(store, port, [pid], tls=False)})
        for processes, where in ((1, "one process, nginx, PostgreSQL"), (2, "two processes, nginx, PostgreSQL")):
            inner = Path(folder, str(processes))
            inner.mkdir()
            with housed(inner, processes) as house, _database(house.database.url) as store:
                pids = [server.process.pid for server in house.servers if server.process is not None]
                rows.append({"where": where, **_room(store, house.port, pids, tls=True)})
    save("phones", {"rows": rows, "phones": PHONES, "questions": QUESTIONS})


@contextmanager
def _database(named: str) -> Iterator[Engine]:
    """The store that the servers use, while they are started and here."""
    before = os.environ.get(SETTING)
    os.environ[SETTING] = named
    try:
        engine = opened(address())
        yield engine
        engine.dispose()
    finally:
        os.environ.pop(SETTING) if before is None else os.environ.update({SETTING: before})


def _room(store: Engine, port: int, pids: list[int], *, tls: bool) -> dict[str, Any]:
    meeting = begin(store)
    phones = [Phone(port, name, meeting, tls=tls) for name in range(PHONES)]
    before, began = sum(map(cpu_seconds, pids)), time.monotonic()
    waits: list[float] = []
    seen: list[float] = []
    for _ in range(QUESTIONS):
        ask(store, meeting, "Hoeveel uitkeringen heeft Rotterdam eind 2027?", 20000.0, 45000.0, 100.0)
        found, took = _question(store, meeting, phones)
        waits += found
        seen.append(took)
        assert len(uncover(store, meeting).guesses) == PHONES
    took = time.monotonic() - began
    spent = sum(map(cpu_seconds, pids)) - before
    end(store, meeting)
    cuts = quantiles(waits, n=100, method="inclusive")
    return {
        "guesses": len(waits), "p50_ms": round(1e3 * cuts[49]), "p95_ms": round(1e3 * cuts[94]),
        "most_ms": round(1e3 * max(waits)),
        "all_ms": round(1e3 * max(seen)), "cpu_percent": round(100 * spent / took), "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip


def _question(store: Engine, meeting: Meeting, phones: list[Phone]) -> tuple[list[float], float]:
    """What each guess took, and what it took from the first one until the store had all [s]."""
    guessed, together = threading.Event(), threading.Barrier(PHONES + 1)
    with ThreadPoolExecutor(PHONES) as crowd:
        polling = [crowd.submit(phone.poll, guessed) for phone in phones]
        time.sleep(2 * POLL)
        guessed.set()
        for one in polling:
            one.result()
        guesses = [crowd.submit(phone.guess, together) for phone in phones]
        together.wait()
        start = time.perf_counter()
        while standing(store, meeting.code).count < PHONES:
            time.sleep(SCREEN)
        all_seen = time.perf_counter() - start
        return [one.result() for one in guesses], all_seen
