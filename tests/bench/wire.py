"""A WebSocket as lean as can be, so that many visitors cost the machine that they measure as little as they can.

It packs and unpacks as a browser does, answers pings, and reads of a message what it is. Nothing else of the protocol.
"""

from __future__ import annotations

import asyncio
import base64
import os
import ssl
import struct
import zlib
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

BINARY: Final = 2
CLOSE: Final = 8
PING: Final = 9
PONG: Final = 10
_PACKED: Final = 0x40
_TAIL: Final = b"\x00\x00\xff\xff"


class Wire:
    """One connection; `open` makes it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._unpack = zlib.decompressobj(-zlib.MAX_WBITS)
        self._waiting: list[bytes] = []
        self._rest = b""

    @classmethod
    async def open(cls, url: str, tls: ssl.SSLContext | None, headers: dict[str, str]) -> Wire:
        """Connect as the front end does. Raises OSError when the other end does not agree."""
        at = urlsplit(url)
        reader, writer = await asyncio.open_connection(
            at.hostname, at.port, ssl=tls, server_hostname=at.hostname if tls else None, limit=1 << 20
        )
        asked = {
            "Host": at.netloc, "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(), "Sec-WebSocket-Protocol": "streamlit",
            "Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits", **headers,
        }  # fmt: skip
        lines = [f"GET {at.path} HTTP/1.1", *(f"{name}: {value}" for name, value in asked.items()), "", ""]
        writer.write("\r\n".join(lines).encode())
        answer = await reader.readuntil(b"\r\n\r\n")
        if b" 101 " not in answer.splitlines()[0] or b"permessage-deflate" not in answer:
            raise OSError(answer.splitlines()[0])
        return cls(reader, writer)

    def send(self, data: bytes, opcode: int = BINARY) -> None:
        """Send a message whole; its mask is of zeros, which changes nothing of it."""
        size = len(data)
        head = bytes([0x80 | opcode, 0x80 | size]) if size < 126 else struct.pack("!BBH", 0x80 | opcode, 0xFE, size)
        self._writer.write(head + b"\0\0\0\0" + data)

    async def receive(self) -> bytes:
        """The next message. Raises OSError when there comes none any more."""
        while not self._waiting:
            data = await self._reader.read(1 << 18)
            if not data:
                raise OSError("the connection is gone")
            self._rest += data
            self._waiting = list(self._whole())
            self._waiting.reverse()
        return self._waiting.pop()

    async def aclose(self) -> None:
        """Leave."""
        self._writer.close()

    def _whole(self) -> Iterator[bytes]:
        """The messages that are there whole. An answer is never sent in parts."""
        data, at = self._rest, 0
        while at + 2 <= len(data):
            first, size, head = data[at], data[at + 1], 2
            if size > 125:
                head = 4 if size == 126 else 10
                if at + head > len(data):
                    break
                size = int.from_bytes(data[at + 2 : at + head])
            if at + head + size > len(data):
                break
            body, at = data[at + head : at + head + size], at + head + size
            opcode = first & 15
            if opcode == PING:
                self.send(body, PONG)
            elif opcode == CLOSE:
                raise OSError("the server closed the connection")
            elif opcode == BINARY:
                yield self._unpack.decompress(body + _TAIL) if first & _PACKED else body
        self._rest = data[at:]


class Line:
    """Beside a connection, what a browser fetches by address: one thing after another, over a line that stays open."""

    def __init__(self, url: str, tls: ssl.SSLContext | None, headers: dict[str, str]) -> None:
        self._at, self._tls, self._headers = urlsplit(url), tls, headers
        self._open: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> int:
        """Fetch something, and give its status. Raises OSError when the other end hangs up."""
        if self._open is None:
            name = self._at.hostname if self._tls else None
            self._open = await asyncio.open_connection(self._at.hostname, self._at.port, ssl=self._tls, server_hostname=name)
        reader, writer = self._open
        asked = {"Host": self._at.netloc, "Accept-Encoding": "gzip", **self._headers}
        lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in asked.items()), "", ""]
        writer.write("\r\n".join(lines).encode())
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        size = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
        await reader.readexactly(int(size or 0))
        return int(head.split(b" ", 2)[1])

    async def aclose(self) -> None:
        """Leave."""
        if self._open is not None:
            self._open[1].close()
