"""Reports what is kept, how long, and since when: ``python -m bot.channels.kept``."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from bot.records.conversations import last_moments
from bot.records.database import RecordsError, conversations, database
from bot.records.retention import OTHERS, Kept, kept_records, period_of, retention, title_of
from luohu.clock import CHINA
from luohu.settings import SettingsError, settings

_HEAD = ("内容", "保存多久", "现有", "最早")


def kept_conversations(file: Path) -> list[Kept]:
    """The conversations in the tracker's file, by how long they are kept.

    Raises:
        sqlite3.Error: it cannot be read.
    """
    if not file.exists():
        return kept_of([])
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        query = "SELECT sender_id, MAX(timestamp) FROM events GROUP BY sender_id"
        return kept_of(connection.execute(query))


def kept_of(moments_of_senders: Iterable[tuple[str, float]]) -> list[Kept]:
    """Conversations, each with when something happened in it last, by how long they are kept."""
    last: dict[str, list[float]] = {channel: [] for channel in retention().conversations}
    for sender, moment in moments_of_senders:
        channel = sender.split("-", 1)[0]
        last[channel if channel in last else OTHERS].append(moment)
    return [
        Kept(title_of(channel), period_of(channel), len(moments), _day(moments))
        for channel, moments in last.items()
    ]


def table(found: Iterable[Kept]) -> str:
    """The report as a table in Markdown."""
    rows = [_HEAD, ("---",) * len(_HEAD)]
    rows += [(one.title, one.period, str(one.count), one.oldest or "–") for one in found]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main() -> int:
    """Print the report; returns the exit code."""
    try:
        talked = _kept_conversations()
        records = asyncio.run(database().read(kept_records))
    except (RecordsError, SettingsError, sqlite3.Error) as error:
        print(f"no report: {error}", file=sys.stderr)
        return 1
    print(table([*talked, *records]))
    return 0


def _kept_conversations() -> list[Kept]:
    if settings().conversations_url:
        return kept_of(asyncio.run(conversations().read(last_moments)))
    return kept_conversations(settings().var_dir / "db" / "tracker.db")


def _day(moments: list[float]) -> str:
    return datetime.fromtimestamp(min(moments), CHINA).date().isoformat() if moments else ""


if __name__ == "__main__":
    sys.exit(main())
