"""Stories: a saved version that is published with its author's words, in editions that are never changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"

_WRITTEN = "story_id, number, version, title, words, language, published_at"
"""All of an edition but who published it: that goes when they ask to be erased."""
_ONLY_ADDED = {
    "sqlite": (
        f"CREATE TRIGGER edition_only_added BEFORE UPDATE OF {_WRITTEN} ON edition "
        "BEGIN SELECT RAISE(ABORT, 'an edition is never changed'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION edition_only_added() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'an edition is never changed'; END $$",
        f"CREATE TRIGGER edition_only_added BEFORE UPDATE OF {_WRITTEN} ON edition "
        "FOR EACH ROW EXECUTE FUNCTION edition_only_added()",
    ),
}


def upgrade() -> None:
    """Make the tables."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "story",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("scenario_id", sa.String(32), sa.ForeignKey("scenario.id", ondelete="CASCADE"), nullable=False, unique=True),
        sa.Column("head", sa.Integer, nullable=False),
        sa.Column("withdrawn_at", moment),
    )
    op.create_table(
        "edition",
        sa.Column("story_id", sa.String(32), sa.ForeignKey("story.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("author_name", sa.Text, nullable=False),
        sa.Column("published_at", moment, nullable=False),
    )
    for statement in _ONLY_ADDED[op.get_bind().dialect.name]:
        op.execute(statement)
