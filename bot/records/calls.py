"""Calls that operators answer."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.database import Connection, insert_into, metadata
from bot.records.turns import day_of
from luohu.clock import CHINA

LONGEST_ID = 128
_MOST_LISTED = 300
CALLS = sa.Table(
    "calls",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    # The telephone system's id may hold a telephone number: its hash finds, its mask shows.
    sa.Column("external_key", sa.String(32)),
    sa.Column("external_id", sa.String(LONGEST_ID)),
    sa.Column("operator", sa.String(128), nullable=False, index=True),
    sa.Column("region", sa.String(6)),
    sa.Column("day", sa.Date, nullable=False, index=True),
    sa.Column("started_at", sa.BigInteger, nullable=False),
    sa.Column("touched_at", sa.BigInteger, nullable=False),
    sa.Column("ended_at", sa.BigInteger),
)
sa.Index(
    "one_open_call",
    CALLS.c.operator,
    CALLS.c.external_key,
    unique=True,
    sqlite_where=CALLS.c.ended_at.is_(None),
    postgresql_where=CALLS.c.ended_at.is_(None),
)


@dataclass(frozen=True)
class Call:
    """A call; moments are milliseconds since 1970.

    Attributes:
        id: its id here.
        external_id: the telephone system's id, masked.
        operator: name of the account that answers it.
        region: code of the region that it is about.
        started_at: when it was opened.
        touched_at: when something last happened in it.
        ended_at: when it was ended.
    """

    id: str
    external_id: str | None
    operator: str
    region: str | None
    started_at: int
    touched_at: int
    ended_at: int | None


def open_call(
    connection: Connection, operator: str, external: tuple[str, str] | None, at: int
) -> tuple[Call, bool]:
    """Open a call, unless the operator's call of that telephone id is open.

    Args:
        connection: of the records.
        operator: name of the account.
        external: hash and masked form of the telephone system's id.
        at: now, in milliseconds.

    Returns:
        The call, and whether it is new.
    """
    key, shown = external or (None, None)
    new = Call(secrets.token_hex(16), shown, operator, None, at, at, None)
    row = {**asdict(new), "external_key": key, "day": day_of(moment(at))}
    made = connection.execute(insert_into(connection, CALLS).values(**row).on_conflict_do_nothing())
    if made.rowcount:
        return new, True
    same = (CALLS.c.operator == operator) & (CALLS.c.external_key == key)
    found = _calls(connection, same & CALLS.c.ended_at.is_(None))
    return found[0], False


def current_call(connection: Connection, operator: str, key: str, since: int) -> Call | None:
    """The operator's call of a telephone id that is open, or that was ended after ``since``."""
    same = (CALLS.c.operator == operator) & (CALLS.c.external_key == key)
    found = _calls(connection, same & (CALLS.c.ended_at.is_(None) | (CALLS.c.ended_at >= since)))
    return min(found, key=lambda call: call.ended_at is not None, default=None)


def find_call(connection: Connection, call: str) -> Call | None:
    """The call of that id."""
    found = _calls(connection, CALLS.c.id == call)
    return found[0] if found else None


def list_calls(connection: Connection, operator: str | None) -> list[Call]:
    """The latest calls of an operator, or of all, latest first."""
    return _calls(connection, sa.true() if operator is None else CALLS.c.operator == operator)


def touch_call(connection: Connection, call: str, at: int, region: str | None = None) -> None:
    """Note that something happened in a call, and which region it is about."""
    values = {"touched_at": at, **({"region": region} if region else {})}
    connection.execute(CALLS.update().where(CALLS.c.id == call).values(**values))


def reassign_call(connection: Connection, call: str, operator: str) -> None:
    """Let another operator answer a call.

    Raises:
        sqlalchemy.exc.IntegrityError: they have an open call of the same telephone id.
    """
    connection.execute(CALLS.update().where(CALLS.c.id == call).values(operator=operator))


def end_call(connection: Connection, call: str, at: int) -> None:
    """End a call; one that has ended stays as it is."""
    still_open = (CALLS.c.id == call) & CALLS.c.ended_at.is_(None)
    connection.execute(CALLS.update().where(still_open).values(ended_at=at))


def end_idle(connection: Connection, before: int, at: int) -> list[Call]:
    """End the open calls in which nothing happened since ``before``."""
    idle = _calls(connection, CALLS.c.ended_at.is_(None) & (CALLS.c.touched_at < before))
    for call in idle:
        end_call(connection, call.id, at)
    return [replace(call, ended_at=at) for call in idle]


def forget_calls(connection: Connection, before: date) -> int:
    """Erase the calls opened before a day with all that belongs to them; returns how many."""
    return int(connection.execute(CALLS.delete().where(CALLS.c.day < before)).rowcount)


def moment(milliseconds: int) -> datetime:
    """A moment, in China's time."""
    return datetime.fromtimestamp(milliseconds / 1000, CHINA)


def _calls(connection: Connection, where: sa.sql.ClauseElement) -> list[Call]:
    columns = [CALLS.c[name] for name in Call.__dataclass_fields__]
    query = sa.select(*columns).where(where).order_by(CALLS.c.started_at.desc(), CALLS.c.id)
    rows = connection.execute(query.limit(_MOST_LISTED)).mappings()
    return [Call(**row) for row in rows]
