"""How many asked for a person, and how long they waited."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.database import Connection
from bot.records.handovers import HANDOVERS
from bot.records.wanted import Row, Wanted, rows_of

FIGURES = (
    "day",
    "channel",
    "asked",
    "taken",
    "left",
    "unanswered",
    "closed",
    "response",
    "longest",
)


def handovers_by_day(connection: Connection, wanted: Wanted) -> list[Row]:
    """Hand-overs of each day and channel, latest day first.

    ``left`` went before anybody came, ``unanswered`` waited in vain, ``closed`` asked out of hours
    and is not among ``asked``. ``response`` and ``longest`` are seconds until the operator first
    wrote, on average and at most; None where nobody wrote.
    """
    ended, untaken = HANDOVERS.c.ended_by, HANDOVERS.c.taken_at.is_(None)
    waited = (HANDOVERS.c.replied_at - HANDOVERS.c.asked_at) / 1000
    same = (HANDOVERS.c.day, HANDOVERS.c.channel)
    query = sa.select(
        *same,
        _number_of(ended.is_(None) | (ended != "closed")).label("asked"),
        _number_of(HANDOVERS.c.taken_at.is_not(None)).label("taken"),
        _number_of(untaken & ended.in_(("resident", "absent"))).label("left"),
        _number_of(untaken & (ended == "unanswered")).label("unanswered"),
        _number_of(ended == "closed").label("closed"),
        sa.func.avg(waited).label("response"),
        sa.func.max(waited).label("longest"),
    )
    query = query.group_by(*same).order_by(HANDOVERS.c.day.desc(), HANDOVERS.c.channel)
    return [
        {**row, **{name: _seconds(row[name]) for name in ("response", "longest")}}
        for row in rows_of(connection, wanted.of(query, HANDOVERS))
    ]


def _number_of(condition: Any) -> Any:  # noqa: ANN401 - SQLAlchemy 1.4 is untyped
    return sa.func.sum(sa.case((condition, 1), else_=0))


def _seconds(value: Any) -> int | None:  # noqa: ANN401 - SQLAlchemy 1.4 is untyped
    return None if value is None else round(value)
