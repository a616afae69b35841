"""Messages that came from WeChat: which were answered, and what has still to be sent."""

from __future__ import annotations

import json
from dataclasses import dataclass

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.database import Connection, metadata

# WeChat takes answers for 48 hours after a message, and nobody's openid is kept longer.
ANSWERED_WITHIN = 48 * 3600.0
# WeChat repeats a message for seconds; days also cover one that was captured and sent again.
REMEMBERED = 7 * 86_400.0

_messages = sa.Table(
    "wechat_messages",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("channel", sa.String(40), nullable=False),
    sa.Column("received_at", sa.Float, nullable=False, index=True),
    # The rest is there only until the answer was sent or given up.
    sa.Column("waiting", sa.Boolean, nullable=False, index=True),
    sa.Column("openid", sa.String(128)),
    sa.Column("text", sa.Text),
    sa.Column("words", sa.String(40)),
    sa.Column("pieces", sa.Text),
    sa.Column("sent", sa.Integer, nullable=False, default=0),
)
_WIPED = {"waiting": False, "openid": None, "text": None, "words": None, "pieces": None}


@dataclass(frozen=True)
class Received:
    """A message and how far its answer is.

    Attributes:
        id: the same for each repeat; a keyed hash.
        channel: name of the channel.
        received_at: seconds since 1970.
        openid: whom to answer; None once that is done.
        text: what to ask Rasa, without personal numbers; None where ``words`` are said.
        words: name of the channel's own words to reply with.
        pieces: the answer as it is sent, None while it is being made.
        sent: how many pieces were sent.
        waiting: whether something is still to be done.
    """

    id: str
    channel: str
    received_at: float
    openid: str | None
    text: str | None = None
    words: str | None = None
    pieces: tuple[str, ...] | None = None
    sent: int = 0
    waiting: bool = True


def take(connection: Connection, received: Received) -> Received | None:
    """Note a message that came; gives what is known of it if it came before."""
    known = connection.execute(
        sa.select(_messages).where(_messages.c.id == received.id)
    ).one_or_none()
    if known is not None:
        return _read(known)
    connection.execute(
        _messages.insert().values(
            id=received.id,
            channel=received.channel,
            received_at=received.received_at,
            openid=received.openid,
            text=received.text,
            words=received.words,
            waiting=True,
            sent=0,
        )
    )
    return None


def answered(connection: Connection, message: str, pieces: tuple[str, ...]) -> None:
    """Note the answer of a message; what the person said is not needed any more."""
    _change(connection, message, pieces=json.dumps(pieces, ensure_ascii=False), text=None)


def sent(connection: Connection, message: str, count: int) -> None:
    """Note how many pieces of an answer were sent."""
    _change(connection, message, sent=count)


def finished(connection: Connection, message: str) -> None:
    """Note that nothing is left to do for a message, and delete whose it was and what was said."""
    _change(connection, message, **_WIPED)


def waiting(connection: Connection, channel: str) -> list[Received]:
    """The messages of a channel that were not answered completely, in the order they came."""
    rows = connection.execute(
        sa.select(_messages)
        .where(_messages.c.channel == channel, _messages.c.waiting)
        .order_by(_messages.c.received_at)
    )
    return [_read(row) for row in rows]


def purge(connection: Connection, now: float) -> int:
    """Delete what is too old; gives how many messages were never answered completely."""
    late = _messages.c.waiting & (_messages.c.received_at < now - ANSWERED_WITHIN)
    given_up = connection.execute(_messages.update().where(late).values(**_WIPED)).rowcount
    connection.execute(_messages.delete().where(_messages.c.received_at < now - REMEMBERED))
    return int(given_up)


def forget_person(connection: Connection, openid: str) -> int:
    """Erase what somebody's messages said and whose they were; gives how many waited."""
    theirs = _messages.c.openid == openid
    return int(connection.execute(_messages.update().where(theirs).values(**_WIPED)).rowcount)


def _change(connection: Connection, message: str, **values: object) -> None:
    connection.execute(_messages.update().where(_messages.c.id == message).values(**values))


def _read(row: sa.engine.Row) -> Received:
    return Received(
        id=row.id,
        channel=row.channel,
        received_at=row.received_at,
        openid=row.openid,
        text=row.text,
        words=row.words,
        pieces=tuple(json.loads(row.pieces)) if row.pieces else None,
        sent=row.sent,
        waiting=row.waiting,
    )
