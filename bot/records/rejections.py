"""Suggestions that operators changed or did not use, and why."""

from __future__ import annotations

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.calls import moment
from bot.records.database import Connection
from bot.records.suggestions import SUGGESTIONS
from bot.records.wanted import Row, Wanted, rows_of

REJECTION_COLUMNS = ("at", "region", "topic", "decision", "reason", "said", "edited")

_CHANNEL = "hotline"


def rejections(connection: Connection, wanted: Wanted) -> list[Row]:
    """Suggestions that were rejected or edited, one by one with the reason, latest first."""
    if wanted.channel not in (None, _CHANNEL):
        return []
    query = (
        sa.select(*(SUGGESTIONS.c[name] for name in REJECTION_COLUMNS))
        .where(SUGGESTIONS.c.decision.in_(("edit", "reject")))
        .order_by(SUGGESTIONS.c.at.desc(), SUGGESTIONS.c.id)
    )
    found = rows_of(connection, wanted.of(query, SUGGESTIONS))
    return [{**row, "at": moment(row["at"]).isoformat(timespec="minutes")} for row in found]
