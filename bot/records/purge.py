"""Erases what is old: ``python -m bot.records.purge``, once a day, while the bot runs or not."""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime, timedelta, timezone

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.accounts import purge_attempts
from bot.records.calls import forget_calls
from bot.records.cases import purge_cases
from bot.records.database import Connection, Database, RecordsError, database
from bot.records.feedback import forget_feedback
from bot.records.turns import day_of, forget_questions
from luohu.settings import SettingsError, settings

DAYS = 180


def purge(connection: Connection, days: int, now: datetime) -> dict[str, int]:
    """Erase questions, feedback and calls older than ``days``, and cases that have run out.

    Turns stay as figures, without what was asked.

    Returns:
        How many of each were erased.
    """
    before = day_of(now - timedelta(days=days))
    return {
        "questions": forget_questions(connection, before),
        "feedback": forget_feedback(connection, before),
        "calls": forget_calls(connection, before),
        "cases": purge_cases(connection, now),
        "attempts to sign in": purge_attempts(connection, now),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bot.records.purge", description=__doc__)
    parser.add_argument("--days", type=_days, default=DAYS, help=f"keep so many days, else {DAYS}")
    options = parser.parse_args(arguments)
    try:
        erased = asyncio.run(_purge(database(), options.days))
    except (RecordsError, SettingsError) as error:
        print(f"nothing erased: {error}", file=sys.stderr)
        return 1
    print("erased:", ", ".join(f"{number} {what}" for what, number in erased.items()))
    return 0


async def _purge(records: Database, days: int) -> dict[str, int]:
    erased = await records.run(purge, days, datetime.now(timezone.utc))
    _empty_log(settings().records_url)
    return erased


def _empty_log(url: str) -> None:
    """Empty the log beside an SQLite file, which still holds what was erased."""
    address = sa.engine.make_url(url)
    if address.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(address.database)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _days(text: str) -> int:
    days = int(text)
    if days < 1:
        raise argparse.ArgumentTypeError("keep at least one day")
    return days


if __name__ == "__main__":
    sys.exit(main())
