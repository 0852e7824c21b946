"""An OpenID provider on loopback: it signs what a test says of somebody, or what a forger would."""

from __future__ import annotations

import contextlib
import secrets
import socket
import threading
import time
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT = "koers"


@dataclass
class Provider:
    """Attributes
    ----------
    person : dict
        Claims of whoever signs in next.
    forged : bool
        Whether the token is signed with a key that is not the provider's.
    """

    port: int
    person: dict[str, Any] = field(default_factory=dict)
    forged: bool = False
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    other: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    codes: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def about(self, _: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.url, "authorization_endpoint": f"{self.url}/authorize", "token_endpoint": f"{self.url}/token",
                "jwks_uri": f"{self.url}/keys", "response_types_supported": ["code"], "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"], "code_challenge_methods_supported": ["S256"],
            }
        )  # fmt: skip

    async def authorize(self, request: Request) -> Response:
        code = secrets.token_urlsafe()
        self.codes[code] = request.query_params.get("nonce", "")
        query = urllib.parse.urlencode({"code": code, "state": request.query_params["state"]})
        return RedirectResponse(f"{request.query_params['redirect_uri']}?{query}")

    async def token(self, request: Request) -> Response:
        form = await request.form()
        nonce = self.codes.pop(str(form.get("code")), None)
        if nonce is None:
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 600, "nonce": nonce, **self.person}
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.other if self.forged else self.key)
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "expires_in": 600, "id_token": signed})

    async def keys(self, _: Request) -> Response:
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})


@contextlib.contextmanager
def provider() -> Iterator[Provider]:
    """A provider that is up, and gone afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        found = Provider(int(free.getsockname()[1]))
    routes = [
        Route("/.well-known/openid-configuration", found.about), Route("/authorize", found.authorize),
        Route("/token", found.token, methods=["POST"]), Route("/keys", found.keys),
    ]  # fmt: skip
    config = uvicorn.Config(Starlette(routes=routes), host="127.0.0.1", port=found.port, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    end = time.monotonic() + 20.0
    while not server.started:
        assert time.monotonic() < end
        time.sleep(0.02)
    yield found
    server.should_exit = True
    thread.join(10)
