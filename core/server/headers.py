"""Security headers on every response; in a page, the reader's language from its first byte, and what draws answers whole."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.server.families import SCRIPT
from core.text.catalog import Language, asked_language, messages, translate
from core.text.format import LOCALE

_INLINE_SCRIPT: Final = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
# The front end would otherwise guess from the address where the server is, and ask at `/bronnen/…` first.
_WHERE: Final = (
    b"<script>(()=>{const home=location.origin+%s;window.__streamlit={BACKEND_BASE_URL:home,MAIN_PAGE_BASE_URL:home}})()</script>"
)
# In this order: what is told of a connection passes through the first one before anybody else.
_SOCKETS: Final = b"".join(
    b"<script>" + Path(__file__).with_name(name).read_bytes() + b"</script>" for name in ("awake.js", "together.js")
)
_THUMB: Final = b'<script src="%s" defer></script>'
_ABOUT_THE_FILE: Final = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range", b"if-range")
_OF_THE_FILE: Final = (b"content-length", b"etag", b"last-modified", b"accept-ranges")
_TITLE: Final = re.compile(rb"<title>.*?</title>")
_PREVIEW: Final = (
    '<title>{title}</title><meta name="description" content="{said}"><meta property="og:type" content="website">'
    '<meta property="og:site_name" content="{product}"><meta property="og:title" content="{title}">'
    '<meta property="og:description" content="{said}"><meta property="og:locale" content="{locale}">'
    '<meta property="og:image" content="{picture}"><meta property="og:image:alt" content="{alt}">'
    '<meta name="twitter:card" content="summary_large_image">'
)
"""What a chat or a mail shows of a link."""
PICTURE: Final = "preview.png"
"""Address of the picture of a preview, below the app's own."""


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
            # The page is rewritten, so it must come unpacked, and whole: "not modified" would be said of another page,
            # and would bring a policy that forbids the scripts of the one that the browser kept.
            scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in _ABOUT_THE_FILE]}
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
        (b"referrer-policy", b"no-referrer"),
        (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
        (b"cross-origin-opener-policy", b"same-origin"),
    ]


def _with_headers(send: Send, policy: bytes) -> Send:
    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", []), *_headers(policy)]}
        await send(message)

    return dressed


def _about(scope: Scope, language: Language) -> bytes:
    """Title, description and picture of the page that is asked for, in its language."""
    product = translate(language, "app.title")
    name = scope["path"].strip("/").rsplit("/", 1)[-1].replace("-", "_") or "verkenner"
    known = f"{name}.title" in messages(language)
    sent = dict(scope.get("headers", []))
    scheme, host = (sent.get(key, b"").decode("latin-1") for key in (b"x-forwarded-proto", b"host"))
    parts = {
        "title": f"{translate(language, f'{name}.title')} · {product}" if known else product,
        "said": translate(language, f"app.preview.{name if known else 'verkenner'}"),
        "product": product,
        "locale": LOCALE[language],
        "picture": f"{scheme or scope.get('scheme', 'http')}://{host}{scope.get('root_path', '')}/{PICTURE}",
        "alt": translate(language, "app.preview_alt"),
    }
    return _PREVIEW.format(**{key: html.escape(text) for key, text in parts.items()}).encode()


class _Dressed:
    """Collects an HTML page, rewrites it, and sends it with headers; other content passes with headers only."""

    def __init__(self, scope: Scope, send: Send) -> None:
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        self.language = asked_language({name: values[-1] for name, values in asked.items()})
        self.home = scope.get("root_path", "") + "/"
        self.about = _about(scope, self.language)
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
        page = _TITLE.sub(lambda _: self.about, page, count=1)
        scripts = _WHERE % json.dumps(self.home).encode() + _SOCKETS + _THUMB % html.escape(self.home + SCRIPT).encode()
        page = page.replace(b"<head>", b"<head>" + scripts, 1)
        kept = [pair for pair in self.start["headers"] if pair[0] not in _OF_THE_FILE]
        headers = [
            *kept,
            (b"content-length", str(len(page)).encode()),
            *_headers(_policy(tuple(_INLINE_SCRIPT.findall(page)))),
        ]
        await self.send({**self.start, "headers": headers})
        await self.send({"type": "http.response.body", "body": page})
