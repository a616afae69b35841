"""Identities of an office's identity provider, each bound to one account."""

from __future__ import annotations

import sqlalchemy as sa  # type: ignore[import-untyped]
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "identities",
        sa.Column("issuer", sa.String(255), primary_key=True),
        sa.Column("subject", sa.String(255), primary_key=True),
        sa.Column(
            "account",
            sa.String(64),
            sa.ForeignKey("accounts.name", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.UniqueConstraint("issuer", "account", name="one_identity_of_an_issuer"),
    )


def downgrade() -> None:
    """Remove it, with what it holds."""
    op.drop_table("identities")
