"""The app as the server runs it, opened by a link, and what stands on its pages."""

from __future__ import annotations

import functools
import html
import re
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, local_script_runner
from streamlit.util import calc_hash

from core.ui.fold import FOLDS
from tests.specs import take_what_is_written

ROOT = Path(__file__).resolve().parent.parent
ADDRESSES: Final = dict(
    re.findall(r'st\.Page\("pages/(\w+)/page\.py".*? url_path="([\w-]+)"', (ROOT / "app.py").read_text(encoding="utf-8"))
)
PAGES: Final = tuple(ADDRESSES)
"""Every page, as the router has them: none can be forgotten."""

# Every AppTest looks through all installed packages for components, which costs as much as drawing a page: here the first
# one does it for all.
manifest_scanner.scan_component_manifests = functools.cache(manifest_scanner.scan_component_manifests)
# The same with its scripts, which every run would read and compile anew; a server keeps them too.
local_script_runner.ScriptCache = functools.cache(ScriptCache)


def asking(app: AppTest, **query: str) -> AppTest:
    """The same app with a link in its address."""
    for name, value in query.items():
        app.query_params[name] = value
    return app


def unfolded(app: AppTest) -> AppTest:
    """The same app with every fold open: what is behind one is made when it is opened."""
    for name in FOLDS:
        app.session_state[f"more-{name}"] = True
    return app


def open_app(**query: str) -> AppTest:
    """The first page, as a link opens it; the folds of the pages after it open at their first visit."""
    return _closed(**query).run()


def open_page(page: str, **query: str) -> AppTest:
    """A page with its folds open, as a link opens it: by its address, with no page before it."""
    app = _closed(**query)
    if page != PAGES[0]:
        app._page_hash = calc_hash(ADDRESSES[page])
    return app.run()


def _closed(**query: str) -> AppTest:
    take_what_is_written()
    return unfolded(asking(AppTest.from_file(ROOT / "app.py", default_timeout=120), **query))


def keyed(widgets: Any, key: str) -> Any:
    """A widget by its key, however often it was made anew."""
    return next(one for one in widgets if str(one.key).rpartition("~")[2] == key)


def texts(app: AppTest) -> str:
    """What is written on a page, as HTML without the marks of words that can be asked for their meaning."""
    return " ".join(re.sub(r"</?dfn[^>]*>", "", element.proto.body) for element in app.get("html"))


def said(app: AppTest) -> str:
    """What is written on a page, as it is read."""
    return html.unescape(texts(app))


def charts(app: AppTest) -> list[Any]:
    """The charts of a page, as they are sent."""
    return [element.proto for element in app.get("vega_lite_chart")]


def datasets(app: AppTest) -> list[dict[str, dict[str, list[Any]]]]:
    """The datasets of each chart of a page, in order."""
    return [
        {part.name: pa.ipc.open_stream(part.data.data).read_all().to_pydict() for part in proto.datasets} for proto in charts(app)
    ]


def query_of(app: AppTest) -> dict[str, list[str]]:
    """What the address bar holds."""
    return {name: [value] if isinstance(value, str) else list(value) for name, value in app.query_params.items()}
