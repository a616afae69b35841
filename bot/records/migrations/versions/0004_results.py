"""Results of a conversation that a phone opens."""

from __future__ import annotations

import sqlalchemy as sa  # type: ignore[import-untyped]
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "results",
        sa.Column("key", sa.String(32), primary_key=True),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
    )
    op.create_index("ix_results_until", "results", ["until"])


def downgrade() -> None:
    """Remove the table, with what it holds."""
    op.drop_table("results")
