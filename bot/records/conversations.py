"""The conversations of several servers: Rasa's events, in PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.database import Connection, metadata

_LONGEST = 255

# Rasa's own columns, and the message that an event answers.
EVENTS = sa.Table(
    "events",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("sender_id", sa.String(_LONGEST), nullable=False),
    sa.Column("type_name", sa.String(_LONGEST), nullable=False),
    sa.Column("timestamp", sa.Float),
    sa.Column("intent_name", sa.String(_LONGEST)),
    sa.Column("action_name", sa.String(_LONGEST)),
    sa.Column("data", sa.Text),
    sa.Column("answers", sa.String(_LONGEST)),
    # Whatever servers do at once, no message is answered twice.
    sa.UniqueConstraint("sender_id", "answers", name="events_answers_key"),
    sa.Index("events_sender_id_id_idx", "sender_id", "id"),
)

# A token lives for hours; until it has run out nobody goes on under it with what was deleted.
ENDED = sa.Table(
    "ended_conversations",
    metadata,
    sa.Column("sender_id", sa.String(_LONGEST), primary_key=True),
    sa.Column("at", sa.BigInteger, nullable=False, index=True),
)


class OvertakenError(RuntimeError):
    """Another server has gone on with the conversation meanwhile; nothing was written."""


@dataclass(frozen=True)
class Stored:
    """What is stored of a conversation's latest session, or of all of them.

    Attributes:
        events: Rasa's events as they were written, in their order.
        last: id of the last one; 0 where there is none.
    """

    events: list[dict[str, Any]]
    last: int


def row_of(sender_id: str, type_name: str, data: dict[str, Any]) -> dict[str, Any]:
    """An event as Rasa's table holds it.

    Args:
        sender_id: the conversation's id.
        type_name: the event's type.
        data: the event as a dictionary.
    """
    return {
        "sender_id": sender_id,
        "type_name": type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }


def last_event(connection: Connection, sender: str) -> int:
    """Id of a conversation's last event, 0 where there is none."""
    query = sa.select(sa.func.coalesce(sa.func.max(EVENTS.c.id), 0))
    return int(connection.execute(query.where(EVENTS.c.sender_id == sender)).scalar_one())


def read_events(connection: Connection, sender: str, everything: bool = False) -> Stored:
    """The events of a conversation's latest session, or of all its sessions."""
    query = sa.select(EVENTS.c.id, EVENTS.c.data).where(EVENTS.c.sender_id == sender)
    if not everything:
        query = query.where(EVENTS.c.id >= _session_start(sender))
    rows = connection.execute(query.order_by(EVENTS.c.id)).all()
    return Stored([json.loads(row.data) for row in rows], rows[-1].id if rows else 0)


def add_events(
    connection: Connection, sender: str, rows: Sequence[dict[str, Any]], after: int
) -> int:
    """Add events to a conversation whose last event is the one with the id ``after``.

    Returns:
        The id of the last one now.

    Raises:
        OvertakenError: its last event is another one, or its message is answered already.
    """
    keep_others_out(connection, sender)
    if last_event(connection, sender) != after:
        raise OvertakenError(sender.split("-", 1)[0])
    if not rows:
        return after
    try:
        connection.execute(EVENTS.insert(), _answering(rows))
    except sa.exc.IntegrityError as error:
        raise OvertakenError(sender.split("-", 1)[0]) from error
    return last_event(connection, sender)


def count_of_session(connection: Connection, sender: str) -> int:
    """How many events the latest session of a conversation has."""
    query = sa.select(sa.func.count()).select_from(EVENTS)
    latest = (EVENTS.c.sender_id == sender) & (EVENTS.c.id >= _session_start(sender))
    return int(connection.execute(query.where(latest)).scalar_one())


def keep_others_out(connection: Connection, sender: str) -> None:
    """Let no other server write the conversation until the transaction ends."""
    if connection.dialect.name == "postgresql":
        key = sa.func.hashtextextended(sender, 0)
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(key)))


def is_kept(connection: Connection, sender: str) -> bool:
    """Whether anything is stored of a conversation."""
    query = sa.select(EVENTS.c.id).where(EVENTS.c.sender_id == sender).limit(1)
    return connection.execute(query).first() is not None


def delete_events(connection: Connection, sender: str, now: float) -> None:
    """Delete a conversation, all its sessions, and remember that it has ended."""
    keep_others_out(connection, sender)
    connection.execute(EVENTS.delete().where(EVENTS.c.sender_id == sender))
    connection.execute(ENDED.delete().where(ENDED.c.sender_id == sender))
    connection.execute(ENDED.insert().values(sender_id=sender, at=int(now)))


def is_ended(connection: Connection, sender: str) -> bool:
    """Whether a conversation was deleted of late."""
    query = sa.select(ENDED.c.at).where(ENDED.c.sender_id == sender)
    return connection.execute(query).first() is not None


def forget_end(connection: Connection, sender: str) -> None:
    """Let a conversation that was deleted begin anew."""
    connection.execute(ENDED.delete().where(ENDED.c.sender_id == sender))


def forget_ends(connection: Connection, before: float) -> None:
    """Forget the conversations that were deleted before a moment, in seconds since 1970."""
    connection.execute(ENDED.delete().where(ENDED.c.at < int(before)))


def silent_senders(connection: Connection, moment: float, channel: str | None) -> list[str]:
    """The conversations, of one channel or of all, in which nothing has happened since a moment."""
    query = sa.select(EVENTS.c.sender_id).group_by(EVENTS.c.sender_id)
    if channel is not None:
        query = query.where(EVENTS.c.sender_id.startswith(f"{channel}-", autoescape=True))
    query = query.having(sa.func.max(EVENTS.c.timestamp) < moment)
    return [row.sender_id for row in connection.execute(query)]


def last_moments(connection: Connection) -> list[tuple[str, float]]:
    """Each conversation and when something happened in it last, in seconds since 1970."""
    query = sa.select(EVENTS.c.sender_id, sa.func.max(EVENTS.c.timestamp))
    return [tuple(row) for row in connection.execute(query.group_by(EVENTS.c.sender_id))]


def _session_start(sender: str) -> Any:  # noqa: ANN401 - SQLAlchemy 1.4 is untyped
    started = EVENTS.alias("started")
    begins = sa.select(sa.func.coalesce(sa.func.max(started.c.id), 0))
    of_sender = (started.c.sender_id == sender) & (started.c.type_name == "session_started")
    return begins.where(of_sender).scalar_subquery()


def _answering(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with the message that each answers: the first turn after a message is its answer."""
    message, found = None, []
    for row in rows:
        answered = None
        data = json.loads(row["data"])
        if row["type_name"] == "user":
            message = data.get("message_id")
        elif row["type_name"] == "bot" and (data.get("data") or {}).get("custom"):
            answered, message = message, None
        found.append({**row, "answers": answered})
    return found
