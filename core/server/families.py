"""Families of paths over a plain address, and the script that draws them: what a thumb needs, once, for ever.

A family hangs on nothing but its address, so browsers and proxies keep it and any process may answer. An address is checked
like a link. What was computed is kept for everybody: at most `KEPT` bodies of mostly 20 to 60 kB, the one that was longest not
asked for goes first.
"""

from __future__ import annotations

import functools
import hashlib
import threading
from typing import Final, NamedTuple
from urllib.parse import parse_qs

from prometheus_client import Counter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from core.analysis.compare import SHOWN
from core.analysis.family import family_of
from core.analysis.outlook import outlook_of
from core.baseline import DEFAULT, Baseline, load_baseline
from core.cache import Memory
from core.figures.household.preview import preview as household_preview
from core.figures.preview import preview
from core.figures.sheets import PREVIEWED, About, has_family
from core.scenario import LEVER, LEVERS, PINS, Lever, Scenario, default_scenario, from_query, pins_from_query
from core.text.catalog import LANGUAGES, Language
from core.ui.family import PATH, baseline_of, edition, without
from core.ui.household import PAGE as HOUSEHOLD
from core.ui.household import Question, question_of
from core.ui.lever import script as of_sliders
from core.ui.turns import turn

KEPT: Final = 600
"""Families that are kept, for all visitors: less than 60 MB."""
AT_ONCE: Final = 12
"""Families that may wait to be computed; who asks for one more is refused and goes on without."""
FOR_EVER: Final = {"cache-control": "public, max-age=31536000, immutable"}
NOT_KEPT: Final = {"cache-control": "no-store"}
LONGEST: Final = 4000
"""Characters of an address."""
YEAR: Final = 4
"""Digits of what of a page somebody chose to look at."""
WARMED: Final = ("verkenner", "buig")
"""Pages that everybody sees first."""

__all__ = ["PATH", "SCRIPT", "family", "script", "warm_families"]
COMPUTED: Final = Counter("koers_families_total", "Families of paths that were computed")
_kept: Final[Memory[bytes]] = Memory(KEPT)
_ONE: Final = threading.Lock()
_coming: Final[list[object]] = []
_SCRIPT: Final = of_sliders().encode()
SCRIPT: Final = f"koers/thumb.{hashlib.sha256(_SCRIPT).hexdigest()[:12]}.js"
"""Address of the script, from the app's own on."""


class Asked(NamedTuple):
    """What an address asks for: the scenario that moves, and by letter those that stand beside it."""

    page: str
    lever: Lever
    language: Language
    scenario: Scenario
    baseline: Baseline
    own: bool
    about: str = ""
    beside: tuple[tuple[str, Scenario, Baseline], ...] = ()


async def script(_: Request) -> Response:
    """The script that draws under the thumb."""
    return Response(_SCRIPT, media_type="text/javascript", headers=FOR_EVER)


async def family(request: Request) -> Response:
    """The family of an address; refused when the address is of another edition or says what cannot be."""
    asked = await run_in_threadpool(read, request.url.query)
    if asked is None:
        return PlainTextResponse("no such family", 404)
    body = _known(asked)
    if body is None:
        if len(_coming) >= AT_ONCE:
            return Response(status_code=204, headers=NOT_KEPT)  # no fault: a page goes on without
        _coming.append(asked)
        try:
            body = await run_in_threadpool(made, asked)
        finally:
            _coming.remove(asked)
    kept = NOT_KEPT if asked.own else FOR_EVER
    return Response(body, media_type="application/octet-stream", headers={**kept, "content-encoding": "gzip"})


def read(query: str) -> Asked | Question | None:
    """What an address asks for; None when that cannot be. Somebody's own figures are found with the token of their session."""
    if len(query) > LONGEST:
        return None
    pairs = parse_qs(query)
    page, name, language, about, token = (pairs.pop(key, [""])[0] for key in ("page", "lever", "lang", "about", "own"))
    if pairs.pop("edition", [""]) != [edition()]:
        return None
    if page == HOUSEHOLD:
        return None if pairs else question_of(token, about, name, language)
    if page not in PREVIEWED or name not in LEVER or language not in LANGUAGES:
        return None
    if about not in ("", *PINS) and (not about.isascii() or not about.isdigit() or len(about) > YEAR):
        return None
    find = functools.partial(baseline_of, token) if token else load_baseline
    shown, problems = from_query(pairs, find)
    pins, faults = pins_from_query(pairs, find)
    letter = about if about in PINS else SHOWN
    sides = {SHOWN: shown, **pins}
    if problems or faults or letter not in sides:
        return None
    scenario, bases = sides[letter], {side: find(found.baseline) for side, found in sides.items()}
    if scenario != without(scenario, name) or not has_family(page, scenario, LEVER[name], bases[letter]):
        return None
    beside = tuple((side, sides[side], bases[side]) for side in sorted(sides) if side != letter)
    return Asked(page, LEVER[name], language, scenario, bases[letter], bool(token), about, beside)


def _key(asked: Asked) -> tuple[object, ...]:
    beside = tuple((letter, scenario) for letter, scenario, _ in asked.beside)
    return asked.page, asked.lever, asked.language, asked.scenario, asked.about, beside


def _body(asked: Asked | Question) -> bytes:
    """What comes of it: the family of the scenario that moves, beside those that stay."""
    if isinstance(asked, Question):
        return household_preview(asked.slider, asked.inputs, asked.city, asked.language)
    letter = asked.about if asked.about in PINS else SHOWN
    year = int(asked.about) if asked.about and letter == SHOWN else None
    others = {side: outlook_of(scenario, baseline) for side, scenario, baseline in asked.beside}
    found = family_of(asked.baseline, asked.scenario, asked.lever, money=PREVIEWED[asked.page].money)
    return preview(found, asked.page, asked.language, About(year, letter, others))


def _known(asked: Asked | Question) -> bytes | None:
    return None if isinstance(asked, Question) or asked.own else _kept.get(*_key(asked))


def made(asked: Asked | Question) -> bytes:
    """The body of a family, computed in turn with the answers; what somebody else asked for in the meantime is there."""
    with _ONE, turn(behind=True):  # the other turn is left for answers, and they go first: somebody waits for those
        body = _known(asked)
        if body is None:
            body = _body(asked)
            COMPUTED.inc()
            if isinstance(asked, Asked) and not asked.own:
                _kept.keep(body, *_key(asked))
    return body


def warm_families() -> None:
    """Compute what everybody asks for first: the visible levers of the basis that the app opens on."""
    baseline = load_baseline(DEFAULT)
    scenario = default_scenario(baseline)
    for page in WARMED:
        for lever in LEVERS:
            if lever.visible:
                made(Asked(page, lever, "nl", scenario, baseline, own=False))
