"""A saved version as the store gives it, and what is the same of every question to the store: whose it is, and what was done."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from core.baseline import Baseline
from core.problem import Problem
from core.store.basis import hash_of, read
from core.store.content import Content, Words, document_of
from core.store.tables import AUDIT, BASIS, MEMBER, SCENARIO, USED, VERSION
from core.store.who import Who, may_change, may_read


@dataclass(frozen=True, slots=True)
class Entry:
    """A line in a list of versions or of scenarios: all but the scenario itself.

    Attributes
    ----------
    id, number : str, int
        Of the scenario, and of this version of it.
    newest : int
        Number of its newest version.
    author : str
        Name of who saved it; empty for a visitor.
    restored : int | None
        Version that this one brought back.
    binned : datetime | None
        Since when it lies in the bin.
    """

    id: str
    number: int
    newest: int
    words: Words
    author: str
    saved: dt.datetime
    restored: int | None = None
    binned: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """A version, opened.

    Attributes
    ----------
    mine : bool
        Whether who asks may change it.
    edit_key : str | None
        What a link must carry to let somebody else change it too; only for who may.
    """

    entry: Entry
    content: Content
    mine: bool
    edit_key: str | None

    @property
    def results(self) -> Mapping[str, Mapping[str, float | None]]:
        """Key numbers as they were when it was saved."""
        return self.content.results

    def basis(self, name: str) -> Baseline | None:
        """A basis as it was; None for one that the version does not use. Raises Problem when it is written in another way."""
        text = self.content.bases.get(name)
        return None if text is None else read(text)


@dataclass(frozen=True, slots=True)
class Owned:
    """Whose a scenario is, and how far it came."""

    owner: str
    edit_key: str
    head: int
    binned: dt.datetime | None
    members: frozenset[str]


def new_id() -> str:
    """What nobody can guess: who has it may read. Letters and digits only, as it is a link's end and a widget's name as well."""
    return secrets.token_hex(16)


def now() -> dt.datetime:
    """This moment."""
    return dt.datetime.now(dt.UTC)


def owned(connection: Connection, scenario_id: str) -> Owned:
    """Whose a scenario is. Raises Problem when there is none."""
    row = connection.execute(select(SCENARIO).where(SCENARIO.c.id == scenario_id)).one_or_none() if fits(scenario_id) else None
    if row is None:
        raise Problem("store.unknown")
    members = connection.execute(select(MEMBER.c.owner).where(MEMBER.c.scenario_id == scenario_id)).scalars()
    return Owned(row.owner, row.edit_key, row.head, row.binned_at, frozenset(members))


def readable(connection: Connection, who: Who, scenario_id: str) -> Owned:
    """The same for somebody who wants to read. What they may not is told as what is not there."""
    found = owned(connection, scenario_id)
    if not may_read(who, found.owner):
        raise Problem("store.unknown")
    return found


def changeable(connection: Connection, who: Who, scenario_id: str, *, binned: bool = False) -> Owned:
    """The same for somebody who wants to change it; `binned` for what lies in the bin. Raises Problem when they may not."""
    found = readable(connection, who, scenario_id)
    if not may_change(who, found.owner, found.members):
        raise Problem("store.not_yours")
    if found.binned is not None and not binned:
        raise Problem("store.binned")
    if found.binned is None and binned:
        raise Problem("store.not_binned")
    return found


def version(connection: Connection, who: Who, scenario_id: str, found: Owned, number: int) -> Saved:
    """A version of a scenario, whole. Raises Problem when there is none of this number, or its basis is not what was kept."""
    where = (VERSION.c.scenario_id == scenario_id, VERSION.c.number == number)
    row = connection.execute(select(VERSION).where(*where)).one_or_none() if 0 < number < 2**31 else None
    if row is None:
        raise Problem("store.no_version", n=number)
    used = select(USED.c.name, USED.c.hash, BASIS.c.document).join(BASIS, BASIS.c.hash == USED.c.hash)
    bases = connection.execute(used.where(USED.c.scenario_id == scenario_id, USED.c.number == number)).all()
    if any(hash_of(basis.document) != basis.hash for basis in bases):
        raise Problem("store.damaged")
    content = Content(
        document_of(row.document),
        {basis.name: basis.document for basis in bases},
        json.loads(row.results),
        row.model_version,
        row.schema_version,
    )
    mine = may_change(who, found.owner, found.members)
    return Saved(entry(row, found.head, found.binned), content, mine, found.edit_key if mine else None)


def entry(row: Row[Any], newest: int, binned: dt.datetime | None) -> Entry:
    """A line of a row of the table of versions."""
    words = Words(row.name, row.description, row.note)
    return Entry(row.scenario_id, row.number, newest, words, row.author_name, row.saved_at, row.restored, binned)


def told(connection: Connection, who: Who, act: str, scenario_id: str, number: int | None = None) -> None:
    """Write down who did what."""
    connection.execute(
        insert(AUDIT).values(at=now(), who=who.owner, name=who.name, act=act, scenario_id=scenario_id, version=number)
    )  # fmt: skip


def fits(scenario_id: str) -> bool:
    """Whether a text can be an id: what a database refuses is not asked."""
    return 0 < len(scenario_id) <= 32 and scenario_id.isascii() and scenario_id.isprintable()
