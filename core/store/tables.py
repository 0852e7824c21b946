"""The tables of the store, as the code of now reads them; how a database comes to have them stands in `migrations`."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from sqlalchemy import Column, DateTime, Dialect, Float, ForeignKey, ForeignKeyConstraint, Integer, MetaData, String, Table, Text
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[dt.datetime]):
    """A moment in UTC: SQLite keeps no time zone, so it is put on again when it is read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """As the database takes it."""
        return None if value is None else value.astimezone(dt.UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> dt.datetime | None:
        """As it was."""
        if value is None:
            return None
        moment: dt.datetime = value
        return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)


METADATA: Final = MetaData()
PASSING: Final = MetaData()
"""Of what lasts no longer than a meeting: no backup has it."""

SCENARIO: Final = Table(
    "scenario", METADATA,
    Column("id", String(32), primary_key=True),
    Column("owner", String(64), nullable=False, index=True),
    Column("edit_key", String(32), nullable=False),
    Column("head", Integer, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("binned_at", Moment, index=True),
)  # fmt: skip
"""One saved scenario: whose it is, and the number of its newest version."""

MEMBER: Final = Table(
    "member", METADATA,
    Column("scenario_id", String(32), ForeignKey("scenario.id", ondelete="CASCADE"), primary_key=True),
    Column("owner", String(64), primary_key=True, index=True),
)  # fmt: skip
"""Who may change it beside its owner: they opened the link for that."""

VERSION: Final = Table(
    "version", METADATA,
    Column("scenario_id", String(32), ForeignKey("scenario.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("results", Text, nullable=False),
    Column("model_version", String(32), nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("author", String(64), nullable=False),
    Column("author_name", Text, nullable=False),
    Column("saved_at", Moment, nullable=False),
    Column("restored", Integer),
)  # fmt: skip
"""What was saved, never changed after: a trigger refuses it. `key` is what makes a save that is asked for twice happen once."""

BASIS: Final = Table("basis", METADATA, Column("hash", String(64), primary_key=True), Column("document", Text, nullable=False))
"""What was known, whole, under the hash of its content: versions that share a basis share the row."""

USED: Final = Table(
    "used", METADATA,
    Column("scenario_id", String(32), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("hash", String(64), ForeignKey("basis.hash"), nullable=False, index=True),
    ForeignKeyConstraint(["scenario_id", "number"], ["version.scenario_id", "version.number"], ondelete="CASCADE"),
)  # fmt: skip
"""The bases of a version, by the id that its scenarios call them."""

STORY: Final = Table(
    "story", METADATA,
    Column("id", String(32), primary_key=True),
    Column("scenario_id", String(32), ForeignKey("scenario.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("head", Integer, nullable=False),
    Column("withdrawn_at", Moment),
)  # fmt: skip
"""A scenario that was published: under its id anyone reads its newest edition, until it is withdrawn."""

EDITION: Final = Table(
    "edition", METADATA,
    Column("story_id", String(32), ForeignKey("story.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("author", String(64), nullable=False),
    Column("author_name", Text, nullable=False),
    Column("published_at", Moment, nullable=False),
)  # fmt: skip
"""What was published of which version, in its author's words, never changed after."""

AUDIT: Final = Table(
    "audit", METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False, index=True),
    Column("who", String(64), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("act", String(16), nullable=False),
    Column("scenario_id", String(32), nullable=False, index=True),
    Column("version", Integer),
)  # fmt: skip
"""Who did what to which version, and when; never what it says."""

SCRIPT: Final = Table(
    "script", METADATA,
    Column("id", String(32), primary_key=True),
    Column("owner", String(64), nullable=False, index=True),
    Column("lines", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
)  # fmt: skip
"""Prepared questions for a meeting, each with the link that answers it; never changed, a change is another one."""

MEETING: Final = Table(
    "meeting", PASSING,
    Column("code", String(8), primary_key=True),
    Column("key", String(32), nullable=False),
    Column("question", Text, nullable=False),
    Column("seen", Text, nullable=False),
    Column("ends_at", Moment, nullable=False, index=True),
)  # fmt: skip
"""A meeting that is going on: what is asked of the room, and what its screen shows."""

GUESS: Final = Table(
    "guess", PASSING,
    Column("code", String(8), ForeignKey("meeting.code", ondelete="CASCADE"), primary_key=True),
    Column("phone", String(32), primary_key=True),
    Column("value", Float(53), nullable=False),
)  # fmt: skip
"""What a phone guessed of the question; `phone` is a hash of what that phone made up for this meeting."""

PRESS: Final = Table(
    "press", PASSING,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("code", String(8), ForeignKey("meeting.code", ondelete="CASCADE"), nullable=False, index=True),
    Column("by", String(32), nullable=False),
    Column("act", Text, nullable=False),
    sqlite_autoincrement=True,
)  # fmt: skip
"""What second screens pressed."""
