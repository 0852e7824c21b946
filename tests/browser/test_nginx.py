"""The proxy as written, with a real nginx over TLS: pages, the socket, files, another process when one is gone, a silent log."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import SCENARIO, Server, settle, until
from tests.browser.helpers import answer, drag, eventually, value

pytestmark = pytest.mark.exhaustive

ROOT = Path(__file__).resolve().parents[2]
NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass
class Proxy:
    """nginx with two processes behind it."""

    url: str
    plain: str
    folder: Path
    servers: dict[str, Server]

    def log(self) -> str:
        return (self.folder / "koers.log").read_text() + (self.folder / "koers-error.log").read_text()


def settings(folder: Path, ports: dict[str, int]) -> str:
    """`deploy/nginx.conf` with the names, places and ports of this machine."""
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for before, after in {
        "/etc/ssl/koers/fullchain.pem": f"{folder}/cert.pem",
        "/etc/ssl/koers/privkey.pem": f"{folder}/key.pem",
        "/etc/nginx/koers-proxy.conf": str(ROOT / "deploy" / "koers-proxy.conf"),
        "/var/log/nginx/": f"{folder}/",
        "/var/cache/nginx/koers": f"{folder}/families",
        "koers.example.nl": "localhost",
        "listen 443 ssl": f"listen 127.0.0.1:{ports['tls']} ssl",
        "listen 80": f"listen 127.0.0.1:{ports['plain']}",
        "127.0.0.1:8501": f"127.0.0.1:{ports['one']}",
        "127.0.0.1:8502": f"127.0.0.1:{ports['other']}",
    }.items():
        assert before in text, before
        text = text.replace(before, after)
    own = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "" if os.geteuid() else "user root;"
    main = f"daemon off; {user} pid {folder}/pid; error_log {folder}/start.log; worker_rlimit_nofile 16384;"
    return f"{main} events {{ worker_connections 8192; }} http {{ {own}\n{text}\n}}"


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    if NGINX is None:
        if os.environ.get("KOERS_REQUIRE_BROWSER"):
            pytest.fail("nginx is required and was not found")
        pytest.skip("nginx was not found")
    folder = tmp_path_factory.mktemp("nginx")
    folder.chmod(0o755)
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject,
         "-keyout", f"{folder}/key.pem", "-out", f"{folder}/cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    servers = {"one": Server(), "other": Server()}
    os.environ["STREAMLIT_SERVER_COOKIE_SECRET"] = "the same for both"
    try:
        with ThreadPoolExecutor() as both:
            list(both.map(Server.start, servers.values()))
    finally:
        del os.environ["STREAMLIT_SERVER_COOKIE_SECRET"]
    ports = {"tls": free_port(), "plain": free_port()} | {name: server.port for name, server in servers.items()}
    (folder / "nginx.conf").write_text(settings(folder, ports))
    process = subprocess.Popen([NGINX, "-p", str(folder), "-c", f"{folder}/nginx.conf"], stderr=subprocess.DEVNULL)
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", ports["tls"])) == 0:
                break
        time.sleep(0.1)
    yield Proxy(f"https://localhost:{ports['tls']}", f"http://localhost:{ports['plain']}", folder, servers)
    process.terminate()
    process.wait()
    for server in servers.values():
        server.stop()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(ignore_https_errors=True, viewport={"width": 1366, "height": 768})
    yield context.new_page()
    context.close()


def asked(url: str, version: ssl.TLSVersion | None = None) -> tuple[int, str]:
    """Status and TLS version of a request that follows no redirect."""
    trust = ssl._create_unverified_context()
    if version is not None:
        trust.minimum_version = trust.maximum_version = version

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            return None

    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=trust), Stay)
    try:
        with opener.open(url, timeout=10) as found:
            return found.status, ""
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get("location", "")


def test_plain_requests_are_sent_on_and_both_versions_of_tls_answer(proxy: Proxy) -> None:
    assert asked(f"{proxy.plain}/volume?x=1") == (301, "https://localhost/volume?x=1")
    for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        assert asked(f"{proxy.url}/_stcore/health", version)[0] == 200


@pytest.mark.parametrize("closed", ["metrics", "_stcore/metrics", "_stcore/agent/x"])
def test_what_is_for_the_keeper_is_closed(proxy: Proxy, closed: str) -> None:
    assert asked(f"{proxy.url}/{closed}")[0] == 404


def test_a_slider_a_file_and_a_download_work_and_a_visitor_outlives_a_process(proxy: Proxy, page: Page) -> None:
    page.goto(f"{proxy.url}/lks?{SCENARIO}")  # the first thing that its process sees
    settle(page)
    assert page.locator("[role=dialog]").count() == 0
    page.locator("a", has_text="Overzicht").first.click()
    page.wait_for_selector(".st-key-chart-caseload svg.marks")
    eventually(page, lambda: (value(page, "inflow"), value(page, "outflow_rate")), ("570", "2,05"))
    settle(page)
    drag(page, "inflow", -20)
    moved, said = value(page, "inflow"), answer(page)
    assert moved != "570"
    page.locator(".st-key-share button").click()
    with page.expect_download() as download:
        page.locator(".st-key-save button").click()
    saved = json.loads(Path(download.value.path()).read_text())
    assert str(saved["levers"]["inflow"]).removesuffix(".0") == moved
    file = {"name": "koers-30000.json", "mimeType": "application/json", "buffer": json.dumps(saved | {"levers": {}}).encode()}
    page.locator(".st-key-load input[type=file]").set_input_files(file)
    eventually(page, lambda: value(page, "inflow"), "600")
    page.go_back()
    eventually(page, lambda: answer(page), said)
    cookie = next(one for one in page.context.cookies() if one.get("name") == "koers_route")
    assert (cookie.get("secure"), cookie.get("httpOnly"), cookie.get("sameSite")) == (True, True, "Lax")
    assert all(one.get("secure") for one in page.context.cookies())

    page.evaluate("addEventListener('koers-redrawn', () => { window.back = true; })")
    busiest = max(proxy.servers.values(), key=sessions)
    busiest.stop()
    until(page, "window.back === true", 40)
    settle(page)
    assert answer(page) == said
    drag(page, "inflow", 30)
    eventually(page, lambda: answer(page) != said, True)

    text = proxy.log()
    assert "GET /lks 200" in text
    for secret in ("inflow", "basis", "koers_route", "?", "127.0.0.1"):
        assert secret not in text
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}", text)


def sessions(server: Server) -> float:
    """Reruns that a process has done: who has most holds the visitor."""
    with urllib.request.urlopen(f"{server.url}/metrics", timeout=5) as found:
        lines = found.read().decode().splitlines()
    return sum(float(line.rpartition(" ")[2]) for line in lines if line.startswith("koers_rerun_seconds_count"))
