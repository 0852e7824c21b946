"""Meetings: what a room guesses before it sees the answer, and what a second screen presses. Nothing of one outlives it.

A meeting has a code that phones come in with, and a key for who presents. It ends when somebody ends it, and by itself.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Engine, Row, delete, func, insert, select, update

from core.problem import Problem
from core.store.database import reading, writing
from core.store.saved import now
from core.store.tables import GUESS, MEETING, PRESS

LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for each other from six metres."""
LONG: Final = 6
"""Letters of a code: a billion, of which some tens are in use."""
HOURS: Final = 8
"""After which a meeting ends by itself [h]."""
MOST_MEETINGS: Final = 200
MOST_GUESSES: Final = 500
"""Of one question."""
KEPT: Final = 200
"""Presses that are kept for a screen that has not heard them yet."""
LONGEST: Final = 20_000
"""Characters of what a screen shows."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the room guesses.

    Attributes
    ----------
    number : int
        1 for the first of a meeting; 0 before that.
    said : str
        As it stands on the screen.
    low, high, step : float
        Of what can be guessed.
    open : bool
        Whether guesses are taken; after that they are shown.
    """

    number: int = 0
    said: str = ""
    low: float = 0.0
    high: float = 0.0
    step: float = 1.0
    open: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as its screen holds it.

    Attributes
    ----------
    code, key : str
        Of who guesses, and of who presents.
    """

    code: str
    key: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a question stands.

    Attributes
    ----------
    count : int
        Guesses that came.
    guesses : tuple[float, ...]
        From low to high; empty as long as the question is open.
    """

    question: Question
    count: int
    guesses: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Press:
    """What somebody pressed on a second screen: the number of the press, which second screen, and what."""

    number: int
    by: str
    act: Mapping[str, Any]


def begin(store: Engine) -> Meeting:
    """Begin a meeting. Raises Problem when too many are going on."""
    code, key = "".join(secrets.choice(LETTERS) for _ in range(LONG)), secrets.token_urlsafe(16)
    with writing(store) as connection:
        _sweep(connection)
        if connection.execute(select(func.count()).select_from(MEETING)).scalar_one() >= MOST_MEETINGS:
            raise Problem("store.many_meetings")
        ends = now() + dt.timedelta(hours=HOURS)
        connection.execute(insert(MEETING).values(code=code, key=key, question="{}", seen="{}", ends_at=ends))
    return Meeting(code, key)


def end(store: Engine, meeting: Meeting) -> None:
    """End a meeting: all of it goes."""
    with writing(store) as connection:
        _presented(connection, meeting)
        _erase(connection, meeting.code)


def end_old(store: Engine) -> None:
    """End those whose time is over."""
    with writing(store) as connection:
        _sweep(connection)


def ask(store: Engine, meeting: Meeting, said: str, low: float, high: float, step: float) -> Question:
    """Ask the room something; what was guessed of the question before it goes."""
    with writing(store) as connection:
        question = Question(_question(_presented(connection, meeting)).number + 1, said, low, high, step, open=True)
        connection.execute(delete(GUESS).where(GUESS.c.code == meeting.code))
        _put(connection, meeting.code, question)
        return question


def uncover(store: Engine, meeting: Meeting) -> Standing:
    """Take no more guesses, and show them."""
    with writing(store) as connection:
        found = _question(_presented(connection, meeting))
        closed = Question(found.number, found.said, found.low, found.high, found.step, open=False)
        _put(connection, meeting.code, closed)
        return _standing(connection, meeting.code, closed)


def guess(store: Engine, code: str, number: int, by: str, value: float) -> None:
    """Take a guess; another one by the same phone takes its place. Raises Problem when it comes too late or cannot be."""
    with writing(store) as connection:
        question = _question(_meeting(connection, code))
        if not question.open or number != question.number:
            raise Problem("store.guess_late")
        if not math.isfinite(value) or not question.low <= value <= question.high or not by:
            raise Problem("store.guess_range")
        phone = hashlib.sha256(f"{code}\n{by}".encode()).hexdigest()[:32]
        mine = (GUESS.c.code == code, GUESS.c.phone == phone)
        if connection.execute(update(GUESS).where(*mine).values(value=value)).rowcount:
            return
        count = select(func.count()).select_from(GUESS).where(GUESS.c.code == code)
        if connection.execute(count).scalar_one() >= MOST_GUESSES:
            raise Problem("store.guess_many")
        connection.execute(insert(GUESS).values(code=code, phone=phone, value=value))


def standing(store: Engine, code: str) -> Standing:
    """How the question of a meeting stands, for whoever has its code. Raises Problem when there is none."""
    with reading(store) as connection:
        return _standing(connection, code, _question(_meeting(connection, code)))


def show(store: Engine, meeting: Meeting, seen: Mapping[str, Any]) -> None:
    """Tell second screens what the first one shows."""
    text = json.dumps(seen, ensure_ascii=False)
    if len(text) > LONGEST:
        return
    with writing(store) as connection:
        _presented(connection, meeting)
        connection.execute(update(MEETING).where(MEETING.c.code == meeting.code).values(seen=text))


def shown(store: Engine, meeting: Meeting) -> tuple[dict[str, Any], str]:
    """What the first screen shows, and which second screen pressed last."""
    with reading(store) as connection:
        row = _presented(connection, meeting)
        last = select(PRESS.c.by).where(PRESS.c.code == meeting.code).order_by(PRESS.c.number.desc()).limit(1)
        found: dict[str, Any] = json.loads(row.seen)
        return found, connection.execute(last).scalar_one_or_none() or ""


def press(store: Engine, meeting: Meeting, by: str, act: Mapping[str, Any]) -> None:
    """Press something on a second screen."""
    text = json.dumps(act)
    if not by or len(text) > 500:
        raise Problem("store.press")
    with writing(store) as connection:
        _presented(connection, meeting)
        made = connection.execute(insert(PRESS).values(code=meeting.code, by=by[:32], act=text)).inserted_primary_key
        if made is not None and made[0] % KEPT == 0:
            connection.execute(delete(PRESS).where(PRESS.c.code == meeting.code, PRESS.c.number < made[0] - KEPT))


def pressed(store: Engine, meeting: Meeting, since: int) -> tuple[Press, ...]:
    """What was pressed since; with a number below 0 only what was pressed last, so that nothing old happens again."""
    mine = PRESS.c.code == meeting.code
    with reading(store) as connection:
        _presented(connection, meeting)
        query = select(PRESS).where(mine, PRESS.c.number > since).order_by(PRESS.c.number).limit(KEPT)
        if since < 0:
            query = select(PRESS).where(mine).order_by(PRESS.c.number.desc()).limit(1)
        return tuple(Press(row.number, row.by, json.loads(row.act)) for row in connection.execute(query))


def _meeting(connection: Connection, code: str) -> Row[Any]:
    fits = len(code) == LONG and set(code) <= set(LETTERS)
    where = (MEETING.c.code == code, MEETING.c.ends_at > now())
    row = connection.execute(select(MEETING).where(*where)).one_or_none() if fits else None
    if row is None:
        raise Problem("store.no_meeting")
    return row


def _presented(connection: Connection, meeting: Meeting) -> Row[Any]:
    """The meeting, for who presents in it."""
    row = _meeting(connection, meeting.code)
    if not secrets.compare_digest(str(row.key).encode(), meeting.key.encode()):
        raise Problem("store.no_meeting")
    return row


def _question(row: Row[Any]) -> Question:
    return Question(**json.loads(row.question))


def _put(connection: Connection, code: str, question: Question) -> None:
    text = json.dumps({name: getattr(question, name) for name in Question.__slots__}, ensure_ascii=False)
    connection.execute(update(MEETING).where(MEETING.c.code == code).values(question=text))


def _standing(connection: Connection, code: str, question: Question) -> Standing:
    values = connection.execute(select(GUESS.c.value).where(GUESS.c.code == code).order_by(GUESS.c.value)).scalars().all()
    return Standing(question, len(values), () if question.open else tuple(values))


def _sweep(connection: Connection) -> None:
    for code in connection.execute(select(MEETING.c.code).where(MEETING.c.ends_at <= now())).scalars().all():
        _erase(connection, code)


def _erase(connection: Connection, code: str) -> None:
    for table in (GUESS, PRESS, MEETING):
        connection.execute(delete(table).where(table.c.code == code))
