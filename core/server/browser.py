"""A secret for every browser that opens a page, which tells later what it saved. The store keeps only what follows from it."""

from __future__ import annotations

import secrets
from http.cookies import SimpleCookie
from typing import Final

from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.ui.visitor import COOKIE, is_token

LASTS: Final = 400 * 24 * 3600
"""How long a browser keeps it, the longest that it may [s]."""


class Known:
    """Gives a browser its secret with the first page. No script of a page can read it, and no other site sends it along."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; a page that goes to a browser without a secret takes one along."""
        if scope["type"] != "http" or "/koers/" in scope["path"] or _has_one(scope):  # phones of a meeting get none
            await self.app(scope, receive, send)
            return

        async def giving(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                headers = [*message.get("headers", []), (b"set-cookie", _cookie(scope))]
                message = {**message, "headers": headers}
            await send(message)

        await self.app(scope, receive, giving)


def _has_one(scope: Scope) -> bool:
    found = [value.decode("latin-1") for name, value in scope.get("headers", []) if name == b"cookie"]
    return any(is_token(cookie_parser(line).get(COOKIE, "")) for line in found)


def _is_page(message: Message) -> bool:
    kind: bytes = dict(message.get("headers", [])).get(b"content-type", b"")
    return kind.startswith(b"text/html")


def _cookie(scope: Scope) -> bytes:
    cookie = SimpleCookie({COOKIE: secrets.token_urlsafe(32)})
    one = cookie[COOKIE]
    one["path"] = scope.get("root_path", "") + "/"
    one["max-age"], one["httponly"], one["samesite"] = LASTS, True, "Lax"
    sent = dict(scope.get("headers", [])).get(b"x-forwarded-proto", scope.get("scheme", "http").encode())
    if sent == b"https":
        one["secure"] = True
    return one.OutputString().encode("latin-1")
