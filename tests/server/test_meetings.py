"""The addresses of a meeting: the page of a phone, what it asks, and what it tells, in both languages."""

from __future__ import annotations

import asyncio
import html
import json
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response

from core.server import meetings
from core.store import store
from core.store.meetings import Meeting, ask, begin, end, uncover
from core.text.catalog import LANGUAGES, Language


@pytest.fixture
def meeting() -> Iterator[Meeting]:
    found = begin(store())
    yield found
    end(store(), found)


def told(method: str, query: str, body: bytes = b"") -> tuple[int, Any]:
    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    scope = {"type": "http", "method": method, "path": "/koers/raad.json", "query_string": query.encode(), "headers": []}
    act = meetings._question if method == "GET" else meetings._guessed
    answer: Response = asyncio.run(act(Request(scope, receive)))
    return answer.status_code, json.loads(bytes(answer.body))


def sent(meeting: Meeting, number: Any, text: str, by: Any = "a", more: str = "") -> tuple[int, Any]:
    return told("POST", f"c={meeting.code}{more}", json.dumps({"number": number, "by": by, "text": text}).encode())


def test_a_phone_hears_the_question_and_its_guess_back_as_it_is_shown(meeting: Meeting) -> None:
    number = ask(store(), meeting, "Hoeveel?", 20000.0, 40000.0, 100.0).number
    status, question = told("GET", f"c={meeting.code}")
    assert (status, question["said"], question["open"], question["range"]) == (200, "Hoeveel?", True, ["20.000", "40.000"])
    assert sent(meeting, number, "31.500") == (200, {"value": 31500.0, "said": "31.500"})
    assert sent(meeting, number, "32,500", "b", "&lang=en") == (200, {"value": 32500.0, "said": "32,500"})
    assert told("GET", f"c={meeting.code}")[1]["guesses"] == []
    uncover(store(), meeting)
    assert told("GET", f"c={meeting.code}")[1]["guesses"] == [31500.0, 32500.0]


@pytest.mark.parametrize(
    ("number", "text", "by"), [(1, "veel", "a"), (1, "", "a"), (1, "99.999", "a"), ("1", "31.500", "a"), (1, "31.500", 7)]
)
def test_what_is_no_guess_is_told_in_a_sentence(meeting: Meeting, number: Any, text: str, by: Any) -> None:
    ask(store(), meeting, "Hoeveel?", 20000.0, 40000.0, 100.0)
    status, answer = sent(meeting, number, text, by)
    assert (status, answer["problem"]) == (409, "Geef een heel getal binnen het bereik van de schuif.")


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b"{" + b" " * 5000 + b"}"])
def test_a_body_that_says_nothing_is_no_guess(meeting: Meeting, body: bytes) -> None:
    assert told("POST", f"c={meeting.code}", body)[0] == 409


def test_a_meeting_that_is_over_is_told_so() -> None:
    assert told("GET", "c=aaaaaa") == (
        404,
        {"problem": "Deze vergadering is er niet, of is afgelopen. Vraag de code van het scherm."},
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_phone_has_its_language_and_every_word_that_it_says(language: Language) -> None:
    page = meetings.page_of("guess", language)
    assert f'<html lang="{language}">' in page
    texts = json.loads(html.unescape(page.split('data-texts="')[1].split('"')[0]))
    assert {"wait", "closed", "ended", "taken", "away"} <= texts.keys()
    assert meetings.script_of("guess").removeprefix("koers/") in page


def steered(act: Any, query: str, key: str, method: str = "GET", body: bytes = b"") -> tuple[int, Any]:
    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    headers = [(b"x-koers-key", key.encode())]
    scope = {"type": "http", "method": method, "path": "/koers/stuur.json", "query_string": query.encode(), "headers": headers}
    answer: Response = asyncio.run(act(Request(scope, receive)))
    return answer.status_code, json.loads(bytes(answer.body))


def test_what_a_second_screen_presses_the_first_one_hears(meeting: Meeting) -> None:
    code = f"c={meeting.code}"
    assert steered(meetings._pressed, code, meeting.key) == (200, {"first": True, "presses": []})
    body = json.dumps({"by": "phone", "act": {"do": "press", "name": "next"}}).encode()
    assert steered(meetings._press, code, meeting.key, "POST", body) == (200, {})
    status, heard = steered(meetings._pressed, f"{code}&since=0", meeting.key)
    assert (status, [one["act"]["name"] for one in heard["presses"]]) == (200, ["next"])
    assert steered(meetings._seen, code, meeting.key) == (200, {"seen": {}, "last": "phone"})


def test_without_the_key_nobody_steers(meeting: Meeting) -> None:
    body = json.dumps({"by": "phone", "act": {"do": "press", "name": "next"}}).encode()
    assert steered(meetings._press, f"c={meeting.code}", "wrong", "POST", body)[0] == 404
    assert steered(meetings._pressed, f"c={meeting.code}&since=0", "wrong") == (200, {"over": True})
    assert steered(meetings._seen, f"c={meeting.code}", "")[0] == 404
