"""What lies between a browser and its server: while it is cut nothing comes through, and nobody is told."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator


class Line:
    """A line to a port of this machine. What was sent while it was cut arrives when it is mended, as on a real one."""

    def __init__(self, port: int) -> None:
        self._port, self._whole = port, threading.Event()
        self._whole.set()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._open, daemon=True).start()

    def cut(self) -> None:
        """Let nothing through."""
        self._whole.clear()

    def mend(self) -> None:
        """Let all through, also what waited."""
        self._whole.set()

    def close(self) -> None:
        """Take no more connections."""
        self._door.close()

    def _open(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                one, _ = self._door.accept()
                threading.Thread(target=self._join, args=(one,), daemon=True).start()

    def _join(self, one: socket.socket) -> None:
        self._whole.wait()
        try:
            other = socket.create_connection(("127.0.0.1", self._port))
        except OSError:
            one.close()
            return
        for way in ((one, other), (other, one)):
            threading.Thread(target=self._pass, args=way, daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(1 << 16):
                self._whole.wait()
                other.sendall(data)
        with contextlib.suppress(OSError):
            other.shutdown(socket.SHUT_WR)


@contextlib.contextmanager
def line(port: int) -> Iterator[Line]:
    """A line for as long as it is needed."""
    found = Line(port)
    yield found
    found.mend()
    found.close()
