"""Opens the database of records: its address, its tables, and what each kind needs."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa  # type: ignore[import-untyped]

from bot.records.migrating import LaterReleaseError, migrate

# Every module of this package that has tables adds them here. A table that changes needs a new file
# in ``migrations`` too.
metadata = sa.MetaData()

# To PostgreSQL, at once.
CONNECTIONS = 8

SETTING = "LUOHU_RECORDS_DB"
_EXAMPLES = (
    "write sqlite:////path/to/records.db or postgresql://user:password@host:5432/name, "
    "or leave it empty for a file below var/db"
)
_BUSY_SECONDS = 15
_CONNECT_SECONDS = 5
# After so long without an answer a connection counts as lost, where the system can tell.
_LOST_MILLISECONDS = 10_000
# Any number: two servers that start at once must only take the same one.
_CREATION_LOCK = 7_105_005


class RecordsError(RuntimeError):
    """The database of records cannot be opened; the message says why and what to mend."""


def read_address(url: str, setting: str = SETTING) -> Any:  # noqa: ANN401 - SQLAlchemy 1.4 is untyped
    """SQLAlchemy's form of an address.

    Args:
        url: the address.
        setting: what it comes from.

    Raises:
        RecordsError: it is neither an SQLite file's nor a PostgreSQL database's.
    """
    try:
        read = sa.engine.make_url(url)
        backend = read.get_backend_name()
    except (sa.exc.SQLAlchemyError, ValueError) as error:
        # The address itself may hold a password.
        raise RecordsError(f"{setting} is no database address; {_EXAMPLES}") from error
    if backend == "sqlite" and read.database not in (None, "", ":memory:"):
        return read
    if backend == "postgresql":
        return read.set(drivername="postgresql+psycopg2")
    raise RecordsError(f"{setting} names no SQLite file and no PostgreSQL database; {_EXAMPLES}")


def open_database(url: Any, setting: str = SETTING) -> Any:  # noqa: ANN401 - SQLAlchemy 1.4 is untyped
    """An engine on a database whose tables are those of this release; what is missing is made.

    Args:
        url: what ``read_address`` gave.
        setting: what it comes from.

    Raises:
        RecordsError: it cannot be opened.
    """
    try:
        engine = engine_of(url)
        with changing_tables(engine) as connection:
            migrate(connection)
    except (sa.exc.SQLAlchemyError, OSError, LaterReleaseError) as error:
        shown = url.render_as_string(hide_password=True)
        reason = getattr(error, "orig", None) or error
        raise RecordsError(
            f"the records at {shown} cannot be opened: {' '.join(str(reason).split())}; "
            f"mend it or set {setting}"
        ) from error
    return engine


def engine_of(url: Any) -> Any:  # noqa: ANN401 - SQLAlchemy 1.4 is untyped
    """An engine on a database as it is; a missing SQLite file is made.

    Raises:
        OSError: the file cannot be made.
    """
    return _sqlite(url) if url.get_backend_name() == "sqlite" else _postgresql(url)


def options_of(engine: Any, reads: bool) -> dict[str, Any]:  # noqa: ANN401 - SQLAlchemy 1.4 is untyped
    """What a connection needs so that all that one transaction reads is of the same moment.

    Args:
        engine: the engine.
        reads: whether the transaction only reads. One that writes goes on from what others have
            written while it waited for its turn.
    """
    if reads and engine.name == "postgresql":
        return {"reads": True, "isolation_level": "REPEATABLE READ"}
    return {"reads": reads}


@contextmanager
def changing_tables(engine: Any) -> Iterator[Any]:  # noqa: ANN401 - SQLAlchemy 1.4 is untyped
    """A transaction in which nobody else changes tables; servers that start together take turns."""
    with engine.begin() as connection:
        if engine.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_CREATION_LOCK)))
        yield connection


def make_private(file: Path) -> None:
    """Let only its owner read a database's file, which is made where there is none.

    What people asked is nobody else's to read; SQLite's files beside it take the same mode. One
    that is there, for instance from a backup, is not opened: closing it would end this process's
    locks on it.

    Raises:
        OSError: it cannot be made, or is somebody else's.
    """
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        if file.stat().st_mode & 0o077:
            file.chmod(0o600)


def _sqlite(url: Any) -> Any:  # noqa: ANN401 - SQLAlchemy 1.4 is untyped
    file = Path(url.database)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    make_private(file)
    engine = sa.create_engine(
        url,
        hide_parameters=True,
        poolclass=sa.pool.QueuePool,
        connect_args={"check_same_thread": False, "timeout": _BUSY_SECONDS},
    )
    sa.event.listen(engine, "connect", _set_up_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own transactions leave out reading and begin too late to wait for a writer.
    connection.isolation_level = None
    _use_log(connection)
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA secure_delete=ON")


def _use_log(connection: sqlite3.Connection) -> None:
    """Switch to a write-ahead log; SQLite itself does not wait while another server does so."""
    end = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(0.02)


def _begin_sqlite(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy 1.4 is untyped
    reads = connection.get_execution_options().get("reads")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _postgresql(url: Any) -> Any:  # noqa: ANN401 - SQLAlchemy 1.4 is untyped
    return sa.create_engine(
        url,
        hide_parameters=True,
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": _CONNECT_SECONDS,
            "tcp_user_timeout": _LOST_MILLISECONDS,
        },
    )
