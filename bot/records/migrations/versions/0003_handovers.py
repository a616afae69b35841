"""People who want a person: who waits, and who took them."""

from __future__ import annotations

import sqlalchemy as sa  # type: ignore[import-untyped]
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "handovers",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("conversation", sa.String(32), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("region", sa.String(6)),
        sa.Column("topic", sa.String(64)),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.Text()),
        sa.Column("operator", sa.String(128)),
        sa.Column("call", sa.String(32), sa.ForeignKey("calls.id", ondelete="SET NULL")),
        sa.Column("taken_at", sa.BigInteger()),
        sa.Column("replied_at", sa.BigInteger()),
        sa.Column("ended_at", sa.BigInteger()),
        sa.Column("ended_by", sa.String(16)),
    )
    for column in ("conversation", "day", "call"):
        op.create_index(f"ix_handovers_{column}", "handovers", [column])
    op.create_index(
        "one_open_handover",
        "handovers",
        ["conversation"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def downgrade() -> None:
    """Remove it, with what it holds."""
    op.drop_table("handovers")
