"""Which records a report is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.database import Connection

Row: TypeAlias = dict[str, Any]
# SQLAlchemy 1.4 has no type information.
Query: TypeAlias = Any
Table: TypeAlias = Any

MOST_ROWS = 5000


@dataclass(frozen=True)
class Wanted:
    """The part of the records that is wanted; None stands for all.

    Attributes:
        since: first day.
        until: last day.
        region: code of a region.
        channel: name of a channel.
    """

    since: date | None = None
    until: date | None = None
    region: str | None = None
    channel: str | None = None

    def of(self, query: Query, table: Table) -> Query:
        """The query limited to what is wanted of a table with day, region and perhaps channel."""
        if self.since:
            query = query.where(table.c.day >= self.since)
        if self.until:
            query = query.where(table.c.day <= self.until)
        if self.region:
            query = query.where(table.c.region == self.region)
        if self.channel and "channel" in table.c:
            query = query.where(table.c.channel == self.channel)
        return query


def counted(name: str = "count") -> Query:
    """The number of rows in a group."""
    return sa.func.count().label(name)


def rows_of(connection: Connection, query: Query) -> list[Row]:
    """The rows of a query, at most as many as a page or a spreadsheet can use."""
    found = connection.execute(query.limit(MOST_ROWS)).mappings()
    return [{name: _plain(value) for name, value in row.items()} for row in found]


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
