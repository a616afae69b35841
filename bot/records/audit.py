"""Who changed what, when and why: rows that are only ever added, each sealed with the one before.

A row that was changed, taken out or put in afterwards shows, and so does an end that was cut off.
``python -m bot.records.audit`` checks the records, or with ``--file`` an export of them.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.database import Connection, RecordsError, database, insert_into, metadata
from luohu.settings import SettingsError

JSON = Mapping[str, Any]
FaultKind = Literal["changed", "missing", "cut"]

FIRST = "0" * 64
"""What the first row has in place of the seal of the one before."""

LONGEST_WHY = 500

AUDIT = sa.Table(
    "audit",
    metadata,
    sa.Column("number", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("at", sa.BigInteger, nullable=False, index=True),
    sa.Column("who", sa.String(64), nullable=False),
    sa.Column("region", sa.String(6), nullable=False),
    sa.Column("what", sa.String(48), nullable=False),
    sa.Column("subject", sa.String(255), nullable=False),
    sa.Column("before", sa.Text),
    sa.Column("after", sa.Text),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("previous", sa.String(64), nullable=False),
    sa.Column("seal", sa.String(64), nullable=False),
)

# One row: how far the audit goes. Whoever cuts off its end has to forge this too, and whoever adds
# to it waits here for their turn.
AUDIT_END = sa.Table(
    "audit_end",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("number", sa.BigInteger, nullable=False),
    sa.Column("seal", sa.String(64), nullable=False),
)


@dataclass(frozen=True)
class Change:
    """Something that somebody changed.

    Attributes:
        who: name of the account, or of the program on the server.
        what: the kind of change, for instance ``switch.on``.
        subject: id of what was changed.
        region: code of the place that it is about; empty where it is about none.
        before: what it was, None where it was not there.
        after: what it is, None where it is no more.
        why: in the person's words.
    """

    who: str
    what: str
    subject: str
    region: str = ""
    before: JSON | None = None
    after: JSON | None = None
    why: str = ""


@dataclass(frozen=True)
class Entry:
    """A change as it was written down.

    Attributes:
        number: its place, from 1.
        at: when, in milliseconds.
        before: as JSON.
        after: as JSON.
        previous: the seal of the entry before.
        seal: over all of it.
    """

    number: int
    at: int
    who: str
    region: str
    what: str
    subject: str
    before: str | None
    after: str | None
    why: str
    previous: str
    seal: str


@dataclass(frozen=True)
class End:
    """How far an audit goes: the number and the seal of its last entry."""

    number: int = 0
    seal: str = FIRST


@dataclass(frozen=True)
class Fault:
    """Where the audit is not what was written.

    Attributes:
        number: the entry at which it shows.
        kind: the entry was changed; entries before it are missing; the end is cut off.
    """

    number: int
    kind: FaultKind


def append(connection: Connection, change: Change, at: int | None = None) -> Entry:
    """Write a change down, in the transaction that makes it.

    Whoever writes at the same time, on this server or another one, waits here until that
    transaction has ended: two entries never follow the same one.

    Args:
        connection: in the transaction.
        change: what was changed.
        at: when, in milliseconds; now where it is left out.
    """
    # SQLite lets one in at a time anyway; PostgreSQL locks the row, which has to be there for it.
    start = insert_into(connection, AUDIT_END).values(id=1, **asdict(End()))
    connection.execute(start.on_conflict_do_nothing())
    end = _end(connection, locked=True)
    values = {
        **asdict(change),
        "number": end.number + 1,
        "at": int(time.time() * 1000) if at is None else at,
        "before": _text(change.before),
        "after": _text(change.after),
        "why": change.why[:LONGEST_WHY],
        "previous": end.seal,
    }
    entry = Entry(**values, seal=_seal(values))
    connection.execute(AUDIT.insert().values(**asdict(entry)))
    connection.execute(AUDIT_END.update().values(number=entry.number, seal=entry.seal))
    return entry


def end_of(connection: Connection) -> End:
    """How far the audit goes."""
    return _end(connection)


def entries(
    connection: Connection, regions: Iterable[str] | None = None, most: int | None = None
) -> list[Entry]:
    """What was written down, the latest first.

    Args:
        connection: to the records.
        regions: only changes about these places; None for all of them.
        most: how many.
    """
    query = sa.select(AUDIT).order_by(AUDIT.c.number.desc()).limit(most)
    if regions is not None:
        query = query.where(AUDIT.c.region.in_(list(regions)))
    return [Entry(**row) for row in connection.execute(query).mappings()]


def faults(connection: Connection) -> list[Fault]:
    """Where the audit in the records is not what was written; empty where it is whole."""
    rows = connection.execute(sa.select(AUDIT).order_by(AUDIT.c.number)).mappings()
    return list(check((Entry(**row) for row in rows), _end(connection)))


def check(found: Iterable[Entry], end: End) -> Iterator[Fault]:
    """Where entries, the first one first, are not what was written.

    Args:
        found: all entries.
        end: how far they go.
    """
    last = End()
    for entry in found:
        if entry.seal != _seal({k: v for k, v in asdict(entry).items() if k != "seal"}):
            yield Fault(entry.number, "changed")
        if entry.number != last.number + 1 or entry.previous != last.seal:
            yield Fault(entry.number, "missing")
        last = End(entry.number, entry.seal)
    if last != end:
        yield Fault(last.number, "cut")


def exported(connection: Connection) -> Iterator[str]:
    """The whole audit as lines of JSON, the first entry first and how far it goes last."""
    rows = connection.execute(sa.select(AUDIT).order_by(AUDIT.c.number)).mappings()
    for row in rows:
        yield _text(dict(row)) or ""
    yield _text({"end": asdict(_end(connection))}) or ""


def check_export(lines: Iterable[str]) -> list[Fault]:
    """Where an export is not what was written.

    Raises:
        ValueError: it is no export.
    """
    read = [json.loads(line) for line in lines if line.strip()]
    try:
        return list(check((Entry(**one) for one in read[:-1]), End(**read[-1]["end"])))
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError("not an export of the audit") from error


def _end(connection: Connection, locked: bool = False) -> End:
    query = sa.select(AUDIT_END.c.number, AUDIT_END.c.seal)
    row = connection.execute(query.with_for_update() if locked else query).one_or_none()
    return End(*row) if row else End()


def _seal(values: JSON) -> str:
    return hashlib.sha256((_text(values) or "").encode()).hexdigest()


def _text(value: JSON | None) -> str | None:
    if value is None:
        return None
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the audit; returns the exit code: 1 where it is not whole, 2 where it is unreadable."""
    parser = argparse.ArgumentParser(prog="python -m bot.records.audit", description=__doc__)
    parser.add_argument(
        "--file", type=Path, help="an export that is checked in place of the records"
    )
    options = parser.parse_args(arguments)
    try:
        if options.file:
            found = check_export(options.file.read_text("utf-8").splitlines())
        else:
            found = asyncio.run(database().read(faults))
    except (RecordsError, SettingsError, OSError, ValueError) as error:
        print(f"not checked: {error}", file=sys.stderr)
        return 2
    for fault in found:
        print(f"entry {fault.number}: {fault.kind}")
    print("the audit is not whole" if found else "the audit is whole")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
