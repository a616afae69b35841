"""People at a kiosk or a phone who want a person: who waits, who took them, how long it took."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any, Literal, NamedTuple

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.calls import CALLS, Call, moment, open_call
from bot.records.database import Connection, insert_into, metadata
from bot.records.turns import day_of

EndedBy = Literal["resident", "operator", "absent", "unanswered", "closed"]
"""Who ended it; ``absent`` where the resident's page was gone, ``unanswered`` where nobody took it,
``closed`` where it was asked for out of hours."""

HANDOVERS = sa.Table(
    "handovers",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    # A hash: who reads the records finds no conversation by it.
    sa.Column("conversation", sa.String(32), nullable=False, index=True),
    sa.Column("channel", sa.String(32), nullable=False),
    sa.Column("region", sa.String(6)),
    sa.Column("topic", sa.String(64)),
    sa.Column("day", sa.Date, nullable=False, index=True),
    sa.Column("asked_at", sa.BigInteger, nullable=False),
    # Here and not in a server's memory: the page may ask any of them.
    sa.Column("seen_at", sa.BigInteger, nullable=False),
    # What the operator is shown; null once it was erased, while the times stay as figures.
    sa.Column("content", sa.Text),
    sa.Column("operator", sa.String(128)),
    sa.Column("call", sa.ForeignKey("calls.id", ondelete="SET NULL"), index=True),
    sa.Column("taken_at", sa.BigInteger),
    sa.Column("replied_at", sa.BigInteger),
    sa.Column("ended_at", sa.BigInteger),
    sa.Column("ended_by", sa.String(16)),
)
_IS_OPEN = HANDOVERS.c.ended_at.is_(None)
_WAITS = _IS_OPEN & HANDOVERS.c.taken_at.is_(None)
_GOES_ON = _IS_OPEN & HANDOVERS.c.taken_at.is_not(None)
sa.Index(
    "one_open_handover",
    HANDOVERS.c.conversation,
    unique=True,
    sqlite_where=_IS_OPEN,
    postgresql_where=_IS_OPEN,
)


@dataclass(frozen=True)
class Content:
    """What an operator is shown of whoever waits.

    Attributes:
        told: what they told of themselves, label and value in words.
        said: their last messages, masked, oldest first.
        case: the fields of a ``bot.records.cases.Case``.
    """

    told: tuple[tuple[str, str], ...] = ()
    said: tuple[str, ...] = ()
    case: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Handover:
    """Somebody who wants a person; moments are milliseconds since 1970.

    Attributes:
        id: its id.
        conversation: by what the resident's conversation is found, from ``conversation_key``.
        channel: name of the resident's channel.
        region: code of the place it is about.
        topic: the subject or pathway last spoken of.
        asked_at: when a person was asked for.
        seen_at: when the page last gave a sign.
        content: what the operator is shown; None once it was erased.
        operator: name of the account that took it.
        call: the call in which the two write to one another.
        taken_at: when it was taken.
        replied_at: when the operator first wrote.
        ended_at: when it ended.
        ended_by: who ended it.
    """

    id: str
    conversation: str
    channel: str
    region: str | None
    topic: str | None
    asked_at: int
    seen_at: int
    content: Content | None = None
    operator: str | None = None
    call: str | None = None
    taken_at: int | None = None
    replied_at: int | None = None
    ended_at: int | None = None
    ended_by: EndedBy | None = None


class Stand(NamedTuple):
    """What changes whenever something happens to a hand-over that is open, or in its call."""

    id: str
    taken_at: int | None
    call_touched_at: int | None
    call_ended_at: int | None


def conversation_key(sender: str) -> str:
    """By what the hand-overs of a conversation are found."""
    return hashlib.sha256(f"handover\0{sender}".encode()).hexdigest()[:32]


def new_handover(
    sender: str, channel: str, region: str | None, topic: str | None, content: Content, at: int
) -> Handover:
    """A hand-over that begins now."""
    key = conversation_key(sender)
    return Handover(secrets.token_hex(16), key, channel, region, topic, at, at, content)


def add_handover(connection: Connection, new: Handover) -> tuple[Handover, bool]:
    """Let somebody wait, unless they wait or write already.

    Returns:
        The hand-over of the conversation that is open, and whether it is the new one.
    """
    insert = insert_into(connection, HANDOVERS).values(**_row(new)).on_conflict_do_nothing()
    same = HANDOVERS.c.conversation == new.conversation
    while not connection.execute(insert).rowcount:
        # None where another server has just ended it.
        if found := _handovers(connection, same & _IS_OPEN):
            return found[0], False
    return new, True


def add_refused(connection: Connection, new: Handover) -> None:
    """Count somebody who asked out of hours; what they said is not kept."""
    refused = replace(new, content=None, ended_at=new.asked_at, ended_by="closed")
    connection.execute(HANDOVERS.insert().values(**_row(refused)))


def last_handover(connection: Connection, conversation: str) -> Handover | None:
    """The last hand-over of a conversation that still holds what was said."""
    of_them = (HANDOVERS.c.conversation == conversation) & HANDOVERS.c.content.is_not(None)
    found = _handovers(connection, of_them)
    return found[-1] if found else None


def handover_of(connection: Connection, call: str) -> Handover | None:
    """The hand-over that is written about in a call."""
    found = _handovers(connection, HANDOVERS.c.call == call)
    return found[0] if found else None


def waiting_handovers(connection: Connection) -> list[Handover]:
    """Those whom nobody took yet, the one who waits longest first."""
    return _handovers(connection, _WAITS)


def open_handovers(connection: Connection, operator: str | None) -> list[Handover]:
    """Those that an operator took and that go on; of all operators where none is named."""
    whose = sa.true() if operator is None else HANDOVERS.c.operator == operator
    return _handovers(connection, _GOES_ON & whose)


def stand_of_handovers(connection: Connection) -> list[Stand]:
    """How those that are open stand."""
    open_ones = HANDOVERS.outerjoin(CALLS, HANDOVERS.c.call == CALLS.c.id)
    stand = sa.select(HANDOVERS.c.id, HANDOVERS.c.taken_at, CALLS.c.touched_at, CALLS.c.ended_at)
    query = stand.select_from(open_ones).where(_IS_OPEN).order_by(HANDOVERS.c.id)
    return [Stand(*row) for row in connection.execute(query)]


def waiting_before(connection: Connection, asked_at: int) -> int:
    """How many wait since before a moment."""
    query = sa.select(sa.func.count()).select_from(HANDOVERS)
    return int(connection.execute(query.where(_WAITS & (HANDOVERS.c.asked_at < asked_at))).scalar())


def take_handover(
    connection: Connection, handover: str, operator: str, at: int
) -> tuple[Handover, Call] | None:
    """Let an operator take somebody who waits, in a call of their own.

    Returns:
        The hand-over and its call; None where another one was faster, or nobody waits any more.
    """
    call, _new = open_call(connection, operator, None, at)
    values = {"operator": operator, "call": call.id, "taken_at": at}
    taking = HANDOVERS.update().where(_WAITS & (HANDOVERS.c.id == handover)).values(**values)
    if not connection.execute(taking).rowcount:
        connection.execute(CALLS.delete().where(CALLS.c.id == call.id))
        return None
    return _handovers(connection, HANDOVERS.c.id == handover)[0], call


def note_seen(connection: Connection, handover: str, at: int) -> None:
    """Note that the page of somebody gave a sign."""
    this = HANDOVERS.update().where(HANDOVERS.c.id == handover)
    connection.execute(this.values(seen_at=at))


def reassign_handover(connection: Connection, call: str, operator: str) -> Handover | None:
    """Let another operator write in a call; gives the hand-over, None for a call by telephone."""
    of_call = HANDOVERS.c.call == call
    connection.execute(HANDOVERS.update().where(of_call).values(operator=operator))
    return handover_of(connection, call)


def note_reply(connection: Connection, call: str, at: int) -> None:
    """Note when the operator wrote for the first time."""
    first = (HANDOVERS.c.call == call) & HANDOVERS.c.replied_at.is_(None)
    connection.execute(HANDOVERS.update().where(first).values(replied_at=at))


def end_handover(connection: Connection, conversation: str, at: int) -> Handover | None:
    """Let the resident end it; gives the one that was open."""
    of_them = _IS_OPEN & (HANDOVERS.c.conversation == conversation)
    return next(iter(_ended(connection, of_them, "resident", at)), None)


def settle_handovers(
    connection: Connection, at: int, asked_before: int, seen_before: Callable[[str], int]
) -> list[Handover]:
    """End those that are over without anybody having said so.

    Args:
        connection: of the records.
        at: now, in milliseconds.
        asked_before: who asked before this moment and was not taken waits in vain.
        seen_before: the moment of a channel before which a page must have been silent to be gone.

    Returns:
        Those that were ended.
    """
    over_calls = sa.select(CALLS.c.id).where(CALLS.c.ended_at.is_not(None))
    waiting = _handovers(connection, _WAITS)
    gone = [one.id for one in waiting if one.seen_at < seen_before(one.channel)]
    is_gone = _WAITS & HANDOVERS.c.id.in_(gone)
    return [
        *_ended(connection, _WAITS & (HANDOVERS.c.asked_at < asked_before), "unanswered", at),
        *(_ended(connection, is_gone, "absent", at) if gone else ()),
        *_ended(connection, _GOES_ON & HANDOVERS.c.call.in_(over_calls), "operator", at),
    ]


def erase_handovers(connection: Connection, conversation: str, at: int) -> list[Handover]:
    """Erase all that was said in the hand-overs of a conversation; the times stay as figures.

    Returns:
        Those that were erased, as they were.
    """
    of_them = HANDOVERS.c.conversation == conversation
    return _erased(connection, of_them & HANDOVERS.c.content.is_not(None), at)


def purge_handovers(
    connection: Connection, now: datetime, seconds_of: Callable[[str], float]
) -> list[Handover]:
    """Erase what was said in hand-overs that are as old as conversations of their channel may be.

    Args:
        connection: of the records.
        now: the present.
        seconds_of: how long a channel's conversations are kept after their last event.

    Returns:
        Those that were erased, as they were.
    """
    at = int(now.timestamp() * 1000)
    touched = {row.id: row.touched_at for row in connection.execute(_TOUCHED)}
    old = [
        one.id
        for one in _handovers(connection, HANDOVERS.c.content.is_not(None))
        if max(one.asked_at, one.ended_at or 0, touched.get(one.call, 0))
        < at - seconds_of(one.channel) * 1000
    ]
    return _erased(connection, HANDOVERS.c.id.in_(old), at) if old else []


_TOUCHED = sa.select(CALLS.c.id, CALLS.c.touched_at).join(HANDOVERS, HANDOVERS.c.call == CALLS.c.id)


def _erased(connection: Connection, where: sa.sql.ClauseElement, at: int) -> list[Handover]:
    found = _handovers(connection, where)
    for one in found:
        _ended(connection, _IS_OPEN & (HANDOVERS.c.id == one.id), "resident", at)
        connection.execute(HANDOVERS.update().where(HANDOVERS.c.id == one.id).values(content=None))
        # With what was said in it, and what was suggested.
        connection.execute(CALLS.delete().where(CALLS.c.id == one.call))
    return found


def _ended(
    connection: Connection, where: sa.sql.ClauseElement, by: EndedBy, at: int
) -> list[Handover]:
    """End those that are open, unless another server took or ended them meanwhile."""
    return [
        replace(one, ended_at=at, ended_by=by)
        for one in _handovers(connection, where)
        if connection.execute(
            HANDOVERS.update()
            .where(where & (HANDOVERS.c.id == one.id))
            .values(ended_at=at, ended_by=by)
        ).rowcount
    ]


def _row(one: Handover) -> dict[str, Any]:
    row = {name: getattr(one, name) for name in Handover.__dataclass_fields__}
    content = None if one.content is None else asdict(one.content)
    row["content"] = content and json.dumps(content, ensure_ascii=False)
    return {**row, "day": day_of(moment(one.asked_at))}


def _handovers(connection: Connection, where: sa.sql.ClauseElement) -> list[Handover]:
    columns = [HANDOVERS.c[name] for name in Handover.__dataclass_fields__]
    query = sa.select(*columns).where(where).order_by(HANDOVERS.c.asked_at, HANDOVERS.c.id)
    return [_handover(dict(row)) for row in connection.execute(query).mappings()]


def _handover(row: dict[str, Any]) -> Handover:
    read = json.loads(row.pop("content") or "null")
    content = read and Content(
        told=tuple((label, value) for label, value in read["told"]),
        said=tuple(read["said"]),
        case=read["case"],
    )
    return Handover(content=content, **row)
