"""The policy desk: audit, rights, switches, offices, what was asked in vain, outcomes."""

from __future__ import annotations

import sqlalchemy as sa  # type: ignore[import-untyped]
from alembic import op

revision = "0005"
down_revision = "0004"

_number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_desk = sa.MetaData()
sa.Table(
    "audit",
    _desk,
    sa.Column("number", _number, primary_key=True),
    sa.Column("at", sa.BigInteger(), nullable=False),
    sa.Column("who", sa.String(64), nullable=False),
    sa.Column("region", sa.String(6), nullable=False),
    sa.Column("what", sa.String(48), nullable=False),
    sa.Column("subject", sa.String(255), nullable=False),
    sa.Column("before", sa.Text()),
    sa.Column("after", sa.Text()),
    sa.Column("why", sa.Text(), nullable=False),
    sa.Column("previous", sa.String(64), nullable=False),
    sa.Column("seal", sa.String(64), nullable=False),
    sa.Index("ix_audit_at", "at"),
)
sa.Table(
    "audit_end",
    _desk,
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("number", sa.BigInteger(), nullable=False),
    sa.Column("seal", sa.String(64), nullable=False),
)
# Known here for its key alone.
sa.Table("accounts", _desk, sa.Column("name", sa.String(64), primary_key=True))
sa.Table(
    "desk_rights",
    _desk,
    sa.Column(
        "account",
        sa.String(64),
        sa.ForeignKey("accounts.name", ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column("role", sa.String(16), primary_key=True),
    sa.Column("region", sa.String(6), primary_key=True),
)
sa.Table(
    "switches",
    _desk,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("scope", sa.String(16), nullable=False),
    sa.Column("region", sa.String(6), nullable=False),
    sa.Column("document", sa.String(128), nullable=False),
    sa.Column("target", sa.String(128), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("until", sa.BigInteger(), nullable=False),
    sa.Column("set_by", sa.String(64), nullable=False),
    sa.Column("set_at", sa.BigInteger(), nullable=False),
    sa.Column("ended_by", sa.String(64)),
    sa.Column("ended_at", sa.BigInteger()),
    sa.Index("ix_switches_until", "until"),
)
sa.Table(
    "offices",
    _desk,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("region", sa.String(6), nullable=False),
    sa.Column("name", sa.String(80), nullable=False),
    sa.Column("address", sa.String(120), nullable=False),
    sa.Column("hours", sa.String(80), nullable=False),
    sa.Column("does", sa.String(120), nullable=False),
    sa.Column("phone", sa.String(40), nullable=False),
    sa.Column("map_link", sa.String(300), nullable=False),
    sa.Column("source", sa.String(200), nullable=False),
    sa.Column("checked_on", sa.Date(), nullable=False),
    sa.Index("ix_offices_region", "region"),
)
sa.Table(
    "queue_groups",
    _desk,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("region", sa.String(6), nullable=False),
    sa.Column("name", sa.String(64), nullable=False),
    sa.Column("centre", sa.LargeBinary(), nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("assigned_to", sa.String(64), nullable=False),
    sa.Column("settled_as", sa.String(16), nullable=False),
    sa.Column("document", sa.String(128), nullable=False),
    sa.Column("clause", sa.String(128), nullable=False),
    sa.Column("question", sa.String(200), nullable=False),
    sa.Column("settled_by", sa.String(64), nullable=False),
    sa.Column("reviewed_by", sa.String(64), nullable=False),
    sa.Column("reopened", sa.Integer(), nullable=False),
    sa.Index("ix_queue_groups_region", "region"),
)
_group = ("queue_groups.id", "CASCADE")
sa.Table(
    "queue_members",
    _desk,
    sa.Column("kind", sa.String(16), primary_key=True),
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("group", sa.String(32), sa.ForeignKey(_group[0], ondelete=_group[1]), nullable=False),
    sa.Column("day", sa.Date(), nullable=False),
    sa.Column("channel", sa.String(32), nullable=False),
    sa.Index("ix_queue_members_group", "group"),
)
sa.Table(
    "queue_comments",
    _desk,
    sa.Column("id", _number, primary_key=True),
    sa.Column("group", sa.String(32), sa.ForeignKey(_group[0], ondelete=_group[1]), nullable=False),
    sa.Column("at", sa.BigInteger(), nullable=False),
    sa.Column("by", sa.String(64), nullable=False),
    sa.Column("text", sa.Text(), nullable=False),
    sa.Index("ix_queue_comments_group", "group"),
)
sa.Table(
    "outcomes",
    _desk,
    sa.Column("code", sa.String(8), primary_key=True),
    sa.Column("day", sa.Date(), nullable=False),
    sa.Column("region", sa.String(6), nullable=False),
    sa.Column("topic", sa.String(64), nullable=False),
    sa.Column("verdict", sa.String(16), nullable=False),
    sa.Column("outcome", sa.String(16), nullable=False),
    sa.Column("why", sa.Text(), nullable=False),
    sa.Column("recorded_by", sa.String(64), nullable=False),
    sa.Index("ix_outcomes_day", "day"),
)

_REFUSAL = "the audit is only added to"
# What the database itself refuses, whoever asks.
_REFUSE = {
    "sqlite": [
        f"CREATE TRIGGER audit_{event.lower()} BEFORE {event} ON audit "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        for event in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$",
        "CREATE TRIGGER audit_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
    ],
}


def upgrade() -> None:
    """Add the tables, and let the database refuse changes of the audit."""
    connection = op.get_bind()
    _desk.create_all(connection)
    for statement in _REFUSE[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    """Remove the tables, with what they hold."""
    connection = op.get_bind()
    ours = [table for table in _desk.sorted_tables if table.name != "accounts"]
    _desk.drop_all(connection, tables=ours)
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("DROP FUNCTION audit_refuse()")
