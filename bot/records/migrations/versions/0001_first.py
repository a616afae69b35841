"""The tables of the first release, as a database from before there were steps has them.

Those that are there stay as they are.
"""

from __future__ import annotations

import sqlalchemy as sa  # type: ignore[import-untyped]
from alembic import op

revision = "0001"
down_revision = None

_first = sa.MetaData()
sa.Table(
    "accounts",
    _first,
    sa.Column("name", sa.String(length=64), nullable=False),
    sa.Column("display_name", sa.String(length=64), nullable=False),
    sa.Column("roles", sa.String(length=64), nullable=False),
    sa.Column("password", sa.Text(), nullable=False),
    sa.Column("stamp", sa.String(length=16), nullable=False),
    sa.PrimaryKeyConstraint("name"),
)
sa.Table(
    "calls",
    _first,
    sa.Column("id", sa.String(length=32), nullable=False),
    sa.Column("external_key", sa.String(length=32)),
    sa.Column("external_id", sa.String(length=128)),
    sa.Column("operator", sa.String(length=128), nullable=False),
    sa.Column("region", sa.String(length=6)),
    sa.Column("day", sa.Date(), nullable=False),
    sa.Column("started_at", sa.BigInteger(), nullable=False),
    sa.Column("touched_at", sa.BigInteger(), nullable=False),
    sa.Column("ended_at", sa.BigInteger()),
    sa.PrimaryKeyConstraint("id"),
    sa.Index("ix_calls_day", "day"),
    sa.Index("ix_calls_operator", "operator"),
    sa.Index(
        "one_open_call",
        "operator",
        "external_key",
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    ),
)
sa.Table(
    "cases",
    _first,
    sa.Column("code", sa.String(length=8), nullable=False),
    sa.Column("until", sa.BigInteger(), nullable=False),
    sa.Column("content", sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint("code"),
    sa.Index("ix_cases_until", "until"),
)
sa.Table(
    "feedback",
    _first,
    sa.Column("key", sa.String(length=64), nullable=False),
    sa.Column("message", sa.String(length=128), nullable=False),
    sa.Column("at", sa.BigInteger(), nullable=False),
    sa.Column("day", sa.Date(), nullable=False),
    sa.Column("channel", sa.String(length=32), nullable=False),
    sa.Column("region", sa.String(length=6)),
    sa.Column("topic", sa.String(length=64)),
    sa.Column("rating", sa.String(length=8), nullable=False),
    sa.Column("reason", sa.String(length=32)),
    sa.Column("comment", sa.Text()),
    sa.Column("question", sa.Text()),
    sa.PrimaryKeyConstraint("key"),
    sa.Index("ix_feedback_day", "day"),
)
sa.Table(
    "sign_in_attempts",
    _first,
    sa.Column("name_hash", sa.String(length=64), nullable=False),
    sa.Column("failed", sa.Integer(), nullable=False),
    sa.Column("last_at", sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint("name_hash"),
    sa.Index("ix_sign_in_attempts_last_at", "last_at"),
)
sa.Table(
    "turns",
    _first,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column("at", sa.BigInteger(), nullable=False),
    sa.Column("day", sa.Date()),
    sa.Column("channel", sa.String(length=32), nullable=False),
    sa.Column("region", sa.String(length=6)),
    sa.Column("kind", sa.String(length=32), nullable=False),
    sa.Column("topic", sa.String(length=64)),
    sa.Column("question", sa.Text()),
    sa.PrimaryKeyConstraint("id"),
    sa.Index("ix_turns_day", "day"),
)
sa.Table(
    "wechat_messages",
    _first,
    sa.Column("id", sa.String(length=40), nullable=False),
    sa.Column("channel", sa.String(length=40), nullable=False),
    sa.Column("received_at", sa.Float(), nullable=False),
    sa.Column("waiting", sa.Boolean(), nullable=False),
    sa.Column("openid", sa.String(length=128)),
    sa.Column("text", sa.Text()),
    sa.Column("words", sa.String(length=40)),
    sa.Column("pieces", sa.Text()),
    sa.Column("sent", sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint("id"),
    sa.Index("ix_wechat_messages_received_at", "received_at"),
    sa.Index("ix_wechat_messages_waiting", "waiting"),
)
sa.Table(
    "feedback_clauses",
    _first,
    sa.Column("feedback", sa.String(length=64), nullable=False),
    sa.Column("document", sa.String(length=128), nullable=False),
    sa.Column("clause", sa.String(length=128), nullable=False),
    sa.ForeignKeyConstraint(["feedback"], ["feedback.key"], ondelete="CASCADE"),
    sa.PrimaryKeyConstraint("feedback", "document", "clause"),
)
sa.Table(
    "segments",
    _first,
    sa.Column("call", sa.String(length=32), nullable=False),
    sa.Column("source", sa.String(length=8), nullable=False),
    sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column("speaker", sa.String(length=8), nullable=False),
    sa.Column("text", sa.Text(), nullable=False),
    sa.Column("at", sa.BigInteger(), nullable=False),
    sa.Column("asked", sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(["call"], ["calls.id"], ondelete="CASCADE"),
    sa.PrimaryKeyConstraint("call", "source", "sequence"),
)
sa.Table(
    "suggestions",
    _first,
    sa.Column("id", sa.String(length=32), nullable=False),
    sa.Column("call", sa.String(length=32), nullable=False),
    sa.Column("message", sa.String(length=96), nullable=False),
    sa.Column("at", sa.BigInteger(), nullable=False),
    sa.Column("day", sa.Date(), nullable=False),
    sa.Column("source", sa.String(length=8)),
    sa.Column("sequence", sa.BigInteger()),
    sa.Column("region", sa.String(length=6)),
    sa.Column("topic", sa.String(length=64)),
    sa.Column("said", sa.Text(), nullable=False),
    sa.Column("turn", sa.Text(), nullable=False),
    sa.Column("shown", sa.Text(), nullable=False),
    sa.Column("failed", sa.Boolean(), nullable=False),
    sa.Column("decision", sa.String(length=8)),
    sa.Column("reason", sa.Text()),
    sa.Column("edited", sa.Text()),
    sa.Column("decided_at", sa.BigInteger()),
    sa.ForeignKeyConstraint(["call"], ["calls.id"], ondelete="CASCADE"),
    sa.PrimaryKeyConstraint("id"),
    sa.UniqueConstraint("call", "message"),
    sa.Index("ix_suggestions_day", "day"),
    sa.Index("ix_suggestions_decision", "decision"),
)
sa.Table(
    "turn_clauses",
    _first,
    sa.Column("turn", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column("document", sa.String(length=128), nullable=False),
    sa.Column("clause", sa.String(length=128), nullable=False),
    sa.ForeignKeyConstraint(["turn"], ["turns.id"], ondelete="CASCADE"),
    sa.PrimaryKeyConstraint("turn", "document", "clause"),
)


def upgrade() -> None:
    """Make what is missing."""
    _first.create_all(op.get_bind())


def downgrade() -> None:
    """Remove all of it, with what it holds."""
    _first.drop_all(op.get_bind())
