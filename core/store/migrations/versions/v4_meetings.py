"""Meetings: what a room guesses and what a second screen presses, as long as it lasts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "4"
down_revision = "3"


def upgrade() -> None:
    """Make the tables."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "meeting",
        sa.Column("code", sa.String(8), primary_key=True),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("seen", sa.Text, nullable=False),
        sa.Column("ends_at", moment, nullable=False, index=True),
    )
    op.create_table(
        "guess",
        sa.Column("code", sa.String(8), sa.ForeignKey("meeting.code", ondelete="CASCADE"), primary_key=True),
        sa.Column("phone", sa.String(32), primary_key=True),
        sa.Column("value", sa.Float(53), nullable=False),
    )
    op.create_table(
        "press",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("code", sa.String(8), sa.ForeignKey("meeting.code", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
