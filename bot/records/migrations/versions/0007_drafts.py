"""Drafts of documents at the policy desk."""

from __future__ import annotations

import sqlalchemy as sa  # type: ignore[import-untyped]
from alembic import op

revision = "0007"
down_revision = "0006"

_drafts = sa.MetaData()
sa.Table(
    "drafts",
    _drafts,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("region", sa.String(6), nullable=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("received", sa.LargeBinary(), nullable=False),
    sa.Column("part", sa.Integer(), nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("folder", sa.String(128), nullable=False),
    sa.Column("reading", sa.Text(), nullable=False),
    sa.Column("content", sa.Text(), nullable=False),
    sa.Column("editors", sa.Text(), nullable=False),
    sa.Column("signed_by", sa.String(64), nullable=False),
    sa.Column("publish_by", sa.String(64), nullable=False),
    sa.Column("publish_at", sa.BigInteger()),
    sa.Column("publication", sa.String(64), nullable=False),
    sa.Column("told", sa.Text(), nullable=False),
    sa.Column("begun_at", sa.BigInteger(), nullable=False),
    sa.Column("changed_by", sa.String(64), nullable=False),
    sa.Column("changed_at", sa.BigInteger(), nullable=False),
    sa.Index("ix_drafts_region", "region"),
    sa.Index("ix_drafts_state", "state"),
)


def upgrade() -> None:
    """Add the table."""
    _drafts.create_all(op.get_bind())


def downgrade() -> None:
    """Remove the table, with what it holds."""
    _drafts.drop_all(op.get_bind())
