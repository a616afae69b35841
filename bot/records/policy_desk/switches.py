"""What the bot does not answer for a while, and hands over to people, and banners for the hall."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.audit import Change, append
from bot.records.database import Connection, metadata

Scope = Literal["all", "place", "document", "pathway", "clause", "banner"]

SCOPES: tuple[Scope, ...] = ("all", "place", "document", "pathway", "clause", "banner")
LONGEST_REASON = 200

SWITCHES = sa.Table(
    "switches",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("scope", sa.String(16), nullable=False),
    sa.Column("region", sa.String(6), nullable=False),
    sa.Column("document", sa.String(128), nullable=False),
    sa.Column("target", sa.String(128), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("until", sa.BigInteger, nullable=False, index=True),
    sa.Column("set_by", sa.String(64), nullable=False),
    sa.Column("set_at", sa.BigInteger, nullable=False),
    sa.Column("ended_by", sa.String(64)),
    sa.Column("ended_at", sa.BigInteger),
)


class SwitchError(ValueError):
    """A switch cannot be as asked; the message says why."""


@dataclass(frozen=True)
class Aim:
    """What is switched to hand-over only; a banner is shown in the hall and stops nothing.

    Attributes:
        scope: how much.
        region: code of the place; every place for ``all``.
        document: folder of the document, for ``document`` and ``clause``.
        target: id of the pathway or of the clause, for these.
    """

    scope: Scope
    region: str
    document: str = ""
    target: str = ""

    def __post_init__(self) -> None:
        wants = {"document": {"document"}, "clause": {"document", "target"}, "pathway": {"target"}}
        given = {name for name in ("document", "target") if getattr(self, name)}
        if self.scope not in SCOPES or given != wants.get(self.scope, set()):
            raise SwitchError("what is to be switched is not named, or more than that")


@dataclass(frozen=True)
class Switch:
    """Something that is switched to hand-over only, or a banner.

    Attributes:
        id: its id.
        aim: what is switched.
        reason: why, as residents read it; the text of a banner.
        until: when it ends by itself, in seconds.
        set_by: name of the account that set it.
        set_at: when, in seconds.
        ended_by: who ended it before its time.
        ended_at: when.
    """

    id: str
    aim: Aim
    reason: str
    until: int
    set_by: str
    set_at: int
    ended_by: str | None = None
    ended_at: int | None = None


def switch_on(
    connection: Connection, aim: Aim, reason: str, until: datetime, by: str, now: datetime
) -> Switch:
    """Switch something to hand-over only until a moment.

    Raises:
        SwitchError: no reason, too long a one, or an end that lies not ahead.
    """
    told = " ".join(reason.split())
    if not 0 < len(told) <= LONGEST_REASON:
        raise SwitchError(f"a reason has 1 to {LONGEST_REASON} characters")
    if until <= now:
        raise SwitchError("the end lies ahead")
    moments = int(until.timestamp()), by, int(now.timestamp())
    switch = Switch(secrets.token_hex(8), aim, told, *moments)
    connection.execute(SWITCHES.insert().values(**_row(switch)))
    append(
        connection, Change(by, "switch.on", switch.id, aim.region, after=_told(switch), why=told)
    )
    return switch


def switch_off(connection: Connection, switch: Switch, why: str, by: str, now: datetime) -> None:
    """End a switch before its time; nothing where it has ended."""
    running = (SWITCHES.c.id == switch.id) & SWITCHES.c.ended_at.is_(None)
    ended = {"ended_by": by, "ended_at": int(now.timestamp())}
    if connection.execute(SWITCHES.update().where(running).values(**ended)).rowcount:
        change = Change(
            by, "switch.off", switch.id, switch.aim.region, before=_told(switch), why=why
        )
        append(connection, change)


def find_switch(connection: Connection, switch_id: str) -> Switch | None:
    """The switch of an id."""
    row = connection.execute(sa.select(SWITCHES).where(SWITCHES.c.id == switch_id)).mappings()
    return next((_switch(one) for one in row), None)


def switches_on(connection: Connection, now: datetime) -> list[Switch]:
    """What is switched now, the latest first."""
    running = SWITCHES.c.ended_at.is_(None) & (SWITCHES.c.until > int(now.timestamp()))
    return _found(connection, sa.select(SWITCHES).where(running))


def switches_before(connection: Connection, now: datetime, most: int) -> list[Switch]:
    """What was switched and is no more, the latest first."""
    over = SWITCHES.c.ended_at.is_not(None) | (SWITCHES.c.until <= int(now.timestamp()))
    return _found(connection, sa.select(SWITCHES).where(over).limit(most))


def _found(connection: Connection, query: sa.sql.Select) -> list[Switch]:
    ordered = query.order_by(SWITCHES.c.set_at.desc(), SWITCHES.c.id)
    return [_switch(row) for row in connection.execute(ordered).mappings()]


def _told(switch: Switch) -> dict[str, object]:
    return {**asdict(switch.aim), "reason": switch.reason, "until": switch.until}


def _row(switch: Switch) -> dict[str, object]:
    row = asdict(switch)
    return {**row.pop("aim"), **row}


def _switch(row: sa.engine.RowMapping) -> Switch:
    values = dict(row)
    aim = Aim(*(values.pop(name) for name in ("scope", "region", "document", "target")))
    return Switch(aim=aim, **values)
