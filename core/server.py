"""The app as a server: warm before the first visitor, with security headers, the reader's language and metrics.

`streamlit run app.py` runs it, and so does any ASGI server that is given `app:app`.
"""

from __future__ import annotations

import base64
import contextlib
import ctypes
import gc
import hashlib
import json
import logging
import re
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final
from urllib.parse import parse_qs

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager
from threadpoolctl import threadpool_limits

from core.analysis.outcome import paths_of
from core.analysis.promises import hindsight
from core.baseline import baseline_ids, load_baseline
from core.figures.budget import budget_frames, budget_spec
from core.figures.caseload import caseload_frames, caseload_spec
from core.figures.lks import lks_frames, lks_spec
from core.figures.reserve import reserve_frames, reserve_spec
from core.figures.specs import build_beside
from core.scenario import default_scenario
from core.text.catalog import LANGUAGES, translate

_INLINE_SCRIPT: Final = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
# The front end would otherwise guess from the address where the server is, and ask at `/bronnen/…` first.
_WHERE: Final = (
    b"<script>(()=>{const home=location.origin+%s;window.__streamlit={BACKEND_BASE_URL:home,MAIN_PAGE_BASE_URL:home}})()</script>"
)
_TRIM_THRESHOLD: Final = -1
_MMAP_THRESHOLD: Final = -3
"""Numbers of settings in glibc's malloc.h; the values set are bytes."""
_TITLE: Final = re.compile(rb"<title>.*?</title>")


def settle_process() -> None:
    """Settings of the process that a server of many small computations wants.

    One thread for linear algebra: matrices are small, and threads of several sessions would fight for the same cores.
    Memory of a run stays with the process: giving it back and taking it again cost a fifth of a run.
    """
    threadpool_limits(1)
    with contextlib.suppress(OSError, AttributeError):  # another C library than glibc has no such settings
        allocator = ctypes.CDLL(None)
        allocator.mallopt(_MMAP_THRESHOLD, 1 << 27)
        allocator.mallopt(_TRIM_THRESHOLD, 1 << 28)


def warm_up() -> None:
    """Do once, before the first visitor, what every session needs: facts, draws, specifications, a first run.

    Then freeze what is loaded, so that the garbage collector never walks through it again.
    """
    for name in baseline_ids():
        baseline = load_baseline(name)
        scenario = default_scenario(baseline)
        paths = paths_of(baseline, scenario, scenario)
        for language in LANGUAGES:
            caseload_frames(paths, baseline, language)
            lks_frames(paths, baseline, language)
            budget_frames(paths, language)
            reserve_frames(paths, language)
    for language in LANGUAGES:
        for dark in (False, True):
            for spec in (caseload_spec, lks_spec, budget_spec, reserve_spec):
                spec(language, dark)
    gc.collect()
    gc.freeze()


def build_the_rest() -> None:
    """Take over the other pages' specifications and score past forecasts while the first page is served; freeze again."""
    build_beside()
    hindsight()  # the scorecard: a second of work that depends on nothing but the published figures
    gc.collect()
    gc.freeze()


class PageHeaders:
    """Security headers on every response; the language and title of the page in its HTML from the first byte on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and dress the response."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        page = "." not in scope["path"].rsplit("/", 1)[-1] and not scope["path"].startswith(("/_stcore", "/metrics"))
        if page:
            # The page is rewritten, so it must come unpacked.
            scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}
        await self.app(scope, receive, _Dressed(scope, send) if page else _with_headers(send, _policy(())))


def _policy(scripts: tuple[bytes, ...]) -> bytes:
    """Content security policy that Streamlit and its components run under: nothing from another host, no eval.

    Components arrive as `blob:` modules and bring inline styles. Scripts inside the page are allowed by their hash.
    """
    hashes = b"".join(b" 'sha256-" + base64.b64encode(hashlib.sha256(script).digest()) + b"'" for script in scripts)
    return (
        b"default-src 'self'; script-src 'self' blob:" + hashes + b"; style-src 'self' 'unsafe-inline'; "
        b"img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        b"object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    )


def _headers(policy: bytes) -> list[tuple[bytes, bytes]]:
    return [
        (b"content-security-policy", policy),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"same-origin"),
        (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
        (b"cross-origin-opener-policy", b"same-origin"),
    ]


def _with_headers(send: Send, policy: bytes) -> Send:
    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", []), *_headers(policy)]}
        await send(message)

    return dressed


class _Dressed:
    """Collects an HTML page, rewrites it, and sends it with headers; other content passes with headers only."""

    def __init__(self, scope: Scope, send: Send) -> None:
        language = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", ["nl"])[-1]
        self.language: Any = language if language in LANGUAGES else "nl"
        self.home = scope.get("root_path", "") + "/"
        self.send = send
        self.start: Message | None = None
        self.body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            kind = dict(message.get("headers", [])).get(b"content-type", b"")
            if not kind.startswith(b"text/html"):
                self.send = _with_headers(self.send, _policy(()))
                await self.send(message)
            else:
                self.start = message
            return
        if self.start is None:
            await self.send(message)
            return
        self.body += message.get("body", b"")
        if message.get("more_body", False):
            return
        page = bytes(self.body).replace(b'<html lang="en">', f'<html lang="{self.language}">'.encode(), 1)
        page = _TITLE.sub(f"<title>{translate(self.language, 'app.title')}</title>".encode(), page, count=1)
        page = page.replace(b"<head>", b"<head>" + _WHERE % json.dumps(self.home).encode(), 1)
        kept = [pair for pair in self.start["headers"] if pair[0] not in (b"content-length", b"etag")]
        headers = [
            *kept,
            (b"content-length", str(len(page)).encode()),
            *_headers(_policy(tuple(_INLINE_SCRIPT.findall(page)))),
        ]
        await self.send({**self.start, "headers": headers})
        await self.send({"type": "http.response.body", "body": page})


async def _metrics(_: Request) -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


@asynccontextmanager
async def _lifespan(_: Any) -> AsyncIterator[None]:
    logging.basicConfig(stream=sys.stderr, format="%(message)s")
    logging.getLogger("koers").setLevel(logging.INFO)
    settle_process()
    warm_up()
    threading.Thread(target=build_the_rest, daemon=True).start()
    # A folder `pages/` makes Streamlit look for pages of its own before the router has run once, so that the first
    # deep link on a fresh server would be called unknown. The router tells it otherwise, but only from its first run.
    PagesManager.uses_pages_directory = False
    yield


def server_parts() -> dict[str, Any]:
    """Keyword arguments for `st.App`: what stands around the pages."""
    return {
        "lifespan": _lifespan,
        "routes": [Route("/metrics", _metrics)],
        "middleware": [Middleware(PageHeaders)],
    }
