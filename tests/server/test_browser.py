"""Every browser gets a secret with its first page: no script reads it, no other site sends it, and it is never replaced."""

from __future__ import annotations

import asyncio
from http.cookies import SimpleCookie

import pytest
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Scope

from core.server.browser import Known
from core.ui.visitor import COOKIE, is_token

PAGE, TEXT = HTMLResponse("<html></html>"), PlainTextResponse("ok")


def given(app: ASGIApp, cookie: str = "", *, scheme: str = "http", proto: str = "", home: str = "") -> list[str]:
    """The cookies that a request gets back."""
    headers = [(b"cookie", cookie.encode())] if cookie else []
    headers += [(b"x-forwarded-proto", proto.encode())] if proto else []
    scope: Scope = {"type": "http", "method": "GET", "path": "/", "root_path": home, "scheme": scheme, "headers": headers}
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(Known(app)(scope, receive, send))
    return [value.decode() for name, value in sent[0]["headers"] if name == b"set-cookie"]


def test_the_first_page_brings_a_secret_that_only_the_server_reads() -> None:
    (line,) = given(PAGE)
    cookie = SimpleCookie(line)[COOKIE]
    assert is_token(cookie.value)
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["secure"]) == (True, "Lax", "/", "")
    assert int(cookie["max-age"]) >= 365 * 24 * 3600
    assert given(PAGE) != [line], "each browser has its own"


@pytest.mark.parametrize(("scheme", "proto"), [("https", ""), ("http", "https")])
def test_over_tls_it_travels_over_tls_only(scheme: str, proto: str) -> None:
    assert SimpleCookie(given(PAGE, scheme=scheme, proto=proto, home="/koers")[0])[COOKIE]["secure"] is True
    assert SimpleCookie(given(PAGE, home="/koers")[0])[COOKIE]["path"] == "/koers/"


def test_a_browser_that_has_one_keeps_it_and_what_is_no_page_brings_none() -> None:
    assert given(PAGE, f"x=1; {COOKIE}={'a' * 43}") == []
    assert given(TEXT) == []


@pytest.mark.parametrize("odd", ["", "short", "a" * 42, "a" * 44, "a" * 42 + "é", "a" * 42 + "."])
def test_what_is_no_secret_of_ours_is_replaced(odd: str) -> None:
    assert len(given(PAGE, f"{COOKIE}={odd}")) == 1
