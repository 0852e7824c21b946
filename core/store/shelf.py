"""What is saved: opened, listed, thrown away and brought back, and erased."""

from __future__ import annotations

import datetime as dt
from typing import Final

from sqlalchemy import Connection, Engine, delete, or_, select, update

from core.problem import Problem
from core.store.database import reading, writing
from core.store.saved import Entry, Saved, changeable, entry, now, readable, told, version
from core.store.tables import AUDIT, BASIS, EDITION, MEMBER, SCENARIO, SCRIPT, USED, VERSION
from core.store.who import Who, need, shared_begin

BIN_DAYS: Final = 60
"""How long what was thrown away can be brought back."""
MOST_LISTED: Final = 200
"""Scenarios that a list shows; the rest is found by searching."""


def open_saved(store: Engine, who: Who, scenario_id: str, number: int | None = None) -> Saved:
    """A version, the newest unless another is asked for. Raises Problem when there is none that they may read."""
    with reading(store) as connection:
        found = readable(connection, who, scenario_id)
        if found.binned is not None:
            raise Problem("store.binned")
        return version(connection, who, scenario_id, found, found.head if number is None else number)


def versions(store: Engine, who: Who, scenario_id: str) -> tuple[Entry, ...]:
    """Every version of a scenario, the newest first. Raises Problem when there is none that they may read."""
    with reading(store) as connection:
        found = readable(connection, who, scenario_id)
        rows = connection.execute(
            select(VERSION).where(VERSION.c.scenario_id == scenario_id).order_by(VERSION.c.number.desc())
        )  # fmt: skip
        return tuple(entry(row, found.head, found.binned) for row in rows)


def listed(store: Engine, who: Who, search: str = "", *, binned: bool = False) -> tuple[Entry, ...]:
    """What somebody saved, or may change, or sees with their colleagues: the newest version of each, the last saved first.

    Of a search every word must stand in the name, the description or the note, in capitals or not.
    """
    if not who.owner or not who.may("read"):
        return ()
    begin = shared_begin(who)
    whose = [SCENARIO.c.owner == who.owner, SCENARIO.c.id.in_(select(MEMBER.c.scenario_id).where(MEMBER.c.owner == who.owner))]
    if begin is not None:
        whose.append(SCENARIO.c.owner.startswith(begin, autoescape=True))
    newest = (VERSION.c.scenario_id == SCENARIO.c.id) & (VERSION.c.number == SCENARIO.c.head)
    bin_of = SCENARIO.c.binned_at.is_not(None) if binned else SCENARIO.c.binned_at.is_(None)
    query = (
        select(VERSION, SCENARIO.c.head, SCENARIO.c.binned_at)
        .join(SCENARIO, newest).where(or_(*whose), bin_of).order_by(SCENARIO.c.changed_at.desc(), SCENARIO.c.id)
    )  # fmt: skip
    wanted = search.casefold().split()
    with reading(store) as connection:
        found = (entry(row, row.head, row.binned_at) for row in connection.execute(query))
        return tuple(one for one in found if _has(one, wanted))[:MOST_LISTED]


def throw_away(store: Engine, who: Who, scenario_id: str) -> None:
    """Put a scenario into the bin. Raises Problem when they may not."""
    need(who, "save")
    with writing(store) as connection:
        changeable(connection, who, scenario_id)
        connection.execute(update(SCENARIO).where(SCENARIO.c.id == scenario_id).values(binned_at=now()))
        told(connection, who, "binned", scenario_id)


def bring_back(store: Engine, who: Who, scenario_id: str) -> None:
    """Take a scenario out of the bin. Raises Problem when they may not."""
    need(who, "save")
    with writing(store) as connection:
        changeable(connection, who, scenario_id, binned=True)
        connection.execute(update(SCENARIO).where(SCENARIO.c.id == scenario_id).values(binned_at=None))
        told(connection, who, "unbinned", scenario_id)


def join(store: Engine, who: Who, scenario_id: str, edit_key: str) -> None:
    """Let somebody who has the link for it change a scenario too. Raises Problem when the link is none."""
    need(who, "save")
    with writing(store) as connection:
        found = readable(connection, who, scenario_id)
        if not edit_key or found.edit_key != edit_key:
            raise Problem("store.unknown")
        if who.owner != found.owner and who.owner not in found.members:
            connection.execute(MEMBER.insert().values(scenario_id=scenario_id, owner=who.owner))
            told(connection, who, "joined", scenario_id)


def erase_all(store: Engine, who: Who) -> int:
    """Erase all that somebody saved, with its versions, for good; how many scenarios that were. Their name goes everywhere."""
    need(who, "save")
    return erase_owner(store, who.owner)


def erase_owner(store: Engine, owner: str) -> int:
    """The same by what the store knows them by, for who keeps the store."""
    with writing(store) as connection:
        mine = list(connection.execute(select(SCENARIO.c.id).where(SCENARIO.c.owner == owner)).scalars())
        connection.execute(delete(MEMBER).where(MEMBER.c.owner == owner))
        connection.execute(delete(SCRIPT).where(SCRIPT.c.owner == owner))
        _erase(connection, mine)
        for made in (VERSION, EDITION):
            connection.execute(update(made).where(made.c.author == owner).values(author="", author_name=""))
        connection.execute(update(AUDIT).where(AUDIT.c.who == owner).values(who="", name=""))
        return len(mine)


def empty_bin(store: Engine, at: dt.datetime | None = None) -> int:
    """Erase what has lain in the bin for too long; how many scenarios that were."""
    before = (at or now()) - dt.timedelta(days=BIN_DAYS)
    with writing(store) as connection:
        old = list(connection.execute(select(SCENARIO.c.id).where(SCENARIO.c.binned_at < before)).scalars())
        _erase(connection, old)
        return len(old)


def _erase(connection: Connection, scenario_ids: list[str]) -> None:
    """Erase scenarios, and bases that nothing stands on any more."""
    for scenario_id in scenario_ids:
        connection.execute(delete(SCENARIO).where(SCENARIO.c.id == scenario_id))
    connection.execute(delete(BASIS).where(BASIS.c.hash.not_in(select(USED.c.hash))))


def _has(one: Entry, wanted: list[str]) -> bool:
    text = " ".join((one.words.name, one.words.description, one.words.note, one.author)).casefold()
    return all(word in text for word in wanted)
