"""Saving: a version on top of the newest, once for each time that it is asked; on top of an older one it is a conflict.

Whoever saves says which version they had before them. When somebody else saved in the meantime nothing is written, and the
difference is handed back: both versions are there to choose from, and nothing that was typed is lost.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy import Connection, Engine, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from core.problem import Problem
from core.scenario import SCHEMA
from core.store.content import Content, Words, to_text
from core.store.database import reading, writing
from core.store.saved import Saved, changeable, new_id, now, readable, told, version
from core.store.tables import BASIS, SCENARIO, USED, VERSION
from core.store.who import Who, need

MOST_SCENARIOS: Final = 500
"""Scenarios that one owner may have."""
MOST_VERSIONS: Final = 1_000
"""Versions that a scenario may have."""


class Conflict(Problem):
    """Somebody saved in the meantime.

    Attributes
    ----------
    newest : Saved
        What they saved.
    base : Saved | None
        What both began from; None where it cannot be found.
    """

    def __init__(self, newest: Saved, base: Saved | None) -> None:
        super().__init__("store.conflict", n=newest.entry.number)
        self.newest = newest
        self.base = base


def save_new(store: Engine, who: Who, content: Content, words: Words, key: str) -> Saved:
    """Save a scenario for the first time.

    Parameters
    ----------
    key : str
        Of this one wish to save: asked again with the same key, it gives what was saved then.

    Raises
    ------
    Problem
        Who may not, has too many, or the store does not answer. Then the same key may be tried again.
    """
    need(who, "save")

    def add(connection: Connection) -> Saved:
        done = _done(connection, who, key)
        if done is not None:
            return done
        _check_room(connection, who)
        scenario_id = new_id()
        row = {"id": scenario_id, "owner": who.owner, "edit_key": new_id(), "head": 1, "changed_at": now()}
        connection.execute(insert(SCENARIO).values(row))
        _add(connection, who, scenario_id, 1, content, words, key)
        told(connection, who, "saved", scenario_id, 1)
        return version(connection, who, scenario_id, readable(connection, who, scenario_id), 1)

    return _written(store, add)


def save_on(store: Engine, who: Who, scenario_id: str, on: int, content: Content, words: Words, key: str) -> Saved:
    """Save a new version on top of version `on`. Raises Conflict when that is not the newest, Problem as `save_new` does."""
    need(who, "save")
    return _written(store, lambda connection: _save(connection, who, scenario_id, on, content, words, key))


def restore(store: Engine, who: Who, scenario_id: str, number: int, on: int, key: str) -> Saved:
    """Save an older version again, on top of version `on`; its numbers stay those of when it was made."""
    need(who, "save")

    def again(connection: Connection) -> Saved:
        older = version(connection, who, scenario_id, changeable(connection, who, scenario_id), number)
        content = dataclasses.replace(older.content, schema_version=SCHEMA)  # the document came forward when it was read
        return _save(connection, who, scenario_id, on, content, older.entry.words, key, restored=number)

    return _written(store, again)


def take_back(store: Engine, who: Who, key: str) -> Saved | None:
    """What was saved under a key, for who did not hear whether it was; None when it was not."""
    with reading(store) as connection:
        return _done(connection, who, key)


def _written(store: Engine, change: Callable[[Connection], Saved]) -> Saved:
    """A change, once more when somebody else did the same, or erased what it stands on, at the same moment."""
    try:
        with writing(store) as connection:
            return change(connection)
    except IntegrityError:
        with writing(store) as connection:
            return change(connection)


def _save(
    connection: Connection, who: Who, scenario_id: str, on: int, content: Content, words: Words, key: str,
    restored: int | None = None,
) -> Saved:  # fmt: skip
    found = changeable(connection, who, scenario_id)
    if on >= MOST_VERSIONS:
        raise Problem("store.versions_full", high=MOST_VERSIONS)
    # The one statement that decides: of two who come at once the second finds another head.
    moved = connection.execute(
        update(SCENARIO)
        .where(SCENARIO.c.id == scenario_id, SCENARIO.c.head == on, SCENARIO.c.binned_at.is_(None))
        .values(head=on + 1, changed_at=now())
    )
    if moved.rowcount != 1:
        done = _done(connection, who, key)
        if done is not None:
            return done
        raise _conflict(connection, who, scenario_id, on)
    _add(connection, who, scenario_id, on + 1, content, words, key, restored)
    told(connection, who, "saved" if restored is None else "restored", scenario_id, on + 1)
    return version(connection, who, scenario_id, dataclasses.replace(found, head=on + 1), on + 1)


def _conflict(connection: Connection, who: Who, scenario_id: str, on: int) -> Conflict:
    found = changeable(connection, who, scenario_id)
    newest = version(connection, who, scenario_id, found, found.head)
    base = version(connection, who, scenario_id, found, on) if 0 < on < found.head else None
    return Conflict(newest, base)


def _done(connection: Connection, who: Who, key: str) -> Saved | None:
    """What who asks saved under a key before."""
    where = select(VERSION.c.scenario_id, VERSION.c.number).where(VERSION.c.key == _key_of(who, key))
    row = connection.execute(where).one_or_none()
    if row is None:
        return None
    return version(connection, who, row.scenario_id, readable(connection, who, row.scenario_id), row.number)


def _check_room(connection: Connection, who: Who) -> None:
    held = connection.execute(select(func.count()).select_from(SCENARIO).where(SCENARIO.c.owner == who.owner)).scalar_one()
    if held >= MOST_SCENARIOS:
        raise Problem("store.full", high=MOST_SCENARIOS)


def _add(
    connection: Connection, who: Who, scenario_id: str, number: int, content: Content, words: Words, key: str,
    restored: int | None = None,
) -> None:  # fmt: skip
    connection.execute(
        insert(VERSION).values(
            scenario_id=scenario_id, number=number, key=_key_of(who, key), name=words.name, description=words.description,
            note=words.note, document=to_text(content.document), results=to_text(content.results),
            model_version=content.model_version, schema_version=content.schema_version, author=who.owner,
            author_name=who.name, saved_at=now(), restored=restored,
        )
    )  # fmt: skip
    _keep_bases(connection, scenario_id, number, content.bases, content.hashes)


def _keep_bases(
    connection: Connection, scenario_id: str, number: int, bases: Mapping[str, str], hashes: Mapping[str, str]
) -> None:  # fmt: skip
    new = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(BASIS).on_conflict_do_nothing()
    kept = {hashes[name]: text for name, text in bases.items()}
    # In one order, or two who save the same bases at once could each wait for the other.
    connection.execute(new, [{"hash": found, "document": text} for found, text in sorted(kept.items())])
    rows = [{"scenario_id": scenario_id, "number": number, "name": name, "hash": hashes[name]} for name in bases]
    connection.execute(insert(USED), rows)


def _key_of(who: Who, key: str) -> str:
    """A key as it is kept: nobody finds what another saved by guessing theirs."""
    return hashlib.sha256(f"{who.owner}\n{key}".encode()).hexdigest()
