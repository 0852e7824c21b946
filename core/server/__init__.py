"""The app as a server: warm before the first visitor, with whole answers, security headers, the reader's language and metrics.

`streamlit run app.py` runs it, and so does any ASGI server that is given `app:app`.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager

from core.export.line import told_of
from core.own_data.box import prepare
from core.problem import Problem
from core.server import families, meetings
from core.server.begun import OneByOne
from core.server.browser import Known
from core.server.faults import answer, quiet_libraries
from core.server.handfuls import in_handfuls
from core.server.headers import PICTURE, PageHeaders
from core.server.keeping import keep
from core.server.limits import Limits
from core.server.once import theme_once
from core.server.process import build_the_rest, load_facts, open_store, settle_process, warm_up
from core.text.catalog import chosen_language, explain
from core.ui.making import ADDRESS
from core.ui.visitor import signing


async def _metrics(_: Request) -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


async def _picture(_: Request) -> Response:
    return FileResponse(Path(__file__).with_name(PICTURE))


async def _making(request: Request) -> Response:
    """How far the files of a session are that somebody waits for."""
    return JSONResponse(told_of(request.query_params.get("of", "")), headers={"cache-control": "no-store"})


@asynccontextmanager
async def _lifespan(_: Any) -> AsyncIterator[None]:
    logging.basicConfig(stream=sys.stderr, format="%(message)s")
    logging.getLogger("koers").setLevel(logging.INFO)
    settle_process()
    quiet_libraries()
    in_handfuls()
    theme_once()
    warm_up()
    threading.Thread(target=build_the_rest, daemon=True).start()
    threading.Thread(target=prepare, daemon=True).start()
    # A folder `pages/` makes Streamlit look for pages of its own before the router has run once, so that the first
    # deep link on a fresh server would be called unknown. The router tells it otherwise, but only from its first run.
    PagesManager.uses_pages_directory = False
    tidying = asyncio.create_task(keep())
    yield
    tidying.cancel()


def server_parts() -> dict[str, Any]:
    """Keyword arguments for `st.App`: what stands around the pages. Ends the process in one line when `data` does not
    hold, the store cannot be used, or the rules of the roles have a slip."""
    try:
        load_facts()
        signing()
        open_store()
    except Problem as problem:
        sys.exit(explain(chosen_language(), problem))
    return {
        "lifespan": _lifespan,
        "routes": [
            Route("/metrics", _metrics),
            Route(f"/{PICTURE}", _picture),
            Route(f"/{families.PATH}", families.family),
            Route(f"/{families.SCRIPT}", families.script),
            Route(f"/{ADDRESS}", _making),
            *meetings.ROUTES,
        ],
        "middleware": [Middleware(Limits), Middleware(OneByOne), Middleware(Known), Middleware(PageHeaders)],
        "on_script_error": answer,
    }
