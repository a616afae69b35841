"""Conversations of several servers, and which of them were deleted of late."""

from __future__ import annotations

import sqlalchemy as sa  # type: ignore[import-untyped]
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the tables; one database may hold records and conversations."""
    op.create_table(
        "events",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
        sa.Column("sender_id", sa.String(255), nullable=False),
        sa.Column("type_name", sa.String(255), nullable=False),
        sa.Column("timestamp", sa.Float()),
        sa.Column("intent_name", sa.String(255)),
        sa.Column("action_name", sa.String(255)),
        sa.Column("data", sa.Text()),
        sa.Column("answers", sa.String(255)),
        sa.UniqueConstraint("sender_id", "answers", name="events_answers_key"),
    )
    op.create_index("events_sender_id_id_idx", "events", ["sender_id", "id"])
    op.create_table(
        "ended_conversations",
        sa.Column("sender_id", sa.String(255), primary_key=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_ended_conversations_at", "ended_conversations", ["at"])


def downgrade() -> None:
    """Remove the tables, with what they hold."""
    op.drop_table("ended_conversations")
    op.drop_table("events")
