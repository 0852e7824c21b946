"""Families of paths over a plain address, and the script that draws them: what a thumb needs, once, for ever.

A family hangs on nothing but its address, so browsers and proxies keep it and any process may answer. An address is checked
like a link. What was computed is kept for everybody: at most `KEPT` bodies of mostly 20 to 60 kB, the one that was longest not
asked for goes first.
"""

from __future__ import annotations

import hashlib
from typing import Final, NamedTuple
from urllib.parse import parse_qs

from prometheus_client import Counter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from core.analysis.family import family_of
from core.baseline import DEFAULT, load_baseline
from core.cache import Memory
from core.figures.preview import PREVIEWED, preview
from core.scenario import LEVER, LEVERS, Lever, Scenario, default_scenario, from_query
from core.text.catalog import LANGUAGES, Language
from core.ui.family import PATH, edition, without
from core.ui.lever import script as of_sliders
from core.ui.turns import turn

KEPT: Final = 600
"""Families that are kept, for all visitors: less than 60 MB."""
AT_ONCE: Final = 6
"""Families that may wait to be computed; who asks for one more is refused and goes on without."""
FOR_EVER: Final = {"cache-control": "public, max-age=31536000, immutable"}
LONGEST: Final = 4000
"""Characters of an address."""

__all__ = ["PATH", "SCRIPT", "family", "script", "warm_families"]
COMPUTED: Final = Counter("koers_families_total", "Families of paths that were computed")
_kept: Final[Memory[bytes]] = Memory(KEPT)
_coming: Final[list[object]] = []
_SCRIPT: Final = of_sliders().encode()
SCRIPT: Final = f"koers/thumb.{hashlib.sha256(_SCRIPT).hexdigest()[:12]}.js"
"""Address of the script, from the app's own on."""


class Asked(NamedTuple):
    """What an address asks for."""

    page: str
    lever: Lever
    language: Language
    scenario: Scenario


async def script(_: Request) -> Response:
    """The script that draws under the thumb."""
    return Response(_SCRIPT, media_type="text/javascript", headers=FOR_EVER)


async def family(request: Request) -> Response:
    """The family of an address; refused when the address is of another edition or says what cannot be."""
    asked = read(request.url.query)
    if asked is None:
        return PlainTextResponse("no such family", 404)
    body = _kept.get(*asked)
    if body is None:
        if len(_coming) >= AT_ONCE:
            return Response(status_code=204, headers={"cache-control": "no-store"})  # no fault: a page goes on without
        _coming.append(asked)
        try:
            body = await run_in_threadpool(made, asked)
        finally:
            _coming.remove(asked)
    return Response(body, media_type="application/octet-stream", headers={**FOR_EVER, "content-encoding": "gzip"})


def read(query: str) -> Asked | None:
    """What an address asks for; None when that cannot be. Only project baselines: nobody's own figures have an address."""
    if len(query) > LONGEST:
        return None
    pairs = parse_qs(query)
    page, name, language = (pairs.pop(key, [""])[0] for key in ("page", "lever", "lang"))
    if pairs.pop("edition", [""]) != [edition()] or page not in PREVIEWED or name not in LEVER or language not in LANGUAGES:
        return None
    scenario, problems = from_query(pairs, load_baseline)
    if problems or scenario != without(scenario, name):
        return None
    return Asked(page, LEVER[name], language, scenario)


def made(asked: Asked) -> bytes:
    """The body of a family, computed in turn with the answers; what somebody else asked for in the meantime is there."""
    with turn():
        body = _kept.get(*asked)
        if body is None:
            baseline = load_baseline(asked.scenario.baseline)
            body = preview(family_of(baseline, asked.scenario, asked.lever), asked.page, asked.language)
            COMPUTED.inc()
            _kept.keep(body, *asked)
    return body


def warm_families() -> None:
    """Compute what everybody asks for first: the visible levers of the basis that the app opens on."""
    scenario = default_scenario(load_baseline(DEFAULT))
    for page in PREVIEWED:
        for lever in LEVERS:
            if lever.visible:
                made(Asked(page, lever, "nl", scenario))
