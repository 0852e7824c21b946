"""Roles with a real provider of identities: who has none sees and changes nothing, by page, address, message or forged cookie."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from joserfc import jwt
from joserfc.jwk import OctKey
from sqlalchemy import Engine, text
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from core.store import listed, person, publish, save_new, withdraw
from core.store.who import Role
from tests.browser.conftest import Server
from tests.oidc import CLIENT, Provider, provider
from tests.store.conftest import open_at
from tests.store.made import content, words
from tests.visiting import Reading, visit

pytestmark = pytest.mark.exhaustive

SECRET = "what both processes sign cookies with, and nobody else has"
CLOSED = "Meld u aan om te zien wat hier bewaard is."


@dataclass
class Site:
    """A server where people sign in."""

    server: Server
    provider: Provider
    store: Engine

    def sign_in(self, role: str | None = None, *, forged: bool = False, **claims: Any) -> str:
        """The cookies of a browser after its visitor signed in, as they are sent along."""
        self.provider.person = {"sub": f"number of {role}", "name": f"Ms {role}", "roles": [f"koers-{role}"], **claims}
        self.provider.forged = forged
        asked = jwt.encode({"alg": "HS256"}, {"provider": "default", "exp": int(time.time()) + 60}, OctKey.import_key(SECRET))
        browser = requests.Session()
        browser.get(f"{self.server.url}/auth/login", params={"provider": asked}, timeout=30)
        return "; ".join(f"{name}={value}" for name, value in browser.cookies.items())

    def who(self, role: Role) -> Any:
        return person(self.provider.url, f"number of {role}", f"Ms {role}", role)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("home")
    server = Server()
    with provider() as found:
        changed = {"HOME": str(home), "KOERS_DATABASE": f"{home}/saved.sqlite"}
        before = {name: os.environ.get(name) for name in changed}
        os.environ.update(changed)
        try:
            write_secrets(home, found)
            server.start()
        finally:
            for name, value in before.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})
        store = open_at(f"sqlite:///{home}/saved.sqlite")
        yield Site(server, found, store)
        store.dispose()
        server.stop()


def write_secrets(home: Path, found: Provider) -> None:
    (home / ".streamlit").mkdir(exist_ok=True)
    (home / ".streamlit" / "secrets.toml").write_text(
        f'[auth]\nredirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"\ncookie_secret = "{SECRET}"\n'
        f'client_id = "{CLIENT}"\nclient_secret = "x"\n'
        f'server_metadata_url = "{found.url}/.well-known/openid-configuration"\n'
    )


@pytest.fixture(autouse=True)
def plan(site: Site) -> str:
    """Something that an editor saved; gives its id."""
    with site.store.begin() as connection:
        connection.execute(text("DELETE FROM scenario"))
    return save_new(site.store, site.who("editor"), content(), words("Geheim plan"), f"plan {time.time()}").entry.id


def saved(site: Site) -> list[str]:
    return [one.words.name for one in listed(site.store, site.who("viewer"))]


async def save(session: Reading) -> str:
    await session.read("bewaard")
    return await session.submit("save-submit", name="Van mij", description="", note="")


def test_who_did_not_sign_in_sees_nothing_and_is_asked_to(site: Site, plan: str) -> None:
    assert CLOSED in visit(site.server.port, lambda session: session.read("bewaard"))
    opened = visit(site.server.port, lambda session: session.read("", f"s={plan}"))
    assert "Wij vinden geen bewaard scenario" in opened
    assert "Geheim plan" not in opened


def test_a_browser_that_has_a_secret_of_its_own_is_nobody_here(site: Site, plan: str) -> None:
    cookie = f"koers_browser={'a' * 43}"
    assert CLOSED in visit(site.server.port, lambda session: session.read("bewaard"), cookie)
    assert "Geheim plan" not in visit(site.server.port, lambda session: session.read("", f"s={plan}"), cookie)


def test_a_viewer_sees_and_has_nothing_to_save_with(site: Site, plan: str) -> None:
    cookie = site.sign_in("viewer")

    async def look(session: Reading) -> tuple[str, set[str]]:
        return await session.read("bewaard"), set(session.widgets)

    seen, widgets = visit(site.server.port, look, cookie)
    assert "Geheim plan" in seen
    assert "Aangemeld als Ms viewer (mag bekijken)" in seen
    assert not {"save-submit", f"away-{plan}", "erase-all"} & widgets
    assert "Geheim plan" in visit(site.server.port, lambda session: session.read("", f"s={plan}"), cookie)


def test_a_viewer_who_sends_an_editors_messages_changes_nothing(site: Site, plan: str) -> None:
    async def learn(session: Reading) -> dict[str, tuple[str, str]]:
        await session.read("bewaard")
        return session.widgets

    known = visit(site.server.port, learn, site.sign_in("editor"))

    async def send(session: Reading) -> str:
        await session.read("bewaard")
        session.widgets = dict(known)
        await session.press(f"away-{plan}")
        await session.press("erase-all")
        return await session.submit("save-submit", name="Van mij", description="", note="")

    for cookie in (site.sign_in("viewer"), ""):
        visit(site.server.port, send, cookie)
        assert saved(site) == ["Geheim plan"]


def test_an_editor_saves_and_it_is_written_down_who_did(site: Site) -> None:
    assert "Bewaard als Van mij, versie 1." in visit(site.server.port, save, site.sign_in("editor"))
    assert saved(site) == ["Van mij", "Geheim plan"]
    with site.store.begin() as connection:
        acts = connection.execute(text("SELECT name, act FROM audit ORDER BY number DESC LIMIT 1")).one()
    assert tuple(acts) == ("Ms editor", "saved")


def test_a_tab_that_stays_open_hears_of_another_edition_of_its_story_and_of_its_end(site: Site, plan: str) -> None:
    publisher = site.who("publisher")
    story = publish(site.store, publisher, plan, 1, "Ons plan", "Eerst.", "nl")

    async def stay(session: Reading) -> list[str]:
        said = [await session.read("verhaal", f"p={story.id}"), await session.wait()]
        publish(site.store, publisher, plan, 1, "Ons plan", "Anders.", "nl")
        said.append(await session.wait())
        said.append(await session.press("story-newer") and session.text)
        withdraw(site.store, publisher, plan)
        return [*said, await session.wait()]

    first, still, news, shown, gone = visit(site.server.port, stay)
    assert "Eerst." in first
    assert still == "", "nothing is said of what is still so"
    assert "Er is een nieuwe uitgave van dit verhaal: uitgave 2." in news
    assert "Anders." in shown
    assert "Dit verhaal is ingetrokken." in gone


@pytest.mark.parametrize(
    "claims",
    [
        {"roles": ["admin"]}, {"roles": "publisher"}, {"roles": None},
        {"iat": int(time.time()) - 9 * 3600}, {"iat": int(time.time()) + 3600},
    ],
    ids=["no role", "another's word for it", "nothing", "expired", "not yet"],
)  # fmt: skip
def test_who_signed_in_without_a_role_or_too_long_ago_sees_nothing(site: Site, plan: str, claims: dict[str, Any]) -> None:
    cookie = site.sign_in("publisher", **claims)
    assert CLOSED in visit(site.server.port, lambda session: session.read("bewaard"), cookie)
    assert "Geheim plan" not in visit(site.server.port, lambda session: session.read("", f"s={plan}"), cookie)


def test_a_token_that_the_provider_did_not_sign_signs_nobody_in(site: Site) -> None:
    cookie = site.sign_in("publisher", forged=True)
    assert "_streamlit_user" not in cookie
    assert CLOSED in visit(site.server.port, lambda session: session.read("bewaard"), cookie)


def test_a_cookie_that_the_server_did_not_sign_signs_nobody_in(site: Site) -> None:
    claims = {
        "is_logged_in": True, "iss": site.provider.url, "sub": "1", "name": "Ms forger", "iat": int(time.time()),
        "roles": ["koers-publisher"], "origin": site.server.url, "provider": "default",
    }  # fmt: skip
    forged = create_signed_value("a guess at the secret", "_streamlit_user", json.dumps(claims)).decode()
    signed = create_signed_value(SECRET, "_streamlit_user", json.dumps(claims)).decode()
    assert CLOSED in visit(site.server.port, lambda session: session.read("bewaard"), f"_streamlit_user={forged}")
    # The same claims, signed as the server would, show that it is the signature that is refused.
    assert "Ms forger" in visit(site.server.port, lambda session: session.read("bewaard"), f"_streamlit_user={signed}")


def test_a_session_that_stays_open_ends_when_signing_in_does(site: Site) -> None:
    almost = int(time.time()) - 8 * 3600 + 6
    cookie = site.sign_in("editor", iat=almost)

    async def stay(session: Reading) -> tuple[str, str]:
        before = await session.read("bewaard")
        while time.time() < almost + 8 * 3600 + 0.2:
            time.sleep(0.1)
        return before, await session.submit("save-submit", name="Te laat", description="", note="")

    before, after = visit(site.server.port, stay, cookie)
    assert "Geheim plan" in before
    assert CLOSED in after
    assert saved(site) == ["Geheim plan"]
