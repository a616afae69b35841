"""Erases old records: ``python -m bot.records.purge``, while the bot runs or not.

The server does so by itself (``bot/channels/upkeep``); this is for what shall go sooner.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime, timezone

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.database import Database, RecordsError, database
from bot.records.retention import purge, retention
from luohu.settings import SettingsError, settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bot.records.purge", description=__doc__)
    parser.add_argument("--days", type=_days, help="keep all so many days")
    options = parser.parse_args(arguments)
    try:
        erased = asyncio.run(_purge(database(), options.days))
    except (RecordsError, SettingsError) as error:
        print(f"nothing erased: {error}", file=sys.stderr)
        return 1
    print("erased:", ", ".join(f"{number} {what}" for what, number in erased.items()))
    return 0


async def _purge(records: Database, days: int | None) -> dict[str, int]:
    usual = retention().records
    kept = usual if days is None else dict.fromkeys(usual, days)
    erased = await records.run(purge, kept, datetime.now(timezone.utc))
    empty_log(settings().records_url)
    return erased


def empty_log(url: str) -> None:
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
