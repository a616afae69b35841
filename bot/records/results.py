"""What a conversation came to, for a short while under a key that only one phone is shown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.database import Connection, metadata

RESULTS = sa.Table(
    "results",
    metadata,
    # A hash: who reads the records opens no page with it.
    sa.Column("key", sa.String(32), primary_key=True),
    sa.Column("until", sa.BigInteger, nullable=False, index=True),
    sa.Column("content", sa.Text, nullable=False),
)


def keep_result(
    connection: Connection, key: str, content: Mapping[str, Any], now: datetime, until: datetime
) -> None:
    """Keep what a page shows.

    Args:
        connection: of the records.
        key: by what it is found, nothing that opens the page itself.
        content: what the page shows.
        now: the present.
        until: when it is over.
    """
    purge_results(connection, now)
    text = json.dumps(content, ensure_ascii=False)
    row = {"key": key, "until": int(until.timestamp()), "content": text}
    connection.execute(RESULTS.insert().values(**row))


def find_result(connection: Connection, key: str, now: datetime) -> dict[str, Any] | None:
    """What a page shows; None where there is nothing or its time is over."""
    lasts = (RESULTS.c.key == key) & (RESULTS.c.until > int(now.timestamp()))
    found = connection.execute(sa.select(RESULTS.c.content).where(lasts)).scalar()
    return None if found is None else dict(json.loads(found))


def purge_results(connection: Connection, now: datetime) -> int:
    """Erase those whose time is over; returns how many."""
    over = RESULTS.c.until <= int(now.timestamp())
    return int(connection.execute(RESULTS.delete().where(over)).rowcount)
