"""Meetings over plain addresses: the page where a phone guesses, and what it asks and tells.

No session of Streamlit: forty-five phones at once cost a few look-ups in the store, and any process may answer.
"""

from __future__ import annotations

import asyncio
import functools
import hashlib
import html
import json
from pathlib import Path
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from core.numbers import read_typed
from core.problem import Problem
from core.store import store
from core.store.meetings import Meeting, guess, press, pressed, shown, standing
from core.text import format as house
from core.text.catalog import Language, asked_language, explain, messages, translate
from core.ui.room.address import CODE, GUESSES, KEY, PRESSED, STEERING

_HERE: Final = Path(__file__).with_name("meeting")
KEEP_NOTHING: Final = {"cache-control": "no-store"}
LONGEST: Final = 2000
"""Bytes of what a phone tells."""
PATIENCE: Final = 8.0
"""How long a screen's question waits for a press [s]."""
LOOK: Final = 0.1
"""Between two looks into the store [s]: any process may have been told."""
NOTHING: Final = b'{"first":false,"presses":[]}'
PAGES: Final = {
    "guess": ("title", "label_value", "label_dial", "label_send", "label_private", "wait", "closed", "ended", "taken", "away"),
    "steer": ("title", "other", "wait", "away", "ended", "previous", "next", "replay", "story", "guess", "undo", "black"),
}
"""Pages, each with a script of its name, and the words that they say."""


@functools.cache
def _part(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def script_of(name: str) -> str:
    """Address of a page's script, from the app's own on: it changes with what it holds, so it is kept for ever."""
    return f"koers/{name}.{hashlib.sha256(_part(f'{name}.js').encode()).hexdigest()[:12]}.js"


async def _script(request: Request) -> Response:
    name = request.path_params["name"].partition(".")[0]
    kept = {"cache-control": "public, max-age=31536000, immutable"}
    if name not in PAGES:
        return Response(status_code=404)
    return Response(_part(f"{name}.js"), media_type="text/javascript", headers=kept)


def page_of(name: str, language: Language) -> str:
    """A page whole: the head that all have, its own parts, what they say, and its script."""
    said = messages(language)
    texts = {word: said[f"room.{name}.{word}"] for word in PAGES[name]}
    labels = {key: html.escape(text) for key, text in texts.items() if key.startswith("label_")}
    return _part("page.html").format(
        lang=language,
        style=_part("meeting.css"),
        title=html.escape(f"{texts['title']} · {translate(language, 'app.title')}"),
        script=script_of(name).removeprefix("koers/"),
        texts=html.escape(json.dumps(texts, ensure_ascii=False)),
        body=_part(f"{name}.html").format(**labels),
    )


def _language(request: Request) -> Language:
    return asked_language(dict(request.query_params))


async def _guess_page(request: Request) -> Response:
    return Response(page_of("guess", _language(request)), media_type="text/html", headers=KEEP_NOTHING)


async def _question(request: Request) -> Response:
    """How the question of a code stands; how far a phone that guesses came is nobody's but its own."""
    code, language = request.query_params.get(CODE, ""), _language(request)
    return await _told(lambda: asked(code, language), language)


async def _guessed(request: Request) -> Response:
    language = _language(request)
    told = await read(request)
    code = request.query_params.get(CODE, "")
    return await _told(lambda: taken(code, told, language), language)


def asked(code: str, language: Language) -> dict[str, Any]:
    """What a phone and the screen are told of a question. Raises Problem when there is no such meeting."""
    found = standing(store(), code)
    one = found.question
    return {
        "number": one.number, "said": one.said, "open": one.open, "low": one.low, "high": one.high, "step": one.step,
        "range": [house.number(end, language) for end in (one.low, one.high)],
        "count": found.count, "guesses": list(found.guesses),
    }  # fmt: skip


def taken(code: str, told: dict[str, Any], language: Language) -> dict[str, Any]:
    """Take a guess as it was typed, and give it as it is shown. Raises Problem when it is none, or comes too late."""
    one = standing(store(), code).question
    value = read_typed(str(told.get("text", "")), 0, one.low, one.high)
    number, by = told.get("number"), told.get("by")
    if value is None or not isinstance(number, int) or not isinstance(by, str) or len(by) > 64:
        raise Problem("store.guess_range")
    guess(store(), code, number, by, value)
    return {"value": value, "said": house.number(value, language)}


async def _steer_page(request: Request) -> Response:
    return Response(page_of("steer", _language(request)), media_type="text/html", headers=KEEP_NOTHING)


def _held(request: Request) -> Meeting:
    """The meeting of somebody who says that they present in it; the store asks for the key each time."""
    return Meeting(request.query_params.get(CODE, ""), request.headers.get(KEY, ""))


async def _seen(request: Request) -> Response:
    def tell() -> dict[str, Any]:
        seen, last = shown(store(), _held(request))
        return {"seen": seen, "last": last}

    return await _told(tell, _language(request))


async def _press(request: Request) -> Response:
    told = await read(request)
    by, act = told.get("by"), told.get("act")

    def tell() -> dict[str, Any]:
        if not isinstance(by, str) or not isinstance(act, dict):
            raise Problem("store.press")
        press(store(), _held(request), by, act)
        return {}

    return await _told(tell, _language(request))


async def _pressed(request: Request) -> Response:
    """What was pressed since, as soon as there is something; at the first question where the last press stands."""
    text = request.query_params.get("since", "")
    since = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1

    def tell() -> dict[str, Any]:
        found = pressed(store(), _held(request), since)
        return {"first": since < 0, "presses": [{"number": one.number, "by": one.by, "act": one.act} for one in found]}

    end = asyncio.get_running_loop().time() + PATIENCE
    while True:
        answer = await _told(tell, _language(request))
        if answer.status_code == 404:
            return JSONResponse({"over": True}, headers=KEEP_NOTHING)  # no fault: that is how a meeting ends
        waits = since >= 0 and answer.status_code == 200 and bytes(answer.body) == NOTHING
        if not waits or asyncio.get_running_loop().time() > end or await request.is_disconnected():
            return answer
        await asyncio.sleep(LOOK)


async def _told(tell: Any, language: Language) -> Response:
    try:
        return JSONResponse(await run_in_threadpool(tell), headers=KEEP_NOTHING)
    except Problem as problem:
        status = 503 if problem.key == "store.away" else 404 if problem.key == "store.no_meeting" else 409
        return JSONResponse({"problem": explain(language, problem)}, status, headers=KEEP_NOTHING)


async def read(request: Request) -> dict[str, Any]:
    """What was sent along; nothing when it is too long or no object."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LONGEST:
            return {}
    try:
        found = json.loads(bytes(body))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


ROUTES: Final = [
    Route(f"/{GUESSES}.html", _guess_page),
    Route(f"/{GUESSES}.json", _question, methods=["GET"]),
    Route(f"/{GUESSES}.json", _guessed, methods=["POST"]),
    Route(f"/{STEERING}.html", _steer_page),
    Route(f"/{STEERING}.json", _seen, methods=["GET"]),
    Route(f"/{STEERING}.json", _press, methods=["POST"]),
    Route(f"/{PRESSED}.json", _pressed),
    Route("/koers/{name}.js", _script),
]
