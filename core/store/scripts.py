"""Prepared questions for a meeting, each with the link that answers it. A list is never changed: a change is another list."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Engine, func, insert, select

from core.problem import Problem
from core.store.content import line
from core.store.database import reading, writing
from core.store.saved import fits, new_id, now
from core.store.tables import SCRIPT
from core.store.who import Who, need

MOST_LINES: Final = 40
MOST_SCRIPTS: Final = 200
"""Of one owner."""
LONGEST_TITLE: Final = 120
LONGEST_LINK: Final = 4000


@dataclass(frozen=True, slots=True)
class Line:
    """A question and the link to what answers it."""

    title: str
    link: str


def keep_script(store: Engine, who: Who, lines: tuple[Line, ...]) -> str:
    """Keep a list under an id that nobody can guess. Raises Problem when they may not, or it does not fit."""
    need(who, "save")
    clean = [(line(one.title), one.link.strip()) for one in lines]
    if not 0 < len(clean) <= MOST_LINES or any(
        not title or len(title) > LONGEST_TITLE or len(link) > LONGEST_LINK for title, link in clean
    ):
        raise Problem("store.script", high=MOST_LINES, letters=LONGEST_TITLE)
    script_id = new_id()
    with writing(store) as connection:
        mine = select(func.count()).select_from(SCRIPT).where(SCRIPT.c.owner == who.owner)
        if connection.execute(mine).scalar_one() >= MOST_SCRIPTS:
            raise Problem("store.full", high=MOST_SCRIPTS)
        text = json.dumps(clean, ensure_ascii=False)
        connection.execute(insert(SCRIPT).values(id=script_id, owner=who.owner, lines=text, made_at=now()))
    return script_id


def read_script(store: Engine, script_id: str) -> tuple[Line, ...]:
    """A list, for whoever has its link. Raises Problem when there is none."""
    with reading(store) as connection:
        query = select(SCRIPT.c.lines).where(SCRIPT.c.id == script_id)
        text = connection.execute(query).scalar_one_or_none() if fits(script_id) else None
    if text is None:
        raise Problem("store.no_script")
    return tuple(Line(title, link) for title, link in json.loads(text))
