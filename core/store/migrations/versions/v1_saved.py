"""Saved scenarios with their versions, the bases they stand on, who may change them, and who did what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None

_SAVED = "scenario_id, number, key, name, description, note, document, results, model_version, schema_version, saved_at, restored"
"""All of a version but who made it: that goes when they ask to be erased."""
_ONLY_ADDED = {
    "sqlite": (
        f"CREATE TRIGGER version_only_added BEFORE UPDATE OF {_SAVED} ON version "
        "BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION version_only_added() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'a version is never changed'; END $$",
        f"CREATE TRIGGER version_only_added BEFORE UPDATE OF {_SAVED} ON version "
        "FOR EACH ROW EXECUTE FUNCTION version_only_added()",
    ),
}


def upgrade() -> None:
    """Make the tables."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "scenario",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("owner", sa.String(64), nullable=False, index=True),
        sa.Column("edit_key", sa.String(32), nullable=False),
        sa.Column("head", sa.Integer, nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.Column("binned_at", moment, index=True),
    )
    op.create_table(
        "member",
        sa.Column("scenario_id", sa.String(32), sa.ForeignKey("scenario.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("owner", sa.String(64), primary_key=True, index=True),
    )
    op.create_table(
        "version",
        sa.Column("scenario_id", sa.String(32), sa.ForeignKey("scenario.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("key", sa.String(64), nullable=False, unique=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("name", "description", "note", "document", "results")),
        sa.Column("model_version", sa.String(32), nullable=False),
        sa.Column("schema_version", sa.Integer, nullable=False),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("author_name", sa.Text, nullable=False),
        sa.Column("saved_at", moment, nullable=False),
        sa.Column("restored", sa.Integer),
    )
    op.create_table("basis", sa.Column("hash", sa.String(64), primary_key=True), sa.Column("document", sa.Text, nullable=False))
    op.create_table(
        "used",
        sa.Column("scenario_id", sa.String(32), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("hash", sa.String(64), sa.ForeignKey("basis.hash"), nullable=False, index=True),
        sa.ForeignKeyConstraint(["scenario_id", "number"], ["version.scenario_id", "version.number"], ondelete="CASCADE"),
    )
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", moment, nullable=False, index=True),
        sa.Column("who", sa.String(64), nullable=False, index=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("act", sa.String(16), nullable=False),
        sa.Column("scenario_id", sa.String(32), nullable=False, index=True),
        sa.Column("version", sa.Integer),
    )
    for statement in _ONLY_ADDED[op.get_bind().dialect.name]:
        op.execute(statement)
