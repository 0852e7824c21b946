"""The app as the server runs it, opened by a link, and what stands on its pages."""

from __future__ import annotations

import functools
import html
import re
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from core.ui.fold import FOLDS
from tests.specs import take_what_is_written

ROOT = Path(__file__).resolve().parent.parent
PAGES: Final = tuple(re.findall(r'st\.Page\("pages/(\w+)/page\.py"', (ROOT / "app.py").read_text(encoding="utf-8")))
"""Every page, as the router has them: none can be forgotten."""

# Every AppTest looks through all installed packages for components, which costs as much as drawing a page: here the first
# one does it for all.
manifest_scanner.scan_component_manifests = functools.cache(manifest_scanner.scan_component_manifests)


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
    take_what_is_written()
    return unfolded(asking(AppTest.from_file(ROOT / "app.py", default_timeout=120), **query)).run()


def open_page(page: str, **query: str) -> AppTest:
    """A page with its folds open, as a link opens it."""
    return open_app(**query).switch_page(f"pages/{page}/page.py").run()


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
